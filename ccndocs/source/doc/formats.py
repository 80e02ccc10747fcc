"""Formatting of a .doc file: runs of characters and paragraphs, and their changes.

A change ("sprm") is a code and an operand. They are kept in pages of 512 bytes, by
the places of the text in the main stream.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ccndocs.source.doc.streams import CHARACTERS, PARAGRAPHS, Streams

_PAGE = 512
_OPERANDS = (1, 1, 2, 4, 2, 2, 0, 3)  # bytes, by the top three bits of the code
_Reader = Callable[[bytes, int], bytes]
TABLE_CELLS = 0xD608  # its length has two bytes


@dataclass(frozen=True, slots=True)
class Change:
    """One change: its code and its operand (without a length)."""

    code: int
    operand: bytes

    @property
    def number(self) -> int:
        """The operand as a whole number; 0 where it is empty."""
        return int.from_bytes(self.operand[:4], "little")


def changes(data: bytes) -> Iterator[Change]:
    """The changes in order; what is cut short is left out."""
    at = 0
    while at + 2 <= len(data):
        (code,) = struct.unpack_from("<H", data, at)
        at += 2
        size = _OPERANDS[code >> 13]
        if size == 0:
            if code == TABLE_CELLS:
                size = int.from_bytes(data[at : at + 2], "little") - 1
                at += 2
            else:
                size = data[at] if at < len(data) else 0
                at += 1
        if size < 0 or at + size > len(data):
            return
        yield Change(code, data[at : at + size])
        at += size


@dataclass(frozen=True, slots=True)
class Runs:
    """Stretches of the main stream and what is changed in them, in order."""

    starts: list[int]
    ends: list[int]
    data: list[bytes]

    def at(self, offset: int) -> bytes:
        """What is changed at a place; nothing beyond the runs."""
        index = bisect_right(self.starts, offset) - 1
        if index < 0 or offset >= self.ends[index]:
            return b""
        return self.data[index]

    def bounds(self, first: int, last: int) -> list[int]:
        """Where runs begin between two places."""
        low = bisect_right(self.starts, first)
        high = bisect_right(self.starts, last - 1)
        return self.starts[low:high]


def character_runs(streams: Streams) -> Runs:
    """Changes of characters."""
    return _runs(streams, CHARACTERS, _character_changes, 1)


def paragraph_runs(streams: Streams) -> Runs:
    """Style number (two bytes) and changes of paragraphs."""
    return _runs(streams, PARAGRAPHS, _paragraph_changes, 13)


def _runs(streams: Streams, part: int, changes_at: _Reader, entry: int) -> Runs:
    plex = streams.part(part)
    count = (len(plex) - 4) // 8
    found: list[tuple[int, int, bytes]] = []
    for number in range(count):
        (page,) = struct.unpack_from("<I", plex, (count + 1) * 4 + number * 4)
        start = (page & 0x3FFFFF) * _PAGE
        block = streams.main[start : start + _PAGE]
        if len(block) < _PAGE:
            raise ValueError("formatting lies beyond the end")
        found += _page_runs(block, changes_at, entry)
    found.sort(key=lambda run: run[0])
    return Runs([r[0] for r in found], [r[1] for r in found], [r[2] for r in found])


def _page_runs(
    block: bytes, changes_at: _Reader, entry: int
) -> Iterator[tuple[int, int, bytes]]:
    """Start, end and changes of the runs of one page."""
    count = block[-1]
    table = (count + 1) * 4
    if table + count * entry > _PAGE:
        raise ValueError("a page of formatting is broken")
    places = struct.unpack_from(f"<{count + 1}I", block)
    for number in range(count):
        at = block[table + number * entry] * 2
        yield places[number], places[number + 1], changes_at(block, at) if at else b""


def _character_changes(block: bytes, at: int) -> bytes:
    return block[at + 1 : at + 1 + block[at]]


def _paragraph_changes(block: bytes, at: int) -> bytes:
    """Of odd length unless a zero comes first."""
    if block[at]:
        return block[at + 1 : at + block[at] * 2]
    return block[at + 2 : at + 2 + block[at + 1] * 2] if at + 1 < _PAGE else b""
