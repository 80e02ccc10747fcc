"""Orders due before an event: "nghiệm thu trước khi đón khách", "gửi trước kỳ họp".

An upper bound by an event is `relative`: no day is left when it comes. What must be so
each time before something else is done ("xử lý đạt quy chuẩn trước khi xả thải", "rửa
tay trước khi ăn", "kiểm tra hàng trước khi nhận") is how it is done, and sets no time.
"""

from __future__ import annotations

from collections.abc import Iterator

from ccndocs.extract.deadline.matter import LABEL, last_order
from ccndocs.extract.deadline.order import PASSIVE, opens_order, subject_end, work_of
from ccndocs.extract.deadline.scan import FLAGS, OF_SESSION, WORDS, Found, Scan, needs
from ccndocs.extract.deadline.wait import has_subject
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Deadline, DeadlineKind, RelativeTerm
from ccndocs.vi import lazy_re as re

_LAST = re.compile(
    rf"""(?<=\s)(?P<case>(?P<done>(?:xong|kịp|hoàn\s+thành|hoàn\s+tất|kết\s+thúc|dứt\s+điểm)\s+)?trước\s+(?:khi\s+(?!đó\b)(?P<event>[^.;:()\d,]{{4,110}}?(?:\s(?:đợt|lần|vòng|giai\s+đoạn)\s+\d{{1,2}})?)
    |(?P<occasion>(?:{WORDS["met_at"]})\b[^.;:()\d,]{{0,70}}?{OF_SESSION})
    |(?(done)(?P<any>(?!ngày\b|giờ\b|tháng\b|quý\b|năm\b|hạn\b|thời\s+hạn\b|tiến\s+độ\b|đó\b|Tết\b)[^\W\d][^.;:()\d,]{{2,70}}?)|[^\w\W])))
    \s*(?=[;)]|\.(?:\s|\W*$)|,\s+(?:để|nhằm|bảo\s+đảm|đảm\s+bảo|đồng\s+thời|báo\s+cáo|gửi|trình|tránh|phục\s+vụ|không\s+để)\s|\W*$)""",
    FLAGS,
)
# Work that is over when the event comes, not the way in which it is done
_DUE = re.compile(rf"\b(?:{WORDS['due_before']})\b", FLAGS)
# A state, what is told, what others are to do, terms that are counted
_TOLD = re.compile(
    r"""\b(?:đã|đang|sẽ|được|(?<!chuẩn\s)(?<!thiết\s)(?<!trang\s)bị|là|đạt|đúng|cần|phải|không|chưa|chỉ(?!\s+(?:huy|định|thị|tiêu|số))|(?<!ký\squỹ\s)bảo\s+đảm|đảm\s+bảo|tuyên\s+truyền|khuyến\s+cáo
    |hướng\s+dẫn|vận\s+động|có\s+thể|hình\s+thành|phát\s+sinh|như\s+thế\s+nào|quy\s+định|quy\s+trình|điều\s+kiện|nguyên\s+tắc|trách\s+nhiệm|quyền)\b
    |\b(?:ngày|giờ|phút|tuần|tháng|ngay|và|hoặc|nhất|kể\s+cả)\s*$""",
    FLAGS,
)
# What comes but once in the course of a work, so that any order is due before it
_STEP = re.compile(
    rf"""(?:trình|khởi\s+công|khai\s+(?:giảng|mạc|trương|hội)|bế\s+mạc|khánh\s+thành|thông\s+xe|bầu\s+cử|bỏ\s+phiếu|tổ\s+chức\s+(?:{WORDS["met_at"]})|bàn\s+giao|đưa(?:\s+[^,;]{{1,50}}?)?\s+vào|kết\s+thúc|nghiệm\s+thu|công\s+bố|cho\s+phép|bước\s+vào|ban\s+hành
    |chuyển\s+giao|vào\s+(?:năm|mùa|vụ|đợt)|gửi\s+(?-i:[A-ZĐỦ])|được\s+(?:giao|cấp|phê\s+duyệt|chấp\s+thuận|thông\s+qua))\b""",
    FLAGS,
)
# "thống kê số vụ cháy xảy ra trước Tết": which ones
_HAPPENS = re.compile(r"\b(?:xảy|diễn)\s+ra\s*$", FLAGS)
# "06 năm cuối trước khi nghỉ hưu", "số liệu giai đoạn trước khi sáp nhập": which years
_LAST_YEARS = re.compile(
    r"\b(?:(?:năm|tháng|lần|ngày)\s+(?:cuối|đầu|liền\s+kề)|giai\s+đoạn|thời\s+kỳ)\s*$",
    FLAGS,
)
# "Trình bày báo cáo trước Hội nghị": in front of whom
_SPEAKS = re.compile(rf"\W*(?:{WORDS['said_in_front_of']})\b", FLAGS)
# "… đã nghỉ việc trước thời điểm Nghị quyết có hiệu lực": which ones
_STATE = re.compile(r"\bđã\b.*\btrước\s|\btrước\s.*\bhiệu\s+lực\b", FLAGS)
_XONG = re.compile(r"\W*xong\s", FLAGS)
_SHORTEST = 3  # words: "quyết định" is a step of every procedure
# "trước khi xả ra môi trường", "trước khi sử dụng": each time anew
_EACH_TIME = re.compile(rf"(?:{WORDS['done_again_and_again']})\b", FLAGS)


# "trước khi khai giảng": an event of one word that comes but once
_ONCE = re.compile(rf"(?:{WORDS['once_for_all']})\b", FLAGS)
# "Nộp đủ tiền ký quỹ trước khi được giao đất": what the one ordered gets but once
_GRANTED = re.compile(
    r"được\s+(?:(?-i:[A-ZĐỦ])[^,;]{2,50}?\s)?(?=(?:giao|cho\s+thuê|cấp|phê\s+duyệt|chấp\s+thuận|thông\s+qua|quyết\s+toán"
    r"|công\s+nhận|bổ\s+nhiệm|giải\s+ngân|bàn\s+giao|đưa\s+vào|ký|chi\s+trả|thanh\s+toán|kết\s+nạp|khởi\s+công)\b)",
    FLAGS,
)
# "Chuẩn bị xong hiện trường trước khi đoàn đến": over by then, whatever comes
_DONE_BY = re.compile(r"\b(?:xong|hoàn\s+tất|hoàn\s+thành)\b", FLAGS)


# "đất sử dụng trước khi ban hành Luật Đất đai": which land
_OF_LAW = re.compile(
    r"(?:ban\s+hành\s+|có\s+)?(?:Bộ\s+luật|Luật|Hiến\s+pháp|Nghị\s+định|Thông\s+tư)\b"
)


def _is_step(event: str) -> bool:
    """Whether an event comes but once: "trình HĐND tỉnh", "HĐND tỉnh họp"."""
    if _OF_LAW.match(event):
        return False
    return bool(_STEP.match(event) or has_subject(event) or subject_end(event))


def _is_full(words: str) -> bool:
    return len(words.split()) >= _SHORTEST or has_subject(words)


def _names_event(words: str) -> bool:
    """Whether words name an event, and no bare act that comes day by day.

    >>> _names_event("cho phép biểu diễn"), _names_event("nhận")
    (True, False)
    """
    full = _is_full(words) or _ONCE.match(words)
    return bool(full) and not _TOLD.search(words)


@needs("trước")
def find_before(scan: Scan) -> Iterator[Found]:
    """Prose: "Thẩm định nội dung trước khi cho phép biểu diễn" at an order's end."""
    if scan.is_time_line:
        return
    for match in _LAST.finditer(scan.text):
        before = scan.before(match.start())
        whole = last_order(before)
        order = work_of(whole)
        step = _is_step(match["event"] or "")
        due = match["done"] or match["event"] is None or step or _DUE.search(order)
        words = LABEL.sub("", before)
        opens = opens_order(before) or opens_order(words) or _XONG.match(words)
        if not (opens and due) or PASSIVE.search(whole):
            continue
        which = _LAST_YEARS.search(before) or _HAPPENS.search(before)
        if _TOLD.search(order) or which:
            continue
        if match["occasion"] and _NEW_YEAR.match(match["occasion"]):
            continue
        if match["occasion"] and (_SPEAKS.match(order) or _STATE.search(scan.text)):
            continue
        granted = _GRANTED.match(match["event"] or "")
        event = match["event"][granted.end() :] if granted else match["event"]
        over = match["done"] or _DONE_BY.search(order)
        named = (
            event
            and (over or granted or _names_event(event))
            and not _TOLD.search(event)
        )
        if event and ((_EACH_TIME.match(event) and not over) or not named):
            continue
        words = match["case"].removeprefix(match["done"] or "").rstrip()
        term = RelativeTerm(0, False, "event", words)
        value = Deadline(DeadlineKind.RELATIVE, relative=term)
        stop = match.start("case") + len(match["case"].rstrip())
        yield Found(Span(stop - len(words), stop), value, "before", 0.8)


# "trước Tết Dương lịch" is a date, which no event stands for
_NEW_YEAR = re.compile(r"Tết\s+Dương\b", FLAGS)
# "Trước kỳ họp thường lệ", "Ngay sau Hội nghị", "Sau bầu cử"
_LINE = re.compile(
    rf"""^\W*(?:(?:hoàn\s+thành|thực\s+hiện|báo\s+cáo|xong)\s+)?(?P<case>(?P<side>(?:ngay\s+|liền\s+)?(?:trước|sau))\s+
    (?P<event>(?:{WORDS["met_at"]}|{WORDS["occasions"]})\b[^.;:()\d,]{{0,70}}?{OF_SESSION}))(?=\s*(?:[.;:(),]|$))""",
    FLAGS,
)


@needs("trước|sau")
def find_side_line(scan: Scan) -> Iterator[Found]:
    """Reads a time line "Trước kỳ họp thường lệ cuối năm", "Ngay sau Hội nghị"."""
    match = _LINE.match(scan.text) if scan.is_time_line else None
    if match is None or _NEW_YEAR.match(match["event"]):
        return
    words, side = match["case"].rstrip(), match["side"].lower()
    event = words if "trước" in side else match["event"].rstrip()
    term = RelativeTerm(None if side == "sau" else 0, False, "event", event)
    value = Deadline(DeadlineKind.RELATIVE, relative=term)
    span = Span(match.start("case"), match.start("case") + len(words))
    yield Found(span, value, "side_line", 0.8)


RULES = (find_before, find_side_line)
