"""From words and whom they hit to a score; from scores to what is flagged.

All weights and thresholds stand here, in tables, so that they can be read,
argued about and measured (`civilbot evaluate`).
"""

from collections.abc import Callable, Mapping

from civilbot.language.aim import Aim, How
from civilbot.language.hits import Hit
from civilbot.language.lexicon import Term, Use
from civilbot.language.people import Group
from civilbot.model import Category, Caution, Finding, Reading, Target

_LEVELS = (
    Caution.VERY_CAUTIOUS,
    Caution.CAUTIOUS,
    Caution.BALANCED,
    Caution.EAGER,
)

#: The operating points: a finding counts from this score on.
THRESHOLDS: Mapping[Category, Mapping[Caution, float]] = {
    category: dict(zip(_LEVELS, levels, strict=True))
    for category, levels in (
        (Category.PERSONAL_ATTACK, (0.85, 0.70, 0.55, 0.40)),
        (Category.IDENTITY_HATE, (0.85, 0.70, 0.55, 0.40)),
        (Category.DEHUMANISATION, (0.85, 0.70, 0.55, 0.40)),
        (Category.THREAT, (0.85, 0.70, 0.55, 0.40)),
        (Category.INFLAMMATORY_LABEL, (0.85, 0.72, 0.58, 0.42)),
        (Category.HOSTILE_PROFANITY, (0.88, 0.72, 0.55, 0.40)),
    )
}

_AT_PARTICIPANT: Mapping[Use, Mapping[How, float]] = {
    Use.NAME: {
        How.STATED: 0.92,
        How.CALLED: 0.95,
        How.LIKENED: 0.9,
        How.TRAILING: 0.78,
        How.ALONE: 0.62,
    },
    Use.TRAIT: {
        How.STATED: 0.85,
        How.CALLED: 0.6,
        How.LIKENED: 0.6,
        How.TRAILING: 0.25,
        How.ALONE: 0.25,
    },
    Use.LABEL: {
        How.STATED: 0.8,
        How.CALLED: 0.9,
        How.LIKENED: 0.82,
        How.TRAILING: 0.75,
        How.ALONE: 0.5,
    },
    Use.BEAST: {
        How.STATED: 0.93,
        How.CALLED: 0.95,
        How.LIKENED: 0.9,
        How.TRAILING: 0.6,
        How.ALONE: 0.4,
    },
    Use.VICE: {
        How.STATED: 0.72,
        How.CALLED: 0.8,
        How.LIKENED: 0.65,
        How.TRAILING: 0.5,
        How.ALONE: 0.25,
    },
    Use.SLUR: {
        How.STATED: 0.96,
        How.CALLED: 0.97,
        How.LIKENED: 0.95,
        How.TRAILING: 0.93,
        How.ALONE: 0.85,
    },
}

_AT_GROUP: Mapping[Group | None, Mapping[Use, float]] = {
    Group.IDENTITY: {
        Use.NAME: 0.78,
        Use.TRAIT: 0.72,
        Use.LABEL: 0.5,
        Use.BEAST: 0.95,
        Use.VICE: 0.62,
        Use.SLUR: 0.96,
    },
    Group.SIDE: {
        Use.NAME: 0.7,
        Use.TRAIT: 0.6,
        Use.LABEL: 0.4,
        Use.BEAST: 0.88,
        Use.VICE: 0.45,
        Use.SLUR: 0.93,
    },
    None: {
        Use.NAME: 0.62,
        Use.TRAIT: 0.5,
        Use.LABEL: 0.4,
        Use.BEAST: 0.86,
        Use.VICE: 0.5,
        Use.SLUR: 0.93,
    },
}

_ELSEWHERE: Mapping[Target, Mapping[Use, float]] = {
    Target.PUBLIC_FIGURE: {Use.BEAST: 0.8, Use.SLUR: 0.9, Use.NAME: 0.2},
    Target.INSTITUTION: {Use.SLUR: 0.5},
    Target.SELF: {},
    Target.NOBODY: {
        Use.NAME: 0.36,
        Use.TRAIT: 0.26,
        Use.LABEL: 0.32,
        Use.BEAST: 0.36,
        Use.VICE: 0.22,
        Use.SLUR: 0.8,
    },
}
#: Harsh words where nobody is to be protected from them.
_CRITICISM = 0.12
_WHOLE_GROUP = 0.1
_ATTRIBUTE = -0.06
_SWORN = 1.06


def weigh(term: Term, aim: Aim, *, sworn: bool = False) -> float:
    """Score a term by what it is, whom it hits, and whether it is sworn."""
    if aim.target is Target.OTHER_USER:
        base = _AT_PARTICIPANT[term.use].get(aim.how, 0.3)
    elif aim.target is Target.GROUP:
        base = _AT_GROUP[aim.group][term.use]
        base += _WHOLE_GROUP if aim.whole else 0.0
        base += _ATTRIBUTE if aim.how is How.ATTRIBUTE else 0.0
    else:
        base = _ELSEWHERE[aim.target].get(term.use, _CRITICISM)
    return min(0.99, base * (_SWORN if sworn else 1.0)) * term.strength


def category_of(term: Term, aim: Aim) -> Category:
    """Name what a term amounts to: an insult to a people is hate."""
    hateful = term.use in {Use.NAME, Use.TRAIT, Use.VICE}
    if aim.target is Target.GROUP and aim.group is Group.IDENTITY and hateful:
        return Category.IDENTITY_HATE
    return term.category


def level_of(hit: Hit) -> Caution | None:
    """Return the most careful level at which a hit counts by itself, if any."""
    points = THRESHOLDS[hit.category]
    return next((level for level in _LEVELS if hit.score >= points[level]), None)


def counts_at(level: Caution | None, caution: Caution) -> bool:
    """Whether what counts at one level counts at another, less careful one."""
    return level is not None and _LEVELS.index(level) <= _LEVELS.index(caution)


#: How sure to be about a finding of a category at a target; None leaves it alone.
Choice = Callable[[Category, Target], Caution | None]


def findings_at(reading: Reading, caution: Caution | Choice) -> tuple[Finding, ...]:
    """Give the findings of an eager reading that count at a more careful level.

    Args:
        reading: taken at the most eager level.
        caution: one level for all, or how to choose it for each finding.
    """
    choose = _always(caution) if isinstance(caution, Caution) else caution
    return tuple(
        finding
        for finding in reading.findings
        if (chosen := choose(finding.category, finding.target)) is not None
        and counts_at(finding.level, chosen)
    )


def _always(caution: Caution) -> Choice:
    return lambda _category, _target: caution


def together(scores: list[float], hint: float) -> float:
    """Join the scores of a text into one: the worst counts, others add a little."""
    if not scores:
        return hint
    ranked = sorted(scores, reverse=True)
    rest = 1.0
    for score in ranked[1:6]:
        rest *= 1.0 - 0.15 * score
    worst = max(ranked[0], hint)
    return min(0.999, 1.0 - (1.0 - worst) * rest * (1.0 - 0.3 * hint))
