"""Times without a date or a length: events, conditions, standing duties."""

from __future__ import annotations

from collections.abc import Iterator

from ccndocs.extract.deadline.order import is_subject, opens_order
from ccndocs.extract.deadline.scan import FLAGS, Found, Scan, needs
from ccndocs.extract.deadline.term import ANCHOR_END, CLOSES, ISSUED
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Deadline, DeadlineKind, RelativeTerm
from ccndocs.vi import lazy_re as re
from ccndocs.vi.verbs import opens_with_verb

# In a time line nothing follows the event but another time.
_LINE_ANCHOR_END = re.compile(
    r",\s*(?=hoàn|xong|kết\s+thúc|muộn|không\s+(?:quá|muộn)|định|thường|chậm|trước|kể\s+cả)|\s+và\s+(?=hoàn\s+thành|xong|chậm\s+nhất|báo\s+cáo)",
    FLAGS,
)


_EVENT = re.compile(
    r"""\b(?P<word>(?:ngay|liền)\s+sau\s+(?:khi|(?P<day>ngày)(?=\s+(?:ký|ban\s+hành|được\s+ký|công\s+bố|nhận|khai|bế|kết\s+thúc)\b))|sau\s+khi|ngay\s+khi|trước\s+khi)\s+(?P<event>[^.;()]+)""",
    FLAGS,
)
_BEFORE_EVENT = re.compile(
    r"(?:^\W*|(?:hoàn\s+thành|thực\s+hiện|triển\s+khai|báo\s+cáo)\s+)$", FLAGS
)


def _ends_at_once(scan: Scan, match: re.Match[str], before: str) -> bool:
    """Whether "ngay sau khi …" closes an order: "cấp giấy ngay sau khi tiêm"."""
    return opens_order(before) and bool(CLOSES.match(scan.text, match.end("event")))


def _conditional(start: int, stop: int) -> Found:
    return Found(Span(start, stop), Deadline(DeadlineKind.CONDITIONAL), "event")


@needs("khi|sau ngày", "sau|ngay|trước")
def find_event(scan: Scan) -> Iterator[Found]:
    """Reads "Sau khi Nghị định ban hành"; in prose only "ngay sau khi" of an order."""
    for match in _EVENT.finditer(scan.text):
        word = " ".join(match["word"].lower().split())
        before = scan.before(match.start())
        word = word.replace("liền", "ngay").replace("sau ngày", "sau khi")
        opens = _BEFORE_EVENT.search(before) or _ends_at_once(scan, match, before)
        if not scan.is_time_line and not (opens and word == "ngay sau khi"):
            continue
        end = _LINE_ANCHOR_END if scan.is_time_line else ANCHOR_END
        text = end.split(match["event"], maxsplit=1)[0].strip()
        if word == "ngay khi" and not ISSUED.match(text):
            yield _conditional(match.start(), match.start("event") + len(text))
            continue
        days = None if word == "sau khi" else 0
        anchor = "issued_on" if ISSUED.match(text) else "event"
        anchor_text = text if not word.startswith("trước") else f"trước khi {text}"
        anchor_text = f"ngày {text}" if match["day"] else anchor_text
        term = RelativeTerm(days, False, anchor, anchor_text)
        stop = match.start("event") + len(match["event"][: len(text)])
        value = Deadline(DeadlineKind.RELATIVE, relative=term)
        yield Found(Span(match.start(), stop), value, "event")


_CONDITION = re.compile(
    r"""\b(?:khi\s+có\s+yêu\s+cầu(?:\s+(?:đột\s+xuất|của\s+[^.;,()]{3,60}))?
    |khi\s+(?:có|cần|phát\s+sinh|được)\b[^.;,()/]*
    |theo\s+(?:yêu\s+cầu|đề\s+nghị|tiến\s+độ|lộ\s+trình|chỉ\s+đạo|thời\s+điểm|kế\s+hoạch|hướng\s+dẫn
      |nhu\s+cầu|tình\s+hình)\b[^.;,()]*
    |đột\s+xuất(?:\s+khi\s+[^.;,()]+|\s+theo\s+[^.;,()]+)?)""",
    FLAGS,
)
# In prose a condition only stands beside a repetition: "định kỳ hằng năm hoặc khi …".
_BESIDE = re.compile(
    r"(?:hằng|hàng|định\s+kỳ|một\s+lần|/\s*lần)[^.;]{0,40}?\(?\s*(?:hoặc|và|/)\s*$",
    FLAGS,
)


# "sẵn sàng lực lượng … khi có tình huống", "báo cáo đột xuất khi có yêu cầu"
_READY = re.compile(r"sẵn\s+sàng\b", FLAGS)
_REPORTS = re.compile(
    r"(?:^\W*|[,;]\s*|\bvà\s+|tổng\s+hợp\s+)báo\s+cáo\b[^.;]{0,60}$", FLAGS
)
_PURPOSE = re.compile(r"\b(?:để|nhằm)\b[^,;]*$", FLAGS)  # "để có quỹ đất sẵn sàng …"
_WHEN = re.compile(r"(?:đột\s+xuất\s+)?khi\s+có\b", FLAGS)
_WHEN_ASKED = re.compile(r"(?:đột\s+xuất\s+)?khi\s+có\s+yêu\s+cầu\b", FLAGS)


# "khi nước ngập quá 20 cm", "khi gió mạnh từ cấp 6", "khi xã có yêu cầu"
_WHENEVER = re.compile(
    r"""\bkhi\s+(?!chưa\b|không\b|đã\b)(?P<event>[^.;()]{3,120}?)(?=\s*(?:$|[.;)]|,\s))""",
    FLAGS,
)
_THRESHOLD = re.compile(
    r"""\b(?:vượt|quá|trên|dưới|xuống|hơn|cách|từ|cấp|mức|đạt)(?:\s+[^\W\d]+){0,5}\s+(?!(?:19|20)\d\d\b)\d
    |\bvượt\b|\bbáo\s+động\b|\bcấp\s+[IVX]+\b|\bbị\s+(?:ngập|chia\s+cắt|cô\s+lập|tắc|sạt|hỏng|mất)""",
    FLAGS,
)
_ASKED = re.compile(
    r"^\w[^,]*\b(?:có\s+(?:yêu\s+cầu|đề\s+nghị|lệnh)|yêu\s+cầu)\s*$", FLAGS
)


# "sau khi", "kể từ khi": the anchor of a term
_COUNTED_FROM = re.compile(r"\b(?:sau|trước|từ|ngay|đến|tới|trong)\s*$", FLAGS)


@needs("khi")
def find_whenever(scan: Scan) -> Iterator[Found]:
    """Prose: a threshold or a named asker at the end of an order.

    "Đình chỉ hoạt động bến đò khi nước lũ vượt báo động 2"; conditions of the work
    itself ("khi thẩm định", "khi chưa có giấy phép") are none.
    """
    if scan.is_time_line:
        return
    for match in _WHENEVER.finditer(scan.text):
        event = match["event"]
        asked = _ASKED.match(event) and not event.lower().startswith("có ")
        if not (asked or _THRESHOLD.search(event)):
            continue
        before = scan.before(match.start())
        bound = _COUNTED_FROM.search(before) or _PURPOSE.search(before)
        if opens_order(before) and not bound:
            yield Found(
                Span(*match.span()), Deadline(DeadlineKind.CONDITIONAL), "whenever"
            )


def _is_condition(before: str, words: str) -> bool:
    """Whether "khi …" in prose is when the order is to be carried out."""
    if _BESIDE.search(before) and re.search(r"hằng|hàng|lần", before):
        return True
    if _READY.search(before):
        return bool(_WHEN.match(words)) and not _PURPOSE.search(before)
    return bool(_WHEN_ASKED.match(words) and _REPORTS.search(before))


@needs("khi|theo|đột")
def find_condition(scan: Scan) -> Iterator[Found]:
    """Reads "khi có yêu cầu"; "Theo tiến độ của từng nhiệm vụ"; "hằng năm/đột xuất"."""
    for match in _CONDITION.finditer(scan.text):
        before = scan.before(match.start())
        if not scan.is_time_line and not _is_condition(before, match[0]):
            continue
        span = Span(match.start(), match.start() + len(match[0].rstrip()))
        yield Found(span, Deadline(DeadlineKind.CONDITIONAL), "condition")


_STANDING = re.compile(r"\b(?:thường\s+xuyên|liên\s+tục)\b", FLAGS)
# "Thường xuyên rà soát …" | "- Thường xuyên" | "Sở Y tế: Thường xuyên hướng dẫn"
_OPENS_TASK = re.compile(
    r"^\s*(?:(?:[-+*•]|\(?\w{1,3}[.)])\s*)*(?:[^\W\d][^:;.]{2,90}:\s*)?(?:chủ\s+động,\s*)?$",
    FLAGS,
)


def _stands(scan: Scan, match: re.Match[str]) -> bool:
    """Whether "thường xuyên" opens the task, or its verb after the agencies."""
    before = scan.text[: match.start()]
    if match[0].lower() == "liên tục" or match.start() > 250:
        return False
    if _OPENS_TASK.match(before):
        return True
    rest = scan.after(match.end()).lstrip(" ,")
    return is_subject(before) and opens_with_verb(rest)


# "Thu gom vỏ bao thuốc; việc này làm thường xuyên"
_DONE_OFTEN = re.compile(
    r"""(?:^|[;,.]\s)\s*(?:và\s+)?(?:(?:việc|công\s+việc|nội\s+dung)\s+này\s+)?(?:phải\s+|cần\s+)?(?:được\s+)?
    (?:làm|thực\s+hiện|duy\s+trì|tiến\s+hành|triển\s+khai)\s+(?P<often>thường\s+xuyên|liên\s+tục|quanh\s+năm)(?=\s*(?:[.;,)]|$))""",
    FLAGS,
)


@needs("thường xuyên|liên tục|quanh năm", "làm|thực hiện|duy trì|tiến hành|triển khai")
def find_done_often(scan: Scan) -> Iterator[Found]:
    """Prose: "Thu gom vỏ bao thuốc; việc này làm thường xuyên"."""
    match = None if scan.is_time_line else _DONE_OFTEN.search(scan.text)
    if match and (not match.start() or opens_order(scan.text[: match.start()])):
        span = Span(*match.span("often"))
        yield Found(span, Deadline(DeadlineKind.ONGOING), "standing", 0.9)


@needs("thường|liên")
def find_standing(scan: Scan) -> Iterator[Found]:
    """Reads "Thường xuyên" of a time line; in prose only where it opens the task."""
    for match in _STANDING.finditer(scan.text):
        if not scan.is_time_line and not _stands(scan, match):
            continue
        yield Found(Span(*match.span()), Deadline(DeadlineKind.ONGOING), "standing")
        return


RULES = (
    find_event,
    find_condition,
    find_whenever,
    find_standing,
    find_done_often,
)
