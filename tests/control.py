"""A small client for the simulated Reddit's control addresses, for tests."""

from typing import Any

import requests

from civilbot.simulator import Simulator

Json = dict[str, Any]
TIMEOUT_S = 30


class Control:
    """Orders things to happen on a simulated Reddit, over HTTP."""

    def __init__(self, sim: Simulator) -> None:
        self.sim = sim

    def submit(self, subreddit: str = "HeatedDebate", **fields: Any) -> str:
        """Begin a thread; gives its full name."""
        wanted = {"title": "A thread", "author": "alice", **fields}
        made = self.order("POST", "submissions", subreddit=subreddit, **wanted)
        return str(made["name"])

    def comment(self, parent: str, body: str = "A comment", **fields: Any) -> str:
        """Reply to a thing; gives the comment's full name."""
        wanted = {"author": "bob", **fields}
        made = self.order("POST", "comments", parent=parent, body=body, **wanted)
        return str(made["name"])

    def act(self, name: str, deed: str, **fields: Any) -> Json:
        """Edit, delete, remove, approve, lock or report a thing."""
        return self.order("POST", f"things/{name}/{deed}", **fields)

    def fault(self, path: str = "*", **fields: Any) -> Json:
        """Put a fault in force."""
        return self.order("POST", "faults", path=path, **fields)

    def clear_faults(self) -> Json:
        """Let everything work again."""
        return self.order("DELETE", "faults")

    def wiki(self, subreddit: str, page: str, content: str, **fields: Any) -> str:
        """Write a wiki page; gives the revision's id."""
        path = f"wiki/{subreddit}/{page}"
        return str(self.order("PUT", path, content=content, **fields)["revision"])

    def advance(self, seconds: float) -> Json:
        """Let time pass on the simulated Reddit."""
        return self.order("POST", "clock", advance_s=seconds)

    def settings(self, **fields: Any) -> Json:
        """Change the quota, the life of tokens and the like."""
        return self.order("POST", "settings", **fields)

    def state(self) -> Json:
        """Everything there is."""
        return self.order("GET", "state")

    def logged(self) -> list[tuple[str, str, str | None]]:
        """The moderation log: who did what to which thing."""
        return [
            (entry["mod"], entry["action"], entry["target_fullname"])
            for entry in self.state()["mod_log"]
        ]

    def thing(self, name: str) -> Json:
        """One submission or comment as it truly is."""
        return self.order("GET", f"things/{name}")

    def journal(self, method: str = "", path: str = "") -> list[Json]:
        """The requests received, oldest first; all, or those of a kind."""
        entries: list[Json] = self.order("GET", "journal")["requests"]
        return [
            entry
            for entry in entries
            if method in ("", entry["method"])
            and path in ("", entry["path"].rstrip("/"))
        ]

    def order(self, method: str, path: str, /, **fields: Any) -> Json:
        """Give any order; fails the test where it is refused."""
        answer = self.raw(method, path, **fields)
        assert answer.status_code == 200, answer.text
        data: Json = answer.json()
        return data

    def raw(self, method: str, path: str, /, **fields: Any) -> requests.Response:
        """Give any order and take any answer."""
        return requests.request(
            method,
            f"{self.sim.url}/_sim/{path}",
            json=fields or None,
            timeout=TIMEOUT_S,
        )
