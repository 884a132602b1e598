"""Records batch after batch until it is killed: the child of test_crash.

Each batch brings three decisions with two actions each, and moves the cursor to
the batch's number; every second batch also sends what an earlier one planned.
"""

import itertools
import sys

from civilbot.ledger import State, Step
from civilbot.model import Action, ActionKind, Decision, Item, Kind, Outcome
from civilbot.store import SqlStore


def batch(number: int) -> list[Decision]:
    """Three decisions that act."""
    return [decision(f"t1_b{number}x{place}") for place in range(3)]


def decision(name: str) -> Decision:
    """A decision with two actions."""
    item = Item(
        fullname=name,
        kind=Kind.COMMENT,
        subreddit="News",
        author="some_person",
        created_utc=1.0,
        text="words " * 50,
    )
    actions = tuple(
        Action(kind=kind, subreddit="News", fullname=name)
        for kind in (ActionKind.REPORT, ActionKind.REMOVE)
    )
    return Decision(item=item, outcome=Outcome.ACT, reasons=("r",), actions=actions)


def main(url: str) -> None:
    """Record until killed; a line for each batch that was committed."""
    store = SqlStore(url)
    first = int(store.cursor("new") or 0) + 1
    for number in itertools.count(first):
        store.record(
            batch(number),
            account="civilbot",
            now=float(number),
            source="new",
            cursor=float(number),
        )
        for entry in store.due(now=float(number), limit=number % 2):
            store.claim(entry.key, attempts=entry.attempts, worker="w", now=1.0)
            store.mark_sent(entry.key, now=1.0)
            store.move(entry.key, Step(State.DONE, 0.0, ""))
        print(number, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
