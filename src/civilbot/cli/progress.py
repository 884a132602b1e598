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
        out: TextIO,
        err: TextIO,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        """Start counting; `seconds` is a clock that only goes forward."""
        self._shown = err.isatty() and not out.isatty()
        self._err = err
        self._seconds = seconds
        self._began = self._last = seconds()
        self._lines = 0

    def step(self) -> None:
        """Count a line that was answered."""
        self._lines += 1
        now = self._seconds()
        if self._shown and now - self._last >= _EVERY_SECONDS:
            self._last = now
            pace = self._lines / (now - self._began)
            self._err.write(f"{_CLEAR}{self._lines:,} lines, {pace:,.0f} a second")
            self._err.flush()

    def clear(self) -> None:
        """Make room for a message, or for the prompt at the end."""
        if self._shown:
            self._err.write(_CLEAR)
            self._err.flush()
