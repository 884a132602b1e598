"""What could not be carried over from AutoModerator, where it stands, and why."""

from dataclasses import dataclass
from enum import StrEnum

from civilbot.automod.page import Entry


class Loss(StrEnum):
    """How much is lost."""

    #: The whole rule: without one of its conditions it would fire too widely.
    RULE = "rule"
    #: One action, or a part of one; the rest of the rule is there.
    ACTION = "action"
    #: Nothing, but there is something to know.
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Lost:
    """One thing that is listed."""

    line: int
    column: int
    #: With the group it stands in: "author.is_gold"; "" for the rule as a whole.
    field: str
    why: str
    loss: Loss


def lost(entry: Entry, why: str, loss: Loss) -> Lost:
    """List a key of a rule."""
    return Lost(entry.line, entry.column, entry.path, why, loss)
