"""Opens the database at a URL, and says in one line what is wrong if it cannot.

The password is never shown, nor is anything that a user wrote.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, ProgrammingError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from civilbot.errors import BadInput, Place, Problem, Refused

_SHAPES = "sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME"

_PRAGMAS = (
    # Another process may be writing: wait for it, in milliseconds.
    "busy_timeout=15000",
    "journal_mode=WAL",
    # NORMAL may lose the last commits when the power fails. A lost "sent" would
    # let an action be sent twice, so each commit reaches the disk: a few
    # milliseconds, and Reddit allows less than two requests a second.
    "synchronous=FULL",
    "foreign_keys=ON",
    # What is forgotten is overwritten in the file, not only unlinked.
    "secure_delete=ON",
)


class Database:
    """An open database: transactions for reading and writing, and plain errors."""

    def __init__(self, engine: Engine, name: str) -> None:
        """Keep the engine and a name that people may see."""
        self._engine = engine
        self._reader = engine.execution_options(reading=True)
        self.name = name

    @property
    def is_file(self) -> bool:
        """Whether it is a SQLite file of our own, not a shared server."""
        return self._engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One transaction that only reads; it never waits for writers."""
        with self._plain_errors(), self._reader.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it is written, or nothing."""
        with self._plain_errors(), self._engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @contextmanager
    def _plain_errors(self) -> Iterator[None]:
        """Let only errors of civilbot out."""
        try:
            yield
        except ProgrammingError as error:
            if "invalid connection option" in str(error.orig):
                raise _bad_url(_first_line(error)) from error
            raise Refused(f"{self.name}: {_first_line(error)}") from error
        except (DBAPIError, NoConnectionFree) as error:
            raise Refused(f"{self.name}: {_first_line(error)}") from error


def connect(url: str, *, create: bool = True) -> Database:
    """Open the database at a URL; its tables are the business of `store.migrate`.

    Args:
        url: `sqlite:///FILE` or `postgresql://…`.
        create: whether a missing SQLite file may be made.
    """
    parsed = _parse(url)
    if parsed.get_backend_name() == "sqlite":
        return _open_file(parsed, create=create)
    return _open_server(parsed)


def _parse(url: str) -> URL:
    """Read a database URL."""
    try:
        parsed = make_url(url)
        backend = parsed.get_backend_name()
    except (ArgumentError, ValueError) as error:
        raise _bad_url("is not a database URL") from error
    if backend in {"postgresql", "postgres"}:
        return parsed.set(drivername="postgresql+psycopg")
    if backend != "sqlite":
        raise _bad_url(f"civilbot does not work with {backend!r}")
    if parsed.database in {None, "", ":memory:"}:
        raise _bad_url("names no file; what the bot remembers must survive a crash")
    return parsed.set(drivername="sqlite+pysqlite")


def _bad_url(message: str) -> BadInput:
    """Complain of the URL without repeating it: it may hold a password."""
    return BadInput(Problem(Place("database"), message, f"write {_SHAPES}"))


def _open_file(url: URL, *, create: bool) -> Database:
    """Open a SQLite file."""
    path = Path(url.database or "")
    _prepare(path, create=create)
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return Database(engine, f"the database {path}")


def _prepare(path: Path, *, create: bool) -> None:
    """Make sure that the file is there."""
    if path.exists():
        return
    if not create:
        raise Refused(f"there is no database at {path}: run `civilbot migrate` first")
    try:
        _make(path)
    except FileExistsError:
        return  # another process was faster
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise Refused(f"the database {path} cannot be written: {why}") from error


def _make(path: Path) -> None:
    """Make an empty file that only its owner can read; SQLite keeps its mode.

    It gets its name when it is ready: of two that switch a file to a write-ahead
    log at once, SQLite tells one that the database is locked, without waiting.
    """
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    os.close(descriptor)
    draft = Path(name)
    try:
        with closing(sqlite3.connect(draft)) as connection:
            connection.execute("PRAGMA journal_mode=WAL").close()
        path.hardlink_to(draft)
    finally:
        draft.unlink()


def _set_pragmas(connection: Any, _: object) -> None:
    """Prepare a new SQLite connection."""
    # The driver's own transactions begin too late, at the first write; with None
    # it leaves them to us (see "begin" below).
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: Connection) -> None:
    """Begin a SQLite transaction.

    A writer takes the lock at once: one that reads first and writes later can
    find that it may not, and no waiting helps it (SQLITE_BUSY_SNAPSHOT).
    """
    reading = connection.get_execution_options().get("reading")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _open_server(url: URL) -> Database:
    """Prepare connections to a PostgreSQL server; the first use connects."""
    patience = {} if "connect_timeout" in url.query else {"connect_timeout": 10}
    engine = create_engine(
        url, hide_parameters=True, pool_pre_ping=True, connect_args=patience
    )
    return Database(engine, f"the database {_server_name(url)}")


def _server_name(url: URL) -> str:
    """Name a server and database: no user, no password, no options."""
    host = url.host or url.query.get("host", "localhost")
    port = f":{url.port}" if url.port else ""
    return f"postgresql://{host}{port}/{url.database or ''}"


def _first_line(error: Exception) -> str:
    """Say what the driver said, in one line and without the statement."""
    said = str(error.orig if isinstance(error, DBAPIError) else error)
    return said.strip().partition("\n")[0] or type(error).__name__
