"""Brings a database to the tables that this civilbot knows, and checks that it is."""

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from civilbot.errors import Refused
from civilbot.store.connect import Database, connect
from civilbot.store.schema import VERSION_TABLE, metadata

#: Any number will do; two civilbots that migrate at once wait for each other.
_MIGRATION_LOCK = 7_215_033_911


def migrate(url: str) -> str:
    """Make or upgrade the tables at a URL; returns a sentence that says so."""
    database = connect(url)
    try:
        return f"{database.name} is at revision {upgrade(database)}"
    finally:
        database.close()


def check(url: str) -> str:
    """Check that the database at a URL can be used as it is; a sentence says so."""
    database = connect(url, create=False)
    try:
        return f"{database.name} is at revision {current(database)}"
    finally:
        database.close()


def upgrade(database: Database) -> str:
    """Make or upgrade the tables, in one transaction; returns the revision."""
    scripts = _scripts()
    newest = scripts.get_current_head() or ""
    with database.writing() as connection:
        if not database.is_file:
            connection.execute(
                text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATION_LOCK}
            )
        if _revision(connection, scripts, database.name) != newest:
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    return newest


def current(database: Database) -> str:
    """Give the revision of a database that is up to date; refuse any other."""
    scripts = _scripts()
    with database.reading() as connection:
        found = _revision(connection, scripts, database.name)
    if found != scripts.get_current_head():
        what = "was written by an older civilbot" if found else "has no tables yet"
        raise Refused(f"{database.name} {what}: run `civilbot migrate` first")
    return found


def _revision(connection: Connection, scripts: ScriptDirectory, name: str) -> str:
    """Read a database's revision, "" if it is empty; refuse what we do not know."""
    options = {"version_table": VERSION_TABLE}
    context = MigrationContext.configure(connection, opts=options)
    found = context.get_current_revision()
    if found is None:
        _refuse_foreign(connection, name)
        return ""
    if found not in {script.revision for script in scripts.walk_revisions()}:
        raise Refused(
            f"{name} was written by a newer civilbot (revision {found}): "
            "upgrade civilbot or restore a backup"
        )
    return found


def _refuse_foreign(connection: Connection, name: str) -> None:
    """Refuse a database in which another program uses the names of our tables."""
    taken = sorted(set(inspect(connection).get_table_names()) & set(metadata.tables))
    if taken:
        raise Refused(
            f"{name} belongs to another program (it has a table {taken[0]!r}): "
            "give civilbot a database of its own"
        )


def _config() -> Config:
    """Point Alembic at the migrations inside this package."""
    config = Config()
    config.set_main_option("script_location", "civilbot.store:migrations")
    return config


def _scripts() -> ScriptDirectory:
    """Read the list of migrations."""
    return ScriptDirectory.from_config(_config())
