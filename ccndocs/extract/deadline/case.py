"""Work that is called for by a case, not by a day: "khi có phát sinh", "mỗi khi …".

The contract has them as `conditional`, and what is due before or after each of a row
of events ("sau mỗi đợt phun") as `relative`, like any event. A time line may name any
case; in prose only a case that ends an order, and is of those that call for its work,
is its time: "cập nhật danh sách khi có thay đổi", but not "kiểm tra năng lực khi thẩm
định dự án".
"""

from __future__ import annotations

from collections.abc import Iterator

from ccndocs.extract.deadline.matter import TAKEN, is_taught
from ccndocs.extract.deadline.order import acts, is_subject, opens_order
from ccndocs.extract.deadline.scan import FLAGS, WORDS, Found, Scan, needs
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Deadline, DeadlineKind, RelativeTerm
from ccndocs.vi import lazy_re as re
from ccndocs.vi.verbs import opens_with_verb

# "Vào những ngày nước kém, nạo vét cửa cống"
_ON_SUCH_DAYS = (
    r"(?:(?:trong|vào|cứ)\s+)?(?:các|những)\s+(?:ngày|hôm|đêm|buổi|lúc|khi|giờ|đợt|dịp|thời\s+kỳ|thời\s+điểm|tháng|năm)\s+"
    rf"(?:{WORDS['such_times']})\b(?!\s*\d)"
    r"|(?:trong|vào)\s+(?:đợt|thời\s+kỳ|lúc|dịp)\s+"
    rf"(?:{WORDS['such_times']})\b(?!\s*\d)|lúc\s+(?!có\b)(?:{WORDS['such_times']})\b"
)
# "Khi nước rút", "Trước mỗi kỳ họp", "Theo từng đợt", "Đến khi hết dịch"
_LINE = re.compile(
    rf"""(?:^|(?<=[:;,/(])|\bhoặc|\bvà)\W{{0,9}}(?P<case>(?:
      (?:(?:cho\s+)?(?:đến|tới)\s+|mỗi\s+|bất\s+cứ\s+|một\s+)?khi\s
      |(?:(?:ngay|liền)\s+)?(?:trước|sau)\s+(?:mỗi|từng)\s
      |căn\s+cứ\s+(?:vào\s+)?(?:tình\s+hình|diễn\s+biến)\b
      |theo\s+(?:từng\s+|các\s+)?(?:đợt|mùa(?:\s+vụ)?|thời\s+vụ|lịch|tiến\s+trình|thực\s+tế|kỳ\s+họp|phiên\s+họp
        |chương\s+trình\s+công\s+tác)\b
      |phù\s+hợp\s+(?:với\s+)?tiến\s+độ\b
      |t[uù][yỳ]\s+(?:theo\s|(?:tình\s+hình|điều\s+kiện|thực\s+tế|tiến\s+độ)\b)
      |cùng\s+(?:thời\s+điểm|lúc|tiến\s+độ)\b
      |theo\s+(?:sự\s+)?(?:lệnh|hiệu\s+lệnh|triệu\s+tập|điều\s+động|huy\s+động|giờ|thông\s+báo)\b
      |lúc\s+(?!\d)|{_ON_SUCH_DAYS}|(?:ngay\s+)?từ\s+khi\s|(?:cho\s+)?(?:đến|tới)\s+hết\s+(?:dịch|mùa|đợt|vụ|lũ|bão|hội|lễ)\b
      )(?:(?!,\s+(?:hoàn\s+thành|xong|kết\s+thúc|chậm\s+nhất|muộn\s+nhất|không\s+quá|trước|trong)\s)[^.;()/])*)""",
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
    \s*(?=[.;)]|,\s+(?:phục\s+vụ|để|nhằm|bảo\s+đảm|đảm\s+bảo)\s|\s(?:hoặc|và)\s+(?:khi|theo|định\s+kỳ)\s|\W*$)""",
    FLAGS,
)
# "Mỗi khi có cảnh báo mưa lớn, gửi bảng mực nước": the case stands first
_FIRST = re.compile(
    rf"""^\W*(?:(?P<who>[^.;:]{{3,90}}?),\s+(?=(?:ngay|mỗi)\s+khi\s))?(?P<case>(?:mỗi\s+khi|(?:từ\s+nay\s+)?(?:cho\s+)?(?:đến|tới)\s+(?:khi|lúc|(?:mùa|vụ|kỳ|phiên|lượt)(?=\s+[^\W\d]))|bất\s+(?:cứ|kể|kỳ)\s+(?:khi|lúc)\s+nào|(?:ngày|đêm|hôm|buổi)\s+nào\s+(?:có|còn|chưa|mưa)|(?:ngay\s+)?từ\s+khi|(?:chừng|khi)\s+nào\s+(?:còn|chưa)|cứ\s+khi|(?:cứ\s+)?(?:sau|trước|đầu|cuối|xong|hết|kết\s+thúc)\s+(?:mỗi|từng)(?!\s+(?:ngày|tuần|tháng|quý|năm))
      (?!.*\d\s+(?:ngày|giờ)))\s[^.;:]{{2,110}}?
    |(?:{_ON_SUCH_DAYS})[^.;:,]{{0,60}}?
    |ngay\s+khi\s+(?:phát\s+hiện|xảy\s+ra|xuất\s+hiện|phát\s+sinh|nhận\s+(?:được\s+)?(?:tin|thông\s+tin
      |phản\s+ánh|cảnh\s+báo|lệnh)|có\s+(?:{WORDS["there_is"]}))\b[^.;:]{{0,110}}?)(?=,\s|\s(?:thì|phải)\s)""",
    FLAGS,
)
# "duy trì chốt kiểm dịch cho đến khi hết dịch"
_UNTIL = re.compile(
    r"\b(?P<case>(?:ngay\s+từ\s+khi|(?:cho\s+)?(?:đến|tới)\s+(?:khi|lúc|hết(?=\s+(?:dịch|mùa|đợt|vụ|lũ|bão|hội|lễ|khóa|kỳ\s+(?:thi|nghỉ|họp))\b))|(?:cho\s+đến\s+)?(?:chừng\s+nào|khi\s+nào(?=\s+(?:hết|đủ|xong|còn|chưa|có)\s))|những\s+(?:khi|lúc))\s+(?!nào\b)[^.;:()?]{3,80}?)\s*(?=[.;)]|,\s+(?:nhưng\s+)?(?:chậm|muộn|không)\s+(?:nhất|quá|muộn|chậm)\s|,\s+hạn\s+(?:cuối|chót)\s|\W*$)",
    FLAGS,
)
# "nạo vét cống sau mỗi trận mưa lớn", "tăng ca trực trong những ngày có mưa lớn"
_EACH_TIME = re.compile(
    rf"""\b(?P<case>(?:(?:(?:(?:ngay|liền)\s+)?(?:sau|trước)\s+(?:mỗi|từng)|(?:trong|đầu(?:\s+giờ)?|cuối(?:\s+giờ)?|(?<!khi\s)kết\s+thúc)\s+mỗi)\s+(?:{WORDS["occurs_again"]})\b
    |{_ON_SUCH_DAYS})
    [^.;:,()]{{0,60}}?)\s*(?=[.;)]|,\s+(?P<order>[^.;]*)|\W*$|\s(?:và|hoặc)\s+(?:đột\s+xuất|khi)\s)""",
    FLAGS,
)
# "xây dựng quy chế phối hợp khi …": what is drawn up is about the case
_DRAWN_UP = (
    r"(?:xây\s+dựng|ban\s+hành|lập|ký(?:\s+kết)?|hoàn\s+thiện|thống\s+nhất|nghiên\s+cứu)\s+(?:\w+\s+){0,4}?"
    r"(?:quy\s+chế|quy\s+định|cơ\s+chế|nội\s+quy|sổ\s+tay|thỏa\s+thuận)"
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
      |xảy\s+ra|phát\s+sinh|nảy\s+sinh|gặp(?:\s+phải)?|gây\s+ra|giới\s+tính)\s*$
    |\b(?:{_DRAWN_UP}|được\s+(?:chấp\s+nhận|phép|phát\s+hành|thanh\s+toán|mượn|hưởng|miễn|sử\s+dụng)|tính\s+năng|chức\s+năng\s+(?:cảnh|nhắc|tự|thông|tra|tìm)|(?<!đình\s)(?<!địa\s)(?<!chứng\s)chỉ(?!\s+(?:đạo|huy|thị|số|tiêu|định))
      |phương\s+án|quy\s+trình|kịch\s+bản|kỹ\s+năng|biện\s+pháp|cách(?!\s+ly)|(?<!triệt\s)để
      |(?<!chính\s)(?<!thẩm\s)(?<!ủy\s)quyền)\b[^,;]*$""",
    FLAGS,
)


def is_bound(before: str, *, at_once: bool = False) -> bool:
    """Whether the words before "khi …" make it part of something else.

    "ngay khi" is only ever a time, whatever it stands behind.

    >>> is_bound("xây dựng biện pháp ứng phó "), is_bound("có biện pháp khắc phục ")
    (True, False)
    """
    words = TAKEN.sub(" làm việc", _FOR_FORM.sub("", before))
    words = _DEALS.sub(" làm việc ", words)
    if at_once:
        return _NO_TIME.search(words) is not None
    return BOUND.search(words) is not None


# "Tham mưu UBND xã ứng phó khi …": the adviser's order as well
_ADVISES = (
    r"tham\s+mưu(?:\s+(?:cho\s+)?(?-i:[A-ZĐỦ])[^\W\d]*"
    r"(?:\s+(?!phương\b|biện\b|quy\b|kịch\b|cách\b|giải\b)[^\W\d]+){1,3}?)?\s+"
)
# "Phối hợp xử lý khi …", "…, chủ động ứng phó khi …": the order's own verb
_DEALS = re.compile(
    rf"""(?:^\W*(?:[^\W\d].{{0,90}}\s)?(?<!chế\s)(?<!án\s)(?<!trình\s)(?<!định\s)(?=phối\s+hợp\s)|^\W*(?:{_ADVISES})?|(?:,|\bvà)\s+(?=(?:{WORDS["deals_how"]})\s)|\bhỗ\s+trợ(?:,|\s+và)\s+)
    (?:(?:{WORDS["deals_how"]})\s+)*(?:xử\s+lý|ứng\s+phó)\s*$""",
    FLAGS,
)
# "xảy ra ngay khi …", "trừ ngay khi …": the case of something that happens
_NO_TIME = re.compile(
    r"\b(?:sau|trước|từ|đến|tới|trong|cả|nếu|trừ|kể\s+cả|xảy\s+ra|phát\s+sinh|nảy\s+sinh|gây\s+ra)\s*$",
    FLAGS,
)


@needs(
    "khi|lúc|các|những|lệnh|giờ|triệu|động|thông báo|hết|mỗi|mùa|diễn biến|từng|tùy"
    "|tuỳ|đợt|vụ|lịch|tiến|thực|điều|tình|cùng|họp|chương trình"
)
def find_case_line(scan: Scan) -> Iterator[Found]:
    """Reads a time line "Khi nước rút", "Trước mỗi kỳ họp"."""
    if scan.is_time_line:
        for match in _LINE.finditer(scan.text):
            yield _found(match, "case_line")


# … or, where no comma stands before them, at "thì", "phải"
_THEN = re.compile(r",\s+|\s+(?:thì|phải)\s+")


def _opening(scan: Scan) -> Iterator[Found]:
    """A case before its order: it ends at the comma or "thì" before the order."""
    found = _FIRST.match(scan.text)
    if found is None or (found["who"] and not is_subject(found["who"])):
        return
    stop = scan.text.find(".", found.end()) if "." in scan.text else len(scan.text)
    commas = [
        comma
        for comma in _THEN.finditer(scan.text[: min(stop, found.end() + 120)])
        if comma.start() >= found.end()
        and (comma[0][0] == "," or "," not in scan.text[found.end() : comma.start()])
    ]
    for orders in (opens_order, acts):
        for comma in commas:
            if orders(scan.text[comma.end() : stop]):
                span = Span(found.start("case"), comma.start())
                yield Found(span, _value(span.of(scan.text)), "case", 0.85)
                return


# The patterns of a case, and words without which there is none of the kind
_LOOKED_FOR = (
    (_TURNS_UP, ("khi", "lúc")),
    (_ON_DEMAND, ("khi",)),
    (_UNTIL, ("khi", "lúc", "hết", "chừng nào")),
    (_EACH_TIME, ("mỗi", "từng", "các", "những", "lúc", "đợt", "thời kỳ", "dịp")),
)


@needs("khi|lúc|mỗi|sau từng|trước từng|các|những|chừng|đến|tới|nào")
def find_case(scan: Scan) -> Iterator[Found]:
    """Reads "Cập nhật danh sách khi có thay đổi"; "báo cáo UBND tỉnh khi cần"."""
    if scan.is_time_line:
        return
    yield from _opening(scan)
    for pattern, words in _LOOKED_FOR:
        if not any(word in scan.folded for word in words):
            continue
        for match in pattern.finditer(scan.text):
            before = scan.before(match.start("case"))
            at_once = match["case"].lower().startswith(("ngay", "mỗi khi"))
            bound = is_bound(before, at_once=at_once)
            rest = match.groupdict().get("order")
            goes_on = rest is None or opens_with_verb(rest)
            case = re.sub(r".*?\bkhi\s+", "", match["case"], count=1)
            about = pattern is _TURNS_UP and not at_once and is_taught(before, case)
            ordered = opens_order(before) or (
                pattern in (_EACH_TIME, _UNTIL)
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


# "Theo giai đoạn", "Căn cứ tiến độ thực hiện": what else a time may hang on
_ANY_CASE = re.compile(
    r"""\W*(?P<case>(?:theo|căn\s+cứ(?:\s+(?:vào|theo))?|t[uù][yỳ](?:\s+theo)?|phù\s+hợp(?:\s+với)?|gắn\s+với|cùng(?:\s+với)?|khi|lúc)\s+
    (?!quy\s+định\b|mẫu\b|biểu\b|số\b|luật\b)[^\W\d][^.;:()]{2,100}?)\W*$""",
    FLAGS,
)


def find_any_case(scan: Scan) -> Iterator[Found]:
    """Reads a time line that no other rule does: "Theo quyết định của cấp trên"."""
    match = _ANY_CASE.match(scan.text)
    if match:
        yield _found(match, "any_case")


RULES = (find_case_line, find_case)
