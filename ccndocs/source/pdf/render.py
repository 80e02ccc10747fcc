"""A PDF page as a picture of 200 dpi, from the scan's own pixels where it is one."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ccndocs.source.pdf.frame import Frame
from ccndocs.source.pdf.objects import Drawn, Picture
from ccndocs.source.raster import SLACK, WORKING_DPI, reduced
from ccndocs.types.issue import IssueLog
from ccndocs.types.options import Options
from ccndocs.types.page import PageImage

if TYPE_CHECKING:
    from PIL.Image import Image

_FULL_PAGE = 0.80  # share of the page that a scan's picture covers
_FINEST, _COARSEST = 300.0, 96.0
_TOO_COARSE = 36.0  # below it nothing can be read


def renderer(
    page: Any,
    frame: Frame,
    drawn: Drawn,
    number: int,
    *,
    options: Options,
    issues: IssueLog,
) -> Callable[[], PageImage] | None:
    """What draws the page; None (and an issue) where that would not fit in memory."""
    dpi = _dpi_for(frame, drawn, options)
    biggest = max((p.columns * p.rows for p in drawn.pictures), default=0)
    if biggest > options.max_pixels or dpi < _TOO_COARSE:
        issues.add(
            "picture_too_large",
            f"the page's picture exceeds {options.max_pixels:,} pixels and was not "
            "read; scan it at 200 to 400 dpi",
            number,
        )
        return None
    grey = drawn.grey and bool(drawn.pictures)
    return lambda: _drawn_picture(page, frame, dpi, grey=grey)


def _dpi_for(frame: Frame, drawn: Drawn, options: Options) -> float:
    """The resolution to draw at: a scan's own between 96 and 300, else 200 dpi."""
    scan = scan_of(frame, drawn)
    dpi = WORKING_DPI if scan is None else min(max(scan.dpi, _COARSEST), _FINEST)
    inches = max(frame.width * frame.height, 1.0) / (72 * 72)
    return min(dpi, math.sqrt(options.max_pixels / inches))


def scan_of(frame: Frame, drawn: Drawn) -> Picture | None:
    """The picture that is the page: the finest of those that nearly cover it.

    A scan cut into strips has no such picture; 200 dpi do for it.
    """
    area = max(frame.width * frame.height, 1.0)
    full = [p for p in drawn.pictures if p.box.width * p.box.height > _FULL_PAGE * area]
    return max(full, key=lambda picture: picture.dpi, default=None)


def _drawn_picture(page: Any, frame: Frame, dpi: float, *, grey: bool) -> PageImage:
    """Render upright, then reduce to the working resolution.

    Without colours a picture takes half the time, here and where it is looked at.
    """
    turns = (frame.turns - page.get_rotation() // 90) % 4
    bitmap = page.render(
        scale=dpi / 72, rotation=turns * 90, rev_byteorder=True, grayscale=grey
    )
    try:
        pixels = bitmap.to_numpy()
        plain = pixels.ndim == 2 or pixels.shape[2] == 3
        if dpi <= WORKING_DPI * SLACK and plain:
            return PageImage(pixels.copy(), dpi)
        picture: Image = bitmap.to_pil().convert("L" if grey else "RGB")
        return reduced(picture, (dpi, dpi))
    finally:
        bitmap.close()
