"""Writes labelled sentences from hand-written templates: always the same ones."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from civilbot.errors import BadInput, Place, Problem
from civilbot.model import Category, Target
from training.labels import CRITICISM, HEADS, INCIVILITY, VIOLATION, Labels, draw

TEMPLATES = Path(__file__).with_name("templates")
_SLOTS = "slots.txt"
_SLOT = re.compile(r"\{(\w+)\}")
_ARTICLE = re.compile(r"\b([Aa]) (?=[aeio])")
_HEADER = re.compile(r"= (?P<heads>[\w -]+) @ (?P<target>\w+) : (?P<section>.+)")
#: How people begin and end; labels stay what they are.
_OPENERS = ("", "", "", "", "", "honestly, ", "lol ", "well, ", "look, ", "ok so ")
_CLOSERS = ("", "", "", "", "", " just saying.", " smh", " lol", " that's all.", "!!")


@dataclass(frozen=True, slots=True)
class Template:
    """One sentence with slots, and what is true of all its fillings."""

    text: str
    section: str
    labels: Labels


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """What the file of templates says."""

    slots: Mapping[str, tuple[str, ...]]
    templates: tuple[Template, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A filled template."""

    text: str
    template: Template


def read_templates(folder: Path = TEMPLATES) -> TemplateFile:
    """Read a folder of templates: slots.txt, whose slots all share, then the rest.

    Raises:
        BadInput: where a header names an unknown head or target, or a slot is unknown.
    """
    first = folder / _SLOTS
    shared = _read(first, {}).slots if first.exists() else {}
    slots, found = dict(shared), list[Template]()
    for path in sorted(folder.glob("*.txt")):
        read = _read(path, shared)
        slots.update(read.slots)
        found += read.templates
    return TemplateFile(slots, tuple(found))


def _read(path: Path, shared: Mapping[str, tuple[str, ...]]) -> TemplateFile:
    slots = dict(shared)
    templates: list[Template] = []
    section, labels = "", Labels()
    for at, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        where = Place(str(path), at)
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("slot "):
            name, _, fillings = line.removeprefix("slot ").partition(":")
            slots[name.strip()] = tuple(f.strip() for f in fillings.split("|"))
        elif line.startswith("= "):
            section, labels = _header(line, where)
        else:
            _check_slots(line, slots, where)
            templates.append(Template(line.strip(), section, labels))
    return TemplateFile(slots, tuple(templates))


def _header(line: str, where: Place) -> tuple[str, Labels]:
    found = _HEADER.fullmatch(line.strip())
    if found is None:
        raise _bad(where, "no header", "write '= HEADS @ TARGET : SECTION'")
    named = set(found["heads"].split()) - {"-"}
    if unknown := sorted(named - set(HEADS)):
        raise _bad(where, f"unknown head {unknown[0]!r}", f"use {', '.join(HEADS)}")
    if found["target"] not in set(Target):
        raise _bad(where, f"unknown target {found['target']!r}", ", ".join(Target))
    known = {head: int(head in named) for head in HEADS if head != INCIVILITY}
    known[VIOLATION] = int(bool(named & set(Category)))
    known[CRITICISM] = int(CRITICISM in named)
    return found["section"].strip(), Labels(known, Target(found["target"]))


def _check_slots(line: str, slots: Mapping[str, tuple[str, ...]], where: Place) -> None:
    for name in _SLOT.findall(line):
        if name not in slots:
            raise _bad(where, f"unknown slot {name!r}", "list it with 'slot NAME: …'")


def _bad(where: Place, message: str, hint: str) -> BadInput:
    return BadInput(Problem(where, message, hint))


def sentences(
    file: TemplateFile, *, most: int = 24, seed: int = 0
) -> Iterator[Sentence]:
    """Fill every template up to `most` times; the same seed gives the same sentences.

    No text comes twice with labels that contradict each other: the first stays.
    """
    seen: set[str] = set()
    for template in file.templates:
        for text in _fillings(template, file.slots, most, seed):
            if text.casefold() not in seen:
                seen.add(text.casefold())
                yield Sentence(text, template)


def _fillings(
    template: Template, slots: Mapping[str, tuple[str, ...]], most: int, seed: int
) -> Iterable[str]:
    found: dict[str, None] = {}
    has_slots = bool(_SLOT.search(template.text))
    for attempt in range(3 * most if has_slots else 4):
        text = _filled(template.text, slots, (seed, attempt))
        found[_worn(text, template.text, (seed, attempt))] = None
        if len(found) == most:
            break
    return found


def _filled(
    text: str, slots: Mapping[str, tuple[str, ...]], key: tuple[int, int]
) -> str:
    seed, attempt = key
    places = iter(range(len(text)))

    def fill(match: re.Match[str]) -> str:
        choices = slots[match[1]]
        at = draw(seed, text, attempt, next(places), match[1])
        return choices[int(at * len(choices))]

    filled = _ARTICLE.sub(r"\1n ", _SLOT.sub(fill, text))
    return filled[0].upper() + filled[1:]


def _worn(text: str, template: str, key: tuple[int, int]) -> str:
    """Dress a sentence as people type: an opener, a closer, no full stop."""
    seed, attempt = key
    opener = _OPENERS[int(draw(seed, template, attempt, "open") * len(_OPENERS))]
    closer = _CLOSERS[int(draw(seed, template, attempt, "close") * len(_CLOSERS))]
    if draw(seed, template, attempt, "stop") < 0.3 or closer == "!!":
        text = text.removesuffix(".")
    return f"{opener}{text}{closer}"
