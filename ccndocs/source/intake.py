"""Files come in here: limits first, then the type by content, then the digest."""

from __future__ import annotations

import errno
import hashlib
from pathlib import Path

from ccndocs.errors import FileAccessError, InputFileError
from ccndocs.source.sniff import media_type_of
from ccndocs.types.options import Options
from ccndocs.types.page import Source


def read(path: Path, options: Options) -> Source:
    """The file at `path`, whole, with its type told by content.

    Raises FileAccessError (missing, directory, no permission) or InputFileError
    (empty, too large, of no readable type).
    """
    name = path.name or str(path)
    try:
        if path.is_dir():
            raise FileAccessError("is_directory", name)
        with path.open("rb") as stream:
            data = stream.read(options.max_bytes + 1)
            if len(data) > options.max_bytes:
                size = max(path.stat().st_size, len(data))
                raise too_large(name, size, options.max_bytes)
    except FileNotFoundError as error:
        raise FileAccessError("not_found", name) from error
    except OSError as error:
        raise unreadable(name, error) from error
    except ValueError as error:  # a NUL in the path
        raise FileAccessError("not_readable", name, detail=str(error)) from error
    return _identify(name, data, path)


def from_bytes(name: str, data: bytes, options: Options) -> Source:
    """A document already in memory (standard input, a member of an archive).

    `name` is only shown, never trusted. Raises InputFileError as `read` does.
    """
    if len(data) > options.max_bytes:
        raise too_large(name, len(data), options.max_bytes)
    return _identify(name, data, None)


def _identify(name: str, data: bytes, path: Path | None) -> Source:
    """The source, once it is known to be something readable."""
    if not data:
        raise InputFileError("empty_file", name)
    return Source(
        name=name,
        data=data,
        media_type=media_type_of(data, name),
        digest=hashlib.sha256(data).hexdigest(),
        path=path,
    )


def unreadable(name: str, error: OSError) -> FileAccessError:
    """The error for what the operating system refused."""
    if error.errno in (errno.ENOTDIR, errno.ENAMETOOLONG):
        return FileAccessError("not_found", name)
    return FileAccessError(
        "not_readable", name, detail=error.strerror or type(error).__name__
    )


def too_large(name: str, size: int, limit: int) -> InputFileError:
    """The error for an input above the limit; both in bytes."""
    return InputFileError(
        "too_large", name, size=_readable(size), limit=_readable(limit)
    )


def _readable(size: int) -> str:
    """A size for people: 512.0 MB."""
    if size < 1024:
        return f"{size} B"
    if size < 1024 * 1024:
        return f"{size / 1024:.1f} kB"
    return f"{size / (1024 * 1024):.1f} MB"
