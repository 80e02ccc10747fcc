"""One PDF page: its text layer as lines and tables, and what its pictures hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ccndocs.source.pdf.chars import chars_of, direction, styles_of
from ccndocs.source.pdf.frame import Frame
from ccndocs.source.pdf.objects import Drawn, drawn_on
from ccndocs.source.pdf.order import in_reading_order, line_of, paired, rows_of
from ccndocs.source.pdf.render import renderer
from ccndocs.source.pdf.stamps import Shown, with_stamps
from ccndocs.source.pdf.tables import TableFinder, filled
from ccndocs.source.pdf.words import PdfWord, runs_of, words_of
from ccndocs.types.geometry import Box
from ccndocs.types.issue import IssueLog
from ccndocs.types.options import Options
from ccndocs.types.page import Line, SourcePage, Table

_SQUARE = 6.0  # points: the mesh by which ink is measured
_LEADING = 0.6  # ems above and below a word that count as covered by text


def load_page(
    document: Any,
    shown: Shown,
    number: int,
    finder: TableFinder,
    options: Options,
    issues: IssueLog,
) -> SourcePage:
    """The page `number`. A page that PDFium cannot load is empty and an issue."""
    import pypdfium2 as pdfium

    try:
        page = document[number - 1]
        textpage = page.get_textpage()
        frame, words = _read(page, textpage)
        textpage.close()
        visible = shown.page(page, number)
    except pdfium.PdfiumError:
        issues.add("page_damaged", "the page cannot be read; scan it again", number)
        return SourcePage(number, None, None, None)
    drawn = drawn_on(page, frame)
    if visible is not None and words:
        words = with_stamps(words, page, visible, frame)
    layer = _layer(words, drawn, finder, number, frame)
    return SourcePage(
        number=number,
        width=frame.width,
        height=frame.height,
        layer=tuple(layer) or None,
        image=renderer(
            visible or page, frame, drawn, number, options=options, issues=issues
        ),
        ink=_ink(words, drawn, frame),
        fonts=tuple(dict.fromkeys(word.style.font for word in words)),
        turn=90 * (frame.turns % 4),
        shown=int(page.get_rotation()),
    )


def _read(page: Any, textpage: Any) -> tuple[Frame, list[PdfWord]]:
    """The page's upright frame and its words in the order of drawing."""
    styles = styles_of(textpage)
    turns = direction(styles)
    if turns is None:
        turns = page.get_rotation() // 90
    left, bottom, right, top = page.get_bbox()
    frame = Frame(left, bottom, right, top, turns)
    return frame, words_of(chars_of(textpage, styles, frame))


def _layer(
    words: Sequence[PdfWord],
    drawn: Drawn,
    finder: TableFinder,
    number: int,
    frame: Frame,
) -> list[Line | Table]:
    """Tables where there are rules, lines of all other words."""
    tables: list[Table] = []
    if words and drawn.may_hold_tables:
        for grid in finder.grids(number, frame.turns):
            table, words = filled(grid, words)
            if table is not None:
                tables.append(table)
    return _in_order(words, tables)


def _in_order(words: Sequence[PdfWord], tables: list[Table]) -> list[Line | Table]:
    """Lines and tables from top to bottom; no block of lines spans a table."""
    rows = paired(rows_of(runs_of(words)))
    blocks: list[Line | Table] = []
    for table in sorted(tables, key=lambda t: t.box.y0 if t.box else 0.0):
        top = table.box.y0 if table.box else 0.0
        above = [row for row in rows if row.baseline < top + 2.0]
        rows = rows[len(above) :]
        blocks += [line_of(run) for run in in_reading_order(above)]
        blocks.append(table)
    blocks += [line_of(run) for run in in_reading_order(rows)]
    return blocks


def _ink(words: Sequence[PdfWord], drawn: Drawn, frame: Frame) -> float:
    """The share of the page that only pictures hold, counted in small squares.

    Text that is invisible, or that a picture drawn later hides, covers nothing: it
    is what some program once read from that picture.
    """
    if not drawn.pictures:
        return 0.0
    wide, high = int(frame.width / _SQUARE) + 1, int(frame.height / _SQUARE) + 1
    mesh = bytearray(wide * high)
    for picture in drawn.pictures:
        _paint(mesh, wide, high, picture.box, 1)
    for word in words:
        if word.style.visible and not _is_hidden(word, drawn):
            box, room = word.box, _LEADING * word.size
            cover = Box(box.x0 - room, box.y0 - room, box.x1 + room, box.y1 + room)
            _paint(mesh, wide, high, cover, 0)
    return sum(mesh) / len(mesh)


def _paint(mesh: bytearray, wide: int, high: int, box: Box, value: int) -> None:
    """Set the squares under a box."""
    left, right = max(int(box.x0 / _SQUARE), 0), min(int(box.x1 / _SQUARE) + 1, wide)
    top, bottom = max(int(box.y0 / _SQUARE), 0), min(int(box.y1 / _SQUARE) + 1, high)
    if right <= left:
        return
    stripe = bytes([value]) * (right - left)
    for y in range(top, bottom):
        mesh[y * wide + left : y * wide + right] = stripe


def _is_hidden(word: PdfWord, drawn: Drawn) -> bool:
    """Whether a picture was drawn over the word."""
    order = drawn.order_of.get(word.style.handle)
    if order is None:
        return False
    x, y = (word.x0 + word.x1) / 2, word.baseline - 0.3 * word.size
    return any(
        p.order > order and p.box.x0 <= x <= p.box.x1 and p.box.y0 <= y <= p.box.y1
        for p in drawn.pictures
    )
