"""XLSX: sheets as pages, cells as Excel shows them."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ccndocs.errors import InputFileError
from ccndocs.source.faults import damaged
from ccndocs.source.pages import Pages, selected
from ccndocs.source.sheet.grid import Filled, Grid, shown_day, shown_number
from ccndocs.source.unpacking import check_sizes
from ccndocs.types.issue import IssueLog
from ccndocs.types.options import Options
from ccndocs.types.page import Source, SourcePage

_UNSAVED = re.compile(rb"(?:</f>|<f\b[^<>]*/>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")


@contextmanager
def open_xlsx(source: Source, options: Options, issues: IssueLog) -> Iterator[Pages]:
    """A page for each sheet that is not hidden.

    Formulas give their saved results; the issue `formula_without_result` counts those
    that have none.

    Raises InputFileError (`damaged`, `too_large`, `no_pages`) or BadOptionError.
    """
    sheets = _sheets(source, options, issues)
    if not sheets:
        raise InputFileError("no_pages", source.name)
    numbers = selected(source, len(sheets), options)
    yield Pages(len(sheets), numbers, lambda number: _page(sheets[number - 1], number))


def _sheets(source: Source, options: Options, issues: IssueLog) -> list[Any]:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            check_sizes(archive, source, options)
            unsaved = _unsaved_results(archive)
        book = load_workbook(io.BytesIO(source.data), data_only=True)
    except InputFileError:
        raise
    except Exception as error:  # openpyxl lets through whatever its parts raise
        raise damaged(source, error) from error
    if unsaved:
        issues.add(
            "formula_without_result",
            f"{unsaved} formula(s) were saved without their results, so these cells "
            "are empty; open the workbook in Excel or LibreOffice and save it",
        )
    return [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]


def _unsaved_results(archive: zipfile.ZipFile) -> int:
    """How many formulas have no saved result; programs that only write leave none."""
    return sum(
        len(_UNSAVED.findall(archive.read(name)))
        for name in archive.namelist()
        if name.startswith("xl/worksheets/") and name.endswith(".xml")
    )


def _page(sheet: Any, number: int) -> SourcePage:
    grid = Grid()
    # Only the cells that the file has: a sheet may claim 16,384 times 1,048,576.
    for place, cell in sheet._cells.items():
        text = _text(cell)
        if text:
            font = cell.font
            grid.cells[place] = Filled(text, bool(font.b), font.name or "")
    for merged in sheet.merged_cells.ranges:
        place = merged.min_row, merged.min_col
        tall = merged.max_row - merged.min_row + 1
        wide = merged.max_col - merged.min_col + 1
        if place in grid.cells:
            grid.spans[place] = tall, wide
    fonts = dict.fromkeys(cell.font for cell in grid.cells.values() if cell.font)
    return SourcePage(number, None, None, grid.blocks() or None, fonts=tuple(fonts))


def _text(cell: Any) -> str:
    """What the cell shows."""
    value = cell.value
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, (dt.datetime, dt.date, dt.time)):
        return shown_day(value)
    if isinstance(value, (int, float)):
        return shown_number(value, cell.number_format or "General")
    text = str(value).strip()
    return "" if cell.data_type == "e" else text
