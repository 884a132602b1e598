"""How often moderators wanted a briefing where it was proposed or posted."""

from dataclasses import dataclass

from civilbot.shares import Interval, wilson

#: Of fewer answers no share is given.
ENOUGH = 5


@dataclass(frozen=True, slots=True)
class Standing:
    """In how many threads a briefing was wanted, by the latest word in each."""

    #: A moderator approved it, asked for it or kept the reply …
    wanted: int = 0
    #: … declined it or removed the reply …
    unwanted: int = 0
    #: … or said nothing of it yet.
    unanswered: int = 0

    @property
    def answered(self) -> int:
        """The threads in which a moderator said something."""
        return self.wanted + self.unwanted

    @property
    def share(self) -> float | None:
        """How often it was wanted; None where that is too few to say."""
        return self.wanted / self.answered if self.answered >= ENOUGH else None

    @property
    def interval(self) -> Interval:
        """The range of the share that the answers allow (95 %)."""
        return wilson(self.wanted, self.answered)

    def __str__(self) -> str:
        if not self.answered:
            return "no moderator has said yet whether it is wanted"
        told = f"wanted in {self.wanted} of {self.answered} threads"
        if self.share is None:
            return f"{told}, too few to say more"
        share, low, high = (
            round(100 * part)
            for part in (self.share, self.interval.low, self.interval.high)
        )
        return f"{told}, {share} % (95 % range: {low} to {high} %)"
