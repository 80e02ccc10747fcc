"""Tables of the layout to grids."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ccndocs.structure.markup import Emphasis, words_of
from ccndocs.structure.nesting import Draft
from ccndocs.structure.rows import EMPTY, Row, join
from ccndocs.types.geometry import Span
from ccndocs.types.layout import LaidTable
from ccndocs.types.tree import Grid, NodeKind, TableCell
from ccndocs.vi.columns import heads_work
from ccndocs.vi.fold import fold
from ccndocs.vi.tables import folded_lists

_FOLDED = folded_lists("page_words")

_HEAD_WORDS = re.compile(rf"(?:{_FOLDED['column_heads']}|nam \d{{4}}|ten )")
_COUNTED = re.compile(r"\(?\d{1,2}\)?|\([a-z]\)")


def table_node(table: LaidTable, text: str, to_text: Callable[[Span], Span]) -> Draft:
    """The node of a laid table."""
    cells = [
        TableCell(
            cell.row,
            cell.column,
            cell.row_span,
            cell.column_span,
            join(
                words_of(text, to_text(span), Emphasis()).passage for span in cell.spans
            ),
        )
        for cell in sorted(table.cells, key=lambda c: (c.row, c.column))
    ]
    return node_of(table.rows, table.columns, cells)


def node_of(
    rows: int, columns: int, cells: Sequence[TableCell], kinds: Sequence[str] = ()
) -> Draft:
    """A table node of these cells; one whose `kinds` its cells told has no head."""
    heads = 0 if kinds else head_rows(rows, cells)
    grid = Grid(rows, columns, tuple(cells), heads, tuple(kinds))
    return Draft(NodeKind.TABLE, "", "", EMPTY, grid=grid)


Reader = Callable[[Sequence[Row], int], tuple[Draft, int] | None]
"""Reads a table that opens at a row, and says where it stops."""


def among(rows: Sequence[Row], read: Reader) -> Iterator[Draft | list[Row]]:
    """The rows in stretches, with what `read` finds among them as nodes."""
    at = 0
    plain: list[Row] = []
    while at < len(rows):
        found = read(rows, at)
        if found is None:
            plain.append(rows[at])
            at += 1
            continue
        if plain:
            yield plain
            plain = []
        node, at = found
        yield node
    if plain:
        yield plain


def head_rows(rows: int, cells: Sequence[TableCell]) -> int:
    """How many rows are the table's head, by their words and the row "(1) (2) (3)"."""
    texts: list[list[str]] = [[] for _ in range(min(rows, 5))]
    reach = 0
    for cell in cells:
        if cell.row < len(texts):
            texts[cell.row].append(cell.passage.text)
            if cell.row == 0:
                reach = max(reach, cell.row_span)
    if not texts or not (_is_head(texts[0]) or _looks_like_head(texts)):
        return 0
    count = max(1, min(reach, len(texts)))
    if count == 1 and len(texts) > 1 and _goes_on(texts[0], texts[1]):
        count = 2
    while count < len(texts) and _is_counted(texts[count]):
        count += 1
    return min(count, rows)


def _is_head(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text]
    hits = sum(bool(_HEAD_WORDS.match(fold(text))) for text in filled)
    return hits >= 2 or (hits == 1 and len(filled) <= 2) or heads_work(filled)


def _looks_like_head(texts: Sequence[Sequence[str]]) -> bool:
    """Whether the first row heads by its shape: short words over a counted row.

    "TT | Việc phải làm | Ai gánh | Mốc" over "1 | Dời quầy … | Phòng A | 31/3".
    A second row of the head may stand between them.
    """
    filled = [_HEAD_YEAR.sub("", text) for text in texts[0] if text]
    if len(filled) < 3 or any(len(t) > 45 or _SAYS.search(t) for t in filled):
        return False
    count = _COUNT_HEAD.fullmatch(fold(filled[0])) is not None
    first = 2 if len(texts) > 2 and _goes_on(texts[0], texts[1]) else 1
    below = texts[first][:1] if len(texts) > first else []
    return count and bool(below) and _FIRST.fullmatch(below[0].strip()) is not None


def _goes_on(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether the second row is of the head: words below what covers two columns.

    "TT | Tên cụm | Diện tích (ha) | " over "TT | Tên cụm | Tổng số | Đã cho thuê".
    """
    if len(upper) != len(lower) or "" not in upper[1:]:
        return False
    pairs = list(zip(upper, lower, strict=True))
    own = [under for over, under in pairs if under and under != over]
    parted = [under for over, under in pairs if not over]
    plain = [_HEAD_YEAR.sub("", text) for text in own]
    is_words = not any(_SAYS.search(text) or len(text) > 45 for text in plain)
    return is_words and all(parted) and pairs[0][1] in ("", pairs[0][0])


_SAYS = re.compile(r"\d|[.;]$")
# "Đã thành lập | Đến năm 2030" below "Diện tích (ha)"
_HEAD_YEAR = re.compile(r"\b(?:năm|đến)\s+20\d\d\b", re.IGNORECASE)
_COUNT_HEAD = re.compile(r"s?tt\.?|so(?: tt| thu tu)?|so")
_FIRST = re.compile(r"\(?(?:0?1|I|A|a)[.)]*")


def _is_counted(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text]
    return len(filled) >= 2 and all(_COUNTED.fullmatch(text) for text in filled)


def continues_table(above: Draft, below: Draft) -> bool:
    """Whether a table without a head goes on with the one right above it."""
    return (
        above.grid is not None
        and below.grid is not None
        and above.grid.head_rows > 0
        and below.grid.head_rows == 0
        and above.grid.columns == below.grid.columns
    )


def merged(above: Draft, below: Draft) -> Draft:
    """One table of two; both must have a grid of the same columns."""
    first, second = above.grid, below.grid
    if first is None or second is None:
        return above
    moved = (replace(cell, row=cell.row + first.rows) for cell in second.cells)
    grid = replace(first, rows=first.rows + second.rows, cells=(*first.cells, *moved))
    return Draft(NodeKind.TABLE, "", "", EMPTY, grid=grid)
