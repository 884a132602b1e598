"""What the fields of a history prove about moderators' decisions, and what not.

A person's decision counts as one; AutoModerator's, a filter's or Reddit's does not.
What stands in the fields that only moderators see is preferred to what all may see.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from civilbot.backtest.records import Said

Json = Mapping[str, Any]

#: What stands in the place of words that are gone, in lower case without brackets.
_GONE: Mapping[str, tuple[Said, str]] = {
    "deleted": (Said.UNSEEN, ""),
    "removed": (Said.REMOVED, "[removed]"),
    "removed by moderator": (Said.REMOVED, "[removed by moderator]"),
    "removed by reddit": (Said.FILTERED, "[removed by Reddit]"),
}

#: Reddit's and the archives' words for who took something away.
_BY: Mapping[str, Said] = {
    "moderator": Said.REMOVED,
    # The archives' word for comments; they do not tell a moderator from AutoModerator.
    "removed": Said.REMOVED,
    "author": Said.UNSEEN,
    "deleted": Said.UNSEEN,
}

#: These act under a name in `banned_by`, but no person decided there.
_MACHINES = frozenset({"automoderator", "reddit"})


def testimony(data: Json) -> tuple[Said, str]:
    """Return what moderators said of a thing, and the field that tells so."""
    return next(_told(data), (Said.UNSEEN, ""))


def gone(words: str) -> tuple[Said, str] | None:
    """Return what the place of words that are gone tells; None if words stand there."""
    if len(words) > 40:
        return None
    return _GONE.get(words.strip().strip("[]").strip().lower())


def _told(data: Json) -> Iterator[tuple[Said, str]]:
    """Give what each field tells, the surest first."""
    banned_by = data.get("banned_by")
    if banned_by:
        person = isinstance(banned_by, str) and banned_by.lower() not in _MACHINES
        yield (Said.REMOVED if person else Said.FILTERED), "banned_by"
    if data.get("spam") is True:
        yield Said.FILTERED, "spam"
    if data.get("removed") is True:
        yield Said.REMOVED, "removed"
    for field in ("approved_by", "approved"):
        if data.get(field):
            yield Said.APPROVED, field
    meta = data.get("_meta")
    kept = meta.get("removal_type") if isinstance(meta, dict) else None
    for field, value in (
        ("removed_by_category", data.get("removed_by_category")),
        ("removed_by", data.get("removed_by")),
        ("_meta.removal_type", kept),
    ):
        if isinstance(value, str) and value:
            yield _BY.get(value.lower(), Said.FILTERED), field
