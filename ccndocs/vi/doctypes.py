"""Types of documents: from the name on the title line, from the number's symbol."""

from __future__ import annotations

import re
from functools import cache

from ccndocs.vi.fold import fold
from ccndocs.vi.tables import rows

_MIN_FUZZY = 6  # letters: shorter names have neighbours one letter away
_ISSUERS = {"UBND", "HDND", "CP", "TTG", "TU", "TW", "VPCP"}


# One letter from a type's name: "HỘI ĐỒNG" / "NHÂN DÂN TỈNH …" is no "HỢP ĐỒNG".
_NO_TYPES = ("hoi dong",)
_UNOFFICIAL = ("other", "schedule")

SCHEDULE = "LCT"
"""What is held inside for a paper that gives out work by days or persons.

No list of types knows it ("LỊCH CÔNG TÁC", "BẢNG PHÂN CÔNG"): a record says null.
"""


@cache
def type_names() -> dict[str, str]:
    """Folded name to abbreviation, longest names first; "" where a type has none."""
    names = {fold(row["name"]): row["abbreviation"] for row in rows("doctypes")}
    return dict(sorted(names.items(), key=lambda item: -len(item[0])))


@cache
def _abbreviations() -> dict[str, str]:
    """Abbreviations in capitals, those without Đ too where that is no other's.

    "QD" is QĐ read badly; "HD" is Hướng dẫn, never Hợp đồng.
    """
    written = [
        row["abbreviation"]
        for row in rows("doctypes")
        if row["abbreviation"] not in {"", "CV"} and row["group"] not in _UNOFFICIAL
    ]
    found = {symbol.upper(): symbol for symbol in written}
    for symbol in written:
        found.setdefault(_capitals(symbol), symbol)
    return found


def _capitals(symbol: str) -> str:
    return fold(symbol).upper()


def type_of_name(line: str) -> str | None:
    """The abbreviation of the type that a title line names, None where it names none.

    The whole line must be the name, but for marks around it; one wrong, missing or
    extra letter of OCR is borne.

    >>> type_of_name("KẾ HOẠCH"), type_of_name("KÉ HOACH"), type_of_name("Kế toán")
    ('KH', 'KH', None)
    >>> type_of_name("HỘI ĐỒNG")
    """
    name = re.sub(r"^[\W_]+|[\W_]+$", "", fold(line))
    if name in type_names():
        return type_names()[name] or None
    if len(name) < _MIN_FUZZY or name in _NO_TYPES:
        return None
    near = [known for known in type_names() if _one_slip(known, name)]
    return (type_names()[near[0]] or None) if len(near) == 1 else None


def leading_type(line: str) -> tuple[str, int] | None:
    """The type that a line starts with and the length of its name.

    For title lines that go on: "Kế hoạch thực hiện …". No slips are borne here.

    >>> leading_type("CHỈ THỊ VỀ VIỆC …")
    ('CT', 7)
    """
    text = fold(line)
    for name, abbreviation in type_names().items():
        if (
            abbreviation
            and text.startswith(name)
            and not text[len(name) :][:1].isalpha()
        ):
            return abbreviation, len(name)
    return None


def type_of_symbol(number_symbol: str) -> str | None:
    """The type in a number and symbol; "CV" for a letter's symbol (issuer-unit).

    >>> type_of_symbol("01/CT-UBND"), type_of_symbol("51/2021/QĐ-UBND")
    ('CT', 'QĐ')
    >>> type_of_symbol("2029/UBND-KTTH"), type_of_symbol("08-CTr/TU")
    ('CV', 'CTr')
    """
    parts = [p for p in re.split(r"[\s/–-]+", number_symbol) if p]
    symbols = [p for p in parts if not re.fullmatch(r"\d[\d.]*[A-Za-z]?", p)]
    for place, symbol in enumerate(symbols[:2]):
        known = _known(symbol, first=place == 0)
        if known is not None:
            return known
    if len(symbols) < 2 or len(parts) == len(symbols):
        return None
    unknown_type = _capitals(symbols[-1]) in _ISSUERS and _capitals(symbols[0]) != "CV"
    return None if unknown_type else "CV"


def _known(symbol: str, *, first: bool) -> str | None:
    """A type's abbreviation, in the letters' own case first ("CT", not "CTr").

    A type in second place (the swapped "4290/SCT-TTr") must be long enough not to be
    a unit of the office ("UBND-TH", "SCT-CN", "VPCP-KH").
    """
    if not first:
        return "TTr" if _capitals(symbol) == "TTR" else None
    capitals = symbol.upper().replace("Ð", "Đ")
    return _abbreviations().get(capitals) or _abbreviations().get(_capitals(symbol))


def _one_slip(known: str, read: str) -> bool:
    """Whether `read` is `known` with one letter changed, lost or added."""
    if abs(len(known) - len(read)) > 1:
        return False
    short, long = sorted((known, read), key=len)
    at = next((i for i, c in enumerate(short) if c != long[i]), len(short))
    if len(short) == len(long):
        return short[at + 1 :] == long[at + 1 :]
    return short[at:] == long[at + 1 :]
