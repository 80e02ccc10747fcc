"""Headings and lead-ins: which agencies they charge with what follows."""

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
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Agency, Mention
from ccndocs.types.tree import Node, NodeKind, Passage
from ccndocs.vi.bodies import DEFINITE, concerns_actor, names_actor, only_bodies
from ccndocs.vi.cues import (
    DO_THESE,
    DUTY_SUFFIX,
    HOLDER_LABEL,
    OF_FIELD,
    ORDER_PREFIX,
)
from ccndocs.vi.tables import word_lists
from ccndocs.vi.verbs import clear_verb_at, opens_with_verb

_WORDS = word_lists("item_words")

# Words that may stand between agencies of a heading: "Sở A, Sở B và UBND các xã".
_GLUE = re.compile(
    r"^[\s,;&/()–-]*(?:(?:và|với|cùng|các|cùng với|theo|tỉnh|thành phố|lãnh đạo|có|"
    r"liên quan|trực thuộc)[\s,;()]*)*$",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    rf"(?:{_WORDS['ends_lead_in']})\b[^.]*:\s*$|"
    r"(?:yêu cầu|đề nghị|giao|thực hiện|triển khai)\b.*[.;,]\s(?:nội dung )?"
    r"(?:cụ thể|trong đó)(?: như sau| là)?\s*:\s*$",
    re.IGNORECASE,
)
_CHARGED_IN_LEAD_IN = re.compile(
    r"(?:yêu cầu(?: đối với)?|đề nghị|giao|chỉ đạo)(?:\s+(?:các|đồng chí|cho|quý))*"
    r"\s*:?\s*$",
    re.IGNORECASE,
)
# "Sở Y tế gửi các Trung tâm Y tế … thực hiện một số nội dung công việc sau:"
_SENT_TO = re.compile(r"\bgửi(?:\s+(?:đến|tới|các))*\s*$", re.IGNORECASE)
# "… đề nghị Sở A [khẩn trương chỉ đạo] các đơn vị thực hiện …": work of Sở A.
_PASSES_ON = re.compile(r"^[^.;:]*\bchỉ đạo(?:\s+(?:các|những))?\s*$", re.IGNORECASE)
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


def opening_agencies(
    text: str, agencies: Sequence[Mention[Agency]]
) -> tuple[tuple[Mention[Agency], ...], int]:
    """The agencies that open `text` in a row, and where the row stops.

    "Giao Sở A, Sở B: …" gives both and the place of the colon; () and 0 if none.
    """
    prefix = ORDER_PREFIX.match(text.lstrip())
    start = len(text) - len(text.lstrip())
    at = start + prefix.end() if prefix else start
    if any(m.span.start == start for m in agencies):
        at = start  # "Đồng chí A – Phó Hiệu trưởng": the name holds the prefix
    row: list[Mention[Agency]] = []
    for mention in sorted(agencies, key=lambda m: m.span.start):
        if row and mention.span == row[-1].span:
            row.append(mention)  # "Bí thư tỉnh ủy" of several provinces
            continue
        gap = text[at : mention.span.start]
        leads = row and gap.strip() == "lãnh đạo"  # a verb between two names
        if mention.span.start < at or leads or not _GLUE.match(gap):
            if mention.span.start >= at:
                break
            continue
        row.append(mention)
        at = mention.span.stop
    return tuple(row), at if row else 0


def behind_aside(rest: str) -> str:
    """What follows the names of an opening, others and asides left out.

    "…, đặc biệt là các xã ven biển[:]", "… và hệ thống các cơ quan báo chí [đưa tin]".
    """
    found = _ASIDE.match(rest)
    if found is None:
        return rest
    verbs = (m.start() for m in re.finditer(r"\S+", rest[:_LONGEST_ASIDE]))
    acts = next((at for at in verbs if at and clear_verb_at(rest, at)), None)
    stop = re.search(r"[:.;]", rest)
    if acts is not None and (stop is None or acts < stop.start()):
        return rest[acts:]
    return rest[stop.start() :] if stop and stop[0] == ":" else rest


_LONGEST_ASIDE = 160  # characters
_ASIDE = re.compile(
    r"\s*,?\s*(?:(?:đặc biệt|nhất|trước hết) là|và (?:hệ thống )?các (?:cơ quan|đơn vị|"
    r"tổ chức|lực lượng|doanh nghiệp|sở|ban|ngành|địa phương))\s",
    re.IGNORECASE,
)
_NAME_GOES_ON = re.compile(
    r"^(?!,\s+(?:Sở|Bộ|Ban|Phòng|Ủy|UBND|Công|Văn|Chi|Cục|Trung|Hội|Đoàn)\b)"
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
    goes_on = None if row[-1].value.known else _NAME_GOES_ON.match(rest)
    if goes_on:
        whole = Span(row[-1].span.start, stop + goes_on.end())
        agency = replace(row[-1].value, name=whole.of(passage.text))
        return (*row[:-1], replace(row[-1], span=whole, value=agency))
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
    whole_name = DUTY_SUFFIX.match(rest) or _GLUE.match(rest.rstrip(" :."))
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


def actor_heading(
    node: Node, agencies: Sequence[Mention[Agency]]
) -> tuple[Mention[Agency], ...]:
    """Whoever a heading names by kind of actor, not by a name of the tables.

    "Các doanh nghiệp chế biến", "Phó Chủ tịch phụ trách văn hóa", "Các trường đại học".
    """
    text = re.sub(
        r",\s+(?:ông|bà)\s.*$", "", node.passage.text.strip(" :."), flags=re.I
    )
    if _GROUP_OF_WORK.match(text) or not node.mark or len(text) > 110:
        return ()
    if re.search(r"[.:]", text) or (";" in text and not only_bodies(text)):
        return ()
    prefix = ORDER_PREFIX.match(text)
    name = text[prefix.end() :] if prefix else text
    name = re.sub(r"\s*\([^()]*\)$", "", name)
    start = node.passage.text.find(name)
    text = node.passage.text
    acts = any(
        m.span.start <= start and _acts(m.span.of(text), text[m.span.stop :])
        for m in agencies
    )
    bare = prefix is not None and concerns_actor(prefix[0], name)
    if not (names_actor(name) or bare) or acts:
        return ()
    every = re.match(r"(?:các|những|toàn thể)\s", name, re.IGNORECASE) is not None
    group = every and not DEFINITE.match(name)
    agency = Agency(name, collective=group, known=False)
    span = Span(start, start + len(name))
    flags = () if group else ("agency_unknown",)
    return (Mention(node.passage.id, span, agency, "actor_heading", 0.8, flags),)


def _acts(name: str, rest: str) -> bool:
    """Whether a verb follows a name, not the field: "Cán bộ phụ trách tài vụ"."""
    in_field = OF_FIELD.match(rest) or _FIELD_OPEN.search(name)
    return opens_with_verb(rest) and not in_field


# "Cán bộ phụ trách lĩnh vực [giám sát]": what a field is called is no work
_FIELD_OPEN = re.compile(r"\sphụ trách\s+(?:lĩnh vực|công tác|mảng|khối)$", re.I)


# "Nhóm nhiệm vụ chuyển đổi số trường học": a group of tasks, nobody
_GROUP_OF_WORK = re.compile(
    r"nhóm (?:các )?(?:nhiệm vụ|giải pháp|nội dung|công việc|vấn đề|chỉ tiêu)", re.I
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
_DUTY_OF = re.compile(
    r"^(?:giao|đề nghị|yêu cầu|trách nhiệm của)?\s*(?P<who>\w.{5,180}?),?\s+"
    r"(?:có trách nhiệm|có nhiệm vụ|chịu trách nhiệm)\W*$",
    re.IGNORECASE,
)


def unknown_holder(passage: Passage) -> tuple[Mention[Agency], ...]:
    """Whoever a duty heading names though no table does.

    "Các đơn vị cấp nước sạch trên địa bàn có trách nhiệm" charges a group.
    """
    found = _DUTY_OF.match(passage.text.strip())
    if found is None:
        return ()
    start = passage.text.find(found["who"])
    name = found["who"]
    agency = Agency(name, collective=name[:3].casefold() == "các", known=False)
    span = Span(start, start + len(name))
    return (
        Mention(passage.id, span, agency, "duty_heading", 0.8, ("agency_unknown",)),
    )


_TEAM = (
    r"(?P<who>(?:Đoàn|Tổ|Hội đồng|Ban|Tiểu ban|Nhóm|Đội|Bộ phận)"
    r"(?:\s[^.;:()]{3,140}?)??)"
)
_DUTIES = (
    r"(?:chức năng|nhiệm vụ|trách nhiệm|quyền hạn)"
    r"(?:(?:,| và)\s+(?:chức năng|nhiệm vụ|trách nhiệm|quyền hạn))*"
)
_AS_FOLLOWS = r"(?:\s+(?:chủ yếu|cụ thể|chính|như sau|sau đây|sau|gồm))*\W*"
_TEAM_DUTIES = re.compile(
    rf"(?i:{_DUTIES}\s+(?:cụ thể\s+)?của)\s+{_TEAM}(?i:{_AS_FOLLOWS})$|"
    rf"{_TEAM.replace('who', 'whose')},?\s+"
    rf"(?i:có\s+(?:các\s+|những\s+)?{_DUTIES}{_AS_FOLLOWS})$"
)
_FOR_WHEN = re.compile(r",?\s+(?:năm|giai đoạn|theo|trong|được)\s.*$")


def team_heading(
    passage: Passage, agencies: Sequence[Mention[Agency]]
) -> tuple[Mention[Agency], ...]:
    """The team whose duties a heading opens, named by its work and not by a table.

    "Chức năng, nhiệm vụ của Đoàn kiểm tra như sau:", "Tổ thẩm định có nhiệm vụ:".
    """
    found = _TEAM_DUTIES.fullmatch(passage.text.strip())
    if found is None:
        return ()
    name = _FOR_WHEN.sub("", found["who"] or found["whose"])
    start = passage.text.find(name)
    span = Span(start, start + len(name))
    if any(m.value.known and m.span.start == start for m in agencies):
        return ()
    agency = Agency(" ".join(name.split()), known=False)
    return (Mention(passage.id, span, agency, "team_heading", 0.8, _UNKNOWN),)


_UNKNOWN = ("agency_unknown",)


def names_only(passage: Passage, agencies: Sequence[Mention[Agency]]) -> bool:
    """Whether the passage is nothing but names: "Chủ đầu tư: Công ty cổ phần X."."""
    rest, at = "", 0
    for mention in sorted(agencies, key=lambda m: m.span.start):
        rest += passage.text[at : mention.span.start] + " "
        at = max(at, mention.span.stop)
    rest = re.sub(r"\([^()]*\)", " ", rest + passage.text[at:])
    rest = re.sub(r"^\s*(?:trách nhiệm|nhiệm vụ) của\s", "", rest, flags=re.I)
    return bool(agencies) and bool(_GLUE.match(rest.replace(":", "").strip(" .")))


def is_title(node: Node) -> bool:
    """Whether the node's own text heads what follows rather than says something."""
    if node.kind in _TITLE_KINDS:
        return True
    text = node.passage.text.strip()
    return bool(text) and not _SENTENCE_END.search(text) and len(text) < 220


def is_lead_in(text: str) -> bool:
    """Whether a paragraph opens a list of orders: "… yêu cầu thực hiện:"."""
    return bool(_LEAD_IN.search(text.strip()))


def charged_in_lead_in(
    passage: Passage, agencies: Sequence[Mention[Agency]]
) -> tuple[Mention[Agency], ...]:
    """The agencies that a lead-in orders: "… yêu cầu [Sở A, Sở B] thực hiện:"."""
    text = passage.text
    row: list[Mention[Agency]] = []
    for mention in sorted(agencies, key=lambda m: m.span.start):
        if row and _GLUE.match(text[row[-1].span.stop : mention.span.start]):
            row.append(mention)
        elif _CHARGED_IN_LEAD_IN.search(text[: mention.span.start]) or (
            _SENT_TO.search(text[: mention.span.start]) and DO_THESE.search(text)
        ):
            if row and _PASSES_ON.search(text[row[-1].span.stop : mention.span.start]):
                continue
            row = [mention]
    return tuple(row)


def acting_in_lead_in(
    passage: Passage, agencies: Sequence[Mention[Agency]]
) -> tuple[Mention[Agency], ...]:
    """Who opens a lead-in that says he acts: "[Sở A, Sở B] chủ trì thực hiện:"."""
    row, stop = opening_agencies(passage.text, agencies)
    acts = row and _ACTS_BELOW.match(passage.text[stop:].lstrip(" ,;"))
    return row if acts else ()


_ACTS_BELOW = re.compile(
    r"(?:(?:và )?các [^.;:]{3,60}? liên quan\s*,?\s*)?"
    r"(?:(?:căn cứ|theo)\s+(?:chức năng|nhiệm vụ|thẩm quyền)[^.;:]{0,60}?\s)?"
    r"(?:chủ trì|thực hiện|triển khai|tổ chức|có (?:trách nhiệm|nhiệm vụ)|"
    r"chịu trách nhiệm|tập trung)\b[^.;:]{0,120}:\s*$",
    re.IGNORECASE,
)


def heads_list(node: Node) -> bool:
    """Whether it is a heading with items below."""
    return node.kind is NodeKind.HEADING and bool(node.children)


def opens_list(node: Node) -> bool:
    """Whether it ends with a colon."""
    return node.passage.text.rstrip().endswith(":")


def has_duty(node: Node) -> bool:
    """Whether it ends so: "Giao Ban Quản lý … chỉ đạo các đơn vị … có trách nhiệm"."""
    return node.passage.text.strip(" :").casefold().endswith("trách nhiệm")
