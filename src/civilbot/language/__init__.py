"""Reads what people write and finds what attacks people: pure, offline, explained."""

from civilbot.language.doubt import heed, in_doubt
from civilbot.language.explain import (
    CALL_TO_ACTION,
    one_line,
    report_reason,
    sentence,
    tagged,
)
from civilbot.language.fused import lacks_words
from civilbot.language.reader import MODEL, read
from civilbot.language.score import findings_at
from civilbot.language.scores import Scores
from civilbot.model import Caution

__all__ = [
    "CALL_TO_ACTION",
    "MODEL",
    "Caution",
    "Scores",
    "findings_at",
    "heed",
    "in_doubt",
    "lacks_words",
    "one_line",
    "read",
    "report_reason",
    "sentence",
    "tagged",
]
