"""What the rest of a document says of a cluster: its size, the title's district."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from ccndocs.types.mention import Cluster, Mention, Quantity
from ccndocs.types.tree import Passage

# A size of a part: ", giai đoạn 1 là", "mở rộng thêm", "phần đã thành lập", "từ".
_PART = re.compile(
    r"(?:thêm(?:\s+khoảng)?|giai\s+đoạn\s+\w+(?:\s+(?:là|rộng))?|phần[^,;.]{0,40}|\btừ|còn(?:\s+lại)?"
    r"|\bgồm|mở\s+rộng(?:\s+là)?)\s*$",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"(?:\btổng\b|\blên\b|\bsau\b)[^,;.]{0,60}$", re.IGNORECASE)


def filled(
    clusters: list[Mention[Cluster]],
    quantities: Iterable[Mention[Quantity]],
    passages: Iterable[Passage],
    titled: Cluster | None,
) -> list[Mention[Cluster]]:
    """The mentions, the first of a cluster with what none of its own says.

    "Cụm công nghiệp An Hòa ở xã Hạ … Cụm rộng 52,8 ha": the size is told later.
    """
    sizes = _sizes(quantities, {p.id: p.text for p in passages})
    has_size = {m.value.name for m in clusters if m.value.area_ha is not None}
    has_district = {m.value.name for m in clusters if m.value.district is not None}
    found: list[Mention[Cluster]] = []
    for mention in clusters:
        value = mention.value
        if value.name not in has_size and value.name in sizes:
            value = replace(value, area_ha=sizes[value.name])
            has_size.add(value.name)
        is_titled = titled is not None and titled.name == value.name
        if is_titled and titled and value.name not in has_district:
            value = replace(value, district=titled.district)
            has_district.add(value.name)
        found.append(replace(mention, value=value))
    return found


def _sizes(
    quantities: Iterable[Mention[Quantity]], texts: Mapping[int, str]
) -> dict[str, float]:
    """The size of each cluster by its figures: one called whole, else the first."""
    first: dict[str, float] = {}
    whole: dict[str, float] = {}
    for mention in quantities:
        value, name = mention.value, mention.value.scope.cluster
        if name is None or value.indicator != "area" or value.scope.subset is not None:
            continue
        before = texts.get(mention.passage, "")[: mention.span.start]
        if _PART.search(before):
            continue
        first.setdefault(name, value.value)
        if _WHOLE.search(before):
            whole.setdefault(name, value.value)
    return first | whole
