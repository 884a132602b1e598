"""Everything the bot thinks, as one function: same in, same out.

The service, the demo, `civilbot explain` and every replay call this, so they
cannot disagree. It reads nothing and does nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from civilbot import briefings as briefing_text
from civilbot import consent, language, policy
from civilbot.briefings import Briefing, Meaning
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
from civilbot.rules import FlagAction, ReplyMode, ReplyPart, Rules

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
    brief_reason, match, replies = _brief(
        item, context, rules, briefings, evidence.meaning
    )
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


def wants_meaning(item: Item, context: Context, rules: Rules) -> bool:
    """Whether an item is matched with briefings, so that it is worth encoding."""
    if policy.nothing_to_judge(item, context) or not policy.is_thread(item):
        return False
    return rules.briefings.mode is not ReplyMode.OFF


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
    item: Item,
    context: Context,
    rules: Rules,
    briefings: Sequence[Briefing],
    meaning: Meaning | None,
) -> tuple[str, Match | None, tuple[Action, ...]]:
    chosen = [
        b for b in briefings if not rules.briefings.use or b.id in rules.briefings.use
    ]
    if not policy.is_thread(item):
        return _summoned(item, context, rules, chosen)
    if rules.briefings.mode is ReplyMode.OFF:
        return "briefings are off in the rules", None, ()
    if not chosen:
        return "no briefing is in use here", None, ()
    match = briefing_text.match(item, chosen, meaning)
    briefing = next((b for b in chosen if b.id == match.briefing), None)
    expired = consent.expired(briefing, context.now) if briefing else ""
    advice = policy.brief(item, match, context, rules, expired=expired)
    if briefing is None or match.verdict is Verdict.NONE:
        return advice.reason, match, ()
    actions = _brief_actions(advice, item, match, briefing, context, rules)
    return advice.reason, match, actions


def _summoned(
    item: Item, context: Context, rules: Rules, chosen: Sequence[Briefing]
) -> tuple[str, Match | None, tuple[Action, ...]]:
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
    return reason, Match(briefing.id, 1.0, Verdict.REPLY, (why,)), (reply,)


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
            text=_fit(mail) if asks else reply,
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
