"""From a page as offered to a page as read: its layer, its picture, or both.

The picture libraries are imported only when a picture is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ccndocs.ocr.choose import Choice, choose, weigh
from ccndocs.ocr.status import EngineStatus, available_engines
from ccndocs.ocr.tessdata import find_tessdata
from ccndocs.types.issue import IssueLog
from ccndocs.types.options import Options
from ccndocs.types.page import Line, Origin, Page, SourcePage, Table

__all__ = ["EngineStatus", "available_engines", "find_tessdata", "recognize"]


def recognize(page: SourcePage, options: Options, issues: IssueLog) -> Page:
    """The page as read.

    A caller relies on: a page that the engine cannot read costs itself only (what
    the layer has, or an empty page, and the issue `page_failed`); a missing engine or
    missing language data raises MissingToolError, for no other picture could be read.
    """
    layer = page.layer or ()
    if page.image is None:
        return _page(page, layer, Origin.PLAIN)
    evidence = weigh(_texts(layer), ink=page.ink, has_image=True)
    decision = choose(evidence, options.mode)
    if decision.choice is Choice.LAYER:
        return _page(page, layer, Origin.LAYER)
    if decision.choice is Choice.NOTHING:
        issues.add("no_text_layer", "No text layer, and OCR is off.", page.number)
        return _page(page, (), Origin.BLANK)
    from ccndocs.ocr.picture import recognize_picture

    return recognize_picture(page, decision, options, issues)


def _page(page: SourcePage, blocks: Sequence[Line | Table], origin: Origin) -> Page:
    return Page(
        page.number,
        tuple(blocks),
        origin,
        page.width,
        page.height,
        turn=page.turn,
        shown=page.shown,
    )


def _texts(blocks: Sequence[Line | Table]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Line):
            yield block.text
        else:
            for cell in block.cells:
                yield from (line.text for line in cell.lines)
