"""When hard words are no attack: denied, reported, talked about, supposed.

Each check returns a name that a moderator understands. A doubt reaches only as
far as the clause that raises it.
"""

import re
from typing import NamedTuple

from civilbot.language import speech
from civilbot.language.aim import Aim, How
from civilbot.language.clauses import is_supposed
from civilbot.language.people import ME
from civilbot.language.sentences import Sentence
from civilbot.language.vocabulary import word_set
from civilbot.model import Target

DENIED = "denied, not said"
REPORTED = "reported speech"
DEBATED = "a prejudice named or put to debate"
TALKED_ABOUT = "talked about as a word"
SUPPOSED = "only supposed"
ASKED = "asked, not said"
SELF = "about oneself"
RECLAIMED = "reclaimed or among friends"
ECHOED = "repeats the words it answers"
VERDICT = "a verdict on a story"
QUOTED = "in quotation marks"
CRITICISM = "criticism, not of a participant"


def is_debated(text: str) -> bool:
    """Whether a text names the prejudice, or asks for its view to be changed."""
    return _DEBATED.search(text) is not None


class Softening(NamedTuple):
    """How much of a finding's weight is left, and why; no name if untouched."""

    factor: float
    name: str = ""


_DEBATED = re.compile(
    r"(?<!not )(?<!not a )(?<!me )(?<!me a )(?<!n't )\b(?:racist|racism|stereotyp\w*"
    r"|generali[sz]\w*|bigot\w*|antisemit\w*|anti-semit\w*|homophob\w*|transphob\w*"
    r"|islamophob\w*|tropes?|(?:your|that|this|same|by|her|his) logic|imply\w*"
    r"|implie[sd]|sarcas\w*|prejudice\w*|cmv|change my (?:view|mind)|worldview)\b"
    r"(?!,? but)"
)
_OPENERS = word_set("what why how who does is isn are aren did can do when since")


def soften(sentence: Sentence, first: int, last: int, aim: Aim) -> Softening:
    """Say what the words around a term leave of it."""
    subject = min(first, aim.subject)
    if aim.target is Target.SELF:
        return Softening(0.05, SELF)
    if aim.negated or speech.is_denied(sentence, subject):
        return Softening(0.1, DENIED)
    if speech.is_somebody_elses(sentence, subject, last, aim):
        return Softening(0.25, REPORTED)
    if speech.is_talked_about(sentence, first, last, aim):
        return Softening(0.25, TALKED_ABOUT)
    if _quoted(sentence, first):
        return Softening(0.6, QUOTED)
    return _doubtful(sentence, first, aim)


def _doubtful(sentence: Sentence, first: int, aim: Aim) -> Softening:
    """Soften what is said under a condition, as a verdict or as a question."""
    if is_supposed(sentence, min(first, aim.subject)):
        return Softening(0.55, SUPPOSED)
    to_you = aim.target is Target.OTHER_USER and aim.how is How.STATED
    if to_you and sentence.word(first - 1) == "the":
        # "You are the asshole" is how some subreddits judge each other's stories.
        return Softening(0.6, VERDICT)
    if to_you and "if" in sentence.words[: aim.subject]:
        # "If you like it you are a fascist" mostly mocks whoever says so.
        return Softening(0.85, SUPPOSED)
    return Softening(0.62, SUPPOSED) if aim.hedged else _asked(sentence, aim)


def _quoted(sentence: Sentence, first: int) -> bool:
    """Whether a term stands between quotation marks that nobody is named for."""
    marks = sentence.words[:first].count('"')
    return marks % 2 == 1 and '"' in sentence.words[first:]


def _asked(sentence: Sentence, aim: Aim) -> Softening:
    """Soften questions that are not thrown at the person answered."""
    if sentence.closed_by != "?" or aim.target is Target.OTHER_USER:
        return Softening(1.0)
    opener = next((word for word in sentence.words if word not in ME), "")
    return Softening(0.6 if opener in _OPENERS else 0.7, ASKED)
