"""Comments and submissions look to each viewer as they do on Reddit."""

from collections.abc import Callable
from typing import Any

import pytest

from civilbot.simulator import posting, render
from civilbot.simulator.community import UserFlair
from civilbot.simulator.things import Report
from tests.contract.shapes import problems
from tests.unit.simulator.small_world import NOW, SmallWorld, small_world

MODERATOR_KEYS = {"approved", "ignore_reports", "removed", "spam"}
Json = dict[str, Any]


def _comment(at: SmallWorld, viewer: str | None = None, **more: Any) -> Json:
    rendered = render.comment(at.comment, at.world, viewer=viewer, **more)
    assert problems(rendered, {"thing": ["t1"]}) == []
    data: Json = rendered["data"]
    return data


def _post(at: SmallWorld, viewer: str | None = None) -> Json:
    rendered = render.submission(at.post, at.world, viewer=viewer)
    assert problems(rendered, {"thing": ["t3"]}) == []
    data: Json = rendered["data"]
    return data


def test_a_crosspost_holds_the_whole_post_that_it_repeats() -> None:
    """In a list of one, without its kind; all else is as in other posts."""
    at = small_world()
    draft = posting.SubmissionDraft(
        subreddit="Garden", author="bob", title="Look", crosspost_of=at.post
    )
    data = render.submission(posting.submit(at.world, draft), at.world, viewer=None)[
        "data"
    ]
    assert data.pop("crosspost_parent") == at.post.name
    (repeated,) = data.pop("crosspost_parent_list")
    for post in (data, repeated):
        assert problems({"kind": "t3", "data": post}, {"thing": ["t3"]}) == []
    assert (repeated["title"], repeated["num_crossposts"]) == ("Roses & thorns", 1)
    assert (data["is_self"], data["selftext"], data["num_crossposts"]) == (False, "", 0)
    assert (data["url"], data["domain"]) == (at.post.permalink, "self.Garden")


def test_a_readers_view_lacks_what_only_moderators_see() -> None:
    """Keys are absent or null, whatever moderators have done."""
    at = small_world()
    at.comment.approved_by = "mia"
    at.comment.reports.append(Report("ann", "rude", NOW))
    data = _comment(at, "ann")
    assert MODERATOR_KEYS & set(data) == set()
    assert data["num_reports"] is None
    assert data["user_reports"] == []
    assert data["approved_by"] is None
    assert data["can_mod_post"] is False


def test_moderators_see_reports_in_order_of_arrival_and_grouped() -> None:
    """Readers' reports are counted by reason; moderators' carry their name."""
    at = small_world()
    at.comment.reports = [
        Report("ann", "rude", NOW),
        Report("joe", "spam", NOW),
        Report("kim", "rude", NOW),
        Report("mia", "look here", NOW, by_moderator=True),
        Report("old", "dealt with", NOW, dismissed=True),
    ]
    data = _comment(at, "mia")
    assert set(data) >= MODERATOR_KEYS
    assert data["num_reports"] == 4
    assert data["user_reports"] == [
        ["rude", 2, False, False],
        ["spam", 1, False, False],
    ]
    assert data["mod_reports"] == [["look here", "mia"]]


def test_reports_dealt_with_stay_visible_on_a_submission() -> None:
    """Only where there are some, and only to moderators."""
    at = small_world()
    assert "user_reports_dismissed" not in _post(at, "mia")
    at.post.reports = [Report("bob", "old news", NOW, dismissed=True)]
    data = _post(at, "mia")
    assert data["user_reports_dismissed"] == [["old news", 1, False, False]]
    assert data["num_reports"] == 0
    assert "mod_reports_dismissed" not in data
    assert "user_reports_dismissed" not in _post(at, "bob")


def test_a_removed_comment_hides_its_author_and_text_from_readers() -> None:
    """Its author is not told, and moderators see everything."""
    at = small_world()
    at.comment.removed = True
    at.comment.removed_by = "mia"
    at.comment.removed_at_utc = NOW
    at.comment.removal_reason_id = "r1"
    reader, author, moderator = (_comment(at, name) for name in ("ann", "bob", "mia"))
    assert (reader["author"], reader["body"]) == ("[deleted]", "[removed]")
    assert "Nice" not in reader["body_html"]
    assert reader["banned_by"] is None
    assert (author["author"], author["body"]) == ("bob", "Nice <script>")
    assert "removed" not in author
    assert moderator["body"] == "Nice <script>"
    assert moderator["banned_by"] == "mia"
    assert moderator["banned_at_utc"] == NOW
    assert moderator["mod_reason_title"] == "Be kind"
    assert moderator["removed"] is True


def test_the_filter_has_no_name() -> None:
    """What Reddit itself held back is banned by `true`."""
    at = small_world()
    at.comment.spam = True
    data = _comment(at, "mia")
    assert data["banned_by"] is True
    assert data["spam"] is True
    assert data["removed"] is False


def test_a_deleted_comment_shows_no_author_to_anybody() -> None:
    """Not even to moderators, nor its text, and its account keys are gone."""
    at = small_world()
    at.comment.deleted = True
    for viewer in (None, "bob", "mia"):
        data = _comment(at, viewer)
        assert (data["author"], data["body"]) == ("[deleted]", "[deleted]")
        assert "author_fullname" not in data
        assert data["collapsed_reason_code"] == "DELETED"


def test_what_people_wrote_is_escaped_in_html() -> None:
    """Paragraphs survive, markup does not."""
    at = small_world()
    html = _post(at)["selftext_html"]
    assert "<p>First &lt;b&gt;line&lt;/b&gt;</p>" in html
    assert "<p>Second</p>" in html
    assert "<script>" not in _comment(at)["body_html"]


def test_where_a_comment_is_shown_decides_about_its_thread() -> None:
    """A tree tells the depth, a listing the thread; alone neither."""
    at = small_world()
    alone, tree, listed = (
        _comment(at, place=place) for place in ("alone", "tree", "listing")
    )
    assert "depth" not in alone
    assert "link_title" not in alone
    assert tree["depth"] == 0
    assert "link_title" not in tree
    assert listed["link_title"] == "Roses & thorns"
    assert listed["link_url"] == f"https://www.reddit.com{at.post.permalink}"
    assert "depth" not in listed


def test_replies_are_a_listing_or_an_empty_string() -> None:
    """PRAW relies on this oddity."""
    at = small_world()
    assert _comment(at)["replies"] == ""
    rest = render.more(["abc", "abd"], at.comment.name, count=2, depth=1)
    replies = _comment(at, replies=[rest])["replies"]
    assert replies["data"]["children"] == [rest]
    assert rest["data"]["name"] == "t1_abc"


def test_more_without_ids_asks_to_continue_elsewhere() -> None:
    """Reddit then calls it `_`."""
    data = render.more([], "t1_x", count=0, depth=9)["data"]
    assert (data["id"], data["name"], data["children"]) == ("_", "t1__", [])


def test_the_submitter_is_marked_in_their_own_thread() -> None:
    """Also after others have replied."""
    at = small_world()
    assert _comment(at)["is_submitter"] is False
    at.comment.author = "ann"
    assert _comment(at)["is_submitter"] is True


def test_a_link_has_an_address_and_no_text() -> None:
    """A text post's address is its own page."""
    at = small_world()
    assert _post(at)["url"] == f"https://www.reddit.com{at.post.permalink}"
    at.post.url = "https://news.example/a"
    at.post.domain = "news.example"
    at.post.selftext = ""
    data = _post(at)
    assert data["url"] == data["url_overridden_by_dest"] == "https://news.example/a"
    assert data["is_self"] is False
    assert (data["selftext"], data["selftext_html"]) == ("", None)


def test_link_flair_and_author_flair_are_shown() -> None:
    """With the template they came from."""
    at = small_world()
    at.post.flair_text, at.post.flair_template_id = "News", "f-1"
    at.subreddit.user_flair["ann"] = UserFlair("ann", "Gardener", "green", "f-2")
    data = _post(at)
    assert (data["link_flair_text"], data["link_flair_template_id"]) == ("News", "f-1")
    assert data["author_flair_text"] == "Gardener"
    assert data["author_flair_css_class"] == "green"
    assert data["author_flair_template_id"] == "f-2"


def _delete(at: SmallWorld) -> None:
    at.post.deleted = True


def _remove(at: SmallWorld) -> None:
    at.post.removed, at.post.removed_by = True, "mia"


def _filter(at: SmallWorld) -> None:
    at.post.spam = True


@pytest.mark.parametrize(
    ("change", "category"),
    [(_delete, "deleted"), (_remove, "moderator"), (_filter, "reddit")],
)
def test_everybody_sees_what_kind_of_removal_it_was(
    change: Callable[[SmallWorld], None], category: str
) -> None:
    """But only moderators see who did it."""
    at = small_world()
    change(at)
    data = _post(at, "bob")
    assert data["removed_by_category"] == category
    assert data["removed_by"] is None
    assert data["is_robot_indexable"] is False
    assert _post(at, "mia")["removed_by"] == at.post.removed_by


def test_authors_see_their_own_things_marked_as_theirs() -> None:
    """Their own vote, and which editor they used."""
    at = small_world()
    assert _comment(at, "bob")["likes"] is True
    assert _comment(at, "bob")["rte_mode"] == "markdown"
    assert _comment(at, "ann")["likes"] is None


def test_every_rendering_is_a_new_object() -> None:
    """Changing one answer must not change the next."""
    at = small_world()
    first = _comment(at)
    first["all_awardings"].append("changed")
    assert _comment(at)["all_awardings"] == []
