"""Words for the language model: one tokenisation for training and for use."""

from __future__ import annotations

import re

from ccndocs.repair.lm import BOUNDARY, COMMA, NUMBER

_LM_WORD = re.compile(
    r"(?P<word>[^\W\d_]+(?![\w]*\d))"
    r"|(?P<number>[^\W_]*\d(?:[\w./\-–]*\w)?)"
    r"|(?P<comma>,)"
    r"|(?P<stop>[.;:!?…])"
)


def cased_words(line: str) -> list[tuple[str, bool | None]]:
    """The model's words of a line, lower case, and whether each has a capital.

    None where case says nothing: first words, numbers, signs, runs of capitals.

    >>> cased_words("Theo Sở Y tế, số 5/QĐ-UBND.")[:5]
    [('theo', None), ('sở', True), ('y', True), ('tế', False), (',', None)]
    """
    found: list[tuple[str, bool | None]] = []
    opening = True
    for match in _LM_WORD.finditer(line):
        kind, text = match.lastgroup, match.group()
        if kind == "word":
            shouted = len(text) > 1 and text.isupper()
            found.append(
                (text.lower(), None if opening or shouted else text[0].isupper())
            )
            opening = False
        elif kind == "number":
            found.append((NUMBER, None))
            opening = False
        else:
            found.append((COMMA if kind == "comma" else BOUNDARY, None))
            opening = opening or kind == "stop"
    return found
