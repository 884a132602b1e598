"""The switch: what its page says, and when it stops the bot."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civilbot.model import Action, ActionKind
from civilbot.wiki import (
    FRESH_FOR,
    SWITCH_PAGE,
    Position,
    Stop,
    Watched,
    answers_wiki,
    may_edit,
    position,
    stop,
)
from tests.builders import NOW

ON = Watched(
    subreddit="news",
    page=SWITCH_PAGE,
    revision="r1",
    author="mod_ada",
    looked_at=NOW,
    read_at=NOW,
    fresh_at=NOW,
)


@pytest.mark.parametrize(
    "text",
    ["on", "On", "ON, please", "**on**", "`on`", "> on", "# On.", "\ufeffon\r\n"],
)
def test_on_is_the_first_word_in_any_case(text: str) -> None:
    """Marks of Markdown and a note after it do not matter."""
    assert position(text) is Position.ON


@pytest.mark.parametrize("text", ["off", "OFF!", "“off”", "\n\n* off: talks\n"])
def test_off_is_the_first_word_in_any_case(text: str) -> None:
    """So is off."""
    assert position(text) is Position.OFF


@pytest.mark.parametrize(
    "text",
    ["", "   ", "***", "onn", "on-hold", "on/off", "onoff", "not on", "switch: on"],
)
def test_anything_else_is_neither(text: str) -> None:
    """It counts as off, so nothing must look like on by chance."""
    assert position(text) is Position.UNCLEAR


@given(st.text(alphabet="onfF*- \n\u200b/"))
def test_only_a_word_of_two_letters_is_on(text: str) -> None:
    """Whatever people write."""
    words = [word.strip("*\u200b") for word in text.lower().split()]
    first = next((word for word in words if word), "")
    assert (position(text) is Position.ON) == (first == "on")


@pytest.mark.parametrize(
    ("powers", "may"),
    [
        ({"all"}, True),
        ({"wiki"}, True),
        ({"config", "mail"}, True),
        ({"posts", "mail", "flair", "access"}, False),
        (set(), False),
    ],
)
def test_who_may_say_how_the_bot_works(powers: set[str], *, may: bool) -> None:
    """Who may edit the wiki or the subreddit's settings."""
    assert may_edit(powers) is may


def test_a_switch_that_is_on_and_was_seen_within_a_minute_stops_nothing() -> None:
    """To the second."""
    assert stop(ON, NOW) is None
    assert stop(ON, NOW + FRESH_FOR) is None


def test_what_was_not_seen_for_a_minute_counts_as_off() -> None:
    """It may have been switched off meanwhile."""
    stopped = stop(ON, NOW + FRESH_FOR + 1)
    assert stopped == Stop(
        "the switch page cannot be read, which counts as off", final=False
    )


def test_off_is_final_and_names_who_said_so() -> None:
    """However old it is."""
    off = replace(ON, position=Position.OFF)
    assert stop(off, NOW + 9_999) == Stop("u/mod_ada switched civilbot off", final=True)
    gone = stop(replace(off, author=""), NOW)
    assert gone is not None
    assert gone.why.startswith("somebody whose account is gone")


def test_neither_counts_as_off_but_what_was_planned_waits() -> None:
    """Somebody may have mistyped."""
    unclear = stop(replace(ON, position=Position.UNCLEAR), NOW)
    assert unclear is not None
    assert not unclear.final


def test_a_page_that_never_was_means_on() -> None:
    """Also long after the last look."""
    assert stop(replace(ON, revision=""), NOW + 9_999) is None


@pytest.mark.parametrize("switch", [None, replace(ON, revision="", looked_at=0.0)])
def test_a_page_that_nobody_looked_at_yet_stops_everything(
    switch: Watched | None,
) -> None:
    """It may say off."""
    assert stop(switch, NOW) == Stop(
        "the switch page was not looked at yet", final=False
    )


@pytest.mark.parametrize(
    ("changes", "answers"),
    [
        ({"subject": "civilbot rules: revision 1 is in force"}, True),
        ({"subject": "civilbot switch: off since today"}, True),
        ({"subject": "civilbot: references that are gone"}, False),
        ({"subject": "civilbot rules: x", "fullname": "t3_a"}, False),
        ({"subject": "civilbot rules: x", "kind": ActionKind.REPLY}, False),
    ],
)
def test_only_mail_about_the_two_pages_is_sent_while_the_switch_is_off(
    changes: dict[str, Any], *, answers: bool
) -> None:
    """Mail about an item never is, whatever its subject."""
    mail = Action(kind=ActionKind.MODMAIL, subreddit="News", fullname="")
    assert answers_wiki(replace(mail, **changes)) is answers
