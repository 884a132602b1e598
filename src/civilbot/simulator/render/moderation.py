"""Writes the moderation log and the notes moderators keep about people."""

from civilbot.simulator.records import ModAction, ModNote
from civilbot.simulator.render.community import account_fullname
from civilbot.simulator.render.unmodelled import Json
from civilbot.simulator.world import World


def modaction(a: ModAction, world: World) -> Json:
    """Write one line of the log."""
    subreddit = world.subreddit_of(a)
    data: Json = {
        "action": a.action,
        "created_utc": a.created_utc,
        "description": a.description,
        "details": a.details,
        "id": a.id,
        "mod": a.mod,
        "mod_id36": account_fullname(a.mod, world).removeprefix("t2_"),
        "sr_id36": subreddit.id,
        "subreddit": subreddit.name,
        "subreddit_name_prefixed": subreddit.prefixed_name,
        "target_author": a.target_author or "",
        "target_body": a.target_body,
        "target_fullname": a.target_fullname,
        "target_permalink": a.target_permalink,
        "target_title": a.target_title,
    }
    return {"kind": "modaction", "data": data}


def mod_note(n: ModNote, world: World, *, cursor: str | None = None) -> Json:
    """Write a note; in a person's list of notes each also has a cursor."""
    subreddit = world.subreddit_of(n)
    by_hand = n.action is None
    row: Json = {
        "created_at": int(n.created_at),
        "id": n.id,
        "mod_action_data": {
            "action": n.action.action if n.action else None,
            "description": n.action.description if n.action else None,
            "details": n.action.details if n.action else None,
            "reddit_id": None if by_hand else n.reddit_id,
        },
        "operator": n.operator,
        "operator_id": account_fullname(n.operator, world),
        "subreddit": subreddit.name,
        "subreddit_id": subreddit.fullname,
        "type": n.type,
        "user": n.user,
        "user_id": account_fullname(n.user, world),
        "user_note_data": {
            "label": n.label,
            "note": n.note,
            "reddit_id": n.reddit_id if by_hand else None,
        },
    }
    return row if cursor is None else {**row, "cursor": cursor}
