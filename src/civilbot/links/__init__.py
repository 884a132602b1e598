"""Follows the references of briefings, politely, and remembers what was seen."""

from civilbot.links.check import LinkCheck
from civilbot.links.memory import LINKS_FILE, Memory
from civilbot.links.watch import LinkWatch

__all__ = ["LINKS_FILE", "LinkCheck", "LinkWatch", "Memory"]
