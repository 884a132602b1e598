"""What Reddit tells of authors' accounts: asked for only where a rule waits for it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from civilbot.errors import LoginRefused, RedditError
from civilbot.model import Author
from civilbot.observe import Logger
from civilbot.ports import Clock

#: Seconds that an account's figures are kept.
KEPT = 3600.0
#: Accounts that are kept at a time.
MOST = 10_000


@dataclass(frozen=True, slots=True)
class Accounts:
    """Asks about accounts, and remembers the answers for an hour."""

    #: What Reddit tells of an account.
    ask: Callable[[str], Author | None]
    clock: Clock
    log: Logger
    _known: dict[str, tuple[float, Author | None]] = field(
        default_factory=dict, init=False
    )

    def about(self, name: str) -> Author | None:
        """What is known of an account; None if Reddit does not tell, or not now.

        Raises:
            LoginRefused: nothing can be read until a person acts.
        """
        now = self.clock.now()
        kept = self._known.get(name.lower())
        if kept is not None and now - kept[0] < KEPT:
            return kept[1]
        try:
            found = self.ask(name)
        except LoginRefused:
            raise
        except RedditError as error:
            self.log.warning("author.unread", why=str(error))
            return None
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[name.lower()] = (now, found)
        return found
