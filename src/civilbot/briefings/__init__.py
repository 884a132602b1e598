"""Briefings: dated, balanced background on one subject, and when to offer it."""

from civilbot.briefings.article import Briefing, parse_briefing
from civilbot.briefings.lint import Lint, Severity, check
from civilbot.briefings.match import match
from civilbot.briefings.reply import found_in, render

__all__ = [
    "Briefing",
    "Lint",
    "Severity",
    "check",
    "found_in",
    "match",
    "parse_briefing",
    "render",
]
