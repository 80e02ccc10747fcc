"""Pages that retell a directive: what they say it has somebody do is ordered.

"UBND tỉnh ban hành Chỉ thị số 5/CT-UBND về …. Theo đó, Sở Y tế lập phương án …", or
"Chủ tịch UBND tỉnh yêu cầu Sở Y tế …", and the paragraphs right behind it, as long as
each says what somebody is to do; the first that tells ends it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ccndocs.records.charging import ASKING, ORDERING
from ccndocs.records.found import Found
from ccndocs.types.mention import Agency, Assignment, Mention, Role
from ccndocs.types.tree import Node, NodeKind, Passage
from ccndocs.vi import lazy_re as re
from ccndocs.vi.bodies import names_actor, opens_with_body
from ccndocs.vi.press import (
    asks_for_work,
    asks_now,
    behind_act,
    behind_joint,
    is_sentence,
    is_subtitle,
    speaks_within,
    tells_news,
)
from ccndocs.vi.verbs import opens_with_verb, starts_with_verb

_ISSUED = re.compile(
    r"\b(?:ban hành|ký|có|ra|phát đi|gửi)\s+(?:\w+\s){0,2}?(?:chỉ thị|công điện|"
    r"công văn|văn bản|thông báo|kế hoạch)\s(?:(?:hỏa tốc |khẩn )?(?:số\s*)?\d|"
    r"(?:hỏa tốc|khẩn|chỉ đạo|yêu cầu|đề nghị|đôn đốc|về (?:việc|tăng cường))\s)",
    re.IGNORECASE,
)
_RETELLS = re.compile(
    r"(?:Theo đó|Cụ thể|Trong đó|"
    r"Theo (?:chỉ thị|công điện|công văn|kế hoạch|thông báo|văn bản)"
    r"[^,.;:]{0,60}),\s",
    re.IGNORECASE,
)
_CONCERNS = re.compile(
    r"(?:Về\s[^.;:,]{3,60},\s+)?(?:(?:Đối với|Về phía|Còn|Riêng(?: đối với)?|"
    r"Giao|Yêu cầu|Đề nghị|Lưu ý),?\s)?(?:cho\s)?(?:các\s*)?",
    re.IGNORECASE,
)
_AS_DUE = re.compile(r"\s*,?\s*theo chức năng(?:,? (?:nhiệm vụ|quyền hạn))*,?(?=\s)")
_NEAR = 2  # paragraphs between the news of a directive and "Theo đó, …"
# Who orders rather than is ordered, whatever directive is told of.
_ORDERS = re.compile(
    r"(?:(?:Phó )?Chủ tịch )?(?:UBND|HĐND) (?:tỉnh|thành phố)|Chính phủ|"
    r"(?:Phó )?Thủ tướng|Quốc hội|Bộ Chính trị|Ban Bí thư|(?:Phó )?Chủ tịch nước"
)
_GIVES = re.compile(r"\s*(?:Giao|Yêu cầu)\s+(?:các\s+)?")
_CENTRE = re.compile(r"Chính phủ|Thủ tướng|Bộ Chính trị|Ban Bí thư|Tổng Bí thư")
_MUST = re.compile(r"\s*,?\s*(?:cần|phải|được giao|được yêu cầu)\s")


def retold(nodes: Sequence[Node], found: Found) -> frozenset[int]:
    """The passages of paragraphs that tell what a directive has somebody do."""
    return frozenset(_retold(nodes, found))


def _retold(nodes: Sequence[Node], found: Found) -> Iterator[int]:
    run = False
    for place, node in enumerate(nodes):
        text = node.passage.text.strip()
        if node.kind is not NodeKind.PARAGRAPH:
            run = False
        elif run and is_subtitle(text):
            yield from _retold(node.children, found)
            continue
        elif _opens_run(node, found):
            run = True
        else:
            above = nodes[max(0, place - _NEAR) : place]
            told = any(_ISSUED.search(n.passage.text) for n in above)
            told = told and _RETELLS.match(text) is not None
            acts = (run or told) and _acts(node, found)
            run = acts or (run and _goes_on(node, found))
        if run:
            yield node.passage.id
        yield from _retold(node.children, found)


def _opens_run(node: Node, found: Found) -> bool:
    """Whether somebody speaks an order, or an act: "Công điện nêu rõ, Sở A rà soát"."""
    text = node.passage.text.strip()
    if behind_act(text) is not None and _acts(node, found):
        return True
    return _asks(node, found) or asks_for_work(text)


def _asks(node: Node, found: Found) -> bool:
    """Whether it says whom the directive asks: "Theo đó, Chủ tịch yêu cầu Sở A …"."""
    own = found.assignments.get(node.passage.id, [])
    text = node.passage.text
    asked = [m for m in own if m.rule in ASKING]
    if not (asked and _CENTRE.search(text[: asked[0].span.start])):
        asked = [m for m in asked if not _ORDERS.match(_name(m))]
    gives = [m for m in own[:1] if _GIVES.fullmatch(text[: m.span.start])]
    if any(m.value.agency.known and not _ORDERS.match(_name(m)) for m in gives):
        return True
    if _RETELLS.match(text.strip()):
        return any(m.value.agency.known for m in asked)
    return bool(asked) and asks_now(text[: asked[0].span.start])


def _acts(node: Node, found: Found) -> bool:
    """Whether a paragraph opens with somebody and what he does: "Sở A rà soát …"."""
    own = found.assignments.get(node.passage.id, [])
    told = tells_news(node.passage.text)
    return not told and any(_opens(m, node.passage, own) for m in own)


def _opens(
    mention: Mention[Assignment],
    passage: Passage,
    own: Sequence[Mention[Assignment]],
) -> bool:
    agency = mention.value.agency
    before = _RETELLS.sub("", passage.text[: mention.span.start].lstrip(), count=1)
    act = behind_act(before)
    before = _CONCERNS.sub("", behind_joint(before if act is None else act), count=1)
    if before.strip() or not _is_somebody(agency) or _ORDERS.match(agency.name):
        return False
    if mention.rule in ORDERING:
        return True
    work = _AS_DUE.sub("", _behind_row(mention, passage, own), count=1)
    work = _MUST.sub("", work, count=1)
    return starts_with_verb(work)


def _behind_row(
    mention: Mention[Assignment],
    passage: Passage,
    own: Sequence[Mention[Assignment]],
) -> str:
    """What stands behind a name and those in a row with it: "Sở A, Sở B [rà soát]"."""
    stop = mention.span.stop
    for other in own:
        if _ROW.fullmatch(passage.text[stop : other.span.start]):
            stop = other.span.stop
    return passage.text[stop:]


_ROW = re.compile(r"\s*(?:,|;|và|cùng|, và)\s+(?:các\s+)?")


def _is_somebody(agency: Agency) -> bool:
    """Whether a name is a body's or a whole group's, known to a table or not."""
    named = agency.known or agency.collective or opens_with_body(agency.name)
    return named or names_actor(f"các {agency.name}")


def _goes_on(node: Node, found: Found) -> bool:
    """Whether it opens with work and names nobody: "Cùng với đó, rà soát …"."""
    text = behind_joint(node.passage.text)
    own = found.assignments.get(node.passage.id, [])
    if not is_sentence(text) or tells_news(text) or speaks_within(text):
        return False
    alone = all(m.value.role is Role.COORDINATE for m in own)
    return alone and opens_with_verb(text) and not _names_doer(node, found)


def _names_doer(node: Node, found: Found) -> bool:
    """Whether somebody stands behind a clause: "Thực hiện Chỉ thị, Sở Y tế mở …"."""
    text = node.passage.text
    clause = _CLAUSE.match(text)
    ends = (m.span.start for m in found.agencies.get(node.passage.id, []))
    return clause is not None and (
        clause.end() in ends or names_actor(text[clause.end() :])
    )


_CLAUSE = re.compile(
    r"[^.;,]{8,200},\s+(?:(?:lãnh đạo|đại diện|đồng chí|ông|bà)\s+)?", re.IGNORECASE
)


def _name(mention: Mention[Assignment]) -> str:
    return mention.value.agency.name
