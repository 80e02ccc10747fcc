"""What the tests of headers share."""

from __future__ import annotations

from ccndocs.types.tree import Field

BODY = (
    "\nThực hiện chỉ đạo của cấp trên, các đơn vị làm như sau:\n1. Rà soát quy hoạch.\n"
)


def value(field: Field | None) -> str | None:
    return field.value if field else None
