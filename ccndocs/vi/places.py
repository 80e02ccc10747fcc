"""Provinces and districts, before and after the mergers of 2025."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ccndocs.vi.fold import match_key
from ccndocs.vi.tables import listed, rows

LEVELS = {
    "tinh": "tỉnh",
    "thanh pho": "thành phố",
    "tp": "thành phố",
    "huien": "huyện",
    "quan": "quận",
    "thi xa": "thị xã",
    "thi tran": "thị trấn",
    "xa": "xã",
    "phuong": "phường",
    "dac khu": "đặc khu",
}
"""Level words, by `match_key`, as the canonical names write them."""


@dataclass(frozen=True, slots=True)
class Province:
    """A province; `successor` and `merged_on` where it was merged into another."""

    name: str
    kind: str
    successor: str | None
    merged_on: str | None


@dataclass(frozen=True, slots=True)
class District:
    """A district of the time before July 2025."""

    name: str
    kind: str
    province: str


@cache
def provinces() -> dict[str, Province]:
    """Provinces old and new by `match_key` of their names and other spellings."""
    found: dict[str, Province] = {}
    for row in rows("provinces"):
        province = Province(
            row["name"], row["kind"], row["successor"] or None, row["merged_on"] or None
        )
        for form in (row["name"], *listed(row["aliases"])):
            found.setdefault(_key(form), province)
    return found


@cache
def districts() -> dict[str, tuple[District, ...]]:
    """Districts by `match_key` of their bare names; several may share one."""
    found: dict[str, list[District]] = {}
    for row in rows("districts"):
        district = District(row["name"], row["kind"], row["province"])
        found.setdefault(_key(row["name"]), []).append(district)
    return {key: tuple(group) for key, group in found.items()}


@cache
def communes() -> dict[str, tuple[str, ...]]:
    """Communes since July 2025 by `match_key` of their bare names: with level words."""
    found: dict[str, dict[str, None]] = {}
    for row in rows("districts"):
        for full in listed(row["successor_communes"]):
            bare = full.removeprefix("đặc khu ").removeprefix("phường ")
            bare = bare.removeprefix("xã ")
            found.setdefault(_key(bare), {})[full] = None
    return {key: tuple(group) for key, group in found.items()}


def _key(name: str) -> str:
    return match_key(name.replace("-", " "))


def province_named(name: str) -> Province | None:
    """The province of this bare name, whatever its spelling.

    >>> province_named("ĐĂK LĂK").name, province_named("An Sơn")
    ('Đắk Lắk', None)
    """
    return provinces().get(_key(name))


def district_named(name: str, province: str | None = None) -> District | None:
    """The district of this bare name, in `province` where that is known.

    None where several share the name and the province does not decide.
    """
    group = districts().get(_key(name), ())
    if province is not None:
        group = tuple(d for d in group if d.province == province) or group
    return group[0] if len(group) == 1 else None


def is_district(name: str) -> bool:
    """Whether a district has this name, tone marks and all, whichever shares it.

    >>> is_district("Châu Thành"), is_district("An Hạ")
    (True, False)
    """
    return any(d.name == name for d in districts().get(_key(name), ()))


def spelling(name: str, level: str | None = None) -> str | None:
    """The official spelling of a place's bare name, None if the tables lack it.

    >>> spelling("ĐỒNG THÁP"), spelling("LẠNG GIANG")
    ('Đồng Tháp', 'Lạng Giang')
    """
    if level in {None, "tỉnh", "thành phố"} and province_named(name):
        found = province_named(name)
        return found.name if found else None
    group = districts().get(_key(name))
    if group:
        return group[0].name
    full = communes().get(_key(name))
    if full:
        return full[0].split(" ", 2 if full[0].startswith("đặc khu") else 1)[-1]
    return None
