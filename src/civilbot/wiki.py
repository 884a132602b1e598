"""The two wiki pages by which moderators steer the bot, and what is known of them.

On `civilbot` stand the subreddit's rules; `civilbot/switch` begins with `on` or `off`.
The switch fails closed: whatever is not clearly on, or was not seen to be on within a
minute, is off. A page that never was there means on.
"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from civilbot.ledger import Entry, State
from civilbot.model import Action, ActionKind

RULES_PAGE = "civilbot"
SWITCH_PAGE = "civilbot/switch"

#: A moderator's edit counts with one of these permissions.
EDITORS = frozenset({"all", "config", "wiki"})

#: Seconds for which a switch stays as it was last seen.
FRESH_FOR = 60.0

#: Seconds for which an action waits for a switch that cannot be read.
HELD_FOR = 86_400.0

#: How mail about the rules page and about the switch is called. It answers what
#: moderators did on the wiki, so it is sent in shadow, and while the switch is off.
ABOUT_RULES = "civilbot rules: "
ABOUT_SWITCH = "civilbot switch: "

#: What may stand around the switch's word: marks of Markdown, quotes, a full stop.
_AROUND = "*_#>`~.,;:!()[]\"'\u2018\u2019\u201c\u201d\ufeff\u200b"


class Position(StrEnum):
    """What a switch page says."""

    ON = "on"
    OFF = "off"
    #: Neither, so it counts as off.
    UNCLEAR = "unclear"


def position(text: str) -> Position:
    """Read the first word of a switch page, in any case; what follows is a note."""
    words = (word.strip(_AROUND).lower() for word in text.split())
    first = next((word for word in words if word), "")
    return Position(first) if first in ("on", "off") else Position.UNCLEAR


def may_edit(powers: Collection[str]) -> bool:
    """Whether somebody with these permissions may say how the bot works."""
    return not EDITORS.isdisjoint(powers)


@dataclass(frozen=True, slots=True, kw_only=True)
class WikiText:
    """A wiki page as it was read."""

    revision: str
    #: Who saved it; "" where Reddit does not say.
    author: str
    saved_at: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What is known of one of the two pages of a subreddit."""

    #: Lower case.
    subreddit: str
    page: str
    #: The revision that was last seen; "" if there never was a page.
    revision: str = ""
    #: Who saved it, as far as it counts, and when.
    author: str = ""
    saved_at: float = 0.0
    #: The last edit in the moderation log that this revision is known to follow.
    edit: str = ""
    #: Of a switch: what it says, as far as it counts.
    position: Position = Position.ON
    #: When the position was seen to have changed; 0.0 for never.
    changed_at: float = 0.0
    #: When we last tried to read the page, and when that succeeded.
    looked_at: float = 0.0
    read_at: float = 0.0
    #: Until when nothing had changed: the page was read, or the log named no edit.
    fresh_at: float = 0.0
    #: Since when it could not be read, and why; 0.0 if it can.
    failed_at: float = 0.0
    failure: str = ""
    #: Reddit refuses to show it; otherwise it may only be busy.
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Stop:
    """Why nothing may be done in a subreddit now."""

    why: str
    #: Moderators said so: what was planned is given up. Otherwise it waits.
    final: bool


def stop(switch: Watched | None, now: float) -> Stop | None:
    """Say why a subreddit's switch stops the bot; None if it does not.

    Args:
        switch: what is known of its page; None if nobody looked yet.
        now: seconds since 1970.
    """
    if switch is None or not switch.looked_at:
        return Stop("the switch page was not looked at yet", final=False)
    if not switch.revision:
        return None
    if switch.position is Position.OFF:
        return Stop(f"{who(switch.author)} switched civilbot off", final=True)
    if switch.position is Position.UNCLEAR:
        why = "the switch page says neither on nor off, which counts as off"
        return Stop(why, final=False)
    # A time to come means that a clock was set back: then nobody knows.
    if abs(now - switch.fresh_at) > FRESH_FOR:
        why = "the switch page cannot be read, which counts as off"
        return Stop(why, final=False)
    return None


def who(name: str) -> str:
    """Name a user; an account that is gone has no name."""
    return f"u/{name}" if name else "somebody whose account is gone"


class Verdict(StrEnum):
    """What became of a revision of the rules page."""

    GOOD = "good"
    BAD = "bad"
    #: Saved by somebody who may not say how the bot works.
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A revision of the rules page."""

    subreddit: str
    id: str
    author: str
    saved_at: float
    text: str
    verdict: Verdict
    #: What is wrong with it; "" if nothing is.
    why: str = ""
    seen_at: float = 0.0

    @property
    def short(self) -> str:
        """Its id as people write it."""
        return self.id[:8]

    @property
    def digest(self) -> str:
        """A hash of its text, by which the same text is known again."""
        return hashlib.sha256(self.text.encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """That a revision rules a subreddit, since when and by whose deed."""

    subreddit: str
    revision: str
    since: float
    by: str
    #: An older one that was put in force again.
    rollback: bool = False


def answers_wiki(action: Action) -> bool:
    """Whether an action is mail about the rules page or the switch."""
    to_all = action.kind is ActionKind.MODMAIL and not action.fullname
    return to_all and action.subject.startswith((ABOUT_RULES, ABOUT_SWITCH))


def may_wait(stopped: Stop, entry: Entry, now: float) -> bool:
    """Whether an action that is stopped is kept for later, not given up."""
    return not stopped.final and now - entry.planned_at < HELD_FOR


def is_waiting(entry: Entry, attempts: int) -> bool:
    """Whether an entry is to be sent for the first time, after so many tries."""
    untouched = entry.state is State.PLANNED and entry.attempts == attempts
    return untouched and not entry.sent_at
