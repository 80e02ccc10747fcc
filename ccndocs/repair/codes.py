"""Rules for what restoration must not touch: numbers, codes, abbreviations, dates.

They run on damaged lines only, before the language model, each with its own reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from ccndocs.repair.acronyms import is_acronym, with_stroke
from ccndocs.types.geometry import Span
from ccndocs.types.text import Edit

LineRule = Callable[[str], Iterable[Edit]]


def _edits(match: re.Match[str], group: int, text: str, rule: str) -> list[Edit]:
    if match.group(group) == text:
        return []
    return [Edit(Span(match.start(group), match.end(group)), text, rule)]


_SLASH = re.compile(r"(?<=\d)[ ]?([J|\]I!l])(?=(?:UBND|HDND|HĐND|QD|KH|TB|BC)\b)")


def misread_slash(line: str) -> Iterable[Edit]:
    """The slash of a number read as J, I or l: "2029 JUBND-KTTH" → "2029/UBND-KTTH"."""
    for match in _SLASH.finditer(line):
        yield Edit(match_span(match), "/", "code-slash")


_ACRONYM = re.compile(r"(?<![^\W_])([A-ZĐ]b?[A-ZĐ]+)(?![^\W_])")


def stroke_of_acronym(line: str) -> Iterable[Edit]:
    """Abbreviations regain their Đ: "HDND" → "HĐND", "32/2024/ND-CP" → "…/NĐ-CP".

    Also where the letter was read as b: "Nb-CP".
    """
    for match in _ACRONYM.finditer(line):
        word = match[1].replace("b", "Đ")
        if word != match[1] and not is_acronym(word):
            continue
        yield from _edits(match, 1, with_stroke(word), "acronym-stroke")


_STROKE_B = re.compile(r"(?<=/)N[b6Ðð](?=-(?:CP|\s*$))")


def stroke_read_as_b(line: str) -> Iterable[Edit]:
    """Đ of a decree's symbol read as b: "68/2017/Nb-CP" → "68/2017/NĐ-CP"."""
    for match in _STROKE_B.finditer(line):
        yield Edit(match_span(match), "NĐ", "acronym-stroke")


def match_span(match: re.Match[str]) -> Span:
    """The span of a whole match."""
    return Span(match.start(), match.end())


_SIGN_DIGIT = re.compile(
    r"(?<![\w§])([0-9Oo§]*[§Oo][0-9Oo§]*)(?=[-/][A-ZĐ]{2}|/\d{4}/)"
)


def sign_in_number(line: str) -> Iterable[Edit]:
    """A digit of a document number read as a sign: "0§-CTr/TU" → "08-CTr/TU"."""
    for match in _SIGN_DIGIT.finditer(line):
        if any(c.isdigit() for c in match[1]):
            text = match[1].replace("§", "8").replace("O", "0").replace("o", "0")
            yield from _edits(match, 1, text, "code-digit")


_SHOUTED_WORD = re.compile(r"(?<![^\W\d_])[A-ZĐÀ-Ỹ]{3,}[ ]+$")
_NUMBER_WORD = re.compile(
    r"(?<![^\W_])([sS][^\s\w]?[6b0oO§4&é§°ôóôốỐéO]?[^\s\w]?)[ ]+(?=\d+[\w]*\s?[/\-JI|])"
)


def word_before_number(line: str) -> Iterable[Edit]:
    """The word before a document number: "s6 32/2024", "S 2029 /UBND", "s§ 66/…".

    In a heading it is in capitals: "QUYET DINH SO 12/QD-UBND".
    """
    for match in _NUMBER_WORD.finditer(line):
        right = "Số" if match[1][0] == "S" else "số"
        if right == "Số" and _SHOUTED_WORD.search(line, 0, match.start()):
            right = "SỐ"
        yield from _edits(match, 1, right, "code-number-word")


_DECREE_NUMBER = re.compile(
    r"\b(?:[Nn]gh[iịj] (?:d[iịj]nh|quy[eếét]+t)|[Qq]uy[eếé]t d[iịj]nh)[ ]+"
    r"([^\w\s]{1,2}|[sS]\S?)(?=[ ]+\d+/|\s*$)"
)


def sign_before_number(line: str) -> Iterable[Edit]:
    """The same word lost but for a sign: "Nghi dinh )" at a line's end."""
    for match in _DECREE_NUMBER.finditer(line):
        if match[1] not in (",", ".", ";", ":", "-", "–"):
            yield from _edits(match, 1, "số", "code-number-word")


_ROUND_Q = re.compile(r"(?<=\d/)[O0][DĐ](?=-[A-ZĐ])")


def decision_symbol(line: str) -> Iterable[Edit]:
    """The symbol of a decision with its Q read as O: "1009/OD-BGDDT" → "1009/QĐ-…"."""
    for match in _ROUND_Q.finditer(line):
        yield Edit(match_span(match), "QĐ", "code-decision")


_BRACKET_ONE = re.compile(r"(?<=\d)\](?!\w)|(?<=[ ])\](?=\d(?:[ ]|$))")
_BAR_ONE = re.compile(r"(?<=\bDi[eé]u )[|\]](?![^\s,.;:])")
_BRACKET_I = re.compile(r"(?<=[ (*][IVX])\](?!\w)|(?<=\bC[KH])\](?!\w)")


def one_read_as_bracket(line: str) -> Iterable[Edit]:
    """A 1 or an I read as a bracket: "nam 202]" → "nam 2021", "thir I]" → "thir II".

    Only in a line that opens no bracket; "Diéu | theo" is article 1.
    """
    if "[" in line:
        return
    for pattern, sign in ((_BRACKET_ONE, "1"), (_BAR_ONE, "1"), (_BRACKET_I, "I")):
        for match in pattern.finditer(line):
            yield Edit(match_span(match), sign, "code-bracket", 0.9)


_PURSUANT = re.compile(
    r"^\W*C[aăâ]n (?P<read>c\S{1,4})(?=[ ]+(?:Ngh[ijịiíỉ]|Lu[aâậ]t|Quy[eéếê]t|"
    r"Th[oôóé6]ng (?:t[uưr]|b[aá]o)|K[eéế] ho[aạ]ch|C[oôóé6]ng (?:v[aăâ]n|di[eéệ]n)"
    r"|V[aăâ]n b[aả]n|Ch[iỉ] th))"
)


def pursuant(line: str) -> Iterable[Edit]:
    """The words that open a legal ground: "Can cue Nghi dinh" is no "căn cước"."""
    match = _PURSUANT.match(line)
    if match:
        yield from _edits(match, 1, "cứ", "formula-pursuant")


_HEALTH = re.compile(r"(?<![^\W_])SO(?=Y TE(?!\w))")


def department_of_health(line: str) -> Iterable[Edit]:
    """A letterhead whose space was lost: "SOY TE" → "SO Y TE" (Sở Y tế)."""
    for match in _HEALTH.finditer(line):
        yield Edit(Span(match.end(), match.end()), " ", "glued-words")


_SQUARE = re.compile(r"(?<=\d )[mM][?’'*°](?=[\s,.;:)]|$)|(?<=\d)m[?](?=[\s,.;:)]|$)")


def square_metres(line: str) -> Iterable[Edit]:
    """The small 2 of square metres read as a sign: "12.439 m?, mat dé" → "… m², …"."""
    for match in _SQUARE.finditer(line):
        yield Edit(match_span(match), "m²", "unit-square")


_ABOUT = re.compile(r"^\s*(V[IlL1|/]V|V/[vV]|[Vv][/Il1|][vV])(?=\s)")


def about(line: str) -> Iterable[Edit]:
    """The subject mark of a letter: "VIV tang cuong" → "V/v tang cuong"."""
    match = _ABOUT.match(line)
    if match and match[1] not in ("V/v", "v/v"):
        yield from _edits(match, 1, "V/v", "code-about")


_NO_SPACE = re.compile(r"(?<=[^\W\d_]{2}),(?=[^\W\d_]{2})")


def space_after_comma(line: str) -> Iterable[Edit]:
    """The space lost after a comma: "cfru,Ntham muu" → "cfru, Ntham muu"."""
    for match in _NO_SPACE.finditer(line):
        yield Edit(match_span(match), ", ", "comma-space")


_DOUBLE_STROKE = re.compile(r"(?<=\d/)QĐĐ(?=-)|(?<=\d/)NĐĐ(?=-)")


def double_stroke(line: str) -> Iterable[Edit]:
    """Đ read twice in a symbol: "06/QĐĐ-TTg" → "06/QĐ-TTg"."""
    for match in _DOUBLE_STROKE.finditer(line):
        yield Edit(match_span(match), match.group()[:2], "code-double")


# Real words that a Vietnamese OCR puts for their look-alikes, so that no spelling gives
# them away; only beside a word that leaves one reading ("chỉ tiết kiệm" is right).
_LOOK_ALIKE = re.compile(
    r"(?<!\w)(?:(?P<branch>[Cc]h)ỉ(?= (?:nhánh|cục)(?!\w))"
    r"|(?P<spirit>[Tt])ỉnh(?= thần)|(?P<detail>[Cc]h)ỉ(?= tiết(?! kiệm))"
    r"|(?P<move>(?<=[Dd]i ))đời(?!\w)|(?P<room>[Kk])ính(?= tế(?!\w))"
    r"|(?P<party>(?<=Tỉnh )|(?<=Thành )|(?<=Huyện )|(?<=Đảng ))Ủy(?! ban)(?!\w)"
    r"|(?P<gate>[Cc])ông(?= (?:TTĐT|[Tt]hông tin điện tử))"
    r"|(?P<article>[Đđ])iêu(?= \d)|(?P<propose>[Đđ])ể(?= nghị(?! quyết| định|\w)))"
)
_RIGHT = {
    "branch": "i",
    "spirit": "inh",
    "detail": "i",
    "move": "dời",
    "room": "inh",
    "party": "ủy",
    "gate": "ổng",
    "article": "iều",
    "propose": "ề",
}


def look_alike(line: str) -> Iterable[Edit]:
    """Reads "Chỉ cục" as "Chi cục", "di đời" as "di dời", "tỉnh thần" rightly."""
    for match in _LOOK_ALIKE.finditer(line):
        kind = match.lastgroup or ""
        yield Edit(match_span(match), match[kind] + _RIGHT[kind], "look-alike", 0.95)


_SLIPPED_NUMBER = re.compile(r"(?<!\w)[sS]([ôóòõọồổỗộơởé6])(?=[ ]+\d+\w*/)")


def slip_before_number(line: str) -> Iterable[Edit]:
    """The word before a document's number: "Thông tư sô 05/2031/TT-BYT" → "… số …"."""
    for match in _SLIPPED_NUMBER.finditer(line):
        yield from _edits(match, 1, "ố", "code-number-word")


_SPECK = re.compile(r"^\W{0,3}[Vv]/v([-–—·•.,]+)(?=\s)")


def speck_after_about(line: str) -> Iterable[Edit]:
    """A speck behind the subject mark of a letter: "V/v- giao đất" → "V/v giao đất"."""
    match = _SPECK.match(line)
    if match:
        yield from _edits(match, 1, "", "code-about")


_MARKED_I = "I\u00cc\u00cd\u0128\u00cf\u00ef"
_ROMAN_SLIP = re.compile(
    r"(?<!\w)(?:thứ|cấp|loại|hạng|khóa|khoá|nhóm) "
    rf"((?=\w*[{_MARKED_I}])[{_MARKED_I}1l]{{1,3}})(?!\w)"
)


def marked_numeral(line: str) -> Iterable[Edit]:
    """A Roman numeral with marks that none has: "năm thứ ïI" → "năm thứ II"."""
    for match in _ROMAN_SLIP.finditer(line):
        yield from _edits(match, 1, "I" * len(match[1]), "code-roman")


_COMMA_MARK = re.compile(
    r"^[ ]*(?:\d{1,2}|[IVX]{1,4}|[a-zđ](?=,))(,)(?= [A-ZĐÀ-Ỹ][^\W\d_]*[à-ỹa-z ])"
    r"(?! (?:Điều|Khoản|Điểm|Chương|Mục|Phụ|Quý|(?:Tổ|Khu|Đội) \d))"
)


def comma_behind_mark(line: str) -> Iterable[Edit]:
    """The full stop of a heading's number: "5, Ủy ban nhân dân xã" → "5. Ủy ban …".

    A line may begin within a list of articles: "5, Điều 7".
    """
    match = _COMMA_MARK.match(line)
    if match:
        yield from _edits(match, 1, ".", "code-mark")


_HIGHLAND = re.compile(
    r"(?:(?<=xã )|(?<=làng )|(?<=buôn )|(?<=thôn )|(?<=suối )|(?<=huyện )|(?<=CCN )"
    r"|(?<=nghiệp )|(?<=trấn )|^)[l1|](a)(?= [A-ZĐ][^\W\d_]*(?!\w))"
)
_FEW_WORDS = 3


def highland_name(line: str) -> Iterable[Edit]:
    """The river of highland names: "la Tơr" in a cell, "xã la Pan" → "Ia Pan"."""
    for match in _HIGHLAND.finditer(line):
        if match.start() == 0 and len(line.split()) > _FEW_WORDS:
            continue
        yield Edit(Span(match.start(), match.start() + 1), "I", "code-name")


SLIP_RULES: tuple[LineRule, ...] = (
    sign_in_number,
    double_stroke,
    look_alike,
    slip_before_number,
    speck_after_about,
    marked_numeral,
    comma_behind_mark,
    highland_name,
)
"""For sound lines that an OCR engine has read."""

_TELEGRAM = re.compile(r"(?<=\d/)CD(?=-[A-ZĐ])")


def telegram(line: str) -> Iterable[Edit]:
    """The symbol of a telegram (công điện): "227/CD-TTg" → "227/CĐ-TTg"."""
    for match in _TELEGRAM.finditer(line):
        yield Edit(match_span(match), "CĐ", "acronym-stroke")


_PARTY_COMMITTEE = re.compile(r"(?<=\d-)[A-Z][A-ZĐa-z]{1,3}/(DU)(?!\w)")


def party_committee(line: str) -> Iterable[Edit]:
    """The symbol of a Party committee (Đảng ủy): "21-KH/DU" → "21-KH/ĐU"."""
    for match in _PARTY_COMMITTEE.finditer(line):
        yield from _edits(match, 1, "ĐU", "acronym-stroke")


_COMRADE = re.compile(r"(?<![\w/])[dD](?=/c(?![\w/]))")


def comrade(line: str) -> Iterable[Edit]:
    """The shorthand of "đồng chí": "các d/c Phó Chủ tịch" → "các đ/c Phó Chủ tịch"."""
    for match in _COMRADE.finditer(line):
        right = "đ" if match.group() == "d" else "Đ"
        yield Edit(match_span(match), right, "shorthand-stroke")


BARE_RULES: tuple[LineRule, ...] = (
    telegram,
    party_committee,
    stroke_of_acronym,
    comrade,
)
"""For lines that lost their diacritics and nothing else."""

NOISE_RULES: tuple[LineRule, ...] = (
    sign_in_number,
    misread_slash,
    word_before_number,
    sign_before_number,
    stroke_read_as_b,
    telegram,
    party_committee,
    stroke_of_acronym,
    comrade,
    decision_symbol,
    one_read_as_bracket,
    pursuant,
    department_of_health,
    square_metres,
    about,
    space_after_comma,
)
"""For lines of a wrong-language OCR. Each is a pass of its own, in this order."""
