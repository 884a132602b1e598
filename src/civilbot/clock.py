"""The real time; everything else is given a clock."""

import time
from datetime import UTC, date, datetime


class SystemClock:
    """The machine's clock."""

    def now(self) -> float:
        """Seconds since 1970, UTC."""
        return time.time()

    def today(self) -> date:
        """The date, UTC."""
        return datetime.fromtimestamp(self.now(), UTC).date()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)
