"""Times set apart: in brackets at an order's end, or between who acts and the act.

"Rà soát thủ tục (khi có yêu cầu)", "Sở Y tế, ngay sau hội nghị, lập kế hoạch". What is
set apart is read as a time line is, and counts where it is a time and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from ccndocs.extract.deadline.order import acts, is_subject, opens_order
from ccndocs.extract.deadline.scan import FLAGS, WORDS, Found, Scan
from ccndocs.extract.deadline.told import to_come
from ccndocs.types.mention import DeadlineKind
from ccndocs.vi import lazy_re as re
from ccndocs.vi.numbers import COUNT_WORDS
from ccndocs.vi.stages import STAGE

Reads = Callable[[Scan], list[Found]]

_BRACKET = re.compile(
    r"\(\s*(?P<inside>[^()\n:;]{6,120}?)\s*\)(?=\s*(?:[.;]|$|,\s+(?:để|bảo\s+đảm|đảm\s+bảo|báo\s+cáo|gửi|không\s+để|phục\s+vụ)\s))",
    FLAGS,
)
# "xã Đông An (sau khi sáp nhập)", "lợi nhuận (sau khi trừ thuế)": which one is meant
_WHICH = re.compile(
    rf"""\b(?:{WORDS["past_events"]}|nếu|trường\s+hợp|tính|chưa|nào|sát\s+nhập|sinh|khóa|học)\b
    |\bcủa\s+(?:{WORDS["asks_nothing"]})\b|\bchương\s+trình\s+(?:tiểu\s+học|trung\s+học|đào\s+tạo)\b""",
    FLAGS,
)
# A day in brackets may be of what stands before it: "hội thi (tháng 4)"
_OF_WORK = (
    DeadlineKind.CONDITIONAL,
    DeadlineKind.RELATIVE,
    DeadlineKind.RECURRING,
    DeadlineKind.ONGOING,
)


def _whole(scan: Scan, words: str, read: Reads) -> Found | None:
    """The time that all of the words tell, if they do."""
    line = Scan(words, scan.context, is_time_line=True)
    return next((f for f in read(line) if len(f.span) == len(words)), None)


def in_brackets(scan: Scan, read: Reads) -> Iterator[Found]:
    """Reads "Tham gia các cuộc họp của xã (khi được mời)"."""
    for match in _BRACKET.finditer(scan.text):
        inside = match["inside"]
        if _WHICH.search(inside) or not opens_order(scan.before(match.start())):
            continue
        found = _whole(scan, inside, read)
        if found and found.value.kind in _OF_WORK:
            yield replace(found, span=found.span.shift(match.start("inside")))


# "thu thập thông tin theo 4 kỳ: tháng 3, 6, 9, 12", "02 đợt (đợt 1 tháng 4, đợt 2 …)"
_ROUNDS = re.compile(
    rf"""(?<!\w)(?:0?[2-9]|1[0-2]|{COUNT_WORDS})\s+(?:kỳ|đợt|lần|vòng)\b[^:;.(),]{{0,40}}?\s*[:(]\s*
    (?P<value>[^.()]{{4,200}}?)(?=\s*(?:[).]|$))""",
    FLAGS,
)
# "… đến nay [đã] tổ chức được 8 lần (2020, 2022)": told
_HELD = re.compile(r"\bđã\b|\bđược\s*$", FLAGS)


def in_rounds(scan: Scan, read: Reads) -> Iterator[Found]:
    """Reads "Kiểm tra chia làm 02 đợt: đợt 1 tháng 4, đợt 2 tháng 9/2026"."""
    for match in _ROUNDS.finditer(scan.text):
        before = scan.before(match.start())
        if not opens_order(before) or _HELD.search(before):
            continue
        for item in read(Scan(match["value"], scan.context, is_time_line=True)):
            dated = item.value.kind in (DeadlineKind.BY, DeadlineKind.PERIOD)
            if dated and to_come(scan, item.value):
                yield replace(item, span=item.span.shift(match.start("value")))


_BETWEEN = re.compile(
    r"^\W*(?P<who>[^.;:()]{3,90}?),\s+(?P<when>(?:ngay|liền|trước|sau|trong|từ|khi|mỗi|theo|tùy|định\s+kỳ|hằng|hàng|chậm|đến)\s[^.;:()]{4,110}?),\s+(?P<order>[^\W\d].*)",
    FLAGS,
)


def between(scan: Scan, read: Reads) -> Iterator[Found]:
    """Reads "Các xã, ngay sau khi nước rút, thống kê thiệt hại"."""
    match = _BETWEEN.match(scan.text)
    if match is None or not is_subject(match["who"]) or not acts(match["order"]):
        return
    found = _whole(scan, match["when"], read)
    if found:
        yield replace(found, span=found.span.shift(match.start("when")))


# "Giai đoạn 1 (từ tháng 3 đến tháng 6/2026): …", "Đợt 2: Quý IV/2026, …"
_STAGE = re.compile(
    rf"""^\W*{STAGE}
    (?:[^:;.()]{{0,60}}\((?P<in>[^():]{{4,80}})\)\s*:\s+|\s*[:(–-]\s*(?P<on>[^:;.(),]{{4,60}}?)\)?\s*[:,]\s+|\s*,\s+(?P<when>[^:;.(),]{{4,60}}?)\s*:\s+)
    (?P<order>[^\W\d].*)""",
    FLAGS,
)
# "Hằng tháng: Báo cáo kết quả về Phòng": a rhythm and its order
_HEADED = re.compile(
    r"^\W*(?P<when>(?:định\s+kỳ|hằng|hàng|mỗi|thường\s+xuyên)\b[^:;.(),]{0,60}?)\s*:\s+(?P<order>[^\W\d].*)",
    FLAGS,
)


def staged(scan: Scan, read: Reads) -> Iterator[Found]:
    """Reads "Giai đoạn 1 (từ tháng 3/2026 đến tháng 6/2026): Lập danh mục"."""
    for pattern in (_STAGE, _HEADED):
        match = pattern.match(scan.text)
        if match is None or not opens_order(match["order"]):
            continue
        name = next(n for n, words in match.groupdict().items() if words)
        found = _whole(scan, match[name], read)
        if found and (found.value.kind in _OF_WORK or to_come(scan, found.value)):
            yield replace(found, span=found.span.shift(match.start(name)))
