"""The durable queue as DBOS keeps it: once, across restarts, and tidied up."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from civilbot.engine import Engine, Jobs, Queueing
from tests.databases import postgres_database

PATIENCE = 20.0

#: Puts two actions into the queue; the process dies in the middle of the first.
DYING = """\
import os, sys, threading
from civilbot.engine import Engine, Jobs, Queueing

def act(key, attempts):
    print("began", key, flush=True)
    os._exit(9)

jobs = Jobs(poll=lambda source, tick: "polled", act=act)
engine = Engine(jobs, Queueing(url=sys.argv[1], worker=sys.argv[2], look_every=0.05))
engine.start()
engine.act("first", attempts=0, account="bot", slot=1)
engine.act("second", attempts=0, account="bot", slot=1)
threading.Event().wait(30)
"""


class Shop:
    """An engine that notes what it runs, and can be held up in the middle."""

    def __init__(self, url: str, worker: str = "first") -> None:
        self.ran: list[tuple[str, str, int]] = []
        self.began = threading.Event()
        self.go_on = threading.Event()
        self.go_on.set()
        jobs = Jobs(poll=self._poll, act=self._act)
        self.engine = Engine(jobs, Queueing(url=url, worker=worker, look_every=0.05))
        self.engine.start()

    def _poll(self, source: str, tick: int) -> str:
        return self._run("poll", source, tick)

    def _act(self, key: str, attempts: int) -> str:
        return self._run("act", key, attempts)

    def _run(self, kind: str, name: str, number: int) -> str:
        self.began.set()
        self.go_on.wait(PATIENCE)
        self.ran.append((kind, name, number))
        return f"{kind} {name}"

    def act(self, key: str, *, attempts: int = 0, slot: int = 1) -> None:
        """Queue a try for the bot's account."""
        self.engine.act(key, attempts=attempts, account="bot", slot=slot)

    def wait(self, count: int) -> None:
        """Wait until so many jobs ran."""
        until(lambda: len(self.ran) >= count)

    def settled(self) -> list[tuple[str, str, int]]:
        """All that ran, when a further job has run as well."""
        before = len(self.ran)
        self.engine.poll("settled", before).get_result(polling_interval_sec=0.02)
        return [run for run in self.ran if run[1] != "settled"]


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.02)


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a queue that does not exist yet, on either database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'queue.sqlite3'}"
        return
    with postgres_database() as address:
        yield address


Open = Callable[..., Shop]


@pytest.fixture
def open_shop(url: str) -> Iterator[Open]:
    """Open shops on one queue; the last is closed at the end."""
    opened: list[Shop] = []

    def open_(worker: str = "first") -> Shop:
        for shop in opened:
            shop.engine.stop()
        opened[:] = [Shop(url, worker)]
        return opened[0]

    yield open_
    for shop in opened:
        shop.go_on.set()
        shop.engine.stop()


def test_polls_and_actions_run_and_a_polls_result_can_be_had(open_shop: Open) -> None:
    """With the names they were queued with."""
    shop = open_shop()
    shop.act("a-key", attempts=3)
    handle = shop.engine.poll("comments", 7)
    assert handle.get_result(polling_interval_sec=0.02) == "poll comments"
    shop.wait(2)
    assert sorted(shop.ran) == [("act", "a-key", 3), ("poll", "comments", 7)]


def test_the_same_try_runs_once_however_often_it_is_queued(open_shop: Open) -> None:
    """Another try, or the same in a later slot, is another job."""
    shop = open_shop()
    for _ in range(3):
        shop.act("a-key")
    shop.act("a-key", attempts=1)
    shop.act("a-key", slot=2)
    shop.wait(3)
    shop.act("a-key")
    assert sorted(shop.settled()) == [
        ("act", "a-key", 0),
        ("act", "a-key", 0),
        ("act", "a-key", 1),
    ]


def test_the_same_tick_polls_once(open_shop: Open) -> None:
    """Each of several processes ticks, and one of them polls."""
    shop = open_shop()
    for _ in range(3):
        shop.engine.poll("comments", 1).get_result(polling_interval_sec=0.02)
    assert shop.settled() == [("poll", "comments", 1)]


def test_while_a_poll_is_outstanding_no_other_of_its_source_is_added(
    open_shop: Open,
) -> None:
    """A slow poll does not pile up others behind it; another source may go on."""
    shop = open_shop()
    shop.go_on.clear()
    first = shop.engine.poll("comments", 1)
    assert shop.began.wait(PATIENCE)
    second = shop.engine.poll("comments", 2)
    other = shop.engine.poll("new", 2)
    assert second.workflow_id == first.workflow_id
    assert other.workflow_id != first.workflow_id
    shop.go_on.set()
    first.get_result(polling_interval_sec=0.02)
    other.get_result(polling_interval_sec=0.02)
    shop.engine.poll("comments", 3).get_result(polling_interval_sec=0.02)
    assert sorted(shop.settled()) == [
        ("poll", "comments", 1),
        ("poll", "comments", 3),
        ("poll", "new", 2),
    ]


def test_a_killed_process_leaves_its_jobs_to_the_next(
    url: str, open_shop: Open
) -> None:
    """What ran and what waited: both are taken up under the same worker's name."""
    ended = subprocess.run(
        [sys.executable, "-c", DYING, url, "first"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 9, ended.stderr
    shop = open_shop("first")
    shop.wait(2)
    assert sorted(shop.settled()) == [("act", "first", 0), ("act", "second", 0)]


def test_a_dead_workers_running_jobs_are_cancelled_not_waited_for(
    url: str, open_shop: Open
) -> None:
    """Its waiting jobs are anybody's; what it was running, the sweep queues again."""
    subprocess.run(
        [sys.executable, "-c", DYING, url, "dead"],
        capture_output=True,
        timeout=60,
        check=False,
    )
    shop = open_shop("alive")
    assert shop.engine.free({"alive", "dead"}) == 0
    freed = shop.engine.free({"alive"})
    assert freed >= 1
    assert shop.engine.free({"alive"}) == 0
    assert ("act", "first", 0) not in shop.settled()
    # Killed before it claimed the row, so the sweep queues the very same try.
    shop.act("first", attempts=0)
    until(lambda: ("act", "first", 0) in shop.ran)


def test_living_workers_jobs_are_let_run(open_shop: Open) -> None:
    """Also those of this very process."""
    shop = open_shop()
    shop.go_on.clear()
    handle = shop.engine.poll("comments", 1)
    assert shop.began.wait(PATIENCE)
    assert shop.engine.free({"first"}) == 0
    shop.go_on.set()
    assert handle.get_result(polling_interval_sec=0.02) == "poll comments"


def test_what_ended_is_forgotten_after_a_while(open_shop: Open) -> None:
    """The queue's file must not grow for ever; what is recent is kept."""
    shop = open_shop()
    for tick in range(3):
        shop.engine.poll("comments", tick).get_result(polling_interval_sec=0.02)
    assert shop.engine.tidy(before=time.time() - 3600) == 0
    assert shop.engine.tidy(before=time.time() + 1) == 3
    assert shop.engine.tidy(before=time.time() + 1) == 0


def test_a_job_that_fails_does_not_end_the_queue(url: str) -> None:
    """The next one runs; and what failed is tidied up as well."""
    tried: list[str] = []

    def act(key: str, _attempts: int) -> str:
        tried.append(key)
        raise LookupError(key)

    jobs = Jobs(poll=lambda source, _tick: source, act=act)
    engine = Engine(jobs, Queueing(url=url, worker="w", look_every=0.05))
    engine.start()
    engine.act("bad", attempts=0, account="bot", slot=1)
    until(lambda: tried == ["bad"])
    assert engine.poll("new", 1).get_result(polling_interval_sec=0.02) == "new"
    until(lambda: engine.tidy(before=time.time() + 1) > 0)
    engine.stop()


def test_no_more_actions_than_allowed_in_a_minute(url: str) -> None:
    """For each account by itself; polls are not held up by it."""
    ran: list[str] = []

    def act(key: str, _attempts: int) -> str:
        ran.append(key)
        return key

    jobs = Jobs(poll=lambda source, _tick: source, act=act)
    queueing = Queueing(url=url, worker="w", look_every=0.05, actions_per_minute=3)
    engine = Engine(jobs, queueing)
    engine.start()
    for number in range(6):
        engine.act(f"one{number}", attempts=0, account="one", slot=1)
    for number in range(2):
        engine.act(f"two{number}", attempts=0, account="two", slot=1)
    until(lambda: len(ran) >= 5)
    for tick in range(3):
        engine.poll("new", tick).get_result(polling_interval_sec=0.02)
    assert sorted(key[:3] for key in ran) == ["one"] * 3 + ["two"] * 2
    engine.stop()
