"""Replies that stay right: asked for, answered, corrected, taken back."""

from civilbot.replies.listening import Listener
from civilbot.replies.retracting import Retraction
from civilbot.replies.upkeep import Upkeep

__all__ = ["Listener", "Retraction", "Upkeep"]
