"""Land told in passing: the whole of which some is let or cleared, a size, a phase.

"đã cho thuê 21 ha trên 34 ha", "đã giải phóng mặt bằng 31,8/46,2 ha", "CCN An Hòa được
giao 36,5 ha", "hoàn thành giai đoạn một là 52 ha".
"""

from __future__ import annotations

from ccndocs.extract.cluster.names import CRAFT, NAME
from ccndocs.extract.statistic.place import Place
from ccndocs.vi import lazy_re as re

_FLAGS = re.IGNORECASE | re.VERBOSE
# "đã cho thuê 21,4 ha trên 34 ha đất công nghiệp"
_ON = re.compile(r"trên\s", _FLAGS)
_IN_ALL = re.compile(r"\s*(?:trên|trong|/|so\s+với)(?:\s+tổng(?:\s+số)?)?\s*", _FLAGS)
PROJECTS = ("project_count", "project_count_operating")


def is_out_of(place: Place, text: str, earlier: str | None) -> bool:
    """Whether a figure is the whole of the one before: "21 ha trên 34 ha".

    There "trên" parts the two, and does not say "more than".
    """
    said = place.measure.span.of(text)
    is_bare = not place.left.strip() and _ON.match(said) is not None
    is_part = earlier in ("leased_area", "investment_realised")
    return is_bare and (is_part or _opens(place, text))


def _land_out_of(place: Place, text: str, earlier: str | None) -> str | None:
    """As in "đã cho thuê 21,4 ha trên 34 ha đất công nghiệp"."""
    if place.measure.unit != "ha" or earlier != "leased_area":
        return None
    is_whole = is_out_of(place, text, earlier) or (
        place.left.strip() and _IN_ALL.fullmatch(place.left)
    )
    return "industrial_land_area" if is_whole else None


# "việc bồi thường tại CCN An Hòa đã xong 31,8 ha trong tổng số 46,2 ha", "đã thu hồi
# 31,8/46,2 ha": of one cluster the whole to be cleared is its size
_CLEARED = re.compile(
    r"""\b(?:bồi\s+thường|GPMB|(?:giải\s+phóng|bàn\s+giao|san\s+(?:lấp|gạt)|tạo)\s+mặt\s+bằng|thu\s+hồi(?:\s+đất)?
    |bàn\s+giao|giao\s+đất|san\s+(?:nền|lấp)|kiểm\s+đếm)\b[^;]*?
    \d\s*(?:ha\s*)?(?:/|(?:trên|trong)(?:\s+tổng)?(?:\s+(?:số|diện\s+tích|quy\s+mô))?)\s*$""",
    _FLAGS,
)
_NOT_ALL = re.compile(
    r"\s*(?:đất\s+(?:lúa|trồng|rừng|ở\b|nông|màu|của|công)|phải|cần|giai\s+đoạn|đợt|mở\s+rộng)",
    _FLAGS,
)


def _whole_of_cleared(place: Place, text: str, earlier: str | None) -> str | None:
    """As in "CCN An Hòa đã giải phóng mặt bằng 31,8/46,2 ha"."""
    if place.measure.unit != "ha" or place.cluster is None:
        return None
    is_whole = _CLEARED.search(place.before(text)) and not _NOT_ALL.match(place.right)
    return "area" if is_whole else None


# "lấp đầy thấp gồm: CCN An Hòa (31 ha; 42%)"
_BY_NAME = re.compile(rf"{NAME}\s*\(\s*$")
_FILLED = re.compile(r"lấp\s+đầy", _FLAGS)


def _size_in_bracket(place: Place, text: str, earlier: str | None) -> str | None:
    """As in "lấp đầy thấp gồm: CCN An Hòa (31 ha; 42%)": its size, not what is let."""
    if place.measure.unit != "ha" or not _BY_NAME.search(place.left):
        return None
    is_filled = _FILLED.search(place.left) and "thuê" not in place.left
    return "area" if is_filled else None


# "đã cho thuê 74,5 ha/120 ha, đạt 62,1%"
_LET_OF_ALL = re.compile(
    r"""\b(?:(?:cho\s+)?thuê|lấp\s+đầy)[^;%]*\d\s*(?:ha\s*)?(?:/|trên|trong)[^,;%]{0,24}\d(?:,\d+)?\s*ha
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


# "141 dự án đầu tư vào các CCN, với tổng diện tích 241 ha"
_PROJECTS_WITH_LAND = re.compile(
    r"""[^,;()\d]*\b(?:vào|trong|tại|ở)\s+(?:các\s+)?(?:CCN|cụm\s+công\s+nghiệp)\s*,\s*
    với\s+(?:tổng\s+)?diện\s+tích(?:\s+(?:đất|sử\s+dụng))*\s*""",
    _FLAGS,
)


def _land_of_projects(place: Place, text: str, earlier: str | None) -> str | None:
    """As in "141 dự án đầu tư vào các CCN, với tổng diện tích 241 ha"."""
    if place.measure.unit != "ha" or earlier not in PROJECTS:
        return None
    return "leased_area" if _PROJECTS_WITH_LAND.fullmatch(place.left) else None


# "CCN An Hòa (xã An Hòa) được giao 36,5 ha"
_GIVEN = re.compile(
    rf"(?i:CCN|cụm\s+công\s+nghiệp)\s+(?:{CRAFT}\s+)?{NAME}\s*(?:\([^()]*\)\s*)?"
    r"được\s+(?:[Nn]hà\s+nước\s+)?giao(?:\s+đất)?\s*$"
)


def _land_given(place: Place, text: str, earlier: str | None) -> str | None:
    """As in "CCN An Hòa (xã An Hòa) được giao 36,5 ha"."""
    if place.measure.unit != "ha" or place.cluster is None:
        return None
    return "area" if _GIVEN.search(place.before(text)) else None


# "CCN An Hòa hoàn thành giai đoạn một là 52 ha, giai đoạn hai là 42 ha"
_PHASE = re.compile(
    r"""^(?:(?!\b(?:bồi|thu\s+hồi|mặt\s+bằng|GPMB|thuê|san|kiểm|lúa|cần|phải)\b)[^;])*
    \bgiai\s+đoạn\s+(?:\d|I{1,3}|một|hai|ba|đầu)\s*
    (?:(?:là|:|rộng|khoảng|quy\s+mô|đạt|với|có|\()\s*)+$""",
    _FLAGS,
)


def _of_phase(place: Place, text: str, earlier: str | None) -> str | None:
    """As in "CCN An Hòa hoàn thành giai đoạn một là 52 ha"."""
    if place.measure.unit != "ha" or place.cluster is None:
        return None
    return "area" if _PHASE.match(place.left) else None


# "CCN An Hòa là một ví dụ. Trên 49,2 ha đất đồi, công ty …"
_GROUND = re.compile(r"\s*đất\b(?!\s+(?:công\s+nghiệp|đã|cho\s+thuê|lúa))", _FLAGS)


def _opens(place: Place, text: str) -> bool:
    """Whether a sentence opens with the ground that a cluster lies on."""
    is_first = not text[place.sentence.start : place.measure.span.start].strip()
    on_land = place.measure.unit == "ha" and _GROUND.match(place.right)
    return bool(is_first and on_land and place.cluster is not None)


def _ground(place: Place, text: str, earlier: str | None) -> str | None:
    """As in "Trên 49,2 ha đất đồi, công ty …" behind the sentence that names it."""
    return "area" if is_out_of(place, text, None) else None


def land_in_passing(place: Place, text: str, earlier: str | None) -> str | None:
    """What a size or a share of land told in passing is, None where no rule knows."""
    for rule in _RULES:
        found = rule(place, text, earlier)
        if found is not None:
            return found
    return None


_RULES = (
    _land_out_of,
    _whole_of_cleared,
    _land_of_projects,
    _size_in_bracket,
    _share_of_land,
    _land_given,
    _of_phase,
    _ground,
)
