"""Reading a listing without losing anything.

Reddit's listings are caches: ids are not in order, items appear late, a page's
anchor may vanish, and streams forget everything at a restart. So each poll
reads back past the durable high-water mark by an overlap, pages until a whole
page is older than that, and says so when it could not reach back far enough.
The store's unique item keys absorb what is read twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from civilbot.errors import RedditBusy
from civilbot.model import Gap, Item, Listing, ModAction, Page
from civilbot.ports import Reddit

#: Reddit keeps at most this many items in a listing.
MAX_ITEMS = 1000
PAGE = 100


@dataclass(frozen=True, slots=True)
class Reach:
    """How far back a poll must read."""

    #: The `created_utc` (or edit time) up to which everything was read before.
    high_water: float
    overlap: float
    #: Counts polls: the page size alternates, or a cache may answer twice.
    tick: int = 0

    @property
    def floor(self) -> float:
        """Items older than this were certainly seen."""
        return self.high_water - self.overlap

    @property
    def limit(self) -> int:
        """100 or 99, by turns."""
        return PAGE - self.tick % 2


@dataclass(frozen=True, slots=True)
class Catch:
    """What a poll brought, oldest first, and the new high-water mark."""

    items: tuple[Item, ...]
    high_water: float
    gap: Gap | None = None


def time_of(item: Item, listing: Listing) -> float:
    """The time that a listing is ordered by."""
    if listing is Listing.EDITED:
        return item.edited_utc or item.created_utc
    return item.created_utc


def read_listing(
    reddit: Reddit, listing: Listing, subreddits: Sequence[str], reach: Reach
) -> Catch:
    """Read everything newer than the reach's floor.

    Raises:
        RedditBusy: an answer could not be believed; the mark must not move.
    """
    found: dict[str, Item] = {}
    after = ""
    while True:
        page = _page(reddit, listing, subreddits, after, tuple(found), reach)
        found.update((item.fullname, item) for item in page.items)
        if _reached(page, listing, reach):
            return _catch(found, listing, reach, gap=None)
        if not page.after or len(found) >= MAX_ITEMS:
            return _catch(found, listing, reach, gap=_overrun(found, listing, reach))
        after = _onward(page.after, after)


def _onward(anchor: str, before: str) -> str:
    """Give the next page's anchor, unless the listing turns in a circle."""
    if anchor == before:
        raise RedditBusy(f"the listing repeats itself at {anchor}", retry_after=5)
    return anchor


def _page(
    reddit: Reddit,
    listing: Listing,
    subreddits: Sequence[str],
    after: str,
    known: tuple[str, ...],
    reach: Reach,
) -> Page:
    """Read one page; if its anchor vanished, go on from an item before it."""
    page = reddit.page(listing, subreddits, after=after, limit=reach.limit)
    for anchor in reversed(known[-4:-1]):
        if page.items or page.suspicious or not after:
            break
        page = reddit.page(listing, subreddits, after=anchor, limit=reach.limit)
    if page.suspicious:
        raise RedditBusy(page.suspicious, retry_after=5)
    return page


def _reached(page: Page, listing: Listing, reach: Reach) -> bool:
    """Whether all of a page was certainly seen before; never so for a queue."""
    if listing is Listing.MODQUEUE or not page.items:
        return False
    return all(time_of(item, listing) < reach.floor for item in page.items)


def _catch(
    found: dict[str, Item], listing: Listing, reach: Reach, *, gap: Gap | None
) -> Catch:
    ordered = sorted(found.values(), key=lambda item: time_of(item, listing))
    if listing is not Listing.MODQUEUE:
        ordered = [item for item in ordered if time_of(item, listing) >= reach.floor]
    newest = max((time_of(item, listing) for item in ordered), default=0.0)
    return Catch(tuple(ordered), max(newest, reach.high_water), gap)


def _overrun(found: dict[str, Item], listing: Listing, reach: Reach) -> Gap | None:
    """Say what may have been missed, if a listing ended before it reached back.

    A short listing ends where its subreddit's history begins; a full one, 1,000
    items less a page that holds removed ones, ends where Reddit cuts it off.
    """
    if listing is Listing.MODQUEUE or len(found) <= MAX_ITEMS - PAGE:
        return None
    oldest = min(time_of(item, listing) for item in found.values())
    if oldest <= reach.high_water:
        return None
    why = f"more than {MAX_ITEMS:,} new items since the last look"
    return Gap(listing, reach.high_water, oldest, why)


def read_mod_log(
    reddit: Reddit, subreddits: Sequence[str], reach: Reach
) -> tuple[tuple[ModAction, ...], float]:
    """Read the moderation log back to the floor; oldest first, and the new mark.

    Reddit keeps it for about 90 days and does not cut it off at 1,000 entries.

    Raises:
        RedditBusy: an answer could not be believed; the mark must not move.
    """
    found: dict[str, ModAction] = {}
    after = ""
    while True:
        page, anchor = reddit.mod_log(subreddits, after=after, limit=reach.limit)
        found.update((entry.id, entry) for entry in page)
        if not anchor or all(entry.created_utc < reach.floor for entry in page):
            break
        after = _onward(anchor, after)
    fresh = [entry for entry in found.values() if entry.created_utc >= reach.floor]
    fresh.sort(key=lambda entry: entry.created_utc)
    newest = max((entry.created_utc for entry in fresh), default=0.0)
    return tuple(fresh), max(newest, reach.high_water)
