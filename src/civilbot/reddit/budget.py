"""How many requests an account may still make, as Reddit itself says.

One budget is shared by all sessions of an account. Reddit counts the requests
in windows of some minutes and says with every answer how many are left.
"""

import math
from collections.abc import Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime
from threading import Lock

from civilbot.errors import RedditBusy

#: Of every window, the part that only actions may use.
RESERVED_FOR_ACTIONS = 0.2
#: Waited when Reddit refuses without saying for how long.
UNTOLD_WAIT = 60.0
#: Believed at most: a mistaken header must not stop the bot for a day.
LONGEST_WAIT = 3600.0
#: Answers to parallel requests put the window's end a little apart.
SAME_WINDOW = 5.0


class Budget:
    """Counts requests down and says when there are too few left."""

    def __init__(self, *, reserved: float = RESERVED_FOR_ACTIONS) -> None:
        """Know nothing yet: the first request is always allowed."""
        self._reserved = reserved
        self._lock = Lock()
        self._remaining: float | None = None
        self._size = 0.0
        self._ends = 0.0
        self._paused_until = 0.0
        self._seen = 0.0

    def wait(self, now: float, *, action: bool = False) -> float:
        """Seconds until a request may go out; a read waits earlier than an action."""
        with self._lock:
            return self._wait(now, action=action)

    def take(self, now: float, *, action: bool = False) -> None:
        """Count one request, or refuse it with `RedditBusy`."""
        with self._lock:
            seconds = self._wait(now, action=action)
            if seconds > 0:
                raise RedditBusy(
                    "Reddit's rate limit is used up; no request was made",
                    retry_after=seconds,
                )
            if self._remaining is not None:
                self._remaining -= 1

    def learn(self, headers: Mapping[str, str], now: float) -> None:
        """Read what an answer says about the rate limit; oddities are ignored."""
        left = _number(headers.get("x-ratelimit-remaining"))
        if left is None:
            return
        used = _number(headers.get("x-ratelimit-used")) or 0.0
        reset = _number(headers.get("x-ratelimit-reset"))
        with self._lock:
            self._forget_the_past(now)
            ends = self._end(reset, now)
            if self._remaining is not None and ends <= self._ends + SAME_WINDOW:
                # Answers may come out of order, but a window only ever runs down.
                left = min(left, self._remaining)
            self._remaining = left
            self._size = left + used
            self._ends = ends

    def pause(self, headers: Mapping[str, str], now: float) -> float:
        """Stop everything after Reddit's "too many requests"; for how long."""
        asked = _after(headers.get("retry-after"), now)
        reset = _number(headers.get("x-ratelimit-reset")) or 0.0
        seconds = min(max(asked, reset) or UNTOLD_WAIT, LONGEST_WAIT)
        with self._lock:
            self._forget_the_past(now)
            self._paused_until = max(self._paused_until, now + seconds)
        return seconds

    def _wait(self, now: float, *, action: bool) -> float:
        self._forget_the_past(now)
        if self._paused_until > now:
            return self._paused_until - now
        if self._remaining is None:
            return 0.0
        kept = 0 if action else int(self._reserved * self._size)
        return 0.0 if self._remaining - kept >= 1 else self._ends - now

    def _forget_the_past(self, now: float) -> None:
        set_back = now < self._seen
        if set_back:
            self._paused_until = 0.0
        if set_back or now >= self._ends:
            self._remaining = None
        self._seen = now

    def _end(self, reset: float | None, now: float) -> float:
        if reset is not None:
            return now + min(reset, LONGEST_WAIT)
        return self._ends if self._remaining is not None else now + UNTOLD_WAIT


def _number(text: str | None) -> float | None:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if math.isfinite(number) and number >= 0 else None


def _after(text: str | None, now: float) -> float:
    """Read a Retry-After header, which holds seconds or a date."""
    seconds = _number(text)
    if seconds is not None:
        return seconds
    try:
        date = parsedate_to_datetime(text or "")
    except ValueError:
        return 0.0
    moment = date if date.tzinfo else date.replace(tzinfo=UTC)
    return max(0.0, moment.timestamp() - now)
