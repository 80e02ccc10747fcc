"""The day of a count behind an event: "chậm nhất ngày thứ 20 sau khi kết thúc quý"."""

from __future__ import annotations

from collections.abc import Iterator

from ccndocs.extract.deadline.order import opens_order
from ccndocs.extract.deadline.scan import FLAGS, Found, Scan, needs
from ccndocs.extract.deadline.term import ANCHOR_END
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Deadline, DeadlineKind, RelativeTerm
from ccndocs.vi import lazy_re as re
from ccndocs.vi.numbers import COUNT_WORDS, count_of

_NTH = re.compile(
    rf"""(?<!\w)(?:(?:(?:chậm|muộn)\s+nhất|trước|vào|trong|đến)\s+(?:là\s+|vào\s+|hết\s+)*)?(?:cuối\s+|hết\s+)?
    ngày\s+(?P<working>làm\s+việc\s+)?thứ\s+(?P<count>\d{{1,2}}|nhất|tư|{COUNT_WORDS})\s+
    (?P<side>sau|kể\s+từ|tính\s+từ)\s+(?:khi\s+|ngày\s+|lúc\s+)?(?!đó\b|này\b|\d)(?P<event>[^.;()]+)""",
    FLAGS,
)
_ORDINALS = {"nhất": 1, "tư": 4}


@needs("thứ", "sau|kể từ|tính từ")
def find_nth_day(scan: Scan) -> Iterator[Found]:
    """Reads "lập biên bản vào ngày làm việc thứ ba sau khi kết thúc đợt kiểm tra"."""
    for match in _NTH.finditer(scan.text):
        event = ANCHOR_END.split(match["event"].strip(), maxsplit=1)[0].strip()
        word = match["count"].lower()
        days = _ORDINALS.get(word) or count_of(word) or 0
        ordered = scan.is_time_line or opens_order(scan.before(match.start()))
        if not (event and days and ordered):
            continue
        term = RelativeTerm(days, match["working"] is not None, "event", event)
        value = Deadline(DeadlineKind.RELATIVE, relative=term)
        stop = match.start("event") + len(event)
        yield Found(Span(match.start(), stop), value, "nth_day", 0.9)


# "Ký quỹ chậm nhất tại thời điểm được giao đất"
_AT_THE_LATEST = re.compile(
    r"(?<!\w)(?:chậm|muộn)\s+nhất\s+(?:là\s+)?(?:tại|vào|đến|khi|lúc|trước\s+khi)\s*(?:thời\s+điểm|lúc|khi|trước\s+khi)?\s+"
    r"(?P<event>(?!so\s+với\b|ngày\b|cuối\b|đầu\b|quý\b|tháng\b|năm\b|sáng\b|chiều\b|hết\b|thứ\b)[^\W\d][^.;(),\d]{3,80}?)\s*(?=[.;)]|,\s|$)",
    FLAGS,
)


@needs("chậm nhất|muộn nhất")
def find_at_the_latest(scan: Scan) -> Iterator[Found]:
    """Reads "Ký quỹ chậm nhất tại thời điểm được giao đất": when the event comes."""
    for match in _AT_THE_LATEST.finditer(scan.text):
        if scan.is_time_line or opens_order(scan.before(match.start())):
            term = RelativeTerm(0, False, "event", match["event"].strip())
            value = Deadline(DeadlineKind.RELATIVE, relative=term)
            yield Found(Span(*match.span()), value, "at_latest", 0.8)


RULES = (find_nth_day, find_at_the_latest)
