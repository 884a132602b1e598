"""Rules on words: loaded ones, crowds without a name, shouting."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from civilbot.briefings.article import Briefing
from civilbot.briefings.lint.finding import Lint, Rule, at, at_key
from civilbot.briefings.lint.plain_words import own, passages
from civilbot.briefings.sections import SectionName

LOADED_WORD = Rule(
    "loaded-word",
    "it takes a side before any reason is given",
    "say what happened; quote the word if somebody used it",
)
UNNAMED_AUTHORITY = Rule(
    "unnamed-authority",
    "a crowd that nobody can ask is no source, with a reference or without",
    "name who says so",
)
SHOUTING = Rule(
    "shouting",
    "capitals and exclamation marks heat up the thread that they should calm",
    "write it in plain letters, with a full stop",
)

# Words that judge; each in the forms in which it judges, so that "weekly", "a lie of
# the land" or "brute force" in a quotation are left alone.
_JUDGING = r"""
    absurd(?:ly|ity)? | appalling(?:ly)? | appease(?:s|d|ment)? | atrocious(?:ly)?
    | bizarre(?:ly)? | blatant(?:ly)? | bogus | botched | brainless
    | brilliant(?:ly)? | brutal(?:ly)? | bull(?:y|ies|ied|ying) | bungled?
    | butcher(?:s|ed|y)? | catastroph(?:e|ic|ically) | cav(?:es?|ed|ing) in
    | clown(?:s|ish)? | corrupt(?:ly)? | coward(?:s|ly|ice)? | cronies
    | crush(?:es|ed|ing)? | cynical(?:ly)? | delusional | despicable
    | dictator(?:s|ial)? | disast(?:er|ers|rous|rously) | disgrac(?:e|eful)
    | draconian | evil(?:s)? | extremists? | failed (?:utterly|completely|miserably)
    | fanatic(?:s|al)? | farc(?:e|ical) | fiasco | foolish(?:ly)? | genius | gutless
    | heroic(?:ally)? | horrific | hypocri(?:sy|tes?|tical)
    | hysteri(?:a|c|cal|cally) | idiot(?:s|ic)? | illegitimate | infamous(?:ly)?
    | insane(?:ly)? | kowtow(?:s|ed|ing)? | laughable | liars? | lied
    | lies\ (?:to|about) | lunatics? | mastermind(?:s|ed)? | monst(?:er|ers|rous)
    | naive(?:ly)? | notorious(?:ly)? | outrag(?:e|ed|eous) | pathetic(?:ally)?
    | pander(?:s|ed|ing)? | propagand(?:a|ists?) | puppets? | radical\ (?:left|right)
    | reckless(?:ly)? | regimes? | ridiculous(?:ly)? | ruthless(?:ly)?
    | scandalous(?:ly)? | scaremonger(?:s|ing)? | scheming | senseless | sham
    | shameful(?:ly)? | shameless(?:ly)? | shocking(?:ly)? | slam(?:s|med)?
    | slavish(?:ly)? | stooges? | stunning(?:ly)? | stupid(?:ly|ity)?
    | surrender(?:s|ed)?\ to | thugs? | toxic | tragic(?:ally)? | traitor(?:s|ous)?
    | treason(?:ous)? | tyran(?:t|ts|ny|nical) | unhinged | vicious(?:ly)?
    | vilif(?:y|ies|ied) | visionary | warmonger(?:s|ing)? | weakling
    | witch[\ -]hunts? | woke
"""
# Words that tell readers what to think of a statement.
_URGING = r"""
    admittedly | any\ reasonable\ person | as\ everybody\ knows | clearly | certainly
    | fortunately | in\ fact | luckily | needless\ to\ say | no\ doubt
    | obvious(?:ly)? | of\ course | sadly | so-called | surely | the\ truth\ is
    | thankfully | undeniabl[ey] | undoubtedly | unfortunately | unquestionabl[ey]
    | without\ (?:a\ )?doubt
"""
# Names that only one side uses for the other, or for the matter itself.
_PARTISAN = r"""
    alarmis(?:t|ts|m) | anti-?vaxxers? | baby[\ -]killers? | big\ pharma
    | bleeding[\ -]hearts? | climate\ (?:cult|denial|deniers?|hoax) | deniers?
    | eco-?nuts? | elites | experimental\ jabs? | fear-?mongering
    | forced\ (?:jabs?|injections?) | freeloaders? | handouts? | illegals | jabbed
    | looters? | money\ for\ nothing | nanny\ state | nuclear\ lobby | open\ borders
    | poison(?:s|ed|ous)? | pro-?aborts? | scroungers? | sheeple | snowflakes?
    | takers | tree[\ -]huggers? | warmists? | welfare\ queens?
"""
_LOADED = re.compile(
    rf"\b(?:{_JUDGING}|{_URGING}|{_PARTISAN})(?![\w-])", re.IGNORECASE | re.VERBOSE
)
_CROWD = re.compile(
    r"\b(?:(?:every(?:body|one)|most people|many people|all experts|everyone else)"
    r" (?:knows?|agrees?|says?|believes?|thinks?|sees?|understands?)"
    r"|(?:experts|scientists|economists|analysts|studies|observers|historians|insiders"
    r"|polls|doctors) (?:widely |all |mostly |generally |largely )?"
    r"(?:agree|say|believe|think|know|show|suggest|warn|prove|confirm|fear)"
    r"|(?:it is|it's) (?:well|widely|commonly|generally|universally) "
    r"(?:known|accepted|agreed|believed|understood|recognised|recognized)"
    r"|people are saying|history (?:shows|proves|teaches)"
    r"|common sense (?:says|tells))\b",
    re.IGNORECASE,
)
_SHOUTED = re.compile(r"!{2,}|!\?|\?!|\b[A-Z]{3,}(?: [A-Z]{3,})+\b|!$")


def check_wording(briefing: Briefing, _today: date) -> Iterator[Lint]:
    """Look at what the briefing says in its own voice; quotations are left alone."""
    names = [name for name in SectionName if name is not SectionName.CALL_TO_ACTION]
    for section, passage in passages(briefing, names):
        text = own(passage.text)
        for word in _loaded(text):
            message = f"'{section.name}' says '{word}'"
            yield at(LOADED_WORD, briefing, passage.line, message)
        crowd = _CROWD.search(text)
        if crowd:
            message = f"'{crowd[0]}': nobody is named"
            yield at(UNNAMED_AUTHORITY, briefing, passage.line, message)
    for key, words in (("title", briefing.title), ("at_issue", briefing.at_issue)):
        for word in _loaded(own(words)):
            message = f"the {key} says '{word}'"
            yield at_key(LOADED_WORD, briefing, key, message)


def _loaded(text: str) -> Iterable[str]:
    """Give each loaded word once, as it is first written."""
    found = (match[0] for match in reversed(list(_LOADED.finditer(text))))
    return {word.casefold(): word for word in found}.values()


def check_shouting(briefing: Briefing, _today: date) -> Iterator[Lint]:
    """Look for capitals and exclamation marks that raise the voice."""
    for _, passage in passages(briefing, SectionName):
        found = _SHOUTED.search(own(passage.text))
        if found:
            message = f"'{found[0]}' raises the voice"
            yield at(SHOUTING, briefing, passage.line, message)
    found = _SHOUTED.search(own(briefing.title))
    if found:
        yield at_key(SHOUTING, briefing, "title", f"'{found[0]}' raises the voice")
