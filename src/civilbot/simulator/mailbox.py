"""The folders of moderator mail, and the orders in which they can be shown."""

from collections.abc import Callable

from civilbot.simulator.mail import ARCHIVED, IN_PROGRESS
from civilbot.simulator.records import Conversation

FOLDERS: dict[str, Callable[[Conversation], bool]] = {
    "new": lambda one: one.state == 0 and not one.is_internal,
    "inprogress": lambda one: one.state == IN_PROGRESS and not one.is_internal,
    "mod": lambda one: one.is_internal and one.state != ARCHIVED,
    "archived": lambda one: one.state == ARCHIVED,
    "highlighted": lambda one: one.is_highlighted,
    "notifications": lambda one: one.is_auto and one.state != ARCHIVED,
    "appeals": lambda _one: False,
    "join_requests": lambda _one: False,
    "filtered": lambda _one: False,
}
"""Nothing here ever is a ban appeal, a request to join, or filtered."""


def is_in(one: Conversation, folder: str) -> bool:
    """Tell whether a conversation belongs in a folder.

    As PRAW documents it, "all" leaves out what is internal or archived.
    """
    if folder in ("all", "inbox", "default"):
        return one.state != ARCHIVED and not one.is_internal
    return folder in FOLDERS and FOLDERS[folder](one)


def sort_key(one: Conversation, sort: str, reader: str) -> tuple[float, int]:
    """What conversations are sorted by; equal times fall back on their age."""
    match sort:
        case "mod":
            when = one.last_mod_update
        case "user":
            when = one.last_user_update
        case "unread":
            when = one.unread_since.get(reader.lower())
        case _:
            when = one.last_updated
    return when or 0.0, one.number
