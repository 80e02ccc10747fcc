"""Where data goes: standard output, or a file that is whole or not there at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TextIO

# A file name that is no UTF-8 reaches us as lone surrogates; written as "\udcff" it
# is still valid JSON, where "strict" would stop the whole run.
_ERRORS = "backslashreplace"


@contextmanager
def open_output(path: Path | None, *, bom: bool = False) -> Iterator[TextIO]:
    """A UTF-8 text stream to `path`, or to standard output for None.

    A file takes the place of `path` at the end; until then, and after any exception,
    what stood there is untouched. A device or pipe is written as it comes. `bom`
    marks a file as UTF-8 for spreadsheets.
    """
    encoding = "utf-8-sig" if bom else "utf-8"
    if path is None:
        set_utf8(sys.stdout)
        yield sys.stdout
        sys.stdout.flush()
    elif path.exists() and not path.is_file():
        with path.open("w", encoding=encoding, errors=_ERRORS, newline="\n") as stream:
            yield stream
    else:
        with (
            _replace(path.resolve()) as temporary,
            temporary.open(
                "w", encoding=encoding, errors=_ERRORS, newline="\n"
            ) as stream,
        ):
            yield stream


@contextmanager
def open_binary(path: Path) -> Iterator[BinaryIO]:
    """The same for bytes, always to a file, device or pipe."""
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:
            yield stream
    else:
        with _replace(path.resolve()) as temporary, temporary.open("w+b") as stream:
            yield stream


def check_output(path: Path) -> None:
    """Raise the OSError now that writing to `path` after an hour's work would raise."""
    if path.is_dir():
        raise IsADirectoryError(21, os.strerror(21), str(path))
    if path.exists() and not path.is_file():
        return
    handle, name = tempfile.mkstemp(prefix=".ccndocs.", dir=path.resolve().parent)
    os.close(handle)
    Path(name).unlink()


def set_utf8(stream: TextIO) -> None:
    """Make a standard stream UTF-8, whatever the locale says."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors=_ERRORS, newline="\n")


@contextmanager
def own_errors() -> Iterator[TextIO]:
    """Standard error for ourselves alone.

    Leptonica and PDFium write lines such as "Error in boxClipToRectangle: box outside
    rectangle" straight to descriptor 2; a user can do nothing about them, and errors
    are one line each. What Python writes still arrives.
    """
    before = sys.stderr
    try:
        shared = before.fileno() == 2
    except (OSError, ValueError):  # not a real file, as under a test
        shared = False
    if not shared:
        yield before
        return
    before.flush()
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    try:
        with os.fdopen(os.dup(kept), "w", buffering=1) as stream:
            set_utf8(stream)
            sys.stderr = stream
            yield stream
    finally:
        sys.stderr = before
        os.dup2(kept, 2)
        os.close(kept)


@contextmanager
def _replace(place: Path) -> Iterator[Path]:
    """A file beside `place` that takes its place if nothing goes wrong."""
    handle, name = tempfile.mkstemp(prefix=".ccndocs.", dir=place.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(_mode(place))
        temporary.replace(place)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, else those of a new file."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
