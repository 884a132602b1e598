"""JSON lines in and out: one bad line is told and does not end the batch."""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import typer
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from civilbot.cli.batches import Line, in_order
from civilbot.cli.progress import Progress
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


@dataclass(frozen=True, slots=True)
class Answering:
    """How a batch is worked off."""

    #: How many processes share it.
    jobs: int = 1
    #: End at the first bad line.
    stop: bool = False


def answer_lines(
    path: Path | None,
    model: type[R],
    answer: Callable[[R], dict[str, Any]],
    how: Answering | None = None,
) -> None:
    """Answer each line of a file, or of standard input, with one JSON line.

    Bad lines are told on standard error with their number; the rest goes on. For
    several jobs `answer` must be picklable.

    Raises:
        typer.Exit: with code 2 at the end, if any line was bad.
    """
    how = how or Answering()
    bad = 0
    progress = Progress(sys.stdout, sys.stderr)
    written = partial(_answered, path=path, model=model, answer=answer)
    answers = in_order(_lines(path), written, jobs=how.jobs)
    try:
        for line in answers:
            progress.step()
            bad += _put(line, progress)
            if bad and how.stop:
                break
    finally:
        answers.close()
        progress.clear()
    if bad:
        raise typer.Exit(2)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a line gets: a line of JSON, or a complaint."""

    text: str
    bad: bool


def _answered(
    line: Line,
    *,
    path: Path | None,
    model: type[R],
    answer: Callable[[R], dict[str, Any]],
) -> _Answer:
    number, text = line
    try:
        row = _parse(text, model, path, number)
    except BadInput as error:
        return _Answer(str(error), bad=True)
    # ASCII escapes: lone surrogates pass, and any terminal can show it.
    return _Answer(json.dumps(answer(row)), bad=False)


def _put(answer: _Answer, progress: Progress) -> bool:
    if answer.bad:
        progress.clear()
        typer.echo(f"civilbot: {answer.text}", err=True)
    else:
        sys.stdout.write(answer.text + "\n")
    return answer.bad


def _lines(path: Path | None) -> Iterator[Line]:
    if path is None:
        yield from _numbered(sys.stdin.buffer)
        return
    try:
        with path.open("rb") as stream:
            yield from _numbered(stream)
    except OSError as error:
        problem = Problem(Place(str(path)), error.strerror or "cannot be read")
        raise BadInput(problem) from None


def _numbered(stream: Any) -> Iterator[Line]:
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
