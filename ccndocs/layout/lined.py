"""Tables of plain text whose bars are lost: each cell stands on a line of its own.

The heads run from "TT" to the first counter, and a row is as many lines as there are
heads. Counters that go up by one tell the rows apart: where an empty cell was dropped
or a cell runs over two lines they do not come where they should, and the table ends.
Tables of work are left to `ccndocs.structure`, which knows what their cells may hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ccndocs.layout.draft import Draft, DraftCell, DraftTable
from ccndocs.types.layout import LineRole
from ccndocs.vi.columns import heads_work
from ccndocs.vi.fold import fold

_FIRST_HEAD = ("tt", "stt", "so tt")
_COUNTER = re.compile(r"\(?(?P<number>\d{1,3})[.)]?")
_SECTION = re.compile(r"(?:[IVX]{1,5}|[A-H])[.)]?")
_TOTAL = re.compile(r"\W*(?:tong(?: cong| so)?|cong)(?: (?:toan|ca) tinh)?\W*")
# "Trong đó: FDI", a part of the row above without a counter of its own
_PART = re.compile(r"trong (?:so )?do\b.{0,60}")
_FIGURE = re.compile(r"[\d.,]+\s*%?")
_FEWEST, _MOST = 3, 14  # columns
_LONGEST_HEAD, _LONGEST_CELL = 80, 300  # characters
# "II. KIẾN NGHỊ", "3. Khó khăn": what follows the last row
_HEADING = re.compile(r"(?:[IVX]{1,5}|[A-H]|\d{1,2})[.)]\s+[^\W\d]")
_GOES_ON = re.compile(r"[(a-zà-ỹđ%]")


def lined_tables(lines: Sequence[Draft]) -> list[DraftTable]:
    """The tables of a text with one cell a line; their lines become cells."""
    full = [d for d in lines if d.role is LineRole.BODY and not d.blank]
    tables: list[DraftTable] = []
    at = 0
    while at < len(full):
        table, used = _table(full, at) if _words(full[at]) in _FIRST_HEAD else (None, 0)
        if table is None:
            at += 1
            continue
        tables.append(table)
        for cell in table.cells:
            for line in cell.lines:
                line.role = LineRole.CELL
        at += used
    return tables


def _words(draft: Draft) -> str:
    return fold(draft.text.strip(" *"))


def _table(lines: Sequence[Draft], at: int) -> tuple[DraftTable | None, int]:
    """The table whose heads begin at `at`, and how many lines it has."""
    first = _first_row(lines, at)
    width = _width(lines, first) if first else 0
    heads = _heads(lines[at:first], width)
    if not heads or heads_work(" ".join(line.text for line in head) for head in heads):
        return None, 0
    rows, place, counter, full = [heads], first, 1, 0
    while place < len(lines):
        size = _row_size(lines, place, width, counter)
        if size == 0:
            break
        rows.append([[line] for line in lines[place : place + size]])
        if size == width:
            counter, full = counter + 1, full + 1
        elif _starts_anew(lines, place + size):
            counter = 1
        place += size
    while len(rows[-1]) == 2 < width:  # a section with nothing below it
        place -= len(rows.pop())
    if full < 2:
        return None, 0
    return _made(rows, width), place - at


def _first_row(lines: Sequence[Draft], at: int) -> int:
    """Where the first row stands: at its counter, or at that of its section."""
    for place in range(at + _FEWEST, min(at + 2 * _MOST, len(lines))):
        text = lines[place].text.strip()
        if len(text) > _LONGEST_HEAD:
            return 0
        if _number(text) == 1 or _SECTION.fullmatch(text):
            return place
    return 0


def _number(text: str) -> int | None:
    match = _COUNTER.fullmatch(text.strip())
    return int(match["number"]) if match else None


def _width(lines: Sequence[Draft], first: int) -> int:
    """How many lines lie from the first counter to the second."""
    if _SECTION.fullmatch(lines[first].text.strip()):
        first += 2
    if first >= len(lines) or _number(lines[first].text) != 1:
        return 0
    for width in range(_FEWEST, _MOST + 1):
        if _row_size(lines, first, width, 1) == width:
            return width
    return 0


def _heads(lines: Sequence[Draft], width: int) -> list[list[Draft]]:
    """The heads of so many columns; a line that goes on is of the one above it."""
    if width and len(lines) == width:
        return [[line] for line in lines]
    heads: list[list[Draft]] = []
    for line in lines:
        if heads and _GOES_ON.match(line.text.strip()):
            heads[-1].append(line)
        else:
            heads.append([line])
    return heads if len(heads) == width else []


def _row_size(lines: Sequence[Draft], at: int, width: int, counter: int) -> int:
    """The lines of the row at `at`: all columns, a section's two, a sum's or a part's.

    0 where there is no row.
    """
    text = lines[at].text.strip()
    if any(len(line.text) > _LONGEST_CELL for line in lines[at : at + width]):
        return 0
    if _number(text) == counter and _is_row_end(lines, at + width, counter + 1):
        return width
    if _SECTION.fullmatch(text) and _starts_anew(lines, at + 2, counter):
        return 2
    if _PART.fullmatch(_words(lines[at])) and counter > 1:
        return width - 1 if _is_row_end(lines, at + width - 1, counter) else 0
    figures = lines[at + 1 : at + width - 1]
    is_sum = len(figures) == width - 2 and _TOTAL.fullmatch(_words(lines[at]))
    if is_sum and all(_FIGURE.fullmatch(line.text.strip()) for line in figures):
        return width - 1
    return 0


def _is_row_end(lines: Sequence[Draft], at: int, counter: int) -> bool:
    """Whether another row, a section, a sum or the end of the table stands there."""
    if at >= len(lines):
        return at == len(lines)
    text = lines[at].text.strip()
    words = _words(lines[at])
    if _number(text) == counter or _TOTAL.fullmatch(words) or _PART.fullmatch(words):
        return True
    if _SECTION.fullmatch(text):
        return _starts_anew(lines, at + 2, counter)
    is_prose = len(text) > 40 or text.endswith((".", ":", "./."))
    return counter > 2 and bool(is_prose or _HEADING.match(text))


def _starts_anew(lines: Sequence[Draft], at: int, counter: int | None = None) -> bool:
    """Whether the first row of a section stands there, or the next of the table."""
    number = _number(lines[at].text) if at < len(lines) else None
    return number is not None and number in (1, counter)


def _made(rows: Sequence[Sequence[list[Draft]]], width: int) -> DraftTable:
    cells: list[DraftCell] = []
    for index, row in enumerate(rows):
        lead = width - len(row) if len(row) == width - 1 else 0  # a sum's label
        for column, lines in enumerate(row):
            last = column == len(row) - 1
            span = 1 + lead if column == 0 else 1
            span = width - column if last and len(row) == 2 else span
            place = column + (lead if column else 0)
            cells.append(DraftCell(index, place, lines, 1, span))
    return DraftTable(rows[0][0][0].page, len(rows), width, cells)
