"""Titles are added to a briefing's file, and nothing else in it changes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civilbot.briefings import parse_briefing
from civilbot.briefings.learning import with_examples
from civilbot.errors import Refused
from tests.unit.briefings.made_up import HARBOUR_BRIDGE, swapped

BLOCK = """\
  examples:
    match: [Council votes on the harbour bridge]
    near: [Ferry timetable for the harbour changes]
    unrelated: [A new bakery opens]
"""

NEW = ["Bridge vote: yes or no?", 'The "harbour link" # again: a plan']

LINES = (
    "match: [Council votes on the harbour bridge]",
    """match:
      # The first vote.
      - Council votes on the harbour bridge  # in spring

      # Later ones.""",
)


def added(text: str, **lists: list[str]) -> str:
    """Add titles to a document."""
    return with_examples(text, lists, source="bridge.md")


def examples(text: str) -> dict[str, tuple[str, ...]]:
    """The examples of a document."""
    return parse_briefing(text, source="x").topic.examples.model_dump()


def test_titles_go_into_lists_in_brackets_and_into_lists_of_lines() -> None:
    """Whatever characters they hold; the order stays."""
    for text in (HARBOUR_BRIDGE, swapped(LINES)):
        after = examples(added(text, match=NEW, near=NEW[:1]))
        before = examples(text)
        assert after["match"] == (*before["match"], *NEW)
        assert after["near"] == (*before["near"], NEW[0])
        assert after["unrelated"] == before["unrelated"]


def test_comments_and_all_other_lines_stay_as_they_are() -> None:
    """Only lines are added, where there is a list of lines."""
    text = swapped(LINES)
    left = [line for line in added(text, match=NEW).splitlines() if NEW[0] not in line]
    left = [line for line in left if "harbour link\\" not in line]
    assert left == text.splitlines()


@pytest.mark.parametrize(
    "swap",
    [
        ("    near: [Ferry timetable for the harbour changes]\n", ""),
        (BLOCK, ""),
        ("near: [Ferry timetable for the harbour changes]", "near: []"),
    ],
)
def test_a_list_that_is_missing_or_empty_is_begun(swap: tuple[str, str]) -> None:
    """A new document has no near titles yet."""
    assert examples(added(swapped(swap), near=NEW))["near"] == tuple(NEW)


def test_what_cannot_be_added_to_is_left_alone() -> None:
    """Examples all in one pair of braces, for instance."""
    text = swapped((BLOCK, "  examples: {match: [Council votes]}\n"))
    with pytest.raises(Refused, match="write each list as lines that begin with '- '"):
        added(text, near=NEW)


@settings(deadline=None, max_examples=60)
@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1)
)
def test_any_title_comes_back_as_it_was(title: str) -> None:
    """But for its white space; people write all sorts of things."""
    plain = " ".join(title.split())
    if plain:
        assert examples(added(HARBOUR_BRIDGE, match=[title]))["match"][-1] == plain
