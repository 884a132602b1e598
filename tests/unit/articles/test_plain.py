"""Plain text: headings, points and titles are known by how they are set."""

from civilbot.articles import Format
from civilbot.articles.reading import read_article
from civilbot.briefings.drafting import Article, Shape

HEADING, TEXT, ITEM = Shape.HEADING, Shape.PARAGRAPH, Shape.ITEM


def _read(text: str) -> Article:
    return read_article(text.encode(), source="a.txt", form=Format.TEXT)


def _shapes(text: str) -> list[tuple[Shape, str]]:
    return [(block.shape, block.text) for block in _read(text).blocks]


def test_the_first_short_line_is_the_title_even_if_it_stands_twice() -> None:
    """Copied pages often repeat it."""
    article = _read("The Old Mill\n\nThe old mill\n\nIt is shut.")
    assert article.title == "The Old Mill"
    assert [block.text for block in article.blocks] == ["It is shut."]


def test_a_sections_name_is_no_title() -> None:
    """Nor is a whole sentence."""
    assert not _read("Background\n\nIt is shut.").title
    assert not _read("The mill is shut.\n\nIt will stay so.").title


def test_lines_broken_by_hand_are_one_paragraph() -> None:
    """At a margin of 72 characters or so."""
    text = (
        "Title\n\nThe mill by the river has stood still for eleven years and nobody\n"
        "knows what to do with it, though many have an idea.\n"
    )
    assert len(_shapes(text)) == 1


def test_a_heading_right_above_its_text_is_known() -> None:
    """By a section's name, or by being much shorter than what follows."""
    text = (
        "Title\n\nBackground\nThe mill by the river has stood still for long years.\n"
        "\nA second view\nThe mill by the river has stood still for many long years.\n"
    )
    assert [shape for shape, _ in _shapes(text)] == [HEADING, TEXT, HEADING, TEXT]


def test_points_begin_with_many_marks() -> None:
    """Bullets, dashes, numbers, ticks; a second line goes on."""
    text = (
        "Title\n\n\u2022 one\n* two\n- three\n1. four\n(2) five\n\u2714 six\n"
        "\u2022 seven\n  and a half\n[3] eight"
    )
    assert _shapes(text) == [
        (ITEM, word)
        for word in [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven and a half",
            "eight",
        ]
    ]


def test_numbers_and_emoji_before_a_heading_make_it_no_point() -> None:
    """If its words are a section's, or it stands alone."""
    text = "Title\n\n1. Background\n\nOld.\n\n\u2705 Pros\n\n2. The river\n\nWide."
    assert [shape for shape, _ in _shapes(text)] == [
        HEADING,
        TEXT,
        HEADING,
        HEADING,
        TEXT,
    ]


def test_a_line_of_signs_is_only_a_rule() -> None:
    """Underlined headings lose it."""
    assert _shapes("Title\n=====\n\nBackground\n----\nLong ago.") == [
        (HEADING, "Background"),
        (TEXT, "Long ago."),
    ]
