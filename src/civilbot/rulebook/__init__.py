"""The moderators' wiki pages: rules that are in force, and the switch."""

from civilbot.rulebook.differences import differences
from civilbot.rulebook.health import Health, rules_health, switch_health
from civilbot.rulebook.reading import read_page
from civilbot.rulebook.rulebook import Rulebook, source_of
from civilbot.rulebook.watching import SOURCE, WikiWatch

__all__ = [
    "SOURCE",
    "Health",
    "Rulebook",
    "WikiWatch",
    "differences",
    "read_page",
    "rules_health",
    "source_of",
    "switch_health",
]
