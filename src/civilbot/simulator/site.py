"""The simulated Reddit without the network: requests in, answers out."""

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import Map, MapAdapter, Rule

from civilbot.simulator.answers import Answer, ApiError, answer, http_error
from civilbot.simulator.auth import Token, TokenOffice, insufficient_scope
from civilbot.simulator.call import Call
from civilbot.simulator.faults import Fault, FaultBook
from civilbot.simulator.journal import Entry, Journal, masked
from civilbot.simulator.limits import Quota, QuotaBook
from civilbot.simulator.routes import ROUTES
from civilbot.simulator.settings import Credentials, Settings
from civilbot.simulator.timeline import Timeline
from civilbot.simulator.world import World

READS = frozenset({"GET", "HEAD"})
TOKEN_PATH = "/api/v1/access_token"  # noqa: S105 - an address
REVOKE_PATH = "/api/v1/revoke_token"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What arrived over HTTP."""

    method: str
    path: str
    query: Mapping[str, str]
    form: Mapping[str, str]
    authorization: str = ""
    user_agent: str = ""


class Dropped(Exception):
    """The connection is to be closed without an answer."""


class Site:
    """The world with its doors: tokens, quotas, faults, journal and endpoints."""

    def __init__(
        self,
        world: World,
        settings: Settings,
        credentials: Credentials,
        pause: Callable[[float], object],
    ) -> None:
        self.world = world
        self.settings = settings
        self.credentials = credentials
        self.tokens = TokenOffice(world, settings, credentials)
        self.quotas = QuotaBook()
        self.faults = FaultBook()
        self.journal = Journal()
        self.timeline = Timeline(world)
        self._pause = pause
        self._endpoints = _endpoints()

    def serve(self, request: Request) -> Answer:
        """Answer one request, with whatever fault it meets.

        Raises:
            Dropped: the client is to get no answer.
        """
        with self.world.lock:
            self.timeline.play()
            entry = self.journal.begin(self._entry(request))
            fault = self.faults.take(request.method, request.path.rstrip("/") or "/")
            entry.fault = fault.summary() if fault else None
        made = self._with_fault(request, entry, fault)
        entry.status = made.status
        return made

    def _with_fault(
        self, request: Request, entry: Entry, fault: Fault | None
    ) -> Answer:
        if fault is None:
            return self._commit(request, entry)
        order = fault.order
        if order.delay_s and not order.after_commit:
            self._pause(order.delay_s)
        if order.replaces_answer and not order.after_commit:
            return self._instead(fault)
        real = self._commit_or_recall(request, entry, fault)
        if order.delay_s and order.after_commit:
            self._pause(order.delay_s)
        if not order.replaces_answer:
            return order.spoil(real)
        instead = self._instead(fault)
        instead.headers = {**real.headers, **instead.headers}
        return instead

    def _instead(self, fault: Fault) -> Answer:
        if fault.order.drop:
            raise Dropped
        return fault.order.answer()

    def _commit_or_recall(self, request: Request, entry: Entry, fault: Fault) -> Answer:
        """Answer from the cache of a stale listing while it lasts."""
        if fault.order.stale_s is None:
            return self._commit(request, entry)
        key = f"{request.path.rstrip('/')}?{sorted(request.query.items())}"
        now = self.world.now()
        made_at, kept = fault.cache.get(key, (now, None))
        if kept is None or made_at + fault.order.stale_s <= now:
            kept = self._commit(request, entry)
            fault.cache[key] = (now, kept)
        return replace(kept, headers=dict(kept.headers))

    def _commit(self, request: Request, entry: Entry) -> Answer:
        """Do what the request asks, if it may."""
        with self.world.lock:
            try:
                made = self._open(request, entry)
            except ApiError as refusal:
                made = refusal.answer
            failed = made.status >= 400 or b'"errors":[[' in made.body[:400]
            entry.committed = request.method not in READS and not failed
        return made

    def _open(self, request: Request, entry: Entry) -> Answer:
        path = request.path.rstrip("/")
        if path == TOKEN_PATH:
            return self.tokens.issue(request.authorization, request.form)
        if path == REVOKE_PATH:
            self.tokens.check_client(request.authorization)
            self.tokens.revoke(request.form.get("token", ""))
            return Answer(b"", 204)
        token = self.tokens.bearer(request.authorization)
        entry.user = token.user
        quota = self._quota(token)
        try:
            if quota.exceeded:
                raise _too_many(quota)
            made = self._endpoint(request, token)
        except ApiError as refusal:
            made = refusal.answer
        made.headers.update(quota.headers)
        return made

    def _quota(self, token: Token) -> Quota:
        now, budget = self.world.now(), self.settings.budget
        return self.quotas.count(token.client_id, now, budget)

    def _endpoint(self, request: Request, token: Token) -> Answer:
        path = request.path.rstrip("/") or "/"
        try:
            rule, values = self._endpoints.match(
                path, method=request.method, return_rule=True
            )
        except MethodNotAllowed:
            raise http_error(405, "Method Not Allowed") from None
        except NotFound:
            raise http_error(404, "Not Found") from None
        scope, handler = rule.endpoint
        if not token.allows(scope):
            raise insufficient_scope()
        call = Call(self.world, self.settings, token.user, request.query, request.form)
        made: Answer = handler(call, **values)
        return made

    def _entry(self, request: Request) -> Entry:
        kind = request.authorization.partition(" ")[0].lower() or None
        return Entry(
            n=0,
            time=self.world.now(),
            method=request.method,
            path=request.path,
            query=masked(request.query),
            form=masked(request.form),
            user_agent=request.user_agent,
            authorization=kind,
        )


def _too_many(quota: Quota) -> ApiError:
    told = answer({"message": "Too Many Requests", "error": 429}, 429)
    told.headers["Retry-After"] = str(quota.reset_s)
    return ApiError(told)


@functools.cache
def _endpoints() -> MapAdapter:
    rules = [
        Rule(route.path, methods=[route.method], endpoint=(route.scope, route.handler))
        for route in ROUTES
    ]
    known = Map(rules, merge_slashes=False)
    return known.bind("127.0.0.1")
