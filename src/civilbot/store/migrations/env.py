"""Alembic loads this to run migrations on the connection that `store.migrate` gives."""

from alembic import context

from civilbot.store.schema import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
)
with context.begin_transaction():
    context.run_migrations()
