"""Letters in the digits of a date: "ngày 2l tháng 1] năm" is "… 21 tháng 11 …"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from ccndocs.repair.state import Damage
from ccndocs.types.geometry import Span
from ccndocs.types.text import Edit

_ALIKE = str.maketrans("lI|!]ÍÌOoQ", "1111111000")
_NAMED = re.compile(
    r"(?<![^\W_])(ngày|tháng|năm)(\s+)(?=(\S+?)[,;.]*(?:\s+(\S+)|\s*$))", re.I
)
_VALID = {
    "ngày": re.compile(r"0?[1-9]|[12]\d|3[01]"),
    "tháng": re.compile(r"0?[1-9]|1[0-2]"),
    "năm": re.compile(r"(?:19|20)\d\d"),
}
_NEXT = {"ngày": ("tháng",), "tháng": ("năm", "và", "đến"), "năm": ()}
_SCORE = 0.9


def letters_in_dates(
    text: str, lines: Sequence[Span], damage: Sequence[Damage]
) -> Iterable[Edit]:
    """Letters that stand for digits in a date of a damaged line.

    One digit must have been read, or the next word must be the date's next one: in
    "ngày lễ" and "tháng I" (of a table's head) nothing is changed.
    """
    starts = [line.start for line in lines]
    for match in _NAMED.finditer(text):
        word, read, following = match[1].lower(), match[3], match[4] or ""
        digits = read.translate(_ALIKE)
        sure = any(c.isdigit() for c in read) or following in _NEXT[word]
        if digits == read or not sure or not _VALID[word].fullmatch(digits):
            continue
        span = Span(*match.span(3))
        if damage[bisect_right(starts, span.start) - 1] is not Damage.NONE:
            yield Edit(span, digits, "date-digit", _SCORE)
