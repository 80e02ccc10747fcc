"""Sizes of clusters that stand among the figures and not beside their names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ccndocs.types.mention import Cluster, Context, Mention, Quantity
from ccndocs.types.tree import Passage
from ccndocs.vi import lazy_re as re
from ccndocs.vi.fold import plain

# A size of a part: ", giai đoạn 1 là", "mở rộng thêm", "phần đã thành lập", "từ".
_PART = re.compile(
    r"(?:thêm(?:\s+khoảng)?|giai\s+đoạn\s+\w+(?:\s+(?:là|rộng)|\s*:)?|phần[^,;.]{0,40}|\btừ|còn(?:\s+lại)?"
    r"|\bgồm|mở\s+rộng(?:\s+là)?|bổ\s+sung)\s*$",
    re.IGNORECASE,
)
# "Tổng diện tích CCN An Hòa sau khi mở rộng là 75 ha"
_ONCE_WIDENED = re.compile(
    r"\bsau\s+(?:khi\s+)?mở\s+rộng(?:\s+(?:là|lên|đạt))*\s*$", re.IGNORECASE
)
_WHOLE = re.compile(r"(?:\btổng\b|\blên\b|\bsau\b)[^,;.]{0,60}$", re.IGNORECASE)


def told_sizes(
    clusters: Iterable[Mention[Cluster]],
    quantities: Iterable[Mention[Quantity]],
    passages: Iterable[Passage],
) -> list[Mention[Cluster]]:
    """The sizes that figures tell of named clusters, where no words beside one do.

    "Cụm công nghiệp An Hòa ở xã Hạ … Cụm rộng 52,8 ha": a mention at the figure.
    """
    named: dict[str, Cluster] = {}
    sized: set[str] = set()
    for mention in clusters:
        key = plain(mention.value.name)
        named.setdefault(key, mention.value)
        if mention.value.area_ha is not None:
            sized.add(key)
    found = _sizes(quantities, {p.id: p.text for p in passages})
    return [
        Mention(
            size.passage,
            size.span,
            Cluster(named[key].name, area_ha=size.value.value),
            "size",
        )
        for key, size in found.items()
        if key in named and key not in sized
    ]


def of_own_commune(
    clusters: list[Mention[Cluster]], context: Context
) -> list[Mention[Cluster]]:
    """The clusters of a commune's document, which speaks of its own.

    Not those that some mention places elsewhere: "CCN An Hòa (huyện Kim Hạ)".
    """
    if context.commune is None:
        return clusters
    placed = {
        plain(m.value.name)
        for m in clusters
        if m.value.commune is not None
        or m.value.district not in (None, context.district)
        or m.value.province not in (None, context.province)
    }
    own = context.commune
    return [
        m
        if plain(m.value.name) in placed
        else replace(m, value=replace(m.value, commune=own))
        for m in clusters
    ]


def _sizes(
    quantities: Iterable[Mention[Quantity]], texts: Mapping[int, str]
) -> dict[str, Mention[Quantity]]:
    """The size of each cluster by its figures: one called whole, else the first."""
    first: dict[str, Mention[Quantity]] = {}
    whole: dict[str, Mention[Quantity]] = {}
    for mention in quantities:
        value, name = mention.value, mention.value.scope.cluster
        if name is None or value.indicator != "area" or value.scope.subset is not None:
            continue
        before = texts.get(mention.passage, "")[: mention.span.start]
        if _PART.search(before) and not _ONCE_WIDENED.search(before):
            continue
        first.setdefault(plain(name), mention)
        if _WHOLE.search(before):
            whole.setdefault(plain(name), mention)
    return first | whole
