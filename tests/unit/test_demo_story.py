"""The story that `civilbot demo` plays is whole, in order and fit to be judged."""

import re
from collections import Counter
from importlib import resources
from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict

from civilbot import yaml_text
from civilbot.simulator.faults import FaultOrder

SOURCE_TITLE = (
    "Trump Treats War Criminal Dictator Putin Like Royalty, Still Fails To Get "
    "Ceasefire"
)

#: The keys of each kind of event: those it must have, and those it may have.
KEYS = {
    "submit": ({"id", "in", "by", "title"}, {"url", "selftext", "flair"}),
    "comment": ({"id", "to", "by", "body", "expect", "why"}, set[str]()),
    "edit": ({"thing", "body", "expect", "why"}, set[str]()),
    "delete": ({"thing", "by"}, set[str]()),
    "approve": ({"thing", "by"}, set[str]()),
    "remove": ({"thing", "by"}, set[str]()),
    "remove_reply": ({"thread", "by"}, set[str]()),
}

Event = dict[str, Any]


class Story(BaseModel):
    """The file as a whole; its events are looked at one by one below."""

    model_config = ConfigDict(extra="forbid")

    subreddits: list[dict[str, str]]
    moderator: str
    approved_users: dict[str, list[str]]
    scenes: list[dict[str, Any]]

    def events(self, *kinds: str) -> list[Event]:
        """All events of the given kinds, in the order in which they happen."""
        told = [event for scene in self.scenes for event in scene["events"]]
        return [event for event in told if event["do"] in kinds]

    def subreddit_of(self) -> dict[str, str]:
        """Where every thread and comment stands."""
        places: dict[str, str] = {}
        for event in self.events("submit", "comment"):
            places[event["id"]] = event.get("in") or places[event["to"]]
        return places


@pytest.fixture(scope="module")
def story() -> Story:
    """Load the evening as strictly as a moderator's own YAML."""
    page = resources.files("civilbot").joinpath("demo", "evening.yaml")
    return yaml_text.load(page.read_text("utf-8"), Story, source="evening.yaml")


def flagged(story: Story, subreddit: str) -> list[str]:
    """Find what a fair moderator wants flagged in a subreddit."""
    places = story.subreddit_of()
    judged = story.events("comment", "edit")
    wanted = [event for event in judged if event["expect"] == "flag"]
    names = [event.get("id") or event["thing"] for event in wanted]
    return [name for name in names if places[name] == subreddit]


def test_one_subreddit_is_live_and_the_other_in_shadow(story: Story) -> None:
    """The evening shows both modes."""
    modes = {one["name"]: one["mode"] for one in story.subreddits}
    assert modes == {"WorldAffairsTalk": "live", "PolicyCorner": "shadow"}
    assert story.moderator == "mod_ada"
    assert story.approved_users == {"WorldAffairsTalk": ["old_hand_77"]}


def test_every_event_has_exactly_its_keys(story: Story) -> None:
    """A misspelt key would otherwise be dropped in silence."""
    every = [event for scene in story.scenes for event in scene["events"]]
    for event in every:
        needed, allowed = KEYS[event["do"]]
        given = set(event) - {"do"}
        assert needed <= given <= needed | allowed, event
        assert all(isinstance(text, str) and text for text in event.values()), event


def test_scenes_have_names_and_nothing_unknown(story: Story) -> None:
    """Five to six scenes, each with a name of its own and something to do."""
    names = [scene["name"] for scene in story.scenes]
    assert len(names) == len(set(names)) == 6
    for scene in story.scenes:
        assert set(scene) <= {"name", "faults", "events"}
        assert scene["events"]


def test_ids_are_unique(story: Story) -> None:
    """No two threads or comments share an id."""
    ids = [event["id"] for event in story.events("submit", "comment")]
    assert [name for name, count in Counter(ids).items() if count > 1] == []


def test_nothing_is_referred_to_before_it_exists(story: Story) -> None:
    """Each event speaks only of what an earlier one made."""
    made: set[str] = set()
    for event in story.events(*KEYS):
        about = {event[key] for key in ("to", "thing", "thread") if key in event}
        assert about <= made, event
        made |= {event["id"]} if "id" in event else set()


def test_events_name_known_subreddits_and_the_right_people(story: Story) -> None:
    """Threads stand in the two subreddits; the moderator acts, authors delete."""
    subreddits = {one["name"] for one in story.subreddits}
    assert {event["in"] for event in story.events("submit")} == subreddits
    acts = story.events("approve", "remove_reply")
    assert {event["by"] for event in acts} == {story.moderator}
    assert {event["by"] for event in story.events("delete")} == {"author"}


def test_a_reply_is_removed_only_in_a_thread(story: Story) -> None:
    """`thread` names a thread, and edits, deletions and approvals name comments."""
    threads = {event["id"] for event in story.events("submit")}
    comments = {event["id"] for event in story.events("comment")}
    assert {event["thread"] for event in story.events("remove_reply")} <= threads
    changed = story.events("edit", "delete", "approve")
    assert {event["thing"] for event in changed} <= comments


def test_user_names_could_be_registered_on_reddit(story: Story) -> None:
    """Three to twenty letters, digits, dashes and underscores."""
    names = {event["by"] for event in story.events("submit", "comment")}
    bad = [name for name in names if not re.fullmatch(r"[A-Za-z0-9_-]{3,20}", name)]
    assert bad == []


def test_the_source_post_is_there_once_as_a_link(story: Story) -> None:
    """The thread that the briefing was written for keeps its title to the letter."""
    threads = story.events("submit")
    found = [event for event in threads if event["title"] == SOURCE_TITLE]
    assert [event["in"] for event in found] == ["WorldAffairsTalk"]
    assert "url" in found[0]


def test_threads_are_either_links_or_texts(story: Story) -> None:
    """A thread has a URL or a text, and a title that Reddit accepts."""
    for event in story.events("submit"):
        assert ("url" in event) != ("selftext" in event), event
        assert len(event["title"]) <= 300


def test_the_evening_is_as_busy_as_a_real_one(story: Story) -> None:
    """Enough threads and comments, most of them civil or merely heated."""
    assert len(story.events("submit")) >= 13
    comments = story.events("comment")
    assert 95 <= len(comments) <= 115
    assert len([event for event in comments if event["expect"] == "leave"]) >= 75


def test_every_comment_and_edit_says_what_is_fair_and_why(story: Story) -> None:
    """The figures of the demo rest on these labels."""
    judged = story.events("comment", "edit")
    assert {event["expect"] for event in judged} == {"flag", "leave"}
    assert [event for event in judged if len(event["why"]) < 5] == []


@pytest.mark.parametrize(
    ("subreddit", "fewest", "most"),
    [("WorldAffairsTalk", 12, 16), ("PolicyCorner", 4, 6)],
)
def test_both_subreddits_hold_clear_abuse(
    story: Story, subreddit: str, fewest: int, most: int
) -> None:
    """There is something to find, and more of it where people quarrel."""
    assert fewest <= len(flagged(story, subreddit)) <= most


def test_reddit_fails_just_as_the_source_post_comes(story: Story) -> None:
    """The reply's own write is done and then answered with an error."""
    faulty = [scene for scene in story.scenes if "faults" in scene]
    assert len(faulty) == 1
    orders = [FaultOrder.model_validate(fault) for fault in faulty[0]["faults"]]
    writes = [order for order in orders if order.method == "POST"]
    assert [(one.path, one.status, one.after_commit, one.times) for one in writes] == [
        ("/api/comment", 503, True, 1)
    ]
    assert all(order.times is not None for order in orders)
    posted = [event for event in faulty[0]["events"] if event["do"] == "submit"]
    assert [event["title"] for event in posted] == [SOURCE_TITLE]


def test_a_civil_comment_turns_ugly_in_an_edit(story: Story) -> None:
    """The edit, and only the edit, is what has to be flagged."""
    first = {event["id"]: event["expect"] for event in story.events("comment")}
    edits = story.events("edit")
    assert [(first[one["thing"]], one["expect"]) for one in edits] == [
        ("leave", "flag")
    ]


def test_the_moderator_approves_what_a_fair_reader_would_leave(story: Story) -> None:
    """An approval in the story corrects the bot; it never excuses abuse."""
    first = {event["id"]: event["expect"] for event in story.events("comment")}
    assert [first[one["thing"]] for one in story.events("approve")] == ["leave"]


def test_the_thread_without_its_reply_goes_on(story: Story) -> None:
    """After the removal somebody still writes there, which tempts the bot."""
    told = story.events(*KEYS)
    removal = next(event for event in told if event["do"] == "remove_reply")
    later = told[told.index(removal) + 1 :]
    assert removal["thread"] in {event.get("to") for event in later}
    assert removal["thread"] not in {event.get("thread") for event in later}


def test_texts_fit_into_a_reddit_comment(story: Story) -> None:
    """Nothing is longer than 10,000 characters or oddly indented."""
    for event in story.events(*KEYS):
        for text in (event.get("body", ""), event.get("selftext", "")):
            assert len(text) <= 10_000
            assert "\n " not in text, event


def test_nobody_is_pinged_and_no_real_site_is_linked(story: Story) -> None:
    """A made-up evening reaches no real person and no real page."""
    for event in story.events(*KEYS):
        text = " ".join(event.values())
        assert not re.search(r"(?i)(?<![a-z0-9])u/[a-z0-9_-]", text), event
        hosts = re.findall(r"(?i)https?://([^/\s]+)", text)
        assert set(hosts) <= {"example.org"}, event


def test_one_disguise_uses_letters_that_only_look_latin(story: Story) -> None:
    """An editor's clean-up must not undo the look-alike letters."""
    mixed = re.compile(r"[a-z][\u0430-\u044f]|[\u0430-\u044f][a-z]")
    found = [event for event in story.events("comment") if mixed.search(event["body"])]
    assert [event["expect"] for event in found] == ["flag"]
