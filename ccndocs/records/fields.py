"""The values of header fields, null where the page is silent."""

from __future__ import annotations

from ccndocs.types.tree import Field


def value_of(field: Field | None) -> str | None:
    """What a field says, None for one that is missing or empty."""
    return field.value or None if field else None


def full_date(field: Field | None) -> str | None:
    """The ISO date; null where day or month are blank ("ngày    tháng 7 năm 2026")."""
    value = value_of(field)
    return value if value and len(value) == len("2026-07-01") else None
