"""What is drawn on a PDF page besides text: pictures and rules, with their places."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ccndocs.source.pdf.frame import Frame
from ccndocs.types.geometry import IDENTITY, Box, Matrix, matrix_product

_DEPTH = 8  # forms within forms; deeper nesting is an attack, not a document
_THIN, _LONG = 2.5, 18.0  # points: a rule is thinner and longer than these


@dataclass(frozen=True, slots=True)
class Picture:
    """An image on the page; `order` is its place in the order of drawing."""

    box: Box
    columns: int
    rows: int
    order: int
    grey: bool = False

    @property
    def dpi(self) -> float:
        """Pixels per inch at the size drawn, of the finer direction."""
        across = self.columns * 72 / max(self.box.width, 0.01)
        turned = self.rows * 72 / max(self.box.width, 0.01)
        down = self.rows * 72 / max(self.box.height, 0.01)
        return max(across, down) if across < 3 * down else max(turned, down)


@dataclass(slots=True)
class Drawn:
    """Pictures, rules, and the drawing order of text objects by their handle.

    `others`: what else may have a colour: visible text, paths, shades, notes.
    """

    pictures: list[Picture] = field(default_factory=list)
    level: list[Box] = field(default_factory=list)  # horizontal rules
    upright: list[Box] = field(default_factory=list)  # vertical rules
    frames: int = 0  # paths that may be whole grids
    order_of: dict[int, int] = field(default_factory=dict)
    others: int = 0

    @property
    def grey(self) -> bool:
        """Whether nothing on the page has a colour; of many it cannot be told."""
        return not self.others and all(picture.grey for picture in self.pictures)

    @property
    def may_hold_tables(self) -> bool:
        """Whether looking for ruled tables is worth its time: a prefilter only."""
        return self.frames > 0 or (len(self.level) >= 2 and len(self.upright) >= 2)


def drawn_on(page: Any, frame: Frame) -> Drawn:
    """Go through all objects of the page, forms included."""
    import pypdfium2.raw as raw

    drawn = Drawn(others=max(raw.FPDFPage_GetAnnotCount(page), 0))
    for order, (handle, matrix) in enumerate(_walk(page, None, IDENTITY, 0)):
        kind = raw.FPDFPageObj_GetType(handle)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            drawn.order_of[ctypes.cast(handle, ctypes.c_void_p).value or 0] = order
            mode = raw.FPDFTextObj_GetTextRenderMode(handle)
            drawn.others += mode != raw.FPDF_TEXTRENDERMODE_INVISIBLE
        elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH):
            box = _box(handle, matrix, frame)
            if box is None:
                continue
            if kind == raw.FPDF_PAGEOBJ_IMAGE:
                _add_picture(drawn, page, handle, box, order)
            else:
                drawn.others += 1
                _add_path(drawn, box, frame)
        elif kind != raw.FPDF_PAGEOBJ_FORM:
            drawn.others += 1
    return drawn


def _walk(
    page: Any, form: Any, matrix: Matrix, depth: int
) -> Iterator[tuple[Any, Matrix]]:
    """Objects with the matrix of the forms around them, in the order of drawing."""
    import pypdfium2.raw as raw

    if form is None:
        count, get, parent = raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, page
    else:
        count, get, parent = (
            raw.FPDFFormObj_CountObjects,
            raw.FPDFFormObj_GetObject,
            form,
        )
    for index in range(count(parent)):
        handle = get(parent, index)
        if not handle:
            continue
        yield handle, matrix
        if raw.FPDFPageObj_GetType(handle) == raw.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
            own = raw.FS_MATRIX()
            raw.FPDFPageObj_GetMatrix(handle, own)
            inner = (own.a, own.b, own.c, own.d, own.e, own.f)
            yield from _walk(page, handle, matrix_product(inner, matrix), depth + 1)


def _box(handle: Any, matrix: Matrix, frame: Frame) -> Box | None:
    """Where the object stands on the upright page, cut to the page."""
    import pypdfium2.raw as raw

    edges = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(handle, *edges):
        return None
    left, bottom, right, top = (edge.value for edge in edges)
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (left, right) for y in (bottom, top)]
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    box = frame.box(min(xs), min(ys), max(xs), max(ys))
    cut = Box(
        max(box.x0, 0.0),
        max(box.y0, 0.0),
        min(box.x1, frame.width),
        min(box.y1, frame.height),
    )
    return cut if cut.x1 >= cut.x0 and cut.y1 >= cut.y0 else None


def _add_picture(drawn: Drawn, page: Any, handle: Any, box: Box, order: int) -> None:
    import pypdfium2.raw as raw

    columns, rows = ctypes.c_uint(), ctypes.c_uint()
    raw.FPDFImageObj_GetImagePixelSize(handle, columns, rows)
    facts = raw.FPDF_IMAGEOBJ_METADATA()
    known = raw.FPDFImageObj_GetImageMetadata(handle, page, facts)
    grey = bool(known) and facts.colorspace == raw.FPDF_COLORSPACE_DEVICEGRAY
    drawn.pictures.append(Picture(box, columns.value, rows.value, order, grey))


def _add_path(drawn: Drawn, box: Box, frame: Frame) -> None:
    """Sort a path into rules and what may be a whole grid or a cell's frame."""
    if box.height <= _THIN and box.width >= _LONG:
        drawn.level.append(box)
    elif box.width <= _THIN and box.height >= _LONG / 2:
        drawn.upright.append(box)
    elif box.width >= _LONG and box.height >= _LONG / 2:
        page_wide = box.width > 0.97 * frame.width and box.height > 0.97 * frame.height
        drawn.frames += 0 if page_wide else 1
