"""Where an input lies: a file, a member of an archive, an object at a URL."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from ccndocs.errors import CcndocsError, EncryptedPdfError, InputFileError
from ccndocs.source import from_bytes, read
from ccndocs.source.intake import too_large, unreadable
from ccndocs.types.options import Options
from ccndocs.types.page import Source

_RATIO = 200  # deflate's best on pages of text is about 20; on empty scans about 100
_SMALL = 16 * 1024 * 1024  # below this a high ratio harms nobody


@dataclass(frozen=True, slots=True)
class Place:
    """An input's place. `member` is its index in the archive at `path`."""

    path: str
    member: int | None = None

    def read(self, name: str, options: Options) -> Source:
        """The input, whole. Raises a CcndocsError."""
        if self.member is None:
            if "://" in self.path:
                return from_bytes(name, _remote(self.path, options.max_bytes), options)
            return read(Path(self.path), options)
        return from_bytes(name, self._member(name, options.max_bytes), options)

    def digest(self, name: str, options: Options) -> tuple[str, int]:
        """SHA-256 and size of the input. Raises a CcndocsError."""
        if self.member is not None:
            data = self._member(name, options.max_bytes)
            return hashlib.sha256(data).hexdigest(), len(data)
        if "://" in self.path:
            data = _remote(self.path, options.max_bytes)
            return hashlib.sha256(data).hexdigest(), len(data)
        return _file_digest(Path(self.path), options)

    def _member(self, name: str, limit: int) -> bytes:
        try:
            with open_archive(self.path) as archive:
                assert self.member is not None
                info = archive.infolist()[self.member]
                if info.flag_bits & 1:
                    raise EncryptedPdfError("encrypted_member", name)
                packed = max(info.compress_size, 1)
                if info.file_size > _SMALL and info.file_size > _RATIO * packed:
                    times = info.file_size // packed
                    raise InputFileError("bomb", name, detail=times)
                with archive.open(info) as stream:
                    return stream.read(limit + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            IndexError,
            NotImplementedError,
            ValueError,
            OSError,
        ) as error:
            raise InputFileError("damaged", name, detail=f"ZIP: {error}") from error


def _file_digest(path: Path, options: Options) -> tuple[str, int]:
    hasher, size = hashlib.sha256(), 0
    try:
        with path.open("rb") as stream:
            while part := stream.read(1 << 20):
                hasher.update(part)
                size += len(part)
                if size > options.max_bytes:
                    raise too_large(path.name, path.stat().st_size, options.max_bytes)
    except OSError as error:
        raise unreadable(path.name, error) from error
    return hasher.hexdigest(), size


def _remote(url: str, limit: int) -> bytes:
    from fsspec.core import open as open_remote

    with open_remote(url, "rb") as stream:
        data = stream.read(limit + 1)
    return bytes(data)


def open_archive(path: str) -> zipfile.ZipFile:
    """The ZIP at a path or URL. Raises what zipfile and the system raise."""
    if "://" not in path:
        return zipfile.ZipFile(path)
    from fsspec.core import open as open_remote

    with open_remote(path, "rb") as stream:
        return zipfile.ZipFile(io.BytesIO(stream.read()))


def uri_of(path: str) -> str:
    """A path as text that a database can hold, and that means this path only.

    Names that are no UTF-8 are written in percent signs behind "bytes:".
    """
    try:
        path.encode()
    except UnicodeEncodeError:
        return "bytes:" + quote(os.fsencode(path))
    return path


def as_failure(error: Exception, name: str) -> CcndocsError:
    """Whatever went wrong with an input, as an error that names it."""
    if isinstance(error, CcndocsError):
        return error
    from ccndocs.errors import InternalError

    detail = f"{type(error).__name__}: {error}"[:300]
    return InternalError("internal", name, detail=detail)
