"""Lists of industrial clusters saved one cell a line: a name, its place, its figures.

So a web page leaves an annex: "STT", "Tên CCN", "Địa điểm", "Diện tích (ha)", then
"1", "CCN An Hòa", "Xã An Hòa", "50,0", "2", … Rows that head others ("I", "Huyện Yên
Hạ", "145") and the total stand among them. A figure belongs under a head that counts
or measures; where a row has fewer than there are such heads only the first is sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ccndocs.structure.annexes import opens_annex
from ccndocs.structure.marks import read_mark, roman
from ccndocs.structure.nesting import Draft
from ccndocs.structure.rows import Row, join, passages_of
from ccndocs.structure.tables import among, node_of
from ccndocs.types.layout import LineRole
from ccndocs.types.tree import TableCell

_FLAGS = re.IGNORECASE
_COUNT = re.compile(r"(?:STT|TT|Số TT|Số thứ tự)\.?", _FLAGS)
_NAME_HEAD = re.compile(
    r"tên\s+(?:các\s+)?(?:cụm|CCN)\b.*|(?:các\s+)?(?:cụm\s+công\s+nghiệp|CCN)", _FLAGS
)
_FIGURE_HEAD = re.compile(
    r"diện\s+tích|quy\s+mô|\(\s*(?:ha|%|tỷ\s+đồng|triệu\s+đồng)\s*\)|(?:tỷ|tỉ)\s+lệ|\bvốn\b"
    r"|số\s+(?:dự\s+án|doanh\s+nghiệp|DN|cơ\s+sở|hộ)|đã\s+cho\s+thuê|đất\s+công\s+nghiệp|lao\s+động|^dự\s+án\b|ngân\s+sách|doanh\s+thu",
    _FLAGS,
)
_FIGURE = re.compile(
    r"(?:[<>≥≤~]|khoảng|gần|hơn|trên)?\s*\d[\d.,]*\s*(?:ha|%)?|[-–]", _FLAGS
)
_ORDER = re.compile(
    r"(?P<number>\d{1,3})[.)]?|(?P<roman>[IVX]{1,5})[.)]?|(?P<letter>[A-H])[.)]?"
)
_LETTERS = "ABCDEFGH"
_TOTAL = re.compile(r"(?:tổng(?:\s+(?:cộng|số))?|cộng)(?:\s+toàn\s+tỉnh)?\W*", _FLAGS)
_LONGEST_HEAD, _LONGEST_CELL = 60, 160
_FEWEST_HEADS, _MOST_HEADS = 3, 14
_MOST_LINES = 12  # lines of one row
_LEAST_ROWS = 2


@dataclass(frozen=True, slots=True)
class _Head:
    """The heads, each of one line or more, and which of them are over figures."""

    cells: tuple[tuple[Row, ...], ...]
    name: int
    figures: tuple[int, ...]
    stop: int


@dataclass(frozen=True, slots=True)
class _Count:
    """The last number of a row, and that of the group it is in: "II", "B"."""

    number: int = 0
    group: int = 0

    def after(self, text: str) -> _Count:
        """The count with this row's order, or as it was where the row has none."""
        number, group = _order_of(text)
        return _Count(number or self.number, group or self.group)

    def leads_to(self, text: str) -> bool:
        """Whether a row with this order may come next; groups may begin anew.

        An "X" in a cell is a cross and no tenth group.
        """
        number, group = _order_of(text)
        return number == self.number + 1 or group in (1, self.group + 1)


def _order_of(text: str) -> tuple[int, int]:
    """The number and the group's that a line is, 0 for what it is not."""
    found = _ORDER.fullmatch(text.strip())
    if found is None:
        return 0, 0
    if found["number"]:
        return int(found["number"]), 0
    letter = found["letter"]
    return 0, (_LETTERS.index(letter) + 1 if letter else roman(found["roman"]) or 0)


def stacked_lists(rows: Sequence[Row]) -> Iterator[Draft | list[Row]]:
    """The rows, with the lists among them as tables."""
    return among(rows, _table)


def _table(rows: Sequence[Row], at: int) -> tuple[Draft, int] | None:
    """The list that opens at `at`, and where it stops."""
    head = _head(rows, at)
    if head is None:
        return None
    width = len(head.cells)
    cells = [_cell(0, c, lines) for c, lines in enumerate(head.cells)]
    at, down, count = head.stop, 1, _Count()
    while (order := _opens(rows, at, count)) is not None:
        now = count.after(rows[at].text)
        stop = _stop(rows, at + order, now)
        row = _columns(rows[at + order : stop], head)
        if row is None:
            break
        cells += [_cell(down, 0, rows[at : at + 1])] if order else []
        cells += [_cell(down, c, found) for c, found in sorted(row.items())]
        at, down, count = stop, down + 1, now
    if count.number < _LEAST_ROWS:
        return None
    return node_of(down, width, cells), at


def _cell(row: int, column: int, lines: Sequence[Row]) -> TableCell:
    return TableCell(row, column, 1, 1, join(passages_of(lines)))


def _head(rows: Sequence[Row], at: int) -> _Head | None:
    """The heads that begin at `at`, up to the first row; None if they head no list."""
    if _foreign(rows[at]) or not _COUNT.fullmatch(rows[at].text.strip()):
        return None
    cells: list[tuple[Row, ...]] = [(rows[at],)]
    stop = at + 1
    for row in rows[at + 1 : at + 1 + _MOST_HEADS]:
        text = row.text.strip()
        if _begins(text):
            break
        if _foreign(row) or len(text) > _LONGEST_HEAD:
            return None
        if text.startswith("(") or text[:1].islower():
            cells[-1] = (*cells[-1], row)
        else:
            cells.append((row,))
        stop += 1
    else:
        return None
    words = [" ".join(row.text for row in cell) for cell in cells]
    named = [i for i, head in enumerate(words) if _NAME_HEAD.fullmatch(head.strip())]
    figures = [i for i, head in enumerate(words) if _FIGURE_HEAD.search(head)]
    figures = [i for i in figures if named and i > named[0]]
    if len(cells) < _FEWEST_HEADS or not figures or stop >= len(rows):
        return None
    return _Head(tuple(cells), named[0], tuple(figures), stop)


def _begins(text: str) -> bool:
    """Whether a line opens the first row."""
    return bool(re.fullmatch(r"0?1[.)]?|I[.)]?|A[.)]?", text) or _TOTAL.fullmatch(text))


def _foreign(row: Row) -> bool:
    """Whether a line is known to be something else than a cell without a frame."""
    return row.role is not LineRole.BODY or row.bars > 0


def _is_number(row: Row) -> bool:
    return row.text.strip().rstrip(".)").isdigit()


def _is_text(rows: Sequence[Row], at: int) -> bool:
    """Whether words stand at `at`."""
    return at < len(rows) and not _FIGURE.fullmatch(rows[at].text.strip())


def _opens(rows: Sequence[Row], at: int, count: _Count) -> int | None:
    """How many lines count the row that opens at `at`; None if none opens.

    A total has none, a row of a group ("15", "1") two: of the list and of its group.
    """
    if at >= len(rows) or _foreign(rows[at]) or opens_annex(rows, at):
        return None
    text = rows[at].text.strip()
    if _TOTAL.fullmatch(text):
        return 0
    if not count.leads_to(text):
        return None
    if _is_text(rows, at + 1):
        return 1
    is_twice = _is_number(rows[at]) and at + 1 < len(rows) and _is_number(rows[at + 1])
    return 2 if is_twice and _is_text(rows, at + 2) else None


def _stop(rows: Sequence[Row], at: int, count: _Count) -> int:
    """Where the lines of a row stop: at the next one, or at what is no cell."""
    for place in range(at + 1, min(len(rows), at + _MOST_LINES)):
        if _foreign(rows[place]) or _is_prose(rows[place].text):
            return place
        if _opens(rows, place, count) is not None:
            return place
    return min(len(rows), at + _MOST_LINES)


def _is_prose(text: str) -> bool:
    """Whether a line is an item or a sentence behind the list and no cell."""
    mark = read_mark(text)
    is_item = mark is not None and mark.order is not None and mark.length < len(text)
    is_sentence = len(text) > _LONGEST_HEAD and text.rstrip().endswith((".", ":", ";"))
    return is_item or is_sentence or len(text) > _LONGEST_CELL


def _columns(lines: Sequence[Row], head: _Head) -> dict[int, list[Row]] | None:
    """The lines of a row under their heads; None if they are no such row."""
    if not lines or not _is_text(lines, 0):
        return None
    width, found = len(head.cells), {head.name: [lines[0]]}
    before = [c for c in range(head.name + 1, width) if c < head.figures[0]]
    behind = [c for c in range(head.figures[0], width) if c not in head.figures]
    figures = [row for row in lines[1:] if _FIGURE.fullmatch(row.text.strip())]
    first = lines.index(figures[0]) if figures else len(lines)
    if len(figures) > len(head.figures):
        return None
    sure = figures if len(figures) == len(head.figures) else figures[:1]
    found |= {c: [row] for c, row in zip(head.figures, sure, strict=False)}
    _fill(found, before or [head.name], lines[1:first])
    rest = [row for row in lines[first:] if row not in figures]
    if rest and behind:
        _fill(found, behind[-1:], rest)
    return found


def _fill(
    found: dict[int, list[Row]], columns: list[int], lines: Sequence[Row]
) -> None:
    """Put words under these heads, one line each, what is over under the last."""
    for at, row in enumerate(lines):
        found.setdefault(columns[min(at, len(columns) - 1)], []).append(row)
