"""Automatic numbering of a .doc file, as the counting that DOCX has."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from ccndocs.source.doc.streams import LIST_USES, LISTS, Streams
from ccndocs.source.docx.numbering import Level, Numbering

_STYLES = {0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter",
           4: "lowerLetter", 22: "decimalZero", 23: "bullet", 255: "none"}  # fmt: skip
_LIST, _LEVEL, _USE = 28, 28, 16  # bytes
_LEVELS = 9
_LEGAL, _NO_RESTART = 4, 8
_SETS_START, _SETS_LEVEL = 0x10, 0x20


@dataclass(slots=True)
class _Cursor:
    """A place in the data that goes forward."""

    data: bytes
    at: int = 0

    def take(self, form: str) -> tuple[int, ...]:
        values = struct.unpack_from(form, self.data, self.at)
        self.at += struct.calcsize(form)
        return values

    def skip(self, count: int) -> None:
        self.at += count


def lists_of(streams: Streams) -> Numbering:
    """The lists that paragraphs use, named by their number from "1"."""
    numbering = Numbering()
    uses = streams.part(LIST_USES)
    if len(uses) < 4:
        return numbering
    lists = _definitions(streams)
    (count,) = struct.unpack_from("<I", uses)
    if 4 + count * _USE > len(uses):
        raise ValueError("the table of lists is broken")
    details = _Cursor(uses, 4 + count * _USE)
    for number in range(count):
        name, changed = struct.unpack_from("<I8xB", uses, 4 + number * _USE)
        list_id = str(number + 1)
        numbering.lists[list_id] = dict(lists.get(name, {}))
        numbering.shared[list_id] = str(name)
        if details.at + 4 <= len(uses):
            _overrides(details, changed, list_id, numbering)
    return numbering


def _definitions(streams: Streams) -> dict[int, dict[int, Level]]:
    """Levels of every list; they follow the table of lists in the stream."""
    table = streams.part(LISTS)
    if len(table) < 2:
        return {}
    (count,) = struct.unpack_from("<H", table)
    levels = _Cursor(streams.after(LISTS))
    found: dict[int, dict[int, Level]] = {}
    for number in range(min(count, (len(table) - 2) // _LIST)):
        name, flags = struct.unpack_from("<I22xB", table, 2 + number * _LIST)
        deep = 1 if flags & 1 else _LEVELS
        found[name] = {level: _level(levels) for level in range(deep)}
    return found


def _level(cursor: _Cursor) -> Level:
    """One level: its pattern holds the number of a level where that stands."""
    start, kind, flags = cursor.take("<iBB")
    cursor.skip(18)
    first, second, _, _ = cursor.take("<4B")
    cursor.skip(first + second)
    (length,) = cursor.take("<H")
    pattern = cursor.data[cursor.at : cursor.at + length * 2].decode(
        "utf-16-le", errors="replace"
    )
    cursor.skip(length * 2)
    shown = "".join(f"%{ord(c) + 1}" if ord(c) < _LEVELS else c for c in pattern)
    return Level(
        start=max(start, 0),
        style=_STYLES.get(kind, "decimal"),
        pattern=shown,
        restart=0 if flags & _NO_RESTART else None,
        legal=bool(flags & _LEGAL),
    )


def _overrides(
    details: _Cursor, count: int, list_id: str, numbering: Numbering
) -> None:
    """Starts and levels that one use of a list sets for itself."""
    details.skip(4)
    for _ in range(count):
        start, flags = details.take("<iI")
        level = flags & 0xF
        if flags & _SETS_LEVEL:
            numbering.lists[list_id][level] = _level(details)
        elif flags & _SETS_START:
            numbering.starts[list_id, level] = max(start, 0)
