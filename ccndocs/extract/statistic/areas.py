"""Tables of places: what the clusters of a district or commune come to, row by row.

"Huyện, thành phố | Số CCN đang hoạt động | Diện tích (ha)": such a table is ours only
if a head names clusters, for districts have fields, schools and factories as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ccndocs.extract.cluster.names import PLACE
from ccndocs.extract.cluster.places import is_central
from ccndocs.types.mention import Context, Scope
from ccndocs.types.tree import Grid
from ccndocs.vi import lazy_re as re
from ccndocs.vi.places import district_named, province_named

_FLAGS = re.IGNORECASE
_PLACE_HEAD = re.compile(
    r"""^\W*(?:tên\s+)?(?:các\s+)?(?:(?:tỉnh|huyện|thành\s+phố|thị\s+xã|quận|xã|phường|thị\s+trấn
    |đặc\s+khu|[,/\s–-]|và)+|địa\s+(?:phương|bàn)(?:\s+\w+){0,2}
    |đơn\s+vị(?:\s+hành\s+chính)?(?:\s+cấp\s+\w+)?)\W*$""",
    _FLAGS | re.VERBOSE,
)
_CLUSTERS = re.compile(r"\bcụm\b|\bCCN\b", _FLAGS)
# Columns of other things, whichever table they stand in.
_OTHER_HEAD = re.compile(
    r"""khu\s+công\s+nghiệp|\bKCN\b|làng\s+nghề|\blúa\b|\brừng\b|tự\s+nhiên|nông\s+nghiệp|dân\s+số
    |\bhộ\b|khu\s+dân\s+cư|nuôi\s+trồng|gieo|di\s+dời""",
    _FLAGS | re.VERBOSE,
)
_DISTRICT = re.compile(
    rf"^\W*(?:(?:UBND|Ủy\s+ban\s+nhân\s+dân)\s+)?(?P<level>[Hh]uyện|[Tt]hị\s+xã|[Tt]hành\s+phố|[Qq]uận"
    rf"|TP\.?|TX\.?)\s+(?P<name>{PLACE})\s*$"
)
_COMMUNE = re.compile(
    rf"^\W*(?:(?:UBND|Ủy\s+ban\s+nhân\s+dân)\s+)?(?P<level>[Xx]ã|[Pp]hường|[Tt]hị\s+trấn|[Đđ]ặc\s+khu)"
    rf"\s+(?P<name>{PLACE})\s*$"
)
_BARE = re.compile(rf"^\W*(?P<name>{PLACE})\s*$")
# "Tỉnh Bắc Ninh", "TP. Hải Phòng"; "Bắc Ninh" below "Tỉnh, thành phố"
_PROVINCE = re.compile(
    rf"^\W*(?:(?:UBND|Ủy\s+ban\s+nhân\s+dân)\s+)?"
    rf"(?:(?P<level>[Tt]ỉnh|[Tt]hành\s+phố|TP\.?)\s+)?(?P<name>{PLACE})\s*$"
)
_FEWEST = 2  # rows that name a place make a table of places


@dataclass(frozen=True, slots=True)
class AreaRows:
    """A table of places: the column of their names, each row's scope, our columns."""

    column: int
    scopes: Mapping[int, Scope]
    columns: frozenset[int]


def area_rows(grid: Grid, heads: list[str], context: Context) -> AreaRows | None:
    """The rows of a table on the clusters of each place, None where it is no such."""
    if not any(_CLUSTERS.search(head) for head in heads):
        return None
    column = next((i for i, h in enumerate(heads) if _PLACE_HEAD.match(h)), None)
    if column is None:
        return None
    scopes: dict[int, Scope] = {}
    for row in range(max(grid.head_rows, 1), grid.rows):
        cell = grid.at(row, column)
        if cell is None or cell.row != row:
            continue
        scope = _scope_of(" ".join(cell.passage.text.split()), heads[column], context)
        if scope is not None:
            scopes[row] = scope
    if len(scopes) < _FEWEST:
        return None
    ours = (i for i, head in enumerate(heads) if not _OTHER_HEAD.search(head))
    return AreaRows(column, scopes, frozenset(ours))


def _scope_of(text: str, head: str, context: Context) -> Scope | None:
    """The place of a cell: a district, or a commune as part of its district.

    "Huyện Đức Hạ", "xã Hà Trì"; the bare "Đức Hạ" if the head says what it names.
    """
    if (province := _province_of(text, head, context)) is not None:
        return Scope(province=province)
    district, commune = _DISTRICT.match(text), _COMMUNE.match(text)
    if district is not None:
        return Scope(province=context.province, district=district["name"])
    if commune is not None:
        level = commune["level"].lower()
        part = f"{level} {commune['name']}"
        return Scope(province=context.province, district=context.district, subset=part)
    bare = _BARE.match(text)
    if bare is None:
        return None
    if re.search(r"huyện|thị\s+xã", head, _FLAGS) or district_named(bare["name"]):
        return Scope(province=context.province, district=bare["name"])
    if re.search(r"xã|phường|địa\s+phương|đơn\s+vị", head, _FLAGS):
        is_xa = re.search(r"xã", head, _FLAGS) and "phường" not in head.lower()
        part = f"xã {bare['name']}" if is_xa else bare["name"]
        return Scope(province=context.province, district=context.district, subset=part)
    return None


def _province_of(text: str, head: str, context: Context) -> str | None:
    """The province of a cell, in a table that goes by provinces."""
    named = _PROVINCE.match(text)
    known = province_named(named["name"]) if named else None
    if named is None or known is None or known.name != named["name"]:
        return None
    level = (named["level"] or "").lower()
    if level and level != "tỉnh":
        return known.name if is_central(known.name) else None
    is_by_province = "tỉnh" in head.lower() or context.province is None
    return known.name if level or is_by_province else None
