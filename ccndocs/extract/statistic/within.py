"""Figures told in passing, within an order or a bracket, often in shortened words.

"(đến nay 09 CCN đã có trạm)", "vốn thực hiện 860/1.200 tỷ đồng", "CCN An Hòa (xã An
Hòa, 31 ha, 42%)".
"""

from __future__ import annotations

from ccndocs.extract.statistic.again import COUNTED
from ccndocs.extract.statistic.land import PROJECTS, land_in_passing
from ccndocs.extract.statistic.place import Place
from ccndocs.extract.statistic.water import waste_water
from ccndocs.vi import lazy_re as re
from ccndocs.vi.letters import CAPITALS

_FLAGS = re.IGNORECASE | re.VERBOSE
# "CCN An Hòa (xã An Hòa, 31 ha, 42%)" of those filled too little
_NEXT_IN_BRACKET = re.compile(r"\s*[,;–-]?\s*(?:đạt|mới|chỉ|\s)*", _FLAGS)
_OPEN_BRACKET = re.compile(r"\([^()]*$")
_FILLED = re.compile(r"lấp\s+đầy", _FLAGS)


# "Xét báo cáo của Sở Công Thương, tỉnh có 18 CCN … Tám tháng đầu năm, …"
_SINCE = re.compile(r"(?:Xét|Qua|Theo)\b[^.]*\d[^.]*[^\d\W]\.\s+[A-ZĐÂÊÔƠƯÁÀ]")
# "Thực hiện Công văn số 7/UBND-KT, … tổng hợp tình hình. [Toàn tỉnh có 24 CCN …]"
_NEXT = re.compile(rf"[^\W\d]{{2,}}\)?\.\s+(?=[{CAPITALS}])")
# "Thực hiện Nghị quyết số 9/NQ-HĐND, [đến nay toàn tỉnh đã thành lập 24 CCN]", "Theo
# Quyết định số 81/QĐ-UBND, [CCN An Hòa rộng 50 ha]"
_SO_FAR = re.compile(
    r",\s+(?=(?:(?:CCN|cụm công nghiệp) [^.;,]{3,60}? (?:có|rộng|với) |"
    r"(?:tính )?đến (?:nay|hết|ngày|cuối|thời điểm)|hiện(?: nay)?,? |"
    r"(?:(?:toàn|cả|trên địa bàn) )?(?:tỉnh|huyện|thành phố|thị xã|xã|phường)\b"
    r"[^.;,]{0,60}?\s(?:có|đã|còn|quy hoạch)\s)[^.;]*\d)",
    re.IGNORECASE,
)


def facts_begin(text: str) -> int | None:
    """Where a paragraph of grounds begins to tell how things stand, None if nowhere.

    >>> facts_begin("Xét báo cáo của Sở A, tỉnh có 18 CCN. Các CCN đón 9 dự án.")
    0
    >>> facts_begin("Thực hiện Nghị quyết số 9/NQ-HĐND, đến nay tỉnh có 24 CCN.")
    35
    >>> facts_begin("Xét đề nghị của Sở A tại Tờ trình số 12/TTr-SCT;") is None
    True
    """
    text = text.strip()
    if _SINCE.match(text):
        return 0
    starts = [m.end() for m in (_NEXT.search(text), _SO_FAR.search(text)) if m]
    return min(starts, default=None)


def told_within(place: Place, text: str, earlier: str | None) -> str | None:
    """The indicator of a figure told in passing, None where no rule knows it."""
    for rule in _RULES:
        found = rule(place, text, earlier)
        if found is not None:
            return found
    return None


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
    (?:KCN|khu\s+công\s+nghiệp)\b(?:[^,;%]|(?<=\d),(?=\d))*%[^%]*$""",
    _FLAGS,
)


def _rate_beside_zones(place: Place, text: str, earlier: str | None) -> str | None:
    """As in "tỷ lệ lấp đầy: KCN trên 75%, CCN trên 60%"."""
    if place.measure.unit != "percent" or not _BESIDE_ZONES.fullmatch(place.left):
        return None
    return "occupancy_rate" if _RATE_OF_ZONES.search(place.before(text)) else None


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


# "87 dự án đang hoạt động (tổng diện tích 141 ha)": no size of clusters
_LAND_OF_SOME = re.compile(
    r"(?:(?!\b(?:CCN|cụm)\b)[^,;()\d]){0,60}\((?:\s*(?:tổng|với))*\s*diện\s+tích\s*",
    _FLAGS,
)


def is_land_of_some(place: Place, earlier: str | None) -> bool:
    """Whether a size in a bracket is that of the projects just counted."""
    is_behind = place.measure.unit == "ha" and earlier in PROJECTS
    return is_behind and _LAND_OF_SOME.fullmatch(place.left) is not None


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
    is_range = is_range or (is_bound and _FROM.search(before) is not None)
    if is_range or (_FROM.search(before) and _TO.match(text, place.measure.span.stop)):
        ahead = _FROM.sub("", before)
        is_bound, of_some = True, _CLASS.search(before)
        of_some = of_some or (_FILLED_BELOW.search(ahead) and _COUNTED.search(ahead))
        of_some = of_some or _NEXT_FILLED.search(before)
    return bool(_WHEN_FILLED.search(place.left) or (is_bound and of_some))


# "Tổng mức đầu tư hạ tầng kỹ thuật 33 CCN theo phê duyệt là 9.215 tỷ đồng", "Tổng vốn
# đầu tư của 412 dự án trong CCN là 9.800 tỷ đồng"
_COST_OF_COUNTED = re.compile(
    r"""\b(?:tổng\s+mức|(?:tổng\s+)?vốn)\s+(?:vốn\s+)?đầu\s+tư\s[^,;.]{0,60}?\d+\s+(?:CCN|cụm(?:\s+công\s+nghiệp)?|dự\s+án)
    (?P<on>[^,;.:\d]{0,50})\s(?:là|đạt|khoảng)\s+(?:khoảng\s+)?$""",
    _FLAGS,
)


def _cost_of_counted(place: Place, text: str, earlier: str | None) -> str | None:
    """As in "tổng mức đầu tư hạ tầng 33 CCN là 9.215 tỷ đồng"."""
    if "VND" not in place.measure.unit or earlier not in (*COUNTED, *PROJECTS):
        return None
    told = _COST_OF_COUNTED.search(place.before(text))
    if told is None:
        return None
    is_paid = re.search(r"thực\s+hiện|giải\s+ngân", told[0], _FLAGS)
    return "investment_realised" if is_paid else "investment_registered"


# "hạ tầng đồng bộ mới ở 06 cụm (20%)"
_BUILT_AT = re.compile(
    r"\bhạ\s+tầng\s+(?:(?:kỹ\s+thuật|đã|cơ\s+bản)\s+)*(?:đồng\s+bộ|hoàn\s+(?:thành|chỉnh|thiện))[^,;()]*[,(]\s*"
    r"(?:(?:chiếm|đạt|bằng|tức|tương\s+(?:đương|ứng))(?:\s+(?:với|tỷ\s+lệ|khoảng))*\s*)?$",
    _FLAGS,
)
# "22/58 CCN (37,9%) hoàn thành hạ tầng kỹ thuật"
_IS_BUILT = re.compile(
    r"\s*\)\s*(?:(?:đã|được|cơ\s+bản|mới|đầu\s+tư|xây\s+dựng|có)\s+)*(?:hoàn\s+(?:thành|chỉnh|thiện)\s+"
    r"[^,;.]{0,30}hạ\s+tầng|hạ\s+tầng\s[^,;.]{0,20}(?:đồng\s+bộ|hoàn\s+(?:thành|chỉnh|thiện)))",
    _FLAGS,
)
# "Số CCN hoàn thành hạ tầng chiếm 30,8% tổng số CCN (12/39 CCN)"
_COUNT_OF_SHARE = re.compile(r"[^,;()]*\(\s*(?:tức\s+|tương\s+đương\s+)?", _FLAGS)
# "số cụm đi vào hoạt động chiếm ít nhất 70% (khoảng 32 cụm)"
_SHARE_AT_WORK = re.compile(
    r"\bsố\s+(?:CCN|cụm)\b[^,;()]*\bhoạt\s+động\b[^,;()]*%\s*\(\s*$", _FLAGS
)


def _share_built(place: Place, text: str, earlier: str | None) -> str | None:
    """As in "hạ tầng đồng bộ mới ở 06 cụm (20%)"."""
    is_next = place.measure.unit == "percent" and earlier == "cluster_count"
    is_built = is_next and (
        _BUILT_AT.search(place.before(text))
        or (
            place.left.rstrip().endswith("(")
            and _IS_BUILT.match(text, place.measure.span.stop)
        )
    )
    return "infrastructure_complete_share" if is_built else None


def _count_of_share(place: Place, text: str, earlier: str | None) -> str | None:
    """As in "hoàn thành hạ tầng chiếm 30,8% tổng số CCN (12/39 CCN)"."""
    if place.measure.unit != "cluster":
        return None
    is_behind = _COUNT_OF_SHARE.fullmatch(place.left)
    if earlier == "infrastructure_complete_share" and is_behind:
        return "cluster_count"
    is_at_work = _SHARE_AT_WORK.search(place.before(text))
    return "cluster_count_operating" if is_at_work else None


# "lấp đầy 53,4%; nếu chỉ tính 10 CCN đang hoạt động thì đạt 69,1%"
_OF_SOME = re.compile(
    r"""\blấp\s+đầy\b[^.;%]*%[^.]{0,40}?\b(?:nếu\s+)?(?:(?:chỉ|tính|riêng|chung|của|cả|trên|toàn\s+bộ|tất)\s+)+\d+\s+
    (?:CCN|cụm(?:\s+công\s+nghiệp)?)\b[^,;.%\d]{0,40}(?:thì|là|đạt|:)\s*(?:đạt\s+)?$""",
    _FLAGS,
)


def _rate_of_some(place: Place, text: str, earlier: str | None) -> str | None:
    """As in "lấp đầy 53,4%; nếu chỉ tính 10 CCN đang hoạt động thì đạt 69,1%"."""
    is_rate = place.measure.unit == "percent" and earlier in COUNTED
    is_again = is_rate and _OF_SOME.search(place.before(text))
    return "occupancy_rate" if is_again else None


_RULES = (
    waste_water,
    land_in_passing,
    _cost_of_counted,
    _share_built,
    _count_of_share,
    _rate_of_some,
    _capital_out_of,
    _capital_of_projects,
    _rate_in_bracket,
    _rate_beside_zones,
)
