"""What moderators decide for their subreddit: one short YAML document each.

Every field has a gentle default; an empty file (but for the subreddit's name)
watches in shadow and does nothing on Reddit.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import Annotated
from zoneinfo import available_timezones

from pydantic import Field, field_validator, model_validator

from civilbot import yaml_text
from civilbot.model import Category, Caution, Mode, Target
from civilbot.rules.custom import CustomRule, FlagAction
from civilbot.rules.examples import Example
from civilbot.rules.strict import Strict
from civilbot.rules.words import PHRASES

#: A subreddit's name, as Reddit allows it.
NAME = r"[A-Za-z0-9][A-Za-z0-9_]{1,20}"

Subreddit = Annotated[str, Field(pattern=f"^{NAME}$")]
ClockTime = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
UserName = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{3,20}$")]


class Off(StrEnum):
    """Leave it alone."""

    OFF = "off"


class Wiki(StrEnum):
    """Whether the subreddit's wiki page `civilbot` rules in place of the file."""

    #: Where there is such a page.
    ON = "on"
    OFF = "off"


class ReplyMode(StrEnum):
    """What happens when a thread is about a briefing's subject."""

    #: Reply at once, where the match is sure.
    AUTO = "auto"
    #: Propose the reply to the moderators by modmail.
    ASK = "ask"
    #: Only where a moderator asks for it, by a comment in the thread.
    SUMMON = "summon"
    #: Never.
    OFF = "off"


class ReplyPart(StrEnum):
    """What may be left out of a reply; summary and references never are."""

    #: The case for and the case against; they go together.
    CASES = "cases"
    #: The facts in short.
    KEY_POINTS = "key_points"
    #: How to talk about it.
    CALL_TO_ACTION = "call_to_action"


class BriefingRules(Strict):
    """When and how briefings are posted."""

    #: What happens when a thread is about a briefing's subject.
    mode: ReplyMode = ReplyMode.ASK
    #: Ids of the briefings in use; empty for all.
    use: tuple[str, ...] = ()
    #: How sure a match must be: operating points, as they were measured.
    caution: Caution = Caution.CAUTIOUS
    #: More than so many are not posted or proposed in 24 hours.
    max_per_day: int = Field(default=5, ge=0, le=100)
    #: Threads older than this are left alone.
    max_thread_age_hours: float = Field(default=24.0, gt=0, le=720)
    #: Threads with a flair holding one of these words are left alone.
    skip_flairs: tuple[str, ...] = ("ama", "megathread", "support", "meta")
    #: A sentence of the subreddit's own that stands near the top of its replies.
    intro: str = Field(default="", max_length=500)
    #: What a reply holds beside summary and references.
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

    def uses(self, briefing: str) -> bool:
        """Whether a briefing, by its id, is in use here."""
        return not self.use or briefing in self.use


class CategoryRules(Strict):
    """What to do about one kind of inflammatory language; what is left out is as usual.

    A plain list stands for `actions`; an empty one switches the category off.
    """

    #: At most this far.
    mode: Mode = Mode.LIVE
    #: Instead of that of `flags`.
    caution: Caution | None = None
    #: Instead of those of `flags`.
    actions: tuple[FlagAction, ...] | None = None
    #: Why it goes live without a trial; who writes this answers for it.
    override: str = Field(default="", max_length=300)

    @model_validator(mode="before")
    @classmethod
    def _from_list(cls, value: object) -> object:
        return {"actions": value} if isinstance(value, list | tuple) else value


class TargetRules(Strict):
    """How sure the detector must be, by who is attacked; `off` leaves it alone."""

    #: Somebody who takes part in the thread.
    other_user: Caution | Off | None = None
    #: People of one kind: a faith, an origin, a camp.
    group: Caution | Off | None = None
    #: A politician, say; hard criticism is left alone in any case.
    public_figure: Caution | Off | None = None


class Step(Strict):
    """A rung of the ladder: what more to do about those who do it again."""

    #: So many flags of the same author came before this one …
    after: int = Field(ge=1, le=100)
    #: … in so many days.
    within_days: float = Field(default=7.0, gt=0, le=30)
    #: What is done beside the usual.
    do: tuple[FlagAction, ...] = Field(min_length=1)


class FlagRules(Strict):
    """When and how inflammatory language is flagged."""

    #: How sure to be: operating points of the detector, as they were measured.
    caution: Caution = Caution.CAUTIOUS
    #: What is done about what is found.
    actions: tuple[FlagAction, ...] = (FlagAction.REPORT,)
    #: Other actions, caution or mode for some categories.
    categories: Mapping[Category, CategoryRules] = Field(default_factory=dict)
    targets: TargetRules = TargetRules()
    #: More than so many flags are not raised in 24 hours.
    max_per_day: int = Field(default=100, ge=0, le=10_000)
    #: Public figures of local interest: hard criticism of them is left alone.
    people: tuple[str, ...] = ()
    escalation: tuple[Step, ...] = Field(default=(), max_length=10)

    def actions_for(self, category: Category) -> tuple[FlagAction, ...]:
        """What to do about a finding of this category."""
        own = self.categories.get(category, _AS_USUAL).actions
        return self.actions if own is None else own

    def mode_of(self, category: Category) -> Mode:
        """How far a finding of this category goes at most."""
        return self.categories.get(category, _AS_USUAL).mode

    def caution_for(self, category: Category, target: Target) -> Caution | None:
        """How sure to be about a finding; None where it is left alone.

        Of what is said for the category and for the target, the more careful counts.
        """
        of_target: Caution | Off | None = getattr(self.targets, target.value, None)
        if of_target is Off.OFF:
            return None
        of_category = self.categories.get(category, _AS_USUAL).caution
        said = [caution for caution in (of_category, of_target) if caution is not None]
        levels = list(Caution)
        return min(said, key=levels.index) if said else self.caution


_AS_USUAL = CategoryRules()


class QuietHours(Strict):
    """When nothing is posted that readers see; reports and mails go on.

    A briefing that would be posted is proposed; a nudge is left out.
    """

    #: "22:00" to "07:00", for instance: over midnight, if need be.
    from_: ClockTime = Field(alias="from")
    #: When they end.
    to: ClockTime
    #: A place in the IANA list, such as Europe/Berlin.
    zone: str = "UTC"

    @field_validator("zone")
    @classmethod
    def _is_known(cls, name: str) -> str:
        if name not in available_timezones():
            raise ValueError(
                f"'{name}' is no time zone; write UTC, or a place such as Europe/Berlin"
            )
        return name


class TrialRules(Strict):
    """What a rule must show in shadow before it acts, and hold while it acts."""

    #: How many of its decisions moderators must have confirmed or overturned.
    reviewed: int = Field(default=20, ge=5, le=1_000)
    #: How large a share of these must be right, at the low end of the 95 % range.
    precision: float = Field(default=0.6, ge=0.5, le=0.99)
    #: Only decisions of so many days count.
    window_days: float = Field(default=90.0, ge=7, le=365)


class Digest(StrEnum):
    """How often moderators are told what was decided in shadow."""

    #: Never.
    OFF = "off"
    #: Each day, about the day before.
    DAILY = "daily"
    #: Each Monday, about the week before.
    WEEKLY = "weekly"


class ExemptRules(Strict):
    """Whose words are never flagged."""

    #: The subreddit's moderators.
    moderators: bool = True
    #: Its approved users; the bot needs the permission 'access' to know them.
    approved_users: bool = True
    #: Others, by name, without u/.
    users: tuple[UserName, ...] = ()


class Rules(Strict):
    """One subreddit's rules."""

    #: Its name; on its own wiki page it may be left out.
    subreddit: Subreddit
    #: How far all of it goes.
    mode: Mode = Mode.SHADOW
    #: The operator's word, in the file: whether moderators may rule by their wiki page.
    wiki: Wiki = Wiki.ON
    briefings: BriefingRules = BriefingRules()
    flags: FlagRules = FlagRules()
    exempt: ExemptRules = ExemptRules()
    #: The subreddit's own rules, in their order.
    rules: tuple[CustomRule, ...] = Field(default=(), max_length=1_000)
    quiet_hours: QuietHours | None = None
    #: When a rule that is in shadow may go live, and one that is live goes back.
    trials: TrialRules = TrialRules()
    #: How often a modmail tells what was decided in shadow.
    digest: Digest = Digest.WEEKLY
    #: Examples of what should happen; `civilbot rules test` runs them.
    tests: tuple[Example, ...] = Field(default=(), max_length=1_000)
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
    def asks_for_approved_users(self) -> bool:
        """Whether it matters who the approved users are."""
        groups = (
            conditions
            for rule in self.rules
            for conditions in (rule.when, *rule.any_of, *rule.unless)
        )
        return self.exempt.approved_users or any(
            group is not None
            and group.author is not None
            and group.author.contributor is not None
            for group in groups
        )

    def mode_of(self, rule: str) -> Mode:
        """How far a rule goes: the less far of the whole document's mode and its own.

        Args:
            rule: a name as in `civilbot.model.Fired`; one that is gone is a draft.
        """
        kind, _, name = rule.partition(".")
        if kind == "flags" and name in tuple(Category):
            own = self.flags.mode_of(Category(name))
        elif kind == "briefings":
            own = Mode.LIVE
        else:
            # Of several with one name, the one that goes least far.
            known = (one.mode for one in self.rules if one.name == rule)
            own = min(known, default=Mode.DRAFT, key=list(Mode).index)
        return min(self.mode, own, key=list(Mode).index)

    def __hash__(self) -> int:
        """Let rules be kept by what they say."""
        return hash(self.version)

    @cached_property
    def version(self) -> str:
        """A short hash: the same rules have the same version everywhere.

        Examples decide nothing and do not count, nor does where the rules stand.
        """
        values = json.dumps(
            self.model_dump(mode="json", by_alias=True, exclude={"tests", "wiki"}),
            sort_keys=True,
        )
        return hashlib.sha256(values.encode()).hexdigest()[:12]


def parse_rules(text: str, *, source: str) -> Rules:
    """Read a rules document.

    Raises:
        BadInput: with line and column of everything that is wrong.
    """
    return read_rules(text, source=source).value


def read_rules(text: str, *, source: str) -> yaml_text.Document[Rules]:
    """Read a rules document, and remember where each part of it stands.

    Raises:
        BadInput: as `parse_rules`.
    """
    return yaml_text.read(text, Rules, source=source, phrases=PHRASES)
