"""Statistics and named clusters as records."""

from __future__ import annotations

from dataclasses import replace

from ccndocs.records.evidence import Locator
from ccndocs.types.mention import Mention, Mentions, Quantity
from ccndocs.types.record import ClusterRecord, ScopeRecord, StatisticRecord
from ccndocs.types.tree import Passage, Tree
from ccndocs.vi.fold import plain


def build_statistics(
    tree: Tree, mentions: Mentions, locator: Locator
) -> tuple[StatisticRecord, ...]:
    """One record a figure, in the order of the text; one told twice has both places."""
    return tuple(record for record, _ in told_statistics(tree, mentions, locator))


def told_statistics(
    tree: Tree, mentions: Mentions, locator: Locator
) -> tuple[tuple[StatisticRecord, Mention[Quantity]], ...]:
    """The same records, each with the mention that told its figure first."""
    passages = tree.by_id()
    told: list[tuple[StatisticRecord, Mention[Quantity]]] = []
    places: dict[_Key, list[int]] = {}
    for mention in mentions.quantities:
        record = _record(mention, passages[mention.passage], locator)
        _add(told, places, record, mention)
    return tuple(_without_headline(told, tree))


_Key = tuple[str, float, str | None, ScopeRecord]
"""What figures must share to be one: indicator, value, unit, of which clusters.

The scope is without its province, which only one of the two may tell.
"""


# What the body says of the clusters that a headline merely counts.
_TELLS_MORE = ("cluster_count_operating", "cluster_count_planned")


def _without_headline(
    told: list[tuple[StatisticRecord, Mention[Quantity]]], tree: Tree
) -> list[tuple[StatisticRecord, Mention[Quantity]]]:
    """The figures less a headline's count of clusters that the body tells in full.

    "36 cụm công nghiệp thu hút vốn …" over "…, trong đó 36 CCN đã đi vào hoạt động".
    """
    top = next(iter((*tree.basis, *tree.body)), None)
    if top is None or not told or told[0][1].passage != top.passage.id:
        return told
    if tree.header.title is not None or top.passage.text.rstrip().endswith("."):
        return told  # a first paragraph, whose count is one of those founded
    head, rest = told[0][0], told[1:]
    for index, (record, mention) in enumerate(rest):
        is_body = mention.passage != top.passage.id
        if is_body and head.indicator == "cluster_count" and _says_more(record, head):
            evidence = (*record.evidence, *head.evidence)
            rest[index] = replace(record, evidence=evidence), mention
            return rest
    return told


def _says_more(record: StatisticRecord, head: StatisticRecord) -> bool:
    """Whether a figure of the body is the headline's count with what is said of it."""
    is_same = (record.value, record.scope) == (head.value, head.scope)
    return is_same and record.indicator in _TELLS_MORE and head.value > _FEW


def _record(
    mention: Mention[Quantity], passage: Passage, locator: Locator
) -> StatisticRecord:
    value, flags = mention.value, list(mention.flags)
    if locator.repaired(passage):
        flags.append("repaired_text")
    if not locator.is_sure(passage, mention.span):
        flags.append("uncertain_word")
    return StatisticRecord(
        indicator=value.indicator,
        value=value.value,
        unit=value.unit,
        nature=value.nature,
        qualifier=value.qualifier,
        scope=ScopeRecord(
            value.scope.province,
            value.scope.district,
            value.scope.cluster,
            value.scope.subset,
        ),
        as_of=value.as_of,
        text=mention.span.of(passage.text),
        evidence=locator.evidence(passage, mention.span),
        confidence=round(mention.score * 0.98, 2),
        flags=tuple(flags),
    )


def _add(
    told: list[tuple[StatisticRecord, Mention[Quantity]]],
    places: dict[_Key, list[int]],
    record: StatisticRecord,
    mention: Mention[Quantity],
) -> None:
    """Add a figure, or its place to the same figure told before.

    "Toàn tỉnh có 33 CCN … Cụ thể, 33 CCN …": the same of the same clusters and day.
    `places`: where in `told` the figures of a key stand, so that a text of a thousand
    pages costs no more a page than a short one.
    """
    same = places.setdefault(_key(record), [])
    for index in same:
        before, first = told[index]
        if _is_same(before, record, is_again=mention.rule == "again"):
            evidence = (*before.evidence, *record.evidence)
            province = before.scope.province or record.scope.province
            scope = replace(before.scope, province=province)
            told[index] = replace(before, scope=scope, evidence=evidence), first
            return
    same.append(len(told))
    told.append((record, mention))


def _key(record: StatisticRecord) -> _Key:
    scope = replace(record.scope, province=None)
    return record.indicator, record.value, record.unit, scope


_FEW = 5  # of something are soon counted twice: "2 CCN" here and "2 CCN" there
_COUNTED = ("cluster", "project", "establishment")


def _is_same(
    one: StatisticRecord, other: StatisticRecord, *, is_again: bool = False
) -> bool:
    """Whether two figures of one key are the same: of one day, both reached or not.

    A page without a letterhead may name the province in its title alone.
    """
    if len({one.scope.province, other.scope.province} - {None}) > 1:
        return False
    if one.unit in _COUNTED and one.value <= _FEW and not is_again:
        return False
    days = {one.as_of, other.as_of} - {None}
    return (one.nature == "actual") == (other.nature == "actual") and len(days) < 2


def build_clusters(
    tree: Tree, mentions: Mentions, locator: Locator
) -> tuple[ClusterRecord, ...]:
    """One record a cluster; later mentions add what the first left open."""
    passages = tree.by_id()
    found: dict[str, ClusterRecord] = {}
    for mention in mentions.clusters:
        value, key = mention.value, plain(mention.value.name)
        before = found.get(key)
        evidence = locator.evidence(passages[mention.passage], mention.span)
        if before is None:
            found[key] = ClusterRecord(
                value.name,
                value.province,
                value.district,
                value.commune,
                value.area_ha,
                evidence,
            )
            continue
        found[key] = ClusterRecord(
            before.name,
            before.province or value.province,
            before.district or value.district,
            before.commune or value.commune,
            before.area_ha if before.area_ha is not None else value.area_ha,
            (*before.evidence, *evidence),
        )
    return tuple(found.values())
