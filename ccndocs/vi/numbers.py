"""Numbers and measures as official Vietnamese writes them.

A dot parts thousands, a comma the decimals: "1.398,54". One dot with one or two
digits behind it is a decimal point in the hand of a careless writer: "12.5%".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ccndocs.types.geometry import Span
from ccndocs.vi.tables import rows, word_lists

_WORDS = word_lists("cue_words")

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+|\d+\.\d{1,2}(?!\d)|\d+"
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+")


def parse_number(text: str) -> float | None:
    """The value of a number written alone, None where the text is none.

    >>> parse_number("2.329"), parse_number("40,6"), parse_number("1.398,54")
    (2329.0, 40.6, 1398.54)
    """
    text = text.strip()
    if _ENGLISH.fullmatch(text):
        return float(text.replace(",", ""))
    if not re.fullmatch(_NUMBER, text):
        return None
    whole, comma, decimals = text.partition(",")
    if comma or _THOUSANDS.fullmatch(whole):
        whole = whole.replace(".", "")
    return float(f"{whole}.{decimals}" if comma else whole)


_ONES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_ONES_AFTER_TEN = {
    **{word: value for value, word in enumerate(_ONES)},
    "mốt": 1,
    "tư": 4,
    "lăm": 5,
    "bẩy": 7,
}
_ONE = "|".join(_ONES[1:])
_AFTER_TEN = "một|mốt|hai|ba|bốn|tư|lăm|sáu|bảy|bẩy|tám|chín"

COUNT_WORDS = (
    rf"(?:(?:{_ONE}|bẩy)\s+mươi(?:\s+(?:{_AFTER_TEN}))?|mười(?:\s+(?:{_AFTER_TEN}))?"
    rf"|{_ONE}|bẩy)(?!\w)"
)
"""A pattern for the numbers from one to ninety-nine in words: "mười lăm"."""


def count_of(text: str) -> int | None:
    """The value of a small whole number in figures or in words.

    >>> count_of("05"), count_of("mười lăm"), count_of("hai mươi tư")
    (5, 15, 24)
    """
    words = text.lower().split()
    if len(words) == 1 and words[0].isdigit():
        return int(words[0])
    if not words or not re.fullmatch(COUNT_WORDS, " ".join(words)):
        return None
    if words[0] == "mười":
        return 10 + (_ONES_AFTER_TEN[words[1]] if len(words) > 1 else 0)
    value = _ONES_AFTER_TEN[words[0]]
    if len(words) > 1:
        value *= 10
    return value + (_ONES_AFTER_TEN[words[2]] if len(words) > 2 else 0)


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with its unit: "hơn 6.730 lao động".

    `span` covers qualifier, number and unit, `noun` the unit as written. A range
    ("60-70%") has its upper end in `high`.
    """

    span: Span
    value: float
    unit: str
    noun: Span
    qualifier: str = "exact"
    high: float | None = None


@cache
def _units() -> dict[str, tuple[str, float]]:
    return {
        row["form"].lower(): (row["unit"], float(row["factor"]))
        for row in rows("units")
    }


@cache
def _qualifiers() -> dict[str, str]:
    return {row["form"]: row["qualifier"] for row in rows("qualifiers")}


def unit_of(text: str) -> tuple[str, float] | None:
    """The unit that `text` names, and its factor: "nghìn lao động" is 1000."""
    return _units().get(" ".join(text.lower().split()).strip("().,"))


def _alternatives(forms: list[str]) -> str:
    forms = sorted(forms, key=len, reverse=True)
    return "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms)


@cache
def _measure() -> re.Pattern[str]:
    units = _alternatives(list(_units()))
    qualifiers = _alternatives(list(_qualifiers()))
    return re.compile(
        rf"""(?:(?<!\w)(?P<qualifier>{qualifiers})\s*)?
        (?<![\w.,/:])(?<!\d[-–])(?P<number>{_NUMBER})
        (?:\s*(?:%\s*[-–÷]|[-–÷]|đến)\s*(?P<high>{_NUMBER}))?
        (?:\s*\(\s*[^\W\d][^()\d]{{1,30}}\))?        # 03 (ba)
        \s*(?P<noun>{units})(?![\w²2]|/(?!\s*(?:năm|kế\s+hoạch|KH\b)))
        (?P<after>\s+trở\s+(?:lên|xuống))?""",
        re.IGNORECASE | re.VERBOSE,
    )


# Nobody counts 9,000 people in thousandths: a comma that parts thousands.
_COUNTED = frozenset(("person", "project", "establishment", "cluster"))
_ENGLISH_COUNT = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")

# "1,075 tỷ đồng … 9,000 lao động": in the hand that parts thousands so, money is, too.
_ENGLISH_HAND = re.compile(
    r"(?<![\d.,])[1-9]\d{0,2}(?:,\d{3})+\s+(?:lao động|người|công nhân|dự án)"
)
_MONEY = frozenset(("billion VND", "million VND"))

# Words that make the number before a unit something else: "năm 2024 dự án …", "số 05".
_NAMES_NUMBER = re.compile(
    rf"""(?:{_WORDS["named_by_number"]}
    |(?<!danh\ )mục|(?<!tổng\ )(?<!trong\ )số)\s*$""",
    re.IGNORECASE | re.VERBOSE,
)


def measures(text: str) -> Iterator[Measure]:
    """Every number with a known unit, in the order of the text.

    >>> [(m.value, m.unit, m.qualifier) for m in measures("cho gần 45.000 lao động")]
    [(45000.0, 'person', 'nearly')]
    """
    for match in _measure().finditer(text):
        if not match["qualifier"] and _NAMES_NUMBER.search(
            text[max(0, match.start() - 20) : match.start()]
        ):
            continue
        unit, factor = _units()[" ".join(match["noun"].lower().split())]
        number = match["number"]
        counts = unit in _COUNTED or (unit in _MONEY and _ENGLISH_HAND.search(text))
        if counts and factor == 1 and _ENGLISH_COUNT.fullmatch(number):
            number = number.replace(",", "")
        value = parse_number(number)
        high = parse_number(match["high"]) if match["high"] else None
        if value is None or (high is not None and high <= value):
            continue
        yield Measure(
            Span(*match.span()),
            _scaled(value, factor),
            unit,
            Span(*match.span("noun")),
            _qualifier(match),
            None if high is None else _scaled(high, factor),
        )


def _scaled(value: float, factor: float) -> float:
    return round(value * factor, 6)


def _qualifier(match: re.Match[str]) -> str:
    """What the words around the number say of its exactness."""
    if match["after"]:
        return "at_least" if match["after"].endswith("lên") else "at_most"
    if match["qualifier"]:
        return _qualifiers()[" ".join(match["qualifier"].lower().split())]
    return "exact"
