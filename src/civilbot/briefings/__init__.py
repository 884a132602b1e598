"""Briefings: dated, balanced background on one subject, and when to offer it."""

from civilbot.briefings.article import Briefing, parse_briefing
from civilbot.briefings.lessons import Lesson, unwritten, with_lessons
from civilbot.briefings.lint import Lint, Severity, check
from civilbot.briefings.match import match
from civilbot.briefings.reply import Wording, found_in, render, revision_in, strike
from civilbot.briefings.standing import Standing
from civilbot.briefings.teaching import (
    Meaning,
    Taught,
    labels,
    teach,
    texts,
    understand,
)

__all__ = [
    "Briefing",
    "Lesson",
    "Lint",
    "Meaning",
    "Severity",
    "Standing",
    "Taught",
    "Wording",
    "check",
    "found_in",
    "labels",
    "match",
    "parse_briefing",
    "render",
    "revision_in",
    "strike",
    "teach",
    "texts",
    "understand",
    "unwritten",
    "with_lessons",
]
