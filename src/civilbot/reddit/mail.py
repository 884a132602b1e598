"""Reads what moderators write to each other, and to the bot, in modmail."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import praw
from praw.endpoints import API_PATH

from civilbot.consent import Conversation, Letter
from civilbot.reddit import answers, names
from civilbot.reddit.answers import Json, text

#: Where discussions among moderators are listed: archived ones by themselves.
FOLDERS = ("mod", "archived")

#: Pages of one folder that are read at most: a list without an end is a mistake.
MOST_PAGES = 10


def conversations(
    reddit: praw.Reddit, subreddits: Sequence[str], *, since: float
) -> tuple[Conversation, ...]:
    """Give discussions among moderators that were last written in since a time."""
    found = [
        one for folder in FOLDERS for one in _folder(reddit, subreddits, folder, since)
    ]
    return tuple(sorted(found, key=lambda one: one.updated_utc, reverse=True))


def _folder(
    reddit: praw.Reddit, subreddits: Sequence[str], folder: str, since: float
) -> Iterator[Conversation]:
    after: dict[str, str | int] = {}
    for _ in range(MOST_PAGES):
        answer = answers.get(
            reddit,
            API_PATH["modmail_conversations"],
            entity=",".join(subreddits),
            state=folder,
            sort="recent",
            limit=answers.PAGE,
            **after,
        )
        page = [_conversation(data) for data in _inside(answer, "conversations")]
        fresh = [one for one in page if one.updated_utc >= since]
        yield from fresh
        if len(page) < answers.PAGE or len(fresh) < len(page):
            return
        after = {"after": page[-1].id}


def letters(reddit: praw.Reddit, conversation: str) -> tuple[Letter, ...]:
    """Give what stands in a conversation, oldest first."""
    path = API_PATH["modmail_conversation"].format(id=names.conversation(conversation))
    found = _inside(answers.get(reddit, path), "messages")
    return tuple(sorted(map(_letter, found), key=lambda letter: letter.at))


def _inside(answer: Any, key: str) -> list[Json]:
    """Read the values under a key; an answer without it was none."""
    found = answer.get(key) if isinstance(answer, dict) else None
    values = answers.known(found if isinstance(found, dict) else None).values()
    return _dicts(values)


def _conversation(data: Json) -> Conversation:
    return Conversation(
        id=text(data, "id"),
        subject=text(data, "subject"),
        updated_utc=_time(data, "lastUpdated"),
        messages=int(answers.number(data, "numMessages")),
    )


def _letter(data: Json) -> Letter:
    author = data.get("author")
    return Letter(
        id=text(data, "id"),
        author=text(author, "name") if isinstance(author, dict) else "",
        text=text(data, "bodyMarkdown"),
        at=_time(data, "date"),
    )


def _time(data: Json, key: str) -> float:
    """Read a time as modmail writes it; 0.0 where there is none."""
    try:
        return datetime.fromisoformat(text(data, key)).timestamp()
    except ValueError:
        return 0.0


def _dicts(values: Iterable[Any]) -> list[Json]:
    return [value for value in values if isinstance(value, dict)]
