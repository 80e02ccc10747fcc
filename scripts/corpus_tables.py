"""Ruled tables of a drawn document."""

from __future__ import annotations

import math
from xml.sax.saxutils import escape

from corpus_aligned import grid_of
from corpus_pages import STYLES
from corpus_source import Block
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, Table, TableStyle


def _column_widths(rows: list[Block], width: float) -> list[float]:
    columns = len(rows[0].cells)
    weights = []
    for column in range(columns):
        told = [row.cells[column] for row in rows if column < len(row.cells)]
        lengths = [len(cell) for cell in told]
        words = (word for cell in told for word in cell.split())
        longest = max(map(len, words), default=1)
        weights.append(max(4.0, longest * 1.1, math.sqrt(sum(lengths)) * 1.1))
    return [width * weight / sum(weights) for weight in weights]


def table_of(rows: list[Block], width: float) -> Table:
    """The table of these rows, as wide as told."""
    commands: list[tuple[object, ...]] = [
        *grid_of(rows),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ]
    data = []
    most = max(len(row.cells) for row in rows)
    for number, row in enumerate(rows):
        group = "<" in row.cells
        cells: list[object] = []
        for column, cell in enumerate(row.cells):
            if cell in ("<", "^"):
                cells.append("")
                continue
            cells.append(Paragraph(escape(cell), _cell_style(row, cell, group)))
            right, below = _extent(rows, number, column)
            if (right, below) != (column, number):
                commands.append(("SPAN", (column, number), (right, below)))
        data.append(cells + [""] * (most - len(cells)))
    table = Table(data, colWidths=_column_widths(rows, width), repeatRows=1)
    table.setStyle(TableStyle(commands))
    return table


def _cell_style(row: Block, cell: str, group: bool) -> ParagraphStyle:
    if row.kind.endswith("head"):
        return STYLES["cell_head"]
    if group:
        return STYLES["cell_bold"]
    return STYLES["cell_mid"] if len(cell) < 8 else STYLES["cell"]


def _extent(rows: list[Block], row: int, column: int) -> tuple[int, int]:
    right, below = column, row
    while right + 1 < len(rows[row].cells) and rows[row].cells[right + 1] == "<":
        right += 1
    # A row saved without its merged cells is shorter than the others.
    while below + 1 < len(rows) and rows[below + 1].cells[column : column + 1] == (
        "^",
    ):
        below += 1
    return right, below
