"""Parts of role lines and headings: whom a list names though no table does.

"Đơn vị phối hợp: Công an phường; Trưởng các khu phố": the second is in no table, but
a head word of bodies or people opens it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ccndocs.extract.subject.finder import NO_NAME
from ccndocs.extract.subject.head import Head, head_at
from ccndocs.extract.subject.name import mention_of
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Agency, Mention
from ccndocs.types.tree import Passage
from ccndocs.vi import lazy_re as re
from ccndocs.vi.bodies import opens_with_body
from ccndocs.vi.cues import OF_FIELD
from ccndocs.vi.labels import role_label
from ccndocs.vi.tables import word_lists
from ccndocs.vi.verbs import clear_verb_at

_WORDS = word_lists("agency_words")

_WORD = re.compile(r"\S+")
_PART_OF_HOUSE = (
    r"(?:Phòng|Chi cục|Cục|Vụ|Trung tâm|Trạm|Đội|Bộ phận|Viện|Bệnh viện|Thanh tra)"
)
_HOUSE = r"(?:Sở|Bộ|UBND|Ủy ban nhân dân|Công an|Cục|Huyện ủy|Tỉnh ủy|Tổng cục)\b"
_PARENT = re.compile(
    rf"\W*{_PART_OF_HOUSE}\b[^()]+\((?=(?:thuộc )?{_HOUSE})[^()]+\)\W*$"
)
_OPENS_BRACKET = re.compile(r"\s*\((?:thuộc )?")


def without_labels(
    passage: Passage, agencies: Sequence[Mention[Agency]]
) -> list[Mention[Agency]]:
    """The agencies of a passage, less the words of labels inside it.

    "… (Cơ quan, đơn vị chủ trì: Sở A)": "Cơ quan, đơn vị" is nobody.
    """
    return [m for m in agencies if not _in_label(m, passage.text)]


def _in_label(mention: Mention[Agency], text: str) -> bool:
    opens = _OPENS_LABEL.search(text, 0, mention.span.start)
    if not mention.value.collective or opens is None:
        return False
    label = role_label(text[mention.span.start :])
    return label is not None and len(label.words) > len(mention.span.of(text))


_OPENS_LABEL = re.compile(r"(?:^|[(;.])\s*$")


def without_parent(
    passage: Passage, agencies: Sequence[Mention[Agency]]
) -> list[Mention[Agency]]:
    """The agencies of a passage, less those that a bracket says to be above another.

    "Phòng Quản lý công nghiệp (Sở Công Thương)": the duties are the first one's; so
    they are in a row: "Cục Thú y (Bộ Nông nghiệp và Môi trường), Sở Y tế".
    """
    if not agencies:
        return []
    if _PARENT.match(passage.text):
        bracket = passage.text.index("(")
        return [m for m in agencies if m.span.start < bracket]
    return [m for m in agencies if not _is_above(m, agencies, passage.text)]


def _is_above(
    mention: Mention[Agency], agencies: Sequence[Mention[Agency]], text: str
) -> bool:
    """Whether it alone fills the bracket right behind a body that is part of it."""
    if not text[mention.span.stop :].lstrip().startswith(")"):
        return False
    if not re.compile(_HOUSE).match(mention.value.name):
        return False
    return any(
        _OPENS_BRACKET.fullmatch(text, m.span.stop, mention.span.start)
        and re.compile(_PART_OF_HOUSE).match(m.value.name)
        for m in agencies
        if m.span.stop < mention.span.start
    )


def without_units(
    passage: Passage, agencies: Sequence[Mention[Agency]]
) -> list[Mention[Agency]]:
    """The agencies of a role line, less the unit that a bracket names behind its house.

    "Sở Tài chính (Trung tâm Xúc tiến đầu tư)": the duty is the house's.
    """
    return [m for m in agencies if not _is_unit(m, agencies, passage.text)]


def _is_unit(
    mention: Mention[Agency], agencies: Sequence[Mention[Agency]], text: str
) -> bool:
    """Whether it alone fills the bracket right behind a house that it is part of."""
    if not re.compile(_UNIT_OF_HOUSE).match(mention.value.name):
        return False
    if not text[mention.span.stop :].lstrip().startswith(")"):
        return False
    return any(
        _OPENS_BRACKET.fullmatch(text, m.span.stop, mention.span.start)
        and re.compile(_HOUSE).match(m.value.name)
        for m in agencies
        if m.span.stop < mention.span.start
    )


_UNIT_OF_HOUSE = r"(?:Phòng|Chi cục|Trung tâm|Thanh tra|Văn phòng|Vụ|Cục|Ban|Bộ phận)\b"
_SMALL = (
    *("các ", "trưởng ", "tổ trưởng ", "già làng", "bí thư ", "đơn vị "),
    *("chủ đầu tư ", "chủ rừng", "chủ hồ", "chủ cơ sở", "chủ hộ"),
)
_PART = re.compile(r"[^,;\n]+")
_AND = re.compile(r"\s+và\s+(?=các\s|(\w))")
_COMRADE = re.compile(r"(?:các )?đ(?:/|ồng )c(?:hí)?:?\s+", re.IGNORECASE)
_SENTENCE = re.compile(r"[.:()]|chủ trì|phối hợp|thực hiện|trách nhiệm|nhiệm vụ")


def find_listed(
    passage: Passage, agencies: Sequence[Mention[Agency]]
) -> tuple[Mention[Agency], ...]:
    """The parts of a role line's value that no agency found covers, but a head opens.

    "Công an phường; Trưởng các khu phố" gives the second, if the first is found.
    """
    text = passage.text
    taken = sorted((m.span.start, m.span.stop) for m in agencies)
    begins = [start for start, _ in taken]
    found: list[Mention[Agency]] = []
    open_end = -1
    for start, stop in _parts(text):
        if start < open_end:
            continue  # within the field of the post before it
        part = text[start:stop]
        before = bisect_left(begins, stop)  # those that begin before the part ends
        if before and taken[before - 1][1] > start:
            open_end = -1
            continue
        near = bool(found) and start <= open_end + 3 and part[:1].islower()
        if near and " các " in f" {found[-1].value.name.casefold()}":
            found[-1] = _to(passage, found[-1], stop)
            open_end = stop
            continue
        shown = part[0].upper() + part[1:] if part.startswith(_SMALL) else part
        head = head_at(shown, 0)
        if head is None or not is_name(part, head):
            open_end = -1
            continue
        if head.kind in ("post", "person"):
            stop = _field_stop(text, stop)
        mention = mention_of(passage, start, stop, head.kind, "listed")
        if _INVESTOR.match(part):  # no office, so no table will ever know its name
            mention = replace(mention, value=replace(mention.value, known=True))
        found.append(mention)
        open_end = stop
    return tuple(found)


def _to(passage: Passage, last: Mention[Agency], stop: int) -> Mention[Agency]:
    """A group taken on to `stop`: "các trường mầm non[, tiểu học]"."""
    kind = "each" if last.value.collective else "post"
    return mention_of(passage, last.span.start, stop, kind, "listed")


_INVESTOR = re.compile(r"(?:các )?chủ đầu tư\b", re.IGNORECASE)


def _field_stop(text: str, stop: int) -> int:
    """Where a post ends with its field: "Phó Chủ tịch Thường trực[, phụ trách văn xã]".

    Up to the next of the list, which a head word opens: "… và Chánh Văn phòng".
    """
    if OF_FIELD.match(text, stop) is None:
        return stop
    field = _FIELD.match(text, stop)
    ends = field.end() if field else stop
    for joint in re.finditer(r"\s+và\s+(?=\S)", text[stop:ends]):
        if opens_with_body(text[stop + joint.end() : ends]):
            return stop + joint.start()
    return ends


_FIELD = re.compile(r",?\s+[^,.;:()\n]{8,90}(?=\s*(?:[,.;(\n]|$))")


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """The parts of a list, without the white space around them."""
    for piece in _PART.finditer(text):
        at = piece.start()
        ands = _AND.finditer(text, at, piece.end())
        cuts = [*(m for m in ands if not (m[1] and m[1].islower())), None]
        for cut in cuts:
            stop = cut.start() if cut else piece.end()
            part = text[at:stop]
            start = at + len(part) - len(part.lstrip(" \t-–+•"))
            comrade = _COMRADE.match(text, start, stop)
            start = comrade.end() if comrade else start
            part = text[start:stop].rstrip(" \t.:")
            if part:
                yield start, start + len(part)
            at = cut.end() if cut else stop


def is_name(part: str, head: Head, *, bare: bool = False) -> bool:
    """Whether a part is a name rather than a sentence; `bare`: a post alone is one."""
    rest = part[head.stop :]
    if NO_NAME.match(part) or len(part) > 90 or _SENTENCE.search(rest):
        return False
    if not rest.strip() and head.one and head.kind != "each":
        return bare and head.kind == "post"
    if head.kind in ("body", "person", "post") and _IN_CHARGE.match(rest):
        return True
    several = head.kind == "each" and opens_with_body(part[len("các ") :])
    if head.kind == "body" or several:  # "Đội quản lý trật tự đô thị": no sentence
        return len(part.split()) <= 10
    return not any(clear_verb_at(rest, w.start()) for w in _WORD.finditer(rest))


# "Cán bộ phụ trách lĩnh vực giám sát": which one, whatever the field is called
_IN_CHARGE = re.compile(
    r"\s*(?:phụ trách|theo dõi)\s+(?:lĩnh vực|công tác|mảng|chuyên môn|khối)\b"
)


def whole_parts(
    passage: Passage, agencies: Sequence[Mention[Agency]]
) -> list[Mention[Agency]]:
    """The agencies of a role line, those of no table taken to the end of their part.

    "Đội Quản lý vận hành lưới điện cao thế": the grammar stops at the small letters.
    """
    text = passage.text
    parts = list(_parts(text))
    found: list[Mention[Agency]] = []
    for agency in agencies:
        end = next((b for a, b in parts if a <= agency.span.start < b), None)
        whole = _with_field(text, agency) or _staff(text, parts, agency)
        if whole is not None:
            found.append(whole)
            continue
        rest = text[agency.span.stop : end] if end is not None else ""
        fields = _FIELDS.match(text, agency.span.stop)
        if fields and end is not None and not agency.value.known:
            end, rest = fields.end(), fields[0]
        inside = any(agency.span.stop <= m.span.start < (end or 0) for m in agencies)
        private = agency.rule == "agency private"
        goes_on = fields or (_OF_TRADE if private else _GOES_ON).fullmatch(rest)
        named = agency.value.known and not private
        known = named or agency.value.collective or inside
        if known or end is None or not goes_on:
            found.append(agency)
            continue
        span = Span(agency.span.start, end)
        name = agency.value.name + rest
        found.append(replace(agency, span=span, value=replace(agency.value, name=name)))
    return found


def _with_field(text: str, agency: Mention[Agency]) -> Mention[Agency] | None:
    """The post of an agency with its field: "Phó Chủ tịch UBND xã phụ trách văn xã"."""
    stop = agency.span.stop
    if agency.rule != "agency post" or (end := _field_stop(text, stop)) == stop:
        return None
    name = agency.value.name + text[stop:end].replace("\n", " ")
    span = Span(agency.span.start, end)
    return replace(agency, span=span, value=replace(agency.value, name=name))


def _staff(
    text: str, parts: Sequence[tuple[int, int]], agency: Mention[Agency]
) -> Mention[Agency] | None:
    """Staff of an agency, as written: "[cán bộ Văn phòng Đảng ủy], Công an xã"."""
    begin = max((a for a, _ in parts if a < agency.span.start), default=None)
    if begin is None or not _STAFF.fullmatch(text, begin, agency.span.start):
        return None
    span = Span(begin, agency.span.stop)
    name = " ".join(span.of(text).split())
    value = replace(agency.value, name=name[0].upper() + name[1:], current=None)
    return replace(agency, span=span, value=value, rule="agency staff")


_STAFF = re.compile(
    r"(?:các )?(?:chuyên viên|cán bộ|công chức|viên chức|nhân viên)"
    r"(?: cơ quan| của| thuộc)?\s+",
    re.IGNORECASE,
)


# "Trường Cán bộ quản lý [văn hóa, thể thao và du lịch]": fields to the line's end
_FIELDS = re.compile(
    r"(?:\s[a-zà-ỹđ]+){1,4}(?:,(?:\s(?!các\b|trưởng\b|đại\b)[a-zà-ỹđ]+){1,4}){1,3}"
    r"\svà(?:\s(?!các\b|trưởng\b|đại\b|đơn\b|cơ\b|địa\b)[a-zà-ỹđ]+){1,4}(?=\s*(?:[.;]|$))"
)
# One to seven small words that neither act nor explain: "… lưới điện cao thế"
_GOES_ON = re.compile(rf"(?:\s(?!(?:{_WORDS['ends_a_place']})\b)[a-zà-ỹđ]+){{1,7}}")
# "Chủ đầu tư [các dự án]", "Hợp tác xã [nông nghiệp các xã]"
_OF_TRADE = re.compile(
    r"(?:\s(?!(?:và|có|của|chủ|phối|thực|cùng|hỗ|là|để|theo|trên|tại|liên|tham)\b)"
    r"[a-zà-ỹđ]+){1,7}"
)
