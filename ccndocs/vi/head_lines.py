"""A table's head in one line: "STT Nhiệm vụ Cơ quan chủ trì Thời gian hoàn thành"."""

from __future__ import annotations

import re
from functools import lru_cache

from ccndocs.types.geometry import Span
from ccndocs.vi.columns import words_beyond_header

_WORD = re.compile(r"\S+")
_COUNT = re.compile(r"(?:S?TT|Số TT|Số thứ tự)\.?(?=\s)", re.IGNORECASE)
_MOST_WORDS = 10  # of one head
_UNKNOWN = 2.0  # and one for each word
_MOST_UNKNOWN = 1
_CAPITAL = 3.0  # inside a head, where not all are written in capitals
_ONE_MORE = 0.01  # of two readings that fit alike, the one with fewer heads
_NEVER = float("inf")


def heads_of_line(text: str) -> list[Span] | None:
    """Where the heads stand in a line that begins with "STT"; None if they do not.

    Where "STT" is lost all heads must be known, and a first one of nothing stands for
    it.

    >>> line = "TT Nội dung công việc Đơn vị chủ trì Tiến độ"
    >>> [span.of(line) for span in heads_of_line(line)]
    ['TT', 'Nội dung công việc', 'Đơn vị chủ trì', 'Tiến độ']
    """
    count = _COUNT.match(text)
    start = count.end() if count else 0
    words = [Span(*found.span()) for found in _WORD.finditer(text, start)]
    if not words or len(words) > 8 * _MOST_WORDS:
        return None
    starts = [i for i, word in enumerate(words) if word.of(text)[0].isupper()]
    if not starts or starts[0] != 0:
        return None
    best = _split(text, words, starts)
    if best is None or (count is None and not _are_known(text, best)):
        return None
    return [Span(0, start), *best]


def _split(text: str, words: list[Span], starts: list[int]) -> list[Span] | None:
    """The heads that the words are, each from one of the `starts` to the next."""
    size = len(words)
    best: dict[int, tuple[float, int, list[Span]]] = {size: (0.0, 0, [])}
    for at in reversed(starts):
        found = (_NEVER, 0, [Span(0, 0)])
        for stop in [*(s for s in starts if s > at), size]:
            if stop - at > _MOST_WORDS or stop not in best:
                continue
            span = Span(words[at].start, words[stop - 1].stop)
            beyond = _beyond(span.of(text))
            unknown = best[stop][1] + (beyond is None)
            if unknown > _MOST_UNKNOWN:
                continue
            own = _UNKNOWN + stop - at if beyond is None else float(beyond)
            inner = 0 if text.isupper() else sum(at < s < stop for s in starts)
            cost = own + _ONE_MORE + _CAPITAL * inner + best[stop][0]
            if cost < found[0]:
                found = (cost, unknown, [span, *best[stop][2]])
        if found[0] < _NEVER:
            best[at] = found
    return best[0][2] if 0 in best else None


def _are_known(text: str, heads: list[Span]) -> bool:
    return len(heads) > 2 and all(_beyond(head.of(text)) == 0 for head in heads)


_beyond = lru_cache(1 << 12)(words_beyond_header)
