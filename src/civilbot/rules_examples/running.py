"""Judges each example as the bot would, drafts included, and compares."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from civilbot.asking import scored, understood
from civilbot.briefings import Briefing, Taught
from civilbot.judge import Evidence, judge
from civilbot.model import Author, Context, Decision, Item, Kind
from civilbot.ports import Embedder, Scorer
from civilbot.rules import Example, Expect, Rules
from civilbot.rules_examples.reasons import why_not

#: Who judges here; nobody's name.
_ACCOUNT = "civilbot"
_HOUR = 3_600.0
_DAY = 24 * _HOUR


@dataclass(frozen=True, slots=True)
class Models:
    """What the bot judges with, beside the rules."""

    scorer: Scorer | None = None
    embedder: Embedder | None = None
    briefings: tuple[Briefing, ...] = ()
    #: The briefings' matchers, by id.
    taught: Mapping[str, Taught] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of an example."""

    #: Its place in the document's list, from 0.
    number: int
    example: Example
    #: What was expected and what happened, in a few words.
    expected: str
    happened: str
    holds: bool
    #: Why it came so.
    reasons: tuple[str, ...]


def tried(rules: Rules, models: Models, *, today: date) -> Iterator[Tried]:
    """Try all examples of a document.

    Quiet hours do not count: an example happens at no certain time. Nor does it matter
    that a briefing is past its review, which `rules check` tells.

    Args:
        rules: the document.
        models: what to judge with.
        today: the day on which it all happens.
    """
    timeless = rules.model_copy(update={"quiet_hours": None})
    chosen = [b for b in models.briefings if rules.briefings.uses(b.id)]
    day = min((today, *(briefing.review_by for briefing in chosen)))
    noon = datetime.combine(day, time(12), tzinfo=UTC).timestamp()
    for number, example in enumerate(rules.tests):
        yield _tried(number, example, timeless, models, noon)


def _tried(
    number: int, example: Example, rules: Rules, models: Models, now: float
) -> Tried:
    item, context = _item(example, rules, now), _context(example, now)
    decision = judge(
        item, context, rules, models.briefings, _evidence(item, context, rules, models)
    )
    happened = _Happened.of(decision)
    holds = _HOLDS[example.expect](happened, example.rule)
    reasons = _about(example.expect, decision)
    if not holds and example.expect is Expect.FLAG and example.rule:
        told = tuple(why_not(example.rule, item, context, rules, decision.reading))
        reasons = (*told, *reasons)
    return Tried(
        number=number,
        example=example,
        expected=_expected(example),
        happened=str(happened),
        holds=holds,
        reasons=reasons,
    )


def _about(expect: Expect, decision: Decision) -> tuple[str, ...]:
    """Give the reasons for a flag or for a briefing: of a thread, that is the first."""
    briefs = 1 if decision.item.kind is Kind.SUBMISSION else 0
    if expect in (Expect.BRIEF, Expect.NONE):
        return decision.reasons[:briefs]
    return decision.reasons[briefs:]


@dataclass(frozen=True, slots=True)
class _Happened:
    """Which rules fired, and which briefings were posted or proposed."""

    rules: tuple[str, ...]
    briefings: tuple[str, ...]

    @classmethod
    def of(cls, decision: Decision) -> "_Happened":
        """See what a decision came to, whatever the modes."""
        fired = {one.rule: bool(one.actions) for one in decision.fired}
        start = "briefings."
        return cls(
            tuple(name for name in fired if not name.startswith(start)),
            tuple(
                name.removeprefix(start)
                for name, acts in fired.items()
                if name.startswith(start) and acts
            ),
        )

    def __str__(self) -> str:
        """Say it in a few words."""
        said = []
        if self.rules:
            said.append(f"flagged by {_quoted(self.rules)}")
        if self.briefings:
            said.append(f"briefed with {_quoted(self.briefings)}")
        return " and ".join(said) or "nothing"


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)


_HOLDS: Mapping[Expect, Callable[[_Happened, str], bool]] = {
    Expect.FLAG: lambda found, rule: rule in found.rules if rule else bool(found.rules),
    Expect.PASS: lambda found, rule: (
        rule not in found.rules if rule else not found.rules
    ),
    Expect.BRIEF: lambda found, _: bool(found.briefings),
    Expect.NONE: lambda found, _: not found.briefings,
}

_WORDS: Mapping[Expect, tuple[str, str]] = {
    Expect.FLAG: ("to be flagged", "to be flagged by '{rule}'"),
    Expect.PASS: ("not to be flagged", "not to be flagged by '{rule}'"),
    Expect.BRIEF: ("a briefing", "a briefing"),
    Expect.NONE: ("no briefing", "no briefing"),
}


def _expected(example: Example) -> str:
    plain, by_rule = _WORDS[example.expect]
    return by_rule.format(rule=example.rule) if example.rule else plain


def _item(example: Example, rules: Rules, now: float) -> Item:
    comment = example.is_comment
    thread = "t3_example"
    parent = ("t1_parent" if example.parent else thread) if comment else ""
    return Item(
        fullname="t1_example" if comment else thread,
        kind=Kind.COMMENT if comment else Kind.SUBMISSION,
        subreddit=rules.subreddit,
        author=example.author.name,
        author_flair=example.author.flair,
        created_utc=now - _HOUR,
        edited_utc=now if example.edited else 0.0,
        text=example.body,
        title=example.title,
        url=example.url,
        flair=example.flair,
        thread=thread,
        parent=parent,
        num_reports=example.reports,
        submitter=example.author.submitter,
    )


def _context(example: Example, now: float) -> Context:
    author = example.author
    age = author.account_age_days
    named = frozenset({author.name})
    nobody: frozenset[str] = frozenset()
    return Context(
        now=now,
        account=_ACCOUNT,
        moderators=named if author.moderator else nobody,
        approved_users=named if author.contributor else nobody,
        author=Author(
            name=author.name,
            created_utc=None if age is None else now - age * _DAY,
            comment_karma=author.comment_karma,
            post_karma=author.post_karma,
        ),
        earlier_flags=(now - _HOUR,) * author.earlier_flags,
        parent_text=example.parent,
        drafts=True,
    )


def _evidence(item: Item, context: Context, rules: Rules, models: Models) -> Evidence:
    found = scored(models.scorer, item, context, rules)
    return Evidence(
        scores=None if found is None else found[0],
        meaning=understood(models.embedder, item, context, rules, models.taught),
    )
