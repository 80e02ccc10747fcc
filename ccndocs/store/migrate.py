"""Bring a catalogue to this version's schema, by Alembic's migrations."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import Engine

from ccndocs.store.store import StoreError

HEAD = "0001"


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
        if not sa.inspect(connection).has_table("alembic_version"):
            return None
        query = sa.text("SELECT version_num FROM alembic_version")
        value = connection.execute(query).scalar()
        return None if value is None else str(value)


def _upgrade(engine: Engine, name: str) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    folder = Path(__file__).with_name("migrations")
    # Percent signs are Alembic's own: a path may hold them.
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, HEAD)
        except CommandError as error:
            raise StoreError("newer_store", name, detail=str(error)) from error
