"""A rules page is read like a file, but that it knows its subreddit."""

import pytest

from civilbot.errors import BadInput
from civilbot.model import Mode
from civilbot.rulebook import read_page
from civilbot.rulebook.reading import in_shadow
from civilbot.rules import parse_rules

FILE = "subreddit: News\nmode: live\nquiet_hours: {from: '22:00', to: '06:00'}\n"
PAGE = FILE.partition("\n")[2]


def test_a_page_means_what_a_file_means() -> None:
    """With or without the subreddit's name, in any spelling."""
    file = parse_rules(FILE, source="file")
    for text in (FILE, PAGE, FILE.replace("News", "r/NEWS"), f"    {PAGE[:10]}"):
        page = read_page(text, "News", source="page").value
        assert page.subreddit == "News"
        assert page.mode is Mode.LIVE
    assert read_page(PAGE, "News", source="page").value == file
    assert read_page(PAGE, "News", source="page").value.version == file.version


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("subreddit: Talk\n", "page:1:12: subreddit: this is the page of r/News"),
        ("mode: live\nwiki: off\n", "page:2:7: wiki: whether this page counts is"),
        ("mode: livid\n", "page:1:7: "),
    ],
)
def test_a_problem_has_its_place_on_the_page(text: str, said: str) -> None:
    """Line and column, as in a file."""
    with pytest.raises(BadInput) as raised:
        read_page(text, "News", source="page")
    assert str(raised.value).startswith(said)


def test_a_file_can_be_copied_to_the_page_as_it_is() -> None:
    """The starter says `wiki: on`."""
    text = f"wiki: on\n{FILE}"
    assert read_page(text, "News", source="page").value.mode is Mode.LIVE


def test_rules_in_shadow_are_the_same_but_for_the_mode() -> None:
    """And have a version of their own."""
    rules = parse_rules(FILE, source="file")
    shadowed = in_shadow(rules)
    assert (rules.mode, shadowed.mode) == (Mode.LIVE, Mode.SHADOW)
    assert shadowed.quiet_hours == rules.quiet_hours
    assert shadowed.version != rules.version
