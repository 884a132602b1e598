"""Every error of PRAW and prawcore becomes one of our few reactions."""

import inspect
from collections.abc import Callable

import praw.exceptions
import prawcore.exceptions
import pytest
import requests
from praw.exceptions import RedditAPIException

from civilbot.errors import (
    CivilbotError,
    ItemRefused,
    LoginRefused,
    OutcomeUnknown,
    RedditBusy,
    SubredditClosed,
)
from civilbot.reddit.errors import border
from civilbot.reddit.wire import Call


def answer(status: int, **headers: str) -> requests.Response:
    """An answer of Reddit's with that status."""
    response = requests.Response()
    response.status_code = status
    response.headers.update(headers)
    response._content = b"{}"
    return response


def caught(error: Exception, call: Call, *, write: bool) -> CivilbotError:
    """Let an error run into the border, and give what comes out."""
    with (
        pytest.raises(CivilbotError) as info,
        border(call, write=write, subreddit="harbour"),
    ):
        raise error
    return info.value


def sent(status: int = 0) -> Call:
    """A call that reached Reddit, and the answer's status."""
    return Call(asked=True, sent=True, status=status)


def _status(name: str, status: int) -> Callable[[], Exception]:
    return lambda: getattr(prawcore.exceptions, name)(answer(status))


_core, _praw = prawcore.exceptions, praw.exceptions
_TIMEOUT = requests.exceptions.ReadTimeout("read timed out")

#: Each class: how it comes about, the reaction to a read, the reaction to a write.
REACTIONS: dict[str, tuple[Callable[[], Exception], type, type]] = {
    "PrawcoreException": (_core.PrawcoreException, RedditBusy, OutcomeUnknown),
    "InvalidInvocation": (_core.InvalidInvocation, LoginRefused, LoginRefused),
    "OAuthException": (
        lambda: _core.OAuthException(answer(200), "invalid_grant"),
        LoginRefused,
        LoginRefused,
    ),
    "RequestException": (
        lambda: _core.RequestException(_TIMEOUT, (), {}),
        RedditBusy,
        OutcomeUnknown,
    ),
    "ResponseException": (
        _status("ResponseException", 523),
        RedditBusy,
        OutcomeUnknown,
    ),
    "BadJSON": (_status("BadJSON", 200), RedditBusy, OutcomeUnknown),
    "BadRequest": (_status("BadRequest", 400), ItemRefused, ItemRefused),
    "Conflict": (_status("Conflict", 409), ItemRefused, ItemRefused),
    "Forbidden": (_status("Forbidden", 403), SubredditClosed, ItemRefused),
    "InsufficientScope": (
        _status("InsufficientScope", 403),
        LoginRefused,
        LoginRefused,
    ),
    "InvalidToken": (_status("InvalidToken", 401), LoginRefused, LoginRefused),
    "NotFound": (_status("NotFound", 404), SubredditClosed, ItemRefused),
    "Redirect": (
        lambda: _core.Redirect(answer(302, location="/subreddits/search")),
        SubredditClosed,
        ItemRefused,
    ),
    "ServerError": (_status("ServerError", 503), RedditBusy, OutcomeUnknown),
    "SpecialError": (_status("SpecialError", 415), ItemRefused, ItemRefused),
    "TooLarge": (_status("TooLarge", 413), ItemRefused, ItemRefused),
    "TooManyRequests": (_status("TooManyRequests", 429), RedditBusy, RedditBusy),
    "URITooLong": (_status("URITooLong", 414), ItemRefused, ItemRefused),
    "UnavailableForLegalReasons": (
        _status("UnavailableForLegalReasons", 451),
        SubredditClosed,
        ItemRefused,
    ),
    "PRAWException": (_praw.PRAWException, RedditBusy, OutcomeUnknown),
    "ClientException": (_praw.ClientException, RedditBusy, OutcomeUnknown),
    "DuplicateReplaceException": (
        _praw.DuplicateReplaceException,
        RedditBusy,
        OutcomeUnknown,
    ),
    "InvalidFlairTemplateID": (
        lambda: _praw.InvalidFlairTemplateID("f"),
        RedditBusy,
        OutcomeUnknown,
    ),
    "InvalidImplicitAuth": (_praw.InvalidImplicitAuth, LoginRefused, LoginRefused),
    "InvalidURL": (lambda: _praw.InvalidURL("x"), RedditBusy, OutcomeUnknown),
    "MissingRequiredAttributeException": (
        _praw.MissingRequiredAttributeException,
        RedditBusy,
        OutcomeUnknown,
    ),
    "ReadOnlyException": (_praw.ReadOnlyException, LoginRefused, LoginRefused),
    "RedditAPIException": (
        lambda: RedditAPIException([["THREAD_LOCKED", "locked", "parent"]]),
        ItemRefused,
        ItemRefused,
    ),
    "TooLargeMediaException": (
        lambda: _praw.TooLargeMediaException(actual=2, maximum_size=1),
        RedditBusy,
        OutcomeUnknown,
    ),
    "WebSocketException": (
        lambda: _praw.WebSocketException("x"),
        RedditBusy,
        OutcomeUnknown,
    ),
    "MediaPostFailed": (_praw.MediaPostFailed, RedditBusy, OutcomeUnknown),
}


def _classes() -> set[str]:
    return {
        name
        for module in (_core, _praw)
        for name, value in vars(module).items()
        if inspect.isclass(value) and issubclass(value, Exception)
    }


def test_every_exception_class_has_its_reaction_here():
    """A new one in a new version of PRAW must be thought about."""
    assert _classes() == set(REACTIONS)


@pytest.mark.parametrize("name", sorted(REACTIONS))
def test_a_read_that_fails_asks_for_the_right_reaction(name):
    """Nothing was done: wait, leave the subreddit, or stop."""
    make, reaction, _ = REACTIONS[name]
    assert type(caught(make(), sent(200), write=False)) is reaction


@pytest.mark.parametrize("name", sorted(REACTIONS))
def test_a_write_that_fails_asks_for_the_right_reaction(name):
    """Where it may have been done, it must be looked for."""
    make, _, reaction = REACTIONS[name]
    assert type(caught(make(), sent(200), write=True)) is reaction


@pytest.mark.parametrize(
    ("status", "read", "write"),
    [
        (200, RedditBusy, OutcomeUnknown),
        (204, RedditBusy, OutcomeUnknown),
        (307, ItemRefused, ItemRefused),
        (405, ItemRefused, ItemRefused),
        (408, RedditBusy, OutcomeUnknown),
        (410, ItemRefused, ItemRefused),
        (500, RedditBusy, OutcomeUnknown),
        (502, RedditBusy, OutcomeUnknown),
        (504, RedditBusy, OutcomeUnknown),
        (520, RedditBusy, OutcomeUnknown),
        (521, RedditBusy, OutcomeUnknown),
        (524, RedditBusy, OutcomeUnknown),
    ],
)
def test_statuses_without_a_class_of_their_own_have_a_reaction(status, read, write):
    """Prawcore raises the same plain exception for all of them."""
    error = prawcore.exceptions.ResponseException(answer(status))
    assert type(caught(error, sent(status), write=False)) is read
    assert type(caught(error, sent(status), write=True)) is write


@pytest.mark.parametrize(
    ("name", "reaction"),
    [
        ("RATELIMIT", RedditBusy),
        ("SUBREDDIT_RATELIMIT", RedditBusy),
        ("DELETED_COMMENT", ItemRefused),
        ("TOO_OLD", ItemRefused),
        ("USER_BLOCKED", ItemRefused),
        ("NEVER_HEARD_OF", ItemRefused),
        ("SUBREDDIT_NOTALLOWED", SubredditClosed),
        ("BANNED_FROM_SUBREDDIT", SubredditClosed),
        ("MOD_REQUIRED", SubredditClosed),
        ("USER_REQUIRED", LoginRefused),
        ("IN_TIMEOUT", LoginRefused),
    ],
)
def test_reddits_own_names_for_errors_have_a_reaction(name, reaction):
    """They come with status 200, and say that nothing was done."""
    error = RedditAPIException([[name, "some words", "field"]])
    found = caught(error, sent(200), write=True)
    assert type(found) is reaction
    assert str(found) == f"{name} some words"


def test_a_closed_subreddit_is_named():
    """So that it can be left alone from now on."""
    refusal = RedditAPIException([["SUBREDDIT_NOEXIST", "no such thing", "sr"]])
    by_name = caught(refusal, sent(200), write=True)
    by_status = caught(_core.Forbidden(answer(403)), sent(403), write=False)
    assert isinstance(by_name, SubredditClosed)
    assert isinstance(by_status, SubredditClosed)
    assert (by_name.subreddit, by_status.subreddit) == ("harbour", "harbour")


def test_what_is_gone_outside_any_subreddit_is_only_an_item():
    """A thread that is gone closes no subreddit."""
    with pytest.raises(ItemRefused), border(sent(404), write=False):
        raise _core.NotFound(answer(404))


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("you are doing that too much. try again in 9 minutes.", 540.0),
        ("Take a break for 42 seconds before trying again.", 42.0),
        ("Take a break for 1 minute before trying again.", 60.0),
        ("try again in 2 hours.", 7200.0),
        ("try again in 500 milliseconds.", 1.0),
        ("slow down", 60.0),
    ],
)
def test_the_wait_is_read_from_both_of_reddits_wordings(words, seconds):
    """PRAW knows neither hours nor a wait without a number."""
    error = RedditAPIException([["RATELIMIT", words, "ratelimit"]])
    found = caught(error, sent(200), write=True)
    assert isinstance(found, RedditBusy)
    assert found.retry_after == seconds


@pytest.mark.parametrize(
    "odd",
    [
        KeyError("reason"),
        IndexError("list index out of range"),
        AssertionError(),
        ValueError("could not convert string to float"),
        AttributeError("'list' object has no attribute 'get'"),
        TypeError("unhashable"),
        RecursionError(),
        OverflowError(),
    ],
)
def test_what_praw_lets_slip_is_judged_by_reddits_answer(odd):
    """PRAW's error mapping fails in many ways on answers it does not expect."""
    assert type(caught(odd, sent(200), write=True)) is OutcomeUnknown
    assert type(caught(odd, sent(200), write=False)) is RedditBusy
    assert type(caught(odd, sent(400), write=True)) is ItemRefused
    assert type(caught(odd, sent(403), write=False)) is SubredditClosed
    assert type(caught(odd, sent(401), write=True)) is LoginRefused
    assert type(caught(odd, sent(429), write=True)) is RedditBusy


def test_a_mistake_of_ours_is_not_hidden():
    """Nothing was asked of Reddit, so Reddit is not to blame."""
    with pytest.raises(TypeError, match="ours"), border(Call(), write=True):
        raise TypeError("ours")


def test_our_own_errors_pass_unchanged():
    """The budget's, for instance."""
    mine = RedditBusy("later", retry_after=7)
    assert caught(mine, Call(), write=True) is mine


def test_a_token_that_was_refused_stops_the_bot_and_nothing_was_sent():
    """A lost token request is no lost write."""
    asked = Call(asked=True)
    refused = _core.ResponseException(answer(401))
    broken = _core.ResponseException(answer(503))
    lost = _core.RequestException(_TIMEOUT, (), {})
    assert type(caught(refused, asked, write=True)) is LoginRefused
    assert type(caught(broken, asked, write=True)) is RedditBusy
    assert type(caught(lost, asked, write=True)) is RedditBusy


@pytest.mark.parametrize(
    "original",
    [
        requests.exceptions.InvalidHeader("bearer s3cr3t\n"),
        requests.exceptions.ConnectionError("bearer s3cr3t"),
        requests.exceptions.MissingSchema("s3cr3t"),
    ],
)
def test_no_secret_reaches_an_errors_text_or_its_cause(original):
    """The libraries' errors carry whole requests along."""
    error = _core.RequestException(original, ("s3cr3t",), {"data": "s3cr3t"})
    found = caught(error, sent(), write=False)
    assert "s3cr3t" not in str(found)
    assert found.__cause__ is None
    assert found.__suppress_context__


def test_reddits_words_are_cut_to_one_short_line():
    """An error's text is one line for people."""
    error = RedditAPIException([["BAD\nTHING", "x" * 5000, ""]])
    text = str(caught(error, sent(200), write=True))
    assert len(text) == 200
    assert "\n" not in text
