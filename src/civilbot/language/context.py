"""When hard words are no attack: denied, reported, talked about, supposed.

Each check returns a name that a moderator understands. In doubt it softens.
"""

from typing import NamedTuple

from civilbot.language.aim import Aim, How
from civilbot.language.people import ME, YOU
from civilbot.language.sentences import Sentence
from civilbot.language.vocabulary import word_set
from civilbot.model import Target

DENIED = "denied, not said"
REPORTED = "reported speech"
TALKED_ABOUT = "talked about as a word"
DENOUNCED = "abuse denounced"
SUPPOSED = "only supposed"
ASKED = "asked, not said"
SELF = "about oneself"
RECLAIMED = "reclaimed or among friends"
ECHOED = "repeats the words it answers"
VERDICT = "a verdict on a story"
QUOTED = "in quotation marks"
CRITICISM = "criticism, not of a participant"


class Softening(NamedTuple):
    """How much of a finding's weight is left, and why; no name if untouched."""

    factor: float
    name: str = ""


_NEGATIONS = word_set("not 't never no without stop cannot")
_SAYING = word_set(
    """say says said saying tell tells told telling call calls called calling claim
    claims claimed claiming write writes wrote yell yells yelled yelling scream
    screams screamed screaming shout shouts shouted shouting comment commented reply
    replied post posted tweet tweeted chant chanted chanting label labels labeled
    labelled labelling labeling imply implies implied implying suggest suggests
    suggested suggesting accuse accused accusing call quote quoted portray portrays
    portrayed depict depicts depicted describe describes described describing refer
    refers referred referring demonise demonize dehumanise dehumanize branded insult
    insulted dismiss dismissed dismissing paint painting"""
)
_THINKING = word_set(
    "say saying said think believe mean meant call calling called imply claim"
)
_WORDS_ABOUT_WORDS = word_set(
    """word words term terms slur slurs insult insults phrase phrases name-calling
    epithet epithets expression meme trope stereotype definition"""
)
_JUDGING = word_set(
    """wrong unacceptable condemn condemned offensive dehumanizing dehumanising hateful
    hurtful uncivil disrespectful harassment bigotry propaganda rhetoric racism
    antisemitism slur derogatory pejorative insulting rule rules banned reported
    homophobic transphobic antisemitic bullying bullied myth stereotype stereotypes"""
)
_SUPPOSING = word_set("if unless whether suppose imagine assuming when whenever")
_IFS = frozenset({"if", "unless"})
_OPENERS = word_set("what why how who does is isn are aren did can do when since")
_PASSIVE = word_set("get gets got getting be been being was were am is are")
_BELIEVING = word_set(
    """think thinks thinking thought believe believes believing believed consider
    considers considering considered assume assumes assuming pretend see sees treat
    treats treating treated like"""
)
#: What somebody else holds, even where the writer is the subject.
_HELD = word_set(
    """statement idea notion belief narrative opinion disagree argue argues arguing
    implication lie myth claim suggestion mentality"""
)
_SPEAKER_WINDOW = 7


def soften(sentence: Sentence, first: int, last: int, aim: Aim) -> Softening:
    """Say what the words around a term leave of it."""
    subject = min(first, aim.subject)
    if aim.target is Target.SELF:
        return Softening(0.05, SELF)
    if aim.negated or _denied(sentence, subject):
        return Softening(0.1, DENIED)
    if _reported(sentence, subject) or _believed(sentence, subject, aim):
        return Softening(0.25, REPORTED)
    if _talked_about(sentence, first, last):
        return Softening(0.25, TALKED_ABOUT)
    if _quoted(sentence, first):
        return Softening(0.6, QUOTED)
    return _doubtful(sentence, first, aim)


def _doubtful(sentence: Sentence, first: int, aim: Aim) -> Softening:
    """Soften what is said under a condition, as a verdict or as a question."""
    if not _SUPPOSING.isdisjoint(sentence.words[max(0, aim.subject - 3) : aim.subject]):
        return Softening(0.55, SUPPOSED)
    if aim.how is How.STATED and not _IFS.isdisjoint(sentence.words):
        return Softening(0.75, SUPPOSED)
    if aim.how is How.STATED and sentence.word(first - 1) == "the":
        # "You are the asshole" is how some subreddits judge each other's stories.
        return Softening(0.6, VERDICT)
    return Softening(0.62, SUPPOSED) if aim.hedged else _asked(sentence, aim)


def _before(sentence: Sentence, index: int) -> list[str]:
    return sentence.words[max(0, index - _SPEAKER_WINDOW) : index]


def _denied(sentence: Sentence, subject: int) -> bool:
    """Understand "I'm not saying you are" and "nobody should be called"."""
    before = _before(sentence, subject)
    if "," in before:
        before = before[len(before) - before[::-1].index(",") :]
    for at, word in enumerate(before):
        if word in _NEGATIONS and _THINKING.intersection(before[at + 1 : at + 4]):
            return True
        if word in {"nobody", "noone"}:
            return True
    return before[-2:] == ["no", "one"]


def _reported(sentence: Sentence, subject: int) -> bool:
    """Understand "he said you are" and "calling immigrants vermin"."""
    words = sentence.words
    if words[subject - 1 : subject] == [":"] and "to" in _before(sentence, subject):
        return True
    for at in range(max(0, subject - _SPEAKER_WINDOW), subject):
        if words[at] not in _SAYING:
            continue
        if at and words[at - 1] in _PASSIVE:
            return True
        speaker = set(words[max(0, at - 3) : at])
        first_person = speaker & {"i", "i'm", "let", "am"} and not speaker & YOU
        if not first_person or speaker & _NEGATIONS:
            return True
    return False


def _believed(sentence: Sentence, subject: int, aim: Aim) -> bool:
    """Understand "people who think muslims are subhuman"; not "I think you are"."""
    if aim.target is Target.OTHER_USER:
        return False
    words = sentence.words[max(0, subject - _SPEAKER_WINDOW) : subject]
    if not _HELD.isdisjoint(words):
        return True
    return not _BELIEVING.isdisjoint(words) and "i" not in words


def _quoted(sentence: Sentence, first: int) -> bool:
    """Whether a term stands between quotation marks that nobody is named for."""
    marks = sentence.words[:first].count('"')
    return marks % 2 == 1 and '"' in sentence.words[first:]


def _talked_about(sentence: Sentence, first: int, last: int) -> bool:
    words = sentence.words
    near = words[max(0, first - 4) : first] + words[last + 1 : last + 6]
    if _WORDS_ABOUT_WORDS.intersection(near):
        return True
    return bool(_JUDGING.intersection(words)) and not YOU.intersection(words)


def _asked(sentence: Sentence, aim: Aim) -> Softening:
    """Soften questions that are not thrown at the person answered."""
    if sentence.closed_by != "?" or aim.target is Target.OTHER_USER:
        return Softening(1.0)
    opener = next((word for word in sentence.words if word not in ME), "")
    return Softening(0.6 if opener in _OPENERS else 0.85, ASKED)
