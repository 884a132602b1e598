"""What is flagged, by the detector and by a subreddit's own rules, and what is done.

Several rules may hold for one item; each says what it asks for, and together they
come to at most one report, one note, one mail, one removal and one reply.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from civilbot import language, policy
from civilbot.briefings.markdown import escape
from civilbot.conditions import Facts, Hit, compiled
from civilbot.ledger import case_id
from civilbot.model import (
    Action,
    ActionKind,
    Context,
    Finding,
    Fired,
    Item,
    Kind,
    Mode,
    Reading,
)
from civilbot.rules import FlagAction, Flair, Rules

#: Reddit's limits, in characters.
MAX_NOTE = 250
MAX_MAIL = 10_000

NUDGE = """\
Hello, and thank you for taking part. Some of the words above read as aimed at \
people rather than at what they say or do. Strong views and hard criticism are \
welcome here; please make the point without the insult.
"""

FOOTER = """\

---

*I am a bot, run by the moderators of r/{subreddit}, and I can be wrong. {object_} \
(case {case})*
"""

FLAG_MAIL = """\
civilbot flagged a {kind}: {link}

> {quote}

Why: {reason}

It goes against: {norm}

If this is wrong, approve the {kind}; civilbot will not flag it again. (case {case})
"""

RULE_MAIL = """\
{text}

About a {kind} by u/{author}: {link}

Rule: {rule}

If this is wrong, approve the {kind}; civilbot will not flag it again. (case {case})
"""

_PLACE = re.compile(r"\{(\w+)\}")

_KINDS: Mapping[FlagAction, ActionKind] = {
    FlagAction.REPORT: ActionKind.REPORT,
    FlagAction.MOD_NOTE: ActionKind.MOD_NOTE,
    FlagAction.MODMAIL: ActionKind.MODMAIL,
    FlagAction.NUDGE: ActionKind.REPLY,
    FlagAction.REMOVE: ActionKind.REMOVE,
    FlagAction.LOCK: ActionKind.LOCK,
    FlagAction.FLAIR: ActionKind.FLAIR,
}


@dataclass(frozen=True, slots=True)
class _About:
    """An item that is flagged, and under which rules."""

    item: Item
    context: Context
    rules: Rules

    @property
    def case(self) -> str:
        """The decision's short name."""
        return case_id(self.item.key)

    @property
    def kind(self) -> str:
        """What it is, in a moderator's words."""
        return "post" if self.item.kind is Kind.SUBMISSION else "comment"

    @property
    def link(self) -> str:
        """Where it stands."""
        return self.item.permalink or self.item.fullname

    def judges(self, rule: str) -> bool:
        """Whether a rule counts at all: a draft does in tests and backtests alone."""
        return self.rules.mode_of(rule) is not Mode.DRAFT or self.context.drafts


def by_detector(
    reading: Reading, item: Item, context: Context, rules: Rules
) -> tuple[Fired, ...]:
    """Turn findings into what the rules want done about them, the worst first.

    Args:
        reading: what was found, settled at the rules' caution.
        item: what was read.
        context: what is known beside it.
        rules: the subreddit's.
    """
    about = _About(item, context, rules)
    worst: dict[str, Finding] = {}
    for finding in sorted(reading.findings, key=lambda finding: -finding.score):
        worst.setdefault(f"flags.{finding.category}", finding)
    return tuple(
        Fired(
            rule=name,
            mode=policy.mode_of(name, context.on_trial, rules),
            reason=finding.reason,
            actions=_on_finding(name, finding, about),
        )
        for name, finding in worst.items()
        if about.judges(name) and rules.flags.actions_for(finding.category)
    )


def by_rules(facts: Facts, rules: Rules) -> tuple[Fired, ...]:
    """Return the subreddit's own rules that hold, with what each asks for.

    Args:
        facts: the item, and all that is known of it.
        rules: the subreddit's.
    """
    if not rules.rules or policy.is_approved(facts.item, facts.context):
        return ()
    about = _About(facts.item, facts.context, rules)
    spared = not policy.may_flag(facts.item, facts.context, rules).wants
    return tuple(
        Fired(
            rule=hit.rule.name,
            mode=policy.mode_of(hit.rule.name, facts.context.on_trial, rules),
            reason=_why(hit),
            actions=tuple(_of_hit(kind, hit, about) for kind in _asked(hit, about)),
        )
        for hit in compiled(rules).fires(facts)
        if about.judges(hit.rule.name) and not (spared and hit.rule.exempt)
    )


def together(fired: Iterable[Fired]) -> tuple[Action, ...]:
    """Join what several rules ask for: each kind once, in the words of the first."""
    found: dict[ActionKind, Action] = {}
    for action in (action for one in fired for action in one.actions):
        first = found.setdefault(action.kind, action)
        names = (*first.rules, *(r for r in action.rules if r not in first.rules))
        found[action.kind] = replace(first, rules=names)
    order = list(_KINDS.values())
    return tuple(sorted(found.values(), key=lambda action: order.index(action.kind)))


def _on_finding(name: str, finding: Finding, about: _About) -> tuple[Action, ...]:
    """Write what is done about a finding."""
    kinds = policy.flag_actions(finding.category, about.context, about.rules)
    short = language.tagged(finding.reason, about.case)
    action = partial(_action, about=about, rule=name)
    written = {
        FlagAction.NUDGE: partial(action, text=NUDGE + _footer(about)),
        FlagAction.MODMAIL: partial(
            action, text=_flag_mail(finding, about), subject=_subject(about)
        ),
        FlagAction.MOD_NOTE: partial(action, text=f"civilbot: {short}"[:MAX_NOTE]),
    }
    return tuple(written.get(kind, partial(action, text=short))(kind) for kind in kinds)


def _why(hit: Hit) -> str:
    said = f": “{language.one_line(hit.words)}”" if hit.words else ""
    return f"{hit.rule.why}{said}"


def _asked(hit: Hit, about: _About) -> Iterator[FlagAction]:
    """Give what a rule does to this item; a removal with a message is explained."""
    rule = hit.rule
    explains = bool(rule.message) and FlagAction.REMOVE in rule.do
    for kind in FlagAction:
        if kind is FlagAction.NUDGE:
            quiet = policy.is_quiet(about.context.now, about.rules)
            if explains or (kind in rule.do and not quiet):
                yield kind
        elif kind in rule.do and (kind is not FlagAction.FLAIR or about.kind == "post"):
            yield kind


def _of_hit(kind: FlagAction, hit: Hit, about: _About) -> Action:
    """Write one action of a rule of the subreddit's own."""
    rule = hit.rule
    action = partial(_action, kind, about=about, rule=rule.name)
    short = language.tagged(_why(hit), about.case)
    match kind:
        case FlagAction.NUDGE:
            words = _filled(rule.message, hit, about) if rule.message else NUDGE
            text = f"{words.rstrip()}\n{_footer(about)}"
            return action(text=text)
        case FlagAction.MODMAIL:
            return action(text=_rule_mail(hit, about), subject=_subject(about))
        case FlagAction.MOD_NOTE:
            return action(text=f"civilbot: {short}"[:MAX_NOTE])
        case FlagAction.FLAIR:
            flair = rule.flair or Flair(text=rule.name[:64])
            return action(text=flair.text, subject=flair.template)
        case FlagAction.REPORT | FlagAction.REMOVE | FlagAction.LOCK:
            return action(text=short)


def _action(
    kind: FlagAction, *, about: _About, rule: str, text: str, subject: str = ""
) -> Action:
    item = about.item
    return Action(
        kind=_KINDS[kind],
        subreddit=item.subreddit,
        fullname=item.fullname,
        thread=item.thread,
        text=text,
        subject=subject,
        user=(item.author or "") if kind is FlagAction.MOD_NOTE else "",
        edited_utc=item.edited_utc,
        rules=(rule,),
    )


def _footer(about: _About) -> str:
    subreddit = about.item.subreddit
    object_ = about.rules.how_to_object or (
        "If you think so, write to the moderators: "
        f"[message](/message/compose?to=%2Fr%2F{subreddit})."
    )
    return FOOTER.format(subreddit=subreddit, object_=object_, case=about.case)


def _subject(about: _About) -> str:
    return f"civilbot flagged a {about.kind} [{about.case}]"


def _flag_mail(finding: Finding, about: _About) -> str:
    words = about.item.words
    quote = " ".join(words[span.start : span.end] for span in finding.spans)
    mail = FLAG_MAIL.format(
        kind=about.kind,
        link=about.link,
        # What a user wrote must not become a link that a moderator clicks.
        quote=escape(quote),
        reason=escape(finding.reason),
        norm=language.CALL_TO_ACTION[finding.category],
        case=about.case,
    )
    return fit(mail)


def _rule_mail(hit: Hit, about: _About) -> str:
    mail = RULE_MAIL.format(
        text=_filled(hit.rule.mail or "{reason}", hit, about),
        kind=about.kind,
        author=about.item.author or "[deleted]",
        link=about.link,
        rule=hit.rule.name,
        case=about.case,
    )
    return fit(mail)


def _filled(text: str, hit: Hit, about: _About) -> str:
    """Fill in what moderators may name in a text; all else stays as it is."""
    item = about.item
    values = {
        "author": escape(item.author or "[deleted]"),
        "kind": about.kind,
        "link": about.link,
        "match": escape(language.one_line(hit.words)),
        "reason": escape(_why(hit)),
        "subreddit": item.subreddit,
        "title": escape(item.title),
    }
    return _PLACE.sub(lambda found: values.get(found[1], found[0]), text)


def fit(mail: str) -> str:
    """Cut a mail that Reddit would refuse, and say so."""
    if len(mail) <= MAX_MAIL:
        return mail
    end = "\n\n[cut: too long for a message]"
    return mail[: MAX_MAIL - len(end)] + end
