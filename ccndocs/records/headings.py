"""Headings: what is one, and which known agencies it charges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ccndocs.records.heading_tails import (
    NAME_IN_CAPITALS,
    TAIL_OF_GROUP,
    TAIL_OF_PLACE,
    named_behind,
    some_of,
    with_tail,
)
from ccndocs.records.name_rows import BETWEEN_NAMES, names_only, opening_agencies
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Agency, Mention
from ccndocs.types.tree import Node, NodeKind, Passage
from ccndocs.vi.cues import DUTY_SUFFIX, HOLDER_LABEL, TOPIC
from ccndocs.vi.verbs import opens_with_verb

_TOPIC = 80  # characters of a topic that heads paragraphs
_SENTENCE_END = re.compile(r"[.;!?…]\W*$|[./]+\W*$")
_THESE = re.compile(r"^\s+(?:nêu trên|nói trên|ở trên|sau|sau đây|dưới đây)\s*:?\s*$")
_TITLE_KINDS = frozenset(
    {
        NodeKind.HEADING,
        NodeKind.PHAN,
        NodeKind.CHUONG,
        NodeKind.MUC,
        NodeKind.TIEU_MUC,
        NodeKind.UPPER,
        NodeKind.ROMAN,
    }
)
_NAME_GOES_ON = re.compile(
    r"^(?!,\s+(?:Sở|Bộ|Ban|Phòng|Ủy|UBND|Công|Văn|Chi|Cục|Trung|Hội|Đoàn|Tổ|Trạm|"
    r"Trường|Khoa(?! học)|các|những)\b)"
    r"(?!\s+và\s+(?:chủ|các)\s)(?:,?\s+\w+){1,5}(?=\s*(?:\([^()]*\))?\s*(?::|$))"
)


def heading_agencies(
    passage: Passage, agencies: Sequence[Mention[Agency]]
) -> tuple[Mention[Agency], ...]:
    """The agencies of a heading that is nothing but agencies, else ().

    "Sở Công Thương", "Giao Sở Y tế có trách nhiệm:", "Trách nhiệm của UBND các xã".
    """
    row, stop = opening_agencies(passage.text, agencies)
    if not row:
        return ()
    rest = passage.text[stop:]
    if inside := _members(passage, row[-1], agencies):
        return (*row[:-1], *inside)
    whole = row[-1].value.known or DUTY_SUFFIX.match(rest)
    goes_on = None if whole else _NAME_GOES_ON.match(rest)
    if goes_on:
        name = Span(row[-1].span.start, stop + goes_on.end())
        agency = replace(row[-1].value, name=name.of(passage.text))
        return (*row[:-1], replace(row[-1], span=name, value=agency))
    rest = re.sub(r"^\s*\([^()]*\)", "", rest)
    rest = _THESE.sub("", rest)
    if (some := some_of(row[-1], rest)) is not None:
        return (*row[:-1], some)
    if row[-1].value.collective or TAIL_OF_PLACE.match(rest):
        tail = TAIL_OF_GROUP.match(rest)
        if tail and not DUTY_SUFFIX.match(rest):
            return (*row[:-1], with_tail(passage, row[-1], len(tail["tail"])))
    if others := named_behind(passage, len(passage.text) - len(rest)):
        return (*row, *others)
    whole_name = DUTY_SUFFIX.match(rest) or BETWEEN_NAMES.match(rest.rstrip(" :."))
    return row if whole_name or NAME_IN_CAPITALS.match(rest) else ()


def _members(
    passage: Passage, group: Mention[Agency], agencies: Sequence[Mention[Agency]]
) -> tuple[Mention[Agency], ...]:
    """Who a group is: "Các cơ quan cấp phép (Sở Xây dựng, Ban Quản lý …):"."""
    bracket = _BRACKET.search(passage.text, group.span.stop)
    if not group.value.collective or bracket is None:
        return ()
    start, stop = bracket.span("who")
    inside = [m for m in agencies if start <= m.span.start and m.span.stop <= stop]
    if not inside or any(m.value.collective for m in inside):
        return ()
    moved = [
        replace(m, span=Span(m.span.start - start, m.span.stop - start)) for m in inside
    ]
    whole = names_only(Passage(passage.id, bracket["who"], ()), moved)
    return tuple(inside) if whole else ()


_BRACKET = re.compile(
    r"[^.;:()]{0,60}\((?:gồm |bao gồm )?:?\s*(?P<who>[^()]+)\)\s*:?\s*$"
)


def named_by_label(passage: Passage, agencies: Sequence[Mention[Agency]]) -> bool:
    """Whether a label only says who it is: "Cơ quan thẩm định: Sở Xây dựng."."""
    found = HOLDER_LABEL.match(passage.text)
    if found is None:
        return False
    inner = [m for m in agencies if m.span.start >= found.end()]
    rest = Passage(passage.id, passage.text[found.end() :], ())
    moved = [
        replace(m, span=Span(m.span.start - found.end(), m.span.stop - found.end()))
        for m in inner
    ]
    return names_only(rest, moved)


def is_duty(node: Node) -> bool:
    """Whether it is nothing but "Có trách nhiệm:", below a list of names."""
    return _DUTY_ALONE.fullmatch(node.passage.text.strip()) is not None


_DUTY_ALONE = re.compile(
    r"(?:đều |cùng )?(?:có (?:trách nhiệm|nhiệm vụ)|chịu trách nhiệm)"
    r"(?: (?:tổ chức )?(?:thực hiện|triển khai)[^.:;]{0,40})?\s*:?",
    re.IGNORECASE,
)


def is_title(node: Node) -> bool:
    """Whether the node's own text heads what follows rather than says something."""
    if node.kind in _TITLE_KINDS:
        return True
    text = node.passage.text.strip()
    if _SENTENCE_END.search(text):
        return False
    return bool(text) and (len(text) < _TITLE or _MATTER.match(text) is not None)


_TITLE = 220  # characters of a title; what is asked for is told at any length:
# "2. Về kiến nghị bổ sung vốn cho …; kéo dài …:", and below it who answers that
_MATTER = re.compile(r"(?:Về|Đối với)\s(?:[^.;]|[.;](?!\s+[A-ZĐÔƯ])){30,600}:$")


def heads_paragraphs(node: Node, items: Sequence[Node]) -> bool:
    """Whether paragraphs below a node are what it heads, and no part of it.

    So also below a topic with a stop: "1. Công tác tuyên truyền." / "Phát động …".
    """
    text = node.passage.text.strip()
    if is_title(node) or text.isupper():
        return True
    topic = len(text) < _TOPIC and TOPIC.match(text) is not None
    return topic and opens_with_verb(items[0].passage.text)


def heads_list(node: Node) -> bool:
    """Whether it is a heading with items below."""
    return node.kind is NodeKind.HEADING and bool(node.children)


def has_duty(node: Node) -> bool:
    """Whether it ends so: "Giao Ban Quản lý … chỉ đạo các đơn vị … có trách nhiệm"."""
    return node.passage.text.strip(" :").casefold().endswith("trách nhiệm")
