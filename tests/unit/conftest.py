"""What unit tests share: an empty database in a file, and a stopped clock."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from civilbot.store import SqlStore
from tests.builders import StoppedClock


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with all tables and nothing in them, made once."""
    path = tmp_path_factory.mktemp("database") / "empty.sqlite3"
    SqlStore(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def store(empty_database: Path, tmp_path: Path) -> Iterator[SqlStore]:
    """A store of this test's own."""
    path = tmp_path / "civilbot.sqlite3"
    shutil.copy(empty_database, path)
    opened = SqlStore(f"sqlite:///{path}")
    yield opened
    opened.close()


@pytest.fixture
def clock() -> StoppedClock:
    """A clock that stands at noon of 1 April 2031."""
    return StoppedClock()
