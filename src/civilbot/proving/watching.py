"""Looks what moderators said of each rule, and lets it act, or acts no more by it.

All of it is looked at again each time, and recorded by compare-and-set together with
the mail that tells of it: so it happens once, whatever crashes and however many look.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from civilbot import policy
from civilbot.ledger import Entry, planned
from civilbot.model import Action, Mode
from civilbot.observe import Logger
from civilbot.ports import Clock, Reddit, Sample, Shelf, Standings
from civilbot.proving.changes import told
from civilbot.proving.digest import EXAMPLES, Digest, subject_of
from civilbot.proving.periods import Period, last_period
from civilbot.proving.records import records
from civilbot.proving.wording import mail
from civilbot.rules import Digest as Often
from civilbot.rules import Rules
from civilbot.standing import Earned, Rank, Record, claims, decided, measured, on_trial

#: Overturned decisions that are shown when a rule falls.
_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingWatch:
    """Keeps where rules stand, and tells moderators."""

    reddit: Reddit
    store: Standings
    clock: Clock
    log: Logger
    #: Gives the rules and briefings in force.
    shelf: Callable[[], Shelf]
    #: Hands new ledger entries on to be acted upon.
    submit: Callable[[Sequence[str]], None]

    def on_trial(self, subreddit: str) -> Mapping[str, str]:
        """Say which rules may not be live yet, and why, as the store has it now."""
        rules = self.shelf().rules.get(subreddit.lower())
        return on_trial(rules, self.store.earned(subreddit)) if rules else {}

    def look(self) -> int:
        """Let rules rise and fall, and plan what is to be told; how much is new.

        Raises:
            RedditBusy: Reddit cannot be reached now; nothing was lost.
            LoginRefused: nothing can be done until a person acts.
        """
        shelf = self.shelf()
        closed = self.store.closed_subreddits()
        new: list[str] = []
        for name, rules in shelf.rules.items():
            if rules.mode is Mode.DRAFT or name in closed or name in shelf.held:
                continue
            now = self.clock.now()
            period = self._due(rules, now)
            since = period.start if period else None
            found = records(self.store, rules, now=now, since=since)
            new += self._settle(rules, found, now)
            new += self._tell(rules, period, found) if period else ()
        self.submit(new)
        return len(new)

    def _settle(
        self, rules: Rules, found: Mapping[str, Record], now: float
    ) -> Sequence[str]:
        """Record where a subreddit's rules stand from now on; keys of new mail."""
        known = self.store.earned(rules.subreddit)
        changes = [
            change
            for claim in claims(rules)
            if (change := decided(claim, known.get(claim.rule), found[claim.rule]))
        ]
        changed = {one.rule for one in changes}
        self._measure(
            [one for name, one in known.items() if name not in changed], found
        )
        if not changes:
            return ()
        # What was edited and stands as before is no news.
        ranks = {name: one.rank for name, one in known.items()}
        news = [one for one in changes if one.rank is not ranks.get(one.rule)]
        letter = told(rules, news, self._overturned(news, known, found), now)
        new = self.store.rank(changes, (self._entry(letter),) if letter else ())
        if new is None:
            # Another worker did the same at the same time, and told of it.
            return ()
        for one in changes:
            self.log.info(
                "rule.ranked",
                subreddit=rules.subreddit,
                rule=one.rule,
                rank=one.rank.value,
                why=one.why,
            )
        return new

    def _measure(self, known: Sequence[Earned], found: Mapping[str, Record]) -> None:
        """Keep the figures that are shown; what nobody said anything new of stays."""
        news = [
            replace(one, tally=tally)
            for one in known
            if (tally := measured(one, found[one.rule])).words != one.tally.words
        ]
        if news:
            self.store.measure(news)

    def _overturned(
        self,
        changes: Sequence[Earned],
        known: Mapping[str, Earned],
        found: Mapping[str, Record],
    ) -> Mapping[str, Sequence[Sample]]:
        """Give, of rules that fell, the last things that moderators approved."""
        keys = {
            one.rule: found[one.rule].overturned(known.get(one.rule))[-_SHOWN:]
            for one in changes
            if one.rank is Rank.DEMOTED
        }
        samples = self.store.samples([key for of in keys.values() for key in of])
        return {
            rule: [samples[key] for key in of if key in samples]
            for rule, of in keys.items()
        }

    def _due(self, rules: Rules, now: float) -> Period | None:
        """Give the period that moderators are to be told of now, if there is one."""
        if rules.digest is Often.OFF or policy.is_quiet(now, rules):
            return None
        period = last_period(rules.digest, now)
        named = self._entry(mail(rules, subject_of(period), ""))
        return period if self.store.entry(named.key) is None else None

    def _tell(
        self, rules: Rules, period: Period, found: Mapping[str, Record]
    ) -> Sequence[str]:
        """Plan the digest of a period, if anything was decided in shadow."""
        known = self.store.earned(rules.subreddit)
        digest = Digest(rules=rules, period=period, known=known, records=found)
        shown = digest.shown()
        if not shown:
            return ()
        keys = [one.key for of in shown.values() for one in of[:EXAMPLES]]
        written = digest.mail(self.store.samples(keys))
        return self.store.plan([self._entry(written)])

    def _entry(self, action: Action) -> Entry:
        account, now = self.reddit.account(), self.clock.now()
        return planned(action, account=account, case="", now=now)
