"""Decides from recordings of many years what comments, submissions and such have today.

- *A key is required* if every recording of the newest years had it. Newest means the
  last year with recordings, and the one before if that is at most two years older.
- *Old keys*: one that every recording of some year had and none of the newest has, has
  vanished and counts as unknown; so does one last seen more than six years before.
- *Types* are those of these last six years. Where they are only null or empty, older
  years are asked: null tells nothing about the value.
"""

from collections.abc import Iterator
from typing import Any

from tests.contract.schemas.counts import Recorded, count, merge
from tests.contract.schemas.write import Shape, field_shape

Years = dict[int, Recorded]

LOOK_BACK = 6
NEWEST_SPAN = 2

FORMS = {"t1": ("t1_inbox", "was_comment"), "t2": ("t2_me", "has_mail")}
"""Kinds that come in two forms: the second one's name and the key that marks it."""

OF_AUTHORS = {
    "author_flair_richtext",
    "author_flair_type",
    "author_fullname",
    "author_patreon_flair",
    "author_premium",
}
"""What things of a deleted author lack: in 2020 the same number of recordings, 22 of
600 comments and 4 of 126 submissions, lack exactly these."""

BEYOND_RECORDINGS: dict[tuple[str, str], Shape] = {
    # Recorded rows are [reason, count]; newer ones are said to carry two booleans more,
    # which nobody recorded. Code that unpacks pairs must fail here, not on Reddit.
    ("t1", "user_reports"): {"array": {"array": "boolean|null|number|string"}},
    ("t3", "user_reports"): {"array": {"array": "boolean|null|number|string"}},
    ("t3", "user_reports_dismissed"): {"array": {"array": "boolean|number|string"}},
}


def things(kinds: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Write the shape of every kind, and of its forms."""
    for kind, recorded in kinds.items():
        years = {int(year): part for year, part in recorded.items() if year != "none"}
        if kind in FORMS:
            form, mark = FORMS[kind]
            yield form, _today(form, _with(years, mark))
            years = _without(years, mark)
        shape = _today(kind, years)
        yield kind, shape
        if kind in {"t1", "t3"}:
            keys = {k: v for k, v in shape["object"].items() if k not in OF_AUTHORS}
            yield f"{kind}_deleted", {"object": keys}


def _today(kind: str, years: Years) -> dict[str, Any]:
    newest = max(years)
    recent = [years[year] for year in years if year >= newest - LOOK_BACK]
    keys: dict[str, Shape] = {}
    for key in sorted({key for part in recent for key in part["props"]}):
        now = _newest(years)
        seen, total = _seen(key, now), sum(map(count, now))
        if seen == 0 and any(_seen(key, [part]) >= count(part) for part in recent):
            continue
        known = BEYOND_RECORDINGS.get((kind, key))
        shape = known or field_shape(key, _values(key, recent, list(years.values())))
        keys[key if seen >= total else f"{key}?"] = shape
    return {"object": keys}


def _newest(years: Years) -> list[Recorded]:
    last, *before = sorted(years, reverse=True)
    close = [year for year in before[:1] if last - year <= NEWEST_SPAN]
    return [years[year] for year in (last, *close)]


def _seen(key: str, parts: list[Recorded]) -> int:
    return sum(count(part["props"][key]) for part in parts if key in part["props"])


def _values(key: str, recent: list[Recorded], ever: list[Recorded]) -> Recorded:
    lately = merge(part["props"][key] for part in recent if key in part["props"])
    if _tells_something(lately):
        return lately
    return merge(part["props"][key] for part in ever if key in part["props"])


def _tells_something(recorded: Recorded) -> bool:
    if set(recorded["types"]) == {"null"}:
        return False
    return "items" in recorded or "array" not in recorded["types"]


def _with(years: Years, mark: str) -> Years:
    """Of each year, the objects that have the key `mark`.

    Counts are all there is: a key counted as often as the mark belongs to these objects
    alone, one counted as often as all objects belongs to both forms.
    """
    chosen: Years = {}
    for year, part in years.items():
        total, with_mark = count(part), _seen(mark, [part])
        props = {
            key: value
            for key, value in part["props"].items()
            if count(value) in {total, with_mark}
        }
        if with_mark:
            chosen[year] = {"types": {"object": with_mark}, "props": props}
    return chosen


def _without(years: Years, mark: str) -> Years:
    """Of each year, the objects that lack the key `mark`."""
    chosen: Years = {}
    for year, part in years.items():
        total, with_mark = count(part), _seen(mark, [part])
        props = {
            key: value
            for key, value in part["props"].items()
            if not with_mark or count(value) != with_mark
        }
        if with_mark < total:
            chosen[year] = {"types": {"object": total - with_mark}, "props": props}
    return chosen
