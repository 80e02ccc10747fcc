"""Files are whole or not there, whatever ends their writing."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from ccndocs.store import LocalFiles, open_files


def test_what_is_written_is_read_and_leaves_nothing_beside(tmp_path: Path) -> None:
    files = LocalFiles(tmp_path)
    row = files.write("documents/a/b.json", b"first")
    assert (row.path, row.bytes) == ("documents/a/b.json", 5)
    files.write("documents/a/b.json", b"second")
    files.sync("documents/a")
    assert files.read("documents/a/b.json") == b"second"
    assert files.names("documents/a") == ("b.json",)
    assert files.names("tmp") == ()


@pytest.mark.parametrize("moment", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_and_no_half_of_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    files = LocalFiles(tmp_path)
    files.write("a.json", b"old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    owner = os if moment == "fsync" else Path
    monkeypatch.setattr(owner, moment, full)
    with pytest.raises(OSError, match="space"):
        files.write("a.json", b"new")
    assert files.read("a.json") == b"old"
    assert files.names("tmp") == ()


def test_what_a_killed_writer_left_is_cleared_away(tmp_path: Path) -> None:
    files = LocalFiles(tmp_path)
    files.write("a.json", b"kept")
    (tmp_path / "tmp" / "half").write_bytes(b"ha")
    files.clean()
    assert files.names("tmp") == ()
    assert files.read("a.json") == b"kept"


@pytest.mark.parametrize("remote", [False, True])
def test_a_folder_and_a_url_keep_the_same(tmp_path: Path, remote: bool) -> None:
    location = f"local://{tmp_path}" if remote else str(tmp_path)
    files = open_files(location)
    for name in ("b", "a"):
        files.write(f"d/{name}", name.encode())
    files.sync("d")
    assert files.names("d") == ("a", "b")
    assert files.names("nowhere") == ()
    files.remove("d/a")
    files.remove("d/a")
    assert files.names("d") == ("b",)
    with pytest.raises(FileNotFoundError):
        files.read("d/a")
    files.remove("d/b")
    files.remove_folder("d")
    files.clean()
