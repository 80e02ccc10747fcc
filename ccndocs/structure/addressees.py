"""Who is addressed: "Kính gửi", a telegram's list, the entries of a letter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ccndocs.structure.letterhead import has_number, joined, opens_matter
from ccndocs.structure.marks import read_mark
from ccndocs.structure.openings import OPENING
from ccndocs.structure.rows import Row, cut
from ccndocs.types.tree import Passage

GREETING = re.compile(r"Kính\s+gửi\s*:?|KÍNH\s+GỬI\s*:?")
_WIRE = re.compile(r"(?:.{0,80}\s)?(?:điện|gửi)\s*:\s*$", re.IGNORECASE)


# "Sở đề nghị các xã báo cáo": the text speaks, whoever is addressed
_SPEAKS = re.compile(
    r"\b(?:đề nghị|yêu cầu|thông báo|nhận được|có ý kiến|kính mời|trân trọng|ban hành|"
    r"xin ý kiến|đã|báo cáo|hướng dẫn)\b"
)


def addressed_at(rows: Sequence[Row], start: int, at: int) -> bool:
    """Whether addressees begin: a greeting, a telegram's, or entries below "V/v …"."""
    if at >= len(rows):
        return False
    if GREETING.match(rows[at].text) or wires(rows, at):
        return True
    above = rows[start:at]
    return (
        _is_entry(rows[at])
        and any(opens_matter(row.text) for row in above)
        and not any(has_number(row.text) for row in above)
    )


def wires(rows: Sequence[Row], at: int) -> bool:
    """Whether it is "THỦ TƯỚNG điện:", "UBND TỈNH GỬI:", above who gets a telegram."""
    return bool(_WIRE.match(rows[at].text)) and len(rows[at].text) < 100


def read_addressees(rows: Sequence[Row], at: int) -> tuple[int, list[Passage]]:
    """The addressees, one passage each."""
    first = rows[at].passage
    greeting = GREETING.match(first.text) or _WIRE.match(first.text)
    entries: list[list[Passage]] = []
    rest = cut(first, greeting.end() if greeting else 0)
    if any(c.isalnum() for c in rest.text):
        entries.append([rest])
    at += 1
    while at < len(rows):
        row = rows[at]
        if _is_entry(row) or (not entries and _goes_on(entries, row)):
            entries.append([row.passage])
        elif _goes_on(entries, row):
            entries[-1].append(row.passage)
        else:
            break
        at += 1
    whole = (joined(entry) for entry in entries)
    return at, [_without_dash(p) for p in whole if p is not None]


def _is_entry(row: Row) -> bool:
    mark = read_mark(row.text)
    return mark is not None and mark.style in ("-", "+", "•", "*")


def _goes_on(entries: Sequence[Sequence[Passage]], row: Row) -> bool:
    """Whether the row goes on with the last entry, or is the first on its own line."""
    if not entries:
        return len(row.text) < 120
    last = entries[-1][-1].text
    if _SPEAKS.search(row.text) and row.text[:1].isupper():
        return False
    if row.gap or read_mark(row.text) is not None or last.endswith((".", ";")):
        return row.text[:1].islower() and not last.endswith(".")
    return row.text[:1].islower() or (
        not OPENING.match(row.text) and len(last) > 25 and len(row.text) < 90
    )


def _without_dash(passage: Passage) -> Passage:
    """The entry without its dash and its final mark."""
    text = passage.text
    start = len(text) - len(text.lstrip("-–—_•+* "))
    return cut(passage, start, max(start, len(text.rstrip(" ;.,"))))
