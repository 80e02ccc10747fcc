"""Terms: a length of time, and the event that it is counted from or back from."""

from __future__ import annotations

from collections.abc import Iterator

from ccndocs.extract.deadline.length import COUNT, UNIT, length_of
from ccndocs.extract.deadline.order import acts, has_order, opens_order
from ccndocs.extract.deadline.scan import FLAGS, WORDS, Found, Scan
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Deadline, DeadlineKind, RelativeTerm
from ccndocs.vi import lazy_re as re

# "trước 30 ngày so với kế hoạch": ahead of what was planned, no term
_PLANNED = r"kế\s+hoạch|tiến\s+độ|hợp\s+đồng|dự\s+kiến|yêu\s+cầu"
_TERM = re.compile(
    rf"""(?P<lead>\b(?:không\s+(?:chậm|muộn|trễ)\s+(?:hơn|quá)|chậm\s+nhất|muộn\s+nhất|(?:nội\s+)?trong\s+(?:thời\s+(?:hạn|gian)|vòng|hạn|khoảng)|(?:nội\s+)?trong
      |tối\s+đa|không\s+(?:để\s+)?quá|ít\s+nhất|tối\s+thiểu|thời\s+hạn|sau|quá|trước)
      (?:\s+(?:là|không\s+quá|tối\s+đa|tối\s+thiểu|ít\s+nhất|chậm\s+nhất|sau|trước)){{0,3}}\s+)?
    (?<![\w/.,])(?<!tháng\s)(?P<count>{COUNT})\s*(?:\(\s*[^()]{{1,20}}\)\s*)?
    (?P<unit>{UNIT})\b(?:\s+(?:đầu(?:\s+tiên)?|cuối(?:\s+cùng)?|liên\s+(?:tục|tiếp)(?=\s*,?\s+(?:kể|tính|sau|trước|từ)\b)|(?:tiếp(?:\s+theo)?|kế\s+tiếp|liền(?:\s+kề)?)(?!\s+trước))\b)?(?!\s*\d)
    (?P<anchor>\s*,?\s*(?:
        (?:(?:(?:kể\s+|tính\s+)?từ|tính\s+đến)\s+(?:ngày|khi|lúc|thời\s+điểm)\b|(?:kể|tính)\s+từ\s+(?!\d|nay\b|đó\b|ngày\b|khi\b|lúc\b|thời\b|(?:sáng|trưa|chiều|tối|đêm|đầu|cuối|tháng|qu[ýí]|năm)\s))
        (?!\s*\d[^.;()]{{0,30}}?\s(?:đến|tới|-|–)\s)\s*(?P<since>[^.;()]*)
      | sau\s+(?:khi\s+|ngày\s+)?(?!\d|đó\b|này\b|nữa\b|khi\s|đến\b)(?P<after>[^.;()]+)
      | trước\s+(?:khi\s+|ngày\s+)?(?!\d|đó\b|khi\s|đến\b|kỳ\s+báo)(?P<ahead>[^.;()]+)
      | (?:khi\s+|so\s+với\s+(?:ngày\s+)?(?!\d|{_PLANNED}))(?P<upon>[^.;()]+)
    ))?""",
    FLAGS,
)
_RECEIVED = re.compile(r"^(?:được\s+)?(?:nhận|tiếp\s+nhận)\b", FLAGS)
# "ký ban hành" | "Kế hoạch (này) được ban hành" | "ban hành Chỉ thị này"
ISSUED = re.compile(
    r"""^(?:được\s+)?(?:ký|ban\s+hành|ra(?=\s.*\snày))(?:\s+ban\s+hành)?
    \s*(?:(?:\S+(?:\s+\S+){0,2}\s+này)|chỉ\s+thị|kế\s+hoạch|quyết\s+định|công\s+(?:văn|điện)
      |thông\s+báo|nghị\s+quyết|chương\s+trình|phương\s+án|kết\s+luận)?\s*[,.]?$
    |^(?:\S+(?:\s+\S+){0,2}\s+này|kế\s+hoạch)\s+(?:được\s+)?(?:ký|ban\s+hành)\b""",
    FLAGS,
)
# The anchor ends where the order goes on: "kể từ ngày nhận đủ hồ sơ, Sở … thẩm định".
ANCHOR_END = re.compile(
    r",|\s+(?:thì|phải|để|cho|nếu)\s|(?<=\snày)\s+(?:báo\s+cáo|gửi|hoàn\s+thành)\s",
    FLAGS,
)
_TERM_LEADS = (
    "không chậm",
    "không muộn",
    "không trễ",
    "chậm nhất",
    "muộn nhất",
    "trong thời",
    "trong vòng",
    "trong hạn",
    "không quá",
    "không để quá",
)
# These lead a term only where its event is named
_ANCHORED = ("trong", "trong khoảng", "nội trong", "sau", "trước", "ít nhất", "tối đa")
# "khảo sát vùng nguy cơ; trong 05 ngày phải có kết luận"
AT_CLAUSE = re.compile(r"(?:^|[,;])\s*$")
_MUST = re.compile(r"\s*,?\s*(?:phải|cần|yêu\s+cầu)\b", FLAGS)
_VALIDITY = re.compile(r"^(?:ký|được\s+ký|có\s+hiệu\s+lực)", FLAGS)
# "Quyết định này có hiệu lực sau 15 ngày …"
_EFFECT = re.compile(r"hiệu\s+lực(?:\s+thi\s+hành)?\s*$", FLAGS)
_DONE = re.compile(r"\bđã\b", FLAGS)
CLOSES = re.compile(
    r"\s*(?:tới\s*|nữa\s*)?(?:$|[.;,)]|(?<=\s)[-–]\s+(?-i:[A-ZĐỦ]))", FLAGS
)
# … or a second order of the kind: "báo cáo nhanh trong 24 giờ và báo cáo đầy đủ …"
_GOES_ON = re.compile(
    r"\s*(?:$|[.;,)])|\s+và\s+(?:báo\s+cáo|gửi|trình|hoàn\s+thành|xong|trả)\s", FLAGS
)


def _anchor_text(match: re.Match[str]) -> str | None:
    """The event in the document's words: "nhận đủ hồ sơ hợp lệ"."""
    for name in ("since", "after", "ahead", "upon"):
        if match[name] is not None:
            text = ANCHOR_END.split(match[name].strip(), maxsplit=1)[0].strip()
            return text or None
    return None


def _anchor_kind(match: re.Match[str], text: str | None) -> str:
    if text and match["ahead"] is None:
        if _RECEIVED.match(text):
            return "received_on"
        if ISSUED.match(text):
            return "issued_on"
    return "event"


# "Kể từ khi nhận hồ sơ, | trong vòng 07 ngày, Phòng Kinh tế phải trả lời"
_SINCE_FIRST = re.compile(
    r"^\W*(?:kể|tính)\s+từ\s+(?:ngày|khi|lúc|thời\s+điểm)\s+(?P<event>[^,;.\d]{3,80}),\s*$",
    FLAGS,
)


def _term(scan: Scan, match: re.Match[str]) -> RelativeTerm:
    """Days and months of the term; hours short of a day are 0 days."""
    lead = " ".join((match["lead"] or "").lower().split())
    is_ahead = match["ahead"] is not None or "trước" in lead.split()
    length = length_of(match["count"], match["unit"]).signed(-1 if is_ahead else 1)
    text = _anchor_text(match)
    if not text and (named := _SINCE_FIRST.match(scan.before(match.start()))):
        text = named["event"].strip()
    return RelativeTerm(
        days=None if length.months else length.days,
        working=length.working,
        anchor=_anchor_kind(match, text),
        anchor_text=text,
        months=length.months or None,
    )


# "trong 05 ngày làm việc khi nhận đủ hồ sơ": counted from it
_COMES_IN = re.compile(
    r"(?:(?:tiếp\s+)?nhận|có)\s+(?:(?:được|đủ|đầy\s+đủ)\s+)*(?:hồ\s+sơ|đơn|văn\s+bản|đề\s+nghị|yêu\s+cầu)\b",
    FLAGS,
)


def _is_term(scan: Scan, match: re.Match[str]) -> bool:
    """Whether the words set a term: a sanction or a date of effect does not."""
    lead = " ".join((match["lead"] or "").lower().split())
    since = (match["since"] or "").strip()
    in_days = lead == "trong" and match["unit"].lower().startswith("ngày")
    comes = in_days and _COMES_IN.match(match["upon"] or "")
    led = lead.endswith("trước") or lead.startswith(_TERM_LEADS)
    if match["upon"] and not (led or comes):
        return False  # "thông báo trước 24 giờ khi cắt nước", no "mở 2 giờ khi …"
    if lead == "quá" or (lead == "sau" and _VALIDITY.match(since)):
        return False
    if _EFFECT.search(scan.before(match.start())):
        return False
    if scan.is_time_line:
        whole = not scan.text[match.end() :].strip(" .;") and not match.start()
        is_bare = lead in ("", "trước") or (lead in ("sau", "trong") and not whole)
        is_bare = is_bare and "làm việc" not in match["unit"].lower()
        return match["anchor"] is not None or not is_bare
    if lead == "trong" and _TO_COME.match(scan.text, match.end()):
        return _comes_soon(scan, match)
    return _is_told(scan, match, lead) is None and _sets(scan, match, lead)


def _is_told(scan: Scan, match: re.Match[str], lead: str) -> str | None:
    """The words, in prose, by which a length of time is told or tested, not set."""
    before = scan.before(match.start()).lower().rstrip()
    if before == "đúng" or _is_over(scan, match):
        return None  # "Đúng 15 ngày sau ngày gieo, bón thúc"
    if before.endswith(("đúng", "hết", "nếu")) and not before.endswith("đến hết"):
        return before
    if match["anchor"] is None and _EACH_LASTS.search(before):
        return before
    # "Trong 3 tháng sau sáp nhập, các xã đã ổn định"
    done = _DONE.search(scan.after(match.end("unit"))) if lead == "trong" else None
    return done[0] if done else None


def _is_over(scan: Scan, match: re.Match[str]) -> bool:
    """Reads "Hết thời hạn 30 ngày kể từ ngày niêm yết, UBND xã lập biên bản"."""
    if scan.before(match.start()).strip(" -+").lower() != "hết":
        return False
    order = scan.text[match.end("unit") :].partition(",")[2]
    return match["since"] is not None and acts(order.lstrip())


def _sets(scan: Scan, match: re.Match[str], lead: str) -> bool:
    """Whether a length of time, in prose, is a term: by its lead, anchor or order."""
    has_lead = lead.startswith((*_TERM_LEADS, "trước ít nhất", "trước tối thiểu"))
    unit = match["unit"].lower()
    before = scan.before(match.start())
    if match["anchor"] is not None:
        lasts = not lead and _LASTS.search(before) is not None
        if not lead and not lasts:
            return _stands_alone(scan, match)
        is_least = lead == "ít nhất" and _KEEPS.search(before) is not None
        if is_least or lead.startswith("tối thiểu"):
            return match["ahead"] is not None  # "lưu tối thiểu 02 năm kể từ …"
        if lead == "thời hạn":
            return before.rstrip().endswith((",", "(", ";")) or _is_over(scan, match)
        return has_lead or lead in _ANCHORED or lasts
    if lead == "sau" or lead.startswith("sau "):
        again = _AGAIN.search(before) and CLOSES.match(scan.text, match.end())
        return bool(again) or _is_answer(scan, match)
    if lead == "trước":
        ends = CLOSES.match(scan.text, match.end()) is not None
        in_days = unit.startswith("ngày") or match["count"] in ("24", "48", "72")
        return ends and in_days and bool(_ANNOUNCES.search(before))
    if lead in ("tối đa", "trong tối đa"):
        is_term = lead != "tối đa" and not _OF_THING.search(before)
        ends = is_term and bool(CLOSES.match(scan.text, match.end()))
        return _is_answer(scan, match) or (ends and opens_order(before))
    if lead == "trong":
        must = AT_CLAUSE.search(before) and _MUST.match(scan.text, match.end())
        is_short = unit not in ("tháng", "năm")
        return _is_answer(scan, match) or bool(must and is_short)
    if unit in ("tháng", "năm") and _OF_THING.search(before):
        return False
    rest = scan.after(match.end()).lstrip(" ,")
    ordered = has_order(before) or (not before.strip() and opens_order(rest))
    closes = ordered and CLOSES.match(scan.text, match.end())
    must = AT_CLAUSE.search(before) and _MUST.match(scan.text, match.end())
    is_due = unit != "năm" and (closes or must)
    return has_lead and ("ngày" in unit or bool(is_due))


# "Hoàn thiện hồ sơ trong 03 ngày tới", "Trong 24 giờ tới, di dời xong các hộ"
_TO_COME = re.compile(r"\s+(?:tới|nữa)\b", FLAGS)


def _comes_soon(scan: Scan, match: re.Match[str]) -> bool:
    """Whether "trong 03 ngày tới" closes or opens an order; years are no term."""
    if match["unit"].lower() == "năm":
        return False
    before, rest = scan.before(match.start()), scan.after(match.end())
    if before.strip(" -+"):
        return opens_order(before) and bool(CLOSES.match(scan.text, match.end()))
    comma = rest.find(",")
    return 0 <= comma < len(" tới  ") and opens_order(rest[comma + 1 :].lstrip())


# "thời hạn biệt phái không quá 12 tháng", "gia hạn một lần, tối đa 24 tháng": how long
# a right or a state lasts
_OF_THING = re.compile(
    r"""\b(?:thời\s+(?:hạn|gian)\s+(?!giải|xử|trả|hoàn|thực|triển|báo|gửi|nộp|khắc|xong|thi\s)[^,;]{2,40}
    |gia\s+hạn\b[^;]{0,40}|kéo\s+dài|biệt\s+phái|thuê|nghỉ\b[^,;]{0,20}|(?:vay|hưởng)\b[^,;]{0,30}),?\s*$""",
    FLAGS,
)


def _stands_alone(scan: Scan, match: re.Match[str]) -> bool:
    """Whether a length without a word that leads it is a term: by where it stands.

    "Một tuần sau lần nhắc nhở đầu, kiểm tra lại …", "niêm yết danh sách 15 ngày trước
    ngày họp dân", "thẩm định hồ sơ (05 ngày làm việc từ khi nhận đủ hồ sơ)".
    """
    before = scan.before(match.start())
    text = _anchor_text(match) or ""
    if before.strip(" -+").lower() in ("", "đúng"):
        rest = scan.text[scan.text.find(text, match.end("unit")) + len(text) :]
        return rest.startswith(",") and acts(rest.lstrip(" ,"))
    if before.rstrip().endswith("("):
        return opens_order(before) and match["unit"][0].lower() in "ngtb"
    side = match["ahead"] or match["after"]
    is_part = "cuối" in match[0].lower().split()  # "của 20 năm cuối trước khi …"
    if side is None or is_part or _DATED.match(side) or _NO_TERM.search(before):
        return False  # "báo cáo 6 tháng trước ngày 15/6"
    if match["after"] and match["unit"].lower() == "năm":
        return False  # "độc lập năm 1983, chín năm sau khi …"
    if match["ahead"] and match["unit"].lower() == "tháng" and _TRIES.search(before):
        return False
    return opens_order(before) and not (match["after"] and _KEEPS.search(before))


# "theo dõi trẻ 30 phút sau tiêm": how long it goes on
_KEEPS = re.compile(
    r"\b(?:theo\s+dõi|duy\s+trì|chăm\s+sóc|cách\s+ly|lưu|bảo\s+(?:quản|hành|trì)|giữ|nghỉ|nuôi|hỗ\s+trợ|quan\s+sát)\b"
    r"[^,;]*$",
    FLAGS,
)
_TRIES = re.compile(r"\b(?:thử|thí\s+điểm)\b[^,;]*$", FLAGS)  # "chạy thử 03 tháng"
_DATED = re.compile(r"\s*(?:ngày\s+)?\d")


# "đã nộp 05 ngày trước khi mở thầu", "có đủ 30 ngày trước khi …"
_NO_TERM = re.compile(
    r"\b(?:đã|được|là|đủ|quá|trên|hơn|dưới|trong|từ|khoảng|kéo\s+dài|nghỉ|thử\s+việc|và"
    r"|bình\s+quân|trung\s+bình|thu\s+nhập|doanh\s+thu|tiền\s+lương|số\s+liệu|sản\s+lượng)\s*$"
    r"|\bđã\b",
    FLAGS,
)
# "duy trì 21 ngày kể từ ngày tiêu hủy con bệnh cuối cùng"
_LASTS = re.compile(
    r"\b(?:duy\s+trì|kéo\s+dài|trực|niêm\s+yết|đến\s+hết|đủ)\s*$", FLAGS
)
# "trả lời công dân trong ba ngày"; "mở hội chợ trong 03 ngày" is how long it lasts
_ANSWERS = re.compile(
    rf"""\b(?:{WORDS["answers"]})\b[^,;]{{0,80}}$""",
    FLAGS,
)
# "thông báo lịch tiêm trước 15 ngày"
_ANNOUNCES = re.compile(
    r"\b(?:thông\s+báo|báo|gửi|đăng\s+ký|niêm\s+yết|công\s+bố)\b[^,;]{0,80}$", FLAGS
)


# "Khám lại sau 10 ngày", "tiêm nhắc lại sau 04 tuần"
_AGAIN = re.compile(
    r"^\W*[^,;]{0,60}\b(?:\w+\s+lại|tái\s+\w+)(?:\s+[^\W\d]+){0,6}\s*$", FLAGS
)


def _is_answer(scan: Scan, match: re.Match[str]) -> bool:
    """Whether "trong ba ngày" alone closes an order to answer or hand in."""
    unit = match["unit"].lower()
    return (
        (
            unit.startswith("ngày")
            or (unit in ("giờ", "giờ làm việc", "h", "phút") and match["count"] != "1")
        )
        and bool(_ANSWERS.search(scan.before(match.start())))
        and not _DONE.search(scan.before(match.start()))
        and bool(_GOES_ON.match(scan.text, match.end()))
    )


# "mỗi ca không quá 02 giờ", "mỗi lượt tối đa 15 phút": how long each lasts
_EACH_LASTS = re.compile(
    r"(?<!sau )(?<!trước )\b(?:mỗi|từng)\s+(?!ngày|tuần|tháng|quý|năm)"
    r"\w+(?:\s+\w+){0,2}\s*$"
)


# A count and its unit, in text without case: without them there is no term.
_LENGTH = re.compile(
    rf"(?:\d|\)|(?<!\w){COUNT})\s*(?:ngày|hôm|tuần|tháng|năm|giờ|h|tiếng|phút|buổi)"
)


def find_term(scan: Scan) -> Iterator[Found]:
    """Reads "05 ngày làm việc kể từ ngày nhận"; "ít nhất 10 ngày trước khi …"."""
    if not _LENGTH.search(scan.folded):
        return
    for match in _TERM.finditer(scan.text):
        if not _is_term(scan, match):
            continue
        term = _term(scan, match)
        stop = match.end("unit")
        if match["anchor"] is not None:
            text = term.anchor_text
            stop = (
                scan.text.find(text, stop) + len(text) if text else match.end("anchor")
            )
        value = Deadline(DeadlineKind.RELATIVE, relative=term)
        flags = () if term.anchor_text else ("anchor_unknown",)
        yield Found(Span(match.start(), stop), value, "term", flags=flags)


RULES = (find_term,)
