"""A configuration with a database that holds some decisions of the last hours."""

import time
from pathlib import Path

from civilbot.judge import judge
from civilbot.ledger import State, Step, case_id
from civilbot.model import Decision, Item
from civilbot.starter import write_starter
from civilbot.store import SqlStore
from tests.builders import (
    ACCOUNT,
    HOUR,
    INSULT,
    a_briefing,
    a_context,
    a_mod_action,
    an_item,
    some_rules,
)

CALM = an_item("t1_calm")
BAD = an_item("t1_bad", text=f"No. {INSULT}!", permalink="/r/News/comments/root/x/bad/")
THREAD = an_item(
    "t3_root",
    title="Council votes on the harbour bridge",
    permalink="/r/News/comments/root/council_votes/",
)
ELSEWHERE = an_item("t1_talk", subreddit="Talk", text=INSULT)

CASES = {item.fullname: case_id(item.key) for item in (CALM, BAD, THREAD, ELSEWHERE)}


def installed(directory: Path) -> Path:
    """Write a configuration; a thread three hours ago, a comment each hour since."""
    write_starter(directory, subreddits=["News", "Talk"], contact="")
    (directory / "var").mkdir()
    store = SqlStore(f"sqlite:///{directory}/var/civilbot.sqlite3")
    now = time.time()
    recorded(store, _judged(THREAD), now - 3 * HOUR)
    [key] = recorded(store, _judged(BAD), now - 2 * HOUR)
    store.claim(key, attempts=0, worker="w", now=now)
    store.mark_sent(key, now=now, attempts=1)
    store.move(key, Step(State.DONE, 0.0, ""), external_id="t1_report", attempts=1)
    store.judge_by_moderators(
        [a_mod_action("approvecomment", "t1_bad", created_utc=now)],
        account=ACCOUNT,
        now=now,
    )
    recorded(store, _judged(CALM), now - HOUR)
    recorded(store, _judged(ELSEWHERE, mode="shadow"), now - 60)
    store.close()
    return directory


def recorded(store: SqlStore, decision: Decision, at: float) -> tuple[str, ...]:
    """Record a decision; the keys of its entries."""
    return store.record([decision], account=ACCOUNT, now=at).entries


def _judged(item: Item, mode: str = "live") -> Decision:
    rules = some_rules(subreddit=item.subreddit, mode=mode)
    return judge(item, a_context(), rules, [a_briefing()])
