"""The head of a table said again on a new page, with the page's number above it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ccndocs.structure.rows import Row

_PAGE = re.compile(r"(?:trang\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?", re.IGNORECASE)
_COUNTED = re.compile(r"\(?\d{1,2}\)?(?:\s+\(?\d{1,2}\)?)*")


def without_repeats(rows: Sequence[Row], start: int, stop: int) -> list[int]:
    """Where the lines behind a head stand that do not say it again.

    "TT", "Nhiệm vụ", "Đơn vị", "1", …, "2", "TT", "Nhiệm vụ", "Đơn vị", "5", …: the
    second "2" is the page's number.
    """
    head = [_same(row.text) for row in rows[start:stop]]
    named = [text for text in head if not _COUNTED.fullmatch(text)]
    kept: list[int] = []
    at = stop
    while at < len(rows):
        size = _repeated(rows, at, head) or _repeated(rows, at, named)
        if not size:
            kept.append(at)
            at += 1
            continue
        if kept and kept[-1] == at - 1 and _PAGE.fullmatch(rows[at - 1].text.strip()):
            kept.pop()
        at += size
    return kept


def _repeated(rows: Sequence[Row], at: int, head: Sequence[str]) -> int:
    """How many lines from `at` on are the head's, 0 if they are not all there."""
    if not head or _same(rows[at].text) != head[0]:
        return 0
    lines = [_same(row.text) for row in rows[at : at + len(head)]]
    return len(head) if lines == list(head) else 0


def _same(text: str) -> str:
    return " ".join(text.split()).casefold()
