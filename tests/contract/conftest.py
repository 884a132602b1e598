"""What the contract tests share: the real PRAW, logged in at the simulated Reddit."""

import praw
import pytest

from civilbot.simulator import Simulator
from tests.contract.clients import praw_at
from tests.control import Control


@pytest.fixture
def reddit(sim: Simulator) -> praw.Reddit:
    """PRAW logged in as the bot."""
    return praw_at(sim)


@pytest.fixture
def thread(control: Control) -> str:
    """A thread by alice in HeatedDebate."""
    return control.submit(title="A heated thread", author="alice")


@pytest.fixture
def comment(control: Control, thread: str) -> str:
    """A comment by bob in that thread."""
    return control.comment(thread, "words", author="bob")
