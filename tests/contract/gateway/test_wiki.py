"""Wiki pages as the gateway reads them, with Reddit's real shapes."""

import pytest

from civilbot.errors import ItemRefused, LoginRefused, RedditBusy, SubredditClosed
from civilbot.reddit import PrawReddit
from civilbot.wiki import RULES_PAGE, SWITCH_PAGE
from tests.contract.gateway.scripted import Scripted, ScriptedReddit, as_json
from tests.contract.gateway.stage import PLACE, HandClock, Stage, login


def test_a_page_is_read_with_who_saved_it_and_when(stage: Stage) -> None:
    """In one request; the text as it was written, entities and all."""
    text = "on &amp; <b>\n\n* a > b"
    saved = stage.order(f"PUT wiki/{PLACE}/{SWITCH_PAGE}", content=text, by="mod_ada")
    gateway = stage.gateway()
    gateway.account()
    stage.forget_requests()
    page = gateway.wiki_page(PLACE, SWITCH_PAGE)
    assert page is not None
    assert (page.revision, page.author, page.text) == (
        saved["revision"],
        "mod_ada",
        text,
    )
    assert abs(page.saved_at - stage.clock.now()) < 60
    assert stage.requests() == [f"/r/{PLACE}/wiki/{SWITCH_PAGE}"]


def test_a_page_that_is_not_there_is_none(stage: Stage) -> None:
    """Which is something else than one that cannot be read."""
    assert stage.gateway().wiki_page(PLACE, RULES_PAGE) is None


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (as_json({"reason": "MAY_NOT_VIEW"}, 403), SubredditClosed),
        (as_json({"message": "Not Found", "error": 404}, 404), SubredditClosed),
        (as_json({"reason": "banned", "error": 404}, 404), SubredditClosed),
        (Scripted("<html>", 404), SubredditClosed),
        (as_json({"reason": "INVALID_PAGE_NAME"}, 400), ItemRefused),
        (as_json({}), RedditBusy),
        (as_json([]), RedditBusy),
        (as_json({"kind": "wikipage", "data": {}}), RedditBusy),
        (as_json({"data": {"revision_id": "r"}}), RedditBusy),
        (as_json({"data": {"content_md": "on"}}), RedditBusy),
        (Scripted("", 200), RedditBusy),
        (as_json({}, 501), RedditBusy),
        (as_json({}, 401), LoginRefused),
    ],
)
def test_whatever_else_comes_is_never_taken_for_a_missing_page(
    scripted: ScriptedReddit, answer: Scripted, error: type[Exception]
) -> None:
    """A missing switch page means on."""
    scripted.answer = answer
    gateway = PrawReddit(login(scripted.url), clock=HandClock())
    with pytest.raises(error):
        gateway.wiki_page(PLACE, SWITCH_PAGE)


def test_a_page_whose_author_is_gone_has_none(scripted: ScriptedReddit) -> None:
    """Nobody's edit counts as nobody's."""
    data = {"content_md": "on", "revision_id": "r1", "revision_by": None}
    scripted.answer = as_json({"kind": "wikipage", "data": data})
    page = PrawReddit(login(scripted.url), clock=HandClock()).wiki_page(
        PLACE, "civilbot"
    )
    assert page is not None
    assert (page.author, page.saved_at) == ("", 0.0)


def test_edits_are_found_in_the_log_of_several_subreddits_at_once(
    stage: Stage,
) -> None:
    """Other deeds of moderators are left out."""
    stage.order(f"PUT wiki/{PLACE}/{RULES_PAGE}", content="a", by="mod_ada")
    stage.order(f"PUT wiki/QuietCorner/{SWITCH_PAGE}", content="on", by="mod_ada")
    thread = stage.submission()
    stage.order(f"POST things/{thread}/approve", by="mod_ada")
    gateway = stage.gateway()
    gateway.account()
    stage.forget_requests()
    edits = gateway.wiki_edits([PLACE, "QuietCorner"])
    assert {(one.subreddit, one.details) for one in edits} == {
        (PLACE, "Page civilbot created"),
        ("QuietCorner", "Page civilbot/switch created"),
    }
    assert len(stage.requests()) == 1
    assert gateway.wiki_edits([]) == ()


def test_what_each_moderator_may_do_is_read(stage: Stage) -> None:
    """By lower-case name: people write names as they like."""
    path = f"POST subreddits/{PLACE}/moderators"
    stage.order(path, name="Mod_Zoe", permissions=["posts", "wiki"])
    powers = stage.gateway().powers(PLACE)
    assert powers["mod_zoe"] == {"posts", "wiki"}
    assert powers["civilbot"] == {"all"}


def test_a_name_that_cannot_be_a_subreddits_is_not_asked_for(stage: Stage) -> None:
    """It would become part of an address."""
    gateway = stage.gateway()
    for call in (
        lambda: gateway.wiki_page("a/b", RULES_PAGE),
        lambda: gateway.wiki_edits(["a/b"]),
        lambda: gateway.powers("a/b"),
    ):
        with pytest.raises(SubredditClosed):
            call()
