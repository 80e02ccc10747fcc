"""Figures about industrial clusters in running text.

A figure needs a unit, words that name its indicator, and clusters as its subject: the
nearest subject named before it decides, so that figures of "khu công nghiệp" in the
same sentence stay out. Precision first: what is not clear is left out.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ccndocs.extract.cluster import PLACE, find_clusters
from ccndocs.extract.statistic_terms import indicator_of
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Cluster, Context, Mention, Quantity, Scope
from ccndocs.types.tree import Passage
from ccndocs.vi.dates import moment_at
from ccndocs.vi.numbers import Measure, measures

_FLAGS = re.IGNORECASE | re.VERBOSE
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=\D)|\n")
_CLAUSE_END = re.compile(r"[;:]")
_RIGHT_END = re.compile(r"[,;.()]")

# Whose figures these are. "khu, cụm công nghiệp" speaks of both, as of neither alone.
_SUBJECT = re.compile(
    r"""(?P<both>khu\s*(?:,|và)\s*cụm\s+(?:CN|công\s+nghiệp)
      |(?:khu\s+công\s+nghiệp|KCN)\s*(?:,|và|cùng(?:\s+với)?)\s*
       (?:(?:các|một\s+số|gần|hơn|trên|khoảng)\s+)?(?:\d+\s+)?(?:cụm\s+công\s+nghiệp|CCN))
    |(?P<cluster>cụm\s+(?:CN|công\s+nghiệp)|\bCCN\b|(?<=\d\ )cụm\b)
    |(?P<other>khu\s+(?:công\s+nghiệp|kinh\s+tế|chế\s+xuất|công\s+nghệ\s+cao|du\s+lịch|dân\s+cư)
      |(?:lĩnh\s+vực|ngành)\s+(?:công|nông|dịch|du)\s?\w+|\bKCN\b|\bKKT\b
      |(?<!CCN\ )(?<!nghiệp\ )làng\s+nghề(?=\s+(?:có|với))
      |hợp\s+tác\s+xã\s+(?:có|với))""",
    _FLAGS,
)
_TARGET = re.compile(r"phấn\s+đấu|mục\s+tiêu|chỉ\s+tiêu|đặt\s+ra|định\s+hướng", _FLAGS)
_REACHED = re.compile(
    r"\b(?:mới\s+đạt|đã\s+đạt|chưa\s+đạt|hiện\s+(?:nay|có|đạt)?|nâng\s+tổng\s+số|đến\s+nay|mới\s+có|đã)\b",
    _FLAGS,
)
_REACHES = re.compile(r"đạt\s+$", re.IGNORECASE)
_GOAL_YEAR = re.compile(r"đến\s+(?:hết\s+)?(?:năm\s+)?(?P<year>20\d\d)", _FLAGS)
_PLANNED = re.compile(
    r"""theo\s+(?:phương\s+án|quy\s+hoạch)|quy\s+hoạch\s*$|dự\s+kiến
    |(?<!đã\ )(?<!được\ )(?:thành\s+lập|hình\s+thành|phát\s+triển)
     (?:\s+(?:mới|thêm))+\s*$""",
    _FLAGS,
)
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


# "271 dự án đầu tư vào các CCN": the subject may follow the figure.
_PLACED = re.compile(
    r"[^,;]*\b(?:trong|tại|ở|vào)\s+(?:các\s+|\d+\s+)?(?:CCN|cụm)\b", _FLAGS
)
# "27 cụm, …" counts clusters; "3 cụm đô thị" counts something else.
_ALONE = re.compile(
    r"\s*(?:$|đã|đang|được|với|có|đi\s+vào|theo|do|làng\s+nghề)", _FLAGS
)
# Figures of a whole economy: only a sentence about clusters can give theirs.
_OF_ECONOMY = ("production_value", "production_growth", "budget_revenue", "other")


_NAMES = re.compile(rf"\s+(?:[Ll]àng\s+nghề\s+)?{PLACE}")


@dataclass(frozen=True, slots=True)
class _Place:
    """A measure within its sentence: the words around it, what they are about."""

    measure: Measure
    sentence: Span
    left: str
    right: str
    subject: str | None
    cluster: Cluster | None
    carried: bool


def _sentences(text: str) -> Iterator[Span]:
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match[0] != "\n" and not text[match.end()].isupper():
            continue
        if match.start() > start:
            yield Span(start, match.start())
        start = match.end()
    if start < len(text):
        yield Span(start, len(text))


def _subject_before(text: str, start: int, stop: int) -> str | None:
    """The nearest subject in `text[start:stop]`: cluster, both, other or None."""
    found = None
    for match in _SUBJECT.finditer(text, start, stop):
        found = match.lastgroup
    return found


def _subject_of(text: str, sentence: Span, measure: Measure) -> str | None:
    """The subject of a measure; its unit or the words after it may name it."""
    if measure.unit == "cluster":
        around = text[max(sentence.start, measure.span.start - 40) : measure.noun.stop]
        is_both = re.search(
            r"khu\s+công\s+nghiệp\s+và\s+\S*$|khu\s*(?:,|và)\s*$", around
        )
        return "both" if is_both else "cluster"
    subject = _subject_before(text, sentence.start, measure.span.start)
    if subject is None:
        ahead = _right(text, measure.span.stop, sentence.stop)
        if measure.unit == "percent" or _PLACED.match(ahead):
            subject = _subject_before(ahead, 0, len(ahead))
    return subject


def _places(
    passage: Passage, clusters: list[Mention[Cluster]], *, about_clusters: bool
) -> Iterator[_Place]:
    """Every measure of the passage whose subject is clusters."""
    text = passage.text
    carried: str | None = None
    for sentence in _sentences(text):
        found = list(measures(sentence.of(text)))
        shifted = [
            replace(
                m, span=m.span.shift(sentence.start), noun=m.noun.shift(sentence.start)
            )
            for m in found
        ]
        last = sentence.start
        for index, measure in enumerate(shifted):
            own = _subject_of(text, sentence, measure)
            subject = carried if own is None and about_clusters else own
            following = (
                shifted[index + 1].span.start
                if index + 1 < len(shifted)
                else sentence.stop
            )
            yield _Place(
                measure,
                sentence,
                _left(text, last, measure.span.start),
                _right(text, measure.span.stop, following),
                subject,
                _cluster_before(clusters, sentence, measure, text),
                own is None,
            )
            last = measure.span.stop
        carried = _subject_before(text, sentence.start, sentence.stop) or carried


def _left(text: str, start: int, stop: int) -> str:
    """The words since the last measure or semicolon."""
    return re.split(r"[;\n]", text[start:stop])[-1]


def _right(text: str, start: int, stop: int) -> str:
    """The words up to the next comma or measure."""
    return _RIGHT_END.split(text[start:stop], maxsplit=1)[0]


def _cluster_before(
    clusters: list[Mention[Cluster]], sentence: Span, measure: Measure, text: str
) -> Cluster | None:
    """The one cluster whose figure this is: named last, with no plural after it."""
    before = [
        c
        for c in clusters
        if sentence.start <= c.span.start and c.span.stop <= measure.span.start
    ]
    if not before or measure.unit == "cluster":
        return None
    last = before[-1]
    between = text[last.span.stop : measure.span.start]
    if _SUBJECT.search(between) or re.search(r"\btổng\b.*của|các\s+CCN", between):
        return None
    gap = text[before[-2].span.stop : last.span.start] if len(before) > 1 else "."
    is_one_of_list = re.fullmatch(r"\s*(?:,|và)\s*", gap) is not None
    return None if is_one_of_list or "toàn tỉnh" in between.lower() else last.value


def _stated_day(place: _Place, text: str) -> dt.date | None:
    """The day that "tính đến ngày …" or "đến hết năm …" before the figure names."""
    before = text[place.sentence.start : place.measure.span.start]
    found: dt.date | None = None
    for match in _AS_OF.finditer(before):
        moment = moment_at(before, match.end(), bare=True)
        found = moment.last() if moment and moment.year else found
    return found


def _nature(place: _Place, text: str, earlier: str, context: Context) -> str:
    """actual, target or planned; `earlier` is the nature of the figure before it."""
    if _PLANNED.search(place.left):
        return "planned"
    if _REACHED.search(place.left):
        return "actual"
    before = text[place.sentence.start : place.measure.span.start]
    clause = before.split(";")[-1]
    stated = _stated_day(place, text)
    is_ahead = stated and context.issued_on and stated > context.issued_on
    if _TARGET.search(clause) or (is_ahead and earlier == "actual"):
        return "target"
    return earlier


def _as_of(place: _Place, text: str, nature: str, context: Context) -> str | None:
    """The day the figure holds for: its sentence's, else the document's."""
    before = text[place.sentence.start : place.measure.span.start]
    if nature != "actual":
        years = list(_GOAL_YEAR.finditer(before))
        return f"{years[-1]['year']}-12-31" if years else None
    day = _stated_day(place, text) or context.issued_on
    return day.isoformat() if day else None


def _scope(place: _Place, text: str, context: Context) -> Scope:
    """Where the figure holds: one cluster, a district, a part, else the province."""
    after = text[place.measure.span.stop : place.sentence.stop]
    subset = (
        _SUBSET.match(after) if place.measure.unit in ("cluster", "project") else None
    )
    before = text[place.sentence.start : place.measure.span.start]
    district = _DISTRICT.search(before)
    name = district["name"] if district else context.district
    cluster = place.cluster
    return Scope(
        province=(cluster.province if cluster else None) or context.province,
        district=(cluster.district if cluster else None) or name,
        cluster=cluster.name if cluster else None,
        subset=" ".join(subset["subset"].split()) if subset else None,
    )


def _quantities(
    passage: Passage, place: _Place, indicator: str, nature: str, context: Context
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


def _with_sums(text: str, found: list[Mention[Quantity]]) -> list[Mention[Quantity]]:
    """Flag `sum_mismatch` where "55 cụm, gồm 14 … , 41 …" does not add up."""
    flagged = list(found)
    for index, total in enumerate(found):
        parts: list[Mention[Quantity]] = []
        for other in found[index + 1 :]:
            if other.value.unit != total.value.unit or other.value.scope.subset is None:
                break
            parts.append(other)
        opened = text[total.span.stop : parts[0].span.start] if parts else ""
        if (
            total.value.scope.subset
            or len(parts) < 2
            or not re.search(r"\bgồm\b", opened)
        ):
            continue
        if abs(sum(p.value.value for p in parts) - total.value.value) > 1e-6:
            flagged[index] = replace(total, flags=(*total.flags, "sum_mismatch"))
    return _with_occupancy(flagged)


def _with_occupancy(found: list[Mention[Quantity]]) -> list[Mention[Quantity]]:
    """Flag an occupancy that leased and industrial land of one scope contradict."""

    def one(indicator: str, scope: Scope) -> float | None:
        values = [
            m.value.value
            for m in found
            if m.value.indicator == indicator and m.value.scope == scope
        ]
        return values[0] if len(values) == 1 else None

    flagged = []
    for mention in found:
        scope = mention.value.scope
        leased, land = one("leased_area", scope), one("industrial_land_area", scope)
        is_off = (
            mention.value.indicator == "occupancy_rate"
            and leased is not None
            and land
            and abs(100 * leased / land - mention.value.value) > 1
        )
        flags = (*mention.flags, "sum_mismatch") if is_off else mention.flags
        flagged.append(replace(mention, flags=flags))
    return flagged


def find_quantities(
    passage: Passage, context: Context, *, about_clusters: bool = True
) -> list[Mention[Quantity]]:
    """Figures about industrial clusters, in the order of the text.

    `about_clusters`: the document is about clusters, so that a sentence may leave the
    subject to the one before it. `as_of` is the day a sentence states, else the
    document's; the target year for goals.
    """
    text = passage.text
    if not re.search(r"\d", text) or not _SUBJECT.search(text):
        return []
    clusters = find_clusters(passage, context)
    found: list[Mention[Quantity]] = []
    sentence, nature = Span(0, 0), "actual"
    for place in _places(passage, clusters, about_clusters=about_clusters):
        if place.sentence != sentence:
            sentence, nature = place.sentence, "actual"
        indicator = _indicator(place, text)
        if indicator is None:
            continue
        nature = _nature(place, text, nature, context)
        if indicator == "cluster_count_planned":
            nature = "planned"
        found += _quantities(passage, place, indicator, nature, context)
    return _with_sums(text, found)


def _indicator(place: _Place, text: str) -> str | None:
    """What the figure states, None where it is no figure about clusters."""
    measure = place.measure
    if place.subject != "cluster" or _NORM.search(place.left):
        return None
    if measure.unit == "cluster":
        if measure.noun.of(text).lower() == "cụm" and not _ALONE.match(place.right):
            return None
        if not text[: measure.span.start].strip(" -+*(") and _NAMES.match(place.right):
            return None  # "1 Cụm công nghiệp Tân Trào": a numbered row
    indicator = indicator_of(measure.unit, place.left, place.right)
    return None if place.carried and indicator in _OF_ECONOMY else indicator
