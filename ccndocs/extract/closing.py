"""Doers that an item names at its end: "(Khoa Dược)", "- Tổ Văn phòng, kế toán".

Schools, hospitals, cooperatives and offices tell the work first and who does it last,
in brackets or behind a dash. Nothing but doers, what part each has and when may stand
there; a document that does so once and again is believed where a lone bracket is not:
"Nộp hồ sơ tại bộ phận một cửa (Văn phòng)" says where.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ccndocs.extract.doers import LABEL, Doer, read_doers
from ccndocs.extract.heading_doers import HEADING_RULE, doers_above
from ccndocs.extract.subject.head import head_at
from ccndocs.types.mention import Agency, Assignment, Mention, Role
from ccndocs.types.tree import Node, NodeKind, Passage, Tree
from ccndocs.vi import lazy_re as re
from ccndocs.vi.cues import OF_WHAT, ORDER_PREFIX
from ccndocs.vi.letters import CAPITALS
from ccndocs.vi.tables import word_lists
from ccndocs.vi.verbs import opens_with_verb

V = TypeVar("V")

RULE = "closing_doer"
_WORDS = word_lists("role_words")
_NO_ITEMS = frozenset({NodeKind.ROLE_LINE, NodeKind.TABLE})
_BELOW = frozenset({NodeKind.ROLE_LINE, NodeKind.PARAGRAPH})

_BRACKET = re.compile(r"(?<=\S)\s*\((?P<who>[^()]{2,220})\)(?=\s*(?:[.;,/]|$|[a-zđ]))")
_DASH = re.compile(r"(?<=[^\s:])\s+[-–—]\s+(?=[^\s\d])")
_LAST = re.compile(r"[\s.;/]*$")


@dataclass(frozen=True, slots=True)
class _Tail:
    """What stands at the end of an item: its doers, and how plainly they are told."""

    passage: Passage
    form: str  # "bracket" or "dash"
    start: int
    stop: int
    doers: tuple[Doer, ...]
    plain: bool  # names alone, no word of what they do or when

    @property
    def work(self) -> str:
        """The words before it."""
        return self.passage.text[: self.start].strip()


def with_closing_doers(
    tree: Tree,
    agencies: Sequence[Mention[Agency]],
    assigned: Sequence[Mention[Assignment]],
) -> list[Mention[Assignment]]:
    """The assignments of a document, with those that items make at their end.

    What was read of a tail before gives way to what is read there now.
    """
    named, own = _by_passage(agencies), _by_passage(assigned)
    tails = [tail for node in tree.nodes() for tail in _tails(node, named, own)]
    often = len({tail.passage.id for tail in tails})
    taken = [tail for tail in tails if _believed(tail, often)]
    inside = {tail.passage.id: tail for tail in taken}
    kept = [
        m for m in assigned if not _stands_in(m, taken if m.passage in inside else ())
    ]
    told = [_mention(tail, doer) for tail in taken for doer in tail.doers]
    for node in tree.nodes():
        heads = doers_above(node, named.get(node.passage.id, ()))
        if heads:
            if heads[0].rule == HEADING_RULE:
                kept = [m for m in kept if m.passage != node.passage.id]
            told += heads
    return sorted([*kept, *told], key=lambda m: (m.passage, m.span.start))


def _by_passage(mentions: Iterable[Mention[V]]) -> dict[int, list[Mention[V]]]:
    found: dict[int, list[Mention[V]]] = defaultdict(list)
    for mention in mentions:
        found[mention.passage].append(mention)
    return found


def _stands_in(mention: Mention[Assignment], tails: Sequence[_Tail]) -> bool:
    return any(
        mention.passage == tail.passage.id
        and tail.start <= mention.span.start < tail.stop
        for tail in tails
    )


def _mention(tail: _Tail, doer: Doer) -> Mention[Assignment]:
    value = Assignment(doer.agency, doer.role)
    return Mention(tail.passage.id, doer.span, value, RULE, 0.85)


def _tails(
    node: Node,
    agencies: Mapping[int, Sequence[Mention[Agency]]],
    assigned: Mapping[int, Sequence[Mention[Assignment]]],
) -> list[_Tail]:
    """The tails of an item that names no doer before them."""
    passage = node.passage
    lone = all(child.kind in _BELOW for child in node.children)
    if node.kind in _NO_ITEMS or not lone or _NO_WORK.match(passage.text.strip()):
        return []
    named = agencies.get(passage.id, ())
    tails = (
        _brackets(passage, named)
        or _dashed(passage, named)
        or _behind_colon(passage, named)
        or _done_by(passage, named)
    )
    if not tails:
        return []
    first = tails[0].start
    own = list(assigned.get(passage.id, ()))
    if any(m.rule == "by_inner_label" for m in own):
        return []  # "(Chủ trì: Sở A; phối hợp: Sở B)" is read by its labels
    if own and tails[0].form == "agent":
        return []
    own = [m for m in own if m.span.start < first]
    charged = any(m.value.role is not Role.COORDINATE for m in own)
    return [] if charged or not _is_work(tails[0], named) else tails


def _brackets(passage: Passage, named: Sequence[Mention[Agency]]) -> list[_Tail]:
    """The brackets with doers, if the item ends with one."""
    tails: list[_Tail] = []
    for found in _BRACKET.finditer(passage.text):
        read = read_doers(passage, named, found.start("who"), found.end("who"))
        if read is not None:
            span = (found.start(), found.end())
            tails.append(_Tail(passage, "bracket", *span, *read))
    rest = passage.text[tails[-1].stop :] if tails else ""
    return tails if _LAST.match(rest) or _WHEN_BEHIND.match(rest) else []


# "Cân trẻ lần 2 (y tế, GVCN) ngày 15/10.": when stands behind who
_WHEN_BEHIND = re.compile(
    rf"[\s,;:–-]*(?:ngày|tuần|tháng|hạn|xong|(?:{_WORDS['opens_a_time']}))\s[^.;()]{{1,60}}"
    r"\W*$",
    re.IGNORECASE,
)


def _dashed(passage: Passage, named: Sequence[Mention[Agency]]) -> list[_Tail]:
    """The doers behind the first dash that nothing but doers follows."""
    text = passage.text
    last = _LAST.search(text)
    stop = last.start() if last else len(text)
    for dash in _DASH.finditer(text, 0, stop):
        if any(m.span.start < dash.start() < m.span.stop for m in named):
            continue
        read = read_doers(passage, named, dash.end(), stop)
        if read is not None:
            return [_Tail(passage, "dash", dash.start(), stop, *read)]
    return []


def _behind_colon(passage: Passage, named: Sequence[Mention[Agency]]) -> list[_Tail]:
    """The doers behind the one colon: "Liên hệ cựu học sinh: Đoàn trường"."""
    text = passage.text
    colon = _COLON.match(text)
    last = _LAST.search(text)
    label = _LABELS.match(text)
    if label and (label["more"] is None or not opens_with_verb(text)):
        return []
    if colon is None or OF_WHAT.search(colon[0]) or ORDER_PREFIX.match(text.strip()):
        return []
    stop = last.start() if last else len(text)
    label = _INNER_LABEL.search(colon[0])
    inner = label is not None and LABEL.match(colon[0], label.end())
    start = label.end() if label and inner else colon.end()
    read = read_doers(passage, named, start, stop)
    if read is None or read[0][0].span.start != colon.end():
        return []
    return [_Tail(passage, "colon", colon.end() - 1, stop, *read)]


# "Tổ chức hội thao. [Thực hiện:] Đoàn xã": the label says what part he has
_INNER_LABEL = re.compile(r"[.;]\s+(?=[^.;:]{4,40}:\s*$)")
_COLON = re.compile(r"[^:]{6,160}:\s+(?=\S)")
# "Đối tượng: giáo viên", "Chủ đầu tư: Công ty A": labels of a form
_LABELS = re.compile(
    rf"\W*(?:{_WORDS['labels_of_names']})(?P<more>(?:\s[^\s:]+){{1,3}})?\s*:",
    re.IGNORECASE,
)


def _done_by(passage: Passage, named: Sequence[Mention[Agency]]) -> list[_Tail]:
    """Who does a piece of work that is no sentence: "Trang trí do Tổ Mỹ thuật lo"."""
    text = passage.text
    for found in _DO.finditer(text):
        stop = _CLAUSE_END.search(text, found.end())
        end = stop.start() if stop else len(text)
        told = _MADE_THEN.search(text, found.end(), min(end + 20, len(text)))
        read = None if told else read_doers(passage, named, found.end(), end)
        if read is not None and not read[1] and read[0][0].role is Role.LEAD:
            return [_Tail(passage, "agent", found.start(), end, *read)]
    return []


# "hồ sơ do Công ty A lập tháng 11 năm 2025": what has been made
_MADE_THEN = re.compile(r"\s(?:từ |vào )?(?:ngày|tháng|năm)\s+\d")
_DO = re.compile(r"(?<=[\w,;])\s+do\s+(?=\S)")
_CLAUSE_END = re.compile(r"[,;.:](?=\s|$)")


def _is_work(tail: _Tail, named: Sequence[Mention[Agency]]) -> bool:
    """Whether the words before it tell work; "Bà A - Kế toán" tells of a person."""
    work = tail.work
    few = 1 if tail.form in ("colon", "agent") else _FEWEST
    if len(work.split()) < few or _NO_WORK.match(work):
        return False
    if tail.form == "agent":
        work = _CLAUSES.split(work)[-1]  # "…, xe chở do Tổ môi trường lo"
        long = len(work.split()) > _TITLE_WORDS or _FOUNDS.match(work)
        made = (opens_with_verb(work) and long) or _DONE.search(work)
        heads = _HEADS_BODY.search(tail.passage.text, tail.start, tail.stop)
        return len(work.split()) <= _MATTER and not (made or heads)
    names = _PERSON.match(work) or _ALL_CAPITALS.fullmatch(work)
    body = any(m.span.start == 0 for m in named) or head_at(work, 0) is not None
    return not (names or (body and not opens_with_verb(work)))


_CLAUSES = re.compile(r"[,;:]\s*")
_TITLE_WORDS = 4  # "Tổng vệ sinh do …"; "Tham gia mạng lưới do Sở A điều phối" is work
_FOUNDS = re.compile(r"(?:thành lập|kiện toàn|tham gia|theo|sử dụng)\b", re.IGNORECASE)
_MATTER = 14  # words of what somebody does: "Phần dự toán"
# "Tổ công tác do Chủ tịch làm Tổ trưởng": what a body is like
_HEADS_BODY = re.compile(
    r"\slàm\s+(?:\w+ )?(?:trưởng|chủ|thành viên|ủy viên|phó)", re.I
)
_DONE = re.compile(
    r"\b(?:trước đây|đã|được|theo|số liệu|quy định|nguyên nhân|là|bị)\b", re.I
)
_FEWEST = 3  # words of an order: "Thu học phí"
_PERSON = re.compile(r"(?:đồng chí|đ/c|ông|bà|thầy|cô|bác sĩ|ths|ts|pgs|gs)\b", re.I)
_ALL_CAPITALS = re.compile(rf"(?:[{CAPITALS}][\w.]*\s*)+(?:\([^()]*\))?")
# "Họp giao ban - toàn thể viên chức": who is to be there, and what is no order
_NO_WORK = re.compile(rf"(?:{_WORDS['attended']})(?!\w)", re.IGNORECASE)


def _believed(tail: _Tail, often: int) -> bool:
    """Whether the end of an item says who does it.

    Alone only behind an order that names no place or body right before.
    """
    order = opens_with_verb(tail.work)
    if tail.plain and (_EXPLAINED.search(tail.work) or _OF_STAFF.match(tail.work)):
        return False
    if often >= _OFTEN or tail.form == "agent":
        return True
    if tail.form == "colon":
        return order
    if not order:
        return False
    if not tail.plain:
        return True
    if tail.form == "dash" and not tail.doers[0].agency.known:
        # "hải quan – xuất nhập khẩu": small letters may be half of a word
        told = tail.passage.text[tail.start :].lstrip(" –—-")
        told = _PERSON.sub("", told, count=1).lstrip()
        return told[:1].isupper() and _WHERE.search(tail.work) is None
    inner = all(_INNER.match(d.agency.name) for d in tail.doers)
    return inner and _WHERE.search(tail.work) is None


_OFTEN = 2  # items of one document that end so
# "… tại hội trường", "nộp về phòng chuyên môn": what a bracket explains
_WHERE = re.compile(
    r"(?:^|\s)(?:tại|ở|qua|với|gửi|đến|gặp|liên hệ)\s[^,;.]*$|"
    r"(?:nộp|gửi|chuyển|đăng ký|báo)\s[^,;.]*?về\s[^,;.]*$",
    re.IGNORECASE,
)
# "… tại xã bạn (Hội Nông dân xã A)", "… theo Hướng dẫn số 12 (Ban B)": which one it is
_EXPLAINED = re.compile(
    r"\s(?:cho|của|thuộc|về|tại|ở|qua|với|gửi|đến)\s+(?:các\s+)?"
    rf"(?:{_WORDS['explained_by_a_place']})(?:\s[^\s,;.:()]+){{0,3}}$|"
    rf"\b(?:{_WORDS['explained_by_a_text']})(?: số)? \d[\w/.-]*$|"
    rf"(?<!giáo)[,\s](?:{_WORDS['explained_alone']})$"
)
# "Tuyển dụng các vị trí còn thiếu (giáo viên, kế toán)": whom the work is about
_OF_STAFF = re.compile(
    rf"(?:{_WORDS['staffing']})\b.*\b(?:{_WORDS['staff']})(?:\s[^\W\d]+){{0,4}}\W*$",
    re.IGNORECASE,
)
_INNER = re.compile(rf"(?:{_WORDS['opens_an_inner_unit']})(?!\w)")
