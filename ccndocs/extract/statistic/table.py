"""Figures of tables: the forms of Thông tư 14/2024/TT-BCT, and one row a cluster.

A form names the indicator in a row ("Chỉ tiêu | Đơn vị tính | Kết quả"); a table of
clusters names it in the column's head and the cluster in the row.
"""

from __future__ import annotations

from collections.abc import Iterator

from ccndocs.extract.cluster.table import cluster_column, cluster_rows, head_texts
from ccndocs.extract.statistic.areas import area_rows
from ccndocs.extract.statistic.cells import cell_quantity, unit_in
from ccndocs.extract.statistic.finder import find_quantities
from ccndocs.extract.statistic.forms import form_rows, rows_of_years, year_rows
from ccndocs.extract.statistic.labelled import (
    cluster_columns,
    labelled_rows,
    part_rows,
)
from ccndocs.extract.statistic.sums import with_occupancy, with_total
from ccndocs.extract.statistic.terms import indicator_of_label
from ccndocs.extract.table_groups import group_rows
from ccndocs.extract.topic import NO_TOPIC, Topic
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Cluster, Context, Mention, Quantity, Scope
from ccndocs.types.tree import Grid
from ccndocs.vi import lazy_re as re

_FLAGS = re.IGNORECASE
_TOTAL = re.compile(
    r"^\W*(?:(?:tổng(?:\s+(?:cộng|số))?|cộng)(?:\s+(?:toàn|cả)\s+tỉnh)?|(?:toàn|cả)\s+tỉnh)"
    r"\W*(?:\d+\s+(?:cụm(?:\s+công\s+nghiệp)?|CCN)\W*)?$",
    _FLAGS,
)


def _is_total(grid: Grid, row: int, column: int) -> bool:
    """Whether a row sums up the others: "Tổng cộng" in the name cell or before it."""
    firsts = [grid.at(row, c) for c in range(column + 1)]
    return any(c is not None and _TOTAL.match(c.passage.text) for c in firsts)


# "Các CCN còn lại (12 CCN)"
_REST = re.compile(
    r"^\W*(?:các\s+)?(?:CCN|cụm(?:\s+công\s+nghiệp)?)\s+còn\s+lại\b", _FLAGS
)


def _is_rest(grid: Grid, row: int, column: int) -> bool:
    """Whether a row sums up the clusters that have none of their own."""
    cell = grid.at(row, column)
    return cell is not None and _REST.match(cell.passage.text) is not None


# "Đường vào CCN Gò Hạ", a row of works: their cost is not the cluster's
_WORKS = re.compile(
    r"^\W*(?:(?:đầu\s+tư|xây\s+dựng|mở)\s+)*(?:tuyến\s+)?(?:đường|cầu|cấp\s+(?:điện|nước)|khu\s+tái\s+định\s+cư)"
    r"\b[^.]*\b(?:vào|đến|nối|cho|tại|phục\s+vụ)\b[^.]*\b(?:CCN|cụm\s+công\s+nghiệp)\b",
    _FLAGS,
)


def _scopes(grid: Grid, column: int, context: Context) -> dict[int, Scope]:
    """Whose figures each row holds: a cluster's, or those of all of them."""
    found = {
        row: Scope(
            province=context.province,
            district=mention.value.district,
            cluster=mention.value.name,
        )
        for row, mention in cluster_rows(grid, context).items()
    }
    for row in [*found]:
        cell = grid.at(row, column)
        if cell is not None and _WORKS.match(cell.passage.text):
            del found[row]
    for row, group in group_rows(grid, column).items() if found else ():
        part = f"{group.level} {group.commune}" if group.commune else None
        district = group.district or context.district
        found[row] = Scope(province=context.province, district=district, subset=part)
    for row in range(max(grid.head_rows, 1), grid.rows):
        if _is_total(grid, row, column):
            found[row] = Scope(province=context.province, district=context.district)
        elif found and _is_rest(grid, row, column):
            found[row] = Scope(
                province=context.province, district=context.district, subset="còn lại"
            )
    return found


def _cluster_rows(
    grid: Grid, heads: list[str], context: Context
) -> Iterator[Mention[Quantity]]:
    """Reads "CCN Đông Hà | 48,5 | 62%": one cluster a row, an indicator a column."""
    names = cluster_column(grid)
    if names is not None:
        scopes = _scopes(grid, names, context)
        read = list(_columns(grid, heads, names, scopes, context))
        yield from read
        yield from _told_in_cells(grid, names, scopes, context, read)


def _told_in_cells(
    grid: Grid,
    names: int,
    scopes: dict[int, Scope],
    context: Context,
    read: list[Mention[Quantity]],
) -> Iterator[Mention[Quantity]]:
    """Reads "CCN Đông Hà | 45 ha; 12 doanh nghiệp; lấp đầy 88%": cells that tell."""
    done = {mention.passage for mention in read}
    for cell in grid.cells:
        scope = scopes.get(cell.row)
        if scope is None or scope.cluster is None or cell.column == names:
            continue
        if cell.passage.id not in done:
            one = Cluster(scope.cluster, scope.province, scope.district)
            topic = Topic(about_clusters=True, cluster=one)
            yield from find_quantities(cell.passage, context, topic)


def counted_totals(grid: Grid, context: Context) -> Iterator[Mention[Quantity]]:
    """Reads "Tổng (03 CCN)", what the row of sums says of their number."""
    column = cluster_column(grid)
    if column is None:
        return
    for row in range(max(grid.head_rows, 1), grid.rows):
        for cell in (grid.at(row, c) for c in range(column + 1)):
            text = cell.passage.text if cell else ""
            counted = _COUNTED.search(text) if _TOTAL.match(text) else None
            if cell is None or counted is None or cell.row != row:
                continue
            day = context.counted_on or context.issued_on
            value = Quantity(
                "cluster_count",
                float(counted[1]),
                "cluster",
                scope=Scope(province=context.province, district=context.district),
                as_of=day.isoformat() if day else None,
            )
            span = Span(0, len(text))
            yield Mention(cell.passage.id, span, value, "counted_total")
            break


_COUNTED = re.compile(r"(\d+)\s+(?:cụm(?:\s+công\s+nghiệp)?|CCN)\b", _FLAGS)


def _place_rows(
    grid: Grid, heads: list[str], context: Context
) -> Iterator[Mention[Quantity]]:
    """Reads "Huyện Đức Hạ | 4 | 142,7": the clusters of one place a row."""
    places = area_rows(grid, heads, context)
    if places is None:
        return
    scopes = dict(places.scopes)
    for row in range(max(grid.head_rows, 1), grid.rows):
        if _is_total(grid, row, places.column):
            scopes[row] = Scope(province=context.province, district=context.district)
    kept = [h if i in places.columns else "" for i, h in enumerate(heads)]
    yield from _columns(grid, kept, places.column, scopes, context)


def _columns(
    grid: Grid,
    heads: list[str],
    names: int,
    scopes: dict[int, Scope],
    context: Context,
) -> Iterator[Mention[Quantity]]:
    """The figures of these rows, in the columns whose heads name an indicator."""
    turned = head_texts(grid, lowest_first=True) if grid.head_rows > 1 else heads
    heads = [
        other if head and indicator_of_label(head) is None else head
        for head, other in zip(heads, turned, strict=True)
    ]
    for row, scope in sorted(scopes.items()):
        for column, head in enumerate(heads):
            cell = grid.at(row, column)
            if (
                column == names
                or cell is None
                or (cell.row, cell.column) != (row, column)
            ):
                continue
            found = cell_quantity(
                cell, head, unit_in(head), scope, context, "cluster_row"
            )
            if found is not None:
                yield found


def table_quantities(
    grid: Grid, context: Context, topic: Topic = NO_TOPIC
) -> list[Mention[Quantity]]:
    """Figures of a table about clusters, each at the passage of its cell.

    Empty for tables that are neither a form nor a list of clusters or of places. Where
    the document or the heading is on clusters, tables of years without their name are
    theirs, too, and a form is of the one cluster that it is about.
    """
    heads = head_texts(grid)
    found: list[Mention[Quantity]] = []
    if topic.about_clusters:
        one = topic.cluster
        found = list(year_rows(grid, heads, context, one))
        found = found or list(rows_of_years(grid, heads, context, one))
        found = found or list(cluster_columns(grid, heads, context, bare=True))
        found = found or list(form_rows(grid, heads, context, one))
        found = found or list(labelled_rows(grid, heads, context, one))
    found = found or list(cluster_columns(grid, heads, context, bare=False))
    found = found or list(form_rows(grid, heads, context))
    if found:
        return with_occupancy(found)
    found = list(_cluster_rows(grid, heads, context))
    if not found:
        found = list(_place_rows(grid, heads, context))
    if not found and topic.about_clusters:
        found = list(part_rows(grid, heads, context))
    return with_occupancy(with_total(found))
