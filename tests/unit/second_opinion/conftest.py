"""What these tests share: the server, a log, and who asks."""

from collections.abc import Iterator
from typing import Any

import pytest

from civilbot.second_opinion import HttpSecondOpinion
from tests.builders import Lines, StoppedClock
from tests.unit.second_opinion.asking import Asking
from tests.unit.second_opinion.stub import Stub


@pytest.fixture
def server() -> Iterator[Stub]:
    """A server that gives good answers until it is told otherwise."""
    stub = Stub()
    yield stub
    stub.close()


@pytest.fixture
def lines() -> Lines:
    """What is logged."""
    return Lines()


@pytest.fixture
def asking(server: Stub, clock: StoppedClock, lines: Lines) -> Asking:
    """Makes who asks the server; anything about it may be changed."""

    def make(**changes: Any) -> HttpSecondOpinion:
        usual = {
            "url": server.url,
            "model": "judge-1",
            "timeout_s": 5.0,
            "clock": clock,
            "log": lines.log,
        }
        return HttpSecondOpinion(**{**usual, **changes})

    return make
