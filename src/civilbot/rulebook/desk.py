"""What those who look after the two pages have in common."""

from collections.abc import Sequence
from dataclasses import dataclass

from civilbot.ledger import Entry, planned
from civilbot.model import Action
from civilbot.observe import Logger
from civilbot.ports import Clock, Revisions, Wiki
from civilbot.rulebook.rulebook import Rulebook
from civilbot.wiki import may_edit


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Reddit's wiki, the store, and the rules in force."""

    reddit: Wiki
    store: Revisions
    clock: Clock
    log: Logger
    rulebook: Rulebook

    def may_edit(self, subreddit: str, author: str) -> bool:
        """Whether somebody moderates there and may say how the bot works."""
        powers = self.reddit.powers(subreddit)
        return may_edit(powers.get(author.lower(), frozenset()))

    def mail(self, *actions: Action) -> tuple[Entry, ...]:
        """Make ledger entries of mail to moderators."""
        account, now = self.reddit.account(), self.clock.now()
        return tuple(
            planned(action, account=account, case="", now=now) for action in actions
        )

    def untold(self, *actions: Action) -> tuple[Entry, ...]:
        """Make ledger entries of the mail that was not planned before."""
        entries: Sequence[Entry] = self.mail(*actions)
        return tuple(one for one in entries if self.store.entry(one.key) is None)
