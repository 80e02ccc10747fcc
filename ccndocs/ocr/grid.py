"""Ruled tables in a picture: where the rules are, which cells they make."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from ccndocs.ocr.bits import (
    LEVEL,
    UPRIGHT,
    closed,
    grown,
    opened,
    packed,
    thickened,
    unpacked,
)
from ccndocs.ocr.shades import middle_shade
from ccndocs.ocr.specks import components

_RULED = 0.6  # share of a cell's side that must be ruled


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell in pixels of the level picture, border included."""

    row: int
    column: int
    row_span: int
    column_span: int
    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class RuledGrid:
    """A ruled table in pixels of the level picture."""

    rows: int
    columns: int
    cells: tuple[GridCell, ...]
    left: int
    top: int
    right: int
    bottom: int


def find_grids(grey: Any, dpi: float) -> list[RuledGrid]:
    """Ruled tables from top to bottom. The picture must be level.

    A table is a connected net of rules at least a third of the page wide with two
    cells or more; a frame around the page, a box around a paragraph and the
    underlines of a letterhead are none.
    """
    ink = _dark(grey)
    if not _may_hold_table(_rules(_halved(ink), LEVEL, dpi / 2), 0.2):
        return []  # most pages
    across = _rules(ink, LEVEL, dpi)
    if not _may_hold_table(across):
        return []
    down = _rules(ink, UPRIGHT, dpi)
    reach = max(round(dpi * 0.02), 2)
    near = np.ones((reach, reach), np.uint8)
    net = cv2.dilate(cv2.bitwise_or(across, down), near)
    count, _, stats = components(net)
    found: list[RuledGrid] = []
    for index in range(1, count):
        left, top, width, height = (int(v) for v in stats[index][:4])
        if width < grey.shape[1] / 3 or height < dpi * 0.2:
            continue
        area = (slice(top, top + height), slice(left, left + width))
        grid = _grid(across[area], down[area], left, top, dpi)
        if grid is not None:
            found.append(grid)
    return sorted(found, key=lambda grid: grid.top)


def erase_rules(grey: Any, dpi: float) -> Any:
    """The picture with its rules painted white, so that none is read as a letter.

    Only unbroken runs count here: a bridged gap would take serifs with it.
    """
    ink = _dark(grey)
    length = round(dpi * 0.4)
    across, down = (_runs(ink, along, length) for along in (LEVEL, UPRIGHT))
    rules = cv2.dilate(cv2.bitwise_or(across, down), np.ones((5, 5), np.uint8))
    return cv2.max(grey, rules * 255)


def _runs(ink: Any, along: int, length: int) -> Any:
    """Unbroken runs of ink at least this long, as 0 and 1."""
    bits = opened(packed(ink, along), along, length)
    return unpacked(bits, along, ink.shape[1 - along])


def _dark(grey: Any) -> Any:
    """Ink as 1. Faint grey counts: rules are told by length, not by blackness."""
    limit = max(math.ceil(middle_shade(grey)) - 46, -1)  # darker than paper - 45
    return cv2.threshold(grey, limit, 1, cv2.THRESH_BINARY_INV)[1]


def _halved(ink: Any) -> Any:
    """Ink at half the size; what is inked in any of four pixels stays."""
    return np.ascontiguousarray(cv2.dilate(ink, np.ones((2, 2), np.uint8))[::2, ::2])


def _may_hold_table(across: Any, share: float = 0.25) -> bool:
    """Whether two level rules or more run over this share of the width."""
    ruled = _sums(across, 1) >= across.shape[1] * share
    starts = np.flatnonzero(np.diff(np.concatenate(([0], ruled.astype(np.int8)))) == 1)
    return bool(starts.size >= 2)


def _sums(ink: Any, axis: int) -> Any:
    """How much ink each row (axis 1) or column (axis 0) holds."""
    return cv2.reduce(ink, axis, cv2.REDUCE_SUM, dtype=cv2.CV_32S).ravel()


_LENGTHS = {LEVEL: 0.6, UPRIGHT: 0.22}
"""Inches that a rule is long at least: figures "1" stand upright, too."""


def _rules(ink: Any, along: int, dpi: float) -> Any:
    """Runs of thin ink in this direction that are long enough, as 0 and 1.

    A rule may be one pixel thin and lean by a pixel in its least length (so it is
    thickened first) and be broken by the scanner (so pieces in line are joined
    afterwards).
    """
    length = round(dpi * _LENGTHS[along])
    thick = packed(_without_stems(ink, 1 - along, dpi), along)
    solid = closed(thick, along, max(round(dpi * 0.025), 3))
    runs = thickened(opened(solid, along, length), along)
    return unpacked(closed(runs, along, length), along, ink.shape[1 - along])


def _without_stems(ink: Any, along: int, dpi: float) -> Any:
    """Ink without what is as long in this direction as a letter: 0.04 to 0.22 inch.

    Serifs and bars of a line of capitals join to runs as long as a rule; without the
    stems between them they fall apart. Rules that cross the others stay. The rest
    comes back thickened by a pixel in this direction.
    """
    bits = packed(ink, along)
    tall = opened(bits, along, max(round(dpi * 0.04), 3))
    rules = opened(bits, along, max(round(dpi * 0.22), 3))
    rest = grown(bits & ~(tall & ~rules), along, 3)
    return unpacked(rest, along, ink.shape[1 - along])


def _grid(across: Any, down: Any, left: int, top: int, dpi: float) -> RuledGrid | None:
    ys = _positions(_sums(across, 1), across.shape[1] * 0.15, dpi)
    least = max(dpi * 0.15, 0.1 * down.shape[0])  # arcs of a seal are shorter
    xs = _positions(_sums(down, 0), least, dpi)
    if len(ys) < 2 or len(xs) < 3:
        return None
    found = _cells(_Walls(across, down, ys, xs, max(round(dpi * 0.03), 3)))
    if len(found) < 2:
        return None
    rows = sorted({cell[0] for cell in found})
    columns = sorted({cell[1] for cell in found})
    cells = tuple(
        GridCell(
            rows.index(r0),
            columns.index(c0),
            bisect_left(rows, r1) - rows.index(r0),
            bisect_left(columns, c1) - columns.index(c0),
            left + xs[c0],
            top + ys[r0],
            left + xs[c1],
            top + ys[r1],
        )
        for r0, c0, r1, c1 in found
    )
    right, bottom = left + xs[-1], top + ys[-1]
    size = len(rows), len(columns)
    return RuledGrid(*size, cells, left + xs[0], top + ys[0], right, bottom)


def _positions(profile: Any, least: float, dpi: float) -> list[int]:
    """Middles of the runs where a profile holds enough ruled pixels."""
    marks = np.flatnonzero(profile >= least)
    if not marks.size:
        return []
    gap = max(round(dpi * 0.09), 4)
    groups = np.split(marks, np.flatnonzero(np.diff(marks) > gap) + 1)
    return [int((group[0] + group[-1]) // 2) for group in groups]


@dataclass(frozen=True, slots=True)
class _Walls:
    """Which sides of the elementary cells are ruled."""

    across: Any
    down: Any
    ys: Sequence[int]
    xs: Sequence[int]
    reach: int

    def below(self, row: int, column: int) -> bool:
        """Whether a rule runs below the elementary cell."""
        y = self.ys[row + 1]
        band = self.across[max(y - self.reach, 0) : y + self.reach + 1]
        part = band[:, self.xs[column] : self.xs[column + 1]]
        return bool((part.max(axis=0) > 0).mean() >= _RULED)

    def right(self, row: int, column: int) -> bool:
        """Whether a rule runs right of the elementary cell."""
        x = self.xs[column + 1]
        band = self.down[:, max(x - self.reach, 0) : x + self.reach + 1]
        part = band[self.ys[row] : self.ys[row + 1]]
        return bool((part.max(axis=1) > 0).mean() >= _RULED)


def _cells(walls: _Walls) -> list[tuple[int, int, int, int]]:
    """Merged rectangles (row, column, end row, end column) in reading order."""
    rows, columns = len(walls.ys) - 1, len(walls.xs) - 1
    taken = np.zeros((rows, columns), bool)
    found: list[tuple[int, int, int, int]] = []
    for row in range(rows):
        for column in range(columns):
            if taken[row, column]:
                continue
            right = column + 1
            while (
                right < columns
                and not taken[row, right]
                and not walls.right(row, right - 1)
            ):
                right += 1
            low = row + 1
            while low < rows and not any(
                walls.below(low - 1, c) for c in range(column, right)
            ):
                low += 1
            taken[row:low, column:right] = True
            found.append((row, column, low, right))
    return found
