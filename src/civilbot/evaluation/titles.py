"""Headlines that people labelled, for measuring what a briefing is offered to.

"match" is about the briefing's subject, "near" shares its names or words, "no" has
nothing to do with it. Replying to either of the last two is a mistake.
"""

import csv
from dataclasses import dataclass
from enum import StrEnum

from civilbot.errors import BadInput, Place, Problem

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
