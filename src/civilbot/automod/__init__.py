"""Translates AutoModerator's rules into civilbot's, and lists what cannot be."""

from civilbot.automod.actions import Instead
from civilbot.automod.losses import Loss, Lost
from civilbot.automod.translation import Carried, Translation, translate

__all__ = ["Carried", "Instead", "Loss", "Lost", "Translation", "translate"]
