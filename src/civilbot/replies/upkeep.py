"""What is done about replies that stand: corrected, let go, told about.

All of it is planned again at every look, under keys that stay the same: so it is
done once, whatever crashes.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from civilbot.briefings import Briefing
from civilbot.consent import Answer, Said, expired
from civilbot.judge import reply_text
from civilbot.ledger import Entry, State, deletion, notice, planned
from civilbot.model import Action, ActionKind, Item
from civilbot.observe import Logger
from civilbot.ports import Clock, Posted, Reddit, Replies, Shelf
from civilbot.rules import Mode, ReplyMode, Rules

#: The name of this source, as of a listing.
SOURCE = "replies"

DAY = 86_400.0

#: Older replies are not corrected any more: Reddit archives threads after half a year.
CORRECTED_FOR = 180 * DAY

NOTICE = """\
The briefing '{title}' ({id}, revision {revision}) was due to be checked again by \
{review_by}. civilbot posts and proposes it no more.

{approver} Check the facts, then set `as_of`, `review_by` and `revision` in its file. \
This is said once for each revision.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upkeep:
    """Plans what is to be done about replies that are on Reddit."""

    reddit: Reddit
    store: Replies
    clock: Clock
    log: Logger
    #: Gives the rules and briefings in force.
    shelf: Callable[[], Shelf]
    #: Hands new ledger entries on to be acted upon.
    submit: Callable[[Sequence[str]], None]

    def look(self) -> int:
        """Plan all that is due now; how many actions were new.

        Raises:
            RedditBusy: scores could not be read now; nothing was lost.
            LoginRefused: nothing can be done until a person acts.
        """
        new = (*self.tell_expired(), *self.correct(), *self.let_go())
        self.submit(new)
        return len(new)

    def correct(self) -> Sequence[str]:
        """Plan corrections of replies with an older revision, newest threads first."""
        stale = [
            (posted, briefing)
            for briefing in self.shelf().briefings
            if not expired(briefing, self.clock.now())
            for posted in self._posted(briefing.id, CORRECTED_FOR)
            if posted.revision < briefing.revision and not posted.removed
        ]
        stale.sort(key=lambda pair: pair[0].thread_utc, reverse=True)
        left: dict[str, int] = {}
        entries = []
        for posted, briefing in stale:
            rules = self._live(posted.entry.action.subreddit)
            entry = self._correction(posted, briefing, rules) if rules else None
            if rules is None or entry is None:
                continue
            name = rules.subreddit.lower()
            left.setdefault(name, self._edits_left(rules))
            if left[name] > 0:
                left[name] -= 1
                entries.append(entry)
        return self.store.plan(entries)

    def _edits_left(self, rules: Rules) -> int:
        done = self.store.edits(rules.subreddit, since=self.clock.now() - DAY)
        return rules.briefings.max_edits_per_day - done

    def _correction(
        self, posted: Posted, briefing: Briefing, rules: Rules
    ) -> Entry | None:
        """Give the correction of a reply; None if it was planned or tried already."""
        reply = posted.entry
        text = reply_text(
            briefing,
            rules,
            account=reply.account,
            case=reply.case,
            since=int(reply.action.briefing.rpartition("@")[2]),
        )
        action = Action(
            kind=ActionKind.EDIT_REPLY,
            subreddit=reply.action.subreddit,
            fullname=reply.external_id,
            thread=reply.action.thread,
            text=text,
            briefing=briefing.key,
        )
        entry = self._entry(action, reply.case)
        known = self.store.entry(entry.key)
        if known is None:
            return entry
        # What was cancelled, in shadow for instance, is tried again after a day.
        rested = known.planned_at < self.clock.now() - DAY
        return entry if known.state is State.CANCELLED and rested else None

    def let_go(self) -> Sequence[str]:
        """Plan to delete replies that were voted far down; the thread is left alone."""
        longest = max(
            (one.briefings.watch_score_days for one in self.shelf().rules.values()),
            default=0.0,
        )
        watched = [
            posted
            for posted in self._posted("", longest * DAY)
            if not posted.removed and not posted.approved and self._watches(posted)
        ]
        if not watched:
            return ()
        items = self.reddit.items([posted.entry.external_id for posted in watched])
        new: list[str] = []
        for posted in watched:
            item = items.get(posted.entry.external_id)
            rules = self._live(posted.entry.action.subreddit)
            if item and rules and _voted_down(item, rules):
                new.extend(self._let_go(posted, item))
        return new

    def _watches(self, posted: Posted) -> bool:
        rules = self._live(posted.entry.action.subreddit)
        if rules is None:
            return False
        age = self.clock.now() - posted.entry.sent_at
        return age < rules.briefings.watch_score_days * DAY

    def _let_go(self, posted: Posted, item: Item) -> Sequence[str]:
        reply = posted.entry
        answer = Answer(
            id=f"score:{reply.external_id}",
            said=Said.DOWNVOTED,
            case=reply.case,
            subreddit=reply.action.subreddit,
            thread=reply.action.thread,
            briefing=reply.action.briefing,
            moderator="",
            at=self.clock.now(),
            note=f"its score was {item.score}",
        )
        self.log.info("reply.voted_down", case=reply.case, score=item.score)
        entry = self._entry(deletion(reply), reply.case)
        return self.store.hear([answer], [entry], now=self.clock.now())

    def tell_expired(self) -> Sequence[str]:
        """Plan to tell moderators of briefings past their review, once a revision."""
        return self.store.plan(
            [entry for entry in self._notices() if self.store.entry(entry.key) is None]
        )

    def _notices(self) -> Iterator[Entry]:
        for rules in self.shelf().rules.values():
            if self._live(rules.subreddit) is None:
                continue
            for briefing in self.shelf().briefings:
                used = rules.briefings.uses(briefing.id)
                off = rules.briefings.mode is ReplyMode.OFF
                if used and not off and expired(briefing, self.clock.now()):
                    yield self._entry(_notice(briefing, rules), "")

    def _posted(self, briefing: str, seconds: float) -> Iterator[Posted]:
        """Give our replies of so many seconds that stand, newest threads first."""
        since = self.clock.now() - seconds
        found = self.store.posted(
            account=self.reddit.account(), briefing=briefing, since=since
        )
        return (posted for posted in found if not posted.retracted)

    def _live(self, subreddit: str) -> Rules | None:
        rules = self.shelf().rules.get(subreddit.lower())
        return rules if rules is not None and rules.mode is Mode.LIVE else None

    def _entry(self, action: Action, case: str) -> Entry:
        account, now = self.reddit.account(), self.clock.now()
        return planned(action, account=account, case=case, now=now)


def _voted_down(item: Item, rules: Rules) -> bool:
    gone = item.deleted or item.removed
    return not gone and item.score < rules.briefings.remove_below_score


def _notice(briefing: Briefing, rules: Rules) -> Action:
    who = briefing.approver
    approver = f"{who} stands for it." if who else "Nobody stands for it yet."
    mail = notice(
        rules.subreddit,
        f"Briefing {briefing.id} r{briefing.revision}: review is due",
        NOTICE.format(
            title=briefing.title,
            id=briefing.id,
            revision=briefing.revision,
            review_by=briefing.review_by,
            approver=approver,
        ),
    )
    return replace(mail, briefing=briefing.key)
