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
from ccndocs.vi.fold import fold
from ccndocs.vi.formulas import MATTER_BELOW
from ccndocs.vi.verbs import opens_with_verb

_ARTICLE = 150  # characters of "Điều 1. Đối tượng được hỗ trợ.", a title


def kind_below(node: Node, scope: Scope, doc_type: str | None) -> SectionKind:
    """The kind of what stands below a heading; a mere item changes nothing.

    Below "III. TỔ CHỨC THỰC HIỆN" stand tasks, below "I. MỤC TIÊU" none.
    """
    article = node.kind is NodeKind.DIEU and len(node.passage.text) < _ARTICLE
    if not is_title(node) and not (article and node.children):
        return scope.kind
    own = kind_of_title(node.passage.text)
    if own is SectionKind.UNKNOWN and MATTER_BELOW.search(node.passage.text):
        own = SectionKind.NONE
    if doc_type == "KL" and ASKS_ABOVE.match(node.passage.text.strip()):
        own = SectionKind.TASKS  # what an inspection asks for binds
    if scope.kind is SectionKind.NONE and not (
        is_main_title(node, own) or _leaves_front(own, scope)
    ):
        return scope.kind
    if own is not SectionKind.UNKNOWN:
        return own
    plans = doc_type in PLANNING_TYPES and opens_with_verb(node.passage.text)
    if scope.kind is SectionKind.UNKNOWN and plans and not scope.section:
        return SectionKind.TASKS  # "III. PHÁT TRIỂN HẠ TẦNG SỐ"
    return scope.kind


def _leaves_front(own: SectionKind, scope: Scope) -> bool:
    """Whether a title of work ends what a plan opens with.

    "I. MỤC ĐÍCH" with "2. Nhiệm vụ" behind it, or "1. Mục đích", "2. Nhiệm vụ" in one
    part: purposes have no such parts; what has been achieved may.
    """
    front = _FRONT.match(fold(scope.heading or ""))
    return own is SectionKind.TASKS and front is not None


_FRONT = re.compile(
    r"\W*(?:muc dich|muc tieu|quan diem|yeu cau|can cu|pham vi|doi tuong)"
)
