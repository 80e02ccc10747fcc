"""Which agencies of a passage stand in one row: "Sở A, Sở B và UBND các huyện"."""

from __future__ import annotations

from collections.abc import Sequence

from ccndocs.extract.role.agents import asks_behind
from ccndocs.extract.role.grounds import AT_REQUEST, CITED
from ccndocs.extract.role.group import CASE_FRONT, OBJECT, last_stop
from ccndocs.extract.role.partners import JOINED, ROLE_BEHIND, WITH, role_of_words
from ccndocs.types.mention import Agency, Mention
from ccndocs.vi import lazy_re as re
from ccndocs.vi.letters import CAPITALS
from ccndocs.vi.verbs import clear_verb_at, starts_with_verb

# "đồng chí Lê Văn Mão - [Giám đốc Sở A]": who holds the post that is named behind it
_PERSON = re.compile(
    rf"(?:các )?(?:[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à):?\s+"
    rf"(?:[{CAPITALS}]\w*\s+){{1,4}}[{CAPITALS}]\w*\s*[-–,]\s+$"
)


def without_person(before: str) -> str:
    """The words before a post, less the name of the one who holds it."""
    return _PERSON.sub("", before)


_SEPARATOR = re.compile(
    r"^\s*(?:\([^()]{0,60}\)\s*)?"
    r"(?:(?:(?:của|thuộc|(?:đóng )?trên địa bàn)\s)?"
    r"(?:trung ương|tỉnh|thành phố|thủ đô|huyện|xã|phường)"
    r"\s*(?=[,;]|và\s))?(?:[,;/&–-]|và|hoặc|cùng với|cùng)?\s*"
    r"(?:(?:và|với|cùng với|cùng|các|cả|lãnh đạo)\s+)*$",
    re.IGNORECASE,
)


def in_rows(
    text: str, agencies: Sequence[Mention[Agency]], label: str | None = None
) -> list[list[Mention[Agency]]]:
    """Agencies in a row; one that takes up what served before starts a new group.

    So does the one behind the stroke of "Chủ trì/phối hợp: Sở A/Sở B".
    """
    stroke = _stroke(text, agencies) if label == "agencies" else None
    groups: list[list[Mention[Agency]]] = []
    for agency in agencies:
        if groups:
            last = groups[-1][-1].span
            gap = (
                text[last.stop : agency.span.start]
                if agency.span.start >= last.stop
                else ""
            )
            gap = without_person(gap)
            apart = stroke is not None and last.stop <= stroke < agency.span.start
            apart = apart or (label is not None and _helps_behind(text, agency, gap))
            if not apart and _in_row(text, groups[-1], agency, gap):
                groups[-1].append(agency)
                continue
        groups.append([agency])
    return groups


def _helps_behind(text: str, agency: Mention[Agency], gap: str) -> bool:
    """Whether a line's next part only helps: "Sở A; [Sở B, Sở C] cùng góp công"."""
    if gap.strip() != ";":
        return False
    return _HELPS.match(text, agency.span.start) is not None


_HELPS = re.compile(
    r"[^.;:()]{3,200}?\s(?:phối hợp(?! với| cùng)|cùng (?:góp|làm|thực hiện|tham gia|"
    r"phối hợp|hỗ trợ|đóng góp|chung tay)|hỗ trợ|tham gia)\b[^.;:()]{0,60}(?:[.;]|$)"
)


def _stroke(text: str, agencies: Sequence[Mention[Agency]]) -> int | None:
    """The place of the one stroke between agencies, none if there are several."""
    found = [
        at
        for at, mark in enumerate(text)
        if mark == "/" and not any(m.span.start <= at < m.span.stop for m in agencies)
    ]
    return found[0] if len(found) == 1 else None


def _in_row(
    text: str, row: Sequence[Mention[Agency]], agency: Mention[Agency], gap: str
) -> bool:
    if row[-1].value.collective and _spells_out(text, agency, gap):
        return True
    if gap.strip() in (",", ";", "và") and _is_field(text, agency):
        return True  # "yêu cầu các Bộ: Tài chính; [Xây dựng]; [Tư pháp] rà soát"
    if gap.strip() == "lãnh đạo":
        return False  # "Đảng ủy UBND xã lãnh đạo UBND xã ban hành …": a verb
    start, stop = row[0].span.start, agency.span.stop
    again = row[-1].value.name == agency.value.name and gap.strip() in (",", ";")
    if again and starts_with_verb(text[stop : stop + 200]):
        return False  # "chủ đầu tư báo UBND xã; UBND xã báo cáo Sở A"
    before = text[max(0, start - 200) : start]
    if gap.strip() == ";" and (_is_served(before) or _is_worked_on(text, start)):
        # "… cho Sở A; Sở A xếp hạng": the second is a subject.
        return not (starts_with_verb(text[stop : stop + 200]) or _act(text, stop))
    if JOINED.match(gap) or (gap.strip() == "," and _acts_in_case(text, row, agency)):
        return False
    if gap.strip() == "," and asks_behind(before, agency, text[stop:]):
        return False
    acts = gap.strip() == "," and starts_with_verb(text[stop : stop + 200])
    if acts and AT_REQUEST.search(before):
        return False  # "Trên cơ sở đề nghị của Sở A, [Sở B] rà soát"
    bracket = ROLE_BEHIND.match(gap)
    if bracket is not None and role_of_words(bracket[1]) is not None:
        return False  # "Sở A (chủ trì); Sở B (phối hợp)"
    return bool(_SEPARATOR.match(gap))


def _is_served(before: str) -> bool:
    """Whether a row is told to be served, rather than asked or joined to another."""
    asked = WITH.search(before) or _ASKED.search(before)
    return asked is None and OBJECT.search(before) is not None


def _is_worked_on(text: str, start: int) -> bool:
    """Whether a verb that charges nobody stands right before a row.

    "Chỉ đạo, định hướng [các cơ quan báo chí]; Báo A mở chuyên mục".
    """
    before = text[last_stop(text[:start]) : start].rstrip()
    verb = _LAST_WORDS.search(before)
    asked = _ASKED.search(before + " ") or WITH.search(before + " ")
    return (
        verb is not None
        and asked is None
        and clear_verb_at(before.lower(), verb.start())
    )


_LAST_WORDS = re.compile(r"(?<=\s)\w+ \w+(?= các$|$)|^\w+ \w+(?= các$|$)")


# "Đề nghị [Mặt trận và các đoàn thể; Hội Luật gia] tuyên truyền": all are asked
_ASKED = re.compile(
    r"(?:^|[.:]\s+|\d\.\s+)(?:đề nghị|yêu cầu|giao|phân công)(?: các)?\s*$",
    re.IGNORECASE,
)


def _act(text: str, stop: int) -> bool:
    """Whether a verb stands behind the row that goes on: "[Sở A] và Sở B rà soát"."""
    row = _AND_MORE.match(text, stop)
    return row is not None and any(
        clear_verb_at(text, word.start())
        for word in re.finditer(r"(?<=\s)[^\s,.;:()]+", text[: row.end()])
        if word.start() > stop
    )


_AND_MORE = re.compile(rf"\s*(?:,|và)\s+[{CAPITALS}][^.;:()]{{4,80}}")


# "…, Sở A đề nghị [Sở B, Sở C] cử người"; "Thông tư liên tịch của [Bộ A, Bộ B]"
_ASKS_ROW = re.compile(
    r"(?:đề nghị|yêu cầu|giao|phân công|mời|chỉ đạo)(?: các)?$|phối hợp|"
    r",[^,]*\b(?:đề nghị|yêu cầu|giao|phân công)\b|"
    r"liên (?:tịch|ngành|sở)",
    re.IGNORECASE,
)


def _acts_in_case(
    text: str, row: Sequence[Mention[Agency]], agency: Mention[Agency]
) -> bool:
    """Whether a case ends at the comma: "Khi có yêu cầu của Sở A, [Sở B] rà soát"."""
    start, stop = row[0].span.start, agency.span.stop
    begin = last_stop(text[:start])
    case = text[begin:start].strip(" -+")
    if not case or case.endswith(",") or _ASKS_ROW.search(case):
        return False
    fronted = CITED.search(text[max(0, start - 200) : start]) or CASE_FRONT.match(
        text[begin : agency.span.start]
    )
    return bool(fronted) and starts_with_verb(text[stop : stop + 200])


def _spells_out(text: str, agency: Mention[Agency], gap: str) -> bool:
    """Whether names say who a group is: "các đơn vị liên quan: Công an tỉnh, …".

    So in a bracket behind which the order goes on: "các cơ quan ngành dọc (Thuế tỉnh,
    Kho bạc Nhà nước) phối hợp …".
    """
    if _SPELLED_OUT.fullmatch(gap):
        return True
    if _BRACKET.fullmatch(gap) is None or agency.value.collective:
        return False
    rest = _MEMBERS.match(text, agency.span.stop)
    return rest is not None and starts_with_verb(text[rest.end() : rest.end() + 200])


_BRACKET = re.compile(r"(?:\s[a-zà-ỹđ]+){0,4}\s*\((?:gồm|như)?:?\s*")
# ", Kho bạc Nhà nước khu vực, Báo A) "
_MEMBERS = re.compile(rf"(?:\s*(?:,|;|và)\s+[{CAPITALS}][^(),;]{{3,70}})+\)\s+")


def _is_field(text: str, agency: Mention[Agency]) -> bool:
    """Whether a name of a list leaves its head out, so that it is no subject alone."""
    head = agency.value.name.partition(" ")[0]
    return agency.rule == "agency elliptic" and not text.startswith(
        head, agency.span.start
    )


# "các cơ quan báo chí [Thành phố:] Đài …"
_SPELLED_OUT = re.compile(
    r"\s*(?:(?:của |thuộc )?(?:thành phố|tỉnh|trung ương|thủ đô|huyện|xã|phường))?"
    r"\s*:\s*",
    re.IGNORECASE,
)
