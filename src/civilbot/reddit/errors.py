"""Turns everything that can go wrong with Reddit into one of our few reactions."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from praw.exceptions import (
    InvalidImplicitAuth,
    PRAWException,
    ReadOnlyException,
    RedditAPIException,
    RedditErrorItem,
)
from prawcore.exceptions import (
    InsufficientScope,
    InvalidInvocation,
    OAuthException,
    PrawcoreException,
    RequestException,
    ResponseException,
)

from civilbot.errors import (
    CivilbotError,
    ItemRefused,
    LoginRefused,
    OutcomeUnknown,
    RedditBusy,
    RedditError,
    SubredditClosed,
)
from civilbot.reddit.wire import Call

#: What PRAW and prawcore let slip when an answer is not as they expect it.
ODD = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)

#: Reddit's names for what went wrong; source: r2/lib/errors.py. All that is in
#: none of these lists concerns one item or one user.
_BUSY = {"RATELIMIT", "SUBREDDIT_RATELIMIT"}
_LOGIN = {"IN_TIMEOUT", "USER_REQUIRED"}
_CLOSED = {
    "BANNED_FROM_SUBREDDIT",
    "INVALID_PERMISSIONS",
    "MOD_REQUIRED",
    "SUBREDDIT_NOEXIST",
    "SUBREDDIT_NOTALLOWED",
    "SUBREDDIT_NO_ACCESS",
}

_UNUSABLE_LOGIN = (
    InsufficientScope,
    InvalidImplicitAuth,
    InvalidInvocation,
    OAuthException,
    ReadOnlyException,
)

_WAIT = re.compile(r"(\d+) *(millisecond|second|minute|hour)")
_SECONDS = {"millisecond": 0.001, "second": 1.0, "minute": 60.0, "hour": 3600.0}
_UNTOLD_WAIT = 60.0
_LONGEST_WORDS = 200


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What was being done when something went wrong."""

    call: Call
    write: bool
    subreddit: str


@contextmanager
def border(call: Call, *, write: bool, subreddit: str = "") -> Iterator[None]:
    """Let nothing but the errors of `civilbot.errors` through.

    Args:
        call: what became of the call; kept up to date by the session.
        write: whether it changes anything on Reddit.
        subreddit: where, if it concerns one subreddit only.

    Raises:
        CivilbotError: in place of anything that PRAW or prawcore raised.
    """
    try:
        yield
    except CivilbotError:
        raise
    except (PRAWException, PrawcoreException) as error:
        # The original may carry the request with its password or token along.
        raise _translated(error, Circumstances(call, write, subreddit)) from None
    except ODD as error:
        if not call.asked:
            # Reddit had no part in it: a mistake of ours, which must be seen.
            raise
        raise _translated(error, Circumstances(call, write, subreddit)) from None


def _translated(error: Exception, met: Circumstances) -> RedditError:
    if isinstance(error, RedditAPIException):
        return _by_name(error.items, met)
    if isinstance(error, _UNUSABLE_LOGIN):
        return LoginRefused(_login_trouble(error))
    if isinstance(error, RequestException):
        return _unanswered(error.original_exception, met)
    if isinstance(error, ResponseException):
        return _by_status(error.response.status_code, met)
    return _by_status(met.call.status, met)


def _login_trouble(error: Exception) -> str:
    if isinstance(error, OAuthException):
        return f"Reddit refused the login: {_line(str(error.error))}"
    if isinstance(error, InsufficientScope):
        return "the login does not have all the scopes that are needed"
    return f"the login cannot be used ({type(error).__name__})"


def _by_name(items: list[RedditErrorItem], met: Circumstances) -> RedditError:
    names = {item.error_type for item in items}
    words = "; ".join(_line(f"{item.error_type} {item.message}") for item in items)
    if names & _BUSY:
        return RedditBusy(words, retry_after=_wait(words))
    if names & _LOGIN:
        return LoginRefused(words)
    if names & _CLOSED:
        return SubredditClosed(words, subreddit=met.subreddit)
    return ItemRefused(words)


def _wait(words: str) -> float:
    """Read how long Reddit asks us to wait, in any of its wordings."""
    found = _WAIT.search(words)
    if found is None:
        return _UNTOLD_WAIT
    return max(1.0, int(found[1]) * _SECONDS[found[2]])


def _unanswered(original: Exception, met: Circumstances) -> RedditError:
    # Only the kind of error: its text can hold the header with the token.
    why = f"no answer from Reddit ({type(original).__name__})"
    if isinstance(original, ValueError):
        return LoginRefused(f"{why}: its address or the login is malformed")
    return _unknown(why, met)


def _by_status(status: int, met: Circumstances) -> RedditError:
    why = f"Reddit answered with status {status}"
    if status == 429:
        return RedditBusy(why, retry_after=met.call.wait or _UNTOLD_WAIT)
    logging_in = met.call.asked and not met.call.sent
    if status == 401 or (logging_in and 400 <= status < 500):
        return LoginRefused(f"{why}: the login was refused")
    if logging_in or status == 408 or not 300 <= status < 500:
        return _unknown(f"{why} that cannot be read" if status < 300 else why, met)
    return _refused(status, why, met)


def _unknown(why: str, met: Circumstances) -> RedditError:
    """It may have been done, if it was a write and got as far as Reddit."""
    if met.write and met.call.sent:
        return OutcomeUnknown(f"{why}; it may have been done or not")
    return RedditBusy(why)


def _refused(status: int, why: str, met: Circumstances) -> RedditError:
    if met.write or status not in {301, 302, 403, 404, 451}:
        return ItemRefused(why)
    if status == 404 and not met.subreddit:
        return ItemRefused(f"{why}: it is gone")
    about = f"r/{met.subreddit}: " if met.subreddit else ""
    return SubredditClosed(
        f"{about}{why}: private, gone, or closed to us", subreddit=met.subreddit
    )


def _line(words: str) -> str:
    return " ".join(words.split())[:_LONGEST_WORDS]
