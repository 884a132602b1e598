"""Whom words are aimed at, and how they reach them."""

from dataclasses import dataclass
from enum import StrEnum

from civilbot.language.people import Group
from civilbot.model import Target


class How(StrEnum):
    """How the words reach whom they are aimed at."""

    STATED = "stated"  # "you are an idiot"
    CALLED = "called"  # "you idiot"
    LIKENED = "likened"  # "idiots like you"
    TRAILING = "trailing"  # "nice try, moron"
    ALONE = "alone"  # "Moron."
    ATTRIBUTE = "attribute"  # "muslim vermin", "filthy immigrants"
    SPOKEN_OF = "spoken of"  # "my brother is an idiot", "some idiot"


@dataclass(frozen=True, slots=True)
class Aim:
    """Whom a term is aimed at, and what softens it."""

    target: Target
    how: How
    group: Group | None = None
    negated: bool = False
    hedged: bool = False
    #: "All", "these", "every": the whole group is meant.
    whole: bool = False
    #: Where the subject stands in the sentence; the term's own place if nowhere.
    subject: int = 0
