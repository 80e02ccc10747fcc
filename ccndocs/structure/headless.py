"""Task tables that have lost their head: a page quotes some rows, a text begins amid.

"39 Khuyến khích … Sở Tài chính Sở Y tế, Báo An Sơn Báo cáo 2026", "40 …": who does the
work, with whom and by when stand in each row in one order. What the columns are is told
by what fits all rows best; rows of sentences, of reports and of names are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ccndocs.structure import rowed, stacked
from ccndocs.structure.nesting import Draft
from ccndocs.structure.rows import Row
from ccndocs.structure.stacked_heads import is_foreign
from ccndocs.structure.tables import among, node_of
from ccndocs.types.tree import TableCell
from ccndocs.vi.bodies import names_known, only_bodies, only_time
from ccndocs.vi.doctypes import type_of_name
from ccndocs.vi.verbs import opens_with_verb

Kinds = tuple[str, ...]

_ORDERS: tuple[Kinds, ...] = (
    ("count", "task", "lead", "coordinate", "output", "time"),
    ("count", "task", "lead", "coordinate", "time", "output"),
    ("count", "task", "time", "lead", "coordinate", "output"),
    ("count", "task", "output", "lead", "coordinate", "time"),
    ("count", "task", "output", "time", "lead", "coordinate"),
)
_LEAST_ROWS = 3
_NEAR = 14  # lines among which the first rows must stand
_MOST = 0.6  # of the rows
_LED = 0.8  # of the rows
_BAD = 0.25  # misfits for each row
_STOPS = re.compile(r"[.;:,]\s*(?:/\.)?$")
_MOST_HEADS, _LONGEST_HEAD = 14, 45  # lines, characters
_HEAD = re.compile(r"(?:STT|TT|Số TT|Thứ tự|Số thứ tự)\b", re.IGNORECASE)
_FIGURE = re.compile(r"(?<![\d/.-])\d{1,3}(?:[.,]\d+)+$")
_TOLD = 0.3  # of the rows
_TELLS = re.compile(
    r"(?:Đã|Đang|Chưa)\s|Hoàn thành(?:$|\s\d)|[\d,./-]+\s*(?:ngày|giờ|phút)\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\s(?:Các|Sở|Bộ|UBND|Ủy ban|Công an|Văn phòng|Phòng|Ban|Hội|Đoàn|Trung tâm|Cục|"
    r"Chi cục|Trường|Khoa|Trạm|Viện|Tổ|Thanh tra|Báo|Đài)\s"
)
_TIMED = re.compile(
    r"\b(?:19|20)\d\d\b|\d/\d|\b(?:thường xuyên|qu[ýí]|tháng|h[ằà]ng|tuần)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,3}[.)]?(?:\s|$)")
_ALONE = re.compile(r"\d{1,3}[.)]?")


def headless_tables(rows: Sequence[Row]) -> Iterator[Draft | list[Row]]:
    """The rows, with the tables among them as nodes."""
    return among(rows, _table)


def _table(rows: Sequence[Row], at: int) -> tuple[Draft, int] | None:
    """The table whose first row stands at `at`, and where it stops."""
    if is_foreign(rows[at]) or not _NUMBER.match(rows[at].text):
        return None
    if _is_headed(rows, at):
        return None
    if _ALONE.fullmatch(rows[at].text.strip()):
        return _of_cells(rows, at) if _may_be_cells(rows, at) else None
    return _of_lines(rows, at) if _may_be_lines(rows, at) else None


def _is_headed(rows: Sequence[Row], at: int) -> bool:
    """Whether a head stands right above: one of work would have been read as such."""
    for row in reversed(rows[max(0, at - _MOST_HEADS) : at]):
        if _HEAD.match(row.text):
            return True
        if len(row.text) > _LONGEST_HEAD or _STOPS.search(row.text):
            return False
    return False


def _may_be_lines(rows: Sequence[Row], at: int) -> bool:
    """Whether some numbered lines name bodies and times and end without a stop."""
    near = [r.text for r in rows[at : at + _NEAR] if _NUMBER.match(r.text)]
    named = [text for text in near if _BODY.search(text) and not _STOPS.search(text)]
    timed = sum(_TIMED.search(text) is not None for text in named)
    many = len(named) >= _LEAST_ROWS and timed >= _MOST * len(named)
    return many and near[0] in named


def _of_lines(rows: Sequence[Row], at: int) -> tuple[Draft, int] | None:
    """The table whose rows are lines; its first rows tell the columns."""
    near = rows[at : at + _NEAR]
    found = [(rowed.records_of(near, 0, kinds), kinds) for kinds in _ORDERS]
    first, kinds = min(found, key=lambda f: sum(map(_misfit, f[0])))
    if not _are_of_work(first, kinds):
        return None
    records = rowed.records_of(rows[at:], 0, kinds)
    if not _are_of_work(records, kinds):
        return None
    built = rowed.cells_of(records, 0, len(kinds))
    return _node(built, len(records), kinds), at + sum(r.lines for r in records)


def _are_of_work(records: Sequence[rowed.Record], kinds: Kinds) -> bool:
    """Whether lines are rows of work, most of them without a stop at the end."""
    own = [r for r in records if not r.order.group]
    cells = [
        tuple(span.of(r.words.text[r.order.stop :]) for span in r.fit.cells)
        for r in own
        if r.fit is not None and rowed.fits_well(r)
    ]
    stopped = sum(_STOPS.search(r.words.text) is not None for r in own)
    few = stopped <= (1 - _LED) * len(own)
    return few and _is_of_work(cells, len(own), kinds)


def _misfit(record: rowed.Record) -> float:
    return min(record.fit.cost, 1.0) if record.fit else float(not record.order.group)


def _may_be_cells(rows: Sequence[Row], at: int) -> bool:
    """Whether a number alone stands above words, and two more do soon."""
    alone = [r for r in rows[at : at + 3 * _NEAR] if _ALONE.fullmatch(r.text.strip())]
    return len(alone) >= _LEAST_ROWS


def _of_cells(rows: Sequence[Row], at: int) -> tuple[Draft, int] | None:
    """The table whose cells are lines."""
    found = [(*stacked.records_of(rows, at, kinds), kinds) for kinds in _ORDERS]
    records, stop, kinds = min(found, key=lambda f: sum(r.cost for r in f[0]))
    own = [record for record in records if not record.group]
    cost = sum(record.cost for record in own)
    cells = [tuple(p.text for p in record.cells) for record in own]
    if cost > _BAD * len(own) or not _is_of_work(cells, len(own), kinds):
        return None
    built = stacked.cells_of(records, 0, len(kinds))
    return _node(built, len(records), kinds), stop


def _node(cells: Sequence[TableCell], rows: int, kinds: Kinds) -> Draft:
    return node_of(rows, len(kinds), cells, kinds)


def _is_of_work(cells: Sequence[tuple[str, ...]], rows: int, kinds: Kinds) -> bool:
    """Whether most rows order work, and say who does it and by when or with whom.

    Who does it is known at least half of the times. Rows that say what has been done,
    how long a step lasts or what it costs, are of a report, a procedure, a budget.
    """
    if rows < _LEAST_ROWS or len(cells) < _LED * rows:
        return False
    told = sum(any(_tells(cell) for cell in row) for row in cells)
    if told > _TOLD * rows:
        return False
    columns = {kind: [row[at - 1] for row in cells] for at, kind in _placed(kinds)}
    led = [text for text in columns["lead"] if only_bodies(text)]
    known = sum(map(names_known, led))
    works = sum(map(_is_work, columns["task"]))
    times = sum(map(only_time, columns["time"]))
    return (
        len(led) >= _LED * rows
        and 2 * known >= len(led)
        and works >= _MOST * rows
        and times >= _MOST * rows
    )


def _tells(cell: str) -> bool:
    """Whether a cell says what has been done, how long it takes, how much it costs."""
    return bool(_TELLS.match(cell) or _FIGURE.search(cell))


def _placed(kinds: Kinds) -> list[tuple[int, str]]:
    return list(enumerate(kinds))[1:]


def _is_work(text: str) -> bool:
    """Whether words order, or name what is to be drawn up: "Đề án …", "Nghị định …"."""
    words = text.split()
    typed = any(type_of_name(" ".join(words[:n])) for n in (1, 2))
    return opens_with_verb(text) or typed
