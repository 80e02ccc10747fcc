"""The ending: recipients left, then the signature block right, as two units."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from ccndocs.layout.columns import cuts, placed_lines, unite
from ccndocs.layout.draft import Draft, Metrics, Sheet
from ccndocs.layout.places import lean, split_draft
from ccndocs.types.geometry import Box
from ccndocs.types.layout import LineRole
from ccndocs.vi.fold import fold_same

# Matched on text without diacritics: OCR errs in them more than in letters.
_RECIPIENTS = re.compile(r"\W{0,3}n\Si (?:nhan|gui)\b")
_FILED = re.compile(r"\W{0,3}luu\s*[:;,.]?\s*v[tp]\b")
_SIGNED = re.compile(
    r"\W*(?:(?:k\s?t|t\s?m|t\s?l|tuq|t/m)\s?[.,]\s*\w|(?:pho |q\. ?)?(?:giam doc|"
    r"chu tich|bo truong|thu truong|cuc truong|vien truong|chanh van phong|"
    r"hieu truong|truong ban|thu tuong|chu nhiem|chanh thanh tra)\W*$)"
)
_END = re.compile(r"\.\s*/(?!\d)")
_NOTE = re.compile(r"(?:[(\[]?\d{1,2}[)\]]?|[*!¹²³⁴⁵⁶⁷⁸⁹])\s+[^\W\d_]")


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
        for part in split_draft(draft, cuts(draft, divider, metrics), slope):
            if part.at is not None:
                middle = (part.at.x0 + part.at.x1) / 2
                part.role = (
                    LineRole.ENDING_LEFT if middle < divider else LineRole.ENDING_RIGHT
                )
            lines.append(part)
    sheet.lines[:] = lines
    unite(sheet, LineRole.ENDING_LEFT, LineRole.ENDING_RIGHT)


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
    placed = placed_lines(sheet)
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
    return bool(cuts(draft, metrics.middle, metrics))


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
