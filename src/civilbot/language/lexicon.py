"""The words that can hurt, each with what it is, how strong, and when it counts.

A term alone proves nothing: `target` finds at whom it is thrown and `context`
whether it is only quoted, denied or talked about. Slurs stand here because
nobody can recognise what he may not name. Strengths are 0..1: how sure a
moderator would be if the term were plainly thrown at another participant (for
a slur: if it were used at all).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from civilbot.language.vocabulary import word_set
from civilbot.model import Category


class Use(StrEnum):
    """How a term hurts."""

    #: Calls somebody something: "idiot".
    NAME = "name"
    #: Says how somebody is: "brainless".
    TRAIT = "trait"
    #: Reviles a group by its mere use.
    SLUR = "slur"
    #: Denies that somebody is human: "vermin".
    BEAST = "beast"
    #: Accuses of a vice or crime: fair about leaders, hate about a whole people.
    VICE = "vice"
    #: Sorts somebody into a despised camp: "bootlicker".
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Term:
    """One term of the lexicon."""

    words: tuple[str, ...]
    use: Use
    strength: float

    @property
    def category(self) -> Category:
        """What the term amounts to when it is thrown at one participant."""
        return _CATEGORY[self.use]


_CATEGORY = {
    Use.NAME: Category.PERSONAL_ATTACK,
    Use.TRAIT: Category.PERSONAL_ATTACK,
    Use.SLUR: Category.IDENTITY_HATE,
    Use.BEAST: Category.DEHUMANISATION,
    Use.VICE: Category.PERSONAL_ATTACK,
    Use.LABEL: Category.INFLAMMATORY_LABEL,
}

# Entries are parted by commas; a noun's plural in -s is added for NAME, SLUR,
# BEAST, VICE and LABEL, other plurals are spelt out.
_TERMS: dict[Use, dict[float, str]] = {
    Use.NAME: {
        1.0: """moron, idiot, imbecile, cretin, dumbass, dumbasses, asshole, arsehole,
            shithead, dickhead, fuckhead, fuckwit, fucktard, fuckface, motherfucker,
            mother fucker, cunt, douchebag, dipshit, dumbfuck, dumb fuck, stupid
            fuck, sick fuck, twat, wanker, scumbag, shitstain, asshat, cocksucker,
            numbskull, halfwit, half-wit, nitwit, dimwit, bellend, piece of shit,
            pieces of shit, sack of shit, pile of shit, piece of trash, piece of
            garbage, human garbage, human trash, waste of space, waste of oxygen,
            waste of skin, waste of air, lowlife, low life, degenerate, imbicile,
            morron, idoit, idjit, cumstain, ass hat, twatwaffle, shitbag, dirtbag,
            pissant, asswipe, assclown, scum, scumbags, scum of the earth, twit,
            pos, dumb shit, mong, fuck face, ass hole, jackass, jackasses, son of a
            bitch, sons of bitches, inbred, bottom feeder, oxygen thief, drooling
            idiot, village idiot, fuckstick, shitbird, dumdum""",
        0.92: """bitch, bitches, whore, slut, prick, bastard, retard, simpleton, dunce,
            dullard, airhead, knobhead, tosser, creep, pervert, psychopath,
            sociopath, loser, dolt, numpty, muppet, plonker, schmuck, putz, coward,
            pathetic excuse, failed abortion, filth, cockwomble, wankstain, lunatic,
            psycho, weasel, incel, neckbeard, buffoon, fuckboy, pig""",
        0.8: """fool, clown, dick, ass, crybaby, crybabies, ignoramus, pillock, donkey,
            imposter, disgrace, hag, nutjob, nutcase, nut job, whackjob, wacko,
            weirdo, manchild, man child, dweeb, dumb bunny, dummy, dummies, dope,
            disgusting person, horrible person, terrible person, vile person, awful
            person, despicable person, evil person, shitty person, snake, rat,
            trash, garbage, edgelord, hypocrite, liar, charlatan, brat, fatass,
            fatty, lardass, lard ass, bum, leech, leeches, goblin, gremlin, maniac,
            knucklehead, fucker, fraud, crook, con man, conman, con artist, tyrant,
            monster,
            sellout, sell-out, swindler, bully, phony, phoney, sleazebag, windbag,
            blowhard, bigmouth, ghoul, sadist, egomaniac, narcissist, demagogue,
            dipstick, dork, geek, doofus, bozo, dingbat, scoundrel, slob, sicko,
            deviant, fossil, dinosaur, crackpot, quack, hack""",
    },
    Use.TRAIT: {
        1.0: """brainless, brain-dead, braindead, brain dead, worthless, retarded,
            subnormal, moronic, idiotic, imbecilic, feeble-minded, fucking stupid,
            fucking dumb, dumb as shit, dumb as fuck, stupid as fuck, dumb as a
            rock, dumber than a rock, thick as a brick, thick as shit, too stupid,
            too dumb, full of shit, fucking pathetic, fucked in the head, sick in
            the head, a waste of space, beneath contempt, dense as a brick,
            illiterate fuck, a fucking joke, dickless, spineless, gutless, soulless,
            pathetic, repulsive""",
        0.92: """stupid, dumb, disgusting, vile, despicable, loathsome, clueless,
            mentally deficient, dim-witted, dimwitted, gormless, deranged, slow in
            the head, stoopid, stupider, dumber, dumbest, stupidest, a joke, a
            disgrace""",
        0.72: """ignorant, delusional, insane, illiterate, dense, thick, cowardly,
            laughable, evil, insufferable, gullible, unhinged, obtuse, mentally ill,
            crazy, fat, ugly, filthy, dirty, inferior, lazy, rotten, shameless,
            hypocritical, childish, heartless, senile, sleazy, slimy,
            crooked, treacherous, vicious, useless, incompetent, corrupt, disgraceful,
            depraved, sickening, revolting, subliterate, uneducated, unintelligent""",
    },
    Use.SLUR: {
        1.0: """nigger, kike, spic, wetback, raghead, towelhead, sandnigger, sand
            nigger, faggot, fagot, coon ass, porch monkey, jigaboo, gook, chink,
            beaner, tranny, trannies, shemale, muzzie, mudslime, muzrat, zipperhead,
            camel jockey, camel fucker, goat fucker, goatfucker, pajeet, niglet,
            dune coon, jungle bunny, jungle bunnies, golliwog, wog, rapefugee,
            street shitter, khokhol, hohol, churka, dothead, troon, kaffir, dindu,
            dindu nuffin, poofter, mussie, chinaman, chinamen, nignog, nig nog,
            shitskin, shit skin, christ killer, injun, squaw""",
        0.9: """fag, dyke, paki, negro, negroes, coon, gyppo, gypo, pikey, half-breed,
            halfbreed, mongoloid, spaz, jap, nip, moskal, katsap, vatnik, vatniks,
            white trash, femoid, foid, roastie, cumskin, wigger""",
        0.3: "nigga, niggas, homo, homos, queer, queers, gypsy, gypsies, cracker",
    },
    Use.BEAST: {
        1.0: """vermin, subhuman, sub-human, sub human, untermensch, untermenschen,
            cockroach, cockroaches, roaches, parasite, maggot, less than human, not
            human, not even human, non-human, human vermin, lice, sub-humans,
            parasitic, human waste, human filth, human scum, animals, savages,
            locusts, a plague, a cancer on, a disease on, infestation, orcs, orc,
            plague rats, plague rat, filthy animals, wild animals, rabid dogs, rabid
            dog, rabid animals, termites, bloodsuckers, inhuman filth""",
        0.9: """rats, swine, pigs, apes, monkeys, leeches, pests, pest, mongrel, mutt,
            mutts, savage, insects, beasts, a cancer, a disease, a virus, barbarian,
            subspecies, inbreds, hyenas, dogs, monkey, ape, the plague, filth,
            tumor, tumour, scum of humanity, an infection""",
        0.72: "animal, insect, beast, freak of nature",
    },
    Use.VICE: {
        1.0: """rapist, terrorist, paedophile, pedophile, pedo, pedos, criminal,
            murderer, child molester, groomer, sexual predator, barbaric,
            uncivilized, uncivilised, bloodthirsty, savage people""",
        0.85: """thief, thieves, parasitical, violent, terrorists, invaders, freaks,
            freak, abomination, perverse, sinful, subservient, cheaters, gold
            diggers, goldigger, greedy, evil people, thug, backward, smelly,
            unclean, freeloader, gangster, killer""",
    },
    Use.LABEL: {
        1.0: """bootlicker, boot licker, bootlicking, libtard, republitard, trumptard,
            conservatard, putinbot, russian bot, kremlin bot, paid shill, cuck,
            cuckold, soyboy, soy boy, simp, race traitor, white knight, feminazi,
            nazi scum, commie scum, commie fuck, fascist pig, nazi piece of shit,
            leftard, rightard, magat, repugnican, demonrat, demoncrat, tankie, nazi
            sympathizer, nazi sympathiser, terrorist sympathizer, terrorist
            sympathiser, putin stooge, useful idiot, putin lover, putin puppet,
            ukronazi, rethuglican, republicunt, woketard,
            wokescold, wokie, cuckservative, wingnut, moonbat, genocide denier,
            genocide apologist, nazi apologist, rape apologist, putin apologist,
            terrorist apologist, terrorist lover, kremlin mouthpiece, russian asset,
            paid troll, paid bot, propagandist, antisemite, islamophobe, orc-lover,
            soros puppet, soros shill, cult member, putinist, trumpanzee, maga cultist,
            kremlin puppet, kremlin shill, kremlin troll, russian troll, nato shill,
            cia shill, karma whore, attention whore, groyper, neo-nazi, neonazi,
            cultist, brainwashed, magatard, snowflake, shill, commie, sheeple,
            stooge, retardican, propaganda bot""",
        0.92: """nazi, fascist, sheep, traitor, apologist, lackey, npc, soy, sjw, troll,
            warmonger, jihadi, islamist, karen, boomer, warmongering,
            quisling, turncoat, collaborator, puppet, misogynist, transphobe,
            homophobe, terrorist supporter, orc lover,
            armchair general, keyboard warrior, extremist, chud, ziobot, zio,
            hasbara, wumao, simps""",
        0.85: "racist, bigot, bot, fanboy, zealot, drone, troll",
    },
}

#: Swearing that is aimed at nobody: no violation, but a hint of temper.
PROFANITY = word_set(
    """fuck fucks fucked fucking fuckin fuckery fck fcking fkn shit shits shitty
    shitshow bullshit crap crappy damn damned goddamn goddamned hell bloody arse ass
    asses wtf omfg lmfao piss pissed bitching dick dicks cock cocks balls bollocks
    pussy motherfucking clusterfuck shite tits boobs cum porn horny wank dumbass
    badass fap stfu jfc ffs bugger"""
)


def _terms() -> Iterator[Term]:
    for use, by_strength in _TERMS.items():
        for strength, listed in by_strength.items():
            for entry in listed.split(","):
                words = tuple(entry.split())
                yield Term(words, use, strength)
                if use is not Use.TRAIT and not words[-1].endswith("s"):
                    yield Term((*words[:-1], words[-1] + "s"), use, strength)


def _index() -> dict[str, tuple[Term, ...]]:
    """Group the terms by first word, the longest first."""
    found: dict[str, dict[tuple[str, ...], list[Term]]] = {}
    for term in _terms():
        found.setdefault(term.words[0], {}).setdefault(term.words, []).append(term)
    return {
        first: tuple(
            term
            for words in sorted(by_words, key=len, reverse=True)
            for term in _strongest(by_words[words])
        )
        for first, by_words in found.items()
    }


def _strongest(terms: list[Term]) -> list[Term]:
    """Keep one term for each use: "trash" both names and dehumanises."""
    best: dict[Use, Term] = {}
    for term in terms:
        if term.use not in best or best[term.use].strength < term.strength:
            best[term.use] = term
    return list(best.values())


#: First word -> the terms that start with it, the longest first.
TERMS = _index()

#: Every single word of the lexicon: what a disguised word may turn out to be.
SINGLE_WORDS = frozenset(
    term.words[0] for terms in TERMS.values() for term in terms if len(term.words) == 1
)


def terms_at(words: list[str], index: int) -> tuple[Term, ...]:
    """Return the longest terms that start at a word (several uses of one)."""
    candidates = TERMS.get(words[index])
    if candidates is None:
        return ()
    for term in candidates:
        length = len(term.words)
        if length == 1 or tuple(words[index : index + length]) == term.words:
            return tuple(other for other in candidates if other.words == term.words)
    return ()
