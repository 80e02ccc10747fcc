"""Text as words and marks, with the keys under which they are looked up."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, partial
from typing import NamedTuple

from ccndocs.vi.fold import fold_same, plain

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]")
JOINT = "·"
"""Key of what joins the parts of one name: "," "-" "&" "và"."""
_JOINTS = {",", "-", "&", "va"}


class Token(NamedTuple):
    """A word or a mark. `key` is folded, y read as i; joints share the key `JOINT`."""

    start: int
    stop: int
    text: str
    key: str

    @property
    def capital(self) -> bool:
        """Whether it starts with a capital letter."""
        return self.text[0].isupper()

    @property
    def word(self) -> bool:
        """Whether it is letters or digits, "và" included, rather than a mark."""
        return self.text[0].isalnum()

    @property
    def plain(self) -> str:
        """Lower case with diacritics, one tone style."""
        return _plain(self.text)


# Half the cost of calling the class, and the most frequent object of all.
_made: Callable[[tuple[int, int, str, str]], Token] = partial(tuple.__new__, Token)

_WORDS = 1 << 14  # of Vietnamese, about 7,000 syllables with their capitals


@lru_cache(_WORDS)
def _plain(word: str) -> str:
    return plain(word)


@lru_cache(_WORDS)
def _key(word: str) -> str:
    key = fold_same(word).replace("y", "i")
    return JOINT if key in _JOINTS else key


def tokens(text: str) -> tuple[Token, ...]:
    """The words and marks of `text`, in order, with their places.

    >>> [t.key for t in tokens("Sở KH&ĐT, Mỹ")]
    ['so', 'kh', '·', 'dt', '·', 'mi']
    """
    return tuple(
        [
            _made((*match.span(), match[0], _key(match[0])))
            for match in _TOKEN.finditer(text)
        ]
    )
