"""Logs an account in to Reddit twice: to read with patience, and to write once."""

from dataclasses import dataclass, field
from threading import RLock

import praw
from praw.exceptions import PRAWException
from prawcore import PrawcoreException
from prawcore import Session as CoreSession

from civilbot.errors import LoginRefused
from civilbot.ports import Clock
from civilbot.reddit.budget import Budget
from civilbot.reddit.wire import (
    BoundRequestor,
    BudgetLimiter,
    Call,
    Meter,
    NoRetry,
    Timeouts,
)

REDDIT_URL = "https://www.reddit.com"
OAUTH_URL = "https://oauth.reddit.com"


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """What one account needs to log in: a password or a refresh token."""

    client_id: str
    client_secret: str = field(default="", repr=False)
    username: str = ""
    password: str = field(default="", repr=False)
    refresh_token: str = field(default="", repr=False)
    #: In the form that Reddit asks for: <platform>:<app>:<version> (by /u/<name>).
    user_agent: str
    #: Where logins go, and where everything else goes; no path behind the host.
    reddit_url: str = REDDIT_URL
    oauth_url: str = OAUTH_URL


@dataclass(frozen=True, slots=True)
class Session:
    """One login. PRAW is not thread-safe: hold the lock while using it."""

    reddit: praw.Reddit = field(repr=False)
    call: Call
    writes: bool
    lock: RLock = field(default_factory=RLock, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """How to log in, and what the sessions of an account share."""

    credentials: Credentials
    timeouts: Timeouts
    budget: Budget
    clock: Clock

    def session(self, *, writes: bool) -> Session:
        """Prepare a session; nothing is sent yet."""
        meter = Meter(Call(), self.budget, self.clock)
        try:
            reddit = _reddit(self.credentials, meter, self.timeouts)
        except (PRAWException, PrawcoreException, ValueError) as error:
            # PRAW's own words may repeat what it was given.
            raise LoginRefused(
                f"the credentials are incomplete or malformed ({type(error).__name__})"
            ) from None
        core = reddit._core  # noqa: SLF001 - the only way to it; PRAW is pinned
        if not isinstance(core, CoreSession) or reddit.read_only:
            raise LoginRefused("a password or a refresh token is needed to log in")
        core._rate_limiter = BudgetLimiter(meter)  # noqa: SLF001 - see above
        if writes:
            core._retry_strategy_class = NoRetry  # noqa: SLF001 - see above
        return Session(reddit, meter.call, writes)


def _reddit(login: Credentials, meter: Meter, timeouts: Timeouts) -> praw.Reddit:
    # Everything is named: what is not, PRAW takes from any praw.ini at hand or
    # from the environment.
    return praw.Reddit(
        "DEFAULT",
        client_id=login.client_id,
        client_secret=login.client_secret or None,
        username=login.username or None,
        password=login.password or None,
        refresh_token=login.refresh_token or None,
        redirect_uri=None,
        user_agent=login.user_agent,
        reddit_url=login.reddit_url.rstrip("/"),
        oauth_url=login.oauth_url.rstrip("/"),
        requestor_class=BoundRequestor,
        requestor_kwargs={"meter": meter, "timeouts": timeouts},
        check_for_updates=False,
        check_for_async=False,
        # Below 0, PRAW never sleeps and repeats a write by itself; at 0 it still
        # does when Reddit speaks of milliseconds.
        ratelimit_seconds=-1,
    )
