"""The head words of those no table names: "Các công ty", "Trưởng", "Tiểu ban"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ccndocs.vi import lazy_re as re
from ccndocs.vi.tables import any_name, rows


@dataclass(frozen=True, slots=True)
class Head:
    """A head word read: where it ends, its kind ("each", "place", "post", "body")."""

    stop: int
    kind: str
    one: bool = False  # needs something behind it: "Cơ quan", no "Nhà thầu"


_TRADE = (
    r"(?:sản xuất|kinh doanh|nuôi trồng|chăn nuôi|chế biến|khai thác|khám bệnh|khám|"
    r"chữa bệnh|giết mổ|thu mua|thu gom|vận chuyển|vận tải|xuất khẩu|nhập khẩu|lưu trú|"
    r"bán lẻ|phân phối|cấp nước|cấp điện|thi công|"
    r"quản lý(?=(?:,? vận hành)?\s(?:hồ|đập|chợ|bến|cảng|rừng|đường bộ|công trình)\b))"
)
TRADES = re.compile(rf"\s+{_TRADE}(?:(?:,\s|\svà\s){_TRADE})*")
"""What bodies do for a living, right behind their head: "nuôi trồng, chế biến"."""
_ALONE = (
    "Chủ ",
    "Nhà ",
    "Người ",
    "Đội trưởng",
    "Hiệu trưởng",
    "Thủ trưởng",
    "Văn phòng",
    "Công đoàn",
    "Nhà trường",
    "Ban giám hiệu",
    "Ban Giám hiệu",
    "Ban giám đốc",
    "Ban Giám đốc",
    "Ban quản trị",
    "Ban Chấp hành",
)


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    found = (row for row in rows("subject_heads") if row["kind"] == kind)
    return re.compile(rf"(?:{any_name(found)})(?!\w)")


# "Bảo vệ khóa cổng": who; "Bảo vệ rừng trồng": work
_GUARD = re.compile(
    r"(?:Bảo vệ|Y tế|Thư viện)(?=\s+(?:trực|khóa|mở|đóng|tuần tra|canh|gác|"
    r"ghi|nhắc|giữ|tắt|bật|dọn|chặn|đi tuần|kiểm tra|phải|"
    r"có trách nhiệm|chịu trách nhiệm|không cho|sắp xếp)(?!\w)|"
    r"(?:,| và)\s+(?:tạp vụ|lao công|cấp dưỡng|lễ tân|văn thư|lái xe)(?!\w))"
)
_EVERY_ONE = re.compile(
    r"\s+(?:các )?(?:lớp|thôn|bản|xóm|ấp|đảng viên|giáo viên|tổ|khoa|phân xưởng|xưởng|"
    r"chi bộ|chi đoàn|chi hội|hộ|đội|xã viên|công nhân|học sinh|viên chức|cán bộ|nhóm|"
    r"người|bộ phận|phòng|ban|trường|xã|phường|cơ sở|thành viên)(?!\w)"
)


def head_at(text: str, at: int) -> Head | None:
    """The head word at `at`: "Các" counts only with a noun of bodies behind it."""
    each = _pattern("each").match(text, at)
    if each is not None:
        space = re.compile(r"\s*").match(text, each.end())
        noun = _pattern("noun").match(text, space.end() if space else each.end())
        if noun is None:  # "các Điện lực": a kind of body with its capital
            noun = _pattern("body").match(text, space.end() if space else each.end())
        return Head(noun.end(), "each") if noun else None
    if guard := _GUARD.match(text, at):
        return Head(guard.end(), "person")
    every = _pattern("every").match(text, at)
    if every is not None:  # "Mỗi lớp", "Từng đảng viên", "Tất cả giáo viên"
        who = _EVERY_ONE.match(text, every.end())
        return Head(who.end(), "each") if who else None
    for kind in ("place", "person", "post", "body"):
        found = _pattern(kind).match(text, at)
        if found is not None:
            alone = kind == "person" or found[0].startswith(_ALONE)
            return Head(found.end(), kind, one=not alone)
    return None
