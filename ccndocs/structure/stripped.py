"""Headers of which a page has kept little: "V/v …", who is addressed, the text.

Pages that drop repeated lines lose the letterhead, the number and "Kính gửi". What is
left still says what the document is: "BỘ XÂY DỰNG điện:" sends a telegram, and a text
under a title calls itself "Chỉ thị này".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ccndocs.structure.openings import OPENING
from ccndocs.structure.rows import Row, cut
from ccndocs.types.tree import Field
from ccndocs.vi.doctypes import type_of_name
from ccndocs.vi.fold import fold
from ccndocs.vi.issuers import issuer_name
from ccndocs.vi.tables import word_lists

_WORDS = word_lists("page_words")

_SENDS = re.compile(r"(?P<name>.{4,80}?)\s+(?P<verb>điện|ĐIỆN|GỬI)\s*:?\s*$")
_SELF = re.compile(
    r"(?P<name>Công điện|Chỉ thị|Kế hoạch|Quyết định|Thông báo|Nghị quyết|Hướng dẫn|"
    r"Chương trình|Phương án|Kết luận|Báo cáo|Tờ trình|Công văn|Thông tư) này\b"
)
_FAR = 400  # rows in which a text calls itself by its type
_NEAR = 10  # rows below a bare title in which its grounds stand
_ENACTS = re.compile(r"\bban hành (?:Nghị|Quyết|Kế|Chỉ|Quy|Thông|Hướng|Chương)")
_BASIS = re.compile(r"Căn cứ (?:Luật|Bộ luật|Nghị|Hiến|Quyết|Thông|Pháp)")
_WIRES_OF = {"tuong chinh phu": "Thủ tướng Chính phủ"}  # "THỦ" lost with its line


def sender(row: Row) -> tuple[Field, Field | None] | None:
    """Type and issuer of a telegram that the row sends: "BỘ XÂY DỰNG điện:"."""
    found = _SENDS.match(row.text)
    if found is None or (found["verb"] == "GỬI" and not found["name"].isupper()):
        return None
    kind = Field("CĐ", cut(row.passage, *found.span("verb")), 0.8)
    words = found["name"]
    body = words.removeprefix("CHỦ TỊCH ")
    name = _WIRES_OF.get(fold(words)) or issuer_name([body])
    if name is not None and body != words:
        name = f"Chủ tịch {name}"
    issuer = Field(name, cut(row.passage, *found.span("name")), 0.8) if name else None
    return kind, issuer


def own_type(rows: Sequence[Row]) -> Field | None:
    """The type by which a text names itself most often: "… Chỉ thị này"."""
    named: list[Field] = []
    for row in rows[:_FAR]:
        for found in _SELF.finditer(row.text):
            value = "CV" if found["name"] == "Công văn" else type_of_name(found["name"])
            if value:
                named.append(Field(value, cut(row.passage, *found.span()), 0.7))
    counts = Counter(field.value for field in named)
    if not counts:
        return None
    most = max(counts.values())
    return next(field for field in reversed(named) if counts[field.value] == most)


def bare_title(rows: Sequence[Row]) -> int:
    """How many rows of capitals head a text whose grounds follow; 0 where none do.

    "BAN HÀNH NỘI QUY CHỢ" / "Căn cứ Luật …", the letterhead and the type lost.
    """
    stop = 0
    while stop < len(rows) and rows[stop].caps and stop < 8:
        stop += 1
    has_basis = any(_BASIS.match(row.text) for row in rows[stop : stop + _NEAR])
    return stop if has_basis else 0


_TITLES = re.compile(rf"(?:{_WORDS['opens_a_title']})\s")


def plain_title(rows: Sequence[Row]) -> Sequence[Row]:
    """A title in small letters below number and day, its type line lost.

    Up to the text, which is not of it: "Căn cứ …", "UBND tỉnh ban hành …".
    """
    if not rows or not _TITLES.match(rows[0].text):
        return ()
    stop = 0
    while stop < len(rows) and not _begins_text(rows[stop], first=stop == 0):
        stop += 1
    title = rows[:stop]
    is_whole = stop < 6 and not any(r.text.endswith((".", ";", ":")) for r in title)
    return title if is_whole else ()


def _begins_text(row: Row, *, first: bool) -> bool:
    if row.caps or _ENACTS.search(row.text):
        return True
    return not first and (row.gap or OPENING.match(row.text) is not None)


def is_wire(matter: str, rows: Sequence[Row]) -> bool:
    """Whether a matter in capitals, with entries right below it, heads a telegram."""
    return matter.isupper() and bool(rows) and rows[0].text[:1] in "-–—"
