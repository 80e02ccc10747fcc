"""Tables of plain text with a row a line and bars between its cells.

Markdown draws a rule below the head. Texts taken out of other files often have none,
and no bars at the ends of a line: "STT | Nhiệm vụ | Đơn vị chủ trì | Thời gian". There
only a head of work opens a table, or one above rows of figures ("1 | Khê Sơn | 48,5"),
for a line of menu items looks the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ccndocs.layout.draft import Draft, DraftCell, DraftTable
from ccndocs.types.geometry import Span
from ccndocs.types.layout import LineRole
from ccndocs.vi.columns import heads_work
from ccndocs.vi.numbers import parse_number

_RULE_ROW = re.compile(r"[\s|:—-]*-{2,}[\s|:—-]*")
_BAR = re.compile(r"(?<!\\)\|")
_GROUP = re.compile(r"\W*(?:[IVX]{1,5}|[A-H])[.)]?\s+[^\W\d].{0,120}$")
_TOTAL = re.compile(r"(?:Tổng|Cộng)", re.IGNORECASE)
_FEWEST = 3  # columns of a table without a rule
_SAMPLE = 2  # rows that show what a head without a rule heads
_MOST_LINES = 12  # of one row
_YEAR = re.compile(r"20\d\d")

_Cells = list[list[tuple[Draft, Span]]]
_Ends = tuple[bool, bool]


def markdown_tables(lines: Sequence[Draft]) -> list[DraftTable]:
    """The tables of a text whose rows are lines; the lines become cells."""
    tables: list[DraftTable] = []
    at = 0
    while at < len(lines):
        ruled = at + 1 < len(lines) and bool(_RULE_ROW.fullmatch(lines[at + 1].text))
        opens = _heads(lines[at]) or _heads_figures(lines, at)
        if not (_is_row(lines[at]) if ruled else opens):
            at += 1
            continue
        rows, stop = _rows(lines, at, ruled=ruled)
        if ruled or len(rows) > 1:
            tables.append(_table(rows))
        at = max(stop, at + 1)
    return tables


def _is_row(draft: Draft) -> bool:
    """Whether a line is "| a | b |"."""
    text = draft.text.strip()
    return text[:1] == "|" == text[-1:] and len(_BAR.findall(text)) > 2


def _heads(draft: Draft) -> bool:
    """Whether a line is a head of work: "TT | Việc cần làm | Đơn vị chủ trì"."""
    if draft.role is not LineRole.BODY or "|" not in draft.text:
        return False
    words = [part.of(draft.text) for part in _parts(draft.text)]
    return len(words) >= _FEWEST and heads_work(word.strip("* ") for word in words)


def _heads_figures(lines: Sequence[Draft], at: int) -> bool:
    """Whether words between bars head rows of figures: "TT | Tên | Diện tích (ha)".

    Each of the two rows below has as many cells, and a figure behind its first one.
    """
    head = _words_of_row(lines[at])
    named = [word for word in head if re.search(r"[^\W\d]", word)]
    if len(head) < _FEWEST or not head[0] or len(named) < _FEWEST - 1:
        return False
    if parse_number(head[0]) is not None or _has_figure(head):
        return False
    below = [line for line in lines[at + 1 : at + 1 + 2 * _SAMPLE] if not line.blank]
    rows = [_words_of_row(line) for line in below[:_SAMPLE]]
    is_wide = all(len(row) == len(head) for row in rows)
    return len(rows) == _SAMPLE and is_wide and all(map(_has_figure, rows))


def _words_of_row(draft: Draft) -> list[str]:
    """The cells of a line of text with bars, without those at its ends."""
    if draft.role is not LineRole.BODY or "|" not in draft.text:
        return []
    text = draft.text
    return [part.of(text).strip("* ") for part in _parts(text, _ends(text))]


def _has_figure(row: Sequence[str]) -> bool:
    """Whether a cell behind the first is a figure, and no year."""
    return any(
        parse_number(word.rstrip("% ")) is not None and not _YEAR.fullmatch(word)
        for word in row[1:]
    )


def _rows(lines: Sequence[Draft], at: int, *, ruled: bool) -> tuple[list[_Cells], int]:
    """The rows from the head on, and where the table stops."""
    ends = _ends(lines[at].text)
    width = len(_parts(lines[at].text))
    rows: list[_Cells] = [_cells(lines[at], ends)]
    place = stop = at + 1
    while place < len(lines):
        text = lines[place].text
        if _RULE_ROW.fullmatch(text) or (not ruled and lines[place].blank):
            place += 1
            continue
        above = place + 1 < len(lines) and _RULE_ROW.fullmatch(lines[place + 1].text)
        read = _read(lines, place, width, ends, ruled=ruled)
        if read is None or (above and _heads(lines[place])):
            break
        rows.append(read[0])
        place = stop = read[1]
    return rows, stop


def _read(
    lines: Sequence[Draft], at: int, width: int, ends: _Ends, *, ruled: bool
) -> tuple[_Cells, int] | None:
    """The row that begins at `at`, and where it stops.

    A row that opens with a bar and lacks cells goes on below: "| 1 | Lập sổ", then
    "theo dõi | Sở Y tế |".
    """
    row = _cells(lines[at], ends)
    text = lines[at].text.strip()
    if text[:1] == "|" and text[-1:] != "|" and ends[0]:
        for place in range(at + 1, min(at + _MOST_LINES, len(lines))):
            if lines[place].text.lstrip()[:1] == "|":
                break
            below = _cells(lines[place], ends)
            row[-1] += below[0]
            row += below[1:]
            if lines[place].text.rstrip()[-1:] == "|" and len(row) == width:
                return row, place + 1
        return None
    if _is_row(lines[at]):
        return row, at + 1
    if ruled or lines[at].role is not LineRole.BODY or len(row) > width:
        return None
    return (row, at + 1) if len(row) > 1 or _is_group(lines, at, width) else None


def _is_group(lines: Sequence[Draft], at: int, width: int) -> bool:
    """Whether a line without bars heads rows below it: "II. Thu gom rác"."""
    below = next((line for line in lines[at + 1 : at + 4] if not line.blank), None)
    goes_on = below is not None and len(_parts(below.text)) == width
    return goes_on and _GROUP.match(lines[at].text) is not None


def _ends(text: str) -> _Ends:
    """Whether bars stand at the ends of a line: of "TT | Việc | Hạn" all are inside."""
    text = text.strip()
    return text[:1] == "|", text[-1:] == "|"


def _cells(draft: Draft, ends: _Ends) -> _Cells:
    return [[(draft, part)] for part in _parts(draft.text, ends)]


def _table(rows: Sequence[_Cells]) -> DraftTable:
    cells: list[DraftCell] = []
    for index, row in enumerate(rows):
        places = _places(rows, row)
        for column, cell in zip(places, row, strict=True):
            lines = [draft for draft, _ in cell]
            parts = tuple(part for _, part in cell)
            cells.append(DraftCell(index, column, lines, parts=parts))
            for line in lines:
                line.role = LineRole.CELL
    width = max(len(row) for row in rows)
    return DraftTable(rows[0][0][0][0].page, len(rows), width, cells)


def _places(rows: Sequence[_Cells], row: _Cells) -> Sequence[int]:
    """The columns of a row's cells.

    A row of totals that lacks cells ("| Tổng cộng | | 128,9 | 93,7 |" where its first
    cell was three) stands where its figures are the sums of what is above.
    """
    width = max(len(other) for other in rows)
    lacking, plain = width - len(row), range(len(row))
    if not lacking or not _TOTAL.match(_words(row[0])):
        return plain
    whole = [other for other in rows if len(other) == width]
    sums = [_sum(other[n] for other in whole) for n in range(width)]
    told = [(n, parse_number(_words(cell))) for n, cell in enumerate(row)]

    def hits(shift: int) -> int:
        return sum(value is not None and value == sums[n + shift] for n, value in told)

    shift = max(range(lacking + 1), key=hits)
    return [0, *(n + shift for n in plain[1:])] if hits(shift) > 1 else plain


def _words(cell: list[tuple[Draft, Span]]) -> str:
    return " ".join(part.of(line.text) for line, part in cell).strip("* ")


def _sum(cells: Iterable[list[tuple[Draft, Span]]]) -> float | None:
    """What the figures of a column make together; None if it has fewer than two."""
    figures = [parse_number(_words(cell)) for cell in cells]
    known = [figure for figure in figures if figure is not None]
    return round(sum(known), 6) if len(known) > 1 else None


def _parts(text: str, ends: _Ends = (True, True)) -> list[Span]:
    """The places between the bars of a row, without the blanks around.

    A bar with a backslash before it is a character of its cell. `ends`: whether bars
    at the ends of a line part nothing.
    """
    bars = [found.start() for found in _BAR.finditer(text)]
    edges = list(bars)
    if not (ends[0] and bars and not text[: bars[0]].strip()):
        edges = [-1, *edges]
    if not (ends[1] and bars and not text[bars[-1] + 1 :].strip()):
        edges = [*edges, len(text)]
    found: list[Span] = []
    for low, high in pairwise(edges):
        inner = text[low + 1 : high]
        start = low + 1 + len(inner) - len(inner.lstrip())
        found.append(Span(start, start + len(inner.strip())))
    return found
