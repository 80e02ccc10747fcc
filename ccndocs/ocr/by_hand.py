"""Digits that a pen wrote into a gap, read as a whole.

The ink is cut into pieces where strokes may touch; each run of neighbouring pieces may
be one digit. Of all ways to read the gap the likeliest one is taken, and only where
each of its digits is sure and no other reading comes near it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ccndocs.ocr.digits import BAR, NONE, shares
from ccndocs.ocr.strokes import (
    Band,
    Mark,
    Piece,
    Place,
    band_of,
    cropped,
    ink_is_left,
    is_tall,
    marks_in,
    picture_of,
    pieces_of,
)

_SURE = 0.6  # of each digit and net
_MARGIN = 1.8  # of the whole, to another reading (natural logarithm)
_CUT, _JOIN, _SKIP = 1.2, 1.0, 1.5  # what a way costs that parts, joins, leaves ink
_CUT_BAR = 0.3
_SLASH = 0.45  # times a printed digit's height: a slash's width
_LONGEST_RUN = 5  # pieces of a digit
_WIDEST = 2.4  # times a printed digit's height: a digit
_LOWEST = 0.7
_MOST_PIECES = 24
_KEPT = 4  # readings kept at each piece
_REACH = 1.7  # times a printed digit's height: what a line's band reaches up and down
_LONGEST = 9  # times that height: a number with its slash and the letters behind


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring pieces taken for one digit: how likely each is, and its cost."""

    start: int
    stop: int
    digits: tuple[float, ...]
    bare: bool
    cost: float


@dataclass(frozen=True, slots=True)
class _Way:
    """A reading of the first pieces; `bare` where it has bare strokes only."""

    score: float
    text: str
    sure: float
    bare: bool


def read_by_hand(picture: Any, place: Place, valid: re.Pattern[str]) -> str | None:
    """The digits that a pen wrote there; None where one stroke is in doubt."""
    top = max(round(place.middle - _REACH * place.height), 0)
    low = max(round(place.left - place.height), 0)
    known = place.right > 0
    reach = place.right if known else place.left + _LONGEST * place.height
    part = picture[
        top : round(place.middle + _REACH * place.height),
        low : round(reach + place.height),
    ]
    if min(part.shape) < 8:
        return None
    left, right = place.left - low, reach - low
    band = band_of(part, (left, right), place.middle - top, place.height)
    marks = [mark for mark in marks_in(band) if mark.middle >= left]
    if known:
        marks = [mark for mark in marks if mark.middle <= right]
    else:
        marks, right = _before_slash(band, marks, place.slash - low)
    if not any(is_tall(mark, place.height) for mark in marks):
        return None
    if ink_is_left(band, marks, left, right):
        return None
    pieces, field = pieces_of(band, marks)
    if len(pieces) > _MOST_PIECES:
        return None
    return _likeliest(pieces, _runs(band, pieces, field, known), valid)


def _before_slash(
    band: Band, marks: Sequence[Mark], expected: float
) -> tuple[list[Mark], float]:
    """The marks before the slash that ends a number, and where that is.

    Letters may look like digits ("BC"), so the engine's word tells where the slash is
    `expected`. None where there is no such stroke: nothing tells where a number ends.
    """
    if not marks:
        return [], 0.0
    kinds = shares([cropped(band, mark) for mark in marks]).argmax(axis=1)
    found = []
    for at, mark in enumerate(marks[:-2]):
        wide = 0.75 if expected <= 0 else 4.0  # the slash and a letter may be one mark
        if kinds[at] not in (BAR, NONE) or mark.right - mark.left > wide * band.height:
            continue
        if expected > 0:
            there = abs(mark.left - expected) < 0.9 * band.height
        else:
            there = bool((kinds[at + 1 : at + 3] == NONE).all())
        strip = cropped(band, mark)[:, : round(_SLASH * band.height)]
        if there and _leans(strip):
            found.append(at)
    if not found or (expected > 0 and len(found) > 1):
        return [], 0.0
    return list(marks[: found[0]]), float(marks[found[0]].left)


def _leans(picture: Any) -> bool:
    """Whether the ink's upper half stands right of its lower one, as a slash's does."""
    ys, xs = np.nonzero(picture < 255)
    if not len(ys):
        return False
    half = (ys.min() + ys.max()) / 2
    upper, lower = xs[ys < half], xs[ys >= half]
    wide = xs.max() - xs.min()
    return bool(len(upper) and len(lower) and upper.mean() - lower.mean() > 0.25 * wide)


def _runs(band: Band, pieces: Sequence[Piece], field: Any, known: bool) -> list[_Run]:
    """What each run of pieces may be.

    A bare stroke is a one only where print tells the gap's end, else it may be a slash.
    """
    spans = [
        (at, at + count)
        for at in range(len(pieces))
        for count in range(1, min(_LONGEST_RUN, len(pieces) - at) + 1)
    ]
    pictures = [picture_of(band, field, pieces, *span) for span in spans]
    runs = []
    for (start, stop), picture, said in zip(
        spans, pictures, shares(pictures), strict=True
    ):
        ys, xs = np.nonzero(picture < 255)
        if np.ptp(ys) + 1 < _LOWEST * band.height or (
            np.ptp(xs) + 1 > _WIDEST * band.height
        ):
            continue
        digits = said[:10].astype(float)
        bare = bool(known and said[BAR] > digits[1])
        if known:  # a strip cut off another digit is a bare stroke, too
            digits[1] += said[BAR] * (
                1.0 if _is_whole(pieces, start, stop) else _CUT_BAR
            )
        cost = _cost(pieces, start, stop)
        runs.append(_Run(start, stop, tuple(digits.tolist()), bare, cost))
    return runs


def _is_whole(pieces: Sequence[Piece], start: int, stop: int) -> bool:
    """Whether no mark goes on before or behind these pieces."""
    before, behind = pieces[start - 1 : start], pieces[stop : stop + 1]
    return not (
        any(piece.mark == pieces[start].mark for piece in before)
        or any(piece.mark == pieces[stop - 1].mark for piece in behind)
    )


def _cost(pieces: Sequence[Piece], start: int, stop: int) -> float:
    """What it costs to take these pieces for one digit."""
    marks = {piece.mark for piece in pieces[start:stop]}
    cut = start > 0 and pieces[start - 1].mark == pieces[start].mark
    return _JOIN * (len(marks) - 1) + _CUT * cut


def _likeliest(
    pieces: Sequence[Piece], runs: Sequence[_Run], valid: re.Pattern[str]
) -> str | None:
    """The reading of all the ink; None where it is not sure."""
    ways = sorted(_ways(pieces, runs), key=lambda way: -way.score)
    if not ways or ways[0].bare or ways[0].sure < _SURE:
        return None
    if len(ways) > 1 and ways[0].score - ways[1].score < _MARGIN:
        return None
    return ways[0].text if valid.fullmatch(ways[0].text) else None


def _ways(pieces: Sequence[Piece], runs: Sequence[_Run]) -> list[_Way]:
    """The best readings of all pieces, each text once."""
    best: list[dict[str, _Way]] = [{} for _ in range(len(pieces) + 1)]
    best[0][""] = _Way(0.0, "", 1.0, True)
    for at, piece in enumerate(pieces):
        ways = sorted(best[at].values(), key=lambda way: -way.score)[:_KEPT]
        for way in ways:
            if piece.small:
                left = _Way(way.score - _SKIP, way.text, way.sure, way.bare)
                _keep(best[at + 1], left)
            for run in (run for run in runs if run.start == at):
                for more in _longer(way, run):
                    _keep(best[run.stop], more)
    return list(best[-1].values())


def _longer(way: _Way, run: _Run) -> list[_Way]:
    """The reading with one digit more."""
    return [
        _Way(
            way.score + math.log(share) - run.cost,
            way.text + str(digit),
            min(way.sure, share),
            way.bare and run.bare and digit == 1,
        )
        for digit, share in enumerate(run.digits)
        if share > 0.001
    ]


def _keep(ways: dict[str, _Way], way: _Way) -> None:
    if way.text not in ways or ways[way.text].score < way.score:
        ways[way.text] = way
