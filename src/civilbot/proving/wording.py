"""What all mail about standings has in common: short, escaped, within bounds."""

from collections.abc import Iterable

from civilbot.briefings.markdown import address, clip, escape, length
from civilbot.ledger import notice
from civilbot.model import Action
from civilbot.ports import Sample
from civilbot.rules import Rules

#: Reddit takes 10,000 characters; so much is left for lists.
ROOM = 8_500

#: A reason is cut after so many characters.
_REASON = 120

_CATEGORY = "flags."


def mail(rules: Rules, subject: str, text: str) -> Action:
    """Write to a subreddit's moderators."""
    return notice(rules.subreddit, subject, text)


def fitted(parts: Iterable[str], room: int, *, left_out: str) -> str:
    """Join what there is room for, line by line, and say how much was left out.

    Args:
        parts: one or more lines each.
        room: in characters.
        left_out: what to say of the rest, with {count} in it.
    """
    kept: list[str] = []
    count = 0
    for part in parts:
        room -= length(part) + 1
        if room < 0 or count:
            count += 1
        else:
            kept.append(part)
    more = [left_out.format(count=count)] if count else []
    return "\n".join((*kept, *more))


def line(sample: Sample, rule: str, rules: Rules, note: str = "") -> str:
    """Write a decision in one line: where, and why the rule held."""
    name = sample.fullname
    where = f"[{name}]({address(sample.permalink)})" if sample.permalink else name
    why = clip(_reason(sample, rule, rules), _REASON)
    return f"* {where}: {escape(why)}{note}"


def _reason(sample: Sample, rule: str, rules: Rules) -> str:
    """Pick the sentence that a rule gave, out of all that were given."""
    if rule.startswith(_CATEGORY):
        found = sample.findings.get(rule.removeprefix(_CATEGORY))
        return found or "its words were deleted"
    why = next((one.why for one in rules.rules if one.name == rule), rule)
    begins = (reason for reason in sample.reasons if reason.startswith(why))
    return next(begins, next(iter(sample.reasons), ""))
