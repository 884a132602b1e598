"""What a rule has earned: moderators' own deeds say whether it may act.

A rule of the subreddit's own that asks to be live is on trial first: it is decided in
shadow until moderators agreed with it often enough. So is a category of the detector
that its rules kept in shadow before. What is live and is overturned too often goes back
to shadow by itself.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache

from civilbot.model import Action, ActionKind, Agreement, Category, Mode
from civilbot.rules import CustomRule, Rules, TrialRules
from civilbot.shares import Interval, wilson

_DAY = 86_400.0

#: How mail about standings, and the digest, are called. Moderators asked for these
#: by their rules, so they are sent in shadow as well.
ABOUT_TRIALS = "civilbot trials "
ABOUT_DIGEST = "civilbot digest: "

#: Of a rule, this decides what it holds for.
_CONDITIONS = frozenset({"on", "when", "any_of", "unless", "exempt"})


class Rank(StrEnum):
    """Where a rule stands."""

    #: Its rules keep it in shadow.
    SHADOW = "shadow"
    #: It asks to be live, and has not earned it yet.
    TRIAL = "on trial"
    LIVE = "live"
    #: It was live, and moderators overturned it too often.
    DEMOTED = "back in shadow"


@dataclass(frozen=True, slots=True)
class Tally:
    """What moderators last said of the decisions in which a rule held."""

    confirmed: int = 0
    overturned: int = 0
    #: Nobody looked, which says nothing.
    unseen: int = 0

    @property
    def words(self) -> tuple[int, int]:
        """What was said, without what was not looked at."""
        return self.confirmed, self.overturned

    @property
    def reviewed(self) -> int:
        """How many moderators said something of."""
        return self.confirmed + self.overturned

    @property
    def interval(self) -> Interval:
        """The range of its precision that the reviews allow (95 %)."""
        return wilson(self.confirmed, self.reviewed)

    @property
    def precision(self) -> float | None:
        """The share that was right; None where nobody looked."""
        return self.confirmed / self.reviewed if self.reviewed else None

    def __str__(self) -> str:
        if self.precision is None:
            return "0 reviewed"
        low, high = self.interval.low, self.interval.high
        share = f"{self.precision:.0%} (95 % range {low:.0%} to {high:.0%})"
        return f"{self.reviewed} reviewed, {self.confirmed} right: {share}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A decision in which a rule held, and what moderators last said of it."""

    rule: str
    #: How far it went then.
    mode: Mode
    at: float
    #: The item's key.
    key: str
    #: None where nobody looked.
    word: Agreement | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a rules document says of a rule, as far as its standing goes."""

    rule: str
    mode: Mode
    #: Why it should be live without a trial; "" if it should not.
    override: str = ""
    #: A hash of what it holds for; "" for the detector, whose points are measured.
    conditions: str = ""
    #: It is the detector's: live with the document, unless it was in shadow.
    measured: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Earned:
    """Where a rule stands, since when and why; as it is recorded."""

    #: Lower case.
    subreddit: str
    rule: str
    rank: Rank
    since: float
    why: str
    #: What moderators said of it: in shadow, or while it is live.
    tally: Tally = Tally()
    #: Decisions before this time do not count: it fell then, or was changed.
    counts_from: float = 0.0
    #: The last word that made it live without a trial.
    override: str = ""
    conditions: str = ""
    #: Its standings are counted from 1.
    number: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """All decisions of a rule that may count, and by what measure."""

    subreddit: str
    trials: TrialRules
    now: float
    reviews: Sequence[Review] = ()

    def of(self, mode: Mode, known: Earned | None) -> Sequence[Review]:
        """Give the decisions in a mode that count, oldest first."""
        start = self.now - self.trials.window_days * _DAY
        if known is not None:
            start = max(start, known.counts_from)
        return [one for one in self.reviews if one.mode is mode and one.at >= start]

    def tally(self, mode: Mode, known: Earned | None) -> Tally:
        """Count what was said of the decisions in a mode that count."""
        words = [review.word for review in self.of(mode, known)]
        return Tally(
            confirmed=words.count(Agreement.CONFIRMED),
            overturned=words.count(Agreement.OVERTURNED),
            unseen=words.count(None),
        )

    def overturned(self, known: Earned | None) -> Sequence[str]:
        """Name the items that it was wrong about while live, oldest first."""
        return [
            review.key
            for review in self.of(Mode.LIVE, known)
            if review.word is Agreement.OVERTURNED
        ]

    def in_shadow(self, known: Earned | None) -> Tally:
        """Count what decides whether it may be live."""
        return self.tally(Mode.SHADOW, known)

    def while_live(self, known: Earned | None) -> Tally:
        """Count what decides whether it may stay live."""
        return self.tally(Mode.LIVE, known)


def passes(tally: Tally, trials: TrialRules) -> bool:
    """Whether decisions in shadow are enough, and surely right often enough."""
    enough = tally.reviewed >= trials.reviewed
    return enough and tally.interval.low >= trials.precision


def falls(tally: Tally, trials: TrialRules) -> bool:
    """Whether what was done while live was wrong too often."""
    enough = tally.reviewed >= trials.reviewed
    return enough and (tally.precision or 0.0) < trials.precision


@lru_cache(maxsize=1024)
def claims(rules: Rules) -> tuple[Claim, ...]:
    """Say what a document wants of each category and each rule of its own."""
    return (*_of_categories(rules), *_of_rules(rules))


def _of_categories(rules: Rules) -> Iterator[Claim]:
    for category in Category:
        said = rules.flags.categories.get(category)
        yield Claim(
            rule=f"flags.{category}",
            mode=rules.flags.mode_of(category),
            override=_plain(said.override) if said else "",
            measured=True,
        )


def _of_rules(rules: Rules) -> Iterator[Claim]:
    found: dict[str, list[CustomRule]] = {}
    for rule in rules.rules:
        found.setdefault(rule.name, []).append(rule)
    for name, several in found.items():
        yield Claim(
            rule=name,
            mode=min((rule.mode for rule in several), key=list(Mode).index),
            override=_plain(several[0].override),
            conditions=_hash(several),
        )


def _hash(rules: Sequence[CustomRule]) -> str:
    # What is as usual is left out, so that a newer civilbot gives the same.
    asked = [
        rule.model_dump(mode="json", include=set(_CONDITIONS), exclude_defaults=True)
        for rule in rules
    ]
    text = json.dumps(asked, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _plain(text: str) -> str:
    return " ".join(text.split())


def on_trial(rules: Rules, known: Mapping[str, Earned]) -> Mapping[str, str]:
    """Say which rules ask to be live and may not yet, and why; by name.

    A rule of which nothing is known yet is on trial.

    Args:
        rules: the subreddit's.
        known: where its rules stand.
    """
    return {
        claim.rule: progress(known.get(claim.rule), claim, rules.trials)
        for claim in claims(rules)
        if claim.mode is Mode.LIVE and not may_act(claim, known.get(claim.rule))
    }


def may_act(claim: Claim, known: Earned | None) -> bool:
    """Whether a rule that asks to be live may be: it is, or moderators say so."""
    return is_live(claim, known) or overrides(claim, known)


def is_live(claim: Claim, known: Earned | None) -> bool:
    """Whether a rule that asks to be live is known to be."""
    if known is None:
        return claim.measured
    return known.rank is Rank.LIVE and not _is_changed(claim, known)


def overrides(claim: Claim, known: Earned | None) -> bool:
    """Whether moderators answer for a rule; after it fell, in other words."""
    spent = known.override if known is not None and _is_demoted(known) else ""
    return claim.override not in ("", spent)


def progress(
    known: Earned | None, claim: Claim, trials: TrialRules, tally: Tally | None = None
) -> str:
    """Say in a few words how far a rule on trial is.

    Args:
        known: where it stands.
        claim: what the rules say of it.
        trials: what they ask for.
        tally: what was said meanwhile; as it was last measured, if not given.
    """
    tally = tally or (known.tally if known else Tally())
    if _is_changed(claim, known):
        tally = Tally()
    told = f"{tally.reviewed} of {trials.reviewed} reviewed, {tally.confirmed} right"
    if known is not None and known.rank is Rank.DEMOTED:
        return f"back in shadow since {day(known.since)}: {told}"
    return f"on trial: {told}"


def decided(claim: Claim, known: Earned | None, record: Record) -> Earned | None:
    """Say where a rule stands from now on; None if that does not change.

    Args:
        claim: what the rules say of it.
        known: where it stood so far; None if nothing is recorded.
        record: what moderators said of its decisions.
    """
    if claim.mode is not Mode.LIVE:
        return _kept_back(claim, known, record)
    if is_live(claim, known):
        return _fallen(claim, known, record)
    return _risen(claim, known, record) or _tried(claim, known, record)


def measured(known: Earned, record: Record) -> Tally:
    """Count what decides about the next standing of a rule."""
    live = known.rank is Rank.LIVE
    return record.while_live(known) if live else record.in_shadow(known)


def _kept_back(claim: Claim, known: Earned | None, record: Record) -> Earned | None:
    """Record that the rules keep a rule in shadow; what was demoted stays so."""
    if known is None and claim.mode is Mode.DRAFT:
        return None
    rank = Rank.DEMOTED if _is_demoted(known) else Rank.SHADOW
    if known is not None and known.rank is rank and not _is_changed(claim, known):
        return None
    why = "the rules keep it in shadow"
    return _next(claim, known, record, rank=rank, why=why)


def _fallen(claim: Claim, known: Earned | None, record: Record) -> Earned | None:
    """Take a rule back that was overturned too often."""
    tally = record.while_live(known)
    if not falls(tally, record.trials):
        return None
    why = f"while live, {tally}; the rules ask for {record.trials.precision:.0%}"
    return Earned(
        subreddit=record.subreddit,
        rule=claim.rule,
        rank=Rank.DEMOTED,
        since=record.now,
        why=why,
        counts_from=record.now,
        # Only other words make it live again without a trial.
        override=claim.override or (known.override if known else ""),
        conditions=claim.conditions,
        number=_number(known),
    )


def _risen(claim: Claim, known: Earned | None, record: Record) -> Earned | None:
    """Let a rule go live that earned it, or that moderators answer for."""
    if overrides(claim, known):
        why = f"override: {claim.override}"
        risen = _next(claim, known, record, rank=Rank.LIVE, why=why)
        return replace(risen, override=claim.override)
    tally = record.in_shadow(known)
    if _is_changed(claim, known) or not passes(tally, record.trials):
        return None
    return _next(claim, known, record, rank=Rank.LIVE, why=f"in shadow, {tally}")


def _tried(claim: Claim, known: Earned | None, record: Record) -> Earned | None:
    """Put a rule on trial, or begin its trial anew."""
    rank = Rank.DEMOTED if _is_demoted(known) else Rank.TRIAL
    changed = _is_changed(claim, known)
    if known is not None and known.rank is rank and not changed:
        return None
    why = "its conditions were changed" if changed else "the rules ask for live"
    return _next(claim, known, record, rank=rank, why=why)


def _next(
    claim: Claim, known: Earned | None, record: Record, *, rank: Rank, why: str
) -> Earned:
    """Follow a standing by another; what changed its conditions counts anew."""
    changed = _is_changed(claim, known)
    anew = changed or rank is Rank.LIVE
    counted = known.counts_from if known else 0.0
    return Earned(
        subreddit=record.subreddit,
        rule=claim.rule,
        rank=rank,
        since=record.now,
        why=why,
        tally=Tally() if anew else record.in_shadow(known),
        counts_from=record.now if changed else counted,
        override=known.override if known else "",
        conditions=claim.conditions,
        number=_number(known),
    )


def _is_changed(claim: Claim, known: Earned | None) -> bool:
    return known is not None and known.conditions != claim.conditions


def _is_demoted(known: Earned | None) -> bool:
    return known is not None and known.rank is Rank.DEMOTED


def _number(known: Earned | None) -> int:
    return known.number + 1 if known else 1


def day(seconds: float) -> str:
    """Write a day, UTC."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d")


def tells_of_trials(action: Action) -> bool:
    """Whether an action is mail about standings, or the digest."""
    return _is_mail(action, (ABOUT_TRIALS, ABOUT_DIGEST))


def is_digest(action: Action) -> bool:
    """Whether an action is the digest."""
    return _is_mail(action, (ABOUT_DIGEST,))


def _is_mail(action: Action, subjects: Collection[str]) -> bool:
    to_all = action.kind is ActionKind.MODMAIL and not action.fullname
    return to_all and action.subject.startswith(tuple(subjects))
