"""Finds what a rules document says that cannot be meant: pure, and with places.

What is no valid document is refused when it is read; here it is valid, and a person
who wrote a rule that never fires, or fires on everything, is told so.
"""

from civilbot.rules_lint.checking import check
from civilbot.rules_lint.finding import Finding, Known, Severity, refused

__all__ = ["Finding", "Known", "Severity", "check", "refused"]
