"""Plays a story into a simulated Reddit, event by event."""

from dataclasses import dataclass, field
from typing import Any

from civilbot.demo.story import (
    Comment,
    Delete,
    Edit,
    Event,
    Moderate,
    RemoveReply,
    Scene,
    Story,
    Submit,
)
from civilbot.simulator import Simulator
from civilbot.store import SqlStore


@dataclass(slots=True)
class Stage:
    """The simulated Reddit, and what each thing of the story is called there."""

    sim: Simulator
    story: Story
    names: dict[str, str] = field(default_factory=dict)
    #: What a fair moderator would want, by full name.
    expected: dict[str, str] = field(default_factory=dict)

    @property
    def account(self) -> str:
        """The bot's name."""
        return self.sim.credentials.username

    def build(self) -> None:
        """Make the subreddits, their moderators and their approved users."""
        for place in self.story.subreddits:
            approved = self.story.approved_users.get(place.name, ())
            self._order(
                "subreddits",
                name=place.name,
                moderators=[self.account, self.story.moderator],
                approved=list(approved),
            )

    def begin(self, scene: Scene) -> None:
        """Let a scene's troubles begin."""
        for fault in scene.faults:
            self._order("faults", **fault)

    def happen(self, event: Event) -> None:
        """Let one event happen."""
        match event:
            case Submit():
                self._submit(event)
            case Comment():
                self._comment(event)
            case Edit():
                name = self.names[event.thing]
                author = self.state()[name]["author"]
                self._order(f"things/{name}/edit", by=author, body=event.body)
                self.expected[name] = event.expect
            case Delete():
                name = self.names[event.thing]
                author = self.state()[name]["author"]
                self._order(f"things/{name}/delete", by=author)
            case Moderate():
                name = self.names[event.thing]
                self._order(f"things/{name}/{event.do}", by=event.by)
            case RemoveReply():
                self._remove_reply(event)

    def _submit(self, event: Submit) -> None:
        link = {"url": event.url} if event.url else {"selftext": event.selftext}
        flair = {"flair": event.flair} if event.flair else {}
        made = self._order(
            "submissions",
            subreddit=event.in_,
            title=event.title,
            author=event.by,
            **link,
            **flair,
        )
        self.names[event.id] = made["name"]

    def _comment(self, event: Comment) -> None:
        made = self._order(
            "comments", parent=self.names[event.to], author=event.by, body=event.body
        )
        self.names[event.id] = made["name"]
        self.expected[made["name"]] = event.expect

    def _remove_reply(self, event: RemoveReply) -> None:
        """Remove the bot's reply, if it is there."""
        thread = self.names[event.thread]
        for name, thing in self.state().items():
            if thing.get("parent") == thread and thing["author"] == self.account:
                self._order(f"things/{name}/remove", by=event.by)

    def others(self) -> dict[str, dict[str, Any]]:
        """What people wrote and did not delete, by full name."""
        return {
            name: thing
            for name, thing in self.state().items()
            if thing["author"] != self.account and not thing["deleted"]
        }

    def unjudged(self, store: SqlStore) -> frozenset[str]:
        """What the bot has no decision on, as it stands now."""
        ways = {name: keys_of(thing) for name, thing in self.others().items()}
        known = store.judged([key for keys in ways.values() for key in keys])
        return frozenset(name for name, keys in ways.items() if known.isdisjoint(keys))

    def state(self) -> dict[str, dict[str, Any]]:
        """All things, by full name."""
        return {thing["name"]: thing for thing in self.everything()["things"]}

    def everything(self) -> dict[str, Any]:
        """The whole state of the simulated Reddit."""
        return self.sim.control.order("GET", "/_sim/state")

    def journal(self) -> list[dict[str, Any]]:
        """All requests that the simulated Reddit received."""
        found: list[dict[str, Any]] = self.sim.control.order("GET", "/_sim/journal")[
            "requests"
        ]
        return found

    def _order(self, path: str, /, **payload: Any) -> dict[str, Any]:
        return self.sim.control.order("POST", f"/_sim/{path}", payload)


def keys_of(thing: dict[str, Any]) -> tuple[str, str]:
    """Give the keys under which a thing of the simulator may be judged."""
    revision = f"{thing['name']}@{int(thing['edited'] or 0)}"
    return revision, f"{revision}/removed"
