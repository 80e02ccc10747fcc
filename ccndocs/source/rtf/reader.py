"""RTF: the text that Word shows, in the fonts' own encodings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ccndocs.source.faults import damaged
from ccndocs.source.pages import Pages, selected
from ccndocs.source.rtf.writer import Writer
from ccndocs.types.issue import IssueLog
from ccndocs.types.options import Options
from ccndocs.types.page import Source, SourcePage


@contextmanager
def open_rtf(source: Source, options: Options, issues: IssueLog) -> Iterator[Pages]:
    """The one page of an RTF file.

    Raises InputFileError `damaged` where groups are left open: the end is missing.
    """
    writer = Writer()
    try:
        blocks = writer.read(source.data)
    except ValueError as error:
        raise damaged(source, error) from error
    page = SourcePage(1, None, None, blocks or None, fonts=writer.fonts_used)
    yield Pages(1, selected(source, 1, options), lambda number: page)
