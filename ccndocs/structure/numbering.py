"""Passages get their ids: 1, 2, 3 … in the order of the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from ccndocs.structure.nesting import Draft
from ccndocs.structure.notes import FoundNote
from ccndocs.types.tree import (
    Annex,
    Field,
    Grid,
    Header,
    Node,
    Note,
    Passage,
    Signer,
    Tree,
)

Visit = Callable[[Passage], Passage]


@dataclass(frozen=True, slots=True)
class DraftAnnex:
    """An annex whose passages have no ids yet; see Annex."""

    title: Passage
    body: Sequence[Draft]
    header: Header | None = None


def number(
    header: Header,
    basis: Sequence[Draft],
    body: Sequence[Draft],
    notes: Sequence[FoundNote],
    annexes: Sequence[DraftAnnex],
    anchors: Sequence[tuple[str, int]],
) -> Tree:
    """The tree, every passage with an id of its own, counted as the text runs."""
    seen: list[Passage] = []

    def collect(passage: Passage) -> Passage:
        seen.append(passage)
        return passage

    _tree(header, basis, body, notes, annexes, (), collect)
    ids = iter(_ids(seen))
    tree = _tree(
        header, basis, body, notes, annexes, anchors, lambda p: replace(p, id=next(ids))
    )
    return tree


def _ids(passages: Sequence[Passage]) -> list[int]:
    """An id for each: its place when sorted by where it starts."""
    starts: list[int] = []
    for passage in passages:
        last = starts[-1] if starts else 0
        starts.append(passage.pieces[0].span.start if passage.pieces else last)
    order = sorted(range(len(passages)), key=lambda i: (starts[i], i))
    ids = [0] * len(passages)
    for place, index in enumerate(order, 1):
        ids[index] = place
    return ids


def _tree(
    header: Header,
    basis: Sequence[Draft],
    body: Sequence[Draft],
    notes: Sequence[FoundNote],
    annexes: Sequence[DraftAnnex],
    anchors: Sequence[tuple[str, int]],
    visit: Visit,
) -> Tree:
    """Visits every passage once, always in the same order."""
    head = _header(header, visit)
    basis_nodes = tuple(_node(d, visit) for d in basis)
    body_nodes = tuple(_node(d, visit) for d in body)
    parts = tuple(
        Annex(
            visit(part.title),
            tuple(_node(d, visit) for d in part.body),
            part.header and _header(part.header, visit),
        )
        for part in annexes
    )
    tree = Tree(head, basis_nodes, body_nodes, (), parts)
    found = _Anchors(tree, anchors) if anchors else None
    return replace(
        tree,
        notes=tuple(
            Note(n.mark, visit(n.passage), found.take(n) if found else None)
            for n in notes
        ),
    )


def _node(draft: Draft, visit: Visit) -> Node:
    passage = visit(draft.passage)
    grid = draft.grid and _grid(draft.grid, visit)
    children = tuple(_node(child, visit) for child in draft.children)
    return Node(draft.kind, draft.mark, draft.label, passage, children, grid)


def _grid(grid: Grid, visit: Visit) -> Grid:
    cells = tuple(replace(cell, passage=visit(cell.passage)) for cell in grid.cells)
    return replace(grid, cells=cells)


def _header(header: Header, visit: Visit) -> Header:
    return Header(
        type=_field(header.type, visit),
        number_symbol=_field(header.number_symbol, visit),
        parent=_field(header.parent, visit),
        issuer=_field(header.issuer, visit),
        place=_field(header.place, visit),
        issued_on=_field(header.issued_on, visit),
        title=_field(header.title, visit),
        addressees=tuple(visit(p) for p in header.addressees),
        signers=tuple(
            Signer(_field(s.name, visit), s.position, s.authority)
            for s in header.signers
        ),
        recipients=tuple(visit(p) for p in header.recipients),
    )


def _field(field: Field | None, visit: Visit) -> Field | None:
    return field and replace(field, passage=visit(field.passage))


class _Anchors:
    """Finds the passage in which a note's mark stood."""

    def __init__(self, tree: Tree, anchors: Iterable[tuple[str, int]]) -> None:
        pieces = sorted(
            (piece.span.start, passage.id)
            for passage in tree.passages()
            for piece in passage.pieces
        )
        self._starts = [start for start, _ in pieces]
        self._ids = [passage_id for _, passage_id in pieces]
        self._anchors: dict[str, list[int]] = {}
        for mark, at in anchors:
            self._anchors.setdefault(mark, []).append(at)

    def take(self, note: FoundNote) -> int | None:
        """The passage with the note's mark; marks may start anew on every page."""
        places = self._anchors.get(note.mark)
        if not places or not note.passage.pieces:
            return None
        start = note.passage.pieces[0].span.start
        before = [at for at in places if at <= start] or places[:1]
        index = bisect_right(self._starts, before[-1] - 1) - 1
        return self._ids[index] if index >= 0 else None
