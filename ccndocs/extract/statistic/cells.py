"""One cell of a table as a figure: the words that name it, its unit, its number."""

from __future__ import annotations

from ccndocs.extract.statistic.terms import indicator_of_label
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Context, Mention, Quantity, Scope
from ccndocs.types.tree import TableCell
from ccndocs.vi import lazy_re as re
from ccndocs.vi.numbers import measures, unit_of

_FLAGS = re.IGNORECASE
_PLANNED = re.compile(
    r"phương\s+án|(?<!tích )quy\s+hoạch(?!\s+chi\s+tiết)|dự\s+kiến", _FLAGS
)
_TARGET = re.compile(r"mục\s+tiêu|kế\s+hoạch|chỉ\s+tiêu\s+năm", _FLAGS)
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


_PERCENT = re.compile(r"%|phần\s+trăm", _FLAGS)
# "CCN có hệ thống xử lý nước thải | 47,4%": the share of what the label counts
_SHARE_OF = {"wastewater_plant_count": "wastewater_share"}


def cell_quantity(
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
    if indicator in _SHARE_OF and _PERCENT.search(f"{cell.passage.text} {unit_text}"):
        indicator, units = _SHARE_OF[indicator], ("percent",)
    stated = unit_of(unit_text) or _own_unit(cell.passage.text, units)
    if stated is not None and stated[0] not in units:
        return None
    if stated is None and len(units) != 1:
        return None
    unit = stated[0] if stated else units[0]
    text = cell.passage.text
    read = next(iter(measures(f"{_bare(text)} {_FORMS[unit]}")), None)
    if read is None or read.high is not None or text[: read.span.start].strip():
        return None
    ahead = _year_ahead(label, context)
    planned, target = _PLANNED.search(label) or ahead, _TARGET.search(label)
    day = context.counted_on or context.issued_on
    value = Quantity(
        indicator,
        round(read.value * (stated[1] if stated else 1), 6),
        unit,
        read.qualifier,
        "target" if target and not planned else "planned" if planned else "actual",
        scope,
        f"{ahead}-12-31" if ahead else day.isoformat() if day else None,
    )
    return Mention(cell.passage.id, Span(0, len(text)), value, rule)


def _bare(text: str) -> str:
    """The number of a cell without the unit behind it."""
    read = next(iter(measures(text)), None)
    return text[: read.noun.start].strip() if read else text.rstrip(" %")


def _own_unit(text: str, units: tuple[str, ...]) -> tuple[str, float] | None:
    """The unit that a cell states itself, where its head has none: "15,2 tỷ đồng"."""
    read = next(iter(measures(text)), None)
    if read is None or read.unit not in units or len(units) == 1:
        return None
    return unit_of(read.noun.of(text))


_BY_YEAR = re.compile(r"\b(?:đến|tới|vào)\s+(?:hết\s+)?(?:năm\s+)?(20\d\d)\b", _FLAGS)


def _year_ahead(label: str, context: Context) -> str | None:
    """The year to come of a head: "Diện tích đến năm 2030 (ha)"."""
    stated = _BY_YEAR.search(label)
    if stated is None or context.issued_on is None:
        return None
    return stated[1] if int(stated[1]) > context.issued_on.year else None


def unit_in(head: str) -> str:
    """The unit in the brackets of a head: "Diện tích (ha)"."""
    for bracket in _IN_BRACKETS.findall(head):
        if unit_of(bracket):
            return str(bracket)
    return ""
