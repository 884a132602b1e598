"""What tests in all folders share: a simulated Reddit, and control over it."""

from collections.abc import Iterator

import pytest

from civilbot.simulator import Simulator
from tests.control import Control


@pytest.fixture
def sim() -> Iterator[Simulator]:
    """A fresh simulated Reddit that listens on a free port."""
    with Simulator() as running:
        yield running


@pytest.fixture
def control(sim: Simulator) -> Control:
    """Orders to the simulated Reddit of this test."""
    return Control(sim)
