"""Titles of main parts that say nothing of one document: "Nhiệm vụ, giải pháp".

Only words that such titles are made of count, so that neither "Nhiệm vụ thu ngân sách
đạt 100%" nor "Mục đích sử dụng đất" is one.
"""

from __future__ import annotations

import re

from ccndocs.vi.fold import fold
from ccndocs.vi.tables import folded_lists

_FOLDED = folded_lists("page_words")
_BETWEEN = r"(?:\s*[,;–-]\s*|\s+va\s+|\s+)"
_FILLING = rf"{_FOLDED['part_fillings']}|nam \d{{4}}"


def _made_of(words: str) -> re.Pattern[str]:
    first = rf"(?:(?:{_FOLDED['part_fillings']})\s+)*(?:{words})"
    return re.compile(rf"{first}(?:{_BETWEEN}(?:{words}|{_FILLING})\b)*")


_WORK = _made_of(_FOLDED["work_parts"])
_PURPOSE = _made_of(_FOLDED["purpose_parts"])


def names_work(title: str) -> bool:
    """Whether a title is that of a plan's work: "Nhiệm vụ, giải pháp chủ yếu"."""
    return _WORK.fullmatch(_bare(title)) is not None


def names_purpose(title: str) -> bool:
    """Whether a title is that of a plan's purpose: "Mục đích, yêu cầu".

    "Yêu cầu:" alone may as well call on somebody.
    """
    bare = _bare(title)
    return bare != _CALL and _PURPOSE.fullmatch(bare) is not None


_CALL = fold("yêu cầu")


def opens_purpose(title: str) -> bool:
    """Whether a title begins with a plan's purpose: "Mục tiêu, nhiệm vụ năm 2031"."""
    found = _PURPOSE.match(_bare(title))
    return found is not None and not _bare(title)[found.end() :][:1].isalpha()


def names_part(title: str) -> bool:
    """Whether a line is nothing but such a title, with a capital and no stop."""
    if not title[:1].isupper() or title.endswith((".", ";", ",")):
        return False
    return len(title.split()) > 1 and (names_work(title) or names_purpose(title))


def _bare(title: str) -> str:
    return fold(title).strip(" \t.:;*")
