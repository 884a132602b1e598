"""Files become articles, or are refused in one clear line."""

import pytest

from civilbot.articles import MAX_BYTES, Format
from civilbot.articles.reading import read_article
from civilbot.briefings.drafting import Article, Draft, Shape, draft
from civilbot.briefings.sections import SectionName
from civilbot.errors import BadInput
from tests.unit.articles.samples import sample
from tests.unit.briefings.made_up import HARBOUR_BRIDGE


def _read(data: bytes, source: str = "-", form: Format | None = None) -> Article:
    return read_article(data, source=source, form=form)


def _refused(data: bytes, source: str = "a.txt") -> str:
    with pytest.raises(BadInput) as refused:
        _read(data, source)
    return str(refused.value)


def _points(made: Draft) -> dict[SectionName, list[str]]:
    return {
        name: [passage.text.replace("\u2019", "'") for passage in passages]
        for name, passages in made.sections
    }


@pytest.mark.parametrize("ending", ["md", "html"])
def test_the_format_makes_no_difference(ending: str) -> None:
    """Plain text, Markdown and HTML of one article give the same sections."""
    plain = draft(_read(sample("txt")))
    other = draft(_read(sample(ending)))
    wanted, found = _points(plain), _points(other)
    # The Markdown sample closes with a conclusion, and cites its third source.
    wanted.pop(SectionName.CALL_TO_ACTION)
    found.pop(SectionName.CALL_TO_ACTION)
    found[SectionName.CASE_AGAINST] = [
        text.replace(" [3]", "") for text in found[SectionName.CASE_AGAINST]
    ]
    assert found == wanted
    assert (other.id, other.title, other.as_of) == (plain.id, plain.title, plain.as_of)
    assert other.at_issue == plain.at_issue == "the tram"


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("A title\n\nSources\n\n- Report", 0),
        ("# A title\n\n## Sources\n\n- [Report](https://a.example/r)", 1),
        ("<h1>A</h1><h2>Sources</h2><a href='https://a.example/r'>Report</a>", 1),
    ],
)
def test_without_an_ending_the_words_tell_the_format(text: str, links: int) -> None:
    """Text that was pasted in has no name."""
    article = _read(text.encode())
    assert sum(len(block.links) for block in article.blocks) == links
    assert [b.text for b in article.blocks] == ["Sources", "Report"]


def test_a_stated_format_is_believed() -> None:
    """For a file with an odd name."""
    text = b"Title\n\n# not a heading."
    assert _read(text, form=Format.TEXT).blocks[0].text == "# not a heading."
    assert _read(text, form=Format.MARKDOWN).title == "not a heading."


def test_letters_that_are_no_utf_8_are_shown_with_their_place() -> None:
    """A line and a column, and what to do."""
    told = _refused("Über\nWählt".encode("latin-1").replace(b"\xdc", b"U"))
    assert told == "a.txt:2:2: the byte 0xe4 is no UTF-8 (save the file as UTF-8)"


def test_utf_16_is_read_where_the_file_says_so() -> None:
    """As some editors save it."""
    article = _read("Ein Titel\n\nGrüße aus Köln.".encode("utf-16"))
    assert article.title == "Ein Titel"
    assert article.blocks[0].text == "Grüße aus Köln."


def test_a_web_page_may_say_its_own_letters() -> None:
    """Old pages are not UTF-8."""
    page = '<meta charset="iso-8859-1"><h1>T</h1><p>Grüße.</p>'.encode("latin-1")
    assert _read(page, "a.html").blocks[0].text == "Grüße."


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"%PDF-1.7 x", "is a PDF, and no text"),
        (b"PK\x03\x04word", "is a Word, OpenDocument or zip file, and no text"),
        (b"a" * (MAX_BYTES + 1), "is too large for an article"),
        (b"words " * 200_000, "has 1,200,000 characters"),
        (b"-----\n\n=====", "holds no text of an article"),
        (HARBOUR_BRIDGE.encode(), "is a briefing already"),
    ],
)
def test_what_is_no_article_is_refused_in_one_line(data: bytes, told: str) -> None:
    """With what was found."""
    message = _refused(data)
    assert message.startswith(f"a.txt: {told}")
    assert "\n" not in message


def test_a_character_of_no_text_is_refused_with_its_place() -> None:
    """Other kinds of files hold such."""
    told = _refused(b"One\ntwo \x00 three")
    assert told.startswith("a.txt:2:5: the character U+0000 stands in no text")


def test_an_article_without_any_heading_is_still_read() -> None:
    """Its words are the opening."""
    article = _read(b"One sentence only, without anything else.")
    assert [(b.shape, b.text) for b in article.blocks] == [
        (Shape.PARAGRAPH, "One sentence only, without anything else.")
    ]


def test_signs_that_nobody_sees_are_dropped() -> None:
    """They could turn the direction of what a moderator reads."""
    article = _read("A title\n\nNot \u202ethis\u202c way\u200b.".encode())
    assert article.blocks[0].text == "Not this way."
