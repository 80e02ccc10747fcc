"""The characters of a .doc file, by position, with the places that they have."""

from __future__ import annotations

import struct
from bisect import bisect_right
from dataclasses import dataclass

from ccndocs.source.doc.formats import Runs
from ccndocs.source.doc.streams import PIECES, Streams
from ccndocs.source.encodings import latin

_CHANGES, _TABLE = 1, 2  # kinds of entries before and at the table of pieces
_ONE_BYTE = 0x40000000


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters from position `first` on, at `offset` in the main stream."""

    first: int
    last: int
    offset: int
    width: int  # bytes a character

    def place(self, position: int) -> int:
        """Where a character of it lies."""
        return self.offset + (position - self.first) * self.width

    def position(self, place: int) -> int:
        """Which character lies there."""
        return self.first + (place - self.offset) // self.width


@dataclass(frozen=True, slots=True)
class Text:
    """All characters (code units), and the pieces that they lie in."""

    characters: str
    pieces: list[Piece]
    firsts: list[int]  # of the pieces

    def place(self, position: int) -> int:
        """Where a character lies in the main stream; -1 if nowhere."""
        index = bisect_right(self.firsts, position) - 1
        return self.pieces[index].place(position) if index >= 0 else -1

    def stretches(self, runs: Runs) -> list[tuple[int, bytes]]:
        """Positions at which formatting changes, with the changes in force there."""
        found: list[tuple[int, bytes]] = []
        for piece in self.pieces:
            start, end = piece.place(piece.first), piece.place(piece.last)
            for place in (start, *runs.bounds(start, end)):
                found.append((piece.position(place), runs.at(place)))
        return found


def text_of(streams: Streams) -> Text:
    """The text of all stories, one after the other.

    Raises ValueError where the table of pieces is broken or points beyond the end.
    """
    table = _table(streams.part(PIECES))
    count = (len(table) - 4) // 12
    if count < 1:
        raise ValueError("it has no table of pieces")
    positions = struct.unpack_from(f"<{count + 1}I", table)
    pieces: list[Piece] = []
    parts: list[str] = []
    for number in range(count):
        first, last = positions[number], positions[number + 1]
        (place,) = struct.unpack_from("<2xI", table, (count + 1) * 4 + number * 8)
        width = 1 if place & _ONE_BYTE else 2
        offset = (place & ~_ONE_BYTE) // (3 - width)
        data = streams.main[offset : offset + (last - first) * width]
        if last < first or len(data) < (last - first) * width:
            raise ValueError("its text is cut short")
        pieces.append(Piece(first, last, offset, width))
        parts.append(latin(data) if width == 1 else _units(data))
    return Text("".join(parts), pieces, [piece.first for piece in pieces])


def _table(data: bytes) -> bytes:
    """The table of pieces, behind the changes that some pieces share."""
    at = 0
    while at + 3 <= len(data) and data[at] == _CHANGES:
        at += 3 + int.from_bytes(data[at + 1 : at + 3], "little")
    if at + 5 > len(data) or data[at] != _TABLE:
        raise ValueError("it has no table of pieces")
    size = int.from_bytes(data[at + 1 : at + 5], "little")
    return data[at + 5 : at + 5 + size]


def _units(data: bytes) -> str:
    """One character a code unit, so that positions count as the file counts."""
    return "".join(map(chr, struct.unpack(f"<{len(data) // 2}H", data)))
