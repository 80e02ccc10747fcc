"""Two columns side by side: where lines part, and how one is read after the other."""

from __future__ import annotations

import re

from ccndocs.layout.draft import Draft, Metrics, Sheet
from ccndocs.types.geometry import Box
from ccndocs.types.layout import LineRole
from ccndocs.vi.fold import fold_same

# Matched on text without diacritics: OCR errs in them more than in letters.
COUNTRY = re.compile(
    r"cong h[o0]a\b|(?:\S+ \S+ )?xa h\Si chu ngh|dang c\Sng san vi\St nam"
)
# What goes on with a blank or a hand's strokes before it: a number's symbol, a date.
_BEHIND_BLANK = re.compile(r"[/-]\s?[A-ZĐ]|th\Sng\b|n[aă]m\b")


def placed_lines(sheet: Sheet) -> list[tuple[Draft, Box]]:
    """The running lines that have a place, by height."""
    placed = [(d, d.at) for d in sheet.running() if d.at is not None]
    return sorted(placed, key=lambda item: item[1].y0 + item[1].y1)


def cuts(
    draft: Draft, divider: float, metrics: Metrics, nearest: float = 0.5
) -> list[int]:
    """Words before which the line is to be cut.

    A gap of two line heights before a word right of the divider parts columns (left
    of it the gap is a blank to fill in: "Số:      /KH-UBND"); at the divider a gap of
    `nearest` heights does, for columns touch where the issuer's name is long. What
    holds no letter or digit (a scanned ornament) fills no gap.
    """
    found: list[int] = []
    before: Box | None = None
    for index, word in enumerate(draft.line.words):
        if word.box is None:
            return []
        if not spoken(word.text):
            before = before or word.box
            continue
        if before is not None:
            gap = word.box.x0 - before.x1
            at_divider = before.x1 <= divider + 6 and word.box.x0 >= divider - 6
            far = gap > 2.0 * metrics.line_height and word.box.x0 >= divider - 40
            far = far and not _fills_blank(draft, index)
            far = far or (at_divider and _opens_country(draft, index))
            if far or (at_divider and gap > nearest * metrics.line_height):
                found.append(index)
        before = word.box
    return found


def _fills_blank(draft: Draft, index: int) -> bool:
    """Whether the gap before a word is a blank to fill in, not one of two columns.

    "Số:        /QĐ-SYT" and "An Sơn, ngày     tháng 9 năm 2031", however wide.
    """
    words = [word.text for word in draft.line.words]
    if not _BEHIND_BLANK.match(" ".join(words[index : index + 2])):
        return False
    before = fold_same(" ".join(words[:index]))
    return bool(re.search(r"(?:\bs\S\s?[:.]?|\b(?:ngay|thang)\b.{0,12})$", before))


def _opens_country(draft: Draft, index: int) -> bool:
    """Whether the country's name begins at a word, however near the issuer's ends."""
    rest = " ".join(word.text for word in draft.line.words[index : index + 8])
    return COUNTRY.match(fold_same(rest)) is not None


def spoken(text: str) -> bool:
    """Whether a word holds a letter or a digit."""
    return any(c.isalnum() for c in text)


def unite(sheet: Sheet, left: LineRole, right: LineRole) -> None:
    """Put the left column's lines, then the right one's, where the first stood."""
    columns = [d for d in sheet.lines if d.role in (left, right)]
    if not columns:
        return
    first = min(sheet.lines.index(d) for d in columns)
    rest = [d for d in sheet.lines if d.role not in (left, right)]
    start = sum(d.role not in (left, right) for d in sheet.lines[:first])
    ordered = [
        *sorted((d for d in columns if d.role is left), key=_top),
        *sorted((d for d in columns if d.role is right), key=_top),
    ]
    sheet.lines[:] = [*rest[:start], *ordered, *rest[start:]]


def _top(draft: Draft) -> float:
    return draft.at.y0 + draft.at.y1 if draft.at is not None else 0.0
