"""Whom does a word stand for: a participant, a group, somebody in power?"""

from typing import NamedTuple

from civilbot.language.people import (
    EVERYDAY,
    FIGURES,
    GROUPS,
    IDEAS,
    INSTITUTIONS,
    ME,
    PARTICIPANTS,
    VAGUE_PEOPLE,
    YOU,
    Group,
)
from civilbot.language.sentences import Sentence
from civilbot.model import Target


class Referent(NamedTuple):
    """Whom a word stands for."""

    target: Target
    group: Group | None = None


_PARTICIPANT = Referent(Target.OTHER_USER)


def who(sentence: Sentence, index: int, names: frozenset[str]) -> Referent | None:
    """Say whom a word stands for, None if for nobody we know."""
    word = sentence.word(index)
    if word in YOU or word in PARTICIPANTS or word.startswith(("u/", "@")):
        return _PARTICIPANT
    if word in VAGUE_PEOPLE:
        return _vague(sentence, index)
    group = GROUPS.get(word)
    if group and (word not in EVERYDAY or _is_marked(sentence, index)):
        return Referent(Target.GROUP, group)
    return _known(word, names)


def _known(word: str, names: frozenset[str]) -> Referent | None:
    if word in ME:
        return Referent(Target.SELF)
    if word in FIGURES or word in names:
        return Referent(Target.PUBLIC_FIGURE)
    if word in INSTITUTIONS or word in IDEAS:
        return Referent(Target.INSTITUTION)
    return None


def _is_marked(sentence: Sentence, index: int) -> bool:
    """Whether an everyday word is marked as meaning a group."""
    before, after = sentence.word(index - 1), sentence.word(index + 1)
    return (
        after in VAGUE_PEOPLE or after in GROUPS or before in {"all", "these", "those"}
    )


def _vague(sentence: Sentence, index: int) -> Referent | None:
    """Understand "you people", "these people" and "black people"."""
    before = sentence.word(index - 1)
    if before in YOU or before == "your":
        return _PARTICIPANT
    if before in {"these", "those", "such"}:
        return Referent(Target.GROUP)
    group = GROUPS.get(before)
    return Referent(Target.GROUP, group) if group else None
