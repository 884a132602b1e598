"""Opens histories: dumps, the bot's own database, and Reddit's listings."""

import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from civilbot.backtest.history import DumpFile, History, Known, Stream
from civilbot.backtest.records import Record, Said, as_posted
from civilbot.cli.decisions import store_of
from civilbot.errors import BadInput, Place, Problem
from civilbot.model import Agreement, Item, Kind, Listing
from civilbot.ports import Reddit
from civilbot.settings import load_settings
from civilbot.watch import Reach, read_listing

if TYPE_CHECKING:
    from civilbot.store import Judged, SqlStore

_PAGE = 500
_WORD = {Agreement.CONFIRMED: Said.REMOVED, Agreement.OVERTURNED: Said.APPROVED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a history is to come from."""

    file: Path | None
    store: bool
    live: bool
    #: The configuration directory.
    config: Path
    #: Of which subreddit; "" for all.
    subreddit: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A history, and what is known of the subreddit it is from."""

    history: History
    moderators: frozenset[str] = frozenset()
    #: The bot's own account, where it is known.
    account: str = ""


def opened(origin: Origin) -> Opened:
    """Open a history.

    Raises:
        BadInput: there is more than one, or it cannot be read.
        RedditError: Reddit cannot be read now.
    """
    if sum((origin.file is not None, origin.store, origin.live)) > 1:
        problem = Problem(Place("SOURCE"), "give one of a file, --store and --live")
        raise BadInput(problem)
    if origin.store:
        records = stored(store_of(origin.config), origin.subreddit)
        return Opened(Known("the bot's own database", records))
    if origin.live:
        return _live(origin)
    if origin.file is not None:
        return Opened(DumpFile(origin.file))
    return Opened(Stream(sys.stdin.buffer))


def _live(origin: Origin) -> Opened:
    from civilbot.app import credentials
    from civilbot.clock import SystemClock
    from civilbot.reddit import PrawReddit

    if not origin.subreddit:
        problem = Problem(Place("--subreddit"), "name one: --live reads no others")
        raise BadInput(problem)
    settings = load_settings(origin.config)
    settings.check_credentials()
    reddit = PrawReddit(credentials(settings), clock=SystemClock())
    moderators = reddit.moderators(origin.subreddit)
    records = listed(reddit, origin.subreddit)
    history = Known(f"the listings of r/{origin.subreddit}", records)
    return Opened(history, moderators, reddit.account())


def stored(store: "SqlStore", subreddit: str) -> Iterator[Record]:
    """Give what the bot judged of a subreddit, the newest first.

    The words of what it left alone are not kept; these are given as gone.
    """
    for judged in _decisions(store, subreddit):
        said, proof = Said.UNSEEN, ""
        item = judged.decision.item
        if judged.flagged:
            said, proof = _word(store, item.fullname)
        yield Record(
            item=as_posted(item),
            said=said,
            proof=proof,
            gone=not judged.text_kept or judged.forgotten,
        )


def _decisions(store: "SqlStore", subreddit: str) -> Iterator["Judged"]:
    """Read page after page; several decisions may have been made at the same time."""
    from civilbot.store import Query

    before, size = math.inf, _PAGE
    seen: frozenset[str] = frozenset()
    while True:
        query = Query(subreddit=subreddit, before=before, limit=size)
        page = store.decisions(query)
        fresh = [one for one in page if one.decision.item.key not in seen]
        yield from fresh
        if len(page) < size:
            return
        last = page[-1].judged_at
        seen = frozenset(o.decision.item.key for o in page if o.judged_at == last)
        # With a page full of one time there is no other way past it.
        size = size * 2 if page[0].judged_at == last else _PAGE
        before = math.nextafter(last, math.inf)


def _word(store: "SqlStore", fullname: str) -> tuple[Said, str]:
    """Say what a moderator last said of the thing itself, not of a reply to it."""
    case = store.explanation(fullname)
    agreed = [a for a in case.agreements if a.fullname == fullname] if case else []
    if not agreed:
        return Said.UNSEEN, ""
    return _WORD[agreed[-1].agreement], "the moderation log"


def listed(reddit: Reddit, subreddit: str) -> Iterator[Record]:
    """Give the newest posts and comments of a subreddit, up to 1,000 of each.

    Only reads. What a comment answers is read along.

    Raises:
        RedditError: Reddit cannot be read now.
    """
    everything = Reach(-math.inf, 0.0)
    caught = [
        read_listing(reddit, listing, [subreddit], everything).items
        for listing in (Listing.NEW, Listing.COMMENTS)
    ]
    items = list(chain.from_iterable(caught))
    known = {item.fullname: item.text for item in items}
    wanted = {
        item.parent
        for item in items
        if item.parent.startswith(Kind.COMMENT) and item.parent not in known
    }
    if wanted:
        found = reddit.items(wanted)
        known |= {name: item.text for name, item in found.items()}
    for item in items:
        yield _listed(item, known.get(item.parent, ""))


def _listed(item: Item, parent_text: str) -> Record:
    said, proof = Said.UNSEEN, ""
    if item.approved:
        said, proof = Said.APPROVED, "approved"
    elif item.removed:
        said, proof = Said.REMOVED, "removed"
    return Record(
        item=as_posted(item),
        parent_text=parent_text,
        said=said,
        proof=proof,
        gone=item.deleted,
    )
