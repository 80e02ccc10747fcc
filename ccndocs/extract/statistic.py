"""Figures about industrial clusters in running text.

A figure needs a unit, words that name its indicator, and clusters as its subject: the
nearest subject named before it decides, so that figures of "khu công nghiệp" in the
same sentence stay out. Precision first: what is not clear is left out.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from ccndocs.extract.cluster import PLACE, find_clusters, with_short_names
from ccndocs.extract.statistic_place import SUBJECT, Place, places
from ccndocs.extract.statistic_sums import with_sums
from ccndocs.extract.statistic_terms import indicator_of
from ccndocs.extract.statistic_topic import ECONOMY, PART, is_theirs
from ccndocs.extract.topic import NO_TOPIC, Topic
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Context, Mention, Quantity, Scope
from ccndocs.types.tree import Passage
from ccndocs.vi.dates import moment_at

_FLAGS = re.IGNORECASE | re.VERBOSE
_TARGET = re.compile(r"phấn\s+đấu|mục\s+tiêu|chỉ\s+tiêu|đặt\s+ra|định\s+hướng", _FLAGS)
_REACHED = re.compile(
    r"\b(?:mới\s+đạt|đã\s+đạt|chưa\s+đạt|hiện\s+(?:nay|có|đạt)?|nâng\s+tổng\s+số|đến\s+nay|mới\s+có|đã)\b",
    _FLAGS,
)
_REACHES = re.compile(r"đạt\s+$", re.IGNORECASE)
_GOAL_YEAR = re.compile(r"đến\s+(?:hết\s+)?(?:năm\s+)?(?P<year>20\d\d)", _FLAGS)
_PLANNED = re.compile(
    r"""theo\s+(?:phương\s+án|quy\s+hoạch)|(?<!tích\ )(?<!đất\ )quy\s+hoạch\s*$
    |dự\s+kiến|(?<!đã\ )(?<!được\ )(?:thành\s+lập|hình\s+thành|phát\s+triển)
     (?:\s+(?:mới|thêm))+\s*$""",
    _FLAGS,
)
# What a cluster to be founded is to cost: "tổng vốn đầu tư 287,4 tỷ đồng"
_WHOLE_CAPITAL = re.compile(
    r"tổng\s+(?:mức|vốn|số\s+vốn)\s*(?:vốn\s+)?đầu\s+tư(?!\s+(?:đăng|đã|thứ))[^,;]*$",
    _FLAGS,
)
_NEW = re.compile(r"(?:mới|thêm)\s*$", _FLAGS)
_AS_OF = re.compile(
    r"(?:tính\s+)?đến\s+(?:hết\s+|thời\s+điểm\s+)?(?=ngày|tháng|quý|năm|\d)", _FLAGS
)
# "14 CCN do UBND cấp huyện là chủ đầu tư", "127 dự án đầu tư nước ngoài"
_SUBSET = re.compile(
    r"""\s*(?P<subset>do\s+[^,;.()]{3,80}?\s(?:là|làm)\s+(?:\w+\s+)?chủ\s+đầu\s+tư(?:\s+hạ\s+tầng)?
    |(?:có\s+)?(?:vốn\s+)?(?:đầu\s+tư\s+)?(?:trực\s+tiếp\s+)?nước\s+ngoài|FDI|đầu\s+tư\s+trong\s+nước
    |làng\s+nghề(?=\s*[,;.)]|$)|chuyên\s+ngành(?=\s*[,;.)]|$))""",
    _FLAGS,
)
# What repair leaves of a doubled word: "làm chúa chủ đầu tư".
_STUTTER = re.compile(r"(?<=làm\ )ch[uúùủũụưứừửữự]a?\s+(?=chủ\s)", _FLAGS)
_DISTRICT = re.compile(
    r"(?:[Tt]rên\s+địa\s+bàn|[Tt]ại|của)\s+(?:huyện|thị\s+xã|thành\s+phố)\s+"
    rf"(?P<name>{PLACE})"
)
# "không vượt quá 75 ha", "từ 10 ha trở lên": rules, not figures.
_NORM = re.compile(
    r"""quy\s+định\s+(?:diện\s+tích|mức)|mức\s+(?:hỗ\s+trợ|thu|chi|phạt)|hỗ\s+trợ\s+(?:tối\s+đa|không)
    |có\s+quy\s+mô\s+diện\s+tích\s+không|bình\s+quân\s+mỗi|tối\s+thiểu\s+là|điều\s+kiện""",
    _FLAGS,
)


# "27 cụm, …" counts clusters; "3 cụm đô thị" counts something else.
_ALONE = re.compile(
    r"""\s*(?:$|[,;.)]|(?:đã|đang|được|với|có|đi\s+vào|theo|do|làng\s+nghề|vận\s+hành|hoàn\s+thành|đưa
    |xây\s+dựng|lắp\s+đặt|hoạt\s+động|nằm|chưa|mới|còn|gồm|không|trong|tại|trên|là)\b)""",
    _FLAGS,
)


_NAMES = re.compile(rf"\s+(?:[Ll]àng\s+nghề\s+)?{PLACE}")


def _stated_day(place: Place, text: str) -> dt.date | None:
    """The day that "tính đến ngày …" or "đến hết năm …" before the figure names."""
    before = place.before(text)
    found: dt.date | None = None
    for match in _AS_OF.finditer(before):
        moment = moment_at(before, match.end(), bare=True)
        found = moment.last() if moment and moment.year else found
    return found


def _nature(
    place: Place, text: str, earlier: str, context: Context, topic: Topic
) -> str:
    """actual, target or planned; `earlier` is the nature of the figure before it."""
    if _PLANNED.search(place.left):
        is_new = topic.nature == "target" and _NEW.search(place.left)
        return "target" if is_new else "planned"
    if _REACHED.search(place.left):
        return "actual"
    before = place.before(text)
    if topic.is_to_come and _WHOLE_CAPITAL.search(place.left):
        return "planned"
    clause = before.split(";")[-1]
    stated = _stated_day(place, text)
    is_ahead = stated and context.issued_on and stated > context.issued_on
    if _TARGET.search(clause) or (is_ahead and earlier == "actual"):
        return "target"
    return earlier


def _as_of(place: Place, text: str, nature: str, context: Context) -> str | None:
    """The day the figure holds for: its sentence's, else the document's."""
    before = place.before(text)
    if nature != "actual":
        years = list(_GOAL_YEAR.finditer(before))
        return f"{years[-1]['year']}-12-31" if years else None
    day = _stated_day(place, text) or context.issued_on
    return day.isoformat() if day else None


def _scope(place: Place, text: str, context: Context) -> Scope:
    """Where the figure holds: one cluster, a district, a part, else the province."""
    after = text[place.measure.span.stop : place.sentence.stop]
    subset = (
        _SUBSET.match(after) if place.measure.unit in ("cluster", "project") else None
    )
    before = place.before(text)
    district = _DISTRICT.search(before)
    name = district["name"] if district else context.district
    cluster = place.cluster
    return Scope(
        province=(cluster.province if cluster else None) or context.province,
        district=(cluster.district if cluster else None) or name,
        cluster=cluster.name if cluster else None,
        subset=_STUTTER.sub("", " ".join(subset["subset"].split())) if subset else None,
    )


def _quantities(
    passage: Passage, place: Place, indicator: str, nature: str, context: Context
) -> Iterator[Mention[Quantity]]:
    """The quantity of a place; the two ends of a range are two."""
    measure, text = place.measure, passage.text
    value = Quantity(
        indicator,
        measure.value,
        measure.unit,
        measure.qualifier,
        nature,
        _scope(place, text, context),
        _as_of(place, text, nature, context),
    )
    reached = _REACHES.search(text, max(0, measure.span.start - 8), measure.span.start)
    start = reached.start() if reached else measure.span.start
    span = Span(start, measure.span.stop)
    if measure.high is None:
        yield Mention(passage.id, span, value, indicator)
        return
    yield Mention(passage.id, span, replace(value, qualifier="at_least"), "range")
    high = replace(value, value=measure.high, qualifier="at_most")
    yield Mention(passage.id, span, high, "range")


def find_quantities(
    passage: Passage, context: Context, topic: Topic = NO_TOPIC
) -> list[Mention[Quantity]]:
    """Figures about industrial clusters, in the order of the text.

    A sentence may leave the subject to the one before it, or to the topic. `as_of` is
    the day a sentence states, else the document's; the target year for goals.
    """
    text = passage.text
    if not re.search(r"\d", text):
        return []
    if not (topic.about_clusters or SUBJECT.search(text)):
        return []
    clusters = find_clusters(passage, context)
    if topic.about_clusters:
        clusters = with_short_names(text, clusters, context)
    found: list[Mention[Quantity]] = []
    sentence, nature, earlier = Span(0, 0), topic.nature, None
    counted: str | None = None
    for place in places(passage, clusters, topic):
        if place.sentence != sentence:
            sentence, nature, earlier = place.sentence, topic.nature, None
            counted = None
        goes_on = place.measure.unit == "cluster" and counted
        indicator = _indicator(place, text, counted if goes_on else earlier, topic)
        if indicator is None:
            continue
        earlier = indicator
        counted = indicator if indicator in _COUNTED else counted
        if _OF_RATE.search(place.left) and place.measure.unit == "cluster":
            found += _quantities(passage, place, indicator, "actual", context)
            continue
        nature = _nature(place, text, nature, context, topic)
        found += _quantities(passage, place, indicator, nature, context)
    return with_sums(text, found)


# "phấn đấu tỷ lệ lấp đầy của 03 cụm công nghiệp đạt 70%": there are three already.
_OF_RATE = re.compile(r"lấp\s+đầy\b[^,;]*\b(?:của|tại|trong)\s+$", _FLAGS)
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
# "405 dự án, vốn đăng ký 11.240 tỷ đồng"
_WITH_CAPITAL = re.compile(
    r"""[,\s]*(?:(?:đầu\s+tư|thứ\s+cấp|(?:có\s+vốn\s+)?(?:trực\s+tiếp\s+)?(?:nước\s+ngoài|FDI)
    |trong\s+nước|mới)[,\s]*){0,3}(?:với\s+)?(?:tổng\s+)?vốn\s+(?:đầu\s+tư\s+)?đăng\s+k[ýí]""",
    _FLAGS,
)
# "giá trị sản xuất đạt 12.640 tỷ đồng, tăng 14,8% so với năm 2023"
_GROWS = re.compile(r"[,(]\s*tăng\s*$", _FLAGS)
# "Năm 2023 các doanh nghiệp nộp ngân sách 31,5 tỷ đồng"
_FIRMS_PAY = re.compile(r"(?:doanh\s+nghiệp|cơ\s+sở|dự\s+án)\b[^,;]*\bnộp\b", _FLAGS)
_SHARE_OF_THEM = re.compile(
    r"(?:[,(]|^)\s*(?:chiếm|tương\s+đương|bằng|đạt)?\s*$", _FLAGS
)
# "tổng vốn đăng ký 11.240 tỷ đồng và 215 triệu USD"
_CAPITAL = ("investment_registered", "investment_realised")
_FOREIGN = ("USD", "million USD")
_AND = re.compile(r"\s*(?:và|,|\+)\s*", _FLAGS)
# "287 cơ sở sản xuất, gần 17.900 lao động"
_LISTED = re.compile(r"(?:[,;]|\bvà\b|\bvới\b)\s*$", _FLAGS)
_WORKERS = ("lao động", "công nhân", "người lao động")
_TO = re.compile(r"\s*(?:lên|thành|lên\s+thành)\s*$", _FLAGS)


def _indicator(
    place: Place, text: str, earlier: str | None, topic: Topic
) -> str | None:
    """What the figure states, None where it is no figure about clusters.

    `earlier` is the indicator of the figure before it in the sentence.
    """
    if place.subject != "cluster" or _NORM.search(place.left):
        return None
    if place.measure.unit == "cluster" and not _counts_clusters(place, text):
        return None
    indicator = _followed(place, text, earlier) or indicator_of(
        place.measure.unit, place.left, place.right
    )
    if indicator is None and topic.cluster and place.measure.unit == "ha":
        return "area" if PART.match(place.left) else None
    if place.source == "own" or earlier is not None:
        return indicator
    if topic.about_clusters and is_theirs(place, text, indicator, topic):
        return indicator
    if indicator == "production_growth":
        # A plan on clusters that sets it sets it for the sake of clusters.
        return indicator if topic.nature == "target" else None
    if indicator in ECONOMY and not _FIRMS_PAY.search(place.left):
        return None
    if place.source == "topic" and not _is_sure(place, text, indicator, topic):
        return None
    return indicator


def _counts_clusters(place: Place, text: str) -> bool:
    """Whether "… cụm" counts clusters and numbers no row: "1 Cụm công nghiệp An"."""
    measure = place.measure
    if measure.noun.of(text).lower() == "cụm" and not _ALONE.match(place.right):
        return False
    is_first = not text[: measure.span.start].strip(" -+*(")
    return not (is_first and _NAMES.match(place.right))


# "(cuối năm 2024 là 54,1%)", "; tốc độ tăng của năm 2023 là 10,2%"
_THEN = re.compile(
    r"""(?:\(\s*(?:cuối\s+|đầu\s+)?(?:năm|cùng\s+(?:kỳ|thời\s+điểm)|trước)[^()]{0,40}$
    |\b(?:tốc\s+độ|mức)\s+tăng[^,;]{0,30}$)""",
    _FLAGS,
)
_RATES = ("occupancy_rate", "production_growth", "wastewater_share")
# "11 cụm đang hoạt động với 412 ha", "14 cụm, 538,5 ha"
_OF_COUNTED = re.compile(
    r"""[^,;.]{0,40}?(?:,|\bvới|\bchiếm|\brộng|\bcộng\s+lại(?:\s+được)?)\s*(?:quỹ\s+đất|tổng\s+diện\s+tích)?\s*""",
    _FLAGS,
)
_COUNTED = ("cluster_count", "cluster_count_operating", "wastewater_plant_count")
# "…; nay tăng lên 14 cụm", "trong đó phía đông tỉnh 9 cụm", "đến nay là 8 cụm"
_GOES_ON = re.compile(
    r"\b(?:tăng\s+lên|giảm\s+còn|nay\s+là|nay\s+có|lên|còn)\s*$|\bphía\s+\w+(?:\s+tỉnh)?\s*$",
    _FLAGS,
)


def _followed(place: Place, text: str, earlier: str | None) -> str | None:
    """The indicator that the figure before gives: "từ 35 ha lên 50 ha", "chiếm 37%"."""
    measure = place.measure
    goes_on = _gone_on(place, earlier)
    if goes_on is not None:
        return goes_on
    if earlier and _TO.fullmatch(place.left):
        same = measure.unit == "percent" or "area" in earlier
        return earlier if same and measure.unit in ("percent", "ha") else None
    if earlier == "area" and measure.unit == "ha" and PART.match(place.left):
        return "area"
    if earlier in _CAPITAL and _AND.fullmatch(place.left):
        return earlier if measure.unit in _FOREIGN else None
    if earlier and measure.unit == "person" and _LISTED.search(place.left):
        noun = measure.noun.of(text).lower()
        return "worker_count" if noun in _WORKERS else None
    if earlier == "production_value" and _GROWS.search(place.left):
        return "production_growth" if measure.unit == "percent" else None
    is_share = _SHARE_OF_THEM.search(place.left) is not None
    if earlier == "wastewater_plant_count" and measure.unit == "percent" and is_share:
        return "wastewater_share"
    if measure.unit in ("project", "establishment") and not place.left.strip(" -+*("):
        is_listed = _WITH_CAPITAL.match(text, measure.span.stop)
        return f"{measure.unit}_count" if is_listed else None
    return None


def _gone_on(place: Place, earlier: str | None) -> str | None:
    """What a rate of before, an area or a further count takes from the one before."""
    unit = place.measure.unit
    if unit == "percent" and earlier in _RATES and _THEN.search(place.left):
        return earlier
    if earlier not in _COUNTED:
        return None
    if unit == "ha" and _OF_COUNTED.fullmatch(place.left):
        return "area"
    further = unit == "cluster" and _GOES_ON.search(place.left)
    return earlier if further else None


def _is_sure(place: Place, text: str, indicator: str | None, topic: Topic) -> bool:
    """Whether a figure that names no cluster is one: by its words, or its label."""
    if indicator == "area":
        before = place.before(text)
        return topic.cluster is not None and bool(_SIZE.fullmatch(before))
    if _SURE.search(place.left):
        return True
    return bool(_WITH_CAPITAL.match(text, place.measure.span.stop))
