"""Measures within their sentences: the words around each, whose figure it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ccndocs.extract.cluster.places import LIST_HEAD
from ccndocs.extract.statistic.counts import apart, counts_apart, parts_of
from ccndocs.extract.topic import Topic
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Cluster, Mention
from ccndocs.types.tree import Passage
from ccndocs.vi import lazy_re as re
from ccndocs.vi.numbers import Measure, measures

_FLAGS = re.IGNORECASE | re.VERBOSE
_LONGEST = 1200  # characters of a sentence that may name the subject
# "TP. Hòa Lâm" goes on.
_SENTENCE_END = re.compile(r"(?<!TP\.)(?<!TX\.)(?<!TT\.)(?<=[.!?])\s+(?=\D)|\n")
_RIGHT_END = re.compile(r"[,;.()]")

# Whose figures these are. "khu, cụm công nghiệp" speaks of both, as of neither alone.
SUBJECT = re.compile(
    r"""(?P<both>khu\s*(?:,|và|[-–/])\s*cụm\s+(?:CN|công\s+nghiệp)
      |(?:khu\s+công\s+nghiệp|KCN)\s*(?:,|và|cùng(?:\s+với)?)\s*
       (?:(?:các|một\s+số|gần|hơn|trên|khoảng)\s+)?(?:\d+\s+)?(?:cụm\s+công\s+nghiệp|CCN))
    |(?P<cluster>cụm\s+(?:CN|công\s+nghiệp)|\bCCN\b|(?<=\d\ )cụm\b)
    |(?P<other>khu\s+(?:công\s+nghiệp|kinh\s+tế|chế\s+xuất|công\s+nghệ\s+cao|du\s+lịch|dân\s+cư)
      |(?<!động\ )(?:lĩnh\s+vực|ngành)\s+(?:công|nông|dịch|du)\s?\w+|\bKCN\b|\bKKT\b
      |(?<!CCN\ )(?<!nghiệp\ )làng\s+nghề(?=\s+(?:có|với))
      |hợp\s+tác\s+xã\s+(?:có|với))""",
    _FLAGS,
)
# "giá trị sản xuất trong hai cụm", in a document that names clusters
IN_SHORT = re.compile(
    r"""\b(?:các|những|hai|ba|bốn|trong|số)\s+cụm\b
    (?!\s+(?:từ|dân\s+cư|thi\s+đua|loa|đô\s+thị|camera|tượng|di\s+tích|pano|công\s+nghiệp))""",
    _FLAGS,
)
# "271 dự án đầu tư vào các CCN": the subject may follow the figure.
_PLACED = re.compile(
    r"[^,;]*\b(?:trong|tại|ở|vào)\s+(?:các\s+|\d+\s+)?(?:CCN|cụm)\b", _FLAGS
)

# "242 doanh nghiệp, cơ sở sản xuất đang hoạt động trong các CCN", "157 dự án (18 dự án
# FDI) đầu tư vào các CCN": over a second noun or a bracket
_PLACED_OVER = re.compile(
    r"""[^,;.()\d]{0,30}(?:\(?[^();.]{1,60}\)|,\s*(?:cơ\s+sở|hộ|doanh\s+nghiệp|dự\s+án|hợp\s+tác\s+xã)\b)
    [^,;.()\d]{0,60}\b(?:trong|tại|ở|vào)\s+(?:các\s+)?(?:CCN|cụm\s+công\s+nghiệp)\b""",
    _FLAGS,
)

_OF_THEM = re.compile(r"\b(?:của|tại|trong|hạ\s+tầng)\s*$", _FLAGS)
_OF_CLUSTERS = re.compile(r"\s*(?:(?:số|các)\s+)*(?:CCN|cụm\s+công\s+nghiệp)\b", _FLAGS)

# "07 KCN và 23 CCN (843,78 ha)": of the clusters alone
_BEHIND_COUNT = re.compile(
    r"\d\s+(?:CCN|cụm(?:\s+công\s+nghiệp)?)\s*\(\s*(?:(?:tổng\s+)?diện\s+tích\s+|quy\s+mô\s+)?$",
    _FLAGS,
)
# "228 dự án trong KCN, 233 dự án trong CCN": each where it lies
_LIES = re.compile(
    rf"""\s*(?:(?:đầu\s+tư|sản\s+xuất|thứ\s+cấp|đang\s+hoạt\s+động)\s+)*
    (?P<where>(?:trong|tại|ở)\s+)(?:các\s+)?(?:{SUBJECT.pattern})(?=\s*[,;.)]|\s*$|\s+và\b)""",
    _FLAGS,
)
# "Cụm công nghiệp này có diện tích …": the one named last.
_THIS = re.compile(
    r"""\W*(?:(?:CCN|cụm(?:\s+công\s+nghiệp|\s+CN)?|dự\s+án)\s+(?:này|nói\s+trên|nêu\s+trên)\b
    |dự\s+án\s+có\s+(?:tổng|diện\s+tích|quy\s+mô)\s)""",
    _FLAGS,
)


@dataclass(frozen=True, slots=True)
class Place:
    """A measure within its sentence: the words around it, what they are about."""

    measure: Measure
    sentence: Span
    left: str
    right: str
    subject: str | None
    cluster: Cluster | None
    source: str  # of the subject: "own", the "sentence" before, the "topic"
    is_size: bool = False  # of `cluster`, beside whose name it stands

    def before(self, text: str) -> str:
        """The sentence's words before the measure: all, or a good many."""
        at = self.measure.span.start
        return text[max(self.sentence.start, at - _LONGEST) : at]


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
    for match in SUBJECT.finditer(text, start, stop):
        found = match.lastgroup
    return found


def _subject_of(text: str, sentence: Span, measure: Measure) -> str | None:
    """The subject of a measure; its unit or the words after it may name it."""
    if measure.unit == "cluster":
        around = text[max(sentence.start, measure.span.start - 40) : measure.noun.stop]
        is_both = re.search(
            r"khu\s+công\s+nghiệp\s+và\s+\S*$|khu\s*(?:,|và|[-–/])\s*$", around
        )
        return "both" if is_both else "cluster"
    if measure.unit == "percent" and _OF_CLUSTERS.match(text, measure.span.stop):
        return "cluster"  # "100% KCN và 31% CCN có …"
    if _BEHIND_COUNT.search(text, sentence.start, measure.span.start):
        return "cluster"
    if (lies := _LIES.match(text, measure.span.stop, sentence.stop)) is not None:
        return _subject_before(text, lies.end("where"), lies.end())
    start = max(sentence.start, measure.span.start - _LONGEST)
    stop = measure.span.stop if apart(measure) else measure.span.start
    subject = _subject_before(text, start, stop)
    if subject is None:
        ahead = _right(text, measure.span.stop, sentence.stop)
        named = _subject_before(ahead, 0, len(ahead))
        if measure.unit == "percent" or _PLACED.match(ahead) or named == "other":
            subject = named
        elif _PLACED_OVER.match(text, measure.span.stop, sentence.stop):
            subject = "cluster"
    return subject


def places(
    passage: Passage, clusters: list[Mention[Cluster]], topic: Topic
) -> Iterator[Place]:
    """Every measure of the passage with the subject that its words or topic give."""
    text = passage.text
    carried: str | None = None
    for sentence in _sentences(text):
        found = _measures(text, sentence)
        last = sentence.start
        for index, measure in enumerate(found):
            subject, source = _subject_of(text, sentence, measure), "own"
            if subject is None and carried is not None:
                subject, source = carried, "sentence"
            elif subject is None and topic.about_clusters:
                subject, source = "cluster", "topic"
            elif subject is None and topic.names_clusters:
                told = IN_SHORT.search(text, sentence.start, measure.span.start)
                subject, source = ("cluster", "sentence") if told else (None, source)
            stop = _noun_stop(measure, text)
            starts = (m.span.start for m in found[index + 1 :])
            following = next((s for s in starts if s >= stop), sentence.stop)
            start = _left_start(text, last, found[index - 1 : index], measure)
            yield Place(
                measure,
                sentence,
                _left(text, start, measure.span.start),
                _right(text, stop, following),
                subject,
                _cluster_before(clusters, sentence, measure, text)
                or _opener(clusters, sentence, measure, text)
                or (topic.cluster if source in ("topic", "sentence") else None),
                source,
            )
            last = measure.span.stop
        carried = _subject_before(text, sentence.start, sentence.stop) or carried


def _measures(text: str, sentence: Span) -> list[Measure]:
    words = sentence.of(text)
    parts = list(parts_of(words))
    found = [m for m in measures(words) if not any(_meet(m, p) for p in parts)]
    more = (m for m in counts_apart(words) if not any(_meet(m, f) for f in found))
    return [
        replace(m, span=m.span.shift(sentence.start), noun=m.noun.shift(sentence.start))
        for m in sorted([*found, *more], key=lambda m: m.span)
    ]


def _meet(one: Measure, other: Measure) -> bool:
    return one.span.overlaps(other.span)


def _left_start(text: str, last: int, before: list[Measure], measure: Measure) -> int:
    """Where the words about a measure begin.

    "tỷ lệ lấp đầy của 03 cụm công nghiệp trên địa bàn đạt 70%": the clusters are
    whose rate it is, so the words before them belong to it.
    """
    is_sum = measure.unit == "ha" or "VND" in measure.unit or "USD" in measure.unit
    if not before or before[0].unit != "cluster":
        return last
    if is_sum and not _OF_THEM.search(text, 0, before[0].span.start):
        return last
    if not is_sum and measure.unit != "percent":
        return last
    parts = r"[,;(]" if measure.unit == "ha" else r"[,;]"
    if re.search(parts, text[last : measure.span.start]):
        return last
    return max(0, before[0].span.start - 80)


def _left(text: str, start: int, stop: int) -> str:
    """The words since the last measure or semicolon."""
    return re.split(r"[;\n]", text[start:stop])[-1]


# "18 cụm công nghiệp (CCN) đang hoạt động": the short form parts no sentence.
# "02 CCN (Gò Lim, Đồng Hạ) có trạm xử lý nước thải", "18 CCN (812 ha) đã hoạt động"
_NAMES_BEHIND = re.compile(
    r"\s*\((?:[^()\d]{5,160}|[^();\d]{0,30}\d[\d.,]*\s*ha)\)(?=\s+(?:đã|đang|có|được|chưa|mới|đi\s+vào)\b)",
    _FLAGS,
)
_SHORT = re.compile(
    r"\s*\((?:sau\s+đây\s+)?(?:(?:gọi|viết)\s+tắt\s+là\s+)?(?:CCN|cụm)\)", _FLAGS
)


def _noun_stop(measure: Measure, text: str) -> int:
    """Where the words about a count begin: behind its noun, its figure or both."""
    stop = measure.noun.stop if apart(measure) else measure.span.stop
    if measure.unit != "cluster":
        return stop
    short = _SHORT.match(text, stop) or _NAMES_BEHIND.match(text, stop)
    return short.end() if short else stop


def _right(text: str, start: int, stop: int) -> str:
    """The words up to the next comma or measure."""
    return _RIGHT_END.split(text[start:stop], maxsplit=1)[0]


_OF_ALL = re.compile(
    r"""\b(?:các|những|tất\s+cả|mỗi|nhiều|\d+)\s+(?:CCN|cụm)\b|\b(?:toàn|cả)\s+(?:tỉnh|huyện|xã|phường|thị|thành)
    |\btrên\s+địa\s+bàn\b""",
    _FLAGS,
)


def _opener(
    clusters: list[Mention[Cluster]], sentence: Span, measure: Measure, text: str
) -> Cluster | None:
    """The one cluster that opens a paragraph, whose figures its further sentences tell.

    "CCN An Hòa: Thành lập năm 2011. Hiện có 22 doanh nghiệp …"
    """
    first = clusters[0] if clusters else None
    if first is None or measure.unit == "cluster" or sentence.start < first.span.stop:
        return None
    is_alone = len({c.value.name for c in clusters}) == 1
    ahead = text[sentence.start : measure.span.start]
    if (
        not is_alone
        or text[: first.span.start].strip(" -+*•([")
        or _OF_ALL.search(ahead)
    ):
        return None
    return first.value


_LINK = re.compile(r"\s*(?:,|và)\s*", _FLAGS)
# "CCN An Hòa (72 ha) và CCN Tân Phú (69 ha) đã lấp đầy 100%": of both
_LINK_OVER = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:,|và)\s*", _FLAGS)


def _cluster_before(
    clusters: list[Mention[Cluster]], sentence: Span, measure: Measure, text: str
) -> Cluster | None:
    """The one cluster whose figure this is: named last, with no plural after it."""
    before = [
        c
        for c in clusters
        if sentence.start <= c.span.start and c.span.stop <= measure.span.start
    ]
    if not before and _THIS.match(text, sentence.start, measure.span.start):
        before = [c for c in clusters if c.span.stop <= sentence.start][-1:]
        return before[0].value if before and measure.unit != "cluster" else None
    if not before or measure.unit == "cluster":
        return None
    last = before[-1]
    if measure.span.start - last.span.stop > _LONGEST:
        return None
    between = text[last.span.stop : measure.span.start]
    if SUBJECT.search(between) or re.search(r"\btổng\b.*của|các\s+CCN", between):
        return None
    if len(before) > 1 and re.search(r"\btổng\b", between):
        ahead = text[sentence.start : before[0].span.stop]
        if LIST_HEAD.search(ahead):
            return None
    gap = text[before[-2].span.stop : last.span.start] if len(before) > 1 else "."
    is_within = between.count("(") > between.count(")")
    link = _LINK if is_within else _LINK_OVER
    is_one_of_list = link.fullmatch(gap) is not None
    return None if is_one_of_list or "toàn tỉnh" in between.lower() else last.value
