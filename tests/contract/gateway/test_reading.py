"""What the gateway reads of Reddit, and what it costs."""

import pytest

from civilbot.errors import (
    ItemRefused,
    LoginRefused,
    RedditBusy,
    Refused,
    SubredditClosed,
)
from civilbot.model import Kind, Listing
from civilbot.ports import Reddit
from tests.contract.gateway.stage import AGENT, PLACE, Stage


def test_the_account_is_asked_for_once(stage: Stage):
    """Then it is known."""
    gateway: Reddit = stage.gateway()
    assert gateway.account() == "civilbot"
    assert gateway.account() == "civilbot"
    assert stage.requests() == ["/api/v1/me"]


def test_new_submissions_come_newest_first(stage: Stage):
    """With everything that is judged."""
    first = stage.submission(title="Older", selftext="One", created_utc=1_700_000_000)
    second = stage.submission(title="Newer", url="https://news.example/1", flair="Fun")
    page = stage.gateway().page(Listing.NEW, [PLACE])
    assert [item.fullname for item in page.items] == [second, first]
    newer, older = page.items
    assert (newer.kind, newer.title, newer.url) == (
        Kind.SUBMISSION,
        "Newer",
        "https://news.example/1",
    )
    assert (newer.flair, newer.author, newer.subreddit) == ("Fun", "ann", PLACE)
    assert (older.text, older.url, older.created_utc) == ("One", "", 1_700_000_000.0)
    assert page.after == ""
    assert page.suspicious == ""


def test_comments_of_several_subreddits_come_in_one_request(stage: Stage):
    """Converting them asks nothing more: no author, no thread is looked up."""
    here = stage.submission()
    there = stage.submission(subreddit="QuietCorner", title="Moss")
    for number in range(20):
        stage.comment(here if number % 2 else there, author=f"user_{number}")
    gateway = stage.gateway()
    stage.forget_requests()
    page = gateway.page(Listing.COMMENTS, [PLACE, "QuietCorner"])
    assert {item.author for item in page.items} == {f"user_{n}" for n in range(20)}
    assert {item.title for item in page.items} == {"Ferries", "Moss"}
    assert {item.thread for item in page.items} == {here, there}
    assert stage.requests() == [f"/r/{PLACE}+QuietCorner/comments"]


def test_a_listing_goes_on_after_its_anchor(stage: Stage):
    """Page by page, each with one request."""
    names = [stage.submission(created_utc=1_700_000_000 + n) for n in range(5)]
    gateway = stage.gateway()
    stage.forget_requests()
    first = gateway.page(Listing.NEW, [PLACE], limit=3)
    second = gateway.page(Listing.NEW, [PLACE], after=first.after, limit=3)
    assert [item.fullname for item in first.items] == names[:1:-1]
    assert first.after == names[2]
    assert [item.fullname for item in second.items] == names[1::-1]
    assert second.after == ""
    assert stage.requests() == [f"/r/{PLACE}/new"] * 2


def test_an_anchor_that_is_gone_gives_an_empty_page(stage: Stage):
    """Which is Reddit's way; the caller goes on from another item."""
    stage.submission()
    page = stage.gateway().page(Listing.NEW, [PLACE], after="t3_zzz")
    assert page.items == ()
    assert page.suspicious == ""


def test_edited_things_and_the_queue_are_read(stage: Stage):
    """Both are for moderators only."""
    thread = stage.submission()
    name = stage.comment(thread)
    stage.order(f"POST things/{name}/edit", body="Later again.")
    stage.order(f"POST things/{thread}/report", by="cat", reason="Off topic")
    gateway = stage.gateway()
    (edited,) = gateway.page(Listing.EDITED, [PLACE]).items
    (queued,) = gateway.page(Listing.MODQUEUE, [PLACE]).items
    assert (edited.fullname, edited.text) == (name, "Later again.")
    assert edited.edited_utc > 0
    assert (queued.fullname, queued.num_reports) == (thread, 1)


def test_no_subreddits_need_no_request(stage: Stage):
    """A bot without rules reads nothing."""
    gateway = stage.gateway()
    assert gateway.page(Listing.NEW, []).items == ()
    assert gateway.mod_log([]) == ((), "")
    assert stage.requests() == []


def test_the_moderation_log_is_no_page_of_items(stage: Stage):
    """It has a method of its own."""
    with pytest.raises(Refused):
        stage.gateway().page(Listing.MOD_LOG, [PLACE])


def test_what_moderators_did_is_read_from_their_log(stage: Stage):
    """Newest first, page by page."""
    name = stage.comment(stage.submission())
    stage.order(f"POST things/{name}/remove", by="mod_ada")
    stage.order("POST clock", advance_s=5)
    stage.order(f"POST things/{name}/approve", by="mod_ada")
    gateway = stage.gateway()
    (newest,), after = gateway.mod_log([PLACE], limit=1)
    older, end = gateway.mod_log([PLACE], after=after)
    assert (newest.action, newest.moderator) == ("approvecomment", "mod_ada")
    assert (newest.fullname, newest.subreddit) == (name, PLACE)
    assert older[0].action == "removecomment"
    assert end == ""


def test_items_are_read_afresh_a_hundred_in_a_request(stage: Stage):
    """Those that do not exist are absent."""
    thread = stage.submission()
    names = [stage.comment(thread) for _ in range(120)]
    stage.order(f"POST things/{names[0]}/delete", by="ben")
    stage.order(f"POST things/{names[1]}/remove", by="mod_ada")
    gateway = stage.gateway()
    stage.forget_requests()
    found = gateway.items([*names, thread, "t1_zzzzz", "t5_abc", "nonsense"])
    assert set(found) == {*names, thread}
    assert found[names[0]].deleted
    assert found[names[0]].author is None
    assert found[names[1]].removed
    assert found[names[1]].text == "Late again."
    assert stage.requests() == ["/api/info"] * 2


def test_permissions_are_those_of_each_subreddit(stage: Stage):
    """Names in lower case; "all" for everything."""
    order = f"POST subreddits/{PLACE}/moderators"
    stage.order(order, name="civilbot", permissions=["posts", "mail"])
    assert stage.gateway().permissions() == {
        "heateddebate": frozenset({"posts", "mail"}),
        "quietcorner": frozenset({"all"}),
    }


def test_many_subreddits_are_read_to_the_last_page(stage: Stage):
    """A hundred in a request."""
    for number in range(130):
        stage.order("POST subreddits", name=f"place_{number}")
    gateway = stage.gateway()
    stage.forget_requests()
    assert len(gateway.permissions()) == 132
    assert stage.requests() == ["/subreddits/mine/moderator"] * 2


def test_a_subreddit_exists_or_not(stage: Stage):
    """In any spelling; what cannot be a name is not asked for."""
    gateway = stage.gateway()
    assert gateway.exists("heateddebate")
    assert not gateway.exists("NoSuchPlace")
    stage.forget_requests()
    assert not gateway.exists("a,b")
    assert stage.requests() == []


def test_moderators_and_approved_users_are_named(stage: Stage):
    """They are treated with more trust."""
    gateway = stage.gateway()
    assert gateway.moderators(PLACE) == {"civilbot", "mod_ada"}
    assert gateway.approved_users(PLACE) == frozenset()


def test_a_private_subreddit_is_closed_to_us(stage: Stage):
    """The error says which one, so that it can be left alone."""
    stage.order("POST subreddits", name="Hidden", type="private", moderators=["ann"])
    with pytest.raises(SubredditClosed) as caught:
        stage.gateway().page(Listing.NEW, ["Hidden"])
    assert caught.value.subreddit == "Hidden"


def test_a_subreddit_that_does_not_exist_is_closed(stage: Stage):
    """Reddit redirects to its search."""
    with pytest.raises(SubredditClosed) as caught:
        stage.gateway().moderators("NoSuchPlace")
    assert caught.value.subreddit == "NoSuchPlace"


def test_an_empty_answer_is_not_an_empty_listing(stage: Stage):
    """Status 200 without a body is no "nothing new"."""
    stage.submission()
    stage.fault("/r/*", body="")
    gateway = stage.gateway()
    page = gateway.page(Listing.NEW, [PLACE])
    assert page.items == ()
    assert page.suspicious == "Reddit gave an empty or unreadable listing"
    with pytest.raises(RedditBusy):
        gateway.mod_log([PLACE])


@pytest.mark.parametrize("fault", [{"truncated": True}, {"body": "<html>"}])
def test_a_broken_answer_is_worth_another_try(stage: Stage, fault):
    """It is Reddit's trouble, and will pass."""
    stage.fault("/r/*", **fault)
    with pytest.raises(RedditBusy):
        stage.gateway().page(Listing.NEW, [PLACE])


def test_a_read_is_repeated_when_reddit_stumbles(stage: Stage):
    """Nothing is changed by reading twice."""
    name = stage.submission()
    stage.fault("/r/*", status=503, times=1)
    (item,) = stage.gateway().page(Listing.NEW, [PLACE]).items
    assert item.fullname == name
    assert stage.requests() == [f"/r/{PLACE}/new"] * 2


def test_a_token_that_ran_out_is_renewed(stage: Stage):
    """Without anybody noticing."""
    gateway = stage.gateway()
    gateway.account()
    stage.order("DELETE tokens")
    assert gateway.page(Listing.NEW, [PLACE]).suspicious == ""


def test_the_bot_names_itself_and_who_runs_it(stage: Stage):
    """Reddit asks for this form, and slows down who does not keep to it."""
    stage.gateway().account()
    for entry in stage.order("GET journal")["requests"]:
        assert entry["user_agent"].startswith(f"{AGENT} PRAW/8.")


@pytest.mark.parametrize(
    "wrong",
    [
        {"password": "wrong"},
        {"client_secret": "wrong"},
        {"username": ""},
        {"user_agent": ""},
        {"client_id": None},
        {"username": "", "password": "", "refresh_token": "revoked"},
    ],
)
def test_a_wrong_login_stops_the_bot(stage: Stage, wrong):
    """No retry can help; and the secrets are not in the text."""
    with pytest.raises(LoginRefused) as caught:
        stage.gateway(**wrong).account()
    assert "simulated" not in str(caught.value)


def test_a_refresh_token_is_enough_to_log_in(stage: Stage):
    """An account with two-factor login has no usable password."""
    stage.sim.site.tokens.add_refresh_token("kept", "civilbot")
    gateway = stage.gateway(username="", password="", refresh_token="kept")
    assert gateway.account() == "civilbot"


def test_secrets_are_not_shown_with_the_credentials(stage: Stage):
    """Not in any log of values either."""
    gateway = stage.gateway()
    gateway.account()
    shown = f"{vars(gateway)!r}{gateway!r}{vars(gateway)}"
    assert "simulated-" not in shown
    assert "token" not in shown


def test_a_thing_that_cannot_be_is_refused_before_any_request(stage: Stage):
    """It could lead elsewhere as part of an address."""
    gateway = stage.gateway()
    with pytest.raises(SubredditClosed):
        gateway.page(Listing.NEW, ["../api/v1/me"])
    with pytest.raises(SubredditClosed):
        gateway.approved_users("a/b")
    assert stage.requests() == []


def test_gone_things_close_no_subreddit(stage: Stage):
    """A request about several subreddits does not blame one of them."""
    stage.fault("/r/*", status=404)
    with pytest.raises(ItemRefused):
        stage.gateway().page(Listing.NEW, [PLACE, "QuietCorner"])
