"""Marks of enumerated items: what a line starts with, and what comes next after it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from ccndocs.types.tree import NodeKind
from ccndocs.vi.letters import CAPITALS
from ccndocs.vi.syllables import bare


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark as read. Items of one list share the `style`; `length` includes blanks.

    `order` is the item's place in its list, counted from 1; None where the list has
    no order (dashes).
    """

    kind: NodeKind
    style: str
    text: str
    label: str
    length: int
    order: int | None = None


_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_CARDINALS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_VALID_ROMAN = re.compile(r"(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_BULLETS = "•●▪■□○◦▶➢➤✓✔·►❖◆♦\uf0b7\uf0a7\uf0d8\uf02d\uf0fc"
Rule = Callable[[str], Mark | None]


def roman(text: str) -> int | None:
    """The value of a Roman numeral below 100; l, 1 and | are read as I.

    >>> roman("XIV"), roman("Il"), roman("IIII")
    (14, 2, None)
    """
    numeral = re.sub("[l1|]", "I", text)
    if not numeral or not _VALID_ROMAN.fullmatch(numeral):
        return None
    total = 0
    for sign, following in zip(numeral, [*numeral[1:], ""], strict=True):
        value = _ROMAN[sign]
        total += -value if value < _ROMAN.get(following, 0) else value
    return total


def _value(text: str) -> int | None:
    """The value of "III", "3", "B", "thứ nhất", "hai"."""
    word = text.strip().lower().removeprefix("thứ ").strip()
    if word.isdigit():
        return int(word)
    if word in _ORDINALS:
        return _ORDINALS.index(word) + 1
    value = roman(text.strip().upper())
    if value is not None:
        return value
    return ord(word) - ord("a") + 1 if len(word) == 1 and word.isalpha() else None


_PART = re.compile(
    r"(?P<mark>(?P<word>Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC|Tiểu mục|TIỂU MỤC)\s+"
    r"(?P<label>(?:[Tt]hứ|THỨ)\s+\w+|[IVXLC]+|\d{1,3}|[A-H]))"
    rf"(?P<stop>\s*[.:–-]\s*|\s*$|\s+(?=[{CAPITALS}]{{2}}))"
)
_PART_KINDS = {
    "phần": NodeKind.PHAN,
    "chương": NodeKind.CHUONG,
    "mục": NodeKind.MUC,
    "tiểu mục": NodeKind.TIEU_MUC,
}


def part(text: str) -> Mark | None:
    """Phần, Chương, Mục, Tiểu mục: "Chương II", "Phần thứ nhất", "Mục 1. TÊN"."""
    found = _PART.match(text)
    if not found:
        return None
    value = _value(found["label"])
    if value is None:
        return None
    kind = _PART_KINDS[found["word"].lower()]
    return Mark(kind, kind.value, found["mark"], found["label"], found.end(), value)


_ARTICLE = re.compile(
    r"(?P<mark>(?:Điều|ĐIỀU)\s*(?P<label>\d{1,3}\s?[a-zđ]?)\s?[.:])\s*"
)


def article(text: str) -> Mark | None:
    """Điều: "Điều 3. Tổ chức thực hiện", "Điều 12a."."""
    found = _ARTICLE.match(text)
    if not found:
        return None
    label = found["label"].replace(" ", "")
    value = int(re.match(r"\d+", label).group())  # type: ignore[union-attr]
    return Mark(NodeKind.DIEU, "điều", found["mark"].strip(), label, found.end(), value)


_SUBNUMBER = re.compile(
    r"(?P<mark>(?P<label>\d{1,2}(?:\s?\.\s?\d{1,2}){1,4})"
    rf"(?P<stop>\s?[.)/:]|-(?=\s+[{CAPITALS}])|(?=\s)))\s*(?=\D|$)"
)


def subnumber(text: str) -> Mark | None:
    """1.1., 1.1.1.: "2.1. Rà soát …"; without a final dot only before a capital.

    Texts of the Party write "2.1- Quán triệt …".
    """
    found = _SUBNUMBER.match(text)
    if not found:
        return None
    label = re.sub(r"\s", "", found["label"])
    parts = label.split(".")
    rest = text[found.end() :]
    if any(p.startswith("0") for p in parts) or (
        not found["stop"].strip() and not (rest[:1].isupper() or not rest)
    ):
        return None
    style = f"1.{len(parts)}"
    mark = found["mark"].strip()
    return Mark(NodeKind.SUBNUMBER, style, mark, label, found.end(), int(parts[-1]))


_NUMBER = re.compile(
    r"(?P<mark>(?P<label>\d{1,3})(?:\s?(?P<stop>[./])|(?P<dash>-)(?=\s)))(?:\s+|(?=[^\W\d_])|$)"
)
_CAPITAL = re.compile(rf"[{CAPITALS}]")
_UNITS = re.compile(r"\d+[.,]?\d*\s*(?:ha|tỷ|triệu|nghìn|km|m2|m²|m3|%|tấn)\b")


def number(text: str) -> Mark | None:
    """1.: "1. Mục đích", "12.Sở …", "3/ Nội dung"; not "1.234 tỷ", not "2. 5 ha".

    Texts of the Party write "1- Quán triệt …".
    """
    found = _NUMBER.match(text)
    if not found or (found["label"].startswith("0") and found["stop"] != "."):
        return None
    if found["dash"] and not _CAPITAL.match(text, found.end()):
        return None
    if _UNITS.match(text[found.end() :]):
        return None
    style = "1" + (found["stop"] or found["dash"])
    value = int(found["label"])
    return Mark(NodeKind.NUMBER, style, found["mark"], str(value), found.end(), value)


_ROMAN_MARK = re.compile(
    r"(?P<mark>(?P<label>[IVXLl1|]{1,6}|[IH]{2,3})\s?(?P<stop>[.)]|/(?=\s)|"
    r"\s?[-–](?=\s)))\s*(?=\S|$)"
)


def roman_mark(text: str) -> Mark | None:
    """I.: "II. NỘI DUNG", "II . …", "I- …", with slips of OCR: "Il. …", "HI. …"."""
    found = _ROMAN_MARK.match(text)
    if not found or found["label"].isdigit():
        return None
    rest = text[found.end() :]
    if not rest[:1].isupper() and rest:
        return None
    doubtful = found["label"] in ("l", "|") or "H" in found["label"]
    if doubtful and not rest[:4].isupper():
        return None
    label = re.sub("[l1|]", "I", found["label"]).replace("H", "II")
    value = roman(label)
    if value is None:
        return None
    mark = re.sub(r"\s", "", found["mark"])
    return Mark(NodeKind.ROMAN, "I", mark, label, found.end(), value)


_UPPER = re.compile(r"(?P<mark>(?P<label>[A-HK])\s?[.)/])\s*(?=[^\W\d_]{2}|$)")


def upper(text: str) -> Mark | None:
    """A.: "A. TÌNH HÌNH", "B. NHIỆM VỤ"."""
    found = _UPPER.match(text)
    if not found:
        return None
    order = ord(found["label"]) - ord("A") + 1
    return Mark(NodeKind.UPPER, "A", found["mark"], found["label"], found.end(), order)


_PAREN_NUMBER = re.compile(
    r"(?P<mark>\((?P<label>\d{1,2})\)|(?P<bare>\d{1,2})\s?\))\s*[.:]?\s*(?=\D|$)"
)


def paren_number(text: str) -> Mark | None:
    """(1) and 1): "(2) Thẩm định …", "1) Rà soát …"."""
    found = _PAREN_NUMBER.match(text)
    if not found:
        return None
    label = found["label"] or found["bare"]
    style = "(1)" if found["label"] else "1)"
    mark = found["mark"]
    return Mark(NodeKind.PAREN_NUMBER, style, mark, label, found.end(), int(label))


_PAREN_ROMAN = re.compile(
    r"(?P<mark>\((?P<label>[ivx]{1,4})\)|(?P<bare>[ivx]{2,4})\))\s*"
)


def paren_roman(text: str) -> Mark | None:
    """(i), (ii), and ii): "(i) Đối với …"; a lone "i)" may be the letter."""
    found = _PAREN_ROMAN.match(text)
    label = (found["label"] or found["bare"]) if found else ""
    value = roman(label.upper())
    if not found or value is None:
        return None
    style = "(i)" if found["label"] else SMALL_ROMAN
    kind = NodeKind.PAREN_NUMBER
    return Mark(kind, style, found["mark"], label, found.end(), value)


SMALL_ROMAN = "i)"
"""The style of "ii)", "iii)"."""

_CIRCLED = re.compile(r"(?P<mark>[①-⑳➀-➉❶-❿➊-➓])\s*(?=\S|$)")
_FIRST_CIRCLES = "①➀❶➊"


def circled(text: str) -> Mark | None:
    """①, ❷: "① Rà soát …"."""
    found = _CIRCLED.match(text)
    if not found:
        return None
    mark = found["mark"]
    first = max(sign for sign in _FIRST_CIRCLES if sign <= mark)
    order = ord(mark) - ord(first) + 1
    kind = NodeKind.PAREN_NUMBER
    return Mark(kind, first, mark, str(order), found.end(), order)


_LETTER = re.compile(
    r"(?P<mark>(?:\((?P<round>[a-zđð])\)|"
    r"(?P<label>[a-zđð](?:\.?\d{1,2})?)\s?(?P<stop>[)./])))"
    r"(?:\s+|(?=[^\W\d_]{2})|$)"
)


def letter(text: str) -> Mark | None:
    """a), a., (a), a1), d.1): "đ) Thường xuyên …", "b. Yêu cầu"."""
    found = _LETTER.match(text)
    if not found:
        return None
    label = (found["round"] or found["label"]).replace("ð", "đ")
    rest = text[found.end() :]
    if found["stop"] in (".", "/") and not (rest[:1].isupper() or not rest):
        return None
    stop = "()" if found["round"] else found["stop"]
    deep = len(label) > 1
    order = int(re.sub(r"\D", "", label)) if deep else letter_order(label)
    style = f"a{'1' if deep else ''}{stop}"
    mark = found["mark"].replace("ð", "đ")
    return Mark(NodeKind.LETTER, style, mark, label, found.end(), order)


_MISREAD = {
    "ø": "g",
    "\u0131": "i",
    "¡": "i",
    "¿": "i",
    "€": "e",
    "©": "c",
    "]": "l",
    "|": "l",
}
_MISREAD_LETTER = re.compile(rf"(?P<mark>(?P<label>[^\s\d_])\))\s+(?=[{CAPITALS}])")


def misread_letter(text: str) -> Mark | None:
    """A letter that OCR gave another shape: "ï) Cập nhật", "ø) Tăng cường"."""
    found = _MISREAD_LETTER.match(text)
    if not found:
        return None
    label = _MISREAD.get(found["label"], bare(found["label"]))
    order = letter_order(label)
    if order is None:
        return None
    return Mark(NodeKind.LETTER, "a)", found["mark"], label, found.end(), order)


def letter_order(label: str) -> int | None:
    """Place in the Vietnamese order of list letters; f, j, w, z are strangers to it.

    >>> letter_order("đ"), letter_order("e")
    (5, 6)
    """
    return _LETTERS.index(label) + 1 if label in _LETTERS else None


_ORDINAL = re.compile(
    r"(?P<mark>(?:Thứ|THỨ)\s+(?P<label>nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)\b"
    r"(?:\s+là)?\s*[,:.-]?"
    r"|(?P<count>Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười)\s+là\b\s*[,:]?)\s*"
)


def ordinal(text: str) -> Mark | None:
    """Thứ nhất, Một là: "Thứ hai, rà soát …", "Ba là: …"."""
    found = _ORDINAL.match(text)
    if not found:
        return None
    words = _ORDINALS if found["label"] else _CARDINALS
    word = (found["label"] or found["count"]).lower()
    style = "thứ nhất" if found["label"] else "một là"
    order = words.index(word) + 1
    mark = found["mark"].strip()
    return Mark(NodeKind.ORDINAL, style, mark, str(order), found.end(), order)


_BULLET = re.compile(
    rf"(?P<mark>[-–—−\u2012]|\+|\*|[{_BULLETS}]|o(?=\s+[{CAPITALS}]))"
    r"(?P<blank>\s*)(?=\S)"
)
_BULLET_KINDS = {"+": NodeKind.PLUS, "*": NodeKind.STAR, "o": NodeKind.PLUS}


def bullet(text: str) -> Mark | None:
    """-, +, *, •: "- Sở Công Thương: …", "+ Hoàn thành …"; not "-5%".

    And "o", which Word sets below "•".
    """
    found = _BULLET.match(text)
    if not found or (text[found.end()].isdigit() and not found["blank"]):
        return None
    sign = found["mark"]
    if sign in "–—−\u2012":
        kind, style = NodeKind.DASH, "-"
    elif sign in _BULLETS:
        kind, style = NodeKind.STAR, "•"
    else:
        kind, style = _BULLET_KINDS.get(sign, NodeKind.DASH), sign
    if text[found.end()] in ".-_" and sign == "-":
        return None
    return Mark(kind, style, sign, "", found.end())


RULES: tuple[Rule, ...] = (
    part,
    article,
    subnumber,
    number,
    roman_mark,
    upper,
    paren_number,
    paren_roman,
    circled,
    letter,
    misread_letter,
    ordinal,
    bullet,
)
"""The first that matches wins."""


_WORD_RULES = (part, article, roman_mark, paren_roman, ordinal)
"""Those that a line with two letters at its start can match."""


@lru_cache(maxsize=1024)
def read_mark(text: str) -> Mark | None:
    """The mark at the start of `text`, None where there is none.

    >>> read_mark("a) Rà soát").label, read_mark("15/3/2024 của Chính phủ")
    ('a', None)
    """
    for rule in _WORD_RULES if text[:2].isalpha() else RULES:
        mark = rule(text)
        if mark is not None:
            return mark
    return None
