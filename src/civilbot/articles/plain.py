"""Reads an article in plain text: what is a heading shows only in how it is set."""

import re
from collections.abc import Iterator

from civilbot.articles.blocks import may_be_title
from civilbot.briefings.drafting import Article, Block, Shape
from civilbot.briefings.drafting.dates import is_byline
from civilbot.briefings.drafting.headings import MAX_HEADING, part_of
from civilbot.briefings.drafting.wording import one_line

_BULLET = re.compile(
    r"\s*(?:[\u2022\u2023\u25e6\u25aa\u25ab\u25cf\u25cb\u00b7\u2043*+\u2013\u2014-]|\u25b8|\u25ba)\s+"
    r"|\s*[\u2713\u2714\u2705\u274c\u2717\u2718\u27a1\u27a4]\ufe0f?\s*"
)
_NUMBER = re.compile(r"\s*(?:\(?\d{1,3}[.)]|\[\^?\d{1,3}\]:?)\s+")
_UNDERLINE = re.compile(r"\s*[=_~*-]{3,}\s*$")
_SENTENCE_END = re.compile(r"[.,;!\u2026][\"'\u201d\u2019)]*$")

_MAX_HEADING_WORDS = 14

#: Lines of a paragraph that was broken by hand reach at least about here.
_FULL_LINE = 60


def read(text: str) -> Article:
    """Read an article's lines; the first short one is its title."""
    blocks = [block for run in _runs(text) for block in _blocks(run)]
    title = ""
    if blocks and blocks[0].shape is not Shape.ITEM and may_be_title(blocks[0].text):
        title = blocks[0].text
        blocks = blocks[1:]
    # Where a title was copied twice it is still one.
    while title and blocks and blocks[0].text.casefold() == title.casefold():
        blocks = blocks[1:]
    return Article(title, tuple(_opening_first(blocks)))


def _opening_first(blocks: list[Block]) -> Iterator[Block]:
    """Take a short line right below the title as what it is: no section, an opening."""
    for index, block in enumerate(blocks):
        opens = (
            index == 0 and block.shape is Shape.HEADING and part_of(block.text) is None
        )
        yield Block(Shape.PARAGRAPH, block.text) if opens else block


def _runs(text: str) -> Iterator[list[str]]:
    """Group lines that stand together, without lines that only draw a rule."""
    run: list[str] = []
    for line in text.split("\n"):
        if line.strip() and not _UNDERLINE.match(line):
            run.append(line)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _blocks(run: list[str]) -> Iterator[Block]:
    """Part one run of lines into headings, items and paragraphs."""
    longest = max(map(len, run))
    paragraph: list[str] = []
    shape = Shape.PARAGRAPH
    for index, line in enumerate(run):
        opened = _opened(line, alone=len(run) == 1)
        heading = opened is None and _is_heading(run, index, longest)
        if heading or opened is not None or not _goes_on(paragraph, line):
            if paragraph:
                yield Block(shape, _joined(paragraph))
            paragraph, shape = [], Shape.PARAGRAPH
        if heading:
            yield Block(Shape.HEADING, one_line(line))
        elif opened is not None:
            paragraph, shape = [opened], Shape.ITEM
        else:
            paragraph.append(line)
    if paragraph:
        yield Block(shape, _joined(paragraph))


def _opened(line: str, *, alone: bool) -> str | None:
    """Give the words of a line that opens a list item; None for other lines."""
    bullet = _BULLET.match(line) or _NUMBER.match(line)
    if not bullet:
        return None
    words = line[bullet.end() :]
    short = len(words.split()) <= _MAX_HEADING_WORDS and not _SENTENCE_END.search(words)
    if short and part_of(words) is not None and len(words.split()) <= 5:
        return None
    if alone and short and _NUMBER.match(line):
        return None
    return words or None


def _is_heading(run: list[str], index: int, longest: int) -> bool:
    """Tell whether a line is set as a heading: short, no full stop, before its text."""
    line = run[index].strip()
    fits = len(line) <= MAX_HEADING and len(line.split()) <= _MAX_HEADING_WORDS
    if (
        not fits
        or is_byline(line)
        or _SENTENCE_END.search(line)
        or not re.search(r"[^\W\d_]", line)
    ):
        return False
    if len(run) == 1:
        return not line[0].islower()
    if part_of(line) is not None and len(line.split()) <= 6:
        return True
    follows = index + 1 < len(run) and not run[index + 1].strip()[:1].islower()
    return index == 0 and follows and len(line) < min(_FULL_LINE, 0.7 * longest)


def _goes_on(paragraph: list[str], line: str) -> bool:
    """Tell whether a line goes on with the one before: broken by hand, or set in."""
    if not paragraph:
        return True
    before = paragraph[-1].rstrip()
    if is_byline(before.strip()) or is_byline(line.strip()):
        return False
    set_in = line.startswith((" ", "\t")) and not paragraph[0].startswith((" ", "\t"))
    full = _FULL_LINE <= len(before) <= 120
    return set_in or full or not re.search(r"[.!?:][\"'\u201d\u2019)]*$", before)


def _joined(lines: list[str]) -> str:
    return one_line(" ".join(lines))
