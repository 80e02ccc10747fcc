"""Tables of a document on clusters whose heads say little: labels, parts, clusters.

"Nội dung | Số liệu", "Chỉ tiêu | Mục tiêu | Kết quả đến 31/12/2026", "Tiêu chí | CCN An
Hòa | CCN Tân Phú", "Chủ đầu tư | Số CCN | Diện tích (ha)".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ccndocs.extract.cluster.names import NAME, full_name
from ccndocs.extract.statistic.cells import cell_quantity, unit_in
from ccndocs.extract.statistic.forms import (
    CONTENT_HEAD,
    OF_CLUSTERS,
    UNIT_HEAD,
    column_of,
    of_year,
    scope_of,
    subset_of,
    to_be,
    whole_and_part,
)
from ccndocs.extract.statistic.terms import indicator_of_label
from ccndocs.types.mention import Cluster, Context, Mention, Quantity, Scope
from ccndocs.types.tree import Grid
from ccndocs.vi import lazy_re as re

_FLAGS = re.IGNORECASE | re.VERBOSE
# Columns of remarks, of comparisons, of what was written elsewhere.
_REMARK_HEAD = re.compile(
    r"""ghi\s+chú|đánh\s+giá|nhận\s+xét|so\s+(?:sánh|với)|tăng|giảm|nguồn|căn\s+cứ|\bđơn\s+vị|thời\s+gian|cả\s+nước|toàn\s+quốc|\bKCN\b|khu\s+công\s+nghiệp
    |cơ\s+quan|^\W*chỉ\s+tiêu\W*$|^\W*(?:(?:tỷ|tỉ)\s+lệ|đạt)\W*(?:\(?%|hoàn\s+thành|$)|^\W*%|\bTT\b""",
    _FLAGS,
)
_SET_HEAD = re.compile(
    r"mục\s+tiêu|kế\s+hoạch|\bKH\b|phấn\s+đấu|chỉ\s+tiêu\s+(?:giao|năm|nghị\s+quyết|đề\s+ra)|nghị\s+quyết\s+giao",
    _FLAGS,
)
# "Vùng miền núi", "Nhóm do doanh nghiệp đầu tư": the part that a column is of
_PART_HEAD = re.compile(
    r"^\W*(?:vùng|khu\s+vực|miền|phía|nhóm|khối|các\s+huyện)\b", _FLAGS
)
_YEAR = re.compile(r"\b(20\d\d)\b")
_FEWEST = 2  # figures make a table ours, clusters a table of clusters


# "Mục tiêu | Chỉ tiêu Nghị quyết | Kết quả": what is aimed at stands first
_AIM_HEAD = re.compile(r"^\W*(?:các\s+)?(?:mục\s+tiêu|chỉ\s+số|nhiệm\s+vụ)\W*$", _FLAGS)
_RESULT_HEAD = re.compile(r"kết\s+quả|thực\s+hiện|hiện\s+trạng|đạt\s+được", _FLAGS)


def _label_column(heads: list[str]) -> int | None:
    """The column whose cells name the indicators, None where no head says so."""
    aims, content = column_of(heads, _AIM_HEAD), column_of(heads, CONTENT_HEAD)
    results = column_of(heads, _RESULT_HEAD)
    if aims is not None and results is not None and aims < results:
        return aims if content is None or aims < content else content
    return content


def labelled_rows(
    grid: Grid, heads: list[str], context: Context, cluster: Cluster | None = None
) -> Iterator[Mention[Quantity]]:
    """Reads "Số lao động | 9.640 người" below "Nội dung | Số liệu"."""
    label_at = _label_column(heads)
    if label_at is None:
        return
    unit_at = column_of(heads, UNIT_HEAD)
    columns = [
        column
        for column in range(label_at + 1, len(heads))
        if column != unit_at and not _REMARK_HEAD.search(heads[column])
    ]
    for row in range(max(grid.head_rows, 1), grid.rows):
        label = grid.at(row, label_at)
        if label is None:
            continue
        words, part = whole_and_part(grid, row, label_at)
        unit = grid.at(row, unit_at) if unit_at is not None else None
        unit_text = unit.passage.text if unit else unit_in(words)
        for column in columns:
            cell, head = grid.at(row, column), " ".join(heads[column].split())
            if (
                cell is None
                or cell is label
                or (cell.row, cell.column) != (row, column)
            ):
                continue
            part_head = head if _PART_HEAD.match(head) else None
            own = replace(
                scope_of(context, cluster), subset=part or part_head or subset_of(words)
            )
            found = cell_quantity(cell, words, unit_text, own, context, "form")
            if found is not None:
                yield to_be(_of_head(found, head, context), words)


def _of_head(
    found: Mention[Quantity], head: str, context: Context
) -> Mention[Quantity]:
    """The figure as one aimed at, or of the year that its column's head names."""
    year = _YEAR.search(head)
    if year is not None:
        return of_year(found, year[1], head, context)
    if _SET_HEAD.search(head):
        return replace(found, value=replace(found.value, nature="target"))
    return found


# The columns of a table that have a cluster each: "CCN An Hòa", "Hợp Tiến 1"
_CLUSTER_HEAD = re.compile(
    rf"\W*(?:(?i:CCN|cụm\s+công\s+nghiệp)\s+)?(?P<name>{NAME})\W*"
)


def cluster_columns(
    grid: Grid, heads: list[str], context: Context, *, bare: bool
) -> Iterator[Mention[Quantity]]:
    """Reads "Số lao động (người) | 1.560 | 940" below "Tiêu chí | CCN A | CCN B".

    `bare`: heads may be names alone, as in a document on clusters.
    """
    label_at = column_of(heads, CONTENT_HEAD)
    if label_at is None:
        return
    scopes: dict[int, Scope] = {}
    for column, head in enumerate(heads):
        named = _CLUSTER_HEAD.fullmatch(head) if column > label_at else None
        is_part = _PART_HEAD.match(head) or _REMARK_HEAD.search(head)
        if named and not is_part and (bare or OF_CLUSTERS.search(head)):
            name = full_name(None, named["name"])
            scopes[column] = replace(scope_of(context, None), cluster=name)
    if len(scopes) < _FEWEST:
        return
    unit_at = column_of(heads, UNIT_HEAD)
    for row in range(max(grid.head_rows, 1), grid.rows):
        label = grid.at(row, label_at)
        unit = grid.at(row, unit_at) if unit_at is not None else None
        words = label.passage.text if label else ""
        unit_text = unit.passage.text if unit else unit_in(words)
        for column, scope in scopes.items():
            cell = grid.at(row, column)
            if cell is None or (cell.row, cell.column) != (row, column):
                continue
            found = cell_quantity(cell, words, unit_text, scope, context, "cluster_row")
            if found is not None:
                yield found


_GROUP_HEAD = re.compile(
    r"""^\W*(?:(?:theo\s+)?(?:loại\s+hình|hình\s+thức|nhóm|vùng|khu\s+vực|chủ\s+đầu\s+tư|ngành(?:\s+nghề)?
    |lĩnh\s+vực)\b)""",
    _FLAGS,
)
_SUM_ROW = re.compile(r"^\W*(?:tổng|cộng|toàn\s+tỉnh|chung)\b", _FLAGS)


def part_rows(
    grid: Grid, heads: list[str], context: Context
) -> Iterator[Mention[Quantity]]:
    """Reads "Doanh nghiệp | 12 | 560" below "Chủ đầu tư | Số CCN | Diện tích (ha)"."""
    group_at = column_of(heads, _GROUP_HEAD)
    told = [c for c, head in enumerate(heads) if indicator_of_label(head) is not None]
    if group_at is None or len([c for c in told if c > group_at]) < _FEWEST:
        return
    for row in range(max(grid.head_rows, 1), grid.rows):
        firsts = [grid.at(row, c) for c in range(group_at + 1)]
        texts = [" ".join(c.passage.text.split()) for c in firsts if c is not None]
        is_sum = any(_SUM_ROW.match(text) for text in texts)
        part = None if is_sum else (texts[-1] if texts else "")
        if part == "":
            continue
        scope = replace(scope_of(context, None), subset=part)
        for column in told:
            cell = grid.at(row, column)
            if column <= group_at or cell is None or cell.row != row:
                continue
            head = heads[column]
            found = cell_quantity(cell, head, unit_in(head), scope, context, "form")
            if found is not None:
                yield found
