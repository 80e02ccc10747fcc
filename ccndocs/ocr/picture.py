"""A page read from its picture: blank, turned, unreadable or beside a layer."""

from __future__ import annotations

from collections.abc import Sequence

from ccndocs.errors import EngineError
from ccndocs.ocr.choose import Choice, Decision
from ccndocs.ocr.engine import OcrEngine, PageClock
from ccndocs.ocr.reading import Reading, cell_lines, is_blank, read_picture
from ccndocs.ocr.tesseract import engine_for
from ccndocs.types.geometry import Box
from ccndocs.types.issue import IssueLog
from ccndocs.types.options import Options
from ccndocs.types.page import Line, Origin, Page, PageImage, SourcePage, Table

_LOW = 0.70  # upright pages read at 0.88 to 0.97, turned ones at 0.38 to 0.49
_GOOD = 0.80
_FEW_WORDS = 5


def recognize_picture(
    page: SourcePage, decision: Decision, options: Options, issues: IssueLog
) -> Page:
    """The page as its picture reads. `page.image` must be there."""
    if page.image is None:
        raise ValueError("a page without a picture cannot be recognised")
    image = page.image()
    layer = page.layer or ()
    if is_blank(image):
        issues.add("blank_page", "The page is blank.", page.number)
        origin = Origin.LAYER if layer else Origin.BLANK
        return _layer_page(page, layer, origin)
    seconds = options.page_seconds
    engine = PageClock(engine_for(options.engine, options.language, seconds), seconds)
    if decision.distrusted:
        message = f"The text layer is not used: {decision.reason}."
        issues.add("layer_distrusted", message, page.number)
    try:
        reading = best_reading(page, image, engine, issues)
    except EngineError as error:
        issues.add("page_failed", error.message(), page.number)
        origin = Origin.LAYER if layer else Origin.OCR
        confidence = 1.0 if layer else 0.0
        return _layer_page(page, layer, origin, confidence)
    if decision.choice is Choice.BOTH and not reading.turn:
        blocks, left_out = _beside(layer, reading.blocks)
        if left_out:
            message = "Pictures on the page hold text that could not be read surely."
            issues.add("picture_text_left_out", message, page.number)
        return _layer_page(page, blocks, Origin.LAYER)
    return _as_page(page, reading)


def best_reading(
    page: SourcePage, image: PageImage, engine: OcrEngine, issues: IssueLog
) -> Reading:
    """The upright reading, or a turned one where that is clearly better.

    Finding the orientation costs 0.9 s a page, so only a poor reading is turned.
    """
    best = read_picture(image, page.width, engine)
    if best.confidence < _LOW and best.words >= _FEW_WORDS:
        for turn in (180, 90, 270):
            width = page.width if turn == 180 else page.height
            other = read_picture(image, width, engine, turn)
            if _worth(other) > _worth(best):
                best = other
            if best.confidence >= _GOOD:
                break
    if best.turn:
        message = f"The page was read turned by {best.turn} degrees clockwise."
        issues.add("page_turned", message, page.number)
    if best.noise:
        message = f"{best.noise} specks or strokes were left out as no text."
        issues.add("noise_left_out", message, page.number)
    if best.unread:
        message = "Number or date of the letterhead look written by hand: see the page."
        issues.add("handwriting_unread", message, page.number)
    if best.confidence < _LOW:
        message = (
            f"Read with a mean confidence of {best.confidence:.0%} only; "
            "scan the page again or check it by eye."
        )
        issues.add("low_ocr_confidence", message, page.number)
    return best


def _worth(reading: Reading) -> float:
    """Confidence, unless there is next to nothing to be sure of."""
    return reading.confidence if reading.words >= _FEW_WORDS else 0.0


def _as_page(page: SourcePage, reading: Reading) -> Page:
    width, height = page.width, page.height
    if reading.turn in (90, 270):
        width, height = height, width
    return Page(
        page.number,
        reading.blocks,
        Origin.OCR,
        width,
        height,
        round(reading.confidence, 4),
        (page.turn + reading.turn) % 360,
    )


def _layer_page(
    page: SourcePage,
    blocks: tuple[Line | Table, ...],
    origin: Origin,
    confidence: float = 1.0,
) -> Page:
    width, height = page.width, page.height
    return Page(page.number, blocks, origin, width, height, confidence, page.turn)


def _beside(
    layer: Sequence[Line | Table], read: Sequence[Line | Table]
) -> tuple[tuple[Line | Table, ...], bool]:
    """The layer, and what the picture surely holds where the layer has nothing.

    Drawings give scraps ("mm Nà Lăn") that are worse than silence: a line or table
    below the usual confidence is left out, which the second value tells.
    """
    taken = [block.box for block in layer if block.box is not None]
    extra = [b for b in read if b.box and not any(_covers(t, b.box) for t in taken)]
    sure = [block for block in extra if _confidence(block) >= _GOOD]
    blocks = [*layer, *sure]
    if sure and all(block.box for block in blocks):
        blocks.sort(key=lambda b: b.box.y0 if b.box else 0.0)
    return tuple(blocks), len(sure) < len(extra)


def _confidence(block: Line | Table) -> float:
    lines = [block] if isinstance(block, Line) else cell_lines([block])
    words = [word for line in lines for word in line.words]
    return sum(w.confidence for w in words) / len(words) if words else 0.0


def _covers(taken: Box, box: Box) -> bool:
    """Whether `taken` overlaps a tenth or more of `box`."""
    width = min(taken.x1, box.x1) - max(taken.x0, box.x0)
    height = min(taken.y1, box.y1) - max(taken.y0, box.y0)
    if width <= 0 or height <= 0:
        return False
    return width * height >= 0.1 * box.width * box.height
