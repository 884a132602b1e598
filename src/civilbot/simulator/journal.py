"""Every request the simulated Reddit received, for tests to look at."""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

SECRET_FIELDS = frozenset(
    {"password", "refresh_token", "token", "client_secret", "otp", "code"}
)
MASK = "•••"
LONGEST_JOURNAL = 100_000


@dataclass(slots=True, kw_only=True)
class Entry:
    """One request and what became of it."""

    n: int
    time: float
    """On the simulated Reddit's clock."""
    method: str
    path: str
    query: dict[str, str]
    form: dict[str, str]
    user_agent: str
    authorization: str | None
    """basic, bearer or nothing."""
    user: str | None = None
    """Whose token it was."""
    status: int | None = None
    """What the client saw; nothing when the connection was dropped."""
    committed: bool = False
    """True when a write was carried out, whatever the client saw."""
    fault: dict[str, Any] | None = None


class Journal:
    """The requests, oldest first; the oldest are forgotten when there are very many."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=LONGEST_JOURNAL)
        self._last = 0

    def begin(self, entry: Entry) -> Entry:
        """Number a request and keep it."""
        self._last += 1
        entry.n = self._last
        self._entries.append(entry)
        return entry

    def since(self, n: int) -> list[dict[str, Any]]:
        """The requests after number n, as plain data."""
        return [asdict(entry) for entry in self._entries if entry.n > n]

    def clear(self) -> None:
        """Forget all requests; numbers go on."""
        self._entries.clear()


def masked(form: Iterable[tuple[str, str]] | Mapping[str, str]) -> dict[str, str]:
    """Copy form fields without their secrets."""
    return {
        key: MASK if key in SECRET_FIELDS else value
        for key, value in dict(form).items()
    }
