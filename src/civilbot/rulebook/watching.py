"""Reads the moderators' wiki pages, and lets what they say be in force at once.

The moderation log, one request for all subreddits, names the pages that moderators
edited: these are read at once. Each page is also read by itself from time to time, as
far as the request budget goes; for that sees what the log does not tell.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from civilbot.errors import (
    LoginRefused,
    RedditBusy,
    RedditError,
    SubredditClosed,
)
from civilbot.ledger import Entry
from civilbot.model import ModAction
from civilbot.observe import Logger
from civilbot.ports import Clock, Revisions, Wiki
from civilbot.rulebook import mails, switch
from civilbot.rulebook.desk import Desk
from civilbot.rulebook.rulebook import Rulebook
from civilbot.rulebook.saved import Save, TryExamples, tell_rollback
from civilbot.rules import Rules
from civilbot.rules import Wiki as WikiKey
from civilbot.rules_lint import Finding
from civilbot.wiki import (
    FRESH_FOR,
    RULES_PAGE,
    SWITCH_PAGE,
    InForce,
    Position,
    Watched,
    WikiText,
)
from civilbot.yaml_text import Document

#: The name of this source, as of a listing.
SOURCE = "wiki"

#: Each page is read again after so many seconds, at the earliest …
READ_EVERY = {SWITCH_PAGE: 20.0, RULES_PAGE: 40.0}
#: … and at one look so many of those that nothing is known to have changed of, …
READS = 3
#: … and so many that were never read, or that the log names.
URGENT_READS = 10

#: Subreddits in one request for the log.
GROUP = 100

#: Seconds between a save and its entry in the log, and for which a cache may show a
#: page as it was before.
SLACK, CACHED_FOR = 5.0, 600.0

#: Moderators are told of a switch that Reddit is too busy to show after so long.
PATIENCE = 600.0

#: Rollbacks of the last days are told, also if nothing ran at that time.
TOLD_FOR = 2 * 86_400.0

Place = tuple[str, str]


def _no_examples(_page: Document[Rules]) -> Sequence[Finding]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WikiWatch:
    """Looks at the wiki pages of all subreddits that have rules."""

    reddit: Wiki
    store: Revisions
    clock: Clock
    log: Logger
    rulebook: Rulebook
    #: Hands new ledger entries on to be acted upon.
    submit: Callable[[Sequence[str]], None]
    #: Tries the examples in rules; those that fail keep them from being used.
    try_examples: TryExamples = _no_examples
    #: Rollbacks that were told, so that the ledger is asked once.
    _told: set[InForce] = field(default_factory=set, init=False)

    def look(self) -> int:
        """Read what is due, and plan to tell moderators; how many mails are new.

        Raises:
            RedditBusy: something could not be read now; nothing was lost.
            LoginRefused: nothing can be read until a person acts.
        """
        now = self.clock.now()
        names = self._names()
        known = {(page.subreddit, page.page): page for page in self.store.watched()}
        edits, logged = self._edits(names)
        edited = {place for place in edits if _is_news(edits[place], known.get(place))}
        busy: RedditBusy | None = None
        new: list[str] = []
        for place in tuple(self._due(names, known, edited)):
            try:
                new.extend(self._look_at(place, known.get(place), edits.get(place)))
            except RedditBusy as error:
                busy = error
        changed = {name for name, page in edited if page == SWITCH_PAGE}
        self.store.confirm(logged - changed, now=now)
        self.rulebook.refresh()
        new.extend(self._tell_rollbacks(names))
        self.submit(new)
        if busy is not None:
            raise busy
        return len(new)

    def _names(self) -> dict[str, str]:
        """Give the subreddits to look at as they write themselves, by lower case."""
        closed = self.store.closed_subreddits()
        rules = self.rulebook.files().rules
        return {
            name: one.subreddit for name, one in rules.items() if name not in closed
        }

    def _edits(
        self, names: Mapping[str, str]
    ) -> tuple[dict[Place, ModAction], frozenset[str]]:
        """Read in the log how pages were edited last, and say whose log was read."""
        edits: dict[Place, ModAction] = {}
        logged: set[str] = set()
        every = list(names)
        for start in range(0, len(every), GROUP):
            group = every[start : start + GROUP]
            try:
                entries = self.reddit.wiki_edits([names[name] for name in group])
            except (RedditBusy, SubredditClosed) as error:
                # Its switches are read one by one, or count as off before long.
                self.log.info("wiki.log_unread", why=str(error))
                continue
            logged.update(group)
            for entry in entries:
                for page in _pages_of(entry):
                    # The newest comes first.
                    edits.setdefault((entry.subreddit.lower(), page), entry)
        return edits, frozenset(logged)

    def _due(
        self,
        names: Mapping[str, str],
        known: Mapping[Place, Watched],
        edited: set[Place],
    ) -> Iterator[Place]:
        """Give the pages to read now: new and edited ones first, switches before rules.

        Pages that nothing is known to have changed of take turns.
        """
        now = self.clock.now()
        every = [
            (name, page)
            for page in (SWITCH_PAGE, RULES_PAGE)
            for name in names
            if page == SWITCH_PAGE or self._may_rule(name)
        ]
        urgent = [place for place in every if place not in known or place in edited]
        rest = [
            place
            for place in every
            if place not in urgent
            and not 0 <= now - known[place].looked_at < READ_EVERY[place[1]]
        ]
        rest.sort(key=lambda place: known[place].looked_at)
        yield from urgent[:URGENT_READS]
        yield from rest[:READS]

    def _may_rule(self, name: str) -> bool:
        return self.rulebook.files().rules[name].wiki is not WikiKey.OFF

    def _look_at(
        self, place: Place, known: Watched | None, edit: ModAction | None
    ) -> Sequence[str]:
        """Read one page, and keep what it says; the keys of new mails."""
        now, (name, page) = self.clock.now(), place
        subreddit = self.rulebook.files().rules[name].subreddit
        before = known or Watched(subreddit=name, page=page)
        try:
            found = self.reddit.wiki_page(subreddit, page)
            seen = _read(before, now, found, edit)
            return self._found(subreddit, seen, before, found)
        except LoginRefused:
            raise
        except RedditBusy as error:
            # Of a page that was never seen nobody knows; until then actions wait.
            if known is not None:
                self.submit(self._failed(subreddit, before, error, now))
            raise
        except RedditError as error:
            return self._failed(subreddit, before, error, now)

    def _found(
        self, subreddit: str, seen: Watched, before: Watched, found: WikiText | None
    ) -> Sequence[str]:
        """See to a page that was read, or is not there."""
        desk = self._desk
        if found is None and before.revision:
            raise SubredditClosed("the page is gone", subreddit=subreddit)
        if found is None:
            return desk.store.watch(seen)
        if found.saved_at < before.saved_at:
            # A cache that lags must not bring back what was changed since.
            raise RedditBusy("Reddit showed an older version of a wiki page")
        is_switch = before.page == SWITCH_PAGE
        if found.revision == before.revision:
            told = switch.back(desk, subreddit, before, seen) if is_switch else ()
            return desk.store.watch(seen, entries=told)
        seen = replace(seen, revision=found.revision, saved_at=found.saved_at)
        if is_switch:
            return switch.turn(desk, subreddit, before, seen, found)
        return Save(desk, subreddit, seen, found).see_to(self.try_examples)

    @property
    def _desk(self) -> Desk:
        return Desk(
            reddit=self.reddit,
            store=self.store,
            clock=self.clock,
            log=self.log,
            rulebook=self.rulebook,
        )

    def _tell_rollbacks(self, names: Mapping[str, str]) -> Sequence[str]:
        """Plan to tell of older revisions that a person put in force again."""
        oldest = self.clock.now() - TOLD_FOR
        new: list[str] = []
        for name, force in self.store.in_force().items():
            recent = force.rollback and force.since > oldest
            if recent and name in names and force not in self._told:
                new.extend(tell_rollback(self._desk, force))
                self._told.add(force)
        return new

    def _failed(
        self, subreddit: str, before: Watched, error: RedditError, now: float
    ) -> Sequence[str]:
        """Note that a page cannot be read, and tell it once if that lasts."""
        page = replace(
            before,
            looked_at=now,
            failed_at=before.failed_at or now,
            failure=str(error),
            refused=not isinstance(error, RedditBusy),
        )
        if not before.failed_at:
            self.log.warning(
                "wiki.unread", subreddit=subreddit, page=page.page, why=str(error)
            )
        return self.store.watch(page, entries=self._about_failure(subreddit, page))

    def _about_failure(self, subreddit: str, page: Watched) -> tuple[Entry, ...]:
        """Give the mail about a page that cannot be read, where it is time for it."""
        lasts = page.looked_at - page.failed_at
        if not page.revision or lasts < (FRESH_FOR if page.refused else PATIENCE):
            return ()
        if page.page == SWITCH_PAGE and page.position is Position.ON:
            return self._desk.untold(mails.switch_gone(subreddit, page))
        if page.page == RULES_PAGE and page.refused:
            return self._desk.untold(mails.gone(subreddit, page))
        return ()


def _read(
    before: Watched, now: float, found: WikiText | None, edit: ModAction | None
) -> Watched:
    """Say of a page that it was read at a time, and is as it was before.

    A cache may show it as it was before an edit that the log names already. Then it is
    not known to be fresh, and will be read again.
    """
    saved_at = found.saved_at if found is not None else 0.0
    settled = (
        edit is None
        or saved_at >= edit.created_utc - SLACK
        or now - edit.created_utc > CACHED_FOR
    )
    return replace(
        before,
        edit=edit.id if edit is not None and settled else before.edit,
        looked_at=now,
        read_at=now,
        fresh_at=now if settled else before.fresh_at,
        failed_at=0.0,
        failure="",
        refused=False,
    )


def _pages_of(entry: ModAction) -> tuple[str, ...]:
    """Name which of the two pages an entry of the log is about.

    "Page NAME edited" is how Reddit puts it; where it is put otherwise, it may be
    about either.
    """
    words = entry.details.split()
    if len(words) < 2 or words[0].lower() != "page":
        return RULES_PAGE, SWITCH_PAGE
    name = words[1].strip("/").lower()
    return tuple(page for page in (RULES_PAGE, SWITCH_PAGE) if page == name)


def _is_news(edit: ModAction, known: Watched | None) -> bool:
    """Whether the log names an edit that was not seen on the page yet."""
    return known is None or known.edit != edit.id
