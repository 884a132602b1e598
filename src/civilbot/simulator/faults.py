"""Faults the simulated Reddit commits on purpose, as the real one does unasked."""

import json
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from civilbot.simulator.answers import JSON_TYPE, Answer, error_row, errors

LONGEST_DELAY_S = 300.0
HTML = "text/html; charset=UTF-8"

HARMLESS = frozenset({"path", "method", "times", "after_commit"})
"""Fields that say where a fault strikes; all others say what it does."""

Status = Annotated[int, Field(ge=200, le=599)]
Delay = Annotated[float, Field(ge=0, le=LONGEST_DELAY_S)]


class FaultOrder(BaseModel):
    """A fault as it is ordered; everything not given stays as it should be."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: str = "*"
    """A pattern with `*` and `?`; `*` meets slashes, too. Slashes at either end make no
    difference."""
    method: str | None = None
    after_commit: bool = False
    """Do what was asked first, and only then go wrong."""
    times: Annotated[int, Field(ge=1)] | None = None
    """How often; without it, until the faults are cleared."""
    status: Status | None = None
    drop: bool = False
    """Close the connection without an answer."""
    delay_s: Delay = 0.0
    body: str | None = None
    content_type: str | None = None
    reason: str | None = None
    """Put in the JSON body of an error status, such as `private`."""
    headers: dict[str, str] = {}
    retry_after: float | str | None = None
    errors: list[list[str | None] | str] | None = None
    """Reddit's errors in a 200: `[["RATELIMIT", "text", "ratelimit"]]` or the code."""
    truncated: bool = False
    """Cut the real answer in half."""
    empty_listing: bool = False
    """Leave everything out of a listing."""
    stale_s: Delay | None = None
    """Answer a GET from a cache for this long, one per path and query."""
    shuffle_ids: bool = False
    """From now on, hand out ids in short disorder."""

    @model_validator(mode="after")
    def _does_something(self) -> Self:
        if not self.model_fields_set - HARMLESS:
            raise ValueError("the fault does nothing: give status, drop, delay_s, …")
        return self

    @property
    def replaces_answer(self) -> bool:
        """True when the client does not see the real answer at all."""
        given = (self.status, self.body, self.errors)
        return self.drop or any(one is not None for one in given)

    def answer(self) -> Answer:
        """The answer instead of the real one."""
        made = self._made()
        made.headers.update(self.headers)
        if self.retry_after is not None:
            wait = self.retry_after
            whole = isinstance(wait, float) and wait.is_integer()
            made.headers["Retry-After"] = str(int(wait) if whole else wait)
        return made

    def spoil(self, real: Answer) -> Answer:
        """The real answer after the fault went through it."""
        if self.truncated:
            real.body = real.body[: len(real.body) // 2]
        if self.empty_listing:
            real.body = _emptied(real.body)
        real.headers.update(self.headers)
        return real

    def _made(self) -> Answer:
        if self.errors is not None:
            return errors(*(_row(one) for one in self.errors))
        status = self.status or 200
        if self.body is not None:
            kind = self.content_type or (HTML if self.body else JSON_TYPE)
            return Answer(self.body.encode(), status, kind)
        told = {"message": f"simulated {status}", "error": status}
        if self.reason is not None:
            told["reason"] = self.reason
        return Answer(json.dumps(told).encode(), status, self.content_type or JSON_TYPE)


@dataclass(slots=True)
class Fault:
    """A fault in force."""

    id: int
    order: FaultOrder
    left: int | None
    cache: dict[str, tuple[float, Answer]] = field(default_factory=dict)
    """For `stale_s`: answers by query, with the time they were made."""

    def strikes(self, method: str, path: str) -> bool:
        """Tell whether a request meets this fault."""
        order = self.order
        if order.method is not None and order.method.upper() != method:
            return False
        if order.stale_s is not None and method != "GET":
            return False
        wanted = order.path.strip("/") or "/"
        return fnmatchcase(path.strip("/") or "/", wanted)

    def summary(self) -> dict[str, Any]:
        """What was ordered, for the journal."""
        told = self.order.model_dump(exclude_unset=True)
        return {"id": self.id, **told}


class FaultBook:
    """The faults in force, oldest first."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._last_id = 0

    def add(self, order: FaultOrder) -> Fault:
        """Put a fault in force."""
        self._last_id += 1
        fault = Fault(self._last_id, order, order.times)
        self._faults.append(fault)
        return fault

    def clear(self) -> int:
        """Let everything work again; tells how many faults were in force."""
        cleared = len(self._faults)
        self._faults.clear()
        return cleared

    def take(self, method: str, path: str) -> Fault | None:
        """Find the oldest fault that a request meets, and count it."""
        for fault in self._faults:
            if not fault.strikes(method, path):
                continue
            if fault.left is not None:
                fault.left -= 1
                if fault.left == 0:
                    self._faults.remove(fault)
            return fault
        return None


def _row(one: list[str | None] | str) -> list[Any]:
    if isinstance(one, str):
        return error_row(one)
    code, text, where = (*one, None, None, None)[:3]
    return error_row(code or "", text or "", where)


def _emptied(body: bytes) -> bytes:
    data = json.loads(body or b"null")
    if isinstance(data, dict) and data.get("kind") == "Listing":
        data["data"].update(children=[], after=None, before=None, dist=0)
    return json.dumps(data).encode()
