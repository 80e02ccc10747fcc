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


def lm_words(line: str) -> list[str]:
    """The model's words of a clean line, lower case.

    >>> lm_words("Nghị định số 32/2024/NĐ-CP, ngày 15/3.")
    ['nghị', 'định', 'số', '<n>', ',', 'ngày', '<n>', '</s>']
    """
    found = []
    for match in _LM_WORD.finditer(line.lower()):
        kind = match.lastgroup
        if kind == "word":
            found.append(match.group())
        elif kind == "number":
            found.append(NUMBER)
        else:
            found.append(COMMA if kind == "comma" else BOUNDARY)
    return found
