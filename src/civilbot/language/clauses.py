"""Where the part of a sentence begins and ends that a word belongs to.

What softens a word (a doubt, a report, a condition) only reaches as far as its
own clause: "I never said that, you idiot" denies nothing about the idiot.
"""

from civilbot.language.sentences import Sentence
from civilbot.language.vocabulary import word_set

_MARKS = frozenset(",:()-\u2026\u2014")
_JOINING = word_set(
    """but because although though while so whereas yet then cause cuz since however
    therefore anyway"""
)
_ADDING = word_set("and or nor plus")
_MAY_PART = _MARKS | _JOINING | _ADDING
#: Who can begin a clause of his own.
SUBJECTS = word_set(
    """i you u we they he she it this that these those who someone somebody people
    everyone im i'm youre ur your my their his her our ill"""
)
_CONDITIONS = word_set(
    "if unless whether suppose supposing imagine assuming when whenever wherever"
)
#: What makes the next subject part of the same thought: "if you think you are".
_HOLDING = word_set(
    """think thinks thought say says said believe believes feel know knows that like
    call called calls hope wish mean to of for with at about than as from by on in
    and or because the tell tells told see claim claims if when hate love want"""
)


def clause_start(sentence: Sentence, index: int) -> int:
    """Return where the clause begins that a word stands in."""
    words = sentence.words
    for at in range(min(index, len(words)) - 1, -1, -1):
        if words[at] in _MAY_PART and _parts(words, at):
            return at + 1
    return 0


def clause_end(sentence: Sentence, index: int) -> int:
    """Return where the clause ends that a word stands in."""
    words = sentence.words
    for at in range(index + 1, len(words)):
        word = words[at]
        if word in _CONDITIONS or (word in _MAY_PART and _parts(words, at)):
            return at
    return len(words)


def _parts(words: list[str], at: int) -> bool:
    """Whether one of the words that may part clauses does."""
    return words[at] not in _ADDING or not SUBJECTS.isdisjoint(words[at + 1 : at + 2])


def is_supposed(sentence: Sentence, subject: int) -> bool:
    """Whether a clause stands under "if", "when" and the like.

    "If you think that you're done, think again" supposes; "if you touch her I will
    find you" says what follows from it.
    """
    start = clause_start(sentence, subject)
    words = sentence.words
    for at in range(subject - 1, start - 1, -1):
        if words[at] in _CONDITIONS:
            return not _follows(words, at, subject)
    return False


def _follows(words: list[str], condition: int, subject: int) -> bool:
    """Whether a new subject begins the main clause without a comma."""
    if subject - condition <= 2 or subject >= len(words):
        return False
    return words[subject] in SUBJECTS and words[subject - 1] not in _HOLDING
