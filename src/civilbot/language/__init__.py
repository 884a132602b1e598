"""Reads what people write and finds what attacks people: pure, offline, explained."""

from civilbot.language.explain import CALL_TO_ACTION, report_reason, sentence
from civilbot.language.reader import MODEL, read
from civilbot.language.score import findings_at
from civilbot.model import Caution

__all__ = [
    "CALL_TO_ACTION",
    "MODEL",
    "Caution",
    "findings_at",
    "read",
    "report_reason",
    "sentence",
]
