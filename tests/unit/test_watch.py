"""Reading listings: nothing new is missed, and what was missed is said."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civilbot.errors import RedditBusy
from civilbot.model import Gap, Item, Listing, Page
from civilbot.watch import Catch, Reach, read_listing, read_mod_log, time_of
from tests.builders import NOW, FakeReddit, a_mod_action, an_item

#: Read up to a minute ago, and half a minute of overlap.
REACH = Reach(high_water=NOW - 60, overlap=30)


def comments(count: int, *, newest: float = NOW, step: float = 1.0) -> list[Item]:
    """Comments, the newest first, a step apart."""
    return [
        an_item(f"t1_n{place}", created_utc=newest - place * step)
        for place in range(count)
    ]


def read(
    reddit: FakeReddit, listing: Listing = Listing.COMMENTS, **reach: Any
) -> Catch:
    """Read a listing of r/News."""
    values = {"high_water": REACH.high_water, "overlap": REACH.overlap, **reach}
    return read_listing(reddit, listing, ["News"], Reach(**values))


def showing(*items: Item, listing: Listing = Listing.COMMENTS) -> FakeReddit:
    """A Reddit with these items in a listing."""
    reddit = FakeReddit()
    reddit.show(listing, *items)
    return reddit


def ages(catch: Catch) -> list[float]:
    """How old the items are, in seconds, in their order."""
    return [NOW - item.created_utc for item in catch.items]


def test_what_is_new_comes_oldest_first() -> None:
    """So that a crash in the middle leaves the later ones to be read again."""
    catch = read(showing(*comments(3)))
    assert ages(catch) == [2, 1, 0]
    assert catch.high_water == NOW
    assert catch.gap is None


def test_items_within_the_overlap_are_read_again() -> None:
    """Some appear late, with an earlier time than what was read before."""
    catch = read(showing(*comments(10, step=10)))
    assert ages(catch) == [90, 80, 70, 60, 50, 40, 30, 20, 10, 0]
    catch = read(showing(*comments(10, step=10)), overlap=5)
    assert ages(catch) == [60, 50, 40, 30, 20, 10, 0]


def test_an_item_at_the_very_edge_belongs_to_the_overlap() -> None:
    """A second too old does not."""
    catch = read(showing(*comments(2, newest=REACH.floor, step=1)))
    assert [item.created_utc for item in catch.items] == [REACH.floor]


def test_a_quiet_listing_leaves_the_mark_where_it_is() -> None:
    """It never goes back, not even where only older items are shown."""
    assert read(showing()) == Catch((), REACH.high_water)
    old = comments(3, newest=NOW - 70)
    assert read(showing(*old)).high_water == REACH.high_water


def test_a_page_with_one_new_item_is_not_the_last() -> None:
    """What was approved late stands among much older items."""
    times = [NOW] * 100 + [NOW - 500] * 99 + [NOW - 50] + [NOW - 500] * 200
    items = [an_item(f"t1_{n}", created_utc=time) for n, time in enumerate(times)]
    reddit = showing(*items)
    catch = read(reddit)
    assert reddit.calls == [
        "page comments  100",
        "page comments t1_99 100",
        "page comments t1_199 100",
    ]
    assert len(catch.items) == 101


def test_reading_stops_at_a_page_that_is_older_in_whole() -> None:
    """What lies further back was seen."""
    reddit = showing(*comments(500, step=2))
    catch = read(reddit)
    assert reddit.calls == ["page comments  100", "page comments t1_n99 100"]
    assert len(catch.items) == 46


@pytest.mark.parametrize(("tick", "limit"), [(0, 100), (1, 99), (2, 100), (7, 99)])
def test_page_sizes_alternate(tick: int, limit: int) -> None:
    """A cache may answer the same question twice with the same old page."""
    reddit = showing(*comments(3))
    read(reddit, tick=tick)
    assert reddit.calls == [f"page comments  {limit}"]


def test_items_out_of_order_are_all_found() -> None:
    """Neither ids nor places in a listing follow the time."""
    shuffled = [an_item(f"t1_z{n}", created_utc=NOW - n) for n in (5, 0, 50, 3, 20, 1)]
    catch = read(showing(*shuffled))
    assert ages(catch) == [50, 20, 5, 3, 1, 0]
    assert catch.high_water == NOW


def test_an_item_shown_on_two_pages_counts_once() -> None:
    """The listing moves on while it is read."""
    items = comments(150)
    catch = read(showing(*items[:100], *items[90:]), high_water=NOW - 400)
    assert len(catch.items) == 150


@pytest.mark.parametrize("gone", [1, 2, 3])
def test_a_vanished_anchor_is_replaced_by_one_before_it(gone: int) -> None:
    """Deleting one comment must not hide all that lie behind it."""
    reddit = showing(*comments(250))
    reddit.vanishing = {f"t1_n{99 - n}" for n in range(gone)}
    catch = read(reddit, high_water=NOW - 240, overlap=0)
    assert {item.fullname for item in catch.items} >= {
        f"t1_n{place}" for place in range(241)
    }
    assert catch.gap is None


def test_more_new_items_than_reddit_keeps_are_a_gap() -> None:
    """What could be read is judged; the stretch that could not is told."""
    catch = read(showing(*comments(1200)), high_water=NOW - 5000)
    assert len(catch.items) == 1000
    assert catch.high_water == NOW
    assert catch.gap == Gap(
        "comments",
        NOW - 5000,
        NOW - 999,
        "more than 1,000 new items since the last look",
    )


def test_a_thousand_items_that_reach_back_far_enough_are_no_gap() -> None:
    """Only the overlap was cut short, and that was read before."""
    catch = read(showing(*comments(1200)), high_water=NOW - 999, overlap=500)
    assert len(catch.items) == 1000
    assert catch.gap is None


def test_an_answer_that_cannot_be_believed_is_not_nothing_new() -> None:
    """An empty page with status 200 must not move the mark."""
    reddit = showing(*comments(3))
    reddit.suspicious = "Reddit gave an empty listing"
    with pytest.raises(RedditBusy, match="Reddit gave an empty listing"):
        read(reddit)


def test_an_answer_that_cannot_be_believed_in_mid_listing_is_none() -> None:
    """Nor may it look like a vanished anchor, and so like the listing's end."""
    reddit = _Doubtful()
    reddit.show(Listing.COMMENTS, *comments(250))
    reddit.vanishing = {"t1_n99"}
    with pytest.raises(RedditBusy, match="half an answer"):
        read(reddit, high_water=NOW - 240)


class _Doubtful(FakeReddit):
    """Answers the first two questions well, the next ones with nonsense."""

    def page(self, *names: Any, **options: Any) -> Page:
        """A page, or one that should not be believed."""
        found = super().page(*names, **options)
        if len(self.calls) > 2:
            return Page((), suspicious="half an answer")
        return found


@pytest.mark.parametrize(("kept", "gaps"), [(1000, 1), (950, 1), (900, 0), (20, 0)])
def test_a_listing_that_ends_early_is_a_gap_only_if_it_is_full(
    kept: int, gaps: int
) -> None:
    """A young subreddit's listing ends where its history begins."""
    catch = read(showing(*comments(kept)), high_water=NOW - 5000)
    assert len(catch.items) == kept
    assert (catch.gap is not None) == bool(gaps)


def test_edited_items_are_ordered_by_when_they_were_edited() -> None:
    """An old comment that was edited now is new there."""
    old = an_item("t1_old", created_utc=NOW - 9999, edited_utc=NOW)
    new = an_item("t1_new", created_utc=NOW - 20, edited_utc=NOW - 10)
    unmarked = an_item("t1_unmarked", created_utc=NOW - 30)
    catch = read(showing(old, new, unmarked, listing=Listing.EDITED), Listing.EDITED)
    assert [item.fullname for item in catch.items] == [
        "t1_unmarked",
        "t1_new",
        "t1_old",
    ]
    assert catch.high_water == NOW


def test_elsewhere_the_time_of_creation_counts() -> None:
    """Also for an item that was edited since."""
    edited = an_item(created_utc=NOW - 50, edited_utc=NOW)
    assert time_of(edited, Listing.COMMENTS) == NOW - 50
    assert time_of(edited, Listing.EDITED) == NOW


def test_the_mod_queue_is_read_in_whole() -> None:
    """It holds what is reported, however old that is."""
    waiting = comments(130, newest=NOW - 10_000)
    catch = read(showing(*waiting, listing=Listing.MODQUEUE), Listing.MODQUEUE)
    assert len(catch.items) == 130
    assert catch.high_water == REACH.high_water


def test_a_mod_queue_without_end_is_no_gap() -> None:
    """What does not fit stays in the queue."""
    waiting = comments(1100, newest=NOW - 10_000)
    catch = read(showing(*waiting, listing=Listing.MODQUEUE), Listing.MODQUEUE)
    assert len(catch.items) == 1000
    assert catch.gap is None


@given(st.lists(st.integers(0, 100), max_size=300), st.integers(0, 1))
def test_whatever_order_reddit_shows_all_that_is_new_is_found(
    seconds: list[int], tick: int
) -> None:
    """As long as one page reaches back, which the step below makes sure of."""
    items = [an_item(f"t1_{n}", created_utc=NOW - age) for n, age in enumerate(seconds)]
    items.sort(key=lambda item: (-item.created_utc // 20, item.fullname))
    catch = read(showing(*items), tick=tick)
    new = {item.fullname for item in items if item.created_utc >= REACH.floor}
    assert {item.fullname for item in catch.items} == new
    assert catch.high_water >= REACH.high_water


def test_the_mod_log_is_read_back_to_the_floor() -> None:
    """Oldest first, page by page, each entry once."""
    reddit = FakeReddit()
    reddit.logged = [
        a_mod_action("removecomment", f"t1_{n}", id=f"M{n}", created_utc=NOW - n)
        for n in range(300)
    ]
    entries, mark = read_mod_log(reddit, ["News"], REACH)
    assert [entry.id for entry in entries] == [f"M{n}" for n in range(90, -1, -1)]
    assert mark == NOW
    assert reddit.calls == ["mod_log  100", "mod_log M99 100"]


def test_a_quiet_mod_log_leaves_the_mark_where_it_is() -> None:
    """As with listings."""
    reddit = FakeReddit()
    assert read_mod_log(reddit, ["News"], REACH) == ((), REACH.high_water)


def test_the_mod_log_is_read_however_long_it_is() -> None:
    """Reddit does not cut it off, so nothing that moderators did is missed."""
    reddit = FakeReddit()
    reddit.logged = [
        a_mod_action("removecomment", f"t1_{n}", id=f"M{n}", created_utc=NOW)
        for n in range(1300)
    ]
    entries, _ = read_mod_log(reddit, ["News"], REACH)
    assert len(entries) == 1300


class Circling(FakeReddit):
    """A Reddit whose pages always name the same next page."""

    def page(self, listing, subreddits, *, after="", limit=100) -> Page:
        """The same page again and again."""
        assert len(self.calls) < 20
        self.calls.append("page")
        return Page((an_item("t1_a"),), after="t1_a")

    def mod_log(self, subreddits, *, after="", limit=100):
        """The same entries again and again."""
        assert len(self.calls) < 20
        self.calls.append("mod_log")
        return (a_mod_action("lock", "t1_a"),), "ModAction_a"


def test_a_listing_that_turns_in_a_circle_is_not_read_for_ever() -> None:
    """It is put off, and the mark stays where it was."""
    reach = Reach(0.0, 30.0)
    with pytest.raises(RedditBusy, match="repeats itself"):
        read_listing(Circling(), Listing.COMMENTS, ["News"], reach)
    with pytest.raises(RedditBusy, match="repeats itself"):
        read_mod_log(Circling(), ["News"], reach)
