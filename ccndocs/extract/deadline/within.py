"""Times within which an order is to be done: "hoàn thành trong Quý II năm 2025".

They close the order's clause, or open it: "trong tháng 10/2025 tổ chức 03 lớp".
"""

from __future__ import annotations

from collections.abc import Iterator

from ccndocs.extract.deadline.order import (
    ENDS_CLAUSE,
    GOAL,
    ORDER,
    acts,
    has_order,
    is_goal,
    opens_order,
    tells_which_only,
)
from ccndocs.extract.deadline.scan import (
    FLAGS,
    Found,
    Scan,
    dated_stretch,
    needs,
    period,
)
from ccndocs.extract.deadline.stretch import FURTHER, stretch_value
from ccndocs.types.geometry import Span
from ccndocs.vi import lazy_re as re
from ccndocs.vi.dates import Stretch, row_at, stretch_at
from ccndocs.vi.moments import Unit

# "trong năm 2025 đã …", "trong 6 tháng đầu năm 2024, toàn tỉnh có …"
_TELLS = re.compile(
    r"\s*,?\s*(?:đã|cả\s+nước|toàn\s+\w+|có|là|chỉ\s+còn|tăng|giảm)\b", FLAGS
)
# "báo cáo Thủ tướng kết quả thực hiện trong tháng 12/2025": when it is reported
_REPORTS_ON = re.compile(
    r"\b(?:báo\s+cáo|thông\s+báo|gửi)\b[^,;]*\bkết\s+quả(?:\s+thực\s+hiện)?\s*$", FLAGS
)
# "trong ngày 21/01/2025 có văn bản gửi …": the act that is due stands behind the day
_DUE_ACT = re.compile(
    r"\s*,?\s*(?:phải\s+)?(?:có\s+(?:văn\s+bản|báo\s+cáo|ý\s+kiến)|gửi|báo\s+cáo|trình|ban\s+hành"
    r"|hoàn\s+thành)\b",
    FLAGS,
)
# "các nhiệm vụ chưa hoàn thành trong năm 2025": what is left over
_LEFT = re.compile(r"\b(?:chưa|không(?:\s+thể)?|kịp)\s*$", FLAGS)
# "nhiệm vụ triển khai trong năm 2025", "kế hoạch hoàn thành trong năm 2025"
_OF_NOUN = re.compile(
    r"""\b(?:nhiệm\ vụ|dự\ án|công\ trình|nội\ dung|kết\ quả|kinh\ phí|dự\ toán|vốn
    |kế\ hoạch|chỉ\ tiêu|số\ liệu|tình\ hình)
    (?:\s+(?!để|hoàn|báo|trình)\w+){0,2}\s*$""",
    FLAGS,
)
# "ban hành kế hoạch trong quý I": what the order makes, not what the time describes.
_MADE = re.compile(
    r"""(?:ban\ hành|trình|phê\ duyệt|xây\ dựng|\blập|khởi\ công|thẩm\ định|công\ bố)
    \s+(?:\w+\s+){0,3}(?:kế\ hoạch|dự\ án|công\ trình|dự\ toán)(?:\s+\w+){0,2}\s*$""",
    FLAGS,
)
_YEAR = re.compile(r"\d{4}")
_SHARE = re.compile(r"\d\s*%")


_WITHIN = re.compile(
    r"""\b(?P<word>xong|hoàn\s+thành|(?:khai\s+thác|vận\s+hành|hoạt\s+động|sử\s+dụng)(?=\s+qu[ýí]\s)|trong|vào|thực\s+hiện|dự\s+kiến|ngay)
    (?:\s+(?:trong|vào|xong|ngay)){0,3}\s+
    (?:(?:hai|ba|0?[23]|các|giai\s+đoạn)\s+
    (?=(?:năm|quý|tháng|ngày)\s+(?!đầu|cuối)|20\d\d)
    |(?:hai|ba|các|0?[23])\s+(?:buổi|đêm|sáng|chiều|tối)\s+(?=\d))?""",
    FLAGS,
)
_OPENS = re.compile(r"(?:^|[;,.:(*])\s*(?:và\s+|phải\s+|yêu\s+cầu\s+|để\s+)?$", FLAGS)


# "họp dân vào các ngày 02, 03/4/2026 tại nhà văn hóa"
_PLACE = re.compile(r"\s*,?\s+tại\s", FLAGS)


def _orders_within(scan: Scan, match: re.Match[str], stretch: Stretch) -> bool:
    """Whether "trong quý II năm 2025" in prose sets the time of an order."""
    last, stop = stretch.last, stretch.span.stop
    word = " ".join(match["word"].lower().split())
    if _is_told(scan, match, stretch):
        return False
    if tells_which_only(scan.before(match.start()), scan.text[stop:]):
        return False
    is_clear = scan.issued_on or last.unit not in (Unit.YEAR, Unit.HALF)
    further = FURTHER.match(scan.text, stop)
    after = further.end() if further else stop
    if word != "vào" and is_clear and _opens_order(scan, match.start(), after):
        return True
    completed = word in ("hoàn thành", "xong") and "trong" in match[0].lower()
    ends = further or ENDS_CLAUSE.match(scan.text, stop)
    if last.unit is Unit.DAY:
        ends = ends or _PLACE.match(scan.text, stop)
    if not (completed or ends or _is_due_then(scan, match, stretch)):
        return False
    return _closes_with(scan, match, stretch)


def _is_told(scan: Scan, match: re.Match[str], stretch: Stretch) -> bool:
    """Whether the time is past, of a report, or of what is left over."""
    if stretch.last.year is not None and scan.is_past(stretch.last.last()):
        return True
    stop = stretch.span.stop
    if _LEFT.search(scan.before(match.start())):
        return True
    is_due = _is_due_then(scan, match, stretch)
    return not is_due and _TELLS.match(scan.text, stop) is not None


def _is_due_then(scan: Scan, match: re.Match[str], stretch: Stretch) -> bool:
    """Whether an act is due on a day: "trong ngày 21/01/2025 có văn bản gửi …"."""
    is_day = stretch.last.unit is Unit.DAY and match["word"].lower() == "trong"
    before = scan.before(match.start())
    return (
        is_day
        and _DUE_ACT.match(scan.text, stretch.span.stop) is not None
        and not _DONE.search(before)
    )


def _closes_with(scan: Scan, match: re.Match[str], stretch: Stretch) -> bool:
    """Whether an order closes with the time, as its word and what stands before say."""
    last, before = stretch.last, scan.before(match.start())
    word, is_in = " ".join(match["word"].lower().split()), "trong" in match[0].lower()
    if _is_due_then(scan, match, stretch):
        return True
    is_short = last.unit in (Unit.MONTH, Unit.QUARTER) and last == stretch.first
    if is_short and (is_in or word == "vào") and _REPORTS_ON.search(before):
        return not _DONE.search(before)
    if word.startswith("hoàn") or word == "xong":
        has_in = len(match[0].split()) > len(word.split())
        return has_in or last.unit is Unit.DAY or bool(_OPENS.search(before))
    if word == "thực hiện" and _OPENS.search(before):
        return is_in
    if word in ("thực hiện", "dự kiến") or (word == "ngay" and not is_in):
        return False
    said = _said_at(scan, before, stretch) if word == "vào" else None
    return said if said is not None else _closes_order(scan, before, stretch)


def _said_at(scan: Scan, before: str, stretch: Stretch) -> bool | None:
    """Whether "vào …" sets a time; None where the words do not say.

    "hoàn thành 5.000 km vào năm 2030" is a goal, "sơ kết vào năm 2028" an order.
    """
    if stretch.last.unit is Unit.YEAR:
        return bool(_HELD.search(before))
    if not _YEAR.search(stretch.span.of(scan.text)):
        return bool(ORDER.search(before))
    if stretch.last.unit is Unit.DAY and _opens_item(scan):
        return not _DONE.search(before)
    return None


def _closes_order(scan: Scan, before: str, stretch: Stretch) -> bool:
    """Whether the words before a time that closes its clause are its order."""
    last = stretch.last
    if last.unit is Unit.HALF or (last.unit is Unit.MONTH and last != stretch.first):
        to_come = (
            scan.issued_on and last.year and stretch.first.first() > scan.issued_on
        )
        told = (_PLANNED if to_come else _REPORTED).search(before)
        return not told and has_order(before)
    return has_order(before) and _is_closing(scan, before, stretch)


def _is_closing(scan: Scan, before: str, stretch: Stretch) -> bool:
    """Whether a time that closes a clause is its order's, and no target's or noun's."""
    last, stop = stretch.last, stretch.span.stop
    if re.search(r"hoàn\s+(?:thành|thiện)|\bxong\b", before, re.IGNORECASE):
        return not _SHARE.search(before)
    if last.unit is not Unit.DAY and _describes(before, last.unit):
        return False
    return last.unit is not Unit.YEAR or not _aims(scan, stop)


# "kiểm tra an toàn tại 100% cụm công nghiệp": all of them, not a target
_ALL = re.compile(r"(?:tại|cho|đối\s+với|của|với)\s+100\s*%", FLAGS)


def _aims(scan: Scan, stop: int) -> bool:
    return is_goal(scan, stop) and not _ALL.search(scan.before(stop))


def _describes(before: str, unit: Unit) -> bool:
    """Whether "trong năm 2026" says which works are meant, not when they are done."""
    is_made = unit is not Unit.YEAR and _MADE.search(before)
    return bool(_OF_NOUN.search(before)) and not is_made


_OPENING = re.compile(r"(?:^|[;.:])\s*(?:(?:và|trước\ mắt|trước\ hết),?\s+)?$", FLAGS)
_DONE = re.compile(r"\bđã\b", FLAGS)


def _opens_order(scan: Scan, start: int, stop: int) -> bool:
    """Whether the time opens a clause and its order follows.

    "…; trong tháng 10/2025 tổ chức ít nhất 03 lớp tập huấn"; with its agency before
    the verb, "Trong quý I, các chủ đầu tư đã …" tells what happened.
    """
    if not _OPENING.search(scan.before(start)):
        return False
    rest = scan.after(stop).lstrip(" ,")
    if stop - start > len("trong quý III năm 2026") and GOAL.search(rest[:80]):
        return False
    ordered = opens_order(rest) or (rest.startswith("các ") and acts(rest))
    return ordered and not _DONE.search(rest) and "sẽ" not in rest


def find_within(scan: Scan) -> Iterator[Found]:
    """Reads "hoàn thành trong Quý II năm 2025"; "vào ngày 19 tháng 12 năm 2025"."""
    for match in _WITHIN.finditer(scan.text):
        stretch = stretch_at(scan.text, match.end(), bare=scan.is_time_line)
        if stretch is None:
            continue
        row = row_at(scan.text, stretch)
        stretch, flags = dated_stretch(scan, row[0])
        if not scan.is_time_line and not _orders_within(scan, match, stretch):
            continue
        value, span = stretch_value(scan, stretch)
        inner = re.search(r"(?:trong|vào)\s+(?:\S+\s+){0,2}$", match[0], re.IGNORECASE)
        start = match.start() + inner.start() if inner else span.start
        yield Found(Span(start, span.stop), value, "within", flags=flags)
        for further in row[1:]:
            dated, flags = dated_stretch(scan, further)
            yield Found(further.span, period(dated), "within_more", flags=flags)


_HEAD = re.compile(r"[^:;.]{2,90}:\s*")


def _opens_item(scan: Scan) -> bool:
    """Whether the passage begins with an order, behind its agency's colon or not."""
    head = _HEAD.match(scan.text)
    return opens_order(scan.text) or (
        head is not None and opens_order(scan.text[head.end() :])
    )


# "kết quả thực hiện trong 6 tháng đầu năm 2026": what is reported on
_REPORTED = re.compile(
    r"(?:kết\ quả|tình\ hình|số\ liệu|công\ tác|hoạt\ động|chỉ\ tiêu|đã)[^,;]*$", FLAGS
)
# … nothing yet of what is to come: "xây dựng kế hoạch công tác 6 tháng cuối năm"
_PLANNED = re.compile(
    r"""(?:kết\ quả|tình\ hình|số\ liệu|chỉ\ tiêu|đã
    |(?:kế\ hoạch|phương\ hướng|chương\ trình|nhiệm\ vụ)
    (?:\s+\w+){0,3}\s+(?:công\ tác|hoạt\ động))[^,;]*$""",
    FLAGS,
)
# "sơ kết giữa kỳ vào năm 2028 và tổng kết vào năm 2030": occasions
_HELD = re.compile(
    r"""\b(?:sơ\ kết|tổng\ kết|đánh\ giá|tổ\ chức|khai\ mạc|khởi\ công|diễn\ tập|kiểm
    \ kê|tổng\ điều\ tra|kiểm\ tra)\b[^\d,;]*$""",
    FLAGS,
)
# "báo cáo … tại phiên họp tháng 5/2026" | "trong phiên họp thường kỳ tháng 4/2026"
_SESSION = re.compile(
    r"""\b(?:tại|trong|vào|ở)\s+(?:(?:kỳ|phiên|cuộc|hội)\s+(?:họp|nghị)|(?:kỳ|buổi)\s+(?:sinh\s+hoạt|giao\s+ban)|phiên)\b[^,;.()\d]{0,60}?,?
    \s*(?=tháng\s*\d|qu[ýí]\s)""",
    FLAGS,
)


# "Trình HĐND xã tại kỳ họp tháng 12/2026 phương án sắp xếp thôn"
_LAYS_BEFORE = re.compile(
    r"^\W*(?:[^,;.]{3,60}\s)?(?:trình|báo\ cáo)\s[^,;\d]{2,40}$", FLAGS
)


@needs("họp|nghị|phiên|sinh hoạt|giao ban", "tháng|quý|quí")
def find_session(scan: Scan) -> Iterator[Found]:
    """Reads "trình HĐND tỉnh tại kỳ họp tháng 7 năm 2026": when the session meets."""
    for match in _SESSION.finditer(scan.text):
        stretch = stretch_at(scan.text, match.end())
        if stretch is None:
            continue
        stretch, flags = dated_stretch(scan, stretch)
        if stretch.last.year is None:
            continue
        before, stop = scan.before(match.start()), stretch.span.stop
        ends = ENDS_CLAUSE.match(scan.text, stop) or _LAYS_BEFORE.search(before)
        is_order = has_order(before) and ends
        if is_order and not scan.is_past(stretch.last.last()):
            yield Found(stretch.span, period(stretch), "session", flags=flags)


RULES = (find_within, find_session)
