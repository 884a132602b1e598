"""The whole simulated Reddit as plain data, for tests to look at."""

from dataclasses import asdict
from typing import Any

from civilbot.simulator.records import Conversation, InboxEntry
from civilbot.simulator.things import Comment, Thing
from civilbot.simulator.world import World

COPIED = (
    "subreddit",
    "author",
    "created_utc",
    "edited",
    "deleted",
    "removed",
    "spam",
    "removed_by",
    "removed_at_utc",
    "approved",
    "approved_by",
    "approved_at_utc",
    "removal_reason_id",
    "removal_note",
    "ignore_reports",
    "locked",
    "stickied",
    "distinguished",
    "archived",
    "permalink",
)


def describe(world: World) -> dict[str, Any]:
    """Everything there is, as JSON can hold it."""
    return {
        "now": world.now(),
        "things": [describe_thing(thing) for thing in world.things.values()],
        "mod_log": [asdict(entry) for entry in world.mod_log],
        "mod_notes": [asdict(note) for note in world.mod_notes],
        "modmail": [_conversation(one) for one in world.conversations.values()],
        "messages": [
            {**asdict(one), "name": one.name, "parent": one.parent and one.parent.name}
            for one in world.messages.values()
        ],
        "inboxes": {
            owner: [_entry(one) for one in entries]
            for owner, entries in world.inboxes.items()
        },
        "subreddits": [asdict(one) for one in world.subreddits.values()],
        "users": [_user(asdict(one)) for one in world.users.values()],
    }


def describe_thing(thing: Thing) -> dict[str, Any]:
    """One submission or comment."""
    common = {
        "name": thing.name,
        "kind": thing.kind,
        **{key: getattr(thing, key) for key in COPIED},
        "reports": [asdict(report) for report in thing.reports],
        "replies": [reply.name for reply in thing.replies],
        "body": thing.body,
    }
    return {**common, **_own(thing)}


def _own(thing: Thing) -> dict[str, Any]:
    if isinstance(thing, Comment):
        return {"parent": thing.parent.name, "link": thing.submission.name}
    return {
        "title": thing.title,
        "selftext": thing.selftext,
        "url": thing.url,
        "flair": thing.flair_text,
        "flair_template_id": thing.flair_template_id,
        "over_18": thing.over_18,
        "spoiler": thing.spoiler,
    }


def _conversation(one: Conversation) -> dict[str, Any]:
    return {**asdict(one), "is_internal": one.is_internal}


def _entry(one: InboxEntry) -> dict[str, Any]:
    return {"name": one.name, "kind": one.kind, "new": one.new}


def _user(user: dict[str, Any]) -> dict[str, Any]:
    return {
        **user,
        "password": user["password"] and "•••",
        "blocked": sorted(user["blocked"]),
    }
