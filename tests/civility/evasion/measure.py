"""Measures what a detector still sees in disguise, and what it flags for its looks."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from civilbot.language.normalise import spoken
from tests.civility.evasion.innocents import Innocent
from tests.civility.evasion.violations import Hidden
from tests.civility.report import visible
from tests.civility.suite import Case, Detector, Share


@dataclass(frozen=True, slots=True)
class Seen:
    """Whether a hidden violation is flagged, and whether it is in plain."""

    hidden: Hidden
    plain: bool
    disguised: bool


@dataclass(frozen=True, slots=True)
class Recall:
    """What is caught of the same violations in plain and in disguise."""

    plain: Share
    disguised: Share

    @property
    def lost(self) -> float:
        """Points of recall that the disguise costs, from 0 to 1."""
        return (self.plain.value or 0.0) - (self.disguised.value or 0.0)


def judge_hidden(hidden: Sequence[Hidden], detector: Detector) -> list[Seen]:
    """Have a detector judge each hidden violation and its plain self."""
    plain = {
        one.case: _flags(detector, one.case.text, one.case)
        for one in {one.case: one for one in hidden}.values()
    }
    return [
        Seen(one, plain[one.case], _flags(detector, one.text, one.case))
        for one in hidden
    ]


def _flags(detector: Detector, text: str, case: Case) -> bool:
    return bool(detector(text, parent=case.parent, title=case.title).findings)


def recall(seen: Sequence[Seen]) -> Recall:
    """Count what was caught."""
    return Recall(
        Share(sum(one.plain for one in seen), len(seen)),
        Share(sum(one.disguised for one in seen), len(seen)),
    )


def recall_by_way(seen: Sequence[Seen]) -> Mapping[str, Recall]:
    """Count what was caught of each way to hide words."""
    ways = dict.fromkeys(one.hidden.way for one in seen)
    return {way: recall([one for one in seen if one.hidden.way == way]) for way in ways}


def flagged(innocents: Sequence[Innocent], detector: Detector) -> list[Innocent]:
    """Give the harmless texts that a detector flags."""
    return [one for one in innocents if detector(one.text).findings]


def respelt(innocents: Sequence[Innocent]) -> list[Innocent]:
    """Give those that are read as something else than what stands there."""
    return [one for one in innocents if spoken(one.text) != one.text.lower()]


def table(seen: Sequence[Seen]) -> str:
    """Give one line per way to hide words, and one for all, in percent."""
    lines = [f"{'hidden by':<22}{'texts':>6}{'plain':>7}{'hidden':>8}{'lost':>6}"]
    for way, counted in {**recall_by_way(seen), "all": recall(seen)}.items():
        plain, hidden = (
            100 * (share.value or 0.0) for share in (counted.plain, counted.disguised)
        )
        lines.append(
            f"{way:<22}{counted.plain.of:>6}{plain:>7.1f}{hidden:>8.1f}"
            f"{100 * counted.lost:>6.1f}"
        )
    return "\n".join(lines)


def told(innocents: Sequence[Innocent], wrong: Sequence[Innocent]) -> str:
    """Say how many harmless texts were flagged, and give each of them."""
    lines = [f"harmless texts flagged: {len(wrong)} of {len(innocents)}"]
    return "\n".join([*lines, *(_line(one.kind, one.text) for one in wrong)])


def missed(seen: Sequence[Seen]) -> str:
    """Give every text that is flagged in plain only."""
    return "\n".join(
        _line(one.hidden.way, one.hidden.text)
        for one in seen
        if one.plain and not one.disguised
    )


def _line(kind: str, text: str) -> str:
    shown = textwrap.shorten(visible(text), 100, placeholder=" ...")
    return f"    {kind}: {shown}"
