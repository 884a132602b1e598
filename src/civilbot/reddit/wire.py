"""What goes over the wire to Reddit: with real time limits, and nowhere else."""

from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import mktime_tz, parsedate_tz
from typing import Any
from urllib.parse import urlsplit

import prawcore
import requests
from prawcore.const import ACCESS_TOKEN_PATH
from prawcore.rate_limit import RateLimiter
from prawcore.sessions import RetryStrategy
from requests.exceptions import ConnectTimeout
from urllib3.exceptions import NewConnectionError

from civilbot.errors import LoginRefused
from civilbot.ports import Clock
from civilbot.reddit.budget import Budget


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds to wait for a connection, and for each part of an answer."""

    connect: float = 5.0
    read: float = 20.0


@dataclass(slots=True)
class Call:
    """What became of the present call; every session has one."""

    #: An action may use the whole budget, a read leaves a part of it.
    action: bool = False
    #: Something was asked of Reddit, if only for a token.
    asked: bool = False
    #: The call itself may have reached Reddit.
    sent: bool = False
    #: The last answer's status; 0 where there was none.
    status: int = 0
    #: Seconds to wait, if Reddit said that there were too many requests.
    wait: float = 0.0
    #: How far our clock is ahead of Reddit's; None if it never told the time.
    skew: float | None = None

    @property
    def token_expired(self) -> bool:
        """Reddit did nothing, because it did not accept our token."""
        return self.sent and self.status == requests.codes["unauthorized"]

    def start(self, *, action: bool) -> None:
        """Forget the call before this one."""
        self.action = action
        self.asked = self.sent = False
        self.status, self.wait = 0, 0.0


@dataclass(frozen=True, slots=True)
class Meter:
    """What the parts of one session share."""

    call: Call
    budget: Budget
    clock: Clock


class BudgetLimiter(RateLimiter):
    """Asks our budget before each request, and never sleeps.

    prawcore's own sleeps for up to ten minutes, knows only its own session, and
    fails on a rate-limit header that is not a whole number.
    """

    def __init__(self, meter: Meter) -> None:
        """Ask this meter's budget."""
        super().__init__(window_size=600)
        self._meter = meter

    def delay(self) -> None:
        """Go ahead, or raise `RedditBusy`; before a token is asked for, too."""
        self._meter.budget.take(self._meter.clock.now(), action=self._meter.call.action)

    def update(self, *, response_headers: Mapping[str, str]) -> None:
        """Do nothing: the requestor has read the headers."""


class NoRetry(RetryStrategy):
    """Sends a request once. prawcore would repeat a write whose answer was lost."""

    def _sleep_seconds(self) -> float | None:
        return None

    def consume_available_retry(self) -> RetryStrategy:
        """Never run out: there is nothing to consume."""
        return self

    def should_retry_on_failure(self) -> bool:
        """Never."""
        return False


class BoundRequestor(prawcore.Requestor):
    """Sends requests to Reddit only, and keeps account of what happened to them.

    A token or a password must not reach another host: PRAW asks whatever host a
    share URL names, prawcore follows redirects of its token request, and requests
    looks for other passwords in a .netrc file.
    """

    def __init__(
        self,
        *,
        meter: Meter,
        timeouts: Timeouts,
        oauth_url: str,
        reddit_url: str,
        user_agent: str,
    ) -> None:
        """Bind to Reddit's two addresses: for everything, and for tokens."""
        super().__init__(
            oauth_url=oauth_url, reddit_url=reddit_url, user_agent=user_agent
        )
        self._meter = meter
        self._always = {
            "timeout": (timeouts.connect, timeouts.read),
            "allow_redirects": False,
        }
        self._hosts = {_origin(self.oauth_url), _origin(self.reddit_url)}
        self._http.auth = _keep

    def request(self, *args: Any, **kwargs: Any) -> requests.Response:
        """Send one request; fails as prawcore expects it to."""
        url = args[1]
        if _origin(url) not in self._hosts:
            raise LoginRefused("a request to a host other than Reddit was stopped")
        call = self._meter.call
        call.asked, call.status = True, 0
        call.sent = not urlsplit(url).path.endswith(ACCESS_TOKEN_PATH)
        try:
            response = super().request(*args, **{**kwargs, **self._always})
        except prawcore.RequestException as error:
            call.sent = call.sent and not _never_left(error.original_exception)
            # The password and the token are in there.
            error.request_args, error.request_kwargs = (), {}
            raise
        self._note(response)
        return response

    def _note(self, response: requests.Response) -> None:
        meter, now = self._meter, self._meter.clock.now()
        meter.call.status = response.status_code
        meter.budget.learn(response.headers, now)
        told = parsedate_tz(response.headers.get("Date", ""))
        if told is not None:
            meter.call.skew = now - mktime_tz(told)
        if response.status_code == requests.codes["too_many_requests"]:
            meter.call.wait = meter.budget.pause(response.headers, now)


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc


def _keep(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _never_left(error: Exception) -> bool:
    """Tell whether a request failed before anything of it was sent."""
    if isinstance(error, ConnectTimeout | ValueError):
        # The ValueErrors of requests are about addresses and headers.
        return True
    cause = error.args[0] if error.args else None
    return isinstance(getattr(cause, "reason", None), NewConnectionError)
