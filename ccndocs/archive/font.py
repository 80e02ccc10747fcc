"""A font that shows nothing: its characters take room and can be found.

The one glyph is two specks at the corners of its room: PDFium drops a character whose
shape has no width ("-" between two words), and marks found words by their shapes.
"""

from __future__ import annotations

import struct
import zlib
from typing import Any

NAME = "CCNDOC+Blank"
ADVANCE = 0.5  # ems: the width of every character
ASCENT, DESCENT = 0.8, 0.2  # ems above and below the baseline
_EM = 1000
_VERSION = 0x00010000  # 1.0, of the file and of its tables
_LISTED = 100  # entries that one bfchar section may have


class BlankFont:
    """The font of a document's text layer; `encode` numbers characters as they come.

    `finish` writes the table of characters, once all pages are done.
    """

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._codes: dict[str, int] = {}
        self._extra = 0xE000  # numbers of characters above U+FFFF
        self.font = pdf.make_indirect(_font_objects(pdf))

    def encode(self, text: str) -> bytes:
        """The text as a PDF string of two bytes a character."""
        return b"<%b>" % "".join(f"{self._code(c):04X}" for c in text).encode()

    def finish(self) -> None:
        """Give the font its table of characters. Call once."""
        self.font.ToUnicode = self._pdf.make_stream(_to_unicode(self._codes))

    def _code(self, char: str) -> int:
        if char not in self._codes:
            if 0xE000 <= ord(char) <= 0xF8FF or ord(char) > 0xFFFF:
                # Private characters share their numbers with the ones above U+FFFF.
                self._codes[char] = self._extra
                self._extra += 1
            else:
                self._codes[char] = ord(char)
        return self._codes[char]


def _font_objects(pdf: Any) -> Any:
    """The Type0 font, its descendant, descriptor and font file."""
    from pikepdf import Array, Dictionary, Name, String

    data = font_file()
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/" + NAME),
        Flags=4,
        FontBBox=Array([0, -round(DESCENT * _EM), 500, round(ASCENT * _EM)]),
        ItalicAngle=0,
        Ascent=round(ASCENT * _EM),
        Descent=-round(DESCENT * _EM),
        CapHeight=700,
        StemV=80,
        FontFile2=pdf.make_stream(data, Length1=len(data)),
    )
    # Every character is drawn by the one glyph; glyph 0 (.notdef) must not be used in
    # PDF/A.
    glyphs = pdf.make_stream(zlib.compress(b"\0\1" * 65536, 9), Filter=Name.FlateDecode)
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/" + NAME),
        CIDSystemInfo=Dictionary(
            Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
        ),
        DW=round(ADVANCE * _EM),
        CIDToGIDMap=glyphs,
        FontDescriptor=pdf.make_indirect(descriptor),
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/" + NAME),
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(descendant)]),
    )


def _to_unicode(codes: dict[str, int]) -> bytes:
    """The CMap from numbers back to characters."""
    entries = sorted((code, char) for char, code in codes.items())
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    for start in range(0, len(entries), _LISTED):
        part = entries[start : start + _LISTED]
        lines.append(f"{len(part)} beginbfchar")
        lines += [
            f"<{code:04X}> <{char.encode('utf-16-be').hex().upper()}>"
            for code, char in part
        ]
        lines.append("endbfchar")
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode()


def font_file() -> bytes:
    """A TrueType font of two glyphs (.notdef is empty), each half an em wide."""
    ascent, descent, advance = 800, -200, round(ADVANCE * _EM)
    glyph = _specks(descent, advance, ascent)
    tables = {
        b"OS/2": _os2(ascent, descent, advance),
        b"cmap": struct.pack(">HHHHI", 0, 1, 3, 1, 12) + _cmap_4(),
        b"glyf": glyph,
        b"head": _head(ascent, descent, advance),
        b"hhea": _hhea(ascent, descent, advance),
        b"hmtx": struct.pack(">HhHh", advance, 0, advance, 0),
        b"loca": struct.pack(">HHH", 0, 0, len(glyph) // 2),
        b"maxp": struct.pack(
            ">IHHHHHHHHHHHHHH", _VERSION, 2, 6, 2, 0, 0, 1, *([0] * 8)
        ),
        b"name": _name_table(),
        b"post": struct.pack(">IIhhIIIII", 0x00030000, 0, -100, 50, 1, 0, 0, 0, 0),
    }
    return _sfnt(tables)


def _head(ascent: int, descent: int, advance: int) -> bytes:
    """The whole font: its box, no dates; the checksum (first 0) comes when all is."""
    start = struct.pack(">IIIIHH", _VERSION, _VERSION, 0, 0x5F0F3CF5, 0x000B, _EM)
    box = struct.pack(">QQhhhh", 0, 0, 0, descent, advance, ascent)
    return start + box + struct.pack(">HHhhh", 0, 8, 2, 0, 0)


def _hhea(ascent: int, descent: int, advance: int) -> bytes:
    """Measures of lines; both glyphs have a width of their own."""
    start = struct.pack(
        ">IhhhHhhh", _VERSION, ascent, descent, 0, advance, 0, 0, advance
    )
    return start + struct.pack(">hhhhhhhhH", 1, *([0] * 7), 2)


def _specks(bottom: int, right: int, top: int) -> bytes:
    """A glyph of two triangles, one unit large, at two corners of its room."""
    xs = (0, 1, 0, right, right - 1, right)
    ys = (bottom, bottom, bottom + 1, top, top, top - 1)
    data = struct.pack(">hhhhh", 2, 0, bottom, right, top)
    data += struct.pack(">HHH", 2, 5, 0) + b"\1" * 6  # ends of contours; on the curve
    for values in (xs, ys):
        steps = [b - a for a, b in zip((0, *values), values, strict=False)]
        data += struct.pack(">6h", *steps)
    return data + bytes(len(data) % 2)


def _cmap_4() -> bytes:
    """Format 4 with the closing segment and U+0020 as glyph 1."""
    ends, starts = (0x20, 0xFFFF), (0x20, 0xFFFF)
    deltas = (1 - 0x20) & 0xFFFF, 1
    body = struct.pack(">HHHH", 4, 4, 1, 0)
    body += struct.pack(">HH", *ends) + b"\0\0" + struct.pack(">HH", *starts)
    body += struct.pack(">HH", *deltas) + struct.pack(">HH", 0, 0)
    return struct.pack(">HHH", 4, 6 + len(body), 0) + body


def _os2(ascent: int, descent: int, advance: int) -> bytes:
    head = struct.pack(">HhHHHhhhhhhhhhhh", 3, advance, 400, 5, 0, *([0] * 10), 0)
    middle = bytes(10) + struct.pack(">IIII", 0, 0, 0, 0) + b"CCND"
    tail = struct.pack(">HHHhhh", 0x40, 0x20, 0x20, ascent, descent, 0)
    tail += struct.pack(">HHIIhhHHH", ascent, -descent, 1, 0, 500, 700, 0, 0x20, 1)
    return head + middle + tail


def _name_table() -> bytes:
    names = [(1, "Blank"), (2, "Regular"), (4, "Blank"), (6, "Blank")]
    data = [(kind, text.encode("utf-16-be")) for kind, text in names]
    records, at = b"", 0
    for kind, raw in data:
        records += struct.pack(">HHHHHH", 3, 1, 0x409, kind, len(raw), at)
        at += len(raw)
    head = struct.pack(">HHH", 0, len(data), 6 + len(records))
    return head + records + b"".join(raw for _, raw in data)


def _sfnt(tables: dict[bytes, bytes]) -> bytes:
    """The tables with their directory and checksums."""
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    head = struct.pack(
        ">IHHHH",
        0x00010000,
        count,
        power * 16,
        power.bit_length() - 1,
        (count - power) * 16,
    )
    at = len(head) + 16 * count
    directory, body = b"", b""
    head_at = 0
    for tag in sorted(tables):
        data = tables[tag]
        if tag == b"head":
            head_at = at + len(body)
        directory += struct.pack(
            ">4sIII", tag, _checksum(data), at + len(body), len(data)
        )
        body += data + bytes(-len(data) % 4)
    whole = bytearray(head + directory + body)
    adjustment = (0xB1B0AFBA - _checksum(bytes(whole))) & 0xFFFFFFFF
    struct.pack_into(">I", whole, head_at + 8, adjustment)
    return bytes(whole)


def _checksum(data: bytes) -> int:
    padded = data + bytes(-len(data) % 4)
    total: int = sum(struct.unpack(f">{len(padded) // 4}I", padded))
    return total & 0xFFFFFFFF
