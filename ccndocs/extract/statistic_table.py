"""Figures of tables: the forms of Thông tư 14/2024/TT-BCT, and one row a cluster.

A form names the indicator in a row ("Chỉ tiêu | Đơn vị tính | Kết quả"); a table of
clusters names it in the column's head and the cluster in the row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ccndocs.extract.cluster_table import cluster_column, cluster_rows, head_texts
from ccndocs.extract.statistic_areas import area_rows
from ccndocs.extract.statistic_sums import with_occupancy, with_total
from ccndocs.extract.statistic_terms import indicator_of_label
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Context, Mention, Quantity, Scope
from ccndocs.types.tree import Grid, TableCell
from ccndocs.vi import lazy_re as re
from ccndocs.vi.numbers import measures, unit_of

_FLAGS = re.IGNORECASE
_LABEL_HEAD = re.compile(r"chỉ\s+tiêu|nội\s+dung\s+báo\s+cáo", _FLAGS)
_UNIT_HEAD = re.compile(r"đơn\s+vị\s+tính|^đvt$|^đơn\s+vị$", _FLAGS)
_VALUE_HEAD = re.compile(
    r"kết\s+quả|l[uũ][ỹy]\s+kế|số\s+liệu|giá\s+trị|thực\s+hiện", _FLAGS
)
_TOTAL = re.compile(
    r"^\W*(?:(?:tổng(?:\s+(?:cộng|số))?|cộng)(?:\s+(?:toàn|cả)\s+tỉnh)?|(?:toàn|cả)\s+tỉnh)\W*$",
    _FLAGS,
)
_PLANNED = re.compile(
    r"phương\s+án|(?<!tích )quy\s+hoạch(?!\s+chi\s+tiết)|dự\s+kiến", _FLAGS
)
_TARGET = re.compile(r"mục\s+tiêu|kế\s+hoạch|chỉ\s+tiêu\s+năm", _FLAGS)
# Forms count the same thing for parts of the clusters: which part the row is of.
_SUBSET = re.compile(
    r"đã\s+(?:hoạt\s+động|thành\s+lập)|do\s+doanh\s+nghiệp\s+làm\s+chủ\s+đầu\s+tư"
    r"|có\s+vốn\s+đầu\s+tư\s+nước\s+ngoài",
    _FLAGS,
)
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_FORMS = {
    "percent": "%",
    "ha": "ha",
    "person": "người",
    "project": "dự án",
    "establishment": "cơ sở",
    "cluster": "CCN",
    "billion VND": "tỷ đồng",
    "million VND": "triệu đồng",
    "million USD": "triệu USD",
    "VND": "đồng",
    "USD": "USD",
}


def _column(heads: list[str], pattern: re.Pattern[str]) -> int | None:
    return next((i for i, head in enumerate(heads) if pattern.search(head)), None)


def _quantity(
    cell: TableCell,
    label: str,
    unit_text: str,
    scope: Scope,
    context: Context,
    rule: str,
) -> Mention[Quantity] | None:
    """The figure of `cell` under these words; None unless number and unit are clear."""
    named = indicator_of_label(label)
    if named is None:
        return None
    indicator, units = named
    stated = unit_of(unit_text)
    if stated is not None and stated[0] not in units:
        return None
    if stated is None and len(units) != 1:
        return None
    unit = stated[0] if stated else units[0]
    text = cell.passage.text
    read = next(iter(measures(f"{text.rstrip(' %')} {_FORMS[unit]}")), None)
    if read is None or read.high is not None or text[: read.span.start].strip():
        return None
    planned, target = _PLANNED.search(label), _TARGET.search(label)
    value = Quantity(
        indicator,
        read.value * (stated[1] if stated else 1),
        unit,
        read.qualifier,
        "planned" if planned else "target" if target else "actual",
        scope,
        context.issued_on.isoformat() if context.issued_on else None,
    )
    return Mention(cell.passage.id, Span(0, len(text)), value, rule)


def _subset(label: str) -> str | None:
    """The part of the clusters a row is of, unless its indicator says it already."""
    found = _SUBSET.search(label)
    if found is None:
        return None
    is_state = found[0].lower().startswith("đã")
    says_all = re.match(r"số|.*đất\s+công\s+nghiệp", label.strip(), _FLAGS)
    return None if is_state and says_all else " ".join(found[0].split())


def _form_rows(
    grid: Grid, heads: list[str], context: Context
) -> Iterator[Mention[Quantity]]:
    """Reads "Tổng số lao động | người | 17.315": one indicator a row."""
    label_at = _column(heads, _LABEL_HEAD)
    value_at = _column(heads, _VALUE_HEAD)
    unit_at = _column(heads, _UNIT_HEAD)
    if label_at is None or value_at is None or unit_at is None:
        return
    for row in range(max(grid.head_rows, 1), grid.rows):
        label, value = grid.at(row, label_at), grid.at(row, value_at)
        unit = grid.at(row, unit_at)
        if label is None or value is None or unit is None or label is value:
            continue
        subset = _subset(label.passage.text)
        scope = Scope(
            province=context.province,
            district=context.district,
            subset=subset,
        )
        unit_text = unit.passage.text
        found = _quantity(value, label.passage.text, unit_text, scope, context, "form")
        if found is not None:
            yield found


_YEAR = re.compile(r"\b(20\d\d)\b")
_SET = re.compile(
    r"kế\s+hoạch|mục\s+tiêu|phấn\s+đấu|chỉ\s+tiêu\s+năm|dự\s+kiến", _FLAGS
)


def _year_rows(
    grid: Grid, heads: list[str], context: Context
) -> Iterator[Mention[Quantity]]:
    """Reads "Lao động (người) | 1.240 | 1.506" below "Chỉ tiêu | Năm 2024 | …"."""
    label_at = _column(heads, _LABEL_HEAD)
    years = {i: y[1] for i, head in enumerate(heads) if (y := _YEAR.search(head))}
    if label_at is None or len(years) < _FEWEST_YEARS:
        return
    scope = Scope(province=context.province, district=context.district)
    for row in range(max(grid.head_rows, 1), grid.rows):
        label = grid.at(row, label_at)
        if label is None:
            continue
        words = label.passage.text
        for column, year in years.items():
            cell = grid.at(row, column)
            if cell is None or cell is label:
                continue
            found = _quantity(cell, words, _unit_in(words), scope, context, "year_row")
            if found is None:
                continue
            nature = "target" if _SET.search(heads[column]) else found.value.nature
            value = replace(found.value, nature=nature, as_of=f"{year}-12-31")
            yield replace(found, value=value)


_FEWEST_YEARS = 2


def _unit_in(head: str) -> str:
    """The unit in the brackets of a head: "Diện tích (ha)"."""
    for bracket in _IN_BRACKETS.findall(head):
        if unit_of(bracket):
            return str(bracket)
    return ""


def _is_total(grid: Grid, row: int, column: int) -> bool:
    """Whether a row sums up the others: "Tổng cộng" in the name cell or before it."""
    firsts = [grid.at(row, c) for c in range(column + 1)]
    return any(c is not None and _TOTAL.match(c.passage.text) for c in firsts)


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
    for row in range(max(grid.head_rows, 1), grid.rows):
        if _is_total(grid, row, column):
            found[row] = Scope(province=context.province, district=context.district)
    return found


def _cluster_rows(
    grid: Grid, heads: list[str], context: Context
) -> Iterator[Mention[Quantity]]:
    """Reads "CCN Đông Hà | 48,5 | 62%": one cluster a row, an indicator a column."""
    names = cluster_column(grid)
    if names is not None:
        scopes = _scopes(grid, names, context)
        yield from _columns(grid, heads, names, scopes, context)


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
    for row, scope in sorted(scopes.items()):
        for column, head in enumerate(heads):
            cell = grid.at(row, column)
            if (
                column == names
                or cell is None
                or (cell.row, cell.column) != (row, column)
            ):
                continue
            found = _quantity(cell, head, _unit_in(head), scope, context, "cluster_row")
            if found is not None:
                yield found


def table_quantities(
    grid: Grid, context: Context, *, by_years: bool = False
) -> list[Mention[Quantity]]:
    """Figures of a table about clusters, each at the passage of its cell.

    Empty for tables that are neither a form nor a list of clusters or of places.
    `by_years`: the document is on clusters, so that a table of years without their
    name is, too.
    """
    heads = head_texts(grid)
    found = list(_form_rows(grid, heads, context))
    if by_years and not found:
        found = list(_year_rows(grid, heads, context))
    if found:
        return with_occupancy(found)
    found = list(_cluster_rows(grid, heads, context))
    if not found:
        found = list(_place_rows(grid, heads, context))
    return with_occupancy(with_total(found))
