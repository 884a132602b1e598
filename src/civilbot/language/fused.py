"""Words and model together: what counts, at whom it is aimed, and what is vetoed.

The model ranks; the rules say why. A finding of the model alone is vetoed where
its words are aimed at those in power, at oneself or at nobody, or where all that
was found is quoted, reported or denied. Threats that the rules find count
unless the model is sure that all is well.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from civilbot.language.evidence import WORTH_TELLING, Evidence
from civilbot.language.explain import reason
from civilbot.language.hits import Hit
from civilbot.language.places import around, pulled
from civilbot.language.score import counts_at, level_of
from civilbot.language.scores import INCIVILITY, LEVELS, VIOLATION, Rules, Scores
from civilbot.language.spans import spans_of
from civilbot.model import Category, Caution, Finding, Reading, Span, Target

#: Found by the rules, these count unless the model is sure that all is well.
RAISED = frozenset({Category.THREAT, Category.DEHUMANISATION})
#: Also the powerful are protected from these.
_NEVER = RAISED | {Category.IDENTITY_HATE}
_ALLOWED = {
    Target.PUBLIC_FIGURE: "criticism of a public figure",
    Target.INSTITUTION: "criticism of an institution or an idea",
    Target.SELF: "about oneself",
    Target.NOBODY: "aimed at nobody",
}
#: Without any harsh word or sign of temper the model must be surer by one level.
_CALM = 0.05
#: Stands where no words were looked for, or none stand out.
ALL_OF_IT = "all of it"
#: With a smaller chance of a violation the model stands against the rules.
_OPPOSED = 0.03
#: In a longer text (characters) one sentence is drowned for the model, not for rules.
_LONG = 400
#: A second kind of violation that no words tell of counts only where the encoder by
#: itself thinks so: its logit must be higher.
_DOUBTFUL = 0.0
#: How sure the model must be of whom the words hit before that stops a finding.
_SURE = 0.5
#: What is left of the chance of a target that no word of the text names.
_UNNAMED = 0.3
_PROTECTED = (Target.OTHER_USER, Target.GROUP)


def fused(evidence: Evidence, scores: Scores, caution: Caution) -> Reading:
    """Judge a text by its words and by what the model made of it."""
    chances = _Chances.of(evidence, scores)
    if evidence.abstained:
        return Reading(
            round(chances.verdict, 4),
            (),
            scores.model,
            vetoes=evidence.vetoes,
            abstained=evidence.abstained,
            incivility=round(chances.incivility, 4),
        )
    considered = list(_considered(evidence, scores, chances))
    findings = tuple(
        _finding(evidence, scores, one)
        for one in considered
        if not one.veto and counts_at(one.level, caution)
    )
    told = {one.veto for one in considered if one.veto}
    return Reading(
        score=round(max([chances.verdict, *(f.score for f in findings)]), 4),
        findings=findings,
        model=scores.model,
        categories=tuple((c, round(chances.by_category[c], 4)) for c in Category),
        vetoes=(*evidence.vetoes, *sorted(told)),
        incivility=round(chances.incivility, 4),
    )


@dataclass(frozen=True, slots=True)
class _Chances:
    """The calibrated chances of the verdict, of incivility and of each category."""

    verdict: float
    incivility: float
    by_category: dict[Category, float]

    @classmethod
    def of(cls, evidence: Evidence, scores: Scores) -> "_Chances":
        best = evidence.best()

        def chance(head: str, found: float) -> float:
            rules = Rules(found, evidence.swearing)
            return scores.fusion.chance(scores, head, rules)

        return cls(
            chance(VIOLATION, evidence.score),
            chance(INCIVILITY, evidence.score),
            {c: chance(c.value, best.get(c, 0.0)) for c in Category},
        )

    @property
    def lead(self) -> Category:
        """The likeliest category."""
        return max(self.by_category, key=self.by_category.__getitem__)


@dataclass(frozen=True, slots=True)
class _Considered:
    """A category that may count, from which level on, and why it does not."""

    category: Category
    target: Target
    score: float
    level: Caution
    hits: tuple[Hit, ...]
    veto: str


def _considered(
    evidence: Evidence, scores: Scores, chances: _Chances
) -> Iterator[_Considered]:
    verdict = scores.fusion.level(VIOLATION, chances.verdict)
    for category in Category:
        hits = [hit for hit in evidence.hits if hit.category is category]
        worst = max(hits, key=lambda hit: hit.score, default=None)
        opposed = bool(scores.encoder) and chances.verdict < _OPPOSED
        by_rule = _by_rule(evidence, worst, verdict, opposed=opposed) if worst else None
        chance = chances.by_category[category]
        by_model = scores.fusion.level(category.value, chance)
        at_leader = Target.PUBLIC_FIGURE in evidence.mentions
        calm = not hits and evidence.temper < _CALM
        if category is chances.lead:
            by_both = _both if calm and at_leader else _more_careful
            by_model = by_both(by_model, verdict)
            chance = max(chance, chances.verdict)
        elif not hits and scores.encoder.get(category.value, -1.0) < _DOUBTFUL:
            by_model = None
        if calm and (at_leader or category not in RAISED):
            by_model = _less_careful(by_model)
        level = _more_careful(by_rule, by_model)
        if level is None:
            continue
        counted = tuple(hit for hit in hits if hit.score >= WORTH_TELLING)
        target = worst.target if counted and worst else Target.NOBODY
        if target is Target.NOBODY:
            target = _target(evidence, scores)
        score = max(chance, worst.score) if by_rule and worst else chance
        veto = _veto(evidence, category, target, counted)
        yield _Considered(category, target, score, level, counted, veto)


def _by_rule(
    evidence: Evidence, hit: Hit, verdict: Caution | None, *, opposed: bool
) -> Caution | None:
    """Return from which level on a hit counts; None if it does not.

    Threats count by themselves. Other hits do in long texts, if they are sure, or where
    the model's verdict is at most one level short of theirs: two who agree.
    """
    level = level_of(hit)
    if len(evidence.plain.text) > _LONG:
        sure = level is Caution.VERY_CAUTIOUS
        return level if sure or hit.category in RAISED else None
    if hit.category in RAISED:
        return None if opposed else level
    return level if level and verdict and _nearly(verdict, level) else None


def _nearly(one: Caution, other: Caution) -> bool:
    """Whether a level is as careful as another, or one less."""
    return LEVELS.index(one) <= LEVELS.index(other) + 1


def _more_careful(one: Caution | None, other: Caution | None) -> Caution | None:
    if one and other:
        return min(one, other, key=LEVELS.index)
    return one or other


def _both(one: Caution | None, other: Caution | None) -> Caution | None:
    """Return from which level on both count."""
    return max(one, other, key=LEVELS.index) if one and other else None


def _less_careful(level: Caution | None) -> Caution | None:
    """Return the next more eager level, if there is one."""
    later = LEVELS[LEVELS.index(level) + 1 :] if level else ()
    return later[0] if later else None


def _target(evidence: Evidence, scores: Scores) -> Target:
    """Return whom the words hit: what the model thinks, and whom the text names."""
    if not scores.targets:
        return Target.OTHER_USER
    weighed = {
        target: chance * (1.0 if _is_named(target, evidence) else _UNNAMED)
        for target, chance in scores.targets.items()
    }
    best = max(weighed, key=weighed.__getitem__)
    if best in _ALLOWED and weighed[best] < _SURE * sum(weighed.values()):
        return max(_PROTECTED, key=weighed.__getitem__)
    return best


def _is_named(target: Target, evidence: Evidence) -> bool:
    return target is Target.NOBODY or target in evidence.mentions


def _veto(
    evidence: Evidence, category: Category, target: Target, counted: Sequence[Hit]
) -> str:
    """Say why a finding is left alone; "" if it is not."""
    if any(hit.target is not Target.NOBODY for hit in counted):
        return ""
    if evidence.is_stopped:
        return "only words that are quoted, denied or otherwise not meant"
    if category in _NEVER and target is Target.PUBLIC_FIGURE:
        return ""
    return _ALLOWED.get(target, "")


def lacks_words(reading: Reading) -> bool:
    """Whether a finding rests on no words yet, so that all of the text is shown."""
    return any(span.why == ALL_OF_IT for f in reading.findings for span in f.spans)


def _finding(evidence: Evidence, scores: Scores, one: _Considered) -> Finding:
    hits = one.hits or pulled(scores.pulls, one.category, one.target)
    spans, shown = spans_of(evidence.plain, hits), evidence.text
    if hits:
        worst = max(hits, key=lambda hit: hit.score)
        start, end = evidence.plain.original(worst.start, worst.end)
        # Rules name whole turns of phrase; a single word says little by itself.
        shown = evidence.text[start:end] if one.hits else around(shown, start, end)
    return Finding(
        one.category,
        one.target,
        round(one.score, 4),
        spans or (Span(0, len(evidence.text), ALL_OF_IT),),
        reason(one.category, one.target, shown),
        one.level,
    )
