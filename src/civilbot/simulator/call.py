"""One request to the simulated Reddit's API, and the checks most handlers need."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from civilbot.simulator.answers import (
    bad_request,
    forbidden,
    form_error,
    not_found,
    redirect,
)
from civilbot.simulator.community import Subreddit
from civilbot.simulator.settings import Settings
from civilbot.simulator.things import Thing
from civilbot.simulator.visibility import may_enter
from civilbot.simulator.world import World


@dataclass(frozen=True, slots=True)
class Call:
    """A request with everything its handler may look at."""

    world: World
    settings: Settings
    viewer: str | None
    """Who asks; None for a token without a person behind it."""
    query: Mapping[str, str]
    form: Mapping[str, str]

    def user(self) -> str:
        """Who asks; refuses a token without a person behind it."""
        if self.viewer is None:
            raise form_error("USER_REQUIRED")
        return self.viewer

    def flag(self, name: str, *, default: bool = False) -> bool:
        """A yes-or-no field of the form, as PRAW and browsers write it."""
        text = self.form.get(name)
        return default if text is None else text.lower() in {"true", "1", "on", "yes"}

    def json_field(self) -> dict[str, Any]:
        """The field called json, which newer endpoints use."""
        try:
            data = json.loads(self.form.get("json", "{}"))
        except ValueError:
            raise bad_request("JSON_PARSE_ERROR", "json") from None
        if not isinstance(data, dict):
            raise bad_request("JSON_INVALID", "json")
        return data

    def find(self, fullname: str | None) -> Thing | None:
        """Find a thing by its full name."""
        return self.world.things.get(fullname or "")

    def subreddit(self, name: str) -> Subreddit:
        """Find one subreddit that the viewer may enter."""
        found = self.world.subreddit(name)
        if found is None:
            raise redirect(f"/subreddits/search?q={name}")
        if found.banned:
            raise not_found("banned")
        if not may_enter(found, self.viewer):
            raise forbidden("private")
        return found

    def subreddits(self, names: str) -> list[Subreddit]:
        """Find what `name`, `a+b+c`, `mod` or `all` stand for."""
        if names == "mod":
            return self.world.moderated_by(self.user())
        if names not in ("all", "popular") and "+" not in names:
            return [self.subreddit(names)]
        everything = self.world.subreddits
        wanted = names.lower().split("+") if "+" in names else list(everything)
        found = [everything[name] for name in wanted if name in everything]
        if not found:
            raise not_found()
        return [one for one in found if not one.banned and may_enter(one, self.viewer)]

    def moderated(self, name: str, permission: str | None = None) -> Subreddit:
        """Find a subreddit in which the viewer holds a moderator's permission."""
        found = self.subreddit(name)
        moderator = found.moderator(self.user())
        if moderator is None or not (permission is None or moderator.may(permission)):
            raise forbidden()
        return found

    def all_moderated(
        self, names: str, permission: str | None = None
    ) -> list[Subreddit]:
        """Find subreddits, all of which the viewer must moderate.

        In r/mod those where the permission is missing are left out.
        """
        found = self.subreddits(names)
        allowed = [
            one
            for one in found
            if (moderator := one.moderator(self.user())) is not None
            and (permission is None or moderator.may(permission))
        ]
        if names != "mod" and len(allowed) < len(found):
            raise forbidden()
        return allowed

    def thing_to_moderate(self, field: str = "id") -> Thing:
        """Find the form's thing, which the viewer may moderate."""
        thing = self.find(self.form.get(field))
        if self.viewer is None:
            raise form_error("USER_REQUIRED")
        if thing is None:
            raise forbidden()
        self.moderated(thing.subreddit, "posts")
        return thing
