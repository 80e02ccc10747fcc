"""What the rest of a document says for a word: it stands there beside the same one.

Where "Sở Y tế" is written ten times, "Sở Y tê" is a slip; to the language model alone
it may be too near to call.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from itertools import pairwise

from ccndocs.types.geometry import Span

_WORD = re.compile(r"\w+")


class Memory:
    """The pairs of neighbouring words of a text, wherever it breaks its lines.

    >>> memory = Memory("Sở Y tế giao. Giám đốc Sở Y tê họp.")
    >>> memory.speaks_for(Span(28, 30), "tế"), memory.speaks_for(Span(28, 30), "tệ")
    (True, False)
    """

    def __init__(self, text: str) -> None:
        found = list(_WORD.finditer(text.lower()))
        self._starts = [match.start() for match in found]
        self._words = [match.group() for match in found]
        self._pairs = Counter(pairwise(self._words))

    def speaks_for(self, span: Span, word: str) -> bool:
        """Whether `word` stands elsewhere beside a neighbour of the one at `span`.

        It must do so more often than the word as read does. Numbers are no neighbours.
        """
        at = bisect_left(self._starts, span.start)
        if at == len(self._starts) or self._starts[at] != span.start:
            return False
        read, word = self._words[at], word.lower()
        good = bad = 0
        for place, side in ((at - 1, 0), (at + 1, 1)):
            if not 0 <= place < len(self._words) or not self._words[place].isalpha():
                continue
            other = self._words[place]
            good += self._pairs[(word, other) if side else (other, word)]
            bad += self._pairs[(read, other) if side else (other, read)] - 1
        return good > bad
