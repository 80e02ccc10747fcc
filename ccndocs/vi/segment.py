"""Words and sentences of Vietnamese text, as spans. The one door to underthesea.

Spans, never strings: underthesea joins what blanks part, and by default rewrites tone
marks ("Khánh Hoà" becomes "Khánh Hòa"), so what it returns need not stand in the text.
Its `fixed_words` stay in force for later calls; `whole` here does the same without.
The models load with the first call (about 0.8 s).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial

from ccndocs.types.geometry import Span

# Numbers and symbols of documents ("30/2020/NĐ-CP"), dates and amounts ("05/3/2020",
# "1.250,5"), addresses: underthesea cuts them at strokes and points.
_WHOLE = re.compile(
    r"(?:https?://|www\.)\S+[\w/]"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\d+(?:[./,:-]\d+)*(?:[/-][\w-]+)+"
    r"|\d+(?:[./,:]\d+)+"
)
# "1." "2.1." "a)" "IV." "Điều 5." open what follows; after "TM." a sentence goes on.
_OPENS = re.compile(
    r"(?:[-+•]\s*)?(?:(?:Điều|Khoản|Điểm|Mục|Chương|Phần)\s+)?"
    r"(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]+|[a-zđA-ZĐ])[.)]"
)
_GOES_ON = re.compile(
    r"(?:^|.*[\s(])(?:TM|KT|TL|TUQ|Q|TP|Tp|TX|Tx|TT|GS|PGS|TS|ThS|BS|Ths|ĐT|tr)\."
)


def words(text: str, whole: Iterable[Span] = ()) -> tuple[Span, ...]:
    """The words and marks of `text` in order; every character but blanks is in one.

    Each span of `whole` (agencies, document numbers) is one word, as are numbers,
    dates and addresses. Spans that overlap an earlier one are ignored. `text` is NFC.
    """
    found: list[Span] = []
    at = 0
    for span in [*_disjoint([*whole, *_numbers(text)]), None]:
        stop = len(text) if span is None else span.start
        found += _words(text[at:stop], at)
        if span is not None:
            found.append(span)
            at = span.stop
    return tuple(found)


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of `text` in order, without the blanks around them.

    A line break ends a sentence, for a paragraph is a line; a mark ("1.", "a)",
    "Điều 5.") is part of the sentence that it opens. `text` is NFC.
    """
    found: list[Span] = []
    for line in re.finditer(r"[^\n]+", text):
        found += _sentences(line[0], line.start())
    return tuple(found)


def _sentences(line: str, start: int) -> Iterator[Span]:
    _, cut = _underthesea()
    opened: int | None = None
    for span in _aligned(line, cut(line)):
        begin = span.start if opened is None else opened
        part = line[begin : span.stop]
        if span.stop < len(line.rstrip()) and (
            _OPENS.fullmatch(part) or _GOES_ON.fullmatch(part)
        ):
            opened = begin
            continue
        opened = None
        yield Span(begin, span.stop).shift(start)
    if opened is not None:
        yield Span(opened, len(line.rstrip())).shift(start)


def _words(text: str, start: int) -> list[Span]:
    if not text.strip():
        return []
    split, _ = _underthesea()
    return [span.shift(start) for span in _aligned(text, split(text))]


def _numbers(text: str) -> Iterator[Span]:
    for match in _WHOLE.finditer(text):
        yield Span(match.start(), match.end())


def _disjoint(spans: Sequence[Span]) -> list[Span]:
    """In order of the text; of two that overlap the one that was given first."""
    taken: list[Span] = []
    for span in spans:
        place = bisect_left(taken, span)
        beside = taken[max(place - 1, 0) : place + 1]
        if len(span) and not any(span.overlaps(other) for other in beside):
            taken.insert(place, span)
    return taken


def _aligned(text: str, pieces: Sequence[str]) -> list[Span]:
    """Where the pieces stand. All of `text` but blanks is covered, whatever they say.

    A piece that does not stand in the text (a rewritten letter) is read from the text
    as the run of characters up to the next blank.
    """
    spans: list[Span] = []
    at = _blank(text, 0)
    for piece in pieces:
        if at >= len(text):
            break
        stop = _match(text, at, piece)
        if stop == at:
            stop = _run(text, at)
        spans.append(Span(at, stop))
        at = _blank(text, stop)
    while at < len(text):
        stop = _run(text, at)
        spans.append(Span(at, stop))
        at = _blank(text, stop)
    return spans


def _match(text: str, at: int, piece: str) -> int:
    """Where `piece`, blanks aside, ends that starts at `at`; `at` if it does not."""
    place = at
    for char in piece:
        if char.isspace():
            continue
        place = _blank(text, place)
        if text[place : place + 1] != char:
            return at
        place += 1
    return place


def _blank(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _run(text: str, at: int) -> int:
    while at < len(text) and not text[at].isspace():
        at += 1
    return at


Cut = Callable[[str], Sequence[str]]


@cache
def _underthesea() -> tuple[Cut, Cut]:
    """What cuts into words, and what cuts into sentences."""
    from underthesea import sent_tokenize, word_tokenize

    return partial(word_tokenize, use_token_normalize=False), sent_tokenize
