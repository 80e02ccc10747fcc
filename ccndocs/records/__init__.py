"""Mentions and tree to records: the contract that people and systems rely on."""

from __future__ import annotations

from ccndocs.records.document import build_document, note_header_doubts
from ccndocs.records.evidence import Locator
from ccndocs.records.figures import build_clusters, build_statistics, told_statistics
from ccndocs.records.mended_marks import note_mended_marks
from ccndocs.records.reasons import TaskReasons
from ccndocs.records.sections import may_order
from ccndocs.records.tasks import build_tasks, explain_tasks, held_back
from ccndocs.types.issue import IssueLog
from ccndocs.types.layout import Layout
from ccndocs.types.mention import Mentions
from ccndocs.types.options import Options
from ccndocs.types.page import Origin, Source
from ccndocs.types.record import SCHEMA_VERSION, Record, TextRecord
from ccndocs.types.text import RepairedText
from ccndocs.types.tree import Tree

__all__ = [
    "Locator",
    "TaskReasons",
    "build",
    "explain_tasks",
    "held_back",
    "may_order",
    "told_statistics",
]


def build(
    source: Source,
    layout: Layout,
    repaired: RepairedText,
    tree: Tree,
    mentions: Mentions,
    issues: IssueLog,
    options: Options,
) -> Record:
    """The record of one document. `text` is filled only with `options.with_text`."""
    locator = Locator(layout, repaired.text)
    document = build_document(source, layout, tree, mentions, locator)
    note_header_doubts(tree, locator, issues)
    note_mended_marks(tree, locator, issues)
    tasks = build_tasks(document.id, tree, mentions, locator, issues)
    return Record(
        schema_version=SCHEMA_VERSION,
        document=document,
        tasks=tasks,
        statistics=build_statistics(tree, mentions, locator),
        clusters=build_clusters(tree, mentions, locator),
        text=_text(layout, repaired) if options.with_text else None,
        issues=tuple(issues.issues),
    )


def _text(layout: Layout, repaired: RepairedText) -> TextRecord:
    origins = {p.origin for p in layout.pages if p.origin is not Origin.BLANK}
    raw = repaired.text.source
    return TextRecord(
        origin=next(iter(origins)).value if len(origins) == 1 else "mixed",
        language="vi",
        diacritics=repaired.diacritics.value,
        raw=raw,
        repaired=repaired.text.text,
        edits=tuple(
            (e.span.start, e.span.stop, e.span.of(raw), e.text, e.rule)
            for e in repaired.text.edits()
        ),
    )
