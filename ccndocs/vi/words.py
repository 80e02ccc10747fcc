"""Text as words and marks, with the keys under which they are looked up."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ccndocs.vi.fold import fold_same, plain

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]")
JOINT = "·"
"""Key of what joins the parts of one name: "," "-" "&" "và"."""
_JOINTS = {",", "-", "&", "va"}


@dataclass(frozen=True, slots=True)
class Token:
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
        return plain(self.text)


def tokens(text: str) -> tuple[Token, ...]:
    """The words and marks of `text`, in order, with their places.

    >>> [t.key for t in tokens("Sở KH&ĐT, Mỹ")]
    ['so', 'kh', '·', 'dt', '·', 'mi']
    """
    folded = fold_same(text).replace("y", "i")
    found = []
    for match in _TOKEN.finditer(text):
        key = folded[match.start() : match.end()]
        found.append(
            Token(
                match.start(),
                match.end(),
                match.group(),
                JOINT if key in _JOINTS else key,
            )
        )
    return tuple(found)
