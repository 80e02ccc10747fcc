"""What a section is for, told by its title: orders, background, or money."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import cache

from ccndocs.types.tree import Header, Node
from ccndocs.vi.doctypes import SCHEDULE
from ccndocs.vi.fold import fold
from ccndocs.vi.tables import rows


class SectionKind(StrEnum):
    """What may stand in a section."""

    TASKS = "tasks"
    NONE = "none"  # purposes, situation, scope: never a task
    FUNDING = "funding"  # a task only where an agency is told to provide money
    UNKNOWN = "unknown"


@cache
def _titles() -> tuple[tuple[SectionKind, re.Pattern[str]], ...]:
    return tuple(
        (SectionKind(row["kind"]), re.compile(fold(row["pattern"])))
        for row in rows("section_titles")
    )


def kind_of_title(title: str) -> SectionKind:
    """The kind of a section with this title, UNKNOWN where the title tells nothing.

    >>> kind_of_title("MỤC ĐÍCH, YÊU CẦU"), kind_of_title("Nhiệm vụ, giải pháp")
    (<SectionKind.NONE: 'none'>, <SectionKind.TASKS: 'tasks'>)
    """
    title = fold(title).strip(" \t.:;*-–")  # a scan reads "TÔ CHỨC THỰC HIỆN"
    for kind, pattern in _titles():
        if pattern.match(title):
            return kind
    return SectionKind.UNKNOWN


# Types whose text orders; the others report, invite, propose, certify or legislate.
ORDERING_TYPES = frozenset(
    ("KH", "CT", "CTr", "CĐ", "TB", "KL", "QĐ", "CV", "NQ", "HD", "ĐA", "PA")
) | {SCHEDULE}
# In these an order names who is charged; a bare verb ("Phê duyệt …") is the act itself.
DECIDING_TYPES = frozenset({"QĐ", "NQ"})

# In these a section titled with a verb ("III. PHÁT TRIỂN HẠ TẦNG SỐ") sets out work.
PLANNING_TYPES = frozenset({"KH", "CTr", "ĐA", "PA"})

# In these a list most of whose items charge somebody orders as a whole.
SETTING_WORK = frozenset({"KH", "TB", "KL", "CV", SCHEDULE})

# In these, whatever stands marked below "… yêu cầu:" is an order.
ALL_ORDERS = frozenset({"CT", "CĐ"})


def may_order(doc_type: str | None, number_symbol: str | None = None) -> bool:
    """Whether a document of this type can hold tasks; an unknown type can.

    "TT" is a circular (a law) unless its number has the Party's form: "12-TT/HU" is a
    "thông tri", which orders.
    """
    if doc_type == "TT":
        return bool(number_symbol and _THONG_TRI.search(number_symbol))
    return doc_type is None or doc_type in ORDERING_TYPES


# "IV. KIẾN NGHỊ": in reports a petition to those above, in inspections an order
ASKS_ABOVE = re.compile(r"(?:kiến nghị|kết luận,? kiến nghị)\W*$", re.IGNORECASE)


def concludes_work(node: Node) -> bool:
    """Whether a part of minutes gives what the chair decided: "II. KẾT LUẬN"."""
    title = fold(node.passage.text).strip(" .:")
    return len(title) < _LONGEST_TITLE and _CONCLUDES.match(title) is not None


_LONGEST_TITLE = 90
_CONCLUDES = re.compile(
    r"(?:\w+ ){0,3}?(?:ket luan|phan cong|chi dao|thong nhat (?:cac |mot so )?(?:noi "
    r"dung|viec)|nhiem vu|giao viec|viec can lam)\b"
)


_THONG_TRI = re.compile(r"\d\s*-\s*TT/\w+U\b")


def stands_above_letterhead(node: Node, header: Header) -> bool:
    """Whether a node is what a web page says of the document before it begins.

    A news summary above the letterhead repeats the orders that the document gives.
    """
    fields = (header.number_symbol, header.issuer, header.issued_on, header.type)
    starts = [f.passage.pieces[0].span.start for f in fields if f and f.passage.pieces]
    if len(starts) < _PARTS_OF_LETTERHEAD:
        return False
    stops = [p.span.stop for n in node.walk() for p in n.passage.pieces]
    return bool(stops) and max(stops) <= min(starts)


def below_letterhead(nodes: Sequence[Node], header: Header) -> list[Node]:
    """The nodes without what a page says of the document before it begins.

    All of them where the "letterhead" is a page's last line, which names the text.
    """
    fields = (header.number_symbol, header.issuer, header.issued_on, header.type)
    starts = [f.passage.pieces[0].span.start for f in fields if f and f.passage.pieces]
    behind = [
        n
        for top in nodes
        for n in top.walk()
        if starts and n.passage.pieces and n.passage.pieces[0].span.start >= min(starts)
    ]
    if len(behind) < _PARTS_OF_LETTERHEAD:
        return list(nodes)
    return [n for n in nodes if not stands_above_letterhead(n, header)]


_PARTS_OF_LETTERHEAD = 3


def is_main_title(node: Node, own: SectionKind) -> bool:
    """Whether a title in capitals ends a section that it only seems to be part of.

    Below "I. MỤC ĐÍCH", whose mark was read so for "1.", stands "2. TỔ CHỨC THỰC HIỆN".
    """
    orders = own in (SectionKind.TASKS, SectionKind.FUNDING)
    return orders and node.passage.text.strip().isupper()
