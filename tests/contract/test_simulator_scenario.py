"""Scenarios of the simulated Reddit: worlds and events from a file."""

from pathlib import Path

import pytest

from civilbot.errors import BadInput
from civilbot.simulator import (
    Simulator,
    VirtualClock,
    load_scenario,
)
from tests.contract.clients import praw_at
from tests.control import Control

SCENARIO = """
bot: {name: helper_bot, password: simulated-too}
settings: {budget: 60, token_lifetime_s: 900}
users:
  - {name: carol, comment_karma: 9}
subreddits:
  - name: Parliament
    moderators: [helper_bot, {name: zoe, permissions: [posts]}]
    rules: [{short_name: Be kind}]
    wiki: {civilbot: "mode: ask"}
events:
  - label: bill
    submission: {subreddit: Parliament, title: A bill, author: carol}
  - at_s: 10
    label: insult
    comment: {parent: bill, author: dave, body: You fool}
  - at_s: 20
    act: {thing: insult, action: report, by: carol, reason: rude}
  - at_s: 30
    wiki: {subreddit: Parliament, page: civilbot, content: "mode: off", by: zoe}
  - at_s: 40
    fault: {path: /api/comment, status: 500}
"""

CROSSPOST = """\
  - at_s: 1
    submission:
      {subreddit: Parliament, title: Look, author: dave, crosspost_of: bill}
"""


def test_a_scenario_is_played_on_the_clock(tmp_path: Path) -> None:
    """What is due has happened, at the moment written, and nothing else."""
    path = tmp_path / "scenario.yaml"
    path.write_text(SCENARIO, encoding="utf-8")
    clock = VirtualClock(start=1_700_000_000, frozen=True)
    with Simulator(load_scenario(path), clock=clock) as sim:
        control = Control(sim)
        (bill,) = control.state()["things"]
        assert bill["title"] == "A bill"
        assert control.advance(15)["events_waiting"] == 3
        _, insult = control.state()["things"]
        assert (insult["parent"], insult["reports"]) == (bill["name"], [])
        assert insult["created_utc"] == 1_700_000_010
        control.advance(100)
        assert control.thing(insult["name"])["reports"][0]["reason"] == "rude"
        raw_user = praw_at(sim)
        page = raw_user.subreddit("Parliament").wiki["civilbot"]
        assert page.content_md == "mode: off"
        assert sim.settings.budget == 60
        assert str(raw_user.user.me()) == "helper_bot"
        assert control.order("GET", "clock")["next_event_at"] is None
        assert control.clear_faults() == {"cleared": 1}


def test_a_scenario_may_crosspost(tmp_path: Path) -> None:
    """By the label of what is repeated."""
    path = tmp_path / "scenario.yaml"
    path.write_text(
        SCENARIO.replace("  - at_s: 10\n", f"{CROSSPOST}  - at_s: 10\n"), "utf-8"
    )
    clock = VirtualClock(start=1_700_000_000, frozen=True)
    with Simulator(load_scenario(path), clock=clock) as sim:
        Control(sim).advance(5)
        look, bill = praw_at(sim).subreddit("Parliament").new()
        assert look.crosspost_parent == bill.fullname
        assert look.crosspost_parent_list[0]["title"] == "A bill"


def test_a_scenario_may_be_json(tmp_path: Path) -> None:
    """JSON is YAML, too."""
    path = tmp_path / "scenario.json"
    path.write_text('{"subreddits": [{"name": "Only"}]}', encoding="utf-8")
    sim = Simulator(load_scenario(path))
    assert list(sim.world.subreddits) == ["only"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("colour: red", "unknown key 'colour'"),
        ("events: [{at_s: 1}]", "exactly one of"),
        (
            "events: [{submission: {subreddit: x1, title: t, author: a}}]",
            "there is no subreddit x1",
        ),
        (
            "events: [{comment: {parent: thread, author: a, body: b}}]",
            "no earlier event has the label thread",
        ),
        (
            "events: [{act: {thing: thread, action: lock}}]",
            "no earlier event has the label thread",
        ),
        (
            f"subreddits: [{{name: Parliament}}]\nevents:\n{CROSSPOST}",
            "no earlier event has the label bill",
        ),
        (
            "events: [{wiki: {subreddit: x1, page: p, content: c}}]",
            "there is no subreddit x1",
        ),
        ("users: [{name: a b}]", "users.name"),
    ],
)
def test_a_wrong_scenario_is_refused(tmp_path: Path, text: str, words: str) -> None:
    """With the file and what is wrong."""
    path = tmp_path / "scenario.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        load_scenario(path)
    assert words in str(caught.value)
    assert str(caught.value).startswith(str(path))


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_an_unreadable_scenario_is_refused(
    tmp_path: Path, content: bytes | None
) -> None:
    """Missing, or no text."""
    path = tmp_path / "scenario.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BadInput, match="cannot read the scenario"):
        load_scenario(path)
