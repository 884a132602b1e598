"""Two ways to talk to the simulated Reddit: the real PRAW, and plain requests."""

from typing import Any

import praw
import requests

from civilbot.simulator import Simulator

USER_AGENT = "linux:civilbot-tests:v1 (by /u/nobody)"
TIMEOUT_S = 30


def praw_at(sim: Simulator, **changes: Any) -> praw.Reddit:
    """Log PRAW in at a simulated Reddit; by default as the bot."""
    known = sim.credentials
    options = {
        "client_id": known.client_id,
        "client_secret": known.client_secret,
        "username": known.username,
        "password": known.password,
        "user_agent": USER_AGENT,
        "reddit_url": sim.url,
        "oauth_url": sim.url,
        "check_for_updates": False,
        "check_for_async": False,
        "ratelimit_seconds": 0,
        **changes,
    }
    return praw.Reddit(**options)


def praw_as(sim: Simulator, name: str, **changes: Any) -> praw.Reddit:
    """Log PRAW in as an ordinary user, creating the account where needed."""
    sim.control.order("POST", "/_sim/users", {"name": name, "password": "pw-of-tests"})
    return praw_at(sim, username=name, password="pw-of-tests", **changes)


class Raw:
    """Sends plain requests with a token of its own."""

    def __init__(self, sim: Simulator, user: str = "", scope: str = "") -> None:
        self._url = sim.url
        known = sim.credentials
        form = {"grant_type": "password", "username": user or known.username}
        form["password"] = known.password if not user else "pw-of-tests"
        if user:
            order = {"name": user, "password": form["password"]}
            sim.control.order("POST", "/_sim/users", order)
        if scope:
            form["scope"] = scope
        answer = requests.post(
            f"{self._url}/api/v1/access_token",
            auth=(known.client_id, known.client_secret),
            data=form,
            timeout=TIMEOUT_S,
        )
        self.token = answer.json()["access_token"]

    def get(self, path: str, **query: Any) -> requests.Response:
        """Read something."""
        return self._send("GET", path, params={"raw_json": 1, **query})

    def post(self, path: str, **form: Any) -> requests.Response:
        """Send a form."""
        form = {"api_type": "json", **form}
        return self._send("POST", path, params={"raw_json": 1}, data=form)

    def send(self, method: str, path: str, **options: Any) -> requests.Response:
        """Send anything."""
        return self._send(method, path, **options)

    def _send(self, method: str, path: str, **options: Any) -> requests.Response:
        return requests.request(
            method,
            f"{self._url}{path}",
            headers={"Authorization": f"bearer {self.token}"},
            allow_redirects=False,
            timeout=TIMEOUT_S,
            **options,
        )


def error_codes(answer: requests.Response) -> list[str]:
    """The codes of the errors that a form was refused with."""
    return [row[0] for row in answer.json()["json"]["errors"]]
