"""Measures whether a briefing would be offered to the right threads.

Reads headlines that people labelled: "match" is about the briefing's subject,
"near" shares its names or words, "no" has nothing to do with it. Replying to either
of the last two is a mistake.
"""

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from civilbot.briefings import Briefing, match
from civilbot.errors import BadInput, Place, Problem
from civilbot.evaluation.metrics import Counts, average_precision, count, roc_auc
from civilbot.model import Item, Kind, Match, Verdict

COLUMNS = ("id", "title", "outlet", "date", "label", "doubtful")


class Label(StrEnum):
    """What a person says of a headline."""

    MATCH = "match"
    NEAR = "near"
    NO = "no"


@dataclass(frozen=True, slots=True)
class LabelledTitle:
    """A headline and what a person says of it."""

    id: str
    title: str
    outlet: str
    date: str
    label: Label
    #: The person was in two minds.
    doubtful: bool


@dataclass(frozen=True, slots=True)
class TitleReport:
    """How well a matcher's verdicts and confidences agree with the labels."""

    titles: int
    matches: int
    #: Counting only `reply` as a yes: what would be posted unattended.
    reply: Counts
    #: Counting `ask` as a yes too: what the moderators would see.
    reply_or_ask: Counts
    roc_auc: float
    average_precision: float


def read_titles(text: str, *, source: str) -> tuple[LabelledTitle, ...]:
    """Read a tab-separated file of labelled headlines.

    Raises:
        BadInput: with a `Problem` for every line that cannot be understood.
    """
    header, *lines = text.splitlines() or [""]
    if tuple(header.split("\t")) != COLUMNS:
        message = f"expected the columns {', '.join(COLUMNS)}"
        raise BadInput(Problem(Place(source, 1), message, "separated by tabs"))
    rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    read = [_read(row, Place(source, number)) for number, row in enumerate(rows, 2)]
    problems = [found for found in read if isinstance(found, Problem)]
    if problems:
        raise BadInput(*problems)
    return tuple(found for found in read if isinstance(found, LabelledTitle))


def _read(row: list[str], place: Place) -> LabelledTitle | Problem:
    if len(row) != len(COLUMNS):
        return Problem(place, f"expected {len(COLUMNS)} columns, found {len(row)}")
    *words, label, doubtful = row
    if label not in set(Label):
        known = ", ".join(Label)
        return Problem(place, f"'{label}' is no label", f"use one of {known}")
    if doubtful not in {"0", "1"}:
        return Problem(place, f"doubtful is '{doubtful}'", "write 0 or 1")
    name, title, outlet, date = words
    return LabelledTitle(name, title, outlet, date, Label(label), doubtful == "1")


def matcher(briefings: Sequence[Briefing]) -> Callable[[str], Match]:
    """Make a function that judges a bare headline, as the bot would a link post."""

    def judge(title: str) -> Match:
        item = Item(
            fullname="t3_0",
            kind=Kind.SUBMISSION,
            subreddit="",
            author=None,
            created_utc=0.0,
            title=title,
        )
        return match(item, briefings)

    return judge


def report(
    titles: Iterable[LabelledTitle], judge: Callable[[str], Match]
) -> TitleReport:
    """Judge every headline and compare with the labels."""
    chosen = tuple(titles)
    truth = [title.label is Label.MATCH for title in chosen]
    judged = [judge(title.title) for title in chosen]
    scores = [found.confidence for found in judged]
    return TitleReport(
        titles=len(chosen),
        matches=sum(truth),
        reply=count(truth, [found.verdict is Verdict.REPLY for found in judged]),
        reply_or_ask=count(
            truth, [found.verdict is not Verdict.NONE for found in judged]
        ),
        roc_auc=roc_auc(truth, scores),
        average_precision=average_precision(truth, scores),
    )
