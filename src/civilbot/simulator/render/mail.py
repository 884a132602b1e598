"""Writes the moderators' conversations."""

from datetime import UTC, datetime, timedelta

from civilbot.simulator.community import Relation, Subreddit
from civilbot.simulator.records import Conversation, ModmailAction, ModmailMessage, User
from civilbot.simulator.render.content import SITE
from civilbot.simulator.render.markup import to_guarded_html
from civilbot.simulator.render.unmodelled import Json
from civilbot.simulator.things import Comment, Submission, Thing
from civilbot.simulator.world import World

RECENT = 3
"""How many of a person's posts, comments and conversations are shown."""


def conversation(c: Conversation, world: World, *, viewer: str) -> Json:
    """Write a conversation without its messages."""
    subreddit = world.subreddits[c.subreddit.lower()]
    names = dict.fromkeys(message.author for message in c.messages)
    participant = _author(c.participant, c, world) if c.participant else {}
    return {
        "authors": [_author(name, c, world) for name in names],
        "conversationType": "internal" if c.is_internal else "sr_user",
        "id": c.id,
        "isAuto": c.is_auto,
        "isHighlighted": c.is_highlighted,
        "isInternal": c.is_internal,
        "isRepliable": True,
        "lastModUpdate": _optional_date(c.last_mod_update),
        "lastUnread": _optional_date(c.unread_since.get(viewer.lower())),
        "lastUpdated": to_iso(c.last_updated),
        "lastUserUpdate": _optional_date(c.last_user_update),
        "numMessages": len(c.messages),
        "objIds": _parts(c),
        "owner": {
            "displayName": subreddit.name,
            "id": subreddit.fullname,
            "type": "subreddit",
        },
        "participant": participant,
        "participantSubreddit": {},
        "state": c.state,
        "subject": c.subject,
    }


def conversation_message(m: ModmailMessage, c: Conversation, world: World) -> Json:
    """Write one message of a conversation."""
    author = _author(m.author, c, world)
    return {
        "author": {**author, "isHidden": m.is_author_hidden},
        "body": to_guarded_html(m.body),
        "bodyMarkdown": m.body,
        "date": to_iso(m.date),
        "id": m.id,
        "isInternal": m.is_internal,
        "participatingAs": "moderator" if m.by_moderator else "participant_user",
    }


def conversation_action(a: ModmailAction, world: World) -> Json:
    """Write one thing that was done to a conversation."""
    return {
        "actionTypeId": a.type,
        "author": _person(a.author, world, is_mod=True),
        "date": to_iso(a.date),
        "id": a.id,
    }


def modmail_user(u: User, world: World, *, subreddit: Subreddit) -> Json:
    """Write what moderators see beside a conversation about the person in it."""
    ban = subreddit.related("banned", u.name)
    mute = subreddit.related("muted", u.name)
    things = [
        thing
        for thing in reversed(world.by_author.get(u.name.lower(), ()))
        if thing.subreddit == subreddit.name
    ]
    comments = [thing for thing in things if isinstance(thing, Comment)][:RECENT]
    posts = [thing for thing in things if isinstance(thing, Submission)][:RECENT]
    return {
        "approveStatus": {"isApproved": bool(subreddit.related("contributor", u.name))},
        "banStatus": {
            "endDate": _end(ban),
            "isBanned": ban is not None,
            "isPermanent": ban is not None and ban.days is None,
            "reason": ban.reason if ban else "",
        },
        "created": to_iso(u.created_utc),
        "id": u.fullname,
        "isShadowBanned": False,
        "isSuspended": u.suspended,
        "muteStatus": {
            "endDate": _end(mute),
            "isMuted": mute is not None,
            "muteCount": 1 if mute else 0,
            "reason": mute.reason if mute else "",
        },
        "name": u.name,
        "recentComments": {
            c.name: {**_glimpse(c), "comment": c.body} for c in comments
        },
        "recentConvos": _conversations_of(u, world, subreddit),
        "recentPosts": {post.name: _glimpse(post) for post in posts},
    }


def to_iso(seconds: float) -> str:
    """Write a moment the way moderator mail does."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S.%f%z")


def _optional_date(seconds: float | None) -> str | None:
    return None if seconds is None else to_iso(seconds)


def _parts(c: Conversation) -> list[Json]:
    """Messages and actions in the order in which they came."""
    dated = [(message.date, message.id, "messages") for message in c.messages]
    dated += [(action.date, action.id, "modActions") for action in c.actions]
    ordered = sorted(dated, key=lambda part: part[0])
    return [{"id": part_id, "key": key} for _, part_id, key in ordered]


def _person(name: str, world: World, *, is_mod: bool) -> Json:
    user = world.user(name)
    return {
        "id": int(user.id, 36) if user else 0,
        "isAdmin": False,
        "isDeleted": user is None or user.deleted,
        "isHidden": False,
        "isMod": is_mod,
        "name": name,
    }


def _author(name: str, c: Conversation, world: World) -> Json:
    is_mod = world.is_moderator(name, c.subreddit)
    approved = world.subreddits[c.subreddit.lower()].related("contributor", name)
    return {
        **_person(name, world, is_mod=is_mod),
        "isApproved": approved is not None,
        "isOp": c.messages[0].author == name,
        "isParticipant": c.participant == name,
    }


def _end(relation: Relation | None) -> str | None:
    if relation is None or relation.days is None:
        return None
    start = datetime.fromtimestamp(relation.created_utc, UTC)
    return to_iso((start + timedelta(days=relation.days)).timestamp())


def _glimpse(thing: Thing) -> Json:
    thread = thing.submission if isinstance(thing, Comment) else thing
    return {
        "date": to_iso(thing.created_utc),
        "permalink": f"{SITE}{thing.permalink}",
        "title": thread.title,
    }


def _conversations_of(u: User, world: World, subreddit: Subreddit) -> Json:
    theirs = [
        c
        for c in world.conversations.values()
        if c.participant == u.name and c.subreddit == subreddit.name
    ]
    newest = sorted(theirs, key=lambda c: c.last_updated, reverse=True)[:RECENT]
    return {
        c.id: {
            "date": to_iso(c.last_updated),
            "id": c.id,
            "permalink": f"https://mod.reddit.com/mail/perma/{c.id}",
            "subject": c.subject,
        }
        for c in newest
    }
