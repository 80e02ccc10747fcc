"""Lines by which a header is told: its date, who decides, where the text begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ccndocs.structure.rows import Row
from ccndocs.vi.tables import folded_lists, word_lists

_FOLDED = folded_lists("page_words")

_WORDS = word_lists("page_words")

_SHORT = 60  # characters: a longer row is no line of its own
OPENING = re.compile(rf"(?:{_WORDS['opens_a_text']})\b")
"""The words with which a text or its grounds begin."""
AUTHORITY = re.compile(rf"(?:{_FOLDED['authorities']})\b")
"""Who decides, in letters without marks: "CHỦ TỊCH ỦY BAN NHÂN DÂN …"."""


def is_dated(text: str) -> bool:
    """Whether the line says place and day: "An Sơn, ngày 5 tháng 3 năm 2031"."""
    return (
        not text.endswith(";")
        and bool(re.search(r"ng[àa]y\b.{0,12}th[áa]ng\b", text))
        and len(text) < 70
    )


def ends_block(rows: Sequence[Row], at: int) -> bool:
    """Whether a short line without a stop ends the block of a title that it goes on.

    "Phê chuẩn kết quả bầu chức vụ Chủ tịch" / "Ủy ban nhân dân thành phố A", a blank.
    """
    row = rows[at]
    if len(row.text) > _SHORT or row.text.endswith((".", ";", ":", ",")):
        return False
    below = rows[at + 1] if at + 1 < len(rows) else None
    return OPENING.match(row.text) is None and below is not None and below.gap
