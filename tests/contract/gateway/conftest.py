"""What the tests of the gateway share."""

from collections.abc import Iterator

import pytest

from civilbot.simulator.server import Simulator
from tests.contract.gateway.scripted import ScriptedReddit
from tests.contract.gateway.stage import Stage


@pytest.fixture
def stage() -> Iterator[Stage]:
    """A simulated Reddit that listens, and the bot's view of it."""
    with Simulator() as sim:
        yield Stage(sim)


@pytest.fixture
def scripted() -> Iterator[ScriptedReddit]:
    """A server that answers what a test tells it to."""
    with ScriptedReddit() as server:
        yield server
