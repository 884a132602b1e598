"""What cannot be read as a page of AutoModerator's is refused with its place."""

import time

import pytest

from civilbot.automod import Loss, translate
from civilbot.automod.page import MAX_CHARACTERS
from civilbot.errors import BadInput


def problems(page: str) -> list[str]:
    """Say what is wrong with a page."""
    with pytest.raises(BadInput) as refused:
        translate(page, source="page", subreddit="HarbourTalk")
    return str(refused.value).splitlines()


@pytest.mark.parametrize(
    ("page", "place", "said"),
    [
        ("type: comment\nbody: [boat\naction: remove\n", "page:2:7", "'['"),
        ("title (regex): [\\d]{3}\n", "page:1:20", "in single quotes"),
        ('title (regex): ["\\d+"]\n', "page:1:19", "single quotes"),
        ("type: comment\n\tbody: boat\n", "page:2:1", "tab"),
        ("# one\n---\ntype: comment\n  body: boat\n", "page:4:3", "does not fit"),
        ("body: *boat*\n", "page:1:7", "quotes"),
        ("-----\nbody: boat\n", "page:1:1", "exactly three hyphens (write ---)"),
        ("body: boat\x07\n", "page:1:11", "U+0007"),
        ("body: 'it's'\n", "page:1:", "quote"),
        ("[" * 5_000 + "\n", "page:1", ""),
    ],
)
def test_broken_yaml_is_told_with_line_and_column(
    page: str, place: str, said: str
) -> None:
    """As AutoModerator refuses such a page, too."""
    [line] = problems(page)
    assert line.startswith(place), line
    assert said in line, line


def test_every_broken_rule_of_a_page_is_told_at_once() -> None:
    """A rule that is broken does not hide another one."""
    found = problems("a: [b\n---\nbody: boat\n---\nc: 'd\n")
    assert [line.split(" ")[0] for line in found] == ["page:1:4:", "page:5:4:"]


def test_a_page_that_is_too_long_is_refused() -> None:
    """Reddit has none of that length."""
    [line] = problems("#" * (MAX_CHARACTERS + 1))
    assert line.startswith("page: the page has 524,289 characters")


def test_a_page_without_rules_becomes_a_document_without_rules() -> None:
    """Its comments are kept."""
    for page in ("", "---\n---\n", "# nothing\n"):
        made = translate(page, source="page", subreddit="HarbourTalk")
        assert (made.rules, made.lost) == (0, ())
    made = translate("# nothing\n", source="page", subreddit="HarbourTalk")
    assert made.text.startswith("# nothing\n")


def test_what_stands_twice_counts_once_and_the_other_is_told() -> None:
    """AutoModerator heeds the last one; so do the rules."""
    page = (
        "body: [boat]\nauthor: {name: [ann]}\nBody: [ship]\nauthor: bob\naction: report"
    )
    made = translate(page, source="page", subreddit="HarbourTalk")
    assert "body: [ship]" in made.text
    assert "boat" not in made.text
    told = [(one.line, one.field, one.loss) for one in made.lost]
    assert told == [
        (1, "body", Loss.NOTE),
        (2, "author", Loss.NOTE),
        (2, "author.name", Loss.NOTE),
    ]


def test_what_yaml_makes_of_a_word_is_told() -> None:
    """A moderator who lists `no` does not mean False."""
    page = "title: [no, 0755, 2026-01-01, ok]\naction: report\n"
    made = translate(page, source="page", subreddit="HarbourTalk")
    assert "title: ['False', '493', '2026-01-01', ok]" in made.text
    assert [one.why for one in made.lost] == [
        "without quotes, AutoModerator reads 'no' as 'False'",
        "without quotes, AutoModerator reads '0755' as '493'",
    ]


def test_anchors_are_read_without_being_multiplied() -> None:
    """AutoModerator takes them; a page of them must not fill the memory."""
    page = "body: &b [boat]\ntitle: *b\naction: report\n"
    made = translate(page, source="page", subreddit="HarbourTalk")
    assert made.translated == 1
    bomb = "a: &a [x, x, x]\n" + "".join(
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n"
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    made = translate(bomb, source="page", subreddit="HarbourTalk")
    assert made.translated == 0


def test_comments_are_told_from_signs_within_texts() -> None:
    """A sign in a text, in quotes or below a | is none."""
    page = (
        "body (regex): [\"#tag\", 'a # b'] # one\n"
        "comment: | # two\n  # Heading\n  text # no comment\n# three\naction: report\n"
    )
    made = translate(page, source="page", subreddit="HarbourTalk")
    comments = [line.strip() for line in made.text.splitlines() if "# t" in line]
    assert comments == ["# two", "# three"]
    assert "  # one\n" in made.text
    assert made.text.count("# Heading") == 1


def test_a_comment_goes_on_to_the_end_of_its_line() -> None:
    """Other signs in it belong to it."""
    page = "# a # b\nbody: [boat] # c\naction: report\n"
    made = translate(page, source="page", subreddit="HarbourTalk")
    lines = [line for line in made.text.splitlines() if line.startswith("  #")]
    assert lines == ["  # a # b", "  # c", "  # (line 2)"]


def test_a_page_of_thousands_of_rules_is_bounded() -> None:
    """What a document has no room for is listed, and it does not take minutes."""
    page = "---\n".join(f"body: [boat{n}]\naction: report\n" for n in range(1_100))
    started = time.monotonic()
    made = translate(page, source="page", subreddit="HarbourTalk")
    assert time.monotonic() - started < 30
    assert (made.rules, made.translated) == (1_100, 1_000)
    assert made.lost[0].line == 3_001
    assert made.lost[0].why == "a document holds at most 1,000 rules"


def test_a_document_that_would_be_too_long_is_refused() -> None:
    """It could not be read."""
    rule = "body: [" + ", ".join(f"boat{'x' * 90}{n}" for n in range(499)) + "]\n"
    page = "---\n".join([rule + "action: report\n"] * 8)
    [line] = problems(page)
    assert line.startswith("page: as rules: the document has ")
    assert line.endswith("(translate a part of the page at a time)")
