"""Where lines stand on a page made level, and the page's own measures."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from ccndocs.layout.draft import Draft, Metrics, Sheet
from ccndocs.types.geometry import Box
from ccndocs.types.layout import LineRole
from ccndocs.types.page import Line, Word

_A4 = (595.0, 842.0)


def place(sheet: Sheet) -> None:
    """Give each line its place and the page its measures.

    Boxes lean with a scanned page (1.2 degrees move the left edge by 17 points from
    top to bottom, half a paragraph's indent), so places are taken on the page made
    level again.
    """
    sheet.slope = lean([draft.line for draft in sheet.lines])
    for draft in sheet.lines:
        draft.at = level(draft.line, sheet.slope)
    sheet.metrics = measure(sheet)


def lean(lines: Sequence[Line]) -> float:
    """How far lines fall per point to the right: median over the long ones."""
    found: list[float] = []
    for line in lines:
        boxes = [word.box for word in line.words if word.box is not None]
        if len(boxes) < 5:
            continue
        run = boxes[-1].x0 - boxes[0].x0
        if run > 150:
            fall = (boxes[-1].y0 + boxes[-1].y1 - boxes[0].y0 - boxes[0].y1) / 2
            found.append(fall / run)
    slope = median(found) if len(found) >= 3 else 0.0
    return slope if 0.002 < abs(slope) < 0.15 else 0.0


def level(line: Line, slope: float) -> Box | None:
    """The line's box on the level page; None where the line has no box."""
    boxes = [word.box for word in line.words if word.box is not None]
    if not boxes and line.box is not None:
        boxes = [line.box]
    if not boxes:
        return None
    if not slope:
        return _union(boxes)
    return _union([levelled(box, slope) for box in boxes])


def levelled(box: Box, slope: float) -> Box:
    """The box where it stands on the page made level."""
    down = -slope * (box.x0 + box.x1) / 2
    right = slope * (box.y0 + box.y1) / 2
    return Box(box.x0 + right, box.y0 + down, box.x1 + right, box.y1 + down)


def _union(boxes: Sequence[Box]) -> Box:
    whole = boxes[0]
    for box in boxes[1:]:
        whole = whole.union(box)
    return whole


def measure(sheet: Sheet) -> Metrics:
    """The page's measures: edges from lines of five words or more."""
    placed = [(d, d.at) for d in sheet.running() if d.at is not None]
    long = [at for draft, at in placed if len(draft.text.split()) >= 5]
    width = sheet.facts.width or max([at.x1 for _, at in placed], default=_A4[0])
    height = sheet.facts.height or max([at.y1 for _, at in placed], default=_A4[1])
    some = long or [at for _, at in placed]
    if not some:
        return Metrics(width * 0.14, width * 0.9, 14.0, width, height)
    return Metrics(
        _share([at.x0 for at in some], 0.1),
        _share([at.x1 for at in some], 0.9),
        max(median(at.height for at in some), 4.0),
        width,
        height,
    )


def _share(values: Sequence[float], share: float) -> float:
    """The value below which `share` of the values lie."""
    ordered = sorted(values)
    return ordered[round(share * (len(ordered) - 1))]


def set_measures(sheet: Sheet) -> None:
    """Indent, gap, centred and full of every line that has a place."""
    metrics = sheet.metrics
    if metrics is None:
        return
    above: Box | None = None
    role: LineRole | None = None
    for draft in sheet.lines:
        at = draft.at
        if at is None or draft.role is LineRole.CELL:
            continue
        draft.indent = round(at.x0 - metrics.left, 1)
        draft.full = at.x1 >= metrics.right - 0.02 * metrics.width
        draft.centred = _is_centred(at, metrics)
        if above is not None and role is draft.role and at.y0 > above.y0:
            draft.gap = round((at.y0 - above.y1) / metrics.line_height, 2)
        if draft.role is not LineRole.FURNITURE:
            above, role = at, draft.role


def _is_centred(at: Box, metrics: Metrics) -> bool:
    """In the middle between the edges, with room on both sides."""
    off = abs((at.x0 + at.x1) / 2 - metrics.middle)
    room = min(at.x0 - metrics.left, metrics.right - at.x1)
    return off < 0.025 * metrics.width and room > 0.04 * metrics.width


def split_line(line: Line, at: Sequence[int]) -> list[Line]:
    """The line cut before the words of these indices."""
    edges = [0, *sorted(set(at)), len(line.words)]
    parts: list[Line] = []
    for low, high in pairwise(edges):
        words = line.words[low:high]
        if words:
            parts.append(_part(line, words, low))
    return parts or [line]


def _part(line: Line, words: tuple[Word, ...], low: int) -> Line:
    boxes = [word.box for word in words if word.box is not None]
    raised = tuple(i - low for i in line.superscripts if low <= i < low + len(words))
    return Line(
        " ".join(word.text for word in words),
        words,
        _union(boxes) if boxes else None,
        line.size,
        line.bold,
        line.italic,
        raised,
    )


def split_draft(draft: Draft, at: Sequence[int], slope: float) -> list[Draft]:
    """The draft cut before these words, each part with its own place."""
    parts = split_line(draft.line, at)
    if len(parts) == 1:
        return [draft]
    return [
        Draft(part, draft.page, draft.role, at=level(part, slope)) for part in parts
    ]
