"""Reads one line of a history dump: a post or a comment, in the archives' words."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from civilbot.backtest.records import Record, Said, readable
from civilbot.backtest.testimony import gone, testimony
from civilbot.model import Author, Item, Kind

Json = Mapping[str, Any]

#: Reddit's first post was made in June 2005; the other end only catches nonsense.
_FIRST, _LAST = 1_117_584_000.0, 4_102_444_800.0
_ID = re.compile(r"[0-9a-z]{1,13}")
_DELETED = frozenset({"[deleted]", "[removed]", ""})


def read_line(line: bytes) -> Record:
    """Read a line.

    Raises:
        ValueError: with one line that says what is wrong.
    """
    # Windows begins files with a byte order mark.
    text = line.decode("utf-8", errors="replace").removeprefix("\ufeff")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"not JSON: {error}") from None
    if not isinstance(data, dict):
        raise ValueError("no JSON object: a post or a comment was expected")  # noqa: TRY004 - a bad line
    return record(data)


def record(data: Json) -> Record:
    """Read a post or a comment.

    Raises:
        ValueError: with one line that says what is wrong.
    """
    if "body" in data:
        return _record(data, _comment(data), _text(data, "body"))
    if "title" in data:
        return _record(data, _submission(data), _text(data, "selftext"))
    raise ValueError("neither a post nor a comment: it has no 'title' and no 'body'")


def _record(data: Json, own: dict[str, Any], words: str) -> Record:
    created = _time(data, "created_utc")
    author = _author(data)
    item = Item(
        subreddit=_subreddit(data),
        author=author,
        author_flair=_text_or_nothing(data, "author_flair_text"),
        created_utc=created,
        edited_utc=_edited(data, created),
        text=words,
        distinguished=bool(data.get("distinguished")),
        num_reports=_count(data, "num_reports"),
        score=_count(data, "score", 1),
        **own,
    )
    said, proof = testimony(data)
    lost = gone(words)
    if lost is not None and said is Said.UNSEEN:
        said, proof = lost
    return Record(
        item=item,
        author=_account(data, author),
        by_moderator=data.get("distinguished") == "moderator",
        said=said,
        proof=proof,
        gone=lost is not None,
    )


def _comment(data: Json) -> dict[str, Any]:
    name = _name(data, Kind.COMMENT)
    thread = _text(data, "link_id")
    place = f"/r/{_subreddit(data)}/comments/{thread.removeprefix('t3_')}/_/{name[3:]}/"
    return {
        "fullname": name,
        "kind": Kind.COMMENT,
        "title": _text(data, "link_title"),
        "thread": thread,
        # Some old dumps hold a number here.
        "parent": _text_or_nothing(data, "parent_id"),
        "permalink": _text(data, "permalink") or place,
        "submitter": data.get("is_submitter") is True,
    }


def _submission(data: Json) -> dict[str, Any]:
    name = _name(data, Kind.SUBMISSION)
    own = data.get("is_self") is True
    return {
        "fullname": name,
        "kind": Kind.SUBMISSION,
        "title": _text(data, "title"),
        "url": "" if own else _text(data, "url"),
        "flair": _text(data, "link_flair_text"),
        "thread": name,
        "crosspost_of": _text_or_nothing(data, "crosspost_parent"),
        "permalink": _text(data, "permalink")
        or f"/r/{_subreddit(data)}/comments/{name[3:]}/",
        **_repeated(data.get("crosspost_parent_list")),
    }


def _repeated(parents: object) -> dict[str, str]:
    """Read the post that a crosspost repeats; nothing where it is not shown."""
    first = parents[0] if isinstance(parents, list) and parents else None
    if not isinstance(first, dict):
        return {}
    words = _text_or_nothing(first, "selftext")
    return {
        "crosspost_title": _text_or_nothing(first, "title"),
        "crosspost_text": "" if gone(words) else words,
    }


def _name(data: Json, kind: Kind) -> str:
    written = data.get("id") or data.get("name")
    if not written:
        raise ValueError("no 'id'")
    own = str(written).removeprefix(f"{kind}_").lower()
    if not _ID.fullmatch(own):
        raise ValueError(f"id: {_shown(written)} is no id of Reddit's")
    return f"{kind}_{own}"


def _subreddit(data: Json) -> str:
    name = data.get("subreddit") or data.get("subreddit_name_prefixed")
    if not name:
        raise ValueError("no 'subreddit'")
    if not isinstance(name, str):
        raise ValueError("subreddit: should be a name")  # noqa: TRY004 - a bad line
    return readable(name.removeprefix("r/"))


def _author(data: Json) -> str | None:
    name = _text_or_nothing(data, "author")
    return None if name in _DELETED else name


def _account(data: Json, name: str | None) -> Author | None:
    """Read what is told of the author; dumps tell nothing of karma."""
    if name is None:
        return None
    made = data.get("author_created_utc")
    return Author(
        name=name,
        created_utc=_time(data, "author_created_utc") if made else None,
    )


def _time(data: Json, field: str) -> float:
    """Read a time: seconds, as a number or as text, or a date as ISO 8601 writes it."""
    value = data.get(field)
    if value is None:
        raise ValueError(f"no '{field}'")
    seconds = _seconds(value)
    if seconds is None or not _FIRST <= seconds <= _LAST:
        raise ValueError(f"{field}: {_shown(value)} is no time since June 2005")
    return seconds


def _seconds(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return float(value)
    except OverflowError:
        return None
    except ValueError:
        return _from_date(str(value))


def _from_date(text: str) -> float | None:
    try:
        found = datetime.fromisoformat(text.replace(" UTC", "+00:00"))
    except ValueError:
        return None
    if found.tzinfo is None:
        found = datetime.fromisoformat(f"{found.isoformat()}+00:00")
    return found.timestamp()


def _edited(data: Json, created: float) -> float:
    """Read when it was edited; very old things say only that they were."""
    edited = data.get("edited")
    if edited is True:
        return created
    seconds = _seconds(edited)
    return seconds if seconds is not None and _FIRST <= seconds <= _LAST else 0.0


def _count(data: Json, field: str, default: int = 0) -> int:
    value = _seconds(data.get(field))
    return default if value is None or not abs(value) < 1e9 else int(value)


def _text(data: Json, field: str) -> str:
    value = data.get(field)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f"{field}: should be text")  # noqa: TRY004 - a bad line
    return readable(value)


def _text_or_nothing(data: Json, field: str) -> str:
    value = data.get(field)
    return readable(value) if isinstance(value, str) else ""


def _shown(value: object) -> str:
    """Show a value of somebody else's in a message: short, and on one line."""
    text = json.dumps(value, default=str)
    return text if len(text) <= 40 else f"{text[:37]}..."
