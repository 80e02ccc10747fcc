"""Header and ending whose two columns stand in one line, a bar between them.

Law portals print a letterhead as one row of a table: "BỘ CÔNG THƯƠNG ------- | CỘNG
HÒA … |", "Số: 12/CT-BCT | Hà Nội, ngày … |", and the ending as another, its lines run
together: "Nơi nhận: - Như trên; - Lưu: VT. | KT. BỘ TRƯỞNG THỨ TRƯỞNG Lê Văn Mão |".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ccndocs.structure.letterhead import has_motto, has_number
from ccndocs.structure.openings import is_dated
from ccndocs.structure.rows import Row, cut
from ccndocs.types.layout import LineRole
from ccndocs.vi.fold import fold_same
from ccndocs.vi.tables import folded_lists

_OPENS = re.compile(r"N[ơo]i\s+(?:nh[ậa]n|g[ửu]i)\s*[:.;]")
_CELL = re.compile(r"[^|]*[^|\s][^|]*")
_RULE = re.compile(r"\s*[-_=*—~]{3,}\s*")
# A body below the one above it: "UBND TỈNH AN SƠN SỞ CÔNG THƯƠNG". No words of places.
_BELOW = re.compile(
    r"(?<=\w )(?:SỞ|(?:TỔNG |CHI )?CỤC|BAN QUẢN LÝ|VĂN PHÒNG|HUYỆN ỦY|ĐẢNG ỦY|"
    r"THANH TRA)\b"
)
# A recipient's dash opens a line: "Nơi nhận: - Như trên; - Lưu: VT."
_ENTRY = re.compile(r"(?<=[:;.])\s+(?=[-–+]\s?\w)")
_POSTS = folded_lists("page_words")["posts"]
# A line of a signature: "TM. …", "KT. CHỦ TỊCH", a post in capitals, "(Đã ký)", a name
# in small letters behind capitals.
_SIGNED_FOR = re.compile(r"(?<=\s)(?:TM|KT|TL|TUQ|Q)\s?\.(?=\s?\w)")
_POST = re.compile(rf"(?<=\s)(?:pho |quyen )?(?:{_POSTS})\b")
_STAMP = re.compile(r"(?<=\s)\((?:[Đđ]ã ký|ĐÃ KÝ)")
_NAME_WORDS = 6
_HEADER_ROWS = 80  # rows, press retellings before a letterhead included


def part_barred(rows: Sequence[Row]) -> list[Row]:
    """The rows, those of such a header or ending parted in two and told by side."""
    found: list[Row] = []
    headed = False
    for index, row in enumerate(rows):
        cells = _cells(row) if row.role is LineRole.BODY and "|" in row.text else []
        if len(cells) != 2:
            found.append(row)
        elif index < _HEADER_ROWS and _is_letterhead(*cells, headed=headed):
            headed = True
            left = _split(cells[0], [m.start() for m in _BELOW.finditer(cells[0].text)])
            found += [_on(part, LineRole.LETTERHEAD_LEFT) for part in left]
            found.append(_on(cells[1], LineRole.LETTERHEAD_RIGHT))
        elif _OPENS.match(cells[0].text):
            left, right = _entries(cells[0]), _signatures(cells[1])
            found += [_on(part, LineRole.ENDING_LEFT) for part in left]
            found += [_on(part, LineRole.ENDING_RIGHT) for part in right]
        else:
            found.append(row)
    return found


def _cells(row: Row) -> list[Row]:
    """What stands between the bars, rules of dashes at its edges left out."""
    cells = []
    for match in _CELL.finditer(row.text):
        start, stop = match.span()
        edges = [m.span() for m in _RULE.finditer(row.text, start, stop)]
        if edges and edges[-1][1] == stop:
            stop = edges[-1][0]
        cells.append(_part(row, start, stop))
    return [cell for cell in cells if cell.text]


def _is_letterhead(left: Row, right: Row, *, headed: bool) -> bool:
    """Whether it is "BỘ Y TẾ | CỘNG HÒA …" or, below it, "Số: … | Hà Nội, ngày …"."""
    if has_motto(right.text):
        return left.caps
    return headed and has_number(left.text) and is_dated(right.text)


def _entries(cell: Row) -> list[Row]:
    return _split(cell, [match.end() for match in _ENTRY.finditer(cell.text)])


def _signatures(cell: Row) -> list[Row]:
    """The lines of a signature; "CHỦ TỊCH" of "KT. CHỦ TỊCH" opens none."""
    text = cell.text
    starts = [m.start() for m in (*_SIGNED_FOR.finditer(text), *_STAMP.finditer(text))]
    for match in _POST.finditer(fold_same(text)):
        above = text[: match.start()].rstrip()
        capitals = text[match.start() : match.end()].isupper()
        if capitals and not above.endswith((".", ",", "-")):
            starts.append(match.start())
    starts.append(_name_start(text))
    return _split(cell, sorted(set(starts)))


def _name_start(text: str) -> int:
    """Where the name in small letters that ends a signature begins; 0 without one."""
    words = list(re.finditer(r"\S+", text))
    at = len(words)
    while (
        at
        and words[at - 1].group()[0].isupper()
        and not words[at - 1].group().isupper()
    ):
        at -= 1
    return words[at].start() if 2 <= len(words) - at <= _NAME_WORDS else 0


def _split(cell: Row, starts: Sequence[int]) -> list[Row]:
    bounds = [0, *(at for at in starts if at), len(cell.text)]
    parts = [_part(cell, low, high) for low, high in pairwise(bounds)]
    return [part for part in parts if part.text]


def _part(row: Row, start: int, stop: int) -> Row:
    text = row.text[start:stop]
    start += len(text) - len(text.lstrip())
    stop -= len(text) - len(text.rstrip())
    return replace(row, passage=cut(row.passage, start, max(start, stop)))


def _on(row: Row, role: LineRole) -> Row:
    return replace(row, line=replace(row.line, role=role))
