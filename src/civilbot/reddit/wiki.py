"""Reads the moderators' wiki pages, and who may edit them."""

from collections.abc import Mapping
from typing import Any

import praw
from praw.endpoints import API_PATH
from prawcore.exceptions import NotFound

from civilbot.model import ModAction
from civilbot.reddit import answers, convert
from civilbot.reddit.answers import Json, number, text
from civilbot.wiki import WikiText

#: What Reddit calls an edit of a page in the moderation log.
EDIT = "wikirevise"

#: Reddit's reasons for a 404 that mean: there is a wiki, and no such page in it.
_NO_PAGE = ("PAGE_NOT_FOUND", "PAGE_NOT_CREATED")


def page(reddit: praw.Reddit, subreddit: str, name: str) -> WikiText | None:
    """Give a page as it stands; None if there is none."""
    path = API_PATH["wiki_page"].format(subreddit=subreddit, page=name)
    try:
        answer = answers.get(reddit, path)
    except NotFound as error:
        if _reason(error) in _NO_PAGE:
            return None
        raise
    return _page(answers.known(_data(answer)))


def edits(reddit: praw.Reddit, subreddits: str) -> tuple[ModAction, ...]:
    """Give the last edits of wiki pages in the moderation log, newest first."""
    path = API_PATH["about_log"].format(subreddit=subreddits)
    found = answers.listing(reddit, path, type=EDIT, limit=answers.PAGE)
    entries = (convert.mod_action(data) for _, data in found.things)
    return tuple(entry for entry in entries if entry and entry.action == EDIT)


def powers(reddit: praw.Reddit, subreddit: str) -> Mapping[str, frozenset[str]]:
    """Say what each moderator may do, by lower-case name."""
    path = API_PATH["list_moderator"].format(subreddit=subreddit)
    return {
        text(data, "name").lower(): convert.permissions(data)
        for _, data in answers.whole(reddit, path)
    }


def _page(data: Json) -> WikiText:
    content, revision = data.get("content_md"), text(data, "revision_id")
    whole = isinstance(content, str) and revision
    return WikiText(
        revision=answers.known(revision if whole else None),
        author=_author(data.get("revision_by")),
        saved_at=number(data, "revision_date"),
        text=text(data, "content_md"),
    )


def _author(by: Any) -> str:
    """Read who saved a page; "" where the account is gone."""
    data = by.get("data") if isinstance(by, dict) else None
    return text(data, "name") if isinstance(data, dict) else ""


def _data(answer: Any) -> Json | None:
    data = answer.get("data") if isinstance(answer, dict) else None
    return data if isinstance(data, dict) else None


def _reason(error: NotFound) -> str:
    try:
        answer = error.response.json()
    except ValueError:
        return ""
    return text(answer, "reason") if isinstance(answer, dict) else ""
