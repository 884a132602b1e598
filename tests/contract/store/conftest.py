"""Gives each test a database of its own, on SQLite and on PostgreSQL."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from civilbot.store import SqlStore
from civilbot.store.migrate import migrate
from tests.databases import server


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
)
def database_url(request, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database, dropped afterwards."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'civilbot.sqlite3'}"
        return
    yield from _postgres_schema(server())


def _postgres_schema(url: str) -> Iterator[str]:
    name = f"test_{uuid4().hex}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE SCHEMA "{name}"'.encode())
        join = "&" if "?" in url else "?"
        yield f"{url}{join}options=-csearch_path%3D{name}"
        connection.execute(f'DROP SCHEMA "{name}" CASCADE'.encode())


@pytest.fixture(scope="session")
def fresh_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables, to be copied: that is faster than to migrate."""
    path = tmp_path_factory.mktemp("fresh") / "civilbot.sqlite3"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def store(database_url: str, fresh_file: Path) -> Iterator[SqlStore]:
    """A store with all tables and nothing in them."""
    if database_url.startswith("sqlite:///"):
        shutil.copy(fresh_file, database_url.removeprefix("sqlite:///"))
    else:
        migrate(database_url)
    opened = SqlStore(database_url)
    yield opened
    opened.close()
