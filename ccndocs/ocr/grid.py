"""Ruled tables in a picture: where the rules are, which cells they make."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

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
    if not _may_hold_table(_across(_halved(ink), dpi / 2), 0.2):
        return []  # most pages: rules at full size cost 0.15 s
    across = _across(ink, dpi)
    if not _may_hold_table(across):
        return []
    upright = _rules(np.ascontiguousarray(ink.T), round(dpi * 0.22), dpi).T
    down = np.ascontiguousarray(upright)
    reach = max(round(dpi * 0.02), 2)
    near = np.ones((reach, reach), np.uint8)
    net = cv2.dilate(cv2.bitwise_or(across, down), near)
    count, _, stats, _ = cv2.connectedComponentsWithStats(net, connectivity=8)
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
    across = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    down = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    clean = grey.copy()
    wide = np.ones((5, 5), np.uint8)
    clean[cv2.dilate(cv2.bitwise_or(across, down), wide) > 0] = 255
    return clean


def _dark(grey: Any) -> Any:
    """Ink as 255. Faint grey counts: rules are told by length, not by blackness."""
    paper = float(np.median(grey[::4, ::4]))
    limit = max(math.ceil(paper) - 46, -1)  # darker than paper - 45
    return cv2.threshold(grey, limit, 255, cv2.THRESH_BINARY_INV)[1]


def _across(ink: Any, dpi: float) -> Any:
    """The level rules."""
    return _rules(ink, round(dpi * 0.6), dpi)


def _halved(ink: Any) -> Any:
    """Ink at half the size; what is inked in any of four pixels stays."""
    return np.ascontiguousarray(cv2.dilate(ink, np.ones((2, 2), np.uint8))[::2, ::2])


def _may_hold_table(across: Any, share: float = 0.25) -> bool:
    """Whether two level rules or more run over this share of the width."""
    ruled = across.sum(axis=1) / 255 >= across.shape[1] * share
    starts = np.flatnonzero(np.diff(np.concatenate(([0], ruled.astype(np.int8)))) == 1)
    return bool(starts.size >= 2)


def _rules(ink: Any, length: int, dpi: float) -> Any:
    """Level runs of thin ink at least this long.

    A rule may be one pixel thin and lean by a pixel in `length` (so it is thickened
    first) and be broken by the scanner (so pieces in line are joined afterwards).
    """
    upright = np.ones((3, 1), np.uint8)
    thick = cv2.dilate(_without_stems(ink, dpi), upright)
    gaps = np.ones((1, max(round(dpi * 0.025), 3)), np.uint8)
    solid = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, gaps)
    runs = cv2.morphologyEx(solid, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    joined = np.ones((1, length), np.uint8)
    return cv2.morphologyEx(cv2.dilate(runs, upright), cv2.MORPH_CLOSE, joined)


def _without_stems(ink: Any, dpi: float) -> Any:
    """Ink without what stands as high as a letter: 0.04 to 0.22 inch.

    Serifs and bars of a line of capitals join to runs as long as a rule; without the
    stems between them they fall apart. Upright rules stay: level ones cross them.
    """
    low = np.ones((max(round(dpi * 0.04), 3), 1), np.uint8)
    high = np.ones((max(round(dpi * 0.22), 3), 1), np.uint8)
    tall = cv2.morphologyEx(ink, cv2.MORPH_OPEN, low)
    rules = cv2.morphologyEx(ink, cv2.MORPH_OPEN, high)
    return cv2.subtract(ink, cv2.subtract(tall, rules))


def _grid(across: Any, down: Any, left: int, top: int, dpi: float) -> RuledGrid | None:
    ys = _positions(across.sum(axis=1) / 255, across.shape[1] * 0.15, dpi)
    least = max(dpi * 0.15, 0.1 * down.shape[0])  # arcs of a seal are shorter
    xs = _positions(down.sum(axis=0) / 255, least, dpi)
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
