"""The whole flow, in one function. Stages meet here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ccndocs.archive import PdfChoices, check_input, make_pdf, report_signatures
from ccndocs.extract import find
from ccndocs.layout import lay_out
from ccndocs.ocr import recognize
from ccndocs.records import build
from ccndocs.repair import repair
from ccndocs.source import open_pages, read
from ccndocs.structure import parse
from ccndocs.types.issue import Issue, IssueLog
from ccndocs.types.layout import Layout
from ccndocs.types.mention import Mentions
from ccndocs.types.options import Options
from ccndocs.types.page import Page, Source
from ccndocs.types.record import Record
from ccndocs.types.text import RepairedText
from ccndocs.types.tree import Tree

Progress = Callable[[int, int], None]
"""Called after each page with (pages done, pages in all)."""


def process(
    path: Path | str, options: Options = Options(), progress: Progress | None = None
) -> Record:
    """The record of the document at `path`. Raises a CcndocsError if there is none."""
    return process_source(read(Path(path), options), options, progress)


def process_source(
    source: Source, options: Options = Options(), progress: Progress | None = None
) -> Record:
    """The record of a document already in memory (standard input, a zip member)."""
    return record_of(analyse(source, options, progress), options)


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the stages made of a document before its record is built."""

    source: Source
    layout: Layout
    repaired: RepairedText
    tree: Tree
    mentions: Mentions
    issues: tuple[Issue, ...]


def analyse(
    source: Source, options: Options = Options(), progress: Progress | None = None
) -> Analysis:
    """Every stage but the last."""
    return analyse_pages(source, read_pages(source, options, progress))


def analyse_pages(source: Source, reading: Reading) -> Analysis:
    """The stages after reading. Nothing here looks at a picture again."""
    layout, issues = _laid_out(reading)
    repaired = repair(layout)
    tree = parse(layout, repaired.text)
    mentions = find(tree)
    return Analysis(source, layout, repaired, tree, mentions, issues)


@dataclass(frozen=True, slots=True)
class Reading:
    """The pages of a document as read, and what was noticed; the costly stage's value.

    `total` counts all pages of the input, also those that were not asked for.
    Readings of parts of a document, joined in order, are the reading of the whole.
    """

    pages: tuple[Page, ...]
    issues: tuple[Issue, ...]
    total: int


def read_pages(
    source: Source, options: Options = Options(), progress: Progress | None = None
) -> Reading:
    """The first stages: from the source to its pages as read."""
    issues = IssueLog()
    report_signatures(source, issues)
    pages = []
    with open_pages(source, options, issues) as opened:
        for offered in opened:
            pages.append(recognize(offered, options, issues))
            if progress is not None:
                progress(len(pages), len(opened))
        total = opened.page_count
    return Reading(tuple(pages), tuple(issues.issues), total)


def read_words(
    source: Source, options: Options = Options(), progress: Progress | None = None
) -> tuple[Layout, tuple[Issue, ...]]:
    """The text as read, its words with their places."""
    return _laid_out(read_pages(source, options, progress))


def _laid_out(reading: Reading) -> tuple[Layout, tuple[Issue, ...]]:
    issues = IssueLog(list(reading.issues))
    layout = lay_out(reading.pages, issues)
    return layout, tuple(issues.issues)


@dataclass(frozen=True, slots=True)
class Searchable:
    """A searchable PDF that `save` writes, once; its text, repaired; all issues."""

    text: str
    issues: tuple[Issue, ...]
    save: Callable[[BinaryIO], None]


def searchable(
    source: Source,
    options: Options = Options(),
    choices: PdfChoices = PdfChoices(),
    progress: Progress | None = None,
) -> Searchable:
    """A searchable PDF of a document.

    Raises InputFileError for a signed original and for what has no pages.
    """
    check_input(source, choices)
    analysis = analyse(source, options, progress)
    return searchable_of(analysis, record_of(analysis, options), choices)


def searchable_of(
    analysis: Analysis, record: Record, choices: PdfChoices = PdfChoices()
) -> Searchable:
    """A searchable PDF of a document that is analysed already. Raises the same."""
    source = analysis.source
    check_input(source, choices)
    issues = IssueLog(list(record.issues))
    text = analysis.repaired.text
    save = make_pdf(source, analysis.layout, text, record.document, choices, issues)
    return Searchable(text.text, tuple(issues.issues), save)


def record_of(analysis: Analysis, options: Options = Options()) -> Record:
    """The last stage: the record of what was found."""
    return build(
        analysis.source,
        analysis.layout,
        analysis.repaired,
        analysis.tree,
        analysis.mentions,
        IssueLog(list(analysis.issues)),
        options,
    )
