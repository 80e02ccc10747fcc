"""Footnotes by their place: small lines at the foot of a page, and raised marks."""

from __future__ import annotations

import re
from collections.abc import Callable
from statistics import median

from ccndocs.layout.draft import Draft, Sheet
from ccndocs.types.layout import LineRole

# "1 Nghị định …", "(1) …", "[2] …", "* …": no full stop, which would be an item.
_MARK = re.compile(r"(?:[(\[]?\d{1,2}[)\]]?|[*†‡!¹²³⁴⁵⁶⁷⁸⁹]{1,2})\s*[^\W\d_]")
_SMALL = 0.9  # notes are set in 10 to 11 points below text in 13 to 14


def mark_notes(sheet: Sheet) -> None:
    """Lines at the foot in smaller type, the first of which opens with a mark."""
    body = sheet.running()
    if len(body) < 4:
        return
    usual = _usual(body)
    foot: list[Draft] = []
    for draft in reversed(body):
        if _size(draft) >= _SMALL * usual and not _short(draft):
            break
        foot.insert(0, draft)
    while foot and not (_MARK.match(foot[0].text) and _size(foot[0]) < _SMALL * usual):
        foot.pop(0)
    if not foot or len(foot) * 2 > len(body) or not _in_lower_half(sheet, foot[0]):
        return
    if median(_size(draft) for draft in foot) < _SMALL * usual:
        for draft in foot:
            draft.role = LineRole.NOTE


def _size(draft: Draft) -> float:
    """Type size where stated, else the middle height of the line's words."""
    if draft.line.size is not None:
        return draft.line.size
    heights = [w.box.height for w in draft.line.words if w.box is not None]
    if heights:
        return median(heights)
    return draft.at.height if draft.at is not None else 0.0


def _usual(body: list[Draft]) -> float:
    """The size that most of the text's words have."""
    sizes = sorted(
        size for d in body for size in [_size(d)] * max(len(d.text.split()), 1)
    )
    return sizes[len(sizes) // 2]


def _short(draft: Draft) -> bool:
    """A last line of one or two words, whose height says little."""
    return draft.line.size is None and len(draft.text.split()) <= 2


def _in_lower_half(sheet: Sheet, draft: Draft) -> bool:
    if sheet.metrics is None or draft.at is None:
        return False
    return draft.at.y0 > 0.4 * sheet.metrics.height


def mark_raised(sheet: Sheet) -> None:
    """A lone digit set small and high behind a word is a footnote mark."""
    for draft in sheet.lines:
        words = draft.line.words
        boxes = [w.box for w in words if w.box is not None]
        if len(boxes) != len(words) or len(words) < 3:
            continue
        height = median(box.height for box in boxes)
        raised: set[int] = set()
        for index, word in enumerate(words[1:], 1):
            if not re.fullmatch(r"\d{1,2}[,.;:]?", word.text):
                continue
            near = boxes[index - 1]
            small = boxes[index].height < 0.72 * height
            high = boxes[index].y1 < near.y0 + 0.75 * near.height
            if small and high:
                raised.add(index)
        draft.superscripts = frozenset(raised)


RULES: tuple[Callable[[Sheet], None], ...] = (mark_notes, mark_raised)
"""Applied in this order to each page with places, after columns and furniture."""
