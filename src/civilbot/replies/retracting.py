"""Takes back the replies with a briefing: deletes them, or strikes them by edit.

What is taken back stands in the ledger, so that a second call goes on where the
first was stopped, and a running service does no harm.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from civilbot.briefings import strike
from civilbot.ledger import OPEN, RETRACTED, Entry, State, planned
from civilbot.model import Action, ActionKind
from civilbot.ports import Clock, Posted, Reddit, Replies

#: Seconds between two looks at what Reddit was too busy for.
PAUSE = 0.5

Tell = Callable[[Posted, Entry], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Retraction:
    """What is to be taken back, and how."""

    reddit: Reddit
    store: Replies
    clock: Clock
    #: Tries a ledger entry that had so many attempts.
    act: Callable[[str, int], object]
    briefing: str
    #: Only replies that carry this revision now; 0 for all.
    revision: int = 0
    #: Edit the replies and leave a note, instead of deleting them.
    strikes: bool = False

    def found(self) -> tuple[Posted, ...]:
        """Give the replies that are still to be taken back, newest threads first."""
        posted = self.store.posted(
            account=self.reddit.account(), briefing=self.briefing
        )
        return tuple(
            one
            for one in posted
            if self.revision in (0, one.revision) and not self._is_gone(one)
        )

    def known(self) -> frozenset[str]:
        """Name the briefings with which we ever replied."""
        posted = self.store.posted(account=self.reddit.account())
        return frozenset(one.briefing for one in posted)

    def _is_gone(self, posted: Posted) -> bool:
        """Whether a reply was deleted, or struck where nothing more is wanted."""
        deleted = self._entry(posted, strikes=False)
        struck = self._entry(posted, strikes=True)
        wanted = (deleted, struck) if self.strikes else (deleted,)
        known = (self.store.entry(entry.key) for entry in wanted)
        return any(one is not None and one.state is State.DONE for one in known)

    def cancel_unsent(self) -> int:
        """Give up replies and corrections that were not sent yet; how many."""
        why = "the briefing was retracted"
        return self.store.give_up(self.briefing, revision=self.revision, why=why)

    def take_back(
        self, replies: Sequence[Posted], tell: Tell, *, patience: float = 600.0
    ) -> int:
        """Do it; how many are still open when `patience` seconds are over.

        Args:
            replies: as found.
            tell: called for each reply once it is settled.
            patience: seconds to wait for what Reddit is too busy for.
        """
        by_key = {self._entry(one, strikes=self.strikes).key: one for one in replies}
        self.store.plan([self._entry(one, strikes=self.strikes) for one in replies])
        end = self.clock.now() + patience
        while by_key and self.clock.now() < end:
            for key in list(by_key):
                settled = self._try(key)
                if settled is not None:
                    tell(by_key.pop(key), settled)
            if by_key:
                self.clock.sleep(PAUSE)
        return len(by_key)

    def _try(self, key: str) -> Entry | None:
        """Try one entry if it is due; as it is now if it is settled."""
        entry = self.store.entry(key)
        due = entry is not None and entry.not_before <= self.clock.now()
        if entry is not None and due and entry.state in OPEN:
            self.act(key, entry.attempts)
            entry = self.store.entry(key)
        return entry if entry is not None and entry.state not in OPEN else None

    def _entry(self, posted: Posted, *, strikes: bool) -> Entry:
        reply = posted.entry
        text = strike(
            posted.briefing,
            posted.revision,
            subreddit=reply.action.subreddit,
            account=reply.account,
            case=reply.case,
        )
        kind = ActionKind.EDIT_REPLY if strikes else ActionKind.DELETE_REPLY
        action = Action(
            kind=kind,
            subreddit=reply.action.subreddit,
            fullname=reply.external_id,
            thread=reply.action.thread,
            text=text if strikes else "",
            subject=RETRACTED,
            briefing=f"{posted.briefing}@{posted.revision}",
        )
        now = self.clock.now()
        return planned(action, account=reply.account, case=reply.case, now=now)
