"""Says on a terminal how far a batch has come; says nothing anywhere else."""

import time
from collections.abc import Callable
from typing import TextIO

_EVERY_SECONDS = 0.5
#: Goes back to the start of the line and clears it.
_CLEAR = "\r\x1b[K"


class Progress:
    """One line on a terminal that is written anew every half second.

    With the answers on the terminal too it would only be in their way.
    """

    def __init__(
        self,
        out: TextIO | None,
        err: TextIO,
        seconds: Callable[[], float] = time.monotonic,
        *,
        what: str = "lines",
    ) -> None:
        """Start counting.

        Args:
            out: where answers go meanwhile; None if they come at the end.
            err: where to write.
            seconds: a clock that only goes forward.
            what: is counted.
        """
        self._shown = err.isatty() and not (out is not None and out.isatty())
        self._what = what
        self._err = err
        self._seconds = seconds
        self._began = self._last = seconds()
        self._lines = 0
        self._first: tuple[float, float] | None = None

    def step(self, count: int = 1, share: float | None = None) -> None:
        """Count what was answered; `share` is how far through it is, if that is known.

        The time that is left is told from the share at the first step.
        """
        self._lines += count
        now = self._seconds()
        if self._first is None and share is not None:
            self._first = (now, share)
        if self._shown and now - self._last >= _EVERY_SECONDS:
            self._last = now
            pace = self._lines / (now - self._began)
            line = f"{self._lines:,} {self._what}, {pace:,.0f} a second"
            self._err.write(f"{_CLEAR}{line}{self._left(now, share)}")
            self._err.flush()

    def _left(self, now: float, share: float | None) -> str:
        """Say how far it is and how long it will take, as far as can be told."""
        if self._first is None or share is None:
            return ""
        began, first = self._first
        told = f", {share:.0%}"
        if share <= first:
            return told
        left = (1 - share) * (now - began) / (share - first)
        return f"{told}, {_duration(left)} left"

    def clear(self) -> None:
        """Make room for a message, or for the prompt at the end."""
        if self._shown:
            self._err.write(_CLEAR)
            self._err.flush()


def _duration(seconds: float) -> str:
    """Write a duration as roughly as it is known."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = seconds / 60
    return f"{minutes:.0f} min" if minutes < 90 else f"{minutes / 60:.1f} h"
