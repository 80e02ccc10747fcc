"""Times that no other rule took: read as time lines, from the word that leads them.

Asked only where a passage of prose sets no day by the other rules. A segment from a
leading word ("trước", "suốt", "cứ mỗi") to the end of its clause is read as a time
line is; what was done before, goals, data of reports and terms of law set none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from ccndocs.extract.deadline.once import conditions
from ccndocs.extract.deadline.part import (
    day_of_this,
    from_now,
    of_year,
    parts,
    starts,
    tens,
    this_one,
    today,
    weekday_of,
)
from ccndocs.extract.deadline.rhythm import month_of_quarter, rhythms
from ccndocs.extract.deadline.scan import FLAGS, Found, Scan
from ccndocs.extract.deadline.told import GOES_ON, stands, to_come
from ccndocs.types.geometry import Span
from ccndocs.types.mention import DeadlineKind
from ccndocs.vi import lazy_re as re

Reads = Callable[[Scan], list[Found]]

# Words between what leads a time and its date: "chậm nhất thứ Sáu ngày 03/4/2026".
_FILL = r"""(?:\s*(?:\d{1,2}\s*(?:giờ|h)(?:\s*\d\d)?(?:\s*phút)?|là|vào|hết
    |thời\s+điểm|dịp|ngày(?=\s+(?:lễ|thứ|chủ\s+nhật))|ngày(?:\s+(?!thứ\b|lễ\b|chủ\b|Tết\b|và\b|trong\b)[^\W\d]+){1,6}(?=\s+\(?(?:ngày\s+)?\d{1,2}/\d)|(?:lúc|khi|giờ)(?:\s+[^\W\d]+){1,5}?(?=\s+(?:ngày\s+)?\d{1,2}(?:\s*/|\s+tháng))|buổi|sáng|trưa|chiều|tối|đêm
    |kỳ\s+nghỉ(?:\s+lễ)?|lễ|thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật
    |m[ồù]ng\s+\d{1,2}(?:\s+Tết)?|Tết(?:\s+(?:Trung\s+thu|Nguyên\s+đán|cổ\s+truyền))?|,|khi\s+hết)(?=[\s,(])|\s*\()*\s*"""
_LATEST = re.compile(
    rf"""(?<!\w)(?P<lead>không\s+(?:chậm|muộn|trễ|quá|(?:để\s+)?(?:kéo\s+dài\s+)?quá)(?:\s+(?:hơn|quá))?|chậm\s+nhất|muộn\s+nhất
    |hạn\s+(?:chót|cuối(?:\s+cùng)?)(?:\s+[^\s.;,:\d]+){{0,9}}?\s+là|hạn\s+(?:chót|cuối(?:\s+cùng)?)
    |trước|đến(?:\s+hết)?|xong(?:\s+trước)?){_FILL}(?!20\d\d\b)(?=ngày\s|\d|tháng\s|qu[ýí]\s)""",
    FLAGS,
)
_WITHIN = re.compile(
    rf"(?<!\w)(?P<lead>suốt|trọn|gọn\s+trong|ngay\s+trong|trong|vào|lúc|hồi|diễn\s+ra){_FILL}"
    r"(?=ngày\s|\d|tháng\s|qu[ýí]\s)",
    FLAGS,
)
_RANGE = re.compile(
    r"(?<!\w)(?:rải\s+)?(?P<lead>từ)\s+(?=ngày\s|\d|tháng\s|qu[ýí]\s)", FLAGS
)
# "trước khi hết giờ làm việc ngày 16/9": the day itself is in time
_HOURS_OVER = re.compile(r"\bhết\s+(?:giờ|ngày|buổi)\b", FLAGS)
# "hệ thống hoạt động thông suốt 24/7", "trực 24/24": all the time, no day
_ROUND_THE_CLOCK = re.compile(r"24\s*/\s*(?:7|24)\b(?!\s*/)")


# "Mời các đại biểu dự họp lúc 8 giờ ngày 20/3": when the meeting is
_INVITES = re.compile(r"\b(?:mời|dự)\b", FLAGS)


# "thu hoạch từ tháng 3 | đến tháng 5 hằng năm": the other end
_FROM = re.compile(r"\btừ\s+(?:(?:ngày|tháng|qu[ýí])\s+)*[\dIV][\d/]*\s*$", FLAGS)


def _leads(scan: Scan) -> Iterator[tuple[re.Match[str], str, str]]:
    """The words that lead a date and stand so: the match, its lead, how to read it."""
    for pattern in (_LATEST, _RANGE, _WITHIN):
        for match in pattern.finditer(scan.text):
            lead = " ".join(match["lead"].lower().split())
            is_end = lead.startswith("đến") and _FROM.search(
                scan.left(match.start(), 40)
            )
            if is_end or not stands(scan, match.start()):
                continue
            words = "chậm nhất " if pattern is _LATEST else match["lead"] + " "
            if lead.endswith("trước") and not _HOURS_OVER.search(match[0]):
                words = "trước "
            yield match, lead, words


def _dated(scan: Scan, read: Reads) -> Iterator[Found]:
    """Dates behind their leading words, each read as a time line is."""
    for match, lead, words in _leads(scan):
        rest = scan.text[match.end() : match.end() + 90]
        if _ROUND_THE_CLOCK.match(rest):
            continue
        line = Scan(words + rest, scan.context, is_time_line=True)
        times = read(line)
        first = next((f for f in times if f.span.start <= len(words)), None)
        if first is None or not to_come(scan, first.value):
            continue
        stop = match.end() + first.span.stop - len(words)
        loose = lead in ("trong", "vào")
        if lead in ("lúc", "hồi") and _INVITES.search(scan.before(match.start())):
            continue
        opens = not scan.before(match.start()).strip()
        if GOES_ON.match(scan.text, stop) or (loose and opens):
            continue
        yield replace(first, span=Span(match.start(), stop), score=0.9)
        for more in _row_behind(line, first, times):
            yield replace(more, span=more.span.shift(match.end() - len(words)))


_AND = re.compile(r"\s*(?:,\s*và|,|và)\s*", FLAGS)


def _row_behind(line: Scan, first: Found, times: list[Found]) -> Iterator[Found]:
    """The further months of a row: "khảo sát vào tháng 5 và tháng 8"."""
    stop = first.span.stop
    for item in times:
        between = line.text[stop : item.span.start]
        is_month = item.rule in ("within_more", "bare")
        if item.span.start >= stop and is_month and _AND.fullmatch(between):
            yield item
            stop = item.span.stop


def find_plain(scan: Scan, read: Reads, beside: list[Found]) -> list[Found]:
    """The times of prose that no other rule took; `read` reads a time line.

    `beside`: the cases, events and duties that are set already, beside which only days
    are looked for ("họp trong hai ngày, dự kiến 22 và 23/12; gửi tài liệu trước hội
    nghị"), and the case that opens the item: "Khi có ổ dịch, khoanh vùng; báo cáo UBND
    xã ngay trong ngày".
    """
    found = [*_dated(scan, read)]
    if found or not beside:
        return found or [*conditions(scan)]
    later = all(_is_of_later_order(scan, item) for item in beside)
    return [item for item in conditions(scan) if later and _opens(scan, item)]


def _opens(scan: Scan, item: Found) -> bool:
    return not scan.text[: item.span.start].strip(" -+")


def _is_of_later_order(scan: Scan, item: Found) -> bool:
    """Whether an event or a case is that of a further order, behind a stop."""
    if item.value.kind not in (DeadlineKind.RELATIVE, DeadlineKind.CONDITIONAL):
        return False
    return bool(_STOP.search(scan.text, 0, item.span.start))


_STOP = re.compile(r";\s|\.\s")


_PARTS = (
    parts,
    of_year,
    starts,
    tens,
    this_one,
    today,
    from_now,
    day_of_this,
    weekday_of,
)


def near_times(scan: Scan) -> Iterator[Found]:
    """Prose: parts of months, and what is told from the document's own day."""
    if not scan.is_time_line:
        for rule in _PARTS:
            yield from rule(scan)


def _line_parts(scan: Scan) -> Iterator[Found]:
    if scan.is_time_line:
        yield from parts(scan)
        yield from of_year(scan)
        yield from tens(scan)


def _line_this(scan: Scan) -> Iterator[Found]:
    if scan.is_time_line:
        yield from this_one(scan)
        yield from today(scan)
        yield from from_now(scan)
        yield from day_of_this(scan)
        yield from weekday_of(scan)


LINE_RULES = (_line_this, rhythms, month_of_quarter, _line_parts, near_times)
"""Rules that time lines use as they use all others; of prose, rhythms are so too."""
