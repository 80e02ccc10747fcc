"""Styles and fonts of a .doc file."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from ccndocs.source.doc.formats import changes
from ccndocs.source.doc.streams import FONTS, STYLES, Streams

_DEEPEST = 30  # styles based on styles
_NONE = 0xFFF
_PARAGRAPH_STYLE, _CHARACTER_STYLE = 1, 2
_FONT_NAME_AT = 39
_SYMBOL_SET = 2
_SAME, _OPPOSITE = 0x80, 0x81  # as the style says, or not as the style says
_FLAGS = {0x0835: "bold", 0x0836: "italic", 0x083C: "hidden", 0x0800: "deleted",
          0x083B: "capitals"}  # fmt: skip
_RAISED, _ASCII_FONT, _OTHER_FONT, _SIZE = 0x2A48, 0x4A4F, 0x4A51, 0x4A43
_STYLE, _SYMBOL = 0x4A30, 0x6A09


@dataclass(frozen=True, slots=True)
class Format:
    """How characters are shown; fonts by their number."""

    bold: bool = False
    italic: bool = False
    hidden: bool = False
    deleted: bool = False
    capitals: bool = False
    raised: bool = False
    size: float | None = None
    ascii_font: int = 0
    other_font: int = 0
    symbol: str = ""  # what a symbol's place shows


@dataclass(frozen=True, slots=True)
class Font:
    """A font's name, and whether its codes are pictures."""

    name: str
    pictures: bool


@dataclass(frozen=True, slots=True)
class Style:
    """A style's own changes, without those of what it is based on."""

    base: int
    characters: bytes = b""
    paragraph: bytes = b""


@dataclass(slots=True)
class Styles:
    """Styles by number."""

    styles: dict[int, Style] = field(default_factory=dict)
    default: Format = Format()

    def format(self, number: int) -> Format:
        """How a paragraph style shows characters."""
        found = self.default
        for style in reversed(list(self._chain(number))):
            found = self.changed(found, style.characters)
        return found

    def paragraph(self, number: int) -> bytes:
        """What a style and all that it is based on change of paragraphs."""
        return b"".join(s.paragraph for s in reversed(list(self._chain(number))))

    def changed(self, form: Format, data: bytes) -> Format:
        """The format after the changes; toggles are those of the style's format."""
        base = form
        for change in changes(data):
            name = _FLAGS.get(change.code)
            if name is not None:
                form = _with(form, name, _toggled(base, name, change.number))
            elif change.code == _RAISED:
                form = replace(form, raised=change.number == 1)
            elif change.code == _ASCII_FONT:
                form = replace(form, ascii_font=change.number)
            elif change.code == _OTHER_FONT:
                form = replace(form, other_font=change.number)
            elif change.code == _SIZE:
                form = replace(form, size=change.number / 2)
            elif change.code == _SYMBOL:
                form = replace(form, symbol=chr(change.number >> 16))
            elif change.code == _STYLE:
                style = self.styles.get(change.number)
                if style is not None:
                    form = base = self.changed(form, style.characters)
        return form

    def _chain(self, number: int) -> Iterator[Style]:
        for _ in range(_DEEPEST):
            style = self.styles.get(number)
            if style is None:
                return
            yield style
            number = style.base


def _with(form: Format, flag: str, on: bool) -> Format:
    changed: Any = {flag: on}
    return replace(form, **changed)


def _toggled(base: Format, name: str, value: int) -> bool:
    if value in (_SAME, _OPPOSITE):
        return bool(getattr(base, name)) is (value == _SAME)
    return value == 1


def styles_of(streams: Streams) -> Styles:
    """The styles; none where the file has no sheet of them."""
    sheet = streams.part(STYLES)
    if len(sheet) < 20:
        return Styles()
    header, count, base_size = struct.unpack_from("<3H", sheet)
    ascii_font, _, other_font = struct.unpack_from("<3H", sheet, 14)
    found = Styles(default=Format(ascii_font=ascii_font, other_font=other_font))
    at = 2 + header
    for number in range(count):
        if at + 2 > len(sheet):
            break
        (size,) = struct.unpack_from("<H", sheet, at)
        if size:
            style = _style(sheet[at + 2 : at + 2 + size], base_size)
            if style is not None:
                found.styles[number] = style
        at += 2 + size
    return found


def _style(data: bytes, base_size: int) -> Style | None:
    """A style of paragraphs or characters; None for other kinds."""
    if len(data) < base_size + 2:
        return None
    kind_and_base, parts = struct.unpack_from("<2xHH", data)
    kind, base, parts = kind_and_base & 0xF, kind_and_base >> 4, parts & 0xF
    (name_length,) = struct.unpack_from("<H", data, base_size)
    at = base_size + 2 + (name_length + 1) * 2
    kept: list[bytes] = []
    for _ in range(min(parts, 3)):
        at += at % 2
        if at + 2 > len(data):
            break
        (size,) = struct.unpack_from("<H", data, at)
        kept.append(data[at + 2 : at + 2 + size])
        at += 2 + size
    base = -1 if base == _NONE else base
    if kind == _PARAGRAPH_STYLE and kept:
        return Style(base, kept[1] if len(kept) > 1 else b"", kept[0][2:])
    if kind == _CHARACTER_STYLE and kept:
        return Style(base, kept[0])
    return None


def fonts_of(streams: Streams) -> list[Font]:
    """The fonts in the order of their numbers."""
    table = streams.part(FONTS)
    if len(table) < 4:
        return []
    (count,) = struct.unpack_from("<H", table)
    found: list[Font] = []
    at = 4
    for _ in range(count):
        if at >= len(table):
            break
        entry = table[at + 1 : at + 1 + table[at]]
        name = entry[_FONT_NAME_AT:].decode("utf-16-le", errors="replace")
        charset = entry[3] if len(entry) > 3 else 0
        found.append(Font(name.partition("\0")[0], charset == _SYMBOL_SET))
        at += 1 + len(entry)
    return found
