"""What kind of section a heading opens, by its title and by what it stands in."""

from __future__ import annotations

from ccndocs.records.draft import Scope
from ccndocs.records.headings import is_title
from ccndocs.records.sections import (
    ASKS_ABOVE,
    PLANNING_TYPES,
    SectionKind,
    is_main_title,
    kind_of_title,
)
from ccndocs.types.tree import Node, NodeKind
from ccndocs.vi import lazy_re as re
from ccndocs.vi.formulas import EXECUTION, MATTER_BELOW
from ccndocs.vi.part_titles import names_purpose, names_work, opens_purpose
from ccndocs.vi.tables import word_lists
from ccndocs.vi.verbs import opens_with_verb

_ARTICLE = 150  # characters of "Điều 1. Đối tượng được hỗ trợ.", a title


# Guidance as well: "III. SINH HOẠT CHI BỘ" above "1. Phân công …", "2. Thống nhất …"
_OF_WORK_BY_ITEMS = PLANNING_TYPES | {"HD"}
# "IV. HÌNH THỨC TỔ CHỨC", "THỂ LỆ CUỘC THI": how it goes, not what is to be done
_OF_MANNER = re.compile(
    r"(?:[IVX]+\.|[\W\d])*(?:(?:các|một số|những|dự kiến|về) )?"
    rf"(?:{word_lists('page_words')['manner_parts']})\b",
    re.IGNORECASE,
)


def _is_head(node: Node) -> bool:
    """Whether the node is a title, with a stop or none: "1. Mục đích."."""
    text = node.passage.text
    return is_title(node) or names_work(text) or names_purpose(text)


def _ends_purpose(node: Node, scope: Scope) -> bool:
    """Whether a title of work stands below one of purposes: the purposes are over.

    "I. Mục tiêu, nhiệm vụ", "1. Mục tiêu", "2. Nhiệm vụ"; or "2. Nhiệm vụ" for "II.".
    """
    above = scope.heading or ""
    return names_work(node.passage.text) and opens_purpose(above)


def _only_executes(node: Node) -> bool:
    """Whether an item says who carries an act out: what lines stand below are none.

    "3. Các Bộ trưởng chịu trách nhiệm thi hành Nghị định này.", "- Thủ tướng; …".
    """
    text = node.passage.text.strip()
    stops = node.kind is not NodeKind.DIEU and text.endswith(".")
    return stops and EXECUTION.search(text) is not None


# "Quý I/2031: Xây dựng …", "Định kỳ hằng quý, tổ chức …"
_HEAD = re.compile(r"^(?:[^:]{4,90}:\s+|[^,]{4,40},\s+)")


def _sets_out_work(node: Node) -> bool:
    """Whether a plan's part of any title is of work: by its title, or by its items.

    "III. PHÁT TRIỂN HẠ TẦNG SỐ"; "IV. LĨNH VỰC Y TẾ" above "1. Rà soát …", "2. Mở …".
    """
    title = node.passage.text
    if opens_with_verb(title):
        return True
    below = [n.passage.text for n in node.walk() if n is not node and not n.children]
    texts = [text for text in below if any(map(str.isalpha, text))]
    work = sum(
        opens_with_verb(text) or opens_with_verb(_HEAD.sub("", text, count=1))
        for text in texts
    )
    return work * 2 > len(texts) and not _OF_MANNER.match(title)


def kind_below(node: Node, scope: Scope, doc_type: str | None) -> SectionKind:
    """The kind of what stands below a heading; a mere item changes nothing.

    Below "III. TỔ CHỨC THỰC HIỆN" stand tasks, below "I. MỤC TIÊU" none.
    """
    if _only_executes(node):
        return SectionKind.NONE
    article = node.kind is NodeKind.DIEU and len(node.passage.text) < _ARTICLE
    if not _is_head(node) and not (article and node.children):
        return scope.kind
    own = kind_of_title(node.passage.text)
    if own is SectionKind.UNKNOWN and MATTER_BELOW.search(node.passage.text):
        own = SectionKind.NONE
    if doc_type == "KL" and ASKS_ABOVE.match(node.passage.text.strip()):
        own = SectionKind.TASKS  # what an inspection asks for binds
    if scope.kind is SectionKind.NONE and not (
        is_main_title(node, own) or _ends_purpose(node, scope)
    ):
        return scope.kind
    if own is not SectionKind.UNKNOWN:
        return own
    plans = doc_type in _OF_WORK_BY_ITEMS and _sets_out_work(node)
    if scope.kind is SectionKind.UNKNOWN and plans and not scope.section:
        return SectionKind.TASKS  # "III. HẠ TẦNG SỐ", "IV. LĨNH VỰC Y TẾ"
    return scope.kind
