"""Tables of clusters: which column names them, and what a row says of its own."""

from __future__ import annotations

from ccndocs.extract.cluster.finder import find_clusters
from ccndocs.extract.cluster.names import CRAFT, NAME, PLACE, full_name
from ccndocs.extract.cluster.places import clean, places_of
from ccndocs.extract.table_groups import group_rows, places_above
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Cluster, Context, Mention
from ccndocs.types.tree import Grid, TableCell
from ccndocs.vi import lazy_re as re
from ccndocs.vi.numbers import measures, parse_number, unit_of

_NAME_COLUMN = re.compile(
    r"tên\s+(?:cụm|CCN|các\s+cụm)|cụm\s+công\s+nghiệp\s*$|^CCN$|^tên$|danh\s+mục",
    re.IGNORECASE,
)
# "Số cụm công nghiệp" counts what "Cụm công nghiệp" names.
_COUNT_COLUMN = re.compile(
    r"\W*(?:tổng\s+)?số\s+(?:lượng\s+)?(?:cụm|CCN)", re.IGNORECASE
)
_PLACE_COLUMN = re.compile(
    r"địa\s+điểm|vị\s+trí|địa\s+chỉ|địa\s+bàn|huyện|xã", re.IGNORECASE
)
# "Huyện, thị xã" heads names of districts, "Xã" those of communes.
_COMMUNES = re.compile(r"(?<!thị )\bxã\b|\bphường\b|thị\s+trấn", re.IGNORECASE)
_DISTRICTS = re.compile(r"\bhuyện\b|\bquận\b|thị\s+xã|thành\s+phố", re.IGNORECASE)
_BARE = re.compile(PLACE)
_AREA_COLUMN = re.compile(r"diện\s+tích|\bDT\b|quy\s+mô|\(ha\)", re.IGNORECASE)
# "Diện tích đã GPMB (ha)" is work done; "Tổng diện tích (ha)" is the whole
_WORK_COLUMN = re.compile(
    r"GPMB|giải\s+phóng|bồi\s+thường|thu\s+hồi|thuê|đất\s+(?:công\s+nghiệp|CN\b)|còn\s+lại|chưa",
    re.IGNORECASE,
)
_WHOLE_COLUMN = re.compile(
    r"tổng\s+diện\s+tích|sau\s+(?:khi\s+)?mở\s+rộng", re.IGNORECASE
)
_SUM = re.compile(r"\W*(?:tổng\s+)?cộng\W*", re.IGNORECASE)
_CELL_NAME = re.compile(
    rf"^\W*(?:(?:CCN|[Cc]ụm\s+(?:[Cc]ông\s+[Nn]ghiệp|CN))\s+)?(?P<craft>{CRAFT}\s+)?(?P<name>{NAME})\s*(?:[,(].*)?$"
)


def head_texts(grid: Grid, *, lowest_first: bool = False) -> list[str]:
    """The words above each column, all head rows joined.

    `lowest_first`: "Số CCN Đã thành lập" where "Số CCN" stands below "Đã thành lập".
    """
    heads = [""] * grid.columns
    before = ""
    for cell in grid.cells:
        if cell.row >= max(grid.head_rows, 1):
            continue
        text = cell.passage.text
        if not text and cell.row == 0 and grid.head_rows > 1:
            text = before  # what covers two columns and was written in the first
        before = text
        for column in range(cell.column, cell.column + cell.column_span):
            if column < grid.columns and text != heads[column]:
                both = (text, heads[column]) if lowest_first else (heads[column], text)
                heads[column] = " ".join(both).strip()
    return heads


def cluster_column(grid: Grid) -> int | None:
    """The column of a table of clusters that holds their names."""
    for column, head in enumerate(head_texts(grid)):
        if _NAME_COLUMN.search(head) and not _COUNT_COLUMN.match(head):
            return column
    return None


_KINDS = ("Cụm Công Nghiệp", "Làng Nghề", "Ccn", "Cn")


def _written(text: str) -> str:
    """A cell's words as names are written: "CCN GÒ VÀNG" as "CCN Gò Vàng"."""
    words = " ".join(text.split())
    if not words.isupper() or len(words) <= len("CCN"):
        return words
    words = words.title()
    for kind in _KINDS:
        plain = kind.upper() if kind in ("Ccn", "Cn") else kind.lower()
        words = re.sub(rf"\b{kind}\b", plain, words)
    words = re.sub(r"\b(?:Ii|Iii|Iv)\b", lambda number: number[0].upper(), words)
    return words[:1].upper() + words[1:]


def cell_name(text: str) -> str | None:
    """The cluster that a cell of the name column names."""
    match = _CELL_NAME.match(_written(text))
    return full_name(match["craft"], match["name"]) if match else None


def _row_area(grid: Grid, row: int, heads: list[str]) -> float | None:
    columns = [c for c, head in enumerate(heads) if _AREA_COLUMN.search(head)]
    columns = [c for c in columns if not _WORK_COLUMN.search(heads[c])]
    for column in sorted(columns, key=lambda c: not _WHOLE_COLUMN.search(heads[c])):
        cell, head = grid.at(row, column), heads[column]
        if cell is None:
            continue
        plain = parse_number(cell.passage.text)
        if plain == 0:
            continue  # what there is of it now; the next column has the plan's
        if plain is not None:
            return round(plain * _hectares(head), 6)
        for measure in measures(cell.passage.text):
            if measure.unit == "ha":
                return measure.value
    return None


def _hectares(head: str) -> float:
    """How many hectares one of the unit in the head's brackets is: "(m2)", "(ha)"."""
    units = (unit_of(bracket) for bracket in re.findall(r"\(([^()]*)\)", head))
    return next((unit[1] for unit in units if unit and unit[0] == "ha"), 1.0)


def _cell_cluster(cell: TableCell, context: Context) -> str | None:
    """The cluster that a name cell is about: "Xây dựng trạm … CCN Phú Vân" too."""
    name = cell_name(cell.passage.text)
    if name is not None:
        return name
    named = find_clusters(cell.passage, context)
    return named[0].value.name if len(named) == 1 else None


def _places_in(text: str, head: str) -> tuple[str | None, str | None]:
    """The commune and district of a cell; the head tells what a bare name is."""
    commune, district = places_of(text)
    name = clean(text)
    if commune or district or name is None or not _BARE.fullmatch(name):
        return commune, district
    of_commune, of_district = (word.search(head) for word in (_COMMUNES, _DISTRICTS))
    if of_commune and of_district:
        return None, None
    return (name if of_commune else None, name if of_district else None)


def _place_text(grid: Grid, row: int, column: int) -> str:
    """The words of a place cell: those above where row and cell begin blank.

    "2 | Yên Hạ | CCN An Hòa" over "  |  | CCN Tân Phú": both lie in Yên Hạ.
    """
    for at in range(row, max(grid.head_rows, 1) - 1, -1):
        cell, order = grid.at(at, column), grid.at(at, 0)
        if cell is not None and cell.passage.text.strip():
            return cell.passage.text
        if order is None or order.passage.text.strip():
            break
    return ""


def cluster_rows(grid: Grid, context: Context) -> dict[int, Mention[Cluster]]:
    """The cluster of each row of a table with one row a cluster, at its name cell."""
    heads, column = head_texts(grid), cluster_column(grid)
    found: dict[int, Mention[Cluster]] = {}
    if column is None:
        return found
    groups = group_rows(grid, column)
    above = places_above(grid, groups)
    for row in range(max(grid.head_rows, 1), grid.rows):
        cell = grid.at(row, column)
        if cell is None or cell.row != row or row in groups:
            continue
        if _SUM.fullmatch(cell.passage.text):
            continue
        name = _cell_cluster(cell, context)
        if name is None:
            continue
        places = [places_of(cell.passage.text)]
        for other, head in enumerate(heads):
            if other != column and _PLACE_COLUMN.search(head):
                places.append(_places_in(_place_text(grid, row, other), head))
        if row in above:
            places.append((above[row].commune, above[row].district))
        value = Cluster(
            name,
            province=context.province,
            commune=next((c for c, _ in places if c), None),
            district=next((d for _, d in places if d), None) or context.district,
            area_ha=_row_area(grid, row, heads),
        )
        span = Span(0, len(cell.passage.text))
        found[row] = Mention(cell.passage.id, span, value, "table")
    return found


def table_clusters(grid: Grid, context: Context) -> list[Mention[Cluster]]:
    """The clusters of a table with one row each, at their name cells."""
    return list(cluster_rows(grid, context).values())
