"""The issuer's canonical name from the letterhead's lines, which are in capitals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ccndocs.vi.agencies import AgencyMatch, fuzzy_at, match_at
from ccndocs.vi.fold import match_key, tone_style
from ccndocs.vi.places import LEVELS, provinces, spelling
from ccndocs.vi.tables import any_name, rows, word_lists, words_of
from ccndocs.vi.words import JOINT, Token, tokens

_WORDS = word_lists("page_words")

_SHORT = {
    "Ủy ban nhân dân": "UBND",
    "Hội đồng nhân dân": "HĐND",
}
# First words of names that are no part of a function: a capital follows them.
_KINDS = words_of("page_words", "issuer_kinds")
# What follows these kinds is the name of a place or a person, in capitals throughout.
_NAMED = words_of("page_words", "named_schools")
# … of a hospital, unless it says what it treats: "Bệnh viện đa khoa".
_TREATS = re.compile(rf"(?:{_WORDS['hospitals_treat']})\b")
_SMALL = ("chuyên", "và", "số", "khu", "vực")
_NAMES = ("hồ chí minh", "việt nam", "trung ương", "đảng", "hà nội")
_JUNK = re.compile(r"[-–—_*|=~.]{2,}|[*|_~]|[-–—=.]+\s*$")


_OF_ALL_LAND = re.compile(
    rf"(?:{any_name(r for r in rows('page_words') if r['list'] == 'of_all_land')})"
    r"(?!\w)|.*(?<!thuộc )(?:trung ương|Trung ương)(?!\w)"
)


def is_of_all_land(name: str) -> bool:
    """Whether an issuer by its name is the whole land's: a ministry, the Government.

    >>> is_of_all_land("Bộ Công Thương"), is_of_all_land("Văn phòng Trung ương Đảng")
    (True, True)
    >>> is_of_all_land("Bộ Chỉ huy Quân sự tỉnh An Sơn"), is_of_all_land("Bộ phận kho")
    (False, False)
    """
    return _OF_ALL_LAND.match(name) is not None


def issuer_name(lines: Sequence[str]) -> str | None:
    """The canonical name with its locality, None where the lines hold no words.

    >>> issuer_name(["ỦY BAN NHÂN DÂN", "TỈNH AN SƠN"])
    'UBND tỉnh An Sơn'
    >>> issuer_name(["BỘ VĂN HÓA, THỂ THAO", "VÀ DU LỊCH"])
    'Bộ Văn hóa, Thể thao và Du lịch'
    >>> issuer_name(["BỘ TÀI CHÍNH - BỘ NỘI VỤ"])
    'Bộ Tài chính - Bộ Nội vụ'
    """
    text = _JUNK.sub(" ", " ".join(lines))
    text = " ".join(tone_style(text).split()).strip(" ,;:-")
    words = tokens(text)
    if not words:
        return None
    known = match_at(words, 0) or fuzzy_at(words, 0)
    if known is None or _unlike(known, words, text):
        return official_case(text)
    name = _with_tail(text, words, known)
    # a division of the police that orders name without "Phòng"
    is_division = words[0].key == "phong" and not name.startswith("Phòng")
    return f"Phòng {name}" if is_division else name


def _unlike(known: AgencyMatch, words: Sequence[Token], text: str) -> bool:
    """Whether too many diacritics differ; a whole name in capitals may lose most.

    "SƠ Y TÈ" of a scan is the Sở Y tế.
    """
    if text.isascii():
        return False
    if text.isupper() and known.stop == len(words):
        return known.wrong >= len(words)
    return known.wrong > max(1, known.stop // 2)


def short_name(name: str) -> str:
    """The name with "Ủy ban nhân dân" as UBND, "Hội đồng nhân dân" as HĐND.

    >>> short_name("Văn phòng Ủy ban nhân dân")
    'Văn phòng UBND'
    """
    for long, short in _SHORT.items():
        name = name.replace(long, short)
    return name


def _with_tail(text: str, words: Sequence[Token], known: AgencyMatch) -> str:
    name = short_name(known.entry.name)
    rest = words[known.stop :]
    is_joint = bool(rest) and rest[0].key == JOINT and not rest[0].word
    while rest and rest[0].key == JOINT and not rest[0].word:
        rest = rest[1:]
    if not rest:
        return name
    start = rest[0].start
    further = match_at(rest, 0)
    if further is not None and further.wrong <= 1:
        link = " - " if is_joint else " "
        return f"{name}{link}{_with_tail(text, rest, further)}"
    tail = place_case(text[start:])
    return f"{name} {_fields_small(tail) if name.startswith(_SCHOOLS) else tail}"


_SCHOOLS = ("Trường Đại học", "Trường Cao đẳng", "Học viện")


def _fields_small(tail: str) -> str:
    """What a school teaches as a common noun, its seat or patron as a name.

    >>> _fields_small("Kỹ Thuật - Công Nghệ An Sơn")
    'Kỹ thuật - Công nghệ An Sơn'
    """
    for field in sorted((row["field"] for row in rows("school_fields")), key=len):
        tail = re.sub(rf"(?i)\b{field}\b", _first_capital(field), tail)
    return tail


def place_case(text: str) -> str:
    """A locality in official case: level word small, name in its own spelling.

    >>> place_case("THÀNH PHỐ CẦN THƠ"), place_case("XÃ LƯƠNG HÒA HẠ")
    ('thành phố Cần Thơ', 'xã Lương Hòa Hạ')
    """
    text = tone_style(text)
    parts = text.split()
    for size in (2, 1):
        level = LEVELS.get(match_key(" ".join(parts[:size])).strip("."))
        if level is not None and parts[size:]:
            name = " ".join(parts[size:])
            known = spelling(name, level)
            return f"{level} {known or _titled(name)}"
        if level is not None and len(parts) == size:
            return level
    known = spelling(text)
    return known if known is not None else _titled(text)


def _titled(name: str) -> str:
    """Every syllable with a capital; Roman and Arabic figures as they are."""
    return " ".join(
        part if re.fullmatch(r"[IVX]+|\d+", part) else part.capitalize()
        for part in name.split()
    )


# "TỈNH ỦY AN SƠN": the place follows without a level word.
_PARTY = re.compile(r"(tỉnh|thành|huyện|quận|thị)\s(?:ủy|uỷ)\s(?!tỉnh|huyện|xã)")


def official_case(text: str) -> str:
    """A name in capitals written as Nghị định 30/2020/NĐ-CP writes agencies.

    The kind of body and each of its functions start with a capital, names of places
    have capitals throughout; text that is in mixed case already stays.

    >>> official_case("TRUNG TÂM KIỂM SOÁT BỆNH TẬT")
    'Trung tâm Kiểm soát bệnh tật'
    >>> official_case("BAN QUẢN LÝ RỪNG TỈNH AN SƠN")
    'Ban Quản lý rừng tỉnh An Sơn'
    >>> official_case("TRƯỜNG THPT CHUYÊN LÊ LỢI"), official_case("BỆNH VIỆN GÒ VÀNG")
    ('Trường THPT chuyên Lê Lợi', 'Bệnh viện Gò Vàng')
    >>> official_case("BỆNH VIỆN ĐA KHOA KHU VỰC GÒ VÀNG")
    'Bệnh viện Đa khoa khu vực Gò Vàng'
    """
    if not text.isupper():
        return text
    small = text.lower()
    party = _PARTY.match(small)
    if party:
        return f"{party[1].capitalize()} ủy {place_case(text[party.end() :])}"
    head, place = _split_place(small)
    kind = next((k for k in _KINDS if (head + " ").startswith(k + " ")), "")
    rest = head[len(kind) :].strip()
    school = next((k for k in _NAMED if head.startswith(f"{k} ")), None)
    if school is not None:
        rest = head[len(school) :].strip()
        shown = f"Trường {_first_capital(school[len('trường ') :])} {_as_name(rest)}"
    elif kind == "bệnh viện" and rest and not _TREATS.match(rest):
        shown = f"Bệnh viện {_as_name(rest)}"
    elif kind.startswith("ban ") and rest:
        shown = "Ban " + kind[4:].capitalize() + " " + rest
    else:
        shown = kind.capitalize() + (" " + _functions(rest) if rest else "")
    for name in (*_NAMES, *(p.name.lower() for p in provinces().values())):
        if name in small and (" " in name or name in _NAMES):
            shown = re.sub(rf"(?i)\b{name}\b", _titled(name), shown)
    shown = _AREA.sub(lambda found: found[1] + _titled(found[2]), shown)
    shown = _ACRONYM.sub(lambda found: found[0].upper(), _first_capital(shown.strip()))
    return f"{shown} {place_case(place)}".strip() if place else shown


# "BỆNH VIỆN ĐA KHOA KHU VỰC TÂN SƠN": a name, no "khu vực biên giới", "khu vực III"
_AREA = re.compile(
    r"(\bkhu vực )(?!miền\b|phía\b|biên\b|cửa\b|kinh\b|phòng\b|công\b|nông\b|di\b|"
    r"trung\b|nhà\b|các\b|[ivx\d]+\b)([^\W\d]+(?: [^\W\d]+){1,2})$",
    re.IGNORECASE,
)
# No vowel: "thpt", "ptdtbt", "gdtx".
_ACRONYM = re.compile(r"(?i)\b(?=[^\W\d_]{3,6}\b)[bcdđghklmnpqrstvx]+\b")


def _as_name(text: str) -> str:
    """A proper name with capitals: "chuyên Nguyễn Trãi", "số 2 Tân Hạ"."""
    return " ".join(part if part in _SMALL else _titled(part) for part in text.split())


def _functions(text: str) -> str:
    """Each function with a capital: after the kind, a comma, a dash, "và"."""
    parts = re.split(r"(\s*,\s+|\s+-\s+|\s+và\s+)", text)
    return "".join(_first_capital(part) if part.strip() else part for part in parts)


def _first_capital(text: str) -> str:
    if text.strip() in {"và", ",", "-"}:
        return text
    return text[:1].upper() + text[1:]


def _split_place(small: str) -> tuple[str, str]:
    """A lower-case name and the locality at its end, if a level word starts one."""
    found = re.search(
        r"\s(tỉnh|thành phố|tp\.?|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu)\s+"
        r"(?!hội\b)(\S.*)$",
        small,
    )
    if found and len(found.group(2).split()) <= 6:
        return small[: found.start()], found.group().strip().upper()
    return small, ""
