"""Texts that the detector is in doubt about, and what a second opinion changes."""

from dataclasses import replace

from civilbot.language.score import Choice, findings_at
from civilbot.model import Category, Caution, Judgement, Opinion, Reading, Target


def in_doubt(eager: Reading) -> bool:
    """Whether an eager reading found something that the most careful would not flag."""
    sure = findings_at(eager, Caution.VERY_CAUTIOUS)
    return bool(eager.findings) and not sure


def heed(eager: Reading, caution: Caution | Choice, opinion: Opinion | None) -> Reading:
    """Settle an eager reading at a caution level, heeding a second opinion.

    The level may be chosen by what was found and whom it hits.

    "fine" leaves a doubtful text alone, "violation" lets what only the eager would
    flag count; "unsure", or no opinion, changes nothing.
    """
    findings = findings_at(eager, caution)
    if opinion is None or not in_doubt(eager):
        return replace(eager, findings=findings)
    vetoes = eager.vetoes
    if opinion.verdict is Judgement.FINE:
        findings, vetoes = (), (*vetoes, f"a second opinion ({opinion.model}): fine")
    elif opinion.verdict is Judgement.VIOLATION:
        findings = findings_at(eager, _eager_where(caution))
    return replace(eager, findings=findings, vetoes=vetoes, opinion=opinion)


def _eager_where(caution: Caution | Choice) -> Choice:
    """Take all that is found, but for what is left alone on purpose."""

    def chosen(category: Category, target: Target) -> Caution | None:
        if isinstance(caution, Caution) or caution(category, target) is not None:
            return Caution.EAGER
        return None

    return chosen
