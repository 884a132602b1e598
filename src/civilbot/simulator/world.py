"""Everything that exists on the simulated Reddit, and how to find it."""

import random
from collections import defaultdict
from threading import RLock
from uuid import UUID

from civilbot.simulator.clock import VirtualClock
from civilbot.simulator.community import Moderator, Subreddit
from civilbot.simulator.ids import to_base36
from civilbot.simulator.records import (
    Conversation,
    InboxEntry,
    ModAction,
    ModNote,
    PrivateMessage,
    User,
)
from civilbot.simulator.things import Comment, Submission, Thing

FIRST_ID = 36**5
"""Six digits from the first thing on, as on today's Reddit."""

SHUFFLED_BLOCK = 16
"""Recordings of 2023 show ids overtaking each other by up to 16."""


class World:
    """People, subreddits and things; guarded by one lock, changed by `actions`."""

    def __init__(self, clock: VirtualClock, *, seed: int = 0) -> None:
        """Begin empty; equal seeds give equal ids."""
        self.clock = clock
        self.lock = RLock()
        self.random = random.Random(seed)  # noqa: S311 - ids, not secrets
        self.users: dict[str, User] = {}
        self.subreddits: dict[str, Subreddit] = {}
        self.things: dict[str, Thing] = {}
        """By full name."""
        self.submissions: dict[str, list[Submission]] = defaultdict(list)
        """By lower-cased subreddit, oldest first."""
        self.comments: dict[str, list[Comment]] = defaultdict(list)
        """By lower-cased subreddit, oldest first."""
        self.by_author: dict[str, list[Thing]] = defaultdict(list)
        """By lower-cased author, oldest first."""
        self.mod_log: list[ModAction] = []
        self.mod_notes: list[ModNote] = []
        self.conversations: dict[str, Conversation] = {}
        self.inboxes: dict[str, list[InboxEntry]] = defaultdict(list)
        """By lower-cased owner, oldest first."""
        self.messages: dict[str, PrivateMessage] = {}
        """By full name."""
        self.touched: dict[str, dict[str, Thing]] = defaultdict(dict)
        """By lower-cased subreddit: what was ever reported, removed or edited, so that
        moderators' queues need not look through everything."""
        self.last_comment_at: dict[str, float] = {}
        """By lower-cased author."""
        self.shuffle_ids = False
        """Hand out ids in short disorder, as today's Reddit does."""
        self._counters: dict[str, int] = defaultdict(lambda: FIRST_ID)
        self._shuffled: dict[str, list[int]] = defaultdict(list)

    def now(self) -> float:
        """The present moment of this world."""
        return self.clock.now()

    def second(self) -> float:
        """The present moment in whole seconds, as Reddit dates things."""
        return float(int(self.clock.now()))

    def next_number(self, kind: str) -> int:
        """Count up the ids of one kind of thing."""
        if self.shuffle_ids and not self._shuffled[kind]:
            block = [self._count(kind) for _ in range(SHUFFLED_BLOCK)]
            self.random.shuffle(block)
            self._shuffled[kind] = block
        waiting = self._shuffled[kind]
        return waiting.pop() if waiting else self._count(kind)

    def _count(self, kind: str) -> int:
        self._counters[kind] += 1
        return self._counters[kind]

    def next_id(self, kind: str) -> str:
        """Count up, written in base 36."""
        return to_base36(self.next_number(kind))

    def uuid(self) -> str:
        """A random-looking id such as the ones flair and log entries have."""
        return str(UUID(int=self.random.getrandbits(128), version=4))

    def user(self, name: str | None) -> User | None:
        """Find an account by name, in any spelling."""
        return self.users.get(name.lower()) if name else None

    def subreddit(self, name: str) -> Subreddit | None:
        """Find a subreddit by name, in any spelling."""
        return self.subreddits.get(name.lower())

    def subreddit_of(self, thing: Thing | ModAction | ModNote) -> Subreddit:
        """The subreddit in which something is."""
        return self.subreddits[thing.subreddit.lower()]

    def moderator(self, viewer: str | None, subreddit: str) -> Moderator | None:
        """The viewer as a moderator of the subreddit, if they are one."""
        found = self.subreddit(subreddit)
        return found.moderator(viewer) if found else None

    def is_moderator(self, viewer: str | None, subreddit: str) -> bool:
        """Tell whether the viewer moderates the subreddit."""
        return self.moderator(viewer, subreddit) is not None

    def moderated_by(self, viewer: str) -> list[Subreddit]:
        """The subreddits that somebody moderates, by name."""
        mine = [s for s in self.subreddits.values() if s.moderator(viewer)]
        return sorted(mine, key=lambda subreddit: subreddit.name.lower())
