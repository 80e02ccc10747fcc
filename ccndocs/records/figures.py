"""Statistics and named clusters as records."""

from __future__ import annotations

from ccndocs.records.evidence import Locator
from ccndocs.types.mention import Cluster, Mention, Mentions
from ccndocs.types.record import ClusterRecord, ScopeRecord, StatisticRecord
from ccndocs.types.tree import Passage, Tree
from ccndocs.vi.fold import plain


def build_statistics(
    tree: Tree, mentions: Mentions, locator: Locator
) -> tuple[StatisticRecord, ...]:
    """One record a figure, in the order of the text."""
    passages: dict[int, Passage] = {p.id: p for p in tree.passages()}
    records: list[StatisticRecord] = []
    for mention in mentions.quantities:
        value, passage = mention.value, passages[mention.passage]
        flags = list(mention.flags)
        if locator.repaired(passage):
            flags.append("repaired_text")
        if not locator.is_sure(passage, mention.span):
            flags.append("uncertain_word")
        records.append(
            StatisticRecord(
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
        )
    return tuple(records)


def build_clusters(
    tree: Tree, mentions: Mentions, locator: Locator
) -> tuple[ClusterRecord, ...]:
    """One record a cluster; later mentions add what the first left open.

    The size may stand in a sentence of its own ("… làm chủ đầu tư, có quy mô 50 ha").
    """
    passages = tree.by_id()
    found: dict[str, ClusterRecord] = {}
    for mention in (*mentions.clusters, *_sizes(mentions)):
        value, key = mention.value, plain(mention.value.name)
        before = found.get(key)
        if before is None and mention.rule == _SIZE:
            continue
        if before is not None and mention.rule == _SIZE and before.area_ha is not None:
            continue
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


_SIZE = "size"


def _sizes(mentions: Mentions) -> list[Mention[Cluster]]:
    """The sizes of named clusters that stand among the figures."""
    return [
        Mention(
            mention.passage,
            mention.span,
            Cluster(mention.value.scope.cluster, area_ha=mention.value.value),
            _SIZE,
        )
        for mention in mentions.quantities
        if mention.value.indicator == "area" and mention.value.scope.cluster is not None
    ]
