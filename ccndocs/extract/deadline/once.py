"""Cases that open an order or call for it: "Một khi có dịch, …", "… khi có lệnh"."""

from __future__ import annotations

from collections.abc import Iterator

from ccndocs.extract.deadline.case import is_bound
from ccndocs.extract.deadline.head import order_behind
from ccndocs.extract.deadline.order import acts, is_subject, opens_order
from ccndocs.extract.deadline.scan import FLAGS, Found, Scan
from ccndocs.extract.deadline.told import TOLD
from ccndocs.extract.deadline.wait import has_subject
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Deadline, DeadlineKind
from ccndocs.vi import lazy_re as re
from ccndocs.vi.verbs import clear_verb_at, opens_with_verb

_PAST = re.compile(
    r"\b(?:đã|vừa|sẽ|đang|hợp\s+đồng|thế\s+chấp|trợ\s+cấp|hưởng|thời\s+hạn)\b", FLAGS
)
# "…, tổ chức tín dụng được phát hành …", "… thì hợp đồng vô hiệu": what holds, no order
_RIGHTS = re.compile(
    r"[^.;]{0,90}?\b(?:đã|đang|sẽ|có\s+quyền|có\s+thể|không\s+phải|vô\s+hiệu|(?<!phải\s)được(?!\s+(?:giao|phân\s+công)))\b",
    FLAGS,
)
# At the head of the item a case, at its end what calls for the work.
_ONCE = re.compile(
    r"""^\W*(?:[^.;:,]{3,60}:\s+|(?P<who>[^.;:]{3,90}?),\s+(?=khi\s))?(?P<when>(?:một\s+)?khi\s+(?:cần(?:\s+thiết)?
      |(?!đó|ấy)[^.;:]{5,180}?))(?:,\s|\sthì\s|:\s|\s(?:cần\s+)?phải\s+(?!là\b|được\b|chịu\b|trả\b|tuân\b))
    |(?<=\s)(?P<upon>khi\s+(?:(?:có|nhận\s+được)\s+(?:thông\s+báo|lệnh|kết\s+quả
      |quyết\s+định|văn\s+bản|hướng\s+dẫn|vụ\s+việc|tình\s+huống|sự\s+cố)
      [^.;:,()]{0,40}(?=[.;,)]|$)
      |(?!Nhà\s+nước\b)(?-i:[A-ZĐ])[^.;:,]{8,70}(?=\W*$)))""",
    FLAGS,
)
_TURNS_UP = re.compile(
    r"""(?:có|được|đủ|cần|phát\s+hiện|phát\s+sinh|xảy\s+ra|xuất\s+hiện|nhận\s+được|tiếp\s+nhận\s+(?:tin|thông\s+tin|phản\s+ánh)
    |(?:kiểm|thanh)\s+tra\s+(?:mà\s+)?(?:phát\s+hiện|thấy))\b""",
    FLAGS,
)


def _is_manner(case: str) -> bool:
    """Whether "khi …" says how the order's own subject does it."""
    is_verb = opens_with_verb(case) and not _TURNS_UP.match(case)
    return is_verb and not has_subject(case)


_MOST_WORDS = 4  # of somebody that no table knows: "Nhân viên trực cổng"


def _is_who(words: str, rest: str) -> bool:
    """Whether words before a case name who is to act in it: "Bếp trưởng, khi …, "."""
    short = len(words.split()) <= _MOST_WORDS and not opens_order(words)
    return is_subject(words) or (short and opens_with_verb(rest.lstrip(" ,")))


def conditions(scan: Scan) -> Iterator[Found]:
    """Reads "Một khi có mặt hàng tăng giá quá 20% …, trình ngay biện pháp"."""
    for match in _ONCE.finditer(scan.text):
        name = "when" if match["when"] else "upon"
        case = re.sub(r"^.*?\bkhi\s+", "", match[name], flags=FLAGS).strip()
        if match["who"] and not _is_who(match["who"], scan.text[match.end() :]):
            continue  # "Các đơn vị, khi phát hiện sai sót, báo cáo Sở A"
        first = name == "when"
        told = _PAST if first else TOLD
        comma = order_behind(scan, match.end(name) - len(case)) if first else None
        if match["who"] and acts(scan.text[match.end() :]):
            comma = comma or match.end("when")  # "Nhà trường, khi tham quan, mua …"
        orders = first and opens_order(scan.text[match.end() :])
        if not comma and not orders and told.search(case):
            continue
        if first and not comma and _is_manner(case):
            continue  # "Khi đánh giá dự án, …": how the work is done
        if first and not comma and scan.text[match.end("when")] == ":":
            continue
        if first and not comma and _RIGHTS.match(scan.text[match.end() :]):
            continue
        if not first and is_bound(scan.before(match.start(name))):
            continue
        value = Deadline(DeadlineKind.CONDITIONAL)
        span = Span(*match.span(name))
        if first:
            span = Span(span.start, max(comma or 0, _case_end(scan, span.stop)))
        yield Found(span, value, "once", 0.8)


def _case_end(scan: Scan, at: int) -> int:
    """Where a case ends that opens its item: "Khi mưa to, gió lớn thì cho nghỉ học"."""
    start = at
    for link in re.finditer(r",\s+|\s(?=thì\s)|[.;]\s", scan.text[at : at + 160]):
        part = scan.text[start : at + link.start()]
        words = [word.start() for word in re.finditer(r"(?<!\w)\w", part)]
        if link[0][0] in ".;" or any(clear_verb_at(part, w) for w in words):
            break
        if link[0] == " " or opens_order(scan.text[at + link.end() :]):
            return at + link.start()
        start = at + link.end()
    return at
