"""One action of the ledger: check that it is still wanted, look, do, record.

Reddit's submit has no idempotency key and every queue promises "at least once"
only. So before anything that a second try would repeat for all to see, we look
for our own earlier one; and after a lost answer we wait until the listings have
settled before we look.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from civilbot.briefings import Briefing, revision_in
from civilbot.consent import expired
from civilbot.errors import RedditError, Refused
from civilbot.ledger import RETRACTED, Entry, State, Step, after_error
from civilbot.model import NOT_IDEMPOTENT, ON_OUR_REPLY, Action, ActionKind, Item
from civilbot.observe import Logger
from civilbot.ports import Clock, Reddit, Store
from civilbot.rules import Mode, ReplyMode, Rules

#: These concern an item as it was judged: an edit or an approval ends them.
_FLAGS = frozenset({ActionKind.REPORT, ActionKind.REMOVE, ActionKind.MOD_NOTE})

#: These as well, unless they are about a briefing: a nudge, and mail on a flag.
_WORDS = frozenset({ActionKind.REPLY, ActionKind.MODMAIL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Executor:
    """Carries out ledger entries, each at most once as far as anyone can see."""

    reddit: Reddit
    store: Store
    clock: Clock
    log: Logger
    #: Gives the rules in force, by lower-case subreddit name.
    rules: Callable[[], Mapping[str, Rules]]
    #: This process's name in the ledger.
    worker: str
    #: Seconds that Reddit's listings may lag behind a write.
    settle: float
    #: Gives the briefings in force.
    briefings: Callable[[], Sequence[Briefing]] = tuple

    def act(self, key: str, attempts: int) -> State | None:
        """Try a ledger entry that had so many attempts; where it went.

        Returns None if somebody else has it, or it is closed.
        """
        now = self.clock.now()
        entry = self.store.claim(key, attempts=attempts, worker=self.worker, now=now)
        if entry is None:
            return None
        external = ""
        try:
            step, external = self._try(entry)
        except Refused as error:
            self.log.warning("action.taken_over", case=entry.case, why=str(error))
            return None
        except RedditError as error:
            now = self.clock.now()
            step = after_error(error, entry, now=now, settle=self.settle)
        self.store.move(key, step, external_id=external, attempts=entry.attempts)
        self._tell(entry, step)
        return step.state

    def _try(self, entry: Entry) -> tuple[Step, str]:
        unwanted = self._no_longer_wanted(entry)
        # What was sent may be there, wanted or not: then the ledger must say so.
        if unwanted and not entry.sent_at:
            return Step(State.CANCELLED, 0.0, unwanted), ""
        if entry.action.kind in NOT_IDEMPOTENT | ON_OUR_REPLY:
            found = self.reddit.find(entry.action)
            if found:
                return Step(State.DONE, 0.0, "found: it was there already"), found
            settled_at = entry.sent_at + self.settle
            if entry.sent_at and self.clock.now() < settled_at:
                note = "sent, not seen yet; waiting for the listings"
                return Step(State.UNKNOWN, settled_at, note), ""
        if unwanted:
            return Step(State.CANCELLED, 0.0, unwanted), ""
        now = self.clock.now()
        self.store.mark_sent(entry.key, now=now, attempts=entry.attempts)
        external = self.reddit.perform(entry.action)
        return Step(State.DONE, 0.0, ""), external

    def _no_longer_wanted(self, entry: Entry) -> str:
        """Say why an action should not be done any more; "" if it should."""
        action = entry.action
        if _retracts(action):
            # Somebody took it back: that needs no rules, and no live mode.
            return ""
        rules = self.rules().get(action.subreddit.lower())
        if rules is None:
            return "the subreddit has no rules any more"
        if rules.mode is not Mode.LIVE:
            return "the rules were set to shadow"
        if action.kind is ActionKind.REPLY and action.briefing:
            unwanted = self._not_to_be_posted(action, rules)
            if unwanted:
                return unwanted
        if action.kind is ActionKind.ANSWER or not action.fullname:
            # It answers moderators, or tells them: that is wanted whatever happens.
            return ""
        item = self.reddit.items([action.fullname]).get(action.fullname)
        return _changed(item, entry)

    def _not_to_be_posted(self, action: Action, rules: Rules) -> str:
        """Say why a briefing may not be posted now; "" if it may."""
        mode = rules.briefings.mode
        if mode is not ReplyMode.AUTO and not action.asked_by:
            return "the rules were changed: briefings are not posted by themselves"
        if mode is ReplyMode.OFF:
            return "the rules were changed: briefings are off"
        against = self.store.refused(action.thread)
        if against:
            return against
        name = action.briefing.rpartition("@")[0]
        known = next((one for one in self.briefings() if one.id == name), None)
        return expired(known, self.clock.now()) if known else ""

    def _tell(self, entry: Entry, step: Step) -> None:
        self.log.info(
            "action.tried",
            case=entry.case,
            kind=entry.action.kind.value,
            item=entry.action.fullname,
            subreddit=entry.action.subreddit,
            state=step.state.value,
            attempt=entry.attempts,
            note=step.note,
        )


def _retracts(action: Action) -> bool:
    """Whether an operator takes a reply of ours back."""
    return action.kind in ON_OUR_REPLY and action.subject == RETRACTED


def _superseded(item: Item, action: Action) -> str:
    """Say that a reply carries something newer than a correction would put there."""
    name, _, revision = action.briefing.rpartition("@")
    there = revision_in(item.text, name)
    if there is None:
        return "the reply does not carry the briefing any more"
    if there > int(revision):
        return f"the reply carries revision {there} already"
    return ""


def _changed(item: Item | None, entry: Entry) -> str:
    """Say what happened to the item since it was judged, if it matters."""
    if item is None or item.deleted:
        return "it was deleted in the meantime"
    action = entry.action
    about_words = action.kind in _WORDS and not action.briefing
    flags = action.kind in _FLAGS or about_words
    checks = (
        (item.removed, "a moderator removed it in the meantime"),
        (
            action.kind is ActionKind.REPLY and item.locked,
            "the thread was locked in the meantime",
        ),
        (flags and item.approved, "a moderator approved it in the meantime"),
        (
            flags and item.edited_utc != action.edited_utc,
            "it was edited in the meantime; the new text is judged by itself",
        ),
    )
    if action.kind is ActionKind.EDIT_REPLY and not item.removed:
        return _superseded(item, action)
    return next((why for applies, why in checks if applies), "")
