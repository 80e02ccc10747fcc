"""The streams of a .doc file, and the table of what lies where in them.

Names and offsets are those of Microsoft's published specification [MS-DOC].
"""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass

import olefile

from ccndocs.errors import InputFileError
from ccndocs.source.faults import damaged
from ccndocs.types.page import Source

_WORD_97 = 0xC1  # nFib of the first version in this format; Word 95 has 0x68
_ENCRYPTED, _TABLE_ONE = 0x0100, 0x0200
# Places of (offset, length) pairs in the file information block, by their number.
_PAIRS_AT = 154
STYLES, NOTE_TEXTS, CHARACTERS, PARAGRAPHS, FONTS = 1, 3, 12, 13, 15
PIECES, END_NOTE_MARKS, END_NOTE_TEXTS, LISTS, LIST_USES = 33, 46, 47, 73, 74
_STORIES_AT = 76


@dataclass(frozen=True, slots=True)
class Stories:
    """How many characters each part of the text has; they follow each other."""

    body: int
    footnotes: int
    headers: int
    macros: int
    annotations: int
    endnotes: int
    boxes: int


@dataclass(frozen=True, slots=True)
class Streams:
    """What is read of a file: the text's stream and that of its tables."""

    main: bytes
    table: bytes
    stories: Stories

    def part(self, number: int) -> bytes:
        """A structure of the table stream; empty where the file has none.

        Raises ValueError where it lies beyond the stream's end.
        """
        offset, length = struct.unpack_from("<II", self.main, _PAIRS_AT + number * 8)
        if offset + length > len(self.table):
            raise ValueError("a table lies beyond the end")
        return self.table[offset : offset + length]

    def after(self, number: int) -> bytes:
        """What follows such a structure, up to the end of the stream."""
        offset, length = struct.unpack_from("<II", self.main, _PAIRS_AT + number * 8)
        return self.table[offset + length :]


def streams_of(source: Source) -> Streams:
    """The streams of a .doc file.

    Raises InputFileError: `locked_office` where a password is needed, `legacy_office`
    for Word 95 and older, `damaged` where streams are missing.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(source.data)) as container:
            main = _stream(container, "WordDocument")
            version, flags = struct.unpack_from("<2xH6xH", main)
            if version < _WORD_97:
                detail = "Word 6.0/95 (.doc)"
                raise InputFileError("legacy_office", source.name, detail=detail)
            if flags & _ENCRYPTED:
                raise InputFileError("locked_office", source.name)
            name = "1Table" if flags & _TABLE_ONE else "0Table"
            table = _stream(container, name)
        stories = Stories(*struct.unpack_from("<3I I 3I", main, _STORIES_AT))
    except (OSError, struct.error, ValueError) as error:
        raise damaged(source, error) from error
    return Streams(main, table, stories)


def _stream(container: olefile.OleFileIO, name: str) -> bytes:
    if not container.exists(name):
        raise ValueError(f"it has no {name}")
    data: bytes = container.openstream(name).read()
    return data
