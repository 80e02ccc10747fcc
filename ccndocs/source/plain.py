"""Plain text and Markdown: every line as it stands, blank ones too."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

from ccndocs.source.encodings import decode
from ccndocs.source.pages import Pages, selected
from ccndocs.types.issue import IssueLog
from ccndocs.types.options import Options
from ccndocs.types.page import Line, Source, SourcePage

_LAST_BREAK = re.compile(r"(?:\r\n|[\r\n])\Z")
_BREAK = re.compile("\r\n|[\r\n\v\x1c-\x1e\x85\u2028\u2029]")

PROBLEMS = {
    "encoding_guessed": "the character encoding is a guess ({encoding}); "
    "save the text as UTF-8 if it reads wrongly",
    "encoding_damaged": "some bytes are no valid {encoding}; they show as \ufffd",
}


@contextmanager
def open_text(source: Source, options: Options, issues: IssueLog) -> Iterator[Pages]:
    """Pages of a text: one, or several where form feeds part them."""
    decoded = decode(source.data)
    if decoded.problem is not None:
        note = PROBLEMS[decoded.problem].format(encoding=decoded.encoding)
        issues.add(decoded.problem, note)
    parts = split_pages(decoded.text)
    numbers = selected(source, len(parts), options)
    yield Pages(len(parts), numbers, lambda number: _page(number, parts[number - 1]))


def split_pages(text: str) -> list[str]:
    """Parts between form feeds.

    pdftotext ends a page with a line break and a form feed; that break, and an
    empty part after the last form feed, are no text of their own.
    """
    parts = text.rstrip("\x1a\0").split("\f")
    if len(parts) == 1:
        return parts
    if not parts[-1].strip():
        parts.pop()
    return [_LAST_BREAK.sub("", part) for part in parts]


def lines_of(text: str) -> tuple[Line, ...]:
    """One line for each line of the text, in NFC; joined by line breaks they are it."""
    return tuple(
        Line(unicodedata.normalize("NFC", part)) for part in _BREAK.split(text)
    )


def _page(number: int, text: str) -> SourcePage:
    return SourcePage(number, None, None, lines_of(text))
