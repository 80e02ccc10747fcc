"""What a file holds beside its first document: annexes and documents of their own."""

from __future__ import annotations

from collections.abc import Iterator

from ccndocs.records.evidence import Locator
from ccndocs.records.fields import full_date, value_of
from ccndocs.types.record import AttachmentRecord
from ccndocs.types.tree import Annex, Passage, Tree
from ccndocs.vi.doctypes import type_of_name

_LONGEST = 4  # words of a type: "quy chế phối hợp" begins with "quy chế"


def attached(tree: Tree) -> list[Annex]:
    """Annexes with a title and documents of their own, in the order of the text.

    What merely follows the ending, without a title, is none.
    """
    return [a for a in tree.annexes if a.header is not None or a.title.text.strip()]


def build_attachments(tree: Tree, locator: Locator) -> tuple[AttachmentRecord, ...]:
    """A record each, in the order that `TaskRecord.attachment` counts by."""
    return tuple(_record(annex, locator) for annex in attached(tree))


def _record(annex: Annex, locator: Locator) -> AttachmentRecord:
    pages = [
        evidence.page
        for passage in _passages(annex)
        for evidence in locator.evidence(passage)
    ]
    span = (min(pages), max(pages)) if pages else (1, 1)
    header = annex.header
    if header is None:
        title = " ".join(annex.title.text.split())
        return AttachmentRecord(_type_in(title), None, title, None, span)
    return AttachmentRecord(
        value_of(header.type),
        value_of(header.number_symbol),
        value_of(header.title),
        full_date(header.issued_on),
        span,
    )


def _type_in(title: str) -> str | None:
    """The type that a title begins with: "KẾ HOẠCH Phát triển …"."""
    words = title.split()
    for size in range(min(_LONGEST, len(words)), 0, -1):
        head = " ".join(words[:size])
        if head.isupper() and (found := type_of_name(head)):
            return found
    return None


def _passages(annex: Annex) -> Iterator[Passage]:
    yield annex.title
    header = annex.header
    if header is not None:
        fields = (header.type, header.number_symbol, header.issued_on, header.title)
        yield from (field.passage for field in fields if field)
        yield from header.recipients
        yield from (s.name.passage for s in header.signers if s.name)
    for top in annex.body:
        for node in top.walk():
            yield node.passage
            yield from (cell.passage for cell in (node.grid.cells if node.grid else ()))
