"""The weekly look at all references, and one mail to the moderators if one is gone."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from civilbot.briefings import Briefing
from civilbot.briefings.lint.online import Followed
from civilbot.ledger import Entry, notice, planned
from civilbot.links.check import LinkCheck
from civilbot.links.memory import Memory
from civilbot.observe import Logger
from civilbot.ports import Clock, Shelf
from civilbot.rules import Mode, ReplyMode, Rules

MAIL = """\
civilbot looks once a week whether the references of its briefings can still be \
opened. These cannot:

{lines}

Please correct the addresses in the briefings' files; `civilbot briefing check` \
says where. Until then the replies keep these links. This is said once for each link.
"""


class Ledger(Protocol):
    """Where the mail is planned."""

    def plan(self, entries: Sequence[Entry]) -> Sequence[str]:
        """Plan further actions; the keys of the new ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkWatch:
    """Looks at the references that are due, and tells of each dead one once."""

    shelf: Callable[[], Shelf]
    ledger: Ledger
    #: The name of our account on Reddit.
    account: Callable[[], str]
    check: LinkCheck
    #: Opened anew each time, so that a person's `--online` check counts as well.
    memory: Callable[[], Memory]
    clock: Clock
    log: Logger
    #: Hands new ledger entries on to be acted upon.
    submit: Callable[[Sequence[str]], None]

    def look(self, ended: Callable[[], bool] = lambda: False) -> None:
        """Follow what was not looked at for a week; plan to tell what is gone.

        Called as often as one likes: what was seen is remembered. When `ended` says
        so, the rest of the links are left for the next look.
        """
        memory, shelf, today = self.memory(), self.shelf(), self.clock.today()
        urls = [s.url for b in shelf.briefings for s in b.sources if s.url]
        due = memory.due(urls, today)
        if due:
            seen = self.check.follow_all(due, ended)
            memory.learn(seen)
            self.log.info("links.checked", count=len(seen))
        dead = memory.untold(urls)
        if dead:
            self._tell(shelf, memory.seen(dead))
            # Planned first: after a crash here the same mail has the same key.
            memory.told(dead, today)

    def _tell(self, shelf: Shelf, dead: Mapping[str, Followed]) -> None:
        """Plan a mail to each subreddit that uses a link; in shadow the log says it."""
        self.log.warning("links.dead", count=len(dead), links=list(dead))
        entries = [
            self._entry(rules, lines)
            for rules in shelf.rules.values()
            if rules.mode is Mode.LIVE and rules.briefings.mode is not ReplyMode.OFF
            if (lines := tuple(_lines(_used(shelf, rules), dead)))
        ]
        self.submit(self.ledger.plan(entries))

    def _entry(self, rules: Rules, lines: Sequence[str]) -> Entry:
        mark = hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()[:6]
        mail = notice(
            rules.subreddit,
            f"civilbot: references that are gone [{mark}]",
            MAIL.format(lines="\n".join(lines)),
        )
        account, now = self.account(), self.clock.now()
        return planned(mail, account=account, case="", now=now)


def _used(shelf: Shelf, rules: Rules) -> Iterator[Briefing]:
    for briefing in shelf.briefings:
        if rules.briefings.uses(briefing.id):
            yield briefing


def _lines(
    briefings: Iterator[Briefing], dead: Mapping[str, Followed]
) -> Iterator[str]:
    for briefing in briefings:
        for source in briefing.sources:
            if source.url in dead:
                why = dead[source.url].why
                yield f"- {briefing.id}, '{source.id}': {source.url} ({why})"
