"""Reads the civility cases, has a detector judge them, and counts what it got right."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from civilbot.errors import BadInput, Place, Problem
from civilbot.model import Category, Finding, Reading, Target
from civilbot.yaml_text import load

CASES = Path(__file__).parent / "cases"


class Expected(StrEnum):
    """What a fair moderator would want of the detector."""

    FLAG = "flag"
    LEAVE = "leave"
    ABSTAIN = "abstain"


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Case(_Written):
    """A text, what should become of it and, of the best name first, for what."""

    text: str
    parent: str = ""
    title: str = ""
    expect: Expected
    #: All that a moderator could rightly call it.
    category: Annotated[tuple[Category, ...], BeforeValidator(_listed)] = ()
    target: Annotated[tuple[Target, ...], BeforeValidator(_listed)] = ()
    why: str = ""

    @model_validator(mode="after")
    def _says_for_what(self) -> Self:
        flag = self.expect is Expected.FLAG
        if not (bool(self.category) == bool(self.target) == flag):
            raise ValueError("category and target belong to `expect: flag` alone")
        if not self.text:
            raise ValueError("a case needs a text")
        return self


class Pair(_Written):
    """Two or more cases that differ in one thing, and not all in the same verdict."""

    id: str = Field(pattern="^[a-z0-9-]+$")
    why: str = Field(min_length=1)
    cases: tuple[Case, ...]

    @model_validator(mode="after")
    def _has_both_sides(self) -> Self:
        if len({case.expect for case in self.cases}) < 2:
            raise ValueError("a pair needs cases with different verdicts")
        return self


class Section(_Written):
    """The pairs of one file."""

    section: str
    about: str
    #: The share that the present detector must get right.
    floor: float = Field(ge=0, le=1)
    pairs: tuple[Pair, ...]


def read_section(text: str, source: str) -> Section:
    """Read one file's text, or say in which line it is wrong."""
    return load(text, Section, source=source)


def read_suite(folder: Path = CASES) -> dict[str, Section]:
    """Read all sections, by the names of their files."""
    suite = {
        file.stem: read_section(file.read_text("utf-8"), file.name)
        for file in sorted(folder.glob("*.yaml"))
    }
    problems = [*_repeated(suite)]
    if problems:
        raise BadInput(*problems)
    return suite


def _repeated(suite: Mapping[str, Section]) -> Iterator[Problem]:
    ids: Counter[str] = Counter()
    words: Counter[tuple[str, str, str]] = Counter()
    for name, section in suite.items():
        for pair in section.pairs:
            ids[pair.id] += 1
            if ids[pair.id] == 2:
                yield Problem(Place(name), f"the id '{pair.id}' is taken")
            for case in pair.cases:
                key = (case.text, case.parent, case.title)
                words[key] += 1
                if words[key] == 2:
                    yield Problem(Place(name), f"stands twice: {case.text!r}")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a detector made of one case."""

    section: str
    pair: str
    why: str
    case: Case
    got: Expected
    finding: Finding | None

    @property
    def right(self) -> bool:
        """The verdict is a fair moderator's."""
        return self.got is self.case.expect

    @property
    def category_right(self) -> bool:
        """It was flagged for what it is."""
        return bool(self.finding and self.finding.category in self.case.category)

    @property
    def target_right(self) -> bool:
        """It was flagged for whom it attacks."""
        return bool(self.finding and self.finding.target in self.case.target)


#: A detector: takes a text, and `parent` and `title` by name.
Detector = Callable[..., Reading]


def judge(suite: Mapping[str, Section], detector: Detector) -> list[Outcome]:
    """Have a detector judge every case."""
    return [
        _judged(name, pair, case, detector)
        for name, section in suite.items()
        for pair in section.pairs
        for case in pair.cases
    ]


def _judged(name: str, pair: Pair, case: Case, detector: Detector) -> Outcome:
    reading = detector(case.text, parent=case.parent, title=case.title)
    why = case.why or pair.why
    return Outcome(name, pair.id, why, case, _verdict(reading), reading.worst)


def _verdict(reading: Reading) -> Expected:
    if reading.findings:
        return Expected.FLAG
    return Expected.ABSTAIN if reading.abstained else Expected.LEAVE


@dataclass(frozen=True, slots=True)
class Share:
    """So many right of so many."""

    right: int
    of: int

    @property
    def value(self) -> float | None:
        """From 0 to 1; None where there was nothing to get right."""
        return self.right / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Tally:
    """How a detector did on a section, or on all of them."""

    #: Of all cases: the verdicts that are right.
    right: Share
    #: Of the cases to flag: those that were.
    caught: Share
    #: Of the cases to leave: those that were.
    left_alone: Share
    #: Of the cases that were rightly flagged: the right category, the right target.
    category: Share
    target: Share
    #: Of the pairs: those with every verdict right.
    pairs: Share


def tally(outcomes: Iterable[Outcome]) -> Tally:
    """Count what was right."""
    every = list(outcomes)
    flags = [one for one in every if one.case.expect is Expected.FLAG]
    leaves = [one for one in every if one.case.expect is Expected.LEAVE]
    caught = [one for one in flags if one.right]
    pairs: dict[str, bool] = {}
    for one in every:
        pairs[one.pair] = one.right and pairs.get(one.pair, True)
    return Tally(
        right=_share(one.right for one in every),
        caught=_share(one.right for one in flags),
        left_alone=_share(one.right for one in leaves),
        category=_share(one.category_right for one in caught),
        target=_share(one.target_right for one in caught),
        pairs=_share(pairs.values()),
    )


def _share(answers: Iterable[bool]) -> Share:
    listed = list(answers)
    return Share(sum(listed), len(listed))
