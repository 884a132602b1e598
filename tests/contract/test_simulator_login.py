"""Logging in at the simulated Reddit: grants, expiry, scopes, quotas."""

import praw
import prawcore
import pytest
import requests

from civilbot.simulator import Simulator
from tests.contract.clients import TIMEOUT_S, USER_AGENT, Raw, praw_as, praw_at
from tests.control import Control


def token_request(
    sim: Simulator, client: tuple[str, str] | None = None, **form: str
) -> requests.Response:
    """Ask for a token."""
    known = sim.credentials
    return requests.post(
        f"{sim.url}/api/v1/access_token",
        auth=client or (known.client_id, known.client_secret),
        data=form,
        timeout=TIMEOUT_S,
    )


def test_praw_logs_in_with_a_password(reddit: praw.Reddit) -> None:
    """The bot's own account answers as me."""
    me = reddit.user.me()
    assert me is not None
    assert me.name == "civilbot"


def test_a_wrong_password_is_an_invalid_grant(sim: Simulator) -> None:
    """Reddit says so with status 200."""
    with pytest.raises(prawcore.exceptions.OAuthException) as caught:
        praw_at(sim, password="wrong").user.me()
    assert caught.value.error == "invalid_grant"


def test_a_suspended_account_cannot_log_in(sim: Simulator, control: Control) -> None:
    """A suspended account gets invalid_grant, too."""
    control.order("POST", "users", name="civilbot", suspended=True)
    answer = token_request(
        sim,
        grant_type="password",
        username="civilbot",
        password=sim.credentials.password,
    )
    assert (answer.status_code, answer.json()) == (200, {"error": "invalid_grant"})


def test_a_wrong_client_is_refused(sim: Simulator) -> None:
    """An unknown application gets 401."""
    wrong = ("wrong", "secret")
    answer = token_request(sim, wrong, grant_type="client_credentials")
    assert answer.status_code == 401


@pytest.mark.parametrize("header", ["", "Bearer x", "Basic %%%", "Basic /w=="])
def test_a_token_request_needs_basic_authorization(sim: Simulator, header: str) -> None:
    """Without a readable client there is no token."""
    answer = requests.post(
        f"{sim.url}/api/v1/access_token",
        data={"grant_type": "client_credentials"},
        headers={"Authorization": header},
        timeout=TIMEOUT_S,
    )
    assert answer.status_code == 401


def test_a_refresh_token_logs_in(sim: Simulator) -> None:
    """An authorized application needs no password."""
    sim.site.tokens.add_refresh_token("a-refresh-token", "civilbot")
    reddit = praw_at(sim, username=None, password=None, refresh_token="a-refresh-token")
    assert str(reddit.user.me()) == "civilbot"


def test_an_unknown_refresh_token_is_refused(sim: Simulator) -> None:
    """Reddit answers 400 to a refresh token it does not know."""
    answer = token_request(sim, grant_type="refresh_token", refresh_token="x")
    assert (answer.status_code, answer.json()) == (400, {"error": "invalid_grant"})


def test_an_application_alone_may_read_but_is_nobody(
    sim: Simulator, control: Control
) -> None:
    """Application-only tokens read, and are told to log in when they write."""
    name = control.submit(title="Readable")
    reddit = praw_at(sim, username=None, password=None)
    submission = reddit.submission(name[3:])
    assert submission.title == "Readable"
    with pytest.raises(praw.exceptions.RedditAPIException) as caught:
        submission.mod.approve()
    assert caught.value.items[0].error_type == "USER_REQUIRED"


def test_an_installed_client_gets_a_token(sim: Simulator) -> None:
    """The grant for installed clients carries the device back."""
    grant = "https://oauth.reddit.com/grants/installed_client"
    answer = token_request(sim, grant_type=grant, device_id="x" * 20)
    assert answer.json()["device_id"] == "x" * 20


def test_an_unknown_grant_is_refused(sim: Simulator) -> None:
    """Anything else is an unsupported grant."""
    answer = token_request(sim, grant_type="magic")
    assert answer.json() == {"error": "unsupported_grant_type"}


def test_an_expired_token_is_invalid(sim: Simulator, control: Control) -> None:
    """After its life a token gets 401 with the reason in the header."""
    control.settings(token_lifetime_s=100)
    raw = Raw(sim)
    control.advance(101)
    answer = raw.get("/api/v1/me")
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == (
        'Bearer realm="reddit", error="invalid_token"'
    )


def test_praw_renews_an_expired_token(reddit: praw.Reddit, control: Control) -> None:
    """PRAW takes the 401 as a sign to log in again."""
    reddit.user.me()
    control.order("DELETE", "tokens")
    assert str(reddit.user.me(use_cache=False)) == "civilbot"
    assert len(control.journal("POST", "/api/v1/access_token")) == 2


def test_a_revoked_token_is_invalid(sim: Simulator) -> None:
    """Revoking is answered with 204, and the token is worth nothing after it."""
    raw = Raw(sim)
    known = sim.credentials
    answer = requests.post(
        f"{sim.url}/api/v1/revoke_token",
        auth=(known.client_id, known.client_secret),
        data={"token": raw.token},
        timeout=TIMEOUT_S,
    )
    assert answer.status_code == 204
    assert raw.get("/api/v1/me").status_code == 401


def test_a_request_without_a_token_is_refused(sim: Simulator) -> None:
    """Nothing but the token address works without one."""
    answer = requests.get(f"{sim.url}/r/HeatedDebate/new", timeout=TIMEOUT_S)
    assert answer.status_code == 401


def test_a_token_works_only_within_its_scopes(sim: Simulator) -> None:
    """A token for reading cannot post."""
    raw = Raw(sim, scope="read identity")
    assert raw.get("/r/HeatedDebate/new").status_code == 200
    answer = raw.post("/api/report", id="t1_x", reason="y")
    assert answer.status_code == 403
    assert 'error="insufficient_scope"' in answer.headers["www-authenticate"]


def test_praw_understands_a_missing_scope(sim: Simulator) -> None:
    """PRAW raises its own exception for it."""
    sim.site.tokens.add_refresh_token("narrow", "civilbot", frozenset({"read"}))
    reddit = praw_at(sim, username=None, password=None, refresh_token="narrow")
    with pytest.raises(prawcore.exceptions.InsufficientScope):
        list(reddit.subreddit("HeatedDebate").mod.log())


def test_every_answer_tells_where_the_quota_stands(sim: Simulator) -> None:
    """The headers look as Reddit writes them: a float and two whole numbers."""
    raw = Raw(sim)
    raw.get("/api/v1/me")
    headers = raw.get("/r/nowhere/new").headers
    assert headers["x-ratelimit-remaining"] == "998.0"
    assert headers["x-ratelimit-used"] == "2"
    assert 0 < int(headers["x-ratelimit-reset"]) <= 600


def test_the_quota_starts_again_every_ten_minutes(
    sim: Simulator, control: Control
) -> None:
    """Windows are fixed on the clock, not sliding."""
    raw = Raw(sim)
    reset = int(raw.get("/api/v1/me").headers["x-ratelimit-reset"])
    control.advance(reset)
    headers = raw.get("/api/v1/me").headers
    assert headers["x-ratelimit-used"] == "1"
    assert int(headers["x-ratelimit-reset"]) >= 599


def test_beyond_the_quota_there_is_429(sim: Simulator, control: Control) -> None:
    """One request too many is refused, with the time to wait."""
    control.settings(budget=2)
    raw = Raw(sim)
    assert raw.get("/api/v1/me").status_code == 200
    assert raw.get("/api/v1/me").headers["x-ratelimit-remaining"] == "0.0"
    refused = raw.get("/api/v1/me")
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == refused.headers["x-ratelimit-reset"]
    control.advance(600)
    assert raw.get("/api/v1/me").status_code == 200


def test_the_journal_hides_secrets(sim: Simulator, control: Control) -> None:
    """Passwords never stand in the journal; who asked and how does."""
    praw_as(sim, "carol").user.me()
    login, me = control.journal()
    assert login["form"]["password"] == "•••"
    assert "pw-of-tests" not in str(login)
    assert login["authorization"] == "basic"
    assert (me["authorization"], me["user"]) == ("bearer", "carol")
    assert me["user_agent"].startswith(USER_AGENT)
    assert (me["path"], me["status"], me["committed"]) == ("/api/v1/me", 200, False)
