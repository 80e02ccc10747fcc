"""Lines of a page that order nothing: headlines, and whom a telegram goes to."""

from __future__ import annotations

from collections.abc import Sequence

from ccndocs.records.draft import UNMARKED
from ccndocs.types.tree import Node, NodeKind
from ccndocs.vi import lazy_re as re
from ccndocs.vi.bodies import only_bodies

_TO_WHOM = re.compile(r"[^.;:]{4,80}\s(?:điện|gửi)\s*:\s*$", re.IGNORECASE)
_CLOSED = re.compile(r"[.;:,/)\"”…]\s*$")
_LONGEST = 220  # characters of a headline


def is_headline(text: str) -> bool:
    """Whether a line has no mark at its end, as headlines of a page have none.

    >>> is_headline("Trách nhiệm của các đơn vị trong việc xây chợ Đồng Mơ")
    True
    """
    return 0 < len(text) < _LONGEST and _CLOSED.search(text) is None


def behind_end(nodes: Sequence[Node], charging: frozenset[int]) -> frozenset[int]:
    """What a page has behind the mark that ends a document: "… thi hành./.".

    An annex may stand there: marked items that charge somebody (`charging`) count.
    """
    found: set[int] = set()
    ended = False
    for node in (n for top in nodes for n in top.walk()):
        if ended and (node.kind in UNMARKED or node.passage.id not in charging):
            found.add(node.passage.id)
        ended = ended or node.passage.text.rstrip(' "”').endswith("./.")
    return frozenset(found)


def wired_to(nodes: Sequence[Node]) -> frozenset[int]:
    """The passages that list to whom a telegram goes, below "BỘ XÂY DỰNG điện:"."""
    found: set[int] = set()
    inside = False
    for node in nodes:
        if node.kind in UNMARKED:
            inside = _TO_WHOM.match(node.passage.text) is not None
            told = _WIRED.match(node.passage.text)
            if told is not None and only_bodies(node.passage.text[told.end() :]):
                found.add(node.passage.id)  # "UBND tỉnh điện: Giám đốc các sở;"
            for child in node.children if inside else ():
                if child.kind is NodeKind.DASH:
                    found.add(child.passage.id)
        elif inside and node.kind is NodeKind.DASH:
            found.add(node.passage.id)
    return frozenset(found)


def is_wire(nodes: Sequence[Node]) -> bool:
    """Whether the body opens as a telegram does: "THỦ TƯỚNG CHÍNH PHỦ điện:"."""
    return any(
        node.kind in UNMARKED and _OPENS_WIRE.match(node.passage.text)
        for node in nodes[:4]
    )


_WIRED = re.compile(r"[^.;:]{4,80}\sđiện\s*:\s+(?=\S)")
_OPENS_WIRE = re.compile(r"[^.;:]{4,80}\sđiện\s*:\s*$")
