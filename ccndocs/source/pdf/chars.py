"""Characters of a PDF page as PDFium gives them, in the order of the content stream."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from ccndocs.source.pdf.frame import Frame

_EVIDENCE = 80  # characters
INVISIBLE = 3  # text render mode of the layer that OCR programs put under a scan
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_FORCE_BOLD, _ITALIC = 1 << 18, 1 << 6  # flags of a PDF font descriptor


@dataclass(frozen=True, slots=True)
class Style:
    """What all characters of one text object share. `angle` in quarter turns."""

    font: str
    size: float
    bold: bool
    italic: bool
    visible: bool
    turns: int | None  # None: slanted
    handle: int

    @property
    def is_symbol(self) -> bool:
        """Whether the font draws pictures where letters are meant."""
        return bool(re.search(r"wingding|webding|symbol|zapfding", self.font, re.I))


@dataclass(frozen=True, slots=True)
class Char:
    """One character: left and right edge and baseline, upright page, in points."""

    text: str
    x0: float
    x1: float
    baseline: float
    style: Style


def styles_of(textpage: Any) -> list[Style | None]:
    """The style of every character index; None for spaces that PDFium put in."""
    import pypdfium2.raw as raw

    known: dict[int, Style] = {}
    found: list[Style | None] = []
    for index in range(raw.FPDFText_CountChars(textpage)):
        handle = raw.FPDFText_GetTextObject(textpage, index)
        if not handle:
            found.append(None)
            continue
        key = ctypes.cast(handle, ctypes.c_void_p).value or 0
        if key not in known:
            known[key] = _style(textpage, index, handle, key)
        found.append(known[key])
    return found


def _style(textpage: Any, index: int, handle: Any, key: int) -> Style:
    """Font, effective size and direction of a text object."""
    import pypdfium2.raw as raw

    buffer, flags = ctypes.create_string_buffer(256), ctypes.c_int(0)
    length = raw.FPDFText_GetFontInfo(textpage, index, buffer, 256, flags)
    name = buffer.raw[: max(min(length, 256) - 1, 0)].decode("utf-8", "replace")
    name = _SUBSET.sub("", name)
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(textpage, index, matrix)
    scale = math.hypot(matrix.c, matrix.d) or 1.0
    size = abs(raw.FPDFText_GetFontSize(textpage, index)) * scale
    weight = raw.FPDFText_GetFontWeight(textpage, index)
    heavy = re.search(r"bold|black|heavy|[-,]BI?$", name, re.IGNORECASE)
    slant = re.search(r"italic|oblique|[-,]B?I$", name, re.IGNORECASE)
    return Style(
        font=name,
        size=size,
        bold=bool(heavy) or bool(flags.value & _FORCE_BOLD) or weight >= 650,
        italic=bool(slant) or bool(flags.value & _ITALIC),
        visible=raw.FPDFTextObj_GetTextRenderMode(handle) != INVISIBLE,
        turns=_quarter_turns(matrix.a, matrix.b),
        handle=key,
    )


def _quarter_turns(a: float, b: float) -> int | None:
    """Counter-clockwise quarter turns of the writing direction; None if slanted."""
    angle = math.degrees(math.atan2(b, a)) % 360
    turns = round(angle / 90) % 4
    off = min(abs(angle - 90 * turns), abs(angle - 360 - 90 * turns))
    return turns if off < 5 else None


def direction(styles: list[Style | None]) -> int | None:
    """Clockwise quarter turns that make most of the page's text upright.

    Landscape annexes are often set sideways on a portrait page without /Rotate. None
    where too few characters say so (a signature's stamp alone proves nothing).
    """
    counts = Counter(s.turns for s in styles if s is not None and s.turns is not None)
    if sum(counts.values()) < _EVIDENCE:
        return None
    turns, count = counts.most_common(1)[0]
    return turns if count > 0.8 * sum(counts.values()) else None


def chars_of(
    textpage: Any, styles: list[Style | None], frame: Frame
) -> list[Char | None]:
    """Characters in stream order; None where words or lines end.

    Text set at an angle to the rest (watermarks) is left to the picture.
    """
    import pypdfium2.raw as raw

    found: list[Char | None] = []
    rect, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    high = ""
    for index, style in enumerate(styles):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if 0xD800 <= code < 0xDC00:
            high = chr(code)
            continue
        text = _joined(high, code)
        high = ""
        if style is None or text.isspace() or style.turns != frame.turns:
            found.append(None)
            continue
        if not raw.FPDFText_GetLooseCharBox(textpage, index, rect):
            continue
        raw.FPDFText_GetCharOrigin(textpage, index, x, y)
        box = frame.box(rect.left, rect.bottom, rect.right, rect.top)
        baseline = frame.point(x.value, y.value)[1]
        found.append(Char(text, box.x0, box.x1, baseline, style))
    return found


def _joined(high: str, code: int) -> str:
    """A character above U+FFFF comes in two halves."""
    if high and 0xDC00 <= code < 0xE000:
        return (high + chr(code)).encode("utf-16", "surrogatepass").decode("utf-16")
    return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)
