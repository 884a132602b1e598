"""The words that people disguise: what a disguised word may turn out to be."""

from civilbot.language.common import COMMON
from civilbot.language.lexicon import PROFANITY, SINGLE_WORDS, TERMS
from civilbot.language.people import GROUPS
from civilbot.language.vocabulary import word_set

#: Little words that a disguised sentence needs.
_LITTLE = word_set(
    """you your you're you are all is am be the an and go off up shut kill die yourself
    should hang get so such fucking people like kys"""
)
#: Violence: done, wished or threatened.
_VIOLENCE = word_set(
    """acid annihilate annihilated assassinate assassinated assassination bash bashed
    beat beaten beating behead beheaded beheading bleach bleed bled blood bloody bomb
    bombed bombing bombs bullet bullets burn burned burning burns burnt bury buried
    butcher butchered butchers cancer castrate castrated chamber chambers choke choked
    choking cleanse cleansed cleansing cull culled dead death deaths decapitate
    decapitated deport deportation deportations deported die died dies dying drag
    dragged drown drowned drowning eradicate eradicated execute executed executing
    execution executions exterminate exterminated extermination gas gassed gassing
    genocide gallows guillotine guillotines gun guns hang hanged hanging hangs hung
    holocaust hunt hunted hurt kill killed killing kills knife knives lynch lynched
    lynching machete maim murder murdered murdering murders noose nooses nuke nuked
    oven ovens poison poisoned punch punched purge purged rape raped rapes raping
    rifle rifles rope ropes rot rots shoot shooting shoots shot skull skulls slap
    slapped slaughter slaughtered slaughtering slave slaves slit smash smashed stab
    stabbed stabbing stabs starve starved strangle strangled suffer suffers suicidal
    suicide throat throats torture tortured whip whipped"""
)
#: Contempt that no single word of the lexicon says.
_CONTEMPT = word_set(
    """ashamed autistic brainwashed breed breeding breeds burden burdens cage cages
    crap cult cultists despise disease diseases genius hate hated hateful hates
    idiocy imbecility infection infest infested inhuman invade invasion jungle lame
    lapdog leper lepers loathe lying miserable nasty plague plagues puppet puppets
    sewer stink stinking stinks stupidity suck sucker suckers sucks swarm swarms
    themselves treason useless virus waste weak weakling worthlessness yourselves"""
)


def _of_terms() -> frozenset[str]:
    """Return the telling words of terms that have several."""
    return frozenset(
        word
        for terms in TERMS.values()
        for term in terms
        if len(term.words) > 1
        for word in term.words
        if len(word) > 3 and word.isalpha() and word not in COMMON
    )


_PEOPLE = frozenset(word for word in GROUPS if len(word) > 3 and word.isalpha())

#: What a disguised word may turn out to be.
KNOWN = (
    SINGLE_WORDS | PROFANITY | _LITTLE | _VIOLENCE | _CONTEMPT | _of_terms() | _PEOPLE
)
#: Words that nobody writes by chance, when their letters are put together.
HARSH = frozenset(
    word
    for word in (SINGLE_WORDS | PROFANITY | _VIOLENCE | _CONTEMPT) - COMMON
    if len(word) > 3
) | word_set("die gas hang hate kill killed shit shot")
