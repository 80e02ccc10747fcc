"""Whoever opens an item as its subject though no table names him.

"Các công ty nông, lâm nghiệp rà soát hợp đồng …", "Tiểu ban Hậu cần: dựng sân khấu":
a head word of bodies or people, and what belongs to it, up to the verb.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ccndocs.types.geometry import Span
from ccndocs.types.mention import Agency, Mention
from ccndocs.types.tree import Passage
from ccndocs.vi.cues import (
    ORDER_PREFIX,
    clear_verb_at,
    opens_with_verb,
    starts_with_verb,
)
from ccndocs.vi.tables import rows

_LONGEST = 22  # words: "Chủ tịch UBND các xã: A, B, C, D huy động …" has 16
_NO_NAME = re.compile(
    r"(?:Trường hợp|Báo cáo|Ban hành|Tổ chức|Các (?:nhiệm vụ|nội dung))\b"
)
_WORD = re.compile(r"\S+")


@cache
def _heads() -> tuple[re.Pattern[str], frozenset[str]]:
    table = rows("subject_heads")
    names = sorted((row["name"] for row in table), key=len, reverse=True)
    many = frozenset(row["name"] for row in table if row["collective"])
    return re.compile(rf"(?:{'|'.join(map(re.escape, names))})(?!\w)"), many


def find_opening_subject(
    passage: Passage, agencies: Sequence[Mention[Agency]]
) -> Mention[Agency] | None:
    """The subject that opens the passage, where no agency found stands there."""
    text = passage.text
    prefix = ORDER_PREFIX.match(text.lstrip())
    start = len(text) - len(text.lstrip()) + (prefix.end() if prefix else 0)
    if prefix and text[start : start + 4].casefold() == "các ":
        text = text[:start] + "C" + text[start + 1 :]
    heads, many = _heads()
    head = heads.match(text, start)
    if head is None or starts_with_verb(text[start:]) or _NO_NAME.match(text, start):
        return None
    if any(m.span.start <= start < m.span.stop for m in agencies):
        return None
    stop = _end_of_name(text, head.end())
    if stop is None:
        return None
    name = passage.text[start:stop]
    agency = Agency(name, collective=head[0] in many, known=False)
    return Mention(passage.id, Span(start, stop), agency, "opening_subject", 0.85)


def _end_of_name(text: str, start: int) -> int | None:
    """Where the verb, the bracket or the colon after a name stands; None if nowhere."""
    for count, word in enumerate(_WORD.finditer(text, start)):
        if count > _LONGEST:
            return None
        before = text[start : word.start()]
        if re.search(r"[.;!?]\s*$", before):
            return None
        if before.rstrip().endswith(":"):
            return _at_colon(text, word.start())
        if clear_verb_at(text, word.start()):
            return len(text[: word.start()].rstrip(" ,:"))
        if word[0].startswith("("):
            closed = text.find(")", word.start())
            rest = text[closed + 1 :].lstrip(" :,") if closed > 0 else ""
            if rest and clear_verb_at(rest, 0):
                return len(text[: word.start()].rstrip())
    return None


def _at_colon(text: str, start: int) -> int | None:
    """Where the name before a colon ends, if an order follows ("Tổ A: dựng rạp …")."""
    if not opens_with_verb(text[start:]):
        return None
    name = text[:start].rstrip(" :")
    bracket = re.search(r"\s*\([^()]*\)$", name)
    return bracket.start() if bracket else len(name)
