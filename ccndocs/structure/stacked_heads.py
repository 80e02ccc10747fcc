"""The head of a task table saved one cell a line.

Heads may be broken ("Thời gian" above "hoàn thành"), and of two levels: then what
stands below a head of two columns comes behind all others: "STT", "Nhiệm vụ", "Cơ quan
thực hiện", "Thời gian", "Chủ trì", "Phối hợp".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ccndocs.structure.rows import Row, join, passages_of
from ccndocs.types.layout import LineRole
from ccndocs.types.tree import Passage, TableCell
from ccndocs.vi.columns import columns_of_heads, heads_work

_FEWEST, _MOST_COLUMNS = 3, 10
_LONGEST = 45  # characters of a head
_COUNT = re.compile(r"(?:STT|TT|Số TT|Số thứ tự)\.?", re.IGNORECASE)
_COUNTED = re.compile(r"\(?(\d{1,2})\)?")
_SENTENCE = re.compile(r"[.;:]$|\d")
# A table cut in two goes on with any number; "I. TUYÊN TRUYỀN" heads the first rows.
_FIRST = re.compile(r"\(?\d{1,3}\)?[.)]?|[IA](?:[.)](?:\s+\S.*)?)?|1\.1\.?")
_PARTED = frozenset({"implement", "agencies", "lead"})
_PAIR = ("lead", "coordinate")


@dataclass(frozen=True, slots=True)
class Heads:
    """The head: its cells, what its columns hold, and where it stops.

    `kinds`: that of every column, "" where nobody knows.
    """

    cells: tuple[TableCell, ...]
    depth: int
    kinds: tuple[str, ...]
    stop: int


def read_heads(rows: Sequence[Row], at: int) -> Heads | None:
    """The head that begins at `at`, up to the first row; None if none does."""
    heads = _lines(rows, at)
    if heads is None:
        return None
    found = arranged(
        [join(passages_of(head)) for head in heads], at + sum(map(len, heads))
    )
    if found is None:
        return None
    counted = _numbering(rows, found.stop, len(found.kinds))
    cells = (
        TableCell(found.depth, column, 1, 1, row.passage)
        for column, row in enumerate(counted)
    )
    return Heads(
        (*found.cells, *cells),
        found.depth + bool(counted),
        found.kinds,
        found.stop + len(counted),
    )


def arranged(heads: Sequence[Passage], stop: int) -> Heads | None:
    """The heads, told in the order of the text, as cells; None if they head no work."""
    names = [head.text for head in heads]
    if len(heads) < _FEWEST or not heads_work(names[1:]):
        return None
    kinds = columns_of_heads(names)
    if kinds[1:].count(None) > 1:
        return None
    over = _over(kinds)
    columns = kinds if over is None else [*kinds[:over], *_PAIR, *kinds[over + 1 : -2]]
    cells = _flat(heads) if over is None else _of_two_levels(heads, over)
    depth = max(cell.row + cell.row_span for cell in cells)
    return Heads(tuple(cells), depth, tuple(kind or "" for kind in columns), stop)


def is_foreign(row: Row) -> bool:
    """Whether a line is known to be something else than a cell without a frame."""
    return row.role is not LineRole.BODY or row.bars > 0


def _lines(rows: Sequence[Row], at: int) -> list[list[Row]] | None:
    """The lines of each head, None where no head stands at `at`."""
    if is_foreign(rows[at]) or not _COUNT.fullmatch(rows[at].text):
        return None
    heads = [[rows[at]]]
    for row in rows[at + 1 : at + 1 + 2 * _MOST_COLUMNS]:
        if _FIRST.fullmatch(row.text):
            heads = _without_group(heads)
            return heads if len(heads) <= _MOST_COLUMNS + 1 else None
        if is_foreign(row) or len(row.text) > _LONGEST or _SENTENCE.search(row.text):
            return None
        if row.text[:1].islower() and len(heads) > 1:
            heads[-1].append(row)
        else:
            heads.append([row])
    return None


def _without_group(heads: list[list[Row]]) -> list[list[Row]]:
    """The heads without the name in capitals of the first group of rows.

    "TT", "Nhiệm vụ", "Đơn vị", "TUYÊN TRUYỀN", "1": where the others are in small
    letters.
    """
    last = heads[-1]
    alone = all(row.caps for row in last) and not any(h[0].caps for h in heads[1:-1])
    return heads[:-1] if alone else heads


def _over(kinds: Sequence[str | None]) -> int | None:
    """The column that the last two heads, "Chủ trì" and "Phối hợp", stand below."""
    if tuple(kinds[-2:]) != _PAIR or len(kinds) - 2 < _FEWEST:
        return None
    above = [at for at, kind in enumerate(kinds[:-2]) if kind in _PARTED]
    return above[0] if len(above) == 1 else None


def _flat(heads: Sequence[Passage]) -> list[TableCell]:
    return [TableCell(0, column, 1, 1, head) for column, head in enumerate(heads)]


def _of_two_levels(heads: Sequence[Passage], over: int) -> list[TableCell]:
    cells: list[TableCell] = []
    for at, head in enumerate(heads[:-2]):
        down, across = (1, 2) if at == over else (2, 1)
        column = at + (at > over)
        cells.append(TableCell(0, column, down, across, head))
    for column, head in enumerate(heads[-2:], over):
        cells.append(TableCell(1, column, 1, 1, head))
    return cells


def _numbering(rows: Sequence[Row], at: int, width: int) -> Sequence[Row]:
    """The row "(1)", "(2)", "(3)" that counts the columns, if it stands there."""
    found = [_COUNTED.fullmatch(row.text) for row in rows[at : at + width]]
    counts = [int(number[1]) for number in found if number]
    return rows[at : at + width] if counts == list(range(1, width + 1)) else ()
