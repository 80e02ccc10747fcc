"""The catalogue's tables: made whole or not at all, the same on every database."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from ccndocs.store import StoreError, migrate, open_catalogue, open_store
from ccndocs.store.catalogue import Catalogue
from ccndocs.store.schema import metadata


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return open_catalogue(f"sqlite:///{tmp_path / 'c.sqlite'}", create=True)


def test_the_migrations_make_what_the_schema_says(catalogue: Catalogue) -> None:
    with catalogue.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, metadata) == []
        found = sa.inspect(connection)
        for table in metadata.sorted_tables:
            columns = {c["name"]: c["nullable"] for c in found.get_columns(table.name)}
            assert columns == {c.name: c.nullable for c in table.columns}
            key = found.get_pk_constraint(table.name)["constrained_columns"]
            assert key == [column.name for column in table.primary_key]
    catalogue.close()


@pytest.mark.parametrize("statement", range(1, 16, 3))
def test_tables_half_made_are_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, statement: int
) -> None:
    url = f"sqlite:///{tmp_path / 'c.sqlite'}"
    made = 0

    def die(*arguments: object) -> None:
        nonlocal made
        if str(arguments[2]).lstrip().startswith("CREATE"):
            made += 1
            if made == statement:
                raise KeyboardInterrupt

    with monkeypatch.context():
        sa.event.listen(sa.Engine, "before_cursor_execute", die)
        try:
            with pytest.raises(KeyboardInterrupt):
                open_catalogue(url, create=True)
        finally:
            sa.event.remove(sa.Engine, "before_cursor_execute", die)
    again = open_catalogue(url, create=True)
    assert again.begin_run("1", "") == 1
    again.close()


def test_two_processes_may_make_the_tables_at_once(
    tmp_path: Path, checkout: Path
) -> None:
    code = (
        "import sys; from ccndocs.store import open_store; "
        "open_store(sys.argv[1], create=True).close()"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "store")]
    settings = {**os.environ, "PYTHONPATH": str(checkout)}
    both = [
        subprocess.Popen(command, env=settings, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    told = [process.communicate(timeout=120)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0, 0], told


def test_a_folder_may_have_any_name(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "kho 50% ? # @ 'của' tôi"), create=True)
    assert store.catalogue.begin_run("1", "") == 1
    store.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "kho 50% ? # @ 'của' tôi"
    ]


Spoil = Callable[[Path], str]


def _nothing(_: Path) -> str:
    return "no_store"


def _rubbish(place: Path) -> str:
    (place / "catalogue.sqlite").write_bytes(b"no database at all, of course" * 99)
    return "bad_catalogue"


def _later(place: Path) -> str:
    open_store(str(place), create=True).close()
    with sqlite3.connect(place / "catalogue.sqlite") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    return "newer_store"


def _folder(place: Path) -> str:
    (place / "catalogue.sqlite").mkdir()
    return "store_unwritable"


@pytest.mark.parametrize("spoil", [_nothing, _rubbish, _later, _folder])
def test_a_catalogue_that_cannot_be_used_says_why(tmp_path: Path, spoil: Spoil) -> None:
    code = spoil(tmp_path)
    with pytest.raises(StoreError) as error:
        open_store(str(tmp_path))
    assert error.value.code == code
    assert str(tmp_path) in error.value.message()


def test_a_folder_that_cannot_be_made_says_why(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreError) as error:
        open_store(str(tmp_path / "file" / "store"), create=True)
    assert error.value.code == "store_unwritable"


@pytest.mark.parametrize(
    "url", ["nosuch://host/name", "no url at all", "postgresql://ccndocs@/x?host=/no"]
)
def test_a_database_that_is_not_there_says_why(tmp_path: Path, url: str) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError) as error:
        open_store(str(tmp_path / "store"), url, create=True)
    assert error.value.code == "bad_catalogue"


def test_a_password_is_never_shown() -> None:
    with pytest.raises(StoreError) as error:
        open_catalogue("postgresql://me:secret@/x?host=/no/such/place", create=True)
    assert "secret" not in error.value.message()


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes to what is read-only")
def test_a_store_that_can_only_be_read_is_read(tmp_path: Path) -> None:
    open_store(str(tmp_path / "store"), create=True).close()
    (tmp_path / "store" / "catalogue.sqlite").chmod(0o444)
    (tmp_path / "store").chmod(0o555)
    store = open_store(str(tmp_path / "store"))
    assert store.catalogue.last_run() is None
    with pytest.raises(StoreError) as error:
        store.catalogue.begin_run("1", "")
    assert error.value.code == "store_unwritable"
    (tmp_path / "store").chmod(0o755)
    store.close()


def test_the_head_is_the_newest_migration() -> None:
    folder = Path(migrate.__file__).with_name("migrations") / "versions"
    newest = max(path.name for path in folder.glob("[0-9]*.py"))
    assert newest.startswith(migrate.HEAD)
