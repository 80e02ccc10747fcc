"""An ending whose two columns a text sets side by side with blanks.

"- BTV Thành ủy                (Đã ký)": recipients left, the signature right. Text
that was saved from Word or printed to text has both on one line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ccndocs.structure.marks import read_mark
from ccndocs.structure.rows import Row, cut
from ccndocs.structure.signer import is_signature, is_stamp, name_in
from ccndocs.types.layout import LaidLine, LineRole

_OPENS = re.compile(r"N[ơo]i\s+(?:nh[ậa]n|g[ửu]i)\s*[:.;]?|NƠI NHẬN\s*:?")
_FILED = re.compile(r"[-+–_\s]*Lưu\b")
_GAP = re.compile(r"[ \xa0]{3,}|[ \xa0]*\t\s*")
_INDENT = 20  # blanks before what stands in the right column alone
_LONGEST = 40  # rows
_BELOW = 8  # rows of the right column below the last recipient


def part_sides(rows: Sequence[Row], text: str) -> list[Row]:
    """The rows, those of such endings parted in two and told by side.

    `text` is the repaired text that the rows' passages point into.
    """
    found: list[Row] = []
    at = 0
    while at < len(rows):
        stop = _stop(rows, at, text)
        if stop > at:
            for row in rows[at:stop]:
                found += _parted(row, text)
        else:
            stop = at + 1
            found.append(rows[at])
        at = stop
    return found


def _stop(rows: Sequence[Row], at: int, text: str) -> int:
    """The row after such an ending that opens at a row; `at` if none does."""
    if rows[at].role is not LineRole.BODY or not _OPENS.match(rows[at].text):
        return at
    seen = filed = False
    stop, below = at, 0
    for index in range(at, min(at + _LONGEST, len(rows))):
        row = rows[index]
        if row.role is not LineRole.BODY:
            break
        left, right = _split(row, text)
        seen = seen or (right is not None and _signs(right.text))
        filed = filed or (left is not None and bool(_FILED.match(left.text)))
        if filed and left is not None and _is_beyond(left, right):
            break
        below = below + 1 if filed and left is None else 0
        if below > _BELOW:
            break
        stop = index + 1
    return stop if seen and filed else at


def _is_beyond(left: Row, right: Row | None) -> bool:
    """Whether a row below the last recipient is none: text, or a letterhead."""
    return not _FILED.match(left.text) and (right is None or left.caps)


def _signs(text: str) -> bool:
    return is_signature(text) or is_stamp(text) or name_in(text) is not None


def _split(row: Row, text: str) -> tuple[Row | None, Row | None]:
    """What of a row stands left and what right, by the blanks in the text."""
    if _indent(row, text) >= _INDENT:
        return None, row
    pieces = row.passage.pieces
    for before, piece in pairwise(pieces):
        blank = text[before.span.stop : piece.span.start]
        if not _GAP.fullmatch(blank):
            continue
        left, right = cut(row.passage, 0, piece.start), cut(row.passage, piece.start)
        if read_mark(f"{left.text} x") is not None and len(left.text) < 4:
            continue  # "-    Như trên": the blanks follow a mark
        return replace(row, passage=left), replace(row, passage=right, gap=False)
    return row, None


def _indent(row: Row, text: str) -> int:
    start = text.rfind("\n", 0, row.start) + 1
    blank = text[start : row.start]
    return len(blank) if not blank.strip() else 0


def _parted(row: Row, text: str) -> list[Row]:
    left, right = _split(row, text)
    parted = []
    if left is not None:
        parted.append(replace(left, line=_on(left, LineRole.ENDING_LEFT)))
    if right is not None:
        parted.append(replace(right, line=_on(right, LineRole.ENDING_RIGHT)))
    return parted


def _on(row: Row, role: LineRole) -> LaidLine:
    return replace(row.line, role=role)
