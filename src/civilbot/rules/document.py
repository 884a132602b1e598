"""What moderators decide for their subreddit: one short YAML document each.

Every field has a gentle default; an empty file (but for the subreddit's name)
watches in shadow and does nothing on Reddit.
"""

import hashlib
import json
import re
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator

from civilbot import yaml_text
from civilbot.model import Category, Caution

#: A subreddit's name, as Reddit allows it.
NAME = r"[A-Za-z0-9][A-Za-z0-9_]{1,20}"

Subreddit = Annotated[str, Field(pattern=f"^{NAME}$")]
UserName = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{3,20}$")]


class Mode(StrEnum):
    """Whether decisions are carried out."""

    #: Decide and record; do nothing on Reddit.
    SHADOW = "shadow"
    LIVE = "live"


class ReplyMode(StrEnum):
    """What happens when a thread is about a briefing's subject."""

    #: Reply at once, where the match is sure.
    AUTO = "auto"
    #: Propose the reply to the moderators by modmail.
    ASK = "ask"
    #: Only where a moderator asks for it, by a comment in the thread.
    SUMMON = "summon"
    OFF = "off"


class ReplyPart(StrEnum):
    """What may be left out of a reply; summary and references never are."""

    CASES = "cases"
    KEY_POINTS = "key_points"
    CALL_TO_ACTION = "call_to_action"


class FlagAction(StrEnum):
    """What happens to a comment or submission that is flagged."""

    REPORT = "report"
    MOD_NOTE = "mod_note"
    MODMAIL = "modmail"
    #: A gentle public reply that asks for respectful words.
    NUDGE = "nudge"
    REMOVE = "remove"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class BriefingRules(_Strict):
    """When and how briefings are posted."""

    mode: ReplyMode = ReplyMode.ASK
    #: Ids of the briefings in use; empty for all.
    use: tuple[str, ...] = ()
    max_per_day: int = Field(default=5, ge=0, le=100)
    #: Threads older than this are left alone.
    max_thread_age_hours: float = Field(default=24.0, gt=0, le=720)
    #: Threads with a flair holding one of these words are left alone.
    skip_flairs: tuple[str, ...] = ("ama", "megathread", "support", "meta")
    #: A sentence of the subreddit's own that stands near the top of its replies.
    intro: str = Field(default="", max_length=500)
    sections: tuple[ReplyPart, ...] = tuple(ReplyPart)
    #: In characters; Reddit takes no more than 10,000.
    max_length: int = Field(default=9_999, ge=1_500, le=9_999)
    #: A proposal that is approved later than this is not posted.
    answer_within_hours: float = Field(default=48.0, gt=0, le=720)
    #: Posted replies that are corrected in a day, when a briefing was revised.
    max_edits_per_day: int = Field(default=20, ge=0, le=1_000)
    #: A reply whose score falls below this is deleted and not posted again …
    remove_below_score: int = Field(default=-5, ge=-1_000, le=0)
    #: … if that happens in so many days; at 0 scores are not looked at.
    watch_score_days: float = Field(default=3.0, ge=0, le=30)


class FlagRules(_Strict):
    """When and how inflammatory language is flagged."""

    caution: Caution = Caution.CAUTIOUS
    actions: tuple[FlagAction, ...] = (FlagAction.REPORT,)
    #: Other actions for some categories; an empty list switches one off.
    categories: dict[Category, tuple[FlagAction, ...]] = {}
    max_per_day: int = Field(default=100, ge=0, le=10_000)
    #: Public figures of local interest: hard criticism of them is left alone.
    people: tuple[str, ...] = ()

    def actions_for(self, category: Category) -> tuple[FlagAction, ...]:
        """What to do about a finding of this category."""
        return self.categories.get(category, self.actions)


class ExemptRules(_Strict):
    """Whose words are never flagged."""

    moderators: bool = True
    approved_users: bool = True
    users: tuple[UserName, ...] = ()


class Rules(_Strict):
    """One subreddit's rules."""

    subreddit: Subreddit
    mode: Mode = Mode.SHADOW
    briefings: BriefingRules = BriefingRules()
    flags: FlagRules = FlagRules()
    exempt: ExemptRules = ExemptRules()
    #: A sentence telling users how to object; the moderators' mail by default.
    how_to_object: str = Field(default="", max_length=300)

    @field_validator("subreddit", mode="before")
    @classmethod
    def _without_prefix(cls, value: object) -> object:
        """Accept r/name and /r/name as people write them."""
        if not isinstance(value, str):
            return value
        name = value.removeprefix("/").removeprefix("r/")
        if not re.fullmatch(NAME, name):
            raise ValueError(
                f"'{value}' is no subreddit's name: 2 to 21 letters, digits or '_'"
            )
        return name

    @property
    def version(self) -> str:
        """A short hash: the same rules have the same version everywhere."""
        values = json.dumps(self.model_dump(mode="json"), sort_keys=True)
        return hashlib.sha256(values.encode()).hexdigest()[:12]


def parse_rules(text: str, *, source: str) -> Rules:
    """Read a rules document.

    Raises:
        BadInput: with line and column of everything that is wrong.
    """
    return yaml_text.load(text, Rules, source=source)
