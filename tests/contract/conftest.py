"""What the contract tests share: the real PRAW, logged in at the simulated Reddit."""

import praw
import pytest

from civilbot.simulator import Simulator
from tests.contract.clients import praw_at


@pytest.fixture
def reddit(sim: Simulator) -> praw.Reddit:
    """PRAW logged in as the bot."""
    return praw_at(sim)
