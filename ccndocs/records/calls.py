"""Calls on everybody and acts that an annex spells out: no orders by themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ccndocs.types.mention import Assignment, Mention
from ccndocs.vi.formulas import ASSIGNS_LATER, FUNDED

_LISTED = re.compile(
    r"\((?:có |theo |chi tiết |nội dung )*(?:danh sách|phụ lục|bảng|biểu|chi tiết)"
    r"[^()]*\b(?:kèm theo|đính kèm)[^()]*\)\W*$",
    re.IGNORECASE,
)


def lists_elsewhere(text: str, charged: Sequence[Mention[Assignment]]) -> bool:
    """An act that an annex spells out: "Phân công các cơ quan … (có bảng kèm theo)".

    "Các xã di dời các hộ (danh sách kèm theo)" is work.
    """
    groups = bool(charged) and all(
        m.value.agency.collective and m.span.start > 0 for m in charged
    )
    return groups and _LISTED.search(text) is not None


def says_whose_money(text: str, charged: Sequence[Mention[Assignment]]) -> bool:
    """Whether an item tells where the money comes from, and names nobody for it."""
    groups = all(m.value.agency.collective for m in charged)
    return groups and FUNDED.match(text) is not None


def calls_everybody(text: str, charged: Sequence[Mention[Assignment]]) -> bool:
    """A closing call on all: "Yêu cầu các cơ quan … triển khai thực hiện; …"."""
    if not charged or not all(m.value.agency.collective for m in charged):
        return False
    if ASSIGNS_LATER.search(text):
        return False
    return _OBEYS.search(text) is not None and not REPORTS_BY.search(text)


def assigned(mention: Mention[Assignment], text: str) -> bool:
    """Whether he is charged behind words that close: "…. Giao [Sở A] theo dõi"."""
    later = ASSIGNS_LATER.search(text)
    return later is not None and mention.span.start >= later.start()


# "Trên đây là …, đề nghị các đơn vị …, báo cáo trước ngày 5/6/2027": work by a day
ASKS_BACK = re.compile(
    r"trên đây là\b[^.;:]{0,160}?[,.;]\s[^.;:]{0,60}?\b(?:đề nghị|yêu cầu) "
    r"(?:các|quý|đồng chí|thủ trưởng|UBND|Sở|Bộ)\b",
    re.IGNORECASE,
)
_OBEYS = re.compile(
    r"(?<!trách nhiệm )(?<!quá trình )(?:triển khai|tổ chức|nghiêm túc) thực hiện"
)
# "…; báo cáo kết quả trước ngày 15/12", "…, định kỳ hằng quý báo cáo kết quả về Sở A":
# tasks of their own
_EVERY = r"(?:h[àằ]ng|mỗi|theo) (?:tuần|tháng|quý|năm)|định kỳ \d"
REPORTS_BY = re.compile(
    r"\b(?:báo cáo|gửi|nộp)\b[^.]{0,120}\b(?:trước|chậm nhất|trong|hạn)\b[^.;]{0,25}\d"
    rf"|\b(?:{_EVERY})\b[^.;]{{0,60}}?\b(?:báo cáo|gửi|nộp)\b"
    rf"|\b(?:báo cáo|gửi|nộp)\b[^.;]{{0,120}}?\b(?:{_EVERY})\b"
)
