"""Titles that say more than a title: their type in the same line, or the whole header.

Texts that people type or save from a page often have "KẾ HOẠCH TRIỂN KHAI …" in one
line. Law gazettes and databases until about 2008 print the header as one sentence,
"QUYẾT ĐỊNH / CỦA BỘ TRƯỞNG BỘ CÔNG NGHIỆP SỐ 10/2005/QĐ-BCN NGÀY 15 THÁNG 4 NĂM 2005
VỀ VIỆC …", and have no letterhead.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ccndocs.structure.marks import read_mark
from ccndocs.structure.rows import Row, cut
from ccndocs.types.tree import Field, Passage
from ccndocs.vi.doctypes import leading_type
from ccndocs.vi.fold import fold
from ccndocs.vi.issuers import issuer_name

# With these a title goes on after its type. "KẾ HOẠCH VÀ ĐẦU TƯ" is a department's
# second line.
_GOES_ON = re.compile(
    r"(?:ve|cua|so|lien tich|tinh hinh|ket qua|thuc hien|trien khai|phat trien|to chuc|"
    r"tang cuong|tong ket|so ket|cong tac)\b"
)
_POST = re.compile(
    r"(?:bộ\s+trưởng|thống\s+đốc|tổng\s+cục\s+trưởng|cục\s+trưởng|giám\s+đốc)\s+",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"(?:(?:liên\s+tịch|liên\s+bộ|của)\s+(?P<issuer>\D{3,160}?)\s+)?"
    r"số\s*:?\s*(?P<number>\d{1,5}[A-ZĐa-zđ]?(?:\s?/\s?(?:19|20)\d\d)?"
    r"\s?[/-]\s?[A-ZĐ][\wĐđ&]*(?:[-/][A-ZĐ][\wĐđ&]*)*)\s*,?\s+"
    r"ngày\s+(?P<day>\d{1,2})(?:\s+tháng\s+|/)(?P<month>\d{1,2})(?:\s+năm\s+|/)"
    r"(?P<year>(?:19|20)\d\d)\s*(?:của\s+(?P<later>\D{3,160}?)\s*)?"
    r"(?P<title>(?:về|v/v|ban\s+hành|quy\s+định|hướng\s+dẫn|sửa\s+đổi|phê\s+duyệt|"
    r"bổ\s+sung|thành\s+lập|công\s+bố|giao|bãi\s+bỏ)\b.*)?\W*",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Headline:
    """What a title sentence says of the header."""

    number_symbol: Field
    issued_on: Field | None
    issuer: Field | None
    title: Passage | None


def read_headline(title: Passage) -> Headline | None:
    """The header in a title sentence; None where the title is only a title."""
    found = _SENTENCE.fullmatch(title.text)
    if found is None:
        return None
    number = re.sub(r"\s", "", found["number"])
    number = re.sub(r"TTG\b", "TTg", number)
    name = "issuer" if found["issuer"] else "later"
    # Several bodies: none of them alone is the issuer.
    joint = title.text[: found.start("number")].lower().startswith("liên")
    return Headline(
        Field(number, cut(title, *found.span("number"))),
        _date(found, title),
        _issuer(cut(title, *found.span(name))) if found[name] and not joint else None,
        cut(title, *found.span("title")) if found["title"] else None,
    )


def type_with_title(rows: Sequence[Row], at: int, *, below: bool) -> Field | None:
    """The type with which a title's line begins; `below`: number and day stand above.

    "KẾ HOẠCH TRIỂN KHAI PHÁT TRIỂN CỤM CÔNG NGHIỆP NĂM 2024"; where nothing stands
    above, only capitals that go on as a title does: "BÁO CÁO Về tình hình …".
    """
    row = rows[at]
    drafted = _DRAFT.match(row.text)
    start = drafted.end() if drafted else 0
    found = leading_type(row.text[start:])
    if found is None or read_mark(row.text) is not None:
        return None
    abbreviation, length = found[0], start + found[1]
    rest = row.text[length:].strip(" :")
    if len(rest.split()) < 3 or row.text.rstrip().endswith((".", ";", ":", ",")):
        return None
    caps = row.caps or (row.text[:length].isupper() and rest[0].isupper())
    if not caps and not (below and _stands_alone(rows, at)):
        return None
    if not below and not (caps and _GOES_ON.match(fold(rest))):
        return None
    return Field(abbreviation, cut(row.passage, 0, length), 0.9)


# "DỰ THẢO BÁO CÁO Kết quả thực hiện Nghị quyết số 5"
_DRAFT = re.compile(r"\(?DỰ THẢO\)?\s+")


def conclusion(rows: Sequence[Row], at: int) -> Field | None:
    """The type of a notice that kept its title alone, "THÔNG BÁO" being lost.

    "KẾT LUẬN CỦA PHÓ THỦ TƯỚNG … TẠI CUỘC HỌP VỀ …"; a conclusion of the Party's
    committee or of inspectors is a document of its own.
    """
    row = rows[at]
    found = _CONCLUSION.match(row.text) if row.caps else None
    whole = " ".join(r.text for r in rows[at : at + 3])
    if found is None or not _MEETING.search(whole):
        return None
    return Field("TB", cut(row.passage, 0, len("KẾT LUẬN")), 0.85)


_CONCLUSION = re.compile(
    r"KẾT LUẬN CỦA (?:ĐỒNG CHÍ |ÔNG |BÀ )?(?:[^,.;:]{2,40}, )?(?:PHÓ |QUYỀN )?"
    r"(?:THỦ TƯỚNG|CHỦ TỊCH|BỘ TRƯỞNG|THỨ TRƯỞNG|GIÁM ĐỐC|CHÁNH VĂN PHÒNG)\b"
)
_MEETING = re.compile(r"TẠI (?:CUỘC|BUỔI|HỘI NGHỊ|PHIÊN|KỲ) ?")


def _stands_alone(rows: Sequence[Row], at: int) -> bool:
    """Whether empty lines part the row from the text, or its form does."""
    row = rows[at]
    parted = row.gap and at + 1 < len(rows) and rows[at + 1].gap
    return len(row.text) < 300 and (parted or row.bold or row.line.centred)


def _date(found: re.Match[str], title: Passage) -> Field | None:
    try:
        day = dt.date(*(int(found[part]) for part in ("year", "month", "day")))
    except ValueError:
        return None
    return Field(day.isoformat(), cut(title, found.start("day"), found.end("year")))


def _issuer(passage: Passage) -> Field | None:
    """The body that issued, whose head the sentence may name: "BỘ TRƯỞNG BỘ …"."""
    post = _POST.match(passage.text)
    passage = cut(passage, post.end() if post else 0)
    value = issuer_name([passage.text])
    return Field(value, passage, 0.9) if value else None
