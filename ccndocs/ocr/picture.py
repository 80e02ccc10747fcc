"""A page read from its picture: blank, turned, unreadable or beside a layer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import cv2

from ccndocs.errors import EngineError
from ccndocs.ocr.blank import is_blank, is_scrap
from ccndocs.ocr.choose import Choice, Decision
from ccndocs.ocr.engine import OcrEngine, PageClock
from ccndocs.ocr.reading import Reading, cell_lines, read_picture
from ccndocs.ocr.tesseract import engine_for
from ccndocs.types.geometry import Box
from ccndocs.types.issue import IssueLog
from ccndocs.types.options import Options
from ccndocs.types.page import Line, Origin, Page, PageImage, SourcePage, Table
from ccndocs.vi.syllables import is_syllable

_LOW = 0.70  # upright pages read at 0.88 to 0.97, turned ones at 0.38 to 0.49
_GOOD = 0.80
_FEW_WORDS = 5
_SPOKEN, _SHARE = 8, 0.15  # sure syllables that tell that a page stands upright
_SURE = 0.9


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
        with _one_thread():
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


@contextmanager
def _one_thread() -> Iterator[None]:
    """OpenCV's own threads wait for one another: a tenth more CPU for the same page."""
    before = cv2.getNumThreads()
    cv2.setNumThreads(1)
    try:
        yield
    finally:
        cv2.setNumThreads(before)


def best_reading(
    page: SourcePage, image: PageImage, engine: OcrEngine, issues: IssueLog
) -> Reading:
    """The upright reading, or a turned one where that is clearly better.

    A page that is nothing but scraps is empty.
    """
    best = upright(page, image, engine)
    if is_scrap(best.all_words()):
        if not page.layer:
            count = best.words + best.noise
            message = f"No text was found; {count} marks were left out."
            issues.add("blank_page", message, page.number)
        return Reading((), 0.0, 0)
    if best.turn:
        message = f"The page was read turned by {best.turn} degrees clockwise."
        issues.add("page_turned", message, page.number)
    if best.noise:
        message = f"{best.noise} specks or strokes were left out as no text."
        issues.add("noise_left_out", message, page.number)
    if best.unread:
        message = "Number or date of the letterhead look written by hand: see the page."
        issues.add("handwriting_unread", message, page.number)
    if best.by_hand:
        message = (
            "Number or date of the letterhead were read off a pen's strokes: look."
        )
        issues.add("handwriting_read", message, page.number)
    if best.confidence < _LOW:
        message = (
            f"Read with a mean confidence of {best.confidence:.0%} only; "
            "scan the page again or check it by eye."
        )
        issues.add("low_ocr_confidence", message, page.number)
    return best


def upright(page: SourcePage, image: PageImage, engine: OcrEngine) -> Reading:
    """The best reading of the picture as it is and, where that is poor, turned.

    Finding the orientation costs 0.9 s a page, so only a poor reading is turned. Lines
    that run down the page are read as well as level ones, and lines that run up as
    badly as those of a page that stands on its head.
    """
    best = read_picture(image, page.width, engine)
    if best.words < _FEW_WORDS or (is_upright(best) and not best.sideways):
        return best
    for turn in turns(best):
        width = page.width if turn == 180 else page.height
        try:
            other = read_picture(image, width, engine, turn)
        except EngineError:  # what was read so far is not lost by it
            return best
        if _worth(other) > _worth(best):
            best = other
        if best.confidence >= _GOOD and not best.sideways:
            break
    return best


def is_upright(reading: Reading) -> bool:
    """Whether level lines of it were read the right way up.

    Of turned pages hardly a word of three letters is a syllable read surely (0 to 1 %
    of the words, up to 4 of them), of upright ones 25 % or more, those shaded so
    badly that their mean confidence is that of a turned page included.
    """
    if reading.confidence >= _LOW:
        return True
    words = reading.all_words()
    spoken = sum(
        len(word.text) > 2
        and word.confidence >= _SURE
        and word.text.isalpha()
        and is_syllable(word.text.lower())
        for word in words
    )
    return spoken >= _SPOKEN and spoken >= _SHARE * len(words)


def turns(reading: Reading) -> tuple[int, ...]:
    """Degrees clockwise to try, the likeliest first."""
    if reading.sideways:
        return (270, 90) if reading.confidence >= _LOW else (90, 270)
    return (180, 90, 270)


def _worth(reading: Reading) -> float:
    """Confidence, unless there is next to nothing to be sure of."""
    if reading.words < _FEW_WORDS or reading.sideways:
        return 0.0
    return reading.confidence


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
        page.shown,
    )


def _layer_page(
    page: SourcePage,
    blocks: tuple[Line | Table, ...],
    origin: Origin,
    confidence: float = 1.0,
) -> Page:
    width, height = page.width, page.height
    turns = page.turn, page.shown
    return Page(page.number, blocks, origin, width, height, confidence, *turns)


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
