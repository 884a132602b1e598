"""From a poll to recorded decisions: gather, judge, record in one transaction.

What was judged once under a key is never judged again; the cursor moves in the
same transaction as the decisions, so a crash at any point loses nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from civilbot.asking import scored, understood
from civilbot.errors import RedditError, SubredditClosed
from civilbot.judge import (
    NOTHING_MORE,
    Evidence,
    judge,
    wants_author,
)
from civilbot.language import in_doubt
from civilbot.ledger import case_id
from civilbot.model import (
    Author,
    Context,
    Decision,
    Gap,
    Item,
    Kind,
    Listing,
    Outcome,
)
from civilbot.observe import Logger, pseudonym
from civilbot.ports import Clock, Embedder, Reddit, Scorer, SecondOpinion, Shelf, Store
from civilbot.rules import Rules
from civilbot.watch import Reach, read_listing, read_mod_log, time_of

T = TypeVar("T")

#: Decisions recorded in one transaction.
BATCH = 100

#: Subreddits read in one request; their names must fit into an address.
GROUP = 100

#: Seconds that the lists of moderators and approved users are kept.
COMMUNITY_KEPT = 600.0

#: Log entries that bring an item back into view: filtered first, approved later.
APPROVALS = frozenset({"approvelink", "approvecomment"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Watching:
    """How far back to look, in seconds, and how to name users in logs."""

    first_look_back: float = 86_400.0
    overlap: float = 120.0
    pseudonym_key: str = ""


@dataclass(frozen=True, slots=True)
class _Community:
    """A subreddit's people, as last read."""

    moderators: frozenset[str]
    #: None where they cannot be read.
    approved_users: frozenset[str] | None
    read_at: float


def _unknown(_name: str) -> Author | None:
    return None


def _none_on_trial(_subreddit: str) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """Watches the subreddits that have rules and records what it thinks."""

    reddit: Reddit
    store: Store
    #: The trained model; without one, rules judge alone.
    scorer: Scorer | None = None
    #: The sentence encoder; without one, words alone match threads with briefings.
    embedder: Embedder | None = None
    #: Somebody else to ask where the detector is in doubt.
    second_opinion: SecondOpinion | None = None
    #: Tells of an author's account, where a rule asks about it.
    account: Callable[[str], Author | None] = _unknown
    #: Says which rules of a subreddit may not be live yet, and why.
    on_trial: Callable[[str], Mapping[str, str]] = _none_on_trial
    clock: Clock
    #: Gets one line per item judged.
    log: Logger
    #: Gives the rules and briefings in force.
    shelf: Callable[[], Shelf]
    #: Hands new ledger entries on to be acted upon.
    submit: Callable[[Sequence[str]], None]
    watching: Watching
    _communities: dict[str, _Community] = field(default_factory=dict, init=False)

    def poll(self, listing: Listing, *, tick: int = 0) -> int:
        """Read a listing and judge what is new; how many items were judged.

        Raises:
            RedditBusy: the listing could not be read now; nothing was lost.
            LoginRefused: nothing can be read until a person acts.
        """
        subreddits = self._open_subreddits()
        if not subreddits:
            return 0
        try:
            if listing is Listing.MOD_LOG:
                return self._poll_mod_log(subreddits, tick)
            return self._poll_items(listing, subreddits, tick)
        except SubredditClosed as error:
            self._close_refusing(error, listing, subreddits)
            return 0

    def _open_subreddits(self) -> tuple[str, ...]:
        closed = self.store.closed_subreddits()
        names = self.shelf().subreddits
        return tuple(name for name in names if name.lower() not in closed)

    def _reach(self, listing: Listing, tick: int) -> Reach:
        mark = self.store.cursor(listing)
        if mark is None:
            mark = self.clock.now() - self.watching.first_look_back
        return Reach(mark, self.watching.overlap, tick)

    def _poll_items(
        self, listing: Listing, subreddits: Sequence[str], tick: int
    ) -> int:
        reach = self._reach(listing, tick)
        catches = [
            read_listing(self.reddit, listing, group, reach)
            for group in _batches(subreddits, GROUP)
        ]
        items = sorted(
            (item for catch in catches for item in catch.items),
            key=lambda item: time_of(item, listing),
        )
        gap = next((catch.gap for catch in catches if catch.gap), None)
        if gap is not None:
            self.log.warning("items.gap", why=gap.why, source=listing.value)
        count = self._judge_new(items, listing, gap=gap)
        mark = max(catch.high_water for catch in catches)
        if mark > reach.high_water:
            self._record((), source=listing, cursor=mark)
        return count

    def _poll_mod_log(self, subreddits: Sequence[str], tick: int) -> int:
        reach = self._reach(Listing.MOD_LOG, tick)
        logs = [
            read_mod_log(self.reddit, group, reach)
            for group in _batches(subreddits, GROUP)
        ]
        entries = [entry for log, _ in logs for entry in log]
        mark = max(mark for _, mark in logs)
        agreements = self.store.judge_by_moderators(
            entries, account=self.reddit.account(), now=self.clock.now()
        )
        for case, agreement in agreements:
            self.log.info("decision.reviewed", case=case, agreement=agreement.value)
        late = {e.fullname for e in entries if e.action in APPROVALS and e.fullname}
        items = tuple(self.reddit.items(late).values()) if late else ()
        count = self._judge_new(items, Listing.MOD_LOG)
        if mark > reach.high_water:
            self._record((), source=Listing.MOD_LOG, cursor=mark)
        return count

    def _judge_new(
        self, items: Sequence[Item], listing: Listing, *, gap: Gap | None = None
    ) -> int:
        """Judge and record the items that have no decision yet, oldest first."""
        keys = {key for item in items for key in (item.key, item.revision)}
        known = self.store.judged(keys)
        rules = self.shelf().rules
        fresh = [
            item
            for item in items
            if known.isdisjoint((item.key, item.revision))
            and item.subreddit.lower() in rules
        ]
        parents = self._parent_texts(fresh)
        for batch in _batches(fresh, BATCH):
            decisions = self._judge_batch(batch, parents)
            moves = listing not in (Listing.MOD_LOG, Listing.MODQUEUE)
            mark = time_of(batch[-1], listing) if moves else None
            self._record(decisions, source=listing, cursor=mark, gap=gap)
            gap = None
        if gap is not None:
            self._record((), source=listing, gap=gap)
        return len(fresh)

    def _judge_batch(
        self, batch: Sequence[Item], parents: Mapping[str, str]
    ) -> tuple[Decision, ...]:
        """Judge items one after another; caps count within the batch as well."""
        shelf = self.shelf()
        today: Counter[tuple[str, str]] = Counter()
        names = {item.subreddit.lower() for item in batch}
        on_trial = {name: self.on_trial(name) for name in names}
        decisions = []
        for item in batch:
            rules = shelf.rules[item.subreddit.lower()]
            context = self._with_author(
                item, self._context(item, parents, today), rules
            )
            context = replace(context, on_trial=on_trial[item.subreddit.lower()])
            evidence = replace(
                self._evidence(item, context, rules),
                meaning=understood(self.embedder, item, context, rules, shelf.taught),
            )
            decision = judge(item, context, rules, shelf.briefings, evidence)
            decisions.append(decision)
            if decision.outcome is Outcome.ACT:
                today.update(_counts(decision))
        return tuple(decisions)

    def _evidence(self, item: Item, context: Context, rules: Rules) -> Evidence:
        found = scored(self.scorer, item, context, rules)
        if found is None:
            return NOTHING_MORE
        scores, eager = found
        if self.second_opinion is None or not in_doubt(eager):
            return Evidence(scores)
        opinion = self.second_opinion.ask(
            item.words, parent=context.parent_text, title=item.title
        )
        return Evidence(scores, opinion)

    def _context(
        self, item: Item, parents: Mapping[str, str], today: Counter[tuple[str, str]]
    ) -> Context:
        now = self.clock.now()
        past = self.store.past(item, now=now)
        people = self._community(item.subreddit)
        name = item.subreddit.lower()
        return Context(
            now=now,
            account=self.reddit.account(),
            moderators=people.moderators,
            approved_users=people.approved_users,
            parent_text=parents.get(item.parent, ""),
            thread_closed=past.thread_closed,
            proposed=past.proposed,
            briefed_today=past.briefed_today + today[name, "briefings"],
            flags_today=past.flags_today + today[name, "flags"],
            approved_before=past.approved_before,
            earlier_flags=past.earlier_flags,
            held=self.shelf().held.get(name, ""),
        )

    def _with_author(self, item: Item, context: Context, rules: Rules) -> Context:
        """Ask about the author's account, where a rule waits for it."""
        if item.author is None or not wants_author(item, context, rules):
            return context
        return replace(context, author=self.account(item.author))

    def _community(self, subreddit: str) -> _Community:
        name, now = subreddit.lower(), self.clock.now()
        known = self._communities.get(name)
        if known is None or now - known.read_at > COMMUNITY_KEPT:
            moderators = self.reddit.moderators(subreddit)
            known = _Community(moderators, self._approved_users(subreddit), now)
            self._communities[name] = known
        return known

    def _approved_users(self, subreddit: str) -> frozenset[str] | None:
        """Read the approved users, where the rules ask for them and we may."""
        if not self.shelf().rules[subreddit.lower()].asks_for_approved_users:
            return None
        try:
            return self.reddit.approved_users(subreddit)
        except SubredditClosed as error:
            self.log.warning(
                "approved_users.unread",
                subreddit=subreddit,
                why=str(error),
                advice="give the account the permission 'access'",
            )
            return None

    def _parent_texts(self, items: Sequence[Item]) -> Mapping[str, str]:
        """Read what the comments answer; without it they are judged by themselves."""
        at_hand = {item.fullname: item.text for item in items}
        wanted = {
            item.parent
            for item in items
            if item.parent.startswith(Kind.COMMENT) and item.parent not in at_hand
        }
        if not wanted:
            return at_hand
        try:
            read = self.reddit.items(wanted)
        except RedditError as error:
            self.log.warning("parents.unread", count=len(wanted), why=str(error))
            return at_hand
        return at_hand | {name: item.text for name, item in read.items()}

    def _record(
        self,
        decisions: Sequence[Decision],
        *,
        source: Listing,
        cursor: float | None = None,
        gap: Gap | None = None,
    ) -> None:
        now = self.clock.now()
        recorded = self.store.record(
            decisions,
            account=self.reddit.account(),
            now=now,
            source=source,
            cursor=cursor,
            gap=gap,
        )
        new = set(recorded.decisions)
        for decision in decisions:
            if case_id(decision.item.key) in new:
                self.log.info("item.judged", **self._canonical(decision, now))
        if recorded.entries:
            self.submit(recorded.entries)

    def _canonical(self, decision: Decision, now: float) -> dict[str, object]:
        """Give the one line that says all about a decision, without anyone's words."""
        item, reading, match = decision.item, decision.reading, decision.match
        worst = reading.worst if reading is not None else None
        return {
            "case": case_id(item.key),
            "item": item.fullname,
            "subreddit": item.subreddit,
            "author": pseudonym(item.author, self.watching.pseudonym_key),
            "outcome": decision.outcome.value,
            "actions": [action.kind.value for action in decision.actions],
            "score": round(reading.score, 3) if reading is not None else None,
            "category": worst.category.value if worst is not None else None,
            "target": worst.target.value if worst is not None else None,
            "briefing": match.briefing if match is not None else None,
            "confidence": round(match.confidence, 3) if match is not None else None,
            "rules": decision.rules,
            "age_s": round(now - item.created_utc, 1),
        }

    def _close_refusing(
        self, error: SubredditClosed, listing: Listing, subreddits: Sequence[str]
    ) -> None:
        """Find which of the subreddits refuses, and stop working there only."""
        if len(subreddits) == 1:
            self._close(subreddits[0], str(error))
            return
        refusing = dict(self._refusals(listing, subreddits))
        if not refusing and error.subreddit:
            # The listing can be read, but not who moderates there.
            refusing = {error.subreddit: str(error)}
        for name, why in refusing.items():
            self._close(name, why)
        if not refusing:
            self.log.warning("poll.refused", source=listing.value, why=str(error))

    def _refusals(
        self, listing: Listing, subreddits: Sequence[str]
    ) -> Iterator[tuple[str, str]]:
        for name in subreddits:
            try:
                if listing is Listing.MOD_LOG:
                    self.reddit.mod_log([name], limit=1)
                else:
                    self.reddit.page(listing, [name], limit=1)
            except SubredditClosed as refusal:
                yield name, str(refusal)

    def _close(self, subreddit: str, why: str) -> None:
        self.store.close_subreddit(subreddit, why=why, now=self.clock.now())
        self.log.warning("subreddit.closed", subreddit=subreddit, why=why)

    def forget_deleted(self) -> int:
        """Delete here what its authors deleted on Reddit; how many decisions."""
        kept = self.store.keeping()
        found = self.reddit.items(kept) if kept else {}
        gone = [name for name, item in found.items() if item.deleted]
        return self.store.forget(gone) if gone else 0

    def refresh(self) -> None:
        """Check where we moderate; stop where we no longer do, resume where we do."""
        granted = self.reddit.permissions()
        closed = self.store.closed_subreddits()
        for name in self.shelf().subreddits:
            ours = name.lower() in granted
            if not ours and name.lower() not in closed:
                self._close(name, "the account is not a moderator there")
            if ours and name.lower() in closed:
                self.store.open_subreddit(name)
                self.log.info("subreddit.opened", subreddit=name)


def _counts(decision: Decision) -> list[tuple[str, str]]:
    """Count what a decision uses up of the day's caps."""
    name = decision.item.subreddit.lower()
    briefed = any(action.briefing for action in decision.actions)
    flagged = any(not action.briefing for action in decision.actions)
    return [(name, "briefings")] * briefed + [(name, "flags")] * flagged


def _batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
