"""A store that is only read."""

from __future__ import annotations

import hashlib
import sqlite3

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from ccndocs.store import StoreError, schema
from ccndocs.store.queries import documents, overview
from ccndocs.store.reading import open_to_read


def contents(store):
    return {
        path.relative_to(store).as_posix(): hashlib.sha256(
            path.read_bytes()
        ).hexdigest()
        for path in store.rglob("*")
        if path.is_file() and not path.name.endswith(("-shm", "-wal"))
    }


def test_reading_changes_no_file(own_store):
    before = contents(own_store)
    store = open_to_read(str(own_store))
    assert overview(store.catalogue).documents == 4
    store.close()
    assert contents(own_store) == before


def test_nothing_can_be_written(own_store):
    store = open_to_read(str(own_store))
    with (
        pytest.raises(OperationalError, match="readonly"),
        store.catalogue.engine.begin() as connection,
    ):
        connection.execute(sa.delete(schema.documents))
    store.close()


def test_an_import_may_write_meanwhile(own_store):
    store = open_to_read(str(own_store))
    rows = documents(store.catalogue)
    next(rows)
    writer = sqlite3.connect(own_store / "catalogue.sqlite")
    writer.execute("UPDATE documents SET title = 'x'")
    writer.commit()
    writer.close()
    assert len(list(rows)) == 3
    store.close()


def test_names_may_hold_what_means_something_in_a_url(own_store):
    odd = own_store.rename(own_store.with_name("kho #1? 100%25"))
    store = open_to_read(str(odd))
    assert overview(store.catalogue).documents == 4
    store.close()


@pytest.mark.parametrize("catalogue", [None, "sqlite:///{folder}/none.sqlite"])
def test_what_is_not_there_is_not_made(tmp_path, catalogue):
    url = catalogue and catalogue.format(folder=tmp_path)
    with pytest.raises(StoreError) as caught:
        open_to_read(str(tmp_path), url)
    assert caught.value.code == "no_store"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("nonsense", "bad_catalogue"),
        ("sqlite:nonsense", "bad_catalogue"),
        ("nosuchdialect://host/x", "bad_catalogue"),
        ("postgresql://nobody@127.0.0.1:1/none", "bad_catalogue"),
    ],
)
def test_a_wrong_catalogue_is_named(filled, url, code):
    with pytest.raises(StoreError) as caught:
        open_to_read(str(filled), url)
    assert caught.value.code == code


def test_a_store_at_a_url_needs_a_catalogue():
    with pytest.raises(StoreError) as caught:
        open_to_read("memory://store")
    assert caught.value.code == "remote_catalogue"


def test_a_file_that_is_no_database(tmp_path):
    (tmp_path / "catalogue.sqlite").write_bytes(b"no database, " * 100)
    with pytest.raises(StoreError) as caught:
        open_to_read(str(tmp_path))
    assert caught.value.code == "bad_catalogue"


@pytest.mark.parametrize(
    ("version", "code"), [("0000", "older_store"), ("9999", "newer_store")]
)
def test_another_version_is_not_touched(own_store, version, code):
    writer = sqlite3.connect(own_store / "catalogue.sqlite")
    writer.execute("UPDATE alembic_version SET version_num = ?", (version,))
    writer.commit()
    writer.close()
    with pytest.raises(StoreError) as caught:
        open_to_read(str(own_store))
    assert caught.value.code == code


def test_a_disk_that_cannot_be_written_is_read(own_store, monkeypatch):
    """SQLite could make no log there: the file alone is read."""
    for left in own_store.glob("catalogue.sqlite-*"):
        left.unlink()
    monkeypatch.setattr("os.access", lambda *_: False)
    store = open_to_read(str(own_store))
    assert overview(store.catalogue).documents == 4
    store.close()
    assert list(own_store.glob("catalogue.sqlite-*")) == []
