"""Letterhead and ending: two columns side by side, read one after the other."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ccndocs.layout.draft import Draft, Metrics, Sheet
from ccndocs.layout.places import lean, split_draft
from ccndocs.types.geometry import Box
from ccndocs.types.layout import LineRole
from ccndocs.vi.fold import fold_same

# All are matched on text without diacritics: OCR errs in them more than in letters.
_COUNTRY = re.compile(
    r"cong h[o0]a\b|(?:\S+ \S+ )?xa h\Si chu ngh|dang c\Sng san vi\St nam"
)
_MOTTO = re.compile(r"d\Sc l\Sp\W{1,4}\S\S do|t\S do\W{1,4}h\Snh ph\Sc")
_DATE = re.compile(r"ngay.{0,12}thang.{0,10}nam")
# What goes on with a blank or a hand's strokes before it: a number's symbol, a date.
_BEHIND_BLANK = re.compile(r"[/-]\s?[A-ZĐ]|th\Sng\b|n[aă]m\b")
_ADDRESSED = re.compile(r"\W*kinh g\Si")
_RECIPIENTS = re.compile(r"\W{0,3}n\Si (?:nhan|gui)\b")
_FILED = re.compile(r"\W{0,3}luu\s*[:;,.]?\s*v[tp]\b")
_SIGNED = re.compile(
    r"\W*(?:(?:k\s?t|t\s?m|t\s?l|tuq|t/m)\s?[.,]\s*\w|(?:pho |q\. ?)?(?:giam doc|"
    r"chu tich|bo truong|thu truong|cuc truong|vien truong|chanh van phong|"
    r"hieu truong|truong ban|thu tuong|chu nhiem|chanh thanh tra)\W*$)"
)
_END = re.compile(r"\.\s*/(?!\d)")
_NOTE = re.compile(r"(?:[(\[]?\d{1,2}[)\]]?|[*!¹²³⁴⁵⁶⁷⁸⁹])\s+[^\W\d_]")
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
    placed = sorted(
        ((d, d.at) for d in sheet.running() if d.at is not None), key=_by_top
    )
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
    _unite(sheet, LineRole.LETTERHEAD_LEFT, LineRole.LETTERHEAD_RIGHT)


def _level(first: Box, second: Box) -> bool:
    """Whether two boxes share half a line's height (a stamp beside the title)."""
    shared = min(first.y1, second.y1) - max(first.y0, second.y0)
    return shared > 0.4 * min(first.height, second.height)


def _by_top(item: tuple[Draft, Box]) -> float:
    return item[1].y0 + item[1].y1


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
        found = _COUNTRY.search(text) or _MOTTO.search(text)
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
        parts = split_draft(draft, _cuts(draft, zone.divider, metrics, nearest), slope)
        for part in parts:
            if not _spoken(part.text):
                part.role = LineRole.FURNITURE
        lines += parts
    sheet.lines[:] = lines


def _cuts(
    draft: Draft, divider: float, metrics: Metrics, nearest: float = 0.5
) -> list[int]:
    """Words before which the line is to be cut.

    A gap of two line heights before a word right of the divider parts columns (left
    of it the gap is a blank to fill in: "Số:      /KH-UBND"); at the divider a gap of
    `nearest` heights does, for columns touch where the issuer's name is long. What
    holds no letter or digit (a scanned ornament) fills no gap.
    """
    cuts: list[int] = []
    before: Box | None = None
    for index, word in enumerate(draft.line.words):
        if word.box is None:
            return []
        if not _spoken(word.text):
            before = before or word.box
            continue
        if before is not None:
            gap = word.box.x0 - before.x1
            at_divider = before.x1 <= divider + 6 and word.box.x0 >= divider - 6
            far = gap > 2.0 * metrics.line_height and word.box.x0 >= divider - 40
            far = far and not _fills_blank(draft, index)
            far = far or (at_divider and _opens_country(draft, index))
            if far or (at_divider and gap > nearest * metrics.line_height):
                cuts.append(index)
        before = word.box
    return cuts


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
    return _COUNTRY.match(fold_same(rest)) is not None


def _spoken(text: str) -> bool:
    return any(c.isalnum() for c in text)


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


def _unite(sheet: Sheet, left: LineRole, right: LineRole) -> None:
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


def part_ending(sheet: Sheet) -> None:
    """Recipients left, then the signature block right, as two units.

    The ending is found by "Nơi nhận"; the signature block may start a few lines
    higher ("TM. ỦY BAN NHÂN DÂN" stands level with it or above).
    """
    metrics = sheet.metrics
    if metrics is None:
        return
    top = _ending_start(sheet, metrics)
    if top is None:
        return
    slope = lean([draft.line for draft in sheet.lines])
    divider = _ending_divider(sheet, top, metrics)
    foot = _notes_start(sheet, top, metrics)
    beyond = [d for d in sheet.lines if d.at and not top <= d.at.y0 < foot]
    held = {id(d) for d in beyond}
    lines: list[Draft] = []
    for draft in sheet.lines:
        if draft.at is None or id(draft) in held or draft.role is not LineRole.BODY:
            lines.append(draft)
            continue
        for part in split_draft(draft, _cuts(draft, divider, metrics), slope):
            if part.at is not None:
                middle = (part.at.x0 + part.at.x1) / 2
                part.role = (
                    LineRole.ENDING_LEFT if middle < divider else LineRole.ENDING_RIGHT
                )
            lines.append(part)
    sheet.lines[:] = lines
    _unite(sheet, LineRole.ENDING_LEFT, LineRole.ENDING_RIGHT)


def _notes_start(sheet: Sheet, top: float, metrics: Metrics) -> float:
    """Where notes begin below the ending: "1 Theo Quyết định …" across the middle.

    Recipients and posts keep to their sides, a note has the page's width.
    """
    starts = [
        draft.at.y0
        for draft in sheet.running()
        if draft.at is not None
        and draft.at.y0 > top
        and draft.at.x0 < metrics.middle < draft.at.x1
        and _NOTE.match(draft.text)
    ]
    return min(starts, default=math.inf)


def _ending_start(sheet: Sheet, metrics: Metrics) -> float | None:
    """Where the ending begins on the page, None where it holds none."""
    for draft in sheet.running():
        at = draft.at
        if at and at.x0 < metrics.middle and _RECIPIENTS.match(fold_same(draft.text)):
            return _ending_top(sheet, at, metrics)
    return _tail(sheet, metrics)


def _tail(sheet: Sheet, metrics: Metrics) -> float | None:
    """The ending without a legible "Nơi nhận" (a signature often runs over it).

    It starts below the last "./." or "./" (else the last line that fills the page's
    width) and holds a post in capitals right of the middle or the file copy's "Lưu".
    """
    placed = sorted(
        ((d, d.at) for d in sheet.running() if d.at is not None), key=_by_top
    )
    start = 0
    for index, (draft, at) in enumerate(placed):
        wide = at.x1 > metrics.right - 12 and at.x0 < metrics.left + 60
        if _END.search(draft.text) or (wide and not _gapped(draft, metrics)):
            start = index + 1
    while start < len(placed) and _goes_on(placed[start][0], metrics):
        start += 1
    tail = placed[start:]
    if any(_closes(draft, metrics) for draft, _ in tail):
        return tail[0][1].y0 - 0.5
    return None


def _goes_on(draft: Draft, metrics: Metrics) -> bool:
    """Whether a line is the last of a paragraph that began above."""
    long = len(draft.text.split()) >= 4
    return long and draft.text[:1].islower() and not _gapped(draft, metrics)


def _closes(draft: Draft, metrics: Metrics) -> bool:
    """Whether a line or its right part can only stand in an ending."""
    if _FILED.match(fold_same(draft.text)):
        return True
    words = draft.line.words
    right = [w.text for w in words if w.box and w.box.x0 > metrics.middle - 12]
    text = " ".join(right)
    return text == text.upper() and bool(_SIGNED.match(fold_same(text)))


def _gapped(draft: Draft, metrics: Metrics) -> bool:
    return bool(_cuts(draft, metrics.middle, metrics))


def _ending_top(sheet: Sheet, start: Box, metrics: Metrics) -> float:
    """Up to four lines of the right half above "Nơi nhận" belong to the ending."""
    top = start.y0 - 0.5 * metrics.line_height
    above = sorted(
        (d.at for d in sheet.running() if d.at is not None and d.at.y0 < top),
        key=lambda at: -at.y0,
    )
    for at in above[:4]:
        near = top - at.y1 < 1.5 * metrics.line_height
        if not near or at.x0 < metrics.middle - 0.06 * metrics.width:
            break
        top = at.y0 - 0.5
    return top


def _ending_divider(sheet: Sheet, top: float, metrics: Metrics) -> float:
    """The place between the columns that the fewest words cross."""
    boxes = [
        word.box
        for draft in sheet.running()
        if draft.at is not None and draft.at.y0 >= top
        for word in draft.line.words
        if word.box is not None
    ]
    low, high = round(0.38 * metrics.width), round(0.66 * metrics.width)
    places = range(low, high, 2)
    crossed = {x: sum(box.x0 < x < box.x1 for box in boxes) for x in places}
    fewest = min(crossed.values())
    runs = _runs([x for x in places if crossed[x] == fewest])
    widest = max(runs, key=lambda run: (len(run), -run[0]))
    return widest[-1] - 1.0


def _runs(values: Sequence[int]) -> list[list[int]]:
    """Values that follow each other in steps of two, grouped."""
    runs: list[list[int]] = []
    for value in values:
        if runs and value - runs[-1][-1] == 2:
            runs[-1].append(value)
        else:
            runs.append([value])
    return runs


RULES: tuple[Callable[[Sheet], None], ...] = (part_letterhead, part_ending)
"""Applied in this order to each page with places."""
