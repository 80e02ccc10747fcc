"""Terms whose event is named first: "trước lễ khai mạc 05 ngày", "báo trước 24 giờ"."""

from __future__ import annotations

from collections.abc import Iterator

from ccndocs.extract.deadline.head import names_who
from ccndocs.extract.deadline.length import COUNT, UNIT, length_of
from ccndocs.extract.deadline.order import has_order, opens_order
from ccndocs.extract.deadline.scan import FLAGS, Found, Scan, needs
from ccndocs.extract.deadline.term import AT_CLAUSE, CLOSES
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Deadline, DeadlineKind, RelativeTerm
from ccndocs.vi import lazy_re as re

# "xong trước chiến dịch 05 ngày": counted back from an event that is named first
_AHEAD_OF = re.compile(
    rf"""\b(?P<side>trước|sau)\s+(?:khi\s+)?(?P<event>(?!khi\b|đó\b|ngày\s+\d|ít\b|tối\b|bạ\b)(?:ngày\s+[^\W\d]+\s+[^\W\d]+\s+)?[^\W\d]+(?:\s+[^\W\d]+){{0,5}}?)\s+
    (?:(?:ít\s+nhất|tối\s+thiểu|chậm\s+nhất)\s+(?:là\s+)?)?(?P<count>{COUNT})\s+
    (?P<unit>{UNIT})\b(?!\s*\d)""",
    FLAGS,
)


def _is_ordered(scan: Scan, match: re.Match[str]) -> bool:
    """Whether an order closes so, or follows: "Trước khi mở chợ 15 ngày, Ban …"."""
    before = scan.before(match.start())
    if before.strip(" -+"):
        return has_order(before) or names_who(before.strip())
    rest = scan.after(match.end()).lstrip(" ,")
    return names_who(rest) or opens_order(rest)


@needs("trước|sau", "ngày|hôm|tuần|tháng|giờ|tiếng|phút|buổi")
def find_ahead(scan: Scan) -> Iterator[Found]:
    """Reads "trước lễ khai mạc 05 ngày", "sau bàn giao 30 ngày" at an order's end."""
    for match in _AHEAD_OF.finditer(scan.text):
        if match["event"].startswith(("thời hạn", "khoảng")):
            continue  # "sau thời hạn 05 ngày"
        rest = scan.after(match.end()).lstrip(" ,")
        follows = AT_CLAUSE.search(scan.before(match.start())) and opens_order(rest)
        if not (follows or CLOSES.match(scan.text, match.end())):
            continue
        if not (scan.is_time_line or _is_ordered(scan, match)):
            continue
        sign = -1 if match["side"].lower() == "trước" else 1
        length = length_of(match["count"], match["unit"]).signed(sign)
        event = re.sub(r"^ngày\s+", "", match["event"])
        term = RelativeTerm(length.days, length.working, "event", event, length.months)
        value = Deadline(DeadlineKind.RELATIVE, relative=term)
        yield Found(Span(*match.span()), value, "ahead")


# "Báo trước cho dân 24 giờ khi ngừng cấp nước": so long before it
_TELLS_AHEAD = re.compile(
    rf"""(?<!\w)(?:báo|thông\s+báo)\s+(?:cho\s+[^.;,\d]{{2,40}}?\s+)?(?P<case>trước(?:\s+cho\s+[^.;,\d]{{2,40}}?)?\s+(?:ít\s+nhất\s+|tối\s+thiểu\s+)?
    (?P<count>{COUNT})\s+(?P<unit>{UNIT})\s+(?:khi|trước\s+khi)\s+(?P<event>[^.;(),]{{3,80}}?))\s*(?=[.;)]|,\s|$)""",
    FLAGS,
)


@needs("báo", "trước", "khi")
def find_told_ahead(scan: Scan) -> Iterator[Found]:
    """Reads "Báo trước cho dân 24 giờ khi ngừng cấp nước có kế hoạch"."""
    for match in _TELLS_AHEAD.finditer(scan.text):
        length = length_of(match["count"], match["unit"]).signed(-1)
        term = RelativeTerm(
            length.days, length.working, "event", match["event"], length.months
        )
        value = Deadline(DeadlineKind.RELATIVE, relative=term)
        yield Found(Span(*match.span("case")), value, "ahead")


RULES = (find_ahead, find_told_ahead)
