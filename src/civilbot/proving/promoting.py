"""Lets a rule go live at once, if it earned that or somebody answers for it."""

import difflib
from collections.abc import Mapping
from dataclasses import replace

from civilbot.errors import Refused
from civilbot.model import Mode
from civilbot.rules import Rules
from civilbot.standing import (
    Claim,
    Earned,
    Rank,
    Record,
    claims,
    decided,
    is_live,
    overrides,
)


def promoted(
    rule: str,
    rules: Rules,
    known: Mapping[str, Earned],
    records: Mapping[str, Record],
    *,
    override: str = "",
) -> Earned:
    """Give the standing of a rule that goes live now.

    Args:
        rule: its name.
        rules: the subreddit's.
        known: where its rules stand.
        records: what moderators said, by rule.
        override: why it may go live without having earned it.

    Raises:
        Refused: it may not, with the figures and what to do.
    """
    claim = _claim(rule, rules)
    stands = known.get(rule)
    if claim.mode is not Mode.LIVE:
        message = f"the rules say `mode: {claim.mode}` for '{rule}'"
        raise Refused(f"{message}: write `mode: live` there first")
    if is_live(claim, stands):
        raise Refused(f"'{rule}' is live already")
    said = " ".join(override.split())
    asked = replace(claim, override=said or claim.override)
    if said and not overrides(asked, stands):
        raise Refused(f"'{rule}' fell under that very override: say why in other words")
    found = decided(asked, stands, records[rule])
    if found is None or found.rank is not Rank.LIVE:
        raise Refused(_why_not(rule, stands, records[rule]))
    return found


def _claim(rule: str, rules: Rules) -> Claim:
    known = {claim.rule: claim for claim in claims(rules)}
    if rule in known:
        return known[rule]
    if rule.startswith("briefings."):
        raise Refused("briefings have no trial: `briefings.mode` says what they do")
    near = difflib.get_close_matches(rule, known, 1)
    hint = f" (did you mean '{near[0]}'?)" if near else ""
    raise Refused(f"r/{rules.subreddit} has no rule '{rule}'{hint}")


def _why_not(rule: str, stands: Earned | None, record: Record) -> str:
    tally, trials = record.in_shadow(stands), record.trials
    return (
        f"'{rule}' has not earned it: in shadow, {tally}; the rules ask for "
        f"{trials.reviewed} reviewed in {trials.window_days:g} days, and "
        f"{trials.precision:.0%} right at the low end of the range "
        "(--override WHY lets it go live all the same)"
    )
