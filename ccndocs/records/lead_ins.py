"""Lead-ins: paragraphs that order the items below, and whom they charge."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ccndocs.records.name_rows import BETWEEN_NAMES, opening_agencies
from ccndocs.types.mention import Agency, Mention
from ccndocs.types.tree import Node, Passage
from ccndocs.vi.cues import DIRECTS, DO_THESE
from ccndocs.vi.tables import word_lists
from ccndocs.vi.verbs import clear_verb_at

_WORDS = word_lists("item_words")

_LEAD_IN = re.compile(
    rf"(?:{_WORDS['ends_lead_in']})\b[^.]*:\s*$|"
    r"(?:yêu cầu|đề nghị|giao|thực hiện|triển khai)\b.*[.;,]\s(?:nội dung )?"
    r"(?:cụ thể|trong đó)(?: như sau| là)?\s*:\s*$|"
    r"\bcó (?:trách nhiệm|nhiệm vụ) (?:chủ trì|phối hợp)\b[^.;:]*:\s*$",
    re.IGNORECASE,
)
_CHARGED_IN_LEAD_IN = re.compile(
    rf"(?:yêu cầu(?: đối với)?|đề nghị|giao|chỉ đạo|{DIRECTS})"
    r"(?:\s+(?:các|đồng chí|cho|quý|"
    r"(?:các\s+)?(?:ông(?:,|/| và)?\s*\(?bà\)?|đ/c)))*\s*:?\s*$",
    re.IGNORECASE,
)
# "Đối với [Sở Nội vụ], đề nghị:"
_AS_FOR = re.compile(r"(?:^|[.;]\s)\s*đối với(?:\s+các)?\s*$", re.IGNORECASE)
# "… đưa ra yêu cầu về việc giữ rừng đối với [các sở, UBND các xã] như sau:"; "yêu cầu
# kỹ thuật đối với …", "tồn tại, yêu cầu khắc phục đối với …" charge nobody
_REQUIRED_OF = re.compile(
    r"\b(?:(?:đưa ra|có|đề ra|nêu(?: rõ)?)\s+(?:các\s|một số\s|ý kiến\s)?"
    r"(?:yêu cầu|chỉ đạo|nhiệm vụ)|giao nhiệm vụ)\b[^.;:]{0,160}"
    r"\bđối với(?:\s+các)?\s*$",
    re.IGNORECASE,
)
_THESE = re.compile(r"\b(?:như sau|sau đây|sau)\s*:\s*$", re.IGNORECASE)
_ASKED = re.compile(r",?\s*(?:yêu cầu|đề nghị)\b[^,;.]{0,40}:\s*$", re.IGNORECASE)
# "Sở Y tế gửi các Trung tâm Y tế … thực hiện một số nội dung công việc sau:"
_SENT_TO = re.compile(r"\bgửi(?:\s+(?:đến|tới|các))*\s*$", re.IGNORECASE)
# "… đề nghị Sở A [khẩn trương chỉ đạo] các đơn vị thực hiện …": work of Sở A.
_PASSES_ON = re.compile(r"^[^.;:]*\bchỉ đạo(?:\s+(?:các|những))?\s*$", re.IGNORECASE)


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
    r"(?:\s(?:khu vực|vùng|thuộc|ở)\s[^,.;:]{2,50})?"
    r"\s*,?\s*(?:(?:đặc biệt|nhất|trước hết) là|và (?:hệ thống )?các (?:cơ quan|đơn vị|"
    r"tổ chức|lực lượng|doanh nghiệp|sở|ban|ngành|địa phương))\s",
    re.IGNORECASE,
)


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
        if row and BETWEEN_NAMES.match(text[row[-1].span.stop : mention.span.start]):
            row.append(mention)
        elif _charges(text[: mention.span.start], text) or (
            _POST.match(mention.value.name)
            and _POSTS_BEFORE.search(text[: mention.span.start])
        ):
            if row and _PASSES_ON.search(text[row[-1].span.stop : mention.span.start]):
                continue
            row = [mention]
    return tuple(row)


# "… đề nghị giám đốc các bệnh viện, [giám đốc Sở Y tế các tỉnh] triển khai:"
_HEADS = r"(?:giám đốc|thủ trưởng|hiệu trưởng|chủ tịch|viện trưởng|trưởng)"
_POST = re.compile(rf"{_HEADS}\s", re.IGNORECASE)
_POSTS_BEFORE = re.compile(
    rf"(?:yêu cầu|đề nghị|giao)\s+(?:các\s+)?{_HEADS}\s[^.;:]{{3,140}},\s*$",
    re.IGNORECASE,
)


def _charges(before: str, text: str) -> bool:
    """Whether the words before a name charge it."""
    if _CHARGED_IN_LEAD_IN.search(before):
        return True
    if _AS_FOR.search(before):
        return bool(_ASKED.search(text))
    if _REQUIRED_OF.search(before):
        return bool(_THESE.search(text))
    return bool(_SENT_TO.search(before) and DO_THESE.search(text))


def acting_in_lead_in(
    passage: Passage, agencies: Sequence[Mention[Agency]]
) -> tuple[Mention[Agency], ...]:
    """Who opens a lead-in that says he acts: "[Sở A, Sở B] chủ trì thực hiện:"."""
    start = _SO.match(passage.text)
    opened = passage.text[start.end() :] if start else passage.text
    at = len(passage.text) - len(opened)
    row, stop = opening_agencies(" " * at + opened, agencies)
    acts = row and _ACTS_BELOW.match(passage.text[stop:].lstrip(" ,;:"))
    return row if acts else ()


_SO = re.compile(
    r"\s*(?:theo đó|do đó|vì vậy|do vậy|trên cơ sở đó|trước mắt),\s+", re.IGNORECASE
)


def sets_all_to_work(
    passage: Passage, agencies: Sequence[Mention[Agency]]
) -> tuple[Mention[Agency], ...]:
    """All of a level told what to do below: "Theo đó, [UBND các xã] tập trung …:"."""
    row = acting_in_lead_in(passage, agencies)
    plural = row and all(" các " in m.value.name for m in row)
    return row if plural and _THESE_BELOW.search(passage.text) else ()


_THESE_BELOW = re.compile(
    r"\s(?:tập trung|khẩn trương|chủ động)\s(?![^:]*\bđã\b)[^.;:]{0,80}"
    r"\b(?:nội dung|nhiệm vụ|công việc|giải pháp)\b[^.;:]{0,25}\bsau(?: đây)?:\s*$",
    re.IGNORECASE,
)


def bound_in_lead_in(
    passage: Passage, agencies: Sequence[Mention[Agency]]
) -> tuple[Mention[Agency], ...]:
    """Whose duty the last sentence of a lead-in says the list is.

    "… thực hiện ngay các việc. Trong đó, [Sở A] có nhiệm vụ chủ trì, phối hợp với …:"
    """
    begin = max((m.end() for m in _SENTENCE.finditer(passage.text)), default=0)
    among = _AMONG.match(passage.text, begin)
    at = among.end() if among else begin
    row: list[Mention[Agency]] = []
    for mention in sorted(agencies, key=lambda m: m.span.start):
        if mention.span.start >= at and BETWEEN_NAMES.match(
            passage.text[at : mention.span.start]
        ):
            row.append(mention)
            at = mention.span.stop
    return tuple(row) if row and _BOUND.match(passage.text, at) else ()


_SENTENCE = re.compile(r"[.;]\s+(?=[A-ZĐÂÔƯ])")
_AMONG = re.compile(
    r"(?:Trong đó|Theo đó|Cụ thể|Đồng thời|Ngoài ra|Riêng),?\s+(?:các\s)?"
)
_BOUND = re.compile(
    r"\s*,?\s*(?:có|chịu) (?:trách nhiệm|nhiệm vụ)\s(?:chủ trì|phối hợp|chỉ đạo|"
    r"tổ chức|thực hiện|triển khai|tập trung)\b[^.;:]{0,200}:\s*$"
)


_ACTS_BELOW = re.compile(
    r"(?:là (?:các )?(?:cơ quan|đơn vị) [^.;:]{3,80},\s)?"
    r"(?:(?:và )?các [^.;:]{3,60}? liên quan\s*,?\s*)?"
    r"(?:(?:căn cứ|theo)\s+(?:chức năng|nhiệm vụ|thẩm quyền)[^.;:]{0,60}?\s)?"
    r"(?:chủ trì|thực hiện|triển khai|tổ chức|có (?:trách nhiệm|nhiệm vụ)|"
    r"chịu trách nhiệm|tập trung)\b"
    # "phối hợp với các bộ; [các sở, ngành] thực hiện …:": partners in a row
    r"(?:[^.;:]|;(?=\s(?:và\s)?(?:các|UBND|Ủy ban|Sở|Bộ|Ban|Công an|Cục)\s)){0,160}"
    r":\s*$",
    re.IGNORECASE,
)


def opens_list(node: Node) -> bool:
    """Whether it ends with a colon."""
    return node.passage.text.rstrip().endswith(":")
