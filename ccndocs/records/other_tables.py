"""Tables whose heads are those of work, and that are something else.

Programmes of a day, reports of what has been done, lists of members, the steps of a
procedure: told by what their cells hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ccndocs.types.tree import Grid
from ccndocs.vi.bodies import names_time
from ccndocs.vi.columns import column_of_header, head_rows_of
from ccndocs.vi.tables import word_lists

_WORDS = word_lists("page_words")
Columns = dict[int, str]


def _is_programme(grid: Grid, columns: Columns) -> bool:
    """Whether the rows are hours of a day or days of a week: "7h30 - 8h00", "Thứ Hai".

    They stand left of what is done then, or open its cell.
    """
    task = min(column for column, what in columns.items() if what == "task")
    return any(_mostly(grid, column, _HOUR) for column in range(task + 1))


def _tells_results(grid: Grid, columns: Columns) -> bool:
    """Whether a column says what has become of the work: "Đã ban hành", "Chưa xong".

    A note beside some rows ("Đã bố trí vốn") does not, nor, where rows have times, one
    that work goes on or is still to begin ("Đang làm", "Chưa có vốn").
    """
    work = next(c for c, what in columns.items() if what == "task")
    rows = len(_texts(grid, work))
    least = {"output": 0, "time": 0, "note": rows}
    said = (c for c in range(grid.columns) if columns.get(c, "note") in least)
    if any(_tells_state(grid, column) for column in range(grid.columns)):
        return True
    noted = _ALL_DONE if _says_when(grid, columns, rows) else _DONE
    return any(
        _mostly(
            grid,
            column,
            noted if columns.get(column) == "note" else _DONE,
            least[columns.get(column, "note")],
        )
        for column in said
    )


def _tells_state(grid: Grid, column: int) -> bool:
    """Whether a column headed "Tiến độ", "Trạng thái" says what is done by now.

    Some of it must be: "Chưa triển khai", "Đang làm" alone may be of work to come.
    """
    first = head_rows_of(grid)
    heads = [c.passage.text for c in grid.cells if c.column == column and c.row < first]
    if not any(_STATE_HEAD.match(head.strip()) for head in heads):
        return False
    done = any(_ALL_DONE.match(text) for text in _texts(grid, column))
    return done and _mostly(grid, column, _DONE)


def _says_when(grid: Grid, columns: Columns, rows: int) -> bool:
    """Whether most of the rows have a time of their own."""
    times = [column for column, what in columns.items() if what == "time"]
    told = [text for column in times for text in _texts(grid, column)]
    return 2 * sum(names_time(text) for text in told) > rows


def _lists_projects(grid: Grid, columns: Columns) -> bool:
    """Whether the rows are projects: "Tên dự án | Chủ đầu tư | Tổng mức đầu tư".

    Work that an investor does has no such heads ("Hạng mục | Chủ đầu tư | Thời hạn"), a
    column of its own ("Dự án | Nhiệm vụ | Chủ đầu tư"), or a day in most rows and no
    cost.
    """
    first = head_rows_of(grid)
    heads = [c.passage.text.strip() for c in grid.cells if c.row < first]
    owned = any(_INVESTOR.match(head) for head in heads)
    named = any(_PROJECT.match(head) for head in heads)
    charged = any(column_of_header(head) in ("lead", "coordinate") for head in heads)
    work = [column for column, what in columns.items() if what == "task"]
    rows = max((len(_texts(grid, column)) for column in work), default=0)
    worked = any(
        column_of_header(head) == "task" and not _PROJECT.match(head) for head in heads
    )
    return (
        owned and named and not (charged or worked or _says_when(grid, columns, rows))
    )


_COST = re.compile(r"\b(?:tổng mức|vốn|kinh phí|dự toán|TMĐT)\b", re.IGNORECASE)
_INVESTOR = re.compile(r"(?:tên )?chủ đầu tư\W*$", re.IGNORECASE)
_PROJECT = re.compile(
    r"(?:tên |danh mục )?(?:các )?(?:dự án|công trình|gói thầu|cụm công nghiệp)\b",
    re.IGNORECASE,
)


def _names_members(grid: Grid, columns: Columns) -> bool:
    """Whether what stands for the work are places in a body: "Trưởng Ban", "Thư ký"."""
    tasks = (column for column, what in columns.items() if what == "task")
    return any(
        _mostly(grid, column, _MEMBER) and not _mostly(grid, column, _WORKS)
        for column in tasks
    )


def _is_procedure(grid: Grid, columns: Columns) -> bool:
    """Whether the times are how long a step takes: "0,5 ngày", "04 giờ làm việc".

    Whole days alone may be a plan's: "Lập hồ sơ mời thầu | Phòng Kinh tế | 10 ngày",
    and so may working days where no row takes in a dossier or gives back its result.
    """
    times = [column for column, what in columns.items() if what == "time"]
    told = [text for column in times for text in _texts(grid, column)]
    tasks = [column for column, what in columns.items() if what == "task"]
    steps = any(_HANDLES.search(t) for column in tasks for t in _texts(grid, column))
    fine = any(_FINE.search(text) for text in told)
    fine = fine or (steps and any(_OF_WORK.search(text) for text in told))
    return fine and any(_mostly(grid, column, _LASTS) for column in times)


def _mostly(grid: Grid, column: int, shape: re.Pattern[str], rows: int = 0) -> bool:
    """Whether most filled cells of a column, and many of `rows`, have a shape."""
    filled = _texts(grid, column)
    fit = sum(shape.match(text) is not None for text in filled)
    return fit > 1 and 2 * fit > len(filled) and _SHARE * rows < fit


def _texts(grid: Grid, column: int) -> list[str]:
    first = head_rows_of(grid)
    cells = (c for c in grid.cells if c.column == column and c.row >= first)
    return [text for c in cells if (text := c.passage.text.strip())]


_SHARE = 0.4  # of the rows, where notes tell what has become of them
_HOUR = re.compile(
    r"\W*(?:từ |khoảng )?\d{1,2}\s*(?:h|g|giờ|:)\s*(?:\d\d)?\b|"
    r"\W*(?:sáng|chiều|tối|thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\W*(?:(?:đã|đang|chưa)\s|(?:đã |chưa )?(?:hoàn thành|xong)\W*$)", re.IGNORECASE
)
_STATE_HEAD = re.compile(
    r"(?:tiến độ|kết quả|tình hình|trạng thái|tình trạng)\b", re.IGNORECASE
)
_ALL_DONE = re.compile(
    r"\W*(?:đã (?!bố trí|có|được)\w|(?:đã )?(?:hoàn thành|xong)\W*$)", re.IGNORECASE
)
_WORKS = re.compile(
    r".*\s(?:chỉ đạo|phụ trách|lập|kiểm tra|theo dõi|tổng hợp|rà soát|xây dựng|đôn đốc|"
    r"tham mưu|báo cáo|tổ chức)\s"
)
_MEMBER = re.compile(
    rf"(?:{_WORDS['places_in_a_body']})(?!\w).{{0,30}}$", re.IGNORECASE
)
_LASTS = re.compile(
    r"(?:tối đa |không quá |trong )?\d[\d,./ -]*(?:ngày|giờ|phút|h)(?: làm việc)?\W*$",
    re.IGNORECASE,
)
_FINE = re.compile(r"\d,\d|1/2|\d\s*(?:giờ|phút|h)\b", re.IGNORECASE)
_OF_WORK = re.compile(r"làm việc", re.IGNORECASE)
_HANDLES = re.compile(
    r"\b(?:tiếp nhận|trả kết quả|vào sổ|trình ký|thụ lý|"
    r"(?:chuyển|nhận|kiểm tra|thẩm định|xử lý|xem xét|giải quyết) hồ sơ)\b",
    re.IGNORECASE,
)
NOT_OF_WORK: tuple[Callable[[Grid, Columns], bool], ...] = (
    _is_programme,
    _tells_results,
    _lists_projects,
    _names_members,
    _is_procedure,
)
"""What tables with a head of work are something else."""


def is_surely_other(grid: Grid, columns: Columns) -> bool:
    """Whether there is no doubt that a table is none of work.

    Hours of a day, members, steps of minutes or with a dossier; days of a week and
    notes of progress may be those of work to come.
    """
    task = min(column for column, what in columns.items() if what == "task")
    hours = any(_mostly(grid, column, _CLOCK) for column in range(task + 1))
    if hours or _names_members(grid, columns) or _is_procedure(grid, columns):
        return True
    return any(
        _mostly(grid, column, _TOLD)
        for column, what in columns.items()
        if what in ("output", "note", "time")
    )


_TOLD = re.compile(r"\W*(?:đã|đang)\s", re.IGNORECASE)


_CLOCK = re.compile(
    r"\W*(?:từ |khoảng )?\d{1,2}\s*(?:h|g|giờ|:)\s*(?:\d\d)?\b", re.IGNORECASE
)
