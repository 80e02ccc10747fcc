"""Rows of names: those that open a text, and texts that are nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ccndocs.types.mention import Agency, Mention
from ccndocs.types.tree import Passage
from ccndocs.vi.cues import ORDER_PREFIX

# Words that may stand between agencies of a heading: "Sở A, Sở B và UBND các xã".
BETWEEN_NAMES = re.compile(
    r"^[\s,;&/()–-]*(?:(?:và|với|cùng|các|cùng với|theo|tỉnh|thành phố|lãnh đạo|"
    r"có(?=\s+liên quan)|liên quan|trực thuộc)[\s,;()]*)*$",
    re.IGNORECASE,
)


def opening_agencies(
    text: str, agencies: Sequence[Mention[Agency]]
) -> tuple[tuple[Mention[Agency], ...], int]:
    """The agencies that open `text` in a row, and where the row stops.

    "Giao Sở A, Sở B: …" gives both and the place of the colon; () and 0 if none.
    """
    prefix = ORDER_PREFIX.match(text.lstrip())
    start = len(text) - len(text.lstrip())
    at = start + prefix.end() if prefix else start
    if any(m.span.start == start for m in agencies):
        at = start  # "Đồng chí A – Phó Hiệu trưởng": the name holds the prefix
    row: list[Mention[Agency]] = []
    for mention in sorted(agencies, key=lambda m: m.span.start):
        if row and mention.span == row[-1].span:
            row.append(mention)  # "Bí thư tỉnh ủy" of several provinces
            continue
        gap = text[at : mention.span.start]
        leads = row and gap.strip() == "lãnh đạo"  # a verb between two names
        if mention.span.start < at or leads or not BETWEEN_NAMES.match(gap):
            if mention.span.start >= at:
                break
            continue
        row.append(mention)
        at = mention.span.stop
    return tuple(row), at if row else 0


def names_only(passage: Passage, agencies: Sequence[Mention[Agency]]) -> bool:
    """Whether the passage is nothing but names: "Chủ đầu tư: Công ty cổ phần X."."""
    rest, at = "", 0
    for mention in sorted(agencies, key=lambda m: m.span.start):
        rest += passage.text[at : mention.span.start] + " "
        at = max(at, mention.span.stop)
    rest = re.sub(r"\([^()]*\)", " ", rest + passage.text[at:])
    rest = re.sub(r"^\s*(?:trách nhiệm|nhiệm vụ) của\s", "", rest, flags=re.I)
    return bool(agencies) and bool(
        BETWEEN_NAMES.match(rest.replace(":", "").strip(" ."))
    )
