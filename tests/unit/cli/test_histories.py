"""What civilbot has at hand itself becomes history: all of it, each thing once."""

import time
from pathlib import Path

from civilbot.backtest.records import Said
from civilbot.cli.histories import listed, stored
from civilbot.judge import judge
from civilbot.model import Listing
from civilbot.store import SqlStore
from tests.builders import (
    ACCOUNT,
    INSULT,
    FakeReddit,
    a_context,
    a_mod_action,
    an_item,
    some_rules,
)


def _judged(store: SqlStore, names: list[str], at: float) -> None:
    items = [an_item(name, text=f"{INSULT} {name}") for name in names]
    decisions = [judge(item, a_context(), some_rules()) for item in items]
    store.record(decisions, account=ACCOUNT, now=at)


def test_every_decision_is_given_once_however_many_were_made_at_a_time(
    tmp_path: Path,
) -> None:
    """They are read page after page, and a batch has one time."""
    store = SqlStore(f"sqlite:///{tmp_path}/bot.sqlite3")
    now = time.time()
    _judged(store, [f"t1_a{n:03d}" for n in range(450)], now - 30)
    _judged(store, [f"t1_b{n:04d}" for n in range(1200)], now - 20)
    _judged(store, [f"t1_c{n:03d}" for n in range(40)], now - 10)
    found = [record.item.fullname for record in stored(store, "News")]
    store.close()
    assert len(found) == len(set(found)) == 1690
    assert (found[0][:4], found[-1][:4]) == ("t1_c", "t1_a")


def test_what_a_moderator_last_said_of_a_decision_counts(tmp_path: Path) -> None:
    """Removed and then approved is approved; unseen is neither."""
    store = SqlStore(f"sqlite:///{tmp_path}/bot.sqlite3")
    now = time.time()
    _judged(store, ["t1_a", "t1_b", "t1_c"], now)
    acts = [
        a_mod_action("removecomment", "t1_a", created_utc=now + 1),
        a_mod_action("removecomment", "t1_b", created_utc=now + 1),
        a_mod_action("approvecomment", "t1_b", created_utc=now + 2),
    ]
    store.judge_by_moderators(acts, account=ACCOUNT, now=now)
    said = {r.item.fullname: r.said for r in stored(store, "News")}
    store.close()
    assert said == {
        "t1_a": Said.REMOVED,
        "t1_b": Said.APPROVED,
        "t1_c": Said.UNSEEN,
    }


def test_listings_are_given_as_they_were_posted_with_what_they_answer() -> None:
    """In two listings and one more request, and nothing is written."""
    post = an_item("t3_root", approved=True)
    first = an_item("t1_first", text="Really?", removed=True)
    answer = an_item("t1_answer", parent="t1_first")
    late = an_item("t1_late", parent="t1_old")
    gone = an_item("t1_gone", author=None, text="[deleted]", deleted=True)
    reddit = FakeReddit(an_item("t1_old", text="Long ago"))
    reddit.show(Listing.NEW, post)
    reddit.show(Listing.COMMENTS, gone, late, answer, first)
    found = {record.item.fullname: record for record in listed(reddit, "News")}
    assert set(found) == {"t3_root", "t1_first", "t1_answer", "t1_late", "t1_gone"}
    assert found["t3_root"].said is Said.APPROVED
    assert found["t1_first"].said is Said.REMOVED
    assert not found["t1_first"].item.removed
    assert found["t1_answer"].parent_text == "Really?"
    assert found["t1_late"].parent_text == "Long ago"
    assert found["t1_gone"].gone
    assert {call.split()[0] for call in reddit.calls} == {"page", "items"}
