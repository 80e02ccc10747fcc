"""Task tables saved one row a line, the cells run together or parted by wide gaps.

So text leaves a PDF or a web page: "STT Nhiệm vụ Cơ quan chủ trì Thời gian", then
"1 Vét kênh Đông Sở Xây dựng Quý II/2026", "2 …". A head that names work and who does
it or by when opens such a table, and each number in its order a row, which may go on
over more lines. Where most rows do not fit the columns, the lines stay paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ccndocs.structure.annexes import opens_annex
from ccndocs.structure.marks import roman
from ccndocs.structure.nesting import Draft
from ccndocs.structure.repeats import without_repeats
from ccndocs.structure.rows import Row, cut, join, passages_of
from ccndocs.structure.run_cells import Cells, Fit, fit
from ccndocs.structure.stacked_heads import Heads, arranged, is_foreign
from ccndocs.structure.tables import among, node_of
from ccndocs.types.geometry import Span
from ccndocs.types.tree import Passage, TableCell
from ccndocs.vi.columns import column_of_header
from ccndocs.vi.head_lines import heads_of_line
from ccndocs.vi.verbs import opens_with_verb

_MOST_HEAD, _MOST_LINES = 12, 16  # lines of the head, of one row
_LEAST_ROWS = 2
_LOST_ROWS = 9  # numbers that a table may skip
_LONGEST = 120  # characters of a group's name
_BAD = 0.5  # a cost from which a row does not fit
_FITTING = 0.6  # share of the rows
_ORDER = re.compile(
    r"(?:(?P<dotted>\d{1,2}(?:\.\d{1,2}){1,2})|(?P<number>\d{1,3})|(?P<roman>[IVX]{1,5})"
    r"|(?P<letter>[A-HĐ]))(?P<sign>[.)]?)(?:\s+(?=\S)|$)"
)
_HEAD = re.compile(
    r"(?:s?tt|số|nhiệm vụ|nội dung|công việc|tên nhiệm vụ)\b", re.IGNORECASE
)
_NUMBERS = re.compile(r"(?:\(?\d{1,2}\)?\s+){2,}\(?\d{1,2}\)?(?:\s+\D{1,12})?")


@dataclass(frozen=True, slots=True)
class _Order:
    """What a row begins with: its number, or that of a group, and the sign behind."""

    number: int
    group: int
    sign: str
    stop: int


@dataclass(frozen=True, slots=True)
class Record:
    """A row: its words, where they begin behind its order, and how they fit."""

    words: Passage
    order: _Order
    fit: Fit | None
    lines: int


def rowed_tables(rows: Sequence[Row]) -> Iterator[Draft | list[Row]]:
    """The rows, with the tables among them as nodes."""
    return among(rows, _table)


def _table(rows: Sequence[Row], at: int) -> tuple[Draft, int] | None:
    """The table that opens at `at`, and where it stops."""
    heads = _heads(rows, at)
    if heads is None:
        return None
    below = without_repeats(rows, at, heads.stop)
    records = records_of([rows[i] for i in below], 0, heads.kinds)
    own = [record for record in records if not record.order.group]
    fits = [record for record in own if fits_well(record)]
    if len(fits) < _LEAST_ROWS or len(fits) < _FITTING * len(own):
        return None
    cells = [*heads.cells, *cells_of(records, heads.depth, len(heads.kinds))]
    node = node_of(heads.depth + len(records), len(heads.kinds), cells)
    return node, below[sum(r.lines for r in records) - 1] + 1


def _heads(rows: Sequence[Row], at: int) -> Heads | None:
    """The head that begins at `at`, in a line or some; None if none does."""
    if not _HEAD.match(rows[at].text):
        return None
    parted = _parted_heads(rows[at].passage)
    if parted and _opens_below(rows, at):
        return arranged([rows[at].passage.slice(span) for span in parted], at + 1)
    for stop in range(at + 1, min(at + 1 + _MOST_HEAD, len(rows))):
        if is_foreign(rows[stop - 1]):
            return None
        line = rows[stop]
        if _NUMBERS.fullmatch(line.text) or _opens(line.text, None):
            whole = join(passages_of(rows[at:stop]))
            spans = heads_of_line(whole.text) or ()
            found = arranged([whole.slice(span) for span in spans], stop)
            return _counted(rows, found) if found else None
    return None


def _parted_heads(whole: Passage) -> list[Span]:
    """The heads that wide gaps part, where all are so and all but one are known."""
    edges = [0, *_gaps(whole), len(whole.text)]
    spans = [Span(low, high) for low, high in pairwise(edges)]
    spans = [Span(s.start, s.start + len(s.of(whole.text).rstrip())) for s in spans]
    known = [column_of_header(span.of(whole.text)) for span in spans]
    return spans if len(spans) > 2 and known.count(None) < 2 else []


def _opens_below(rows: Sequence[Row], at: int) -> bool:
    """Whether the first row, or the name that heads it, stands below a line."""
    below = rows[at + 1 : at + 3]
    first = next((n for n, row in enumerate(below) if _opens(row.text, None)), None)
    return first == 0 or (first == 1 and _names_group(below[0], None))


def _names_group(line: Row, last: _Order | None) -> bool:
    """Whether a line heads rows without a mark: "Tuyên truyền", no gap, no stop."""
    text = line.text
    is_name = text[:1].isupper() and text[-1] not in ".;,:" and len(text) < _LONGEST
    return is_name and not (_gaps(line.passage) or _opens(text, last))


def _counted(rows: Sequence[Row], heads: Heads) -> Heads:
    """The head with the line "(1) (2) (3)" below it, if there is one."""
    line = rows[heads.stop]
    if not _NUMBERS.fullmatch(line.text):
        return heads
    cells = [
        TableCell(heads.depth, column, 1, 1, line.passage.slice(Span(*found.span())))
        for column, found in enumerate(re.finditer(r"\S+", line.text))
    ]
    own = [cell for cell in cells if cell.column < len(heads.kinds)]
    return Heads((*heads.cells, *own), heads.depth + 1, heads.kinds, heads.stop + 1)


def _opens(text: str, last: _Order | None) -> _Order | None:
    """The order that a line begins with, if it may come next in a table."""
    found = _ORDER.match(text)
    if found is None:
        return None
    group = roman(found["roman"]) if found["roman"] else None
    if found["letter"]:
        group = "ABCDĐEFGH".index(found["letter"]) + 1
    number = int(found["number"] or 0)
    before = last.number if last else 0
    if number:
        expected = last is None or (
            _alike(found, last)
            and (number in (1, before + 1) or _skips(text[found.end() :], number, last))
        )
        return _Order(number, 0, found["sign"], found.end()) if expected else None
    if not (found["dotted"] or group):
        return None
    return _Order(before, group or 0, found["sign"], found.end())


def _skips(rest: str, number: int, last: _Order) -> bool:
    """Whether rows between are lost: "40. Xây dựng …" above "42. Rà soát …"."""
    near = last.number < number <= last.number + _LOST_ROWS
    return near and rest[:1].isupper() and opens_with_verb(rest)


def _alike(found: re.Match[str], last: _Order) -> bool:
    """Whether numbers have the same sign behind them: "1 …", "2 …"; not "3. …"."""
    return last.number == 0 or found["sign"] == last.sign


def records_of(rows: Sequence[Row], at: int, kinds: Sequence[str]) -> list[Record]:
    """The rows of the table from `at` on."""
    records: list[Record] = []
    last: _Order | None = None
    while at < len(rows):
        if _heads_parted(rows, at, last):
            name = _Order(last.number if last else 0, 1, last.sign if last else "", 0)
            records.append(Record(rows[at].passage, name, None, 1))
            at += 1
        order = _opens(rows[at].text, last)
        if order is None:
            break
        order = (
            order if last is None or order.number != last.number else _like(order, last)
        )
        stop = _stop(rows, at + 1, order)
        named = stop < len(rows) and _heads_parted(rows, stop, order)
        after = stop + named
        followed = after < len(rows) and _opens(rows[after].text, order) is not None
        records.append(_record(rows[at:stop], order, kinds, followed=followed))
        last, at = order, at + records[-1].lines
        if not followed:
            break
    while records and (records[-1].order.group or not fits_well(records[-1])):
        records.pop()
    return records


def _heads_parted(rows: Sequence[Row], at: int, last: _Order | None) -> bool:
    """Whether a line without a mark heads the row below it, parted by wide gaps."""
    below = rows[at + 1] if at + 1 < len(rows) else None
    if below is None or is_foreign(rows[at]) or not _names_group(rows[at], last):
        return False
    return bool(_opens(below.text, last) and _gaps(below.passage))


def _like(order: _Order, last: _Order) -> _Order:
    """A group's or a dotted row's order, which keeps the sign of the numbers."""
    return _Order(order.number, order.group, last.sign, order.stop)


def fits_well(record: Record) -> bool:
    """Whether the words of a row fit the columns."""
    return record.fit is not None and record.fit.cost < _BAD


def _stop(rows: Sequence[Row], at: int, last: _Order) -> int:
    """Where the lines of a row stop: at the next one, or at what is none."""
    for place in range(at, min(len(rows), at + _MOST_LINES)):
        if is_foreign(rows[place]) or opens_annex(rows, place) or rows[place].gap:
            return place
        if _opens(rows[place].text, last) is not None:
            return place
        if _gaps(rows[at - 1].passage) and _heads_parted(rows, place, last):
            return place
    return min(len(rows), at + _MOST_LINES)


def _record(
    lines: Sequence[Row], order: _Order, kinds: Sequence[str], *, followed: bool
) -> Record:
    """The row that some lines are; the last one of a table takes what fits best."""
    sizes = [len(lines)] if followed else range(1, len(lines) + 1)
    found = [_fitted(lines[:size], order, kinds) for size in sizes]
    return min(found, key=lambda r: (r.fit.cost if r.fit else _BAD, r.lines))


def _fitted(lines: Sequence[Row], order: _Order, kinds: Sequence[str]) -> Record:
    words = join(passages_of(lines))
    if order.group:
        return Record(words, order, None, len(lines))
    rest = words.text[order.stop :]
    gaps = [at - order.stop for at in _gaps(words) if at > order.stop]
    parted = len(lines) == 1 and _gaps(words)
    found = _whole(rest, kinds[1:], gaps) if parted else None
    if found is None and gaps and len(lines) == 1:
        found = fit(rest, kinds[1:], gaps)
    if found is None or found.cost >= _BAD:
        loose = fit(rest, kinds[1:])
        found = min(
            (f for f in (found, loose) if f), key=lambda f: f.cost, default=None
        )
    return Record(words, order, found, len(lines))


def _whole(text: str, kinds: Sequence[str], gaps: Sequence[int]) -> Fit | None:
    """The cells of a row in which wide gaps part as many as there are columns.

    One that a gap parts only from its number is work that charges nobody.
    """
    if not gaps:
        return Fit(0.0, _only_work(text, kinds))
    if len(gaps) + 1 != len(kinds):
        return None
    edges = [len(text) - len(text.lstrip()), *gaps, len(text)]
    cells = [
        Span(low, low + len(text[low:high].rstrip())) for low, high in pairwise(edges)
    ]
    return Fit(0.0, tuple(cells))


def _only_work(text: str, kinds: Sequence[str]) -> Cells:
    start = len(text) - len(text.lstrip())
    work = kinds.index("task")
    spans = (Span(start, len(text)), Span(len(text), len(text)))
    return tuple(spans[column != work] for column in range(len(kinds)))


def _gaps(words: Passage) -> list[int]:
    """Where words begin behind a gap of two blanks or a tab."""
    found: list[int] = []
    for before, piece in zip(words.pieces, words.pieces[1:], strict=False):
        apart = piece.span.start - before.span.stop
        if apart and words.text[piece.start - 1 : piece.start] == " ":
            found.append(piece.start)
    return found


def cells_of(records: Sequence[Record], down: int, width: int) -> list[TableCell]:
    """The cells of the rows, the first of them at row `down`."""
    cells: list[TableCell] = []
    for row, record in enumerate(records, down):
        stop = record.order.stop
        cells.append(TableCell(row, 0, 1, 1, cut(record.words, 0, stop)))
        if record.fit is None or record.fit.cost >= _BAD:
            across = width - 1 if record.order.group else 1
            cells.append(TableCell(row, 1, 1, across, cut(record.words, stop)))
            continue
        for column, span in enumerate(record.fit.cells, 1):
            if len(span):
                passage = cut(record.words, stop + span.start, stop + span.stop)
                cells.append(TableCell(row, column, 1, 1, passage))
    return cells
