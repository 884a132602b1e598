"""The clock that ticks: at once, again and again, whatever a tick does."""

import threading
import time
from collections.abc import Callable

from civilbot.schedule import Schedule, Tick
from tests.builders import Lines

PATIENCE = 10.0


def running(*ticks: Tick, lines: Lines) -> Schedule:
    """A schedule that has begun."""
    schedule = Schedule(ticks, lines.log, now=time.time())
    schedule.start()
    return schedule


class Count:
    """Counts calls, and can be waited for."""

    def __init__(self, wanted: int, after: Callable[[], None] | None = None) -> None:
        self.calls = 0
        self.enough = threading.Event()
        self._wanted = wanted
        self._after = after

    def __call__(self) -> None:
        """Be called once more."""
        self.calls += 1
        if self.calls >= self._wanted:
            self.enough.set()
        if self._after is not None:
            self._after()


def test_ticks_come_at_once_and_again() -> None:
    """The first without waiting for an interval to pass."""
    often, seldom = Count(3), Count(1)
    schedule = running(
        Tick("often", 0.05, often), Tick("seldom", 3600, seldom), lines=Lines()
    )
    assert often.enough.wait(PATIENCE)
    assert seldom.enough.wait(PATIENCE)
    schedule.stop()
    assert seldom.calls == 1


def test_a_tick_that_fails_is_told_and_ticks_on() -> None:
    """One failing tick must not silence itself or the others."""

    def fail() -> None:
        raise LookupError("no such thing")

    bad, good = Count(2, fail), Count(2)
    lines = Lines()
    schedule = running(Tick("bad", 0.05, bad), Tick("good", 0.05, good), lines=lines)
    assert bad.enough.wait(PATIENCE)
    assert good.enough.wait(PATIENCE)
    schedule.stop()
    told = lines.of("tick.failed")[0]
    assert (told["level"], told["tick"]) == ("error", "bad")
    assert told["why"] == "LookupError('no such thing')"


def test_a_slow_tick_is_not_started_twice_and_the_delay_is_told() -> None:
    """Two polls of one listing at a time would do the same work."""
    go_on = threading.Event()

    def dawdle() -> None:
        go_on.wait(PATIENCE)

    slow = Count(1, dawdle)
    lines = Lines()
    schedule = running(Tick("slow", 0.02, slow), lines=lines)
    deadline = time.monotonic() + PATIENCE
    while not lines.of("tick.overdue") and time.monotonic() < deadline:
        time.sleep(0.01)
    assert slow.calls == 1
    go_on.set()
    schedule.stop()
    assert lines.of("tick.overdue")[0]["tick"] == "slow"


def test_stopping_waits_for_the_tick_that_runs() -> None:
    """And none comes afterwards."""
    began, ended = threading.Event(), threading.Event()

    def work() -> None:
        began.set()
        time.sleep(0.1)
        ended.set()

    tick = Count(1, work)
    schedule = running(Tick("work", 0.05, tick), lines=Lines())
    assert began.wait(PATIENCE)
    schedule.stop()
    assert ended.is_set()
    calls = tick.calls
    time.sleep(0.15)
    assert tick.calls == calls
