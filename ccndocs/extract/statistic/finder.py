"""Figures about industrial clusters in running text.

A figure needs a unit, words that name its indicator, and clusters as its subject: the
nearest subject named before it decides, so that figures of "khu công nghiệp" in the
same sentence stay out. Precision first: what is not clear is left out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ccndocs.extract.cluster.finder import every_mention, with_short_names
from ccndocs.extract.cluster.items import of_item
from ccndocs.extract.cluster.size import sizes_of
from ccndocs.extract.statistic.again import COUNTED, SUMS, is_this_rate
from ccndocs.extract.statistic.follow import of_part
from ccndocs.extract.statistic.indicator import stated_indicator
from ccndocs.extract.statistic.land import is_out_of
from ccndocs.extract.statistic.place import IN_SHORT, SUBJECT, Place, places
from ccndocs.extract.statistic.scope import scope_of
from ccndocs.extract.statistic.sums import with_sums
from ccndocs.extract.statistic.when import (
    count_to_be,
    counted_day,
    day_of,
    is_aim_in_passing,
    is_first_of_two,
    nature_of,
)
from ccndocs.extract.topic import NO_TOPIC, Topic
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Cluster, Context, Mention, Quantity
from ccndocs.types.tree import Passage
from ccndocs.vi import lazy_re as re

_FLAGS = re.IGNORECASE | re.VERBOSE
_REACHES = re.compile(r"đạt\s+$", re.IGNORECASE)


def _quantities(
    passage: Passage,
    place: Place,
    indicator: str,
    nature: str,
    context: Context,
    carried: dt.date | None,
) -> Iterator[Mention[Quantity]]:
    """The quantity of a place; the two ends of a range are two."""
    measure, text = place.measure, passage.text
    value = Quantity(
        indicator,
        measure.value,
        measure.unit,
        measure.qualifier,
        nature,
        scope_of(place, text, context),
        day_of(place, text, nature, context, carried),
    )
    reached = _REACHES.search(text, max(0, measure.span.start - 8), measure.span.start)
    start = reached.start() if reached else measure.span.start
    span = Span(start, measure.span.stop)
    if measure.high is None:
        yield Mention(passage.id, span, value, _rule(place, indicator))
        return
    yield Mention(passage.id, span, replace(value, qualifier="at_least"), "range")
    high = replace(value, value=measure.high, qualifier="at_most")
    yield Mention(passage.id, span, high, "range")


# "kết quả của 02 CCN", "Ngoài 02 CCN, xã có …": those counted before, where any were
_AGAIN = re.compile(r"\b(?:của|trong|ngoài|tại|cả|ở)\s+$", _FLAGS)


def _rule(place: Place, indicator: str) -> str:
    """The rule of a figure: its indicator, or "again" for clusters spoken of again."""
    is_count = indicator == "cluster_count"
    return "again" if is_count and _AGAIN.search(place.left) else indicator


def find_quantities(
    passage: Passage, context: Context, topic: Topic = NO_TOPIC
) -> list[Mention[Quantity]]:
    """Figures about industrial clusters, in the order of the text.

    A sentence may leave the subject to the one before it, or to the topic. `as_of` is
    the day a sentence states, else the document's; the target year for goals.
    """
    text = passage.text
    if not _may_tell(text, topic):
        return []
    clusters, sizes = _clusters_of(passage, context, topic)
    found: list[Mention[Quantity]] = []
    told = _Told(topic.nature)
    for place in places(passage, clusters, topic):
        place = _sized(place, sizes)
        told.day = _past_day(place, text, context) or told.day
        told.enter(place, text, topic)
        indicator = stated_indicator(place, text, told.before(place), topic)
        if place.measure.unit == "percent":
            told.rate = indicator
        if indicator is None:
            continue
        if is_out_of(place, text, told.earlier):
            place = replace(place, measure=replace(place.measure, qualifier="exact"))
        told.note(indicator)
        if _OF_RATE.search(place.left) and place.measure.unit == "cluster":
            found += _quantities(passage, place, indicator, "actual", context, told.day)
            continue
        own = nature_of(place, text, told.nature, context, topic)
        indicator = count_to_be(place, indicator, own)
        for made in _quantities(passage, place, indicator, own, context, told.day):
            found.append(of_part(made, found[-1:], place))
        is_passing = is_aim_in_passing(place, text) or is_first_of_two(place, text)
        told.nature = told.nature if is_passing else own
    return with_sums(text, found)


@dataclass(slots=True)
class _Told:
    """What the figures before a place told: later ones lean on it."""

    nature: str
    sentence: Span | None = None
    earlier: str | None = None  # the last indicator of the sentence
    counted: str | None = None  # the last of its counts of clusters
    rate: str | None = None  # what the last rate told, in whichever sentence
    day: dt.date | None = None  # the last day stated

    def enter(self, place: Place, text: str, topic: Topic) -> None:
        """Forget what a sentence before the one of `place` told, unless it goes on."""
        if place.sentence == self.sentence:
            return
        goes_on = self.earlier in SUMS and _SUMMED.match(text, place.sentence.start)
        self.sentence, self.nature = place.sentence, topic.nature
        self.earlier, self.counted = (self.earlier if goes_on else None), None

    def before(self, place: Place) -> str | None:
        """The indicator that a figure leans on which names none of its own."""
        if is_this_rate(place):
            return self.rate
        counts = place.measure.unit == "cluster" and self.earlier != "wastewater_share"
        return (self.counted if counts else None) or self.earlier

    def note(self, indicator: str) -> None:
        """Keep what a figure tells."""
        self.earlier = indicator
        self.counted = indicator if indicator in COUNTED else self.counted


_ITEM_SIZE = re.compile(r"\d[\d.,]*\s*ha\b")  # "An Hòa (xã Hạ): 50 ha"


def _clusters_of(
    passage: Passage, context: Context, topic: Topic
) -> tuple[list[Mention[Cluster]], Mapping[int, Cluster]]:
    """The clusters that a passage names, and whose size the number at a place is."""
    clusters = every_mention(passage, context)
    if topic.about_clusters:
        clusters = with_short_names(passage, clusters, context)
    if topic.lists_clusters and not clusters:
        clusters = of_item(passage, context)
        size = _ITEM_SIZE.search(passage.text)
        if clusters and size is not None:
            return clusters, {size.start(): clusters[0].value}
    return clusters, sizes_of(passage.text, context)


def _may_tell(text: str, topic: Topic) -> bool:
    """Whether a passage has a number at all and is about clusters."""
    if not re.search(r"\d", text):
        return False
    is_short = topic.names_clusters and IN_SHORT.search(text) is not None
    is_ours = topic.about_clusters or topic.lists_clusters
    return is_ours or is_short or SUBJECT.search(text) is not None


def _past_day(place: Place, text: str, context: Context) -> dt.date | None:
    """The day stated before a figure, for those of later sentences too."""
    day, today = counted_day(place, text), context.issued_on
    return day if day and (today is None or day <= today) else None


def _sized(place: Place, sizes: Mapping[int, Cluster]) -> Place:
    """The place with the cluster beside whose name its number stands, if any does."""
    span = place.measure.span
    of = next((c for at, c in sizes.items() if span.start <= at < span.stop), None)
    return replace(place, cluster=of, is_size=True) if of else place


# "Giá trị sản xuất quý III: 412 tỷ đồng. Lũy kế 9 tháng: 1.187 tỷ đồng"
_SUMMED = re.compile(r"\s*(?:l[ũu][yỹ]\s+kế|cả\s+năm|riêng)\b", _FLAGS)
# "phấn đấu tỷ lệ lấp đầy của 03 cụm công nghiệp đạt 70%": there are three already.
_OF_RATE = re.compile(r"lấp\s+đầy\b[^,;]*\b(?:của|tại|trong)\s+$", _FLAGS)
