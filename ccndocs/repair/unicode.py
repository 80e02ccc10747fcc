"""Characters that only look right: false Đ, invisible signs, wide or doubled spaces.

These rules hold for every text, intact or not. NFC is the reader's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ccndocs.types.geometry import Span
from ccndocs.types.text import Edit, Rule

_FALSE_STROKE = {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ"}
_FALSE = re.compile("[ÐðƉ]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u0000-\u0008\u000e-\u001f]+")
_WIDE_SPACE = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_DOUBLE_SPACE = re.compile(r"(?<=\S)  (?=\S)")
_CODE_DASH = re.compile("(?<=\\w)[\u2010\u2011\u2212](?=\\w)")


def false_stroke(text: str) -> Iterable[Edit]:
    """Icelandic Eth and its like for Đ: "NÐ-CP" → "NĐ-CP"."""
    for match in _FALSE.finditer(text):
        span = Span(match.start(), match.end())
        yield Edit(span, _FALSE_STROKE[match.group()], "unicode-stroke")


def invisible(text: str) -> Iterable[Edit]:
    """Soft hyphens, zero-width and control characters go, as one within "thực hiện"."""
    for match in _INVISIBLE.finditer(text):
        yield Edit(Span(match.start(), match.end()), "", "unicode-invisible")


def wide_space(text: str) -> Iterable[Edit]:
    """No-break and typographic spaces become plain ones: "Điều 5"."""
    for match in _WIDE_SPACE.finditer(text):
        yield Edit(Span(match.start(), match.end()), " ", "unicode-space")


def code_dash(text: str) -> Iterable[Edit]:
    """Unicode hyphens and minus signs within a word or code: the one in "QĐ-UBND"."""
    for match in _CODE_DASH.finditer(text):
        yield Edit(Span(match.start(), match.end()), "-", "unicode-dash")


def double_space(text: str) -> Iterable[Edit]:
    """Two spaces within a line become one; longer runs may part columns and stay."""
    for match in _DOUBLE_SPACE.finditer(text):
        yield Edit(Span(match.start(), match.end()), " ", "unicode-space")


RULES: tuple[Rule, ...] = (
    false_stroke,
    invisible,
    wide_space,
    code_dash,
    double_space,
)
"""Each is a pass of its own, in this order."""
