"""Dumps to replay, and the parts that a replay is put together from."""

import json
from collections.abc import Callable, Generator, Iterable
from pathlib import Path
from typing import Any

from civilbot.backtest.history import Mark, Part
from civilbot.backtest.replay import Asked, Done
from civilbot.backtest.tally import Tally
from tests.builders import some_rules

#: Noon of 1 January 2024.
NOON = 1_704_110_400
DAY = 86_400

RULE = {"name": "No ads", "mode": "live", "when": {"body": "buy"}, "do": ["report"]}


def comment(
    id_: str = "abc", body: object = "I see it so.", **more: Any
) -> dict[str, Any]:
    """A comment as the archives keep it."""
    return {
        "id": id_,
        "body": body,
        "author": "some_person",
        "subreddit": "News",
        "created_utc": NOON,
        "link_id": "t3_root",
        "parent_id": "t3_root",
        **more,
    }


def post(
    id_: str = "xyz", title: object = "Cats are fine", **more: Any
) -> dict[str, Any]:
    """A post as the archives keep it."""
    return {
        "id": id_,
        "title": title,
        "selftext": "",
        "is_self": True,
        "author": "some_person",
        "subreddit": "News",
        "created_utc": NOON,
        **more,
    }


def lines(*things: object) -> bytes:
    """A dump; bytes are taken as they are."""
    return b"".join(
        (one if isinstance(one, bytes) else json.dumps(one).encode()) + b"\n"
        for one in things
    )


def dump(path: Path, *things: object) -> Path:
    """Write a dump."""
    path.write_bytes(lines(*things))
    return path


def many(count: int, **more: Any) -> list[dict[str, Any]]:
    """Comments of a thousand characters; each seventh holds the word to look for."""
    return [
        comment(
            f"k{n:06d}",
            f"{'Please buy this.' if n % 7 == 0 else 'I see it so.'} {'la ' * 330}",
            created_utc=NOON + n * 60,
            **more,
        )
        for n in range(count)
    ]


def asked(**more: Any) -> Asked:
    """Rules with one of their own, and no detector."""
    return Asked(
        **{
            "rules": some_rules(rules=[RULE]),
            "subreddit": "news",
            "detector": False,
            **more,
        }
    )


def replayed(*things: object, **more: Any) -> Done:
    """Replay things in one part."""
    whole = lines(*things)
    end = Mark(len(whole), whole.count(b"\n"))
    return asked(**more).prepare()(Part(start=Mark(), end=end, lines=whole))


def tallied(*things: object, **more: Any) -> Tally:
    """Count things in one part."""
    return replayed(*things, **more).tally


def here(
    parts: Iterable[Part], prepare: Callable[[], Callable[[Part], Done]]
) -> Generator[Done]:
    """Work parts off in this very process."""
    yield from map(prepare(), parts)
