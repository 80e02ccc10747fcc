"""What a figure of running text states, and whether it is one about clusters."""

from __future__ import annotations

from ccndocs.extract.cluster.names import PLACE
from ccndocs.extract.statistic.counts import apart, is_dealt_with, is_on_plan
from ccndocs.extract.statistic.follow import WITH_CAPITAL, followed, listed_behind
from ccndocs.extract.statistic.passing import is_in_passing
from ccndocs.extract.statistic.place import Place
from ccndocs.extract.statistic.terms import indicator_of
from ccndocs.extract.statistic.topic import CLUSTER_WORD, ECONOMY, PART, is_theirs
from ccndocs.extract.statistic.within import (
    in_bracket,
    is_land_of_some,
    sets_a_bound,
)
from ccndocs.extract.topic import Topic
from ccndocs.vi import lazy_re as re
from ccndocs.vi.tables import word_lists

_WORDS = word_lists("cluster_words")

_FLAGS = re.IGNORECASE | re.VERBOSE
# "Năm 2023 các doanh nghiệp nộp ngân sách 31,5 tỷ đồng"
_FIRMS_PAY = re.compile(r"(?:doanh\s+nghiệp|cơ\s+sở|dự\s+án)\b[^,;]*\bnộp\b", _FLAGS)


def stated_indicator(
    place: Place, text: str, earlier: str | None, topic: Topic
) -> str | None:
    """What the figure states, None where it is no figure about clusters.

    `earlier` is the indicator of the figure before it in the sentence.
    """
    if place.subject != "cluster" or _is_norm(place, text, earlier):
        return None
    if place.measure.unit == "cluster" and not _counts_clusters(place, text):
        return None
    indicator = _by_words(place, text, earlier, topic)
    if _is_of_the_place(place, text, indicator, topic):
        indicator = None
    if indicator == "area" and place.is_size:
        return indicator
    if indicator is None and topic.cluster and place.measure.unit == "ha":
        return "area" if PART.match(place.left) else None
    if place.source == "own" or earlier is not None:
        return indicator
    if topic.about_clusters and is_theirs(place, text, indicator, topic):
        return indicator
    return _of_no_subject(place, text, indicator, topic)


def _of_no_subject(
    place: Place, text: str, indicator: str | None, topic: Topic
) -> str | None:
    """The indicator of a figure whose sentence names no cluster, None if in doubt."""
    if indicator == "production_growth":
        # A plan on clusters that sets it sets it for the sake of clusters.
        return indicator if topic.nature == "target" else None
    if indicator in ECONOMY and not (
        _FIRMS_PAY.search(place.left) or CLUSTER_WORD.search(place.left)
    ):
        return None
    if place.source == "topic" and not _is_sure(place, text, indicator, topic):
        return None
    return indicator


# "lấp đầy CCN An Hòa đạt 85%; thu ngân sách 50 tỷ đồng": what the commune takes in
_TAKES_IN = re.compile(
    r"\s*(?:tổng\s+)?(?:thu\s+ngân\s+sách|(?:giá\s+trị\s+sản\s+xuất|GTSX)\s+(?:ngành\s+)?công\s+nghiệp)"
    r"\b(?!\s+(?:từ|của|trong|tại))",
    _FLAGS,
)


def _is_of_the_place(
    place: Place, text: str, indicator: str | None, topic: Topic
) -> bool:
    """Whether a sum in a clause of its own is all that a place takes in."""
    if indicator not in ECONOMY or topic.about_clusters:
        return False
    *ahead, clause = place.before(text).split(";")
    takes_in = bool(ahead) and _TAKES_IN.match(clause) is not None
    return takes_in and CLUSTER_WORD.search(clause) is None


# "không vượt quá 75 ha", "từ 10 ha trở lên": rules, not figures.
_NORM = re.compile(
    r"""quy\s+định\s+(?:diện\s+tích|mức)|mức\s+(?:hỗ\s+trợ|thu|chi|phạt)|hỗ\s+trợ\s+(?:tối\s+đa|không)
    |có\s+quy\s+mô\s+diện\s+tích\s+không|bình\s+quân\s+mỗi(?!\s+năm)|tối\s+thiểu\s+là
    |(?<!tạo\ )điều\s+kiện""",
    _FLAGS,
)
# "cụm công nghiệp có quy mô diện tích không vượt quá 75 ha": a limit for all of them.
_ANY_SIZE = re.compile(
    r"""(?:cụm\s+công\s+nghiệp|CCN)\b[^,;]*diện\s+tích\s*$
    |\bdiện\s+tích\s+(?:(?:của|một|mỗi|các|từng)\s+)*(?:cụm\s+công\s+nghiệp|CCN)\s*$""",
    _FLAGS,
)
# "trong trường hợp tỷ lệ lấp đầy của các cụm đạt trên 50%", "hỗ trợ đối với CCN có diện
# tích từ 20 ha trở lên": a condition, no state.
_IF = re.compile(
    r"""\btrường\s+hợp\b|\bđiều\s+kiện\s*:
    |\bphải\s+(?:có|đạt|đảm\s+bảo|bảo\s+đảm)\b
    |\b(?:hỗ\s+trợ|áp\s+dụng)\s+(?:đối\s+với|cho)\s+(?:các\s+)?(?:CCN|cụm\s+công\s+nghiệp)\s+(?:có|đã|đạt)\b
    |\b(?:bình\s+quân|trung\s+bình)\s+(?:của\s+)?(?:mỗi|một|0?1)\s+(?:ha|CCN|cụm|dự\s+án)\b""",
    _FLAGS,
)
# "vốn đăng ký 56,6 tỷ đồng/dự án"
_EACH = re.compile(
    r"(?:\s+đồng)?\s?/\s?(?:dự\s+án|ha|CCN|cụm|lao\s+động|người|cơ\s+sở|doanh\s+nghiệp)\b",
    _FLAGS,
)
_AND_SIZE = re.compile(r"^\W*(?:và|hoặc)\s*$", _FLAGS)
# "08 doanh nghiệp được đề nghị làm chủ đầu tư hạ tầng": they found, and are not within.
_DEVELOPS = re.compile(
    r"[^,;]{0,40}\b(?:làm|là)\s+chủ\s+đầu\s+tư(?:\s+\w+){0,4}?\s*(?:hạ\s+tầng)?", _FLAGS
)
# "05 doanh nghiệp cho thuê lại nhà xưởng sai mục đích", "45 doanh nghiệp … tham dự",
# "12 doanh nghiệp trong CCN nợ bảo hiểm xã hội"
_AT_FAULT = re.compile(
    r"[^,;]{0,60}\b(?:vi\s+phạm|sai\s+(?:mục\s+đích|quy\s+định|phép)|trái\s+phép"
    r"|xả\s+(?:thải\s+)?(?:vượt|trộm|ra\s+môi\s+trường)|tham\s+dự|phát\s+sinh\s+(?:nước|chất)"
    r"|(?:nợ|chậm\s+(?:nộp|đóng))\s+(?:đọng\s+)?(?:bảo\s+hiểm|BHXH|thuế|lương|tiền|ngân\s+sách)"
    r"|bị\s+(?:xử|phạt|đình|nhắc)|chưa\s+(?:có|được)\s+(?:giấy|hồ\s+sơ|cấp))",
    _FLAGS,
)
# "phiên giao dịch việc làm cho 300 lao động": as many are invited
_EVENT = re.compile(
    r"\b(?:phiên|ngày\s+hội|sàn\s+giao\s+dịch|hội\s+(?:nghị|thảo|chợ)|lớp)\b", _FLAGS
)
# "đình công với 1.200 lao động tham gia", "350 lao động bị mất việc"
_TAKE_PART = re.compile(
    r"\s*(?:đã\s+|phải\s+|bị\s+)*(?:tham\s+(?:gia|dự)|nghỉ\s+việc|mất\s+việc|ngừng\s+việc)\b",
    _FLAGS,
)
# "63 cơ sở sản xuất xen kẽ trong khu dân cư": in no cluster
_OUTSIDE = re.compile(
    r"""[^,;]{0,40}\b(?:xen\s+(?:kẽ|lẫn|cài)|nằm\s+ngoài|ngoài\s+(?:các\s+)?(?:cụm|CCN)
    |trong\s+(?:các\s+)?(?:khu\s+dân\s+cư|nội\s+(?:thành|đô|thị)))(?![^,;]*\bvào\b)""",
    _FLAGS,
)
_LEAST_HECTARES = 1.0  # what is less is a plot, and told in square metres


def _is_norm(place: Place, text: str, earlier: str | None) -> bool:
    """Whether a rule sets the figure, or it is of a plot or of who develops clusters.

    "quy định diện tích …", "cụm có diện tích không quá 75 ha", "8 doanh nghiệp làm chủ
    đầu tư", "nhà điều hành 453 m2".
    """
    is_rule = _NORM.search(place.left) or _IF.search(place.before(text))
    if (
        is_rule
        or is_land_of_some(place, earlier)
        or sets_a_bound(place, text)
        or _EACH.match(text, place.measure.span.stop)
    ):
        return True
    if (
        place.measure.noun.of(text)[:1] in ("m", "M")
        and place.measure.value < _LEAST_HECTARES
    ):
        return True
    if place.measure.unit in ("establishment", "project") and _OUTSIDE.match(
        place.right
    ):
        return True
    if place.measure.unit == "person" and (
        _EVENT.search(place.before(text)) or _TAKE_PART.match(place.right)
    ):
        return True
    if is_in_passing(place, text):
        return True
    if place.measure.unit == "establishment":
        return bool(_DEVELOPS.match(place.right) or _AT_FAULT.match(place.right))
    if place.measure.unit != "ha" or place.cluster is not None or earlier is not None:
        return False
    is_bound = place.measure.qualifier in ("at_most", "at_least")
    return is_bound and bool(
        _ANY_SIZE.search(place.left) or _AND_SIZE.match(place.left)
    )


def _by_words(place: Place, text: str, earlier: str | None, topic: Topic) -> str | None:
    """The indicator by the words about a figure, the one before it or its noun."""
    measure = place.measure
    indicator = followed(place, text, earlier) or indicator_of(
        measure.unit, place.left, place.right
    )
    if indicator is None and place.is_size:
        return "area"
    if indicator is None and listed_behind(place, text, earlier):
        return _COUNT_OF[measure.unit]
    if indicator is None and _WIDENED.search(place.before(text)):
        return "area" if measure.unit == "ha" and place.cluster else None
    if indicator is None and (grown := _GROWN.search(place.before(text))):
        return indicator_of(measure.unit, grown["what"], "")
    if apart(measure) or _leads_on(place, text):
        return indicator or _COUNT_OF.get(measure.unit)
    if indicator == "area" and (land := _LAND.match(text)):
        return "industrial_land_area" if land["industry"] else None
    if indicator in _WHOLES and _is_part(place, text):
        return None
    if indicator == "establishment_count" and _MOVED.search(place.left):
        ahead = text[measure.span.stop : place.sentence.stop]
        is_one = topic.cluster is not None  # the one they are moved into
        return indicator if is_one or _INTO.search(ahead) else None
    return indicator or _of_lead(place, topic)


# "- Đất sản xuất công nghiệp, kho bãi: diện tích 47,6 ha", "- Khu dịch vụ: 0,9 ha"
_LAND = re.compile(
    r"""\W*(?:(?P<industry>đất\s+(?:xây\s+dựng\s+)?(?:sản\s+xuất\s+)?(?:công\s+nghiệp|nhà\s+máy))
    |đất\s+(?!quy\s+hoạch|cụm)|khu\s+(?!vực|đất|quy\s+hoạch))[^:.;\d]{0,60}:""",
    _FLAGS,
)
# "- CCN An Hòa (xã Hạ): 92%" below "Tỷ lệ lấp đầy của một số CCN:"
_OF_NAME = re.compile(r"(?:[:(–-]|\b(?:đạt|là|mới))\s*$", _FLAGS)


def _of_lead(place: Place, topic: Topic) -> str | None:
    """What the lead-in of a list says of the rate behind a cluster's name."""
    is_rate = place.measure.unit == "percent" and place.cluster is not None
    return topic.told if is_rate and _OF_NAME.search(place.left) else None


# "mở rộng 01 cụm (CCN Vực Hạ, thêm 14,7 ha)", "CCN Vực Hạ (bổ sung 35 ha)", "CCN Vực Hạ
# (giai đoạn I: 24,3 ha)", "01 CCN (CCN Vực Hạ giai đoạn I, 24,3 ha)"
_WIDENED = re.compile(
    r"""\bmở\s+rộng\b[^;]*\bthêm(?:\s+khoảng)?\s*$
    |\(\s*(?:bổ\s+sung|mở\s+rộng)(?:\s+thêm)?\s*$
    |\(\s*giai\s+đoạn\s+\w+\s*:?\s*$|\bgiai\s+đoạn\s+\w+\s*\(\s*$
    |\(\s*(?:CCN|cụm\s+công\s+nghiệp)\s[^(),;:]{2,40}?\sgiai\s+đoạn\s+\w+\s*[:,]\s*$""",
    _FLAGS,
)
# "thu ngân sách tăng 9,7%, đạt 241,3 tỷ đồng"
_GROWN = re.compile(
    r"""(?P<what>[^,;.]{5,80}?)\s+(?:tăng|giảm)\s[^,;]{0,25}?\d[\d.,]*\s*
    (?:%|người|lao\s+động|tỷ\s+đồng|dự\s+án)[^,;]{0,40}
    (?:,|\bvà\b)\s*(?:năm\s+20\d\d\s+)?(?:ước\s+)?(?:đạt|còn|là)\s*$""",
    _FLAGS,
)
# "di dời ít nhất 50 cơ sở": in no cluster yet, unless it says "vào cụm".
_MOVED = re.compile(r"di\s+dời(?:\s+(?:được|xong|thêm))*\s*$", _FLAGS)
_INTO = re.compile(r"\b(?:vào|về|tới|đến|ra)\b[^;]{0,40}?(?:cụm|CCN)\b", _FLAGS)
# What the number of a noun is where no words say more: "tổng số dự án lên 231".
_COUNT_OF = {
    "cluster": "cluster_count",
    "project": "project_count",
    "establishment": "establishment_count",
    "person": "worker_count",
}
_WHOLES = ("project_count", "establishment_count", "cluster_count")
# "từ 187 lên 211 dự án"; "từ 20 dự án trở lên" is a rule
_STARTS = re.compile(r"\btừ\s*$", _FLAGS)
_LEADS = re.compile(r"\s+(?:lên|xuống|thành)\b", _FLAGS)


def _leads_on(place: Place, text: str) -> bool:
    """Whether a count is the first of two: "từ 187 lên 211 dự án"."""
    is_first = _LEADS.match(text, place.measure.span.stop) is not None
    return is_first and _STARTS.search(place.left) is not None


_OF_A_NUMBER = re.compile(r"/|\d\D*\s(?:trong|trên)\s", _FLAGS)


_FOUNDS = re.compile(r"\bthành\s+lập(?:\s+(?:được|mới))*\s*$", _FLAGS)


# "số CCN có chủ đầu tư hạ tầng là 15/21 cụm"
_NUMBER_IS = re.compile(
    r"\bsố\s+(?:CCN|cụm|dự\s+án|cơ\s+sở|doanh\s+nghiệp)\b[^,;:()\d]{0,60}(?:\slà|\sđạt|:|\b)\s*$",
    _FLAGS,
)


# "hoàn thành hạ tầng kỹ thuật chiếm 30,8% tổng số CCN (12/39 CCN)"
_BUILT_IN_BRACKET = re.compile(r"\bhạ\s+tầng\b[^;()]*%[^;()]*\(\s*$", _FLAGS)


# "22/58 CCN (37,9%) hoàn thành hạ tầng kỹ thuật"
_OVER = re.compile(r"\s*\(\s*(?:đạt\s+|chiếm\s+)?\d[\d,]*\s*%\s*\)\s*", _FLAGS)


def _is_part(place: Place, text: str) -> bool:
    """Whether a count is a part of a number and not said to be founded: "5/22 CCN"."""
    measure = place.measure
    ahead = text[measure.span.start : measure.noun.start]
    right = place.right
    if not right.strip() and (over := _OVER.match(text, measure.span.stop)):
        right = text[over.end() : place.sentence.stop]
    is_told = is_on_plan(text, measure.span.stop) or re.search(
        r"(?<!định\s)thành\s+lập|có\s+quyết\s+định\s+thành\s+lập|hoàn\s+(?:thành|thiện|chỉnh)|do\s.*chủ\s+đầu\s+tư|có\s+chủ\s+đầu\s+tư",
        right.split(";")[0].split(",")[0],
    )
    is_told = is_told or _BUILT_IN_BRACKET.search(place.before(text))
    is_told = is_told or _FOUNDS.search(place.left) or _NUMBER_IS.search(place.left)
    return bool(_OF_A_NUMBER.search(ahead)) and is_told is None


# "27 cụm, …" counts clusters; "3 cụm đô thị" counts something else.
_ALONE = re.compile(
    rf"""\s*(?:$|[,;.):]|(?:{_WORDS["goes_on_behind_a_number"]}|năm\s+20\d\d)\b)""",
    _FLAGS,
)
# "21 cụm, tuyến dân cư"
_DWELT_IN = re.compile(r"\s*(?:,|và)\s*(?:tuyến|điểm|khu)\s+dân\s+cư", _FLAGS)
_NAMES = re.compile(rf"\s+(?:[Ll]àng\s+nghề\s+)?{PLACE}")
# "rà soát phương án phát triển 27 CCN": the plan is looked through, and counts them
_PLAN_OF = re.compile(r"\bphương\s+án\s+phát\s+triển(?:\s+mạng\s+lưới)?\s*$", _FLAGS)


# "Cả 3 cụm đều đã hoạt động"
_ALL_WORK = re.compile(
    r"\s*(?:đều\s+)?(?:đã|đang)\s+(?:đi\s+vào\s+)?hoạt\s+động", _FLAGS
)


_WHERE = re.compile(r"\b(?:tại|ở)\s*$", _FLAGS)


def _counts_clusters(place: Place, text: str) -> bool:
    """Whether "… cụm" counts clusters and numbers no row: "1 Cụm công nghiệp An"."""
    measure = place.measure
    is_where = _WHERE.search(place.left)  # "giám sát … tại 10 CCN đang hoạt động"
    if _leads_on(place, text) or (_ALL_WORK.match(place.right) and not is_where):
        return True
    is_told = _PLAN_OF.search(place.left) or in_bracket(place.left, place.right)
    clause = place.before(text).split(";")[-1]
    if is_dealt_with(clause if is_where else place.left) and not is_told:
        return False
    if measure.noun.of(text).lower() == "cụm" and (
        not _ALONE.match(place.right) or _DWELT_IN.match(text, measure.noun.stop)
    ):
        return False
    is_first = not text[: measure.span.start].strip(" -+*(")
    return not (is_first and _NAMES.match(place.right))


# In a document on clusters these words speak of them without naming them.
_SURE = re.compile(
    r"""thu\s+hút|di\s+dời|việc\s+làm|lấp\s+đầy|(?:đã|được)\s+cho\s+thuê
    |vốn\s+đầu\s+tư\s+hạ\s+tầng|đất\s+công\s+nghiệp|nộp\s+ngân\s+sách|đưa\s+(?:thêm\s+)?$""",
    _FLAGS,
)
# "3. Diện tích: 48,5 ha" of a decision on one cluster
_SIZE = re.compile(
    r"""\W*(?:(?:dự\s+án|cụm\s+công\s+nghiệp|CCN)\s+(?:có\s+)?)?(?:tổng\s+)?(?:diện\s+tích|quy\s+mô)
    (?:\s+(?:cụm\s+công\s+nghiệp|CCN|quy\s+hoạch|sử\s+dụng|đất|diện\s+tích|mở\s+rộng))*
    \s*(?::|là|khoảng|\s)\s*$""",
    _FLAGS,
)


def _is_sure(place: Place, text: str, indicator: str | None, topic: Topic) -> bool:
    """Whether a figure that names no cluster is one: by its words, or its label."""
    if indicator == "area":
        before = place.before(text)
        return topic.cluster is not None and bool(_SIZE.fullmatch(before))
    if _SURE.search(place.left):
        return True
    return bool(WITH_CAPITAL.match(text, place.measure.span.stop))
