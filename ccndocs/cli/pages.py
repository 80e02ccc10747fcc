"""Page selections: "1-3,5"."""

from __future__ import annotations

import re

MOST_PAGES = 100_000  # far above any document; a guard against "1-999999999"
_PART = re.compile(r"(?P<first>\d{1,6})(?:\s*-\s*(?P<last>\d{1,6}))?", re.ASCII)


def parse_pages(text: str) -> tuple[int, ...]:
    """Page numbers from 1, in order, each once. Raises ValueError on anything else.

    >>> parse_pages("5, 1-3")
    (1, 2, 3, 5)
    """
    found: set[int] = set()
    for part in text.split(","):
        match = _PART.fullmatch(part.strip())
        if match is None:
            raise ValueError(text)
        first = int(match["first"])
        last = int(match["last"] or first)
        if not 1 <= first <= last <= MOST_PAGES:
            raise ValueError(text)
        found.update(range(first, last + 1))
    return tuple(sorted(found))
