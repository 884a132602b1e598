"""Read one text: what in it attacks people, how sure that is, what was left alone."""

from collections.abc import Iterator, Sequence

from civilbot.language.evidence import CUT, Evidence, gather
from civilbot.language.explain import reason
from civilbot.language.fused import fused
from civilbot.language.hits import Hit
from civilbot.language.score import counts_at, level_of
from civilbot.language.scores import Scores
from civilbot.language.spans import spans_of
from civilbot.model import Category, Caution, Finding, Reading

__all__ = ["CUT", "MODEL", "read"]

#: Name and version of what judges where no model is at hand.
MODEL = "words-2"


def read(
    text: str,
    *,
    caution: Caution = Caution.CAUTIOUS,
    parent: str = "",
    title: str = "",
    people: Sequence[str] = (),
    scores: Scores | None = None,
) -> Reading:
    """Judge a text.

    Args:
        text: what somebody wrote, in Reddit's Markdown.
        caution: how sure the bot must be before it reports a finding.
        parent: the text that this one answers, if known.
        title: the title of its thread; names in it count as public figures.
        people: more public figures of the thread.
        scores: what the trained model made of it; without, words alone decide.
    """
    evidence = gather(text, parent=parent, title=title, people=people)
    if scores is not None:
        return fused(evidence, scores, caution)
    if evidence.abstained:
        return Reading(
            0.0, (), MODEL, vetoes=evidence.vetoes, abstained=evidence.abstained
        )
    best = evidence.best()
    return Reading(
        score=round(evidence.score, 4),
        findings=tuple(_findings(evidence, caution)),
        model=MODEL,
        categories=tuple((c, round(best.get(c, 0.0), 4)) for c in Category),
        vetoes=evidence.vetoes,
    )


def _findings(evidence: Evidence, caution: Caution) -> Iterator[Finding]:
    """Join the hits that pass the operating point, one finding for each category."""
    for category in Category:
        passed = [
            hit
            for hit in evidence.hits
            if hit.category is category and counts_at(level_of(hit), caution)
        ]
        if passed:
            yield _finding(evidence, passed)


def _finding(evidence: Evidence, passed: Sequence[Hit]) -> Finding:
    worst = max(passed, key=lambda hit: hit.score)
    start, end = evidence.plain.original(worst.start, worst.end)
    level = level_of(worst)
    return Finding(
        worst.category,
        worst.target,
        round(worst.score, 4),
        spans_of(evidence.plain, passed),
        reason(worst.category, worst.target, evidence.text[start:end]),
        level or Caution.EAGER,
    )
