"""How many questions a day may cost, and when a failing server is left alone."""

from threading import Lock

from civilbot.ports import Clock
from civilbot.second_opinion.unanswered import Unanswered

#: So many failures in a row, and the server is left alone for so many seconds.
FAILURES = 3
PAUSE = 300.0


class Allowance:
    """Counts requests by UTC day and failures in a row; for this process alone."""

    def __init__(self, *, per_day: int, clock: Clock) -> None:
        """Begin with a full day's requests."""
        self._per_day = per_day
        self._clock = clock
        self._lock = Lock()
        self._day = clock.today()
        self._used = 0
        self._failures = 0
        self._paused_until = 0.0

    def take(self) -> None:
        """Count one request.

        Raises:
            Unanswered: it must not be made now.
        """
        with self._lock:
            if self._is_paused():
                raise Unanswered(f"paused after {FAILURES} failures in a row")
            today = self._clock.today()
            if today != self._day:
                self._day, self._used = today, 0
            if self._used >= self._per_day:
                why = f"today's {self._per_day} requests are spent, until midnight UTC"
                raise Unanswered(why)
            self._used += 1

    def succeeded(self) -> None:
        """Note that the server works."""
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        """Note that it did not; after a pause the first failure starts the next."""
        with self._lock:
            self._failures += 1
            if self._failures >= FAILURES:
                self._paused_until = self._clock.now() + PAUSE

    def _is_paused(self) -> bool:
        # A clock that was set back must not make the pause longer.
        return 0 < self._paused_until - self._clock.now() <= PAUSE
