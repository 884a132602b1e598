"""JSON lines in and out: one bad line is told and does not end the batch."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import typer
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from civilbot.errors import BadInput, Place, Problem

#: Longer lines are refused: Reddit's own texts end at 40,000 characters.
MAX_LINE = 2_000_000


class Row(BaseModel):
    """One line of input; other keys are ignored."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    id: str

    @model_validator(mode="before")
    @classmethod
    def _null_is_absent(cls, row: object) -> object:
        """Take `"parent": null` for what other programs mean by it."""
        if isinstance(row, dict):
            return {key: value for key, value in row.items() if value is not None}
        return row


R = TypeVar("R", bound=Row)


def answer_lines(
    path: Path | None, model: type[R], answer: Callable[[R], dict[str, Any]]
) -> None:
    """Answer each line of a file, or of standard input, with one JSON line.

    Bad lines are told on standard error with their number; the rest goes on.

    Raises:
        typer.Exit: with code 2 after the last line, if any line was bad.
    """
    bad = 0
    for number, line in _lines(path):
        try:
            row = _parse(line, model, path, number)
        except BadInput as error:
            typer.echo(f"civilbot: {error}", err=True)
            bad += 1
            continue
        # ASCII escapes: lone surrogates pass, and any terminal can show it.
        sys.stdout.write(json.dumps(answer(row)) + "\n")
    if bad:
        raise typer.Exit(2)


def _lines(path: Path | None) -> Iterator[tuple[int, str]]:
    if path is None:
        yield from _numbered(sys.stdin.buffer)
        return
    try:
        with path.open("rb") as stream:
            yield from _numbered(stream)
    except OSError as error:
        problem = Problem(Place(str(path)), error.strerror or "cannot be read")
        raise BadInput(problem) from None


def _numbered(stream: Any) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(stream, start=1):
        if line.strip():
            text = line.decode("utf-8", errors="surrogateescape")
            # Windows begins files with a byte order mark.
            yield number, text.removeprefix("\ufeff")


def _parse(line: str, model: type[R], path: Path | None, number: int) -> R:
    place = Place(str(path or "standard input"), number)
    if len(line) > MAX_LINE:
        raise BadInput(Problem(place, f"longer than {MAX_LINE:,} characters"))
    try:
        return model.model_validate(json.loads(line))
    except (ValueError, RecursionError) as error:
        raise BadInput(Problem(place, _why(error))) from None


def _why(error: ValueError | RecursionError) -> str:
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False)[0]
        name = ".".join(str(part) for part in first["loc"])
        return f"{name}: {first['msg']}" if name else first["msg"]
    return f"not JSON: {error}"
