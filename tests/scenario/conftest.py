"""What scenarios share: the bot's parts on a simulated Reddit."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from civilbot.simulator import Simulator
from tests.scenario.rig import Rig


@pytest.fixture
def rig(sim: Simulator, tmp_path: Path) -> Iterator[Rig]:
    """The bot's parts, in `ask` mode, with an empty database."""
    made = Rig(sim, f"sqlite:///{tmp_path / 'civilbot.sqlite3'}")
    yield made
    made.store.close()
