"""What a backtest found, as figures: the same for text, JSON and web page."""

from collections.abc import Iterable, Mapping
from statistics import median

from pydantic import BaseModel

from civilbot.backtest.records import Said, written
from civilbot.backtest.tally import Complaint, Example, RuleTally, Tally
from civilbot.model import Category
from civilbot.rules import ReplyMode, Rules
from civilbot.shares import wilson

#: The mode of a rule that only the present rules have.
GONE = "gone"
_DAY = 86_400


class Part(BaseModel):
    """A share of something, with the range that holds the true one 95 times of 100."""

    part: int
    whole: int
    share: float | None
    low: float
    high: float


class Shown(BaseModel):
    """An example."""

    item: str
    permalink: str
    at: str
    words: str
    reason: str
    certainty: float | None
    said: str


class RuleReport(BaseModel):
    """What one rule would do."""

    rule: str
    mode: str
    fired: int
    #: How often the present rule of that name fired; None without a comparison.
    before: int | None
    #: Of the judged items.
    share: float
    per_day: float
    actions: dict[str, int]
    said: dict[str, int]
    #: Of what moderators decided about, what they removed; None where nothing tells,
    #: or where the history knows of no approvals at all.
    precision: Part | None
    #: Of all it fired on, what moderators are known to have removed.
    removed: Part
    #: Of all that moderators removed, what it fired on; None where nothing was.
    found: Part | None
    surest: list[Shown]
    drawn: list[Shown]


class Day(BaseModel):
    """A day of the history."""

    day: str
    judged: int
    acted: int


class Load(BaseModel):
    """How many items a day something would be done about."""

    days: int
    items: int
    before: int | None
    per_day: float
    median: float
    busiest: Day | None
    #: By action, a day.
    actions: dict[str, float]
    each: list[Day]


class Source(BaseModel):
    """What was read."""

    name: str
    lines: int
    bad: int
    complaints: list[Complaint]
    broken: str
    judged: int
    comments: int
    posts: int
    outside: dict[str, int]
    elsewhere: str
    gone: dict[str, int]
    said: dict[str, int]
    proofs: dict[str, int]
    language_not_judged: int
    first: str | None
    last: str | None


class RuleSet(BaseModel):
    """A set of rules."""

    name: str
    subreddit: str
    version: str


class Report(BaseModel):
    """All of it; the items that differ are kept apart, there may be many."""

    format: int = 1
    civilbot: str
    detector: str
    rules: RuleSet
    against: RuleSet | None
    one_in: int
    source: Source
    load: Load
    #: What moderators removed of what something would be done about, and so on.
    precision: Part | None
    found: Part | None
    fired: list[RuleReport]
    #: Items whose decision differs, by how; None without a comparison.
    changes: dict[str, int] | None


class About(BaseModel):
    """What the figures alone do not tell."""

    civilbot: str
    detector: str
    source: str
    rules: RuleSet
    against: RuleSet | None
    one_in: int = 1
    #: How far each of the rules goes, in their order.
    modes: dict[str, str]


def modes_of(
    rules: Rules, briefings: Iterable[str], *, detector: bool
) -> dict[str, str]:
    """Say how far each of the rules goes: the detector's, their own, the briefings.

    Args:
        rules: what is tried.
        briefings: the ids of those at hand.
        detector: whether the detector judges at all.
    """
    found = [c for c in Category if detector and rules.flags.actions_for(c)]
    used, off = rules.briefings.use, rules.briefings.mode is ReplyMode.OFF
    names = [
        *(f"flags.{category}" for category in found),
        *(rule.name for rule in rules.rules),
        *(f"briefings.{b}" for b in briefings if not off and (not used or b in used)),
    ]
    return {name: str(rules.mode_of(name)) for name in names}


def report(tally: Tally, about: About) -> Report:
    """Turn what was counted into figures."""
    days = _days(tally)
    compares = about.against is not None
    return Report(
        civilbot=about.civilbot,
        detector=about.detector,
        rules=about.rules,
        against=about.against,
        one_in=about.one_in,
        source=_source(tally, about.source),
        load=_load(tally, days, about.one_in, compares=compares),
        precision=_precision(tally, tally.acted_said),
        found=_found(tally, tally.acted_said),
        fired=[
            _rule(name, tally, days, about)
            for name in _names(tally, about.modes, compares=compares)
        ],
        changes=_ordered(tally.changes) if compares else None,
    )


def _names(tally: Tally, known: Iterable[str], *, compares: bool) -> list[str]:
    """Name the rules: those that fired most first, those that never did last."""
    fired = sorted(tally.rules, key=lambda name: (-tally.rules[name].fired, name))
    silent = [name for name in dict.fromkeys(known) if name not in tally.rules]
    lost = sorted(tally.before.keys() - {*fired, *silent}) if compares else []
    return [*fired, *silent, *lost]


def _rule(name: str, tally: Tally, days: int, about: About) -> RuleReport:
    rule = tally.rules.get(name) or RuleTally(mode=about.modes.get(name, GONE))
    return RuleReport(
        rule=name,
        mode=rule.mode,
        fired=rule.fired,
        before=tally.before[name] if about.against is not None else None,
        share=_rounded(rule.fired / tally.judged) if tally.judged else 0.0,
        per_day=_rounded(rule.fired * about.one_in / days),
        actions=_ordered(rule.actions),
        said=_ordered(rule.said),
        precision=_precision(tally, rule.said),
        removed=part(rule.said[Said.REMOVED], rule.fired),
        found=_found(tally, rule.said),
        surest=[_shown(example) for example in rule.surest],
        drawn=[_shown(example) for example in rule.drawn],
    )


def _precision(tally: Tally, said: Mapping[str, int]) -> Part | None:
    """Say how many of the decided items were removed.

    Where no approvals are known, all that is decided is removed, and says nothing.
    """
    removed, approved = said.get(Said.REMOVED, 0), said.get(Said.APPROVED, 0)
    if not tally.said[Said.APPROVED] or not removed + approved:
        return None
    return part(removed, removed + approved)


def _found(tally: Tally, said: Mapping[str, int]) -> Part | None:
    removed = tally.said[Said.REMOVED]
    return part(said.get(Said.REMOVED, 0), removed) if removed else None


def part(some: int, whole: int) -> Part:
    """Give a share with Wilson's interval."""
    ends = wilson(some, whole)
    return Part(
        part=some,
        whole=whole,
        share=_rounded(some / whole) if whole else None,
        low=_rounded(ends.low),
        high=_rounded(ends.high),
    )


def _days(tally: Tally) -> int:
    """Count the days (UTC) that the history spans, the first and the last included."""
    if tally.first is None or tally.last is None:
        return 1
    return int(tally.last // _DAY) - int(tally.first // _DAY) + 1


def _load(tally: Tally, days: int, one_in: int, *, compares: bool) -> Load:
    each = [
        Day(day=_day(day), judged=judged, acted=tally.acted_on[day] * one_in)
        for day, judged in sorted(tally.judged_on.items())
    ]
    quiet = [0] * max(0, days - len(each))
    busiest = max(each, key=lambda day: day.acted, default=None)
    return Load(
        days=days,
        items=tally.acted,
        before=tally.acted_before if compares else None,
        per_day=_rounded(tally.acted * one_in / days),
        median=float(median([day.acted for day in each] + quiet)),
        busiest=busiest if busiest and busiest.acted else None,
        actions={
            name: _rounded(count * one_in / days)
            for name, count in _ordered(tally.actions).items()
        },
        each=each,
    )


def _source(tally: Tally, name: str) -> Source:
    return Source(
        name=name,
        lines=tally.lines,
        bad=tally.bad,
        complaints=tally.complaints,
        broken=tally.broken,
        judged=tally.judged,
        comments=tally.comments,
        posts=tally.posts,
        outside=_ordered(tally.outside),
        elsewhere=tally.elsewhere,
        gone=_ordered(tally.gone),
        said=_ordered(tally.said),
        proofs=_ordered(tally.proofs),
        language_not_judged=tally.abstained,
        first=written(tally.first) if tally.first is not None else None,
        last=written(tally.last) if tally.last is not None else None,
    )


def _shown(example: Example) -> Shown:
    return Shown(
        item=example.item,
        permalink=example.permalink,
        at=example.at,
        words=example.words,
        reason=example.reason,
        certainty=example.certainty,
        said=example.said,
    )


def _ordered(counts: Mapping[str, int]) -> dict[str, int]:
    """Put counts in an order that does not depend on what came first."""
    return {str(name): counts[name] for name in sorted(counts)}


def _rounded(value: float) -> float:
    return round(value, 6)


def _day(day: int) -> str:
    return written(day * _DAY)[:10]
