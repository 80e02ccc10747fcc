"""Documents of their own below the first: the decision that a letter forwards."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ccndocs.structure.letterhead import has_number
from ccndocs.structure.rows import Row
from ccndocs.types.layout import LineRole
from ccndocs.vi.fold import fold_same

_REPUBLIC = re.compile(r"cong\s+hoa\s+xa\s+h\w{1,2}|dang\s+cong\s+san\s+viet\s+nam")
# A form's number is blank: "Số: …/BC-…". "??" stands for one that a hand wrote.
_NUMBERED = re.compile(r"[Ss]\S{1,2}\s*[:.;]?\s*(?:\d|\?\?)")
_SIDES = (LineRole.LETTERHEAD_LEFT, LineRole.LETTERHEAD_RIGHT)
_HIGH = 8  # rows above the motto that may name the issuers
_LOW = 12  # rows below it within which the number stands


def document_starts(rows: Sequence[Row], after: int) -> list[int]:
    """Rows from `after` on with which a numbered document of its own begins.

    A letterhead without a number heads a form or the text of an annex.
    """
    starts: list[int] = []
    at = after
    while at < len(rows):
        if not _REPUBLIC.search(fold_same(rows[at].text)) or len(rows[at].text) > 120:
            at += 1
            continue
        first = _first(rows, at, after)
        last = min(len(rows), at + _LOW)
        if any(_is_number(row) for row in rows[first:last]):
            starts.append(first)
            at = last
        at += 1
    return starts


def _is_number(row: Row) -> bool:
    return has_number(row.text) and bool(_NUMBERED.match(row.text))


def _first(rows: Sequence[Row], motto: int, after: int) -> int:
    """The first row of the letterhead whose motto stands at `motto`."""
    first = motto
    while first > max(after, motto - _HIGH) and _in_letterhead(rows, first - 1, motto):
        first -= 1
    return first


def _in_letterhead(rows: Sequence[Row], at: int, motto: int) -> bool:
    row = rows[at]
    if row.line.page != rows[motto].line.page:
        return False
    if row.role in _SIDES or _is_number(row):
        return True
    ends = row.text.endswith((".", ";", ":", ",", "./."))
    return row.caps and len(row.text) < 90 and not ends
