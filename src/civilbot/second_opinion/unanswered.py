"""Why there is no second opinion."""

from civilbot.errors import Refused


class Unanswered(Refused):
    """There is no opinion to be had; the text says why, in no one's words but ours.

    `fault` is set where the server is to blame, and not the question or a limit
    of ours. `advice` says what a person can do about it, where that is known.
    """

    def __init__(self, why: str, *, fault: bool = False, advice: str = "") -> None:
        """Keep whose fault it is, and the advice."""
        super().__init__(why)
        self.fault = fault
        self.advice = advice
