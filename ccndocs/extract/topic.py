"""What the title and the headings say of a passage before it speaks for itself.

"Thu hút mới ít nhất 08 dự án" is a figure of clusters in a plan on clusters, a target
under "MỤC TIÊU", and nothing to us in any other document.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ccndocs.extract.cluster.finder import completed, find_clusters
from ccndocs.extract.cluster.items import listed_lines
from ccndocs.extract.cluster.places import headed_place
from ccndocs.types.mention import Cluster, Context
from ccndocs.types.tree import Node, Passage, Tree
from ccndocs.vi import lazy_re as re

_FLAGS = re.IGNORECASE | re.VERBOSE
_CLUSTERS = re.compile(r"cụm\s+(?:công\s+nghiệp|CN\b)|\bCCN\b", _FLAGS)
# "khu, cụm công nghiệp" is about both; a title on "làng nghề" as well is still ours.
_OTHERS = re.compile(
    r"""\bkhu\s*(?:,|và)\s*(?:cụm|CCN)|khu\s+(?:công\s+nghiệp|kinh\s+tế|chế\s+xuất|du\s+lịch)
    |\bKCN\b|\bKKT\b""",
    _FLAGS,
)
_AIMS = re.compile(r"\b(?:mục\s+tiêu|chỉ\s+tiêu)\b", _FLAGS)
_RESULTS = re.compile(r"kết\s+quả|đánh\s+giá|tình\s+hình|thực\s+trạng", _FLAGS)
# "III. PHƯƠNG HƯỚNG, NHIỆM VỤ": what follows is to come again
_WORK = re.compile(r"nhiệm\s+vụ|giải\s+pháp|phương\s+hướng|kế\s+hoạch", _FLAGS)
_TO_BE = re.compile(r"\bdự\s+kiến\b", _FLAGS)
_LONGEST = 160  # characters of a heading


@dataclass(frozen=True, slots=True)
class Topic:
    """What a passage is about if it names no subject of its own.

    `cluster` is the one that the document is about ("Thành lập CCN Gò Vàng");
    `is_to_come`: the document founds it, extends it or tells that its building begins.
    `told` is the indicator that the lead-in of a list names for the rates in it.
    `names_clusters`: the document names some, so that "các cụm" speaks of them.
    `lists_clusters`: a line of a list of them, which opens with a name.
    `reports`: below a heading of results, where "thành lập mới 03 CCN" was done.
    `within`: the district or commune that a heading names, "I. HUYỆN KHÊ SƠN".
    """

    about_clusters: bool = False
    nature: str = "actual"
    cluster: Cluster | None = None
    is_to_come: bool = False
    told: str | None = None
    names_clusters: bool = False
    lists_clusters: bool = False
    reports: bool = False
    within: Cluster | None = None


NO_TOPIC = Topic()


def is_about_clusters(text: str) -> bool:
    """Whether a title or heading names clusters, and nothing that is like them.

    >>> is_about_clusters("Quản lý CCN"), is_about_clusters("Phát triển khu, CCN")
    (True, False)
    """
    return bool(_CLUSTERS.search(text)) and not _OTHERS.search(text)


def _of_heading(topic: Topic, heading: str, context: Context) -> Cluster | None:
    """The one cluster a heading names, with what is known of it, or the one above it.

    "1. Cụm công nghiệp An Hòa"; "Điều 1. Thành lập Cụm công nghiệp An Hòa, cụ thể:".
    """
    named = find_clusters(Passage(-1, heading, ()), context)
    if len(named) != 1:
        return topic.cluster
    one, above = named[0].value, topic.cluster
    return completed(one, above) if above and above.name == one.name else one


# "… Tỷ lệ lấp đầy của một số CCN:"
_RATE = "occupancy_rate"
_OPENS_WITH_CLUSTER = re.compile(r"\W*(?:cụm\s+(?:công\s+nghiệp|CN\b)|CCN\b)", _FLAGS)
_RATES = re.compile(r"(?:^|[.;:]\s)[^.;:]*\bl[ấắ]p\s+đầy\b[^.;:\d]*:\s*$", _FLAGS)


def _under(topic: Topic, heading: str, context: Context) -> Topic:
    """The topic of what stands below this heading, or the lead-in of this list."""
    topic = replace(topic, told=_RATE if _RATES.search(heading) else None)
    if len(heading) > _LONGEST:
        return topic
    topic = replace(topic, within=headed_place(heading) or topic.within)
    if is_about_clusters(heading):
        cluster = _of_heading(topic, heading, context)
        topic = replace(topic, about_clusters=True, cluster=cluster)
    elif _OTHERS.search(heading):
        topic = Topic(names_clusters=topic.names_clusters, within=topic.within)
    if _RESULTS.search(heading):
        topic = replace(topic, reports=not _WORK.search(heading))
    elif _AIMS.search(heading) or _WORK.search(heading):
        topic = replace(topic, reports=False)
    if _AIMS.search(heading) and not _RESULTS.search(heading):
        topic = replace(topic, nature="target")
    elif _TO_BE.search(heading) and not _RESULTS.search(heading):
        topic = replace(topic, nature="planned")
    return topic


def _of_title(tree: Tree, context: Context) -> Topic:
    words = _title_of(tree)
    if not is_about_clusters(words):
        return _of_lead(tree, context)
    named = find_clusters(Passage(-1, words, ()), context)
    cluster = named[0].value if len(named) == 1 else None
    if tree.header.title is None and not named:
        cluster = _only_cluster(tree, context)
    is_to_come = cluster is not None and bool(_TO_COME.search(words))
    lead = words if tree.header.title is not None else f"{words}. {_lead_of(tree)}"
    nature = "planned" if _PLAN.search(lead) else "actual"
    return Topic(True, nature, cluster, is_to_come)


def _of_lead(tree: Tree, context: Context) -> Topic:
    """The topic of a report without a headline: by its lead and most that follows.

    Of one cluster where the lead names one and nothing after it another.
    """
    lead = _lead_of(tree)
    is_report = tree.header.title is None and tree.header.type is None
    if not is_report or not is_about_clusters(lead):
        return Topic()
    tops = [n.passage for n in (*tree.basis, *tree.body) if n.passage.text]
    cluster = _only_cluster(tree, context)
    told = [p for p in tops if is_about_clusters(p.text)]
    if cluster is None and 2 * len(told) < len(tops):
        return Topic()
    nature = "planned" if _PLAN.search(lead) else "actual"
    return Topic(True, nature, cluster)


# "phía Đông giáp cụm công nghiệp Gò Vàng": its neighbour
_BORDERS = re.compile(r"\bgiáp(?:\s+(?:ranh|với))*\s*$", _FLAGS)


def _only_cluster(tree: Tree, context: Context) -> Cluster | None:
    """The cluster of a report whose lead names it, and nothing after it another.

    One that only borders it counts for none.
    """
    tops = (n.passage for n in (*tree.basis, *tree.body))
    found = [(p.text, m) for p in tops for m in find_clusters(p, context)]
    names = {m.value.name for t, m in found if not _BORDERS.search(t, 0, m.span.start)}
    named = find_clusters(Passage(-1, _lead_of(tree), ()), context)
    told = [m.value for m in named if m.value.name in names]
    return told[0] if len(names) == 1 and told else None


def _lead_of(tree: Tree) -> str:
    """The first whole sentence or more, behind the headline if there is one."""
    texts = (node.passage.text for node in (*tree.basis, *tree.body))
    return next((t for t in texts if t.rstrip().endswith((".", ":", "…"))), "")


# "vừa phê duyệt Quy hoạch phát triển các cụm công nghiệp": what is told is the plan.
_PLAN = re.compile(
    r"""(?:phê\s+duyệt|thông\s+qua|công\s+bố)\s[^.;]{0,80}?
    \b(?:quy\s+hoạch|phương\s+án|danh\s+mục)\s+(?:phát\s+triển\s+)?(?:mạng\s+lưới\s+)?(?:các\s+)?
    (?:cụm\s+công\s+nghiệp|CCN)\b""",
    _FLAGS,
)

_TO_COME = re.compile(
    r"thành\s+lập|mở\s+rộng|khởi\s+công|chủ\s+trương|giao\s+chủ\s+đầu\s+tư|động\s+thổ",
    _FLAGS,
)


def _title_of(tree: Tree) -> str:
    """The title, or the headline of a press report, which has no other."""
    if tree.header.title is not None:
        return tree.header.title.value
    first = next(iter((*tree.basis, *tree.body)), None)
    words = first.passage.text if first is not None else ""
    is_headline = len(words) <= _LONGEST and not words.rstrip().endswith((".", ";"))
    return words if is_headline else ""


# "Tên cụm: CCN An Hòa" above lines of its own: "Diện tích: 45 ha", "Số lao động: 1.560"
_NAMES_ONE = re.compile(
    r"""\W*(?:tên\s+(?:gọi\s+)?(?:CCN|cụm(?:\s+công\s+nghiệp)?)\s*:?\s*)?
    (?:CCN|cụm\s+công\s+nghiệp)\s[^.;:,]{2,60}(?:\([^()]*\)\s*)?[.;:,]?\s*""",
    _FLAGS,
)
_LABELLED = re.compile(r"\W*[^:.;]{2,60}:\s")


def _of_line(node: Node, topic: Topic, above: Topic, context: Context) -> Topic:
    """The topic of a line: of the cluster that a line before it named, if it is one.

    `topic` is that of the line before, `above` that of the heading.
    """
    text = node.passage.text
    if node.children or len(text) > _LONGEST:
        return above
    if _NAMES_ONE.fullmatch(text):
        named = find_clusters(node.passage, context)
        if len(named) == 1 and above.cluster is None:
            return replace(above, about_clusters=True, cluster=named[0].value)
        return above
    is_label = _LABELLED.match(text) and not _CLUSTERS.search(text)
    return topic if is_label else above


# "Trong khi đó, toàn tỉnh có …", "Theo Sở Công Thương, …": of all of them again
_OF_ALL = re.compile(
    r"\b(?:các|những|nhiều|\d+)\s+(?:CCN|cụm)\b|\btoàn\s+(?:tỉnh|huyện)|\bcả\s+tỉnh",
    _FLAGS,
)


def _told_on(tree: Tree, whole: Topic, context: Context) -> dict[int, Topic]:
    """Paragraphs of a report that go on about the one cluster of the one before.

    "… đường vào Cụm công nghiệp Làng Ngòi tấp nập xe. / Rộng 62,9 ha, …".
    """
    found: dict[int, Topic] = {}
    topic = whole
    for node in (*tree.basis, *tree.body):
        text = node.passage.text
        is_other = _OTHERS.search(text) or _OF_ALL.search(text)
        if _CLUSTERS.search(text) or is_other:
            named = {
                m.value.name: m.value for m in find_clusters(node.passage, context)
            }
            one = next(iter(named.values())) if len(named) == 1 else None
            topic = replace(topic, about_clusters=True, cluster=one) if one else whole
            topic = whole if is_other else topic
        elif topic.cluster is not None:
            found[node.passage.id] = topic
    return found


def topics(tree: Tree, context: Context) -> Mapping[int, Topic]:
    """The topic of every node and note of the body, by the id of its passage."""
    found: dict[int, Topic] = {}

    def descend(node: Node, topic: Topic) -> None:
        found[node.passage.id] = topic
        below = _under(topic, node.passage.text, context) if node.children else topic
        descend_all(node.children, below, node.passage.text)

    def descend_all(nodes: Sequence[Node], above: Topic, head: str = "") -> None:
        lead, topic = "", above
        items = listed_lines([head, *(node.passage.text for node in nodes)])
        for index, node in enumerate(nodes):
            text = node.passage.text
            topic = _of_line(node, topic, above, context)
            is_led = bool(lead) and _OPENS_WITH_CLUSTER.match(text) is not None
            lead = text if _RATES.search(text) else lead if is_led else ""
            own = replace(topic, told=_RATE) if is_led else topic
            is_item = index + 1 in items
            descend(node, replace(own, lists_clusters=True) if is_item else own)

    named = any(_CLUSTERS.search(p.text) for p in tree.passages())
    whole = replace(_of_title(tree, context), names_clusters=named)
    descend_all((*tree.basis, *tree.body), whole)
    if tree.header.type is None and whole.cluster is None:
        found |= _told_on(tree, whole, context)
    for note in tree.notes:
        found[note.passage.id] = replace(whole, cluster=None)
    for annex in tree.annexes:
        for top in annex.body:
            descend(top, _under(whole, annex.title.text, context))
    return found
