"""What is in force: the files, and the wiki pages that rule in their place.

A subreddit is ruled by the last good revision of its wiki page, where there is one
and the operator's file does not say `wiki: off`; otherwise by the file.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from civilbot.errors import BadInput
from civilbot.observe import Logger
from civilbot.ports import Clock, Revisions, Shelf
from civilbot.rulebook.reading import in_shadow, read_page
from civilbot.rules import Rules, Wiki
from civilbot.wiki import SWITCH_PAGE, InForce, Revision, Stop, Watched, stop


@dataclass(frozen=True, slots=True)
class _Ruling:
    """A revision that rules a subreddit; no rules if it cannot be read any more."""

    revision: str
    rules: Rules | None


@dataclass(kw_only=True)
class Rulebook:
    """Gives the rules in force; it reads the store, never Reddit."""

    store: Revisions
    clock: Clock
    log: Logger
    #: Gives what stands in the files.
    files: Callable[[], Shelf]
    _ruling: Mapping[str, _Ruling] = field(default_factory=dict, init=False)
    _switches: Mapping[str, Watched] = field(default_factory=dict, init=False)

    def refresh(self) -> None:
        """Learn what other processes, or a rollback, put in force meanwhile."""
        self._switches = {
            page.subreddit: page
            for page in self.store.watched()
            if page.page == SWITCH_PAGE
        }
        known = self._ruling
        self._ruling = {
            name: known[name]
            if name in known and known[name].revision == force.revision
            else self._ruled_by(force)
            for name, force in self.store.in_force().items()
        }

    def shelf(self) -> Shelf:
        """Give the rules and briefings in force, and where nothing may be done."""
        files = self.files()
        rules = {name: self._rules(one) for name, one in files.rules.items()}
        return replace(files, rules=rules, held=self._held(rules))

    def acting(self) -> Shelf:
        """Give the same for those who plan deeds of their own accord.

        Where nothing may be done the rules are in shadow, so that nothing is planned.
        """
        shelf = self.shelf()
        rules = {
            name: in_shadow(one) if name in shelf.held else one
            for name, one in shelf.rules.items()
        }
        return replace(shelf, rules=rules)

    def stop(self, subreddit: str) -> Stop | None:
        """Say why nothing may be done in a subreddit, as the store has it right now."""
        return stop(self.store.switch(subreddit), self.clock.now())

    def _rules(self, file: Rules) -> Rules:
        ruling = self._ruling.get(file.subreddit.lower())
        if ruling is None or file.wiki is Wiki.OFF:
            return file
        # Under rules that nobody can read any more, nothing is done.
        return ruling.rules or in_shadow(file)

    def _held(self, names: Mapping[str, Rules]) -> Mapping[str, str]:
        """Say where nothing may be done; where nobody looked yet, plans only wait."""
        now = self.clock.now()
        found = {
            name: stop(self._switches[name], now)
            for name in names
            if name in self._switches
        }
        return {name: one.why for name, one in found.items() if one is not None}

    def _ruled_by(self, force: InForce) -> _Ruling:
        revision = self.store.revision(force.subreddit, force.revision)
        rules = self.read(revision) if revision is not None else None
        return _Ruling(force.revision, rules)

    def read(self, revision: Revision) -> Rules | None:
        """Read a revision that was good; None if it is not understood any more."""
        file = self.files().rules.get(revision.subreddit)
        name = file.subreddit if file is not None else revision.subreddit
        try:
            return read_page(revision.text, name, source=source_of(revision)).value
        except BadInput as error:
            self._complain(revision, error)
            return None

    def _complain(self, revision: Revision, error: BadInput) -> None:
        self.log.error(
            "rules.unreadable",
            subreddit=revision.subreddit,
            revision=revision.short,
            why=str(error.problems[0]),
            advice="nothing is done there; save the wiki page again, corrected",
        )


def source_of(revision: Revision) -> str:
    """Say what a revision is called in diagnostics."""
    return f"wiki/civilbot@{revision.short}"
