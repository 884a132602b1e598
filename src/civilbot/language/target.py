"""At whom are the words thrown? From a term to whoever it is about.

First the words beside the term are looked at ("idiots like you", "filthy
immigrants"), then its subject, then the sentence's edges ("nice try, moron").
"""

from civilbot.language.aim import Aim, How
from civilbot.language.lexicon import SINGLE_WORDS
from civilbot.language.people import EVERYDAY, GROUPS, VAGUE_PEOPLE, YOU, YOU_ARE
from civilbot.language.referents import who
from civilbot.language.sentences import Sentence
from civilbot.language.subject import (
    COPULAS,
    DETERMINERS,
    MODIFIERS,
    NEGATIONS,
    WHOLE,
    stated,
)
from civilbot.language.vocabulary import word_set
from civilbot.model import Target

_CALL_MARKS = frozenset(",-:\u2026")
_FILLERS = word_set(
    """lol ok okay hey yes no nah nope bye sure well oh ah lmao haha and but so yeah
    whatever dude man like god jesus christ wow ha hi thanks listen look you again ,"""
)
_SECOND_PERSON = YOU | YOU_ARE | {"yourself", "yours"}
#: Before a group's name these speak of one of its members, or deny.
_ONE_OF_THEM = frozenset({"a", "an", "the", "my"})
_NO_ADDRESS = NEGATIONS | {"a", "an", "the"}
_MOST_BETWEEN = 2
_BEFORE_NAMES = (MODIFIERS - DETERMINERS) | SINGLE_WORDS
_BEFORE_GROUPS = MODIFIERS | (SINGLE_WORDS - GROUPS.keys())


def aim_at(sentence: Sentence, first: int, last: int, names: frozenset[str]) -> Aim:
    """Find whom the words from `first` to `last` (inclusive) are aimed at."""
    return (
        _likened(sentence, last, names)
        or _attribute(sentence, first, last)
        or stated(sentence, first, names)
        or _edge(sentence, first, last)
        or Aim(Target.NOBODY, How.SPOKEN_OF, subject=first)
    )


def _likened(sentence: Sentence, last: int, names: frozenset[str]) -> Aim | None:
    """Understand "idiots like you" and "vermin like these immigrants"."""
    if sentence.word(last + 1) == "you" and sentence.word(last + 2) in {"are", "r"}:
        if sentence.word(last + 3) in {"", ",", "lol"}:
            return Aim(Target.OTHER_USER, How.LIKENED, subject=last + 1)
        return None
    at = last + 1
    if sentence.word(at) in VAGUE_PEOPLE:
        at += 1
    if sentence.word(at) not in {"like", "as"}:
        return None
    for index in range(at + 1, min(at + 4, len(sentence.words))):
        found = who(sentence, index, names)
        if found and sentence.word(index + 1) not in COPULAS:
            return Aim(found[0], How.LIKENED, found[1], subject=index)
    return None


def _attribute(sentence: Sentence, first: int, last: int) -> Aim | None:
    """Understand "muslim vermin" and "filthy immigrants"."""
    group = GROUPS.get(sentence.word(first - 1))
    if group and sentence.word(first - 2) not in _NO_ADDRESS:
        return Aim(
            Target.GROUP,
            How.ATTRIBUTE,
            group,
            whole=sentence.word(first - 2) in WHOLE,
            subject=first - 1,
        )
    return _before_group(sentence, first, last)


def _before_group(sentence: Sentence, first: int, last: int) -> Aim | None:
    after = last + 1
    while sentence.word(after) in _BEFORE_GROUPS and after - last <= _MOST_BETWEEN:
        after += 1
    noun, before = sentence.word(after), sentence.word(first - 1)
    group = GROUPS.get(noun)
    if not group or before in _ONE_OF_THEM:
        return None
    if noun in EVERYDAY and not noun.endswith("s"):
        return None
    whole = before in WHOLE
    return Aim(Target.GROUP, How.ATTRIBUTE, group, whole=whole, subject=after)


def _edge(sentence: Sentence, first: int, last: int) -> Aim | None:
    """Understand "Moron." and "nice try, moron"."""
    start = first
    while start > 0 and (sentence.words[start - 1] in _BEFORE_NAMES):
        start -= 1
    before, after = sentence.word(start - 1), sentence.word(last + 1)
    if after not in {"", ",", '"', ")", "lol"}:
        return None
    if _FILLERS.issuperset(sentence.words[:start]):
        return Aim(Target.OTHER_USER, How.ALONE, subject=first)
    if before in _CALL_MARKS and _addresses(sentence, start, last):
        return Aim(Target.OTHER_USER, How.TRAILING, subject=first)
    return None


def _addresses(sentence: Sentence, start: int, last: int) -> bool:
    """Whether a name after a comma addresses somebody; lists do not."""
    addressed = not _SECOND_PERSON.isdisjoint(sentence.words)
    if sentence.word(start - 2) in SINGLE_WORDS:
        return False
    if sentence.word(last + 1) == "," and start > 4:
        return False
    word = sentence.words[last]
    plural = word.endswith("s") and not word.endswith("ss")
    return addressed or not plural
