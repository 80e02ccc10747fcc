"""The document tree: header, body, notes, tables, ending, annexes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ccndocs.types.geometry import Span

# "32/2024/NĐ-" | "2021-" | "UBND-": a dash or stroke glued to what stands before it.
_BROKEN_CODE = re.compile(r"[\dA-ZĐ][-/]$")


@dataclass(frozen=True, slots=True)
class Piece:
    """`span` of the repaired text that stands at `start` of a passage."""

    start: int
    span: Span


@dataclass(frozen=True, slots=True)
class Passage:
    r"""Running text put together from pieces of the repaired text.

    Lines of a paragraph are joined by a space (which has no source); a footnote or a
    page break between them is left out. `id` names the passage within its tree.

    >>> p = Passage.join("ab\ncd", [Span(0, 2), Span(3, 5)], 1)
    >>> p.text, p.to_text(Span(1, 4))
    ('ab cd', (Span(start=1, stop=2), Span(start=3, stop=4)))
    """

    id: int
    text: str
    pieces: tuple[Piece, ...]

    @classmethod
    def join(cls, text: str, spans: list[Span], passage_id: int) -> Passage:
        """The passage of these spans of the repaired `text`, empty ones left out.

        A number broken after its dash or stroke ("32/2024/NĐ-", "CP") is joined
        without a space.
        """
        parts: list[str] = []
        pieces: list[Piece] = []
        length = 0
        for span in spans:
            if not len(span):
                continue
            if parts and not _BROKEN_CODE.search(parts[-1]):
                parts.append(" ")
                length += 1
            pieces.append(Piece(length, span))
            parts.append(span.of(text))
            length += len(span)
        return cls(passage_id, "".join(parts), tuple(pieces))

    def to_text(self, span: Span) -> tuple[Span, ...]:
        """The spans of the repaired text that `span` of the passage covers."""
        found: list[Span] = []
        starts = [piece.start for piece in self.pieces]
        for piece in self.pieces[max(bisect_right(starts, span.start) - 1, 0) :]:
            if piece.start >= span.stop:
                break
            low = max(span.start, piece.start)
            high = min(span.stop, piece.start + len(piece.span))
            if low < high:
                found.append(
                    Span(
                        piece.span.start + low - piece.start,
                        piece.span.start + high - piece.start,
                    )
                )
        return tuple(found)

    def slice(self, span: Span) -> Passage:
        """The same passage (same id) cut down to `span` of it."""
        pieces: list[Piece] = []
        for piece in self.pieces:
            low = max(span.start, piece.start)
            high = min(span.stop, piece.start + len(piece.span))
            if low < high:
                at = piece.span.start + low - piece.start
                pieces.append(Piece(low - span.start, Span(at, at + high - low)))
        return Passage(self.id, span.of(self.text), tuple(pieces))


class NodeKind(StrEnum):
    """Levels of Nghị định 30/2020/NĐ-CP and what real documents add to them."""

    PHAN = "phần"
    CHUONG = "chương"
    MUC = "mục"
    TIEU_MUC = "tiểu mục"
    DIEU = "điều"
    UPPER = "A."
    ROMAN = "I."
    NUMBER = "1."
    SUBNUMBER = "1.1."
    PAREN_NUMBER = "(1)"
    LETTER = "a)"
    DASH = "-"
    PLUS = "+"
    STAR = "*"
    ORDINAL = "Thứ nhất"
    HEADING = "heading"  # a line without a mark that heads what follows
    PARAGRAPH = "paragraph"
    ROLE_LINE = "role line"  # "Đơn vị thực hiện: …", "Thời gian thực hiện: …"
    TABLE = "table"


BULLETS = frozenset({NodeKind.DASH, NodeKind.PLUS, NodeKind.STAR})
"""Marks that do not count."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table node; merged cells stand at their top left corner."""

    row: int
    column: int
    row_span: int
    column_span: int
    passage: Passage


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its size, its cells in reading order, how many rows are its head.

    `kinds`: what its columns hold, where no head says so and the cells did.
    """

    rows: int
    columns: int
    cells: tuple[TableCell, ...]
    head_rows: int = 0
    kinds: tuple[str, ...] = ()

    def at(self, row: int, column: int) -> TableCell | None:
        """The cell that covers this place, None where there is none."""
        for cell in self.cells:
            if (
                cell.row <= row < cell.row + cell.row_span
                and cell.column <= column < cell.column + cell.column_span
            ):
                return cell
        return None


@dataclass(frozen=True, slots=True)
class Node:
    """An item of the body.

    `mark` is as written ("a)", "1.", "-", "Điều 3."), `label` what it counts ("a",
    "1", "", "3"); `passage` is the item's own text without the mark. For ROLE_LINE,
    `label` is the words before the colon. Of a TABLE only `grid` counts.
    """

    kind: NodeKind
    mark: str
    label: str
    passage: Passage
    children: tuple[Node, ...] = ()
    grid: Grid | None = None

    def walk(self) -> Iterator[Node]:
        """This node, then everything below it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Field:
    """A header value and the passage it was read from."""

    value: str
    passage: Passage
    confidence: float = 1.0
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed: name, position ("Phó Chủ tịch"), authority ("KT.")."""

    name: Field | None
    position: str | None
    authority: str | None


@dataclass(frozen=True, slots=True)
class Header:
    """What stands around the body. Every field is None where the page is silent.

    `type` is the abbreviation (KH, CT, CV …); `issuer.value` the canonical name with
    its locality ("UBND tỉnh Bắc Giang"), `issuer.passage` as read; `issued_on.value`
    is an ISO date.
    """

    type: Field | None = None
    number_symbol: Field | None = None
    parent: Field | None = None
    issuer: Field | None = None
    place: Field | None = None
    issued_on: Field | None = None
    title: Field | None = None
    addressees: tuple[Passage, ...] = ()
    signers: tuple[Signer, ...] = ()
    recipients: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its mark and its text. `anchor`: the id of the passage marked."""

    mark: str
    passage: Passage
    anchor: int | None = None


@dataclass(frozen=True, slots=True)
class Annex:
    """A part after the ending (or "Phụ lục …"): its heading and its body.

    `header` is set where it is a document of its own, such as the decision that a
    letter forwards; `title` is then that document's, and may be empty.
    """

    title: Passage
    body: tuple[Node, ...]
    header: Header | None = None


TITLE = -1
"""The id by which a mention names the title, which is no passage of the body."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The whole document. `basis` are the "Căn cứ …" lines and the opening."""

    header: Header
    basis: tuple[Node, ...]
    body: tuple[Node, ...]
    notes: tuple[Note, ...] = ()
    annexes: tuple[Annex, ...] = ()

    def nodes(self) -> Iterator[Node]:
        """Every node of basis, body and annexes, in the order of the text."""
        for top in (*self.basis, *self.body):
            yield from top.walk()
        for annex in self.annexes:
            for top in annex.body:
                yield from top.walk()

    def passages(self) -> Iterator[Passage]:
        """Every passage that can hold mentions: nodes, cells, notes."""
        for node in self.nodes():
            yield node.passage
            if node.grid is not None:
                for cell in node.grid.cells:
                    yield cell.passage
        for note in self.notes:
            yield note.passage

    def by_id(self) -> dict[int, Passage]:
        """The passages by the ids that mentions give, the title by `TITLE`."""
        found = {passage.id: passage for passage in self.passages()}
        if self.header.title is not None:
            found[TITLE] = self.header.title.passage
        return found
