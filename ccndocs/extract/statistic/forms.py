"""Forms: tables that name the indicator in a row, or have a row for each year.

"Chỉ tiêu | Đơn vị tính | Kết quả" (Thông tư 14/2024/TT-BCT), "Chỉ tiêu | Năm 2024 |
Năm 2025", "Năm | Nộp ngân sách (tỷ đồng) | Lao động (người)".
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import replace

from ccndocs.extract.statistic.cells import cell_quantity, unit_in
from ccndocs.extract.statistic.terms import indicator_of_label
from ccndocs.types.mention import Cluster, Context, Mention, Quantity, Scope
from ccndocs.types.tree import Grid, TableCell
from ccndocs.vi import lazy_re as re

_FLAGS = re.IGNORECASE
_LABEL_HEAD = re.compile(r"chỉ\s+tiêu|nội\s+dung\s+báo\s+cáo", _FLAGS)
UNIT_HEAD = re.compile(r"đơn\s+vị\s+tính|^đvt$|^đơn\s+vị$", _FLAGS)
_VALUE_HEAD = re.compile(
    r"kết\s+quả|l[uũ][ỹy]\s+kế|số\s+liệu|giá\s+trị|thực\s+hiện", _FLAGS
)
# "Nội dung | Đơn vị | Chỉ tiêu" of one cluster
CONTENT_HEAD = re.compile(
    r"nội\s+dung|hạng\s+mục|thông\s+(?:số|tin)|chỉ\s+tiêu|tiêu\s+chí|danh\s+mục", _FLAGS
)
_AMOUNT_HEAD = re.compile(
    r"chỉ\s+tiêu|quy\s+mô|số\s+lượng|thông\s+số|khối\s+lượng", _FLAGS
)
OF_CLUSTERS = re.compile(r"\bCCN\b|cụm\s+công\s+nghiệp", _FLAGS)
# Forms count the same thing for parts of the clusters: which part the row is of.
_SUBSET = re.compile(
    r"đã\s+(?:hoạt\s+động|thành\s+lập)|do\s+doanh\s+nghiệp\s+làm\s+chủ\s+đầu\s+tư"
    r"|có\s+vốn\s+đầu\s+tư\s+nước\s+ngoài",
    _FLAGS,
)


def column_of(heads: list[str], pattern: re.Pattern[str]) -> int | None:
    """The first column whose head has the pattern, None where no head does."""
    return next((i for i, head in enumerate(heads) if pattern.search(head)), None)


def subset_of(label: str) -> str | None:
    """The part of the clusters a row is of, unless its indicator says it already."""
    found = _SUBSET.search(label)
    if found is None:
        return None
    words = " ".join(found[0].lower().split())
    if words == "đã thành lập":  # so are all that are counted
        return None
    is_state = words.startswith("đã")
    says_all = re.match(r"(?:tổng\s+)?số|.*đất\s+công\s+nghiệp", label.strip(), _FLAGS)
    return None if is_state and says_all else " ".join(found[0].split())


def form_rows(
    grid: Grid, heads: list[str], context: Context, cluster: Cluster | None = None
) -> Iterator[Mention[Quantity]]:
    """Reads "Tổng số lao động | người | 17.315": one indicator a row.

    `cluster` is the one that the form is about, if any: its own may be headed "Nội
    dung | Đơn vị | Chỉ tiêu".
    """
    label_at = column_of(heads, _LABEL_HEAD)
    value_at = column_of(heads, _VALUE_HEAD)
    unit_at = column_of(heads, UNIT_HEAD)
    is_ours = cluster is not None or _on_clusters(grid)
    if is_ours and unit_at is not None and (label_at is None or value_at is None):
        label_at = column_of(heads[:unit_at], CONTENT_HEAD)
        after = column_of(heads[unit_at + 1 :], _AMOUNT_HEAD)
        value_at = unit_at + 1 + after if after is not None else None
    if label_at is None or value_at is None or unit_at is None:
        return
    values = _value_columns(heads, value_at, max(label_at, unit_at))
    for row in range(max(grid.head_rows, 1), grid.rows):
        label, unit = grid.at(row, label_at), grid.at(row, unit_at)
        if label is None or unit is None:
            continue
        words, part = whole_and_part(grid, row, label_at)
        scope = replace(scope_of(context, cluster), subset=part or subset_of(words))
        for column, nature in values.items():
            cell = grid.at(row, column)
            if cell is None or cell is label or not _begins(cell, row, column):
                continue
            text = unit.passage.text
            found = cell_quantity(cell, words, text, scope, context, "form")
            if found is None:
                continue
            if nature != "actual":
                found = replace(found, value=replace(found.value, nature=nature))
            yield found


def _begins(cell: TableCell, row: int, column: int) -> bool:
    """Whether a cell begins there: one that spans several columns tells once."""
    return (cell.row, cell.column) == (row, column)


# "Kế hoạch 2025 | Thực hiện 9 tháng | Ước cả năm | Ước/KH (%)"
_PLAN_COLUMN = re.compile(
    r"^\W*(?:kế\s+hoạch|KH\b|mục\s+tiêu|chỉ\s+tiêu\s+(?:giao|kế\s+hoạch))", _FLAGS
)
_ESTIMATE_COLUMN = re.compile(r"^\W*ước\b(?!\s*(?:/|so))", _FLAGS)
_RATIO_COLUMN = re.compile(r"%|/\s*KH|so\s+(?:với|sánh)|tỷ\s+lệ|tỉ\s+lệ", _FLAGS)


def _value_columns(heads: list[str], value_at: int, left: int) -> dict[int, str]:
    """The columns of a form with figures, and the nature of those in each."""
    natures = {value_at: "actual"}
    for column, head in enumerate(heads):
        if column <= left or column == value_at or _RATIO_COLUMN.search(head):
            continue
        if _PLAN_COLUMN.search(head):
            natures[column] = "target"
        elif _ESTIMATE_COLUMN.search(head):
            natures[column] = "actual"
    return dict(sorted(natures.items()))


# "Trong đó: FDI" below "Dự án đầu tư thứ cấp"
_PART_OF = re.compile(r"^\W*trong\s+(?:số\s+)?đó\W*(?P<part>.+)$", _FLAGS | re.DOTALL)


def whole_and_part(grid: Grid, row: int, label_at: int) -> tuple[str, str | None]:
    """The words that name a row's indicator, and the part of it that the row is of.

    A row "Trong đó: FDI" is of what the row above it counts, unless it names an
    indicator of its own ("Trong đó: diện tích đã cho thuê").
    """
    label = grid.at(row, label_at)
    words = label.passage.text if label else ""
    part = _PART_OF.match(words)
    if part is None or indicator_of_label(part["part"]) is not None:
        return words, None
    above = grid.at(row - 1, label_at)
    if row <= max(grid.head_rows, 1) or above is None:
        return words, None
    return above.passage.text, " ".join(part["part"].split())


def _on_clusters(grid: Grid) -> bool:
    """Whether the rows of a form name clusters, two of them at least."""
    named = [c.row for c in grid.cells if OF_CLUSTERS.search(c.passage.text)]
    return len({row for row in named if row >= max(grid.head_rows, 1)}) > 1


def scope_of(context: Context, cluster: Cluster | None) -> Scope:
    """Where a form's figures hold: the one cluster it is about, or all of them."""
    return Scope(
        province=context.province,
        district=(cluster.district if cluster else None) or context.district,
        cluster=cluster.name if cluster else None,
    )


_YEAR = re.compile(r"\b(20\d\d)\b")
# "31/3/2026" at the head of a column
_DAY = re.compile(r"\b([0-2]?\d|3[01])[/.-](0?\d|1[0-2])[/.-]20\d\d\b")
_MONTHS = re.compile(r"\b(0?[1-9]|1[0-2])\s+tháng\b", _FLAGS)  # "9 tháng 2025"
_YEAR_HEAD = re.compile(r"^\W*(?:các\s+)?năm\W*$", _FLAGS)
_SET = re.compile(
    r"kế\s+hoạch|\bKH\b|mục\s+tiêu|phấn\s+đấu|chỉ\s+tiêu\s+năm|dự\s+kiến", _FLAGS
)
_FEWEST_YEARS = 2


def year_rows(
    grid: Grid, heads: list[str], context: Context, cluster: Cluster | None = None
) -> Iterator[Mention[Quantity]]:
    """Reads "Lao động (người) | 1.240 | 1.506" below "Chỉ tiêu | Năm 2024 | …"."""
    label_at = column_of(heads, _LABEL_HEAD)
    if label_at is None:
        label_at = column_of(heads, CONTENT_HEAD)
    years = {i: y[1] for i, head in enumerate(heads) if (y := _YEAR.search(head))}
    if label_at is None or len(years) < _FEWEST_YEARS:
        return
    scope = scope_of(context, cluster)
    unit_at = column_of(heads, UNIT_HEAD)
    for row in range(max(grid.head_rows, 1), grid.rows):
        label = grid.at(row, label_at)
        if label is None:
            continue
        words, part = whole_and_part(grid, row, label_at)
        own = replace(scope, subset=part)
        unit = grid.at(row, unit_at) if unit_at is not None else None
        unit_text = unit.passage.text if unit else unit_in(words)
        for column, year in years.items():
            cell = grid.at(row, column)
            if cell is None or cell is label:
                continue
            found = cell_quantity(cell, words, unit_text, own, context, "year_row")
            if found is not None:
                yield to_be(of_year(found, year, heads[column], context), words)


def rows_of_years(
    grid: Grid, heads: list[str], context: Context, cluster: Cluster | None = None
) -> Iterator[Mention[Quantity]]:
    """Reads "2025 | 24,05 | 2.795" below "Năm | Nộp ngân sách (tỷ đồng) | Lao động"."""
    year_at = column_of(heads, _YEAR_HEAD)
    if year_at is None:
        return
    scope = scope_of(context, cluster)
    for row in range(max(grid.head_rows, 1), grid.rows):
        first = grid.at(row, year_at)
        year = _YEAR.search(first.passage.text) if first else None
        for column, head in enumerate(heads) if year and first else ():
            cell = grid.at(row, column)
            if cell is None or cell is first:
                continue
            found = cell_quantity(cell, head, unit_in(head), scope, context, "year_row")
            if found is not None and year is not None:
                yield to_be(of_year(found, year[1], year.string, context), head)


# "Số CCN thành lập mới", "Số CCN được thành lập"; but "Số CCN thành lập (lũy kế)"
_FOUNDED = re.compile(r"\b(?:thành\s+lập|mới|thêm)\b", _FLAGS)
_IN_ALL = re.compile(r"\b(?:l[ũu][yỹ]\s+kế|tổng\s+số)\b", _FLAGS)


def to_be(found: Mention[Quantity], label: str) -> Mention[Quantity]:
    """A count of clusters as the plan's, where it is how many there are to be."""
    value = found.value
    is_count = value.indicator == "cluster_count" and value.nature != "actual"
    if not is_count or (_FOUNDED.search(label) and not _IN_ALL.search(label)):
        return found
    return replace(found, value=replace(value, indicator="cluster_count_planned"))


def of_year(
    found: Mention[Quantity], year: str, words: str, context: Context
) -> Mention[Quantity]:
    """The figure as one of this year, which may be to come."""
    today = context.issued_on
    nature = found.value.nature
    if _SET.search(words):
        nature = "target"
    elif today is not None and int(year) > today.year:
        nature = "planned"
    day, months = _DAY.search(words), _MONTHS.search(words)
    as_of = f"{year}-{int(day[2]):02}-{int(day[1]):02}" if day else f"{year}-12-31"
    if day is None and months is not None:
        last = calendar.monthrange(int(year), int(months[1]))[1]
        as_of = f"{year}-{int(months[1]):02}-{last}"
    value = replace(found.value, nature=nature, as_of=as_of)
    return replace(found, value=value)
