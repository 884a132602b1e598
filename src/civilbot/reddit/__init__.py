"""Reddit as the rest of the bot sees it; the only part that knows PRAW."""

from civilbot.reddit.budget import Budget
from civilbot.reddit.gateway import PrawReddit
from civilbot.reddit.sessions import Credentials
from civilbot.reddit.wire import Timeouts

__all__ = ["Budget", "Credentials", "PrawReddit", "Timeouts"]
