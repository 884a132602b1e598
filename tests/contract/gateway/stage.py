"""A simulated Reddit with the bot on it, and what a test does with both."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from civilbot.model import Action, ActionKind
from civilbot.reddit import Credentials, PrawReddit, Timeouts
from civilbot.simulator.server import Simulator

AGENT = "linux:civilbot:0.1.0 (by /u/keeper)"
PLACE = "HeatedDebate"


class HandClock:
    """A clock that runs by itself, and that a test can move on."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def now(self) -> float:
        """The real time, and what was added."""
        return time.time() + self._ahead

    def today(self) -> date:
        """The day it is, by that time."""
        return datetime.fromtimestamp(self.now(), tz=UTC).date()

    def sleep(self, seconds: float) -> None:
        """Let time pass, without waiting."""
        self._ahead += seconds


def login(url: str, **changed: Any) -> Credentials:
    """What the simulated Reddit accepts."""
    usual = Credentials(
        client_id="simulated-client",
        client_secret="simulated-secret",
        username="civilbot",
        password="simulated-password",
        user_agent=AGENT,
        reddit_url=url,
        oauth_url=url,
    )
    return replace(usual, **changed)


@dataclass
class Stage:
    """The simulated Reddit, and the bot's view of it."""

    sim: Simulator
    clock: HandClock = field(default_factory=HandClock)

    def gateway(self, timeouts: Timeouts | None = None, **changed: Any) -> PrawReddit:
        """Log the bot in; the login can be changed."""
        credentials = login(self.sim.url, **changed)
        return PrawReddit(credentials, clock=self.clock, timeouts=timeouts)

    def order(self, order: str, **payload: Any) -> dict[str, Any]:
        """Order something of the simulator: "POST comments"."""
        method, path = order.split(" ")
        return self.sim.control.order(method, f"/_sim/{path}", payload)

    def fault(self, path: str, **fault: Any) -> None:
        """Let the simulated Reddit go wrong from now on."""
        self.order("POST faults", path=path, **fault)

    def submission(self, **changed: Any) -> str:
        """Begin a thread; its full name."""
        thread = {"subreddit": PLACE, "title": "Ferries", "author": "ann", **changed}
        return str(self.order("POST submissions", **thread)["name"])

    def comment(self, parent: str, **changed: Any) -> str:
        """Reply to a thing; the full name of the reply."""
        reply = {"parent": parent, "author": "ben", "body": "Late again.", **changed}
        return str(self.order("POST comments", **reply)["name"])

    def thing(self, name: str) -> dict[str, Any]:
        """How a thing stands on the simulated Reddit."""
        return self.order(f"GET things/{name}")

    def state(self, part: str) -> Sequence[dict[str, Any]]:
        """All moderator notes, modmail, and so on."""
        found: list[dict[str, Any]] = self.order("GET state")[part]
        return found

    def requests(self, method: str = "") -> list[str]:
        """The paths that were asked for, tokens left out."""
        return [
            entry["path"].rstrip("/")
            for entry in self.order("GET journal")["requests"]
            if not entry["path"].startswith("/api/v1/access_token")
            and entry["method"].startswith(method)
        ]

    def forget_requests(self) -> None:
        """Count requests from here."""
        self.order("DELETE journal")


def action(kind: ActionKind, fullname: str, **changed: Any) -> Action:
    """Plan something to do about a thing."""
    usual = Action(
        kind=kind,
        subreddit=PLACE,
        fullname=fullname,
        text="Some words. [case 0123456789]",
        subject="civilbot: case 0123456789",
        user="ben",
    )
    return replace(usual, **changed)
