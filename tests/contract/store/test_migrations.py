"""The tables are made and checked; what is not ours or too new is not touched."""

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from civilbot.errors import Refused
from civilbot.store import SqlStore
from civilbot.store.connect import Database, connect
from civilbot.store.migrate import check, migrate
from civilbot.store.schema import REVISION, VERSION_TABLE, metadata


@pytest.fixture
def database(database_url: str):
    """The database itself, empty."""
    opened = connect(database_url)
    yield opened
    opened.close()


def test_migrations_make_exactly_the_tables_that_the_code_knows(database_url, database):
    """From nothing to the newest revision gives the metadata, types included."""
    migrate(database_url)
    options = {"version_table": VERSION_TABLE, "compare_type": True}
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def test_migrating_again_changes_nothing(database_url):
    """It can be run at every start."""
    assert migrate(database_url) == migrate(database_url)
    assert check(database_url).endswith(f" is at revision {REVISION}")


def test_a_newer_database_is_refused(database_url, database):
    """Neither opened nor migrated nor found to be in order."""
    migrate(database_url)
    _run(database, "UPDATE civilbot_version SET version_num = '0099'")
    for use in (SqlStore, migrate, check):
        with pytest.raises(Refused) as raised:
            use(database_url)
        assert str(raised.value).endswith(
            "was written by a newer civilbot (revision 0099): "
            "upgrade civilbot or restore a backup"
        )


def test_an_empty_database(database_url, database):
    """A file is filled at the start; a server only by `civilbot migrate`."""
    if database.is_file:
        SqlStore(database_url).close()
        assert check(database_url).endswith(f" is at revision {REVISION}")
        return
    with pytest.raises(Refused, match="no tables yet: run `civilbot migrate` first"):
        SqlStore(database_url)


def test_another_programs_tables_are_not_touched(database_url, database):
    """Tables of our names without our revision are somebody else's."""
    _run(database, "CREATE TABLE decisions (id INTEGER)")
    with pytest.raises(Refused, match="belongs to another program"):
        migrate(database_url)
    with database.reading() as connection:
        assert inspect(connection).get_table_names() == ["decisions"]


def test_a_migration_that_fails_leaves_nothing(database_url, database):
    """Tables are made in one transaction, on SQLite as well."""
    _run(database, "CREATE TABLE leftover (id INTEGER)")
    _run(database, "CREATE INDEX ix_agreements_item_key ON leftover (id)")
    with pytest.raises(Refused, match="ix_agreements_item_key"):
        migrate(database_url)
    with database.reading() as connection:
        assert inspect(connection).get_table_names() == ["leftover"]


def _run(database: Database, statement: str) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql(statement)


def test_an_older_database_is_upgraded_with_what_it_holds(database_url, database):
    """Decisions and actions of the first revision are there, and can be added to."""
    with database.writing() as connection:
        config = Config()
        config.set_main_option("script_location", "civilbot.store:migrations")
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    _run(
        database,
        "INSERT INTO decisions VALUES ('t3_a@0', 'case', 't3_a', 't3', 'news', 'News',"
        " 't3_a', '', 'T', 1, 0, 1, 'act', false, '{}', NULL, NULL, '{}', '', NULL,"
        " NULL, NULL, false)",
    )
    _run(
        database,
        "INSERT INTO actions VALUES ('k', 'bot', 'case', 't3_a@0', 0, 'reply', 'news',"
        " 't3_a', 't3_a', 'b@1', '{}', 'done', 1, 0, 1, 't1_ours', '', 1, '', 0,"
        " false)",
    )
    migrate(database_url)
    with database.reading() as connection:
        query = "SELECT item_key, external_id FROM actions"
        assert connection.exec_driver_sql(query).all() == [("t3_a@0", "t1_ours")]
        options = {"version_table": VERSION_TABLE, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
    _run(database, "UPDATE actions SET item_key = NULL")
