"""Shows what a backtest found as text of at most 80 columns."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence

from civilbot.backtest.differences import Change, Difference, Side
from civilbot.backtest.report import Part, Report, RuleReport, RuleSet, Shown, Source

WIDTH = 80
#: Between two figures, and where there is none.
DASH = "\N{EN DASH}"
#: Examples of each rule that are shown, of the surest and of those drawn.
_EXAMPLES = 3

#: How a decision differs, in words.
CHANGES: Mapping[str, str] = {
    Change.NEW: "new: nothing is done now",
    Change.GONE: "gone: nothing would be done any more",
    Change.CHANGED: "changed: something else would be done",
    Change.MODE: "mode: the same, but it goes further or less far",
}

NO_APPROVALS = (
    "This history knows of no approvals, so it cannot tell what was flagged wrongly:"
    " 'removed' is the share that moderators are known to have removed."
)
NO_WORD = "This history tells nothing of what moderators removed or approved."
LEFT_OUT = (
    "Each item was judged by itself, as it was posted: day's caps, ladders, quiet"
    " threads and what a comment answers are left out unless the history tells them."
)


def text(report: Report, differences: Iterable[Difference], *, most: int) -> str:
    """Write all of it.

    Args:
        report: the figures.
        differences: the items that differ, in the order of the history.
        most: how many of these are shown.
    """
    parts: list[Iterable[str]] = [
        _head(report),
        _read(report.source),
        _moderators(report),
        _load(report),
        _rules(report),
        _agreement(report),
        _examples(report),
    ]
    if report.changes is not None:
        parts.append(_differences(report.changes, differences, most))
    parts.append(_wrapped(LEFT_OUT))
    shown = ("\n".join(lines) for part in parts if (lines := list(part)))
    written = "\n\n".join(shown) + "\n"
    # What users wrote must not steer the terminal.
    return "".join(c if c.isprintable() or c == "\n" else " " for c in written)


def _head(report: Report) -> Iterator[str]:
    yield f"Backtest of {_named(report.rules)}"
    yield f"  in {report.rules.name}"
    if report.against is not None:
        yield f"against {_named(report.against)}"
        yield f"  in {report.against.name}"
    yield f"on {report.source.name}"
    yield f"by detector {report.detector}, civilbot {report.civilbot}"
    if report.one_in > 1:
        yield from _wrapped(
            f"Of {report.one_in} items one was judged, drawn by its name; figures a"
            " day are estimates for all."
        )


def _named(rules: RuleSet) -> str:
    return f"rules {rules.version} for r/{rules.subreddit}"


def _read(source: Source) -> Iterator[str]:
    if source.broken:
        yield from _wrapped(f"NOT ALL WAS READ: {source.broken}")
    when = f", {source.first} to {source.last} UTC" if source.first else ""
    kinds = f"{_many(source.comments, 'comment')}, {_many(source.posts, 'post')}"
    yield from _wrapped(f"{_many(source.judged, 'item')} judged: {kinds}{when}")
    for told in _left_out(source):
        yield from _wrapped(f"  {told}")


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def _left_out(source: Source) -> Iterator[str]:
    gone, outside = sum(source.gone.values()), sum(source.outside.values())
    if gone:
        told = _counts(source.gone)
        yield f"not judged, for their words are gone: {gone:,} ({told})"
    if outside:
        yield f"not asked for: {outside:,} ({_counts(source.outside)})"
    if source.elsewhere:
        yield f"  some are from r/{source.elsewhere}: --subreddit judges these"
    if source.language_not_judged:
        yield f"not read by the detector: {source.language_not_judged:,}"
    if source.bad:
        yield f"{_many(source.bad, 'line')} could not be read:"
        for complaint in source.complaints:
            yield f"  line {complaint.line:,}: {complaint.why}"


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in counts.items())


def _moderators(report: Report) -> Iterator[str]:
    source = report.source
    if not source.proofs:
        yield NO_WORD
        return
    yield from _wrapped(
        f"What moderators said of the judged items: {_counts(source.said)}"
    )
    yield from _wrapped(f"  told by {_counts(source.proofs)}")


def _load(report: Report) -> Iterator[str]:
    load = report.load
    before = f" (now {load.before:,})" if load.before is not None else ""
    busiest = load.busiest
    most = f", most on {busiest.day}: {busiest.acted:,}" if busiest else ""
    items, days = _many(load.items, "item"), _many(load.days, "day")
    yield from _wrapped(
        f"Something would be done about {items}{before} in {days}:"
        f" {load.per_day:,.1f} a day (median {load.median:,.0f}{most})"
    )
    if load.actions:
        told = ", ".join(f"{name} {a_day:,.1f}" for name, a_day in load.actions.items())
        yield from _wrapped(f"  a day: {told}")


def _rules(report: Report) -> Iterator[str]:
    compares = report.changes is not None
    now = f"{'now':>10}" if compares else ""
    yield f"{'rule':<34}{'mode':<8}{'fired':>10}{now}{'share':>9}{'a day':>9}"
    for one in report.fired:
        now = f"{one.before or 0:>10,}" if compares else ""
        yield (
            f"{_fit(one.rule, 33):<34}{one.mode:<8}{one.fired:>10,}{now}"
            f"{one.share:>9.2%}{one.per_day:>9,.1f}"
        )


def _agreement(report: Report) -> Iterator[str]:
    if not report.source.proofs:
        return
    yield (f"{'moderators':<30}{'removed':>9}{'approved':>9}  {'precision':<16}found")
    for one in report.fired:
        if one.fired:
            yield _agreed(one)
    if report.found is not None:
        overall = share(report.precision)
        yield f"{'all together':<48}  {overall:<16}{share(report.found)}".rstrip()
    if not report.source.said.get("approved"):
        yield from _wrapped(NO_APPROVALS)


def _agreed(one: RuleReport) -> str:
    removed, approved = one.said.get("removed", 0), one.said.get("approved", 0)
    return (
        f"{_fit(one.rule, 29):<30}{removed:>9,}{approved:>9,}"
        f"  {share(one.precision):<16}{share(one.found)}"
    ).rstrip()


def share(part: Part | None) -> str:
    """Write a share with its range; a dash where there is none."""
    if part is None or part.share is None:
        return DASH
    return f"{part.share:.2f} {part.low:.2f}{DASH}{part.high:.2f}"


def _examples(report: Report) -> Iterator[str]:
    for one in report.fired:
        if not one.fired:
            continue
        yield f"{_fit(one.rule, 60)}:"
        yield from _group("the most certain", one.surest)
        known = {shown.item for shown in one.surest[:_EXAMPLES]}
        drawn = [shown for shown in one.drawn if shown.item not in known]
        yield from _group("drawn by lot", drawn)


def _group(title: str, examples: Sequence[Shown]) -> Iterator[str]:
    if not examples:
        return
    yield f"  {title}"
    for one in examples[:_EXAMPLES]:
        sure = f", {one.certainty:.2f}" if one.certainty is not None else ""
        yield f"    {one.at[:10]} {one.said}{sure} {one.permalink}"
        yield from _wrapped(f"      {one.words}")
        yield from _wrapped(f"      because {one.reason}")


def _differences(
    changes: Mapping[str, int], differences: Iterable[Difference], most: int
) -> Iterator[str]:
    total = sum(changes.values())
    if not total:
        yield "No decision differs from the rules compared with."
        return
    yield "1 decision differs:" if total == 1 else f"{total:,} decisions differ:"
    for name, count in changes.items():
        yield f"  {count:>9,} {CHANGES[name]}"
    for one in chosen(differences, most):
        yield f"  {one.change}: {one.permalink}"
        yield from _wrapped(f"      {one.words}")
        yield from _wrapped(f"      now   {deeds(one.before)}")
        yield from _wrapped(f"      then  {deeds(one.after)}")
    if total > most:
        yield f"  … and {total - most:,} more: --json lists them all"


def chosen(differences: Iterable[Difference], most: int) -> list[Difference]:
    """Choose what is shown: the first ones, those that only change their mode last."""
    done: list[Difference] = []
    noted: list[Difference] = []
    for one in differences:
        rest = noted if one.change == Change.MODE else done
        if len(rest) < most:
            rest.append(one)
    return [*done, *noted][:most]


def deeds(side: Side) -> str:
    """Write what would be done, and why."""
    if not side.deeds:
        return "nothing"
    done = ", ".join(f"{one.do.replace('_', ' ')} ({one.mode})" for one in side.deeds)
    return f"{done}: {side.reason}"


def _fit(words: str, width: int) -> str:
    return words if len(words) <= width else f"{words[: width - 1]}…"


def _wrapped(line: str) -> list[str]:
    indent = " " * (len(line) - len(line.lstrip()))
    return textwrap.wrap(
        line.strip(),
        WIDTH,
        initial_indent=indent,
        subsequent_indent=f"{indent}  ",
        break_on_hyphens=False,
    )
