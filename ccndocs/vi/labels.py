"""Labels of role and time lines: "Đơn vị thực hiện:", "Thời gian hoàn thành:"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ccndocs.vi.bodies import names_bodies, names_time, only_bodies
from ccndocs.vi.fold import fold, fold_same
from ccndocs.vi.tables import folded_lists, rows

_FOLDED = folded_lists("label_words")

_COLON = re.compile(r"\s*(?:\([^()]{1,60}\)\s*)?:\s*")
# "Hoàn thành trước ngày 30/6/2025." as a line of its own needs no colon.
_BARE_TIME = re.compile(
    r"(?:yeu cau )?(?P<label>hoan thanh|thoi gian thuc hien|thoi gian hoan thanh|thoi "
    r"han hoan thanh)(?: xong)?\s+"
    r"(?=(?:truoc|trong|cham nhat|xong truoc|vao|ngay|sau khi|tu|theo|den|nam|quy)\b"
    r".{0,80}$)"
)
_LONGEST = 90
_HELPERS = frozenset({"ho tro", "tham gia"})


@dataclass(frozen=True, slots=True)
class RoleLabel:
    """A label at the start of a line.

    `field` is lead, implement, advise, coordinate, time, output or agencies; `words`
    are the label's own characters, `length` all of them up to the value.
    """

    field: str
    words: str
    length: int


@cache
def _fields() -> dict[str, str]:
    return {fold(row["label"]): row["field"] for row in rows("role_labels")}


def field_of_label(words: str) -> str | None:
    """The field that a label names, None for words that are no label.

    Node.label of a role line, a table's head and the like; case, diacritics and marks
    around it do not count.

    >>> field_of_label("Cơ quan chủ trì"), field_of_label("Nội dung thực hiện")
    ('lead', None)
    """
    key = _key(words)
    if _STAGE.fullmatch(key):
        return "time"
    parted = re.sub(r"\s*/\s*", ", ", key)
    found = _fields().get(key) or field_by_grammar(parted)
    items = None if found else _OF_ITEMS.search(key)
    if items is None:
        return found
    bare = key[: items.start()]
    found = _fields().get(bare) or field_by_grammar(bare)
    return None if found in ("time", "output") and not items["above"] else found


# "Phân công thực hiện [các nội dung a, b, c]: …": the items that a label speaks of
_ITEM_WORD = (
    r"(?:noi dung|nhiem vu|cong viec|phan viec|viec|muc|diem|khoan|y|hoat dong)"
)
_OF_ITEMS = re.compile(
    r" (?:cho |doi voi |tai )?(?:(?:cac|nhung|hai|ba|bon|tat ca cac) )?"
    rf"{_ITEM_WORD}(?:(?P<above> (?:tren|nay|neu tren|noi tren|o tren))|"
    rf"(?: (?:so )?(?:{_ITEM_WORD} )?(?:[a-z]|\d+(?:\.\d+)*)\b\)?(?:,| va| den| -)?)+)$"
)
_ITEM_LABELS = re.compile(r"(?<!\w)(?:[a-zđ]|\d+(?:\.\d+)*)(?!\w)")
_RANGE = re.compile(r"\b(\d+)\s*(?:đến|-|–)\s*(\d+)\b")


def items_of_label(words: str) -> frozenset[str]:
    """The labels of the items that a line's label names; none where it names none.

    >>> sorted(items_of_label("Phân công thực hiện các nội dung a, b"))
    ['a', 'b']
    >>> sorted(items_of_label("Đơn vị chủ trì các nhiệm vụ trên"))
    []
    """
    key = fold_same(words).strip(" .:*+-")
    found = _OF_ITEMS.search(key) if _fields().get(_key(words)) is None else None
    if found is None:
        return frozenset()
    named = words.strip(" .:*+-")[found.start() :].lower()
    spans = (range(int(a), int(b) + 1) for a, b in _RANGE.findall(named))
    return frozenset(
        [*_ITEM_LABELS.findall(named), *(str(n) for r in spans for n in r)]
    )


def _key(words: str) -> str:
    return fold(words).strip(" .:*+-=>→")


# The parts a label is put together from, folded: who, what they do, when, the yield.
_WHO = rf"(?:cac |nhung )?(?:{_FOLDED['who']})"
_DOES = rf"(?:{_FOLDED['does']})"
_DUTY_LABEL = re.compile(
    rf"(?:{_WHO}(?:(?:,| va|/| -)? ?{_WHO})* )?"
    rf"{_DOES}(?:(?:,| va|/)? {_DOES})*"
    r"(?: (?:chinh|chung|cung|lien quan|truc tiep|thuc hien|lam|ve sau|nhiem vu))*"
)
_TIME_LABEL = re.compile(
    r"(?:yeu cau (?:ve )?)?"
    rf"(?:{_FOLDED['when']})"
    rf"(?:,? (?:va )?(?:{_FOLDED['behind_when']}))+|"
    r"han (?:chot|cuoi)(?: cung)?(?: (?:nhan|gui|nop|dang ky|gop y|tra loi))?"
    r"(?: (?:ho so|bao cao|danh sach|y kien|bai|phieu))?|"
    r"phai xong(?: truoc)?|"
    r"yeu cau (?:ve )?(?:thoi gian|tien do)|ky han|tan suat|chu ky|"
    r"han(?: chot| cuoi)?|moc(?: thoi gian)?|xong|khi nao|bao gio|lo trinh|thoi diem"
)
_OUTPUT_LABEL = re.compile(
    r"(?:du kien |yeu cau )?(?:cac )?(?:san pham|ket qua|dau ra)"
    rf"(?:(?:,|/| va)? (?:{_FOLDED['behind_output']}))*"
)


# "Tổ chức thực hiện: …" heads a section; "Hỗ trợ: …" may be the work itself.
_HEADS_SECTIONS = re.compile(
    rf"(?:(?:{_FOLDED['heads_sections']})"
    r"[, va/]*)+"
)


def field_by_grammar(key: str) -> str | None:
    """The field of a label (folded) that the table lacks, by its parts.

    >>> field_by_grammar("phong, don vi cung thuc hien"), field_by_grammar("han chot")
    ('coordinate', 'time')
    >>> field_by_grammar("thanh phan tham gia") is None
    True
    """
    if _TIME_LABEL.fullmatch(key):
        return "time"
    if key in _HELPERS:
        return "coordinate"
    if _OUTPUT_LABEL.fullmatch(key):
        return "output"
    if not _DUTY_LABEL.fullmatch(key) or _HEADS_SECTIONS.fullmatch(key):
        return None
    leads = re.search(r"chu tri|dau moi|thuong truc|nong cot", key) is not None
    joins = re.search(_JOINS, key) is not None
    if leads or joins:
        return "agencies" if leads and joins else "lead" if leads else "coordinate"
    return "advise" if "tham muu" in key else "implement"


_JOINS = rf"{_FOLDED['joins']}|\bcung\b"


def _names(value: str) -> bool:
    """Whether a value names somebody: "Hỗ trợ: Công an xã", not "Hỗ trợ: cấp vốn"."""
    return value[:1].isupper()


# "Trình Bộ trưởng: tháng 6/2026": a stage of the work, with nothing but its time.
_STAGE = re.compile(
    r"(?:hoan thien,? )?(?:trinh|bao cao)"
    rf"(?: (?:{_FOLDED['submitted_to']})(?: \w+){{0,5}})"
)
_ONLY_TIME = re.compile(
    r"(?:xong |hoan thanh )?(?:(?:truoc|trong|cham nhat|vao)(?: ngay)? )?"
    r"(?:ngay |thang |quy |nam |giua |cuoi |dau )*[\divx][\divx /.,-]*"
    r"(?:(?:thang|nam|quy) [\divx /.-]+)*\W*"
)


def _is_time(value: str) -> bool:
    """Whether a value is nothing but a time: "quý II/2026", "trước 30/9"."""
    value = fold(value).strip()
    return bool(value) and _ONLY_TIME.fullmatch(value) is not None


def role_label(text: str) -> RoleLabel | None:
    """The role label that `text` starts with.

    >>> role_label("Thời gian thực hiện: Năm 2025.")
    RoleLabel(field='time', words='Thời gian thực hiện', length=21)
    >>> role_label("Nội dung thực hiện: Tổ chức …") is None
    True
    """
    head = text[:_LONGEST]
    colon = _COLON.search(head)
    if colon:
        words = head[: colon.start()]
        field = field_of_label(words)
        if fold(words).strip(" *+-") in _HELPERS and not _names(text[colon.end() :]):
            return None
        if _STAGE.fullmatch(_key(words)) and not _is_time(text[colon.end() :]):
            return None
        if field is not None:
            return RoleLabel(field, words.strip(), colon.end())
        if _GIVEN_TO.fullmatch(words.strip()) and _only_charges(text[colon.end() :]):
            known = not words.startswith(_GIVING)
            label = ("implement", _DUTY_OF) if known else ("lead", GIVEN_LABEL)
            return RoleLabel(*label, colon.end())
    bare = _BARE_TIME.match(fold_same(text))
    if bare and _leads_time(text[bare.end() :]):
        return RoleLabel("time", text[slice(*bare.span("label"))], bare.end())
    return None


_TIME_WORD = re.compile(
    r"(?:trước|truớc|trưóc|trong|chậm|xong|vào|ngay|sau|từ|theo|đến|"
    r"(?:năm|quý|quí|nam|quy)(?=\s+[\divx]))\b",
    re.IGNORECASE,
)
_UNMARKED = re.compile(r"(?:truoc|trong|cham|xong|vao|ngay|sau|tu|theo|den)\b", re.I)


def _leads_time(text: str) -> bool:
    """Whether the word that leads a time is written so, or without its marks.

    >>> _leads_time("trong quý II"), _leads_time("truoc 30/6"), _leads_time("năm 2026")
    (True, True, True)
    >>> _leads_time("trồng rừng"), _leads_time("quy hoạch chi tiết")
    (False, False)
    """
    bare = fold_same(text) == text.lower() and _UNMARKED.match(text)
    return bool(_TIME_WORD.match(text) or bare)


# "Giao: Hội Nông dân xã.", "Trách nhiệm: …", "Thực hiện: Sở Y tế." under an item
_GIVING = ("Giao", "Đề nghị", "Phân công")
_GIVEN_TO = re.compile(
    rf"(?:{'|'.join(_GIVING)})(?: (?:cho|các đơn vị))?|Trách nhiệm|"
    r"(?:Triển khai )?[Tt]hực hiện"
)
GIVEN_LABEL = "Giao cho"
_DUTY_OF = "Trách nhiệm thực hiện"
_LEADS = re.compile(
    r"\s(?:làm )?(?:chủ trì|đầu mối|chịu trách nhiệm chính)"
    r"(?:,?\s+(?:thực hiện|triển khai|tham mưu))?"
    r"(?:,?\s+(?:và )?phối hợp(?: chặt chẽ)? (?:với|cùng)\s+(?P<with>.+?))?"
    r"(?:\s+(?:tổ chức |triển khai )?thực hiện)?$"
)
_JOINS_IN = re.compile(
    r"\s(?:(?:cùng )?phối hợp|(?:cùng )?tham gia|hỗ trợ|cùng)?"
    r"(?:(?<!\w)\s*(?:tổ chức |triển khai )?thực hiện)?$"
)
_CHARGED = re.compile(r"(?:Giao|Đề nghị|Yêu cầu|Phân công|Mời)\s+(?:các\s+)?(?=\S)")


def charges_only(text: str) -> bool:
    """Whether a line says who leads and who helps, and not a word of the work.

    >>> charges_only("Giao Sở Y tế chủ trì; Sở Nội vụ phối hợp. Tháng 12/2025.")
    True
    >>> charges_only("Sở Y tế chủ trì, phối hợp với Sở Nội vụ rà soát hồ sơ.")
    False
    >>> charges_only("Sở Y tế chủ trì, phối hợp với Sở Nội vụ nắm tình hình cán bộ.")
    False

    Nor where it heads what is below: "Sở Y tế chủ trì, phối hợp với Sở Nội vụ:".
    """
    text = text.strip()
    if text.endswith(":"):
        return False
    prefix = _CHARGED.match(text)
    first, *others = _clauses(text[prefix.end() if prefix else 0 :])
    return _leads(first) and all(map(_helps_or_tells_when, others))


def _clauses(text: str) -> list[str]:
    return re.split(r"[.;]\s+", text.rstrip(" .;"))


def _leads(part: str) -> bool:
    found = _LEADS.search(part)
    if found is None or not only_bodies(part[: found.start()]):
        return False
    return not found["with"] or only_bodies(found["with"])


def _helps_or_tells_when(part: str) -> bool:
    if names_time(part) and not names_bodies(part):
        return True
    joins = _JOINS_IN.search(part)
    if joins is None or not joins[0].strip():
        return False
    return only_bodies(part[: joins.start()])


def _only_charges(value: str) -> bool:
    """Whether a value names bodies and nothing that they do, or just who leads."""
    return all(
        only_bodies(part)
        or _leads(part)
        or (at and (_helps_or_tells_when(part) or _labels_time(part)))
        for at, part in enumerate(_clauses(value))
    )


def _labels_time(part: str) -> bool:
    """Whether a clause is a time behind its label: "Thời gian: không quá 07 ngày"."""
    words, colon, value = part.partition(":")
    return bool(colon and value.strip()) and field_of_label(words) == "time"


_OUTPUT_WORDS = (
    r"(?:sản phẩm|đầu ra|kết quả)(?: (?:dự kiến|cần đạt|phải đạt|đầu ra|giao nộp|"
    r"hoàn thành|thực hiện))*"
)
_OUTPUT_INSIDE = re.compile(
    rf"\(\s*{_OUTPUT_WORDS}\s*:\s*(?P<bracket>[^()]{{3,200}})\)|"
    rf"(?:^|[.;]\s*){_OUTPUT_WORDS}\s*:\s*(?P<end>[^.;:()]{{3,200}})[\s.;/]*$",
    re.IGNORECASE,
)


def output_inside(text: str) -> str | None:
    """What an item says it yields, in brackets or as its last sentence.

    >>> output_inside("Lập danh mục bến bãi (sản phẩm: Danh mục); báo cáo UBND tỉnh.")
    'Danh mục'
    >>> output_inside("Rà soát kết quả: tốt, chưa tốt, còn vướng mắc") is None
    True
    """
    found = _OUTPUT_INSIDE.search(text)
    if found is None:
        return None
    return (found["bracket"] or found["end"]).strip(" .;") or None
