"""Shows how a detector did on the civility cases: a table, the misses, or JSON."""

import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, fields

from tests.civility.suite import Outcome, Section, Share, Tally, tally

HEAD = ("right", "caught", "left", "categ.", "target", "pairs")
WIDTH = 80
#: A floor further below what is reached no longer guards it.
STALE = 0.05


def table(suite: Mapping[str, Section], outcomes: Sequence[Outcome]) -> str:
    """Give one line per section and one for all, in percent."""
    counted = {name: tally(_of(outcomes, name)) for name in suite}
    columns = "".join(f"{word:>7}" for word in HEAD)
    lines = [
        f"{'section':<21}{'cases':>6}{'floor':>6}{columns}",
        *(_row(name, suite[name].floor, counted[name]) for name in suite),
        _row("all", None, tally(outcomes)),
    ]
    stale = [name for name in suite if _stale(suite[name], counted[name])]
    if stale:
        told = f"Floors to raise: {', '.join(stale)}."
        lines += ["", *textwrap.wrap(told, WIDTH)]
    return "\n".join(lines)


def _stale(section: Section, counted: Tally) -> bool:
    return (counted.right.value or 0.0) - section.floor > STALE


def _of(outcomes: Sequence[Outcome], name: str) -> list[Outcome]:
    return [one for one in outcomes if one.section == name]


def _row(name: str, floor: float | None, counted: Tally) -> str:
    shares = "".join(f"{_percent(share.value):>7}" for share in _shares(counted))
    return f"{name:<21}{counted.right.of:>6}{_percent(floor):>6}{shares}"


def _shares(counted: Tally) -> Iterator[Share]:
    return (getattr(counted, field.name) for field in fields(Tally))


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.0f}"


def misses(outcomes: Sequence[Outcome]) -> str:
    """Give every case whose verdict is wrong, with its why."""
    return "\n".join(_miss(one) for one in outcomes if not one.right)


def _miss(one: Outcome) -> str:
    found = one.finding and f" ({one.finding.category}, {one.finding.target})"
    lines = [f"{one.pair}: {one.got}{found or ''}, should be {one.case.expect}"]
    shown = {"": one.case.text, "parent: ": one.case.parent, "title: ": one.case.title}
    for label, text in shown.items():
        if text:
            quoted = visible(label + text)
            lines += textwrap.wrap(quoted, WIDTH - 4, max_lines=3, placeholder=" ...")
    lines += textwrap.wrap(f"why: {one.why}", WIDTH - 4)
    return "\n    ".join(lines)


def visible(text: str) -> str:
    """Show what a terminal would hide, such as zero-width characters."""
    return "".join(
        char if char.isprintable() or char == "\n" else f"\\u{ord(char):04x}"
        for char in text
    )


def as_json(suite: Mapping[str, Section], outcomes: Sequence[Outcome]) -> str:
    """Give the counts and the misses as one JSON object."""
    counts = {name: asdict(tally(_of(outcomes, name))) for name in suite}
    wrong = [
        {
            "section": one.section,
            "pair": one.pair,
            "case": one.case.model_dump(mode="json"),
            "got": one.got,
        }
        for one in outcomes
        if not one.right
    ]
    every = {"sections": counts, "all": asdict(tally(outcomes)), "misses": wrong}
    return json.dumps(every, indent=2)
