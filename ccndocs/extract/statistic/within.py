"""Figures told in passing, within an order or a bracket, often in shortened words.

"(đến nay 09 CCN đã có trạm)", "(đã cho thuê 21 ha trên 34 ha)", "CCN An Hòa (xã An
Hòa, 31 ha, 42%)".
"""

from __future__ import annotations

from ccndocs.extract.cluster.names import CRAFT, NAME
from ccndocs.extract.statistic.counts import apart
from ccndocs.extract.statistic.place import Place
from ccndocs.vi import lazy_re as re

_FLAGS = re.IGNORECASE | re.VERBOSE
# "11/18 CCN đang hoạt động đã có trạm", in a sentence on waste water
_HAS_PLANT = re.compile(
    r"""\s*(?:(?:này|nói\s+trên)\s+)?(?:(?:đã|đang)?\s*(?:đi\s+vào\s+)?hoạt\s+động\s+)?(?:của\s+\w+(?:\s+ta)?\s+)?
    (?:(?:đã|mới|được|hiện|đang)\s+)*(?:có|xây(?:\s+dựng)?|làm|lắp(?:\s+đặt)?|vận\s+hành|đầu\s+tư)\s+
    (?:xong\s+)?(?:hệ\s+thống|trạm|nhà\s+máy|công\s+trình)
    (?!\s+(?:quan|biến|bơm|y\s|điện|cân|cấp|thu|phát|đường|giao|chiếu|camera|phòng|hạ\s))""",
    _FLAGS,
)
# "10 CCN đã xây dựng, vận hành hệ thống …", "6/15 CCN đang hoạt động (tương đương 40%)
# có trạm …", "(5/11 cụm, đạt 45,5%) có trạm …"
_HAS_PLANT_BEHIND = re.compile(
    r"""(?:\s+(?:đã|đang)\s+(?:đi\s+vào\s+)?hoạt\s+động)?\s*(?:\([^()]{0,120}\)|,[^(),;]{0,40}\))?\s*
    (?:(?:đã|mới|được|hiện|đang)\s+)*(?:(?:xây(?:\s+dựng)?|đầu\s+tư|lắp\s+đặt|hoàn\s+thành)(?:,|\s+và)\s+)?
    (?:có|xây(?:\s+dựng)?|vận\s+hành|đầu\s+tư)\s+
    (?:hệ\s+thống|trạm|nhà\s+máy|công\s+trình)\s+(?:xử\s+lý\s+nước\s+thải|XLNT)""",
    _FLAGS,
)
# "mới xây được trạm xử lý nước thải ở 7 cụm", "trạm … đã vận hành tại 06 CCN"
_PLANTS_AT = re.compile(
    r"""\b(?:mới|đã|có)\b[^,;]*(?:xử\s+lý\s+nước\s+thải|XLNT)(?:\s+tập\s+trung)?\s+
    (?:ở|tại|cho)\s*$
    |(?:xử\s+lý\s+nước\s+thải|XLNT)(?:\s+tập\s+trung)?\s+(?:(?:đã|mới|đang|chỉ|được)\s+)+
    (?:(?:đi\s+vào|đưa\s+vào)\s+)?(?:vận\s+hành|hoạt\s+động)\s+(?:ở|tại)\s*$""",
    _FLAGS,
)
_ON_WASTE_WATER = re.compile(r"nước\s+thải|\bXLNT\b", _FLAGS)
# "đã cho thuê 21,4 ha trên 34 ha đất công nghiệp"
_ON = re.compile(r"trên\s", _FLAGS)
_IN_ALL = re.compile(r"\s*(?:trên|trong|/|so\s+với)(?:\s+tổng(?:\s+số)?)?\s*", _FLAGS)
# "CCN An Hòa (xã An Hòa, 31 ha, 42%)" of those filled too little
_NEXT_IN_BRACKET = re.compile(r"\s*[,;–-]?\s*(?:đạt|mới|chỉ|\s)*", _FLAGS)
_OPEN_BRACKET = re.compile(r"\([^()]*$")
_BY_NAME = re.compile(rf"{NAME}\s*\(\s*$")
_FILLED = re.compile(r"lấp\s+đầy", _FLAGS)
# "CCN An Hòa (xã An Hòa) được giao 36,5 ha"
_GIVEN = re.compile(
    rf"(?i:CCN|cụm\s+công\s+nghiệp)\s+(?:{CRAFT}\s+)?{NAME}\s*(?:\([^()]*\)\s*)?"
    r"được\s+(?:[Nn]hà\s+nước\s+)?giao(?:\s+đất)?\s*$"
)


# "Xét báo cáo của Sở Công Thương, tỉnh có 18 CCN … Tám tháng đầu năm, …"
_SINCE = re.compile(r"(?:Xét|Qua|Theo)\b[^.]*\d[^.]*[^\d\W]\.\s+[A-ZĐÂÊÔƠƯÁÀ]")


def tells_facts(text: str) -> bool:
    """Whether a paragraph of grounds tells how things stand, in sentences of its own.

    >>> tells_facts("Xét báo cáo của Sở A, tỉnh có 18 CCN. Các CCN đón 9 dự án.")
    True
    >>> tells_facts("Xét đề nghị của Sở A tại Tờ trình số 12/TTr-SCT;")
    False
    """
    return _SINCE.match(text.strip()) is not None


def told_within(place: Place, text: str, earlier: str | None) -> str | None:
    """The indicator of a figure told in passing, None where no rule knows it."""
    for rule in _RULES:
        found = rule(place, text, earlier)
        if found is not None:
            return found
    return None


def is_out_of(place: Place, text: str, earlier: str | None) -> bool:
    """Whether a figure is the whole of the one before: "21 ha trên 34 ha".

    There "trên" parts the two, and does not say "more than".
    """
    said = place.measure.span.of(text)
    is_bare = not place.left.strip() and _ON.match(said) is not None
    return earlier in ("leased_area", "investment_realised") and is_bare


def _plants(place: Place, text: str, earlier: str | None) -> str | None:
    """As in "15 CCN đã có trạm", where the sentence tells of waste water."""
    if place.measure.unit != "cluster":
        return None
    if _PLANTS_AT.search(place.left):
        return "wastewater_plant_count"
    behind = text[place.measure.noun.stop : place.sentence.stop]
    if not apart(place.measure) and _HAS_PLANT_BEHIND.match(behind):
        return "wastewater_plant_count"
    if not _HAS_PLANT.match(place.right):
        return None
    ahead = text[place.measure.span.stop : place.sentence.stop]
    around = f"{place.before(text)} {ahead}"
    return "wastewater_plant_count" if _ON_WASTE_WATER.search(around) else None


def _land_out_of(place: Place, text: str, earlier: str | None) -> str | None:
    """As in "đã cho thuê 21,4 ha trên 34 ha đất công nghiệp"."""
    if place.measure.unit != "ha" or earlier != "leased_area":
        return None
    is_whole = is_out_of(place, text, earlier) or (
        place.left.strip() and _IN_ALL.fullmatch(place.left)
    )
    return "industrial_land_area" if is_whole else None


def _capital_out_of(place: Place, text: str, earlier: str | None) -> str | None:
    """As in "vốn thực hiện 860/1.200 tỷ đồng"."""
    is_money = "VND" in place.measure.unit or "USD" in place.measure.unit
    if not is_money or earlier != "investment_realised":
        return None
    is_whole = place.left.replace(" ", "") in (
        "/",
        "đồng/",
        "trêntổngsố",
        "trongtổngsố",
        "trêntổngsốvốn",
    )
    return "investment_registered" if is_whole else None


def _rate_in_bracket(place: Place, text: str, earlier: str | None) -> str | None:
    """As in "… lấp đầy thấp: CCN An Hòa (xã An Hòa, 31 ha, 42%)"."""
    if place.measure.unit != "percent" or place.cluster is None or earlier != "area":
        return None
    before = place.before(text)
    is_next = _NEXT_IN_BRACKET.fullmatch(place.left) and _OPEN_BRACKET.search(before)
    return "occupancy_rate" if is_next and _FILLED.search(before) else None


# "tỷ lệ lấp đầy: KCN trên 75%, CCN trên 60%"
_BESIDE_ZONES = re.compile(
    r"""\s*[,;]?\s*(?:và\s+)?(?:(?:các|của|tại|trong)\s+)*(?:CCN|cụm\s+công\s+nghiệp)\s*
    (?:là|đạt|:)?\s*""",
    _FLAGS,
)
_RATE_OF_ZONES = re.compile(
    r"""lấp\s+đầy\b(?:(?!\b(?:tăng\s+trưởng|chiếm|tỷ\s+lệ)\b)[^;])*
    (?:KCN|khu\s+công\s+nghiệp)\b[^,;%]*%[^%]*$""",
    _FLAGS,
)


def _rate_beside_zones(place: Place, text: str, earlier: str | None) -> str | None:
    """As in "tỷ lệ lấp đầy: KCN trên 75%, CCN trên 60%"."""
    if place.measure.unit != "percent" or not _BESIDE_ZONES.fullmatch(place.left):
        return None
    return "occupancy_rate" if _RATE_OF_ZONES.search(place.before(text)) else None


def _size_in_bracket(place: Place, text: str, earlier: str | None) -> str | None:
    """As in "lấp đầy thấp gồm: CCN An Hòa (31 ha; 42%)": its size, not what is let."""
    if place.measure.unit != "ha" or not _BY_NAME.search(place.left):
        return None
    is_filled = _FILLED.search(place.left) and "thuê" not in place.left
    return "area" if is_filled else None


# "25% số CCN (1/4 CCN) có hệ thống xử lý nước thải", "27% (06 CCN) hoàn thành hạ tầng"
_SHARE_AND_COUNT = re.compile(
    r"""(?:\s+(?:tổng\s+)?số\s+(?:CCN|cụm(?:\s+công\s+nghiệp)?)(?:\s+đang\s+hoạt\s+động)?)?
    \s*\(\s*\d{1,3}(?:\s?/\s?\d{1,3})?\s+(?:CCN|cụm(?:\s+công\s+nghiệp)?)\s*\)\s+
    (?:(?:đã|mới|được)\s+)*(?:(?P<plant>(?:có|đầu\s+tư|xây\s+dựng|vận\s+hành)\s+
      (?:hệ\s+thống|trạm|nhà\s+máy|công\s+trình)\s+(?:xử\s+lý\s+nước\s+thải|XLNT))
    |(?:hoàn\s+thành|hoàn\s+thiện)\s+(?:(?:đầu\s+tư|xây\s+dựng|đồng\s+bộ)\s+)*hạ\s+tầng)""",
    _FLAGS,
)


def _share_and_count(place: Place, text: str, earlier: str | None) -> str | None:
    """As in "25% số CCN (1/4 CCN) có hệ thống xử lý nước thải tập trung"."""
    if place.measure.unit != "percent":
        return None
    told = _SHARE_AND_COUNT.match(text, place.measure.span.stop, place.sentence.stop)
    if told is None:
        return None
    return "wastewater_share" if told["plant"] else "infrastructure_complete_share"


# "đã cho thuê 74,5 ha/120 ha, đạt 62,1%"
_LET_OF_ALL = re.compile(
    r"""\b(?:cho\s+)?thuê[^;%]*\d\s*(?:ha\s*)?(?:/|trên|trong)[^,;%]{0,24}\d(?:,\d+)?\s*ha
    (?:\s+đất\s+công\s+nghiệp)?\s*[,(]\s*
    (?:chiếm|tương\s+đương|tương\s+ứng|bằng|đạt)?(?:\s+(?:tỷ|tỉ)\s+lệ)?\s*$""",
    _FLAGS,
)
_OF_OTHER = re.compile(r"\s*(?:so\s+với\s+)?(?:kế\s+hoạch|KH\b|mục\s+tiêu)", _FLAGS)


def _share_of_land(place: Place, text: str, earlier: str | None) -> str | None:
    """As in "đã cho thuê 74,5 ha/120 ha, đạt 62,1%"."""
    is_next = place.measure.unit == "percent" and earlier == "industrial_land_area"
    if not is_next or _OF_OTHER.match(place.right):
        return None
    return "occupancy_rate" if _LET_OF_ALL.search(place.before(text)) else None


# "14 dự án trong nước với 1.215 tỷ đồng", "5 dự án FDI trị giá 48,6 triệu USD"
_OF_PROJECTS = re.compile(
    r"""\s*(?:(?:đầu\s+tư|thứ\s+cấp|mới|FDI|trong\s+nước|(?:có\s+vốn\s+)?(?:trực\s+tiếp\s+)?
     nước\s+ngoài)\s*)*[,;]?\s*(?:với|trị\s+giá|\(
    |[(]?(?:với\s+)?(?:tổng\s+)?(?:số\s+)?vốn(?:\s+đầu\s+tư)?(?:\s+(?:là|đạt|khoảng))*)\s*$""",
    _FLAGS,
)


def _capital_of_projects(place: Place, text: str, earlier: str | None) -> str | None:
    """As in "5 dự án FDI với 48,6 triệu USD"."""
    is_money = "VND" in place.measure.unit or "USD" in place.measure.unit
    is_theirs = earlier == "project_count" and _OF_PROJECTS.fullmatch(place.left)
    return "investment_registered" if is_money and is_theirs else None


# "141 dự án đầu tư vào các CCN, với tổng diện tích 241 ha"
_PROJECTS_WITH_LAND = re.compile(
    r"""[^,;()\d]*\b(?:vào|trong|tại|ở)\s+(?:các\s+)?(?:CCN|cụm\s+công\s+nghiệp)\s*,\s*
    với\s+(?:tổng\s+)?diện\s+tích(?:\s+(?:đất|sử\s+dụng))*\s*""",
    _FLAGS,
)
# "87 dự án đang hoạt động (tổng diện tích 141 ha)": no size of clusters
_LAND_OF_SOME = re.compile(
    r"(?:(?!\b(?:CCN|cụm)\b)[^,;()\d]){0,60}\((?:\s*(?:tổng|với))*\s*diện\s+tích\s*",
    _FLAGS,
)
_PROJECTS = ("project_count", "project_count_operating")


def _land_of_projects(place: Place, text: str, earlier: str | None) -> str | None:
    """As in "141 dự án đầu tư vào các CCN, với tổng diện tích 241 ha"."""
    if place.measure.unit != "ha" or earlier not in _PROJECTS:
        return None
    return "leased_area" if _PROJECTS_WITH_LAND.fullmatch(place.left) else None


def is_land_of_some(place: Place, earlier: str | None) -> bool:
    """Whether a size in a bracket is that of the projects just counted."""
    is_behind = place.measure.unit == "ha" and earlier in _PROJECTS
    return is_behind and _LAND_OF_SOME.fullmatch(place.left) is not None


def _land_given(place: Place, text: str, earlier: str | None) -> str | None:
    """As in "CCN An Hòa (xã An Hòa) được giao 36,5 ha"."""
    if place.measure.unit != "ha" or place.cluster is None:
        return None
    return "area" if _GIVEN.search(place.before(text)) else None


# "kiểm tra vận hành trạm ở các CCN (đến nay 15 CCN đã có trạm)": a state, no order
_STATE = re.compile(r"(?:^|.*\s)(?:đã|mới|đang|có|còn|chưa|hiện|bằng|theo)\b", _FLAGS)
# "chi trả bồi thường CCN An Hòa với 12 ha": the land of that work
_CLEARED = re.compile(
    r"\b(?:bồi\s+thường|chi\s+trả|GPMB|giải\s+phóng\s+mặt\s+bằng|thu\s+hồi)\b[^,;(]*\bvới\s*$",
    _FLAGS,
)
# "khi tỷ lệ lấp đầy giai đoạn trước đạt 60%": a condition of what is to be done
_WHEN_FILLED = re.compile(
    r"""(?<!trong\ )\b(?:khi\s+[^,;]{0,40}?|nếu\s+[^,;]{0,30}?(?:tỷ|tỉ)\s+lệ\s+)
    lấp\s+đầy[^,;]*$""",
    _FLAGS,
)
# "06 CCN lấp đầy dưới 40%": which ones they are
_FILLED_BELOW = re.compile(
    r"""\b(?:cụm(?:\s+công\s+nghiệp)?|CCN)\s+(?:\(CCN\)\s+)?(?:(?:có|đã|mới|đang)\s+)*
    (?:(?:tỷ|tỉ)\s+lệ\s+)?lấp\s+đầy(?:\s+(?:đạt|bình\s+quân|chỉ|mới))*\s*$""",
    _FLAGS,
)
# "08 CCN lấp đầy trên 90%, 05 CCN dưới 30%"
_NEXT_FILLED = re.compile(
    r"""\b\d+\s+(?:cụm(?:\s+công\s+nghiệp)?|CCN)\s+(?:(?:có|đã|mới)\s+)*(?:(?:tỷ|tỉ)\s+lệ\s+)?lấp\s+đầy
    [^.;]*%[^.;%]*\b\d+\s+(?:cụm(?:\s+công\s+nghiệp)?|CCN)\s+(?:(?:chỉ|mới|đạt|còn|từ)\s+)*$""",
    _FLAGS,
)
# "ưu tiên CCN có tỷ lệ lấp đầy trên 60%", said of those alone
_THOSE_FILLED = re.compile(
    r"""\b(?:cho|với|tại|những|ở|ưu\s+tiên)\s+(?:các\s+|những\s+)?(?:cụm(?:\s+công\s+nghiệp)?|CCN)\s+
    (?:có|đã|đạt)\s+(?:(?:tỷ|tỉ)\s+lệ\s+)?lấp\s+đầy(?:\s+đạt)?\s*$""",
    _FLAGS,
)
# "không mở rộng tại nơi có CCN lấp đầy dưới 50%", whichever they are
_SOME_BELOW = re.compile(
    r"""\b(?:cụm(?:\s+công\s+nghiệp)?|CCN)\s+(?:hiện\s+)?(?:có\s+)?(?:(?:tỷ|tỉ)\s+lệ\s+)?
    lấp\s+đầy(?:\s+(?:đạt|bình\s+quân))*\s*$""",
    _FLAGS,
)
# "phân loại theo ba nhóm (lấp đầy trên 70%; từ 30% đến 70%; dưới 30%)", "Nhóm lấp đầy
# dưới 50%: …"
_CLASS = re.compile(
    r"""\bphân\s+(?:loại|nhóm)\b[^.]*\blấp\s+đầy\b[^.()]*$
    |\bnhóm\s+(?:(?:CCN|cụm|có|đã|tỷ\s+lệ)\s+){0,4}lấp\s+đầy\b[^,;:()]*$""",
    _FLAGS,
)
# "7 CCN lấp đầy từ 50% đến dưới 100%"
_FROM = re.compile(r"\btừ\s*$", _FLAGS)
_TO = re.compile(r"\s*đến\s+(?:dưới\s+)?\d", _FLAGS)
_COUNTED = re.compile(r"\b\d+\s+(?:cụm|CCN)[^,;]*$", _FLAGS)


def in_bracket(before: str, after: str) -> bool:
    """Whether a count in a bracket tells a state: "(đến nay 15 CCN đã có trạm)".

    >>> in_bracket("Kiểm tra các CCN (đến nay ", " đã có trạm")
    True
    >>> in_bracket("Kiểm tra các CCN (", ")")
    False
    """
    opened = _OPEN_BRACKET.search(before)
    return opened is not None and _STATE.match(opened[0][1:] + after) is not None


def sets_a_bound(place: Place, text: str) -> bool:
    """Whether a rate says when something is done or which clusters are meant.

    So does land that is cleared, whose size is that of the work.
    """
    before = place.before(text)
    if place.measure.unit == "ha":
        return _CLEARED.search(before) is not None
    if place.measure.unit != "percent":
        return False
    is_bound = place.measure.qualifier in ("less_than", "more_than", "at_least")
    is_bound = is_bound or place.measure.value == 100  # "05 CCN đã lấp đầy 100%"
    of_some = _FILLED_BELOW.search(before) and _COUNTED.search(before)
    of_some = of_some or _THOSE_FILLED.search(before) or _CLASS.search(before)
    of_some = of_some or _NEXT_FILLED.search(before)
    if place.measure.qualifier == "less_than" and place.cluster is None:
        of_some = of_some or _SOME_BELOW.search(before)
    is_range = place.measure.high is not None  # "4 CCN lấp đầy từ 50-80%"
    if is_range or (
        _FROM.search(before) and _TO.match(text, place.measure.span.stop)
    ):
        ahead = _FROM.sub("", before)
        is_bound, of_some = True, _CLASS.search(before)
        of_some = of_some or (_FILLED_BELOW.search(ahead) and _COUNTED.search(ahead))
        of_some = of_some or _NEXT_FILLED.search(before)
    return bool(_WHEN_FILLED.search(place.left) or (is_bound and of_some))


_RULES = (
    _plants,
    _land_out_of,
    _capital_out_of,
    _capital_of_projects,
    _land_of_projects,
    _size_in_bracket,
    _rate_in_bracket,
    _rate_beside_zones,
    _share_and_count,
    _share_of_land,
    _land_given,
)
