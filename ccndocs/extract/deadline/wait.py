"""Orders that wait for something to come about, told by the grammar of the case.

A case with a subject of its own ("khi hạ tầng đã hoàn thành") or one that comes to
the one ordered ("khi được mời", "khi đủ điều kiện") calls for the work. Behind "khi"
a verb of the order's own subject says how it goes: "bảo đảm an toàn khi thi công".
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ccndocs.extract.deadline.case import is_bound
from ccndocs.extract.deadline.head import is_conduct
from ccndocs.extract.deadline.matter import LABEL, PUT_TO_USE, is_matter, is_so_then
from ccndocs.extract.deadline.official import is_official
from ccndocs.extract.deadline.order import acts, acts_at, is_subject
from ccndocs.extract.deadline.scan import FLAGS, WORDS, Found, Scan, needs
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Deadline, DeadlineKind
from ccndocs.vi import lazy_re as re
from ccndocs.vi.tables import names_in_order, rows
from ccndocs.vi.verbs import (
    clear_verb_at,
    opens_with_verb,
    plain_verb_at,
    starts_with_verb,
)

_LAST = re.compile(
    r"""(?<=\s)(?P<lead>(?:(?P<once>ngay\s+)|một\s+|mỗi\s+)?khi|mỗi\s+lần|hễ|lúc)\s+(?P<event>[^.;:()?]{3,220}?)
    \s*(?=[;)]|\.(?:\s|[^\w%]*$)|,\s+(?:chậm\s+nhất|muộn\s+nhất|không\s+quá|trong\s+vòng|phục\s+vụ|để|nhằm|bảo\s+đảm|đảm\s+bảo|đồng\s+thời|tránh|không\s+để|do|báo\s+cáo|(?:gửi|trình)(?(once)|(?![^.;]*\s(?:trước|trong|chậm|sau)\s))|phối\s+hợp|thông\s+báo|trong\s+đó|kịp\s+thời)\s|\svà\s+chịu\s+trách\s+nhiệm\s|[^\w%]*$)""",
    FLAGS,
)
_FIRST = re.compile(
    r"""^(?:[^.;:]{3,60}:|(?P<who>[^.;:,]{3,80}?)(?=\shễ\s))?\W*(?P<case>(?P<lead>hễ|lúc|chỉ\s+khi|mỗi\s+lần|một\s+khi|ngay\s+khi|cứ(?=\s+(?:có|thấy|phát\s+hiện|xảy\s+ra|nghe|gặp|mưa|nước|lũ|bão|gió|nắng)\s))\s+(?P<event>[^.;:]{4,110}?))
    (?=,\s|\s(?:thì|là|mới|phải)\s)(?:,|\s+(?:thì|là|phải|mới(?:\s+được)?))\s+(?P<order>.*)""",
    FLAGS,
)
# What comes to the one ordered: "được mời", "tiếp nhận tin báo", "đủ điều kiện"
_COMES = re.compile(
    r"""(?:được(?!\s+(?:tuyển|bổ\s+nhiệm|phân\s+công))|có|đủ|đáp\s+ứng\s+đủ|(?:tiếp\s+)?nhận(?=\s+(?:được|đủ|đầy\s+đủ|lệnh|tin|tín|thông|phản|thấy|yêu|đề|báo
    |hồ\s+sơ|đơn|văn|quyết|kết|công|từ|khiếu|kiến))
    |phát\s+hiện|thấy|tìm\s+(?:được|thấy)|cấp\s+bách|khẩn\s+cấp|nguy\s+cấp|dự\s+báo|mưa|nắng\s+nóng|bão|lũ|ngập|hạn\s+hán|rét|triều\s+cường
    |xuất\s+hiện|xảy\s+ra|phát\s+sinh|hết\s+(?:thời\s+)?hạn|(?:bố\s+trí|cân\s+đối|huy\s+động|thu\s+xếp)\s+được|cần(?=\s*$|\s+thiết(?:\s*$|,?\s+(?:để|nhằm|theo|và|hoặc|trên|báo|phối)\s))
    |(?:nghiệm\s+thu|kiểm\s+(?:tra|định)|thẩm\s+định|xét\s+nghiệm)\s+(?:không\s+)?(?:đạt|có|cho)
    |không\s+(?:đủ|đáp\s+ứng)|(?:bảo|đảm)\s+(?:đảm|bảo)\s+đủ|phải|bị|hư\s+hỏng|dôi\s+dư|quá\s+tải|tái\s+(?:phạm|diễn)|không\s+còn(?!\s+nhu\s+cầu)|đã|hết(?!\s+sức)|vượt|quá\s+hạn|trễ|thiếu|mất|cân\s+đối\s+được|xét\s+thấy|đến\s+(?:hạn|kỳ|lượt)
    )(?:\s|$)(?!thể\b)""",
    FLAGS,
)
# "bồi thường khi Nhà nước thu hồi đất" names a matter; a list of cases is law.
_NO_CASE = re.compile(r"^nhà\s+nước\b|\bsau(?:\s+đây)?$|\s(?:thì|gửi|nếu)\s", FLAGS)
# A state or a change said of a subject, one to fourteen words before it
_STATE = re.compile(
    rf"""\s(?:{WORDS["states"]})\b""",
    FLAGS,
)
# Words that are verbs as well, and what is told of them
_NOUN_TOO = re.compile(
    r"""(?:quy\s+hoạch|quyết\s+định|báo\s+cáo|thiết\s+kế|kết\s+luận|quy\s+định|hướng\s+dẫn|kế\s+hoạch|dự\s+án)\b
    [^,]{0,60}?\s(?:được|đã|bị|có\s+hiệu\s+lực|hết\s+hiệu\s+lực|thay\s+đổi)\b""",
    FLAGS,
)
# "khi đèn hỏng", "khi lưu lượng nước lớn", "lúc thủy triều lên"
_IS_SO = re.compile(
    rf"\s(?:{WORDS['is_so']})$",
    FLAGS,
)


@cache
def _subject_heads() -> re.Pattern[str]:
    """Nouns that a case is told of, and a word more: "thị trường khan hàng"."""
    nouns = names_in_order(rows("case_subjects"))
    return re.compile(rf"(?:(?:các|những|một\s+số)\s+\w+|{nouns})\s+[^\W\d]", FLAGS)


_COMES_IN = re.compile(
    rf"(?:{WORDS['changes']})\s",
    FLAGS,
)
# What opens no subject: manner, negation, bare verbs that the tables lack
_NO_SUBJECT = re.compile(
    rf"(?:{WORDS['opens_no_subject']})\b",
    FLAGS,
)
_ONLY = re.compile(r"^(\W*)chỉ\s+(?!đạo|huy|định|thị)", FLAGS)
# "Không cho đấu nối khi chưa …" bounds what is forbidden; no work waits.
_LACKS = re.compile(r"(?:^|\s)chưa\s", FLAGS)
_ARISES = re.compile(
    r"có\s+(?:tin|cảnh\s+báo|bão|lũ|mưa|gió|lệnh|sự\s+cố|dịch|thông\s+báo|dấu\s+hiệu|nguy\s+cơ)\b"
    r"|(?:bảo\s+đảm\s+|đảm\s+bảo\s+|có\s+)?đủ\s|đã\s|được\s",
    FLAGS,
)
_FORBIDS = re.compile(r"\W*(?:không|nghiêm\s+cấm|cấm)\s", FLAGS)
# "Chỉ dùng gạch cũ khi gạch còn nguyên": which ones
_USES = re.compile(r"(?:dùng|sử\s+dụng|áp\s+dụng)\b", FLAGS)
# "Chỉ chấp thuận dự án khi …": these open an order behind "chỉ"
_GRANTS = re.compile(
    rf"(?:{WORDS['granted']})\b",
    FLAGS,
)
# "Hoàn trả mặt bằng khi kết thúc khai thác", "bàn giao nhà khi nghiệm thu xong"
_IS_OVER = re.compile(
    r"(?:kết\s+thúc|hoàn\s+thành|xong)\s|[^\W\d]+(?:\s+[^\W\d]+){1,4}\s+xong\s*$", FLAGS
)
# "học nghề ngay khi còn ngồi trên ghế nhà trường", "… mỗi lần 02 buổi"
_WHILE_YET = re.compile(r"(?:còn|đang|mới|vừa|bắt\s+đầu)\b|\W*\d", FLAGS)
# "500.000 đồng mỗi lần": a rate; "hằng năm hoặc khi …" is the rhythm's other half
_RATE = re.compile(
    r"\d\s*(?:\w+|%)\s*$|\bhoặc\s*$|\btrước\s(?:[^\W\d]+\s+){1,3}(?:ngày|giờ|tháng)\s*$",
    FLAGS,
)


# "Cập nhật vào quy hoạch khi lập quy hoạch kỳ sau", "khi sơ kết, tổng kết"
_OFFICIAL = re.compile(
    r"(?:lập|điều\s+chỉnh|phê\s+duyệt)\s+(?:\w+\s+)?(?:quy\s+hoạch|kế\s+hoạch|đồ\s+án)\b|(?:sơ|tổng)\s+kết\b"
    r"|kết\s+thúc\s+(?:mùa|đợt|kỳ|vụ|năm|khóa|học)\b",
    FLAGS,
)


def has_subject(event: str) -> bool:
    """Whether a case is said of a subject of its own.

    >>> has_subject("hạ tầng đã hoàn thành"), has_subject("thi công trên cao")
    (True, False)
    """
    verb = starts_with_verb(event) or plain_verb_at(event)
    if _NOUN_TOO.match(event):
        return True  # "khi quy hoạch tỉnh được điều chỉnh"
    if _subject_heads().match(event):
        return True  # "khi hồ đầy", "khi dự án điều chỉnh quy mô"
    if _NO_SUBJECT.match(event) or (verb and not event[0].isupper()):
        return False
    told = _STATE.search(event) or _IS_SO.search(event)
    return told is not None or _verb_behind(event)


def _verb_behind(event: str) -> bool:
    """Whether a verb stands behind a subject of a few words: "tàu cập bến"."""
    starts = [word.start() for word in re.finditer(r"(?<=\s)[^\W\d_]", event)][:4]
    return any(clear_verb_at(event, at) or _COMES_IN.match(event, at) for at in starts)


def _bears(event: str) -> bool:
    """Whether a case bounds what is let or forbidden: it has come, not failed to."""
    comes = has_subject(event) or _ARISES.match(event) is not None
    return comes and not _LACKS.search(event)


def _calls(event: str) -> bool:
    """Whether the words behind "khi" are a case that calls for work."""
    comes = _COMES.match(event) or _OFFICIAL.match(event) or has_subject(event)
    # "khi có yêu cầu gửi Sở …" reports to it, "khi nhà thầu gửi hồ sơ" is a case
    told = event.replace(" gửi ", " ") if _subject_heads().match(event) else event
    return bool(comes) and not _NO_CASE.search(told)


# "Thông báo cho UBND xã khi khởi công": the act of one's own that is to be told
_REPORTS = re.compile(
    r"""[^,;]{0,80}?\b(?:thông\s+báo|báo\s+cáo|khai\s+báo|đăng\s+ký|xin\s+phép|xin\s+ý\s+kiến|lấy\s+ý\s+kiến)\s
    (?!về\b|việc\b|kết\s+quả\b|tình\s+hình\b)(?:(?!\b(?:về|việc|tình\s+hình)\b)[^,;]){2,80}$""",
    FLAGS,
)
_OWN_ACT = re.compile(rf"(?:{WORDS['own_acts']})\b", FLAGS)


def _only(words: str) -> int:
    """Where the work begins that "chỉ" bounds, at the head or behind who does it; or 0.

    >>> _only("Chỉ cấp phép "), _only("Sở Xây dựng chỉ cấp phép "), _only("Chỉ đạo ")
    (4, 16, 0)
    """
    found = _ONLY.match(words)
    if found:
        return found.end()
    found = _ONLY_BY.match(words)
    return found.end() if found and is_subject(found["who"]) else 0


_ONLY_BY = re.compile(
    r"^\W*(?P<who>[^.;:,]{3,80}?)\s+chỉ\s+(?:được(?:\s+phép)?\s+)?"
    r"(?!đạo|huy|định|thị|số|tiêu|dẫn|còn|có|là|mới|đạt)",
    FLAGS,
)


def _orders(before: str, *, at_once: bool) -> bool:
    """Whether the words before a case order work of which it can be the time."""
    words = PUT_TO_USE.sub(r"\g<use>", LABEL.sub("", before))
    words = _IN_CASE.sub("", words)
    only = _only(words)
    if only:
        granted = _GRANTS.match(words, only)
        is_work = opens_with_verb(words[only:]) or acts_at(words, only)
        is_work = is_work and not _USES.match(words, only)
        return granted is not None or is_work
    return acts(words) and not is_bound(words, at_once=at_once)


# "Trường hợp mất điện, mất mạng, nhận hồ sơ giấy và nhập bổ sung ngay khi …"
_IN_CASE = re.compile(
    r"^\W*(?:trong\s+)?trường\s+hợp\s(?:[^,;]{3,60},\s+){1,3}?(?=(?:nhận|báo|gửi|lập|chuyển|tổ\s+chức|huy\s+động|thông\s+báo|ghi|cử|dùng|sử\s+dụng)\s)",
    FLAGS,
)


def _without_brackets(scan: Scan) -> Scan:
    """The same with brackets blanked: "(12 ha; 5 dự án)" ends no clause."""
    text = _BRACKET.sub(lambda match: " " * len(match[0]), scan.text)
    return Scan(text, scan.context, scan.is_time_line)


_BRACKET = re.compile(r"\([^()]*\)")


@needs("khi|mỗi lần|hễ|lúc")
def find_wait(scan: Scan) -> Iterator[Found]:
    """Reads "Chỉ mở rộng chợ khi bãi xe đã xây xong", "Cử người khi được mời"."""
    if scan.is_time_line:
        return
    scan = _without_brackets(scan)
    for match in _LAST.finditer(scan.text):
        before, event = scan.before(match.start()), match["event"]
        at_once = match["lead"].lower().startswith(("ngay", "mỗi khi"))
        is_only = _only(LABEL.sub("", before)) > 0
        if before.rstrip().endswith(" sau"):
            continue  # "chỉ cấp phép sau khi …": an event
        bounds = is_only or _FORBIDS.match(before.strip(" -+"))
        let = is_only and _COMES.match(event) and not _LACKS.search(event)
        calls = (let or _bears(event)) if bounds else _calls(event)
        each = match["lead"].lower() == "mỗi lần" or at_once
        calls = calls or (each and not _WHILE_YET.match(event))
        own = _IS_OVER.match(event) or (
            _REPORTS.match(before) and _OWN_ACT.match(event)
        )
        calls = calls or (not bounds and own is not None)
        comes = is_official(event) and not bounds and not is_so_then(before)
        official = at_once or comes
        calls = bool(calls) and (official or not is_matter(before, event))
        if calls and not _RATE.search(before) and _orders(before, at_once=official):
            stop = match.end("event")
            yield _found(match.start(), _event_end(scan, match.start("event"), stop))


def _event_end(scan: Scan, start: int, stop: int) -> int:
    """Where the next order begins: "khi có gió mạnh, không cho tàu rời bến"."""
    for comma in re.finditer(r",\s", scan.text[start:stop]):
        rest = scan.text[start + comma.end() : stop]
        event = scan.text[start : start + comma.start()]
        verb = clear_verb_at(rest, 0) or rest.startswith("không cho ")
        is_order = verb and _GOES_FAR.match(rest)
        if is_order and _calls(event) and not _FINDS.match(event):
            return start + comma.start()
    return stop


_GOES_FAR = re.compile(r"(?!hợp\s+tác\s+xã)[^\s,]+(?:\s+[^\s,]+){2}", FLAGS)
# "khi phát hiện buôn bán, vận chuyển hàng cấm": a row of what is found
_FINDS = re.compile(
    r"(?:phát\s+hiện|thấy|xảy\s+ra|có\s+(?:hành\s+vi|dấu\s+hiệu))\b", FLAGS
)


@needs("hễ|lúc|chỉ khi|mỗi lần|một khi|ngay khi|cứ")
def find_wait_first(scan: Scan) -> Iterator[Found]:
    """Reads "Hễ thấy đê rò nước thì báo ngay Ban Chỉ huy": the case stands first."""
    match = None if scan.is_time_line else _FIRST.match(scan.text)
    if match is None or not acts(match["order"]):
        return
    if match["who"] and not is_subject(match["who"]):
        return
    lead = " ".join(match["lead"].lower().split())
    told = lead in ("hễ", "cứ", "chỉ khi", "mỗi lần", "một khi")
    told = told or (lead == "ngay khi" and not _WHILE_YET.match(match["event"]))
    told_of = " đã " in match["order"][:80]  # "Ngay khi vụ việc xảy ra, … đã có mặt"
    is_case = (told or _calls(match["event"])) and not (told_of and lead != "hễ")
    if is_case:
        yield _found(match.start("case"), match.end("case"))


# "UBND các xã khi phát hiện vi phạm phải lập biên bản": between who and what
_BETWEEN = re.compile(
    r"""^\W*(?P<who>[^.;:,]{3,80}?)\s+(?P<case>khi\s+(?P<event>[^.;:]{4,110}?))
    (?:,\s+|\s(?=phải\s|thì\s|có\s+trách\s+nhiệm\s))(?:thì\s+)?(?:phải\s+)?(?P<order>.*)""",
    FLAGS,
)


@needs("khi")
def find_wait_between(scan: Scan) -> Iterator[Found]:
    """Reads "Các xã khi phát hiện vi phạm, lập biên bản": behind its agency."""
    match = None if scan.is_time_line else _BETWEEN.match(scan.text)
    if match is None or not is_subject(match["who"]) or not acts(match["order"]):
        return
    if not is_conduct(match["event"]) and not is_bound(match["who"]):
        yield _found(match.start("case"), match.end("case"))


def _found(start: int, stop: int) -> Found:
    return Found(Span(start, stop), Deadline(DeadlineKind.CONDITIONAL), "wait", 0.8)


RULES = (find_wait, find_wait_first, find_wait_between)
