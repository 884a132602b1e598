"""Tries the examples in a rules document, and says what happened where one fails."""

from civilbot.rules_examples.failing import failing, failure
from civilbot.rules_examples.running import Models, Tried, tried

__all__ = ["Models", "Tried", "failing", "failure", "tried"]
