"""How often a briefing was wanted is told with its range, and never of a few."""

import pytest

from civilbot.briefings import Standing
from civilbot.shares import wilson


@pytest.mark.parametrize(
    ("standing", "told"),
    [
        (Standing(), "no moderator has said yet whether it is wanted"),
        (Standing(unanswered=9), "no moderator has said yet whether it is wanted"),
        (Standing(wanted=4), "wanted in 4 of 4 threads, too few to say more"),
        (
            Standing(wanted=5),
            "wanted in 5 of 5 threads, 100 % (95 % range: 57 to 100 %)",
        ),
        (
            Standing(wanted=9, unwanted=1),
            "wanted in 9 of 10 threads, 90 % (95 % range: 60 to 98 %)",
        ),
    ],
)
def test_a_share_is_never_told_bare(standing: Standing, told: str) -> None:
    """Two of two is no hundred percent."""
    assert str(standing) == told


def test_a_few_answers_have_no_share() -> None:
    """Nor has none."""
    assert Standing(wanted=3, unwanted=1).share is None
    assert Standing(wanted=3, unwanted=2).share == 0.6
    assert Standing(wanted=3, unwanted=2).interval == wilson(3, 5)
