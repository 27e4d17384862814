"""Runs the migration steps on the connection, and inside the transaction, that it is handed."""

from alembic import context

from clinic_app.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
context.run_migrations()
