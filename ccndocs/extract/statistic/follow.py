"""Figures that the one before them explains: "từ 35 ha lên 50 ha", "chiếm 37%"."""

from __future__ import annotations

from dataclasses import replace

from ccndocs.extract.cluster.names import CRAFT, NAME, PLACE
from ccndocs.extract.statistic.again import (
    CAPITAL,
    COUNTED,
    MONEY,
    RATES,
    SHARE_OF_THEM,
    SUMS,
    UNIT_OF,
    told_again,
)
from ccndocs.extract.statistic.place import Place
from ccndocs.extract.statistic.topic import PART
from ccndocs.extract.statistic.within import told_within
from ccndocs.types.mention import Mention, Quantity
from ccndocs.vi import lazy_re as re

_FLAGS = re.IGNORECASE | re.VERBOSE

# "405 dự án, vốn đăng ký 11.240 tỷ đồng"
WITH_CAPITAL = re.compile(
    r"""[,\s]*(?:(?:đầu\s+tư|thứ\s+cấp|(?:có\s+vốn\s+)?(?:trực\s+tiếp\s+)?(?:nước\s+ngoài|FDI)
    |trong\s+nước|mới)[,\s]*){0,3}(?:với\s+)?(?:tổng\s+)?vốn\s+(?:đầu\s+tư\s+)?đăng\s+k[ýí]""",
    _FLAGS,
)
# "giá trị sản xuất đạt 12.640 tỷ đồng, tăng 14,8% so với năm 2023", ", tăng trưởng 9%"
_GROWS = re.compile(
    r"""[,(]\s*(?:tốc\s+độ\s+)?(?:tăng(?:\s+trưởng)?(?:\s+(?:đạt|là))?|cao\s+hơn)(?:\s+(?:bình\s+quân|(?:so\s+với\s+)?(?:cùng\s+kỳ|năm\s+(?:trước|ngoái))))?\s*$""",
    _FLAGS,
)
# "tổng vốn đăng ký 11.240 tỷ đồng và 215 triệu USD"
_FOREIGN = ("USD", "million USD")
# "đã cho thuê 74 ha, đạt 52%"; "đạt 52% kế hoạch" is of something else
_OF_PLAN = re.compile(
    r"""\s*(?:(?:so\s+với\s+)?(?:kế\s+hoạch|KH\b|mục\s+tiêu|chỉ\s+tiêu|cùng\s+kỳ)
    |(?:tổng\s+)?diện\s+tích\s+(?:cần|phải|tự\s+nhiên))""",
    _FLAGS,
)
_ENDS_FOREIGN = re.compile(r"USD$")
_AND = re.compile(
    r"""\s*(?:vốn\s+)?(?:trong\s+nước\s*)?(?:và|,|\+)\s*(?:(?:chưa\s+kể|thêm)\s+)?
    |\s*,?\s*(?:và\s+)?(?:của\s+)?(?:các\s+)?(?:dự\s+án|doanh\s+nghiệp|nhà\s+đầu\s+tư|khối)\s+
     (?:FDI|trong\s+nước|(?:có\s+vốn\s+)?(?:đầu\s+tư\s+)?nước\s+ngoài)\s*(?:là|đạt|có)?\s*""",
    _FLAGS,
)
# "287 cơ sở sản xuất, gần 17.900 lao động", "25 ha - 12 dự án - 850 lao động"
_LISTED = re.compile(r"(?:[,;]|\s[-–]|\bvà\b|\bvới\b)\s*$", _FLAGS)
_TAUGHT = re.compile(
    r"\s*(?:đã\s+|được\s+)*(?:đào\s+tạo|tập\s+huấn|bồi\s+dưỡng|khám|hỗ\s+trợ)", _FLAGS
)
# "2.860 công nhân, trong đó người địa phương 1.147 người", "(nữ 1.340 người)"
_OF_WORKERS = re.compile(
    r"""\btrong\s+(?:số\s+)?đó(?:\s+có)?\b[^,;()\d]{0,40}$
    |[(,]\s*(?:(?:riêng|gồm|có|lao\s+động|công\s+nhân|số|là)\s+)*
     (?:nữ|nam|(?:người\s+)?(?:địa\s+phương|tại\s+chỗ|nước\s+ngoài|dân\s+tộc))\b[^,;()\d]{0,20}$""",
    _FLAGS,
)
# "5.236 lao động (3.410 lao động nữ)"
_SUCH_WORKERS = re.compile(
    r"\s*(?:là\s+)?(?:nữ|nam|(?:người\s+)?(?:địa\s+phương|tại\s+chỗ|nước\s+ngoài|dân\s+tộc))\b",
    _FLAGS,
)
# "số lao động trong các KCN là 52.300 người, trong các CCN là 27.860 người", ", tại CCN
# An Hòa là 1.114 người"
_IN_THEM = re.compile(
    r"\b(?:trong|tại|ở)\s+(?:các\s+)?(?:CCN|cụm\s+công\s+nghiệp)\b[^,;:()]{0,40}?\s(?:là|có)\s*$",
    _FLAGS,
)
_WORKERS = re.compile(
    r"(?:(?:nghìn|ngàn|vạn)\s+)?(?:(?:người\s+)?lao\s+động|LĐ|công\s+nhân)", _FLAGS
)
_TENANTS = ("project", "establishment")
# "Trong đó: CCN An Hòa 12 doanh nghiệp, CCN Phú Lâm (xã Hạ): 8 doanh nghiệp"
_HAS = re.compile(
    rf"(?i:CCN|cụm\s+công\s+nghiệp)\s+(?:{CRAFT}\s+)?{NAME}\s*(?:\([^()]*\))?\s*[:(–-]?\s*$"
)
# "đã lấp đầy 100% (33 cơ sở)"
_OPENS_BRACKET = re.compile(r"\s*\(\s*(?:gồm\s+|với\s+)?", _FLAGS)
_TO = re.compile(
    r"\s*,?\s*(?:(?:vào\s+|cuối\s+)?năm\s+20\d\d\s+)?(?:lên|thành|lên\s+thành|xuống|còn|xuống\s+còn)\s*$",
    _FLAGS,
)


# "diện tích 48,5 ha; hoàn thành GPMB 21,3 ha, còn 27,2 ha": of what is cleared
_CLEARED = re.compile(
    r"\b(?:GPMB|giải\s+phóng\s+mặt\s+bằng|bồi\s+thường|thu\s+hồi|bàn\s+giao|san\s+(?:nền|lấp))\b[^;]*,\s*còn\s*$",
    _FLAGS,
)
_UP_OR_DOWN = re.compile(r"\b(?:lên|xuống)\b", _FLAGS)  # "còn 09 CCN" may be the rest
# "từ 61,1% hiện nay lên không dưới 66%", "từ 48% đã báo cáo xuống còn 41,5%"
_FROM_TO = re.compile(
    r"\btừ\s+(?:\w+\s+){0,2}[\d.,]+\s*%?\s*(?:[^\W\d]+\s+){0,5}"
    r"(?:lên(?:\s+thành)?|xuống(?:\s+còn)?|còn|thành)\s*$",
    _FLAGS,
)

# "(cuối năm 2024 là 54,1%)", "; tốc độ tăng của năm 2023 là 10,2%", "; tính chung …"
_THEN = re.compile(
    r"""(?:\(\s*(?:cuối\s+|đầu\s+)?(?:năm|cùng\s+(?:kỳ|thời\s+điểm)|trước|kế\s+hoạch|KH\b)[^()]{0,40}$
    |\b(?:tốc\s+độ|mức)\s+tăng[^,;]{0,30}$|\btính\s+(?:chung|riêng|trên)\b[^,;]{0,60}$
    |\b(?:chỉ|nếu)\s+tính\b[^,;:]{0,60}$
    |\b(?:thực\s+(?:tế|chất|có)|xác\s+minh|đo\s+đạc|kiểm\s+đếm|phúc\s+tra)\b[^;()\d]{0,40}$
    |\btrong\s+khi\b[^,;()]{3,60}\b(?:là|đạt|mới|chỉ)\s*$)""",
    _FLAGS,
)
_SPEED = re.compile(r"\b(?:tốc\s+độ|mức)\s+tăng", _FLAGS)
# "nhích lên 44,7% từ mức 38,5% của năm ngoái"
_FROM = re.compile(
    r"""\s*(?:,\s*)?(?:(?:(?:cao|thấp)\s+hơn\s+|tăng\s+|giảm\s+)?(?:so\s+với|từ)(?:\s+mức)?
    |(?:cao|thấp)\s+hơn\s+mức)\s*""",
    _FLAGS,
)
# "đạt 75% và đạt 90% vào năm 2035", "2.280 ha và hơn 2.613 ha vào năm 2035"
_AND_THEN = re.compile(r"\s*(?:,|và)\s*(?:(?:đạt|là|lên|tăng\s+lên)\s*)?", _FLAGS)
_THAT_YEAR = re.compile(r"\s*(?:vào|đến|trong)\s+(?:hết\s+)?năm\s+20\d\d", _FLAGS)
# "tỷ lệ lấp đầy cao: Hà Trì (xã Hà Trì) 96,2%; Đồng Vông (xã Tam Vông) 91,0%", "bình
# quân 59,4%, trong đó CCN An Hòa 96,2%"
_NEXT_NAMED = re.compile(
    r"\s*\)?\s*[,;(:]?\s*(?i:(?:và|trong\s+(?:số\s+)?đó|riêng|cụ\s+thể|nhất\s+là|còn|gồm|như"
    r"|(?:cao|thấp)\s+nhất(?:\s+là)?)\s*[,:]?\s+){0,3}(?:(?i:CCN|cụm(?:\s+công\s+nghiệp)?)\s+)?"
    rf"(?:{CRAFT}\s+)?{NAME}"
    rf"\s*(?:\([^()]*\)|,?\s*(?:(?:tại|thuộc|ở)\s+)?(?:xã|phường|thị\s+trấn|huyện)\s+{PLACE},?)?"
    r"\s*(?:(?:cao|thấp)\s+nhất\s*)?(?:(?:mới|chỉ|đã)\s+(?:đạt|là)|đạt|là|có|:|–|-|\()?\s*"
)
# "11 cụm đang hoạt động với 412 ha", "14 cụm, 538,5 ha", "9 CCN do UBND xã, phường quản
# lý (148,4 ha)"
_OF_COUNTED = re.compile(
    r"""[^,;.]{0,40}?(?:,(?:\s*(?:với|chiếm|trên))?|\bvới|\bchiếm|\brộng|\bcộng\s+lại(?:\s+được)?)\s*(?:quỹ\s+đất|tổng\s+diện\s+tích)?\s*
    |(?:[^,;.()]|,(?=\s*(?:phường|thị\s+trấn|đặc\s+khu|huyện|thị\s+xã)\s)){0,60}
     \(\s*(?:(?:tổng\s+)?(?:diện\s+tích|quy\s+mô)|rộng)?\s*""",
    _FLAGS,
)
# "35 cụm công nghiệp (CCN) được thành lập (1.489 ha)"
_SHORT = re.compile(r"^\s*\((?:CCN|cụm)\)", _FLAGS)
_IN_BRACKET = re.compile(r"\((?:[^()]{0,20}\s)?$")
# "58 CCN …; trong đó khu vực An Hạ (cũ) có 21 CCN": a part of those planned
_PART_PLANNED = re.compile(r"\b(?:trong\s+(?:số\s+)?đó|bao\s+gồm|gồm)\b[^,;]*$", _FLAGS)
# "58 CCN …, huyện An Hạ 12 CCN (610 ha), huyện Gò Hạ 9 CCN"
_NEXT_PLACE = re.compile(
    rf"[,;)]\s*(?:và\s+)?(?:huyện|thị\s+xã|thành\s+phố|khu\s+vực|vùng)\s+{PLACE}\s*(?:có|là|:)?\s*$"
)
_FOUNDED = re.compile(
    r"\s*(?:đã|được|đang|có\s+quyết\s+định|mới|chưa|\s)*(?:thành\s+lập|(?:đi\s+vào\s+)?hoạt\s+động)",
    _FLAGS,
)
# "…; nay tăng lên 14 cụm", "trong đó phía đông tỉnh 9 cụm", "đến nay là 8 cụm"
_GOES_ON = re.compile(
    r"\b(?:tăng\s+lên|giảm\s+còn|nay\s+là|nay\s+có|lên|còn)\s*$|\bphía\s+\w+(?:\s+tỉnh)?\s*$",
    _FLAGS,
)


# "ngoài ra còn 02 CCN nằm trong quy hoạch nhưng chưa thành lập"
_IN_PLAN = re.compile(
    r"\s*(?:nằm\s+)?trong\s+quy\s+hoạch|\s*chưa\s+thành\s+lập", _FLAGS
)
# "22 CCN hoạt động, còn 09 CCN đang giải phóng mặt bằng": no more of those at work
_NOT_YET = re.compile(
    r"""\s*(?:(?:vẫn|mới|đang)\s+)*(?:chưa|giải\s+phóng|GPMB|bồi\s+thường|san\b|thi\s+công|chậm|dở\s+dang
    |(?:đầu\s+tư|xây\s+dựng|chuẩn\s+bị|hoàn\s+thiện|làm|lập|kêu\s+gọi|lựa\s+chọn|trong|ở)\s)""",
    _FLAGS,
)
# "… là 66,8%; giải trình cách tính đối với CCN Bãi Hạ (38%)"
_COSTS = re.compile(
    r"[\s,)]*(?:với\s+)?(?:tổng\s+)?(?:số\s+)?vốn\s+đầu\s+tư\s*(?:là|:)?\s*", _FLAGS
)  # "diện tích 73,5 ha, vốn đầu tư 962 tỷ đồng"
_IN_NAMED = re.compile(
    rf"(?i:CCN|cụm\s+công\s+nghiệp)\s+(?:{CRAFT}\s+)?{NAME}\s*\(\s*$"
)
_FAULTY = re.compile(
    r"\s*(?:\w+\s+){0,2}(?:vi\s+phạm|chậm|bị|chưa|không|nợ|dừng|ngừng|nhu\s+cầu|đăng\s+ký|xin|điều\s+chỉnh|thu\s+hồi"
    r"|chấm\s+dứt)\b",
    _FLAGS,
)


def followed(place: Place, text: str, earlier: str | None) -> str | None:
    """The indicator that the figure before gives: "từ 35 ha lên 50 ha", "chiếm 37%"."""
    measure = place.measure
    goes_on = (
        told_within(place, text, earlier)
        or told_again(place, text, earlier)
        or _gone_on(place, text, earlier)
        or _workers(place, text, earlier)
    )
    if goes_on is not None:
        return goes_on
    goes_to = _TO.fullmatch(place.left) and not _CLEARED.search(place.before(text))
    if earlier and (goes_to or _FROM_TO.search(place.before(text))):
        counts = measure.unit == UNIT_OF.get(earlier)
        is_sum = measure.unit in MONEY and earlier in SUMS
        is_count = measure.unit == "cluster" and earlier in COUNTED
        counts = counts or bool(is_count and _UP_OR_DOWN.search(place.left))
        same = measure.unit == "percent" or "area" in earlier or counts or is_sum
        return earlier if same else None
    if earlier == "area" and (behind := _behind_size(place)):
        return behind
    if earlier == "leased_area" and (land := _of_leased(place)):
        return land
    if earlier == "industrial_land_area" and PART.match(place.left):
        return earlier if measure.unit == "ha" else None
    if earlier in CAPITAL and _AND.fullmatch(place.left):
        is_other = _ENDS_FOREIGN.search(text, 0, measure.span.start - len(place.left))
        follows = measure.unit in MONEY and is_other
        return earlier if follows or measure.unit in _FOREIGN else None
    if earlier == "production_value" and _GROWS.search(place.left):
        return "production_growth" if measure.unit == "percent" else None
    if earlier == "project_count" and place.left.endswith("("):
        is_same = measure.unit == "project" and not _WORKS.match(place.right)
        return earlier if is_same else None
    if measure.unit in _TENANTS and _are_tenants(place, text, earlier):
        return f"{measure.unit}_count"
    return None


# "05 dự án (03 dự án hoạt động, …)"
_WORKS = re.compile(
    r"\s*(?:(?:đã|đang|hiện|đi\s+vào)\s+)*(?:hoạt\s+động|sản\s+xuất)", _FLAGS
)


def _of_leased(place: Place) -> str | None:
    """What follows land let: the whole of which it is, or the share."""
    if place.measure.unit == "percent":
        is_share = SHARE_OF_THEM.search(place.left) and not _OF_PLAN.match(place.right)
        return "occupancy_rate" if is_share else None
    is_whole = place.left.strip() in ("/", "ha/", "ha /")
    return "industrial_land_area" if is_whole else None


def _behind_size(place: Place) -> str | None:
    """What follows a size: a part of it, or what the cluster costs."""
    if place.measure.unit in MONEY and _COSTS.fullmatch(place.left):
        return "investment_registered"
    is_part = place.measure.unit == "ha" and PART.match(place.left)
    return "area" if is_part else None


def _workers(place: Place, text: str, earlier: str | None) -> str | None:
    """Workers that a list of figures goes on with, and a part of those just told."""
    if place.measure.unit != "person":
        return None
    if _IN_THEM.search(place.left) and "lao động" in place.before(text):
        return "worker_count"
    if earlier is None:
        return None
    if earlier == "worker_count" and (
        _OF_WORKERS.search(place.left)
        or (place.left.strip() in ("(", ",") and _SUCH_WORKERS.match(place.right))
    ):
        return earlier
    noun = place.measure.noun.of(text)
    opens = not place.left.strip() and text[: place.measure.span.start].rstrip()[-1:]
    is_listed = opens == ";" or _LISTED.search(place.left)
    if not is_listed or not _WORKERS.fullmatch(noun) or _TAUGHT.match(place.right):
        return None
    return "worker_count"


def listed_behind(place: Place, text: str, earlier: str | None) -> bool:
    """Whether projects or firms go on a list of figures: "lấp đầy 100%; 26 dự án"."""
    if place.measure.unit not in _TENANTS:
        return False
    opens = text[: place.measure.span.start].rstrip()[-1:]
    is_next = not place.left.strip(" -–") and opens in (";", "-", "–")
    return bool(earlier and is_next and not _FAULTY.match(place.right))


# "298 cơ sở sản xuất (189 doanh nghiệp, 109 hộ cá thể)"
_PART_IN_BRACKET = re.compile(
    r"(?:[^,;()\d]{0,40}\(\s*(?:(?:gồm|trong\s+đó|có)\s*:?\s*)?|\s*(?:,|;|và)\s*)",
    _FLAGS,
)


def _is_part_in_bracket(place: Place, text: str) -> bool:
    """Whether a count of firms is one of those in a bracket behind their sum."""
    is_next = _PART_IN_BRACKET.fullmatch(place.left)
    is_within = re.search(r"\([^()]*$", place.before(text))
    is_theirs = bool(is_next and is_within) and place.measure.unit == "establishment"
    return is_theirs and not _FAULTY.match(place.right)


# "cho thuê lại 39,9 ha với 37 nhà đầu tư", "21 ha đất công nghiệp cho 12 doanh nghiệp"
_LET_TO = re.compile(r"(?:[^,;()\d]{0,40}\s)?(?:cho|với)\s*", _FLAGS)


def _are_tenants(place: Place, text: str, earlier: str | None) -> bool:
    """Whether projects or firms follow the land they rent, or their capital them."""
    if earlier == "leased_area" and _LET_TO.fullmatch(place.left):
        return True
    if place.cluster and _HAS.search(place.left) and not _FAULTY.match(place.right):
        return True
    if earlier == "establishment_count" and _is_part_in_bracket(place, text):
        return True
    if earlier == "occupancy_rate" and _OPENS_BRACKET.fullmatch(place.left):
        return True
    is_first = not place.left.strip(" -+*(")
    return is_first and bool(WITH_CAPITAL.match(text, place.measure.span.stop))


def _gone_on(place: Place, text: str, earlier: str | None) -> str | None:
    """What a rate of before, an area or a further count takes from the one before."""
    unit = place.measure.unit
    if earlier and _AND_THEN.fullmatch(place.left):
        is_money = unit in MONEY and earlier in SUMS
        same = is_money or unit == UNIT_OF.get(earlier)
        if same and _THAT_YEAR.match(text, place.measure.span.stop):
            return earlier
    if earlier and place.cluster and _NEXT_NAMED.fullmatch(place.left):
        return earlier if unit == UNIT_OF.get(earlier) else None
    if unit == "percent" and earlier in RATES:
        return _rate_again(place, text, earlier)
    if earlier and unit == UNIT_OF.get(earlier) and _in_turn(place, text):
        return earlier
    if earlier not in COUNTED:
        return None
    if unit == "ha" and _OF_COUNTED.fullmatch(_SHORT.sub("", place.left)):
        return "area"
    if earlier == "cluster_count_planned" and unit == "cluster":
        is_part = _PART_PLANNED.search(place.left) or _GOES_ON.search(place.left)
        is_part = is_part or _NEXT_PLACE.search(place.left)
        is_founded = _FOUNDED.match(place.right) or "thành lập" in place.left
        return earlier if is_part and not is_founded else None
    further = unit == "cluster" and _GOES_ON.search(place.left)
    if _IN_PLAN.match(place.right) or _NOT_YET.match(place.right):
        return None
    return earlier if further else None


def _rate_again(place: Place, text: str, earlier: str) -> str | None:
    """The rate of before for another time, cluster or comparison, None if it is new."""
    if place.cluster and _IN_NAMED.search(place.left):
        return earlier
    if _THEN.search(place.left):
        is_other = _SPEED.search(place.left) and earlier != "production_growth"
        return None if is_other else earlier
    if _FROM.fullmatch(place.left):
        return earlier
    return earlier if _in_turn(place, text) else None


def _in_turn(place: Place, text: str) -> bool:
    """Whether a figure is one of several in turn: "lần lượt là 45 ha và 32 ha"."""
    is_next = _AND.fullmatch(place.left) is not None
    return is_next and "lần lượt" in place.before(text)


def of_part(
    made: Mention[Quantity], last: list[Mention[Quantity]], place: Place
) -> Mention[Quantity]:
    """An area with the part or district whose clusters were counted just before it.

    "13 cụm ở vùng đồng bằng (598,7 ha)": the area is of the plain, too, and that of
    "huyện Lâm Bình 4 CCN (152,5 ha)" is the district's.
    """
    if not last or made.value.unit != "ha" or not _IN_BRACKET.search(place.left):
        return made
    told = last[0].value
    is_near = last[0].span.start >= place.sentence.start
    if told.unit != "cluster" or not is_near or made.value.scope.cluster is not None:
        return made
    scope = made.value.scope
    part, district = told.scope.subset or scope.subset, told.scope.district
    scope = replace(scope, subset=part, district=district or scope.district)
    return replace(made, value=replace(made.value, scope=scope))
