"""One line of a dump becomes an item as it was posted, or one clear complaint."""

import json
import re
from typing import Any

import pytest

from civilbot.backtest.dump import read_line, record
from civilbot.backtest.records import Said
from civilbot.model import Author, Kind
from tests.unit.backtest.dumps import NOON, comment, post


def test_a_comment_is_read_with_what_the_archives_tell() -> None:
    """The fields have the names of Pushshift and Arctic Shift."""
    read = record(
        comment(
            author_flair_text="regular",
            author_created_utc=NOON - 864_000,
            is_submitter=True,
            edited=NOON + 60,
            permalink="/r/News/comments/root/cats/abc/",
            score=-7,
        )
    )
    item = read.item
    assert (item.fullname, item.kind) == ("t1_abc", Kind.COMMENT)
    assert (item.text, item.subreddit, item.author) == (
        "I see it so.",
        "News",
        "some_person",
    )
    assert (item.thread, item.parent) == ("t3_root", "t3_root")
    assert (item.created_utc, item.edited_utc) == (NOON, NOON + 60)
    assert (item.submitter, item.author_flair, item.score) == (True, "regular", -7)
    assert item.permalink == "/r/News/comments/root/cats/abc/"
    assert read.author == Author(name="some_person", created_utc=NOON - 864_000)
    assert (read.said, read.proof, read.gone) == (Said.UNSEEN, "", False)


def test_a_post_is_read_with_its_link_and_flair() -> None:
    """A post of text has no link; its own address is none."""
    link = record(post(is_self=False, url="https://example.org/a", selftext=None))
    assert (link.item.fullname, link.item.kind) == ("t3_xyz", Kind.SUBMISSION)
    assert (link.item.title, link.item.text) == ("Cats are fine", "")
    assert link.item.url == "https://example.org/a"
    own = record(post(url="https://www.reddit.com/x", link_flair_text="AMA"))
    assert (own.item.url, own.item.flair) == ("", "AMA")
    assert own.item.thread == "t3_xyz"


@pytest.mark.parametrize(
    ("parents", "title", "words"),
    [
        ([{"title": "Dogs", "selftext": "Woof"}], "Dogs", "Woof"),
        ([{"title": "Dogs", "selftext": "[removed]"}], "Dogs", ""),
        ([], "", ""),
        ("odd", "", ""),
        (None, "", ""),
    ],
)
def test_a_crosspost_is_read_with_what_it_repeats(
    parents: object, title: str, words: str
) -> None:
    """A briefing may be about that."""
    item = record(post(crosspost_parent="t3_dogs", crosspost_parent_list=parents)).item
    assert item.crosspost_of == "t3_dogs"
    assert (item.crosspost_title, item.crosspost_text) == (title, words)


def test_a_comment_without_a_permalink_can_be_found_all_the_same() -> None:
    """Old dumps have none."""
    assert record(comment()).item.permalink == "/r/News/comments/root/_/abc/"


@pytest.mark.parametrize(
    "written",
    [NOON, NOON + 0.0, f"{NOON}.0", "2024-01-01T12:00:00Z", "2024-01-01 12:00"],
    ids=repr,
)
def test_times_may_be_numbers_or_texts(written: object) -> None:
    """Some dumps hold them as strings."""
    assert record(comment(created_utc=written)).item.created_utc == NOON


@pytest.mark.parametrize(
    ("edited", "expected"),
    [(False, 0), (None, 0), (True, NOON), (NOON + 5, NOON + 5), ("nan", 0), ([], 0)],
)
def test_when_it_was_edited_is_told_in_several_ways(
    edited: object, expected: float
) -> None:
    """Very old dumps only say that it was."""
    assert record(comment(edited=edited)).item.edited_utc == expected


@pytest.mark.parametrize("name", ["[deleted]", None, ""])
def test_a_deleted_author_is_nobody(name: str | None) -> None:
    """The words may still be there, and are judged."""
    read = record(comment(author=name))
    assert (read.item.author, read.author, read.gone) == (None, None, False)


@pytest.mark.parametrize(
    ("fields", "said", "proof"),
    [
        ({}, Said.UNSEEN, ""),
        ({"banned_by": "a_moderator"}, Said.REMOVED, "banned_by"),
        ({"banned_by": "AutoModerator"}, Said.FILTERED, "banned_by"),
        ({"banned_by": True}, Said.FILTERED, "banned_by"),
        ({"spam": True, "removed": True}, Said.FILTERED, "spam"),
        ({"removed": True}, Said.REMOVED, "removed"),
        ({"approved_by": "a_moderator"}, Said.APPROVED, "approved_by"),
        ({"approved": True}, Said.APPROVED, "approved"),
        ({"approved_by": "a", "banned_by": "b"}, Said.REMOVED, "banned_by"),
        ({"removed_by_category": "moderator"}, Said.REMOVED, "removed_by_category"),
        (
            {"removed_by_category": "automod_filtered"},
            Said.FILTERED,
            "removed_by_category",
        ),
        ({"removed_by_category": "reddit"}, Said.FILTERED, "removed_by_category"),
        ({"removed_by_category": "deleted"}, Said.UNSEEN, "removed_by_category"),
        ({"removed_by": "moderator"}, Said.REMOVED, "removed_by"),
        ({"_meta": {"removal_type": "removed"}}, Said.REMOVED, "_meta.removal_type"),
        (
            {"_meta": {"removal_type": "removed by reddit"}},
            Said.FILTERED,
            "_meta.removal_type",
        ),
        ({"_meta": {"removal_type": "deleted"}}, Said.UNSEEN, "_meta.removal_type"),
        ({"_meta": "odd", "approved_by": None, "banned_by": None}, Said.UNSEEN, ""),
    ],
)
def test_each_field_proves_what_it_can(
    fields: dict[str, Any], said: Said, proof: str
) -> None:
    """A filter's decision and an author's are no moderator's."""
    read = record(comment(**fields))
    assert (read.said, read.proof, read.gone) == (said, proof, False)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("[removed]", Said.REMOVED),
        ("[ Removed by moderator ]", Said.REMOVED),
        ("[ Removed by Reddit ]", Said.FILTERED),
        ("[deleted]", Said.UNSEEN),
    ],
)
def test_words_that_are_gone_cannot_be_judged(words: str, said: Said) -> None:
    """What stands in their place tells who took them."""
    read = record(comment(body=words))
    assert (read.gone, read.said) == (True, said)


def test_what_was_done_to_an_item_later_does_not_speak_of_it_as_it_was_posted() -> None:
    """Else nothing that was removed, approved or locked could be judged."""
    item = record(
        post(
            removed_by_category="moderator", approved_by="a", locked=True, archived=True
        )
    ).item
    later = (item.removed, item.approved, item.locked, item.archived)
    assert not any(later)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"{", "not JSON: Expecting property name"),
        (b"[1, 2]", "no JSON object: a post or a comment was expected"),
        (b"[" * 100_000, "not JSON: maximum recursion depth"),
        (json.dumps({"id": "a"}).encode(), "neither a post nor a comment"),
        (json.dumps(comment(created_utc=None)).encode(), "no 'created_utc'"),
        (
            json.dumps(comment(created_utc="soon")).encode(),
            'created_utc: "soon" is no time since June 2005',
        ),
        (
            json.dumps(comment(created_utc=NOON * 1000)).encode(),
            "created_utc: 1704110400000 is no time since June 2005",
        ),
        (json.dumps(comment(created_utc=True)).encode(), "created_utc: true is no"),
        (json.dumps(comment(created_utc="nan")).encode(), 'created_utc: "nan" is no'),
        (json.dumps(comment(id_="")).encode(), "no 'id'"),
        (json.dumps(comment(id_="a b")).encode(), 'id: "a b" is no id of Reddit\'s'),
        (json.dumps(comment(subreddit=None)).encode(), "no 'subreddit'"),
        (json.dumps(comment(subreddit=[1])).encode(), "subreddit: should be a name"),
        (json.dumps(comment(body=5)).encode(), "body: should be text"),
        (json.dumps(post(title=["a"])).encode(), "title: should be text"),
    ],
)
def test_a_bad_line_gets_one_clear_complaint(line: bytes, why: str) -> None:
    """It names the field, and what was expected."""
    with pytest.raises(ValueError, match=f"^{re.escape(why)}") as told:
        read_line(line)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    "line",
    [
        b'\xef\xbb\xbf{"id":"a","body":"x","subreddit":"News","created_utc":1704110400}',
        b'{"id":"a","body":"caf\xe9","subreddit":"News","created_utc":1704110400}',
        b'{"id":"a","body":"\\ud83d","subreddit":"r/News","created_utc":1704110400}',
        json.dumps(
            comment("t1_A", None, parent_id=77, score="many", num_reports=1e99)
        ).encode(),
    ],
)
def test_strange_but_readable_lines_are_read(line: bytes) -> None:
    """A byte order mark, another encoding, half a character, odd values."""
    item = read_line(line).item
    assert (item.fullname, item.subreddit) == ("t1_a", "News")
    assert item.text.encode() is not None
