"""From pages to one text: reading order, roles of lines, tables."""

from __future__ import annotations

from collections.abc import Sequence

from ccndocs.layout import furniture, notes, plain
from ccndocs.layout.bars import find_tables
from ccndocs.layout.draft import Draft, DraftCell, DraftTable, Sheet, write
from ccndocs.layout.ending import part_ending
from ccndocs.layout.figured import figured_tables
from ccndocs.layout.gapped import GUTTER, Frame, gapped_tables
from ccndocs.layout.letterhead import part_letterhead
from ccndocs.layout.order import sort_lines
from ccndocs.layout.pieces import levels_of_page
from ccndocs.layout.places import place, set_measures
from ccndocs.layout.stamps import mark_stamps
from ccndocs.layout.tables import join_continued
from ccndocs.layout.tall_rows import part_tall_rows
from ccndocs.types.issue import IssueLog
from ccndocs.types.layout import Layout, LineRole, PageFacts
from ccndocs.types.page import Line, Origin, Page, Table

__all__ = ["lay_out"]


def lay_out(pages: Sequence[Page], issues: IssueLog) -> Layout:
    """The text of all pages with the place and role of each line.

    A caller relies on: the text of a plain text file is the file's text; every
    character but line breaks is in exactly one line; nothing read is left out
    (page numbers and the like stay in the text, with the role FURNITURE).
    """
    sheets = [_sheet(page) for page in pages]
    _place_plain([s for s in sheets if s.facts.origin is Origin.PLAIN])
    _place_printed([s for s in sheets if s.facts.origin is not Origin.PLAIN])
    tables = join_continued(sheets)
    return write(
        (line for sheet in sheets for line in sheet.lines),
        tables,
        [sheet.facts for sheet in sheets],
    )


def _sheet(page: Page) -> Sheet:
    """The page's lines in the order given, cells row by row."""
    sheet = Sheet(
        PageFacts(
            page.number,
            page.origin,
            page.width,
            page.height,
            page.confidence,
            page.turn,
            page.shown,
        )
    )
    for block in page.blocks:
        if isinstance(block, Line):
            role = LineRole.NOTE if block.note else LineRole.BODY
            sheet.lines.append(Draft(block, page.number, role))
        else:
            table = _draft_table(block, page.number)
            sheet.tables.append(table)
            sheet.lines += (line for cell in table.cells for line in cell.lines)
    return sheet


def _draft_table(table: Table, page: int) -> DraftTable:
    cells = [
        DraftCell(
            cell.row,
            cell.column,
            [Draft(line, page, LineRole.CELL) for line in cell.lines],
            cell.row_span,
            cell.column_span,
        )
        for cell in sorted(table.cells, key=lambda c: (c.row, c.column))
    ]
    return DraftTable(page, table.rows, table.columns, cells)


def _place_plain(sheets: Sequence[Sheet]) -> None:
    """Roles of plain text, page by page."""
    frame: Frame | None = None
    for sheet in sheets:
        for rule in plain.RULES:
            rule(sheet.lines)
        found, frame = find_tables(sheet.lines, frame)
        sheet.tables += found


def _place_printed(sheets: Sequence[Sheet]) -> None:
    """Order and roles of pages whose lines have places."""
    for sheet in sheets:
        place(sheet)
    mark_stamps(sheets)
    for rule in furniture.RULES:
        rule(sheets)
    frame: Frame | None = None
    for sheet in sheets:
        sort_lines(sheet)
        for table in sheet.tables:
            part_tall_rows(table, sheet.slope)
        levels = levels_of_page(sheet.lines, sheet.slope)
        found, frame = gapped_tables(levels, GUTTER, frame)
        sheet.tables += found
        levels = levels_of_page(sheet.lines, sheet.slope)
        sheet.tables += figured_tables(levels, GUTTER)
        part_letterhead(sheet)
        part_ending(sheet)
        for note_rule in notes.RULES:
            note_rule(sheet)
        set_measures(sheet)
