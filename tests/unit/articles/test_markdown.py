"""Markdown: its own marks, tables, and HTML inside it."""

from datetime import date

import pytest

from civilbot.articles import Format
from civilbot.articles.reading import read_article
from civilbot.briefings.drafting import Article, Link, Shape

HEADING, TEXT, ITEM = Shape.HEADING, Shape.PARAGRAPH, Shape.ITEM


def _read(text: str) -> Article:
    return read_article(text.encode(), source="a.md", form=Format.MARKDOWN)


def _shapes(text: str) -> list[tuple[Shape, str]]:
    return [(block.shape, block.text) for block in _read(text).blocks]


def test_headings_keep_their_level_and_links_their_address() -> None:
    """Emphasis is dropped."""
    article = _read("# T\n\n### Part\n\nSee *the* [report](https://a.example/r).")
    heading, paragraph = article.blocks
    assert (article.title, heading.level) == ("T", 3)
    assert paragraph.text == "See the report."
    assert paragraph.links == (Link("report", "https://a.example/r"),)


def test_front_matter_gives_title_and_day() -> None:
    """In quotes or not."""
    article = _read("---\ntitle: 'A mill'\ndate: 2024-02-03\n---\nIt is shut.")
    assert (article.title, article.published) == ("A mill", date(2024, 2, 3))
    assert [block.text for block in article.blocks] == ["It is shut."]


@pytest.mark.parametrize(
    "day", ["03/04/2024", "soon", "2024-02-31", "Spring 2024", "3 May 2024, 4 May 2024"]
)
def test_a_day_that_is_not_clear_is_not_taken(day: str) -> None:
    """3 April or 4 March: nobody knows."""
    assert _read(f"---\ndate: {day}\n---\nIt is shut.").published is None


def test_a_paragraph_all_in_bold_print_is_a_heading() -> None:
    """As people write who do not know the marks."""
    assert _shapes("# T\n\n**Background**\n\n**Long** ago.") == [
        (HEADING, "Background"),
        (TEXT, "Long ago."),
    ]


def test_several_paragraphs_of_a_point_are_one_point() -> None:
    """And a list in a point is points of its own."""
    assert _shapes("# T\n\n- one\n\n  goes on\n- two\n  - three") == [
        (ITEM, "one goes on"),
        (ITEM, "two"),
        (ITEM, "three"),
    ]


def test_a_table_is_read_column_by_column() -> None:
    """Empty cells are no points."""
    table = "# T\n\n| Pros | Cons |\n|---|---|\n| cheap | loud |\n| | slow |\n"
    assert _shapes(table) == [
        (HEADING, "Pros"),
        (ITEM, "cheap"),
        (HEADING, "Cons"),
        (ITEM, "loud"),
        (ITEM, "slow"),
    ]


def test_html_inside_is_read_as_html() -> None:
    """And nothing of a script."""
    text = (
        "# T\n\n<div><h2>Background</h2><script>x()</script></div>\n\nLong <b>ago</b>."
    )
    assert _shapes(text) == [(HEADING, "Background"), (TEXT, "Long ago.")]
