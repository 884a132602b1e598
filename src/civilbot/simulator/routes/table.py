"""What one endpoint of the simulated Reddit is: path, method, scope and handler."""

from collections.abc import Callable
from dataclasses import dataclass

from civilbot.simulator.answers import Answer


@dataclass(frozen=True, slots=True)
class Route:
    """One endpoint."""

    method: str
    path: str
    """In werkzeug's spelling: `/r/<sr>/about`."""
    scope: str
    """What a token needs, in Reddit's words; see reddit.com/api/v1/scopes."""
    handler: Callable[..., Answer]
