"""A wrong or unreachable database is told in one line, without its password."""

import os
import sqlite3
import stat
from pathlib import Path

import pytest

from civilbot.errors import BadInput, Refused
from civilbot.store import SqlStore
from civilbot.store.connect import connect
from civilbot.store.migrate import check, migrate
from civilbot.store.schema import REVISION


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("", "is not a database URL"),
        ("civilbot.sqlite3", "is not a database URL"),
        ("postgresql://u:hunter2@host:port/x", "is not a database URL"),
        ("mysql://u:hunter2@host/x", "does not work with 'mysql'"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        (
            "postgresql://u:hunter2@127.0.0.1:1/x?sslmoed=off",
            'invalid connection option "sslmoed"',
        ),
    ],
)
def test_a_malformed_url_is_bad_input(url, problem):
    """The message says what to write instead, and never repeats the URL."""
    with pytest.raises(BadInput) as raised:
        SqlStore(url)
    assert problem in str(raised.value)
    assert "sqlite:///FILE or postgresql://" in str(raised.value)
    assert "hunter2" not in str(raised.value)


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_a_server_that_cannot_be_reached_is_refused(scheme):
    """One line names server and database; user and password are not told."""
    with pytest.raises(Refused) as raised:
        SqlStore(f"{scheme}://someone:hunter2@127.0.0.1:1/civil?connect_timeout=2")
    said = str(raised.value)
    assert said.startswith("the database postgresql://127.0.0.1:1/civil: ")
    assert "\n" not in said
    assert "hunter2" not in said
    assert "someone" not in said


def test_a_missing_folder_is_refused(tmp_path: Path):
    """The line names the file and what is wrong with it."""
    path = tmp_path / "nowhere" / "civilbot.sqlite3"
    with pytest.raises(Refused) as raised:
        SqlStore(f"sqlite:///{path}")
    assert str(raised.value) == (
        f"the database {path} cannot be written: No such file or directory"
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path):
    """A read-only folder cannot hold what must be remembered."""
    tmp_path.chmod(0o500)
    with pytest.raises(Refused, match="cannot be written: Permission denied"):
        SqlStore(f"sqlite:///{tmp_path / 'civilbot.sqlite3'}")


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path):
    """Nor can a folder."""
    with pytest.raises(Refused, match="unable to open database file"):
        SqlStore(f"sqlite:///{tmp_path}")


def test_a_file_of_something_else_is_refused(tmp_path: Path):
    """It is not overwritten."""
    path = tmp_path / "notes.txt"
    path.write_text("these are my notes, not a database\n" * 50)
    with pytest.raises(Refused, match="file is not a database"):
        SqlStore(f"sqlite:///{path}")
    assert path.read_text().startswith("these are my notes")


def test_only_the_owner_can_read_the_file(tmp_path: Path):
    """It holds what people wrote; its log beside it is as private."""
    path = tmp_path / "civilbot.sqlite3"
    store = SqlStore(f"sqlite:///{path}")
    store.beat("a", now=1.0)
    modes = {
        file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()
    }
    store.close()
    assert modes == {
        "civilbot.sqlite3": 0o600,
        "civilbot.sqlite3-wal": 0o600,
        "civilbot.sqlite3-shm": 0o600,
    }


def test_commits_reach_the_disk(tmp_path: Path):
    """A power cut must not lose that an action was sent (synchronous is FULL, 2)."""
    database = connect(f"sqlite:///{tmp_path / 'civilbot.sqlite3'}")
    with database.reading() as connection:
        found = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("synchronous", "journal_mode", "foreign_keys", "busy_timeout")
        ]
    database.close()
    assert found == [2, "wal", 1, 15000]


def test_a_reader_does_not_wait_for_a_writer(tmp_path: Path):
    """`civilbot log` answers while the service writes."""
    url = f"sqlite:///{tmp_path / 'civilbot.sqlite3'}"
    store = SqlStore(url)
    other = sqlite3.connect(tmp_path / "civilbot.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert store.cursor("new") is None
    other.close()
    store.close()


def test_checking_makes_no_file(tmp_path: Path):
    """A doctor does not treat."""
    url = f"sqlite:///{tmp_path / 'civilbot.sqlite3'}"
    with pytest.raises(Refused, match="there is no database at "):
        check(url)
    assert list(tmp_path.iterdir()) == []
    assert migrate(url).endswith(f"civilbot.sqlite3 is at revision {REVISION}")
    assert check(url).endswith(f"civilbot.sqlite3 is at revision {REVISION}")
