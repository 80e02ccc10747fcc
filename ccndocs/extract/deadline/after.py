"""Orders that follow an event without a length of time: "trình sau khi có kết quả".

The event is named with whoever brings it about ("sau khi UBND tỉnh phê duyệt"), or
comes to the one ordered ("sau khi được giao vốn", "sau khi có kết quả thẩm định"). What
is done with something that is over ("quản lý đất sau khi thu hồi", "bố trí trụ sở sau
khi sáp nhập") tells which thing is meant, not when.
"""

from __future__ import annotations

from collections.abc import Iterator

from ccndocs.extract.deadline.head import order_behind, who_end
from ccndocs.extract.deadline.matter import last_order
from ccndocs.extract.deadline.official import is_official
from ccndocs.extract.deadline.order import (
    PASSIVE,
    acts,
    is_subject,
    opens_order,
    work_of,
)
from ccndocs.extract.deadline.scan import FLAGS, OF_SESSION, WORDS, Found, Scan, needs
from ccndocs.extract.deadline.term import ISSUED
from ccndocs.extract.deadline.wait import has_subject
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Deadline, DeadlineKind, RelativeTerm
from ccndocs.vi import lazy_re as re
from ccndocs.vi.verbs import opens_with_verb

_LAST = re.compile(
    r"""(?<=\s)(?P<case>sau\s+khi\s+(?P<event>[^.;:()]{5,120}?))
    \s*(?=[;)]|\.(?:\s|\W*$)|\svà\s+(?:gửi|báo\s+cáo|thông\s+báo|công\s+bố|niêm\s+yết|công\s+khai)\s|,\s+(?:để|nhằm|phục\s+vụ|bảo\s+đảm|đảm\s+bảo|đồng\s+thời|làm\s+cơ\s+sở|báo\s+cáo|gửi|trình|nộp|chậm\s+nhất|hoàn\s+thành|xong|không\s+để)\s|\W*$)""",
    FLAGS,
)
_FIRST = re.compile(
    r"^\W*(?:(?P<who>[^.;:]{3,90}?),\s+)?"
    r"(?P<case>sau\s+khi\s+(?P<event>[^.;:()]{5,120}?)),\s+(?P<order>[^\W\d].*)",
    FLAGS,
)
# "05 ngày sau khi", "trước, trong và sau khi", "không … sau khi": counted or bounded
_COUNTED = re.compile(
    r"""(?:\b(?:ngày|giờ|phút|tuần|tháng|năm|việc|ngay|và|hoặc|(?<!ứng\s)trước|trong|nhất|kể\s+cả)|,)\s*$
    |^\W*(?:không|nghiêm\s+cấm|cấm)\s""",
    FLAGS,
)
# What comes to the one ordered
_COMES = re.compile(
    rf"""(?:có|nhận\s+được)\s+(?:đủ\s+)?(?:{WORDS["comes_to_hand"]})\b
    |được\s+(?:(?-i:[A-ZĐỦ])|cấp\s|cơ\s+quan\s|các\s|phê\s+duyệt|chấp\s+thuận|thông\s+qua|giao|phân\s+bổ|bố\s+trí|cho\s+phép
      |đồng\s+ý|thống\s+nhất|ban\s+hành|thẩm\s+định|duyệt)""",
    FLAGS,
)
# What ends, for those who report on it
_ENDS = re.compile(
    r"(?:kết\s+thúc|hoàn\s+thành|tổng\s+hợp|nghiệm\s+thu|bế\s+mạc|xong)\b"
    r"|[^\W\d]+(?:\s+[^\W\d]+){1,4}\s+xong$",
    FLAGS,
)
# "Sửa chữa kênh sau khi kết thúc vụ mùa", but "nghề cho quân nhân sau khi hoàn thành
# nghĩa vụ": whose time is over tells who is meant
_WORK_ENDS = re.compile(
    r"""(?:kết\s+thúc|hoàn\s+thành|nghiệm\s+thu|bế\s+mạc|(?:tiếp\s+)?nhận\s+bàn\s+giao)\b
    (?!.*\b(?:nhiệm\s+vụ|nghĩa\s+vụ|khóa|chương\s+trình|công\s+việc|thời\s+gian|học|sắp\s+xếp|sáp\s+nhập|cấp\s+huyện)\b)""",
    FLAGS,
)
_REPORTS = re.compile(
    r"\b(?:báo\s+cáo|thông\s+báo|gửi|công\s+bố|bàn\s+giao|quyết\s+toán|thanh\s+toán|nộp|hoàn\s+trả|đưa)\b",
    FLAGS,
)
# "sau khi đã …", "sau khi Nhà nước thu hồi đất", "sau khi sáp nhập": which one it is
_WHICH = re.compile(
    rf"""\bđã\b|^nhà\s+nước\b|\b(?:{WORDS["past_events"]})\b""",
    FLAGS,
)
# "Xây dựng đề án và tổ chức thực hiện sau khi được phê duyệt": the work itself is due
_FORMULA = re.compile(
    r"được\s+(?:(?:các\s+)?cấp\s+(?:có\s+)?thẩm\s+quyền\s+|cấp\s+trên\s+)?"
    r"(?:phê\s+duyệt|chấp\s+thuận|thông\s+qua|duyệt|ban\s+hành)$",
    FLAGS,
)
_FURTHER = re.compile(r"[,;]|\bvà\b", FLAGS)
# … and what is done with things of the past, or told of it
_LASTS = re.compile(
    rf"""\b(?:(?<!trao\s)(?:{WORDS["goes_on_after"]})
    |(?<!vào\s)(?:sử\s+dụng|khai\s+thác|vận\s+hành))\b""",
    FLAGS,
)
_TOLD = re.compile(
    r"\b(?:cam\s+kết|quản\s+lý|duy\s+trì|việc\s+làm|bảo\s+vệ\s+rừng|nâng\s+hạng)\b",
    FLAGS,
)
# "Báo cáo kết quả kiểm tra sau khi …": one act, whatever it tells of
_ONE_ACT = re.compile(
    rf"\W*(?:(?:kịp\s+thời|tổ\s+chức|thực\s+hiện)\s+)?(?:{WORDS['done_once']})\b", FLAGS
)
# "Quản lý, sử dụng đất sau khi được giao": whose, as long as it is
_KEEPS = re.compile(r"\W*quản\s+lý,\s+(?:sử\s+dụng|khai\s+thác|vận\s+hành)\b", FLAGS)
# What led to the document: "Sau khi có ý kiến của Sở A, UBND tỉnh yêu cầu …"
_ASKS = re.compile(
    r"[^,;.]{0,90}?\b(?:yêu\s+cầu|đề\s+nghị|có\s+ý\s+kiến|kết\s+luận|thống\s+nhất|quyết\s+định|(?<!bàn\s)(?<!chuyển\s)giao(?!\s+(?:thông|dịch|lưu|thừa))|nhận\s+thấy|đã|sẽ)\b",
    FLAGS,
)
# … where the body is named and its verb known
_NEXT_WORDS = 24  # characters of the verb and of what is behind it
_ASKS_FOR = re.compile(
    r"\b(?:yêu\s+cầu|đề\s+nghị|có\s+ý\s+kiến|kết\s+luận|thống\s+nhất|quyết\s+định|(?<!bàn\s)(?<!chuyển\s)giao(?!\s+(?:thông|dịch|lưu|thừa))|nhận\s+thấy)\b",
    FLAGS,
)


def _comes(event: str, order: str) -> bool:
    """Whether an event sets off its order, as its words tell."""
    if _WHICH.search(event):
        return False
    if _COMES.match(event) or has_subject(event) or _OF_NATURE.match(event):
        return True
    return bool(_ENDS.match(event) and _REPORTS.search(order))


# "Cho nông dân xuống giống sau khi mặn rút": what is awaited, whatever the order
_OF_NATURE = re.compile(
    r"(?:nước|lũ|mặn|bão|mưa|triều|dịch|trời|gió|thủy\s+triều|mưa\s+bão|ngập|băng|sương)\b[^,]{0,30}?\b(?:rút|tan|tạnh|xuống|hết|lắng|lặng|ngớt|dứt|qua|ổn\s+định)\b"
    r"|(?:dứt|hết|qua)\s+(?:mùa|đợt|cơn|trận|vụ)\b",
    FLAGS,
)


# "Nghiên cứu biện pháp khôi phục sản xuất [sau khi lũ rút]": what is planned for
_PLANS = re.compile(
    r"\b(?:biện\s+pháp|phương\s+án|giải\s+pháp|kịch\s+bản|kế\s+hoạch)\b[^,.;]*$", FLAGS
)


@needs("sau khi")
def find_after(scan: Scan) -> Iterator[Found]:
    """Prose: "Sở Công Thương trình UBND tỉnh sau khi Thủ tướng phê duyệt quy hoạch"."""
    if scan.is_time_line:
        return
    for match in _LAST.finditer(scan.text):
        before = scan.before(match.start())
        whole = last_order(before)
        order = work_of(whole)
        of_nature = _OF_NATURE.match(match["event"])
        if of_nature and _PLANS.search(before):
            continue
        at_last = of_nature or is_official(match["event"]) or _ONE_ACT.match(order)
        lasts = _TOLD if at_last else _LASTS
        if lasts.search(order) or PASSIVE.search(whole) or _COUNTED.search(before):
            continue
        if _KEEPS.match(before):
            continue
        if _FORMULA.match(match["event"]) and _FURTHER.search(before):
            continue
        comes = _comes(match["event"], order) or _WORK_ENDS.match(match["event"])
        if comes and opens_order(before):
            yield _found(match)


# "Sau khi có ý kiến của Bộ A, giao Sở B tham mưu": what the one charged waits for,
# unless it is a text that has come: "Sau khi có Tờ trình số 12/TTr-SXD, giao …"
_CHARGES = re.compile(r"(?:giao|yêu\s+cầu|đề\s+nghị)\s+(?=(?-i:[A-ZĐỦ])|các\s)", FLAGS)
_HAS_COME = re.compile(r"\d|\bsố\b|\bbáo\s+cáo\b|\btại\b", FLAGS)


def _order_of(match: re.Match[str]) -> str:
    """What is ordered behind an event, without the words that charge somebody."""
    charges = _CHARGES.match(match["order"])
    if charges is None or _HAS_COME.search(match["event"]):
        return match["order"]
    return match["order"][charges.end() :]


@needs("sau khi")
def find_after_first(scan: Scan) -> Iterator[Found]:
    """Prose: "Sau khi có hướng dẫn của Bộ, Sở Y tế ban hành …": the event first."""
    match = None if scan.is_time_line else _FIRST.match(scan.text)
    if match is None or (match["who"] and not is_subject(match["who"])):
        return  # "Ban Quản lý, sau khi được giao vốn, tổ chức đấu thầu"
    order = _order_of(match)
    due = acts(order) and _comes(match["event"], order)
    due = due and not _COUNTS.search(match["event"])
    if due and not _ASKS.match(order):
        yield _found(match)
        return
    named = [] if match["who"] else [*_before_who(scan, match)]
    yield from named
    own = opens_with_verb(match["event"]) and opens_with_verb(match["order"])
    told = _WHICH.search(match["event"]) or _COUNTS.search(match["event"])
    if own and not (named or told or _ASKS.match(match["order"])):
        yield _found(match)  # "Sau khi dập tắt đám cháy, cử người canh tàn lửa"


# "Sau khi nhận hồ sơ trong thời hạn 05 ngày, Sở …": the term says when
# … "Sau khi nghe báo cáo, Chủ tịch …": what led to a conclusion
_COUNTS = re.compile(
    r"\d\s*(?:ngày|giờ|tháng)\b|^(?:đó|này|nghe|xem\s+xét|thảo\s+luận)\b", FLAGS
)


def _before_who(scan: Scan, match: re.Match[str]) -> Iterator[Found]:
    """An event of any kind before the order of somebody named.

    "Sau khi nghiệm thu, nhà thầu phải bàn giao hồ sơ"; "Sau khi rà soát, các xã gửi …".
    """
    at = match.start("event")
    comma = order_behind(scan, at)
    event = scan.text[at:comma].strip(" ,") if comma else ""
    order = scan.text[comma:].lstrip(" ,") if comma else ""
    if not event or _WHICH.search(event) or _COUNTS.search(event):
        return
    if not _ASKS_FOR.search(order[: who_end(order) + _NEXT_WORDS]):
        term = RelativeTerm(None, False, "event", event)
        span = Span(match.start("case"), at + len(event))
        value = Deadline(DeadlineKind.RELATIVE, relative=term)
        yield Found(span, value, "after", 0.8)


# "công bố kết quả ngay sau hội nghị", "gửi biên bản liền sau buổi họp"
_OCCASION = rf"(?:{WORDS['occasions']})\b"
_AT_ONCE = re.compile(
    rf"(?<=\s)(?P<case>(?:ngay|liền)\s+sau\s+(?P<event>{_OCCASION}[^.;:(),]{{0,70}}?{OF_SESSION}))"
    r"\s*(?=[.;)]|,\s+(?:để|nhằm|phục\s+vụ|bảo\s+đảm|đảm\s+bảo|gửi|báo\s+cáo|không\s+để)\s|\snếu\s|\W*$)",
    FLAGS,
)
# … or before the order: "Ngay sau hội nghị, các xã lập kế hoạch của mình"
_AT_ONCE_FIRST = re.compile(
    rf"^\W*(?P<case>(?:(?P<once>ngay|liền)\s+)?sau\s+(?P<event>{_OCCASION}[^.;:(),]{{0,70}}?{OF_SESSION})),\s+"
    r"(?P<order>[^\W\d].*)",
    FLAGS,
)


@needs("sau")
def find_at_once(scan: Scan) -> Iterator[Found]:
    """Prose: "Công bố kết quả ngay sau hội nghị" at an order's end, or before it.

    What only follows it has no length: "Sau lễ hội, các thôn tháo dỡ rạp".
    """
    if scan.is_time_line:
        return
    for match in _AT_ONCE.finditer(scan.text):
        if opens_order(scan.before(match.start())):
            yield _found(match, 0)
    first = _AT_ONCE_FIRST.match(scan.text)
    if first and acts(first["order"]) and not _ASKS.match(first["order"]):
        yield _found(first, 0 if first["once"] else None)


# "báo cáo ngay trong ngày xảy ra vụ việc": on the day of the event
_IN_ITS_DAY = re.compile(r"\W*(?P<case>trong\s+ngày)\W*", FLAGS)  # a whole cell
_ON_ITS_DAY = re.compile(
    r"(?<!\w)(?P<case>trong\s+ngày\s+(?P<event>(?!(?:hội|lễ|thi|và|của|hôm|này|đó|nay|mai|làm|nghỉ|đầu|cuối|sau)\b)[^\W\d][^.;:(),\d]{3,60}?))\s*(?=[.;)]|,\s|\W*$)",
    FLAGS,
)
_SAME_DAY = re.compile(
    r"""(?<!\w)(?P<case>(?:(?:ngay\s+)?trong\s+ngày\s+(?P<event>(?:xảy\s+ra|phát\s+hiện|phát\s+sinh|tiếp\s+nhận|nhận|diễn\s+ra|kết\s+thúc|có)\b
      [^.;:(),]{0,60}?)
    |ngay\s+trong\s+(?:ngày|buổi|phiên|giờ|đêm|ca)\s+(?P<any>(?!(?:đầu|các|những|mọi|toàn|về|cho|gửi|để)\b|cuối\b|hôm\b|mai\b|này\b|nay\b|sau\b|nghỉ\b|làm\b|thứ\b|m[ồù]ng\b)
      [^\W\d][^.;:(),\d]{1,60}?)))\s*(?=[.;)]|,\s|\W*$)""",
    FLAGS,
)


@needs("trong ngày|ngay trong")
def find_same_day(scan: Scan) -> Iterator[Found]:
    """Prose: "Thông báo cho gia đình ngay trong ngày xảy ra vụ việc"."""
    for match in () if scan.is_time_line else _SAME_DAY.finditer(scan.text):
        if opens_order(scan.before(match.start())):
            yield _found(match, 0)
    for match in _ON_ITS_DAY.finditer(scan.text):
        ordered = scan.is_time_line or opens_order(scan.before(match.start()))
        if ordered and _verb_in(match["event"]):
            yield _found(match, 0)


def _verb_in(event: str) -> bool:
    """Whether an event tells of somebody: "người bệnh ra viện", no "làm việc"."""
    words = [word.start() for word in re.finditer(r"(?<=\s)[^\W\d_]", event)]
    return not opens_with_verb(event) and any(
        opens_with_verb(event[at:]) for at in words
    )


# "Chuyển hồ sơ ngay trong ngày", "trả kết quả trong ngày": when there is what to do
_THAT_DAY = re.compile(
    r"(?<!\w)(?:(?<=trả\skết\squả\s)trong\s+ngày|ngay\s+trong\s+(?:ngày(?P<working>\s+làm\s+việc)?|buổi|giờ|đêm|ca)"
    r"|(?:(?:ngay|trong|vào|cuối|chậm\s+nhất|trước\s+\d{1,2}\s*giờ)\s+){1,3}(?:\d{1,2}\s*(?:giờ|h)(?:\s*\d\d)?\s+)?(?:(?:đầu\s+giờ\s+|cuối\s+)?(?:sáng|trưa|chiều|tối)\s+)?cùng\s+ngày)"
    r"(?=\s*(?:[.;)]|,\s|$)|\s(?:về|cho|để|đối\s+với)\s)",
    FLAGS,
)


@needs("trong ngày|ngay trong|cùng ngày")
def find_that_day(scan: Scan) -> Iterator[Found]:
    """Prose: "Nhập ca bệnh lên phần mềm ngay trong ngày"."""
    whole = _IN_ITS_DAY.fullmatch(scan.text) if scan.is_time_line else None
    if whole:
        term = RelativeTerm(0, False, "event", None)
        value = Deadline(DeadlineKind.RELATIVE, relative=term)
        yield Found(
            Span(*whole.span("case")), value, "same_day", 0.8, ("anchor_unknown",)
        )
    for match in _THAT_DAY.finditer(scan.text):
        if scan.is_time_line or opens_order(scan.before(match.start())):
            term = RelativeTerm(0, match["working"] is not None, "event", None)
            value = Deadline(DeadlineKind.RELATIVE, relative=term)
            span = Span(*match.span())
            yield Found(span, value, "same_day", 0.8, ("anchor_unknown",))


# "Hết thời hạn niêm yết, tổng hợp ý kiến": what is over, and what is then due
_OVER = re.compile(
    r"""^\W*(?P<case>(?:hết\s+(?:thời\s+)?(?:hạn|gian)|kết\s+thúc)\s+(?!mỗi\b|từng\b)(?P<event>[^.;:,()\d]{3,80}?)),\s+
    (?P<order>[^\W\d].*)""",
    FLAGS,
)


@needs("hết|kết thúc")
def find_over(scan: Scan) -> Iterator[Found]:
    """Prose: "Kết thúc đợt kiểm tra, đoàn lập báo cáo", "Hết hạn niêm yết, …"."""
    match = None if scan.is_time_line else _OVER.match(scan.text)
    if match is None or _ASKS.match(match["order"]) or not acts(match["order"]):
        return
    term = RelativeTerm(None, False, "event", match["case"].strip())
    value = Deadline(DeadlineKind.RELATIVE, relative=term)
    yield Found(Span(*match.span("case")), value, "after", 0.8)


# "nộp lại chìa khóa muộn nhất sáng hôm sau", "báo cáo vào ngày làm việc kế tiếp"
_NEXT_DAY = re.compile(
    r"""(?<!\w)(?:(?:ngay|trong|vào|(?:chậm|muộn)\s+nhất|trước)(?:\s+(?:là|vào|trong|ngay|\d{1,2}\s*(?:giờ|h)(?:\s*\d\d)?)){0,2}\s+)
    (?:(?:ngày|sáng|trưa|chiều|tối|buổi\s+\w+)\s+)?(?:hôm\s+sau|ngày\s+hôm\s+sau
      |(?:ngày\s+)?(?P<working>làm\s+việc)\s+(?:tiếp\s+theo|kế\s+tiếp|liền\s+kề|sau\s+đó))
    (?P<event>\s+(?:của\s+|sau\s+)?ngày\s+[^.;:(),\d]{3,60}?)?(?=\s*(?:[.;)]|,\s|nếu\s|$))""",
    FLAGS,
)


_EVERY_DAY = re.compile(r"\b(?:hằng|hàng|mỗi)\s+ngày\b", FLAGS)


@needs("hôm sau|làm việc")
def find_next_day(scan: Scan) -> Iterator[Found]:
    """Prose: "Gửi kết quả muộn nhất là sáng hôm sau": one day from what it follows."""
    for match in _NEXT_DAY.finditer(scan.text):
        before = scan.before(match.start())
        if _EVERY_DAY.search(before):
            continue  # "hằng ngày (trước 9 giờ sáng hôm sau)"
        if scan.is_time_line or acts(before):
            event = (match["event"] or "").strip() or None
            term = RelativeTerm(1, match["working"] is not None, "event", event)
            value = Deadline(DeadlineKind.RELATIVE, relative=term)
            flags = () if event else ("anchor_unknown",)
            yield Found(Span(*match.span()), value, "next_day", 0.8, flags)


def _found(match: re.Match[str], days: int | None = None) -> Found:
    name = "event" if match["event"] else "any"
    event = match[name].strip(" ,")
    anchor = "issued_on" if ISSUED.match(event) else "event"
    term = RelativeTerm(days, False, anchor, event)
    start = match.start("case")
    stop = match.start(name) + len(event)
    value = Deadline(DeadlineKind.RELATIVE, relative=term)
    return Found(Span(start, stop), value, "after", 0.8)


RULES = (
    find_after,
    find_after_first,
    find_at_once,
    find_same_day,
    find_that_day,
    find_over,
    find_next_day,
)
