"""One place in a text where something was found, before anything is decided."""

from typing import NamedTuple

from civilbot.model import Category, Target


class Hit(NamedTuple):
    """What was found where (in the plain text); `veto` says why it was softened."""

    category: Category
    target: Target
    score: float
    start: int
    end: int
    veto: str = ""
