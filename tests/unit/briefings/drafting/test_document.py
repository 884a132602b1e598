"""A draft is written as a document that reads back as what it says."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civilbot.briefings import Briefing, parse_briefing
from civilbot.briefings.drafting import Article, Block, Link, Shape, draft, write
from civilbot.briefings.gaps import as_if_dated
from civilbot.briefings.sections import SectionName
from tests.unit.briefings.drafting.outlines import article, drafted

TODAY = date(2031, 4, 1)


def _read_back(text: str) -> Briefing:
    return parse_briefing(as_if_dated(text, today=TODAY), source="draft")


def _of(text: str, title: str = "A tram for Farnby") -> Briefing:
    return _read_back(write(drafted(text, title)))


def test_open_dates_are_never_filled() -> None:
    """They are marked; an article's own day is marked to be checked."""
    text = write(drafted("The vote is near."))
    assert "\nas_of:  # TODO: " in text
    assert "\nreview_by:  # TODO: " in text
    text = write(draft(article("The vote is near.", day=date(2024, 3, 3))))
    assert "\nas_of: 2024-03-03  # TODO: " in text
    assert "\nreview_by:  # TODO: " in text


def test_nobody_has_approved_a_draft() -> None:
    """And it is the first revision."""
    made = _of("The vote is near.")
    assert (made.approver, made.revision) == ("", 1)


def test_an_unknown_publisher_is_asked_for_beside_what_is_said() -> None:
    """As a comment, for whoever looks it up."""
    text = write(drafted("# Sources\n- Report \u2013 made by the engineers of a town."))
    assert "publisher: 'TODO: who publishes report'" in text
    assert "# The article says of it: made by the engineers of a town." in text


def test_marks_and_what_markdown_would_take_for_its_own_are_told_apart() -> None:
    """Source marks stay, stars and brackets become letters."""
    made = _of(
        "# Sources\n- Report\n# Pros\n- Costs *5* [1] a_b <b> [x y](z) [^report]."
    )
    [point] = made.section(SectionName.CASE_FOR).points
    assert [citation.mark for citation in point.citations] == ["1", "report"]
    assert point.text.startswith(r"Costs \*5\* [1] a\_b \<b\> \[x y\](z)")


def test_no_line_of_a_passage_begins_a_list_or_a_heading() -> None:
    """Wherever it is broken."""
    words = "a - b # c ## d + e * f " * 40
    made = _of(f"# Summary\n{words}\n# Pros\n- {words}")
    assert len(made.section(SectionName.SUMMARY).passages) == 1
    assert len(made.section(SectionName.CASE_FOR).passages) == 1


def test_a_title_in_other_letters_asks_for_an_id() -> None:
    """An id has Latin letters."""
    text = write(drafted("Скоро голосование.", "Трамвай для города"))
    assert "\nid: draft  # TODO: " in text
    assert _read_back(text).title == "Трамвай для города"


TITLES = ("yes", "12", "a: b", "'", "# x", "- y", "{z}", "2031-01-01", "null")
TEXTS = st.text(max_size=60)
BLOCKS = st.builds(
    Block,
    st.sampled_from(Shape),
    st.one_of(
        TEXTS,
        st.sampled_from(
            ["Pros", "Cons", "Sources", "Summary", "Key points", "---", "TODO:", "a: b"]
        ),
    ),
    st.integers(0, 6),
    st.lists(
        st.builds(Link, TEXTS, st.one_of(TEXTS, st.just("https://a.example/r"))),
        max_size=2,
    ).map(tuple),
)

ARTICLES = st.builds(
    Article,
    st.one_of(TEXTS, st.sampled_from(TITLES)),
    st.lists(BLOCKS, max_size=12).map(tuple),
)


@settings(max_examples=200, deadline=None)
@given(
    st.builds(
        Article,
        st.one_of(TEXTS, st.sampled_from(TITLES)),
        st.lists(BLOCKS, max_size=12).map(tuple),
    )
)
def test_whatever_an_article_says_its_draft_reads_back(found: Article) -> None:
    """With all sections, and no address that did not stand in the article."""
    made = _read_back(write(draft(found)))
    assert {section.name for section in made.sections} == {
        name for name in SectionName if name is not SectionName.REFERENCES
    }
    said = " ".join(
        [block.text for block in found.blocks]
        + [link.url for block in found.blocks for link in block.links]
    )
    assert all(source.url in said for source in made.sources)


@pytest.mark.parametrize("title", TITLES)
def test_titles_that_yaml_would_misread_stay_titles(title: str) -> None:
    """They are quoted."""
    assert _of("The vote is near.", title).title == title
