"""Looks on Reddit whether an action of ours is already done, before it is repeated."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import praw

from civilbot.model import Action, ActionKind, Kind
from civilbot.reddit import answers, mail, names
from civilbot.reddit.answers import Json, rows, text
from civilbot.reddit.perform import MAX_REPORT, MAX_SUBJECT, shortened


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for, and by whom it was done."""

    reddit: praw.Reddit
    me: str
    action: Action


def find(search: Search) -> str:
    """Give the id of our own earlier doing of the action, or "".

    Actions that may be repeated without harm are not looked for.
    """
    look = _LOOKS.get(search.action.kind)
    return look(search) if look else ""


def _reply(search: Search) -> str:
    # Listings lag behind, each in its own time: so look in both places.
    return _answer_among(_own_comments(search), search) or _answer_among(
        _thread(search), search
    )


def _own_comments(search: Search) -> Iterator[Json]:
    path = f"user/{names.user(search.me)}/comments"
    newest = answers.listing(search.reddit, path, sort="new", limit=answers.PAGE)
    yield from (comment for _, comment in newest.things)


def _thread(search: Search) -> Iterator[Json]:
    """Give what stands directly below the thing that was to be answered."""
    kind, id_ = names.thing(search.action.fullname)
    if kind == Kind.SUBMISSION:
        path, depth = f"comments/{id_}/", 1
    elif names.is_thing(search.action.thread):
        path, depth = f"comments/{names.thing(search.action.thread)[1]}/_/{id_}", 2
    else:
        return
    answer = answers.get(search.reddit, path, sort="new", limit=500, depth=depth)
    tree = answers.known(answer if isinstance(answer, list) else None)
    for _, comment in answers.known(answers.listed(tree[-1])).things:
        yield comment
        below = answers.listed(comment.get("replies"))
        yield from (reply for _, reply in below.things) if below else ()


def _answer_among(comments: Iterable[Json], search: Search) -> str:
    for comment in comments:
        ours = _same(text(comment, "author"), search.me)
        if ours and text(comment, "parent_id") == search.action.fullname:
            return text(comment, "name")
    return ""


def _report(search: Search) -> str:
    kind, id_ = names.thing(search.action.fullname)
    found = answers.listing(search.reddit, "api/info/", id=f"{kind}_{id_}")
    for _, thing in found.things:
        if _reported(thing, search):
            return search.action.fullname
    return ""


def _reported(thing: Json, search: Search) -> bool:
    """Look among open reports, and those that a moderator has dealt with since.

    Reports by moderators carry a name, all others only their words.
    """
    by_name = rows(thing, "mod_reports") + rows(thing, "mod_reports_dismissed")
    if any(len(row) > 1 and _same(str(row[1]), search.me) for row in by_name):
        return True
    reason = shortened(search.action.text, MAX_REPORT)
    by_words = rows(thing, "user_reports") + rows(thing, "user_reports_dismissed")
    return any(row[:1] == [reason] for row in by_words)


def _edit_reply(search: Search) -> str:
    # The last line of each text of ours says what it is.
    wanted = search.action.text.rstrip().rpartition("\n")[2].strip()
    reply = _now(search)
    lines = text(reply, "body").splitlines() if reply else []
    is_there = wanted in (line.strip() for line in lines)
    return search.action.fullname if is_there else ""


def _delete_reply(search: Search) -> str:
    reply = _now(search)
    # What Reddit does not show may be there: its subreddit can be private for an hour.
    gone = reply is not None and not _same(text(reply, "author"), search.me)
    return search.action.fullname if gone else ""


def _now(search: Search) -> Json | None:
    """Read our reply as it stands; None if Reddit does not know it any more."""
    kind, id_ = names.thing(search.action.fullname)
    found = answers.listing(search.reddit, "api/info/", id=f"{kind}_{id_}")
    return next((thing for _, thing in found.things), None)


def _mod_note(search: Search) -> str:
    answer = answers.get(
        search.reddit,
        "api/mod/notes",
        subreddit=names.joined([search.action.subreddit]),
        user=names.user(search.action.user),
        filter="NOTE",
        limit=answers.PAGE,
    )
    notes = answer.get("mod_notes") if isinstance(answer, dict) else None
    for note in _dicts(answers.known(notes if isinstance(notes, list) else None)):
        about = note.get("user_note_data") or {}
        ours = _same(text(note, "operator"), search.me)
        if ours and text(about, "reddit_id") == search.action.fullname:
            return text(note, "id")
    return ""


def _modmail(search: Search) -> str:
    # Discussions among moderators are in a list of their own until archived.
    for state in ("mod", "archived"):
        for conversation in _conversations(search, state):
            if _is_our_mail(conversation, search):
                return text(conversation, "id")
    return ""


def _conversations(search: Search, state: str) -> list[Json]:
    answer = answers.get(
        search.reddit,
        "api/mod/conversations/",
        entity=names.joined([search.action.subreddit]),
        state=state,
        sort="recent",
        limit=answers.PAGE,
    )
    found = answer.get("conversations") if isinstance(answer, dict) else None
    return _dicts(answers.known(found if isinstance(found, dict) else None).values())


def _is_our_mail(conversation: Json, search: Search) -> bool:
    subject = shortened(search.action.subject, MAX_SUBJECT)
    authors = _dicts(conversation.get("authors") or ())
    return text(conversation, "subject") == subject and any(
        _same(text(author, "name"), search.me) for author in authors
    )


def _answer(search: Search) -> str:
    said = search.action.text.split()
    for letter in mail.letters(search.reddit, search.action.conversation):
        # Reddit may change white space.
        if _same(letter.author, search.me) and letter.text.split() == said:
            return letter.id
    return ""


def _dicts(values: Iterable[Any]) -> list[Json]:
    return [value for value in values if isinstance(value, dict)]


def _same(name: str, other: str) -> bool:
    return name.lower() == other.lower()


_LOOKS: Mapping[ActionKind, Callable[[Search], str]] = MappingProxyType(
    {
        ActionKind.REPLY: _reply,
        ActionKind.REPORT: _report,
        ActionKind.MOD_NOTE: _mod_note,
        ActionKind.MODMAIL: _modmail,
        ActionKind.ANSWER: _answer,
        ActionKind.EDIT_REPLY: _edit_reply,
        ActionKind.DELETE_REPLY: _delete_reply,
    }
)
