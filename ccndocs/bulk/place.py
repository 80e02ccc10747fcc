"""Where an input lies: a file, a member of an archive, an object at a URL."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

from ccndocs.errors import (
    CcndocsError,
    EncryptedPdfError,
    FileAccessError,
    InputFileError,
)
from ccndocs.source.intake import from_bytes, too_large, unreadable
from ccndocs.types.options import Options
from ccndocs.types.page import Source

_RATIO = 200  # deflate's best on pages of text is about 20; on empty scans about 100
_SMALL = 16 * 1024 * 1024  # below this a high ratio harms nobody
_PART = 1 << 20


@dataclass(frozen=True, slots=True)
class Place:
    """An input's place. `member` is its index in the archive at `path`."""

    path: str
    member: int | None = None

    def read(self, name: str, options: Options) -> Source:
        """The input, whole, under `name`. Raises a CcndocsError."""
        with self._open(name) as stream:
            data = stream.read(options.max_bytes + 1)
        source = from_bytes(name, data, options)
        return source if self._is_remote else replace(source, path=self._file)

    def digest(self, name: str, options: Options) -> tuple[str, int]:
        """SHA-256 and size of the input. Raises a CcndocsError."""
        hasher, size = hashlib.sha256(), 0
        with self._open(name) as stream:
            while part := stream.read(_PART):
                hasher.update(part)
                size += len(part)
                if size > options.max_bytes:
                    raise too_large(name, self._size(size), options.max_bytes)
        return hasher.hexdigest(), size

    @property
    def _is_remote(self) -> bool:
        return "://" in self.path

    @property
    def _file(self) -> Path | None:
        return None if self.member is not None else Path(self.path)

    def _size(self, least: int) -> int:
        if self.member is not None or self._is_remote:
            return least
        return max(least, Path(self.path).stat().st_size)

    @contextmanager
    def _open(self, name: str) -> Iterator[IO[bytes]]:
        """The input's bytes; what goes wrong as a CcndocsError."""
        if self.member is not None:
            with _member(name, self.path, self.member) as stream:
                yield stream
            return
        try:
            with _remote(self.path) if self._is_remote else _file(self.path) as stream:
                yield stream
        except CcndocsError:
            raise
        except FileNotFoundError as error:
            raise FileAccessError("not_found", name) from error
        except OSError as error:
            raise unreadable(name, error) from error
        except Exception as error:
            # The libraries of remote stores have errors of their own.
            if not self._is_remote:
                raise
            detail = f"{type(error).__name__}: {error}"[:200]
            raise FileAccessError("not_readable", name, detail=detail) from error


def _file(path: str) -> IO[bytes]:
    # What was a file when it was listed may be a pipe by now, which nobody fills.
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise FileNotFoundError(path)
    return os.fdopen(handle, "rb")


def _remote(url: str) -> Any:
    from fsspec.core import open as open_remote

    return open_remote(url, "rb")


@contextmanager
def _member(name: str, path: str, index: int) -> Iterator[IO[bytes]]:
    try:
        archive = archive_at(path)
        info = archive.infolist()[index]
        if info.flag_bits & 1:
            raise EncryptedPdfError("encrypted_member", name)
        packed = max(info.compress_size, 1)
        if info.file_size > _SMALL and info.file_size > _RATIO * packed:
            times = info.file_size // packed
            raise InputFileError("bomb", name, detail=times)
        with archive.open(info) as stream:
            yield stream
    except CcndocsError:
        raise
    except MemoryError:
        raise
    except Exception as error:
        # Each way of packing has errors of its own, and garbled sizes and offsets
        # raise whatever they lead to.
        detail = f"ZIP: {error}"[:200]
        raise InputFileError("damaged", name, detail=detail) from error


class _Open(threading.local):
    """The archive that a thread has open.

    Members come one after the other, and a list of 100,000 is not to be read 100,000
    times.
    """

    version: tuple[object, ...] = ()
    archive: zipfile.ZipFile | None = None


_open = _Open()


def archive_at(path: str) -> zipfile.ZipFile:
    """The ZIP at a path or URL, not to be closed. Raises what zipfile raises."""
    version: tuple[object, ...] = (path,)
    if "://" not in path:
        found = Path(path).stat()
        version = (path, found.st_ino, found.st_size, found.st_mtime_ns)
    if _open.archive is not None:
        if _open.version == version:
            return _open.archive
        _open.archive.close()
        _open.archive = None
    if "://" in path:
        # Read in parts, as far as the server can: an archive may be larger than memory.
        archive = zipfile.ZipFile(_remote(path).open())
    else:
        archive = zipfile.ZipFile(path)
    _open.version, _open.archive = version, archive
    return archive


def uri_of(path: str) -> str:
    """A path as text that a database can hold, and that means this path only.

    Names that are no UTF-8 are written in percent signs behind "bytes:", and so are
    those that read like the member of an archive.

    >>> uri_of("/a/kế hoạch.pdf"), uri_of("/a/b.zip!/c")
    ('/a/kế hoạch.pdf', 'bytes:/a/b.zip%21/c')
    """
    try:
        path.encode()
    except UnicodeEncodeError:
        return "bytes:" + quote(os.fsencode(path))
    if _LIKE_A_MEMBER.search(path):
        return "bytes:" + quote(path)
    return path


_LIKE_A_MEMBER = re.compile(r"!\d*/|\0")


def member_uri(archive: str, member: str, nth: int) -> str:
    """The URI of a member: "a.zip!/b", and "a.zip!2/b" for the second of that name."""
    again = str(nth) if nth > 1 else ""
    return f"{uri_of(archive)}!{again}/{_text(member)}"


def _text(name: str) -> str:
    return name.replace("\0", "").encode("utf-8", "backslashreplace").decode()


def as_failure(error: Exception, name: str) -> CcndocsError:
    """Whatever went wrong with an input, as an error that names it."""
    if isinstance(error, CcndocsError):
        return error
    from ccndocs.errors import InternalError

    detail = f"{type(error).__name__}: {error}"[:300]
    return InternalError("internal", name, detail=detail)
