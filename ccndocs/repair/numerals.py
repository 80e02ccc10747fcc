"""Rules for quarters, Roman numerals and symbols that lines without marks garble."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ccndocs.repair.acronyms import is_acronym
from ccndocs.repair.codes import LineRule, match_span
from ccndocs.types.geometry import Span
from ccndocs.types.text import Edit

_QUARTER = re.compile(
    r"(?<![^\W_])(?<!\b[Nn][oộ]i )[Qq]u([yýỳỹỷ])"  # "nội quy 1/2026"
    r"(?=\s+(?:(?:I{1,3}|IV)(?:\s*[/,;.)–-]|\s|$)|"
    r"[1-4]\s?(?:/|n[aăä]m )\s?20\d\d))"
)


def quarter(line: str) -> Iterable[Edit]:
    """The word before a quarter's numeral: "Quy 1/2026", "quy III nam" → "Quý …"."""
    for match in _QUARTER.finditer(line):
        if match[1] != "ý":
            yield Edit(Span(match.start(1), match.end(1)), "ý", "code-quarter")


_ASSEMBLY = re.compile(r"(?<=\d/)QH[1Il](?P<last>S5?|\$|I)(?!\w)")


def assembly(line: str) -> Iterable[Edit]:
    """The symbol of a law, whose National Assembly is lost: "83/2025/QH1S" → "…/QH15".

    "QH1I" is the eleventh.
    """
    for match in _ASSEMBLY.finditer(line):
        last = "1" if match["last"] == "I" else "5"
        yield Edit(match_span(match), f"QH1{last}", "code-assembly")


_WITH_P = re.compile(r"(?<![^\W_])(?=[A-ZĐ]*P)[A-ZĐ]{3,7}(?![^\W_])")


def stroke_read_as_p(line: str) -> Iterable[Edit]:
    """Đ of an abbreviation read as P: "HPND" → "HĐND"; "UBTP", if known, stays."""
    for match in _WITH_P.finditer(line):
        word = match[0]
        if is_acronym(word):
            continue
        forms = (
            word[:at] + "Đ" + word[at + 1 :] for at, c in enumerate(word) if c == "P"
        )
        found = next((form for form in forms if is_acronym(form)), None)
        if found is not None:
            yield Edit(match_span(match), found, "acronym-stroke")


_HEADING = re.compile(
    r"^\W{0,3}([IVX]*[l1L|][IVXl1L|]*|[IVX]+[l1L|])(?=\s?[./)]\s|-\s)"
)
_PART = re.compile(
    r"(?i:\b(?:m[uụ]c|ph[aàầ]n|ch[uưư][oơơ]ng|ph[uụ] l[uụ]c))\s+"
    r"([IVX]{1,3}[l1L])(?![^\W_])"
)


def numeral(line: str) -> Iterable[Edit]:
    """I of a Roman numeral read as l, L or a bar: "Il. TO CHUC" → "II. TO CHUC"."""
    for match in (_HEADING.match(line), _PART.search(line)):
        read = match[1] if match else ""
        if not match or not re.search("[IVX]", read):
            continue  # "11." is a number
        yield Edit(
            Span(match.start(1), match.end(1)),
            re.sub(r"[l1L|]", "I", read),
            "code-roman",
        )


BARE_RULES: tuple[LineRule, ...] = (quarter, numeral)
"""For lines that seem to have lost their diacritics and nothing else.

A line of capitals that an English OCR read looks so, too.
"""

NOISE_RULES: tuple[LineRule, ...] = (quarter, assembly, stroke_read_as_p, numeral)
"""For lines of a wrong-language OCR, after `codes.NOISE_RULES`."""
