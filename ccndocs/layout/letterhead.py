"""The letterhead: the issuer's column, then the country's, as two units."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ccndocs.layout.columns import COUNTRY, cuts, placed_lines, spoken, unite
from ccndocs.layout.draft import Draft, Metrics, Sheet
from ccndocs.layout.places import lean, split_draft
from ccndocs.types.geometry import Box
from ccndocs.types.layout import LineRole
from ccndocs.vi.fold import fold_same

# Matched on text without diacritics: OCR errs in them more than in letters.
_MOTTO = re.compile(r"d\Sc l\Sp\W{1,4}\S\S do|t\S do\W{1,4}h\Snh ph\Sc")
_DATE = re.compile(r"ngay.{0,12}thang.{0,10}nam")
_ADDRESSED = re.compile(r"\W*kinh g\Si")
_TOP = 0.45  # a letterhead stands in the upper part of its page


@dataclass(frozen=True, slots=True)
class _Zone:
    """Where two columns stand: from `top` to `bottom`, parted at `divider`."""

    top: float
    bottom: float
    divider: float


def part_letterhead(sheet: Sheet) -> None:
    """Issuer block left, then the country's block right, as two units.

    Any page may open a document of its own (a letter and the decision it forwards),
    so every page is asked. The right block starts where "CỘNG HÒA" or "Độc lập"
    starts; both end where a line crosses from one column into the other.
    """
    metrics = sheet.metrics
    anchor = _country(sheet)
    if metrics is None or anchor is None:
        return
    slope = lean([draft.line for draft in sheet.lines])
    date = _date_bottom(sheet, anchor)
    _cut(sheet, anchor, date, slope)
    placed = placed_lines(sheet)
    top = anchor.top - 2.5 * metrics.line_height
    below = anchor.top
    title: Box | None = None
    for draft, at in placed:
        if not top <= at.y0 <= anchor.bottom:
            continue
        side = _side(draft, at, anchor, date, metrics)
        if title is not None and not _level(title, at):
            break
        if side is None:
            title = at if at.y0 > date else title
            continue
        if at.y0 - below > 6 * metrics.line_height:
            break
        draft.role = side
        below = max(below, at.y1)
    unite(sheet, LineRole.LETTERHEAD_LEFT, LineRole.LETTERHEAD_RIGHT)


def _level(first: Box, second: Box) -> bool:
    """Whether two boxes share half a line's height (a stamp beside the title)."""
    shared = min(first.y1, second.y1) - max(first.y0, second.y0)
    return shared > 0.4 * min(first.height, second.height)


def _country(sheet: Sheet) -> _Zone | None:
    """The zone of the letterhead, found by the country's name or its motto."""
    metrics = sheet.metrics
    if metrics is None:
        return None
    starts: list[Box] = []
    for draft in sheet.running():
        at = draft.at
        if at is None or at.y0 > _TOP * metrics.height:
            continue
        text = fold_same(draft.text)
        found = COUNTRY.search(text) or _MOTTO.search(text)
        if found is None or at.x1 < metrics.middle:
            continue
        word = _word_at(draft, found.start())
        if word is not None and word.x0 > 0.28 * metrics.width:
            starts.append(word)
    if not starts:
        return None
    first = min(starts, key=lambda box: box.y0)
    near = [box for box in starts if box.y0 - first.y0 < 3 * metrics.line_height]
    divider = min(box.x0 for box in near) - 1.0
    return _Zone(first.y0, first.y0 + 0.3 * metrics.height, divider)


def _word_at(draft: Draft, index: int) -> Box | None:
    """The box of the word that holds character `index` of the line."""
    start = 0
    for word in draft.line.words:
        if start <= index < start + len(word.text) + 1:
            return word.box
        start += len(word.text) + 1
    return draft.line.box if not draft.line.words else None


def _cut(sheet: Sheet, zone: _Zone, date: float, slope: float) -> None:
    """Cut lines of the zone that hold words of both columns.

    Below the line of place and date only wide gaps count: justified text stretches.
    """
    lines, metrics = list[Draft](), sheet.metrics
    for draft in sheet.lines:
        at = draft.at
        outside = at is None or draft.role is not LineRole.BODY or at.y0 > zone.bottom
        if outside or at is None or metrics is None:
            lines.append(draft)
            continue
        nearest = 0.5 if at.y0 < date else 2.0
        parts = split_draft(draft, cuts(draft, zone.divider, metrics, nearest), slope)
        for part in parts:
            if not spoken(part.text):
                part.role = LineRole.FURNITURE
        lines += parts
    sheet.lines[:] = lines


def _date_bottom(sheet: Sheet, zone: _Zone) -> float:
    """The bottom of the line of place and date, else that of the motto's block."""
    for draft in sheet.running():
        at = draft.at
        if at is None or not zone.top <= at.y0 <= zone.top + 120:
            continue
        if at.x1 > zone.divider + 60 and _DATE.search(fold_same(draft.text)):
            return at.y1
    return zone.top + 45.0


def _side(
    draft: Draft, at: Box, zone: _Zone, date: float, metrics: Metrics
) -> LineRole | None:
    """The column a line belongs to, None where it belongs to the body."""
    if _ADDRESSED.match(fold_same(draft.text)):
        return None
    middle = (at.x0 + at.x1) / 2
    goes_on = draft.text[:1].islower() and at.y0 > date  # a wide "V/v …", below it
    if at.x1 <= zone.divider + (30 if goes_on else 12):
        # A short title ("CHỈ THỊ") can end left of the divider; it stands far right.
        titled = at.y0 > date and middle > 0.3 * metrics.left + 0.7 * zone.divider
        return None if titled else LineRole.LETTERHEAD_LEFT
    right_of_middle = middle > metrics.middle + 0.05 * metrics.width
    if at.x0 >= zone.divider - 12 and at.y0 <= date and right_of_middle:
        return LineRole.LETTERHEAD_RIGHT
    if (
        at.x0 >= zone.divider - 40
        and _DATE.search(fold_same(draft.text))
        and at.y0 <= date
    ):
        return LineRole.LETTERHEAD_RIGHT
    return None
