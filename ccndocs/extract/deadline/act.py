"""Days and months right behind the act that is due, and days that open an order.

"…; trình tháng 12/2026", "…, báo cáo ngày 20/3/2026", "Ngày 20/3/2026 nộp hồ sơ".
"""

from __future__ import annotations

from collections.abc import Iterator

from ccndocs.extract.deadline.order import (
    ENDS_CLAUSE,
    GOAL,
    ORDER,
    acts,
    acts_at,
    has_order,
    opens_order,
    subject_end,
)
from ccndocs.extract.deadline.scan import (
    FLAGS,
    WORDS,
    Found,
    Scan,
    by,
    dated_stretch,
    needs,
)
from ccndocs.extract.deadline.stretch import OFF_DUTY, stretch_value
from ccndocs.types.geometry import Span
from ccndocs.vi import lazy_re as re
from ccndocs.vi.dates import Stretch, stretch_at
from ccndocs.vi.moments import Unit

# what is handed in or done with on a day, at the head of its clause
_ACT = re.compile(
    rf"""(?:[,;]\s+(?:và\s+)?|\bvà\s+|^\W*|(?<=\s)(?<!việc\s)(?<!trình\s)(?<!tờ\s)(?<!văn\s)(?<!bản\s)(?<!đơn\s)(?<!thư\s)(?<!\sđã\s)(?=(?:gửi|nộp|trình)\s))(?:{WORDS["done_on_a_day"]})
    (?P<object>(?:\s+(?!trong\b|từ\b|trước\b|đến\b|của\b|tại\b|theo\b|số\b|kế\b|công\b)[^\W\d]+){{0,6}}?)\s+
    (?=ngày\s+\d|tháng\s+\d|qu[ýí]\s|\d{{1,2}}/\d{{1,2}}(?:/20\d\d)?(?![\d/%]))""",
    FLAGS,
)
# "gửi báo cáo quý I/2026", "trình Chương trình công tác tháng 4/2026": what it is of
_IS_OF = re.compile(
    rf"\b(?:{WORDS['papers_of_a_time']})\s*$",
    FLAGS,
)
_LABEL = re.compile(r"[^:;.]{2,90}:\s*")
_TELLS = re.compile(r"\b(?:đã|đang|sẽ|theo|căn\s+cứ|tại)\b[^,;]*$", FLAGS)
# "rà soát hồ sơ do các xã gửi ngày 15/4", "số đơn mà dân nộp ngày 2/5": which ones
_WHICH = re.compile(r"\S\s(?:do|mà|được|bị)\s[^,;]*$", FLAGS)


def _to_come(scan: Scan, stretch: Stretch) -> bool:
    last = stretch.last
    if last.year is None or scan.issued_on is None:
        return False
    return last.last() > scan.issued_on


@needs("ngày|tháng|quý|quí", digit=True)
def find_act(scan: Scan) -> Iterator[Found]:
    """Prose: "thẩm định phương án; trình tháng 12/2026" at the end of a clause."""
    if scan.is_time_line:
        return
    for match in _ACT.finditer(scan.text):
        stretch = stretch_at(scan.text, match.end())
        act = scan.text[match.start() : match.end()]
        if stretch is None:
            continue
        if stretch.last.year is None and stretch.last.unit is not Unit.DAY:
            continue
        stretch, flags = dated_stretch(scan, stretch)
        if match["object"] and _IS_OF.search(act):
            continue
        if stretch.last.unit is not Unit.DAY and act.strip(" ,;").endswith("báo cáo"):
            continue  # "gửi báo cáo tháng 4/2026"
        ends = ENDS_CLAUSE.match(scan.text, stretch.span.stop)
        if not (ends and _to_come(scan, stretch)):
            continue
        left = scan.left(match.start(), 120)
        if _TELLS.search(left) or (act[0].isalpha() and _WHICH.search(left)):
            continue
        label = _LABEL.match(scan.text)
        if opens_order(scan.text[label.end() if label else 0 :]):
            value, span = stretch_value(scan, stretch)
            yield Found(span, value, "act", 0.9, flags)


_OPENING_DAY = re.compile(
    r"""^\W*(?:(?:(?:vào|lúc|hồi|đúng)\s+){0,2}(?=\d{1,2}\s*(?:giờ|h)(?:\s*\d\d)?(?:\s*phút)?,?\s+(?:(?:sáng|chiều|tối)\s+)?ngày\s+\d)
    |(?:vào\s+)?(?:buổi\s+)?(?:sáng|trưa|chiều|tối)\s+(?=(?:ngày\s+)?\d)|vào\s+(?=ngày\s+\d)|(?=ngày\s+\d))""",
    FLAGS,
)
_DONE = re.compile(r"\b(?:đã|sẽ|đang)\b", FLAGS)


def _is_told(order: str) -> bool:
    """Whether the verb of a clause tells: "Sở Y tế [sẽ] kiểm tra các cơ sở".

    Not what a later verb does: "nộp hồ sơ mà các xã đã lập".
    """
    return _DONE.search(order, 0, subject_end(order)) is not None


_ON_THE_DAY = re.compile(r"\W*vào\s+ngày\b", FLAGS)
_MUST = re.compile(r"^(?:phải|cần)\s+", FLAGS)


@needs("ngày|sáng|trưa|chiều|tối", digit=True)
def find_opening_day(scan: Scan) -> Iterator[Found]:
    """Prose: "Ngày 20/3/2026, nộp hồ sơ …": a day to come and its order."""
    match = None if scan.is_time_line else _OPENING_DAY.match(scan.text)
    stretch = stretch_at(scan.text, match.end(), bare=True) if match else None
    if stretch is None or stretch.last.unit is not Unit.DAY:
        return
    rest = _MUST.sub("", scan.after(stretch.span.stop).lstrip(" ,:"))
    stretch, flags = dated_stretch(scan, stretch)
    at_start = _ON_THE_DAY.match(scan.text) and opens_order(rest)
    ordered = ORDER.match(rest) or acts_at(rest, 0) or at_start
    if not ordered or _is_told(rest) or not _to_come(scan, stretch):
        return
    value, span = stretch_value(scan, stretch)
    yield Found(span, value, "opening_day", 0.9, flags)


# "Đến ngày 30/6/2026 phải bàn giao xong …", "Đến hết tháng 9, hoàn thành …"
_UNTIL_DAY = re.compile(
    r"(?:^|[;.]\s)\W*(?P<case>(?:đến|tới)\s+(?:hết\s+)?)(?=ngày\s+\d|\d{1,2}/\d|tháng\s+\d|qu[ýí]\s)",
    FLAGS,
)
_OVER_BY = re.compile(
    r"\s*,?\s*(?:phải|cần)\s|\s*,?\s*(?:cơ\s+bản\s+)?(?:hoàn\s+thành|hoàn\s+tất|kết\s+thúc)\s",
    FLAGS,
)


@needs("đến|tới", digit=True)
def find_until_opening(scan: Scan) -> Iterator[Found]:
    """Prose: "Đến ngày 30/6/2026 phải bàn giao xong …": work that a day closes."""
    for match in () if scan.is_time_line else _UNTIL_DAY.finditer(scan.text):
        stretch = stretch_at(scan.text, match.end(), bare=True)
        if stretch is None or stretch.first is not stretch.last:
            continue
        duty = _OVER_BY.match(scan.text, stretch.span.stop)
        stretch, flags = dated_stretch(scan, stretch)
        rest = scan.after(stretch.span.stop)
        told = _DONE.search(rest) or GOAL.search(rest)
        if not duty or told or not _to_come(scan, stretch):
            continue
        if acts(_MUST.sub("", rest.lstrip(" ,"))):
            span = Span(match.start("case"), stretch.span.stop)
            value = by(stretch.last, exclusive=False)
            yield Found(span, value, "until_opening", 0.9, flags)


# "Từ ngày 15/3 đến hết ngày 30/3/2026, …", "Từ tháng 4 đến tháng 6/2026, …"
_OPENING_RANGE = re.compile(r"^\W*từ\s+(?=ngày\s+\d|tháng\s+\d|\d)", FLAGS)


@needs("từ", digit=True)
def find_opening_range(scan: Scan) -> Iterator[Found]:
    """Prose: "Từ ngày 15/3/2026 đến ngày 30/3/2026, Sở Y tế kiểm tra …": its order."""
    match = None if scan.is_time_line else _OPENING_RANGE.match(scan.text)
    stretch = stretch_at(scan.text, match.end()) if match else None
    if match is None or stretch is None or stretch.first is stretch.last:
        return
    rest = scan.after(stretch.span.stop)
    if not re.match(r"\s*[,:]", rest):
        return
    rest = rest.lstrip(" ,:")
    if not opens_order(rest) or _is_told(rest):
        return
    stretch, flags = dated_stretch(scan, stretch)
    if stretch.last.year is None or scan.is_past(stretch.last.last()):
        return
    value, span = stretch_value(scan, stretch)
    yield Found(Span(match.start(), span.stop), value, "opening_range", 0.9, flags)


# "khánh thành đúng dịp Quốc khánh 02/9/2026", "hoàn thành vào dịp lễ 30/4"
_OCCASION = re.compile(
    r"""(?<!\w)đúng\s+(?=ngày\s+\d{1,2}\s*/)|(?<!\w)(?:(?:đúng|vào|ngay|nhân)\s+(?:đúng\s+)?|(?<=khởi\scông\s)|(?<=khánh\sthành\s)|(?<=thông\sxe\s)|(?<=sử\sdụng\s)|(?<=bàn\sgiao\s)|(?<=hoàn\sthành\s)|(?<=khai\strương\s))dịp\s+(?:(?:lễ|Quốc\s+khánh|kỷ\s+niệm|Ngày|ngày)\s+){0,3}
    (?=(?:ngày\s+)?\d{1,2}\s*/)""",
    FLAGS,
)


_EVERY_YEAR = re.compile(r"\b(?:mỗi|hằng|hàng)\s+năm\b", FLAGS)


@needs("dịp|đúng ngày", digit=True)
def find_occasion(scan: Scan) -> Iterator[Found]:
    """Reads "Khánh thành nhà văn hóa đúng dịp Quốc khánh 02/9/2026"."""
    for match in _OCCASION.finditer(scan.text):
        stretch = stretch_at(scan.text, match.end(), bare=True)
        ordered = scan.is_time_line or has_order(scan.before(match.start()))
        if stretch is None or stretch.last.unit is not Unit.DAY or not ordered:
            continue
        yearly = _EVERY_YEAR.search(scan.before(match.start()))
        if yearly or not ENDS_CLAUSE.match(scan.text, stretch.span.stop):
            continue
        stretch, flags = dated_stretch(scan, stretch)
        if stretch.last.year is None or scan.is_past(stretch.last.last()):
            continue
        span = Span(match.start(), stretch.span.stop)
        yield Found(span, by(stretch.last, exclusive=False), "occasion", 0.9, flags)


# "tổ chức sơ tuyển ngày 17 và 18/11", "… hai ngày 25 và 26/4/2026"
_DAYS = re.compile(
    r"""(?<!\w)(?:(?:(?:trong|vào)\s+)?(?:hai|ba|0?[23]|các)\s+)?ngày(?:\s+(?:cuối\s+tuần|nghỉ)\s*,?)?\s+(?=\d{1,2}(?:\s*,\s*\d{1,2})*\s*(?:và|,)\s*\d{1,2}\s*/)""",
    FLAGS,
)


_AT_PLACE = re.compile(r"\s*,?\s+(?:tại|ở)\s", FLAGS)


@needs("ngày", "và|,", digit=True)
def find_days(scan: Scan) -> Iterator[Found]:
    """Reads "Tổ chức hội thi hai ngày 25 và 26/4/2026" at the end of its order."""
    if scan.is_time_line:
        return
    for match in _DAYS.finditer(scan.text):
        stretch = stretch_at(scan.text, match.end())
        if stretch is None or stretch.first == stretch.last:
            continue
        before, stop = scan.before(match.start()), stretch.span.stop
        ends = ENDS_CLAUSE.match(scan.text, stop) or _AT_PLACE.match(scan.text, stop)
        if not (ends and acts(before)) or _TELLS.search(before):
            continue
        stretch, flags = dated_stretch(scan, stretch)
        if _to_come(scan, stretch):
            value, span = stretch_value(scan, stretch)
            yield Found(Span(match.start(), span.stop), value, "days", 0.9, flags)


# "Lễ ra quân cấp tỉnh tại quảng trường, sáng ngày 01/4/2026"
_EVENT = re.compile(
    r"""\W*(?:lễ|hội\s+(?:thi|nghị|thảo|diễn|trại)|giải|chương\s+trình|triển\s+lãm|ngày\s+hội|đêm|đại\s+hội|sinh\s+hoạt
    |cuộc\s+thi|tọa\s+đàm)\s""",
    FLAGS,
)
# "Trực ngày thứ Bảy (14/3/2026)"; behind an hour or a lead other rules read it
_ON_WEEKDAY = (
    r"(?<=\s)(?<!sáng\s)(?<!chiều\s)(?<!tối\s)(?<!giờ\s)(?<!vào\s)(?<!lúc\s)(?<!đến\s)"
    r"(?<!trước\s)(?<!nhất\s)(?P<weekday>(?:ngày\s+)?(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])"
    r"|chủ\s+nhật)\s*[,(]?\s*)(?:ngày\s+)?(?=\d{1,2}/\d)"
)
_PART_OF_DAY = re.compile(
    r"(?<=\s)(?:buổi\s+)?(?:sáng|trưa|chiều|tối)\s+(?:ngày\s+)?(?=\d{1,2}/\d)"
    rf"|{_ON_WEEKDAY}|,\s+(?=dự\s+kiến\s+(?:tháng|qu[ýí])\s)"
    r"|(?<=\schủ\strì),\s+(?=ngày\s+\d{1,2}/\d)"
    r"|(?<![\d/])(?<!từ\s)(?<!đến\s)(?<=\s)(?=\d{1,2}\s*(?:giờ|h)(?:\s*\d\d)?(?:\s*phút)?,?\s+(?:(?:sáng|chiều|tối)\s+)?ngày\s+\d)",
    FLAGS,
)
_EXPECTED = re.compile(r"dự\s+kiến\s+", FLAGS)
# "Chuẩn bị nội dung cuộc họp thứ Sáu, 20/3/2026": when something else is
_FOR_EVENT = re.compile(
    r"\b(?:cho(?=\s+(?:cuộc|buổi|kỳ|lễ|hội|phiên|ngày|đợt)\b)|phục\s+vụ|chuẩn\s+bị|kết\s+quả|kết\s+luận|hồ\s+sơ|tài\s+liệu)\b[^,;]*$",
    FLAGS,
)


# "Mời các đại biểu dự họp lúc 8 giờ ngày 20/3": when the meeting is
_INVITES = re.compile(r"\b(?:mời|dự|đến)\b|\b(?:lúc|hồi)\s+$", FLAGS)


@needs(
    "sáng|trưa|chiều|tối|thứ|nhật|dự kiến|chủ trì,|giờ|0h|1h|2h|3h|4h|5h|6h|7h|8h|9h",
    digit=True,
)
def find_event_day(scan: Scan) -> Iterator[Found]:
    """Reads "Ra quân tại quảng trường, sáng ngày 01/4/2026", of an event as well."""
    if scan.is_time_line:
        return
    for match in _PART_OF_DAY.finditer(scan.text):
        expected = _EXPECTED.match(scan.text, match.end())
        at = expected.end() if expected else match.end()
        stretch = stretch_at(scan.text, at, bare=True)
        before = scan.before(match.start())
        weekday = match["weekday"] is not None
        held = _EVENT.match(before) is not None or opens_order(before)
        held = held or (weekday and OFF_DUTY.search(before) is not None)
        asks = match[0] == "" or weekday
        if (asks and _INVITES.search(before)) or (
            weekday and _FOR_EVENT.search(before)
        ):
            continue
        told = match[0] != ", " and _TELLS.search(scan.left(match.start(), 60))
        if stretch is None or not held or told:
            continue
        stop = stretch.span.stop
        ends = ENDS_CLAUSE.match(scan.text, stop) or _AT_PLACE.match(scan.text, stop)
        stretch, flags = dated_stretch(scan, stretch)
        if ends and _to_come(scan, stretch):
            value, span = stretch_value(scan, stretch)
            bare = expected or match[0][:1] in ("", ",")
            start = span.start if bare else match.start()
            yield Found(Span(start, span.stop), value, "event_day", 0.9, flags)


# "Bàn giao mặt bằng đợt một 15/4, đợt hai 30/6", "… đợt 2 (số còn lại) trong quý III"
_ROUND = re.compile(
    r"""(?<!\w)(?:đợt|lần|bước|kỳ|chặng|vòng)\s+(?:\d|[IVX]+|một|hai|ba|tư|nhất|đầu|cuối)\s*
    (?:\([^()\d]{2,40}\)\s*|[:(–-]\s*)?(?:(?:xong|là|vào|hoàn\s+thành|ngày)\s+)*
    (?:(?=\d{1,2}/\d{1,2}(?:/20\d\d)?(?![\d/%]))|(?P<within>trong\s+)(?=tháng\s+\d|qu[ýí]\s))""",
    FLAGS,
)
# "báo cáo kết quả đợt 1 trong tháng 5": of one round it may be the round's own month
_SECOND = re.compile(r"(?:đợt|lần|bước|kỳ|chặng|vòng)\s+(?:2|II|hai|cuối)\b", FLAGS)


@needs("đợt|lần|bước|kỳ|chặng|vòng", "/|tháng|quý|quí", digit=True)
def find_rounds(scan: Scan) -> Iterator[Found]:
    """Prose: "Bàn giao mặt bằng đợt một 15/4, đợt hai 30/6": each has its day."""
    label = _LABEL.match(scan.text)
    head = label.end() if label else 0
    for match in () if scan.is_time_line else _ROUND.finditer(scan.text):
        stretch = stretch_at(scan.text, match.end())
        if stretch is None or (match["within"] and not _SECOND.search(scan.text)):
            continue
        before = scan.before(match.start())
        orders = opens_order(before) or opens_order(scan.text[head : match.start()])
        ends = ENDS_CLAUSE.match(scan.text, stretch.span.stop)
        stretch, flags = dated_stretch(scan, stretch)
        if ends and orders and _to_come(scan, stretch):
            value, span = stretch_value(scan, stretch)
            start = match.start("within") if match["within"] else span.start
            yield Found(Span(start, span.stop), value, "round", 0.9, flags)


RULES = (
    find_act,
    find_rounds,
    find_opening_day,
    find_until_opening,
    find_opening_range,
    find_occasion,
    find_days,
    find_event_day,
)
