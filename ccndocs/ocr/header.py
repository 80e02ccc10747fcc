"""Number and date of the letterhead read once more, and never guessed.

Both are often stamped or written by hand into a gap: "Số: 2119 /KH-SYT", "ngày 13 tháng
11". The engine reads handwriting as if it were print ("442" for 1943, sure at 91 %),
so digits that do not look printed are told stroke by stroke, and given as "??" where
one is in doubt: a gap that a person must fill.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any

import cv2
import numpy as np

from ccndocs.ocr.by_hand import read_by_hand
from ccndocs.ocr.ending import OcrLine, lines_of
from ccndocs.ocr.engine import OcrEngine, OcrWord
from ccndocs.ocr.gaps import DATE, NUMBER, Gap, confidence_in, filled, gaps_of, width_of
from ccndocs.ocr.prepare import Prepared
from ccndocs.ocr.strokes import Place
from ccndocs.vi.fold import fold_same

LINE = 7
"""Page segmentation: a single line."""
UNREAD = "??"
BY_HAND = 0.6
"""The confidence of digits that a pen wrote: a person should look at them."""

_VALID = {
    "number": re.compile(r"\d{1,5}[A-Z]?(?:/(?:19|20)\d\d)?"),
    "day": re.compile(r"0?[1-9]|[12]\d|3[01]"),
    "month": re.compile(r"0?[1-9]|1[0-2]"),
}
WRITTEN = {**_VALID, "number": re.compile(r"[1-9]\d{0,4}|0[1-9]")}
_TOP = 0.4  # letterheads stand in the upper part of a page
_DOUBTFUL = 0.75
_LETTERED = 0.65
_SURE = 0.85  # of the readings of handwriting few are as sure
_TALLER = 1.28  # times a printed digit: pen strokes are
_LETTERS = str.maketrans("IlÌÍìíi|!¡]OoQ§", "111111111110008")


@dataclass(frozen=True, slots=True)
class Header:
    """A page's words with number and date settled.

    `unread` of their gaps are there but not legible, `by_hand` were read off a pen's
    strokes.
    """

    words: list[OcrWord]
    unread: int = 0
    by_hand: int = 0


def reread_header(
    words: Sequence[OcrWord], prepared: Prepared, engine: OcrEngine
) -> Header:
    """The page's words with the letterhead's number and date read once more."""
    lines = [parted(line) for line in lines_of(words)]
    digit = _digit_height(lines)
    unread = by_hand = 0
    for pattern in (NUMBER, DATE):
        index, gaps = _first(lines, pattern, prepared)
        if gaps and pattern is DATE:
            lines[index] = [_worded(word) for word in lines[index]]
            gaps = [_widened(g, lines[index]) for g in gaps_of(lines[index], pattern)]
        for gap in reversed(gaps):
            desk = Desk(prepared, engine)
            text, sure = _settled(gap, lines[index], digit, desk), 0.9
            if text == UNREAD:
                text, sure = _by_hand(gap, lines[index], digit, desk)
            unread += text == UNREAD
            by_hand += sure == BY_HAND
            if text != gap.text or gap.behind:
                lines[index] = filled(lines[index], gap, text, sure)
    return Header([word for line in lines for word in line], unread, by_hand)


def parted(line: OcrLine) -> OcrLine:
    """The line with the country's name or motto apart from a name that touches it.

    "TỈNH SÔNG BỒNGCỘNG HÒA XÃ HỘI …": long names of issuers end where it begins.
    """
    for index, (word, behind) in enumerate(pairwise(line)):
        found = _TOUCHING.fullmatch(f"{word.text} {behind.text}")
        if found is None:
            continue
        name = found["name"]
        share = width_of(name) / width_of(word.text)
        at = round(word.left + share * (word.right - word.left))
        first = replace(word, text=name, right=at, others=())
        rest = replace(word, text=word.text[len(name) :], left=at, others=())
        return [*line[:index], first, rest, *line[index + 1 :]]
    return line


_TOUCHING = re.compile(r"(?P<name>[A-ZĐÀ-Ỹ]{2,})(?:CỘNG (?:HÒA|HOÀ)|Độc lập)")


def _worded(word: OcrWord) -> OcrWord:
    """The word as it must be in a line known to be a date: "ngùy" is "ngày"."""
    plain = fold_same(word.text)
    for pattern, text in ((r"ng\Sy", "ngày"), (r"th\Sng", "tháng"), (r"n\Sm", "năm")):
        if re.fullmatch(pattern, plain):
            return replace(word, text=text)
    return word


def _first(
    lines: Sequence[OcrLine], pattern: re.Pattern[str], prepared: Prepared
) -> tuple[int, list[Gap]]:
    """The first line of the page's upper part that the pattern fits, and its gaps.

    The date stands right of the middle; cited ones stand in running text.
    """
    height, width = prepared.pixels.shape
    for index, line in enumerate(lines):
        if line[0].top > _TOP * height:
            continue
        gaps = gaps_of(line, pattern)
        if gaps and (pattern is NUMBER or gaps[0].left > 0.45 * width):
            return index, gaps
    return 0, []


@dataclass(frozen=True, slots=True)
class Desk:
    """What a second look needs: the picture and the engine."""

    prepared: Prepared
    engine: OcrEngine


def _settled(gap: Gap, line: OcrLine, digit: float | None, desk: Desk) -> str:
    """The gap's digits; its text where it is blank, UNREAD where it is not sure."""
    shown = gap.text.strip(" .…_:'-")
    heights = _ink_heights(gap, line, desk.prepared, digit)
    if not shown and not heights:
        return gap.text
    digits = shown.translate(_LETTERS).replace(" ", "")
    printed = digit is None or not heights or max(heights) <= _TALLER * digit
    if not printed:
        return UNREAD
    valid = _VALID[gap.kind]
    if valid.fullmatch(digits) and confidence_in(gap, line) >= _DOUBTFUL:
        return gap.text if digits == shown else digits
    again = _read_again(gap, line, desk, [digits])
    return again if again is not None else UNREAD


def _by_hand(
    gap: Gap, line: OcrLine, digit: float | None, desk: Desk
) -> tuple[str, float]:
    """What a pen's strokes say and how sure it is; UNREAD where one is in doubt.

    Strokes that say what the engine says are as good as two of its readings.
    """
    valid = _VALID[gap.kind]
    shown = gap.text.strip(" .…_:'-").translate(_LETTERS).replace(" ", "")
    pixels, dpi = desk.prepared.pixels, desk.prepared.dpi
    place = hand_place(gap, line, digit, dpi)
    read = read_by_hand(pixels, place, WRITTEN[gap.kind]) if place else None
    if read:
        return read, 0.9 if read == shown else BY_HAND
    if valid.fullmatch(shown):
        place = Place(gap.left, gap.right, _middle(gap, line), digit or 0.1 * dpi)
        if read_by_hand(pixels, place, valid) == shown:
            return shown, 0.9
    return UNREAD, 0.4


def _middle(gap: Gap, line: OcrLine) -> float:
    """The row of the middle of what is printed beside the gap."""
    beside = sorted(line, key=lambda w: _distance(gap, w))[:3]
    return float(median((w.top + w.bottom) / 2 for w in beside))


def hand_place(
    gap: Gap, line: OcrLine, digit: float | None, dpi: float
) -> Place | None:
    """Where digits written by hand into the gap are; None where its ends are unsure.

    A pen's digits may touch what is printed beside them and be read as one with it;
    so what stands before and behind must be as wide as its letters are.
    """
    height = digit or 0.1 * dpi
    if gap.kind == "number":
        left = line[0].left + _SO_WIDE * height
        right = gap.right if _begins(line, gap.right) else -1.0
        return Place(left, right, _middle(gap, line), height, _slash(gap, line, height))
    edges = _beside(gap, line)
    return Place(*edges, _middle(gap, line), height) if edges else None


_SO_WIDE = 1.75  # times a digit's height: "Số" with what precedes a number
_WIDE = {"ngay": 2.7, "thang": 3.15, "nam": 2.32}  # times a digit's height, in italics
_ROOM = 1.12
_LETTER_WIDE = 1.3  # times a digit's height: an em of roman capitals


def _begins(line: OcrLine, edge: float) -> bool:
    """Whether a word with a slash in front begins at the edge."""
    return any(abs(w.left - edge) <= 2 and w.text[:1] in "/-" for w in line)


def _slash(gap: Gap, line: OcrLine, height: float) -> float:
    """About where the slash behind a number is, by the letters that follow it.

    The engine made one word of "2193/TB-SYT", so nothing else tells.
    """
    start = 0
    for word in line:
        stop = start + len(word.text)
        if start <= gap.stop < stop:
            letters = word.text[gap.stop - start :]
            return word.right - _LETTER_WIDE * height * width_of(letters)
        start = stop + 1
    return -1.0


def _widened(gap: Gap, line: OcrLine) -> Gap:
    """An empty gap up to where the words beside it should end and begin.

    "ngày 27 tháng" may come as "ngày tháng", with a box around "ngày 27".
    """
    edges = None if gap.text.strip() else _beside(gap, line)
    if edges is None:
        return gap
    return replace(gap, left=min(gap.left, edges[0]), right=max(gap.right, edges[1]))


def _beside(gap: Gap, line: OcrLine) -> tuple[float, float] | None:
    """Where the words before and behind a day or a month end and begin.

    A pen's stroke that touches "ngày" makes it as wide as "ngày 7": then its usual
    width counts, told by the narrowest of the date's words.
    """
    plain = [(fold_same(w.text), w) for w in line]
    words = [(p, w) for p, w in plain if p in _WIDE]
    if not words:
        return None
    unit = min((w.right - w.left) / _WIDE[p] for p, w in words)
    before, behind = ("ngay", "thang") if gap.kind == "day" else ("thang", "nam")
    left = right = None
    for text, word in plain:
        if text.startswith(before):
            left = min(float(word.right), word.left + _ROOM * _WIDE[before] * unit)
        if text.endswith(behind) and left is not None:
            right = max(float(word.left), word.right - _ROOM * _WIDE[behind] * unit)
            break
    return (left, right) if left is not None and right is not None else None


def _distance(gap: Gap, word: OcrWord) -> float:
    return max(gap.left - word.right, word.left - gap.right, 0.0)


def _digit_height(lines: Sequence[OcrLine]) -> float | None:
    """The height of printed digits on the page, by its years."""
    heights = [
        w.bottom - w.top
        for line in lines
        for w in line
        if re.fullmatch(r"(?:19|20)\d\d", w.text) and w.confidence > 0.85
    ]
    return float(median(heights)) if heights else None


def _ink_heights(
    gap: Gap, line: OcrLine, prepared: Prepared, digit: float | None
) -> list[int]:
    """Heights of the strokes whose middle lies in the gap; dots do not count."""
    usual = digit or 0.1 * prepared.dpi
    top = max(round(min(w.top for w in line) - 0.5 * usual), 0)
    bottom = round(max(w.bottom for w in line) + 0.4 * usual)
    left = max(round(gap.left - usual), 0)
    band = prepared.pixels[top:bottom, left : round(gap.right + usual)]
    if not band.size:  # OpenCV crashes on an empty picture
        return []
    ink = (band < 150).astype(np.uint8)
    _, _, stats, middles = cv2.connectedComponentsWithStats(ink, connectivity=8)
    return [
        int(height)
        for (_, _, _, height, _), (x, _) in list(zip(stats, middles, strict=True))[1:]
        if gap.left <= left + x <= gap.right and height > 0.45 * usual
    ]


def _read_again(gap: Gap, line: OcrLine, desk: Desk, seen: list[str]) -> str | None:
    """What two readings agree on, if it fits: those `seen` and enlarged ones."""
    high = max(w.bottom for w in line) - min(w.top for w in line)
    top = max(round(min(w.top for w in line) - 0.3 * high), 0)
    bottom = round(max(w.bottom for w in line) + 0.3 * high)
    left, right = (round(x) for x in gap.whole)
    part = desk.prepared.pixels[top:bottom, max(left - 6, 0) : right + 6]
    if not part.size:
        return None
    pattern = NUMBER if gap.kind == "number" else DATE
    for scale in (1.0, 1.5, 2.0):
        larger = cv2.resize(
            part, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC
        )
        padded: Any = np.pad(larger, 20, constant_values=255)
        words = desk.engine.read(padded, desk.prepared.dpi * scale, LINE)
        text = _found_in(words, gap.kind, pattern)
        if _VALID[gap.kind].fullmatch(text) and text in seen:
            return text
        seen.append(text)
    return None


def _found_in(words: OcrLine, kind: str, pattern: re.Pattern[str]) -> str:
    """The digits of this kind that a line holds, "" where it is not sure of them."""
    if not words:
        return ""
    one = [replace(w, block=0, paragraph=0, line=0) for w in words]
    for gap in gaps_of(one, pattern):
        if gap.kind != kind:
            continue
        glued = any(w.left < gap.left - 9 or w.right > gap.right + 9 for w in one)
        # The confidence of "88/QĐĐ-SCT" is that of its letters too.
        least = 0.0 if kind == "month" else _LETTERED if glued else _SURE
        if confidence_in(gap, one) >= least:
            return gap.text.strip(" .…_:'-/").translate(_LETTERS).replace(" ", "")
    return ""
