"""Reads a table with headings column by column: "Pros | Cons" becomes two lists."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from civilbot.briefings.drafting import Block, Shape

#: Smaller than any other heading of an article.
_LEVEL = 6

Cell = Sequence[Block]


def in_columns(rows: Sequence[Sequence[Cell]]) -> Iterator[Block]:
    """Give each column's heading, and its cells as the items of a list.

    Args:
        rows: the first one holds the headings.
    """
    if not rows:
        return
    for column, head in enumerate(rows[0]):
        text = " ".join(block.text for block in head)
        if text:
            yield Block(Shape.HEADING, text, _LEVEL)
        for row in rows[1:]:
            if column < len(row):
                yield from (_item(block) for block in row[column])


def _item(block: Block) -> Block:
    return replace(block, shape=Shape.ITEM, level=0)
