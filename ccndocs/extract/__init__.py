"""Findings: what the passages of a tree say of agencies, deadlines, figures, texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from ccndocs.extract.addressee import addressed_as
from ccndocs.extract.agency.finder import AgencyFinder
from ccndocs.extract.citation import find_citations
from ccndocs.extract.closing import with_closing_doers
from ccndocs.extract.cluster.fill import of_own_commune, told_sizes
from ccndocs.extract.cluster.finder import (
    described_cluster,
    find_clusters,
    settled,
    with_short_names,
)
from ccndocs.extract.cluster.items import of_item
from ccndocs.extract.cluster.places import placed_below
from ccndocs.extract.cluster.table import table_clusters
from ccndocs.extract.context import context_of
from ccndocs.extract.deadline.finder import find_deadlines
from ccndocs.extract.deadline.ticks import find_tick_heads
from ccndocs.extract.fronted import find_later_posts, find_later_subjects
from ccndocs.extract.listed import (
    find_listed,
    whole_parts,
    without_labels,
    without_parent,
    without_units,
)
from ccndocs.extract.partners import find_partners
from ccndocs.extract.role.finder import find_assignments
from ccndocs.extract.statistic.finder import find_quantities
from ccndocs.extract.statistic.table import counted_totals, table_quantities
from ccndocs.extract.statistic.within import facts_begin
from ccndocs.extract.subject.communities import named_communities
from ccndocs.extract.subject.finder import find_opening_subjects
from ccndocs.extract.topic import Topic, topics
from ccndocs.types.mention import (
    Agency,
    Assignment,
    Citation,
    Cluster,
    Context,
    Deadline,
    Mention,
    Mentions,
    Quantity,
    Role,
)
from ccndocs.types.tree import TITLE, NodeKind, Passage, Tree
from ccndocs.vi import lazy_re as re
from ccndocs.vi.columns import columns_of, head_rows_of
from ccndocs.vi.cues import orders_within
from ccndocs.vi.labels import field_of_label

__all__ = ["find"]

_MAY_CHARGE = (None, "task", "lead", "implement", "advise", "coordinate", "agencies")
_CLUSTERS = re.compile(r"cụm (?:công nghiệp|CN)\b|\bCCN\b", re.IGNORECASE)


@dataclass(slots=True)
class _Found:
    """What has been found so far, each kind in the order of its text."""

    agencies: list[Mention[Agency]] = field(default_factory=list)
    assignments: list[Mention[Assignment]] = field(default_factory=list)
    deadlines: list[Mention[Deadline]] = field(default_factory=list)
    citations: list[Mention[Citation]] = field(default_factory=list)
    quantities: list[Mention[Quantity]] = field(default_factory=list)
    clusters: list[Mention[Cluster]] = field(default_factory=list)


def find(tree: Tree) -> Mentions:
    """All findings of the document, each kind in the order of its text."""
    context = context_of(tree)
    found = _Found()
    bases = {node.passage.id for top in tree.basis for node in top.walk()}
    # A press report has no bases: its headline and opening stand there.
    is_report = tree.header.type is None and tree.header.title is None
    fields = dict(_fields(tree))
    about = topics(tree, context)
    about_clusters = _names_clusters(tree, found, context)
    agencies_of = AgencyFinder(context).find
    you = [m for p in tree.header.addressees for m in agencies_of(p)]
    for passage in tree.passages():
        named = agencies_of(passage)
        named = _with_addressee(named, [*addressed_as(passage, you)])
        what = fields.get(passage.id)
        named = without_labels(passage, _with_unknown(passage, named, what))
        found.agencies += named
        found.citations += find_citations(passage, is_basis=passage.id in bases)
        grounds = passage.id in bases and not orders_within(passage.text)
        is_ground = grounds and not is_report
        facts = facts_begin(passage.text) if is_ground else 0
        if about_clusters and facts is not None:
            topic = about.get(passage.id, Topic())
            told, named_here = _of_clusters(passage, what, context, topic)
            found.quantities += [m for m in told if m.span.start >= facts]
            found.clusters += [m for m in named_here if m.span.start >= facts]
        if not is_ground:
            _add_orders(found, passage, named, what, context)
    found.assignments = with_closing_doers(tree, found.agencies, found.assignments)
    return _settled(tree, found, about_clusters, context, about)


def _names_clusters(tree: Tree, found: _Found, context: Context) -> bool:
    """Whether the document speaks of clusters; those of its title are found here."""
    title = tree.header.title
    if title is not None and _CLUSTERS.search(title.value):
        passage = replace(title.passage, id=TITLE)
        found.clusters += find_clusters(passage, context)
        return True
    return any(_CLUSTERS.search(passage.text) for passage in tree.passages())


def _add_orders(
    found: _Found,
    passage: Passage,
    named: list[Mention[Agency]],
    what: str | None,
    context: Context,
) -> None:
    """Adds the roles and the deadlines of a passage that may order something."""
    if what in _MAY_CHARGE:
        named, more, own = _charged(passage, named, what, context.issuer)
        found.agencies += more
        found.assignments += own
    found.deadlines += find_deadlines(passage, context, is_time_line=what == "time")


def _settled(
    tree: Tree,
    found: _Found,
    about_clusters: bool,
    context: Context,
    about: Mapping[int, Topic],
) -> Mentions:
    """The findings, those of the tables added, clusters told twice made one."""
    for node in tree.nodes():
        if node.grid is not None:
            found.deadlines += find_tick_heads(node.grid, context)
    if about_clusters:
        told, named = _of_tables(tree, context, about)
        read = {mention.passage for mention in told}  # the table says more of a cell
        found.quantities = [m for m in found.quantities if m.passage not in read] + told
        found.clusters += named
    found.quantities.sort(key=lambda m: m.passage)
    clusters = settled(found.clusters)
    clusters += told_sizes(clusters, found.quantities, tree.passages())
    clusters = of_own_commune(clusters, context)
    return Mentions(
        agencies=tuple(found.agencies),
        assignments=tuple(found.assignments),
        deadlines=tuple(found.deadlines),
        citations=tuple(found.citations),
        quantities=tuple(found.quantities),
        clusters=tuple(sorted(clusters, key=lambda m: m.passage)),
    )


def _of_tables(
    tree: Tree, context: Context, about: Mapping[int, Topic]
) -> tuple[list[Mention[Quantity]], list[Mention[Cluster]]]:
    """The figures and the clusters of the document's tables."""
    quantities: list[Mention[Quantity]] = []
    clusters: list[Mention[Cluster]] = []
    for node in tree.nodes():
        if node.grid is not None:
            topic = about.get(node.passage.id, Topic())
            quantities += table_quantities(node.grid, context, topic)
            quantities += counted_totals(node.grid, context)
            clusters += table_clusters(node.grid, context)
    return quantities, clusters


def _of_clusters(
    passage: Passage, what: str | None, context: Context, topic: Topic
) -> tuple[list[Mention[Quantity]], list[Mention[Cluster]]]:
    """The figures and the clusters of a passage; `what` is the field it fills."""
    if what in ("task", "output"):
        return _named_sizes(passage, context), find_clusters(passage, context)
    if what not in (None, "time"):
        return [], []
    within = topic.within
    if within is not None and within.district is not None:
        context = replace(context, district=within.district)
    named = find_clusters(passage, context)
    if topic.about_clusters:
        named = with_short_names(passage, named, context)
    if topic.lists_clusters and not named:
        named = of_item(passage, context)
    if topic.cluster is not None:
        named += described_cluster(passage, topic.cluster)
    if within is not None:
        named = [replace(m, value=placed_below(m.value, within)) for m in named]
    return find_quantities(passage, context, topic), named


def _named_sizes(passage: Passage, context: Context) -> list[Mention[Quantity]]:
    """The sizes of named clusters in a cell that orders; what it counts is the order's.

    "Thẩm định hồ sơ thành lập CCN Gò Sành (48,7 ha)"; no "Thẩm định 06 CCN".
    """
    return [
        mention
        for mention in find_quantities(passage, context)
        if (mention.value.indicator == "area" and mention.value.scope.cluster)
        or (mention.value.indicator in _STATES and _is_aside(passage.text, mention))
    ]


# What a cell that orders may tell beside its order: "(09/13 CCN đã có trạm, 69,2%)"
_STATES = (
    "area",
    "cluster_count_planned",
    "occupancy_rate",
    "wastewater_plant_count",
    "wastewater_share",
)


def _is_aside(text: str, mention: Mention[Quantity]) -> bool:
    """Whether a figure stands in a bracket, or counts what a plan has."""
    before = text[: mention.span.start]
    is_plan = mention.value.indicator == "cluster_count_planned"
    return is_plan or before.rfind("(") > before.rfind(")")


def _with_addressee(
    named: list[Mention[Agency]], you: list[Mention[Agency]]
) -> list[Mention[Agency]]:
    if not you:
        return named
    kept = [m for m in named if not any(m.span.overlaps(y.span) for y in you)]
    return sorted([*kept, *you], key=lambda m: m.span.start)


def _charged(
    passage: Passage,
    named: list[Mention[Agency]],
    what: str | None,
    issuer: str | None,
) -> tuple[list[Mention[Agency]], list[Mention[Agency]], list[Mention[Assignment]]]:
    """All agencies, those found only now, and the roles of all.

    In prose, partners that no table knows count, and where nobody leads whoever acts
    behind a fronted clause or opens a later sentence; beside a lead a later post.
    """
    label = None if what == "task" else what
    more = find_partners(passage, named) if label is None else []
    named = _sorted([*named, *more])
    own = find_assignments(passage, named, label, issuer)
    if label is not None:
        return named, more, own
    leads = any(m.value.role is Role.LEAD for m in own)
    later = (find_later_posts if leads else find_later_subjects)(passage, named)
    if later:
        more = [*more, *later]
        named = _sorted([*named, *later])
        own = find_assignments(passage, named, None, issuer)
    return named, more, own


def _sorted(agencies: list[Mention[Agency]]) -> list[Mention[Agency]]:
    return sorted(agencies, key=lambda m: m.span.start)


_ROLES = frozenset(("lead", "implement", "advise", "coordinate", "agencies"))


def _with_unknown(
    passage: Passage, named: list[Mention[Agency]], what: str | None
) -> list[Mention[Agency]]:
    """The agencies found and those no table knows: subjects, parts of role lines."""
    if what in _ROLES:
        named = without_units(passage, without_parent(passage, named))
        named = whole_parts(passage, named)
        named = [*named, *find_listed(passage, named)]
        more = named_communities(passage)
        taken = [m.span for m in named]
        return [*named, *(m for m in more if not any(map(m.span.overlaps, taken)))]
    opening = find_opening_subjects(passage, named) if what is None else ()
    if not opening:
        return without_parent(passage, named)
    named = without_parent(passage, named)
    # "Các công ty thuộc Sở A": A is no subject.
    start, stop = opening[0].span.start, opening[-1].span.stop
    kept = [m for m in named if m.span.stop <= start or m.span.start >= stop]
    return sorted([*opening, *kept], key=lambda m: m.span.start)


def _fields(tree: Tree) -> Iterator[tuple[int, str]]:
    """What the line or column says that holds a passage: lead, time, output."""
    for node in tree.nodes():
        if node.kind is NodeKind.ROLE_LINE:
            what = field_of_label(node.label)
            if what:
                yield node.passage.id, what
        elif node.grid is not None:
            columns, first = columns_of(node.grid), head_rows_of(node.grid)
            for cell in node.grid.cells:
                if cell.row >= first and cell.column in columns:
                    yield cell.passage.id, columns[cell.column]
