"""Of many that do the same at once, exactly one succeeds."""

import os
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import TypeVar

import psycopg
import pytest

from civilbot.ledger import State, Step
from civilbot.store import Query, SqlStore
from civilbot.store.migrate import migrate
from civilbot.store.recording import add_decisions
from civilbot.store.schema import REVISION
from tests.contract.store.samples import (
    ACCOUNT,
    NOW,
    comment,
    flagged,
    key_of,
    logged,
    report,
)

T = TypeVar("T")

MANY = 4
MUCH = 400
BATCH = 100


@pytest.fixture
def stores(database_url: str) -> Iterator[list[SqlStore]]:
    """Several stores on one database, as processes on one or many machines have."""
    migrate(database_url)
    opened = [SqlStore(database_url) for _ in range(MANY)]
    yield opened
    for store in opened:
        store.close()


def at_once(stores: list[SqlStore], work: Callable[[SqlStore, int], T]) -> list[T]:
    """Let each store do its work at the same time."""
    barrier = Barrier(len(stores))

    def start(store: SqlStore, number: int) -> T:
        barrier.wait(timeout=30)
        return work(store, number)

    with ThreadPoolExecutor(len(stores)) as pool:
        return list(pool.map(start, stores, range(len(stores))))


def test_the_same_decisions_are_recorded_once(stores):
    """Each case and each ledger entry is new for one recorder only."""
    decisions = [flagged(comment(f"c{number}")) for number in range(MUCH)]
    batches = [decisions[start : start + BATCH] for start in range(0, MUCH, BATCH)]

    def record(store: SqlStore, number: int):
        # The same batches in opposite orders, so that they meet in the middle.
        order = -1 if number % 2 else 1
        return [
            store.record(batch[::order], account=ACCOUNT, now=NOW) for batch in batches
        ]

    told = [one for answers in at_once(stores, record) for one in answers]
    cases = Counter(case for one in told for case in one.decisions)
    keys = Counter(key for one in told for key in one.entries)
    assert len(cases) == len(keys) == MUCH
    assert set(cases.values()) == set(keys.values()) == {1}
    assert len(stores[0].decisions(Query(limit=2 * MUCH))) == MUCH
    assert stores[0].open_entries() == MUCH


def test_edits_of_one_item_plan_one_action(stores):
    """Different decisions that ask for the same action plan it once."""

    def record(store: SqlStore, number: int):
        decision = flagged(comment(edited_utc=float(number)))
        return store.record([decision], account=ACCOUNT, now=NOW)

    told = at_once(stores, record)
    assert sum(len(one.decisions) for one in told) == MANY
    assert sum(len(one.entries) for one in told) == 1


def test_the_same_entries_are_claimed_once(stores):
    """Two workers never send the same action."""
    decisions = [flagged(comment(f"c{number}")) for number in range(30)]
    stores[0].record(decisions, account=ACCOUNT, now=NOW)

    def work(store: SqlStore, number: int):
        taken = []
        for entry in store.due(now=NOW):
            if store.claim(entry.key, attempts=0, worker=f"w{number}", now=NOW):
                store.mark_sent(entry.key, now=NOW, attempts=1)
                store.move(entry.key, Step(State.DONE, 0.0, ""))
                taken.append(entry.key)
        return taken

    taken = [key for keys in at_once(stores, work) for key in keys]
    assert sorted(taken) == sorted(key_of(report(one.item)) for one in decisions)
    assert stores[0].open_entries() == 0


def test_the_same_log_entry_is_judged_once(stores):
    """Two readers of the moderation log count one agreement."""
    stores[0].record([flagged(comment())], account=ACCOUNT, now=NOW)
    entry = logged("removecomment", "t1_c1")

    def judge(store: SqlStore, _: int):
        return store.judge_by_moderators([entry], account=ACCOUNT, now=NOW)

    assert sum(len(told) for told in at_once(stores, judge)) == 1


def test_an_abandoned_entry_is_freed_once(stores):
    """Whoever finds it first frees it."""
    stores[0].record([flagged(comment())], account=ACCOUNT, now=NOW)
    key = key_of(report(comment()))
    stores[0].claim(key, attempts=0, worker="dead", now=NOW)

    def release(store: SqlStore, number: int):
        return store.release(f"w{number}", now=NOW + 61, settle=0.0)

    assert sum(at_once(stores, release)) == 1


def test_the_cursor_ends_at_the_farthest(stores):
    """Readers that finish in any order never move it back."""

    def advance(store: SqlStore, number: int) -> None:
        for step in range(10):
            mark = float(step * MANY + number)
            store.record([], account=ACCOUNT, now=NOW, source="new", cursor=mark)

    at_once(stores, advance)
    assert stores[0].cursor("new") == 39.0


def test_a_new_database_can_be_opened_by_many(database_url):
    """Whoever is first makes the tables; the others wait, and leave nothing behind."""
    barrier = Barrier(MANY)

    def start(_: int) -> str:
        barrier.wait(timeout=30)
        return migrate(database_url)

    with ThreadPoolExecutor(MANY) as pool:
        assert len(set(pool.map(start, range(MANY)))) == 1


def test_files_made_at_once_are_never_locked(tmp_path: Path):
    """Again and again, since the moment is short; one file each, and no other."""
    barrier = Barrier(MANY)
    urls = [f"sqlite:///{tmp_path / str(number)}" for number in range(40)]

    def start(_: int) -> list[str]:
        told = []
        for url in urls:
            barrier.wait(timeout=30)
            told.append(migrate(url))
        return told

    with ThreadPoolExecutor(MANY) as pool:
        assert all(told[0].endswith(REVISION) for told in pool.map(start, range(MANY)))
    # SQLite keeps its own files beside each while somebody is about to open it.
    made = {re.sub(r"-(?:wal|shm)$", "", file.name) for file in tmp_path.iterdir()}
    assert made == {str(number) for number in range(40)}


@pytest.mark.postgres
def test_recorders_that_meet_halfway_do_not_block_each_other(stores):
    """Whatever the order they were given, decisions are written in one order."""
    server = os.environ.get("CIVILBOT_TEST_POSTGRES_URL", "")
    first, second = flagged(comment("c1")), flagged(comment("c2"))
    if not server or stores[0]._database.is_file:
        pytest.skip("a SQLite file has one writer at a time")
    with ThreadPoolExecutor(1) as pool:
        with stores[0]._database.writing() as connection:
            add_decisions(connection, [first], NOW)
            other = pool.submit(
                stores[1].record, [second, first], account=ACCOUNT, now=NOW
            )
            _wait_for_a_lock(server)
            # Had the other begun with its first, each would now wait for the other.
            add_decisions(connection, [second], NOW)
        assert other.result(timeout=30).decisions == ()


def _wait_for_a_lock(server: str) -> None:
    """Wait until somebody waits."""
    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    deadline = time.monotonic() + 30
    with psycopg.connect(server, autocommit=True) as connection:
        while time.monotonic() < deadline:
            if connection.execute(waiting).fetchone() != (0,):
                return
            time.sleep(0.02)
    pytest.fail("the other recorder did not wait")
