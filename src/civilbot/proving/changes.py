"""Tells moderators, in one mail, which rules may act from now on and which may not."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from civilbot.briefings.markdown import clip, escape
from civilbot.model import Action, Mode
from civilbot.ports import Sample
from civilbot.proving.wording import ROOM, fitted, line, mail
from civilbot.rules import Rules
from civilbot.standing import ABOUT_TRIALS, Earned, Rank

#: A rule's name is cut in the subject, of which Reddit shows 100 characters.
_NAME = 30

_CHANGES = """\
In r/{subreddit} the standing of these rules changed.

{changes}
"""

_TEXTS = {
    Rank.DEMOTED: """\
**{rule}** is back in shadow: {why}. It is decided and recorded, and does nothing, \
until what you remove and approve shows that it is right often enough, or until an \
`override` in other words says why it should act all the same. Narrower conditions may \
help.
""",
    Rank.LIVE: """\
**{rule}** is live now: {why}.
""",
    Rank.TRIAL: """\
**{rule}** is on trial: {why}. It is decided in shadow until you have removed or \
approved {reviewed} of the things that it holds for, and it was right about \
{precision:.0%} of them at the low end of the 95 % range; then it goes live by itself. \
To let it act at once, say why in its `override`.
""",
}

_WORST_FIRST = (Rank.DEMOTED, Rank.LIVE, Rank.TRIAL)


def told(
    rules: Rules,
    changes: Sequence[Earned],
    overturned: Mapping[str, Sequence[Sample]],
    now: float,
) -> Action | None:
    """Say where rules stand from now on, and why; None if there is nothing to say.

    What moderators keep in shadow, they know. In a subreddit that is in shadow itself,
    nothing acts, whatever its rules earned.

    Args:
        rules: the subreddit's.
        changes: what is new.
        overturned: of rules that fell, some things that moderators approved.
        now: seconds since 1970.
    """
    news = [
        one
        for rank in _WORST_FIRST
        for one in changes
        if one.rank is rank and (rank is Rank.DEMOTED or rules.mode is Mode.LIVE)
    ]
    if not news:
        return None
    also = f" and {len(news) - 1} more" if len(news) > 1 else ""
    moment = datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    what = f"'{clip(news[0].rule, _NAME)}' is {news[0].rank}{also}"
    parts = (_told(one, rules, overturned.get(one.rule, ())) for one in news)
    changed = fitted(parts, ROOM, left_out="… and {count} more rules.")
    return mail(
        rules,
        f"{ABOUT_TRIALS}{moment}: {what}",
        _CHANGES.format(subreddit=rules.subreddit, changes=changed),
    )


def _told(one: Earned, rules: Rules, overturned: Sequence[Sample]) -> str:
    text = _TEXTS[one.rank].format(
        rule=escape(one.rule),
        why=escape(one.why),
        reviewed=rules.trials.reviewed,
        precision=rules.trials.precision,
    )
    return "\n".join((text, *_listed(one.rule, rules, overturned)))


def _listed(rule: str, rules: Rules, overturned: Sequence[Sample]) -> Iterator[str]:
    if overturned:
        yield "Among those that you approved:\n"
        yield from (line(sample, rule, rules) for sample in overturned)
        yield ""
