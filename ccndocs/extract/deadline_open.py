"""Times without a date of their own: terms, events, conditions, standing duties."""

from __future__ import annotations

from collections.abc import Iterator

from ccndocs.extract.deadline_order import has_order, is_subject, opens_order
from ccndocs.extract.deadline_scan import FLAGS, Found, Scan, needs
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Deadline, DeadlineKind, RelativeTerm
from ccndocs.vi import lazy_re as re
from ccndocs.vi.cues import opens_with_verb
from ccndocs.vi.numbers import COUNT_WORDS, count_of

_TERM = re.compile(
    rf"""(?P<lead>\b(?:chậm\s+nhất|muộn\s+nhất|trong\s+(?:thời\s+(?:hạn|gian)|vòng)|trong
      |tối\s+đa|không\s+quá|ít\s+nhất|tối\s+thiểu|thời\s+hạn|sau|quá|trước)
      (?:\s+(?:là|không\s+quá|tối\s+đa|tối\s+thiểu|ít\s+nhất|sau|trước)){{0,3}}\s+)?
    (?<![\d/.,])(?P<count>\d{{1,3}}|(?<!\w){COUNT_WORDS})\s*(?:\(\s*[^()\d]{{2,20}}\)\s*)?
    (?P<unit>ngày\s+làm\s+việc|ngày|tuần|tháng|năm|giờ|h)\b(?!\s*\d)
    (?P<anchor>\s*,?\s*(?:
        (?:(?:kể\s+|tính\s+)?từ|tính\s+đến)\s+(?:ngày|khi|lúc|thời\s+điểm)\s*(?P<since>[^.;()]*)
      | sau\s+(?:khi\s+|ngày\s+)?(?!\d|đó\b|này\b|nữa\b|khi\s|đến\b)(?P<after>[^.;()]+)
      | trước\s+(?:khi\s+|ngày\s+)?(?!\d|đó\b|khi\s|đến\b|kỳ\s+báo)(?P<ahead>[^.;()]+)
    ))?""",
    FLAGS,
)
_RECEIVED = re.compile(r"^(?:được\s+)?(?:nhận|tiếp\s+nhận)\b", FLAGS)
# "ký ban hành" | "Kế hoạch (này) được ban hành" | "ban hành Chỉ thị này"
_ISSUED = re.compile(
    r"""^(?:được\s+)?(?:ký|ban\s+hành|ra(?=\s.*\snày))(?:\s+ban\s+hành)?
    \s*(?:(?:\S+(?:\s+\S+){0,2}\s+này)|chỉ\s+thị|kế\s+hoạch|quyết\s+định|công\s+(?:văn|điện)
      |thông\s+báo|nghị\s+quyết|chương\s+trình|phương\s+án|kết\s+luận)?\s*[,.]?$
    |^(?:\S+(?:\s+\S+){0,2}\s+này|kế\s+hoạch)\s+(?:được\s+)?(?:ký|ban\s+hành)\b""",
    FLAGS,
)
# The anchor ends where the order goes on: "kể từ ngày nhận đủ hồ sơ, Sở … thẩm định".
_ANCHOR_END = re.compile(r",|\s+(?:thì|phải|để|cho)\s", FLAGS)
# In a time line nothing follows the event but another time.
_LINE_ANCHOR_END = re.compile(r",\s*(?=hoàn|định|thường|chậm|trước)", FLAGS)
_TERM_LEADS = ("chậm nhất", "muộn nhất", "trong thời", "trong vòng", "không quá")
# "khảo sát vùng nguy cơ; trong 05 ngày phải có kết luận"
_AT_CLAUSE = re.compile(r"(?:^|[,;])\s*$")
_MUST = re.compile(r"\s*,?\s*(?:phải|cần|yêu\s+cầu)\b", FLAGS)
_VALIDITY = re.compile(r"^(?:ký|được\s+ký|có\s+hiệu\s+lực)", FLAGS)
# "Quyết định này có hiệu lực sau 15 ngày …"
_EFFECT = re.compile(r"hiệu\s+lực(?:\s+thi\s+hành)?\s*$", FLAGS)


def _anchor_text(match: re.Match[str]) -> str | None:
    """The event in the document's words: "nhận đủ hồ sơ hợp lệ"."""
    for name in ("since", "after", "ahead"):
        if match[name] is not None:
            text = _ANCHOR_END.split(match[name].strip(), maxsplit=1)[0].strip()
            return text or None
    return None


def _anchor_kind(match: re.Match[str], text: str | None) -> str:
    if text and match["ahead"] is None:
        if _RECEIVED.match(text):
            return "received_on"
        if _ISSUED.match(text):
            return "issued_on"
    return "event"


def _term(match: re.Match[str]) -> RelativeTerm:
    """Days and months of the term; hours are counted as whole days."""
    count = count_of(match["count"]) or 0
    unit = " ".join(match["unit"].lower().split())
    lead = " ".join((match["lead"] or "").lower().split())
    is_ahead = match["ahead"] is not None or "trước" in lead.split()
    sign = -1 if is_ahead else 1
    text = _anchor_text(match)
    months = {"tháng": count, "năm": 12 * count}.get(unit)
    days = {"tuần": 7 * count, "giờ": -(-count // 24), "h": -(-count // 24)}.get(
        unit, count
    )
    return RelativeTerm(
        days=None if months else sign * days,
        working="làm việc" in unit,
        anchor=_anchor_kind(match, text),
        anchor_text=text,
        months=sign * months if months else None,
    )


def _is_term(scan: Scan, match: re.Match[str]) -> bool:
    """Whether the words set a term: a sanction or a date of effect does not."""
    lead = " ".join((match["lead"] or "").lower().split())
    since = (match["since"] or "").strip()
    if lead == "quá" or (lead == "sau" and _VALIDITY.match(since)):
        return False
    if _EFFECT.search(scan.before(match.start())):
        return False
    if scan.is_time_line:
        is_bare = lead in ("", "sau", "trước") or (
            lead == "trong"
            and "làm việc" not in " ".join(match["unit"].lower().split())
        )
        return match["anchor"] is not None or not is_bare
    return _is_told(scan, match, lead) is None and _sets(scan, match, lead)


def _is_told(scan: Scan, match: re.Match[str], lead: str) -> str | None:
    """The words, in prose, by which a length of time is told or tested, not set."""
    before = scan.before(match.start()).lower().rstrip()
    if before.endswith(("đúng", "hết", "nếu")) and not before.endswith("đến hết"):
        return before
    # "Trong 3 tháng sau sáp nhập, các xã đã ổn định"
    done = _DONE.search(scan.after(match.end("unit"))) if lead == "trong" else None
    return done[0] if done else None


def _sets(scan: Scan, match: re.Match[str], lead: str) -> bool:
    """Whether a length of time, in prose, is a term: by its lead, anchor or order."""
    has_lead = lead.startswith((*_TERM_LEADS, "trước ít nhất", "trước tối thiểu"))
    unit = match["unit"].lower()
    before = scan.before(match.start())
    if match["anchor"] is not None:
        lasts = not lead and _LASTS.search(before) is not None
        return has_lead or lead in ("trong", "sau", "ít nhất") or lasts
    if lead == "sau":
        return _is_answer(scan, match)
    if lead == "trong":
        must = _AT_CLAUSE.search(before) and _MUST.match(scan.text, match.end())
        is_short = unit not in ("tháng", "năm")
        return _is_answer(scan, match) or bool(must and is_short)
    closes = has_order(before) and _CLOSES.match(scan.text, match.end())
    return has_lead and ("ngày" in unit or bool(unit != "năm" and closes))


# "duy trì 21 ngày kể từ ngày tiêu hủy con bệnh cuối cùng"
_LASTS = re.compile(
    r"\b(?:duy\s+trì|kéo\s+dài|trực|niêm\s+yết|đến\s+hết|đủ)\s*$", FLAGS
)


# "trả lời công dân trong ba ngày"; "mở hội chợ trong 03 ngày" is how long it lasts
_ANSWERS = re.compile(
    r"""\b(?:trả\s+(?:lời|kết\s+quả)|phản\s+hồi|chuyển|gửi|nộp|báo\s+cáo|giải\s+quyết|xử\s+lý|có\s+ý\s+kiến|trình
    |xong|hoàn\s+thành|khắc\s+phục|cung\s+cấp|bàn\s+giao|công\s+khai|thẩm\s+định)\b[^,;]{0,80}$""",
    FLAGS,
)


def _is_answer(scan: Scan, match: re.Match[str]) -> bool:
    """Whether "trong ba ngày" alone closes an order to answer or hand in."""
    unit = match["unit"].lower()
    return (
        (unit.startswith("ngày") or (unit in ("giờ", "h") and match["count"] != "1"))
        and bool(_ANSWERS.search(scan.before(match.start())))
        and not _DONE.search(scan.before(match.start()))
        and bool(_CLOSES.match(scan.text, match.end()))
    )


_DONE = re.compile(r"\bđã\b", FLAGS)
_CLOSES = re.compile(r"\s*(?:$|[.;,)])", FLAGS)


# "xong trước chiến dịch 05 ngày": counted back from an event that is named first
_AHEAD_OF = re.compile(
    rf"""\b(?P<side>trước|sau)\s+(?:khi\s+)?(?P<event>(?!khi\b|đó\b|ngày\s+\d|ít\b|tối\b)[^\W\d]+(?:\s+[^\W\d]+){{0,5}}?)\s+
    (?:(?:ít\s+nhất|tối\s+thiểu)\s+)?(?P<count>\d{{1,2}}|{COUNT_WORDS})\s+
    (?P<unit>ngày|tuần|tháng|giờ)\b(?!\s*\d)""",
    FLAGS,
)


@needs("trước|sau", "ngày|tuần|tháng|giờ")
def find_ahead(scan: Scan) -> Iterator[Found]:
    """Reads "trước lễ khai mạc 05 ngày", "sau bàn giao 30 ngày" at an order's end."""
    for match in _AHEAD_OF.finditer(scan.text):
        count = count_of(match["count"])
        if not count or not _CLOSES.match(scan.text, match.end()):
            continue
        if not (scan.is_time_line or has_order(scan.before(match.start()))):
            continue
        unit = match["unit"].lower()
        count = -count if match["side"].lower() == "trước" else count
        whole = -(-abs(count) // 24) * (1 if count > 0 else -1)  # hours as days
        days = {"ngày": count, "tuần": 7 * count, "giờ": whole}.get(unit)
        months = count if unit == "tháng" else None
        event = re.sub(r"^ngày\s+", "", match["event"])
        term = RelativeTerm(days, False, "event", event, months)
        value = Deadline(DeadlineKind.RELATIVE, relative=term)
        yield Found(Span(*match.span()), value, "ahead")


# A count and its unit, in text without case: without them there is no term.
_LENGTH = re.compile(rf"(?:\d|\)|(?<!\w){COUNT_WORDS})\s*(?:ngày|tuần|tháng|năm|giờ|h)")


def find_term(scan: Scan) -> Iterator[Found]:
    """Reads "05 ngày làm việc kể từ ngày nhận"; "ít nhất 10 ngày trước khi …"."""
    if not _LENGTH.search(scan.folded):
        return
    for match in _TERM.finditer(scan.text):
        if not _is_term(scan, match):
            continue
        term = _term(match)
        stop = match.end("unit")
        if match["anchor"] is not None:
            text = term.anchor_text
            stop = (
                scan.text.find(text, stop) + len(text) if text else match.end("anchor")
            )
        value = Deadline(DeadlineKind.RELATIVE, relative=term)
        flags = () if term.anchor_text else ("anchor_unknown",)
        yield Found(Span(match.start(), stop), value, "term", flags=flags)


_EVENT = re.compile(
    r"""\b(?P<word>ngay\s+sau\s+khi|sau\s+khi|ngay\s+khi|trước\s+khi)\s+(?P<event>[^.;()]+)""",
    FLAGS,
)
_BEFORE_EVENT = re.compile(
    r"(?:^\W*|(?:hoàn\s+thành|thực\s+hiện|triển\s+khai|báo\s+cáo)\s+)$", FLAGS
)


def _ends_at_once(scan: Scan, match: re.Match[str], before: str) -> bool:
    """Whether "ngay sau khi …" closes an order: "cấp giấy ngay sau khi tiêm"."""
    return opens_order(before) and bool(_CLOSES.match(scan.text, match.end("event")))


# "Ngay khi phát sinh": what turns up, more than once or never
_CALLS = re.compile(
    r"(?:có\s+)?(?:phát\s+sinh|xảy\s+ra|phát\s+hiện|xuất\s+hiện|yêu\s+cầu|biến\s+động"
    r"|thay\s+đổi|sự\s+cố|vụ\s+việc)\b",
    FLAGS,
)


def _conditional(start: int, stop: int) -> Found:
    return Found(Span(start, stop), Deadline(DeadlineKind.CONDITIONAL), "event")


@needs("khi", "sau|ngay|trước")
def find_event(scan: Scan) -> Iterator[Found]:
    """Reads "Sau khi Nghị định ban hành"; in prose only "ngay sau khi" of an order."""
    for match in _EVENT.finditer(scan.text):
        word = " ".join(match["word"].lower().split())
        before = scan.before(match.start())
        opens = _BEFORE_EVENT.search(before) or _ends_at_once(scan, match, before)
        if not scan.is_time_line and not (opens and word == "ngay sau khi"):
            continue
        end = _LINE_ANCHOR_END if scan.is_time_line else _ANCHOR_END
        text = end.split(match["event"], maxsplit=1)[0].strip()
        if word == "ngay khi" and _CALLS.match(text):
            yield _conditional(match.start(), match.start("event") + len(text))
            continue
        days = 0 if word.startswith("ngay") else None
        anchor = "issued_on" if _ISSUED.match(text) else "event"
        anchor_text = text if not word.startswith("trước") else f"trước khi {text}"
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
        if opens_order(before) and not _COUNTED_FROM.search(before):
            yield Found(
                Span(*match.span()), Deadline(DeadlineKind.CONDITIONAL), "whenever"
            )


def _is_condition(before: str, words: str) -> bool:
    """Whether "khi …" in prose is when the order is to be carried out."""
    if _BESIDE.search(before) and re.search(r"hằng|hàng|lần", before):
        return True
    if _READY.search(before):
        return bool(_WHEN.match(words))
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


@needs("thường|liên")
def find_standing(scan: Scan) -> Iterator[Found]:
    """Reads "Thường xuyên" of a time line; in prose only where it opens the task."""
    for match in _STANDING.finditer(scan.text):
        if not scan.is_time_line and not _stands(scan, match):
            continue
        yield Found(Span(*match.span()), Deadline(DeadlineKind.ONGOING), "standing")
        return


RULES = (
    find_term,
    find_ahead,
    find_event,
    find_condition,
    find_whenever,
    find_standing,
)
