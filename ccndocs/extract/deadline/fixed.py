"""Fixed times: by a date, within a stretch, from a date on.

In a time line a bare time counts. In prose the words around it must make it the time
of an order: goals, terms of laws, names of plans and reporting periods look the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from ccndocs.extract.deadline.order import (
    ENDS_CLAUSE,
    OF_USE,
    ORDER,
    has_order,
    is_goal,
    opens_order,
)
from ccndocs.extract.deadline.periodic import OPENS
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
    since,
)
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Deadline, DeadlineKind
from ccndocs.vi import lazy_re as re
from ccndocs.vi.dates import Stretch, stretch_at
from ccndocs.vi.moments import Moment, Unit, moment_at

_BEFORE = re.compile(
    r"""\b(?:
      (?P<latest>(?:chậm|muộn)\s+nhất|không\s+(?:để\s+)?(?:chậm|muộn|trễ)\s+(?:hơn|quá)|hạn\s+(?:chót|cuối))
      (?:\s+(?:là|vào|đến|hết|đến\s+hết|trong)){0,3}\s+(?P<late_before>trước\s+)?
    | (?P<until>(?:(?:cho\s+)?(?:đến|tới)|hết)(?:\s+hết)?)\s+
    | (?P<before>tr(?:ướ|uớ|ưó)c)\s+
      (?:(?:ngày\s+(?:Quốc\s+khánh|lễ)|thời\s+điểm|dịp)\s+)?
    )""",
    FLAGS,
)
# "trước ngày 15/6 và 15/12/2026", "trước ngày 20/6 và trước ngày 20/12"
_AND_BEFORE = re.compile(r"\s*(?:,|và)\s*(?:trước\s+)?(?=ngày\s|\d)", FLAGS)
# Events that happened before a date: "các CCN hình thành trước ngày 01/7/2026".
_HAPPENED = re.compile(
    r"""(?:hình\ thành|thành\ lập|được\ \w+(?:\ \w+)?|phát\ sinh|có\ hiệu\ lực|ban\ hành
    |đã\ \w+|hoạt\ động|tồn\ tại|đầu\ tư|sử\ dụng|ký|nộp|tiếp\ nhận)\s*$""",
    FLAGS,
)
# "Giao Phó Chủ tịch … trước ngày 15/11 trực tiếp kiểm tra"
_GIVEN = re.compile(
    r"\W*(?:\w{1,2}\)\s*)?(?:giao|yêu\ cầu|đề\ nghị|phân\ công)\b", FLAGS
)
# "(đến ngày 21/10/2025, chủ đầu tư mới hoàn thành …"
_NARRATES = re.compile(r"[^.;)]{0,40}\b(?:mới|đã|vẫn|chưa|còn)\b", FLAGS)


# "giải quyết các hồ sơ tiếp nhận trước ngày 01/7/2025": which ones
FILED = re.compile(
    r"""\b(?:giải\ quyết|xử\ lý|chuyển\ tiếp|rà\ soát|thụ\ lý|đối\ với|với)
    (?:\s+(?:dứt\s+điểm|xong|hết))?\s+(?:các\s+|những\s+)?(?:hồ\ sơ|đơn)
    (?:\s+[^\W\d]+){0,8}\s+(?:nộp|tiếp\ nhận|phát\ sinh)\s*$""",
    FLAGS,
)


def _is_order(scan: Scan, start: int, stop: int, moment: Moment, word: str) -> bool:
    """Whether "trước <moment>" and the like set the time of an order, in prose."""
    before = scan.before(start)
    if moment.year is not None and scan.is_past(moment.last()):
        return word != "until" and _is_recorded_order(scan, moment, before)
    if _TOLD_OF.match(scan.text, stop):
        return False
    if word == "before":
        if FILED.search(before):
            return False
        if moment.unit is Unit.YEAR and not (
            _ends_order(scan, start, stop) or _lasts(scan, start, stop)
        ):
            return False
        return scan.issued_on is not None or not _HAPPENED.search(before)
    if word == "until":
        return (
            (moment.unit is Unit.DAY or "hết" in scan.text[start:stop].lower())
            and (_ends_order(scan, start, stop) or _lasts(scan, start, stop))
            and not _NARRATES.match(scan.text, stop)
            and not _EXTENDS.search(before)
            and not re.search(r"từ\s+(?:ngày|tháng|quý|năm)?\s*\d[^,;]*$", before)
        )
    return True


# "hồ sơ nộp trước ngày 01/5/2026 được giải quyết theo quy định cũ"
_TOLD_OF = re.compile(r"\s*(?:mà\s+)?(?:được|thì|đã|chưa)\b", FLAGS)


def _is_recorded_order(scan: Scan, moment: Moment, before: str) -> bool:
    """Whether a day already past is the deadline of an order given before."""
    return (
        moment.unit is Unit.DAY
        and not scan.is_long_past(moment.last())
        and not _HAPPENED.search(before)
        and bool(ORDER.search(before) or _GIVEN.match(before))
    )


def _ends_order(scan: Scan, start: int, stop: int) -> bool:
    """Whether the time closes a clause that orders something and sets no target."""
    return (
        not is_goal(scan, start)
        and bool(ORDER.search(scan.before(start)))
        and bool(ENDS_CLAUSE.match(scan.text, stop))
    )


# "gia hạn … đến hết năm 2026" moves another term, "nợ … đến ngày 30/6" is a state.
_MOVES = re.compile(
    r"""\b(?:chuyển\s+nguồn|thời\s+hạn|còn|nợ|tồn|giấy\s+phép|cấp\s+phép|chứng\s+nhận|thuê|hợp\s+đồng
    |thế\s+chấp|quy\s+hoạch)\b""",
    FLAGS,
)
_EXTENDS = re.compile(
    r"\b(?:gia\s+hạn|(?<!vốn\s)kéo\s+dài|lùi|điều\s+chỉnh\s+thời\s+gian)\b", FLAGS
)


# "…, rút ngắn 30% thời gian, thực hiện từ ngày 01/02/2026"
_CARRIED_OUT = re.compile(r"[,;]\s+(?:thực\s+hiện|áp\s+dụng|bắt\s+đầu)\s*$", FLAGS)


def _is_carried_out(scan: Scan, start: int) -> bool:
    """Whether a time behind a target says when the work itself is done or begins."""
    before = scan.before(start)
    begins = before.rstrip().endswith((",", ";")) and scan.text.startswith(
        "bắt đầu", start
    )
    return begins or _CARRIED_OUT.search(before) is not None


def _lasts(scan: Scan, start: int, stop: int) -> bool:
    """Whether a clause that opens with its order goes on until the time, its end."""
    before = scan.before(start)
    is_term = scan.text[start : start + 2].lower() not in ("từ", "kể", "bắ")
    return (
        opens_order(before)
        and (_is_carried_out(scan, start) or not is_goal(scan, start))
        and not (OF_USE.search(before) and not is_term)
        and not (is_term and _MOVES.search(before))
        and not _LINKS.search(before)
        and not _MODIFIES.search(before)
        and bool(_STOPS.match(scan.text, stop))
    )


_STOPS = re.compile(rf"{ENDS_CLAUSE.pattern}|\s*đến\s+khi\s", FLAGS)
# "bảo đảm từ ngày 01/01/2026, Luật … được thi hành": the time of what follows
_LINKS = re.compile(r"\b(?:bảo\s+đảm|đảm\s+bảo|để|rằng|là|mà|thì)\s*$", FLAGS)


# What a time describes: "các dự án được phê duyệt từ ngày …", "đơn phát sinh đến …".
_MODIFIES = re.compile(
    rf"""\b(?:{WORDS["described_by_a_time"]}|(?<!còn\s)hiệu\s+lực)(?:\s+\w+){{0,6}}\s*$""",
    FLAGS,
)


def _more_days(scan: Scan, stop: int) -> list[Moment]:
    """The further days of "trước ngày 15/6 và 15/12/2026"."""
    found: list[Moment] = []
    while True:
        link = _AND_BEFORE.match(scan.text, stop)
        moment = moment_at(scan.text, link.end()) if link else None
        if moment is None or moment.unit is not Unit.DAY:
            return found
        found.append(moment)
        stop = moment.span.stop


@needs("trước|truớc|trưóc|đến|tới|hết|chậm|muộn|hạn")
def find_by(scan: Scan) -> Iterator[Found]:
    """Reads "trước ngày 30/01/2025"; "chậm nhất ngày 31/3"; "đến hết năm 2026"."""
    for match in _BEFORE.finditer(scan.text):
        word = match.lastgroup or ""
        word = "latest" if match["latest"] else "until" if match["until"] else "before"
        stretch = stretch_at(scan.text, match.end(), bare=True)
        if stretch is None or _is_part_of_range(scan, match.start(), word):
            continue
        if word == "until" and _is_cutoff(scan, match.start(), stretch.span.stop):
            continue
        moment = stretch.last if word != "before" else stretch.first
        exclusive = word == "before" or match["late_before"] is not None
        moment, flags = dated(scan, moment)
        stop = moment.span.stop
        if not scan.is_time_line and not _is_order(
            scan, match.start(), stop, moment, word
        ):
            continue
        if moment.year is not None and scan.is_past(moment.last()):
            flags += ("deadline_before_issue",)
        span = Span(match.start(), stop)
        yield Found(span, by(moment, exclusive=exclusive), "by", flags=flags)
        for day in _more_days(scan, stop):
            more, flags = dated(scan, day)
            value = by(more, exclusive=exclusive)
            yield Found(day.span, value, "by_and", flags=flags)


def _is_part_of_range(scan: Scan, start: int, word: str) -> bool:
    """Whether "đến …" is the second half of "từ … đến …"."""
    left = scan.left(start).rstrip()
    return (
        word == "until"
        and bool(re.search(r"\d$|tầm nhìn$|từ nay$", left))
        and not (left.endswith("từ nay"))
    )


_CUTOFF = re.compile(r"số\s+liệu\s*$|tính\s*$|kỳ\s+báo\s+cáo\s*$|hiệu\s+lực\s*$", FLAGS)
# "số lao động đang làm việc đến hết ngày 30/6/2026"
_STATE = re.compile(r"(?:đang|đã)\s+\w+(?:\s+\w+){0,2}\s*$", FLAGS)
_OF_REPORT = re.compile(r"\s*(?:của\s+)?(?:kỳ|thời\s+điểm)\s+báo\s+cáo", FLAGS)


def _is_cutoff(scan: Scan, start: int, stop: int) -> bool:
    """Whether "đến …" says how far the data of a report reach."""
    before = scan.left(start)
    return bool(
        _CUTOFF.search(before)
        or _STATE.search(before)
        or _OF_REPORT.match(scan.text, stop)
    )


FURTHER = re.compile(
    r"\s*,?\s*(?:và|,)\s*(?:các|những|cho\s+các)\s+năm\s+(?:tiếp\s+theo|sau)"
    r"|\s*trở\s+(?:đi|về\s+sau)",
    FLAGS,
)


def stretch_value(scan: Scan, stretch: Stretch) -> tuple[Deadline, Span]:
    """Period, or open end where "và các năm tiếp theo" follows; one day is a `by`."""
    further = FURTHER.match(scan.text, stretch.span.stop)
    if further:
        return since(stretch.first), Span(stretch.span.start, further.end())
    if stretch.first.unit is Unit.DAY and stretch.first == stretch.last:
        return by(stretch.last, exclusive=False), stretch.span
    return period(stretch), stretch.span


_FROM_TO = re.compile(
    r"""(?:\b(?P<span>trong\s+(?:giai\s+đoạn|thời\s+gian|khoảng(?:\s+thời\s+gian)?)\s+(?:từ\s+)?)
    |\b(?P<begin>bắt\s+đầu\s+(?:kể\s+)?|kể\s+)?từ\s+)(?:thứ\s+\w+\s*,?\s*(?=ngày))?(?=ngày|tháng|quý|quí|năm|\d|nay|(?:sáng|trưa|chiều|tối|đêm)\s)""",
    FLAGS,
)
_UNTIL_NOW = re.compile(
    r"(?:nay|ngày\s+(?:ký|ban\s+hành)(?:\s+[^\W\d]+){0,4}?)\s+(?:cho\s+)?đến\s+(?:hết\s+)?",
    FLAGS,
)
_DATA = re.compile(r"tính\s*$|số\s+liệu|kỳ\s+báo\s+cáo|(?<!còn\s)hiệu\s+lực", FLAGS)
# "từ ngày 15 tháng 12 năm trước kỳ báo cáo đến ngày 14 tháng 6 của kỳ báo cáo"
WINDOW = re.compile(r"kỳ\s+báo\s+cáo", FLAGS)


@needs("từ|trong")
def find_range(scan: Scan) -> Iterator[Found]:
    """Reads "từ ngày 23/3/2026 đến 27/3/2026"; "Từ Quý I/2026"; "từ nay đến 31/12"."""
    for match in _FROM_TO.finditer(scan.text):
        before = scan.before(match.start())
        if _DATA.search(before, max(0, len(before) - 40)):
            continue
        if WINDOW.search(scan.after(match.end())):
            continue
        now = _UNTIL_NOW.match(scan.text, match.end())
        at = now.end() if now else match.end()
        stretch = stretch_at(scan.text, at, bare=True)
        if stretch is None:
            continue
        stretch, flags = dated_stretch(scan, stretch)
        span = Span(match.start(), stretch.span.stop)
        value: Deadline | None
        if now:
            value = by(stretch.last, exclusive=False)
        elif stretch.first != stretch.last:
            value = period(stretch)
        else:
            value = None if match["span"] else since(stretch.first)
            span = Span(span.start, _end_of(FURTHER, scan, span.stop))
        if value and (scan.is_time_line or _orders_range(scan, span, value)):
            yield Found(span, value, "range", flags=flags)


def _end_of(pattern: re.Pattern[str], scan: Scan, at: int) -> int:
    match = pattern.match(scan.text, at)
    return match.end() if match else at


# "cho người lao động nghỉ từ ngày 02/9 đến ngày 05/9"
_DONE = re.compile(r"\bđã\b", FLAGS)
_OFF_DUTY = re.compile(
    r"""(?<!kỳ\s)(?<!lịch\s)(?<!được\s)(?<!ngày\s)\b(?:nghỉ(?!\s+(?:hưu|việc))|trực)\b
    [^,;]{0,40}$""",
    FLAGS,
)


def _orders_range(scan: Scan, span: Span, value: Deadline) -> bool:
    """In prose only times to come, of an order, at the end of its clause."""
    if value.kind is DeadlineKind.FROM:
        return _begins(scan, span, value)
    if value.end is None:
        return False
    is_late = scan.issued_on is None or value.end >= scan.issued_on.isoformat()
    before = scan.before(span.start)
    if not before.strip(" -+") and opens_order(scan.after(span.stop).lstrip(" ,")):
        return is_late and value.kind is DeadlineKind.BY
    if not _names_day(scan, span):
        return is_late and _lasts(scan, span.start, span.stop)
    return (
        is_late
        and not is_goal(scan, span.start)
        and not _REPORTED.search(before)
        and not (_REPORTED_FAR.search(before) and _began(scan, value))
        and not _DONE.search(before)
        and (has_order(before) or bool(_OFF_DUTY.search(before)))
        and bool(ENDS_CLAUSE.match(scan.text, span.stop))
    )


# "đánh giá kết quả bồi thường từ ngày 01/01 đến ngày 31/3": what is reported on
_REPORTED = re.compile(
    r"\b(?:kết\s+quả|tình\s+hình|số\s+liệu)(?:\s+\w+){0,6}\s*$", FLAGS
)


# "báo cáo kết quả phòng dịch của đơn vị từ ngày …": a report on what began before it
_REPORTED_FAR = re.compile(
    r"\bbáo\s+cáo\s+(?:đánh\s+giá\s+)?(?:kết\s+quả|tình\s+hình)"
    r"(?:(?!\b(?:về|gửi|cho)\b)[^,;.]){0,120}$",
    FLAGS,
)


def _began(scan: Scan, value: Deadline) -> bool:
    """Whether a range begins before the document's date, or that is not known."""
    if scan.issued_on is None or value.start is None:
        return scan.issued_on is None
    return value.start < scan.issued_on.isoformat()


def _names_day(scan: Scan, span: Span) -> bool:
    words = span.of(scan.text)
    return "/" in words or "ngày" in words


def _begins(scan: Scan, span: Span, value: Deadline) -> bool:
    """Whether "từ ngày …" at the end of an order says when it begins to be done."""
    if value.start is None or scan.issued_on is None:
        return False
    before, after = scan.before(span.start), scan.after(span.stop)
    is_first = OPENS.search(before) and after[:1] == ","
    if is_first and opens_order(after.lstrip(" ,")):
        return int(value.start[:4]) >= scan.issued_on.year  # "Từ năm 2027, không cấp"
    begun = value.start <= scan.issued_on.isoformat()
    if begun and not _NEXT_YEARS.search(span.of(scan.text)):
        return False
    off = _OFF_DUTY.search(before)
    return off is not None or _lasts(scan, span.start, span.stop)


_NEXT_YEARS = re.compile(
    r"\b(?:(?:các|những)\s+năm\s+(?:tiếp\s+theo|sau)|từ\s+năm\s+thứ\s+\w+\s+trở\s+đi)",
    FLAGS,
)


def find_next_years(scan: Scan) -> Iterator[Found]:
    """Time lines only: "Những năm tiếp theo" starts in a year that is not named."""
    if scan.is_time_line:
        for match in _NEXT_YEARS.finditer(scan.text):
            value = Deadline(DeadlineKind.FROM)
            flags = ("year_unknown",)
            yield Found(Span(*match.span()), value, "next_years", flags=flags)


RULES = (find_by, find_range, find_next_years)
