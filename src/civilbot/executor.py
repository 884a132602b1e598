"""One action of the ledger: check that it is still wanted, look, do, record.

Reddit's submit has no idempotency key and every queue promises "at least once"
only. So before anything that a second try would repeat for all to see, we look
for our own earlier one; and after a lost answer we wait until the listings have
settled before we look.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from civilbot import policy
from civilbot.briefings import Briefing, revision_in
from civilbot.consent import expired
from civilbot.errors import RedditError, Refused
from civilbot.ledger import RETRACTED, Entry, State, Step, after_error, key_for
from civilbot.model import (
    NOT_IDEMPOTENT,
    ON_OUR_REPLY,
    Action,
    ActionKind,
    Item,
    Mode,
)
from civilbot.observe import Logger
from civilbot.ports import Clock, Reddit, Store
from civilbot.rules import ReplyMode, Rules
from civilbot.standing import is_digest, tells_of_trials
from civilbot.wiki import Stop, answers_wiki, is_waiting, may_wait

#: Seconds until an action that had to wait for the switch is looked at again.
HOLD = 15.0

#: These concern an item as it was judged: an edit or an approval ends them.
_FLAGS = frozenset(
    {
        ActionKind.REPORT,
        ActionKind.REMOVE,
        ActionKind.LOCK,
        ActionKind.FLAIR,
        ActionKind.MOD_NOTE,
    }
)

#: These as well, unless they are about a briefing: a nudge, and mail on a flag.
_WORDS = frozenset({ActionKind.REPLY, ActionKind.MODMAIL})


def _goes_on(_subreddit: str) -> Stop | None:
    return None


def _none_on_trial(_subreddit: str) -> Mapping[str, str]:
    return {}


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
    #: Says why nothing may be done in a subreddit at this moment.
    stopped: Callable[[str], Stop | None] = _goes_on
    #: Says which rules of a subreddit may not be live at this moment, and why.
    on_trial: Callable[[str], Mapping[str, str]] = _none_on_trial

    def act(self, key: str, attempts: int) -> State | None:
        """Try a ledger entry that had so many attempts; where it went.

        Returns None if somebody else has it, or it is closed.
        """
        now = self.clock.now()
        if self._waits(key, attempts, now):
            return State.PLANNED
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

    def _waits(self, key: str, attempts: int, now: float) -> bool:
        """Put an unsent entry off while the switch cannot be trusted.

        Waiting is no try: however long it takes, the attempts stay as they were.
        """
        entry = self.store.entry(key)
        if entry is None or not is_waiting(entry, attempts):
            return False
        stop = self._stop(entry.action)
        if stop is None or not may_wait(stop, entry, now):
            return False
        note, until = f"waits: {stop.why}", now + HOLD
        return self.store.put_off(key, attempts=attempts, until=until, note=note)

    def _stop(self, action: Action) -> Stop | None:
        """Say why nothing may be done now; moderators are answered whatever it is."""
        is_answer = action.kind is ActionKind.ANSWER or answers_wiki(action)
        if is_answer or _retracts(action):
            return None
        return self.stopped(action.subreddit) or self._quiet(action)

    def _quiet(self, action: Action) -> Stop | None:
        """Let the digest wait until quiet hours are over."""
        rules = self.rules().get(action.subreddit.lower())
        if rules is None or not is_digest(action):
            return None
        quiet = policy.is_quiet(self.clock.now(), rules)
        return Stop("these are quiet hours", final=False) if quiet else None

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
        # The last moment: looking may have taken long.
        stop = self._stop(entry.action)
        if stop is not None:
            waits = may_wait(stop, entry, now)
            state = State.PLANNED if waits else State.CANCELLED
            return Step(state, now + HOLD if waits else 0.0, stop.why), ""
        self.store.mark_sent(entry.key, now=now, attempts=entry.attempts)
        external = self.reddit.perform(entry.action)
        return Step(State.DONE, 0.0, ""), external

    def _no_longer_wanted(self, entry: Entry) -> str:
        """Say why an action should not be done any more; "" if it should."""
        action = entry.action
        if _retracts(action) or answers_wiki(action):
            # Somebody took it back, or is answered: no rules and no mode change that.
            return ""
        stop = self._stop(action)
        if stop is not None and stop.final:
            return stop.why
        return self._against_rules(action) or self._changed(entry)

    def _against_rules(self, action: Action) -> str:
        """Say why the rules are against an action by now; "" if they are not."""
        rules = self.rules().get(action.subreddit.lower())
        if rules is None:
            return "the subreddit has no rules any more"
        against = self._not_live(action, rules)
        if against:
            return against
        if action.kind is ActionKind.REPLY and action.briefing:
            return self._not_to_be_posted(action, rules)
        return ""

    def _not_live(self, action: Action, rules: Rules) -> str:
        """Say why no rule that asks for an action is live any more; "" if one is."""
        if tells_of_trials(action):
            # What is decided in shadow is told in shadow.
            return "the rules were set to draft" if rules.mode is Mode.DRAFT else ""
        on_trial = self.on_trial(action.subreddit) if action.rules else {}
        modes = [policy.mode_of(name, on_trial, rules) for name in action.rules]
        if Mode.LIVE in (modes or [rules.mode]):
            return ""
        tried = [name for name in action.rules if name in on_trial]
        if rules.mode is Mode.LIVE and tried:
            return "; ".join(f"rule {name} is {on_trial[name]}" for name in tried)
        return "the rules were set to shadow"

    def _changed(self, entry: Entry) -> str:
        """Say what happened to the item in the meantime, if it matters."""
        action = entry.action
        if action.kind is ActionKind.ANSWER or not action.fullname:
            # It answers moderators, or tells them: that is wanted whatever happens.
            return ""
        item = self.reddit.items([action.fullname]).get(action.fullname)
        ours = item is not None and item.removed and self._removed(entry)
        return _changed(item, entry, ours=ours)

    def _removed(self, entry: Entry) -> bool:
        """Whether we removed the thing: what else was decided still counts."""
        removal = replace(entry.action, kind=ActionKind.REMOVE)
        done = self.store.entry(key_for(removal, entry.account))
        return done is not None and done.state is State.DONE

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


def _changed(item: Item | None, entry: Entry, *, ours: bool) -> str:
    """Say what happened to the item since it was judged, if it matters.

    Args:
        item: as it is now; None if it is gone.
        entry: what is to be done.
        ours: if it is removed, it was this bot that removed it.
    """
    if item is None or item.deleted:
        return "it was deleted in the meantime"
    action = entry.action
    about_words = action.kind in _WORDS and not action.briefing
    flags = action.kind in _FLAGS or about_words
    checks = (
        (item.removed and not ours, "a moderator removed it in the meantime"),
        (
            item.removed and action.kind is ActionKind.REPORT,
            "civilbot removed it: there is nothing to report",
        ),
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
