"""How tests get somebody who asks, and read what was logged."""

from typing import Protocol

from civilbot.second_opinion import HttpSecondOpinion
from tests.builders import Lines

TEXT = "You are a fool, and your graphs are upside down."


class Asking(Protocol):
    """Makes somebody who asks the test's server."""

    def __call__(self, **changes: object) -> HttpSecondOpinion:
        """With these things changed."""


def reasons(lines: Lines) -> list[tuple[str, str]]:
    """Why there were no opinions: event and reason of each line."""
    return [(line["event"], line["why"]) for line in lines.kept]
