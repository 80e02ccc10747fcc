"""The document's header and citations as records."""

from __future__ import annotations

from collections.abc import Sequence

from ccndocs.records.attachments import build_attachments
from ccndocs.records.evidence import Locator
from ccndocs.records.fields import full_date, value_of
from ccndocs.types.issue import IssueLog
from ccndocs.types.layout import Layout
from ccndocs.types.mention import Citation, Mentions
from ccndocs.types.page import Source
from ccndocs.types.record import (
    CitationRecord,
    DocumentRecord,
    Evidence,
    IssuerRecord,
    SignerRecord,
    SourceInfo,
)
from ccndocs.types.tree import Field, Header, Passage, Tree
from ccndocs.vi.doctypes import SCHEDULE


def build_document(
    source: Source, layout: Layout, tree: Tree, mentions: Mentions, locator: Locator
) -> DocumentRecord:
    """The header of the record; every field is null where the page is silent."""
    header = tree.header
    return DocumentRecord(
        id=source.id,
        source=SourceInfo(
            source.name, source.media_type, len(source.data), len(layout.pages)
        ),
        type=_type(header),
        number_symbol=value_of(header.number_symbol),
        issuer=_issuer(header.issuer, locator),
        place=value_of(header.place),
        issued_on=full_date(header.issued_on),
        title=value_of(header.title),
        signer=_signer(tree),
        recipients=tuple(p.text for p in header.recipients),
        citations=_citations(tree, mentions, locator),
        attachments=build_attachments(tree, locator),
    )


def _type(header: Header) -> str | None:
    """The type; null for a schedule of work, which no list of types knows."""
    value = value_of(header.type)
    return None if value == SCHEDULE else value


_HEADER_ISSUES = {
    "number_blank": "The number is left blank on the page; the field is null.",
    "date_blank": "The date on the page is blank or incomplete; the field is null.",
    "number_illegible": "The number is there but not read, as if written by hand; "
    "the field is null.",
    "date_illegible": "The date is there but not read whole, as if written by hand; "
    "the field is null.",
    "signer_unsure": "The signer's name is half hidden and may be misread: look.",
    "issuer_by_proof": "No letterhead names the issuer; it is told from the text.",
}


def note_header_doubts(tree: Tree, locator: Locator, issues: IssueLog) -> None:
    """Turns the flags of header fields into issues, each with its page."""
    header = tree.header
    for field in (header.number_symbol, header.issued_on, header.issuer, header.title):
        for flag in field.flags if field else ():
            found = locator.evidence(field.passage) if field else ()
            message = _HEADER_ISSUES.get(flag, f"A header field is in doubt: {flag}.")
            if flag.endswith("_illegible"):
                message += _place_of(found)
            issues.add(flag, message, found[0].page if found else None)
    for signer in header.signers:
        if signer.name is not None and "signer_unsure" in signer.name.flags:
            found = locator.evidence(signer.name.passage)
            message = _HEADER_ISSUES["signer_unsure"] + _place_of(found)
            issues.add("signer_unsure", message, found[0].page if found else None)
    if any(signer.name is None for signer in header.signers):
        issues.add("signer_unread", "A signature block is there, its name is not read.")
    _note_rest(tree, locator, issues)


def _place_of(found: Sequence[Evidence]) -> str:
    """Where to look, in points from the page's left top: " [92.1, 155, 180.4, 170]"."""
    boxes = [box for evidence in found[:1] for box in evidence.boxes[:1]]
    return f" [{', '.join(f'{side:g}' for side in boxes[0])}]" if boxes else ""


_MUCH = 200  # characters: more than a line on where the text was found


def _note_rest(tree: Tree, locator: Locator, issues: IssueLog) -> None:
    """Says that text after the ending, which no annex title heads, is not read."""
    for annex in tree.annexes:
        said = [node.passage for top in annex.body for node in top.walk()]
        if (
            annex.header
            or annex.title.text.strip()
            or sum(len(p.text) for p in said) <= _MUCH
        ):
            continue
        found = locator.evidence(said[0])
        issues.add(
            "text_after_ending",
            "Text after the signature has no annex title; no tasks are read in it.",
            found[0].page if found else None,
        )


def _issuer(field: Field | None, locator: Locator) -> IssuerRecord | None:
    if field is None or not field.value:
        return None
    pieces = locator.evidence(field.passage)
    read = " ".join(" ".join(e.text_as_read.split()) for e in pieces)
    return IssuerRecord(field.value, read or field.passage.text)


def _signer(tree: Tree) -> SignerRecord | None:
    if not tree.header.signers:
        return None
    first = tree.header.signers[0]
    return SignerRecord(value_of(first.name), first.position, first.authority)


def _is_own(tree: Tree, cited: Citation) -> bool:
    """Whether an annex names its own document: "(Kèm theo Quyết định số 402/…)".

    The same number of another year is another document.
    """
    number, day = value_of(tree.header.number_symbol), full_date(tree.header.issued_on)
    if number is None or number != cited.number_symbol or cited.article is not None:
        return False
    return day is None or cited.issued_on in (None, day)


def _citations(
    tree: Tree, mentions: Mentions, locator: Locator
) -> tuple[CitationRecord, ...]:
    """One record a document and article; the role that says most wins."""
    passages: dict[int, Passage] = {p.id: p for p in tree.passages()}
    strength = {"replaces": 3, "amends": 2, "basis": 1, "mention": 0}
    found: dict[tuple[str | None, str | None, str | None], CitationRecord] = {}
    for mention in mentions.citations:
        cited = mention.value
        if _is_own(tree, cited):
            continue
        passage = passages[mention.passage]
        record = CitationRecord(
            cited.type,
            cited.number_symbol,
            cited.issued_on,
            cited.article,
            cited.role,
            locator.evidence(passage, mention.span),
        )
        key = (cited.type, cited.number_symbol, cited.article)
        before = found.get(key)
        if before is None:
            found[key] = record
            continue
        best = max(before.role, record.role, key=lambda role: strength.get(role, 0))
        found[key] = CitationRecord(
            before.type,
            before.number_symbol,
            before.issued_on or record.issued_on,
            before.article,
            best,
            (*before.evidence, *record.evidence),
        )
    return tuple(found.values())
