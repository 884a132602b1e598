"""Everything the bot thinks, as one function: same in, same out.

The service, the demo, `civilbot explain` and every replay call this, so they
cannot disagree. It reads nothing and does nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from civilbot import briefings as briefing_text
from civilbot import consent, flags, language, policy
from civilbot.briefings import Briefing, Meaning
from civilbot.conditions import Facts, compiled
from civilbot.ledger import case_id
from civilbot.model import (
    Action,
    ActionKind,
    Caution,
    Context,
    Decision,
    Finding,
    Fired,
    Item,
    Kind,
    Match,
    Mode,
    Opinion,
    Outcome,
    Reading,
    Verdict,
)
from civilbot.rules import ReplyMode, ReplyPart, Rules

_BRIEFINGS = "briefings."

ASK_MAIL = """\
{reason}: {why}

Thread: {link}

civilbot would post the reply below. Answer this message and begin with one word:

* **approve** to have it posted, once (within {hours:g} hours);
* **decline** to have no briefing in this thread, ever.

Without an answer nothing is posted. To have it post by itself where it is sure, set \
`mode: auto` under `briefings` in the rules. (case {case})

---

{reply}
"""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What models made of an item's words."""

    scores: language.Scores | None = None
    opinion: Opinion | None = None
    #: What the sentence encoder made of a thread; without, words alone match it.
    meaning: Meaning | None = None
    #: Its language is not judged at all: only the subreddit's own rules are.
    unread: bool = False


NOTHING_MORE = Evidence()


def judge(
    item: Item,
    context: Context,
    rules: Rules,
    briefings: Sequence[Briefing] = (),
    evidence: Evidence = NOTHING_MORE,
) -> Decision:
    """Decide about one item at one revision.

    Args:
        item: the submission or comment.
        context: what must be known beside it, the time included.
        rules: the subreddit's rules.
        briefings: all briefings at hand; the rules choose among them.
        evidence: what models made of its words; without, rules judge alone.
    """
    stop = policy.nothing_to_judge(item, context)
    if stop:
        return Decision(
            item=item, outcome=Outcome.LEAVE, reasons=(stop,), rules=rules.version
        )
    flag_reason, reading, by_detector = _flag(item, context, rules, evidence)
    facts = Facts(item, context, _findings(reading))
    by_rules = flags.by_rules(facts, rules)
    flagged = _within_cap((*by_detector, *by_rules), context, rules)
    brief_reason, match, briefed = _brief(
        item, context, rules, briefings, evidence.meaning
    )
    fired = _one_reply(briefed, flagged)
    outcome = policy.outcome(fired, reading, context.held)
    reasons = (
        brief_reason,
        flag_reason,
        *(one.reason for one in by_rules),
        *policy.kept_back(fired, context.on_trial, rules),
    )
    if outcome is Outcome.SHADOW and context.held:
        reasons = (*reasons, context.held)
    return Decision(
        item=item,
        outcome=outcome,
        reasons=tuple(reason for reason in reasons if reason),
        reading=reading,
        match=match,
        actions=_actions(fired, outcome),
        fired=fired,
        rules=rules.version,
    )


def _findings(reading: Reading | None) -> tuple[Finding, ...] | None:
    return None if reading is None or reading.abstained else reading.findings


def _within_cap(
    fired: Sequence[Fired], context: Context, rules: Rules
) -> tuple[Fired, ...]:
    """Leave the actions out once the day's flags are used up."""
    if context.flags_today < rules.flags.max_per_day:
        return tuple(fired)
    return tuple(replace(one, actions=()) for one in fired)


def _actions(fired: Sequence[Fired], outcome: Outcome) -> tuple[Action, ...]:
    """Give what is done, or would have been: of the rules that are live, or of all."""
    acts = outcome is Outcome.ACT
    counted = [one for one in fired if one.mode is Mode.LIVE or not acts]
    briefed = [one for one in counted if _is_briefing(one)]
    flagged = [one for one in counted if not _is_briefing(one)]
    about = tuple(action for one in briefed for action in one.actions)
    return (*about, *flags.together(flagged))


def _one_reply(briefed: Sequence[Fired], flagged: Sequence[Fired]) -> tuple[Fired, ...]:
    """Post one thing at most: no nudge beside a briefing, none where all is removed."""
    kinds = {
        action.kind
        for one in flagged
        if one.mode is Mode.LIVE
        for action in one.actions
    }
    if ActionKind.REMOVE in kinds:
        return (*(replace(one, actions=()) for one in briefed), *flagged)
    replies = {action.kind for one in briefed for action in one.actions}
    if ActionKind.REPLY not in replies:
        return (*briefed, *flagged)
    return (*briefed, *(replace(one, actions=_silent(one)) for one in flagged))


def _silent(fired: Fired) -> tuple[Action, ...]:
    return tuple(one for one in fired.actions if one.kind is not ActionKind.REPLY)


def _is_briefing(fired: Fired) -> bool:
    return fired.rule.startswith(_BRIEFINGS)


def wants_scores(item: Item, context: Context, rules: Rules) -> bool:
    """Whether an item's language is judged at all, so that it is worth scoring."""
    if policy.nothing_to_judge(item, context):
        return False
    return policy.may_flag(item, context, rules).wants


def wants_meaning(item: Item, context: Context, rules: Rules) -> bool:
    """Whether an item is matched with briefings, so that it is worth encoding."""
    if policy.nothing_to_judge(item, context) or not policy.is_thread(item):
        return False
    return rules.briefings.mode is not ReplyMode.OFF


def wants_author(item: Item, context: Context, rules: Rules) -> bool:
    """Whether a rule waits for what Reddit tells of the author's account."""
    if not rules.rules or policy.nothing_to_judge(item, context):
        return False
    return bool(compiled(rules).undecided(Facts(item, context, ())))


def first_look(
    item: Item, context: Context, rules: Rules, scores: language.Scores | None
) -> Reading:
    """Read an item at the most eager level; what is less sure is left out later."""
    return language.read(
        item.words,
        caution=Caution.EAGER,
        parent=context.parent_text,
        title=item.title if item.kind is Kind.COMMENT else "",
        people=rules.flags.people,
        scores=scores,
    )


def _flag(
    item: Item, context: Context, rules: Rules, evidence: Evidence
) -> tuple[str, Reading | None, tuple[Fired, ...]]:
    if evidence.unread:
        return "its language was not judged: nobody asked for that", None, ()
    may = policy.may_flag(item, context, rules)
    if not may.wants:
        return f"its language was not judged: {may.reason}", None, ()
    eager = first_look(item, context, rules, evidence.scores)
    reading = language.heed(eager, rules.flags.caution_for, evidence.opinion)
    advice = policy.flag(reading, context, rules)
    return advice.reason, reading, flags.by_detector(reading, item, context, rules)


def _brief(
    item: Item,
    context: Context,
    rules: Rules,
    briefings: Sequence[Briefing],
    meaning: Meaning | None,
) -> tuple[str, Match | None, tuple[Fired, ...]]:
    chosen = [one for one in briefings if rules.briefings.uses(one.id)]
    if not policy.is_thread(item):
        return _summoned(item, context, rules, chosen)
    if rules.briefings.mode is ReplyMode.OFF:
        return "briefings are off in the rules", None, ()
    if not chosen:
        return "no briefing is in use here", None, ()
    match = briefing_text.match(item, chosen, meaning, rules.briefings.caution)
    briefing = next((b for b in chosen if b.id == match.briefing), None)
    expired = consent.expired(briefing, context.now) if briefing else ""
    advice = policy.brief(item, match, context, rules, expired=expired)
    if briefing is None or match.verdict is Verdict.NONE:
        return advice.reason, match, ()
    actions = _brief_actions(advice, item, match, briefing, context, rules)
    return advice.reason, match, _fired(briefing, advice.reason, actions, rules)


def _fired(
    briefing: Briefing, reason: str, actions: tuple[Action, ...], rules: Rules
) -> tuple[Fired, ...]:
    name = f"{_BRIEFINGS}{briefing.id}"
    named = tuple(replace(action, rules=(name,)) for action in actions)
    return (Fired(rule=name, mode=rules.mode_of(name), reason=reason, actions=named),)


def _summoned(
    item: Item, context: Context, rules: Rules, chosen: Sequence[Briefing]
) -> tuple[str, Match | None, tuple[Fired, ...]]:
    """See to a comment by which a moderator asks for a briefing in its thread."""
    wanted = consent.summoned(item.text)
    if wanted is None:
        return "", None, ()
    stop = policy.no_summons(item, context, rules)
    if stop:
        return stop, None, ()
    briefing, why = _named(wanted, item, chosen)
    stop = why if briefing is None else consent.expired(briefing, context.now)
    if briefing is None or stop:
        return stop, None, ()
    case = case_id(item.key)
    reply = Action(
        kind=ActionKind.REPLY,
        subreddit=item.subreddit,
        fullname=item.thread,
        thread=item.thread,
        text=reply_text(briefing, rules, account=context.account, case=case),
        briefing=briefing.key,
        asked_by=item.author or "",
    )
    reason = f"a moderator asked for the briefing '{briefing.id}'"
    match = Match(briefing.id, 1.0, Verdict.REPLY, (why,))
    return reason, match, _fired(briefing, reason, (reply,), rules)


def _named(
    wanted: str, item: Item, chosen: Sequence[Briefing]
) -> tuple[Briefing | None, str]:
    """Find which briefing a moderator means, and say how it was found, or why not."""
    names = ", ".join(briefing.id for briefing in chosen) or "none"
    for briefing in chosen:
        if briefing.id == wanted:
            return briefing, "the moderator named it"
    if wanted:
        return None, f"no briefing in use here is named '{wanted}' (there are: {names})"
    if len(chosen) == 1:
        return chosen[0], "it is the only one in use here"
    thread = replace(item, kind=Kind.SUBMISSION, fullname=item.thread, text="")
    match = briefing_text.match(thread, chosen) if chosen else None
    if match is None or match.verdict is Verdict.NONE:
        return None, f"it is not clear which briefing was meant (there are: {names})"
    found = next(briefing for briefing in chosen if briefing.id == match.briefing)
    return found, "it fits the thread's title"


def _brief_actions(
    advice: policy.BriefingAdvice,
    item: Item,
    match: Match,
    briefing: Briefing,
    context: Context,
    rules: Rules,
) -> tuple[Action, ...]:
    if advice.mode is ReplyMode.OFF:
        return ()
    case = case_id(item.key)
    reply = reply_text(briefing, rules, account=context.account, case=case)
    asks = advice.mode is ReplyMode.ASK
    mail = ASK_MAIL.format(
        reason=advice.reason,
        why="; ".join(match.why),
        link=item.permalink,
        reply=reply,
        hours=rules.briefings.answer_within_hours,
        case=case,
    )
    return (
        Action(
            kind=ActionKind.MODMAIL if asks else ActionKind.REPLY,
            subreddit=item.subreddit,
            fullname=item.fullname,
            thread=item.fullname,
            text=flags.fit(mail) if asks else reply,
            subject=f"civilbot proposes a briefing [{case}]" if asks else "",
            briefing=briefing.key,
            edited_utc=item.edited_utc,
        ),
    )


def reply_text(
    briefing: Briefing, rules: Rules, *, account: str, case: str, since: int = 0
) -> str:
    """Write the reply with a briefing as a subreddit wants it.

    Args:
        briefing: what to tell.
        rules: the subreddit's, with its wording.
        account: the bot's account name.
        case: the decision that led to the reply.
        since: the revision that was posted first, where a reply is corrected.
    """
    wanted = rules.briefings.sections
    return briefing_text.render(
        briefing,
        subreddit=rules.subreddit,
        account=account,
        how_to_object=rules.how_to_object or None,
        case=case,
        wording=briefing_text.Wording(
            intro=rules.briefings.intro,
            cases=ReplyPart.CASES in wanted,
            key_points=ReplyPart.KEY_POINTS in wanted,
            call_to_action=ReplyPart.CALL_TO_ACTION in wanted,
            max_length=rules.briefings.max_length,
            since=since,
        ),
    )
