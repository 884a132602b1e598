"""The clock that ticks: when to poll, sweep, refresh and tidy.

APScheduler runs in memory and only ticks; what is due is in the database, and
the work itself is done by the durable queue. A tick that is late runs once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MAX_INSTANCES
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from civilbot.observe import Logger


@dataclass(frozen=True, slots=True)
class Tick:
    """Something to do every so many seconds."""

    name: str
    seconds: float
    do: Callable[[], object]


class Schedule:
    """Runs ticks in the background until stopped."""

    def __init__(self, ticks: Sequence[Tick], log: Logger, *, now: float) -> None:
        """Declare the ticks; all are due at once when started."""
        self._log = log
        self._scheduler = BackgroundScheduler(
            timezone=UTC,
            executors={"default": ThreadPoolExecutor(4)},
            # The defaults drop a run that is one second late, silently.
            job_defaults={
                "coalesce": True,
                "max_instances": 1,
                "misfire_grace_time": None,
            },
        )
        first = datetime.fromtimestamp(now, UTC)
        for place, tick in enumerate(ticks):
            self._scheduler.add_job(
                tick.do,
                "interval",
                seconds=tick.seconds,
                id=tick.name,
                jitter=min(1.0, tick.seconds / 10),
                # A little apart, so that the start is not one burst.
                next_run_time=first + timedelta(milliseconds=20 * place),
            )
        self._scheduler.add_listener(self._failed, EVENT_JOB_ERROR)
        self._scheduler.add_listener(self._overdue, EVENT_JOB_MAX_INSTANCES)

    def start(self) -> None:
        """Begin to tick."""
        self._scheduler.start()

    def stop(self) -> None:
        """Stop ticking; a tick that runs now is finished first."""
        self._scheduler.shutdown(wait=True)

    def _failed(self, event: Any) -> None:
        self._log.error("tick.failed", tick=event.job_id, why=repr(event.exception))

    def _overdue(self, event: Any) -> None:
        self._log.warning("tick.overdue", tick=event.job_id)
