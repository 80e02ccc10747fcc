"""Tables of plain text set with blanks or tabs: columns that stand below their heads.

Only what is surely one is taken: a head of three columns or more, two rows at least
that fill them all, figures in every row. Tables of work are left to
`ccndocs.structure`, which knows what their cells may hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ccndocs.layout.draft import Draft, DraftCell, DraftTable
from ccndocs.types.geometry import Span
from ccndocs.types.layout import LineRole
from ccndocs.vi.columns import heads_work

_PART = re.compile(r"\S+(?: \S+)*")
_FIGURE = re.compile(r"[\d.,]+\s*%?|[-–]")
_FEWEST = 3  # columns
_LONGEST = 70  # characters of a cell


def aligned_tables(lines: Sequence[Draft]) -> list[DraftTable]:
    """The tables set with blanks or tabs; their lines become cells."""
    tables: list[DraftTable] = []
    at = 0
    while at < len(lines):
        head = _parts(lines[at])
        stop = at + 1
        while stop < len(lines) and _is_row(lines[stop], len(head)):
            stop += 1
        rows = lines[at + 1 : stop]
        full = [p for line in rows if len(p := _parts(line)) == len(head)]
        if _is_head(lines[at], head) and len(full) > 1:
            tables.append(_table(lines[at], head, rows, full))
        at = stop
    return tables


def _parts(draft: Draft) -> list[Span]:
    """The pieces of a line that two blanks or a tab part."""
    text = draft.text
    if draft.role is not LineRole.BODY or "|" in text:
        return []
    if "\t" not in text and "  " not in text:
        return []
    return [Span(*match.span()) for match in _PART.finditer(draft.text)]


def _is_head(draft: Draft, parts: Sequence[Span]) -> bool:
    words = [part.of(draft.text) for part in parts]
    return (
        len(words) >= _FEWEST
        and all(len(word) <= _LONGEST for word in words)
        and not any(_FIGURE.fullmatch(word) for word in words)
        and not draft.text.rstrip().endswith((".", ";", ":"))
        and not heads_work(words)
    )


def _is_row(draft: Draft, columns: int) -> bool:
    parts = _parts(draft)
    words = [part.of(draft.text) for part in parts]
    return (
        1 < len(words) <= columns
        and all(len(word) <= _LONGEST for word in words)
        and any(_FIGURE.fullmatch(word) for word in words)
    )


def _table(
    head: Draft, heads: list[Span], rows: Sequence[Draft], full: list[list[Span]]
) -> DraftTable:
    edges = [
        Span(min(p[i].start for p in (heads, *full)), max(p[i].stop for p in full))
        for i in range(len(heads))
    ]
    cells = [DraftCell(0, i, [head], parts=(part,)) for i, part in enumerate(heads)]
    head.role = LineRole.CELL
    count = 1
    for draft in rows:
        parts = _parts(draft)
        places = _places(parts, edges)
        if places is None:
            break
        draft.role = LineRole.CELL
        cells += [
            DraftCell(count, place, [draft], parts=(part,))
            for place, part in zip(places, parts, strict=True)
        ]
        count += 1
    return DraftTable(head.page, count, len(heads), cells)


def _places(parts: Sequence[Span], edges: Sequence[Span]) -> list[int] | None:
    """The column of each piece: all of them in turn, or the one it stands nearest."""
    if len(parts) == len(edges):
        return list(range(len(parts)))
    places = [
        min(range(len(edges)), key=lambda i: abs(_middle(edges[i]) - _middle(part)))
        for part in parts
    ]
    return places if all(a < b for a, b in pairwise(places)) else None


def _middle(span: Span) -> float:
    return (span.start + span.stop) / 2
