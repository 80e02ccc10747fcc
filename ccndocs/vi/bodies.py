"""Whether words name bodies or people, or a time: the shape of cells and lines.

Told by their first word, so that names which no table has are recognised too.
"""

from __future__ import annotations

import re
from functools import cache

from ccndocs.vi.agencies import match_at
from ccndocs.vi.phrases import phrase_at
from ccndocs.vi.tables import any_name, rows
from ccndocs.vi.verbs import clear_verb_at
from ccndocs.vi.words import tokens

_PARTS = re.compile(
    r"\s*(?:[,;\n]|(?<!\b[Đđ])/|\s[-–]\s|\bvà\b|\bcùng\b|\bphối hợp với\b)\s*"
)
_COMRADE = re.compile(
    r"(?:(?:các )?(?:đồng chí|đ/c)|(?:các )?(?:ông|bà|cô|thầy|anh|chị))\s",
    re.IGNORECASE,
)
_LONGEST = 14  # words: "Ban Quản lý dự án đầu tư xây dựng công trình giao thông tỉnh"


@cache
def _heads() -> re.Pattern[str]:
    found = any_name(rows("subject_heads"))
    return re.compile(rf"(?:{found})(?!\w)", re.IGNORECASE)


@cache
def _actors() -> re.Pattern[str]:
    many, one = (
        any_name(row for row in rows("actors") if row["number"] == number)
        for number in ("many", "one")
    )
    plural = r"(?:các|những|toàn thể)\s+(?:đồng chí\s+|đ/c\s+)?"
    return re.compile(rf"(?:{plural}(?:{many})(?!\w)|(?:{one})\s)", re.IGNORECASE)


def names_actor(text: str) -> bool:
    """Whether `text` opens with whoever no table can know: "Các doanh nghiệp …".

    >>> names_actor("Các cơ sở chế biến gỗ"), names_actor("Các cơ sở hạ tầng")
    (True, False)
    """
    return _actors().match(text) is not None


def opens_with_body(text: str) -> bool:
    """Whether `text` opens with a body, a post or a person.

    >>> opens_with_body("Khoa Khám bệnh"), opens_with_body("Trung bình cả năm")
    (True, False)
    """
    text = text.strip()
    if _heads().match(text) or _COMRADE.match(text):
        return True
    words = tokens(text[:120])
    if not words:
        return False
    if any(phrase_at(t, words, 0) for t in ("agency_heads", "posts", "agency_owned")):
        return phrase_at("agency_not", words, 0) is None
    return match_at(words, 0) is not None


def names_bodies(text: str) -> bool:
    """Whether `text` is nothing but bodies or people: "Khoa Nội; Phòng Điều dưỡng".

    A part that opens with no body may go on with the one before it ("Phòng Hành
    chính, Quản trị"): most parts must open with one, and the first.
    """
    parts = [p for part in _PARTS.split(text) if (p := part.strip(" .;:-–+*"))]
    if not parts or any(len(p.split()) > _LONGEST for p in parts):
        return False
    known = [opens_with_body(p) for p in parts]
    return known[0] and 2 * sum(known) >= len(known)


def names_known(text: str) -> bool:
    """Whether `text` is nothing but bodies, the first one of the gazetteer.

    >>> names_known("Sở Xây dựng, UBND các xã"), names_known("Sở Xây dựng rà soát")
    (True, False)
    """
    words = tokens(text)
    found = match_at(words, 0) if words and words[0].capital else None
    if found is None or not names_bodies(text):
        return False
    return not any(clear_verb_at(text, word.start) for word in words[found.stop :])


_TIME = re.compile(
    r"\d{1,2}\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{2,4})?|\d{1,2}/\d{4}|"
    r"\b(?:ngày|tháng|quý|năm|tuần)\s+(?:\d|[IVX]+\b|thứ|đầu|cuối|này|sau|tới)|"
    r"\b(?:h[àằ]ng|mỗi|cuối|đầu|giữa|trong|cả)\s+(?:ngày|tuần|tháng|quý|năm|kỳ|đợt)\b|"
    r"\b\d+\s+(?:ngày|giờ|tuần|tháng|lần)\b|\bthứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])\b|"
    r"\b(?:thường xuyên|liên tục|đột xuất|theo tiến độ|khi (?:có|xảy ra|cần))\b",
    re.IGNORECASE,
)
_LONGEST_TIME = 15  # words


def names_time(text: str) -> bool:
    """Whether `text` is a time rather than a sentence with one.

    >>> names_time("Trước 31/3/2026"), names_time("Rà soát 12 hộ trong quý II năm nay")
    (True, False)
    """
    text = text.strip()
    if not text or len(text.split()) > _LONGEST_TIME:
        return False
    found = _TIME.search(text)
    return found is not None and len(text[: found.start()].split()) <= _WORDS_BEFORE


_WORDS_BEFORE = 3  # "Xong trước ngày …", "Chậm nhất vào …"
