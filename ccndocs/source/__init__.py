"""From a path or bytes to pages that hold a text layer, a picture, or both."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from ccndocs.source.doc.reader import open_doc
from ccndocs.source.docx.reader import open_docx
from ccndocs.source.html import open_html
from ccndocs.source.intake import from_bytes, read
from ccndocs.source.pages import Pages
from ccndocs.source.pdf.reader import open_pdf
from ccndocs.source.picture import open_picture
from ccndocs.source.plain import open_text
from ccndocs.source.rtf.reader import open_rtf
from ccndocs.source.sheet.xls import open_xls
from ccndocs.source.sheet.xlsx import open_xlsx
from ccndocs.source.sniff import Media, expected_suffixes
from ccndocs.types.issue import IssueLog
from ccndocs.types.options import Options
from ccndocs.types.page import Source

__all__ = ["Pages", "from_bytes", "open_pages", "read"]

Reader = Callable[[Source, Options, IssueLog], AbstractContextManager[Pages]]

READERS: dict[str, Reader] = {
    Media.TEXT: open_text,
    Media.HTML: open_html,
    Media.RTF: open_rtf,
    Media.DOC: open_doc,
    Media.DOCX: open_docx,
    Media.XLS: open_xls,
    Media.XLSX: open_xlsx,
    Media.PDF: open_pdf,
    Media.PNG: open_picture,
    Media.JPEG: open_picture,
    Media.TIFF: open_picture,
}


def open_pages(
    source: Source, options: Options, issues: IssueLog
) -> AbstractContextManager[Pages]:
    """The selected pages of `source`, to be read inside the `with` block only.

    Raises InputFileError, EncryptedPdfError or BadOptionError on entry; a page's
    own faults become issues. A name that promises another type than the content is
    no error: the issue `name_differs` says how the file was read.
    """
    _compare_name(source, issues)
    return READERS[source.media_type](source, options, issues)


def _compare_name(source: Source, issues: IssueLog) -> None:
    """Note a suffix that belongs to another type ("công văn.pdf" that holds text)."""
    suffix = source.name.rpartition(".")[2].lower() if "." in source.name else ""
    known = expected_suffixes(source.media_type)
    if suffix and suffix not in known and expected_suffixes(None) >= {suffix}:
        issues.add(
            "name_differs",
            f"the name ends in .{suffix}, but the content is {source.media_type}; "
            "it was read as that",
        )
