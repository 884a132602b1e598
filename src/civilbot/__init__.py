"""civilbot: a gentle Reddit moderation bot that can explain every decision."""

__version__ = "0.1.0"
