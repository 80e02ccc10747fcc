"""What a column of a task table holds, told by its header."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache

from ccndocs.types.tree import Grid
from ccndocs.vi.bodies import names_bodies, names_time
from ccndocs.vi.labels import field_of_label
from ccndocs.vi.tables import rows
from ccndocs.vi.verbs import opens_with_verb


@cache
def _headers() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (row["field"], re.compile(rf"(?:{row['pattern']})(?!\w)", re.I))
        for row in rows("column_headers")
    )


@lru_cache(1 << 12)
def column_of_header(text: str) -> str | None:
    """count, task, lead, coordinate, advise, implement, time, output, note, or None.

    "overseer" is the leader who watches over the work, "other" a head that no table of
    work has ("Đơn giá", "Tên thủ tục hành chính").

    >>> column_of_header("Cơ quan chủ trì"), column_of_header("Dân số")
    ('lead', None)
    """
    text = " ".join(text.split()).strip(" :.*")
    for what, pattern in _headers():
        if pattern.match(text):
            return what
    return field_of_label(text)


def columns_of_heads(heads: Sequence[str]) -> list[str | None]:
    """What each of some heads is over; "Tiến độ" beside another time tells a state.

    >>> columns_of_heads(["Nhiệm vụ", "Thời hạn", "Tiến độ"])
    ['task', 'time', 'note']
    """
    kinds = [column_of_header(head) for head in heads]
    states = [_STATE.fullmatch(head.strip()) is not None for head in heads]
    times = sum(k == "time" and not s for k, s in zip(kinds, states, strict=True))
    pairs = zip(kinds, states, strict=True)
    return ["note" if times and state else kind for kind, state in pairs]


_STATE = re.compile(r"tiến độ", re.IGNORECASE)


def words_beyond_header(text: str) -> int | None:
    """How many words stand behind what is known of a header, None if nothing is.

    >>> words_beyond_header("Nội dung"), words_beyond_header("Nội dung chính Thời gian")
    (0, 3)
    >>> words_beyond_header("Dân số") is None
    True
    """
    text = " ".join(text.split()).strip(" :.*")
    if field_of_label(text) is not None:
        return 0
    found = (pattern.match(text) for _, pattern in _headers())
    rests = [len(text[match.end() :].split()) for match in found if match]
    return min(rests) if rests else None


def heads_work(heads: Iterable[str]) -> bool:
    """Whether heads name work and who does it or by when.

    >>> heads_work(["Phần việc", "Đầu mối"]), heads_work(["Tên cụm", "Diện tích (ha)"])
    (True, False)
    """
    kinds = {column_of_header(head) for head in heads}
    charges = bool(kinds & (_CHARGING | {"coordinate"}))
    return "task" in kinds and charges and "other" not in kinds


def head_rows_of(grid: Grid) -> int:
    """How many rows head the table, a second row ("Chủ trì | Phối hợp") too."""
    rows_so_far = grid.head_rows
    while 0 < rows_so_far < grid.rows and rows_so_far < _MOST_HEADS:
        texts = [c.passage.text.strip() for c in grid.cells if c.row == rows_so_far]
        filled = [text for text in texts if text]
        if len(filled) == 2 and _GROUP_MARK.fullmatch(filled[0]):
            break  # "I | Tham mưu, chỉ đạo, hướng dẫn" heads the rows below it
        known = sum(column_of_header(text) is not None for text in filled)
        repeats = rows_so_far == 1 and _repeats(grid)
        least = 1 if repeats else len(filled) - 1
        if len(filled) < 2 or known < least or max(map(len, filled)) > 40:
            break
        rows_so_far += 1
    return rows_so_far


_GROUP_MARK = re.compile(r"\(?(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Za-zđĐ])[.)]?")


def _repeats(grid: Grid) -> bool:
    """Whether the second row says again what cells of the first say, merged there."""
    first = {c.column: c.passage.text.strip() for c in grid.cells if c.row == 0}
    second = {c.column: c.passage.text.strip() for c in grid.cells if c.row == 1}
    same = sum(bool(text) and second.get(at) == text for at, text in first.items())
    return same >= 2 and not any(re.search(r"\d", text) for text in second.values())


_STARTS = re.compile(
    r"\W*(?:bắt đầu|khởi công|khởi đầu|từ(?: ngày)?|ngày bắt đầu)\W*$", re.I
)
_STOPS = re.compile(
    r"\W*(?:(?:ngày )?(?:kết thúc|xong)|hoàn thành|hoàn tất|đến(?: ngày)?)\W*$", re.I
)


def span_columns(grid: Grid) -> tuple[int, int] | None:
    """The columns "Bắt đầu | Kết thúc", which together say when."""
    row = head_rows_of(grid) - 1
    if row < 0:
        return None
    heads = {c.column: c.passage.text.strip() for c in grid.cells if c.row == row}
    for column, text in heads.items():
        if _STARTS.match(text) and _STOPS.match(heads.get(column + 1, "")):
            return column, column + 1
    return None


def columns_of(grid: Grid) -> dict[int, str]:
    """What each column holds: count, task, lead, coordinate, time, output.

    The lowest head row that tells wins ("Cơ quan thực hiện" over "Chủ trì | Phối hợp").
    """
    if grid.kinds:
        return {column: what for column, what in enumerate(grid.kinds) if what}
    columns: dict[int, str] = {}
    for row in range(head_rows_of(grid)):
        cells = [grid.at(row, column) for column in range(grid.columns)]
        heads = [cell.passage.text if cell else "" for cell in cells]
        told = enumerate(columns_of_heads(heads))
        columns |= {column: what for column, what in told if what}
    ends = span_columns(grid)
    columns |= dict.fromkeys(ends, "time") if ends else {}
    columns = _without_units(grid, columns)
    return _overseen(columns | _by_shape(grid, columns))


def _without_units(grid: Grid, columns: dict[int, str]) -> dict[int, str]:
    """The columns without a "Đơn vị" that measures: "Cái", "Buổi", "Người"."""
    first = head_rows_of(grid)
    heads = {c.column: c.passage.text for c in grid.cells if c.row < first}
    kept = dict(columns)
    for column, what in columns.items():
        if what == "implement" and _UNIT.fullmatch(heads.get(column, "").strip()):
            texts = _cells(grid, column)
            if texts and not any(map(names_bodies, texts)):
                kept[column] = "other"
    return kept


def _overseen(columns: dict[int, str]) -> dict[int, str]:
    """The columns; who watches over the work does it where nobody else does."""
    doers = {what for what in columns.values() if what in _LEADING | {"agencies"}}
    stands_for = "note" if doers else "implement"
    return {c: stands_for if w == "overseer" else w for c, w in columns.items()}


def _by_shape(grid: Grid, columns: dict[int, str]) -> dict[int, str]:
    """What the cells say of columns whose head no table knows.

    "Việc phải làm | Khoa, phòng gánh việc | Khoa, phòng giúp việc | Mốc": cells that
    order, name bodies, name times. Nothing where no column orders.
    """
    known = dict(columns)
    if "task" not in known.values():
        known |= _column_of_orders(grid, known)
    if "task" not in known.values():
        return {}
    named: list[int] = []
    for column in range(grid.columns):
        if column in known:
            continue
        texts = _cells(grid, column)
        if _mostly(texts, names_bodies):
            known[column] = _role_of(grid, column, set(known.values()))
            named.append(column)
        elif "time" not in known.values() and _mostly(texts, names_time):
            known[column] = "time"
    helpers = list(known.values()).count("coordinate")
    if named and helpers > 1 and not _LEADING & set(known.values()):
        known[named[0]] = "implement"  # "Cơ quan nhận giúp | Cùng giúp": one does it
    return known if set(known.values()) & _CHARGING else {}


def _cells(grid: Grid, column: int) -> list[str]:
    first = head_rows_of(grid)
    body = [c for c in grid.cells if c.column == column and c.row >= first]
    return [text for c in body if (text := c.passage.text.strip())]


def _mostly(texts: list[str], holds: Callable[[str], bool]) -> bool:
    return len(texts) > 1 and sum(map(holds, texts)) > _MOST * len(texts)


def _role_of(grid: Grid, column: int, taken: set[str]) -> str:
    """Lead or coordinate: by words of the head, else the first column leads."""
    heads = (grid.at(row, column) for row in range(head_rows_of(grid)))
    head = " ".join(cell.passage.text for cell in heads if cell)
    if _JOINS.search(head):
        return "coordinate"
    return "coordinate" if taken & _LEADING else "implement"


def _column_of_orders(grid: Grid, columns: dict[int, str]) -> dict[int, str]:
    """The column whose cells order, where no header says "Nhiệm vụ"."""
    for column in range(grid.columns):
        texts = _cells(grid, column)
        orders = sum(map(_orders, texts))
        if column not in columns and texts and orders > _MOST * len(texts):
            return {column: "task"}
    return {}


def _orders(text: str) -> bool:
    """Whether a cell orders work; "Tăng 2 vụ" compares."""
    return opens_with_verb(text) and not _COMPARES.match(text)


_COMPARES = re.compile(r"(?:tăng|giảm)\s+(?:\w+\s+)?\d", re.IGNORECASE)
_UNIT = re.compile(r"đơn vị", re.IGNORECASE)
_MOST_HEADS = 4
_MOST = 0.6  # of the filled cells
_LEADING = frozenset({"lead", "implement", "advise"})
_CHARGING = {"time", "lead", "implement", "advise", "agencies"}
_JOINS = re.compile(
    r"phối hợp|giúp|hỗ trợ|tham gia|cùng|liên quan|kết hợp|hiệp đồng|đồng hành",
    re.IGNORECASE,
)
