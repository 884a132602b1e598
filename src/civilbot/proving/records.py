"""Gathers what moderators said of each rule's decisions."""

from collections import defaultdict
from collections.abc import Mapping

from civilbot.ports import Standings
from civilbot.rules import Rules
from civilbot.standing import Record, Review

_DAY = 86_400.0


def records(
    store: Standings, rules: Rules, *, now: float, since: float | None = None
) -> Mapping[str, Record]:
    """Give the record of each rule by its name; an empty one for any other name.

    Args:
        store: what is known.
        rules: the subreddit's.
        now: seconds since 1970.
        since: from when on decisions are wanted, where the window is too short.
    """
    start = now - rules.trials.window_days * _DAY
    found: dict[str, list[Review]] = defaultdict(list)
    reviews = store.reviews(rules.subreddit, since=min(start, since or start))
    for review in reviews:
        found[review.rule].append(review)
    known: defaultdict[str, Record] = defaultdict(lambda: _record(rules, now, []))
    known |= {name: _record(rules, now, of) for name, of in found.items()}
    return known


def _record(rules: Rules, now: float, reviews: list[Review]) -> Record:
    return Record(
        subreddit=rules.subreddit.lower(), trials=rules.trials, now=now, reviews=reviews
    )
