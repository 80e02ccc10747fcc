"""XLS: sheets as pages, cells as Excel shows them, in the fonts' own encodings."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ccndocs.errors import InputFileError
from ccndocs.source.faults import damaged
from ccndocs.source.pages import Pages, selected
from ccndocs.source.sheet.grid import Filled, Grid, shown_day, shown_number
from ccndocs.types.issue import IssueLog
from ccndocs.types.options import Options
from ccndocs.types.page import Source, SourcePage

_TEXT, _NUMBER, _DATE = 1, 2, 3  # kinds of cells
_BOLD = 600  # weight of a font
_VISIBLE = 0


@contextmanager
def open_xls(source: Source, options: Options, issues: IssueLog) -> Iterator[Pages]:
    """A page for each sheet that is not hidden.

    Raises InputFileError (`damaged`, `locked_office`, `no_pages`) or BadOptionError.
    """
    book = _book(source)
    sheets = [sheet for sheet in book.sheets() if sheet.visibility == _VISIBLE]
    if not sheets:
        raise InputFileError("no_pages", source.name)
    numbers = selected(source, len(sheets), options)
    yield Pages(
        len(sheets), numbers, lambda number: _page(book, sheets[number - 1], number)
    )


def _book(source: Source) -> Any:
    import xlrd

    try:
        return xlrd.open_workbook(
            file_contents=source.data,
            logfile=io.StringIO(),  # else it talks on standard output
            formatting_info=True,
            ragged_rows=True,
        )
    except Exception as error:  # on damage it raises whatever its parts do
        if "encrypted" in str(error):
            raise InputFileError("locked_office", source.name) from error
        raise damaged(source, error) from error


def _page(book: Any, sheet: Any, number: int) -> SourcePage:
    grid = Grid()
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            form = book.xf_list[cell.xf_index]
            text = _text(book, cell, form)
            if text:
                font = book.font_list[form.font_index]
                grid.cells[row, column] = Filled(text, font.weight >= _BOLD, font.name)
    for row, below, column, beyond in sheet.merged_cells:
        if (row, column) in grid.cells:
            grid.spans[row, column] = below - row, beyond - column
    fonts = dict.fromkeys(cell.font for cell in grid.cells.values() if cell.font)
    return SourcePage(number, None, None, grid.blocks() or None, fonts=tuple(fonts))


def _text(book: Any, cell: Any, form: Any) -> str:
    """What the cell shows."""
    from xlrd import xldate_as_datetime
    from xlrd.xldate import XLDateError

    if cell.ctype == _TEXT:
        return str(cell.value).strip()
    if cell.ctype == _NUMBER:
        known = book.format_map.get(form.format_key)
        return shown_number(cell.value, known.format_str if known else "General")
    if cell.ctype == _DATE:
        try:
            return shown_day(xldate_as_datetime(cell.value, book.datemode))
        except (XLDateError, ValueError, OverflowError):
            return shown_number(cell.value, "General")
    return ""
