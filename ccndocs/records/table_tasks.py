"""Task tables: STT | Nhiệm vụ | Chủ trì | Phối hợp | Thời gian | Sản phẩm."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ccndocs.records.draft import Draft, Scope
from ccndocs.records.found import Found
from ccndocs.records.other_tables import NOT_OF_WORK, is_surely_other
from ccndocs.types.mention import Deadline, DeadlineKind, Mention, Role
from ccndocs.types.tree import Grid, Passage, TableCell
from ccndocs.vi.columns import columns_of, head_rows_of, span_columns
from ccndocs.vi.ticks import is_mark, tick_columns
from ccndocs.vi.verbs import opens_with_verb

_COUNT = re.compile(r"^(?:\d+(?:\.\d+)*|[IVXLC]+|[A-ZĐ]|[a-zđ])[.)]?$")
_AGENCY_COLUMNS = frozenset({"lead", "implement", "advise", "coordinate", "agencies"})


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A row that orders something; `heading` is the group row above it."""

    labels: tuple[str, ...]
    task: Passage
    heading: Passage | None
    agencies: tuple[Passage, ...]
    times: tuple[Passage, ...]
    outputs: tuple[Passage, ...]
    spans: bool = False  # the two times are the ends of one stretch
    ticks: tuple[Passage, ...] = ()  # heads of the months that are ticked


def is_task_table(grid: Grid) -> bool:
    """Whether the head names tasks and who does them or by when.

    Price lists, lists of procedures, programmes of a day, lists of members and reports
    of what has been done have such heads too.
    """
    columns = columns_of(grid)
    named = set(columns.values())
    priced = "other" in named and not (says_who_and_when(grid) and _opens_work(grid))
    if "task" not in named or priced:
        return False
    charges = bool(named & (_AGENCY_COLUMNS | {"time"}))
    return charges and not any(rule(grid, columns) for rule in NOT_OF_WORK)


def says_who_does(grid: Grid) -> Iterator[tuple[Passage, list[Passage]]]:
    """Work and doers of each row of a table that looks like one of tasks and is none.

    Nothing for prices, programmes by the hour and steps of a procedure: no doubt there.
    """
    columns = columns_of(grid)
    named = set(columns.values())
    if "task" not in named or ("other" in named and "time" not in named):
        return
    if is_surely_other(grid, columns):
        return
    for row in range(head_rows_of(grid), grid.rows):
        cells = {c: grid.at(row, c) for c in columns}
        task = _text_cell(cells, columns, "task")
        if task is not None and task.row == row:
            yield task.passage, list(_passages(cells, columns, _AGENCY_COLUMNS))


def names_work(grid: Grid) -> bool:
    """Whether a table that says who does the work orders where nothing else does."""
    named = set(columns_of(grid).values())
    return bool(named & {"lead", "implement"}) and _opens_work(grid)


def _opens_work(grid: Grid) -> bool:
    """Whether verbs open most cells of work: "In tờ rơi", "Mua thuốc khử trùng"."""
    tasks = {column for column, what in columns_of(grid).items() if what == "task"}
    first = head_rows_of(grid)
    cells = (c for c in grid.cells if c.column in tasks and c.row >= first)
    texts = [text for c in cells if (text := c.passage.text.strip())]
    works = sum(opens_with_verb(text) for text in texts)
    return works > 1 and 3 * works >= 2 * len(texts)


def says_who_and_when(grid: Grid) -> bool:
    """Whether the head names who does the work and by when.

    Such a table orders wherever it stands: a scan may have lost the heading above it.
    """
    named = set(columns_of(grid).values())
    return "time" in named and bool(named & {"lead", "implement"})


def rows_of(grid: Grid) -> Iterator[TaskRow]:
    """The task rows of a task table; nothing for other tables."""
    if not is_task_table(grid):
        return
    columns = columns_of(grid)
    heading: Passage | None = None
    ends = span_columns(grid)
    months = tick_columns(grid)
    for row in range(head_rows_of(grid), grid.rows):
        cells = {c: grid.at(row, c) for c in columns}
        task = _text_cell(cells, columns, "task")
        if task is None or _is_numbering(grid, row) or _is_sum(grid, row):
            continue
        if _is_group(grid, row, columns):
            heading = task.passage
            continue
        if task.row != row:
            continue  # goes on from the row above
        yield TaskRow(
            _labels(cells, columns),
            task.passage,
            heading,
            _passages(cells, columns, _AGENCY_COLUMNS),
            _passages(cells, columns, frozenset({"time"})),
            _passages(cells, columns, frozenset({"output"})),
            ends is not None,
            tuple(
                head.passage
                for column, (head, _) in months.items()
                if (cell := grid.at(row, column)) and is_mark(cell.passage.text)
            ),
        )


def _text_cell(
    cells: dict[int, TableCell | None], columns: dict[int, str], what: str
) -> TableCell | None:
    for column, meaning in columns.items():
        cell = cells.get(column)
        if meaning == what and cell is not None and cell.passage.text.strip():
            return cell
    return None


def _passages(
    cells: dict[int, TableCell | None], columns: dict[int, str], wanted: frozenset[str]
) -> tuple[Passage, ...]:
    found = [cells[c] for c, what in columns.items() if what in wanted]
    return tuple(c.passage for c in found if c is not None and c.passage.text.strip())


def _labels(
    cells: dict[int, TableCell | None], columns: dict[int, str]
) -> tuple[str, ...]:
    for column, what in columns.items():
        cell = cells.get(column)
        if what == "count" and cell is not None:
            label = cell.passage.text.strip()
            return (label.rstrip(".)"),) if _COUNT.match(label) else ()
    return ()


def _is_numbering(grid: Grid, row: int) -> bool:
    """The row "(1) | (2) | (3)" below the head, or the head again on a new page."""
    texts = {c.column: c.passage.text.strip() for c in grid.cells if c.row == row}
    filled = [text for text in texts.values() if text]
    if len(filled) < _FEWEST:
        return False
    heads = {c.column: c.passage.text.strip() for c in grid.cells if c.row == 0}
    again = texts == heads and head_rows_of(grid) > 0
    return again or all(re.fullmatch(r"\(?\d+\)?", text) for text in filled)


def _is_sum(grid: Grid, row: int) -> bool:
    """The row "Tổng cộng | | | 371" at the foot."""
    texts = (c.passage.text.strip() for c in grid.cells if c.row == row)
    first = next((text for text in texts if text), "")
    return _SUM.match(first) is not None


_SUM = re.compile(
    r"(?:tổng(?: cộng| số)?|cộng)(?:\W|$)(?!.*[a-zà-ỹ]{3})", re.IGNORECASE
)


def _is_group(grid: Grid, row: int, columns: dict[int, str]) -> bool:
    """A row that only names a group: one wide cell, or a title that charges nobody."""
    filled = [c for c in grid.cells if c.row == row and c.passage.text.strip()]
    titles = [c for c in filled if not _counts(c, columns)]
    if len(titles) != 1:
        return False
    if titles[0].column_span > 1 and titles[0].column_span >= grid.columns - 2:
        return True
    # Nobody is charged and no time is set, not even by a cell merged from above.
    return not _says(grid, row, columns) and not _is_among_rows(grid, row, columns)


def _says(grid: Grid, row: int, columns: dict[int, str]) -> bool:
    """Whether a row charges somebody or sets a time."""
    said = [grid.at(row, c) for c, what in columns.items() if what in _SAYING]
    return any(cell and cell.passage.text.strip() for cell in said)


def _is_among_rows(grid: Grid, row: int, columns: dict[int, str]) -> bool:
    """Whether a row that charges nobody is one of those that do, by its number.

    "2 | Kiểm tra bến bãi | | " between "1 | … | Sở A | …" and "3 | … | Sở B | …". One
    with rows below that its count does not go on with heads them.
    """
    numbers = {r: _number_of(grid, r, columns) for r in (row - 1, row, row + 1)}
    own = numbers[row]
    text = next((c.passage.text for c in _tasks(grid, row, columns)), "")
    if own is None or not opens_with_verb(text):
        return False
    beside = [r for r in (row - 1, row + 1) if numbers[r] == own + r - row]
    heads = row + 1 not in beside and _says(grid, row + 1, columns)
    return not heads and any(_says(grid, r, columns) for r in beside)


def _number_of(grid: Grid, row: int, columns: dict[int, str]) -> int | None:
    label = _labels({c: grid.at(row, c) for c in columns}, columns)
    return int(label[0]) if label and label[0].isdigit() else None


def _tasks(grid: Grid, row: int, columns: dict[int, str]) -> list[TableCell]:
    cells = (grid.at(row, c) for c, what in columns.items() if what == "task")
    return [cell for cell in cells if cell is not None]


def _counts(cell: TableCell, columns: dict[int, str]) -> bool:
    """Whether a cell is a row's number, or what OCR made of it: "|" for "I"."""
    text = cell.passage.text.strip()
    misread = columns.get(cell.column) == "count" and len(text) < _LONGEST_NUMBER
    return misread or _COUNT.match(text) is not None


_LONGEST_NUMBER = 4  # characters
_SAYING = _AGENCY_COLUMNS | {"time"}


def joined(times: Sequence[Mention[Deadline]]) -> list[Mention[Deadline]]:
    """The stretch between two dates, else the times as they are."""
    if len(times) != _ENDS:
        return list(times)
    first, last = times
    start = first.value.start or first.value.end
    end = last.value.end or last.value.start
    if not start or not end or start > end:
        return list(times)
    value = Deadline(DeadlineKind.PERIOD, start=start, end=end, edtf=f"{start}/{end}")
    return [replace(first, value=value, rule="table_span")]


def _runs(times: Sequence[Mention[Deadline]]) -> list[Mention[Deadline]]:
    """Months that follow each other as one stretch: "x" under April, May and June."""
    runs: list[Mention[Deadline]] = []
    for time in times:
        if time.rule != "tick_head" or not time.value.start:
            continue
        last = runs[-1].value if runs else None
        start = dt.date.fromisoformat(time.value.start)
        if last and last.end == (start - dt.timedelta(days=1)).isoformat():
            first, end = last.start, time.value.end
            value = replace(last, end=end, edtf=f"{first}/{end}")
            runs[-1] = replace(runs[-1], value=value)
        else:
            runs.append(time)
    return runs


_ENDS = 2
_FEWEST = 2  # cells of a row that counts the columns


def outputs_of(row: TaskRow) -> str | None:
    """What a row says the task gives: "Kế hoạch; Báo cáo", None for an empty cell."""
    return "; ".join(p.text.strip() for p in row.outputs if p.text.strip()) or None


def draft_of_row(row: TaskRow, scope: Scope, found: Found) -> Draft:
    """The task of a row: who and when its own cells say, and with whom its words."""
    said = found.assignments.get(row.task.id, [])
    partners = [m for m in said if m.value.role is Role.COORDINATE]
    draft = Draft(scope, [row.task], partners, [], has_lines=True)
    draft.reason = "a row of a task table"
    for passage in row.agencies:
        draft.lined += found.assignments.get(passage.id, [])
    for passage in row.times:
        draft.times += found.deadlines.get(passage.id, [])
    draft.times = joined(draft.times) if row.spans else draft.times
    draft.times += _runs([m for p in row.ticks for m in found.deadlines.get(p.id, [])])
    draft.output = outputs_of(row)
    return draft
