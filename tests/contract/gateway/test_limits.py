"""Time limits, the rate limit, and where requests may go."""

import socket
import time
from concurrent.futures import ThreadPoolExecutor

import prawcore
import pytest
import requests

from civilbot.errors import (
    ItemRefused,
    LoginRefused,
    OutcomeUnknown,
    RedditBusy,
    SubredditClosed,
)
from civilbot.model import ActionKind, Listing
from civilbot.reddit import Budget, PrawReddit, Timeouts
from tests.contract.gateway.scripted import TOKEN, Scripted, ScriptedReddit, as_json
from tests.contract.gateway.stage import PLACE, HandClock, Stage, action, login

EMPTY = {"kind": "Listing", "data": {"children": [], "after": None}}


def to(server: ScriptedReddit, clock: HandClock | None = None) -> PrawReddit:
    """Log in to the scripted server."""
    return PrawReddit(login(server.url), clock=clock or HandClock())


def test_a_slow_answer_is_not_waited_for(stage: Stage):
    """PRAW's own timeout setting does nothing; ours does."""
    thread = stage.submission()
    gateway = stage.gateway(Timeouts(connect=1.0, read=1.0))
    gateway.account()
    stage.fault("/api/comment", delay_s=3)
    start = time.monotonic()
    with pytest.raises(OutcomeUnknown):
        gateway.perform(action(ActionKind.REPLY, thread))
    assert 0.9 < time.monotonic() - start < 2.5


def test_an_answer_within_the_time_is_waited_for(stage: Stage):
    """Patience where it is due."""
    thread = stage.submission()
    stage.fault("/api/comment", delay_s=0.3)
    made = stage.gateway(Timeouts(read=5)).perform(action(ActionKind.REPLY, thread))
    assert stage.thing(thread)["replies"] == [made]


def test_nothing_was_sent_where_nobody_listens(stage: Stage):
    """So the write may simply be tried again."""
    gateway = stage.gateway()
    thread = stage.submission()
    gateway.perform(action(ActionKind.LOCK, thread))
    stage.sim.stop()
    with pytest.raises(RedditBusy):
        gateway.perform(action(ActionKind.REPLY, thread))


def test_nothing_was_sent_while_no_connection_came_about(scripted: ScriptedReddit):
    """A server that takes no more connections, which the kernel lets wait."""
    with (
        socket.create_server(("127.0.0.1", 0), backlog=0) as full,
        socket.create_connection(full.getsockname(), timeout=1),
    ):
        gateway = PrawReddit(
            login(scripted.url, oauth_url=f"http://127.0.0.1:{full.getsockname()[1]}"),
            clock=HandClock(),
            timeouts=Timeouts(connect=0.3, read=5),
        )
        with pytest.raises(RedditBusy, match="ConnectTimeout"):
            gateway.perform(action(ActionKind.REPLY, "t3_a"))


def test_a_token_that_cannot_be_sent_is_not_shown(scripted: ScriptedReddit):
    """Requests repeats it in its error."""
    scripted.token = as_json({**TOKEN, "access_token": "s3cr3t\n"})
    with pytest.raises(LoginRefused) as caught:
        to(scripted).perform(action(ActionKind.REPLY, "t3_a"))
    assert "s3cr3t" not in str(caught.value)


def test_a_lost_login_is_no_lost_write(stage: Stage):
    """The token was asked for; the reply never went out."""
    thread = stage.submission()
    gateway = stage.gateway(Timeouts(read=0.3))
    stage.fault("/api/v1/access_token", delay_s=2)
    with pytest.raises(RedditBusy):
        gateway.perform(action(ActionKind.REPLY, thread))
    assert stage.requests() == []


def test_nothing_goes_out_when_the_rate_limit_is_used_up(stage: Stage):
    """Neither a read nor a write, until the window ends."""
    thread = stage.submission()
    stage.order("POST settings", budget=1)
    gateway = stage.gateway()
    gateway.account()
    stage.forget_requests()
    with pytest.raises(RedditBusy) as read:
        gateway.page(Listing.NEW, [PLACE])
    with pytest.raises(RedditBusy):
        gateway.perform(action(ActionKind.REPLY, thread))
    assert 0 < read.value.retry_after <= 600
    assert stage.order("GET journal")["requests"] == []


def test_reads_stop_before_writes(stage: Stage):
    """A share of every window is kept for acting, and looking before acting."""
    thread = stage.submission()
    stage.order("POST settings", budget=10)
    gateway = stage.gateway()
    for _ in range(8):
        gateway.page(Listing.NEW, [PLACE])
    with pytest.raises(RedditBusy):
        gateway.page(Listing.NEW, [PLACE])
    assert gateway.items([thread])
    assert gateway.perform(action(ActionKind.LOCK, thread)) == ""
    with pytest.raises(RedditBusy):
        gateway.perform(action(ActionKind.LOCK, thread))
    assert len(stage.requests()) == 10


def test_the_bot_goes_on_in_the_next_window(stage: Stage):
    """Its budget and Reddit's begin anew together."""
    stage.order("POST settings", budget=1)
    gateway = stage.gateway()
    gateway.account()
    stage.order("POST clock", advance_s=600)
    stage.clock.sleep(600)
    assert gateway.page(Listing.NEW, [PLACE]).suspicious == ""


def test_too_many_requests_stops_both_sessions(stage: Stage):
    """For as long as Reddit asks, or the window lasts."""
    thread = stage.submission()
    stage.fault("/r/*", status=429, retry_after=900, times=1)
    gateway = stage.gateway()
    with pytest.raises(RedditBusy) as caught:
        gateway.page(Listing.NEW, [PLACE])
    assert caught.value.retry_after == 900
    stage.forget_requests()
    with pytest.raises(RedditBusy) as again:
        gateway.perform(action(ActionKind.REPLY, thread))
    assert 890 < again.value.retry_after <= 900
    assert stage.requests() == []


def test_gateways_of_one_account_can_share_its_budget(stage: Stage):
    """Reddit counts per application, not per connection."""
    stage.order("POST settings", budget=1)
    budget = Budget()
    one, other = (
        PrawReddit(login(stage.sim.url), clock=stage.clock, budget=budget)
        for _ in range(2)
    )
    one.account()
    with pytest.raises(RedditBusy):
        other.account()


def test_several_threads_may_use_one_gateway(stage: Stage):
    """PRAW itself is not made for that."""
    thread = stage.submission()
    names = [stage.comment(thread) for _ in range(12)]
    gateway = stage.gateway()

    def one(name: str) -> bool:
        gateway.perform(action(ActionKind.LOCK, name))
        return gateway.items([name])[name].locked

    with ThreadPoolExecutor(6) as pool:
        assert all(pool.map(one, names))
    assert len(stage.requests()) == 24


def test_one_session_does_one_thing_at_a_time(stage: Stage):
    """Or an answer to one call would be taken for the other's."""
    thread = stage.submission()
    names = [stage.comment(thread) for _ in range(3)]
    gateway = stage.gateway()
    gateway.perform(action(ActionKind.LOCK, thread))
    stage.fault("/api/lock", delay_s=0.2)
    start = time.monotonic()
    with ThreadPoolExecutor(3) as pool:
        todo = [action(ActionKind.LOCK, name) for name in names]
        assert list(pool.map(gateway.perform, todo)) == ["", "", ""]
    assert time.monotonic() - start >= 0.6


def test_a_date_or_a_fraction_in_a_header_breaks_nothing(scripted: ScriptedReddit):
    """Prawcore's own limiter raises ValueError on these."""
    scripted.answer = as_json(
        EMPTY,
        x_ratelimit_remaining="12.5",
        x_ratelimit_used="many",
        x_ratelimit_reset="3.7",
    )
    gateway = to(scripted)
    assert gateway.page(Listing.NEW, ["harbour"]).suspicious == ""
    scripted.answer = Scripted("", 429, {"Retry-After": "Sun, 18 Oct 2026 12:00 GMT"})
    with pytest.raises(RedditBusy):
        gateway.page(Listing.NEW, ["harbour"])


@pytest.mark.parametrize(
    ("listing", "why"),
    [
        ({"kind": "Listing", "data": {"children": []}}, "did not say"),
        ({"kind": "Listing", "data": {"children": [], "after": "t3_a"}}, "empty page"),
        (
            {"data": {"children": [{"kind": "t5", "data": {}}, 7], "after": None}},
            "something else",
        ),
        ({"data": []}, "unreadable"),
        (["odd"], "unreadable"),
        (None, "unreadable"),
    ],
)
def test_a_strange_listing_is_not_believed(scripted: ScriptedReddit, listing, why):
    """It must not pass for "nothing new"."""
    scripted.answer = as_json(listing)
    assert why in to(scripted).page(Listing.NEW, ["harbour"]).suspicious


def test_one_odd_entry_does_not_hide_the_others(scripted: ScriptedReddit):
    """PRAW's own objects fail on the whole page when an author is null."""
    thing = {"name": "t1_a", "author": None, "body": "hello", "replies": None}
    children = [{"kind": "t1", "data": thing}, {"kind": "more", "data": {}}]
    scripted.answer = as_json({"data": {"children": children, "after": None}})
    page = to(scripted).page(Listing.COMMENTS, ["harbour"])
    assert [item.text for item in page.items] == ["hello"]
    assert page.suspicious == ""


def test_an_answer_without_end_is_given_up(scripted: ScriptedReddit):
    """A listing that always has a next page is a server gone wrong."""
    people = {"children": [{"name": "ann"}], "after": "rb_1"}
    scripted.answer = as_json({"kind": "UserList", "data": people})
    assert to(scripted).approved_users("harbour") == {"ann"}
    assert len(scripted.paths) == 100


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        (401, {}),
        (401, {"www-authenticate": 'Bearer realm="reddit", error="odd"'}),
        (401, {"www-authenticate": 'Bearer realm="reddit", error="invalid_token"'}),
    ],
)
def test_a_refused_token_stops_the_bot(scripted: ScriptedReddit, status, headers):
    """Prawcore raises KeyError for two of these."""
    scripted.answer = Scripted("{}", status, headers)
    gateway = to(scripted)
    with pytest.raises(LoginRefused):
        gateway.perform(action(ActionKind.LOCK, "t3_a"))
    assert scripted.paths == ["/api/lock/"] * 2


def test_a_scope_that_is_missing_stops_the_bot(scripted: ScriptedReddit):
    """Only a new authorization helps."""
    named = {"www-authenticate": 'Bearer realm="reddit", error="insufficient_scope"'}
    scripted.answer = Scripted("{}", 403, named)
    with pytest.raises(LoginRefused):
        to(scripted).perform(action(ActionKind.LOCK, "t3_a"))


def test_a_key_error_that_is_no_401_is_not_repeated(scripted: ScriptedReddit):
    """It may come from an answer to something that was done."""
    scripted.answer = as_json({"id": "1", "messages": {}, "modActions": {}})
    with pytest.raises(OutcomeUnknown):
        to(scripted).perform(action(ActionKind.MODMAIL, "t3_a"))
    assert scripted.paths == ["/api/mod/conversations/"]


@pytest.mark.parametrize(
    "token",
    [
        Scripted("<html>"),
        as_json({"access_token": "x"}),
        Scripted("", 500),
        Scripted("", 429, {"Retry-After": "30"}),
    ],
)
def test_a_login_that_goes_wrong_is_worth_another_try(scripted: ScriptedReddit, token):
    """It is Reddit's trouble, not ours; nothing else was sent."""
    scripted.token = token
    gateway = to(scripted)
    with pytest.raises(RedditBusy):
        gateway.perform(action(ActionKind.LOCK, "t3_a"))
    assert scripted.paths == []


def test_an_account_without_a_name_is_none(scripted: ScriptedReddit):
    """An empty answer is no login."""
    scripted.answer = as_json({})
    with pytest.raises(RedditBusy):
        to(scripted).account()


def test_a_suspended_account_stops_the_bot(scripted: ScriptedReddit):
    """It can log in, and do nothing."""
    scripted.answer = as_json({"name": "civilbot", "is_suspended": True})
    with pytest.raises(LoginRefused, match="suspended"):
        to(scripted).account()


def test_a_redirect_takes_no_token_to_another_host(scripted: ScriptedReddit):
    """Reddit redirects to its search for a subreddit that does not exist."""
    with ScriptedReddit() as other:
        elsewhere = {"Location": f"{other.url}/subreddits/search"}
        scripted.answer = Scripted("", 302, elsewhere)
        with pytest.raises(SubredditClosed):
            to(scripted).page(Listing.NEW, ["harbour"])
        assert other.received == []


def test_a_redirected_login_takes_no_password_to_another_host(
    scripted: ScriptedReddit,
):
    """Requests would send the whole form there."""
    with ScriptedReddit() as other:
        elsewhere = {"Location": f"{other.url}/api/v1/access_token"}
        scripted.token = Scripted("", 307, elsewhere)
        with pytest.raises(RedditBusy):
            to(scripted).account()
        assert other.received == []


def test_a_share_link_takes_no_token_to_another_host(scripted: ScriptedReddit):
    """PRAW would ask whatever host a share link names."""
    gateway = to(scripted)
    scripted.answer = as_json({"name": "civilbot"})
    gateway.account()
    with ScriptedReddit() as other, pytest.raises(LoginRefused):
        gateway._reads.reddit.submission(url=f"{other.url}/r/harbour/s/abc")
    assert other.received == []


def test_passwords_of_other_programs_are_not_sent(
    scripted: ScriptedReddit, tmp_path, monkeypatch
):
    """Requests would put what .netrc says in the place of our token."""
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login other password program\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    scripted.answer = as_json({"name": "civilbot"})
    to(scripted).account()
    assert scripted.received[-1].authorization == "bearer scripted-token"


def test_settings_of_other_programs_do_not_log_us_in(
    scripted: ScriptedReddit, monkeypatch
):
    """PRAW would take what it is not given from the environment."""
    monkeypatch.setenv("praw_password", "somebody-elses")
    monkeypatch.setenv("praw_username", "somebody")
    with pytest.raises(LoginRefused):
        PrawReddit(login(scripted.url, username="", password=""), clock=HandClock())
    assert scripted.received == []


def test_a_malformed_address_is_said_to_be_one():
    """Nobody is there to wait for."""
    gateway = PrawReddit(login("127.0.0.1"), clock=HandClock())
    with pytest.raises(LoginRefused):
        gateway.account()


def test_a_read_error_is_refused_with_the_status_only(scripted: ScriptedReddit):
    """What the server wrote is not repeated."""
    scripted.answer = Scripted("simulated-password", 414)
    with pytest.raises(ItemRefused, match=r"^Reddit answered with status 414$"):
        to(scripted).page(Listing.NEW, ["harbour"])


def test_prawcore_still_has_what_the_write_session_replaces():
    """Two private names; a new version of prawcore must keep them."""
    authenticator = prawcore.TrustedAuthenticator(
        client_id="a",
        client_secret="b",
        requestor=prawcore.Requestor(user_agent="civilbot", session=requests.Session()),
    )
    session = prawcore.session(
        authorizer=prawcore.ReadOnlyAuthorizer(authenticator=authenticator)
    )
    assert hasattr(session, "_rate_limiter")
    assert hasattr(session, "_retry_strategy_class")
