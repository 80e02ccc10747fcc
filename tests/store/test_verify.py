"""Fixity: every damage is found, and the next import makes it good."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from ccndocs.store import schema
from ccndocs.store.files import row_of
from ccndocs.store.reading import open_to_read
from ccndocs.store.verify import Fault, verify


@pytest.fixture
def problems(own_store):
    def find():
        store = open_to_read(str(own_store))
        try:
            return [(p.fault, p.path, p.detail) for p in verify(store)]
        finally:
            store.close()

    return find


@pytest.fixture
def record(own_store):
    """The record's file of one document."""
    return sorted(own_store.glob("documents/*/*/record.json"))[1]


def place(own_store, path):
    return path.relative_to(own_store).as_posix()


def change(own_store, statement):
    engine = sa.create_engine(f"sqlite:///{own_store / 'catalogue.sqlite'}")
    with engine.begin() as connection:
        connection.execute(statement)
    engine.dispose()


def test_a_sound_store_has_no_problems(problems):
    assert problems() == []


def test_a_missing_file(own_store, problems, record):
    record.unlink()
    assert problems() == [(Fault.MISSING, place(own_store, record), None)]


def test_one_changed_bit(own_store, problems, record):
    data = bytearray(record.read_bytes())
    data[100] ^= 1
    record.write_bytes(data)
    assert problems() == [(Fault.CHANGED, place(own_store, record), None)]


def test_a_file_cut_short_says_by_how_much(own_store, problems, record):
    size = record.stat().st_size
    record.write_bytes(record.read_bytes()[:10])
    expected = (Fault.CHANGED, place(own_store, record), f"{size} > 10")
    assert problems() == [expected]


def test_a_file_that_became_a_folder(own_store, problems, record):
    record.unlink()
    record.mkdir()
    ((fault, path, _),) = problems()
    assert (fault, path) == (Fault.UNREADABLE, place(own_store, record))


def test_a_lost_folder_misses_each_of_its_files(own_store, problems, record):
    names = {place(own_store, path) for path in record.parent.iterdir()}
    record.parent.rename(own_store.parent / "elsewhere")
    found = problems()
    assert {path for _, path, _ in found} == names
    assert {fault for fault, _, _ in found} == {Fault.MISSING}


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("documents/ab/stranger.txt", Fault.UNKNOWN),
        ("documents/stranger/deep/file", Fault.UNKNOWN),
        ("documents/stranger.txt", Fault.UNKNOWN),
        ("documents/00/" + "0" * 64 + "/record.json", Fault.UNKNOWN),
        ("documents/ff/" + "f" * 64 + "/record.json", Fault.UNKNOWN),
        ("documents/00/" + "f" * 64 + "/record.json", Fault.UNKNOWN),
        ("documents/ff/" + "f" * 64 + "/parts/a.gz", Fault.UNFINISHED),
        ("tmp/half", Fault.UNFINISHED),
    ],
)
def test_files_that_the_catalogue_does_not_know(own_store, problems, path, fault):
    stranger = own_store / path
    stranger.parent.mkdir(parents=True, exist_ok=True)
    stranger.write_bytes(b"x")
    assert problems() == [(fault, path, None)]


def test_strangers_beside_the_files_of_a_document(own_store, problems, record):
    (record.parent / "parts").mkdir()
    (record.parent / "parts" / "k.000001-000008.json.gz").write_bytes(b"x")
    (record.parent / "notes.txt").write_bytes(b"x")
    folder = place(own_store, record.parent)
    assert problems() == [
        (Fault.UNKNOWN, f"{folder}/notes.txt", None),
        (Fault.UNFINISHED, f"{folder}/parts/k.000001-000008.json.gz", None),
    ]


def test_a_document_whose_files_the_catalogue_lost(own_store, problems, record):
    digest = record.parent.name
    change(own_store, sa.delete(schema.files).where(schema.files.c.document == digest))
    found = problems()
    assert found[0] == (Fault.NO_RECORD, place(own_store, record.parent), None)
    assert {fault for fault, _, _ in found[1:]} == {Fault.UNKNOWN}
    assert len(found) == 1 + len(list(record.parent.iterdir()))


def test_an_input_whose_document_the_catalogue_lost(own_store, problems, record):
    digest = record.parent.name
    for table, column in (
        (schema.files, schema.files.c.document),
        (schema.documents, schema.documents.c.sha256),
    ):
        change(own_store, sa.delete(table).where(column == digest))
    found = problems()
    assert found[-1][0] is Fault.NO_DOCUMENT
    assert found[-1][1].endswith(".txt")
    assert {fault for fault, _, _ in found[:-1]} == {Fault.UNKNOWN}


def test_what_an_import_replaces_meanwhile_is_no_problem(own_store):
    """The catalogue is asked again before a difference becomes a problem."""
    last = sorted(own_store.glob("documents/*/*/record.json"))[-1]

    def replace(done):
        if done == 1:
            last.write_bytes(b"{}")
            row = row_of(place(own_store, last), b"{}")
            table = schema.files
            update = sa.update(table).where(table.c.path == row.path)
            change(own_store, update.values(bytes=row.bytes, sha256=row.sha256))

    store = open_to_read(str(own_store))
    assert list(verify(store, replace)) == []
    store.close()


def test_a_store_at_a_url_is_checked_too(own_store, record):
    record.write_bytes(b"{}")
    (own_store / "documents" / "zz").mkdir()
    (own_store / "documents" / "zz" / "stranger").write_bytes(b"x")
    catalogue = f"sqlite:///{own_store / 'catalogue.sqlite'}"
    store = open_to_read(f"file://{own_store}", catalogue)
    found = {(p.fault, p.path) for p in verify(store)}
    store.close()
    assert found == {
        (Fault.CHANGED, place(own_store, record)),
        (Fault.UNKNOWN, "documents/zz/stranger"),
    }
