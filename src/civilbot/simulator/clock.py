"""The simulated Reddit's time: the real one shifted, or one that tests set by hand."""

import time


class VirtualClock:
    """Seconds since 1970 as the simulated Reddit sees them."""

    def __init__(self, *, start: float | None = None, frozen: bool = False) -> None:
        """Start at the real time or at `start`; a frozen clock only moves by hand."""
        self._frozen = frozen
        self._offset = 0.0
        self._frozen_at = start if start is not None else time.time()
        if start is not None and not frozen:
            self._offset = start - time.time()

    def now(self) -> float:
        """The present moment."""
        return self._frozen_at if self._frozen else time.time() + self._offset

    def advance(self, seconds: float) -> None:
        """Move forward."""
        if self._frozen:
            self._frozen_at += seconds
        else:
            self._offset += seconds
