"""The invisible text of a page, as a PDF content stream."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ccndocs.archive.font import ADVANCE, DESCENT, BlankFont
from ccndocs.archive.placed import Placed, PlacedLine
from ccndocs.types.geometry import Box
from ccndocs.vi.fold import fold

FONT = "/CcnBlank"
_SLOPE_WORDS, _SLOPE_WIDTH, _STEEPEST = 4, 120.0, 0.09
_LEAST_GAP = 0.2  # ems
_LEAST_SIZE = 3.0  # points
_THIN = 1.0  # points: the height of a line without diacritics, below its words


@dataclass(frozen=True, slots=True)
class Place:
    """The visible rectangle of a page as stored, and the turn that makes it upright.

    `turn` in degrees clockwise.
    """

    left: float
    bottom: float
    right: float
    top: float
    turn: int = 0

    @property
    def height(self) -> float:
        """Height of the upright page."""
        if self.turn in (90, 270):
            return self.right - self.left
        return self.top - self.bottom

    def matrix(self) -> str:
        """From points of the upright page, from its bottom left, to those stored."""
        numbers = {
            0: (1, 0, 0, 1, self.left, self.bottom),
            90: (0, 1, -1, 0, self.right, self.bottom),
            180: (-1, 0, 0, -1, self.right, self.top),
            270: (0, -1, 1, 0, self.left, self.top),
        }[self.turn]
        return " ".join(_number(n) for n in numbers) + " cm"


def text_layer(
    lines: Sequence[PlacedLine], place: Place, font: BlankFont, *, folded: bool = False
) -> bytes:
    """The content that writes `lines` invisibly; `folded`: once more, bare.

    Bare lines ("ke hoach" for "kế hoạch") are thin strips below the words.
    """
    parts = [f"q {place.matrix()} BT 3 Tr".encode()]
    for line in lines:
        parts += _line(line, place.height, font)
    if folded:
        for line in lines:
            parts += _bare_line(line, place.height, font)
    parts.append(b"ET Q")
    return b"\n".join(parts)


def _line(line: PlacedLine, height: float, font: BlankFont) -> Iterator[bytes]:
    """Each word on its own baseline, then a space as wide as the gap behind it."""
    slope, size, below = _measures(line)
    yield f"{FONT} {_number(size)} Tf".encode()
    for index, word in enumerate(line):
        box = word.box
        middle = (box.x0 + box.x1) / 2
        baseline = height - (slope * middle + below) + DESCENT * size
        following = line[index + 1].box.x0 if index + 1 < len(line) else None
        right = _right_edge(box, following, size)
        yield _shown(font, word.text, box.x0, baseline, right - box.x0, size)
        if following is not None:
            gap = max(following - right, _LEAST_GAP * size)
            yield _scale(gap, 1, size) + b" " + font.encode(" ") + b" Tj"


def _right_edge(box: Box, following: float | None, size: float) -> float:
    """Where a word ends: boxes that touch would be read as one word."""
    if following is None:
        return box.x1
    least = box.x0 + 0.3 * box.width
    return max(min(box.x1, following - _LEAST_GAP * size), least)


def _bare_line(line: PlacedLine, height: float, font: BlankFont) -> Iterator[bytes]:
    """The words without diacritics, each as wide as its room.

    Poppler takes a space wider than 0.7 ems for the gap between two columns, so the
    gaps are given to the words.
    """
    if all(fold(word.text) == word.text.lower() for word in line):
        return
    slope, _, below = _measures(line)
    yield f"{FONT} {_number(_THIN)} Tf".encode()
    for index, word in enumerate(line):
        left, right = word.box.x0, word.box.x1
        if index + 1 < len(line):
            right = max(line[index + 1].box.x0 - _THIN / 3, left + _THIN)
        baseline = height - (slope * (left + right) / 2 + below) + DESCENT * _THIN
        yield _shown(font, fold(word.text), left, baseline, right - left, _THIN)
        if index + 1 < len(line):
            yield _scale(_THIN / 3, 1, _THIN) + b" " + font.encode(" ") + b" Tj"


def _shown(
    font: BlankFont, text: str, x: float, y: float, width: float, size: float
) -> bytes:
    at = f" 1 0 0 1 {_number(x)} {_number(y)} Tm ".encode()
    return _scale(width, len(text), size) + at + font.encode(text) + b" Tj"


def _scale(width: float, count: int, size: float) -> bytes:
    """The horizontal scaling that makes `count` characters `width` points wide."""
    natural = max(count * ADVANCE * size, 0.01)
    return f"{_number(max(100 * width / natural, 0.1))} Tz".encode()


def _measures(line: Sequence[Placed]) -> tuple[float, float, float]:
    """Slope of the line, its height, and its lower edge at the page's left edge.

    Boxes of words keep to their letters, so edges jump between "quy" and "nam": the
    line's own edges are used, once the slope of a crooked page is taken out. One word
    in ten may stand out.
    """
    boxes = [word.box for word in line]
    slope = _slope(boxes)
    middles = [slope * (box.x0 + box.x1) / 2 for box in boxes]
    tops = sorted(b.y0 - m for b, m in zip(boxes, middles, strict=True))
    bottoms = sorted(b.y1 - m for b, m in zip(boxes, middles, strict=True))
    odd = len(boxes) // 10
    top, bottom = tops[odd], bottoms[-1 - odd]
    return slope, max(bottom - top, _LEAST_SIZE), bottom


def _slope(boxes: Sequence[Box]) -> float:
    """Least squares through the middles of the words; 0 for a short line."""
    xs = [(box.x0 + box.x1) / 2 for box in boxes]
    ys = [(box.y0 + box.y1) / 2 for box in boxes]
    if len(boxes) < _SLOPE_WORDS or max(xs) - min(xs) < _SLOPE_WIDTH:
        return 0.0
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    across = sum((a - x) ** 2 for a in xs)
    found = sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / across
    return found if abs(found) <= _STEEPEST else 0.0


def _number(value: float) -> str:
    """A number as PDF writes it: no exponent, no trailing zeros."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
