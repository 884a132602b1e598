"""Makes our own values of what Reddit sends."""

from typing import Any

from civilbot.model import Author, Item, Kind, ModAction
from civilbot.reddit.answers import Json, number, text

_DELETED = "[deleted]"
_REMOVED = "[removed]"
#: Reasons for a submission's disappearance that are its author's own.
_BY_AUTHOR = ("deleted", "author")


def item(kind: str, data: Json) -> Item | None:
    """Read a submission or a comment; None for anything else."""
    if kind not in tuple(Kind) or not text(data, "name"):
        return None
    return _comment(data) if kind == Kind.COMMENT else _submission(data)


def author(data: Json) -> Author:
    """Read what Reddit tells of an account."""
    told = "created_utc" in data and not data.get("is_suspended")
    return Author(
        name=text(data, "name"),
        created_utc=number(data, "created_utc") if told else None,
        comment_karma=_karma(data, "comment_karma"),
        post_karma=_karma(data, "link_karma"),
    )


def _karma(data: Json, key: str) -> int | None:
    return int(number(data, key)) if key in data else None


def mod_action(data: Json) -> ModAction | None:
    """Read an entry of the moderation log; None if it has no id."""
    if not text(data, "id"):
        return None
    return ModAction(
        id=text(data, "id"),
        action=text(data, "action"),
        moderator=text(data, "mod"),
        subreddit=text(data, "subreddit"),
        fullname=text(data, "target_fullname"),
        created_utc=number(data, "created_utc"),
        details=text(data, "details") or text(data, "description"),
    )


def permissions(data: Json) -> frozenset[str]:
    """Read what a moderator may do; "all" for everything."""
    given = data.get("mod_permissions")
    return frozenset(map(str, given)) if isinstance(given, list) else frozenset()


def _comment(data: Json) -> Item:
    return Item(
        **_common(data, text(data, "body")),
        kind=Kind.COMMENT,
        title=text(data, "link_title"),
        thread=text(data, "link_id"),
        parent=text(data, "parent_id"),
        submitter=bool(data.get("is_submitter")),
    )


def _submission(data: Json) -> Item:
    return Item(
        **_common(data, text(data, "selftext")),
        kind=Kind.SUBMISSION,
        title=text(data, "title"),
        url="" if data.get("is_self") else text(data, "url"),
        flair=text(data, "link_flair_text"),
        thread=text(data, "name"),
        crosspost_of=text(data, "crosspost_parent"),
        **_repeated(data.get("crosspost_parent_list")),
    )


def _repeated(parents: Any) -> dict[str, Any]:
    """Read the post that a crosspost repeats; nothing where it is not shown."""
    first = parents[0] if isinstance(parents, list) and parents else None
    if not isinstance(first, dict):
        return {}
    words = text(first, "selftext")
    gone = words in (_DELETED, _REMOVED)
    return {
        "crosspost_title": text(first, "title"),
        "crosspost_text": "" if gone else words,
    }


def _common(data: Json, words: str) -> dict[str, Any]:
    author = _author(data)
    return {
        "fullname": text(data, "name"),
        "subreddit": text(data, "subreddit"),
        "author": author,
        "created_utc": number(data, "created_utc"),
        # False for never; very old things say true and not when.
        "edited_utc": number(data, "edited"),
        "permalink": text(data, "permalink"),
        "text": words,
        "deleted": _deleted(data, author, words),
        "removed": _removed(data, author, words),
        "approved": bool(data.get("approved") or data.get("approved_by")),
        "locked": bool(data.get("locked")),
        "archived": bool(data.get("archived")),
        "distinguished": bool(data.get("distinguished")),
        "num_reports": int(number(data, "num_reports")),
        "score": _score(data),
        "author_flair": text(data, "author_flair_text"),
    }


def _score(data: Json) -> int:
    """Read the score; where Reddit hides it, it is that of something new."""
    hidden = bool(data.get("score_hidden"))
    return 1 if hidden or "score" not in data else int(number(data, "score"))


def _author(data: Json) -> str | None:
    name = text(data, "author")
    return None if name == _DELETED else name or None


def _deleted(data: Json, author: str | None, words: str) -> bool:
    # Somebody may have written "[deleted]" as their text, under their name. An
    # account that is gone leaves its texts behind.
    gone = author is None and words == _DELETED
    return gone or text(data, "removed_by_category") in _BY_AUTHOR


def _removed(data: Json, author: str | None, words: str) -> bool:
    if any(data.get(key) for key in ("removed", "spam", "banned_by")):
        return True
    if author is None and words == _REMOVED:
        return True
    return text(data, "removed_by_category") not in ("", *_BY_AUTHOR)
