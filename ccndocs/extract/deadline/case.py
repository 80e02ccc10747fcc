"""Work that is called for by a case, not by a day: "khi có phát sinh", "mỗi khi …".

The contract has them as `conditional`, and what is due before or after each of a row
of events ("sau mỗi đợt phun") as `relative`, like any event. A time line may name any
case; in prose only a case that ends an order, and is of those that call for its work,
is its time: "cập nhật danh sách khi có thay đổi", but not "kiểm tra năng lực khi thẩm
định dự án".
"""

from __future__ import annotations

from collections.abc import Iterator

from ccndocs.extract.deadline.matter import is_taught
from ccndocs.extract.deadline.order import acts, is_subject, opens_order
from ccndocs.extract.deadline.scan import FLAGS, WORDS, Found, Scan, needs
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Deadline, DeadlineKind, RelativeTerm
from ccndocs.vi import lazy_re as re
from ccndocs.vi.verbs import opens_with_verb

# "Khi nước rút", "Trước mỗi kỳ họp", "Theo từng đợt", "Đến khi hết dịch"
_LINE = re.compile(
    r"""(?:^|(?<=[:;,/(])|\bhoặc|\bvà)\W{0,9}(?P<case>(?:
      (?:(?:cho\s+)?(?:đến|tới)\s+|mỗi\s+|bất\s+cứ\s+|một\s+)?khi\s
      |(?:(?:ngay|liền)\s+)?(?:trước|sau)\s+(?:mỗi|từng)\s
      |căn\s+cứ\s+(?:vào\s+)?(?:tình\s+hình|diễn\s+biến)\b
      |theo\s+(?:từng\s+|các\s+)?(?:đợt|mùa(?:\s+vụ)?|thời\s+vụ|lịch|tiến\s+trình|thực\s+tế|kỳ\s+họp|phiên\s+họp
        |chương\s+trình\s+công\s+tác)\b
      |phù\s+hợp\s+(?:với\s+)?tiến\s+độ\b
      |t[uù][yỳ]\s+(?:theo\s|(?:tình\s+hình|điều\s+kiện|thực\s+tế|tiến\s+độ)\b)
      |cùng\s+(?:thời\s+điểm|lúc|tiến\s+độ)\b
      )[^.;()/]*)""",
    FLAGS,
)
# What turns up and calls for work: "khi có phát sinh", "khi xuất hiện băng giá"
_TURNS_UP = re.compile(
    rf"""\b(?P<case>(?:mỗi\s+khi\s+|bất\s+(?:cứ|kể)\s+(?:khi|lúc)\s+nào\s+)[^.;:()]{{3,100}}?
    |(?:ngay\s+)?khi\s+(?:có\s+)?(?:các\s+|những\s+)?
      (?:{WORDS["turns_up"]})\b
      [^.;:,()]{{0,60}}?
    |(?:ngay\s+)?khi\s+có\s+[^.;:,()]{{2,40}}?\s+(?:xảy\s+ra|xuất\s+hiện|phát\s+sinh)
    |(?:ngay\s+)?khi\s+(?:xảy\s+ra|xuất\s+hiện|phát\s+hiện(?:\s+có)?|phát\s+sinh)\s[^.;:()]{{2,160}}?
    |(?:ngay\s+)?khi\s+(?:có|nhận\s+được)\s+(?:các\s+)?(?:{WORDS["calls_by_word"]})\b[^.;:,()]{{0,60}}?
    )\s*(?=[.;)]|,\s+(?:chậm|muộn|không)\s+(?:nhất|quá)\s|,\s+trong\s+(?:vòng|thời\s+hạn)\s
      |\svà\s+chịu\s+trách\s+nhiệm\s|\W*$)""",
    FLAGS,
)
# "Sở Y tế báo cáo UBND tỉnh khi có yêu cầu": reports are given when asked for
_ON_DEMAND = re.compile(
    r"""\b(?:(?P<report>báo\s+cáo)|cung\s+cấp|gửi|chuyển|cử|điều\s+động|huy\s+động|tham\s+gia|chi\s+viện
      |phối\s+hợp|bổ\s+sung|thuyết\s+minh|giải\s+trình|xuất\s+trình)\b[^.;:]{0,120}?\s
    (?P<case>(?:đột\s+xuất\s+)?khi\s+(?:có\s+yêu\s+cầu|được\s+yêu\s+cầu|có\s+đề\s+nghị
      |(?(report)cần(?:\s+thiết)?|có\s+yêu\s+cầu))(?:\s+(?:của|từ)\s+[^.;:,()]{3,60}?)?)
    \s*(?=[.;)]|,\s+(?:phục\s+vụ|để|nhằm|bảo\s+đảm|đảm\s+bảo)\s|\W*$)""",
    FLAGS,
)
# … of anybody named, whatever the work
_NAMED_ASKS = re.compile(
    r"(?P<case>khi\s+có\s+(?:yêu\s+cầu|lệnh|đề\s+nghị)\s+của\s+(?-i:[A-ZĐỦ])[^.;:()]{3,70}?)\s*(?=[.;)]|\W*$)",
    FLAGS,
)
# "Bố trí xe cho các đoàn theo yêu cầu của Trưởng đoàn", not of a text with its number
# nor of a thing: "theo yêu cầu của vị trí việc làm"
_AS_ASKED = re.compile(
    rf"""\b(?:{WORDS["done_as_asked"]})\b[^.;:]{{0,160}}?\s
    (?P<case>theo\s+(?:yêu\s+cầu|đề\s+nghị|lệnh|mệnh\s+lệnh|lệnh\s+điều\s+động|điều\s+động|hiệu\s+lệnh)\s+của\s+(?!(?:{WORDS["asks_nothing"]})\b)(?![^.;,]{{0,200}}(?:\btại\b|\bsố\b|\d))[^.;:,()]{{2,110}}?)
    \s*(?=[.;)]|,\s|\s(?:để|nhằm|phục\s+vụ)\s|\svà\s+(?:chịu|báo|gửi|phối|tổ\s+chức|thực\s+hiện|bảo|cung)\b|\W*$)""",
    FLAGS,
)
# "bảo đảm đúng tiến độ theo yêu cầu của Bộ": how; "hỗ trợ kinh phí theo đề nghị của
# Sở A": who proposed it
_AS_SAID = re.compile(
    r"""\b(?:tiến\s+độ|chất\s+lượng|mẫu|biểu|tiêu\s+chuẩn|điều\s+kiện|đáp\s+ứng|chỉ\s+tiêu|bảo\s+đảm|đảm\s+bảo|quy\s+định)
    (?:\s+[^\W\d]+){0,2}\s*$|\b(?:nội\s+dung|thực\s+hiện|triển\s+khai)\s*$|\b(?:được|là)\b[^,;]*$|^\W*trường\s+hợp\b|^[^,;]{2,50}\slà\s""",
    FLAGS,
)
# "cấp kinh phí theo đề nghị của Sở A", "quyết định giảm thuế theo đề nghị của …"
_MEANS = re.compile(
    r"""\b(?:kinh\s+phí|dự\s+toán|vốn|ngân\s+sách|biên\s+chế)\b[^,;]*$
    |\b(?:quyết\s+định|công\s+nhận|bổ\s+nhiệm|thành\s+lập|phê\s+duyệt|ban\s+hành)\b[^,;]*$
    |^\W*(?:[^,;]{0,60}\s)?(?:quy\s+định|chỉ\s+đạo)\b""",
    FLAGS,
)
# "Vào những ngày nước kém, nạo vét cửa cống"
_ON_SUCH_DAYS = (
    r"(?:trong|vào)\s+(?:các|những)\s+(?:ngày|giờ|đợt)\s+"
    r"(?:có|nước|mưa|nắng|rét|gió|triều|cao\s+điểm|phiên\s+chợ)\b(?!\s*\d)"
)
# "Mỗi khi có cảnh báo mưa lớn, gửi bảng mực nước": the case stands first
_FIRST = re.compile(
    rf"""^\W*(?:(?P<who>[^.;:]{{3,90}}?),\s+(?=(?:ngay|mỗi)\s+khi\s))?(?P<case>(?:mỗi\s+khi|(?:từ\s+nay\s+)?(?:cho\s+)?(?:đến|tới)\s+khi|bất\s+cứ\s+khi\s+nào|(?:cứ\s+)?(?:sau|trước|đầu|cuối|kết\s+thúc)\s+(?:mỗi|từng)(?!\s+(?:ngày|tuần|tháng|quý|năm))
      (?!.*\d\s+(?:ngày|giờ)))\s[^.;:]{{4,110}}?
    |{_ON_SUCH_DAYS}[^.;:,]{{0,60}}?
    |ngay\s+khi\s+(?:phát\s+hiện|xảy\s+ra|xuất\s+hiện|phát\s+sinh|nhận\s+(?:được\s+)?(?:tin|thông\s+tin
      |phản\s+ánh|cảnh\s+báo|lệnh)|có\s+(?:{WORDS["there_is"]}))\b[^.;:]{{0,110}}?)(?=,\s)""",
    FLAGS,
)
# "duy trì chốt kiểm dịch cho đến khi hết dịch"
_UNTIL = re.compile(
    r"\b(?P<case>(?:cho\s+)?(?:đến|tới)\s+(?:khi|lúc)\s+[^.;:()]{4,80}?)\s*(?=[.;)]|\W*$)",
    FLAGS,
)
# "nạo vét cống sau mỗi trận mưa lớn", "tăng ca trực trong những ngày có mưa lớn"
_EACH_TIME = re.compile(
    rf"""\b(?P<case>(?:(?:(?:(?:ngay|liền)\s+)?(?:sau|trước)\s+(?:mỗi|từng)|(?:trong|đầu|cuối|(?<!khi\s)kết\s+thúc)\s+mỗi)\s+(?:{WORDS["occurs_again"]})\b
    |(?:trong|vào)\s+(?:các|những)\s+ngày\s+có\s(?!\d))
    [^.;:,()]{{0,60}}?)\s*(?=[.;)]|,\s+(?P<order>[^.;]*)|\W*$|\s(?:và|hoặc)\s+(?:đột\s+xuất|khi)\s)""",
    FLAGS,
)
# "xây dựng quy chế phối hợp khi …": what is drawn up is about the case
_DRAWN_UP = (
    r"(?:xây\s+dựng|ban\s+hành|lập|ký(?:\s+kết)?|hoàn\s+thiện|thống\s+nhất|nghiên\s+cứu)\s+(?:\w+\s+){0,4}?"
    r"(?:quy\s+chế|quy\s+định|cơ\s+chế|nội\s+quy|sổ\s+tay|thỏa\s+thuận)"
)
# "thực hiện các biện pháp khắc phục khi …": measures that are taken are work to do
_TAKEN = re.compile(
    r"""\b(?:có|thực\s+hiện|áp\s+dụng|triển\s+khai|tiến\s+hành|dùng)\s+(?:(?:ngay|kịp\s+thời|đồng\s+bộ|các|những|mọi)\s+)*
    biện\s+pháp\b""",
    FLAGS,
)
# "báo cáo UBND xã để xử lý theo quy định khi …": the purpose is a mere phrase
_FOR_FORM = re.compile(
    r"""\bđể\s+(?:kịp\s+thời\s+|được\s+|phối\s+hợp\s+|tổng\s+hợp,\s+)?(?:xử\s+lý|xem\s+xét|giải\s+quyết|chỉ\s+đạo|hướng\s+dẫn|tổng\s+hợp
      |phối\s+hợp|theo\s+dõi)(?:\s+(?:kịp\s+thời|theo\s+(?:quy\s+định|thẩm\s+quyền)(?:\s+của\s+pháp\s+luật)?))?\s*$""",
    FLAGS,
)
# Before such words "khi …" counts or limits something else: "cách xử lý khi …".
BOUND = re.compile(
    rf"""\b(?:sau|trước|từ|đến|tới|trong|cả|chỉ|nếu|trừ|kể\s+cả|xử\s+lý|ứng\s+phó|diễn\s+tập
      |xảy\s+ra|phát\s+sinh|nảy\s+sinh|gặp(?:\s+phải)?|gây\s+ra)\s*$
    |\b(?:{_DRAWN_UP}|được\s+(?:chấp\s+nhận|phép|phát\s+hành|thanh\s+toán|mượn|hưởng|miễn|sử\s+dụng)|tính\s+năng|chức\s+năng\s+(?:cảnh|nhắc|tự|thông|tra|tìm)|(?<!đình\s)(?<!địa\s)(?<!chứng\s)chỉ(?!\s+(?:đạo|huy|thị|số|tiêu|định))
      |phương\s+án|quy\s+trình|kịch\s+bản|kỹ\s+năng|biện\s+pháp|cách(?!\s+ly)|để
      |(?<!chính\s)(?<!thẩm\s)(?<!ủy\s)quyền)\b[^,;]*$""",
    FLAGS,
)


def is_bound(before: str, *, at_once: bool = False) -> bool:
    """Whether the words before "khi …" make it part of something else.

    "ngay khi" is only ever a time, whatever it stands behind.

    >>> is_bound("xây dựng biện pháp ứng phó "), is_bound("có biện pháp khắc phục ")
    (True, False)
    """
    words = _TAKEN.sub(" làm việc", _FOR_FORM.sub("", before))
    words = _DEALS.sub(" làm việc ", words)
    if at_once:
        return _NO_TIME.search(words) is not None
    return BOUND.search(words) is not None


# "Kịp thời xử lý khi …", "…, chủ động ứng phó khi …": the order's own verb
_DEALS = re.compile(
    r"""(?:^\W*|,\s+(?=kịp|chủ|khẩn|nhanh|sẵn)|\bvà\s+(?=kịp|chủ|khẩn|nhanh|sẵn))
    (?:(?:kịp\s+thời|chủ\s+động|khẩn\s+trương|nhanh\s+chóng|sẵn\s+sàng)\s+)*(?:xử\s+lý|ứng\s+phó)\s*$""",
    FLAGS,
)
# "xảy ra ngay khi …", "trừ ngay khi …": the case of something that happens
_NO_TIME = re.compile(
    r"\b(?:sau|trước|từ|đến|tới|trong|cả|nếu|trừ|kể\s+cả|xảy\s+ra|phát\s+sinh|nảy\s+sinh|gây\s+ra)\s*$",
    FLAGS,
)


@needs(
    "khi|mỗi|mùa|diễn biến|từng|tùy|tuỳ|đợt|vụ|lịch|tiến|thực|điều|tình|cùng|họp"
    "|chương trình"
)
def find_case_line(scan: Scan) -> Iterator[Found]:
    """Reads a time line "Khi nước rút", "Trước mỗi kỳ họp"."""
    if scan.is_time_line:
        for match in _LINE.finditer(scan.text):
            yield _found(match, "case_line")


def _opening(scan: Scan) -> Iterator[Found]:
    """A case before its order: it ends at the comma behind which the order begins."""
    found = _FIRST.match(scan.text)
    if found is None or (found["who"] and not is_subject(found["who"])):
        return
    stop = scan.text.find(".", found.end()) if "." in scan.text else len(scan.text)
    commas = [
        comma
        for comma in re.finditer(r",\s+", scan.text[: min(stop, found.end() + 120)])
        if comma.start() >= found.end()
    ]
    for orders in (opens_order, acts):
        for comma in commas:
            if orders(scan.text[comma.end() : stop]):
                span = Span(found.start("case"), comma.start())
                yield Found(span, _value(span.of(scan.text)), "case", 0.85)
                return


# "Theo yêu cầu của Đoàn kiểm tra, các chủ đầu tư cung cấp hồ sơ"
_ASKED_FIRST = re.compile(
    r"""^\W*(?P<case>theo\s+yêu\s+cầu\s+của\s+(?![^.;,]{0,200}(?:\btại\b|\bsố\b|\d))[^.;:,()]{2,60}?),\s+
    (?P<order>[^.;]{0,90}?\b(?:cung\s+cấp|cử|giải\s+trình|bố\s+trí|báo\s+cáo|hỗ\s+trợ|tham\s+gia|điều\s+động|huy\s+động)\b)""",
    FLAGS,
)


@needs("theo yêu cầu của|theo đề nghị của|lệnh của|điều động của")
def find_as_asked(scan: Scan) -> Iterator[Found]:
    """Reads "cung cấp bản sao theo yêu cầu của công dân" at an order's end."""
    for match in () if scan.is_time_line else _AS_ASKED.finditer(scan.text):
        before = scan.before(match.start("case"))
        proposed = "đề nghị" in match["case"].lower() and _MEANS.search(before)
        how = proposed or _AS_SAID.search(before)
        if opens_order(before) and not how:
            yield _found(match, "case")
    first = None if scan.is_time_line else _ASKED_FIRST.match(scan.text)
    if first and opens_order(first["order"]):
        yield _found(first, "case")


# "điều chuyển vật tư tùy tình hình thực tế", "giải ngân theo tiến độ thi công"
_AS_IT_GOES = re.compile(
    rf"""(?<=\s)(?P<case>(?:t(?:ùy|uỳ)\s+(?:theo\s+)?(?:tình\s+hình|diễn\s+biến|thời\s+tiết|điều\s+kiện\s+thời\s+tiết)
      |theo\s+(?:sát\s+)?diễn\s+biến)\b[^.;:(),]{{0,60}}?
    |(?P<rate>theo\s+(?:đúng\s+)?tiến\s+độ\s+(?!{WORDS["no_progress"]})[^.;:(),]{{3,60}}?))
    \s*(?=[.;)]|,\s|\s(?:và|để)\s+[^\W\d]|\W*$)""",
    FLAGS,
)
# "Nghiên cứu, đề xuất giao đất theo tiến độ bồi thường": what is proposed
_PROPOSED = re.compile(r"\W*nghiên\s+cứu\b", FLAGS)
_BY_PROGRESS = re.compile(rf"\b(?:{WORDS['done_by_progress']})\b", FLAGS)


@needs("tùy|tuỳ|theo")
def find_as_it_goes(scan: Scan) -> Iterator[Found]:
    """Reads "điều chỉnh lịch trực tùy tình hình thời tiết" at an order's end."""
    for match in () if scan.is_time_line else _AS_IT_GOES.finditer(scan.text):
        before = scan.before(match.start("case"))
        ordered = opens_order(before) and not _AS_SAID.search(before)
        ordered = ordered and not _PROPOSED.match(before)
        if ordered and (not match["rate"] or _BY_PROGRESS.search(before)):
            yield _found(match, "case")


@needs("khi|lúc|mỗi|sau từng|trước từng|các|những")
def find_case(scan: Scan) -> Iterator[Found]:
    """Reads "Cập nhật danh sách khi có thay đổi"; "báo cáo UBND tỉnh khi cần"."""
    if scan.is_time_line:
        return
    yield from _opening(scan)
    for pattern in (_TURNS_UP, _ON_DEMAND, _NAMED_ASKS, _UNTIL, _EACH_TIME):
        for match in pattern.finditer(scan.text):
            before = scan.before(match.start("case"))
            at_once = match["case"].lower().startswith(("ngay", "mỗi khi"))
            bound = is_bound(before, at_once=at_once)
            rest = match.groupdict().get("order")
            goes_on = rest is None or opens_with_verb(rest)
            case = re.sub(r".*?\bkhi\s+", "", match["case"], count=1)
            about = pattern is _TURNS_UP and not at_once and is_taught(before, case)
            ordered = opens_order(before) or (
                pattern is _EACH_TIME
                and match["case"][:5].lower() != "trong"
                and acts(before)
            )
            if ordered and goes_on and not (bound or about):
                yield _found(match, "case")


# "ngay sau mỗi buổi thi", "trước mỗi kỳ họp": an event that comes again and again
_EACH_EVENT = re.compile(
    r"""\W*(?:cứ\s+)?(?P<side>(?:ngay\s+|liền\s+)?sau|(?:ngay\s+)?trước)\s+
    (?P<event>(?:mỗi|từng)\s.+)""",
    FLAGS,
)


def _value(case: str) -> Deadline:
    """The value of a case: `relative` where its words name a side of an event."""
    each = _EACH_EVENT.fullmatch(case)
    if each is None:
        return Deadline(DeadlineKind.CONDITIONAL)
    is_before = "trước" in each["side"].lower()
    event = f"trước {each['event']}" if is_before else each["event"]
    days = None if each["side"].lower() == "sau" else 0
    term = RelativeTerm(days, False, "event", event)
    return Deadline(DeadlineKind.RELATIVE, relative=term)


def _found(match: re.Match[str], rule: str) -> Found:
    start = match.start("case")
    words = match["case"].rstrip(" ,")
    return Found(Span(start, start + len(words)), _value(words), rule, 0.85)


RULES = (find_case_line, find_case, find_as_it_goes, find_as_asked)
