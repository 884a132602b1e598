"""An evening on a simulated Reddit, with the real bot at work on it."""

from civilbot.demo.play import play_evening

__all__ = ["play_evening"]
