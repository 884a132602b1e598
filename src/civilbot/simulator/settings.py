"""What can be set on the simulated Reddit: quotas, token life, who the bot is."""

from dataclasses import dataclass

CLIENT_ID = "simulated-client"
CLIENT_SECRET = "simulated-secret"  # noqa: S105 - it protects nothing
PASSWORD = "simulated-password"  # noqa: S105 - it protects nothing
BOT_NAME = "civilbot"


@dataclass(slots=True)
class Settings:
    """The rules of this Reddit that tests and scenarios change."""

    budget: int = 1000
    """Requests per client in each window of 600 seconds."""
    token_lifetime_s: float = 86_400.0
    comment_cooldown_s: float = 0.0
    """How long somebody who is no moderator must wait between two comments."""
    comments_per_page: int = 200
    """How many comments a thread shows before `more`."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a bot needs to log in here."""

    client_id: str = CLIENT_ID
    client_secret: str = CLIENT_SECRET
    username: str = BOT_NAME
    password: str = PASSWORD
