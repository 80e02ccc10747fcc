"""Runs to lines in reading order; side-by-side blocks one after the other.

The letterhead and the ending of an official letter are two blocks side by side, set as
a table without rules. Their lines must not be interleaved: first the left block, then
the right one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ccndocs.source.pdf.words import PdfWord, Run, same_line, stands_raised
from ccndocs.types.geometry import Box
from ccndocs.types.page import Line, Word

_COLUMN_GAP = 0.9  # ems: the least gap between two blocks side by side
_FAR = 5.0  # ems: pieces so far apart are never one line
_NEAR = 1.7  # line heights: the most between lines of one block
_ZONE_GAP = 6.0  # line heights between rows of a zone: room for a signature
# A list mark and its text are one line, however far the tab goes.
_LIST_MARK = re.compile(
    r"^(?:[-–—+•▪❖➢*✓o·]|\(?[0-9]{1,3}(?:\.[0-9]{1,3})*[.)]?|\(?[a-zđA-ZĐ][.)]"
    r"|[IVXLC]{1,5}[.)]?|(?:Điều|Chương|Mục|Phần) \S+)$"
)

# After a blank that is filled in by hand: "Số:     /SYT-VP", "ngày    tháng    năm".
_GOES_ON = re.compile(r"[/,.;:)]|(?:tháng|năm|ngày|của|và|đến|về)\b")
_WORD_LENGTH = 40  # characters; a web address may be as long
_BESIDE = 0.75  # ems between baselines of lines side by side
_BLANK = 12.0  # ems: the longest such blank


@dataclass(frozen=True, slots=True)
class Row:
    """Pieces that share a line of the page, from left to right."""

    pieces: tuple[Run, ...]

    @property
    def box(self) -> Box:
        """The box around all pieces."""
        box = self.pieces[0].box
        for piece in self.pieces[1:]:
            box = box.union(piece.box)
        return box

    @property
    def size(self) -> float:
        """The largest font size."""
        return max(piece.size for piece in self.pieces)

    @property
    def baseline(self) -> float:
        """The baseline of the largest piece."""
        return max(self.pieces, key=lambda piece: piece.size).baseline


def rows_of(runs: Sequence[Run]) -> list[Row]:
    """Rows from top to bottom; pieces of a row that are one line are joined."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: (r.baseline, r.box.x0)):
        for row in reversed(rows[-4:]):
            if _fits(row, run):
                row.append(run)
                break
        else:
            rows.append([run])
    made = [Row(_merged(sorted(row, key=lambda r: r.box.x0))) for row in rows]
    return sorted(made, key=lambda row: (row.baseline, row.box.x0))


def _fits(row: list[Run], run: Run) -> bool:
    """On the same line as the nearest piece, and beside, not over, the others."""
    largest = max(row, key=lambda piece: piece.size)
    if not same_line(largest, run):
        return False
    box = run.box
    return all(
        min(box.x1, piece.box.x1) - max(box.x0, piece.box.x0) < 0.5 * run.size
        for piece in row
    )


def _merged(pieces: list[Run]) -> tuple[Run, ...]:
    """Pieces that were cut by the content stream or stand after a list mark."""
    done: list[Run] = []
    for piece in pieces:
        if done and _are_one(done[-1], piece):
            done[-1] = Run(done[-1].words + piece.words)
        else:
            done.append(piece)
    return tuple(done)


def _are_one(left: Run, right: Run) -> bool:
    """Whether the next piece goes on with the same line."""
    em = max(left.size, right.size)
    gap = right.box.x0 - left.box.x1
    if not same_line(left, right):
        return False
    follows = _follows(left, right)
    if _LIST_MARK.match(left.text):
        return gap < _FAR * em
    if left.words[-1].stamped or right.words[0].stamped:
        return gap < _BLANK * em
    if follows and _GOES_ON.match(right.text):
        return gap < _BLANK * em
    if follows:
        return gap < _COLUMN_GAP * em
    return gap < 0.6 * em


def _follows(left: Run, right: Run) -> bool:
    """Whether the right piece was drawn right after the left one."""
    return 0 < right.words[0].order - left.words[-1].order < _WORD_LENGTH


def paired(rows: Sequence[Row]) -> list[Row]:
    """Rows of two blocks that do not share baselines, side by side all the same.

    Recipients stand closer than the signer's lines beside them: a row of the one is
    paired with the nearest row of the other, half a line up or down.
    """
    found: list[Row] = []
    for at, row in enumerate(rows):
        after = rows[at + 1] if at + 1 < len(rows) else None
        if found and _are_beside(found[-1], row):
            apart = row.baseline - found[-1].baseline
            nearer = after is not None and after.baseline - row.baseline < apart
            if not (nearer and after is not None and _are_beside(row, after)):
                pieces = (*found[-1].pieces, *row.pieces)
                found[-1] = Row(tuple(sorted(pieces, key=lambda r: r.box.x0)))
                continue
        found.append(row)
    return found


def _are_beside(one: Row, other: Row) -> bool:
    """Overlapping in height, far apart in width."""
    em = min(one.size, other.size)
    if not 0 <= other.baseline - one.baseline < _BESIDE * em:
        return False
    left, right = sorted((one.box, other.box), key=lambda box: box.x0)
    return right.x0 - left.x1 >= 2 * em


def in_reading_order(rows: Sequence[Row]) -> list[Run]:
    """Lines: zones of two blocks column by column, everything else row by row."""
    found: list[Run] = []
    at = 0
    while at < len(rows):
        zone = _zone_from(rows, at)
        if zone is None:
            found += _row_lines(rows[at])
            at += 1
        else:
            stop, gutter = zone
            found += _columns(rows[at:stop], gutter)
            at = stop
    return found


def _row_lines(row: Row) -> list[Run]:
    """A row outside every zone: near pieces are one line, far ones stay apart."""
    lines = [row.pieces[0]]
    for piece in row.pieces[1:]:
        em = max(lines[-1].size, piece.size)
        near = piece.box.x0 - lines[-1].box.x1 < _FAR * em
        if near and same_line(lines[-1], piece):
            lines[-1] = Run(lines[-1].words + piece.words)
        else:
            lines.append(piece)
    return lines


def _columns(rows: Sequence[Row], gutter: float) -> list[Run]:
    """The left block's lines, then the right block's."""
    left: list[Run] = []
    right: list[Run] = []
    for row in rows:
        for pieces, side in zip(_sides(row, gutter), (left, right), strict=True):
            side += _one_line(pieces)
    return [*left, *right]


def _one_line(pieces: Sequence[Run]) -> list[Run]:
    """Pieces of one block that share a baseline are one line."""
    lines: list[Run] = []
    for piece in pieces:
        if lines and same_line(lines[-1], piece):
            lines[-1] = Run(lines[-1].words + piece.words)
        else:
            lines.append(piece)
    return sorted(lines, key=lambda line: line.baseline)


def _sides(row: Row, gutter: float) -> tuple[list[Run], list[Run]]:
    """The pieces left and right of the gutter."""
    left = [p for p in row.pieces if (p.box.x0 + p.box.x1) / 2 < gutter]
    right = [p for p in row.pieces if (p.box.x0 + p.box.x1) / 2 >= gutter]
    return left, right


def _zone_from(rows: Sequence[Row], first: int) -> tuple[int, float] | None:
    """Where the two-block zone that starts at row `first` stops, and its gutter."""
    start = first
    while start < len(rows) and len(rows[start].pieces) == 1:
        if start - first >= 3 or not _leads(rows, start):
            return None
        start += 1
    if start == len(rows) or len(rows[start].pieces) != 2:
        return None
    gutter = _gutter(rows[start])
    if start > first and not all(_side(row, gutter) for row in rows[first:start]):
        return None
    stop, gutter, doubles = _grown(rows, start, gutter)
    if doubles < 2 and not _stands_alone(rows[start]):
        return None
    stop = _trailed(rows, stop, gutter)
    if start > first and not _one_side(rows[first:start], gutter):
        return None
    return stop, (gutter[0] + gutter[1]) / 2


def _leads(rows: Sequence[Row], at: int) -> bool:
    """A single line near the next row, so that it may be the top of a block."""
    if at + 1 >= len(rows):
        return False
    gap = rows[at + 1].box.y0 - rows[at].box.y1
    return gap < (_NEAR - 1) * rows[at].size * 1.12


def _gutter(row: Row) -> tuple[float, float]:
    return row.pieces[0].box.x1, row.pieces[1].box.x0


def _side(row: Row, gutter: tuple[float, float]) -> str:
    """On which side of the gutter a single line stands; "" if it crosses it."""
    box = row.box
    slack = 0.3 * row.size
    if box.x1 <= gutter[1] - slack and box.x0 < gutter[0]:
        return "left"
    if box.x0 >= gutter[0] + slack and box.x1 > gutter[1]:
        return "right"
    return ""


def _one_side(rows: Sequence[Row], gutter: tuple[float, float]) -> bool:
    sides = {_side(row, gutter) for row in rows}
    return len(sides) == 1 and "" not in sides


def _grown(
    rows: Sequence[Row], start: int, gutter: tuple[float, float]
) -> tuple[int, tuple[float, float], int]:
    """Go down while rows keep out of the gutter: (stop, gutter, rows with both)."""
    stop, doubles, at = start + 1, 1, start + 1
    held = gutter
    while at < len(rows):
        row = rows[at]
        gap = row.box.y0 - rows[at - 1].box.y1
        if gap > _ZONE_GAP * row.size:
            break
        narrowed = _narrowed(held, row)
        if narrowed is None:
            break
        held = narrowed
        at += 1
        if all(_sides(row, (held[0] + held[1]) / 2)):
            gutter, stop, doubles = held, at, doubles + 1
    return stop, gutter, doubles


def _narrowed(gutter: tuple[float, float], row: Row) -> tuple[float, float] | None:
    """The part of the gutter that the row leaves free; None if it crosses it."""
    left, right = _sides(row, (gutter[0] + gutter[1]) / 2)
    low = max([gutter[0], *(piece.box.x1 for piece in left)])
    high = min([gutter[1], *(piece.box.x0 for piece in right)])
    return (low, high) if high - low >= 0.4 * row.size else None


def _trailed(rows: Sequence[Row], stop: int, gutter: tuple[float, float]) -> int:
    """Add the lines that go on with one of the blocks below the last double row."""
    side = ""
    while stop < len(rows) and len(rows[stop].pieces) == 1:
        row, above = rows[stop], rows[stop - 1]
        here = _side(row, gutter)
        near = row.baseline - above.baseline < _NEAR * 1.12 * row.size
        if not here or not near or (side and here != side):
            break
        side = here
        stop += 1
    return stop


def _stands_alone(row: Row) -> bool:
    """One row of two blocks: far apart, or not written one after the other."""
    left, right = row.pieces
    follows = _follows(left, right)
    gap = right.box.x0 - left.box.x1
    return gap > _FAR * row.size or (not follows and gap > _COLUMN_GAP * row.size)


def line_of(run: Run) -> Line:
    """The run as a line of the page."""
    words = run.words
    letters = sum(len(word.text) for word in words)
    bold = sum(len(word.text) for word in words if word.style.bold)
    italic = sum(len(word.text) for word in words if word.style.italic)
    return Line(
        text=run.text,
        words=tuple(Word(word.text, word.box) for word in words),
        box=run.box,
        size=round(run.size, 1),
        bold=bold * 2 > letters,
        italic=italic * 2 > letters,
        superscripts=tuple(at for at, word in enumerate(words) if is_mark(run, word)),
    )


def is_mark(run: Run, word: PdfWord) -> bool:
    """A raised mark, told when its word was cut or by its height in the run."""
    return word.raised or stands_raised(word, run)
