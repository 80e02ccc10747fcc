"""What stands below an item: parts of its own, its particulars, or further orders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from ccndocs.records.answered import is_asked
from ccndocs.records.charging import ASKING
from ccndocs.records.draft import OPENING, Draft
from ccndocs.records.found import Found
from ccndocs.records.headings import is_duty, is_title, named_by_label
from ccndocs.records.item_words import is_particular
from ccndocs.records.name_rows import names_only
from ccndocs.records.spoken import speaks_of_items
from ccndocs.records.standing import (
    asks_all,
    charges_other,
    issuer_charges,
    opens_for_itself,
    opens_with_another,
    opens_with_holder,
)
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Agency, Assignment, Mention
from ccndocs.types.tree import Node, NodeKind
from ccndocs.vi import lazy_re as re
from ccndocs.vi.cues import ORDER_PREFIX
from ccndocs.vi.formulas import (
    DISSOLVES,
)
from ccndocs.vi.verbs import opens_with_verb

LISTING = frozenset(
    {
        NodeKind.NUMBER,
        NodeKind.SUBNUMBER,
        NodeKind.PAREN_NUMBER,
        NodeKind.LETTER,
        NodeKind.DASH,
        NodeKind.PLUS,
        NodeKind.STAR,
    }
)


def after_own_lines(node: Node) -> int | None:
    """Where, among an item's children, another item begins whose mark OCR lost.

    "k) Kiểm tra …", "- Thời gian: …", then "Theo dõi …" that has lines of its own.
    """
    kinds = [child.kind for child in node.children]
    if is_title(node):
        return None  # "1. Kinh tế tập thể" heads them all
    for at in range(1, len(kinds) - 1):
        lone = kinds[at] is NodeKind.PARAGRAPH and node.kind in LISTING
        lines = kinds[at - 1] is kinds[at + 1] is NodeKind.ROLE_LINE
        if lone and lines and opens_with_verb(node.children[at].passage.text):
            return at
    return None


def begins_above(before: Sequence[Node], node: Node) -> bool:
    """Whether a list of numbers begins behind letters that lost their heading.

    "d) Thường xuyên kiểm tra …" and "1. Tổ chức hội nghị": what lines below "1." say
    reaches no letter.
    """
    numbers = node.kind is NodeKind.NUMBER and node.label == "1"
    return numbers and bool(before) and before[-1].kind is NodeKind.LETTER


def ends_list(nodes: Sequence[Node]) -> bool:
    """Whether the first of these siblings is the last of its list."""
    return not any(node.kind in LISTING for node in nodes[1:2])


def is_apart(
    found: Found,
    node: Node,
    item: Node,
    holders: Sequence[Mention[Agency]] = (),
    *,
    last: bool = False,
) -> bool:
    """Whether a paragraph below an item is no part of it: a title, a new order.

    Below "Năm là, …", the last of a list in prose, "Giao đồng chí A … theo dõi"
    stands for itself; so does "Giao Sở B tổng hợp …" below the item of Sở A. Below the
    last item of a list whose work is its `holders'` they may be told one thing more:
    "Các trường báo cáo kết quả trước ngày 28/8/2024." And below the `last` item, which
    names nobody, a body of its own opens a new order: "Sở B kiểm tra …".
    """
    titled = is_title(item) and not is_bracket_line(found, item)
    if titled or is_asked(node, item) or DISSOLVES.search(item.passage.text):
        return True
    if last and asks_all(item.passage):
        return True
    own = found.assignments.get(item.passage.id, [])
    if issuer_charges(item.passage, own) or opens_with_holder(own, holders):
        return True
    above = found.assignments.get(node.passage.id, [])
    if opens_with_another(own, above):
        return True
    others = not {m.value.agency.name for m in above} & {_first(own)}
    if last and others and opens_for_itself(item.passage, own):
        return not speaks_of_items(item.passage.text)
    cue = ORDER_PREFIX.match(item.passage.text.strip())
    if node.kind is not NodeKind.ORDINAL:
        watches = cue is not None or _WATCHES.search(item.passage.text)
        return bool(watches) and charges_other(own, above)
    asks = any(m.rule in ASKING and m.span.start < OPENING for m in own)
    return cue is not None or asks


def _first(own: Sequence[Mention[Assignment]]) -> str | None:
    """The name of the one charged first."""
    return own[0].value.agency.name if own else None


def own_below(
    found: Found,
    node: Node,
    items: Sequence[Node],
    holders: Sequence[Mention[Agency]],
    *,
    last: bool,
) -> list[Node]:
    """The paragraphs right below an item that belong to it."""
    if node.passage.text.rstrip().endswith("./."):
        return []  # the document's end

    def belongs(item: Node) -> bool:
        return not is_apart(found, node, item, holders if last else (), last=last)

    return list(takewhile(belongs, items))


def is_name_only(found: Found, node: Node) -> bool:
    """A cell or line that names agencies and says nothing of them, or a label."""
    agencies = found.agencies.get(node.passage.id, [])
    text = node.passage.text.strip()
    label = text.endswith(":") and (len(text) < _LABEL or not opens_with_verb(text))
    return (
        label
        or names_only(node.passage, agencies)
        or named_by_label(node.passage, agencies)
    )


_LABEL = 30  # characters: a verb and a colon that are longer are a sentence


# "(Sở A chủ trì, phối hợp với Sở B; xong trước 30/9/2026)" below its item
_IN_BRACKETS = re.compile(r"\s*\(.*\)[\s.;]*", re.DOTALL)


def is_bracket_line(found: Found, node: Node) -> bool:
    """Whether a paragraph in brackets says who leads the item that it stands below.

    So does one with labels: "(Thực hiện: Sở A; phối hợp: Sở B; thời gian: năm 2026)".
    """
    if _IN_BRACKETS.fullmatch(node.passage.text) is None:
        return False
    own = found.assignments.get(node.passage.id, [])
    return any(m.rule in ("leads_by_words", "by_inner_label") for m in own)


def charge_by(found: Found, lines: Sequence[Node], drafts: Sequence[Draft]) -> None:
    """Give an item's draft what the lines in brackets below it say of who and when."""
    for line in lines if drafts else ():
        drafts[-1].lined += found.assignments.get(line.passage.id, [])
        drafts[-1].times += found.deadlines.get(line.passage.id, [])


# "Văn phòng UBND tỉnh theo dõi, đôn đốc việc thực hiện Chỉ thị này", after the list
_WATCHES = re.compile(
    r"\b(?:theo dõi|đôn đốc|giám sát)\b.{0,120}?\b(?:chỉ thị|công điện|kế hoạch|"
    r"thông báo|kết luận|công văn|văn bản|nghị quyết|quyết định|chương trình) này\b",
    re.IGNORECASE | re.DOTALL,
)


def titles_behind(node: Node, items: Sequence[Node]) -> bool:
    """Whether titles behind a whole item head the rest of a page: "(3) Rà soát …."."""
    below = [item.kind for item in items]
    whole = _WHOLE.search(node.passage.text) and node.kind in LISTING
    titles = set(below) == {NodeKind.HEADING} and not any(map(is_duty, items))
    return bool(whole) and titles


def is_event(node: Node, items: Sequence[Node], lines: Sequence[Node]) -> bool:
    """Whether lines below a title only say where, when, by whom: one task, its title.

    "2. Viếng nghĩa trang:", "- Thời gian: …", "- Địa điểm: …", "- Cơ quan chủ trì: …".
    An order may have any particulars beside its lines: "- Kinh phí: 200 triệu đồng."
    """
    text = node.passage.text.strip()
    if not lines or not items or node.kind not in LISTING or len(text) > _LONGEST_TITLE:
        return False
    others = [item for item in items if not is_particular(item.passage.text)]
    told = not others or (
        len(others) == 1 and len(items) + len(lines) >= _ENOUGH and _content_of(others)
    )
    if opens_with_verb(text):
        return told
    where = any(_PLACE.match(item.passage.text.strip()) for item in items)
    return text[-1:] != "." and where and told


def _content_of(items: Sequence[Node]) -> bool:
    """Whether items give the one content of an event: "- Nội dung: Tập huấn …"."""
    return all(
        _CONTENT.match(item.passage.text.strip()) and not item.children
        for item in items
    )


def content_below(node: Node) -> list[Node]:
    """What an event is about, to stand behind its title."""
    items = [c for c in node.children if c.kind is not NodeKind.ROLE_LINE]
    found = [c for c in items if _CONTENT.match(c.passage.text.strip())]
    return [c for c in found if not is_particular(c.passage.text)]


_CONTENT = re.compile(r"Nội dung(?: thực hiện| triển khai| chính)?\s*:")
_ENOUGH = 3  # particulars and lines, that a title with one content is one task


def titled(node: Node) -> Node:
    """The item without the colon of its title: "1. Lễ khởi công đường tránh:"."""
    passage = node.passage
    whole = Span(0, len(passage.text.rstrip(" :")))
    return replace(node, passage=passage.slice(whole), children=())


_LONGEST_TITLE = 200
_PLACE = re.compile(r"(?:Địa điểm|Nơi tổ chức)\b[^.;:]{0,30}:")


def heading_lost(node: Node, after: Sequence[Node]) -> bool:
    """Whether a), b) below a whole order are of the next number, which is lost.

    "1. Các bộ … báo cáo trước ngày 10/12.", "a) …", "b) …", "3. Bộ Tài chính …".
    """
    letters = [c for c in node.children if c.kind is NodeKind.LETTER]
    if node.kind is not NodeKind.NUMBER or not letters or letters[0].label != "a":
        return False
    here, there = node.label, after[0].label if after else ""
    skips = here.isdigit() and there.isdigit() and int(there) == int(here) + 2
    return skips and bool(_WHOLE.search(node.passage.text))


_WHOLE = re.compile(r".{80}(?:[.;]|\.\.\.|…)\s*$", re.DOTALL)
