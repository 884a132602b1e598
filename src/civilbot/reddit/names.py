"""Checks names before they become part of an address on Reddit."""

import re
from collections.abc import Sequence

from civilbot.errors import ItemRefused, SubredditClosed

#: r/name, or u_name for somebody's profile; names may hold "-" there.
_SUBREDDIT = re.compile(r"(u_)?[A-Za-z0-9][A-Za-z0-9_-]{1,23}", re.ASCII)
_USER = re.compile(r"[A-Za-z0-9_-]{1,32}", re.ASCII)
_CONVERSATION = re.compile(r"[0-9a-z]{1,13}", re.ASCII)
_THING = re.compile(r"t[13]_[0-9a-z]{1,13}", re.ASCII)


def is_subreddit(name: str) -> bool:
    """Tell whether a subreddit can have this name."""
    return _SUBREDDIT.fullmatch(name) is not None


def joined(subreddits: Sequence[str]) -> str:
    """Join subreddits for one request, as Reddit writes it: a+b+c."""
    for name in subreddits:
        if not is_subreddit(name):
            raise SubredditClosed(
                f"{name!r} cannot be a subreddit's name", subreddit=name
            )
    return "+".join(subreddits)


def user(name: str) -> str:
    """Let a user's name through if it can be one."""
    if _USER.fullmatch(name) is None:
        raise ItemRefused(f"{name!r} cannot be a user's name")
    return name


def conversation(id_: str) -> str:
    """Let the id of a conversation in modmail through if it can be one."""
    if _CONVERSATION.fullmatch(id_) is None:
        raise ItemRefused(f"{id_!r} cannot be a conversation's id")
    return id_


def is_thing(fullname: str) -> bool:
    """Tell whether this can be the full name of a submission or a comment."""
    return _THING.fullmatch(fullname) is not None


def thing(fullname: str) -> tuple[str, str]:
    """Split the full name of a submission or a comment into kind and id."""
    if not is_thing(fullname):
        raise ItemRefused(f"{fullname!r} is neither a submission nor a comment")
    kind, _, id_ = fullname.partition("_")
    return kind, id_
