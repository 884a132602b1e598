"""The written part of a briefing: its sections, points and source marks.

Sections start at level-2 headings, in any order. A source mark is `[^id]`, or
`[2]` for the second source of the front matter.
"""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from civilbot.errors import Place, Problem


class SectionName(StrEnum):
    """The headings a briefing may have."""

    SUMMARY = "Summary"
    CASE_FOR = "The case for"
    CASE_AGAINST = "The case against"
    KEY_POINTS = "Key points"
    REFERENCES = "References"
    CALL_TO_ACTION = "Call to action"


CITATION = re.compile(r"\[\^(?P<id>[\w-]+)\]|\[(?P<number>\d{1,3})\](?!\()")

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*$")
_BULLET = re.compile(r"\s{0,3}[-*+]\s+")


@dataclass(frozen=True, slots=True)
class Citation:
    """A source mark as written, and where it stands."""

    mark: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph or one point: its words on one line, and its source marks."""

    text: str
    line: int
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One section: its paragraphs, then its points."""

    name: SectionName
    line: int
    paragraphs: tuple[Passage, ...] = ()
    points: tuple[Passage, ...] = ()

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All that is written in the section."""
        return self.paragraphs + self.points


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str


def split_sections(
    body: str, *, source: str, line: int
) -> tuple[tuple[Section, ...], tuple[Problem, ...]]:
    """Read the sections of `body`, with a problem for each line out of place.

    Args:
        body: what follows the front matter.
        source: the name to show in problems.
        line: lines that stand before `body` in its file.
    """
    sections: dict[SectionName, Section] = {}
    problems: list[Problem] = []
    for heading, lines in _chunks(body, line):
        if heading is None:
            problems += _strays(lines, source)
            continue
        found = _section_name(heading, source)
        if isinstance(found, Problem):
            problems.append(found)
        elif found in sections:
            first = sections[found].line
            place = Place(source, heading.number, 1)
            message = f"the section '{found}' stands twice"
            problems.append(Problem(place, message, f"the first is in line {first}"))
        else:
            sections[found] = _section(found, heading.number, lines)
        problems += _inner_headings(lines, source)
    return tuple(sections.values()), tuple(problems)


def _chunks(body: str, line: int) -> Iterator[tuple[_Line | None, list[_Line]]]:
    heading: _Line | None = None
    lines: list[_Line] = []
    for number, text in enumerate(body.splitlines(), line + 1):
        if re.match(r"##(?!#)", text):
            yield heading, lines
            heading, lines = _Line(number, text), []
        else:
            lines.append(_Line(number, text))
    yield heading, lines


def _strays(lines: list[_Line], source: str) -> Iterator[Problem]:
    for line in lines:
        if line.text.strip():
            place = Place(source, line.number, 1)
            hint = f"start with a heading such as '## {SectionName.SUMMARY}'"
            if line.text.startswith("# "):
                hint = "the title stands in the front matter"
            yield Problem(place, "text stands before the first section", hint)
            return


def _inner_headings(lines: list[_Line], source: str) -> Iterator[Problem]:
    for line in lines:
        if re.match(r"(#|#{3,6})\s", line.text):
            place = Place(source, line.number, 1)
            hint = "sections start with '## '; write points as '- '"
            yield Problem(place, "a heading stands inside a section", hint)


def _section_name(heading: _Line, source: str) -> SectionName | Problem:
    match = _HEADING.match(heading.text)
    title = match[2] if match else heading.text.lstrip("#").strip()
    for name in SectionName:
        if name.casefold() == title.casefold():
            return name
    near = difflib.get_close_matches(title.casefold(), _folded_names(), 1, 0.5)
    known = ", ".join(f"'{name}'" for name in SectionName)
    hint = f"did you mean '{_folded_names()[near[0]]}'?" if near else f"use {known}"
    place = Place(source, heading.number, 4)
    return Problem(place, f"unknown section '{title}'", hint)


def _folded_names() -> dict[str, SectionName]:
    return {name.casefold(): name for name in SectionName}


def _section(name: SectionName, number: int, lines: list[_Line]) -> Section:
    paragraphs: list[Passage] = []
    points: list[Passage] = []
    for block in _blocks(lines):
        bullet = _BULLET.match(block[0].text)
        (points if bullet else paragraphs).append(_passage(block))
    return Section(name, number, tuple(paragraphs), tuple(points))


def _blocks(lines: list[_Line]) -> Iterator[list[_Line]]:
    """Group lines: a point or a paragraph runs to the next one or a blank line."""
    block: list[_Line] = []
    for line in lines:
        if block and (not line.text.strip() or _BULLET.match(line.text)):
            yield block
            block = []
        if line.text.strip():
            block.append(line)
    if block:
        yield block


def _passage(block: list[_Line]) -> Passage:
    bullet = _BULLET.match(block[0].text)
    first = block[0].text[bullet.end() :] if bullet else block[0].text
    words = " ".join(" ".join([first, *(line.text for line in block[1:])]).split())
    citations = tuple(
        Citation(match["id"] or match["number"], line.number, match.start() + 1)
        for line in block
        for match in CITATION.finditer(line.text)
    )
    return Passage(words, block[0].number, citations)
