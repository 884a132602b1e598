"""Reads a text as one document of a model, and tells all that is wrong with it."""

from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from civilbot.errors import BadInput, Place, Problem
from civilbot.yaml_text.loader import MAX_CHARACTERS, StrictLoader
from civilbot.yaml_text.marks import Marks, Spot, spot_of
from civilbot.yaml_text.syntax import syntax_problem
from civilbot.yaml_text.wording import NO_PHRASES, Phrasebook, problems_of

M = TypeVar("M", bound=BaseModel)

#: Of more problems than these, only the number is told.
MAX_PROBLEMS = 25


@dataclass(frozen=True)
class Document(Generic[M]):
    """What was read, and where each part of it stands."""

    value: M
    marks: Marks


def load(
    text: str,
    model: type[M],
    *,
    source: str,
    line: int = 0,
    phrases: Phrasebook = NO_PHRASES,
    shown: bool = True,
) -> M:
    """Read `text` as one YAML document of the given model.

    Args:
        text: the document.
        model: a pydantic model with `extra="forbid"`.
        source: the name to show in diagnostics.
        line: lines that stand before `text` in its file (front matter).
        phrases: what people write instead of this model's words.
        shown: a problem may show its line; not where secrets may stand in it.

    Raises:
        BadInput: with a `Problem` for everything that is wrong, as it is read.
    """
    return read(
        text, model, source=source, line=line, phrases=phrases, shown=shown
    ).value


def read(
    text: str,
    model: type[M],
    *,
    source: str,
    line: int = 0,
    phrases: Phrasebook = NO_PHRASES,
    shown: bool = True,
) -> Document[M]:
    """Read as `load` does, and remember where each part stands.

    Raises:
        BadInput: as `load`.
    """
    blank = Marks(text, source, line=line, shown=shown)
    marks, data, twice = _parse(blank)
    try:
        value = model.model_validate(data)
    except ValidationError as error:
        most = MAX_PROBLEMS
        found, more = problems_of(error, marks, model, phrases, most=most)
        raise BadInput(*_bounded([*twice, *found], more, source)) from None
    if twice:
        raise BadInput(*_bounded(twice, 0, source))
    return Document(value, marks)


def decode(data: bytes, *, source: str) -> str:
    """Read the bytes of a file as text.

    Raises:
        BadInput: they are not UTF-8; says where.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8", "replace")
        bad = data[error.start]
        marks = Marks(data.decode("utf-8", "replace"), source)
        message = f"the byte 0x{bad:02X} is not UTF-8 text"
        hint = "save the file as UTF-8; your editor calls it encoding"
        spot = spot_of(marks.text, len(before))
        raise BadInput(marks.problem_at(spot, message, hint)) from None


def _bounded(problems: list[Problem], more: int, source: str) -> list[Problem]:
    """Put problems in the order of reading; of very many, tell how many more."""
    ranked = sorted(problems, key=lambda p: (p.place.line, p.place.column))
    more += max(len(ranked) - MAX_PROBLEMS, 0)
    if not more:
        return ranked
    rest = Problem(Place(source), f"{more:,} more problems", "mend these first")
    return [*ranked[:MAX_PROBLEMS], rest]


def _parse(marks: Marks) -> tuple[Marks, Any, list[Problem]]:
    text, source = marks.text, marks.source
    if len(text) > MAX_CHARACTERS:
        message = f"the document has {len(text):,} characters"
        raise BadInput(
            Problem(Place(source), message, f"at most {MAX_CHARACTERS:,} are read")
        )
    loader: StrictLoader | None = None
    try:
        loader = StrictLoader(text)
        node = loader.get_single_node()
        data = loader.construct_document(node) if node is not None else {}
    except yaml.YAMLError as error:
        raise BadInput(syntax_problem(error, marks, loader)) from None
    except RecursionError:
        raise BadInput(Problem(Place(source), "is nested too deeply")) from None
    except (ValueError, OverflowError):
        message = "an escape such as \\U00012345 stands for no character"
        raise BadInput(Problem(Place(source), message)) from None
    finally:
        if loader is not None:
            loader.dispose()
    marks = replace(marks, node=node)
    return marks, data, [_twice(marks, *found) for found in loader.twice]


def _twice(marks: Marks, key: yaml.ScalarNode, first: yaml.Mark) -> Problem:
    start = key.start_mark
    width = max(key.end_mark.column - start.column, 1)
    return marks.problem_at(
        Spot(start.line, start.column, width),
        f"the key '{key.value}' stands twice",
        f"the first one is on line {marks.line + first.line + 1}; keep one of them",
    )
