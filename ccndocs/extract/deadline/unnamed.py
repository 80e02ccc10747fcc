"""Rhythms that name no period: "mỗi học kỳ", "định kỳ", "định kỳ hoặc đột xuất"."""

from __future__ import annotations

from collections.abc import Iterator

from ccndocs.extract.deadline.order import is_subject, opens_order
from ccndocs.extract.deadline.periodic import PLANS
from ccndocs.extract.deadline.scan import FLAGS, Found, Scan, needs, recurring
from ccndocs.extract.deadline.term import CLOSES
from ccndocs.types.geometry import Span
from ccndocs.vi import lazy_re as re
from ccndocs.vi.verbs import opens_with_verb

# "định kỳ" with no period beside it
_UNNAMED = re.compile(r"\bđịnh\s+k[ỳì]\b", FLAGS)
# "Mỗi học kỳ một lần, tổ chức thi …": no rule says how often that is
_TERM_OF = re.compile(
    r"""\b(?:mỗi|hằng|hàng|(?:theo\s+)?từng(?=\s+(?:học|năm|mùa)))\s+
    (?P<unit>học\s+kỳ|(?-i:vụ)(?!\s+(?:việc|án))|mùa|khóa|nhiệm\s+kỳ|dịp|năm\s+học)\b
    (?:(?<=mùa)(?:\s+(?!một\b|hai\b)[^\W\d]+){0,3}?|(?<=dịp)(?:\s+[^\W\d]+(?:,\s+Tết)?){0,3}?|)
    (?:\s+(?:ít\s+nhất\s+|tối\s+thiểu\s+)?(?P<times>một|hai|ba|\d{1,2})\s+(?:lần|đợt|cuộc|tiết|buổi)|(?=\s*(?:$|[.;,)])))""",
    FLAGS,
)
_TERM_RULES = {"học kỳ": "FREQ=MONTHLY;INTERVAL=6", "năm học": "FREQ=YEARLY"}


@needs("học kỳ|vụ|mùa|khóa|nhiệm kỳ|dịp|năm học")
def find_term_of(scan: Scan) -> Iterator[Found]:
    """Reads "Mỗi học kỳ một lần, tổ chức thi …", "tổng kết phong trào từng học kỳ"."""
    for match in _TERM_OF.finditer(scan.text):
        before = scan.before(match.start())
        rest = scan.text[match.end() :].lstrip(" ,")
        ordered = opens_order(before) and not rest.startswith(("từng", "mỗi"))
        if before.strip(" -+"):
            ordered = ordered and not PLANS.search(before)
            closes = CLOSES.match(scan.text, match.end())
            ordered = ordered and bool(match["times"] or closes)
        else:
            ordered = opens_order(rest)
        if scan.is_time_line or ordered:
            unit = " ".join(match["unit"].lower().split())
            value = recurring(_TERM_RULES.get(unit))
            yield Found(Span(*match.span()), value, "unnamed", 0.8)


_OPENS_TASK = re.compile(
    r"^\s*(?:(?:[-+*•]|\(?\w{1,3}[.)])\s*)*(?:[^\W\d][^:;.]{2,90}:\s*)?$", FLAGS
)


# "báo cáo định kỳ hoặc đột xuất khi có yêu cầu": the rhythm beside a case
_BESIDE_CASE = re.compile(
    r"""\s*(?:hoặc|và|,|/|hay)\s*(?:báo\s+cáo\s+|họp\s+)?(?:đột\s+xuất\s+)?(?:khi|theo)\s+
    (?:có|cần|được|kết\s+thúc|yêu\s+cầu|đề\s+nghị|chỉ\s+đạo)\b""",
    FLAGS,
)
_DONE_AGAIN = re.compile(
    r"(?:^|[\s,;])(?:báo\s+cáo|họp|cung\s+cấp|gửi|cập\s+nhật|rà\s+soát|đánh\s+giá)\b[^;]{0,160}$",
    FLAGS,
)


# "Báo cáo định kỳ hoặc đột xuất về tình hình …", no "báo cáo định kỳ, đột xuất của …"
_OR_AT_ONCE = re.compile(
    r"\s*(?:hoặc|và|,|/|hay)\s*(?:báo\s+cáo\s+)?đột\s+xuất\b(?!\s+của\b)", FLAGS
)
_NEW = re.compile(r"(?:^\W*|[,;]\s+|\bvà\s+|\bđồng\s+thời\s+)$", FLAGS)
_ADVERB = re.compile(r"\btheo\s*$", FLAGS)
_REPORTS_SO = re.compile(
    r"(?P<who>.*?)(?P<new>[,;]\s+(?:và\s+)?|\bvà\s+)?\bbáo\s+cáo\s*", FLAGS
)


def _reports_or_at_once(scan: Scan, match: re.Match[str]) -> bool:
    """Whether "định kỳ hoặc đột xuất" says how an order is done, naming no reports.

    "Tổng hợp, báo cáo định kỳ hoặc đột xuất về giá"; "kiểm tra theo định kỳ, đột xuất";
    "theo dõi và định kỳ hoặc đột xuất báo cáo".
    """
    beside = _OR_AT_ONCE.match(scan.text, match.end())
    if beside is None:
        return False
    before = scan.before(match.start())
    if opens_with_verb(scan.text[beside.end() :].lstrip()):
        return _NEW.search(before) is not None or is_subject(before)
    if _ADVERB.search(before):
        return opens_order(before)
    told = _REPORTS_SO.fullmatch(before)
    if told is None:
        return False
    who = told["who"].strip(" -+")
    return not who or told["new"] is not None or is_subject(f"{who} ")


@needs("định")
def find_unnamed(scan: Scan) -> Iterator[Found]:
    """Reads "Định kỳ hoặc đột xuất" (time line), "Định kỳ đánh giá" (opening).

    The period is left open; elsewhere in prose "định kỳ" is a mere adjective.
    """
    for match in _UNNAMED.finditer(scan.text):
        opens = match.start() < 250 and _OPENS_TASK.match(scan.text[: match.start()])
        if _BESIDE_CASE.match(scan.text, match.end()):
            opens = opens or _DONE_AGAIN.search(scan.before(match.start()))
        if scan.is_time_line or opens or _reports_or_at_once(scan, match):
            yield Found(Span(*match.span()), recurring(None), "unnamed", 0.7)


RULES = (find_term_of, find_unnamed)
