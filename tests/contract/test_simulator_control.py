"""The hand behind the simulated Reddit: orders and their errors."""

import json
from typing import Any

import pytest
import requests

from civilbot.errors import BadInput
from civilbot.simulator import (
    Simulator,
    VirtualClock,
    announce,
)
from civilbot.simulator.stagehand import Unknown
from tests.contract.clients import TIMEOUT_S, Raw, praw_at
from tests.control import Control


def test_the_default_world_has_a_bot_a_moderator_and_two_subreddits(
    sim: Simulator, control: Control
) -> None:
    """Both moderate both, with all permissions."""
    state = control.state()
    places = {one["name"]: list(one["moderators"]) for one in state["subreddits"]}
    both = ["civilbot", "mod_ada"]
    assert places == {"HeatedDebate": both, "QuietCorner": both}
    assert state["things"] == []
    assert "simulated-password" not in json.dumps(state)
    assert sim.credentials.password == "simulated-password"


def test_the_announcement_says_how_to_log_in(sim: Simulator) -> None:
    """Everything a bot needs, as JSON."""
    told = announce(sim)
    assert told == {
        "url": sim.url,
        "client_id": "simulated-client",
        "client_secret": "simulated-secret",
        "user": "civilbot",
        "password": "simulated-password",
        "subreddits": ["HeatedDebate", "QuietCorner"],
    }
    assert sim.url.startswith("http://127.0.0.1:")


def test_a_submission_is_ordered(control: Control) -> None:
    """Only what is given; the rest as on a fresh submission."""
    name = control.submit("r/QuietCorner", title="T", selftext="words", author="u/zoe")
    thing = control.thing(name)
    wanted = {"kind": "t3", "subreddit": "QuietCorner", "author": "zoe", "title": "T"}
    assert wanted.items() <= thing.items()
    assert (thing["selftext"], thing["removed"], thing["reports"]) == (
        "words",
        False,
        [],
    )
    flaired = control.submit(url="https://example.org/a", flair="News", locked=True)
    assert control.thing(flaired)["flair"] == "News"
    assert control.thing(flaired)["locked"] is True


@pytest.mark.parametrize(
    ("method", "path", "fields", "status", "words"),
    [
        (
            "POST",
            "submissions",
            {"subreddit": "nowhere", "title": "t", "author": "a"},
            404,
            "there is no subreddit r/nowhere",
        ),
        (
            "POST",
            "submissions",
            {"subreddit": "QuietCorner", "author": "a"},
            400,
            "title: Field required",
        ),
        (
            "POST",
            "submissions",
            {"subreddit": "QuietCorner", "title": "t", "author": "a", "colour": "red"},
            400,
            "colour",
        ),
        (
            "POST",
            "submissions",
            {"subreddit": 7, "title": "t", "author": "a b"},
            400,
            "subreddit",
        ),
        (
            "POST",
            "comments",
            {"parent": "t3_zzz", "author": "a", "body": "b"},
            404,
            "there is no thing t3_zzz",
        ),
        ("POST", "things/t3_zzz/remove", {}, 404, "there is no thing t3_zzz"),
        ("GET", "things/t3_zzz", {}, 404, "there is no thing t3_zzz"),
        ("POST", "modmail/zzz", {"author": "a", "body": "b"}, 404, "conversation zzz"),
        ("PUT", "wiki/nowhere/p", {"content": "c"}, 404, "nowhere"),
        ("POST", "clock", {"advance_s": -1}, 400, "advance_s"),
        ("POST", "clock", {}, 400, "advance_s"),
        ("GET", "nonsense", {}, 404, "nonsense"),
        ("DELETE", "state", {}, 405, "DELETE"),
    ],
)
def test_a_bad_order_is_refused_in_one_line(
    control: Control,
    method: str,
    path: str,
    fields: dict[str, Any],
    status: int,
    words: str,
) -> None:
    """With a status and a JSON error that names the trouble."""
    answer = control.raw(method, path, **fields)
    assert answer.status_code == status
    assert words in answer.json()["error"]
    assert "\n" not in answer.json()["error"]


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff"])
def test_an_order_must_be_a_json_object(sim: Simulator, body: bytes) -> None:
    """Anything else is refused."""
    answer = requests.post(f"{sim.url}/_sim/clock", data=body, timeout=TIMEOUT_S)
    assert answer.status_code == 400
    assert answer.json()["error"].startswith("body:")


def test_deeds_need_what_they_need(control: Control) -> None:
    """An edit needs words, a report a reporter, flair a submission."""
    thread = control.submit()
    comment = control.comment(thread)
    assert control.raw("POST", f"things/{thread}/edit").status_code == 400
    assert control.raw("POST", f"things/{thread}/report").status_code == 400
    assert control.raw("POST", f"things/{comment}/flair").status_code == 400
    assert control.raw("POST", f"things/{comment}/explode").status_code == 404


def test_deeds_are_done_by_a_human_moderator_unless_somebody_is_named(
    control: Control,
) -> None:
    """The bot is never blamed; AutoModerator steps in where nobody else is."""
    thread = control.submit()
    assert control.act(thread, "remove")["removed_by"] == "mod_ada"
    assert control.act(thread, "approve", by="zoe")["approved_by"] == "zoe"
    control.order("POST", "subreddits", name="Lonely", moderators=["civilbot"])
    lonely = control.submit("Lonely")
    assert control.act(lonely, "remove", spam=True)["removed_by"] == "AutoModerator"
    assert control.thing(lonely)["spam"] is True


def test_a_removal_by_order_may_carry_a_reason(control: Control) -> None:
    """As moderators give it."""
    reasons = [{"title": "Be kind", "message": "Please."}]
    control.order("POST", "subreddits", name="Kind", removal_reasons=reasons)
    thread = control.submit("Kind")
    (place,) = [one for one in control.state()["subreddits"] if one["name"] == "Kind"]
    (reason,) = place["removal_reasons"]
    control.act(thread, "remove", reason_id=reason, note="a note")
    thing = control.thing(thread)
    assert (thing["removal_reason_id"], thing["removal_note"]) == (reason, "a note")


def test_more_deeds_by_order(control: Control) -> None:
    """Distinguish, flair, listen to reports again."""
    thread = control.submit()
    assert control.act(thread, "distinguish")["distinguished"] == "moderator"
    assert control.act(thread, "flair", text="News")["flair"] == "News"
    control.act(thread, "ignore_reports")
    assert control.act(thread, "unignore_reports")["ignore_reports"] is False


def test_subreddits_and_accounts_are_changed_by_order(
    sim: Simulator, control: Control
) -> None:
    """Existing ones keep what is not given."""
    control.order(
        "POST",
        "subreddits",
        name="heateddebate",
        title="Debate",
        description="Talk.",
        subscribers=7,
        over18=True,
    )
    about = Raw(sim).get("/r/HeatedDebate/about").json()["data"]
    shown = (about["title"], about["subscribers"], about["over18"])
    assert shown == ("Debate", 7, True)
    path = "subreddits/HeatedDebate/moderators"
    control.order("POST", path, name="zoe", permissions=["posts"])
    gone = control.order("POST", path, name="zoe", permissions=[])
    assert gone == {"moderators": ["civilbot", "mod_ada"]}
    control.order("POST", path, name="zoe", invited=True)
    assert sim.world.subreddits["heateddebate"].invites == {"zoe": ("all",)}
    control.order("POST", "users", name="zoe", comment_karma=5)
    assert sim.world.users["zoe"].comment_karma == 5


def test_private_messages_by_order(sim: Simulator, control: Control) -> None:
    """They reach the inbox."""
    control.order(
        "POST", "messages", to="civilbot", author="zoe", subject="s", body="words"
    )
    unread: Any = list(praw_at(sim).inbox.unread())
    assert [one.body for one in unread] == ["words"]
    (message,) = control.state()["messages"]
    assert (message["author"], message["parent"]) == ("zoe", None)


def test_the_clock_moves_by_order(control: Control) -> None:
    """And only forward."""
    before = control.order("GET", "clock")["now"]
    after = control.advance(3600)["now"]
    assert 3600 <= after - before < 3630


def test_a_frozen_clock_stands_still() -> None:
    """For runs that must repeat exactly."""
    clock = VirtualClock(start=1_700_000_000, frozen=True)
    with Simulator(clock=clock) as sim:
        control = Control(sim)
        name = control.submit()
        control.advance(60)
        later = control.submit()
        dates = [control.thing(one)["created_utc"] for one in (name, later)]
    assert dates == [1_700_000_000, 1_700_000_060]
    assert VirtualClock(start=1_700_000_000).now() < 1_700_000_010


def test_the_journal_can_be_read_on_and_cleared(
    sim: Simulator, control: Control
) -> None:
    """Numbers go on after clearing."""
    raw = Raw(sim)
    raw.get("/api/v1/me")
    assert [one["n"] for one in control.journal()] == [1, 2]
    url = f"{sim.url}/_sim/journal?since=1"
    newer = requests.get(url, timeout=TIMEOUT_S).json()["requests"]
    assert [one["n"] for one in newer] == [2]
    control.order("DELETE", "journal")
    raw.get("/api/v1/me")
    assert [one["n"] for one in control.journal()] == [3]


def test_equal_seeds_give_equal_worlds() -> None:
    """Ids included."""

    def world(seed: int) -> list[str]:
        clock = VirtualClock(start=1_700_000_000, frozen=True)
        sim = Simulator(seed=seed, clock=clock)
        order = {"shuffle_ids": True}
        sim.control.order("POST", "/_sim/faults", order)
        thing = {"subreddit": "QuietCorner", "title": "t", "author": "alice"}
        return [
            sim.control.order("POST", "/_sim/submissions", thing)["name"]
            for _ in range(10)
        ]

    assert world(1) == world(1)
    assert world(1) != world(2)


def test_orders_in_process_raise(sim: Simulator) -> None:
    """The demo gives orders without HTTP."""
    with pytest.raises(Unknown):
        sim.control.order("POST", "/_sim/things/t3_zzz/lock", {})
    with pytest.raises(BadInput):
        sim.control.order("POST", "/_sim/clock", {"advance_s": "soon"})
