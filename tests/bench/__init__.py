"""Measures the bot on this machine; run by `make bench`."""
