"""Arrival stamps: an office notes when the paper came, beside or over the title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ccndocs.layout.draft import Draft, Sheet
from ccndocs.layout.places import lean, split_draft
from ccndocs.types.geometry import Box
from ccndocs.types.layout import LineRole
from ccndocs.types.page import Origin
from ccndocs.vi.fold import fold_same

# "CỔNG THÔNG TIN ĐIỆN TỬ CHÍNH PHỦ", "VĂN THƯ", "CÔNG VĂN ĐẾN", "ĐẾN Giờ: … Ngày: …".
_HEAD = re.compile(
    r"\W*(?:c\Sng th\Sng t\S{1,2}n di\Sn t\S|c\Sng v\Sn d\Sn\b|"
    r"d\Sn\s+(?:s\S|gi\S|ng\Sy)\b)"
)
_TALL = 46.0  # points from the stamp's first line to below its last
_LEFT = 0.5  # stamps stand in the left half, above or beside the title
_UPPER = 0.5


def mark_stamps(sheets: Sequence[Sheet]) -> None:
    """Words inside an arrival stamp are furniture; lines that reach in are cut."""
    for sheet in sheets:
        if sheet.facts.origin is not Origin.OCR or sheet.metrics is None:
            continue
        frame = _frame(sheet)
        if frame is not None:
            _mark(sheet, frame)


def _frame(sheet: Sheet) -> Box | None:
    """The place of the stamp that its first line heads."""
    metrics = sheet.metrics
    if metrics is None:
        return None
    for draft in sheet.running():
        at = draft.at
        if at is None or at.y0 > _UPPER * metrics.height:
            continue
        if at.x1 < _LEFT * metrics.width and _HEAD.match(fold_same(draft.text)):
            return Box(at.x0 - 15, at.y0 - 6, at.x1 + 12, at.y0 + _TALL)
    return None


def _mark(sheet: Sheet, frame: Box) -> None:
    slope = lean([draft.line for draft in sheet.lines])
    lines: list[Draft] = []
    for draft in sheet.lines:
        if draft.role is not LineRole.BODY or draft.at is None:
            lines.append(draft)
            continue
        inside = [
            w.box is not None and frame.x0 <= w.box.x0 and w.box.x1 <= frame.x1
            for w in draft.line.words
        ]
        middle = (draft.at.y0 + draft.at.y1) / 2
        if not frame.y0 <= middle <= frame.y1 or not any(inside):
            lines.append(draft)
            continue
        cuts = [i for i in range(1, len(inside)) if inside[i] != inside[i - 1]]
        for part in split_draft(draft, cuts, slope):
            if part.at is not None and part.at.x1 <= frame.x1 + 1:
                part.role = LineRole.FURNITURE
            lines.append(part)
    sheet.lines[:] = lines
