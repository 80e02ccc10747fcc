"""Figures that are bounds, differences, or the size of what is dealt with.

"chênh nhau 2,3 ha", "còn 214 ha tại 12 CCN", "đàm phán với 03 doanh nghiệp", "nâng quy
mô tối đa của CCN từ 75 ha lên 100 ha".
"""

from __future__ import annotations

from ccndocs.extract.statistic.place import Place
from ccndocs.vi import lazy_re as re

_FLAGS = re.IGNORECASE | re.VERBOSE
# "đàm phán với 03 doanh nghiệp", "cưỡng chế đối với 11 doanh nghiệp nợ trên 90 ngày"
_SPOKEN_WITH = re.compile(
    r"\b(?:đàm\s+phán|thương\s+thảo|trao\s+đổi|tiếp\s+xúc|cưỡng\s+chế)\b[^,;]*$", _FLAGS
)
# "nâng quy mô tối đa của CCN từ 75 ha lên 100 ha"
_BOUND_OF = re.compile(
    r"\b(?:quy\s+mô|diện\s+tích)\s+tối\s+(?:đa|thiểu)\b[^,;]*$", _FLAGS
)
# "Suất vốn đầu tư bình quân trên 01 ha đất công nghiệp đã cho thuê"
_PER_HECTARE = re.compile(r"\b(?:suất|bình\s+quân|tính\s+trên)\b[^,;]*$", _FLAGS)
# "thẩm định, trình chấp thuận 03 dự án hạ tầng CCN (tổng diện tích 143 ha, …)"
_PUT_FORWARD = re.compile(
    r"\b(?:thẩm\s+định|chấp\s+thuận)\b[^;.()]*\d+\s+dự\s+án\b[^;.()]*\([^()]*$", _FLAGS
)
# "vượt 01 CCN so với kế hoạch": a difference
_BEYOND = re.compile(r"\s*so\s+với\b", _FLAGS)
# "đã hỗ trợ 61,3 tỷ đồng cho 04 CCN", "… đầu tư hạ tầng 05 CCN", "bố trí 45 tỷ đồng hỗ
# trợ 03 CCN"
_FUNDED = re.compile(
    r"""\bhỗ\s+trợ\s[^.;]*\d[^.;]*\s(?:cho|hạ\s+tầng(?:\s+kỹ\s+thuật)?)\s*$
    |\b(?:tỷ|triệu)\s+đồng\b[^,;.\d]{0,40}\bhỗ\s+trợ(?:\s+(?:đầu\s+tư|hạ\s+tầng|cho))*\s*$""",
    _FLAGS,
)
# "Công ty chị có 650 công nhân": of whoever is quoted
_OWN_FIRM = re.compile(
    r"\b(?:công\s+ty|xưởng|nhà\s+máy|doanh\s+nghiệp)\s+(?:của\s+)?(?:chị|anh|tôi|ông|bà|mình)\b[^.;]*$",
    _FLAGS,
)


# "Công ty CP May An Phú đầu tư nhà máy 320 tỷ đồng trên 4,5 ha tại CCN Gò Sành": one
# firm's; not "Công ty … làm chủ đầu tư hạ tầng CCN", "… đầu tư CCN Gò Sành"
_ONE_FIRM = re.compile(
    r"""\W*(?:(?:hiện|nay|đến\s+nay|trong\s+đó|riêng|điển\s+hình\s+là|năm\s+20\d\d)\s*,?\s+)*
    (?:(?:tại|trong|ở)\s+(?:CCN|cụm\s+công\s+nghiệp)\s[^,;.]{2,50},\s*)?
    (?:công\s+ty|CTCP|tập\s+đoàn|xí\s+nghiệp|doanh\s+nghiệp\s+tư\s+nhân(?!\s+(?:trong|tại|ở))|DNTN
    |(?:dự\s+án\s+)?(?:nhà\s+máy|xưởng))\s""",
    _FLAGS,
)
_IN_CLUSTER = re.compile(
    r"\b(?:tại|trong|ở|vào|thuộc)\s+(?:CCN|cụm\s+công\s+nghiệp)\b", _FLAGS
)
_DEVELOPER = re.compile(
    r"""\bhạ\s+tầng\b|\bchủ\s+đầu\s+tư\b|\bcho\s+thuê\b
    |\b(?:giải\s+phóng|san\s+(?:lấp|nền)|GPMB|thứ\s+cấp)\b|\bcủa\s+(?:cụm|CCN)\b
    |\b(?:các|những|\d+)\s+(?:doanh\s+nghiệp|cơ\s+sở|nhà\s+đầu\s+tư|dự\s+án)\b
    |(?<!tại\ )(?<!trong\ )(?<!ở\ )(?<!vào\ )(?<!thuộc\ )
     \b(?:CCN|cụm\s+công\s+nghiệp)\b""",
    _FLAGS,
)


# "số liệu diện tích cho thuê … chênh nhau 2,3 ha"
_DIFFERS = re.compile(
    r"\b(?:chênh|lệch|vênh|sai\s+số|sai\s+khác)(?:\s+(?:lệch|nhau|tới|đến|là|khoảng))*\s*$",
    _FLAGS,
)


# "(còn 214 ha tại 12 CCN)": where the land lies
_LIES_AT = re.compile(r"\d\s*ha\b[^,;()]*\b(?:tại|ở|cho)\s*$", _FLAGS)


# "vốn ngân sách hỗ trợ đầu tư hạ tầng CCN là 180 tỷ đồng, đã giải ngân 142 tỷ đồng"
_SUBSIDY = re.compile(
    r"""\b(?:vốn|nguồn|kinh\s+phí)\s(?:(?!\b(?:đăng\s+k[ýí]|tổng\s+mức|chủ\s+đầu\s+tư|doanh\s+nghiệp)\b)[^.;]){0,60}
    \bhỗ\s+trợ\b(?:(?!\b(?:đăng\s+k[ýí]|tổng\s+mức|chủ\s+đầu\s+tư|doanh\s+nghiệp|nộp|sản\s+xuất)\b)[^.;])*
    \b(?:giải\s+ngân|thực\s+hiện)(?:\s+(?:được|đạt|là))*\s*$""",
    _FLAGS,
)
# "02 CCN bị thu hồi chủ trương", "05 CCN thay đổi chủ đầu tư", "3 CCN đề nghị rút khỏi
# quy hoạch": what becomes of some; "12 CCN chưa thành lập": of none yet
_HAPPENS = re.compile(
    r"""\s*(?:(?:đã|đang|còn|phải|cần|được)\s+)*(?:bị\s+(?:thu\s+hồi|xử|chấm|phạt|đình)|thay\s+(?:đổi\s+)?chủ|xin\s|vi\s+phạm
    |tạm\s+(?:dừng|ngừng)|không\s+(?:còn\s+)?phù\s+hợp|chưa\s+(?:được\s+)?thành\s+lập
    |(?:đề\s+(?:nghị|xuất)\s+)?(?:rút|đưa|loại|xóa|bãi)\s+(?:bỏ|ra\b|khỏi|tên|quy\s+hoạch))""",
    _FLAGS,
)
# "còn thiếu 5 CCN so với kế hoạch", "số CCN hoạt động tăng 03 cụm": a difference
_SHORT_OF = re.compile(
    r"\b(?:thiếu|hụt|tăng|giảm|ít\s+hơn|nhiều\s+hơn)(?:\s+(?:thêm|mất|đi|được|khoảng|tới))*\s*$",
    _FLAGS,
)
# Words between what is counted and how many: "… giảm từ 9 CCN năm 2024 xuống [4 CCN]"
NUMBER_IS = (
    r"(?:\s*(?:là|đạt|tăng|giảm|nâng|từ|lên|còn|thành|xuống|thêm|khoảng|năm|cuối|đến|CCN|cụm"
    r"|hiện\s+nay|:|\d[\d/.]*))*\s*$"
)
# "Số CCN chưa có trạm xử lý nước thải còn 8 CCN": how many lack something
_LACKING = re.compile(
    r"\bsố\s+(?:CCN|cụm(?:\s+công\s+nghiệp)?)\s+(?:(?:đang|đã)\s+hoạt\s+động\s+)?chưa"
    rf"(?:\s+[^\W\d]+){{1,9}}?{NUMBER_IS}",
    _FLAGS,
)
# "còn 120 ha đất công nghiệp chưa cho thuê", "đất công nghiệp còn lại là 120,5 ha"
_LEFT_OVER = re.compile(
    r"\bđất\b[^,;:()]*\bcòn\s+(?:lại|trống|dư|thừa)\b[^,;()]*$|\bcòn\s+(?:lại\s+|trống\s+|khoảng\s+)*$",
    _FLAGS,
)
_IS_LEFT = re.compile(
    r"[^,;.()]*\b(?:chưa\s+(?:được\s+)?(?:cho\s+thuê|lấp\s+đầy|sử\s+dụng|có)|bỏ\s+trống|có\s+thể\s+cho\s+thuê)",
    _FLAGS,
)
# "Tái định cư cho 25 hộ trên diện tích 2,1 ha tại CCN An Hòa"
_RESETTLED = re.compile(r"\btái\s+định\s+cư\b[^;.]*\b(?:diện\s+tích|rộng)\s*$", _FLAGS)
# "Trạm xử lý nước thải CCN An Hòa công suất 2.000 m3, tổng mức đầu tư 45 tỷ đồng", "Xây
# dựng 500 căn nhà ở cho công nhân các CCN, …": what one work costs
_OF_WORK = re.compile(
    r"""^\W*(?:(?:đã|đang|dự\s+án|đầu\s+tư|xây\s+dựng|hoàn\s+thành|khởi\s+công)\s+)*(?:công\s+suất|trạm|nhà\s+máy\s+(?:xử\s+lý|nước|cấp)|hệ\s+thống|tuyến|đường|cầu
    |(?:khu\s+|\d+\s+căn\s+)?nhà\s+ở|khu\s+tái\s+định\s+cư|trường|chợ|nút\s+giao)\b[^;]*$""",
    _FLAGS,
)
# "Nhu cầu vốn đầu tư hạ tầng các CCN khoảng 2.500 tỷ đồng": what it takes
_NEEDED = re.compile(
    r"\bnhu\s+cầu\s+(?:về\s+)?(?:vốn|kinh\s+phí|đầu\s+tư|nguồn\s+lực)\b[^,;.]*$",
    _FLAGS,
)


# "tỷ lệ lấp đầy đạt trên 50% hoặc quỹ đất chưa cho thuê nhỏ hơn 50 ha": a condition
_EITHER = re.compile(r"\s*,?\s*(?:hoặc\b|thì\s+(?:mới|được)|mới\s+được)", _FLAGS)
# "địa bàn có 245 doanh nghiệp, trong đó 45 doanh nghiệp trong CCN": most lie elsewhere
_SOME_WITHIN = re.compile(
    r"""[^.;]*\btrong\s+(?:số\s+)?đó(?:\s+có)?[^.;]*\d\s+(?:doanh\s+nghiệp|cơ\s+sở|hộ)\b[^.;,]{0,24}
    \b(?:trong|tại|ở)\s+(?:các\s+|\d+\s+)?(?:CCN|cụm)\b""",
    _FLAGS,
)


_CLUSTER = re.compile(r"\b(?:CCN|cụm)\b", _FLAGS)


def is_in_passing(place: Place, text: str) -> bool:
    """Whether a figure is a bound, a difference, or the size of what is dealt with."""
    measure, before = place.measure, place.before(text)
    if _DIFFERS.search(place.left) or _is_of_firm(place, text):
        return True
    if measure.unit == "ha":
        is_each = measure.value == 1 and _PER_HECTARE.search(place.left)
        is_each = is_each or _OF_WORK.match(before.split(";")[-1])
        if is_each or _BOUND_OF.search(before) or _PUT_FORWARD.search(before):
            return True
        return _is_left_over(place, text) or _RESETTLED.search(before) is not None
    if measure.unit == "person":
        return _OWN_FIRM.search(before) is not None
    if measure.unit == "percent":
        behind = text[measure.span.stop : place.sentence.stop]
        is_bound = measure.qualifier in ("more_than", "at_least")
        return is_bound and _EITHER.match(behind) is not None
    is_firms = measure.unit == "establishment" and not _CLUSTER.search(before)
    if is_firms and _SOME_WITHIN.match(text, measure.noun.stop, place.sentence.stop):
        return True
    if measure.unit == "establishment":
        return _SPOKEN_WITH.search(place.left) is not None
    if measure.unit == "cluster":
        is_more = measure.qualifier == "more_than" and _BEYOND.match(place.right)
        is_more = is_more or _HAPPENS.match(place.right) or _SHORT_OF.search(place.left)
        is_more = is_more or _LACKING.search(before)
        return bool(is_more or _FUNDED.search(before) or _LIES_AT.search(before))
    is_subsidy = _SUBSIDY.search(before) is not None
    is_other = is_subsidy or _NEEDED.search(before) or _PUT_FORWARD.search(before)
    is_other = is_other or _OF_WORK.match(before.split(";")[-1])
    return "VND" in measure.unit and bool(is_other)


def _is_of_firm(place: Place, text: str) -> bool:
    """Whether a sum, a plot or its workers are one firm's within a cluster."""
    unit, sentence = place.measure.unit, place.sentence.of(text)
    is_kind = unit in ("ha", "person") or "VND" in unit or "USD" in unit
    is_firm = is_kind and _ONE_FIRM.match(place.before(text)) is not None
    lies_in = is_firm and _IN_CLUSTER.search(sentence) is not None
    return lies_in and _DEVELOPER.search(sentence) is None


def _is_left_over(place: Place, text: str) -> bool:
    """Whether land is what nobody rents yet: "còn 120 ha đất chưa cho thuê"."""
    if not _LEFT_OVER.search(place.left):
        return False
    is_named = "đất" in place.left
    return is_named or _IS_LEFT.match(text, place.measure.span.stop) is not None
