"""Work that somebody calls for, or that goes with how things turn out.

"Bố trí xe theo yêu cầu của Trưởng đoàn", "điều tiết nước hồ theo lệnh của Ban Chỉ huy",
"điều chỉnh lịch trực tùy tình hình thời tiết": `conditional`, as no day is known.
"""

from __future__ import annotations

from collections.abc import Iterator

from ccndocs.extract.deadline.order import acts, opens_order
from ccndocs.extract.deadline.scan import FLAGS, WORDS, Found, Scan, needs
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Deadline, DeadlineKind
from ccndocs.vi import lazy_re as re

# What is obeyed at once, whatever the work
_ORDERS = rf"(?:{WORDS['obeyed_at_once']})"
# "Bố trí xe cho các đoàn theo yêu cầu của Trưởng đoàn", not of a text with its number
# nor of a thing: "theo yêu cầu của vị trí việc làm"
_AS_ASKED = re.compile(
    rf"""(?<=\s)(?P<case>theo\s+(?:sự\s+)?(?:(?:phiếu|văn\s+bản|giấy|đơn)\s+)?(?:yêu\s+cầu|đề\s+nghị|đề\s+xuất(?=[^.;,]*\s(?:nơi|bị|đang|có\s+nhu\s+cầu|cần|thiếu)\s)|{_ORDERS}|phản\s+ánh|tin\s+báo|nguyện\s+vọng|nhu\s+cầu\s+thực\s+tế|đăng\s+ký|mời|lời\s+mời|thông\s+báo)\s+của\s+(?!(?:(?:các|từng|mỗi)\s+)?(?:{WORDS["asks_nothing"]})\b)(?![^.;,]{{0,200}}(?:\btại\b|\bsố\b|\d))[^.;:,()]{{2,110}}?)
    \s*(?=[.;)]|,\s|\s(?:để|nhằm|phục\s+vụ)\s|\svà\s+(?:chịu|báo|gửi|phối|tổ\s+chức|thực\s+hiện|bảo|cung)\b|\W*$)""",
    FLAGS,
)
# What is decided on a proposal waits for none: "bổ nhiệm theo đề nghị của Sở A"
_DONE_AS_ASKED = re.compile(rf"\b(?:{WORDS['done_as_asked']})\b[^.;:]{{0,160}}$", FLAGS)
_NEGATED = re.compile(
    r"^\W*không\s|(?<!hàng\s)\bkhông\s*$|^\W*(?:hằng|hàng|định\s+kỳ)\b[^,;]{0,25}\bhoặc\s*$",
    FLAGS,
)
# "bảo đảm đúng tiến độ theo yêu cầu của Bộ": how; "hỗ trợ kinh phí theo đề nghị của
# Sở A": who proposed it
_AS_SAID = re.compile(
    r"""\b(?:tiến\s+độ|chất\s+lượng|mẫu|biểu|tiêu\s+chuẩn|điều\s+kiện|đáp\s+ứng|chỉ\s+tiêu|bảo\s+đảm|đảm\s+bảo|quy\s+định)
    (?:\s+[^\W\d]+){0,2}\s*$|\b(?:nội\s+dung|thực\s+hiện|triển\s+khai|(?:biện|giải)\s+pháp|vi\s+phạm)\s*$|\b(?:được|là)\b[^,;]*$|^\W*trường\s+hợp\b|\btrừ\b[^,;]*$|^[^,;]{2,50}\slà\s""",
    FLAGS,
)
# "cấp kinh phí theo đề nghị của Sở A", "quyết định giảm thuế theo đề nghị của …"
_MEANS = re.compile(
    r"""\b(?:kinh\s+phí|dự\s+toán|vốn|ngân\s+sách|biên\s+chế)\b[^,;]*$
    |\b(?:quyết\s+định|công\s+nhận|bổ\s+nhiệm|thành\s+lập|phê\s+duyệt|ban\s+hành)\b[^,;]*$
    |^\W*(?:[^,;]{0,60}\s)?(?:quy\s+định|chỉ\s+đạo)\b""",
    FLAGS,
)
# "Theo yêu cầu của Đoàn kiểm tra, các chủ đầu tư cung cấp hồ sơ"
_ASKED_FIRST = re.compile(
    r"""^\W*(?P<case>theo\s+(?:yêu\s+cầu|đề\s+nghị)\s+của\s+(?![^.;,]{0,200}(?:\btại\b|\bsố\b|\d))[^.;:,()]{2,60}?),\s+
    (?P<order>[^.;]{0,90}?\b(?:cung\s+cấp|cử|giải\s+trình|bố\s+trí|báo\s+cáo|hỗ\s+trợ|tham\s+gia|điều\s+động|huy\s+động)\b)""",
    FLAGS,
)


@needs("theo", "của|từ")
def find_as_asked(scan: Scan) -> Iterator[Found]:
    """Reads "cung cấp bản sao theo yêu cầu của công dân" at an order's end."""
    for match in () if scan.is_time_line else _AS_ASKED.finditer(scan.text):
        before = scan.before(match.start("case"))
        proposed = "đề nghị" in match["case"].lower() and _MEANS.search(before)
        how = proposed or _AS_SAID.search(before) or _NEGATED.search(before)
        asked = "yêu cầu" in match["case"].lower() or _DONE_AS_ASKED.search(before)
        if asked and opens_order(before) and not how:
            yield _found(match)
    first = None if scan.is_time_line else _ASKED_FIRST.match(scan.text)
    if first and opens_order(first["order"]) and not _DECIDES.match(first["order"]):
        yield _found(first)
    ordered = None if scan.is_time_line else _OBEYED_FIRST.match(scan.text)
    if ordered and acts(ordered["order"]) and " đã " not in ordered["order"]:
        yield _found(ordered)


# "Theo đề nghị của Sở A, UBND tỉnh yêu cầu …": what led to the document
_DECIDES = re.compile(
    r"[^,;.]{0,90}?\b(?:yêu\s+cầu|đề\s+nghị|có\s+ý\s+kiến|quyết\s+định|thống\s+nhất|ban\s+hành|đã|sẽ)\b",
    FLAGS,
)
# "Theo lệnh của Chủ tịch UBND tỉnh, vận hành cống ngăn mặn"
_OBEYED_FIRST = re.compile(
    rf"^\W*(?P<case>theo\s+(?:sự\s+)?{_ORDERS}\s+(?:của|từ)\s+[^.;:,()\d]{{2,110}}?),\s+(?P<order>[^\W\d].*)",
    FLAGS,
)


# "điều chuyển vật tư tùy tình hình thực tế", "giải ngân theo tiến độ thi công"
_AS_IT_GOES = re.compile(
    rf"""(?<=\s)(?P<case>(?:t(?:ùy|uỳ)(?:\s+(?:theo|vào|thuộc(?:\s+vào)?))?\s+(?:{WORDS["depends_on"]})
      |theo\s+(?:sát\s+)?diễn\s+biến|theo\s+tình\s+hình\s+(?:{WORDS["that_goes_on"]}))\b[^.;:(),]{{0,60}}?
    |(?P<phase>theo\s+(?:đúng\s+)?(?:phân\s+kỳ\s+(?:đầu\s+tư|vốn)(?:\s+(?:của|đã)\s[^.;:(),]{{3,60}}?)?|lộ\s+trình\s+của\s+(?-i:[A-ZĐỦ])[^.;:(),]{{1,60}}?))
    |(?P<rate>(?<!kèm\s)theo\s+(?:đúng\s+)?(?:tiến\s+độ|khối\s+lượng(?=\s+(?:nghiệm\s+thu|hoàn\s+thành|thực\s+tế)))\s+(?!(?!phê\s+duyệt\s+(?:phương\s+án|hồ\s+sơ|giá|thiết\s+kế|quyết\s+toán)\b)(?:{WORDS["no_progress"]}))[^.;:(),]{{3,60}}?))
    \s*(?=[.;)]|,\s|\s(?:và|để)\s+[^\W\d]|\W*$)""",
    FLAGS,
)
# "Tùy theo cấp báo động lũ, quyết định cho học sinh nghỉ học"
_AS_IT_GOES_FIRST = re.compile(
    rf"""^\W*(?:[^.;:,]{{3,60}}:\s+)?(?P<case>t(?:ùy|uỳ)(?:\s+(?:theo|vào|thuộc(?:\s+vào)?))?\s+(?:{WORDS["depends_on"]})\b
    [^.;:(),]{{0,80}}?),\s+(?P<order>[^\W\d].*)""",
    FLAGS,
)
# "Tùy theo mức độ vi phạm, xử phạt …": how, not when
_HOW = re.compile(rf"\b(?:{WORDS['depends_how']})\b", FLAGS)
# "Nghiên cứu giao đất theo tiến độ bồi thường": what is proposed; "quản lý vốn …": how
_PROPOSED = re.compile(r"\W*(?:nghiên\s+cứu|quản\s+lý)\b", FLAGS)


@needs("tùy|tuỳ|theo")
def find_as_it_goes(scan: Scan) -> Iterator[Found]:
    """Reads "điều chỉnh lịch trực tùy tình hình thời tiết" at an order's end."""
    for match in () if scan.is_time_line else _AS_IT_GOES.finditer(scan.text):
        before = scan.before(match.start("case"))
        ordered = opens_order(before) and not _AS_SAID.search(before)
        how = not match["rate"] and _HOW.search(match["case"])
        ordered = ordered and not how
        ordered = ordered and not _PROPOSED.match(before)
        if ordered:
            yield _found(match)
    first = None if scan.is_time_line else _AS_IT_GOES_FIRST.match(scan.text)
    if first and acts(first["order"]) and not _HOW.search(first["case"]):
        yield _found(first)


# "Tham gia chữa cháy theo lệnh huy động của cơ quan có thẩm quyền"
_OBEYS = re.compile(
    rf"""(?<=\s)(?P<case>theo\s+(?:sự\s+)?{_ORDERS}(?:\s+[^\W\d]+){{0,4}}?(?:\s+(?:của|từ)\s+(?!số\b)[^.;:,()/]{{2,110}}?)?)
    \s*(?=[.;)]|,\s|\s(?:để|nhằm|phục\s+vụ)\s|\W*$)""",
    FLAGS,
)
# "đưa đón theo giờ thống nhất với hai trường": a time that is set elsewhere
_SET_ELSEWHERE = re.compile(
    r"""(?<=\s)(?P<case>theo\s+(?:đúng\s+)?(?:giờ|thời\s+gian|thời\s+điểm|lịch|mốc\s+thời\s+gian|khung\s+(?:giờ|thời\s+vụ))\s+
    (?:(?:được\s+|đã\s+)?(?:thống\s+nhất|thỏa\s+thuận|hẹn|ấn\s+định|thông\s+báo)|do)\s?[^.;:(),\d]{0,60}?)\s*(?=[.;)]|,\s|\W*$)""",
    FLAGS,
)


@needs("theo")
def find_obeyed(scan: Scan) -> Iterator[Found]:
    """Reads "Mở cửa xả theo lệnh của Ban Chỉ huy", "… theo giờ thống nhất với …"."""
    for pattern in () if scan.is_time_line else (_OBEYS, _SET_ELSEWHERE):
        for match in pattern.finditer(scan.text):
            before = scan.before(match.start("case"))
            if opens_order(before) and not _SAYS_HOW.search(before):
                yield _found(match)


# "ăn mặc theo hiệu lệnh", "làm đúng theo lệnh", "được cử theo lệnh"
_SAYS_HOW = re.compile(
    r"\b(?:đúng|chấp\s+hành|thực\s+hiện|làm|được|là|đã)\s*$|\bđã\b", FLAGS
)


def _found(match: re.Match[str]) -> Found:
    start = match.start("case")
    words = match["case"].rstrip(" ,")
    span = Span(start, start + len(words))
    return Found(span, Deadline(DeadlineKind.CONDITIONAL), "asked", 0.85)


RULES = (find_as_it_goes, find_as_asked, find_obeyed)
