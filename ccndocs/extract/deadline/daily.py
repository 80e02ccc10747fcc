"""Hours and parts of every day: "trước 16 giờ hằng ngày", "mỗi tối"."""

from __future__ import annotations

from collections.abc import Iterator

from ccndocs.extract.deadline.order import ENDS_CLAUSE, acts, has_order, opens_order
from ccndocs.extract.deadline.scan import FLAGS, WORDS, Found, Scan, needs, recurring
from ccndocs.types.geometry import Span
from ccndocs.vi import lazy_re as re

_EVERY_DAY = r"(?:hằng|hàng|mỗi|từng)\s+ngày\b"
# "các ngày có lũ", "các ngày thi": all of them
_ALL_DAYS = (
    rf"(?:(?:trong|vào)\s+)?(?:các|những|suốt\s+các)\s+ngày\s+(?:{WORDS['days_of_events']})\b"
    r"[^.;:(),\d]{0,60}?(?=\s*(?:[.;)]|,\s|$))"
)
_SAY = r"(?:trước|chậm\s+nhất|muộn\s+nhất|vào|đến|lúc|trong)"
_LEAD = rf"(?:\b{_SAY}(?:\s+(?:là|lúc|vào|trước|khung|hồi)){{0,2}}\s+)?"
_CLOCK = r"(?:[01]?\d|2[0-4])\s*(?:giờ|h|g)\s*(?:[0-5]\d(?!\d))?(?:\s*phút)?"
_CLOCKS = rf"(?P<clocks>{_CLOCK}(?:\s*(?:,|và)\s*{_CLOCK})*)(?:\s+(?:sáng|chiều|tối))?"
_READ_CLOCK = re.compile(r"(?P<hour>\d{1,2})\s*(?:giờ|h|g)\s*(?P<minute>\d{2})?", FLAGS)

# trước 16 giờ hằng ngày | lúc 6 giờ 30 phút mỗi ngày | vào 5 giờ và 17 giờ hàng ngày
_CLOCK_FIRST = re.compile(
    rf"{_LEAD}(?<![\d/.,]){_CLOCKS}\s*,?\s*(?:của\s+)?(?:{_EVERY_DAY}|{_ALL_DAYS})",
    FLAGS,
)
# hằng ngày, trước 16 giờ | mỗi ngày vào lúc 7 giờ 00
_CLOCK_LAST = re.compile(
    rf"\b{_EVERY_DAY}\s*,?\s*\(?\s*{_SAY}(?:\s+(?:là|lúc|vào)){{0,2}}\s+{_CLOCKS}",
    FLAGS,
)
# mỗi tối | mỗi buổi sáng | hằng đêm | đầu giờ sáng hằng ngày | cuối mỗi ngày làm việc
_PART = re.compile(
    r"""\b(?:(?:vào|trong)\s+)?(?:(?:đầu|giữa|cuối)\s+(?:(?:giờ|buổi)\s+)?)?(?:(?:hằng|hàng|mỗi)\s+(?:buổi\s+)?(?:sáng|trưa|chiều|tối|đêm)
    |(?:buổi\s+)?(?:sáng|trưa|chiều|tối|đêm)\s+(?:hằng|hàng|mỗi)\s+ngày)\b
    |\b(?:vào\s+)?(?:đầu|cuối)\s+(?:(?:giờ|buổi|ca|ngày)\s+(?:làm\s+việc\s+)?(?:hằng|hàng|mỗi)\s+ngày
    |mỗi\s+ngày(?:\s+(?:hội|thi|học|lễ|làm\s+việc|tổ\s+chức|diễn\s+ra|tập|khám|họp)(?:\s+[^\W\d]+){0,4}?(?=\s*(?:[.;)]|,\s|$)))?)\b""",
    FLAGS,
)
# "trước" and its like make an hour a term; "mở cửa lúc 7 giờ hằng ngày" tells a habit.
_TERM = re.compile(r"(?:trước|chậm\s+nhất|muộn\s+nhất)\b", FLAGS)
_HABIT = re.compile(
    r"\b(?:mở\s+cửa|làm\s+việc|giờ\s+hành\s+chính|hoạt\s+động)\b", FLAGS
)

_RANGE = re.compile(rf"\btừ\s+{_CLOCK}\s*$", FLAGS)  # "từ 6 giờ đến 8 giờ hằng ngày"


def _rule(clocks: str) -> str:
    """The rule of "07 giờ và 17 giờ": hours of one minute."""
    read = [
        (int(m["hour"]), int(m["minute"] or 0)) for m in _READ_CLOCK.finditer(clocks)
    ]
    hours = ",".join(str(hour % 24) for hour, _ in read)
    minutes = ",".join(dict.fromkeys(str(minute) for _, minute in read))
    return f"FREQ=DAILY;BYHOUR={hours};BYMINUTE={minutes}"


def _orders(scan: Scan, start: int, stop: int, words: str) -> bool:
    """Whether an hour of every day, in prose, is when an order is carried out."""
    before = scan.before(start)
    if _RANGE.search(before):
        return False
    if scan.is_time_line or _TERM.search(words):
        return True
    if not before.strip(" -+,"):
        return opens_order(scan.after(stop).lstrip(" ,"))
    ordered = has_order(before) or acts(before)
    return ordered and not _HABIT.search(before)


@needs("ngày", "hằng|hàng|mỗi|từng|các|những", digit=True)
def find_daily(scan: Scan) -> Iterator[Found]:
    """Reads "trước 17 giờ 30 phút hằng ngày"; "hằng ngày, trước 16 giờ"."""
    for pattern in (_CLOCK_FIRST, _CLOCK_LAST):
        for match in pattern.finditer(scan.text):
            if _orders(scan, *match.span(), match[0]):
                value = recurring(_rule(match["clocks"]))
                stop = match.start() + len(match[0].rstrip())
                yield Found(Span(match.start(), stop), value, "daily")


# … also "mỗi đêm ít nhất một lượt", "mỗi sáng trước khi nhập bếp"
_FROM_CLOCK = re.compile(
    rf"""\s*,?\s*từ\s+{_CLOCK}|\s+trước\s+khi\s
    |\s+(?:ít\s+nhất\s+|tối\s+thiểu\s+)?(?:\d|một|hai|ba)\s+(?:lượt|lần|vòng)\b""",
    FLAGS,
)


@needs("hằng|hàng|mỗi", "sáng|trưa|chiều|tối|đêm|đầu|cuối")
def find_part_of_day(scan: Scan) -> Iterator[Found]:
    """Reads "mỗi tối"; "mỗi buổi sáng": in prose at the end of an order."""
    for match in _PART.finditer(scan.text):
        closes = ENDS_CLAUSE.match(scan.text, match.end()) or _FROM_CLOCK.match(
            scan.text, match.end()
        )
        before = scan.before(match.start())
        is_order = acts(before) and closes is not None
        if not before.strip(" -+,"):
            is_order = opens_order(scan.after(match.end()).lstrip(" ,"))
        if scan.is_time_line or is_order:
            yield Found(Span(*match.span()), recurring("FREQ=DAILY"), "part_of_day")


RULES = (find_daily, find_part_of_day)
