"""Texts that the detector is in doubt about, and what a second opinion changes."""

from dataclasses import replace

from civilbot.language.score import findings_at
from civilbot.model import Caution, Judgement, Opinion, Reading


def in_doubt(eager: Reading) -> bool:
    """Whether an eager reading found something that the most careful would not flag."""
    sure = findings_at(eager, Caution.VERY_CAUTIOUS)
    return bool(eager.findings) and not sure


def heed(eager: Reading, caution: Caution, opinion: Opinion | None) -> Reading:
    """Settle an eager reading at a caution level, heeding a second opinion.

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
        findings = eager.findings
    return replace(eager, findings=findings, vetoes=vetoes, opinion=opinion)
