"""How clusters are named: the words of a name, what may stand before and behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ccndocs.types.geometry import Span

UPPER = "".join(
    chr(code)
    for start, stop in ((0x41, 0x5B), (0xC0, 0x250), (0x1E00, 0x1F00))
    for code in range(start, stop)
    if chr(code).isupper()
)
# A word of a name: a capital and small letters ("Bình", "Đức"), not an acronym.
WORD = rf"[{UPPER}][^\W\d_{UPPER}]*(?!\w)"
# Words that begin something else although they follow "CCN" in capitals.
_NONAME = (
    r"(?!(?:Sở|Ủy|Uỷ|Ban|Bộ|Nghị|Quyết|Luật|Chính|Thủ|Chủ|Tỉnh|Công\s+(?:ty|an|văn)|Nhà"
    r"|Danh|Kế|Quy|Điều|Phụ|Việc|Các|Những|Trên|Tại|Theo|Đối|Khu|Phòng|Trung\s+tâm|Hội"
    r"|Đề|Căn|Tiếp|Tổ\s+chức|Rà|Phối|Báo|Giao|Thực|Triển|Đơn|Cơ|Thời|Số|Huyện|Đảng"
    r"|Xã|Phường|Quận|Thôn|Tăng\s+cường|Hợp\s+đồng|Nâng|Kiểm|Giám\s+đốc|Hướng|Đẩy|Chú\s+trọng|Cục|Chi|Viện|Trường|Ngân|Doanh|Dự|Nơi|Lưu|Diện|Tên|Tổng|Cụm|Là|Có|Và|Do)\b)"
)
_TAIL = (
    r"(?:\s*(?:số\s+)?\d{1,2}(?!\d|[.,/]\d|\s*%|\s*[-–]\s*\d"
    r"|\s*(?:ha|dự|CCN|cụm|lao|tỷ|người)\b)|\s+(?:III|II|IV|I|A|B)\b)"
)
_WIND = r"(?:[Đđ]ông|[Tt]ây|[Nn]am|[Bb]ắc)"
# "CCN phía Nam thị trấn Lạc Hạ", "CCN Đông Bắc thị trấn Lạc Hạ", "CCN số 2 xã Lạc Hạ"
_PART_OF = (
    rf"(?:phía\s+{_WIND}(?:\s+{_WIND})?|{_WIND}(?:\s+{_WIND})?(?=\s+thị\s+trấn)|số\s+\d{{1,2}})"
    r"\s+(?:(?:thị\s+trấn|thị\s+xã|thành\s+phố|xã|phường)\s+)?"
)
NAME = (
    rf"{_NONAME}(?:{_PART_OF}|[Tt]hị\s+trấn\s+|Thị\s+xã\s+|Thành\s+phố\s+|Phố\s+)?{WORD}(?:\s+{WORD}){{0,4}}{_TAIL}?"
    rf"(?:\s*[-–]\s*{_NONAME}(?!Thị\b|Thành\s+phố){WORD}(?:\s+{WORD}){{0,3}}{_TAIL}?){{0,2}}"
)
# What some names carry between "CCN" and the place.
CRAFT = (
    r"(?:[Ll]àng\s+nghề(?:\s+truyền\s+thống)?|chuyên\s+ngành|cơ\s+khí(?:\s+ô\s+tô)?|đa\s+nghề"
    r"|chế\s+biến\s+(?:gỗ|nông\s+sản|thủy\s+sản|thuỷ\s+sản)|[Gg]ốm\s+sứ|dệt\s+may|[Ss]inh\s+thái"
    r"|hỗ\s+trợ|[Vv]ật\s+liệu\s+xây\s+dựng|tập\s+trung|miền\s+núi)"
)
NAMED = re.compile(rf"\s*(?P<craft>{CRAFT}\s+)?(?P<name>{NAME})")
_BRACKET = re.compile(r"\s*\([^()]{0,200}\)")
_NEXT = re.compile(r"\s*(?:,|;|\bvà\b)\s*(?:và\s+)?(?!CCN|[Cc]ụm)")


# A place's bare name: "Lâm Bình Hạ".
PLACE = rf"{WORD}(?:[\s-]+{WORD}){{0,3}}"
DISTRICT = (
    r"(?:[Hh]uyện|[Tt]hị\s+xã|[Tt]hành\s+phố|[Qq]uận|T[Pp]\.?|TX\.?)\s+"
    rf"(?P<district>{PLACE})"
)
COMMUNE = rf"(?<![Tt]hị )(?:[Xx]ã|[Pp]hường|[Tt]hị\s+trấn|TT\.?)\s+(?P<commune>{PLACE})"


@dataclass(frozen=True, slots=True)
class Seen:
    """A name, where it stands, and where the words about it begin."""

    span: Span
    name: str
    stop: int
    is_listed: bool


def full_name(craft: str | None, name: str) -> str:
    """The whole name: "Cụm công nghiệp làng nghề Tề Lỗ"."""
    words = " ".join(name.replace("–", "-").split())
    words = re.sub(r"\s*-\s*", " - ", words)
    if craft:
        kind = " ".join(craft.split())
        words = f"{kind[0].lower()}{kind[1:]} {words}"
    return f"Cụm công nghiệp {words}"


def is_place(text: str, at: int) -> bool:
    """Whether a district or commune stands there, no cluster."""
    return bool(re.match(rf"{DISTRICT}|{COMMUNE}", text[at : at + 80]))


def next_name(text: str, stop: int) -> re.Match[str] | None:
    """The next name of a list, over a bracket that describes the last one."""
    bracket = _BRACKET.match(text, stop)
    stop = bracket.end() if bracket else stop
    link = _NEXT.match(text, stop)
    named = NAMED.match(text, link.end()) if link else None
    if named is None or is_place(text, named.start("name")):
        return None
    return named
