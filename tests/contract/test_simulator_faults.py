"""Faults of the simulated Reddit: before and after the deed, and in listings."""

import time

import praw
import prawcore
import pytest
import requests

from civilbot.simulator import Simulator
from tests.contract.clients import Raw, error_codes, praw_at
from tests.control import Control


@pytest.fixture
def thread(control: Control) -> str:
    """A thread to comment on."""
    return control.submit()


def comments(control: Control) -> int:
    """How many comments there really are."""
    return sum(one["kind"] == "t1" for one in control.state()["things"])


@pytest.mark.parametrize(
    ("after_commit", "made"), [(False, 0), (True, 1)], ids=["before", "after"]
)
def test_an_error_comes_before_or_after_the_deed(
    sim: Simulator,
    control: Control,
    thread: str,
    after_commit: bool,  # noqa: FBT001 - a parameter of the test
    made: int,
) -> None:
    """The client sees the same; only the journal tells."""
    control.fault("/api/comment", status=503, times=1, after_commit=after_commit)
    raw = Raw(sim)
    answer = raw.post("/api/comment/", thing_id=thread, text="words")
    assert answer.status_code == 503
    assert comments(control) == made
    (entry,) = control.journal("POST", "/api/comment")
    assert (entry["status"], entry["committed"]) == (503, after_commit)
    assert entry["fault"]["status"] == 503
    assert raw.post("/api/comment", thing_id=thread, text="words").status_code == 200


@pytest.mark.parametrize(
    ("after_commit", "made"), [(False, 0), (True, 1)], ids=["before", "after"]
)
def test_a_connection_drops_before_or_after_the_deed(
    sim: Simulator,
    control: Control,
    thread: str,
    after_commit: bool,  # noqa: FBT001 - a parameter of the test
    made: int,
) -> None:
    """No answer at all arrives."""
    control.fault("/api/comment", drop=True, times=1, after_commit=after_commit)
    with pytest.raises(requests.ConnectionError):
        Raw(sim).post("/api/comment", thing_id=thread, text="words")
    assert comments(control) == made
    (entry,) = control.journal("POST", "/api/comment")
    assert (entry["status"], entry["committed"]) == (None, after_commit)


def test_stock_praw_posts_twice_when_an_answer_is_lost(
    reddit: praw.Reddit, control: Control, thread: str
) -> None:
    """This is what the bot must not do, and the simulator must show."""
    reddit.user.me()
    control.fault("/api/comment", status=500, times=1, after_commit=True)
    reddit.submission(thread[3:]).reply("only once, please")
    assert comments(control) == 2


def test_an_answer_may_be_slow(sim: Simulator, control: Control, thread: str) -> None:
    """Before the deed or after it; the deed is done in the end."""
    raw = Raw(sim)
    for after_commit in (False, True):
        control.fault("/api/comment", delay_s=0.2, times=1, after_commit=after_commit)
        started = time.perf_counter()
        answer = raw.post("/api/comment", thing_id=thread, text="words")
        assert answer.status_code == 200
        assert time.perf_counter() - started >= 0.2
    assert comments(control) == 2


def test_stopping_ends_a_delay(control: Control, sim: Simulator) -> None:
    """A slow answer does not hold up the end."""
    control.fault("*", delay_s=60)
    with pytest.raises(requests.Timeout):
        requests.get(f"{sim.url}/r/x/new", timeout=0.2)
    started = time.perf_counter()
    sim.stop()
    assert time.perf_counter() - started < 5


def test_an_answer_may_be_a_web_page(
    sim: Simulator, reddit: praw.Reddit, control: Control
) -> None:
    """Status 200 with HTML, which PRAW cannot read."""
    control.fault("/api/info", body="<html>our servers are busy</html>")
    raw = Raw(sim).get("/api/info", id="t3_x")
    assert raw.status_code == 200
    assert raw.headers["Content-Type"].startswith("text/html")
    unescaped = Raw(sim).send("GET", "/api/info").text
    assert unescaped == "<html>our servers are busy</html>"
    with pytest.raises(prawcore.exceptions.BadJSON):
        list(reddit.info(fullnames=["t3_x"]))


def test_an_answer_may_be_cut_short(
    sim: Simulator, reddit: praw.Reddit, control: Control, thread: str
) -> None:
    """Half of the real one, though its length is announced correctly."""
    whole = Raw(sim).get("/r/HeatedDebate/new").content
    control.fault("/r/*/new", truncated=True, times=2)
    half = Raw(sim).get("/r/HeatedDebate/new")
    assert half.content == whole[: len(whole) // 2]
    assert int(half.headers["Content-Length"]) == len(half.content)
    with pytest.raises(prawcore.exceptions.BadJSON):
        list(reddit.subreddit("HeatedDebate").new())


def test_an_answer_may_be_empty(
    reddit: praw.Reddit, control: Control, thread: str
) -> None:
    """Status 200 without a body looks to PRAW like an empty listing."""
    control.fault("/r/HeatedDebate/new", body="", times=1)
    assert list(reddit.subreddit("HeatedDebate").new()) == []
    assert len(list(reddit.subreddit("HeatedDebate").new())) == 1


def test_a_listing_may_be_empty(sim: Simulator, control: Control, thread: str) -> None:
    """Everything is left out; what is no listing stays."""
    control.fault("*", empty_listing=True)
    data = Raw(sim).get("/r/HeatedDebate/new").json()["data"]
    assert (data["children"], data["after"], data["dist"]) == ([], None, 0)
    assert Raw(sim).get("/api/v1/me").json()["name"] == "civilbot"
    done = Raw(sim).post("/api/report", id=thread, reason="x")
    assert done.json() == {"json": {"errors": []}}


def test_too_many_requests_may_come_at_any_time(
    sim: Simulator, control: Control
) -> None:
    """With the time to wait, if ordered; numbers and nonsense alike."""
    raw = Raw(sim)
    control.fault("/api/v1/me", status=429, retry_after=7, times=1)
    control.fault("/api/v1/me", status=429, retry_after="soon", times=1)
    control.fault("/api/v1/me", status=429, times=1)
    waits = [raw.get("/api/v1/me").headers.get("Retry-After") for _ in range(3)]
    assert waits == ["7", "soon", None]
    assert raw.get("/api/v1/me").status_code == 200


@pytest.mark.parametrize(
    "row",
    [
        ["RATELIMIT", "Take a break for 9 minutes before trying again.", "ratelimit"],
        ["RATELIMIT", "you are doing that too much. try again in 9 minutes.", None],
        ["THREAD_LOCKED", "comments are locked", "parent"],
        ["USER_BLOCKED", "you cannot", None],
    ],
)
def test_reddits_own_errors_can_be_ordered(
    control: Control, reddit: praw.Reddit, thread: str, row: list[str | None]
) -> None:
    """As rows of code, text and field."""
    control.fault("/api/comment", errors=[row], times=1)
    with pytest.raises(praw.exceptions.RedditAPIException) as caught:
        reddit.submission(thread[3:]).reply("words")
    item = caught.value.items[0]
    assert [item.error_type, item.message] == row[:2]
    assert comments(control) == 0


def test_reddits_own_errors_can_be_ordered_by_code(
    sim: Simulator, control: Control
) -> None:
    """The text is then filled in."""
    control.fault("/api/report", errors=["TOO_OLD", ["NEWEST_CODE"]])
    answer = Raw(sim).post("/api/report", id="x", reason="y")
    assert error_codes(answer) == ["TOO_OLD", "NEWEST_CODE"]
    assert all(row[1] for row in answer.json()["json"]["errors"])


def test_a_stale_listing_is_kept_for_a_while(
    sim: Simulator, reddit: praw.Reddit, control: Control, thread: str
) -> None:
    """One answer per query: another limit shows what is new, as on Reddit."""
    control.fault("/r/*/new", stale_s=30)
    raw = Raw(sim)

    def seen(limit: int) -> int:
        listing = raw.get("/r/HeatedDebate/new", limit=limit).json()
        return len(listing["data"]["children"])

    assert seen(99) == 1
    control.submit()
    assert seen(99) == 1
    assert seen(100) == 2
    control.advance(31)
    assert seen(99) == 2
    used = raw.get("/api/v1/me").headers["x-ratelimit-used"]
    assert int(used) >= 4


def test_a_stale_listing_leaves_writes_alone(
    sim: Simulator, control: Control, thread: str
) -> None:
    """Only reading is served from a cache."""
    control.fault("*", stale_s=60)
    raw = Raw(sim)
    for _ in range(2):
        raw.post("/api/comment", thing_id=thread, text="words")
    assert comments(control) == 2


def test_a_fault_meets_what_its_path_and_method_say(
    sim: Simulator, control: Control
) -> None:
    """Others work."""
    raw = Raw(sim)
    control.fault("api/*", method="post", status=500)
    assert raw.get("/api/v1/me").status_code == 200
    assert raw.post("/api/report", id="x", reason="y").status_code == 500
    assert control.clear_faults() == {"cleared": 1}
    assert raw.post("/api/report", id="x", reason="y").status_code == 200


def test_the_token_address_may_fail_too(sim: Simulator, control: Control) -> None:
    """PRAW cannot log in then."""
    control.fault("/api/v1/access_token", status=503, times=1)
    with pytest.raises(prawcore.exceptions.ResponseException):
        praw_at(sim).user.me()
    assert str(praw_at(sim).user.me()) == "civilbot"


def test_a_fault_may_carry_headers_and_a_reason(
    sim: Simulator, control: Control
) -> None:
    """Such as the 403 of a subreddit that went private."""
    control.fault("/r/*", status=403, reason="private", headers={"x-test": "yes"})
    answer = Raw(sim).get("/r/HeatedDebate/new")
    assert answer.json()["reason"] == "private"
    assert answer.headers["x-test"] == "yes"
    control.clear_faults()
    control.fault("/r/*", status=403, body="{}", content_type="application/json")
    answer = Raw(sim).get("/r/HeatedDebate/new")
    assert (answer.status_code, answer.json()) == (403, {})
    assert answer.headers["Content-Type"] == "application/json"
    control.clear_faults()
    control.fault("/r/*", headers={"x-ratelimit-used": "7"})
    assert Raw(sim).get("/r/QuietCorner/new").headers["x-ratelimit-used"] == "7"


def test_after_the_deed_the_quota_is_still_told(
    sim: Simulator, control: Control, thread: str
) -> None:
    """A fault before it never reached the counter."""
    control.fault("/api/comment", status=500, after_commit=True, times=1)
    control.fault("/api/comment", status=500, times=1)
    raw = Raw(sim)
    counted = raw.post("/api/comment", thing_id=thread, text="words").headers
    assert counted["x-ratelimit-used"] == "1"
    uncounted = raw.post("/api/comment", thing_id=thread, text="words").headers
    assert "x-ratelimit-used" not in uncounted


@pytest.mark.parametrize(
    "order",
    [
        {},
        {"path": "/x", "times": 3, "after_commit": True},
        {"status": 99},
        {"delay_s": -1},
        {"times": 0, "drop": True},
        {"explode": True},
    ],
)
def test_a_fault_that_makes_no_sense_is_refused(
    control: Control, order: dict[str, object]
) -> None:
    """With 400 and one line."""
    answer = control.raw("POST", "faults", **order)
    assert answer.status_code == 400
    assert "\n" not in answer.json()["error"]
