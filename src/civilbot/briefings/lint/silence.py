"""What a document silences, each finding with its reason."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from civilbot.briefings.article import Briefing, Silence
from civilbot.briefings.lint.finding import Lint, Rule, Severity, at_key

UNKNOWN_RULE = Rule(
    "unknown-rule",
    "a misspelt name silences nothing",
    "take a name from this list, or remove the entry",
    Severity.ERROR,
    firm=True,
)
FIRM_RULE = Rule(
    "firm-rule",
    "the bot itself rests on it, whatever the document says",
    "mend what it found, and remove the entry",
    Severity.ERROR,
    firm=True,
)
IDLE_SILENCE = Rule(
    "idle-silence",
    "it would hide a finding that nobody has weighed yet",
    "remove the entry",
    firm=True,
)


@dataclass(frozen=True, slots=True)
class Sifted:
    """Findings, parted by the document's own wish."""

    told: tuple[Lint, ...]
    #: Each with the reason why.
    silenced: tuple[tuple[Lint, str], ...]


def sift(
    briefing: Briefing, found: Sequence[Lint], rules: Mapping[str, Rule]
) -> Sifted:
    """Part what is told from what the document silences, and judge its wishes."""
    told: list[Lint] = []
    silenced: list[tuple[Lint, str]] = []
    idle = list(briefing.lint.ignore)
    for lint in found:
        wish = next((w for w in briefing.lint.ignore if _covers(w, lint)), None)
        if wish is None:
            told.append(lint)
            continue
        silenced.append((lint, wish.why))
        idle = [other for other in idle if other is not wish]
    told += [_wrong(briefing, wish, rules) for wish in idle]
    return Sifted(tuple(told), tuple(silenced))


def _covers(wish: Silence, lint: Lint) -> bool:
    same = wish.rule == lint.rule.name and not lint.rule.firm
    return same and wish.about.casefold() in lint.problem.message.casefold()


def _wrong(briefing: Briefing, wish: Silence, rules: Mapping[str, Rule]) -> Lint:
    rule = rules.get(wish.rule)
    if rule is None:
        near = difflib.get_close_matches(wish.rule, list(rules), 1)
        mend = f"did you mean '{near[0]}'?" if near else UNKNOWN_RULE.mend
        message = f"no rule is named '{wish.rule}'"
        return at_key(UNKNOWN_RULE, briefing, "lint", message, mend=mend)
    if rule.firm:
        message = f"'{wish.rule}' cannot be silenced"
        return at_key(FIRM_RULE, briefing, "lint", message)
    about = f" about '{wish.about}'" if wish.about else ""
    message = f"'{wish.rule}'{about} finds nothing, and is silenced"
    return at_key(IDLE_SILENCE, briefing, "lint", message)
