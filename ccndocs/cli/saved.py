"""Records that an earlier run wrote, read back."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ccndocs.errors import FileAccessError
from ccndocs.types.json import RecordFormatError, from_dict
from ccndocs.types.record import Record


def read_records(path: str) -> Iterator[Record]:
    """The records in a file of JSON lines, or of one JSON value; "-": standard input.

    The value may be a record or {"documents": […]}. JSON lines are read one by one.
    Raises FileAccessError or RecordFormatError.
    """
    with open_input(path) as stream:
        first = stream.readline()
        if not first.strip():
            raise RecordFormatError("the file is empty")
        value = _parse(first)
        if value is None:  # one value over several lines
            value = _parse(first + stream.read(), must=True)
        yield from _records(value)
        for line in stream:
            if line.strip():
                yield from _records(_parse(line, must=True))


def _records(value: object) -> Iterator[Record]:
    if isinstance(value, dict) and isinstance(value.get("documents"), list):
        for document in value["documents"]:
            yield from_dict(document)
    else:
        yield from_dict(value)


def _parse(text: bytes, *, must: bool = False) -> object:
    """The JSON value; None where `text` is none, or RecordFormatError if it `must`."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        if must:
            raise RecordFormatError(f"no JSON: {error}") from error
        return None


@contextmanager
def open_input(path: str) -> Iterator[BinaryIO]:
    """The bytes of a file, or standard input for "-". Raises FileAccessError."""
    if path == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = Path(path).open("rb")  # noqa: SIM115 - closed below, faults told apart
    except FileNotFoundError as error:
        raise FileAccessError("not_found", path) from error
    except IsADirectoryError as error:
        raise FileAccessError("is_directory", path) from error
    except OSError as error:
        raise FileAccessError("not_readable", path, detail=error.strerror) from error
    with stream:
        yield stream
