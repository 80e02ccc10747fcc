"""The whole of the stage: rows, header, ending, annexes, body."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ccndocs.structure.annexes import find_annexes, opens_annex
from ccndocs.structure.attached import document_starts
from ccndocs.structure.barred_sides import part_barred
from ccndocs.structure.bars import tables_in
from ccndocs.structure.blocks import Block
from ccndocs.structure.body import build
from ccndocs.structure.ending import Ending, read_ending
from ccndocs.structure.header import read_header
from ccndocs.structure.headless import headless_tables
from ccndocs.structure.manner import Manner, manner_of
from ccndocs.structure.misread_marks import mended_marks
from ccndocs.structure.mixed_marks import unmixed
from ccndocs.structure.nesting import Draft
from ccndocs.structure.notes import anchors, flow, read_notes
from ccndocs.structure.numbering import DraftAnnex, number
from ccndocs.structure.openers import is_enacting
from ccndocs.structure.paragraphs import Paragraph, paragraphs
from ccndocs.structure.portal import PortalForm, named_below, page_below, read_form
from ccndocs.structure.portal_lines import read_lines
from ccndocs.structure.rowed import rowed_tables
from ccndocs.structure.rows import EMPTY, Row, join, mapper, passages_of, read_rows
from ccndocs.structure.sides import part_sides
from ccndocs.structure.stacked import stacked_tables
from ccndocs.structure.stacked_lists import stacked_lists
from ccndocs.structure.tables import continues_table, merged, table_node
from ccndocs.types.layout import Layout, LineRole
from ccndocs.types.text import AlignedText
from ccndocs.types.tree import Header, NodeKind, Tree
from ccndocs.vi.fold import fold_same

_BASIS = re.compile(
    r"(?:can cu|xet|theo de nghi|theo (?:to trinh|cong van|quyet dinh|nghi)|thuc hien|"
    r"trien khai (?:thuc hien )?"
    r"(?:cac |nghi|quyet|ke|luat|chi|chuong|cong|thong|ket)|"
    r"luat (?=.{0,200};$)|bo luat (?=.{0,200};$)|tiep theo|tren co so|sau khi xem "
    r"xet)\b",
    re.DOTALL,
)
_ENACTS = re.compile(
    r".{0,600}\b(?:ban hành|như sau|sau đây|sau)\s*[:.]?\s*$|.{0,400}ban hành\b", re.S
)


def parse(layout: Layout, text: AlignedText) -> Tree:
    """The tree of a document.

    A caller relies on: the pieces of every passage are spans of `text.text`, in order;
    ids of passages are unique and grow with the text; page numbers and footnotes are
    not in the flow of the items they interrupt; every other word of the text is in a
    passage, or in the header's place (of a law portal's page around the text only its
    form counts). An annex without a title is what follows the ending and is no annex.
    """
    every = part_sides(part_barred(read_rows(layout, text)), text.text)
    form = read_form(every) or read_lines(every)
    below = page_below(every) if form else len(every)
    noted = [row for row in every[:below] if row.role is LineRole.NOTE]
    rows = flow(every[:below])
    manner = manner_of([r for r in rows if r.role is not LineRole.CELL and not r.bars])
    tables = _Tables(layout, text)
    starts = [] if form else _documents(rows, manner)
    first = rows[: starts[0]] if starts else rows
    head = read_header(first, manner, form)
    ending = read_ending(first, head.stop)
    stop = _body_stop(first, head.stop, ending)
    before = form.stop if form else 0
    basis, body = _basis(tables.blocks(first[head.stop : stop], manner))
    rest = [Draft(NodeKind.PARAGRAPH, "", "", passage) for passage in head.rest]
    prefix = build(tables.blocks(first[before : head.start], manner))
    annexes = _parts(first, stop, ending, tables, manner)
    for start, end in pairwise([*starts, len(rows)]):
        annexes += _document(rows[start:end], tables, manner)
    header = head.header if form is None else _of_form(head.header, form, every[below:])
    signers = ending.signers or header.signers
    header = replace(header, signers=signers, recipients=ending.recipients)
    return number(
        named_below(header, every),
        [*rest, *basis],
        [*prefix, *build(body)],
        read_notes(noted),
        annexes,
        anchors(rows),
    )


def _of_form(header: Header, form: PortalForm, below: Sequence[Row]) -> Header:
    """The header with the signer and, where it has none, the title of a portal's form.

    `below` are the rows below the text.
    """
    if (signer := form.signer()) is not None:
        header = replace(header, signers=(signer,))
    return replace(header, title=form.titled(below)) if header.title is None else header


def _documents(rows: Sequence[Row], manner: Manner) -> list[int]:
    """Where documents begin below the first, which has a header and words itself."""
    head = read_header(rows, manner, None)
    if head.header.number_symbol is None and head.header.type is None:
        return []
    return document_starts(rows, head.stop + 1)


def _document(rows: Sequence[Row], tables: _Tables, manner: Manner) -> list[DraftAnnex]:
    """A document below the first, then the annexes of its own."""
    head = read_header(rows, manner, None)
    ending = read_ending(rows, head.stop)
    stop = _body_stop(rows, head.stop, ending)
    header = replace(head.header, signers=ending.signers, recipients=ending.recipients)
    rest = [Draft(NodeKind.PARAGRAPH, "", "", passage) for passage in head.rest]
    body = [*rest, *build(tables.blocks(rows[head.stop : stop], manner))]
    whole = DraftAnnex(EMPTY, body, header)
    return [whole, *_parts(rows, stop, ending, tables, manner)]


def _parts(
    rows: Sequence[Row], stop: int, ending: Ending, tables: _Tables, manner: Manner
) -> list[DraftAnnex]:
    """The annexes of a document of these rows."""
    return [
        DraftAnnex(
            join(passages_of(rows[part.start : part.body])),
            build(tables.blocks(rows[part.body : part.stop], manner)),
        )
        for part in _annexes(rows, stop, ending)
    ]


def _body_stop(rows: Sequence[Row], start: int, ending: Ending) -> int:
    """Where the body ends: at the ending, or at an annex before it."""
    for at in range(start, ending.start):
        if opens_annex(rows, at):
            return at
    return ending.start


def _annexes(rows: Sequence[Row], stop: int, ending: Ending) -> list:  # type: ignore[type-arg]
    parts = find_annexes(rows, stop, ending.start) if stop < ending.start else []
    if ending.stop < len(rows):
        parts += find_annexes(rows, ending.stop, len(rows))
    return parts


class _Tables:
    """The tables of the layout, each put where its cells stand in the rows."""

    def __init__(self, layout: Layout, text: AlignedText) -> None:
        self._tables = sorted(layout.tables, key=lambda table: table.span.start)
        self._starts = [table.span.start for table in self._tables]
        self._text = text.text
        self._to_text = mapper(text)

    def blocks(self, rows: Sequence[Row], manner: Manner) -> list[Block]:
        """Paragraphs and tables of a run of rows."""
        blocks: list[Block] = []
        plain: list[Row] = []
        used: set[int] = set()
        for row in rows:
            index = self._index(row) if row.role is LineRole.CELL else None
            if index is None:
                plain.append(row)
                continue
            if index in used:
                continue
            used.add(index)
            blocks += _flowing(plain, manner)
            plain = []
            blocks.append(table_node(self._tables[index], self._text, self._to_text))
        blocks += _flowing(plain, manner)
        return _with_tables_whole(blocks)

    def _index(self, row: Row) -> int | None:
        # A row of Markdown reaches beyond its cells: its first and last bar are none.
        at = bisect_right(self._starts, row.line.span.stop) - 1
        if at >= 0 and self._tables[at].span.overlaps(row.line.span):
            return at
        return None


def _with_tables_whole(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, a table that goes on below itself as one."""
    whole: list[Block] = []
    for block in blocks:
        above = whole[-1] if whole else None
        if (
            isinstance(block, Draft)
            and isinstance(above, Draft)
            and continues_table(above, block)
        ):
            whole[-1] = merged(above, block)
        else:
            whole.append(block)
    return whole


def _flowing(rows: Sequence[Row], manner: Manner) -> list[Block]:
    """Paragraphs, and the tables that bars draw or lines make among them."""
    blocks: list[Block] = []
    for barred in tables_in(rows):
        for part in [barred] if isinstance(barred, Draft) else _stacked(barred):
            if isinstance(part, Draft):
                blocks.append(part)
            else:
                blocks += unmixed(mended_marks(paragraphs(part, manner)))
    return blocks


def _stacked(rows: Sequence[Row]) -> Iterator[Draft | list[Row]]:
    """The rows, with the tables among them whose cells or rows stand one a line."""
    parts: list[Draft | list[Row]] = [list(rows)]
    for read in (stacked_tables, rowed_tables, headless_tables, stacked_lists):
        parts = [
            found
            for part in parts
            for found in ([part] if isinstance(part, Draft) else read(part))
        ]
    yield from parts


def _basis(blocks: Sequence[Block]) -> tuple[list[Draft], list[Block]]:
    """The "Căn cứ …" lines and the opening apart from the body."""
    at = last = 0
    while at < len(blocks):
        block = blocks[at]
        if isinstance(block, Draft) or block.mark is not None:
            break
        is_basis = _BASIS.match(fold_same(block.text))
        if not is_basis and last == at and _OPENED.search(_text_of(blocks, at - 1)):
            break
        if is_basis or _is_enacting(block, last=last):
            last = at + 1
        elif not _is_authority(block):
            break
        at += 1
    basis = [_basis_node(b) for b in blocks[:last] if isinstance(b, Paragraph)]
    return basis, list(blocks[last:])


# "… Chủ tịch UBND tỉnh có ý kiến như sau:" ends the opening; "Sở A … thực hiện các nội
# dung sau:" behind it is an order
_OPENED = re.compile(r"\b(?:như sau|sau đây)\s*:\s*$", re.IGNORECASE)


def _text_of(blocks: Sequence[Block], at: int) -> str:
    block = blocks[at] if at >= 0 else None
    return block.text if isinstance(block, Paragraph) else ""


def _is_authority(block: Paragraph) -> bool:
    """Whether it names who decides: "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH AN SƠN"."""
    return block.text.isupper() and len(block.text) < 120


def _is_enacting(block: Paragraph, *, last: int) -> bool:
    """Whether it ends the opening: "QUYẾT ĐỊNH:", "… ban hành Kế hoạch … như sau:"."""
    if is_enacting(block.text):
        return True
    return last > 0 and len(block.text) < 700 and bool(_ENACTS.match(block.text))


def _basis_node(block: Paragraph) -> Draft:
    kind = NodeKind.HEADING if block.text.isupper() else NodeKind.PARAGRAPH
    return Draft(kind, "", "", block.passage)
