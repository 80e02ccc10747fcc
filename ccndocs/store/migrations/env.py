"""Alembic's way in: the connection comes from the program, never from a file."""

from __future__ import annotations

from alembic import context

from ccndocs.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=False,
)
context.run_migrations()
