"""Fixed times: by a date.

In a time line a bare time counts. In prose the words around it must make it the time
of an order: goals, terms of laws, names of plans and reporting periods look the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from ccndocs.extract.deadline.order import (
    ENDS_CLAUSE,
    OF_USE,
    ORDER,
    is_goal,
    opens_order,
    tells_which_only,
)
from ccndocs.extract.deadline.scan import FLAGS, WORDS, Found, Scan, by, dated, needs
from ccndocs.types.geometry import Span
from ccndocs.vi import lazy_re as re
from ccndocs.vi.dates import stretch_at
from ccndocs.vi.moments import Moment, Unit, moment_at

_BEFORE = re.compile(
    r"""\b(?:
      (?P<latest>(?:chậm|muộn|trễ)\s+nhất|(?<=[(])hạn|(?<=[,;–-]\s)hạn(?=\s+(?:ngày\s+)?\d)|không\s+(?:để\s+)?(?:chậm|muộn|trễ)\s+(?:hơn|quá)|hạn\s+(?:chót|cuối))
      (?:\s+(?:là|vào|đến|hết|đến\s+hết|trong)){0,3}\s+(?P<late_before>trước\s+)?
    | (?P<until>(?:(?:cho\s+)?(?:đến|tới)|hết)(?:\s+hết)?)\s+
    | (?P<before>tr(?:ướ|uớ|ưó)c)\s+
      (?:(?:ngày\s+(?:Quốc\s+khánh|lễ|khai\s+giảng|khai\s+mạc|bế\s+mạc|bế\s+giảng|bầu\s+cử|hội|thi|khởi\s+công|tổng\s+kết)
        |thời\s+điểm|dịp(?:\s+(?:lễ|Quốc\s+khánh|kỷ\s+niệm|khai\s+giảng))*)\s+)?
    )""",
    FLAGS,
)
# "trước ngày 15/6 và 15/12/2026", "trước ngày 20/6 và trước ngày 20/12"
_AND_BEFORE = re.compile(r"\s*(?:,|và)\s*(?:trước\s+)?(?=ngày\s|\d)", FLAGS)
# Events that happened before a date: "các CCN hình thành trước ngày 01/7/2026".
_HAPPENED = re.compile(
    r"""(?:hình\ thành|thành\ lập|được\ \w+(?:\ \w+)?|phát\ sinh|có\ hiệu\ lực|ban\ hành
    |đã\ \w+|(?<!chuẩn\ )(?<!thiết\ )(?<!trang\ )bị\ \w+(?:\ \w+)?
    |hoạt\ động|tồn\ tại|đầu\ tư|sử\ dụng|ký|nộp|tiếp\ nhận)\s*$""",
    FLAGS,
)
# "lập danh sách chung cư hết niên hạn trước năm 2030": which ones, whenever it is
_STATES = re.compile(
    r"""\b(?:(?:có|còn|hết)\s+(?:hiệu\s+lực|hạn|niên\s+hạn|thời\s+hạn|giá\s+trị)(?:\s+(?:sử\s+dụng|thi\s+hành))?
    |(?:trẻ|em|người|công\s+dân|học\s+sinh)\s+sinh|ra\s+đời|đáo\s+hạn)\s*$""",
    FLAGS,
)
# "Giao Phó Chủ tịch … trước ngày 15/11 trực tiếp kiểm tra"
_GIVEN = re.compile(
    r"\W*(?:\w{1,2}\)\s*)?(?:giao|yêu\ cầu|đề\ nghị|phân\ công)\b", FLAGS
)
# "giải quyết các hồ sơ tiếp nhận trước ngày 01/7/2025": which ones
FILED = re.compile(
    r"""\b(?:giải\ quyết|xử\ lý|chuyển\ tiếp|rà\ soát|thụ\ lý|đối\ với|với)
    (?:\s+(?:dứt\s+điểm|xong|hết))?\s+(?:các\s+|những\s+)?(?:hồ\ sơ|đơn)
    (?:\s+[^\W\d]+){0,8}\s+(?:nộp|tiếp\ nhận|phát\ sinh)\s*$""",
    FLAGS,
)


# "rà soát các dự án được phê duyệt trước ngày 01/7": which ones
_WHICH = re.compile(
    r"""^\W*(?:[^,;]{0,90}?\b)?(?:rà\s+soát|kiểm\s+tra|thống\s+kê|tổng\s+hợp|xử\s+lý|giải\s+quyết|phân\s+loại|xem\s+xét|đánh\s+giá|lập\s+danh\s+mục|đối\s+với|chuyển\s+tiếp)
    \s[^,;]*?\b(?:các|những|số)\s+(?!(?:sở|cơ\s+quan|đơn\s+vị|địa\s+phương)\b)[^,;]*?\b(?:được|đã)\s+(?!hoàn\s+thành\b|xong\b|giải\s+quyết\b|xử\s+lý\b)\w+(?:\s+\w+){0,3}\s*$""",
    FLAGS,
)

_SO_THAT = re.compile(
    r"\b(?:để|nhằm|bảo\s+đảm|đảm\s+bảo|yêu\s+cầu|phải|xong|dứt\s+điểm)\b", FLAGS
)


def _is_which(before: str, moment: Moment) -> bool:
    """Whether a day tells which things are looked at: they were approved before it.

    Laws take effect on the first of a month, orders are due on any other day.
    """
    of_law = moment.day == 1 and _WHICH.search(before)
    told = of_law or _STATES.search(before)
    return bool(told) and not _SO_THAT.search(before)


def _is_order(scan: Scan, start: int, stop: int, moment: Moment, word: str) -> bool:
    """Whether "trước <moment>" and the like set the time of an order, in prose."""
    before = scan.before(start)
    if moment.year is not None and scan.is_past(moment.last()):
        return word != "until" and _is_recorded_order(scan, moment, before)
    if _TOLD_OF.match(scan.text, stop):
        return False
    if word == "before":
        if FILED.search(before) or _is_which(before, moment):
            return False
        if tells_which_only(before, scan.text[stop:]):
            return False
        if moment.unit is Unit.YEAR and not (
            _ends_order(scan, start, stop) or lasts(scan, start, stop)
        ):
            return False
        return scan.issued_on is not None or not _HAPPENED.search(before)
    if word == "until":
        return (
            not SUPPOSES.search(before)
            and (moment.unit is Unit.DAY or "hết" in scan.text[start:stop].lower())
            and (_ends_order(scan, start, stop) or lasts(scan, start, stop))
            and not _EXTENDS.search(before)
            and not re.search(r"từ\s+(?:ngày|tháng|quý|năm)?\s*\d[^,;]*$", before)
        )
    return True


# "hồ sơ nộp trước ngày 01/5/2026 được giải quyết theo quy định cũ"
_TOLD_OF = re.compile(r"\s*(?:mà\s+)?(?:được|thì|đã|chưa)\b", FLAGS)


# "nếu đến ngày 30/11/2026 dự án giải ngân dưới 60%": what may be so by then
SUPPOSES = re.compile(r"\b(?:nếu|trường\s+hợp|mà)\s*,?\s*$", FLAGS)


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


def lasts(scan: Scan, start: int, stop: int) -> bool:
    """Whether a clause that opens with its order goes on until the time, its end."""
    before = scan.before(start)
    is_term = scan.text[start : start + 2].lower() not in ("từ", "kể", "bắ")
    return (
        opens_order(before)
        and (_is_carried_out(scan, start) or not is_goal(scan, start))
        and not (OF_USE.search(before) and not is_term)
        and not (is_term and _MOVES.search(before))
        and not _MODIFIES.search(before)
        and bool(_STOPS.match(scan.text, stop))
    )


_STOPS = re.compile(rf"{ENDS_CLAUSE.pattern}|\s*đến\s+khi\s", FLAGS)
# What a time describes: "các dự án được phê duyệt từ ngày …", "đơn phát sinh đến …".
_MODIFIES = re.compile(
    rf"""\b(?:{WORDS["described_by_a_time"]}|(?<!còn\s)hiệu\s+lực)(?:\s+\w+){{0,6}}\s*$""",
    FLAGS,
)


def _more_days(scan: Scan, stop: int) -> list[Moment]:
    """The further days of "trước ngày 15/6 và 15/12/2026"."""
    found: list[Moment] = []
    while len(found) < _MOST_DAYS:
        link = _AND_BEFORE.match(scan.text, stop)
        moment = moment_at(scan.text, link.end()) if link else None
        if moment is None or moment.unit is not Unit.DAY:
            return found
        found.append(moment)
        stop = moment.span.stop
    return found


_MOST_DAYS = 24  # two a month; a table run together would take minutes


@needs("trước|truớc|trưóc|đến|tới|hết|chậm|muộn|hạn")
def find_by(scan: Scan) -> Iterator[Found]:
    """Reads "trước ngày 30/01/2025"; "chậm nhất ngày 31/3"; "đến hết năm 2026"."""
    for match in _BEFORE.finditer(scan.text):
        word = "latest" if match["latest"] else "until" if match["until"] else "before"
        stretch = stretch_at(scan.text, match.end(), bare=True)
        if stretch is None or _is_part_of_range(scan, match.start(), word):
            continue
        if word == "until" and _is_cutoff(scan, match.start()):
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
        for day in () if "dịp" in match[0].lower() else _more_days(scan, stop):
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


_CUTOFF = re.compile(
    r"""(?:số\s+liệu|tính|hiệu\s+lực|nhu\s+cầu(?:\s+\w+){0,2})\s*$
    |(?:kỳ|thời\s+điểm|mốc)\s+(?:báo\s+cáo|thống\s+kê|chốt(?:\s+số\s+liệu)?)\s*$""",
    FLAGS,
)
# "số lao động đang làm việc đến hết ngày 30/6/2026"
_STATE = re.compile(r"(?:đang|đã)\s+\w+(?:\s+\w+){0,2}\s*$", FLAGS)


def _is_cutoff(scan: Scan, start: int) -> bool:
    """Whether "đến …" says how far the data of a report reach."""
    before = scan.left(start)
    if _CUTOFF.search(before) or _STATE.search(before):
        return True
    then_sent = _THEN_SENT.match(scan.after(start))
    return then_sent is not None and _COUNTS_UP.search(scan.before(start)) is not None


# "Thống kê biên chế có mặt đến ngày 31/12, gửi về Sở trước ngày 10/01": of what day
_COUNTS_UP = re.compile(
    r"""^\W*(?:[^,;:]{0,60}\s)?(?:thống\s+kê|báo\s+cáo|tổng\s+hợp|cung\s+cấp|cập\s+nhật)\s
    [^,;]*$""",
    FLAGS,
)
_THEN_SENT = re.compile(
    r"""(?:đến|tới)\s(?:hết\s+)?(?:ngày\s+)?[\d/ ]+(?:tháng\s+\d+\s+)?(?:năm\s+\d+)?
    [^,;\d]{0,60}
    ,\s+(?:và\s+)?(?:báo\s+cáo|gửi|nộp)\s[^;]*?\b(?:trước|chậm\s+nhất|trong)\s[^;]*?\d""",
    FLAGS,
)


RULES = (find_by,)
