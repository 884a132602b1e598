"""Writes accounts and what is in their inboxes."""

from civilbot.simulator.records import InboxEntry, InboxKind, PrivateMessage, User
from civilbot.simulator.render.content import DELETED, shown_author, shown_text
from civilbot.simulator.render.markup import to_guarded_html, to_html
from civilbot.simulator.render.unmodelled import ACCOUNT, ME, PROFILE, Json
from civilbot.simulator.things import Comment
from civilbot.simulator.world import World

SUBJECTS: dict[InboxKind, str] = {
    "comment_reply": "comment reply",
    "post_reply": "post reply",
    "username_mention": "username mention",
}


def account(u: User, world: World, *, viewer: str | None) -> Json:
    """Write an account as others see it; a suspended one says little."""
    if u.suspended:
        return {"kind": "t2", "data": _suspended(u)}
    watcher = world.user(viewer)
    data = {
        **ACCOUNT.fields(),
        **_karma(u),
        "created": u.created_utc,
        "created_utc": u.created_utc,
        "id": u.id,
        "is_blocked": watcher is not None and u.name.lower() in watcher.blocked,
        "is_mod": bool(world.moderated_by(u.name)),
        "name": u.name,
        "subreddit": _profile(u),
    }
    return {"kind": "t2", "data": data}


def me(u: User, world: World) -> Json:
    """Write an account as it sees itself, without a kind around it."""
    unread = sum(1 for entry in world.inboxes.get(u.name.lower(), ()) if entry.new)
    mine = world.moderated_by(u.name)
    has_mod_mail = any(
        u.name.lower() in conversation.unread_since
        for conversation in world.conversations.values()
    )
    return {
        **ME.fields(),
        **_karma(u),
        "created": u.created_utc,
        "created_utc": u.created_utc,
        "has_mail": unread > 0,
        "has_mod_mail": has_mod_mail,
        "id": u.id,
        "inbox_count": unread,
        "is_mod": bool(mine),
        "is_suspended": u.suspended,
        "name": u.name,
        "new_modmail_exists": bool(mine),
        "oauth_client_id": "simulator",
        "subreddit": {**_profile(u), "coins": 0},
    }


def message(e: InboxEntry, world: World) -> Json:
    """Write one item of an inbox: a reply, a mention or a private message."""
    if isinstance(e.item, PrivateMessage):
        return _private_message(e.item, world, new=e.new)
    return _notice(e, e.item, world)


def sent_message(m: PrivateMessage, world: World, *, viewer: str) -> Json:
    """Write a message for the one who sent it: never new, and in their own name."""
    rendered = _private_message(m, world, new=False)
    rendered["data"]["author"] = m.author or viewer
    return rendered


def _suspended(u: User) -> Json:
    return {
        "awardee_karma": 0,
        "awarder_karma": 0,
        "is_blocked": False,
        "is_suspended": True,
        "name": u.name,
        "total_karma": 0,
    }


def _karma(u: User) -> Json:
    return {
        "comment_karma": u.comment_karma,
        "link_karma": u.link_karma,
        "total_karma": u.comment_karma + u.link_karma,
    }


def _profile(u: User) -> Json:
    fields = PROFILE.fields()
    del fields["coins"]
    return {
        **fields,
        "display_name": f"u_{u.name}",
        "display_name_prefixed": f"u/{u.name}",
        "icon_size": [256, 256],
        "link_flair_position": "",
        "name": f"t5_{u.id}",
        "subreddit_type": "user",
        "url": f"/user/{u.name}/",
    }


def _notice(e: InboxEntry, c: Comment, world: World) -> Json:
    author = world.user(shown_author(c, world, e.owner))
    text = shown_text(c, c.body, world, e.owner)
    data: Json = {
        **_envelope(e.owner, c.created_utc, new=e.new),
        "author": author.name if author else DELETED,
        "author_fullname": author.fullname if author else None,
        "body": text,
        "body_html": to_html(text),
        "context": f"{c.permalink}?context=3",
        "distinguished": c.distinguished,
        "first_message": None,
        "first_message_name": None,
        "id": c.id,
        "link_title": c.submission.title,
        "name": c.name,
        "num_comments": c.submission.num_comments,
        "parent_id": c.parent.name,
        "score": c.score,
        "subject": SUBJECTS[e.kind],
        "subreddit": c.subreddit,
        "subreddit_name_prefixed": f"r/{c.subreddit}",
        "type": e.kind,
        "was_comment": True,
    }
    return {"kind": "t1", "data": data}


def _private_message(m: PrivateMessage, world: World, *, new: bool) -> Json:
    author = world.user(m.author)
    parent = m.parent
    data: Json = {
        **_envelope(m.dest, m.created_utc, new=new),
        "author": m.author,
        "author_fullname": author.fullname if author else None,
        "body": m.body,
        "body_html": to_guarded_html(m.body),
        "context": "",
        "distinguished": "moderator" if m.subreddit else None,
        "first_message": m.first.number if parent else None,
        "first_message_name": m.first.name if parent else None,
        "id": m.id,
        "name": m.name,
        "num_comments": None,
        "parent_id": parent.name if parent else None,
        "score": 0,
        "subject": m.subject,
        "subreddit": m.subreddit,
        "subreddit_name_prefixed": f"r/{m.subreddit}" if m.subreddit else None,
        "type": "unknown",
        "was_comment": False,
    }
    return {"kind": "t4", "data": data}


def _envelope(dest: str, created: float, *, new: bool) -> Json:
    return {
        "associated_awarding_id": None,
        "created": created,
        "created_utc": created,
        "dest": dest,
        "likes": None,
        "new": new,
        "replies": "",
    }
