"""Moderators answer proposals in modmail: what they say is done, and told them.

An answer and what follows from it are written in one transaction, under names that
Reddit gave. So it does not matter how often a conversation is read.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from civilbot.briefings import Briefing, Standing
from civilbot.consent import (
    Answer,
    Letter,
    Said,
    heard,
    too_late,
    who_may_answer,
)
from civilbot.errors import ItemRefused
from civilbot.judge import reply_text
from civilbot.ledger import OPEN, Entry, State, deletion, key_for, planned
from civilbot.model import Action, ActionKind, Item
from civilbot.observe import Logger
from civilbot.ports import Clock, Proposal, Reddit, Replies, Shelf
from civilbot.replies.talks import conversations
from civilbot.rules import Rules

#: The name of this source, as of a listing.
SOURCE = "modmail"

#: Seconds after a proposal in which answers are heard, if only to say that it is
#: too late.
HEARD_FOR = 30 * 86_400.0

#: Seconds after an answer in which the moderators are told what came of it.
TOLD_FOR = 2 * 86_400.0

#: Seconds that a list of conversations may lag behind.
OVERLAP = 600.0

POSTED = "Posted: {link}\n\nTo take it back, remove it, or answer *decline*. {case}"
DECLINED = "Noted. There is no briefing in that thread, and there will be none. {case}"
NOT_POSTED = "Not posted: {why}. {case}"
STANDING = "'{briefing}' in r/{subreddit} so far: {standing}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """Reads what moderators answer to proposals, and sees to it."""

    reddit: Reddit
    store: Replies
    clock: Clock
    log: Logger
    #: Gives the rules and briefings in force.
    shelf: Callable[[], Shelf]
    #: Hands new ledger entries on to be acted upon.
    submit: Callable[[Sequence[str]], None]
    #: Messages in a conversation when it was last read, by its id.
    _read: dict[str, int] = field(default_factory=dict, init=False)

    def listen(self) -> int:
        """Hear new answers, and tell what came of earlier ones; how many were new.

        Raises:
            RedditBusy: mail could not be read now; nothing was lost.
            LoginRefused: nothing can be read until a person acts.
        """
        waiting = self._proposals()
        if not waiting:
            return 0
        new = self._hear_all(waiting)
        for proposal in self._proposals().values():
            self._tell(proposal)
        return new

    def _proposals(self) -> Mapping[str, Proposal]:
        """Give our proposals that may still be answered, by conversation."""
        since = self.clock.now() - HEARD_FOR
        account = self.reddit.account().lower()
        return {
            proposal.entry.external_id: proposal
            for proposal in self.store.proposals(since=since)
            if proposal.entry.account.lower() == account
        }

    def _hear_all(self, waiting: Mapping[str, Proposal]) -> int:
        read_to = self.store.cursor(SOURCE)
        since = read_to - OVERLAP if read_to is not None else 0.0
        places = sorted({one.entry.action.subreddit for one in waiting.values()})
        talks = list(conversations(self.reddit, places, since=since, log=self.log))
        new = 0
        for talk in talks:
            # The first message is the proposal itself.
            seen = self._read.get(talk.id, 1)
            if talk.id in waiting and talk.messages > seen:
                new += self._hear(waiting[talk.id])
                self._read[talk.id] = talk.messages
        if talks:
            newest = max(talk.updated_utc for talk in talks)
            self.store.advance(SOURCE, newest, now=self.clock.now())
        return new

    def _hear(self, proposal: Proposal) -> int:
        """Read one conversation; how many answers in it were new."""
        action = proposal.entry.action
        try:
            letters = self.reddit.letters(proposal.entry.external_id)
        except ItemRefused as error:
            self.log.warning("mail.gone", case=proposal.entry.case, why=str(error))
            return 0
        thread = self.reddit.items([action.fullname]).get(action.fullname)
        may_answer = who_may_answer(
            self.reddit.moderators(action.subreddit),
            account=self.reddit.account(),
            author=thread.author if thread else None,
        )
        known = {answer.id for answer in proposal.answers}
        fresh = [one for one in heard(letters, may_answer) if one[0].id not in known]
        if fresh:
            self._act_on(proposal, fresh, thread)
        return len(fresh)

    def _act_on(
        self,
        proposal: Proposal,
        fresh: Sequence[tuple[Letter, Said]],
        thread: Item | None,
    ) -> None:
        """Keep new answers, and plan what follows from them."""
        declined = Said.DECLINE in (proposal.said, *(said for _, said in fresh))
        answers = [
            self._answer(proposal, letter, said, declined=declined, thread=thread)
            for letter, said in fresh
        ]
        entries = (
            self._taken_back(proposal)
            if declined
            else self._wanted(proposal, next((a for a in answers if not a.note), None))
        )
        new = self.store.hear(answers, entries, now=self.clock.now())
        for answer in answers:
            said = answer.said.value
            self.log.info(
                "proposal.answered", case=answer.case, said=said, note=answer.note
            )
        self.submit(new)

    def _answer(
        self,
        proposal: Proposal,
        letter: Letter,
        said: Said,
        *,
        declined: bool,
        thread: Item | None,
    ) -> Answer:
        action = proposal.entry.action
        note = ""
        if said is Said.APPROVE and declined:
            note = "another moderator declined"
        elif said is Said.APPROVE:
            note = too_late(
                thread,
                self._briefing(action),
                self._rules(action),
                now=self.clock.now(),
                waited=letter.at - proposal.entry.sent_at,
            )
        return Answer(
            id=letter.id,
            said=said,
            case=proposal.entry.case,
            subreddit=action.subreddit,
            thread=action.fullname,
            briefing=action.briefing,
            moderator=letter.author,
            at=letter.at,
            note=note,
        )

    def _wanted(self, proposal: Proposal, answer: Answer | None) -> tuple[Entry, ...]:
        """Plan the reply that was approved, with the briefing as it is now."""
        action = proposal.entry.action
        briefing, rules = self._briefing(action), self._rules(action)
        if answer is None or briefing is None or rules is None:
            return ()
        case = proposal.entry.case
        text = reply_text(briefing, rules, account=self.reddit.account(), case=case)
        reply = Action(
            kind=ActionKind.REPLY,
            subreddit=action.subreddit,
            fullname=action.fullname,
            thread=action.fullname,
            text=text,
            briefing=briefing.key,
            asked_by=answer.moderator,
        )
        return (self._entry(reply, case),)

    def _taken_back(self, proposal: Proposal) -> tuple[Entry, ...]:
        """Plan to delete what one moderator approved before another declined."""
        reply = self._reply(proposal)
        if reply is None or reply.state is not State.DONE:
            # One that waits is cancelled when it is tried: the answer is known then.
            return ()
        return (self._entry(deletion(reply), reply.case),)

    def _tell(self, proposal: Proposal) -> None:
        """Answer the moderators, once it is clear what came of their word."""
        said = proposal.said
        first = next((one for one in proposal.answers if one.said is said), None)
        if first is None or first.at < self.clock.now() - TOLD_FOR:
            return
        action = self._telling(proposal, first)
        known = self.store.entry(key_for(action, self.reddit.account()))
        words = "" if known else self._outcome(proposal, first)
        if words:
            text = f"{words}\n\n{self._standing(action)}"
            entry = self._entry(replace(action, text=text), proposal.entry.case)
            self.submit(self.store.plan([entry]))

    def _telling(self, proposal: Proposal, answer: Answer) -> Action:
        """Give the message that tells what came of an answer, still without words."""
        asked = proposal.entry.action
        return Action(
            kind=ActionKind.ANSWER,
            subreddit=asked.subreddit,
            fullname=asked.fullname,
            thread=asked.fullname,
            subject=answer.id,
            briefing=asked.briefing,
            conversation=proposal.entry.external_id,
        )

    def _standing(self, action: Action) -> str:
        """Say how often these moderators wanted the briefing."""
        name = action.briefing.rpartition("@")[0]
        known = self.store.standings(subreddit=action.subreddit)
        return STANDING.format(
            briefing=name,
            standing=known.get(name, Standing()),
            subreddit=action.subreddit,
        )

    def _outcome(self, proposal: Proposal, answer: Answer) -> str:
        """Say what came of an answer; "" while that is open."""
        case = f"(case {proposal.entry.case})"
        if answer.said is Said.DECLINE:
            return DECLINED.format(case=case)
        if answer.note:
            return NOT_POSTED.format(why=answer.note, case=case)
        reply = self._reply(proposal)
        if reply is None or reply.state in OPEN:
            return ""
        if reply.state is not State.DONE:
            return NOT_POSTED.format(why=reply.note, case=case)
        thread, name = reply.action.thread[3:], reply.external_id[3:]
        return POSTED.format(link=f"/comments/{thread}/_/{name}/", case=case)

    def _reply(self, proposal: Proposal) -> Entry | None:
        """Find the reply to a proposal's thread in the ledger."""
        thread = proposal.entry.action
        wanted = Action(
            kind=ActionKind.REPLY, subreddit=thread.subreddit, fullname=thread.fullname
        )
        return self.store.entry(key_for(wanted, self.reddit.account()))

    def _entry(self, action: Action, case: str) -> Entry:
        account, now = self.reddit.account(), self.clock.now()
        return planned(action, account=account, case=case, now=now)

    def _rules(self, action: Action) -> Rules | None:
        return self.shelf().rules.get(action.subreddit.lower())

    def _briefing(self, action: Action) -> Briefing | None:
        """Find the briefing that was proposed, where it is still in use."""
        name, rules = action.briefing.rpartition("@")[0], self._rules(action)
        if rules is None or not rules.briefings.uses(name):
            return None
        return next((one for one in self.shelf().briefings if one.id == name), None)
