"""What is printed on every page and says nothing of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from ccndocs.layout.draft import Draft, Sheet
from ccndocs.types.layout import LineRole
from ccndocs.types.page import Origin
from ccndocs.vi.fold import fold_same

_PAGE_NUMBER = re.compile(
    r"\W{0,3}(?:(?:trang|page)\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?\W{0,3}", re.IGNORECASE
)
_ELECTRONIC = re.compile(
    r"\W*(?:SAO Y\b|Người ký\s*:|Ngày ký\s*:|Thời gian ký\s*:|Ký bởi\s*:|Email\s*:|"
    r"Cơ quan\s*:|Digitally signed|Signature Not|Signed by)",
    re.IGNORECASE,
)
_EDGE = 0.09  # share of the page's height above and below which heads and feet stand
_NOISE = 0.35


def mark_empty(sheets: Sequence[Sheet]) -> None:
    """Lines without a letter or digit: drawn rules, "-----", seals read as marks.

    "(%)" below a column's head is its unit.
    """
    for draft in _body(sheets):
        if not any(c.isalnum() or c == "%" for c in draft.text):
            draft.role = LineRole.FURNITURE


def mark_noise(sheets: Sequence[Sheet]) -> None:
    """A scrap that the engine itself doubts: specks and strokes of seals.

    Longer words stay, however doubtful: "số:42ÉÊ /QÐ-SYT" was a number by hand.
    """
    for sheet in sheets:
        if sheet.facts.origin is not Origin.OCR:
            continue
        for draft in _body([sheet]):
            words = draft.line.words
            signs = sum(c.isalnum() for c in draft.text)
            if words and signs <= 4 and all(w.confidence < _NOISE for w in words):
                draft.role = LineRole.FURNITURE


def mark_page_numbers(sheets: Sequence[Sheet]) -> None:
    """A lone number in the head or foot of the page: "2", "- 3 -", "Trang 4/9"."""
    for sheet in sheets:
        for draft in _margins(sheet):
            if _PAGE_NUMBER.fullmatch(draft.text.strip()):
                draft.role = LineRole.FURNITURE


def mark_running_heads(sheets: Sequence[Sheet]) -> None:
    """The same words in the margin of three pages or of every page of two."""
    counted: Counter[str] = Counter()
    for sheet in sheets:
        counted.update({_key(draft) for draft in _margins(sheet)})
    least = 3 if len(sheets) > 2 else 2
    for sheet in sheets:
        for draft in _margins(sheet):
            if counted[_key(draft)] >= least:
                draft.role = LineRole.FURNITURE


def mark_electronic_signatures(sheets: Sequence[Sheet]) -> None:
    """Lines that signing software prints: "Người ký: …", "Thời gian ký: …"."""
    for draft in _body(sheets):
        if _ELECTRONIC.match(draft.text):
            draft.role = LineRole.FURNITURE


def _body(sheets: Sequence[Sheet]) -> list[Draft]:
    return [d for s in sheets for d in s.lines if d.role is LineRole.BODY]


def _margins(sheet: Sheet) -> list[Draft]:
    """Lines whose middle lies in the page's head or foot."""
    height = sheet.facts.height
    if height is None:
        return []
    found: list[Draft] = []
    for draft in sheet.running():
        at = draft.at
        if at is not None and not (
            _EDGE * height < (at.y0 + at.y1) / 2 < (1 - _EDGE) * height
        ):
            found.append(draft)
    return found


def _key(draft: Draft) -> str:
    return re.sub(r"\d+", "0", fold_same(draft.text).strip())


RULES: tuple[Callable[[Sequence[Sheet]], None], ...] = (
    mark_empty,
    mark_noise,
    mark_page_numbers,
    mark_running_heads,
    mark_electronic_signatures,
)
"""Applied in this order to all pages with places."""
