"""Measures how good the bot is, from labelled files."""
