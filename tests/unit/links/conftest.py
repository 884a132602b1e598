"""A site on this machine, and a checker that may go there."""

from collections.abc import Iterator

import pytest

from civilbot.links import LinkCheck
from tests.builders import StoppedClock
from tests.unit.links.site import Site, a_site


@pytest.fixture(name="site")
def _site() -> Iterator[Site]:
    """Serve pages for one test."""
    with a_site() as site:
        yield site


@pytest.fixture(name="clock")
def _clock() -> StoppedClock:
    """Stop the time, so that waiting costs none."""
    return StoppedClock()


@pytest.fixture(name="check")
def _check(clock: StoppedClock) -> LinkCheck:
    """Make a checker that may follow links to this machine."""
    return LinkCheck(clock=clock, private_too=True, timeout_s=5.0)
