"""Bring a catalogue to this version's schema, by Alembic's migrations."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from ccndocs.store.store import StoreError

HEAD = "0001"
_LOCK = 0x63636E646D6967  # "ccndmig": one process at a time makes the tables


def migrate(engine: Engine, *, create: bool) -> None:
    """Create or upgrade the tables; nothing where they are of this version.

    Raises StoreError `no_store` where there are none and `create` is false, and
    `newer_store` where a later version of the program has been here.
    """
    found = _revision(engine)
    name = engine.url.render_as_string(hide_password=True)
    if found == HEAD:
        return
    if found is None and not create:
        raise StoreError("no_store", name)
    _upgrade(engine, name)


def _revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return _revision_at(connection)


def _revision_at(connection: Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    query = sa.text("SELECT version_num FROM alembic_version")
    value = connection.execute(query).scalar()
    return None if value is None else str(value)


def _upgrade(engine: Engine, name: str) -> None:
    """All or nothing, and one process after the other."""
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    folder = Path(__file__).with_name("migrations")
    # Percent signs are Alembic's own: a path may hold them.
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with engine.connect() as plain:
        alone = plain.execution_options(sqlite_begin="BEGIN IMMEDIATE")
        with alone.begin():
            if engine.dialect.name == "postgresql":
                query = sa.text("SELECT pg_advisory_xact_lock(:key)")
                alone.execute(query, {"key": _LOCK})
            if _revision_at(alone) == HEAD:
                return
            config.attributes["connection"] = alone
            try:
                command.upgrade(config, HEAD)
            except CommandError as error:
                raise StoreError("newer_store", name, detail=str(error)) from error
