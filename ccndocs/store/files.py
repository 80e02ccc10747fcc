"""The files of a store: each is whole or not there at all."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from ccndocs.store.rows import FileRow

_TEMPORARY = "tmp"


class Files(Protocol):
    """Files below a root, by relative paths with "/"."""

    location: str

    def write(self, path: str, data: bytes) -> FileRow:
        """Put `data` at `path`; after a crash the old or the new is there, whole."""

    def read(self, path: str) -> bytes:
        """The bytes at `path`; FileNotFoundError where there are none."""

    def names(self, folder: str) -> tuple[str, ...]:
        """Names in `folder`, sorted; none where it is not there."""

    def remove(self, path: str) -> None:
        """Remove the file at `path` if it is there."""

    def remove_folder(self, path: str) -> None:
        """Remove an empty folder."""

    def sync(self, folder: str) -> None:
        """Make sure that a power cut cannot undo what was written in `folder`."""

    def clean(self) -> None:
        """Remove what a killed writer left."""


class LocalFiles:
    """Files on this machine's disks, or on a share that it has mounted."""

    def __init__(self, root: Path) -> None:
        self.location = str(root)
        self._root = root

    def write(self, path: str, data: bytes) -> FileRow:
        """See `Files`."""
        place = self._root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        scratch = self._root / _TEMPORARY
        scratch.mkdir(exist_ok=True)
        handle, name = tempfile.mkstemp(dir=scratch)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                # The catalogue must never know a file that a power cut can empty.
                os.fsync(stream.fileno())
            Path(name).chmod(0o644)
            Path(name).replace(place)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise
        return row_of(path, data)

    def read(self, path: str) -> bytes:
        """See `Files`."""
        return (self._root / path).read_bytes()

    def names(self, folder: str) -> tuple[str, ...]:
        """See `Files`."""
        try:
            return tuple(sorted(p.name for p in (self._root / folder).iterdir()))
        except (FileNotFoundError, NotADirectoryError):
            return ()

    def remove(self, path: str) -> None:
        """See `Files`."""
        with suppress(FileNotFoundError):
            (self._root / path).unlink()

    def remove_folder(self, path: str) -> None:
        """See `Files`."""
        with suppress(OSError):
            (self._root / path).rmdir()

    def sync(self, folder: str) -> None:
        """See `Files`."""
        place = self._root / folder
        # The folder's own name stands in the one above.
        for path in (place, place.parent):
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    def clean(self) -> None:
        """See `Files`."""
        for name in self.names(_TEMPORARY):
            self.remove(f"{_TEMPORARY}/{name}")


class RemoteFiles:
    """Files of an object store or another file system that fsspec knows.

    Relies on what such stores promise: an object appears whole when its upload ends.
    """

    def __init__(self, location: str) -> None:
        from fsspec.core import url_to_fs

        self.location = location
        fs, root = url_to_fs(location)
        self._fs: Any = fs
        self._root = str(root).rstrip("/")

    def write(self, path: str, data: bytes) -> FileRow:
        """See `Files`."""
        place = f"{self._root}/{path}"
        self._fs.makedirs(place.rpartition("/")[0], exist_ok=True)
        self._fs.pipe_file(place, data)
        return row_of(path, data)

    def read(self, path: str) -> bytes:
        """See `Files`."""
        data = self._fs.cat_file(f"{self._root}/{path}")
        return bytes(data)

    def names(self, folder: str) -> tuple[str, ...]:
        """See `Files`."""
        self._fs.invalidate_cache()
        try:
            found = self._fs.ls(f"{self._root}/{folder}", detail=False)
        except FileNotFoundError:
            return ()
        return tuple(sorted(str(name).rstrip("/").rpartition("/")[2] for name in found))

    def remove(self, path: str) -> None:
        """See `Files`."""
        with suppress(FileNotFoundError):
            self._fs.rm_file(f"{self._root}/{path}")

    def remove_folder(self, path: str) -> None:
        """An object store has no folders; elsewhere an empty one harms nobody."""
        with suppress(OSError, NotImplementedError):
            self._fs.rmdir(f"{self._root}/{path}")

    def sync(self, folder: str) -> None:
        """An upload that has ended is safe."""

    def clean(self) -> None:
        """Nothing is left half-written."""


def open_files(location: str) -> Files:
    """The files at a folder, or at a URL such as s3://bucket/store."""
    return RemoteFiles(location) if "://" in location else LocalFiles(Path(location))


def row_of(path: str, data: bytes) -> FileRow:
    """What the catalogue keeps of a file."""
    return FileRow(path, len(data), hashlib.sha256(data).hexdigest())


def folder_of(sha256: str) -> str:
    """Where the files of a document lie; 256 folders keep listings short."""
    return f"documents/{sha256[:2]}/{sha256}"
