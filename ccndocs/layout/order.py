"""Reading order of a page of one column."""

from __future__ import annotations

from dataclasses import replace

from ccndocs.layout.draft import Draft, Sheet
from ccndocs.types.geometry import Box
from ccndocs.types.page import Origin

_LINES_OF_TEXT = 3  # on either page of a sheet that shows two
_BLANK = 0.45  # of a line's height: no wider is the blank between two words
_ALIGNED = 0.6  # share of neighbours on one baseline that makes columns rows


def sort_lines(sheet: Sheet) -> None:
    """Recognised lines from top to bottom, neighbours from left to right.

    Engines give whole blocks one after the other, so a line that they took for a
    block of its own can come last, and columns of a list without rules come one
    after the other. A text layer keeps its order; so does a page whose neighbours do
    not stand on common lines, and one whose lines have no places.
    """
    if sheet.facts.origin is not Origin.OCR:
        return
    units = _units(sheet)
    places = [at for _, at in units if at is not None]
    if len(places) < len(units) or not _in_rows(places) or _is_two_up(sheet, places):
        return
    placed = [(lines, at) for lines, at in units if at is not None]
    rows: list[list[tuple[list[Draft], Box]]] = []
    for unit in sorted(placed, key=lambda u: u[1].y0 + u[1].y1):
        if rows and _beside(rows[-1][-1][1], unit[1]):
            rows[-1].append(unit)
        else:
            rows.append([unit])
    sheet.lines[:] = [
        line
        for row in rows
        for lines in _with_lines_joined(sorted(row, key=lambda u: u[1].x0))
        for line in lines
    ]


def _with_lines_joined(row: list[tuple[list[Draft], Box]]) -> list[list[Draft]]:
    """The units of a row, a line that the engine broke at a blank made whole.

    "- Báo X, Đài Y, Cổng TTĐT" and "tỉnh;" a blank's width behind it: as a line of its
    own it would count as one of the signatures' column.
    """
    made: list[tuple[list[Draft], Box]] = []
    for lines, at in row:
        ahead = made[-1] if made else None
        is_next = ahead and len(lines) == len(ahead[0]) == 1 and _goes_on(ahead[1], at)
        # In small letters: debris beside a name ("2", "Bế Thị Mai") is no part of it.
        if ahead and is_next and lines[0].text[:1].islower():
            one = _joined(ahead[0][0], lines[0])
            made[-1] = ([one], ahead[1].union(at))
        else:
            made.append((lines, at))
    return [lines for lines, _ in made]


def _goes_on(first: Box, second: Box) -> bool:
    """Whether a box stands no more than a blank behind another, on its level."""
    high = min(first.height, second.height)
    blank = second.x0 - first.x1
    return 0 <= blank <= _BLANK * high and _aligned(first, second)


def _joined(first: Draft, second: Draft) -> Draft:
    """One line of two: the words of both, in their order."""
    ahead, behind = first.line, second.line
    box = ahead.box.union(behind.box) if ahead.box and behind.box else ahead.box
    line = replace(
        ahead,
        text=f"{ahead.text} {behind.text}",
        words=(*ahead.words, *behind.words),
        box=box,
    )
    at = first.at.union(second.at) if first.at and second.at else first.at
    return Draft(line, first.page, first.role, at=at)


def _is_two_up(sheet: Sheet, places: list[Box]) -> bool:
    """Whether two pages lie side by side: lines of text left and right, none across.

    They are as wide as text is; columns of a list in a landscape annex are narrower.
    """
    width, height = sheet.facts.width or 0.0, sheet.facts.height or 0.0
    middle = width / 2
    if width < 1.2 * height or any(at.x0 < middle < at.x1 for at in places):
        return False
    wide = [at for at in places if at.width > 0.28 * width]
    left = sum(at.x1 <= middle for at in wide)
    return min(left, len(wide) - left) >= _LINES_OF_TEXT


def _units(sheet: Sheet) -> list[tuple[list[Draft], Box | None]]:
    """Single lines, and the lines of each table as one."""
    units: list[tuple[list[Draft], Box | None]] = []
    owner = {
        id(line): number
        for number, table in enumerate(sheet.tables)
        for cell in table.cells
        for line in cell.lines
    }
    last: int | None = None
    for draft in sheet.lines:
        number = owner.get(id(draft))
        if number is not None and number == last:
            lines, at = units[-1]
            lines.append(draft)
            units[-1] = (lines, _around(at, draft.at))
        else:
            units.append(([draft], draft.at))
        last = number
    return units


def _around(first: Box | None, second: Box | None) -> Box | None:
    if first is None or second is None:
        return first or second
    return first.union(second)


def _beside(first: Box, second: Box) -> bool:
    """Whether two boxes stand on one line and do not cover each other."""
    level = min(first.y1, second.y1) - max(first.y0, second.y0)
    apart = max(first.x0, second.x0) - min(first.x1, second.x1)
    return level > 0.5 * min(first.height, second.height) and apart > -2


def _in_rows(places: list[Box]) -> bool:
    """Whether boxes side by side mostly have their middles on one level."""
    ordered = sorted(places, key=lambda box: box.y0 + box.y1)
    pairs = [
        (box, other)
        for at, box in enumerate(ordered)
        for other in ordered[at + 1 : at + 4]
        if _beside(box, other)
    ]
    return sum(_aligned(*pair) for pair in pairs) >= _ALIGNED * len(pairs)


def _aligned(first: Box, second: Box) -> bool:
    off = abs(first.y0 + first.y1 - second.y0 - second.y1) / 2
    return off < 0.4 * min(first.height, second.height)
