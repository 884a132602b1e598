"""Articles for tests, written as lines: "# heading", "- point", words."""

from datetime import date

from civilbot.briefings.drafting import Article, Block, Draft, Link, Shape, draft
from civilbot.briefings.sections import SectionName


def article(
    text: str, title: str = "A tram for Farnby", day: date | None = None
) -> Article:
    """Make an article; "# " to "### " are headings, "- " points."""
    blocks = (block(line) for line in text.splitlines() if line.strip())
    return Article(title, tuple(blocks), day)


def block(line: str, *links: Link) -> Block:
    """Make one block of a line."""
    marks, _, words = line.strip().partition(" ")
    if marks and set(marks) == {"#"}:
        return Block(Shape.HEADING, words, len(marks), links)
    if marks == "-":
        return Block(Shape.ITEM, words, 0, links)
    return Block(Shape.PARAGRAPH, line.strip(), 0, links)


def drafted(text: str, title: str = "A tram for Farnby") -> Draft:
    """Draft an article."""
    return draft(article(text, title))


def section(made: Draft, name: SectionName) -> list[str]:
    """Give the passages of one section."""
    [passages] = [passages for known, passages in made.sections if known is name]
    return [passage.text for passage in passages]
