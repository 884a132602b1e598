"""Collects words, links and bold print into blocks, for readers of marked-up text."""

from dataclasses import dataclass, field

from civilbot.briefings.article import MAX_TITLE
from civilbot.briefings.drafting import Block, Link, Shape
from civilbot.briefings.drafting.headings import MAX_HEADING, part_of
from civilbot.briefings.drafting.wording import one_line

#: A paragraph that is all in bold print and this short was meant as a heading; it
#: counts as smaller than any real one but the last.
_BOLD_LEVEL = 6


@dataclass(slots=True)
class Collector:
    """The blocks so far, and the one that is being read."""

    blocks: list[Block] = field(default_factory=list)
    shape: Shape = Shape.PARAGRAPH
    level: int = 0
    bold: int = 0
    _words: list[str] = field(default_factory=list)
    _links: list[Link] = field(default_factory=list)
    _open_links: list[tuple[str, int]] = field(default_factory=list)
    _plain: bool = False

    def begin(self, shape: Shape, level: int = 0) -> None:
        """End the block that is being read, and begin another."""
        self.end()
        self.shape, self.level = shape, level

    def divide(self) -> None:
        """Begin another paragraph; what is inside a list item stays one item."""
        if self.shape is Shape.ITEM:
            self.add(" ")
        else:
            self.begin(Shape.PARAGRAPH)

    def end(self) -> None:
        """End the block that is being read; blank ones are dropped."""
        text = one_line("".join(self._words))
        if text:
            self.blocks.append(self._block(text))
        self._words, self._links, self._open_links = [], [], []
        self._plain = False
        self.shape, self.level = Shape.PARAGRAPH, 0

    def add(self, words: str) -> None:
        """Add words to the block that is being read."""
        self._words.append(words)
        if words.strip() and not self.bold:
            self._plain = True

    def open_link(self, url: str) -> None:
        """Begin the words of a link."""
        self._open_links.append((url, len(self._words)))

    def close_link(self) -> None:
        """End the words of the link that was opened last."""
        if self._open_links:
            url, start = self._open_links.pop()
            words = one_line("".join(self._words[start:]))
            if url.lower().startswith(("http://", "https://")):
                self._links.append(Link(words, url))

    def _block(self, text: str) -> Block:
        shape, level = self.shape, self.level
        stops = text.endswith((".", "!", ","))
        bold = not self._plain and len(text) <= MAX_HEADING and not stops
        if shape is Shape.PARAGRAPH and bold and not self._links:
            shape, level = Shape.HEADING, _BOLD_LEVEL
        return Block(shape, text, level, tuple(self._links))


def may_be_title(text: str) -> bool:
    """Tell whether a line that stands above everything can be an article's title."""
    section = part_of(text) is not None and len(text.split()) <= 4
    return len(text) <= MAX_TITLE and not section and not text.endswith((".", ",", ";"))


def title_and_rest(blocks: list[Block]) -> tuple[str, list[Block]]:
    """Take the title from the first heading, if it is the largest and no section's."""
    for index, block in enumerate(blocks):
        if block.shape is Shape.HEADING and block.level == 1:
            return block.text, blocks[:index] + blocks[index + 1 :]
    return "", blocks
