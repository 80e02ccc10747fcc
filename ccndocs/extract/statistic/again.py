"""Figures that tell the indicator of the one before once more.

For another year or part, as an aim in a bracket, or for what is widened: "đạt 48,9%
(mục tiêu 55%)", "; khu vực Hạ Lâm cũ 61,7%".
"""

from __future__ import annotations

from ccndocs.extract.cluster.names import CRAFT, NAME
from ccndocs.extract.statistic.place import Place
from ccndocs.vi import lazy_re as re

_FLAGS = re.IGNORECASE | re.VERBOSE

CAPITAL = ("investment_registered", "investment_realised")
MONEY = ("VND", "million VND", "billion VND", "USD", "million USD")
SUMS = ("production_value", "budget_revenue", *CAPITAL)
RATES = ("occupancy_rate", "production_growth", "wastewater_share")
UNIT_OF = {
    "occupancy_rate": "percent",
    "leased_area": "ha",
    "industrial_land_area": "ha",
    "area": "ha",
    "project_count": "project",
    "establishment_count": "establishment",
    "worker_count": "person",
}
COUNTED = (
    "cluster_count",
    "cluster_count_operating",
    "cluster_count_planned",
    "wastewater_plant_count",
)
# "năm 2022 đạt 51%; năm 2023 đạt 56,4%; ước năm 2024 đạt 60%"
_YEAR_ON = re.compile(
    r"""\s*(?:(?:vào|trong)\s+năm\s+20\d\d\s*)?[;,]?\s*(?:và\s+|riêng\s+)?(?:(?:ước|dự\s+kiến|đến|cuối|hết)\s+)*
    (?:(?:ngày\s+|tháng\s+)?\d{1,2}(?:/\d{1,2})?/20\d\d|quý\s+[IV]+(?:/20\d\d)?|cả\s+năm(?:\s+20\d\d)?(?:\s+(?:ước|dự\s+kiến))?
    |l[ũu][yỹ]\s+kế(?:\s+\d+\s+tháng)?|(?:\d+\s+tháng(?:\s+đầu)?\s+)?năm\s+20\d\d|giai\s+đoạn\s+20\d\d\s*[-–]\s*20\d\d)\s*
    (?:(?:ước\s+)?(?:đạt|là|thực\s+hiện|nộp|thu)(?:\s+được)?|:)?\s*(?:ước\s+)?""",
    _FLAGS,
)
# "vốn hạ tầng đăng ký 640 tỷ đồng, thực hiện 212 tỷ đồng"
_PAID_IN = re.compile(
    r"""\s*[,;]?\s*(?:và\s+)?(?:(?:giá\s+trị|khối\s+lượng)\s+)?(?:(?:đã|mới)\s+)*
    (?:thực\s+hiện|giải\s+ngân|quyết\s+toán|nghiệm\s+thu)(?:\s+(?:được|đến\s+nay|đạt|là|mới|khoảng))*\s*""",
    _FLAGS,
)
_IS_PAID = re.compile(r"\b(?:thực\s+hiện|giải\s+ngân)\b", _FLAGS)
SHARE_OF_THEM = re.compile(
    r"(?:[,(]|^)\s*(?:chiếm|tương\s+đương|tương\s+ứng|bằng|đạt|tức)?(?:\s+(?:với|là))?"
    r"\s*(?:(?:tỷ|tỉ)\s+lệ)?\s*$",
    _FLAGS,
)
# "mục tiêu Nghị quyết đề ra (55%)", "so với cùng kỳ (47,7%)", "gấp rưỡi năm 2020 (27.6
# nghìn người)", "so với trước khi sáp nhập (31 CCN)"
COMPARED = re.compile(
    r"""\b(?:mục\s+tiêu|kế\s+hoạch|chỉ\s+tiêu|dự\s+toán|cùng\s+(?:kỳ|thời\s+điểm)|năm\s+(?:trước|ngoái))\b
    [^,;()\d]{0,40}\(\s*$
    |(?:[(;]|^)\s*(?:quý\s+[IV]+|tháng\s+\d+|cả\s+năm|cùng\s+kỳ)(?:\s*/\s*|\s+năm\s+|\s+)20\d\d\s*:?\s*$
    |\(\s*hiện(?:\s+(?:nay|tại))?(?:\s+(?:là|đạt|mới|chỉ|có))*\s*:?\s*$
    |\(\s*(?:(?:kế\s+hoạch|mục\s+tiêu|chỉ\s+tiêu|cùng\s+(?:kỳ|thời\s+điểm)|KH)\b
      |(?:cuối\s+)?năm\s+(?:20\d\d|trước|ngoái))[^();%]{0,50}$
    |^\s*/\s*(?:kế\s+hoạch|KH|mục\s+tiêu|chỉ\s+tiêu)(?:\s+(?:năm|giao|là|\d{4}))*\s*$
    |\b(?:so|gấp|hơn|bằng|vượt|tăng|giảm|kém)\b[^;()%]{0,40}?\b(?:(?:năm|đầu\s+năm|cuối\s+năm)(?:\s+20\d\d)?
      |(?:đầu|giữa)\s+(?:kỳ|nhiệm\s+kỳ)|quý\s+[IV]+(?:/20\d\d)?|tháng\s+\d+(?:/20\d\d)?
      |\d+\s+năm\s+(?:về\s+)?trước|(?:thời\s+điểm|trước(?:\s+khi)?|khi)\s[^,;()\d]{3,40})\s*
      \(\s*(?:(?:mới|chỉ|là|đạt|có)\s+)*$""",
    _FLAGS,
)
# "; khu vực Hạ Lâm cũ 61,7%", ", của nhóm do ngân sách đầu tư là 27,8%"
_OF_REGION = re.compile(
    r"""[\s;,]*(?:và\s+|còn\s+|riêng\s+|song\s+|nhưng\s+)*(?:của\s+)?
    (?:khu\s+vực|vùng|phía|địa\s+bàn|nhóm|(?:các\s+)?(?:CCN|cụm(?:\s+công\s+nghiệp)?)\s+
     (?:tại|ở|thuộc|của|do|(?:được\s+)?thành\s+lập|đã|đang|mới)
    |giai\s+đoạn)\s+
    (?:(?!\b(?:tăng|giảm|chiếm|đóng)\b)[^,;:()\d]|(?<=đoạn\ )\d|\bnăm\s+20\d\d){1,40}?
    (?:\s+(?:(?:chỉ|mới|đạt|là)\s*)*|\s*:\s*)""",
    _FLAGS,
)
# "CCN Hạ (40 ha), sau khi mở rộng giai đoạn 2 sẽ tăng lên 58 ha"
_ONCE_WIDENED = re.compile(
    r"\b(?:sau\s+(?:khi\s+)?|được\s+|đã\s+)mở\s+rộng\b[^;]{0,40}\b(?:lên|đạt|là|có|rộng)\s*$",
    _FLAGS,
)
# "13 CCN đang hoạt động, trong đó 05 CCN đã lấp đầy 100%, 04 CCN …"
_FILLED = re.compile(r"\s*(?:(?:đã|có|tỷ|lệ)\s+)*lấp\s+đầy", _FLAGS)
_PART = re.compile(r"\btrong\s+(?:số\s+)?đó\b[^,;]*$|^\s*(?:,|và)\s*$", _FLAGS)


def told_again(place: Place, text: str, earlier: str | None) -> str | None:
    """The indicator of before where a figure tells it again, None where none does."""
    if earlier is None:
        return None
    part = _part_of_capital(place, text, earlier)
    return part or next((i for rule in _RULES if (i := rule(place, earlier))), None)


def _is_rate_or_sum(unit: str, earlier: str) -> bool:
    is_rate = unit == "percent" and earlier in RATES
    return is_rate or (unit in MONEY and earlier in SUMS)


def _of_year(place: Place, earlier: str) -> str | None:
    """As in "năm 2023 đạt 56,4%; 10 tháng năm 2024 ước đạt 60%"."""
    unit = place.measure.unit
    is_kind = _is_rate_or_sum(unit, earlier) or unit == UNIT_OF.get(earlier)
    if not is_kind or not _YEAR_ON.fullmatch(place.left):
        return None
    is_paid = earlier == "investment_registered" and _IS_PAID.search(place.left)
    return "investment_realised" if is_paid else earlier


def _compared(place: Place, earlier: str) -> str | None:
    """As in "3.096 tỷ đồng (cùng thời điểm năm trước là 2.571,5 tỷ đồng)"."""
    unit = place.measure.unit
    is_kind = _is_rate_or_sum(unit, earlier) or unit == UNIT_OF.get(earlier)
    is_kind = is_kind or (unit == "cluster" and earlier in COUNTED)
    return earlier if is_kind and COMPARED.search(place.left) else None


def _grown_from(place: Place, earlier: str) -> str | None:
    """As in "giá trị … 2.864 tỷ đồng, tăng 16,4% so với năm 2024 (2.460 tỷ đồng)"."""
    is_sum = place.measure.unit in MONEY and earlier == "production_growth"
    return "production_value" if is_sum and COMPARED.search(place.left) else None


# "vốn thực hiện 1.427 tỷ đồng (ngân sách 316 tỷ đồng; doanh nghiệp 1.111 tỷ đồng)"
_PAYERS = re.compile(
    r"""\s*[(;,]?\s*(?:(?:trong\s+đó|gồm|vốn|của|các)\s*:?\s+)*
    (?:ngân\s+sách(?:\s+(?:nhà\s+nước|tỉnh|trung\s+ương|địa\s+phương|huyện))?|NSNN|doanh\s+nghiệp|chủ\s+đầu\s+tư
    |tư\s+nhân|xã\s+hội\s+hóa)\s*(?:là|:)?\s*""",
    _FLAGS,
)
_OPEN = re.compile(r"\([^()]*$")


def _part_of_capital(place: Place, text: str, earlier: str | None) -> str | None:
    """As in "vốn thực hiện 1.427 tỷ đồng (ngân sách 316 tỷ đồng; …)"."""
    is_part = place.measure.unit in MONEY and earlier in CAPITAL
    is_within = _OPEN.search(place.before(text)) is not None
    return earlier if is_part and is_within and _PAYERS.fullmatch(place.left) else None


def _of_region(place: Place, earlier: str) -> str | None:
    """As in "lấp đầy 54,2%; khu vực Hạ Lâm cũ 61,7%"."""
    is_rate = place.measure.unit == "percent" and earlier == "occupancy_rate"
    return earlier if is_rate and _OF_REGION.fullmatch(place.left) else None


def _widened(place: Place, earlier: str) -> str | None:
    """As in "CCN Hạ (40 ha), sau khi mở rộng giai đoạn 2 sẽ tăng lên 58 ha"."""
    is_size = place.measure.unit == "ha" and earlier == "area"
    return earlier if is_size and _ONCE_WIDENED.search(place.left) else None


def _paid_in(place: Place, earlier: str) -> str | None:
    """As in "vốn đăng ký 640 tỷ đồng, thực hiện 212 tỷ đồng"."""
    is_sum = place.measure.unit in MONEY and earlier == "investment_registered"
    is_paid = is_sum and _PAID_IN.fullmatch(place.left)
    return "investment_realised" if is_paid else None


def _filled(place: Place, earlier: str) -> str | None:
    """As in "13 CCN đang hoạt động, trong đó 05 CCN đã lấp đầy 100%, 04 CCN …"."""
    is_count = place.measure.unit == "cluster" and earlier == "cluster_count_operating"
    is_part = is_count and _PART.search(place.left)
    return earlier if is_part and _FILLED.match(place.right) else None


# "Diện tích trước khi mở rộng 44,6 ha, sau khi mở rộng 68,9 ha"
_ONCE_CHANGED = re.compile(
    r"""[\s,;(]*(?:và\s+|còn\s+)?(?:diện\s+tích\s+)?(?:trước|sau)\s+(?:khi\s+)?(?:được\s+)?
    (?:mở\s+rộng|điều\s+chỉnh|bổ\s+sung|thu\s+hẹp)(?:\s+(?:quy\s+mô|diện\s+tích))*\s*
    (?:là|đạt|còn|lên|:|\s)*""",
    _FLAGS,
)
_LAND = ("area", "industrial_land_area", "leased_area")


def _once_changed(place: Place, earlier: str) -> str | None:
    """As in "trước khi mở rộng 44,6 ha; sau khi mở rộng 68,9 ha"."""
    is_size = place.measure.unit == "ha" and earlier in _LAND
    return earlier if is_size and _ONCE_CHANGED.fullmatch(place.left) else None


# "đạt 54%; tỷ lệ này của năm 2024 là 49,5%", "Nếu chỉ tính 17 CCN, tỷ lệ này là 68,8%"
_THIS_RATE = re.compile(
    r"""\b(?:tỷ|tỉ)\s+lệ\s+này\b
    (?:(?!\b(?:tăng|giảm|cao|thấp|chiếm|bình\s+quân\s+cả)\b)[^;,:()]){0,60}$""",
    _FLAGS,
)


# "Trong đó, CCN An Hòa (xã Hạ) đạt 96%", "Cao nhất là CCN An Hòa, đạt 96%" behind the
# sentence with the rate of all
_OF_THESE = re.compile(
    r"\s*(?i:(?:trong\s+(?:số\s+)?đó|riêng|cụ\s+thể|còn|(?:cao|thấp)\s+nhất(?:\s+là)?|có)\s*[,:]?\s+){1,3}"
    rf"(?i:CCN|cụm(?:\s+công\s+nghiệp)?)\s+(?:{CRAFT}\s+)?{NAME}\s*(?:\([^()]*\))?\s*,?\s*"
    r"(?:(?:đã|mới|chỉ|đạt|là|ở\s+mức|:)\s*)*"
)
# "Chúng tôi đặt mục tiêu cuối năm 2030 đạt tối thiểu 85%"
_AIMED_AT = re.compile(
    r"""(?:(?!\b(?:tỷ|tỉ|tăng|trưởng|chiếm|số|thu|độ|đất|nước|giảm|GRDP|hộ|giá|vốn)\b)[^;:()%]){0,60}
    \b(?:mục\s+tiêu|phấn\s+đấu|kế\s+hoạch)\b
    (?:(?!\b(?:tỷ|tỉ|tăng|trưởng|chiếm|số|thu|độ|đất|nước|giảm|GRDP|hộ|giá|vốn)\b)[^;:()%]){0,40}
    \b(?:đạt|lên|là)\s*""",
    _FLAGS,
)


def is_this_rate(place: Place) -> bool:
    """Whether a rate is one told before: "tỷ lệ này của năm 2024 là 49,5%"."""
    if place.measure.unit != "percent":
        return False
    named = place.cluster is not None and _OF_THESE.fullmatch(place.left)
    aimed = _AIMED_AT.fullmatch(place.left)
    return bool(_THIS_RATE.search(place.left) or named or aimed)


def _this_rate(place: Place, earlier: str) -> str | None:
    """As in "lấp đầy đạt 54%; tỷ lệ này của năm 2024 là 49,5%"."""
    return earlier if earlier in RATES and is_this_rate(place) else None


# "lấp đầy cao như An Hòa (98%), Tân Phú (92,5%)"
_NEXT_IN_BRACKET = re.compile(rf"\s*\)\s*(?:,|;|và)\s*(?:và\s+)?{NAME}\s*\(\s*")


def _next_in_bracket(place: Place, earlier: str) -> str | None:
    """As in "lấp đầy cao như An Hòa (98%), Tân Phú (92,5%)"."""
    is_rate = place.measure.unit == "percent" and earlier == "occupancy_rate"
    return earlier if is_rate and _NEXT_IN_BRACKET.fullmatch(place.left) else None


_RULES = (
    _next_in_bracket,
    _this_rate,
    _of_year,
    _compared,
    _grown_from,
    _of_region,
    _widened,
    _once_changed,
    _paid_in,
    _filled,
)
