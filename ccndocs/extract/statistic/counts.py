"""Counts that stand apart from their noun: "Số cụm … là 251", "14/22 cụm"."""

from __future__ import annotations

from collections.abc import Iterator

from ccndocs.types.geometry import Span
from ccndocs.vi import lazy_re as re
from ccndocs.vi.numbers import (
    COUNT_WORDS,
    Measure,
    count_of,
    measures,
    parse_number,
    unit_of,
)

_FLAGS = re.IGNORECASE | re.VERBOSE
_UNITS = dict.fromkeys(
    ("đơn vị", "nhà đầu tư", "khách hàng", "khách thuê"), "establishment"
)  # of clusters alone
_NOUN = (
    r"(?P<noun>cụm\s+công\s+nghiệp|CCN|cụm|dự\s+án|cơ\s+sở|doanh\s+nghiệp"
    r"|(?:người\s+)?lao\s+động|công\s+nhân)\b"
)
_SAYS = r"(?:(?:mới\s+)?là|lên|đạt|còn|có|mới\s+(?:đạt|được))"
_ABOUT = (
    r"(?:khoảng|gần|hơn|trên|chừng|xấp\s+xỉ|ngót|non|chưa\s+đến|chưa\s+tới|ít\s+nhất)"
)
_FIGURE = (
    r"(?P<number>\d{1,3}(?:\.\d{3})+|\d{1,4})(?:\s?/\s?\d{1,3})?"
    r"(?=\s*(?:[;.)(]|,(?!\d)|$|\svà\s))"
)
# "Số cụm có trạm xử lý nước thải là 251", "đưa tổng số dự án lên 231"
_AFTER_NUMBER_OF = re.compile(
    rf"""(?:(?<=số\ )|(?<=số\ lượng\ ))
     {_NOUN}[^,;.:()\d]{{0,90}}?(?:\s(?:{_SAYS}|tăng\s+lên)\s+|\s*:\s*)
     (?:{_ABOUT}\s+)?{_FIGURE}
    |(?<!\w)(?P<people>(?:người\s+)?lao\s+động|công\s+nhân)
     (?:\s*:\s*|\s+(?:(?:hiện\s+|nay\s+)?{_SAYS}\s+)?{_ABOUT}\s+)
     (?P<many>\d{{1,3}}(?:\.\d{{3}})+)(?=\s*(?:[;.)]|,(?!\d)|$))""",
    _FLAGS,
)
# "; lao động 12.300; ": one figure of a list
_LISTED_PEOPLE = re.compile(
    r"(?<=[;,:]\ )(?P<noun>(?:người\s+)?lao\s+động|công\s+nhân)\s+"
    r"(?P<number>\d{1,3}(?:\.\d{3})+)(?=\s*(?:[;.)]|,(?!\d)|$))",
    _FLAGS,
)
# "giao đất cho 27 đơn vị thuê", "23 đơn vị đang sản xuất", "16 nhà đầu tư thuê đất": of
# offices nobody says so
_AT_WORK = re.compile(
    r"""(?<![\w.,/:-])(?P<number>\d{1,3}(?:\.\d{3})?)\s+(?P<noun>đơn\s+vị|nhà\s+đầu\s+tư|khách\s+hàng|khách\s+thuê)
    (?=\s+(?:(?:đã|đang|được|hiện)\s+)*(?:(?:vào\s+)?thuê(?!\s+\w+\s+tư\s+vấn)|sản\s+xuất|đầu\s+tư\s+(?:sản\s+xuất|vào\s+(?:cụm|CCN))
      |(?:đi\s+vào\s+)?hoạt\s+động\s+sản\s+xuất))""",
    _FLAGS,
)
# "cho thuê lại 39,9 ha với 37 nhà đầu tư"
_LET_TO = re.compile(
    r"""\bthuê\b[^,;.()]{0,20}\d[\d.,]*\s*(?:ha|m2)\b[^,;.()\d]{0,50}\s(?:cho|với)\s+
    (?P<number>\d{1,3}(?:\.\d{3})?)\s+(?P<noun>đơn\s+vị|nhà\s+đầu\s+tư|khách\s+hàng|khách\s+thuê)\b""",
    _FLAGS,
)
# "09 nhà máy, xưởng chế biến gỗ", "26 hộ và 05 doanh nghiệp", "118 hộ làm nghề thuê …":
# workshops; households alone are people
_WORKSHOPS = re.compile(
    r"""(?<![\w.,/:-])(?P<number>\d{1,3}(?:\.\d{3})?)\s+(?:
    (?P<noun>nhà\s+máy(?!\s+(?:xử|nước|điện|cấp|thủy|nhiệt|rác|đốt|\(|XLNT))|xưởng|tổ\s+hợp\s+tác
      |hộ(?=(?:\s+sản\s+xuất|\s+cá\s+thể|\s+kinh\s+doanh)?(?:\s*,\s*(?:cơ\s+sở|xưởng)
        |\s+và\s+\d+\s+(?:doanh\s+nghiệp|xưởng|cơ\s+sở|công\s+ty|tổ\s+hợp|hợp\s+tác))
        |[^,;.()\d]{0,24}\sthuê\b)
      |hộ(?=\s+(?:sản\s+xuất|cá\s+thể|kinh\s+doanh)\b[^,;.()\d]{0,30}\s(?:trong|tại)\s+(?:các\s+)?(?:CCN|cụm)\b))
    |(?P<coop>hợp\s+tác\s+xã)(?=\s+(?:sản\s+xuất|thuê|đang|đã|hoạt\s+động)))\b""",
    _FLAGS,
)
# "04 trạm xử lý nước thải tập trung": of clusters, where nothing else is named
_PLANTS = re.compile(
    r"""(?<![\w.,/:-])(?P<number>0?[2-9]|[1-9]\d)\s+
    (?P<noun>trạm|hệ\s+thống|nhà\s+máy|công\s+trình)\s+(?:xử\s+lý\s+nước\s+thải|XLNT)\s+tập\s+trung\b""",
    _FLAGS,
)
# "Doanh nghiệp thứ cấp: 27 đơn vị", "Số hộ, cơ sở sản xuất cá thể: 51"
_LABELLED_FIRMS = re.compile(
    r"""(?:(?<=[.;(]\ )|^\W*|(?<=-\ ))(?:(?:tổng\s+)?số\s+)?
    (?P<noun>doanh\s+nghiệp|(?:hộ,\s+)?cơ\s+sở)
    (?:,\s*(?:cơ\s+sở|hộ))?[^,;:.()\d]{0,60}:\s*(?P<number>\d{1,3}(?:\.\d{3})?)(?:\s+đơn\s+vị\b|(?=\s*(?:[.;]|$)))""",
    _FLAGS,
)
# "Số lao động (người): 9.640", "Tỷ lệ lấp đầy (%): 61,2"
_LABELLED = re.compile(
    r"""(?<=\w\ )\((?:ĐVT:\s*)?(?P<unit>%|[^\W\d][^()\d]{0,14})\)\s*:\s*
    (?P<number>(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?)(?=\s*(?:[;(]|[.,](?!\d)|$))""",
    _FLAGS,
)
# "tỉnh có sáu cụm công nghiệp": of clusters only, told to be there or founded; "hai
# cụm công nghiệp" are mostly two that were just named
_IN_WORDS = re.compile(
    rf"""(?:\b(?:có|thành\s+lập(?:\s+(?:được|mới|thêm))*|với|gồm|còn|là|mới|thêm
     |;\s*hoạt\s+động)\s+|(?:^|[;:])\s*|[.]\s+)
    (?P<words>(?!(?:một|hai)\s+(?!mươi)){COUNT_WORDS})\s+(?:\(\s*\d{{1,3}}\s*\)\s*)?(?P<noun>cụm\s+công\s+nghiệp|CCN|cụm)\b
    (?!\s+(?:này|đó|trên|nói|nêu|(?-i:(?:CCN\s+)?[A-ZĐ]\w)))""",
    _FLAGS,
)
# "Hai CCN (Gò Lim, Đồng Hạ) có trạm xử lý nước thải": named only behind it; "hai CCN
# đang hoạt động": which of them
_TWO_NAMED = re.compile(
    r"""(?:^|[.;:]\s*|-\s+)(?P<words>hai)\s+(?P<noun>cụm\s+công\s+nghiệp|CCN)
    (?=\s*\([^()\d]{5,120}\)\s+(?:đã|đang|có|được|chưa))
    |(?:^|[.;:,]\s*|-\s+|\b(?:có|gồm|mới)\s+)(?P<few>một|hai)\s+(?P<what>cụm\s+công\s+nghiệp|CCN)
    (?=\s+(?:đã|đang|đi\s+vào)\s+(?:đi\s+vào\s+)?(?:hoạt\s+động|sản\s+xuất)\b)""",
    _FLAGS,
)
# "đang có bảy dự án, trong đó năm dự án đã sản xuất"
_PROJECTS_IN_WORDS = re.compile(
    rf"""\b(?:có|gồm|với|thu\s+hút(?:\s+được)?|trong\s+đó(?:\s+có)?)\s+
    (?P<words>(?!(?:một|hai)\s+(?!mươi)){COUNT_WORDS})\s+(?P<noun>dự\s+án)\b""",
    _FLAGS,
)
_RATIO = re.compile(
    rf"(?<![\w.,/:-])(?P<number>\d{{1,3}})\s?/\s?(?P<whole>\d{{1,3}})\s+{_NOUN}", _FLAGS
)
# "thành lập 06/05 CCN (vượt kế hoạch năm)", "thu hút 32/40 dự án, đạt 80% kế hoạch"
_ON_PLAN = re.compile(
    r"""[^;.]{0,24}?[(,]?\s*(?:(?:đạt|bằng|vượt|theo|so\s+với|hoàn\s+thành)\s+){1,2}(?:\d[\d,.]*\s*%\s+)?
    (?:kế\s+hoạch|KH\b|chỉ\s+tiêu|mục\s+tiêu)""",
    _FLAGS,
)
# "13 trong số 21 CCN", "02 CCN trong tổng số 05 CCN" with the noun told once or twice
_OUT_OF = re.compile(
    rf"""(?<![\w.,/:-])(?P<number>\d{{1,3}})\s+(?:(?:cụm(?:\s+công\s+nghiệp)?|CCN|dự\s+án)\s+)?
    (?:(?:trong|trên)\s+(?:tổng\s+)?số\s+|(?<=\d\ )(?:trong|trên)\s+)
    (?P<whole>\d{{1,3}})\s+{_NOUN}
    (?!\s+(?:(?:có|nằm|được)\s+)*(?:trong|theo|đã\s+)?\s*quy\s+hoạch)""",
    _FLAGS,
)
# "đã cho thuê 142,9/371,6 ha đất công nghiệp"
_LAND = re.compile(
    r"(?<![\w.,/:-])(?P<part>\d[\d.]*(?:,\d+)?)\s?(?:ha\s?)?/\s?(?P<whole>\d[\d.]*(?:,\d+)?)\s?(?P<unit>ha)\b",
    _FLAGS,
)
# "từ 187 lên 211 dự án"
_FROM = re.compile(
    rf"\btừ\s+(?P<number>\d{{1,3}}(?:\.\d{{3}})+|\d{{1,4}})\s+(?:lên|xuống(?:\s+còn)?|thành)\s+"
    rf"(?:{_ABOUT}\s+)?\d[\d.]*\s+(?P<noun>cụm\s+công\s+nghiệp|CCN|cụm|dự\s+án|cơ\s+sở|doanh\s+nghiệp|(?:người\s+)?lao\s+động|công\s+nhân)\b",
    _FLAGS,
)
# "đưa số cơ sở sản xuất trong các cụm từ 418 lên 450."
_NUMBER_FROM = re.compile(
    rf"""(?<=số\ ){_NOUN}[^,;.:()\d]{{0,60}}?\stừ\s+
    (?P<number>\d{{1,3}}(?:\.\d{{3}})+|\d{{1,4}})
    \s+(?:lên|xuống(?:\s+còn)?|thành)\s+(?:{_ABOUT}\s+)?
    (?P<to>\d{{1,3}}(?:\.\d{{3}})+|\d{{1,4}})(?=\s*(?:[;.)]|,(?!\d)|$|(?:vào|trong)\s))""",
    _FLAGS,
)
# "vốn thực hiện 860/1.200 tỷ đồng đăng ký"
_MONEY = re.compile(
    r"""(?<![\w.,/:-])(?P<part>\d[\d.]*(?:,\d+)?)\s?(?:(?:(?:tỷ|tỉ|triệu)\s+(?:đồng|USD)\s?)?/
    |(?:(?:tỷ|tỉ)\s)?trên\s+tổng(?:\s+số)?(?:\s+vốn)?\s)\s?(?P<whole>\d[\d.]*(?:,\d+)?)\s+(?P<unit>(?P<scale>tỷ|tỉ|triệu)\s+(?P<coin>đồng|USD))\b""",
    _FLAGS,
)
_NO_RATIO = re.compile(
    r"(?:(?:tỷ|tỉ)\s+lệ|quy\s+hoạch(?:\s+chi\s+tiết)?|ngày|tháng|quý|số|điều|khoản|đợt|phiên|đêm|sáng|chiều|tối)\s*$",
    _FLAGS,
)


# "thẩm định hồ sơ thành lập 06 CCN", "chủ đầu tư 03 CCN": as many are dealt with, and
# how many there are is not said; "qua kiểm tra có 15 CCN" says it, and so does "rà soát
# tiến độ của 12 CCN", which takes them all.
_DEALT_WITH = re.compile(
    r"""(?<!\w)(?:(?:thẩm\s+định|(?:kiểm|thanh)\s+tra|số\s+liệu(?!\s+(?:cụ\s+thể|chủ\s+yếu|như\s+sau)\s*:)
    |giải\s+quyết\s+dứt\s+điểm|lập\s+danh\s+mục|thu\s+hồi|bãi\s+bỏ|chấm\s+dứt)\b
    (?:(?!\b(?:có|còn|đạt|thấy|được|gồm|là|phấn\s+đấu|nâng)\b)[^,;])*
    |(?:hồ\s+sơ|rà\s+soát|giám\s+sát|khảo\s+sát|đôn\s+đốc|kêu\s+gọi(?:\s+đầu\s+tư)?
    |yêu\s+cầu|đề\s+nghị|hướng\s+dẫn|lựa\s+chọn|loại\s+bỏ
    |(?:sáp\s+)?nhập|đưa\s+ra\s+khỏi
    |(?<!làm\ )chủ\s+đầu\s+tư)\b
    (?:(?!\b(?:có|còn|đạt|thấy|được|gồm|là|phấn\s+đấu|nâng|của|tại|trong|ở)\b)[^,;:])*
    |di\s+dời\b(?:(?!\b(?:vào|đến|tới|ra|về|sang|trong|khỏi|tại|ở|của|có|được)\b)[^,;])*
    |(?:^|[.;]\s)\W*(?:\w\)\s*)?(?:rà\s+soát|giám\s+sát|khảo\s+sát|đôn\s+đốc|theo\s+dõi
      |đầu\s+tư|xây\s+dựng|hoàn\s+thành|lắp\s+đặt|vận\s+hành|bố\s+trí|thực\s+hiện|triển\s+khai|tổ\s+chức|xử\s+lý)\b
     (?:(?!\b(?:có|còn|đạt|thấy|đã|được|mới)\b)(?:[^;:.\d]|(?<!\d)\d{1,3}\s(?!CCN|cụm|ha)))*\b(?:tại|ở|cho)\s+
    |^(?:(?!\bđã\b)[^;.\d])*\btrình\s(?:(?!\bđã\b)[^;.\d])*\bthành\s+lập\s+
    |(?:^|[.;,]\s)\W*(?:đã\s+)?điều\s+chỉnh(?:\s+(?:giảm|tăng|diện\s+tích|quy\s+(?:hoạch|mô)|chi\s+tiết|của))*\s*
    |\b(?:nhu\s+cầu|hỗ\s+trợ|kinh\s+phí)\b[^;]*\b(?:hạ\s+tầng|chi\s+tiết)\s*
    |làm\s+việc\s+(?:tại|với)(?:\s+các)?\s*|\bkinh\s+nghiệm\b[^,;.\d]{0,30}\b(?:tại|ở)\s*
    |(?:khảo\s+sát|kiểm\s+tra|giám\s+sát|làm\s+việc)\s+(?:trực\s+tiếp|thực\s+(?:tế|địa))\s+tại\s*|(?:^|[.;])\W*cả\s*)$""",
    _FLAGS,
)


def is_dealt_with(left: str) -> bool:
    """Whether the words before a count make it the size of an order or a visit.

    >>> is_dealt_with("Thẩm định hồ sơ thành lập "), is_dealt_with("Kiểm tra, có ")
    (True, False)
    """
    return _DEALT_WITH.search(left) is not None


def is_on_plan(text: str, stop: int) -> bool:
    """Whether a ratio that ends here is one of what was planned.

    >>> is_on_plan("thu hút 32/40 dự án, đạt 80% kế hoạch", 20)
    True
    """
    return _ON_PLAN.match(text, stop) is not None


def apart(measure: Measure) -> bool:
    """Whether the noun of a count stands before its figure."""
    return measure.noun.start == measure.span.start


def counts_apart(text: str) -> Iterator[Measure]:
    """Counts of clusters, projects, firms and workers that `measures` does not read.

    The span of a count that follows its noun begins with the noun.

    >>> [(m.value, m.unit) for m in counts_apart("Số cụm có trạm là 251, nay hơn")]
    [(251.0, 'cluster')]
    >>> [(m.value, m.unit) for m in counts_apart("Có 14/22 CCN đã đi vào hoạt động")]
    [(14.0, 'cluster')]
    """
    for match in _AFTER_NUMBER_OF.finditer(text):
        noun = "noun" if match["noun"] else "people"
        number = parse_number(match["number"] or match["many"])
        if number is None:
            continue
        written = f"{text[match.end(noun) : match.end()]} {match[noun]}"
        read = next(iter(measures(written)), None)
        yield Measure(
            Span(match.start(noun), match.end()),
            number,
            _unit(match[noun]),
            Span(*match.span(noun)),
            read.qualifier if read else "exact",
        )
    yield from parts_of(text)
    yield from _land_of_land(text)
    yield from _money_of_money(text)
    yield from _from_one_to_another(text)
    yield from _in_words(text)
    yield from _tenants_and_people(text)
    for match in _FROM.finditer(text):
        number = parse_number(match["number"])
        if number is not None:
            noun_span = Span(*match.span("noun"))
            span = Span(*match.span("number"))
            yield Measure(span, number, _unit(match["noun"]), noun_span)


def _in_words(text: str) -> Iterator[Measure]:
    """As in "sáu cụm công nghiệp", "hai mươi chín (29) cụm", "năm dự án"."""
    for pattern in (_IN_WORDS, _TWO_NAMED, _PROJECTS_IN_WORDS):
        for match in pattern.finditer(text):
            is_few = match["words"] is None
            words, noun = ("few", "what") if is_few else ("words", "noun")
            count, noun_span = count_of(match[words]), Span(*match.span(noun))
            if count is not None:
                span = Span(match.start(words), noun_span.stop)
                yield Measure(span, float(count), _unit(match[noun]), noun_span)


def _tenants_and_people(text: str) -> Iterator[Measure]:
    """As in "27 đơn vị thuê đất", "; lao động 12.300;", "04 trạm xử lý nước thải"."""
    yield from _firms(text)
    for match in _PLANTS.finditer(text):
        noun = Span(*match.span("noun"))
        yield Measure(Span(*match.span()), float(match["number"]), "cluster", noun)
    for match in _LABELLED.finditer(text):
        number, unit = parse_number(match["number"]), unit_of(match["unit"])
        if number is not None and unit is not None:
            noun = Span(match.start(), match.end("unit") + 1)
            value = round(number * unit[1], 6)
            yield Measure(Span(noun.start, match.end()), value, unit[0], noun)
    for match in (*_AT_WORK.finditer(text), *_LISTED_PEOPLE.finditer(text)):
        number = parse_number(match["number"])
        if number is not None:
            noun = Span(*match.span("noun"))
            yield Measure(Span(*match.span()), number, _unit(match["noun"]), noun)


def _firms(text: str) -> Iterator[Measure]:
    """As in "09 xưởng", "Doanh nghiệp: 27", "cho thuê 9 ha với 7 nhà đầu tư"."""
    for pattern in (_WORKSHOPS, _LABELLED_FIRMS, _LET_TO):
        for match in pattern.finditer(text):
            number = parse_number(match["number"])
            if number is None:
                continue
            noun = Span(*match.span("noun" if match["noun"] else "coop"))
            is_behind = pattern is _LET_TO
            start = match.start("number") if is_behind else match.start()
            start = noun.start if pattern is _LABELLED_FIRMS else start
            stop = noun.stop if is_behind else match.end()
            yield Measure(Span(start, stop), number, "establishment", noun)


def parts_of(text: str) -> Iterator[Measure]:
    """The parts of "14/22 CCN" and "13 trong số 21 CCN", up to the noun.

    >>> [m.value for m in parts_of("13 trong số 21 CCN đang hoạt động")]
    [13.0]
    """
    for match in (*_RATIO.finditer(text), *_OUT_OF.finditer(text)):
        part, whole = float(match["number"]), float(match["whole"])
        before = text[max(0, match.start() - 24) : match.start()]
        is_more = is_on_plan(text, match.end())
        if part > 0 and (part <= whole or is_more) and not _NO_RATIO.search(before):
            noun = Span(*match.span("noun"))
            yield Measure(
                Span(match.start(), noun.stop), part, _unit(match["noun"]), noun
            )


def _land_of_land(text: str) -> Iterator[Measure]:
    """The two sizes of a part and its whole: "142,9/371,6 ha"."""
    for match in _LAND.finditer(text):
        part, whole = parse_number(match["part"]), parse_number(match["whole"])
        if part is None or whole is None or part > whole:
            continue
        unit = Span(*match.span("unit"))
        yield Measure(Span(*match.span("part")), part, "ha", unit)
        yield Measure(Span(match.start("whole"), unit.stop), whole, "ha", unit)


def _money_of_money(text: str) -> Iterator[Measure]:
    """The capital paid in and the whole of it: "860/1.200 tỷ đồng"."""
    for match in _MONEY.finditer(text):
        part, whole = parse_number(match["part"]), parse_number(match["whole"])
        if part is None or whole is None or part > whole:
            continue
        scale = "million" if match["scale"].lower() == "triệu" else "billion"
        coin = "VND" if match["coin"].lower() == "đồng" else "USD"
        if (scale, coin) == ("billion", "USD"):
            part, whole, scale = 1000 * part, 1000 * whole, "million"
        unit = Span(*match.span("unit"))
        yield Measure(Span(*match.span("part")), part, f"{scale} {coin}", unit)
        span = Span(match.start("whole"), unit.stop)
        yield Measure(span, whole, f"{scale} {coin}", unit)


def _from_one_to_another(text: str) -> Iterator[Measure]:
    """The two counts of a noun before them: "số cơ sở … từ 418 lên 450"."""
    for match in _NUMBER_FROM.finditer(text):
        first, then = parse_number(match["number"]), parse_number(match["to"])
        if first is None or then is None:
            continue
        unit, noun = _unit(match["noun"]), Span(*match.span("noun"))
        yield Measure(Span(noun.start, match.end("number")), first, unit, noun)
        to = Span(*match.span("to"))
        yield Measure(to, then, unit, Span(to.stop, to.stop))


def _unit(noun: str) -> str:
    noun = " ".join(noun.lower().split())
    found = unit_of(noun)
    return found[0] if found else _UNITS[noun]
