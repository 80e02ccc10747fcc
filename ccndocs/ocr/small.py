"""Small signs looked at in the picture: a dash that opens a line, stops behind words.

The engine leaves out dashes that stand apart from their line and takes ";" for "," or
":" where print is slanted or worn; their shapes are plain.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import median
from typing import Any, NamedTuple

import cv2

from ccndocs.ocr.engine import OcrWord

_DARK = 140
_HANGING = frozenset("gjpqyQ,;()/ýỳỷỹỵạặậẹệịọộợụự")  # reach below the line
_FEW = 3  # words that tell where a line stands
_OPEN = "-–—+*•"


class Blob(NamedTuple):
    """Dark pixels that hang together: the box around them."""

    left: int
    top: int
    wide: int
    high: int

    @property
    def right(self) -> int:
        """The first column behind it."""
        return self.left + self.wide

    @property
    def bottom(self) -> int:
        """The first row below it."""
        return self.top + self.high


@dataclass(frozen=True, slots=True)
class TextLine:
    """Words on one line, the row that they stand on, and how high they are."""

    words: Sequence[OcrWord]
    base: float
    height: float


def with_small_signs(words: Sequence[OcrWord], picture: Any) -> list[OcrWord]:
    """The words with dashes and stops as the picture shows them."""
    found: list[OcrWord] = []
    for _, group in groupby(words, key=lambda w: (w.block, w.paragraph, w.line)):
        line = _text_line(list(group))
        if line.height:
            found += _dash_before(line, picture)
        found += [_with_stop(word, line, picture) for word in line.words]
    return found


def _text_line(words: Sequence[OcrWord]) -> TextLine:
    """The line of these words; of no height where they are too few to tell."""
    letters = [w for w in words if any(map(str.isalnum, w.text))]
    standing = [w.bottom for w in letters if _HANGING.isdisjoint(w.text)]
    if len(letters) < _FEW or not standing:
        return TextLine(words, 0.0, 0.0)
    height = median(w.bottom - w.top for w in letters)
    return TextLine(words, float(median(standing)), float(height))


def _blobs(picture: Any, left: int, top: int, right: int, bottom: int) -> list[Blob]:
    """The blobs of a part of the picture, in the picture's own pixels."""
    left, top = max(left, 0), max(top, 0)
    part = picture[top:bottom, left:right]
    if not part.size:
        return []
    _, ink = cv2.threshold(part, _DARK, 1, cv2.THRESH_BINARY_INV)
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    return [
        Blob(int(x) + left, int(y) + top, int(wide), int(high))
        for x, y, wide, high, area in stats[1:]
        if area > 2
    ]


def _dash_before(line: TextLine, picture: Any) -> Iterable[OcrWord]:
    """The dash left of a line that the engine has not told, if it stands alone there.

    It is flat, less than a letter wide and in the middle of the small letters.
    """
    first, high = line.words[0], line.height
    if first.text[0] in _OPEN or not first.text[0].isalpha():
        return
    top, bottom = round(line.base - 1.1 * high), round(line.base + 0.3 * high)
    left = round(first.left - 1.7 * high)
    blobs = _blobs(picture, left, top, first.left - 1, bottom)
    if len(blobs) != 1:
        return
    dash = blobs[0]
    flat = dash.high <= 0.16 * high and dash.wide >= 2 * dash.high
    wide = 0.16 * high <= dash.wide <= 0.6 * high
    middle = line.base - (dash.top + dash.bottom) / 2
    apart = dash.left > left and first.left - dash.right >= 0.1 * high
    if flat and wide and apart and 0.1 * high <= middle <= 0.42 * high:
        yield replace(
            first,
            text="-",
            left=dash.left,
            top=dash.top,
            right=dash.right,
            bottom=dash.bottom,
            others=(),
        )


def _with_stop(word: OcrWord, line: TextLine, picture: Any) -> OcrWord:
    """The word with a semicolon behind it, where the picture shows one."""
    if not line.height or word.text[-1] not in ",:" or not word.text[:-1].isalnum():
        return word
    if not _is_semicolon(word, line, picture):
        return word
    return replace(word, text=f"{word.text[:-1]};")


def _is_semicolon(word: OcrWord, line: TextLine, picture: Any) -> bool:
    """Whether a dot stands above a tail behind a word."""
    high = line.height
    left = word.right - round(0.4 * high)  # slanted ones are that wide
    top, bottom = round(line.base - 0.85 * high), round(line.base + 0.35 * high)
    blobs = _blobs(picture, left, top, word.right + 2, bottom)
    edge = max((b.right for b in blobs if b.left <= left), default=left)
    signs = [b for b in blobs if b.left > left and b.right >= edge]
    lower = [b for b in signs if b.bottom > line.base - 0.12 * high]
    upper = [b for b in signs if b.bottom <= line.base - 0.12 * high]
    if not lower or len(upper) != 1:
        return False
    dot, tail = upper[0], _joined(lower)  # a worn tail falls apart
    if max(dot.wide, dot.high, tail.wide) > 0.25 * high or tail.high > 0.42 * high:
        return False
    raised = 0.2 * high <= line.base - dot.bottom <= 0.62 * high
    over = dot.left - 1 <= tail.right and tail.left <= dot.right  # a speck is beside it
    hangs = tail.bottom > line.base + 0.08 * high
    return raised and over and hangs and tail.high > 1.35 * dot.high


def _joined(blobs: Sequence[Blob]) -> Blob:
    left, top = min(b.left for b in blobs), min(b.top for b in blobs)
    right, bottom = max(b.right for b in blobs), max(b.bottom for b in blobs)
    return Blob(left, top, right - left, bottom - top)
