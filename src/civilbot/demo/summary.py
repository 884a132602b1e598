"""What the evening came to, in a moderator's words, counted on both sides.

What was done is counted on the simulated Reddit, not in the bot's own books:
duplicates are second replies, reports, notes and mails that exist there, and
missed are things there that the bot has no decision on.
"""

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from civilbot.demo.stage import Stage
from civilbot.model import ActionKind, Agreement, Finding, Kind, Outcome
from civilbot.store import Judged, Query, SqlStore

WIDTH = 80


@dataclass(frozen=True, slots=True)
class Flag:
    """Something flagged: where, which words, why."""

    name: str
    subreddit: str
    words: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The evening in numbers, and what stands behind them."""

    threads: int
    comments: int
    briefed: int
    asked: int
    flagged: int
    shadow: int
    duplicates: int
    missed: int
    confirmed: int
    overturned: int
    #: Comments judged as a fair moderator would, of those with an expectation.
    as_expected: int
    expected: int
    requests: int
    failed_requests: int
    seconds: float
    briefed_threads: tuple[str, ...]
    asked_threads: tuple[str, ...]
    #: Why threads were not briefed, and how many for each reason.
    not_briefed: tuple[tuple[str, int], ...]
    flags: tuple[Flag, ...]
    shadow_flags: tuple[Flag, ...]
    shadow_briefed: tuple[str, ...]
    #: Full names worth asking `civilbot explain` about.
    examples: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Give the summary as JSON can hold it."""
        return asdict(self)


def summarise(stage: Stage, store: SqlStore, *, seconds: float) -> Summary:
    """Count what happened on the simulated Reddit and what the bot recorded."""
    state = stage.everything()
    things = {thing["name"]: thing for thing in state["things"]}
    ours = [t for t in things.values() if t["author"] == stage.account]
    own = {thing["name"] for thing in ours}
    latest = tuple(
        one
        for one in _latest(store.decisions(Query(limit=10_000)))
        if one.decision.item.fullname not in own
    )
    threads = [one for one in latest if one.decision.item.kind is Kind.SUBMISSION]
    briefed = tuple(_title(things[t["parent"]]) for t in ours if _answers_a_thread(t))
    shadows = [one for one in latest if one.decision.outcome is Outcome.SHADOW]
    asked = [one for one in threads if _plans(one, ActionKind.MODMAIL, live=True)]
    journal = stage.journal()
    counts = store.counts(0.0).agreements
    expected = _expectations(stage, latest)
    return Summary(
        threads=len(threads),
        comments=len(latest) - len(threads),
        briefed=len(briefed),
        asked=len(asked),
        flagged=sum(1 for one in latest if _reported(one, things, stage.account)),
        shadow=len(shadows),
        duplicates=duplicates(state, stage.account),
        missed=len(stage.unjudged(store)),
        confirmed=_agreed(counts, Agreement.CONFIRMED),
        overturned=_agreed(counts, Agreement.OVERTURNED),
        as_expected=sum(expected),
        expected=len(expected),
        requests=len(journal),
        failed_requests=sum(1 for request in journal if request["fault"]),
        seconds=round(seconds, 1),
        briefed_threads=briefed,
        asked_threads=tuple(one.decision.item.title for one in asked),
        not_briefed=tuple(_not_briefed(threads)),
        flags=tuple(_flags(latest, Outcome.ACT)),
        shadow_flags=tuple(_flags(latest, Outcome.SHADOW)),
        shadow_briefed=tuple(
            one.decision.item.title
            for one in shadows
            if _plans(one, ActionKind.REPLY, live=False)
        ),
        examples=tuple(_examples(ours, threads)),
    )


def duplicates(state: dict[str, Any], account: str) -> int:
    """Count what the bot did a second time, as the simulated Reddit has it."""
    replies = Counter(
        thing["parent"]
        for thing in state["things"]
        if thing["author"] == account and "parent" in thing
    )
    reports = Counter(
        (thing["name"], report["by"])
        for thing in state["things"]
        for report in thing["reports"]
        if report["by"] == account
    )
    notes = Counter(note["note"] for note in state["mod_notes"])
    mails = Counter(mail["subject"] for mail in state["modmail"])
    return sum(
        count - 1
        for counted in (replies, reports, notes, mails)
        for count in counted.values()
    )


def _latest(found: Iterable[Judged]) -> tuple[Judged, ...]:
    """Keep each thing's newest decision, in the order in which they were judged."""
    by_name: dict[str, Judged] = {}
    for judged in sorted(found, key=lambda one: one.judged_at):
        by_name[judged.decision.item.fullname] = judged
    return tuple(by_name.values())


def _answers_a_thread(thing: dict[str, Any]) -> bool:
    parent: str = thing["parent"]
    return parent.startswith(Kind.SUBMISSION)


def _title(thing: dict[str, Any]) -> str:
    return str(thing["title"])


def _plans(judged: Judged, kind: ActionKind, *, live: bool) -> bool:
    wanted = Outcome.ACT if live else Outcome.SHADOW
    decision = judged.decision
    return decision.outcome is wanted and any(
        action.kind is kind and action.briefing for action in decision.actions
    )


def _reported(judged: Judged, things: dict[str, Any], account: str) -> bool:
    reports = things[judged.decision.item.fullname]["reports"]
    return account in {report["by"] for report in reports}


def _agreed(counts: Any, agreement: Agreement) -> int:
    return sum(n for (_, said), n in counts.items() if said is agreement)


def _expectations(stage: Stage, latest: Sequence[Judged]) -> list[bool]:
    """Compare each judged comment with what a fair moderator would want."""
    return [
        (stage.expected[name] == "flag") == judged.flagged
        for judged in latest
        if (name := judged.decision.item.fullname) in stage.expected
    ]


def _not_briefed(threads: Sequence[Judged]) -> Iterator[tuple[str, int]]:
    """Count the reasons without their particulars, the most frequent first."""
    reasons = Counter(
        judged.decision.reasons[0].split(" (", 1)[0]
        for judged in threads
        if not any(action.briefing for action in judged.decision.actions)
    )
    yield from reasons.most_common()


def _flags(latest: Sequence[Judged], outcome: Outcome) -> Iterator[Flag]:
    for judged in latest:
        decision = judged.decision
        worst = decision.reading.worst if decision.reading else None
        if decision.outcome is outcome and judged.flagged and worst is not None:
            item = decision.item
            words = _words(item.words, worst)
            yield Flag(item.fullname, item.subreddit, words, worst.reason)


def _words(text: str, finding: Finding) -> str:
    return " … ".join(text[span.start : span.end] for span in finding.spans)


def _examples(
    ours: Sequence[dict[str, Any]], threads: Sequence[Judged]
) -> Iterator[str]:
    """Name a briefed thread and one that was left alone."""
    briefed = [t["parent"] for t in ours if _answers_a_thread(t)]
    yield from briefed[-1:]
    left = [one for one in threads if one.decision.outcome is Outcome.LEAVE]
    yield from (one.decision.item.fullname for one in left[:1])


def render(summary: Summary) -> Iterator[str]:
    """Write the summary for a terminal of 80 columns."""
    yield ""
    yield f"Threads watched: {summary.threads}"
    yield from _list(f"briefed: {summary.briefed}", summary.briefed_threads)
    yield from _list(
        f"proposed to the moderators: {summary.asked}", summary.asked_threads
    )
    yield from _list(
        f"would have been briefed (shadow): {len(summary.shadow_briefed)}",
        summary.shadow_briefed,
    )
    reasons = [f"{count}: {reason}" for reason, count in summary.not_briefed]
    yield from _list("left alone, because", reasons)
    yield ""
    yield f"Comments read: {summary.comments}"
    yield from _list(
        f"reported to the moderators: {summary.flagged}", _shown(summary.flags)
    )
    yield from _list(
        f"would have been reported (shadow): {len(summary.shadow_flags)}",
        _shown(summary.shadow_flags),
    )
    fair = f"{summary.as_expected} of {summary.expected}"
    yield f"  judged as a fair moderator would: {fair}"
    yield ""
    yield (
        f"The moderator's word on what it did: agreed {summary.confirmed},"
        f" overruled {summary.overturned}."
    )
    yield (
        f"Of {summary.requests} requests, {summary.failed_requests} went wrong on"
        " purpose, one of them after Reddit had posted."
    )
    yield f"Duplicates: {summary.duplicates}. Missed: {summary.missed}."
    yield f"The evening took {summary.seconds:.0f} seconds."


def _shown(flags: Sequence[Flag]) -> list[str]:
    return [f"{flag.name} «{flag.words}»: {flag.reason}" for flag in flags]


def _list(head: str, entries: Sequence[str]) -> Iterator[str]:
    yield f"  {head}"
    for entry in entries:
        yield from textwrap.wrap(
            " ".join(entry.split()),
            WIDTH,
            initial_indent="    - ",
            subsequent_indent="      ",
        )
