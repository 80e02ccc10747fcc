"""Who issued: from the letterhead's names, else by proof in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ccndocs.structure.letterhead import Letterhead
from ccndocs.structure.rows import Row, cut, join
from ccndocs.types.tree import Field, Passage
from ccndocs.vi.fold import fold
from ccndocs.vi.issuers import issuer_name, place_case
from ccndocs.vi.letters import CAPITALS
from ccndocs.vi.names import is_surname
from ccndocs.vi.places import province_named
from ccndocs.vi.tables import folded_lists

_FOLDED = folded_lists("page_words")

_HEADS = re.compile(
    rf"(?:{_FOLDED['issuer_heads']}|uy$)"
    r"\b"
)
# Names that go on below: "… ỦY BAN / NHÂN DÂN", "VĂN PHÒNG / BỘ …"; a saved page breaks
# its line behind the first words: "VĂN / PHÒNG CHÍNH PHỦ", "THỦ TƯỚNG / CHÍNH PHỦ".
_OPEN = re.compile(
    rf"(?:\b(?:{_FOLDED['names_that_go_on']})|,|-|"
    r"^(?:tong |chi )?cuc|"
    r"^(?:uy|so|bo|van|hoi|kho|vien|tinh|thanh|huyen|dang|thu tuong))$"
)
# Bodies whose name is only whole with the one they belong to.
_PARTS_OF_PARENT = ("Ban Thường trực", "Ban Thường vụ", "Ban thường trực", "Văn phòng")
_COMMITTEES_OF_PARTY = ("Tỉnh ủy", "Thành ủy", "Huyện ủy", "Thị ủy", "Quận ủy")
_POSTS = {"chu tich": "Chủ tịch"}
_BELOW_PROVINCE = re.compile(
    r"(?:Sở|Ban|Văn phòng|Thanh tra|Công an|Chi cục|Trung tâm|Cục|Phòng|Hạt|Đội)\b"
)
_BELOW_DEPARTMENT = re.compile(r"Chi cục\b|.* tỉnh$")
_AREA = re.compile(r"\bKhu [Vv]ực (?=\d|[IVX]+$)|\bKhu [Vv]ực [IVX\d]+$")
_HAMLET = re.compile(r"(?:Thôn|Ấp|Bản|Xóm|Tổ dân phố|Khu phố|Buôn|Làng)\s")
_LOCALITY = re.compile(
    r"\b(?P<level>tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)\s+"
    rf"(?P<name>[{CAPITALS}]\w*(?:\s+[{CAPITALS}]\w*){{0,3}})"
)
_COMMITTEE = re.compile(
    r"(?:[ỦU][ỷyỶY] ban nhân dân|UBND|Uỷ ban nhân dân|Ủy ban nhân dân)\s+"
    r"(?P<level>tỉnh|Tỉnh|thành phố|Thành phố|huyện|quận|thị xã|xã|phường|đặc khu)\b"
    rf"(?P<name>(?:\s+[{CAPITALS}]\w*){{0,4}})"
)
_ACTS = re.compile(
    r"\s*(?:ban hành|yêu cầu|có ý kiến|thông báo|báo cáo|xây dựng|quyết định|đề nghị)"
)


def split_names(lines: Sequence[Passage]) -> list[Passage]:
    """Lines of a letterhead put together to names, the parent's first.

    "UBND TỈNH AN SƠN" / "SỞ CÔNG THƯƠNG" are two, "ỦY BAN NHÂN DÂN" / "TỈNH AN SƠN"
    is one.
    """
    groups: list[list[Passage]] = []
    for line in lines:
        key = fold(line.text)
        opens = bool(_HEADS.match(key)) and not key.startswith("nhan dan")
        if groups and (not opens or _OPEN.search(fold(groups[-1][-1].text))):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [join(group) for group in groups]


def _names_a_body(text: str) -> bool:
    """Whether a name begins as bodies do, unlike a page's heading "GÓP Ý VĂN BẢN"."""
    return bool(_HEADS.match(fold(text).removeprefix("chu tich ")))


def from_letterhead(
    lines: Sequence[Passage], place: str | None = None
) -> tuple[Field | None, Field | None]:
    """Parent and issuer named by a letterhead."""
    post = None
    if len(lines) > 1 and fold(lines[0].text) in _POSTS:
        post, lines = lines[0], lines[1:]
    names = split_names(lines)
    values = [issuer_name([name.text]) for name in names]
    if not names or values[-1] is None:
        return None, None
    issuer, passage, parent = values[-1], names[-1], None
    if len(names) > 1 and values[-2] is not None:
        above = values[-2]
        if len(values) > 2 and values[-3] is not None:
            above = _with_locality(above, values[-3])
        parent = Field(above, names[-2])
        if issuer in _PARTS_OF_PARENT or _is_board(issuer, above):
            if above in _COMMITTEES_OF_PARTY and place is not None:
                above = f"{above} {place}"
            return parent, Field(f"{issuer} {above}", join(names[-2:]))
        issuer = (
            _of_party(issuer, above)
            or _of_society(issuer, above)
            or _with_locality(issuer, above)
        )
    if issuer in _COMMITTEES_OF_PARTY and place is not None:
        issuer = f"{issuer} {place}"
    if post is not None:
        issuer = f"{_POSTS[fold(post.text)]} {issuer}"
        passage = join([post, passage])
    return parent, Field(issuer, passage)


def _of_party(name: str, parent: str) -> str | None:
    """A board of the Party's centre: "Ban Tổ chức Trung ương"."""
    is_central = parent.startswith("Ban Chấp hành Trung ương")
    return f"{name} Trung ương" if is_central and name.startswith("Ban ") else None


def _is_board(name: str, parent: str) -> bool:
    """Whether it is a board of the Party's local committee: "Ban Nội chính"."""
    is_local = parent.startswith((*_COMMITTEES_OF_PARTY, "Đảng ủy"))
    return (
        is_local and name.startswith(("Ban ", "Ủy ban Kiểm tra")) and "ủy" not in name
    )


_CHAPTER = re.compile(
    r"(?:Ban [Cc]hấp hành|BCH|Ban [Tt]hường vụ)\s+"
    r"(?P<of>(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|đặc khu)\s.+)"
)


def _of_society(name: str, parent: str) -> str | None:
    """A society's chapter: "Ban Chấp hành tỉnh An Sơn" of "Hội Nông dân Việt Nam"."""
    found = _CHAPTER.match(name)
    if found is None or not parent.startswith(("Hội ", "Đoàn ", "Liên hiệp ")):
        return None
    return f"{parent.removesuffix(' Việt Nam')} {found['of']}"


# "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH AN SƠN", "HỘI ĐỒNG NHÂN DÂN TỈNH AN SƠN KHÓA VI"
_OF_ALL_LAND = re.compile(
    r"(?:(?:TỔNG GIÁM ĐỐC|VIỆN TRƯỞNG|CHÁNH ÁN)\s+)?"
    r"(?P<name>(?:BẢO HIỂM XÃ HỘI|VIỆN KIỂM SÁT NHÂN DÂN|T(?:ÒA|OÀ) ÁN NHÂN DÂN)\s+"
    r"(?:VIỆT NAM|TỐI CAO))\s*$"
)
_DECIDES = re.compile(
    r"(?:CHỦ TỊCH\s+)?(?P<name>(?:[ỦU][ỶY] BAN|UỶ BAN|HỘI ĐỒNG) NHÂN DÂN\s+"
    r"(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\s+[^,(]+?)"
    r"\s*(?:[,(]|KHÓA|KHOÁ|NHIỆM KỲ|$)"
)


BODIES_OF_ALL_LAND = (
    "Bảo hiểm xã hội",
    "Viện kiểm sát nhân dân",
    "Tòa án nhân dân",
)
"""Issuers of which such a page has dropped "VIỆT NAM" or "TỐI CAO"."""
COMMITTEES = ("UBND", "HĐND")
"""Issuers that a letterhead names without their locality.

Pages of law portals keep "ỦY BAN NHÂN DÂN |" and drop the line "TỈNH AN SƠN".
"""


def decider(issuer: Field, rows: Sequence[Row]) -> Field | None:
    """The committee or council with the locality that the line above the bases has."""
    for row in rows:
        found = _DECIDES.match(row.text) or _OF_ALL_LAND.match(row.text)
        name = issuer_name([found["name"]]) if found else None
        if found and name and name.startswith(issuer.value):
            return Field(name, cut(row.passage, *found.span("name")))
    return None


_HEAD_OF = re.compile(
    r"(?:BỘ TRƯỞNG|GIÁM ĐỐC|CỤC TRƯỞNG|TỔNG CỤC TRƯỞNG|CHI CỤC TRƯỞNG)\s+"
    r"(?P<name>(?:BỘ|SỞ|CỤC|TỔNG CỤC|CHI CỤC)\s+[^,(]+?)\s*$"
)


def decided_by(rows: Sequence[Row]) -> Field | None:
    """Who decides by a line of its own, where there is no letterhead.

    "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH AN SƠN", "GIÁM ĐỐC SỞ CÔNG THƯƠNG".
    """
    for row in rows:
        if not row.text.isupper():
            continue
        found = _DECIDES.match(row.text) or _HEAD_OF.match(row.text)
        name = issuer_name([found["name"]]) if found else None
        if found and name:
            passage = cut(row.passage, *found.span("name"))
            return Field(name, passage, 0.8, ("issuer_by_proof",))
    return None


def supreme(issuer: Field, symbol: str | None) -> Field:
    """The court's or procuracy's whole name where the symbol says "tối cao"."""
    if symbol is None or not re.search(r"(?:TAND|VKSND|VKS|TA)TC\b", symbol):
        return issuer
    return Field(f"{issuer.value} tối cao", issuer.passage, 0.8, ("issuer_by_proof",))


def in_province(issuer: Field, proven: Field | None, place: str | None) -> Field:
    """The committee of the sentence that decides, else of the province of the place."""
    if proven is not None and proven.value.startswith(issuer.value):
        return proven
    known = province_named(place) if place is not None else None
    if known is None:
        return issuer
    name = f"{issuer.value} {known.kind} {known.name}"
    return Field(name, issuer.passage, 0.7, ("issuer_by_proof",))


def of_all(names: Sequence[Passage]) -> Field | None:
    """The issuers of a joint document: "Bộ A - Bộ B", each on a line of its own."""
    passages = split_names(names)
    values = [issuer_name([name.text]) for name in passages]
    known = [value for value in values if value]
    return Field(" - ".join(known), join(passages)) if len(known) > 1 else None


def _with_locality(name: str, parent: str) -> str:
    """A department with the locality of the committee it belongs to.

    "Sở Công Thương" under "UBND tỉnh An Sơn" is "Sở Công Thương tỉnh An Sơn".
    """
    found = _LOCALITY.search(parent)
    if not found or not parent.startswith(("UBND", "HĐND", "Sở ")):
        return name
    if parent.startswith("Sở ") and not _BELOW_DEPARTMENT.match(name):
        return name
    if _AREA.search(name):
        return _AREA.sub(lambda area: area[0].lower(), name)
    if _HAMLET.match(name):
        return f"{place_case(name)}, {found.group()}"
    if parent.startswith("HĐND") and name.startswith("Ban "):
        return f"{name} {parent}"
    is_part = _BELOW_PROVINCE.match(name) or name.endswith(f" {found['level']}")
    if found["name"] in name or not is_part:
        return name
    stem = name.removesuffix(f" {found['level']}")  # "Thanh tra tỉnh"
    return f"{stem} {found.group()}"


_BY_SYMBOL = {"NĐ-CP": "Chính phủ", "NQ-CP": "Chính phủ", "TTg": "Thủ tướng Chính phủ"}


def by_symbol(number: Field | None) -> Field | None:
    """The issuer whose own letters end the symbol, where no letterhead is legible.

    Only the Government issues "28/2021/NĐ-CP", only its head "/CT-TTg".
    """
    if number is None:
        return None
    for letters, name in _BY_SYMBOL.items():
        if re.search(rf"[-/]{letters}$", number.value):
            return Field(name, number.passage, 0.8, ("issuer_by_proof",))
    return None


def by_proof(
    number_symbol: str | None,
    place: str | None,
    title: Passage | None,
    rows: Sequence[Row],
) -> Field | None:
    """The issuer where there is no letterhead: the committee that acts in the text.

    "Ủy ban nhân dân tỉnh ban hành Kế hoạch …" with "… trên địa bàn tỉnh An Sơn" in the
    title, or with the place line "An Sơn, ngày …".
    """
    if number_symbol is not None and "UBND" not in number_symbol.upper():
        return None
    for row in rows:
        for found in _COMMITTEE.finditer(row.text):
            if not _ACTS.match(row.text[found.end() :]) or _is_another(row.text, found):
                continue
            level = found["level"].lower()
            name = found["name"].strip() or _named(level, title)
            name = name or _seat(level, place)
            if name is None:
                return None
            passage = cut(row.passage, *found.span())
            return Field(f"UBND {level} {name}", passage, 0.8, ("issuer_by_proof",))
    return None


def _is_another(text: str, found: re.Match[str]) -> bool:
    """Whether the words name a chairman or one who is charged, no committee that acts.

    "Phó Chủ tịch UBND huyện Lê Văn An yêu cầu …", "giao UBND xã Tân Hạ xây dựng …".
    """
    before, words = text[: found.start()].rstrip(), found["name"].split()
    if _CHARGES.search(before):
        return True
    return before.endswith("Chủ tịch") and len(words) > 1 and is_surname(words[0])


_CHARGES = re.compile(r"\b(?:giao|yêu cầu|đề nghị|chỉ đạo)$", re.IGNORECASE)


def _seat(level: str, place: str | None) -> str | None:
    """The place as the committee's own, unless it names the province of a district."""
    of_province = place is not None and province_named(place) is not None
    if place is not None and not of_province and len(place.split()) < 2:
        return None  # "Minh, ngày …": a page has lost the name's first words
    return None if of_province and level in ("huyện", "quận") else place


def _named(level: str, title: Passage | None) -> str | None:
    """The name of the locality of this level in a title, written in capitals or not."""
    if title is None:
        return None
    if title.text.isupper():
        found = re.search(rf"\b{level.upper()}\s+(\w+(?:\s+\w+){{0,3}})$", title.text)
        if not found:
            return None
        name = issuer_name([f"UBND {level} {found.group(1)}"])
        return name.removeprefix(f"UBND {level} ") if name else None
    places = [m for m in _LOCALITY.finditer(title.text) if m["level"] == level]
    return places[-1]["name"] if places else None


def issuers(
    letterhead: Letterhead,
    title: Passage | None,
    rows: Sequence[Row],
    stop: int,
    is_joint: bool,
) -> tuple[Field | None, Field | None]:
    """Parent and issuer: of the letterhead, else by proof in the rows below `stop`."""
    place = letterhead.place.value if letterhead.place else None
    symbol = letterhead.symbol
    if is_joint and (all_of_them := of_all(letterhead.names)) is not None:
        return None, all_of_them
    parent, issuer = from_letterhead(letterhead.names, place)
    unproven = letterhead.number_symbol is None and letterhead.issued_on is None
    if unproven and issuer is not None and not _names_a_body(issuer.passage.text):
        parent, issuer, stop = None, None, 0
    if issuer is None:
        issuer = by_proof(symbol, place, title, rows[stop : stop + 60])
        issuer = issuer or decided_by(rows[: stop + 6])
        return parent, issuer or by_symbol(letterhead.number_symbol)
    if issuer.value in (*COMMITTEES, *BODIES_OF_ALL_LAND):
        issuer = decider(issuer, rows[: stop + 6]) or issuer
    if issuer.value in BODIES_OF_ALL_LAND:
        issuer = supreme(issuer, symbol)
    if issuer.value in COMMITTEES:
        proven = by_proof(symbol, place, title, rows[stop : stop + 60])
        issuer = in_province(issuer, proven, place)
    return parent, issuer
