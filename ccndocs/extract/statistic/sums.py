"""Sums and rates that do not agree with their parts: the flag `sum_mismatch`."""

from __future__ import annotations

from dataclasses import replace

from ccndocs.types.mention import Mention, Quantity, Scope
from ccndocs.vi import lazy_re as re


def with_sums(text: str, found: list[Mention[Quantity]]) -> list[Mention[Quantity]]:
    """Flag `sum_mismatch` where "55 cụm, gồm 14 … , 41 …" does not add up."""
    flagged = list(found)
    for index, total in enumerate(found):
        parts: list[Mention[Quantity]] = []
        for other in found[index + 1 :]:
            if other.value.unit != total.value.unit or other.value.scope.subset is None:
                break
            parts.append(other)
        opened = text[total.span.stop : parts[0].span.start] if parts else ""
        if (
            total.value.scope.subset
            or len(parts) < 2
            or not re.search(r"\bgồm\b", opened)
        ):
            continue
        if abs(sum(p.value.value for p in parts) - total.value.value) > 1e-6:
            flagged[index] = replace(total, flags=(*total.flags, "sum_mismatch"))
    return with_occupancy(flagged)


def with_occupancy(found: list[Mention[Quantity]]) -> list[Mention[Quantity]]:
    """Flag an occupancy that the land of its scope and day contradicts."""

    def one(indicator: str, scope: Scope, as_of: str | None) -> float | None:
        values = [
            m.value.value
            for m in found
            if m.value.indicator == indicator
            and m.value.scope == scope
            and m.value.as_of == as_of
        ]
        return values[0] if len(values) == 1 else None

    flagged = []
    for mention in found:
        scope = mention.value.scope
        as_of = mention.value.as_of
        leased = one("leased_area", scope, as_of)
        land = one("industrial_land_area", scope, as_of)
        is_off = (
            mention.value.indicator == "occupancy_rate"
            and leased is not None
            and land
            and abs(100 * leased / land - mention.value.value) > 1
        )
        flags = (*mention.flags, "sum_mismatch") if is_off else mention.flags
        flagged.append(replace(mention, flags=flags))
    return flagged


_SUMMED = (
    "area",
    "project_count",
    "establishment_count",
    "worker_count",
    "cluster_count",
    "cluster_count_operating",
)


def _is_whole(scope: Scope, found: list[Mention[Quantity]]) -> bool:
    """Whether a row of a table is of all of it: of no cluster, part or district."""
    if scope.cluster is not None or scope.subset is not None:
        return False
    by_place = len({m.value.scope.district for m in found}) > 1
    return not by_place or scope.district is None


def with_total(found: list[Mention[Quantity]]) -> list[Mention[Quantity]]:
    """Flag the total of a table where the rows of its column do not add up.

    Only exact figures are added, and only where there is one total.
    """
    flagged = list(found)
    for indicator in _SUMMED:
        at = [i for i, m in enumerate(found) if m.value.indicator == indicator]
        totals = [i for i in at if _is_whole(found[i].value.scope, found)]
        parts = [found[i].value for i in at if i not in totals]
        if any(part.scope.cluster for part in parts):  # rows of districts sum them up
            parts = [part for part in parts if part.scope.cluster]
        is_exact = all(found[i].value.qualifier == "exact" for i in at)
        if len(totals) != 1 or len(parts) < 2 or not is_exact:
            continue
        total = found[totals[0]]
        # Each part is rounded to what is written, a tenth at worst.
        if abs(sum(p.value for p in parts) - total.value.value) > 0.05 * len(parts):
            flags = (*total.flags, "sum_mismatch")
            flagged[totals[0]] = replace(total, flags=flags)
    return flagged
