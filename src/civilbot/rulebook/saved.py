"""Sees to a rules page that was saved: its rules are used, refused or ignored."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from civilbot.errors import BadInput, Problem
from civilbot.ledger import Entry
from civilbot.rulebook import mails
from civilbot.rulebook.desk import Desk
from civilbot.rulebook.differences import differences
from civilbot.rulebook.reading import read_page
from civilbot.rulebook.rulebook import source_of
from civilbot.rules import Rules
from civilbot.rules_lint import Finding, Known, Severity, check
from civilbot.wiki import (
    InForce,
    Revision,
    Verdict,
    Watched,
    WikiText,
    may_edit,
)
from civilbot.yaml_text import MAX_CHARACTERS, Document

#: What is kept of the text of an edit that does not count, in characters.
KEPT_OF_IGNORED = 10_000

#: A permission may still be granted, so rules that need it go in force.
_PERMISSION = "permission"

#: Tries the examples in rules, and finds those that fail.
TryExamples = Callable[[Document[Rules]], Sequence[Finding]]


@dataclass(frozen=True, slots=True)
class Save:
    """A new revision of a subreddit's rules page."""

    desk: Desk
    #: As it writes itself.
    subreddit: str
    #: What is known of the page after this look.
    seen: Watched
    found: WikiText

    def see_to(self, try_examples: TryExamples) -> Sequence[str]:
        """Use the rules, refuse or ignore them; the keys of new mails."""
        powers = self.desk.reddit.powers(self.subreddit)
        if not may_edit(powers.get(self.found.author.lower(), ())):
            return self._ignore()
        try:
            source = source_of(self._revision(Verdict.GOOD))
            page = read_page(self.found.text, self.subreddit, source=source)
        except BadInput as error:
            return self._refuse(error.problems)
        ours = powers.get(self.desk.reddit.account().lower())
        findings = (*check(page, self._known(ours)), *try_examples(page))
        wrong = [one.problem for one in findings if _refuses(one)]
        if wrong:
            return self._refuse(wrong)
        return self._use(page.value, [one.problem for one in findings])

    def _known(self, ours: frozenset[str] | None) -> Known:
        briefings = self.desk.rulebook.files().briefings
        return Known(
            briefings={one.id: one.review_by for one in briefings},
            today=self.desk.clock.today(),
            permissions=ours,
        )

    def _revision(self, verdict: Verdict, why: str = "") -> Revision:
        most = KEPT_OF_IGNORED if verdict is Verdict.IGNORED else MAX_CHARACTERS
        return Revision(
            subreddit=self.seen.subreddit,
            id=self.found.revision,
            author=self.found.author,
            saved_at=self.found.saved_at,
            text=self.found.text[:most],
            verdict=verdict,
            why=why,
            seen_at=self.seen.looked_at,
        )

    def _use(self, rules: Rules, odd: Sequence[Problem]) -> Sequence[str]:
        revision = self._revision(Verdict.GOOD)
        before = self.desk.rulebook.shelf().rules[self.seen.subreddit]
        changes = differences(before, rules)
        self.desk.log.info(
            "rules.in_force",
            subreddit=self.subreddit,
            revision=revision.short,
            rules=rules.version,
        )
        force = InForce(
            subreddit=self.seen.subreddit,
            revision=revision.id,
            since=self.seen.looked_at,
            by=revision.author,
        )
        mail = self.desk.mail(mails.in_force(rules, revision, changes, odd))
        return self._keep(revision, mail, force)

    def _refuse(self, problems: Sequence[Problem]) -> Sequence[str]:
        why = "\n".join(str(problem) for problem in problems)
        revision = self._revision(Verdict.BAD, why)
        self.desk.log.warning(
            "rules.refused",
            subreddit=self.subreddit,
            revision=revision.short,
            problem=str(problems[0]),
            kept="the last good version",
        )
        mail = self.desk.mail(mails.refused(self.subreddit, revision, problems))
        return self._keep(revision, mail)

    def _ignore(self) -> Sequence[str]:
        revision = self._revision(Verdict.IGNORED, "saved by somebody who may not")
        self.desk.log.warning(
            "rules.ignored", subreddit=self.subreddit, revision=revision.short
        )
        mail = self.desk.mail(mails.ignored(self.subreddit, revision))
        return self._keep(revision, mail)

    def _keep(
        self,
        revision: Revision,
        entries: Sequence[Entry],
        force: InForce | None = None,
    ) -> Sequence[str]:
        seen = replace(self.seen, author=revision.author)
        return self.desk.store.watch(
            seen, revision=revision, force=force, entries=entries
        )


def _refuses(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR and finding.check != _PERMISSION


def tell_rollback(desk: Desk, force: InForce) -> Sequence[str]:
    """Plan to tell that a person put an older revision in force; keys of new mails."""
    revision = desk.store.revision(force.subreddit, force.revision)
    rules = desk.rulebook.read(revision) if revision else None
    if revision is None or rules is None:
        return ()
    changes = differences(_ruled_before(desk, force) or rules, rules)
    mail = mails.rolled_back(rules, revision, force, changes)
    return desk.store.plan(desk.untold(mail))


def _ruled_before(desk: Desk, force: InForce) -> Rules | None:
    """Give what ruled before a rollback; None if that cannot be read any more."""
    ruled = desk.store.ruled(force.subreddit)
    earlier = next((one for one in ruled if one.since < force.since), None)
    if earlier is None:
        return None
    revision = desk.store.revision(force.subreddit, earlier.revision)
    return desk.rulebook.read(revision) if revision else None
