"""Replays history through rules and says what they would do; nothing is done."""
