"""Numbers of laws that are cited by title and year only."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ccndocs.vi.fold import match_key
from ccndocs.vi.tables import rows


@dataclass(frozen=True, slots=True)
class Law:
    """A law: its number, the ISO date it was passed."""

    number: str
    issued_on: str


@cache
def _laws() -> dict[str, tuple[Law, ...]]:
    found: dict[str, list[Law]] = {}
    for row in rows("laws"):
        law = Law(row["number"], row["issued_on"])
        found.setdefault(match_key(row["name"]), []).append(law)
    return {name: tuple(group) for name, group in found.items()}


def law_of(name: str, date: str) -> Law | None:
    """The law of this title passed on `date` (ISO, or its year alone).

    None where the table lacks it, or holds two of that title and year.

    >>> law_of("Luật Đất đai", "2024").number
    '31/2024/QH15'
    >>> law_of("Luật Tổ chức chính quyền địa phương", "2025") is None
    True
    """
    group = _laws().get(match_key(name), ())
    fitting = [law for law in group if law.issued_on.startswith(date)]
    return fitting[0] if len(fitting) == 1 else None
