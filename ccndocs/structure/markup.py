"""Markdown residue: seen through, so that words keep their places without it.

Law portals and Word exports leave "**", "*", "#", "|", "<br>" and backslashes at the
end of lines in their text. Passages are made of pieces, so these signs are simply not
among the pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ccndocs.types.geometry import Span
from ccndocs.types.tree import Passage, Piece

_SIGNS = re.compile(
    r"(?P<stars>\*+)|(?P<lines>_{2,})|(?P<none>[\u200b\ufeff\x00]+|\\(?!\S))"
    r"|(?P<space> {2,}| ?[^\S ]\s*|(?:<br\s*/?>)+)"
)
_SIGNED = re.compile(r"[*_#|\u200b\ufeff\x00]|[^\S ]|  |\\(?!\S)|<br")
_STAR_ITEM = re.compile(r"\s*(?:\*\*)?\*\s+(?=[^\s*])")
_HASHES = re.compile(r"\s*#{1,6}(?=\s)")
_EDGE_BARS = re.compile(r"^\s*\|+|\|+\s*$")


class Emphasis:
    """Bold and italic, which run on over the lines of a block."""

    def __init__(self) -> None:
        self.bold = self.italic = False

    def reset(self) -> None:
        """A blank line ends every emphasis."""
        self.bold = self.italic = False

    def see(self, stars: str) -> None:
        """Take in a run of asterisks: two are bold, one is italic, four are nothing."""
        count = len(stars) % 4
        if count in (2, 3):
            self.bold = not self.bold
        if count in (1, 3):
            self.italic = not self.italic


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a line, and whether all of them are bold or italic."""

    passage: Passage
    bold: bool
    italic: bool
    heading: bool


def words_of(
    text: str, span: Span, emphasis: Emphasis, hidden: Sequence[Span] = ()
) -> Words:
    """The words of `span` of `text`; runs of white space are one space.

    `hidden` are spans to leave out as well (marks of footnotes).

    >>> words_of("**1. **Tên  riêng", Span(0, 17), Emphasis()).passage.text
    '1. Tên riêng'
    """
    raw = span.of(text)
    if not hidden and not _SIGNED.search(raw):
        return _plain_words(raw, span, emphasis)
    scan = _scan(raw, [h.shift(-span.start) for h in hidden])
    parts: list[str] = []
    pieces: list[Piece] = []
    length = bold = italic = 0
    for low, high, spaced in _runs(scan, emphasis):
        if parts and parts[-1].endswith(" "):
            low += len(raw[low:high]) - len(raw[low:high].lstrip(" "))
        elif parts and spaced and raw[low] != " ":
            parts.append(" ")
            length += 1
        word = raw[low:high]
        if not word:
            continue
        pieces.append(Piece(length, Span(span.start + low, span.start + high)))
        parts.append(word)
        length += len(word)
        bold += len(word) * emphasis.bold
        italic += len(word) * emphasis.italic
    passage = cut(Passage(0, "".join(parts), _merged(pieces)), 0)
    return Words(
        passage,
        length > 0 and bold * 10 >= length * 9,
        length > 0 and italic * 10 >= length * 9,
        bool(_HASHES.match(raw)),
    )


def _plain_words(raw: str, span: Span, emphasis: Emphasis) -> Words:
    """The words of a line without any sign: most lines have none."""
    whole = Passage(0, raw, (Piece(0, span),) if raw else ())
    return Words(
        cut(whole, 0), bool(raw) and emphasis.bold, bool(raw) and emphasis.italic, False
    )


def _scan(raw: str, hidden: Sequence[Span]) -> str:
    """`raw` with hidden signs as NUL and the star of an item as a letter."""
    scan = list(raw)
    star = _STAR_ITEM.match(raw) if raw.count("*") % 2 else None
    if star:
        scan[star.group().rindex("*")] = "x"
    spans = [*hidden, *(Span(*m.span()) for m in _EDGE_BARS.finditer(raw))]
    hashes = _HASHES.match(raw)
    if hashes:
        spans.append(Span(*hashes.span()))
    for span in spans:
        for at in range(max(span.start, 0), min(span.stop, len(scan))):
            scan[at] = "\x00"
    return "".join(scan)


def _runs(scan: str, emphasis: Emphasis) -> Iterator[tuple[int, int, bool]]:
    """Runs of visible characters, and whether white space stands before each."""
    at = 0
    spaced = False
    for sign in _SIGNS.finditer(scan):
        if at < sign.start():
            yield at, sign.start(), spaced
            spaced = False
        if sign.lastgroup == "stars":
            emphasis.see(sign.group())
        elif sign.lastgroup == "space":
            spaced = True
        at = sign.end()
    if at < len(scan):
        yield at, len(scan), spaced


def cut(passage: Passage, start: int, stop: int | None = None) -> Passage:
    """The part of a passage, without white space at its ends."""
    stop = len(passage.text) if stop is None else max(start, stop)
    words = passage.text[start:stop]
    start += len(words) - len(words.lstrip())
    return passage.slice(Span(start, start + len(words.strip())))


def _merged(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Neighbours in text and source made one piece."""
    merged: list[Piece] = []
    for piece in pieces:
        last = merged[-1] if merged else None
        if (
            last is not None
            and last.span.stop == piece.span.start
            and last.start + len(last.span) == piece.start
        ):
            merged[-1] = Piece(last.start, Span(last.span.start, piece.span.stop))
        else:
            merged.append(piece)
    return tuple(merged)
