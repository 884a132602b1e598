"""What to do, given what was found: guards, caps, modes; each with its reason.

Nothing here acts. The reasons are sentences that a moderator reads in
`civilbot explain`, whether the bot acted or left the item alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from civilbot.model import (
    Category,
    Context,
    Finding,
    Fired,
    Item,
    Kind,
    Match,
    Mode,
    Outcome,
    Reading,
    Verdict,
)
from civilbot.rules import FlagAction, ReplyMode, Rules

_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Advice:
    """What one half of the bot (flags or briefings) wants, and why."""

    wants: bool
    reason: str


def nothing_to_judge(item: Item, context: Context) -> str:
    """Say why an item is not judged at all; "" if it is."""
    if item.author is not None and item.author.lower() == context.account.lower():
        return "civilbot's own words are not judged"
    if item.deleted:
        return "it was deleted"
    if item.removed:
        return "it is already removed"
    return ""


def may_flag(item: Item, context: Context, rules: Rules) -> Advice:
    """Say whether this author and item may be flagged at all."""
    author = (item.author or "").lower()
    if author in _lower(rules.exempt.users):
        return Advice(wants=False, reason="its author is exempt in the rules")
    if rules.exempt.moderators and author in _lower(context.moderators):
        return Advice(wants=False, reason="its author is a moderator here")
    if rules.exempt.approved_users and author in _lower(context.approved_users or ()):
        return Advice(wants=False, reason="its author is an approved user here")
    if is_approved(item, context):
        return Advice(wants=False, reason="a moderator approved it")
    return Advice(wants=True, reason="")


def is_approved(item: Item, context: Context) -> bool:
    """Whether a moderator said that it is fine: no rule contradicts that."""
    return item.approved or context.approved_before


def mode_of(rule: str, on_trial: Mapping[str, str], rules: Rules) -> Mode:
    """How far a rule goes here and now: on trial, no further than shadow.

    Args:
        rule: a name as in `civilbot.model.Fired`.
        on_trial: the rules that may not be live yet, and why.
        rules: the subreddit's.
    """
    mode = rules.mode_of(rule)
    return Mode.SHADOW if mode is Mode.LIVE and rule in on_trial else mode


def kept_back(
    fired: Iterable[Fired], on_trial: Mapping[str, str], rules: Rules
) -> tuple[str, ...]:
    """Say of the rules that hold which would act but for their trial."""
    return tuple(
        # Without quotation marks: what is quoted is taken for a user's words.
        f"rule {one.rule} is {on_trial[one.rule]}"
        for one in fired
        if one.actions and one.rule in on_trial and rules.mode_of(one.rule) is Mode.LIVE
    )


def flag(reading: Reading, context: Context, rules: Rules) -> Advice:
    """Say whether what was read should be flagged."""
    worst = actionable(reading, rules)
    if reading.abstained:
        return Advice(
            wants=False, reason=f"its language was not judged: {reading.abstained}"
        )
    if worst is None:
        left_alone = "; ".join(reading.vetoes)
        why = f" ({left_alone})" if left_alone else ""
        return Advice(wants=False, reason=f"no inflammatory language at people{why}")
    if context.flags_today >= rules.flags.max_per_day:
        cap = rules.flags.max_per_day
        return Advice(
            wants=False,
            reason=f"{worst.reason}, but the day's cap of {cap} flags is reached",
        )
    return Advice(wants=True, reason=worst.reason)


def actionable(reading: Reading, rules: Rules) -> Finding | None:
    """The worst finding that the rules have an action for."""
    wanted = [f for f in reading.findings if rules.flags.actions_for(f.category)]
    return max(wanted, key=lambda finding: finding.score, default=None)


def flag_actions(
    category: Category, context: Context, rules: Rules
) -> tuple[FlagAction, ...]:
    """All actions that a finding calls for, each once, in a fixed order.

    Those who were flagged before get what the ladder adds; in quiet hours nobody is
    nudged.
    """
    wanted = set(rules.flags.actions_for(category))
    for step in rules.flags.escalation if wanted else ():
        since = context.now - step.within_days * _DAY
        if sum(at > since for at in context.earlier_flags) >= step.after:
            wanted.update(step.do)
    if is_quiet(context.now, rules):
        wanted.discard(FlagAction.NUDGE)
    return tuple(action for action in FlagAction if action in wanted)


def is_quiet(now: float, rules: Rules) -> bool:
    """Whether it is a time at which nothing is posted that readers see."""
    hours = rules.quiet_hours
    if hours is None:
        return False
    clock = datetime.fromtimestamp(now, ZoneInfo(hours.zone)).strftime("%H:%M")
    if hours.from_ <= hours.to:
        return hours.from_ <= clock < hours.to
    return clock >= hours.from_ or clock < hours.to


@dataclass(frozen=True, slots=True)
class BriefingAdvice:
    """Whether a thread gets a briefing, or a proposal to its moderators."""

    mode: ReplyMode
    reason: str


def brief(
    item: Item, match: Match, context: Context, rules: Rules, *, expired: str
) -> BriefingAdvice:
    """Say whether a thread that matches is answered, proposed or left alone.

    Args:
        item: the submission.
        match: the best match over the briefings in use.
        context: what is known beside it.
        rules: the subreddit's rules.
        expired: why the matched briefing may not be posted now; "" if it may.
    """
    stop = _no_briefing(item, match, context, rules) or expired
    if stop:
        return BriefingAdvice(ReplyMode.OFF, stop)
    subject = f"about '{match.briefing}' (confidence {match.confidence:.2f})"
    if match.verdict is not Verdict.REPLY:
        reason = f"the thread may be {subject}; not sure enough to reply"
        return BriefingAdvice(ReplyMode.ASK, reason)
    if rules.briefings.mode is ReplyMode.AUTO:
        if is_quiet(context.now, rules):
            reason = f"the thread is {subject}; in quiet hours civilbot asks first"
            return BriefingAdvice(ReplyMode.ASK, reason)
        return BriefingAdvice(ReplyMode.AUTO, f"the thread is {subject}")
    reason = f"the thread is {subject}; the rules say to ask first"
    return BriefingAdvice(ReplyMode.ASK, reason)


def _no_briefing(item: Item, match: Match, context: Context, rules: Rules) -> str:
    """Say why there is no briefing here, the plainest reason first."""
    checks = (
        (rules.briefings.mode is ReplyMode.OFF, "briefings are off in the rules"),
        (
            rules.briefings.mode is ReplyMode.SUMMON,
            "briefings are posted here when a moderator asks for one",
        ),
        (
            _skipped_flair(item, rules),
            f"threads with the flair '{item.flair}' are skipped",
        ),
        (
            match.verdict is Verdict.NONE,
            "no briefing fits the thread" + _because(match.why),
        ),
        (bool(context.thread_closed), context.thread_closed),
        (context.proposed, "already proposed to the moderators"),
        (item.locked, "the thread is locked"),
        (item.archived, "the thread is archived"),
        (
            context.now - item.created_utc
            > rules.briefings.max_thread_age_hours * 3600,
            "the thread is too old for a first reply",
        ),
        (
            context.briefed_today >= rules.briefings.max_per_day,
            f"the day's cap of {rules.briefings.max_per_day} briefings is reached",
        ),
    )
    return next((reason for applies, reason in checks if applies), "")


def no_summons(item: Item, context: Context, rules: Rules) -> str:
    """Say why a comment that asks for a briefing gets none; "" if it may."""
    author = (item.author or "").lower()
    checks = (
        (
            author not in _lower(context.moderators),
            "only a moderator can ask for a briefing",
        ),
        (rules.briefings.mode is ReplyMode.OFF, "briefings are off in the rules"),
        (bool(context.thread_closed), context.thread_closed),
    )
    return next((reason for applies, reason in checks if applies), "")


def outcome(fired: Iterable[Fired], reading: Reading | None, held: str) -> Outcome:
    """Name what the decision comes to.

    Args:
        fired: the rules that hold.
        reading: what the detector made of the words.
        held: why nothing is done now; "" if the rules decide.
    """
    modes = {one.mode for one in fired if one.actions}
    if Mode.LIVE in modes and not held:
        return Outcome.ACT
    if modes:
        return Outcome.SHADOW
    if reading is not None and reading.abstained:
        return Outcome.ABSTAIN
    return Outcome.LEAVE


def is_thread(item: Item) -> bool:
    """Only submissions are matched with briefings."""
    return item.kind is Kind.SUBMISSION


def _skipped_flair(item: Item, rules: Rules) -> bool:
    flair = item.flair.lower()
    return any(word.lower() in flair for word in rules.briefings.skip_flairs if word)


def _because(why: Sequence[str]) -> str:
    return f" ({'; '.join(why)})" if why else ""


def _lower(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name.lower() for name in names)
