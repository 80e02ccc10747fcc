"""Task tables saved one cell a line, with nothing drawn between the cells.

So a word processor writes a table as text: "TT", "Phần việc", "Đầu mối", "Hạn", then
"1", "Quét sổ hộ tịch", "Công an xã", "30/6/2026", "2", … A head that names work and
who does it or by when opens such a table, and each number in its order opens a row.
Cells that are empty leave no line: which columns a short row has is told by what its
lines are, names or times. Where that does not fit, the lines stay paragraphs.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ccndocs.structure.annexes import opens_annex
from ccndocs.structure.marks import read_mark, roman
from ccndocs.structure.nesting import Draft
from ccndocs.structure.rows import Row, join, passages_of
from ccndocs.structure.stacked_heads import Heads, is_foreign, read_heads
from ccndocs.structure.tables import among, node_of
from ccndocs.types.tree import NodeKind, TableCell
from ccndocs.vi.bodies import names_bodies, names_time, only_time
from ccndocs.vi.verbs import opens_with_verb

_MOST_LINES = 24  # lines of one row
_MOST_BROKEN = 6  # lines of one cell
_MOST_WORDS = 5  # of the rest of a name
_LEAST_ROWS = 2
_SAFE = 0.25  # misfits for each row that a table may have at most
_SKIPPED, _ODD, _NEVER = 0.05, 1.0, float("inf")
_FULL = 0.4  # of a misfit, where every column has its line
_BODIES = frozenset(
    {"lead", "implement", "advise", "coordinate", "agencies", "overseer"}
)
_ORDER = re.compile(
    r"(?:(?P<dotted>\d{1,2}(?:\.\d{1,2}){1,2})|(?P<number>\d{1,3})|(?P<roman>[IVX]{1,5})"
    r"|(?P<letter>[A-HĐ]))[.)]?"
)
_CHARGES = re.compile(r"\b(?:chủ trì|phối hợp|đầu mối|tham gia)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[.;:]$|\d")


_Counts = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Record:
    """A row of the table: the line of its number, and the lines of each column."""

    order: Row
    columns: tuple[tuple[Row, ...], ...]
    cost: float
    lines: int


def stacked_tables(rows: Sequence[Row]) -> Iterator[Draft | list[Row]]:
    """The rows, with the tables among them as nodes."""
    return among(rows, _table)


def _table(rows: Sequence[Row], at: int) -> tuple[Draft, int] | None:
    """The table that opens at `at`, and where it stops."""
    heads = read_heads(rows, at)
    if heads is None:
        return None
    records, stop = _records(rows, heads.stop, heads.kinds)
    full = [record for record in records if record.lines > 1]
    cost = sum(record.cost for record in records)
    if len(full) < _LEAST_ROWS or cost > _SAFE * len(records):
        return None
    return _node(heads, records), stop


def _records(
    rows: Sequence[Row], at: int, kinds: Sequence[str]
) -> tuple[list[_Record], int]:
    """The rows of a table from `at` on, and where the last of them stops."""
    records: list[_Record] = []
    last = 0
    while at < len(rows) and (number := _next(rows[at].text, last)) is not None:
        stop = _stop(rows, at + 1, number)
        followed = stop < len(rows) and _next(rows[stop].text, number) is not None
        lines = rows[at + 1 : stop]
        record = _fit(rows[at], lines, kinds)
        if not followed:
            shorter = [_fit(rows[at], lines[:n], kinds) for n in range(1, len(lines))]
            best = [r for r in (*shorter, record) if r is not None]
            record = min(best, key=lambda r: (r.cost, -r.lines)) if best else None
        if record is None:
            break
        records.append(record)
        at += 1 + record.lines
        last = number
        if not followed:
            break
    return records, at


def _next(text: str, last: int) -> int | None:
    """The number a row bears, if one may stand below the row numbered `last`.

    Group rows ("II", "2.1") bear the number before them on.
    """
    found = _ORDER.fullmatch(text.strip())
    if found is None:
        return None
    if found["number"]:
        number = int(found["number"])
        return number if number in (1, last + 1) else None
    if found["roman"] and roman(found["roman"]) is None:
        return None
    return last


def _stop(rows: Sequence[Row], at: int, last: int) -> int:
    """Where the lines of one row stop: at the next number, a heading, an annex.

    "a) …", "b) …" are of a cell that announces them with a colon.
    """
    listing = False
    for place in range(at, min(len(rows), at + _MOST_LINES)):
        if is_foreign(rows[place]) or opens_annex(rows, place):
            return place
        text = rows[place].text
        if place > at and _next(text, last) is not None:
            return place
        mark = read_mark(text)
        listing = listing or (place > at and rows[place - 1].text.endswith(":"))
        if mark is None or mark.order is None or mark.length >= len(text):
            continue
        if not (listing and mark.kind is NodeKind.LETTER):
            return place
    return min(len(rows), at + _MOST_LINES)


def _fit(order: Row, lines: Sequence[Row], kinds: Sequence[str]) -> _Record | None:
    """The lines of a row put into its columns, as well as it can be done."""
    if not lines:
        return None
    width = len(kinds) - 1
    if len(lines) == 1:
        return _Record(order, (tuple(lines), *[()] * (width - 1)), 0.0, 1)
    cost, counts = _spread([row.text for row in lines], kinds[1:])
    if cost == _NEVER:
        return None
    ends = list(itertools.accumulate(counts))
    columns = tuple(
        tuple(lines[end - count : end]) for count, end in zip(counts, ends, strict=True)
    )
    share = _FULL if all(count == 1 for count in counts) else 1.0
    return _Record(order, columns, round(cost) * share, len(lines))


def _spread(lines: Sequence[str], kinds: Sequence[str]) -> tuple[float, _Counts]:
    """How many lines each column has where they fit best, and how badly they do.

    Of two places for a name the one on the left is taken.
    """
    size = len(lines)
    best: list[tuple[float, _Counts]] = [*[(_NEVER, ())] * size, (0.0, ())]
    for column in reversed(range(len(kinds))):
        best = [
            min(
                (
                    _cost(lines[at:stop], kinds[column])
                    + column * (stop - at) * _SKIPPED / 10
                    + best[stop][0],
                    (stop - at, *best[stop][1]),
                )
                for stop in range(at, min(size, at + _MOST_BROKEN) + 1)
            )
            for at in range(size + 1)
        ]
    return best[0]


def _cost(lines: Sequence[str], kind: str) -> float:
    """How badly some lines fit a column of this kind."""
    if not lines:
        return _NEVER if kind == "task" else _SKIPPED
    if not all(_goes_on(*pair) for pair in itertools.pairwise(lines)):
        return _NEVER if kind not in _BODIES else _cost_of_names(lines, kind)
    text = " ".join(lines)
    fits = True
    if kind in _BODIES:
        fits = _is_body(text) or _CHARGES.search(text) is not None
    elif kind == "time":
        fits = _is_time(text)
    elif kind == "task":
        fits = _orders(text) or not (_is_time(text) or _is_body(text))
    elif kind in ("output", "note"):
        fits = not _is_time(text)
    return 0.0 if fits else _ODD


def _cost_of_names(lines: Sequence[str], kind: str) -> float:
    """How badly lines that begin with capitals fit as the names in one cell.

    A name goes on in capitals ("Trung tâm Phát triển" above "Quỹ đất"), and who helps
    may be several, a line each; so may "Chủ trì: Sở A", "Phối hợp: Sở B".
    """
    if not all(_is_named(line) or _goes_on_as_name(line) for line in lines[1:]):
        return _NEVER
    names = 1 + sum(map(_is_named, lines[1:]))
    several = kind == "coordinate" or all(map(_CHARGES.search, lines))
    if not _is_named(lines[0]) or (names > 1 and not several):
        return _NEVER
    return names * _SKIPPED


def _is_named(line: str) -> bool:
    return _is_body(line) or _CHARGES.search(line) is not None


def _goes_on_as_name(line: str) -> bool:
    """Whether a line may be the last words of a name and nothing of its own."""
    is_short = len(line.split()) <= _MOST_WORDS and not _SENTENCE.search(line)
    return is_short and not _is_time(line)


_orders = lru_cache(maxsize=1 << 12)(opens_with_verb)
_is_body = lru_cache(maxsize=1 << 12)(names_bodies)


@lru_cache(maxsize=1 << 12)
def _is_time(text: str) -> bool:
    return names_time(text) or only_time(text)


def _goes_on(line: str, below: str) -> bool:
    """Whether a line may be the rest of the one above, broken at the cell's edge.

    Or one more of a list: "- Sở Y tế", "- Công an tỉnh".
    """
    listed = line[:1] == below[:1] and below[:1] in ("-", "–", "+", "•")
    return listed or below[:1].islower() or line.endswith((",", ";", "-", ":", " và"))


def _node(heads: Heads, records: Sequence[_Record]) -> Draft:
    width = len(heads.kinds)
    cells = list(heads.cells)
    for down, record in enumerate(records, heads.depth):
        cells.append(TableCell(down, 0, 1, 1, record.order.passage))
        across = width - 1 if record.lines == 1 else 1
        for column, lines in enumerate(record.columns, 1):
            if lines:
                passage = join(passages_of(lines))
                cells.append(TableCell(down, column, 1, across, passage))
    return node_of(heads.depth + len(records), width, cells)
