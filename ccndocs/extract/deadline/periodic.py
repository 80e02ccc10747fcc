"""Repeated times without a day: "định kỳ hằng quý", "Hằng năm, báo cáo …".

"6 tháng/năm" of a reporting period means half-yearly and yearly.
"""

from __future__ import annotations

from collections.abc import Iterator

from ccndocs.extract.deadline.between import stands_between
from ccndocs.extract.deadline.order import is_subject, opens_order
from ccndocs.extract.deadline.scan import (
    EVERY,
    FLAGS,
    WORDS,
    Found,
    Scan,
    needs,
    recurring,
)
from ccndocs.extract.deadline.term import CLOSES
from ccndocs.types.geometry import Span
from ccndocs.vi import lazy_re as re
from ccndocs.vi.numbers import COUNT_WORDS, count_of
from ccndocs.vi.verbs import opens_with_verb

_RULES_OF = {
    "ngày": "FREQ=DAILY",
    "tuần": "FREQ=WEEKLY",
    "tháng": "FREQ=MONTHLY",
    "quý": "FREQ=MONTHLY;INTERVAL=3",
    "qúy": "FREQ=MONTHLY;INTERVAL=3",
    "năm": "FREQ=YEARLY",
}
# hằng tháng, quý, 6 tháng, năm | định kỳ hàng quý | mỗi quý
_PERIODIC = re.compile(
    rf"""\b(?P<fixed>(?:theo\s+)?định\s+k[ỳì]\s*(?:\(\s*)?(?:vào\s+)?)?
    (?P<every>{EVERY})\s+(?P<unit>ngày|tuần|tháng|quý|qúy|năm)\b(?!\s*(?:\d|tuổi))
    (?P<more>(?:\s*(?:,|và|/)\s*(?:{EVERY}\s+)?(?:quý|qúy|0?6\s+tháng|(?:cả\s+)?năm)\b(?!\s*\d))*)""",
    FLAGS,
)
# định kỳ 6 tháng, năm | định kỳ tháng, quý, năm | định kỳ báo cáo theo quý
_FIXED = re.compile(
    rf"""\bđịnh\s+k[ỳì]\s*(?:(?P<paren>\(\s*)|\s)(?:(?:(?!trước\b|sau\b)[^.;,()\d]){{0,40}}?\s)??(?:theo\s+)?
    (?P<first>(?:0?[1-9]|1[0-5]|nửa|(?<!\w){COUNT_WORDS})\s+(?:tháng|năm|tuần|ngày)|quý|qúy|tháng|tuần|năm)\b(?!\s*(?:\d|[IV]+\b|đầu|cuối|học))
    (?P<more>(?:\s*(?:,|và|/)\s*(?:hằng\s+|hàng\s+|một\s+)?(?:quý|qúy|0?6\s+tháng|(?:cả\s+)?năm)\b(?!\s*\d))*)
    (?!\s*(?:một|/)\s*lần|(?<=ngày)\s+trong\s)(?(paren)\s*\)?)""",
    FLAGS,
)
# theo từng quý | theo tháng: the rhythm of a report or a review
_BY_UNIT = re.compile(
    r"""(?<!kế\shoạch\s)(?<!lịch\s)(?<!chỉ\stiêu\s)(?<!tiết\s)(?<!số\sliệu\s)(?<!biểu\s)(?<!kỳ\s)\btheo\s+(?:
    từng\s+(?P<unit>ngày|tuần|tháng|quý|năm)|(?P<short>tuần|tháng|quý))\b(?!\s*(?:\d|[IVX]+\b|học|đầu|cuối))""",
    FLAGS,
)
# báo cáo nợ xấu từng quý, ghi nhật ký từng ngày: a report's or a record's rhythm
_EACH_UNIT = re.compile(
    r"(?<!theo\s)\btừng\s+(?P<unit>ngày|tuần|tháng|quý)\b(?!\s*(?:\d|[IVX]+\b|của|học|một))",
    FLAGS,
)


def _rule_of(unit: str) -> str:
    """Reads "6 tháng", "cả năm", "quý" as a rule."""
    words = unit.lower().split()
    if words[0] == "nửa":
        months = words[-1] == "năm"
        return "FREQ=MONTHLY;INTERVAL=6" if months else "FREQ=WEEKLY;INTERVAL=2"
    rule, count = _RULES_OF[words[-1]], count_of(" ".join(words[:-1])) or 1
    return f"{rule};INTERVAL={count}" if count > 1 else rule


_UNIT = re.compile(r"0?6\s+tháng|ngày|tuần|tháng|quý|năm", FLAGS)


def _rules_of(first: str, more: str) -> str:
    """All periods of a list, one rule a line."""
    units = [first, *(m[0] for m in _UNIT.finditer(more))]
    return "\n".join(dict.fromkeys(_rule_of(unit) for unit in units))


# Nouns that "hằng năm" only describes: "Nghị quyết hằng năm", "ngân sách hàng năm".
_NOUN = re.compile(
    rf"""(?:{WORDS["described_by_a_period"]}|(?<!luân\ )phiên)\s*\(?$""",
    FLAGS,
)
OPENS = re.compile(
    r"(?:^|[;.:*]|\bvà)\s*(?:(?:[-+*•]|\(?\w{1,3}[.)])\s*)*(?:(?:theo\s+)?định\s+k[ỳì],?\s*|luân\s+phiên\s*)?\(?$",
    FLAGS,
)
# "về việc ban hành Quy chế đánh giá công chức hằng năm": the title of a text.
_TITLE = re.compile(r"(?:về\s+việc|ban\s+hành|quy\s+chế|quy\s+định\s+về)[^,;]*$", FLAGS)
_REVIEWS = re.compile(
    rf"""{WORDS["done_again"]}|\b(?:gửi|ghi)\b
    |(?<!vào\ )(?<!buổi\ )(?<!kỳ\ )(?<!trong\ )sinh\ hoạt
    |(?<!cuộc\ )(?<!phiên\ )(?<!kỳ\ )\bhọp\b""",
    FLAGS,
)
_ENDS = re.compile(
    r"\s*(?:$|[.;,:)(*/]|\bhoặc\b|\bvà\b|về\s|gửi\s|theo\s+quy|cho\s|với\s|sát\s+|đúng\s|đầy\s+đủ|kịp\s+thời|để\s|lên\s|vào\s|tại\s|trên\s(?!địa|\d|một|hai|ba)|do\s[^,;.]{3,80}\schủ\s+(?:trì|tọa)\b)",
    FLAGS,
)
# "Chi cục, trong phạm vi trách nhiệm của mình, hằng tháng thông báo …"
_WITHIN_POWERS = re.compile(
    r",?\s+trong\s+phạm\s+vi\s+(?:chức\s+năng|trách\s+nhiệm|quyền\s+hạn|nhiệm\s+vụ|quản\s+lý)[^.;:]{0,60}?\s*,?\s*$",
    FLAGS,
)
# "UBND các xã có trách nhiệm hằng năm đánh giá …"
_OWES = re.compile(r"\b(?:có\s+trách\s+nhiệm|phải)\s*$", FLAGS)
# "Chủ động hằng quý tổng hợp", "Sở A phối hợp với Sở B hằng quý kiểm tra"
_BEFORE_VERB = re.compile(
    r"^\W*(?:chủ\s+động|tiếp\s+tục|khẩn\s+trương|tích\s+cực)\s*$"
    r"|\bphối\s+hợp(?:\s+chặt\s+chẽ)?\s+(?:với|cùng)\s+(?-i:[A-ZĐỦ]|các\s)[^.;:]{2,120}$",
    FLAGS,
)
# "theo dõi việc thực hiện, hằng quý báo cáo Thường trực": a second order
_AFTER_COMMA = re.compile(r",\s*(?:và\s+|đồng\s+thời\s+)?$", FLAGS)
# "để xây dựng báo cáo hằng năm về …": which report
_NAMES_REPORT = re.compile(r"\b(?:xây\s+dựng|lập|làm|các|bản)\s+báo\s+cáo\s*$", FLAGS)
# "thông qua báo cáo tài chính hằng năm": likewise, of those who get it
_GETS_REPORT = re.compile(
    r"""\b(?:thông\s+qua|thẩm\s+định|tra\s+cứu|duyệt|nhận|xem\s+xét|lập|kiểm\s+toán|sổ[^.;]*|hướng\s+dẫn[^.;]*)
      \s*,?\s*báo\s+cáo(?:\s+\w+){0,4}\s*$""",
    FLAGS,
)
# "báo cáo kết quả thực hiện nhiệm vụ hằng quý, 6 tháng": a row of reports
_REPORTS_ON = re.compile(
    r"[^;]{0,90}?\bbáo\s+cáo\s[^;]{0,90}\b(?:tình\s+hình|kết\s+quả)\b[^,;]*$", FLAGS
)
# "hải đảo hằng năm và dài hạn": which plans
_AND_LONG = re.compile(r"\s*(?:,|và)\s*(?:trung|dài)\s+hạn", FLAGS)
# "kế hoạch 5 năm và hằng năm", "kế hoạch tổng thể và hằng năm": which plans
_LONGER = re.compile(
    rf"(?:(?:\d|(?<!\w){COUNT_WORDS})\s+năm|(?:trung|dài|ngắn)\s+hạn|tổng\s+thể)\s*(?:,|và)\s*$",
    FLAGS,
)
# "Báo cáo tài chính hằng năm đã được kiểm toán": what it is, no order
_WAS_DONE = re.compile(r"\s+đã\s", FLAGS)
# "rà soát danh mục hằng năm hoặc khi có thay đổi": of the order, not of the list
_OR_CALLED_FOR = re.compile(
    r"\s*,?\s*(?:hoặc|hay)\s+(?:đột\s+xuất\s+)?khi\s+(?:có|cần|được|phát\s+sinh|xét|xảy)\b",
    FLAGS,
)
# "hằng năm và đột xuất": a rhythm of reports, wherever it stands.
_AND_ON_DEMAND = re.compile(r"\s*(?:,|và|hoặc|/)\s*đột\s+xuất", FLAGS)


# "Hằng quý hoặc khi có yêu cầu, tổng hợp kết quả gửi Sở Nội vụ"
_OR_ASKED = re.compile(
    r"(?:hoặc|và|/)\s*(?:khi\s|đột\s+xuất\b)[^,;.:]{0,60},\s+"
    r"|hoặc\s+theo\s+(?:yêu\s+cầu|đề\s+nghị)\s+của\s+[^,;.:]{3,60}?(?:,\s+|\s(?=thực\s+hiện|tổ\s+chức|báo\s+cáo))",
    FLAGS,
)


def _opens_its_order(scan: Scan, match: re.Match[str]) -> bool:
    """Whether the order follows: "Hằng tháng gửi số liệu về Sở", "Hằng năm, Sở …"."""
    rest = scan.text[match.end() :].lstrip(" ,")
    if match["every"].lower() == "mỗi" and not opens_order(rest):
        return False  # "Mỗi năm, xã đón ba nghìn lượt khách": told
    beside = _OR_ASKED.match(rest)
    if beside and opens_order(rest[beside.end() :]):
        return True
    if opens_with_verb(rest) or not _ENDS.match(scan.text, match.end()):
        return True
    return scan.text[match.end() : match.end() + 1] == ","


def _tells_which(scan: Scan, match: re.Match[str], before: str) -> bool:
    """Whether "hằng năm" only tells which plan or which report is meant."""
    reports = any(p.search(before) for p in (_LONGER, _NAMES_REPORT, _GETS_REPORT))
    behind = any(p.match(scan.text, match.end()) for p in (_AND_LONG, _WAS_DONE))
    return reports or behind


def _is_time_of_order(scan: Scan, match: re.Match[str]) -> bool:
    """Whether "hằng năm" in prose says when: opening, after "định kỳ", or closing."""
    before = scan.before(match.start())
    if _tells_which(scan, match, before):
        return False
    if match["more"] and _REPORTS_ON.match(_LABEL.sub("", before)):
        return True
    if _OR_CALLED_FOR.match(scan.text, match.end()) and opens_order(before):
        return True
    if _AND_ON_DEMAND.match(scan.text, match.end()):
        return not _NOUN.search(before)
    if match["fixed"] or re.search(r"định\s+k[ỳì]\s*[,(]?\s*$", before, FLAGS):
        return True
    if OPENS.search(before):
        return _opens_its_order(scan, match)
    who = _WITHIN_POWERS.sub("", before)
    if _OWES.search(before) or is_subject(who) or _BEFORE_VERB.search(before):
        rest = scan.text[match.end() :].lstrip()  # no "ngân sách hằng năm cho các xã"
        return opens_with_verb(rest) and not rest.startswith("cho ")
    if _AFTER_COMMA.search(before):
        rest = scan.text[match.end() :].lstrip()
        each = match["every"].lower() == "mỗi"  # never a mere adjective
        ordered = opens_with_verb(rest) and (each or opens_order(before))
        if _REVIEWS.match(rest) or ordered or (each and _DONE_EACH.match(rest)):
            return "đã" not in before.lower().split()
    return _says_how_often(scan, match, before)


# "nhu yếu phẩm hằng ngày", "chất thải phát sinh hằng tuần": what it describes
_DAILY_NOUN = re.compile(
    rf"""\b(?:{WORDS["daily_things"]})\s*$""",
    FLAGS,
)
# "lập hồ sơ 156 thửa, mỗi tuần xong ít nhất 20 thửa"
_DONE_EACH = re.compile(r"(?:xong|được|ít\s+nhất|tối\s+thiểu)\s", FLAGS)
# what goes on behind an adverb: "giám sát hằng tuần các hàng quán"
_GOES_ON = re.compile(
    r"\s+(?:các|những|toàn\s+bộ|việc|từng|bằng|qua|tại|ở|trên|trong|đối\s+với|từ|trước|sau|khi|cùng)\s",
    FLAGS,
)
# "Căn cứ kết quả đánh giá công chức hằng năm, …": what the order rests on
_BASIS = re.compile(r"\W*(?:căn\s+cứ|trên\s+cơ\s+sở)\b", FLAGS)
# "kết quả là tiêu chí xét thi đua, khen thưởng hằng năm": what it counts for
_CRITERION = re.compile(r"\blà(?:m)?\s+(?:tiêu\s+chí|căn\s+cứ|cơ\s+sở)\b", FLAGS)
# "trồng 100 ha mỗi năm": how much, not how often; "khảo sát 200 người mỗi tháng" is
_HOW_MUCH = re.compile(
    r"""(?<![\d.,])\d[\d.,]*\s*(?:%|(?:ha|m[23]?|km|kg|tấn|tạ|lít|MW|triệu|tỷ|nghìn|đồng|điểm|giờ|suất|phần)\b)
    (?:\s+[^\W\d]+){0,3}\s*$""",
    FLAGS,
)
_BY_MEANS = re.compile(r"\s+(?:bằng|qua|tại|theo|để)\s", FLAGS)
# "bảo trì thang máy hằng tháng theo hợp đồng"
_AS_AGREED = re.compile(
    r"\s+theo\s+(?:hợp\s+đồng|kế\s+hoạch|lịch|hướng\s+dẫn|mẫu|biểu)\b", FLAGS
)


def _says_how_often(scan: Scan, match: re.Match[str], before: str) -> bool:
    """Whether "hằng tuần" behind its order's verb says how often it is done.

    A week or a day seldom describes a thing ("giám sát hằng tuần các hàng quán"), a
    month or a year often does ("trợ cấp hằng tháng"), unless it is "mỗi".
    """
    names = _NOUN.search(before) or _TITLE.search(before[-60:])
    if names or _BASIS.match(before) or _CRITERION.search(before):
        return False
    ends = _ENDS.match(scan.text, match.end()) is not None
    if stands_between(before, scan.text[match.end() :]):
        return True
    if ends and _REVIEWS.search(before[-60:]):
        return True
    words = _LABEL.sub("", before)
    if _DAILY_NOUN.search(before) or _HOW_MUCH.search(before):
        return False
    last = words.rpartition(",")[2]  # "trực tại Bộ phận Một cửa, luân phiên hằng tuần"
    if not (opens_order(words) or opens_order(last)) or _TOLD.search(words):
        return False
    unit = match["unit"].lower()
    if unit in ("ngày", "tuần"):
        rises = scan.text.startswith(" lên", match.end())  # "mỗi tuần lên 10 giờ"
        goes_on = _GOES_ON.match(scan.text, match.end()) is not None
        return goes_on or (ends and not rises)
    stop = match.end()
    closes = bool(CLOSES.match(scan.text, stop) or _AS_AGREED.match(scan.text, stop))
    if match["every"].lower() == "mỗi":
        return closes or _BY_MEANS.match(scan.text, stop) is not None
    named = _PAID.search(words) is not None or "báo cáo" in words.lower()
    return closes and unit in ("tháng", "quý") and not named


_LABEL = re.compile(r"^[^:]{3,90}:\s+")
# "hồ sơ hưởng trợ giúp hằng tháng", "hợp đồng bảo trì hằng quý": what it is of
_PAID = re.compile(
    rf"""\b(?:{WORDS["paid_each_period"]})\b""",
    FLAGS,
)
_TOLD = re.compile(r"\b(?:đã|đang|sẽ|được|là)\b[^,;]*$", FLAGS)


_MONTHS = re.compile(r"qu[ýí]\s+(?:[IVX]+|\d)\b|tháng\s+\d", FLAGS)


@needs("hằng|hàng|mỗi|định")
def find_periodic(scan: Scan) -> Iterator[Found]:
    """Reads "định kỳ hằng quý"; "Hằng năm, báo cáo …"; "hằng tháng, quý, năm"."""
    for match in _PERIODIC.finditer(scan.text):
        if scan.is_time_line or _is_time_of_order(scan, match):
            rules = _rules_of(match["unit"], match["more"])
            yield Found(Span(*match.span()), recurring(rules), "periodic")
    for match in _FIXED.finditer(scan.text):
        if _MONTHS.search(match[0]):
            continue  # "định kỳ quý I hằng năm": a season's rule says more
        if _GETS_REPORT.search(scan.before(match.start())):
            continue
        rules = _rules_of(match["first"], match["more"])
        yield Found(Span(*match.span()), recurring(rules), "fixed")


# "xây dựng chương trình công tác theo từng quý": how it is divided
PLANS = re.compile(r"\b(?:kế\s+hoạch|chương\s+trình)\b[^,;]{0,40}$", FLAGS)


_REVIEWED = re.compile(
    r"[^,;]{0,60}?\b(?:báo\s+cáo|công\s+(?:bố|khai)|họp|giao\s+ban|đánh\s+giá|đối\s+chiếu|tổng\s+hợp|kiểm\s+điểm"
    r"|cập\s+nhật|theo\s+dõi|chấm\s+công|ghi(?:\s+chép)?\s+(?:nhật\s+ký|sổ))\b",
    FLAGS,
)


@needs("theo|từng")
def find_by_unit(scan: Scan) -> Iterator[Found]:
    """Reads "Báo cáo kết quả thực hiện theo từng quý", at the end of its order."""
    for match in _BY_UNIT.finditer(scan.text):
        before = scan.before(match.start())
        ends = _ENDS.match(scan.text, match.end())
        names = _NOUN.search(before) or PLANS.search(before)
        if scan.is_time_line or (ends and opens_order(before) and not names):
            rule = _rule_of(match["unit"] or match["short"])
            yield Found(Span(*match.span()), recurring(rule), "by_unit", 0.9)
    for match in _EACH_UNIT.finditer(scan.text):
        before = scan.before(match.start())
        names = _NOUN.search(before) or PLANS.search(before) or _PAID.search(before)
        is_review = _REVIEWED.match(_LABEL.sub("", before))
        if is_review and not names and CLOSES.match(scan.text, match.end()):
            value = recurring(_rule_of(match["unit"]))
            yield Found(Span(*match.span()), value, "by_unit", 0.9)


RULES = (find_periodic, find_by_unit)
