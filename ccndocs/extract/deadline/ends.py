"""Times told by their ends: "khởi công 10/4/2026, xong 20/12/2026".

And what has no end of its own: "xuyên suốt cả năm", "phiên họp hằng tháng", and a term
that is counted behind its event, "kết thúc kiểm tra thì 15 ngày sau".
"""

from __future__ import annotations

from collections.abc import Iterator

from ccndocs.extract.deadline.length import COUNT, UNIT, length_of
from ccndocs.extract.deadline.order import (
    ENDS_CLAUSE,
    acts,
    has_order,
    is_subject,
    opens_order,
)
from ccndocs.extract.deadline.scan import (
    FLAGS,
    WORDS,
    Found,
    Scan,
    by,
    dated,
    dated_stretch,
    needs,
    period,
    recurring,
)
from ccndocs.extract.deadline.told import stands
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Deadline, DeadlineKind, RelativeTerm
from ccndocs.vi import lazy_re as re
from ccndocs.vi.dates import Stretch, stretch_at
from ccndocs.vi.moments import Moment, Unit, moment_at

_ON = r"(?:\s+(?:trong|vào|từ|trước|lúc))?\s+(?=ngày\s|\d|tháng\s|qu[ýí]\s|năm\s)"
_BEGINS = re.compile(
    rf"(?<!\w)(?:khởi\s+công|bắt\s+đầu|khai\s+mạc|khai\s+giảng|khởi\s+động|mở){_ON}",
    FLAGS,
)
_ENDS = re.compile(
    rf"""\s*[,;–-]?\s*(?:và\s+)?(?:dự\s+kiến\s+)?(?:làm\s+|thi\s+công\s+)?
    (?:xong|hoàn\s+thành|kết\s+thúc|bế\s+mạc|bế\s+giảng|tổng\s+kết|bàn\s+giao|đóng){_ON}""",
    FLAGS,
)


def _adds(words: str, before: str) -> bool:
    """Whether "…, bắt đầu từ quý II" adds to an order that stands before it."""
    if not words.lower().startswith("bắt"):
        return False
    return before.rstrip().endswith((",", "(", ":")) and opens_order(before)


@needs("khởi|bắt đầu|khai|mở", "xong|hoàn|kết|bế|tổng|bàn|đóng", digit=True)
def find_both_ends(scan: Scan) -> Iterator[Found]:
    """Reads "Khởi công 10/4/2026, xong 20/12/2026"; prose: "bắt đầu quý I, xong …"."""
    for match in _BEGINS.finditer(scan.text):
        if not scan.is_time_line and not _adds(match[0], scan.before(match.start())):
            continue
        first = moment_at(scan.text, match.end(), bare=True)
        link = _ENDS.match(scan.text, first.span.stop) if first else None
        last = moment_at(scan.text, link.end(), bare=True) if link else None
        if first is None or last is None:
            continue
        span = Span(match.start(), last.span.stop)
        last, flags = dated(scan, last)
        if first.year is None and last.year is not None:
            first = first.in_year(last.year)
        if first.year and last.year and first.first() <= last.last():
            value = period(Stretch(span, first, last))
            yield Found(span, value, "both_ends", flags=flags)


def _by_its_end(scan: Scan, start: int, stretch: Stretch, rule: str) -> Iterator[Found]:
    """What is due by a stretch's last day, itself in time; a past one is none."""
    stretch, flags = dated_stretch(scan, stretch)
    if stretch.last.year is None or scan.is_past(stretch.last.last()):
        return
    span = Span(start, stretch.span.stop)
    yield Found(span, by(stretch.last, exclusive=False), rule, flags=flags)


# "trước khi hết quý II/2026", "trước khi kết thúc năm 2026"
_BEFORE_END = re.compile(
    r"(?<!\w)trước\s+khi\s+(?:hết|kết\s+thúc)\s+(?=qu[ýí]\s|tháng\s|năm\s|ngày\s)",
    FLAGS,
)


@needs("trước khi")
def find_before_end(scan: Scan) -> Iterator[Found]:
    """Reads "trước khi hết quý II/2026": its last day is still in time."""
    for match in _BEFORE_END.finditer(scan.text):
        stretch = stretch_at(scan.text, match.end())
        ordered = scan.is_time_line or has_order(scan.before(match.start()))
        if stretch is None or not ordered:
            continue
        yield from _by_its_end(scan, match.start(), stretch, "before_end")


# "từ nay đến cuối năm 2026", "chậm nhất vào cuối quý II/2026": its last day
_TO_END = re.compile(
    r"""(?<!\w)(?:(?:từ\s+nay\s+(?:cho\s+)?(?:đến|tới)|trước|(?:chậm|muộn)\s+nhất(?:\s+(?:là|vào|đến))?|hạn\s+chót(?:\s+là)?|^\W*(?:đến|tới))
    \s+cuối|(?P<at>(?:(?:vào|trong)\s+)?cuối))\s+(?=qu[ýí]\s|tháng\s|năm\s)""",
    FLAGS,
)
# "lát vỉa hè, hoàn thành cuối năm 2026", no "sơ kết cuối năm 2026"
_GETS_DONE = re.compile(
    r"\b(?:hoàn\s+thành|hoàn\s+tất|kết\s+thúc|xong|khánh\s+thành|bàn\s+giao|thông\s+xe)\b[^,;.\d]{0,80}$",
    FLAGS,
)


def _is_due_at_end(scan: Scan, start: int, stop: int) -> bool:
    """Whether an order is to be done with by "cuối năm 2026", no goal or story."""
    before = scan.before(start)
    done = _GETS_DONE.search(before)
    if scan.is_time_line:
        return not before.strip(" -+(") or done is not None
    if done is None or not stands(scan, start):
        return False
    words = before[: done.start()].strip(" -+")
    if words and not (is_subject(words) or words.endswith((",", "(", " và"))):
        return False  # "rà soát các dự án hoàn thành cuối năm 2026"
    told = words and not (is_subject(words) or has_order(words))
    return not told and ENDS_CLAUSE.match(scan.text, stop) is not None


@needs("cuối", "quý|quí|tháng|năm")
def find_to_end(scan: Scan) -> Iterator[Found]:
    """Reads "Từ nay đến cuối năm 2026, tập trung rà soát …"."""
    for match in _TO_END.finditer(scan.text):
        stretch = stretch_at(scan.text, match.end())
        if stretch is None:
            continue
        before = scan.before(match.start())
        rest = scan.after(stretch.span.stop).lstrip(" ,")
        if match["at"]:
            ordered = _is_due_at_end(scan, match.start(), stretch.span.stop)
        else:
            ordered = scan.is_time_line or has_order(before) or opens_order(rest)
        if ordered:
            yield from _by_its_end(scan, match.start(), stretch, "to_end")


# "Từ nay đến cuối năm, rà soát …": the year of the document
_YEAR_END = re.compile(
    r"(?<!\w)từ\s+nay\s+(?:cho\s+)?(?:đến|tới)\s+(?:hết|cuối)\s+năm(?:\s+nay)?\b(?!\s*(?:\d|học|tài))",
    FLAGS,
)


@needs("từ nay")
def find_year_end(scan: Scan) -> Iterator[Found]:
    """Reads "Từ nay đến cuối năm, …": by the last day of the document's own year."""
    for match in _YEAR_END.finditer(scan.text):
        before = scan.before(match.start())
        rest = scan.after(match.end()).lstrip(" ,")
        each = rest.startswith("mỗi ") and acts(rest)
        ordered = scan.is_time_line or has_order(before) or opens_order(rest) or each
        if scan.issued_on is None or not ordered:
            continue
        span = Span(*match.span())
        value = by(Moment(span, Unit.YEAR, scan.issued_on.year), exclusive=False)
        yield Found(span, value, "year_end", 0.9, ("year_inherited",))


_ALL_ALONG = re.compile(
    r"""^\W*(?:trong\s+(?:quá\s+trình|thời\s+gian(?=\s+(?:diễn\s+ra|tổ\s+chức|thực\s+hiện|triển\s+khai|thi\s+công|xây\s+dựng|vận\s+hành|nghỉ|có\s)))\s|(?:trong\s+)?(?:xuyên\s+)?suốt\s+(?:cả\s+|quá\s+trình|thời\s+gian|thời\s+kỳ|vụ|mùa
    |đợt|giai\s+đoạn|kỳ|dịp|khóa|hội|buổi|năm\s*(?!\d)|(?:một|hai|ba|bốn|năm|các|những)\s+(?:ngày|đêm|buổi))|(?:cả\s+)?(?:ngày\s+lẫn\s+đêm|ngày\s+đêm)|quanh\s+năm|cả\s+năm\s*(?!\d|20)|hằng\s+ngày\s+và\s+thường\s+xuyên|xuyên\s+suốt\W*$)""",
    FLAGS,
)


_WHOLE_YEAR = re.compile(
    r"\W*(?P<year>(?:trong\s+)?cả\s+năm|trong\s+năm|(?:trong\s+)?năm\s+nay)\W*", FLAGS
)
_AUTUMN = 10  # plans of October to December are the next year's


# "24/24 giờ, từ khi in sao đến khi thi xong", "Trực 24/7"
_ROUND_THE_CLOCK = re.compile(
    r"\W*(?:trực\s+)?24\s*/\s*(?:24|7)(?:\s*(?:giờ|h))?\b\D*$", FLAGS
)


def _is_round_the_clock(scan: Scan) -> bool:
    """Whether a time line says "24/7": in a document of early summer that is a day."""
    if not _ROUND_THE_CLOCK.match(scan.text):
        return False
    soon = scan.issued_on is not None and scan.issued_on.month in (5, 6, 7)
    return not (soon and scan.text.strip(" .;") == "24/7")


@needs(
    "suốt|quanh|ngày lẫn đêm|ngày đêm|cả năm|trong năm|năm nay|trong quá trình|"
    "trong thời gian|24/"
)
def find_all_along(scan: Scan) -> Iterator[Found]:
    """Time lines: "Xuyên suốt cả năm"; "Trong suốt quá trình thực hiện".

    A bare "Cả năm" is the year that a plan is for: of one of autumn the next.
    """
    if scan.is_time_line and _is_round_the_clock(scan):
        span = Span(0, len(scan.text.rstrip(" .;")))
        yield Found(span, Deadline(DeadlineKind.ONGOING), "all_along")
        return
    whole = _WHOLE_YEAR.fullmatch(scan.text) if scan.is_time_line else None
    issued = scan.issued_on
    if whole and issued is not None:
        span = Span(*whole.span("year"))
        year = Moment(span, Unit.YEAR, issued.year + (issued.month >= _AUTUMN))
        value = period(Stretch(span, year, year))
        yield Found(span, value, "whole_year", 0.9, ("year_inherited",))
        return
    if not scan.is_time_line or any(c.isdigit() for c in scan.text):
        return
    match = _ALL_ALONG.match(scan.text)
    if match:
        span = Span(match.start(), len(scan.text.rstrip(" .;")))
        yield Found(span, Deadline(DeadlineKind.ONGOING), "all_along")


# "bố trí người trực trong suốt thời gian họp chợ", "đủ nước trong mọi thời điểm"
_WHILE = re.compile(
    r"""(?<!\w)(?<!xuyên\s)(?:trong\s+)?suốt\s+(?:cả\s+|toàn\s+bộ\s+)?(?:(?P<process>quá\s+trình)|thời\s+gian|thời\s+hạn|nhiệm\s+kỳ|thời\s+kỳ|vụ|mùa|đợt|kỳ|dịp|chuyến|buổi|phiên|lễ|đại\s+hội|ca)\b
    [^.;:(),\d]{0,110}?(?=\s*(?:[.;)]|,\s|$))
    |(?<!\w)(?:trong|tại|ở|vào)\s+mọi\s+(?:thời\s+điểm|lúc)\b
    |(?<=\s)24\s*/\s*(?:24|7)(?:\s*(?:giờ|h))?\s+(?:trong\s+)(?:thời\s+gian|mùa|đợt|kỳ|dịp)\b[^.;:(),\d]{0,110}?(?=\s*(?:[.;)]|,\s|$))
    |(?<=\s)liên\s+tục\s+(?:trong\s+)?(?:cả|suốt|toàn)\s+(?:mùa|vụ|đợt|kỳ|dịp|thời\s+gian|năm)\b(?:\s+[^\W\d]+){0,4}?(?=\s*(?:[.;)]|,\s|$))
    |(?<=\s)(?:quanh\s+năm|xuyên\s+suốt\s+(?:trong\s+)?(?:cả\s+)?năm)(?=\s*(?:[.;)]|,\s|$))""",
    FLAGS,
)
# What was so, what must not be, and whose duty lasts: no work goes on.
_NO_WORK = re.compile(
    r"""^\W*(?:không|nghiêm\s+cấm|cấm)\s|\b(?:đã|sẽ|đang|từng)\b[^,;]*$
    |\b(?:trách\s+nhiệm|nhận\s+thức|ý\s+thức|vai\s+trò|tối\s+đa|không\s+quá)\b[^,;]*$""",
    FLAGS,
)


# "bảo đảm chất lượng trong suốt quá trình vận chuyển": how well, not when
_KEEPS_UP = re.compile(
    r"""\b(?:bảo\s+đảm|đảm\s+bảo|quản\s+lý|kiểm\s+soát|chất\s+lượng|điều\s+kiện|tiêu\s+chuẩn|(?<!về\s)an\s+toàn|tính|hỗ\s+trợ|đồng\s+hành)\b
    [^;]*$""",
    FLAGS,
)


@needs("suốt|mọi|quanh|liên tục|24")
def find_while(scan: Scan) -> Iterator[Found]:
    """Prose: "Trực cấp cứu trong suốt thời gian diễn ra lễ hội" at an order's end."""
    if scan.is_time_line:
        return
    for match in _WHILE.finditer(scan.text):
        before = scan.before(match.start())
        keeps = match["process"] and _KEEPS_UP.search(before)
        opens = (
            match[0][0].isupper()
            and not before.strip(" -+")
            and opens_order(scan.after(match.end()).lstrip(" ,"))
        )
        ordered = opens_order(before) and not (keeps or _NO_WORK.search(before))
        if opens or ordered:
            span = Span(*match.span())
            yield Found(span, Deadline(DeadlineKind.ONGOING), "all_along", 0.85)


_EVERY = {
    "ngày": "FREQ=DAILY",
    "tuần": "FREQ=WEEKLY",
    "tháng": "FREQ=MONTHLY",
    "quý": "FREQ=MONTHLY;INTERVAL=3",
    "năm": "FREQ=YEARLY",
}
# "báo cáo tại phiên họp thường kỳ hằng tháng", "tại giao ban hằng tuần"
_AT_SESSION = re.compile(
    r"""(?<!\w)(?:vào|tại|trong)\s+(?:các\s+)?(?:(?:phiên|cuộc|kỳ|buổi|giờ|tiết|hội\s+nghị)\s+
    (?:họp|giao\s+ban|sinh\s+hoạt|chào\s+cờ)?|giao\s+ban)\b(?:\s+(?!hằng|hàng|mỗi|thứ\s)[^\W\d]+){0,6}?\s+
    (?:hằng|hàng|mỗi)\s+(?P<unit>ngày|tuần|tháng|quý|năm)\b""",
    FLAGS,
)


# "trước mùa mưa hằng năm", "sau vụ đông xuân hằng năm"
_OF_SEASON = re.compile(
    r"""(?:(?<!\w)(?:trước|sau|vào|đầu|cuối|nhân)(?:\s+(?:đầu|cuối|giữa))?\s+|^\W*(?:trong\s+)?)(?:mùa|vụ|dịp|năm\s+học|hè|(?<=nhân\s)(?:ngày|lễ|tháng|tuần\s+lễ))(?:,?\s+[^\W\d]+){0,6}?\s+
    (?:hằng|hàng|mỗi)\s+(?P<unit>năm)\b""",
    FLAGS,
)


@needs("hằng|hàng|mỗi", "họp|giao ban|chào cờ|sinh hoạt|mùa|vụ|dịp|năm học|hè|nhân")
def find_at_session(scan: Scan) -> Iterator[Found]:
    """Reads "vào phiên họp thường kỳ hằng tháng", "trước mùa mưa hằng năm"."""
    for match in (*_AT_SESSION.finditer(scan.text), *_OF_SEASON.finditer(scan.text)):
        before = scan.before(match.start()).strip(" -+,")
        rest = scan.after(match.end()).lstrip(" ,")
        ordered = has_order(before) if before else opens_order(rest)
        if scan.is_time_line or ordered:
            value = recurring(_EVERY[match["unit"].lower()])
            yield Found(Span(*match.span()), value, "at_session")


_COUNT = rf"(?P<count>{COUNT})\s+(?P<unit>{UNIT})"
_COUNT2 = _COUNT.replace("count", "count2").replace("unit", "unit2")
# "kết thúc kiểm tra thì 15 ngày sau phải có thông báo"
_THEN = re.compile(
    rf"""(?:^|(?<=[;,.]))\s*(?P<event>(?:kết\s+thúc|xong|hết|hoàn\s+thành|nghiệm\s+thu|nhận)\s+[^.;,:]{{3,60}}?)
    ,?\s+(?:thì\s+)?(?:chậm\s+nhất\s+)?(?:sau\s+{_COUNT}|{_COUNT2}\s+sau)\b
    (?!\s*\d)(?=\s*,?\s*(?:phải|có|gửi|nộp|báo|công|trình|tổng|\w+\s+\w+\s+phải))""",
    FLAGS,
)
# "Sau mỗi đợt tuần tra 02 ngày, đội trưởng nộp nhật ký"
_AFTER_EACH = re.compile(
    rf"""^\W*sau\s+(?P<event>(?:mỗi|từng|khi)\s+[^\W\d]+(?:\s+[^\W\d]+){{0,5}}?)\s+
    (?:(?:chậm\s+nhất|tối\s+đa)\s+)?{_COUNT}(?:\s+làm\s+việc)?\s*,
    |^\W*sau\s+(?P<each>(?:mỗi|từng)\s+[^\W\d]+(?:\s+[^\W\d]+){{0,5}}?),\s+
    (?:chậm\s+nhất|tối\s+đa|không\s+quá|trong(?:\s+vòng)?)\s+{_COUNT2}\s*(?:,|(?=phải\s|cần\s))""",
    FLAGS,
)


# "sơ kết sau 6 tháng thực hiện", "gửi tài liệu trước 02 ngày diễn ra hội nghị"
_OF_WORK = tuple(
    re.compile(
        rf"""(?<!\w)(?P<side>{side})\s+(?P<count>{COUNT})\s+(?P<unit>{UNIT})\s+
        (?P<event>(?:{WORDS[acts]})\b(?:\s+[^\W\d]+){{0,6}}?)(?=\s*(?:[,.;)]|$))""",
        FLAGS,
    )
    for side, acts in (("sau", "counted_from_acts"), ("trước", "counted_to_acts"))
)
# "đánh giá kết quả sau 05 năm thực hiện Nghị quyết": what is looked back on
_LOOKS_BACK = re.compile(
    r"\b(?:kết\s+quả|hiệu\s+quả|tình\s+hình|hạn\s+chế|bài\s+học)\b[^,;]*$", FLAGS
)


@needs("sau|trước", "tháng|năm|ngày|hôm|tuần|giờ|tiếng|phút")
def find_after_work(scan: Scan) -> Iterator[Found]:
    """Reads "sơ kết sau 6 tháng thực hiện": counted from when the work began."""
    for match in (hit for words in _OF_WORK for hit in words.finditer(scan.text)):
        before = scan.before(match.start())
        rest = scan.after(match.end()).lstrip(" ,")
        if not (has_order(before) if before.strip(" -+") else opens_order(rest)):
            continue
        if match["unit"].lower() == "năm" and _LOOKS_BACK.search(before):
            continue
        sign = 1 if match["side"].lower() == "sau" else -1
        length = length_of(match["count"], match["unit"]).signed(sign)
        term = RelativeTerm(
            length.days, length.working, "event", match["event"], length.months
        )
        value = Deadline(DeadlineKind.RELATIVE, relative=term)
        yield Found(Span(*match.span()), value, "after_work", 0.9)


@needs("sau", "ngày|tuần|tháng")
def find_counted_behind(scan: Scan) -> Iterator[Found]:
    """Prose: a term whose event stands before it, and what is due after it."""
    if scan.is_time_line:
        return
    for pattern in (_THEN, _AFTER_EACH):
        for match in pattern.finditer(scan.text):
            named = match.groupdict()
            count = named["count"] or named.get("count2") or ""
            unit = named["unit"] or named.get("unit2") or ""
            days, months, working = length_of(count, unit)
            event = (match["event"] or named["each"]).removeprefix("khi ")
            term = RelativeTerm(days, working, "event", event, months)
            start = match.start("event") if pattern is _THEN else match.start()
            value = Deadline(DeadlineKind.RELATIVE, relative=term)
            stop = match.start() + len(match[0].rstrip(" ,"))
            yield Found(Span(start, stop), value, "counted_behind", 0.9)


RULES = (
    find_both_ends,
    find_before_end,
    find_to_end,
    find_year_end,
    find_all_along,
    find_while,
    find_at_session,
    find_after_work,
    find_counted_behind,
)
