"""Events named with their day: "trước cuộc họp giao ban ngày 24/02" is by that day."""

from __future__ import annotations

from collections.abc import Iterator

from ccndocs.extract.deadline.order import ENDS_CLAUSE, acts, has_order, opens_order
from ccndocs.extract.deadline.scan import FLAGS, WORDS, Found, Scan, by, dated, needs
from ccndocs.types.geometry import Span
from ccndocs.vi import lazy_re as re
from ccndocs.vi.moments import Unit, moment_at

# The hour belongs to the day: "trước phiên họp 8 giờ ngày 12/4"
_BEFORE = re.compile(
    rf"""(?<!\w)(?<!năm\s)(?:trước|kịp)\s+(?:khi\s+)?(?:các\s+|buổi\s+)?(?:{WORDS["met_at"]}|{WORDS["occasions"]})\b
    (?!\s+(?:điểm|báo\s+cáo)\b)(?:(?!\b(?:mà|đến|tới|từ|chưa|đã|hiệu|theo|khi)\b)[^.;:()\d,]){{0,70}}?,?\s+(?:(?:vào|tổ\s+chức|diễn\s+ra|họp|dự\s+kiến|lúc)\s+){{0,2}}
    (?=(?:(?:sáng|chiều|tối)\s+)?ngày\s+\d{{1,2}}\s*(?:/|tháng)|\d{{1,2}}/\d{{1,2}}(?![\d%])
      |\d{{1,2}}\s*(?:giờ|h)\s*(?:\d\d\s*(?:phút\s+)?)?(?:ngày\s+)?\d{{1,2}}\s*/)""",
    FLAGS,
)
# "Trình bày báo cáo trước hội nghị ngày 05/4": in front of whom
_SPEAKS = re.compile(rf"\W*(?:{WORDS['said_in_front_of']})\b", FLAGS)
# "tồn tại phát hiện trước đợt kiểm tra ngày 05/4", "đã nộp trước …": which ones
_WHICH = re.compile(
    r"""\b(?:đã|đang|chưa)\b[^,;]*$|\b(?:phát\s+sinh|phát\s+hiện|hình\s+thành|tồn\s+tại|xảy\s+ra|được\s+\w+|ban\s+hành)\s*$
    |^\W*(?:căn\s+cứ|theo)\s""",
    FLAGS,
)


def _is_due(scan: Scan, start: int, stop: int) -> bool:
    """Whether an order closes with the event, or opens with it."""
    before = scan.before(start)
    rest = scan.after(stop)
    if not before.strip(" -+"):
        return rest.startswith(",") and acts(rest.lstrip(" ,"))
    if _WHICH.search(before) or _SPEAKS.match(before):
        return False
    return opens_order(before) or has_order(before)


@needs("trước|kịp", digit=True)
def find_before_event(scan: Scan) -> Iterator[Found]:
    """Reads "Sắp xếp xong các quầy trước phiên chợ ngày 12/4/2026": by that day."""
    for match in _BEFORE.finditer(scan.text):
        moment = moment_at(scan.text, match.end(), bare=True)
        if moment is None or moment.unit is not Unit.DAY:
            continue
        stop = moment.span.stop
        if not (scan.is_time_line or _is_due(scan, match.start(), stop)):
            continue
        moment, flags = dated(scan, moment)
        if moment.year is None or scan.is_past(moment.last()):
            continue
        value = by(moment, exclusive=True)
        yield Found(Span(match.start(), stop), value, "before_event", flags=flags)


# "họp rút kinh nghiệm ngay chiều bế mạc 29/11", "bàn giao ngay tối tổng duyệt 20/8"
_ON_ITS_DAY = re.compile(
    rf"""(?<!\w)(?:ngay\s+)(?:trong\s+)?(?:sáng|trưa|chiều|tối|đêm|hôm|ngày)\s+(?:{WORDS["once_for_all"]})\b
    (?:\s+[^\W\d]+){{0,5}}?,?\s+(?=(?:ngày\s+)?\d{{1,2}}/\d{{1,2}}(?![\d%]))""",
    FLAGS,
)


@needs("ngay", digit=True)
def find_on_event(scan: Scan) -> Iterator[Found]:
    """Reads "Họp rút kinh nghiệm ngay chiều bế mạc 29/11": on the day that is named."""
    for match in _ON_ITS_DAY.finditer(scan.text):
        moment = moment_at(scan.text, match.end(), bare=True)
        if moment is None or moment.unit is not Unit.DAY:
            continue
        stop = moment.span.stop
        ends = ENDS_CLAUSE.match(scan.text, stop)
        ordered = ends and has_order(scan.before(match.start()))
        moment, flags = dated(scan, moment)
        if moment.year is None or not (scan.is_time_line or ordered):
            continue
        if not scan.is_past(moment.last()):
            value = by(moment, exclusive=False)
            yield Found(Span(match.start(), stop), value, "on_event", flags=flags)


RULES = (find_before_event, find_on_event)
