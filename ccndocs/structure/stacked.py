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
from ccndocs.structure.repeats import without_repeats
from ccndocs.structure.rows import Row, cut, join, passages_of
from ccndocs.structure.stacked_heads import is_foreign, read_heads
from ccndocs.structure.tables import among, node_of
from ccndocs.types.tree import NodeKind, Passage, TableCell
from ccndocs.vi.bodies import names_bodies, names_time, only_time
from ccndocs.vi.verbs import opens_with_verb

_MOST_LINES = 40  # lines of one row
_MOST_BROKEN = 6  # lines of one cell
_MOST_WORDS = 5  # of the rest of a name
_LEAST_ROWS = 2
_LEAST_WORK = 4  # words
_LOST_ROWS = 9  # numbers that a table may skip
_ANY = -1  # the number before one that may be any
_SAFE = 0.25  # misfits for each row that a table may have at most
_SKIPPED, _ODD, _NEVER = 0.05, 1.0, float("inf")
_BROKEN_NAME = 0.1  # a line of work that begins with a capital inside the cell
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
_GROUP = re.compile(r"(?:lĩnh vực|nhóm (?:nhiệm vụ|giải pháp))\b", re.IGNORECASE)


_Counts = tuple[int, ...]
_Unit = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A row of the table: its number, its cells, "" where one is empty.

    `group`: it only heads the rows below it.
    """

    order: Passage
    cells: tuple[Passage, ...]
    cost: float
    lines: int

    @property
    def group(self) -> bool:
        """Whether it names what the rows below it are about."""
        return len(self.cells) == 1


def stacked_tables(rows: Sequence[Row]) -> Iterator[Draft | list[Row]]:
    """The rows, with the tables among them as nodes."""
    return among(rows, _table)


def _table(rows: Sequence[Row], at: int) -> tuple[Draft, int] | None:
    """The table that opens at `at`, and where it stops."""
    heads = read_heads(rows, at)
    if heads is None:
        return None
    below = without_repeats(rows, at, heads.stop)
    records, used = records_of([rows[i] for i in below], 0, heads.kinds)
    full = [record for record in records if not record.group]
    cost = sum(record.cost for record in records)
    if len(full) < _LEAST_ROWS or cost > _SAFE * len(records):
        return None
    cells = [*heads.cells, *cells_of(records, heads.depth, len(heads.kinds))]
    node = node_of(heads.depth + len(records), len(heads.kinds), cells)
    return node, below[used - 1] + 1


def records_of(
    rows: Sequence[Row], at: int, kinds: Sequence[str]
) -> tuple[list[Record], int]:
    """The rows of a table from `at` on, and where the last of them stops."""
    records: list[Record] = []
    last = _ANY
    while at < len(rows):
        name = _group(rows, at, last)
        if name is not None:
            records.append(name)
            at += 1
            continue
        number = _next(rows, at, last)
        if number is None:
            break
        stop = _stop(rows, at + 1, number)
        followed = _follows(rows, stop, number)
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
    while records and records[-1].lines == 0:
        records.pop()
        at -= 1
    return records, at


def _group(rows: Sequence[Row], at: int, last: int) -> Record | None:
    """The row whose number and name stand in one line: "II. HOÀN THIỆN THỂ CHẾ".

    Or that has no number ("LĨNH VỰC Y TẾ"); the next line is a row's number.
    """
    if at + 1 >= len(rows) or is_foreign(rows[at]):
        return None
    row, mark = rows[at], read_mark(rows[at].text)
    if mark is not None and mark.kind not in (NodeKind.ROMAN, NodeKind.UPPER):
        return None
    length = mark.length if mark else 0
    named = mark is not None or row.caps or _GROUP.match(row.text) is not None
    if not named or length >= len(row.text) or _next(rows, at, last) is not None:
        return None
    if _next(rows, at + 1, last) is None:
        return None
    order, name = cut(row.passage, 0, length), cut(row.passage, length)
    return Record(order, (name,), 0.0, 0)


def _follows(rows: Sequence[Row], at: int, last: int) -> bool:
    """Whether a row, or the name of some rows, stands at `at`."""
    if at >= len(rows):
        return False
    return _next(rows, at, last) is not None or _group(rows, at, last) is not None


def _next(rows: Sequence[Row], at: int, last: int) -> int | None:
    """The number a row bears, if one may stand below the row numbered `last`.

    Group rows ("II", "2.1") bear the number before them on. Rows may be lost: "40",
    "42" above a line of work.
    """
    found = _ORDER.fullmatch(rows[at].text.strip())
    if found is None:
        return None
    if found["number"]:
        number = int(found["number"])
        near = last == _ANY or last < number <= last + _LOST_ROWS
        next_one = number in (1, last + 1) or (near and _is_work(rows, at + 1))
        return number if next_one else None
    if found["roman"] and roman(found["roman"]) is None:
        return None
    return last


def _is_work(rows: Sequence[Row], at: int) -> bool:
    """Whether words stand at `at` that name work and nobody."""
    text = rows[at].text if at < len(rows) else ""
    if len(text.split()) < _LEAST_WORK or not text[:1].isupper():
        return False
    return _orders(text) or not (_is_time(text) or _is_body(text))


def _stop(rows: Sequence[Row], at: int, last: int) -> int:
    """Where the lines of one row stop: at the next number, a heading, an annex.

    "a) …", "b) …" are of a cell that announces them with a colon.
    """
    listing = False
    for place in range(at, min(len(rows), at + _MOST_LINES)):
        if is_foreign(rows[place]) or opens_annex(rows, place):
            return place
        text = rows[place].text
        if place > at and _follows(rows, place, last):
            return place
        mark = read_mark(text)
        listing = listing or (place > at and rows[place - 1].text.endswith(":"))
        if mark is None or mark.order is None or mark.length >= len(text):
            continue
        if not (listing and mark.kind is NodeKind.LETTER):
            return place
    return min(len(rows), at + _MOST_LINES)


def _fit(order: Row, lines: Sequence[Row], kinds: Sequence[str]) -> Record | None:
    """The lines of a row put into its columns, as well as it can be done."""
    if not lines:
        return None
    if len(lines) == 1:
        return Record(order.passage, (lines[0].passage,), 0.0, 1)
    found = [
        _in_columns(order, units, kinds)
        for units in (_by_gaps(lines), [(row,) for row in lines])
        if units
    ]
    return min((r for r in found if r), key=lambda r: r.cost, default=None)


def _by_gaps(lines: Sequence[Row]) -> list[_Unit]:
    """The cells that blank lines part, none where every line stands alike."""
    if len({row.gap for row in lines[1:]}) < 2:
        return []
    units: list[_Unit] = []
    for row in lines:
        units = [*units, (row,)] if row.gap or not units else units
        if units[-1][-1] is not row:
            units[-1] = (*units[-1], row)
    return units


def _in_columns(
    order: Row, units: Sequence[_Unit], kinds: Sequence[str]
) -> Record | None:
    texts = [" ".join(row.text for row in unit) for unit in units]
    cost, counts = _spread(texts, kinds[1:])
    if cost == _NEVER:
        return None
    ends = list(itertools.accumulate(counts))
    cells = tuple(
        join(passages_of(row for unit in units[end - count : end] for row in unit))
        for count, end in zip(counts, ends, strict=True)
    )
    share = _FULL if all(count == 1 for count in counts) else 1.0
    lines = sum(map(len, units))
    return Record(order.passage, cells, round(cost) * share, lines)


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
    broken = [b for a, b in itertools.pairwise(lines) if not _goes_on(a, b)]
    if broken and kind != "task":
        return _NEVER if kind not in _BODIES else _cost_of_names(lines, kind)
    if not all(_is_rest(line) for line in broken):
        return _NEVER
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
    return _BROKEN_NAME * len(broken) if fits else _ODD


def _is_rest(line: str) -> bool:
    """Whether a name may end a cell of work: "… cụm công nghiệp" / "A Sơn"."""
    return _goes_on_as_name(line) and not (_is_named(line) or _orders(line))


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


def cells_of(records: Sequence[Record], down: int, width: int) -> list[TableCell]:
    """The cells of the rows, the first of them at row `down`."""
    cells: list[TableCell] = []
    for row, record in enumerate(records, down):
        cells.append(TableCell(row, 0, 1, 1, record.order))
        across = width - 1 if record.group else 1
        for column, passage in enumerate(record.cells, 1):
            if passage.text:
                cells.append(TableCell(row, column, 1, across, passage))
    return cells
