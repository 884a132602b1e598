"""The hand behind the simulated Reddit: what may be ordered under `/_sim/`."""

import functools
import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import Map, MapAdapter, Rule

from civilbot.errors import BadInput, Place, Problem
from civilbot.simulator.answers import Answer, answer
from civilbot.simulator.faults import FaultOrder
from civilbot.simulator.orders import (
    AnswerOrder,
    ClockOrder,
    CommentOrder,
    DeedOrder,
    MessageOrder,
    ModeratorOrder,
    ModmailOrder,
    SettingsOrder,
    SubmissionOrder,
    SubredditOrder,
    UserOrder,
    WikiOrder,
    apply_settings,
)
from civilbot.simulator.site import Site
from civilbot.simulator.stagehand import Stagehand, Unknown
from civilbot.simulator.state import describe, describe_thing

M = TypeVar("M", bound=BaseModel)
Payload = dict[str, Any]


class Control:
    """Everything that may be ordered, by address."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._hand = Stagehand(site.world)

    def answer_http(
        self, method: str, path: str, query: Mapping[str, str], body: bytes
    ) -> Answer:
        """Carry out an order that came over HTTP."""
        try:
            return answer(self.order(method, path, _payload(body, query)))
        except BadInput as error:
            return answer({"error": str(error).replace("\n", "; ")}, 400)
        except (Unknown, NotFound) as error:
            told = str(error) if isinstance(error, Unknown) else f"no {path} here"
            return answer({"error": told}, 404)
        except MethodNotAllowed:
            return answer({"error": f"{path} does not take {method}"}, 405)

    def order(self, method: str, path: str, payload: Payload | None = None) -> Payload:
        """Carry out an order.

        Raises:
            BadInput: the payload is wrong.
            Unknown: it names something that does not exist.
        """
        handler, values = _addresses().match(path.rstrip("/"), method=method)
        with self._site.world.lock:
            self._site.timeline.play()
            done: Payload = handler(self, payload or {}, **values)
            return done

    def hello(self, _payload: Payload) -> Payload:
        """Tell the time, and what is still to happen."""
        line = self._site.timeline
        return {
            "now": self._site.world.now(),
            "events_waiting": len(line),
            "next_event_at": line.next_at,
        }

    def submit(self, payload: Payload) -> Payload:
        """Begin a thread."""
        return {"name": self._hand.submit(_read(SubmissionOrder, payload)).name}

    def comment(self, payload: Payload) -> Payload:
        """Reply to a thing."""
        return {"name": self._hand.comment(_read(CommentOrder, payload)).name}

    def thing(self, _payload: Payload, name: str) -> Payload:
        """Describe a thing."""
        return describe_thing(self._hand.thing(name))

    def deed(self, payload: Payload, name: str, deed: str) -> Payload:
        """Do something to a thing."""
        done = self._hand.deed(name, deed, _read(DeedOrder, payload))
        return describe_thing(done)

    def wiki(self, payload: Payload, subreddit: str, page: str) -> Payload:
        """Write a wiki page."""
        order = _read(WikiOrder, payload)
        return {"revision": self._hand.write_wiki(subreddit, page, order)}

    def add_fault(self, payload: Payload) -> Payload:
        """Put a fault in force."""
        order = _read(FaultOrder, payload)
        if order.shuffle_ids:
            self._site.world.shuffle_ids = True
            if order.model_fields_set <= {"shuffle_ids", "path", "method"}:
                return {"shuffle_ids": True}
        return {"id": self._site.faults.add(order).id}

    def clear_faults(self, _payload: Payload) -> Payload:
        """Let everything work again."""
        self._site.world.shuffle_ids = False
        return {"cleared": self._site.faults.clear()}

    def advance(self, payload: Payload) -> Payload:
        """Let time pass."""
        self._site.world.clock.advance(_read(ClockOrder, payload).advance_s)
        self._site.timeline.play()
        return self.hello({})

    def state(self, _payload: Payload) -> Payload:
        """Describe everything."""
        return describe(self._site.world)

    def journal(self, payload: Payload) -> Payload:
        """List the requests received."""
        since = str(payload.get("since", "0"))
        requests = self._site.journal.since(int(since) if since.isdigit() else 0)
        return {"requests": requests}

    def clear_journal(self, _payload: Payload) -> Payload:
        """Forget the requests received."""
        self._site.journal.clear()
        return {}

    def found(self, payload: Payload) -> Payload:
        """Found a subreddit, or change one."""
        return {"name": self._hand.found(_read(SubredditOrder, payload)).name}

    def moderator(self, payload: Payload, subreddit: str) -> Payload:
        """Make somebody a moderator, or no longer."""
        self._hand.set_moderator(subreddit, _read(ModeratorOrder, payload))
        return {"moderators": sorted(self._hand.subreddit(subreddit).moderators)}

    def user(self, payload: Payload) -> Payload:
        """Create an account, or change one."""
        return {"name": self._hand.user(_read(UserOrder, payload)).name}

    def modmail(self, payload: Payload) -> Payload:
        """Write to a subreddit's moderators."""
        return {"id": self._hand.write_moderators(_read(ModmailOrder, payload)).id}

    def answer(self, payload: Payload, conversation: str) -> Payload:
        """Write in a conversation."""
        order = _read(AnswerOrder, payload)
        return {"id": self._hand.answer_conversation(conversation, order)}

    def message(self, payload: Payload) -> Payload:
        """Send a private message."""
        return {"name": self._hand.send_message(_read(MessageOrder, payload)).name}

    def settings(self, payload: Payload) -> Payload:
        """Change the rules of this Reddit."""
        order = _read(SettingsOrder, payload)
        apply_settings(self._site.settings, order)
        return order.model_dump(exclude_none=True)

    def revoke(self, _payload: Payload) -> Payload:
        """Make all tokens invalid."""
        self._site.tokens.revoke_all()
        return {}


@functools.cache
def _addresses() -> MapAdapter:
    """Everything that may be ordered: method, address, and who carries it out."""
    return Map(
        [
            Rule(f"/_sim/{path}".rstrip("/"), methods=[method], endpoint=handler)
            for method, path, handler in _TABLE
        ],
        merge_slashes=False,
    ).bind("127.0.0.1")


_TABLE: list[tuple[str, str, Callable[..., Payload]]] = [
    ("GET", "", Control.hello),
    ("POST", "submissions", Control.submit),
    ("POST", "comments", Control.comment),
    ("GET", "things/<name>", Control.thing),
    ("POST", "things/<name>/<deed>", Control.deed),
    ("PUT", "wiki/<subreddit>/<path:page>", Control.wiki),
    ("POST", "faults", Control.add_fault),
    ("DELETE", "faults", Control.clear_faults),
    ("POST", "clock", Control.advance),
    ("GET", "clock", Control.hello),
    ("GET", "state", Control.state),
    ("GET", "journal", Control.journal),
    ("DELETE", "journal", Control.clear_journal),
    ("POST", "subreddits", Control.found),
    ("POST", "subreddits/<subreddit>/moderators", Control.moderator),
    ("POST", "users", Control.user),
    ("POST", "modmail", Control.modmail),
    ("POST", "modmail/<conversation>", Control.answer),
    ("POST", "messages", Control.message),
    ("POST", "settings", Control.settings),
    ("DELETE", "tokens", Control.revoke),
]


def _payload(body: bytes, query: Mapping[str, str]) -> Payload:
    if not body.strip():
        return dict(query)
    try:
        data = json.loads(body)
    except ValueError as error:
        raise _wrong("body", f"is not JSON: {error}") from None
    if not isinstance(data, dict):
        raise _wrong("body", "must be a JSON object")
    return data


def _read(model: type[M], payload: Payload) -> M:
    try:
        return model.model_validate(payload)
    except ValidationError as error:
        problems = [
            Problem(Place(".".join(map(str, one["loc"])) or "body"), one["msg"])
            for one in error.errors(include_url=False)
        ]
        raise BadInput(*problems) from None


def _wrong(where: str, message: str) -> BadInput:
    return BadInput(Problem(Place(where), message))
