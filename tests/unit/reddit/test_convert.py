"""What Reddit sends about things, and what becomes of it here."""

import pytest

from civilbot.model import Item, Kind, ModAction
from civilbot.reddit import convert

COMMENT = {
    "name": "t1_c1",
    "subreddit": "Harbour",
    "author": "ann",
    "created_utc": 1_800_000_000.0,
    "edited": False,
    "permalink": "/r/Harbour/comments/p1/ferries/c1/",
    "body": "The ferry was late again.",
    "link_title": "Ferries",
    "link_id": "t3_p1",
    "parent_id": "t1_c0",
    "banned_by": None,
    "approved_by": None,
    "removed": False,
    "spam": False,
    "approved": False,
    "locked": False,
    "archived": False,
    "distinguished": None,
    "num_reports": 2,
}
SUBMISSION = {
    "name": "t3_p1",
    "subreddit": "Harbour",
    "author": "ben",
    "created_utc": 1_800_000_000.0,
    "edited": 1_800_000_060.0,
    "permalink": "/r/Harbour/comments/p1/ferries/",
    "title": "Ferries",
    "selftext": "Who runs them?",
    "is_self": True,
    "url": "https://www.reddit.com/r/Harbour/comments/p1/ferries/",
    "link_flair_text": "Question",
    "removed_by_category": None,
    "num_reports": None,
}


def comment(**changed: object) -> Item:
    """Read a comment that differs from the usual one."""
    item = convert.item("t1", {**COMMENT, **changed})
    assert item is not None
    return item


def submission(**changed: object) -> Item:
    """Read a submission that differs from the usual one."""
    item = convert.item("t3", {**SUBMISSION, **changed})
    assert item is not None
    return item


def test_a_comment_is_read_with_its_place():
    """Its thread, what it answers, and the title it stands under."""
    assert comment() == Item(
        fullname="t1_c1",
        kind=Kind.COMMENT,
        subreddit="Harbour",
        author="ann",
        created_utc=1_800_000_000.0,
        permalink="/r/Harbour/comments/p1/ferries/c1/",
        text="The ferry was late again.",
        title="Ferries",
        thread="t3_p1",
        parent="t1_c0",
        num_reports=2,
    )


def test_a_submission_is_its_own_thread():
    """And the address of a text submission is only itself, so it is left out."""
    assert submission() == Item(
        fullname="t3_p1",
        kind=Kind.SUBMISSION,
        subreddit="Harbour",
        author="ben",
        created_utc=1_800_000_000.0,
        edited_utc=1_800_000_060.0,
        permalink="/r/Harbour/comments/p1/ferries/",
        text="Who runs them?",
        title="Ferries",
        flair="Question",
        thread="t3_p1",
    )


def test_a_link_submission_shows_where_it_points():
    """And a crosspost what it repeats."""
    item = submission(
        is_self=False, url="https://news.example/1", crosspost_parent="t3_p0"
    )
    assert (item.url, item.crosspost_of) == ("https://news.example/1", "t3_p0")


def test_a_crosspost_shows_the_title_and_text_that_it_repeats():
    """Beside its own words, which its own author answers for."""
    parent = {"title": "Council votes", "selftext": "Tonight at eight."}
    item = submission(
        selftext="", crosspost_parent="t3_p0", crosspost_parent_list=[parent]
    )
    assert (item.crosspost_title, item.crosspost_text) == (
        "Council votes",
        "Tonight at eight.",
    )
    assert item.words == "Ferries"


@pytest.mark.parametrize("parents", [None, [], [None], "odd", [{"title": None}]])
def test_a_crosspost_whose_origin_is_not_shown_repeats_nothing(parents):
    """It may be deleted, or in a place that is closed."""
    item = submission(crosspost_parent="t3_p0", crosspost_parent_list=parents)
    assert (item.crosspost_title, item.crosspost_text) == ("", "")


@pytest.mark.parametrize("words", ["[deleted]", "[removed]"])
def test_what_is_gone_from_the_origin_is_no_text(words):
    """Its title stays."""
    parent = {"title": "Council votes", "selftext": words}
    item = submission(crosspost_parent_list=[parent])
    assert (item.crosspost_title, item.crosspost_text) == ("Council votes", "")


def test_a_deleted_comment_shows_no_author():
    """Reddit writes [deleted] in place of both."""
    item = comment(author="[deleted]", body="[deleted]")
    assert (item.author, item.deleted, item.removed) == (None, True, False)


def test_a_deleted_account_leaves_its_comment_behind():
    """The text is still there, and nobody's."""
    item = comment(author="[deleted]")
    assert (item.author, item.deleted) == (None, False)


def test_somebody_may_write_deleted():
    """Under a name it is only a word."""
    assert not comment(body="[deleted]").deleted
    assert not comment(body="[removed]").removed


@pytest.mark.parametrize("category", ["deleted", "author"])
def test_a_submission_deleted_by_its_author_is_not_removed(category):
    """Reddit has one field for both."""
    item = submission(author="[deleted]", removed_by_category=category)
    assert (item.deleted, item.removed) == (True, False)


@pytest.mark.parametrize(
    "signs",
    [
        {"removed": True},
        {"spam": True},
        {"banned_by": "mod_mia"},
        {"banned_by": True},
        {"author": "[deleted]", "body": "[removed]"},
        {"removed_by_category": "automod_filtered"},
    ],
)
def test_every_sign_of_a_removal_counts(signs):
    """Which of them Reddit shows depends on who removed it, and who looks."""
    assert comment(**signs).removed


def test_an_approval_counts_with_either_sign():
    """A flag, or the moderator's name."""
    assert comment(approved=True).approved
    assert comment(approved_by="mod_mia").approved
    assert not comment().approved


def test_locked_archived_and_distinguished_are_read():
    """All three stand in the way of a reply."""
    item = comment(locked=True, archived=True, distinguished="moderator")
    assert (item.locked, item.archived, item.distinguished) == (True, True, True)


def test_an_edit_without_a_time_counts_as_none():
    """Very old comments say only true."""
    assert comment(edited=True).edited_utc == 0.0
    assert comment(edited=1_800_000_009.0).key == "t1_c1@1800000009"


def test_what_is_missing_is_empty():
    """Fields come and go on Reddit without notice."""
    bare = convert.item("t1", {"name": "t1_x"})
    assert bare == Item(
        fullname="t1_x",
        kind=Kind.COMMENT,
        subreddit="",
        author=None,
        created_utc=0.0,
    )


@pytest.mark.parametrize(
    ("kind", "data"), [("more", COMMENT), ("t5", COMMENT), ("t1", {"name": None})]
)
def test_what_is_no_item_is_left_out(kind, data):
    """Listings may hold other things."""
    assert convert.item(kind, data) is None


def test_an_entry_of_the_moderation_log_is_read():
    """Details first; the description is for some kinds only."""
    entry = {
        "id": "ModAction_1",
        "action": "approvecomment",
        "mod": "mod_mia",
        "subreddit": "Harbour",
        "target_fullname": "t1_c1",
        "created_utc": 1_800_000_000.0,
        "details": "unspam",
        "description": None,
    }
    assert convert.mod_action(entry) == ModAction(
        id="ModAction_1",
        action="approvecomment",
        moderator="mod_mia",
        subreddit="Harbour",
        fullname="t1_c1",
        created_utc=1_800_000_000.0,
        details="unspam",
    )


def test_an_entry_without_a_target_has_no_name():
    """Editing the wiki is about no thing; without an id it cannot be counted."""
    entry = convert.mod_action({"id": "ModAction_2", "target_fullname": None})
    assert entry is not None
    assert entry.fullname == ""
    assert convert.mod_action({"action": "wikirevise"}) is None
