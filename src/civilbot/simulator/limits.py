"""Reddit's quota: so many requests per client in fixed windows of ten minutes."""

import math
from dataclasses import dataclass

WINDOW_S = 600


@dataclass(frozen=True, slots=True)
class Quota:
    """Where a client stands in the present window."""

    used: int
    budget: int
    reset_s: int

    @property
    def exceeded(self) -> bool:
        """True when this request was one too many."""
        return self.used > self.budget

    @property
    def headers(self) -> dict[str, str]:
        """As Reddit writes it: a float with one digit, and two whole numbers."""
        return {
            "x-ratelimit-remaining": f"{max(0, self.budget - self.used):.1f}",
            "x-ratelimit-used": str(self.used),
            "x-ratelimit-reset": str(self.reset_s),
        }


class QuotaBook:
    """Counts each client's requests."""

    def __init__(self) -> None:
        self._counts: dict[str, tuple[int, int]] = {}

    def count(self, client_id: str, now: float, budget: int) -> Quota:
        """Count one request and say where the client stands."""
        window = int(now // WINDOW_S)
        seen, used = self._counts.get(client_id, (window, 0))
        used = used + 1 if seen == window else 1
        self._counts[client_id] = (window, used)
        reset = math.ceil((window + 1) * WINDOW_S - now)
        return Quota(used, budget, reset)
