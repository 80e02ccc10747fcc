"""Numbers and symbols of documents in running text, state and party."""

from __future__ import annotations

from functools import lru_cache

from ccndocs.types.geometry import Span
from ccndocs.vi import lazy_re as re

_UP = "A-ZĐÂÊÔƠƯĂ"
_SYM = rf"[{_UP}][{_UP}a-zđ&0-9]{{0,14}}"
_NUM = r"\d{1,5}(?:\.\d{1,3})?[A-Za-zđĐ]?"
STATE = re.compile(
    rf"(?<![\w/.,-])(?P<number>{_NUM})\s?/{{1,2}}\s?"
    rf"(?:(?P<year>(?:19|20)\d\d)\s?/\s?)?"
    rf"(?P<symbol>{_SYM}(?:\s?[-–]\s?{_SYM}){{0,4}})(?![\w/])"
)
PARTY = re.compile(
    r"(?<![\w/.,-])(?P<number>\d{1,4})\s?[-–]\s?"
    r"(?P<type>NQ|CT|KL|QĐ|QC|QyĐ|QĐi|HD|KH|CTr|CTrHĐ|ĐA|BC|TB|TTr|CV|TT|TTh|TB-KL)"
    r"\s?/\s?(?P<symbol>[A-ZĐ]{2,}(?:[-–]?[A-ZĐ]{1,})*)(?![\w/])"
)


@lru_cache(maxsize=64)
def symbol_spans(text: str) -> tuple[Span, ...]:
    """Places of numbers and symbols, in order; "UBND" inside one is no agency."""
    if "/" not in text:
        return ()
    found = [
        Span(*match.span())
        for pattern in (STATE, PARTY)
        for match in pattern.finditer(text)
    ]
    return tuple(sorted(found))
