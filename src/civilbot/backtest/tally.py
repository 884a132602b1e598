"""Counts what rules would do, in a form that adds up.

What two stretches of a history come to is added into what both come to, in any order
and however they were cut: so a run that was interrupted, or shared among processes,
comes to the same as one that was not.
"""

import heapq
from collections import Counter
from collections.abc import Iterable

from pydantic import BaseModel, Field

#: Examples of each rule that are kept: the most certain, and as many drawn by lot.
EXAMPLES = 5
#: Lines that could not be read of which the reason is kept.
COMPLAINTS = 10


class Example(BaseModel):
    """An item that a rule fires on."""

    item: str
    permalink: str
    #: When it was posted.
    at: str
    #: Its words, or those of them that matter, on one line.
    words: str
    reason: str
    #: How sure the detector or the matcher was, 0..1; None for a rule of words.
    certainty: float | None = None
    #: What moderators said of it.
    said: str
    #: Decides which examples are drawn: a digest of the item's name.
    lot: int


class Complaint(BaseModel):
    """A line that could not be read, and why."""

    line: int
    why: str


class RuleTally(BaseModel):
    """What one rule fired on."""

    mode: str
    fired: int = 0
    #: Of these, what moderators said of how many.
    said: Counter[str] = Field(default_factory=Counter)
    actions: Counter[str] = Field(default_factory=Counter)
    surest: list[Example] = Field(default_factory=list)
    drawn: list[Example] = Field(default_factory=list)

    def wants(self, certainty: float | None, lot: int) -> bool:
        """Whether an item may become one of the examples."""
        if len(self.drawn) < EXAMPLES or lot < self.drawn[-1].lot:
            return True
        if certainty is None:
            return False
        last = self.surest[-1].certainty if len(self.surest) == EXAMPLES else None
        return last is None or certainty >= last

    def show(self, examples: Iterable[Example]) -> None:
        """Take examples in, and keep those that are wanted most."""
        both = list(examples)
        self.drawn = heapq.nsmallest(EXAMPLES, (*self.drawn, *both), key=_by_lot)
        sure = (one for one in both if one.certainty is not None)
        self.surest = heapq.nsmallest(EXAMPLES, (*self.surest, *sure), key=_by_doubt)

    def add(self, other: "RuleTally") -> None:
        """Add what the same rule fired on elsewhere."""
        self.fired += other.fired
        self.said += other.said
        self.actions += other.actions
        self.drawn = heapq.nsmallest(EXAMPLES, (*self.drawn, *other.drawn), key=_by_lot)
        self.surest = heapq.nsmallest(
            EXAMPLES, (*self.surest, *other.surest), key=_by_doubt
        )


class Tally(BaseModel):
    """What a stretch of a history comes to."""

    lines: int = 0
    #: Lines that could not be read, and the first of them.
    bad: int = 0
    complaints: list[Complaint] = Field(default_factory=list)
    #: Why the history could not be read to its end; "" where it could.
    broken: str = ""
    #: Items that nobody asked for, by why; and a subreddit that some of them are from.
    outside: Counter[str] = Field(default_factory=Counter)
    elsewhere: str = ""
    #: Items whose words are gone, by what moderators said of them.
    gone: Counter[str] = Field(default_factory=Counter)
    comments: int = 0
    posts: int = 0
    #: The first and the last time of an item that was judged or is gone.
    first: float | None = None
    last: float | None = None
    #: Of the judged: what moderators said, and which fields told so.
    said: Counter[str] = Field(default_factory=Counter)
    proofs: Counter[str] = Field(default_factory=Counter)
    #: Judged items whose language the detector could not judge.
    abstained: int = 0
    #: Judged items that something would be done about.
    acted: int = 0
    acted_said: Counter[str] = Field(default_factory=Counter)
    #: Items that an action would be taken on, by action.
    actions: Counter[str] = Field(default_factory=Counter)
    #: By day since 1970: items judged, and items that something would be done about.
    judged_on: Counter[int] = Field(default_factory=Counter)
    acted_on: Counter[int] = Field(default_factory=Counter)
    rules: dict[str, RuleTally] = Field(default_factory=dict)
    #: How often each of the present rules fired, and items they would act on.
    before: Counter[str] = Field(default_factory=Counter)
    acted_before: int = 0
    #: Items whose decision differs, by how.
    changes: Counter[str] = Field(default_factory=Counter)

    @property
    def judged(self) -> int:
        """How many items were judged."""
        return self.comments + self.posts

    def span(self, at: float) -> None:
        """Take the time of an item in."""
        self.first = at if self.first is None else min(self.first, at)
        self.last = at if self.last is None else max(self.last, at)

    def add(self, other: "Tally") -> None:
        """Add what a later stretch of the same history comes to."""
        for name in ("lines", "bad", "comments", "posts", "abstained", "acted"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.acted_before += other.acted_before
        for name in _COUNTERS:
            getattr(self, name).update(getattr(other, name))
        self.complaints = [*self.complaints, *other.complaints][:COMPLAINTS]
        self.broken = self.broken or other.broken
        self.elsewhere = self.elsewhere or other.elsewhere
        for at in (other.first, other.last):
            if at is not None:
                self.span(at)
        for name, rule in other.rules.items():
            known = self.rules.setdefault(name, RuleTally(mode=rule.mode))
            known.add(rule)


_COUNTERS = (
    "outside",
    "gone",
    "said",
    "proofs",
    "acted_said",
    "actions",
    "judged_on",
    "acted_on",
    "before",
    "changes",
)


def _by_lot(example: Example) -> tuple[int, str]:
    return example.lot, example.item


def _by_doubt(example: Example) -> tuple[float, int, str]:
    return -(example.certainty or 0.0), example.lot, example.item
