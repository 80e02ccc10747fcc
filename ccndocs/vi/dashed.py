"""Names with a dash inside: where a line breaks before it, it is no mark of a list."""

from __future__ import annotations

import re
from functools import cache

from ccndocs.vi.tables import listed, rows

_WORDS = 2  # of the first part, as in a list of them: "các Sở: Lao động - …"


@cache
def _halves() -> dict[str, re.Pattern[str]]:
    """What may follow the dash, by the last words before it.

    "Sở Tài chính" is an agency itself, so that "- Kế hoạch …" below it opens an item.
    """
    table = rows("agencies")
    names = {n for row in table for n in (row["name"], *listed(row["aliases"]))}
    found: dict[str, set[str]] = {}
    for name in names:
        first, dash, second = name.partition(" - ")
        key = _ending(first)
        sure = len(second.split()) > _WORDS  # "Thương binh và Xã hội" heads no item
        if dash and (sure or not any(_ending(other) == key for other in names)):
            found.setdefault(key, set()).add(re.escape(second))
    return {
        key: re.compile(rf"(?:{'|'.join(sorted(parts))})(?!\w)")
        for key, parts in found.items()
    }


def _ending(name: str) -> str:
    return " ".join(name.split()[-_WORDS:])


def dash_in_name(before: str, after: str) -> bool:
    """Whether the dash between two texts stands within one name.

    >>> dash_in_name("Giao Sở Lao động", "Thương binh và Xã hội chủ trì")
    True
    >>> dash_in_name("2. Sở Tài chính", "Kế hoạch vốn năm 2027 trình trước tháng 9")
    False
    """
    rest = _halves().get(_ending(before))
    return rest is not None and rest.match(after) is not None
