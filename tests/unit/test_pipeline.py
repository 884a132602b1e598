"""From a poll to recorded decisions: each item once, and nothing lost on the way."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from civilbot.errors import LoginRefused, RedditBusy, SubredditClosed
from civilbot.model import ActionKind, Item, Listing, Outcome
from civilbot.pipeline import Pipeline, Watching
from civilbot.ports import Shelf
from civilbot.store import Judged, Query, SqlStore
from tests.builders import (
    ACCOUNT,
    DAY,
    HOUR,
    INSULT,
    NOW,
    FakeReddit,
    Lines,
    StoppedClock,
    a_briefing,
    a_mod_action,
    an_item,
    some_rules,
)

ABOUT_IT = "Council votes on the harbour bridge"


class Line:
    """A pipeline with everything it needs."""

    def __init__(
        self,
        store: SqlStore,
        clock: StoppedClock,
        submit: Callable[[Sequence[str]], None] | None = None,
    ) -> None:
        self.store = store
        self.clock = clock
        self.reddit = FakeReddit()
        self.lines = Lines()
        self.submitted: list[str] = []
        self.shelf = Shelf({"news": some_rules()}, (a_briefing(),))
        self.pipeline = Pipeline(
            reddit=self.reddit,
            store=store,
            clock=clock,
            log=self.lines.log,
            shelf=lambda: self.shelf,
            submit=submit or self.submitted.extend,
            watching=Watching(pseudonym_key="a-key"),
        )

    def poll(self, *items: Item, listing: Listing = Listing.COMMENTS) -> int:
        """Show these items, and look; without any, look again."""
        if items:
            self.reddit.show(listing, *items)
        return self.pipeline.poll(listing)

    def decisions(self) -> dict[str, Judged]:
        """What is in the store, by full name; the latest of each."""
        found = self.store.decisions(Query(limit=1000))
        return {judged.decision.item.fullname: judged for judged in reversed(found)}

    def outcomes(self) -> dict[str, Outcome]:
        """What each item's decision came to."""
        return {name: j.decision.outcome for name, j in self.decisions().items()}

    def watch_more(self, *names: str) -> None:
        """Write rules for further subreddits."""
        rules = {name.lower(): some_rules(subreddit=name) for name in names}
        self.shelf = replace(self.shelf, rules={**self.shelf.rules, **rules})


@pytest.fixture
def line(store: SqlStore, clock: StoppedClock) -> Line:
    """A fresh pipeline over an empty store."""
    return Line(store, clock)


def test_what_is_new_is_judged_recorded_and_handed_on(line: Line) -> None:
    """The decision, its actions and the mark are in the store."""
    assert line.poll(an_item("t1_calm"), an_item("t1_bad", text=INSULT)) == 2
    assert line.outcomes() == {"t1_calm": Outcome.LEAVE, "t1_bad": Outcome.ACT}
    [entry] = line.store.due(now=NOW)
    assert line.submitted == [entry.key]
    assert entry.action.kind is ActionKind.REPORT
    assert line.store.cursor("comments") == NOW - HOUR


def test_each_item_is_judged_once(line: Line) -> None:
    """However often it is shown, and in whichever listing."""
    line.poll(an_item(text=INSULT))
    assert line.poll() == 0
    assert line.poll(an_item(text=INSULT), listing=Listing.MODQUEUE) == 0
    assert len(line.submitted) == 1


def test_an_edited_item_is_judged_again(line: Line) -> None:
    """The new text is another revision, with a case of its own."""
    line.poll(an_item())
    line.clock.sleep(1)
    edited = an_item(text=INSULT, edited_utc=NOW)
    assert line.poll(edited, listing=Listing.EDITED) == 1
    assert line.outcomes() == {"t1_abc": Outcome.ACT}
    assert line.store.cursor("edited") == NOW


def test_nothing_is_judged_that_has_no_rules(line: Line) -> None:
    """Another subreddit's item in the answer is let be."""
    line.poll(an_item(subreddit="news"))
    stray = an_item("t1_stray", subreddit="Elsewhere")
    line.reddit.shown[Listing.COMMENTS] = [stray]
    line.shelf = replace(line.shelf, rules={"news": some_rules(subreddit="Elsewhere")})
    assert line.poll() == 0
    assert list(line.outcomes()) == ["t1_abc"]


def test_without_rules_reddit_is_not_asked(line: Line) -> None:
    """There would be nothing to do with the answer."""
    line.shelf = Shelf()
    assert line.poll() == 0
    assert line.reddit.calls == []


def test_at_first_it_looks_back_one_day(line: Line) -> None:
    """Older comments are history; the mark moves all the same."""
    old = an_item("t1_old", created_utc=NOW - DAY - HOUR)
    recent = an_item("t1_new", created_utc=NOW - DAY + HOUR)
    assert line.poll(recent, old) == 1
    assert list(line.outcomes()) == ["t1_new"]


def test_a_late_item_within_the_overlap_is_judged(line: Line) -> None:
    """It was created before the mark, and shown after it moved."""
    first = an_item("t1_first")
    line.poll(first)
    late = an_item("t1_late", created_utc=first.created_utc - 100)
    assert line.poll(first, late) == 1
    assert line.store.cursor("comments") == first.created_utc


def test_a_threads_briefing_is_posted_once_for_each_thread(line: Line) -> None:
    """A new title is a new decision, but not a new reply."""
    thread = an_item("t3_a", title=ABOUT_IT)
    line.poll(thread, listing=Listing.NEW)
    line.clock.sleep(1)
    again = replace(thread, edited_utc=NOW)
    assert line.poll(again, listing=Listing.EDITED) == 1
    assert len(line.submitted) == 1
    reasons = line.decisions()["t3_a"].decision.reasons
    assert reasons[0] == "already answered by civilbot"


def many(count: int, **changes: object) -> Sequence[Item]:
    """Items with an insult each, the newest first."""
    return [
        an_item(f"t1_m{n}", text=INSULT, created_utc=NOW - 100 - n, **changes)
        for n in range(count)
    ]


def test_the_days_caps_count_within_one_batch(line: Line) -> None:
    """A hundred insults at once are no way around the cap."""
    rules = some_rules(
        flags={"max_per_day": 3}, briefings={"mode": "auto", "max_per_day": 2}
    )
    line.shelf = replace(line.shelf, rules={"news": rules})
    line.poll(*many(10))
    assert sorted(line.outcomes().values()) == ["act"] * 3 + ["leave"] * 7
    threads = [an_item(f"t3_{n}", title=ABOUT_IT) for n in range(5)]
    line.poll(*threads, listing=Listing.NEW)
    assert len(line.submitted) == 3 + 2


def test_the_days_caps_count_over_batches_and_polls(line: Line) -> None:
    """What was decided before comes from the store."""
    line.shelf = replace(
        line.shelf, rules={"news": some_rules(flags={"max_per_day": 105})}
    )
    line.poll(*many(150))
    assert len(line.submitted) == 105
    line.clock.sleep(DAY + 1)
    line.poll(an_item("t1_next_day", text=INSULT, created_utc=NOW + DAY))
    assert len(line.submitted) == 106


def test_each_subreddit_has_caps_of_its_own(line: Line) -> None:
    """One busy subreddit does not use up another's."""
    line.watch_more("Talk")
    capped = {
        name: some_rules(subreddit=rules.subreddit, flags={"max_per_day": 1})
        for name, rules in line.shelf.rules.items()
    }
    line.shelf = replace(line.shelf, rules=capped)
    there = an_item("t1_talk", subreddit="Talk", text=INSULT)
    line.poll(*many(3), there)
    assert len(line.submitted) == 2


def test_in_shadow_nothing_is_handed_on_nor_counted(line: Line) -> None:
    """The decisions are there to be read."""
    rules = some_rules(mode="shadow", flags={"max_per_day": 1})
    line.shelf = replace(line.shelf, rules={"news": rules})
    line.poll(*many(3))
    assert set(line.outcomes().values()) == {Outcome.SHADOW}
    assert line.submitted == []
    assert line.store.due(now=NOW) == ()


class _Crash(Exception):
    """Ends the process, as far as a test can."""


def test_the_mark_moves_with_the_decisions_and_not_ahead_of_them(
    store: SqlStore, clock: StoppedClock
) -> None:
    """A crash between two batches: the second is judged the next time."""
    rules = some_rules(flags={"max_per_day": 1000})

    def crash(_keys: Sequence[str]) -> None:
        raise _Crash

    line = Line(store, clock, submit=crash)
    line.shelf = Shelf({"news": rules})
    with pytest.raises(_Crash):
        line.poll(*many(150))
    assert len(line.decisions()) == 100
    assert store.cursor("comments") == NOW - 100 - 50
    assert len(store.due(now=NOW)) == 100
    after = Line(store, clock)
    after.shelf = line.shelf
    assert after.poll(*many(150)) == 50
    assert len(store.due(now=NOW, limit=1000)) == 150


@pytest.mark.parametrize("listing", [Listing.MODQUEUE, Listing.MOD_LOG])
def test_the_queue_moves_no_mark_of_the_listings(line: Line, listing: Listing) -> None:
    """It holds old and new; each source has its own mark."""
    line.poll(an_item(), listing=listing)
    assert line.store.cursor("comments") is None


def test_an_unbelievable_answer_moves_nothing(line: Line) -> None:
    """The next poll looks as far back."""
    line.reddit.suspicious = "an empty page"
    with pytest.raises(RedditBusy):
        line.poll(an_item())
    assert line.store.cursor("comments") is None


def flood(subreddit: str) -> Sequence[Item]:
    """More items in two minutes than Reddit keeps, by somebody exempt."""
    return [
        an_item(
            f"t1_f{n}",
            author="kind_mod",
            subreddit=subreddit,
            created_utc=NOW - n / 10,
        )
        for n in range(1100)
    ]


def test_a_gap_is_recorded_and_told_and_the_rest_judged(line: Line) -> None:
    """Nobody has to guess whether something was missed."""
    line.store.record((), account=ACCOUNT, now=NOW, source="comments", cursor=NOW - DAY)
    assert line.poll(*flood("News")) == 1000
    [gap] = line.store.counts(0.0).gaps
    assert (gap.source, gap.from_utc, gap.to_utc) == ("comments", NOW - DAY, NOW - 99.9)
    [told] = line.lines.of("items.gap")
    assert told["source"] == "comments"
    assert line.store.cursor("comments") == NOW


def test_a_gap_is_recorded_even_if_nothing_is_judged(line: Line) -> None:
    """The gap itself is news."""
    line.shelf = Shelf({"news": some_rules(subreddit="Elsewhere")})
    assert line.poll(*flood("Elsewhere")) == 0
    assert [gap.source for gap in line.store.counts(0.0).gaps] == ["comments"]


def test_what_is_answered_is_read_for_the_judgement(line: Line) -> None:
    """From the same poll where it is there, else from Reddit, in one request."""
    line.reddit.things["t1_parent"] = an_item("t1_parent", text="What do you think?")
    line.poll(
        an_item("t1_b", parent="t1_a"),
        an_item("t1_a", parent="t1_parent"),
        an_item("t1_top", parent="t3_root"),
    )
    assert [call for call in line.reddit.calls if call.startswith("items")] == [
        "items t1_parent"
    ]


def test_unread_parents_do_not_hold_up_the_judgement(line: Line) -> None:
    """The comments are judged by themselves, and the log says so."""
    line.reddit.troubles["items"] = RedditBusy("status 503")
    assert line.poll(an_item(text=INSULT, parent="t1_parent")) == 1
    assert line.outcomes() == {"t1_abc": Outcome.ACT}
    [told] = line.lines.of("parents.unread")
    assert (told["count"], told["why"]) == (1, "status 503")


def test_people_are_looked_up_once_in_ten_minutes(line: Line) -> None:
    """A moderator's words are let be; a new moderator's soon are as well."""
    line.poll(an_item("t1_mod", author="Kind_Mod", text=INSULT))
    line.clock.sleep(500)
    line.poll(an_item("t1_one", text=INSULT, created_utc=NOW))
    lookups = [call for call in line.reddit.calls if call == "moderators"]
    assert len(lookups) == 1
    line.reddit.people["moderators"].add("some_person")
    line.clock.sleep(101)
    line.poll(an_item("t1_two", text=INSULT, created_utc=NOW + 600))
    assert line.outcomes() == {
        "t1_mod": Outcome.LEAVE,
        "t1_one": Outcome.ACT,
        "t1_two": Outcome.LEAVE,
    }


def test_unread_approved_users_are_told_and_do_not_stop_the_bot(line: Line) -> None:
    """The list needs a permission of its own; moderators' words are let be anyway."""
    line.reddit.troubles["approved_users"] = SubredditClosed("status 403")
    assert line.poll(an_item("t1_mod", author="kind_mod", text=INSULT), an_item()) == 2
    assert line.outcomes()["t1_mod"] is Outcome.LEAVE
    [told] = line.lines.of("approved_users.unread")
    assert told["subreddit"] == "News"
    assert line.store.closed_subreddits() == {}


def test_approved_users_are_read_only_where_they_are_exempt(line: Line) -> None:
    """And are let be there."""
    line.poll(an_item("t1_friend", author="Old_Friend", text=INSULT))
    rules = some_rules(subreddit="Talk", exempt={"approved_users": False})
    line.shelf = replace(line.shelf, rules={**line.shelf.rules, "talk": rules})
    there = an_item("t1_talk", subreddit="Talk", author="Old_Friend", text=INSULT)
    line.poll(there)
    assert line.outcomes() == {"t1_friend": Outcome.LEAVE, "t1_talk": Outcome.ACT}
    assert line.reddit.calls.count("approved_users") == 1


def test_one_subreddit_that_refuses_is_closed_and_the_others_go_on(line: Line) -> None:
    """One private subreddit must not blind the bot to all."""
    line.watch_more("Talk", "Art")
    line.reddit.troubles["page talk"] = SubredditClosed("private")
    assert line.poll(an_item(), an_item("t1_art", subreddit="Art")) == 0
    assert line.store.closed_subreddits() == {"talk": "private"}
    assert line.poll() == 2
    [told] = line.lines.of("subreddit.closed")
    assert (told["subreddit"], told["why"]) == ("Talk", "private")


def test_the_only_subreddit_is_closed_without_asking_again(line: Line) -> None:
    """Then there is nothing to poll."""
    line.reddit.troubles["page news"] = SubredditClosed("gone")
    assert line.poll(an_item()) == 0
    assert line.store.closed_subreddits() == {"news": "gone"}
    assert line.poll() == 0
    assert len(line.reddit.calls) == 1


def test_a_refused_mod_log_closes_its_subreddit_as_well(line: Line) -> None:
    """Found by asking for each alone."""
    line.watch_more("Talk")
    line.reddit.troubles["mod_log talk"] = SubredditClosed("not a moderator")
    line.poll(listing=Listing.MOD_LOG)
    assert line.store.closed_subreddits() == {"talk": "not a moderator"}


def test_a_subreddit_whose_moderators_are_not_shown_is_closed(line: Line) -> None:
    """Its listing can be read; without this the others would wait for it for ever."""
    line.watch_more("Talk")
    line.reddit.troubles["moderators talk"] = SubredditClosed(
        "status 403", subreddit="Talk"
    )
    items = [an_item(), an_item("t1_talk", subreddit="Talk")]
    assert line.poll(*items) == 0
    assert line.store.closed_subreddits() == {"talk": "status 403"}
    assert line.poll() == 1
    assert list(line.outcomes()) == ["t1_abc"]


def test_a_refusal_that_nobody_owns_is_told(line: Line) -> None:
    """No subreddit is closed on a guess."""
    line.watch_more("Talk")
    line.reddit.troubles["moderators"] = SubredditClosed("status 403")
    assert line.poll(an_item()) == 0
    assert line.store.closed_subreddits() == {}
    [told] = line.lines.of("poll.refused")
    assert (told["source"], told["why"]) == ("comments", "status 403")


def test_refresh_closes_what_is_lost_and_opens_what_came_back(line: Line) -> None:
    """By what Reddit says we moderate now."""
    line.watch_more("Talk")
    line.pipeline.refresh()
    assert line.store.closed_subreddits() == {
        "talk": "the account is not a moderator there"
    }
    line.pipeline.refresh()
    assert len(line.lines.of("subreddit.closed")) == 1
    line.reddit.granted = {"talk"}
    line.pipeline.refresh()
    assert list(line.store.closed_subreddits()) == ["news"]
    [told] = line.lines.of("subreddit.opened")
    assert told["subreddit"] == "Talk"


def test_a_refused_login_is_not_taken_for_a_closed_subreddit(line: Line) -> None:
    """It ends the poll; a person must act."""
    line.reddit.troubles["page"] = LoginRefused("wrong password")
    with pytest.raises(LoginRefused):
        line.poll(an_item())
    assert line.store.closed_subreddits() == {}


def test_an_approval_in_the_mod_log_brings_a_late_item_in(line: Line) -> None:
    """Filtered for two days, then approved: in no listing is it new."""
    old = an_item("t3_old", title=ABOUT_IT, created_utc=NOW - 2 * DAY, approved=True)
    line.reddit.things["t3_old"] = old
    line.reddit.logged = [a_mod_action("approvelink", "t3_old")]
    assert line.poll(listing=Listing.MOD_LOG) == 1
    assert list(line.outcomes()) == ["t3_old"]
    assert line.store.cursor("log") == NOW


def test_what_a_filter_caught_is_judged_anew_when_it_is_let_through(
    line: Line,
) -> None:
    """While it is removed it is left alone; approved, its thread may be briefed."""
    caught = an_item("t3_a", title=ABOUT_IT, removed=True)
    line.poll(caught, listing=Listing.MODQUEUE)
    line.reddit.things["t3_a"] = replace(caught, removed=False, approved=True)
    line.reddit.logged = [a_mod_action("approvelink", "t3_a")]
    line.clock.sleep(1)
    assert line.poll(listing=Listing.MOD_LOG) == 1
    assert line.outcomes() == {"t3_a": Outcome.ACT}


def test_what_was_judged_is_not_judged_again_when_it_is_removed(line: Line) -> None:
    """A moderator decided; there is nothing to add."""
    line.poll(an_item(text=INSULT))
    removed = an_item(text=INSULT, removed=True)
    assert line.poll(removed, listing=Listing.MODQUEUE) == 0


def test_other_entries_of_the_mod_log_bring_nothing_in(line: Line) -> None:
    """A removal, a ban: nothing to judge there."""
    line.reddit.things["t1_abc"] = an_item()
    line.reddit.logged = [
        a_mod_action("removecomment", "t1_abc"),
        a_mod_action("banuser", ""),
    ]
    assert line.poll(listing=Listing.MOD_LOG) == 0


@pytest.mark.parametrize(
    ("action", "agreement"),
    [("removecomment", "confirmed"), ("approvecomment", "overturned")],
)
def test_moderators_confirm_and_overturn_decisions(
    line: Line, action: str, agreement: str
) -> None:
    """Told once, though the log is read again."""
    line.poll(an_item(text=INSULT))
    line.reddit.logged = [a_mod_action(action, "t1_abc")]
    line.poll(listing=Listing.MOD_LOG)
    line.poll(listing=Listing.MOD_LOG)
    [told] = line.lines.of("decision.reviewed")
    assert told["agreement"] == agreement
    assert told["case"] == line.decisions()["t1_abc"].case


def test_an_item_that_a_moderator_approved_is_not_flagged_again(line: Line) -> None:
    """Not even after an edit: a person looked, and lets it stand."""
    line.poll(an_item(text=INSULT))
    line.reddit.logged = [a_mod_action("approvecomment", "t1_abc")]
    line.poll(listing=Listing.MOD_LOG)
    line.clock.sleep(1)
    line.poll(an_item(text=INSULT, edited_utc=NOW), listing=Listing.EDITED)
    assert line.decisions()["t1_abc"].decision.outcome is Outcome.LEAVE
    assert len(line.submitted) == 1


def test_a_decision_is_one_line_without_anyones_name_or_words(line: Line) -> None:
    """The canonical line: all of what, nothing of who."""
    line.poll(an_item(text=INSULT))
    [told] = line.lines.of("item.judged")
    assert told == {
        "level": "info",
        "event": "item.judged",
        "case": line.decisions()["t1_abc"].case,
        "item": "t1_abc",
        "subreddit": "News",
        "author": told["author"],
        "outcome": "act",
        "actions": ["report"],
        "score": told["score"],
        "category": "personal_attack",
        "target": "other_user",
        "briefing": None,
        "confidence": None,
        "rules": some_rules().version,
        "age_s": 3600.0,
    }
    assert 0.5 < told["score"] <= 1
    assert told["author"].startswith("u:")
    assert "some_person" not in str(line.lines.kept)
    assert "idiot" not in str(line.lines.kept)


def test_a_matched_thread_is_one_line_as_well(line: Line) -> None:
    """With the briefing and how sure it was."""
    line.poll(an_item("t3_a", title=ABOUT_IT, author=None), listing=Listing.NEW)
    [told] = line.lines.of("item.judged")
    assert (told["briefing"], told["author"]) == ("harbour-bridge", "u:-")
    assert told["confidence"] > 0.8


def test_hundreds_of_subreddits_are_read_in_groups(line: Line) -> None:
    """Their names must fit into an address."""
    line.watch_more(*(f"Sub{n:03}" for n in range(250)))
    far = an_item("t1_far", subreddit="Sub249", text=INSULT)
    assert line.poll(an_item(), far) == 2
    assert len([c for c in line.reddit.calls if c.startswith("page")]) == 3


def test_what_its_author_deleted_is_deleted_here(line: Line) -> None:
    """Its words go; what is still on Reddit is kept."""
    line.poll(an_item("t1_one", text=INSULT), an_item("t1_two", text=INSULT))
    line.reddit.things["t1_one"] = an_item("t1_one", deleted=True, author=None)
    assert line.pipeline.forget_deleted() == 1
    one, two = line.decisions()["t1_one"], line.decisions()["t1_two"]
    assert (one.decision.item.text, two.decision.item.text) == ("", INSULT)
    assert one.forgotten
    assert line.pipeline.forget_deleted() == 0


def test_what_reddit_does_not_show_is_not_taken_for_deleted(line: Line) -> None:
    """Its subreddit may be private for an hour."""
    line.poll(an_item("t1_one", text=INSULT))
    line.reddit.things.clear()
    assert line.pipeline.forget_deleted() == 0
    assert line.decisions()["t1_one"].decision.item.text == INSULT


def test_without_kept_words_reddit_is_not_asked_for_them(line: Line) -> None:
    """An empty installation makes no calls."""
    assert line.pipeline.forget_deleted() == 0
    assert line.reddit.calls == []
