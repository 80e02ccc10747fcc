"""Inputs and stores at URLs: what fsspec can open."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ccndocs.bulk.local import LocalEngine
from ccndocs.store import Outcome, StoreError, open_store
from ccndocs.store.files import RemoteFiles, open_files


@pytest.fixture
def inbox(tmp_path: Path, checkout: Path) -> Path:
    """Three letters in a folder, one more in an archive."""
    folder = tmp_path / "in"
    folder.mkdir()
    texts = sorted((checkout / "corpus" / "text").glob("d-*.txt"))[:4]
    for path in texts[:3]:
        shutil.copy(path, folder)
    with zipfile.ZipFile(folder / "more.zip", "w") as archive:
        archive.write(texts[3], "sub/letter.txt")
    return folder


def outcomes(
    kit: Any, store: str, catalogue: str | None, inbox: str
) -> dict[Outcome, int]:
    """The outcomes of an import that there are any of."""
    opened = open_store(store, catalogue, create=True)
    engine = LocalEngine(1, 300)
    try:
        report = kit.run([inbox], opened, engine)
    finally:
        engine.close()
        opened.close()
    assert report.adds_up
    return {outcome: n for outcome, n in report.outcomes.items() if n}


def test_a_store_at_a_url_holds_the_same_files(
    kit: Any, inbox: Path, tmp_path: Path
) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    database = f"sqlite:///{tmp_path}/there.sqlite"
    url = f"file://{inbox}"
    assert outcomes(kit, str(here), None, str(inbox)) == {Outcome.IMPORTED: 4}
    assert outcomes(kit, f"file://{there}", database, url) == {Outcome.IMPORTED: 4}
    assert outcomes(kit, f"file://{there}", database, url) == {Outcome.UNCHANGED: 4}
    assert dict(contents(here / "documents")) == dict(contents(there / "documents"))


def test_a_url_that_leads_nowhere_is_one_failure(kit: Any, tmp_path: Path) -> None:
    lost = f"file://{tmp_path}/none/at/all"
    store = str(tmp_path / "store")
    assert outcomes(kit, store, None, lost) == {Outcome.FAILED: 1}


def test_a_store_at_a_url_needs_a_database(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="needs a database"):
        open_store(f"file://{tmp_path}/store", create=True)


def test_objects_come_and_go() -> None:
    files = open_files("memory://store")
    assert isinstance(files, RemoteFiles)
    files.write("a/b/one", b"1")
    files.write("a/b/two", b"2")
    assert files.names("a/b") == ("one", "two")
    files.remove("a/b/one")
    files.remove("a/b/one")
    assert files.names("a/b") == ("two",)
    assert files.names("a/none") == ()
    assert files.read("a/b/two") == b"2"
    with pytest.raises(FileNotFoundError):
        files.read("a/b/one")


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()
