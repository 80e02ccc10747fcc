"""The whole flow, in one function. Stages meet here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ccndocs.extract import find
from ccndocs.layout import lay_out
from ccndocs.ocr import recognize
from ccndocs.records import build
from ccndocs.repair import repair
from ccndocs.source import open_pages, read
from ccndocs.structure import parse
from ccndocs.types.issue import IssueLog
from ccndocs.types.options import Options
from ccndocs.types.page import Source
from ccndocs.types.record import Record

Progress = Callable[[int, int], None]
"""Called after each page with (pages done, pages in all)."""


def process(
    path: Path | str, options: Options = Options(), progress: Progress | None = None
) -> Record:
    """The record of the document at `path`; raises a CcndocsError when there is none."""
    return process_source(read(Path(path), options), options, progress)


def process_source(
    source: Source, options: Options = Options(), progress: Progress | None = None
) -> Record:
    """The record of a document already in memory (standard input, a zip member)."""
    issues = IssueLog()
    pages = []
    with open_pages(source, options, issues) as opened:
        for offered in opened:
            pages.append(recognize(offered, options, issues))
            if progress is not None:
                progress(len(pages), len(opened))
    layout = lay_out(pages, issues)
    repaired = repair(layout)
    tree = parse(layout, repaired.text)
    mentions = find(tree)
    return build(source, layout, repaired, tree, mentions, issues, options)
