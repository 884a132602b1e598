"""What differs for one item between two sets of rules."""

from collections.abc import Iterable
from enum import StrEnum

from pydantic import BaseModel

from civilbot.model import Fired, Mode

_MODES = list(Mode)


class Change(StrEnum):
    """How a decision differs."""

    #: Something would be done where nothing is done.
    NEW = "new"
    #: Nothing would be done where something is done.
    GONE = "gone"
    #: Other things would be done.
    CHANGED = "changed"
    #: The same would be done, but only noted instead of done, or the other way round.
    MODE = "mode"


class Deed(BaseModel):
    """Something that would be done, and how far that goes."""

    do: str
    mode: str


class Side(BaseModel):
    """What one set of rules makes of an item."""

    deeds: list[Deed]
    #: The rules that ask for it.
    rules: list[str]
    reason: str


class Difference(BaseModel):
    """An item whose decision differs."""

    change: Change
    item: str
    permalink: str
    #: When it was posted.
    at: str
    words: str
    said: str
    before: Side
    after: Side


def deeds(fired: Iterable[Fired]) -> dict[str, Mode]:
    """Return what would be done to an item, each with the furthest mode of any rule."""
    found: dict[str, Mode] = {}
    for one in fired:
        for action in one.actions:
            briefing = action.briefing.partition("@")[0]
            name = f"{action.kind} {briefing}" if briefing else str(action.kind)
            known = found.get(name, Mode.DRAFT)
            found[name] = max(known, one.mode, key=_MODES.index)
    return found


def change(before: dict[str, Mode], after: dict[str, Mode]) -> Change | None:
    """Say how two sets of deeds differ; None if they do not."""
    if before == after:
        return None
    if before.keys() == after.keys():
        return Change.MODE
    if not before:
        return Change.NEW
    return Change.CHANGED if after else Change.GONE


def side(fired: Iterable[Fired]) -> Side:
    """Describe what one set of rules makes of an item."""
    acting = [one for one in fired if one.actions]
    return Side(
        deeds=[
            Deed(do=name, mode=mode) for name, mode in sorted(deeds(acting).items())
        ],
        rules=[one.rule for one in acting],
        reason=acting[0].reason if acting else "",
    )
