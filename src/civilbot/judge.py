"""Everything the bot thinks, as one function: same in, same out.

The service, the demo, `civilbot explain` and every replay call this, so they
cannot disagree. It reads nothing and does nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from civilbot import briefings as briefing_text
from civilbot import language, policy
from civilbot.briefings import Briefing
from civilbot.briefings.markdown import escape
from civilbot.ledger import case_id
from civilbot.model import (
    Action,
    ActionKind,
    Caution,
    Context,
    Decision,
    Item,
    Kind,
    Match,
    Opinion,
    Outcome,
    Reading,
    Verdict,
)
from civilbot.rules import FlagAction, ReplyMode, Rules

#: Reddit's limits, in characters.
MAX_NOTE = 250
MAX_MAIL = 10_000

NUDGE = """\
Hello, and thank you for taking part. Some of the words above read as aimed at \
people rather than at what they say or do. Strong views and hard criticism are \
welcome here; please make the point without the insult.

---

*I am a bot, run by the moderators of r/{subreddit}, and I can be wrong. {object_} \
(case {case})*
"""

FLAG_MAIL = """\
civilbot flagged {what}: {link}

> {quote}

Why: {reason}

It goes against: {norm}

If this is wrong, approve the {kind}; civilbot will not flag it again. (case {case})
"""

ASK_MAIL = """\
{reason}: {why}

Thread: {link}

civilbot would post this reply. To have it post by itself, set `mode: auto` under \
`briefings` in the rules; to decline, do nothing. (case {case})

---

{reply}
"""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What models made of an item's words."""

    scores: language.Scores | None = None
    opinion: Opinion | None = None


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
    flag_reason, reading, flags = _flag(item, context, rules, evidence)
    brief_reason, match, replies = _brief(item, context, rules, briefings)
    actions = (*replies, *_without_second_reply(flags, replies))
    return Decision(
        item=item,
        outcome=policy.outcome(actions, reading, rules),
        reasons=tuple(reason for reason in (brief_reason, flag_reason) if reason),
        reading=reading,
        match=match,
        actions=actions,
        rules=rules.version,
    )


def _without_second_reply(
    flags: Sequence[Action], replies: Sequence[Action]
) -> tuple[Action, ...]:
    """Leave out a nudge where a briefing is posted: one reply is enough."""
    if all(action.kind is not ActionKind.REPLY for action in replies):
        return tuple(flags)
    return tuple(action for action in flags if action.kind is not ActionKind.REPLY)


def wants_scores(item: Item, context: Context, rules: Rules) -> bool:
    """Whether an item's language is judged at all, so that it is worth scoring."""
    if policy.nothing_to_judge(item, context):
        return False
    return policy.may_flag(item, context, rules).wants


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
) -> tuple[str, Reading | None, tuple[Action, ...]]:
    may = policy.may_flag(item, context, rules)
    if not may.wants:
        return f"its language was not judged: {may.reason}", None, ()
    eager = first_look(item, context, rules, evidence.scores)
    reading = language.heed(eager, rules.flags.caution, evidence.opinion)
    advice = policy.flag(reading, context, rules)
    if not advice.wants:
        return advice.reason, reading, ()
    kinds = policy.flag_actions(reading, rules)
    actions = tuple(_flag_action(kind, item, reading, rules) for kind in kinds)
    return advice.reason, reading, actions


def _flag_action(
    kind: FlagAction, item: Item, reading: Reading, rules: Rules
) -> Action:
    case = case_id(item.key)
    text, subject = _flag_words(kind, item, reading, rules, case)
    return Action(
        kind=_KINDS[kind],
        subreddit=item.subreddit,
        fullname=item.fullname,
        thread=item.thread,
        text=text,
        subject=subject,
        user=(item.author or "") if kind is FlagAction.MOD_NOTE else "",
        edited_utc=item.edited_utc,
    )


_KINDS = {
    FlagAction.REPORT: ActionKind.REPORT,
    FlagAction.MOD_NOTE: ActionKind.MOD_NOTE,
    FlagAction.MODMAIL: ActionKind.MODMAIL,
    FlagAction.NUDGE: ActionKind.REPLY,
    FlagAction.REMOVE: ActionKind.REMOVE,
}


def _flag_words(
    kind: FlagAction, item: Item, reading: Reading, rules: Rules, case: str
) -> tuple[str, str]:
    """Give the text and subject of a flag's action."""
    short = language.report_reason(reading, case)
    if kind is FlagAction.NUDGE:
        object_ = rules.how_to_object or (
            "If you think so, write to the moderators: "
            f"[message](/message/compose?to=%2Fr%2F{item.subreddit})."
        )
        text = NUDGE.format(subreddit=item.subreddit, object_=object_, case=case)
        return text, ""
    if kind is FlagAction.MODMAIL:
        return _flag_mail(
            item, reading, case
        ), f"civilbot flagged {_what(item)} [{case}]"
    if kind is FlagAction.MOD_NOTE:
        return f"civilbot: {short}"[:MAX_NOTE], ""
    return short, ""


def _flag_mail(item: Item, reading: Reading, case: str) -> str:
    worst = reading.worst
    if worst is None:
        return ""
    quote = " ".join(item.words[span.start : span.end] for span in worst.spans)
    mail = FLAG_MAIL.format(
        what=_what(item),
        kind="post" if item.kind is Kind.SUBMISSION else "comment",
        link=item.permalink or item.fullname,
        # What a user wrote must not become a link that a moderator clicks.
        quote=escape(quote),
        reason=escape(worst.reason),
        norm=language.CALL_TO_ACTION[worst.category],
        case=case,
    )
    return _fit(mail)


def _fit(mail: str) -> str:
    """Cut a mail that Reddit would refuse, and say so."""
    if len(mail) <= MAX_MAIL:
        return mail
    end = "\n\n[cut: too long for a message]"
    return mail[: MAX_MAIL - len(end)] + end


def _what(item: Item) -> str:
    return "a post" if item.kind is Kind.SUBMISSION else "a comment"


def _brief(
    item: Item, context: Context, rules: Rules, briefings: Sequence[Briefing]
) -> tuple[str, Match | None, tuple[Action, ...]]:
    if not policy.is_thread(item):
        return "", None, ()
    if rules.briefings.mode is ReplyMode.OFF:
        return "briefings are off in the rules", None, ()
    chosen = [
        b for b in briefings if not rules.briefings.use or b.id in rules.briefings.use
    ]
    if not chosen:
        return "no briefing is in use here", None, ()
    match = briefing_text.match(item, chosen)
    briefing = next((b for b in chosen if b.id == match.briefing), None)
    expired = _expired(briefing, _day(context.now))
    advice = policy.brief(item, match, context, rules, expired=expired)
    if briefing is None or match.verdict is Verdict.NONE:
        return advice.reason, match, ()
    actions = _brief_actions(advice, item, match, briefing, context, rules)
    return advice.reason, match, actions


def _expired(briefing: Briefing | None, today: date) -> str:
    if briefing is None or today <= briefing.review_by:
        return ""
    return f"the briefing '{briefing.id}' is past its review date, {briefing.review_by}"


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
    reply = briefing_text.render(
        briefing,
        subreddit=item.subreddit,
        account=context.account,
        how_to_object=rules.how_to_object or None,
        case=case,
    )
    asks = advice.mode is ReplyMode.ASK
    mail = ASK_MAIL.format(
        reason=advice.reason,
        why="; ".join(match.why),
        link=item.permalink,
        reply=reply,
        case=case,
    )
    return (
        Action(
            kind=ActionKind.MODMAIL if asks else ActionKind.REPLY,
            subreddit=item.subreddit,
            fullname=item.fullname,
            thread=item.fullname,
            text=_fit(mail) if asks else reply,
            subject=f"civilbot proposes a briefing [{case}]" if asks else "",
            briefing=f"{briefing.id}@{briefing.revision}",
            edited_utc=item.edited_utc,
        ),
    )


def _day(now: float) -> date:
    return datetime.fromtimestamp(now, UTC).date()
