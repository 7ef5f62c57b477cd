"""Alembic's entry: runs our migrations in order on the connection that `store/migrate.py` hands in."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], target_metadata=None)
context.run_migrations()
