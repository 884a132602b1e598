"""Judges a stretch of a history under one or two sets of rules, and counts.

Every item is judged by itself, as the bot would have at the time: what came later
(votes, locks, removals) is left out, and caps and ladders, which depend on what was
done before, are not applied.
"""

import hashlib
import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from civilbot.backtest.differences import Change, Difference, change, deeds, side
from civilbot.backtest.dump import read_line
from civilbot.backtest.history import MAX_LINE, Mark, Part
from civilbot.backtest.reading import Models, Reader, hears_detector
from civilbot.backtest.records import Record, written
from civilbot.backtest.remembered import Kept, Memory
from civilbot.backtest.tally import COMPLAINTS, Complaint, Example, RuleTally, Tally
from civilbot.briefings import Briefing
from civilbot.judge import NOTHING_MORE, judge
from civilbot.model import Context, Decision, Fired, Item, Kind
from civilbot.rules import Rules

_DAY = 86_400
#: Characters of an item's words that an example shows.
_SHOWN = 200
_BEFORE = 60
_SPACE = re.compile(r"\s+")
#: The words that a reason ends with.
_QUOTED = re.compile(r"\u201c([^\u201d]+)\u201d$")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is to be replayed, and how; can be handed to another process."""

    rules: Rules
    #: The rules to compare with; None for none.
    against: Rules | None = None
    briefings: tuple[Briefing, ...] = ()
    #: Only items of this subreddit, in lower case; "" for all.
    subreddit: str = ""
    #: Only items of this time, in seconds; the end is not included.
    since: float = 0.0
    until: float = math.inf
    #: Only one item in so many, drawn by its name.
    one_in: int = 1
    moderators: frozenset[str] = frozenset()
    #: The bot's own account: its words are not judged.
    account: str = ""
    #: Whether the detector judges at all.
    detector: bool = True
    #: The trained models; without, words alone judge.
    models: Models | None = None
    #: Where scores are kept from one backtest to the next.
    memory: Path | None = None

    def prepare(self) -> Callable[[Part], "Done"]:
        """Load what is needed, once in each process, and return what works parts off.

        Raises:
            Refused: a model cannot be loaded.
        """
        return Replay(self).work


@dataclass(frozen=True, slots=True)
class Done:
    """What a part comes to."""

    end: Mark
    share: float | None
    tally: Tally
    differences: tuple[Difference, ...]
    #: Scores that were not kept yet.
    scores: tuple[Kept, ...]


@dataclass
class Replay:
    """Works parts off."""

    asked: Asked
    _tally: Tally = field(default_factory=Tally, init=False)
    _differences: list[Difference] = field(default_factory=list, init=False)

    @cached_property
    def _sets(self) -> tuple[Rules, ...]:
        against = self.asked.against
        return (self.asked.rules,) if against is None else (self.asked.rules, against)

    @cached_property
    def _reader(self) -> Reader | None:
        """What has models read; None where words alone judge."""
        asked = self.asked
        if asked.models is None:
            return None
        memory = Memory(asked.memory) if asked.memory else None
        return Reader(
            self._sets,
            asked.briefings,
            asked.models,
            memory,
            detector=asked.detector,
        )

    @cached_property
    def unread(self) -> bool:
        """Whether language need not be judged: nothing depends on it."""
        return not (self.asked.detector and any(map(hears_detector, self._sets)))

    def work(self, part: Part) -> Done:
        """Judge all items of a part."""
        self._tally, self._differences = Tally(broken=part.broken), []
        for number, line in enumerate(part.lines.split(b"\n"), part.start.line + 1):
            self._line(number, line)
        if part.overlong:
            self._complain(part.end.line, f"longer than {MAX_LINE:,} characters")
        for record in part.records:
            self._take(record)
        self._tally.lines = part.end.line - part.start.line
        return Done(
            end=part.end,
            share=part.share,
            tally=self._tally,
            differences=tuple(self._differences),
            scores=tuple(self._reader.fresh()) if self._reader else (),
        )

    def _line(self, number: int, line: bytes) -> None:
        if not line.strip():
            return
        try:
            self._take(read_line(line))
        except ValueError as error:
            self._complain(number, str(error))

    def _complain(self, line: int, why: str) -> None:
        self._tally.bad += 1
        if len(self._tally.complaints) < COMPLAINTS:
            self._tally.complaints.append(Complaint(line=line, why=why))

    def _take(self, record: Record) -> None:
        """Judge an item, if it was asked for and its words are there."""
        item = record.item
        lot = _lot(item.fullname)
        outside = self._outside(item, lot)
        if outside:
            self._tally.outside[outside] += 1
            if outside == "subreddit" and not self._tally.elsewhere:
                self._tally.elsewhere = item.subreddit
            return
        self._tally.span(item.created_utc)
        if record.gone:
            self._tally.gone[record.said] += 1
            return
        self._judge(record, lot)

    def _outside(self, item: Item, lot: int) -> str:
        """Say by what an item was not asked for; "" if it was."""
        asked = self.asked
        if asked.subreddit and item.subreddit.lower() != asked.subreddit:
            return "subreddit"
        if not asked.since <= item.created_utc < asked.until:
            return "time"
        return "sample" if lot % asked.one_in else ""

    def _judge(self, record: Record, lot: int) -> None:
        context = self._context(record)
        reader, briefings = self._reader, self.asked.briefings
        evidence = reader.read(record.item, context) if reader else NOTHING_MORE
        evidence = replace(evidence, unread=self.unread)
        after = judge(record.item, context, self.asked.rules, briefings, evidence)
        self._count(record, after, lot)
        against = self.asked.against
        if against is None:
            return
        before = judge(record.item, context, against, briefings, evidence)
        self._compare(record, before, after)

    def _context(self, record: Record) -> Context:
        moderators = self.asked.moderators
        if record.by_moderator and record.item.author:
            moderators = moderators | {record.item.author}
        return Context(
            now=record.item.created_utc,
            account=self.asked.account,
            moderators=moderators,
            # Dumps do not tell who is approved.
            approved_users=None,
            author=record.author,
            drafts=True,
            parent_text=record.parent_text,
        )

    def _count(self, record: Record, decision: Decision, lot: int) -> None:
        tally, item = self._tally, record.item
        day = int(item.created_utc // _DAY)
        if item.kind is Kind.COMMENT:
            tally.comments += 1
        else:
            tally.posts += 1
        tally.said[record.said] += 1
        if record.proof:
            tally.proofs[record.proof] += 1
        tally.abstained += bool(decision.reading and decision.reading.abstained)
        tally.judged_on[day] += 1
        for fired in decision.fired:
            self._fire(record, decision, fired, lot)
        done = deeds(decision.fired)
        if done:
            tally.acted += 1
            tally.acted_on[day] += 1
            tally.acted_said[record.said] += 1
            tally.actions.update({name.partition(" ")[0] for name in done})

    def _fire(self, record: Record, decision: Decision, fired: Fired, lot: int) -> None:
        rule = self._tally.rules.setdefault(fired.rule, RuleTally(mode=fired.mode))
        rule.fired += 1
        rule.said[record.said] += 1
        rule.actions.update({action.kind for action in fired.actions})
        certainty = _certainty(fired, decision)
        if not rule.wants(certainty, lot):
            return
        item = record.item
        example = Example(
            item=item.fullname,
            permalink=item.permalink,
            at=written(item.created_utc),
            words=_shown(item, decision, fired),
            reason=fired.reason,
            certainty=certainty,
            said=record.said,
            lot=lot,
        )
        rule.show([example])

    def _compare(self, record: Record, before: Decision, after: Decision) -> None:
        tally, item = self._tally, record.item
        tally.before.update(fired.rule for fired in before.fired)
        old, new = deeds(before.fired), deeds(after.fired)
        tally.acted_before += bool(old)
        differs = change(old, new)
        if differs is None:
            return
        tally.changes[differs] += 1
        telling = before if differs is Change.GONE else after
        fired = next((one for one in telling.fired if one.actions), None)
        self._differences.append(
            Difference(
                change=differs,
                item=item.fullname,
                permalink=item.permalink,
                at=written(item.created_utc),
                words=_shown(item, telling, fired),
                said=record.said,
                before=side(before.fired),
                after=side(after.fired),
            )
        )


def _lot(name: str) -> int:
    """Draw a number for an item: always the same, and like any other."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=6).digest())


def _certainty(fired: Fired, decision: Decision) -> float | None:
    """Say how sure the detector or the matcher was; None for a rule of words."""
    kind, _, name = fired.rule.partition(".")
    if kind == "flags" and decision.reading is not None:
        found = [f.score for f in decision.reading.findings if f.category == name]
        return max(found, default=None)
    if kind == "briefings" and decision.match is not None:
        return round(decision.match.confidence, 4)
    return None


def _shown(item: Item, decision: Decision, fired: Fired | None) -> str:
    """Give the words around what was found, or the first ones, on one line."""
    words = item.words
    start = _first_found(words, decision, fired)
    cut = max(0, start - _BEFORE) if start > _SHOWN // 2 else 0
    text = _SPACE.sub(" ", words[cut : cut + 4 * _SHOWN]).strip()
    shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
    return f"…{shown}" if cut else shown


def _first_found(words: str, decision: Decision, fired: Fired | None) -> int:
    """Say where the words stand that a rule fires on; 0 where that is not told."""
    if fired is None:
        return 0
    findings = decision.reading.findings if decision.reading else ()
    places = [
        span.start
        for finding in findings
        if fired.rule == f"flags.{finding.category}"
        for span in finding.spans
    ]
    quoted = _QUOTED.search(fired.reason)
    found = words.find(quoted[1]) if quoted else 0
    return min(places, default=max(0, found))
