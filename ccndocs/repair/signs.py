"""Signs, digits and capitals that a Vietnamese OCR misreads in a sound line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from ccndocs.repair.codes import LineRule, match_span
from ccndocs.types.geometry import Span
from ccndocs.types.text import Edit
from ccndocs.vi.syllables import is_syllable
from ccndocs.vi.tables import rows

_WAVE = re.compile(r"(?:^|(?<= ))(?P<sign>~|[-–—]{2})(?= (?P<next>\S+))")


def wave_for_dash(line: str) -> Iterable[Edit]:
    """A dash read as a wave or as two: "~ Việc tham dự", "năm học 2030 -- 2031".

    A wave before a figure means "about"; days are no figures: "02/3/2031 ~ 05/3/2031".
    """
    for match in _WAVE.finditer(line):
        figure = match["next"][0].isdigit() and "/" not in match["next"]
        if match["sign"] != "~" or not figure:
            yield Edit(match_span(match), "-", "sign-dash", 0.9)


_MARK_G = re.compile(r"^[ ]*(ø)(?=[).][ ])")


def mark_g(line: str) -> Iterable[Edit]:
    """The letter of a list's item: "ø) Đào tạo nhân lực" → "g) Đào tạo …"."""
    match = _MARK_G.match(line)
    if match:
        yield Edit(Span(*match.span(1)), "g", "sign-mark", 0.95)


_FOREIGN = re.compile(r"(?<![^\W_])(?:[A-ZĐ]*[ÑŸ][A-ZĐÑŸ]*|ÿ)(?![^\W_])")
_NATIVE = str.maketrans("ÑŸÿ", "NYy")


def foreign_capital(line: str) -> Iterable[Edit]:
    """Capitals with marks that no Vietnamese one has: "917/ÑQ-CP", "Sở Ÿ tế"."""
    for match in _FOREIGN.finditer(line):
        yield Edit(match_span(match), match[0].translate(_NATIVE), "sign-letter", 0.95)


_DIGIT = re.compile(
    r"(?:(?<=\d)|(?<=\d[.,]))§(?=[\d.,%)h:/]|\s|$)|(?<![^\s(])§(?=\d?[.,]\d)"
    r"|(?<=tháng )§(?= năm)"
)


def eight(line: str) -> Iterable[Edit]:
    """An 8 read as a section sign: "0§h00", "§2,89 %", "tháng § năm 2031".

    "§ 5" and "§5" cite a section of a foreign law or a book.
    """
    for match in _DIGIT.finditer(line):
        yield Edit(match_span(match), "8", "sign-digit", 0.9)


_FIVE = re.compile(r"(?<![^\s(])Š(?=\d*[.,]\d)|(?<=\d)Š(?![^\W\d_])|(?<=\d[.,])Š(?=\d)")


def five(line: str) -> Iterable[Edit]:
    """A 5 of a figure read as a letter that no word has: "(Š1,13%)", "4Š hồ sơ"."""
    for match in _FIVE.finditer(line):
        yield Edit(match_span(match), "5", "sign-digit", 0.9)


_REPORT = re.compile(r"\((?:để )?b/(?P<sign>[^a-zđ\s()]{0,2}|[eo])\)")
_FILED = re.compile(r"^\W*Lưu\s?:?\s+(?P<sign>V[Il1])(?=[,.;:(]|\s|$)")


def recipients_shorthand(line: str) -> Iterable[Edit]:
    """What recipients' lists abbreviate: "Sở Y tế (b/€)", "Lưu: VI" → "VT"."""
    for pattern, right in ((_REPORT, "c"), (_FILED, "VT")):
        for match in pattern.finditer(line):
            yield Edit(Span(*match.span("sign")), right, "sign-recipient", 0.9)


_CODE_SPACE = re.compile(r"(?<=\d/)(?:[A-ZĐ]{2,4}-)+( )(?=[A-ZĐ]{2,}(?![^\W_]))")


def space_in_code(line: str) -> Iterable[Edit]:
    """A space behind a hyphen of a document's number: "905/KH- SYT" → "905/KH-SYT"."""
    for match in _CODE_SPACE.finditer(line):
        yield Edit(Span(*match.span(1)), "", "code-space", 0.9)


_ONE = re.compile(
    r"(?<![^\s(])l(?=\d{2,}(?![^\W_]))|(?<=\d)l(?=\d)|(?<=(?<!\w)0)[Il](?![^\W_])"
)
_COUNT = re.compile(r"(?<=[a-zà-ỹđ] )I(?=\d{1,2} [a-zà-ỹđ])")
_NAMING = re.compile(r"(?:lô|khu|phố|nhóm|loại|hạng|mục|dãy|đường|tuyến) $", re.I)


def one(line: str) -> Iterable[Edit]:
    """A 1 of a figure read as l or I: "l74 người" → "174 người", "có I8 hồ sơ".

    "2l" may be two litres, "khu I8" a name.
    """
    for match in _ONE.finditer(line):
        yield Edit(match_span(match), "1", "sign-digit", 0.9)
    for match in _COUNT.finditer(line):
        if not _NAMING.search(line, 0, match.start()):
            yield Edit(match_span(match), "1", "sign-digit", 0.9)


_SYMBOLS = (
    (re.compile(r"(?<=\d/)(?:TIr|ITr|TIT|TT[1Il]r|T['’]Tr)(?=-)"), "TTr"),
    (re.compile(r"(?<=[-/])(?:TIg|ITg|TT[1Il]g|T['’]Tg)(?!\w)"), "TTg"),
    (re.compile(r"(?<=-(?:NQ|CT|KL|QĐ|TB|KH|HD|CV)/)[I1]W(?!\w)"), "TW"),
)


def two_strokes(line: str) -> Iterable[Edit]:
    """The T of a number's symbol read as I: "947/TIr-SCT", "68-NQ/IW"."""
    for pattern, right in _SYMBOLS:
        for match in pattern.finditer(line):
            yield Edit(match_span(match), right, "code-symbol", 0.95)


_ARTICLE = re.compile(
    r"(?<!\w)(?:[Đđ]iều|(?<!ài )[Kk]hoản) ([Il])(?=[ .,;:)]|$)(?!.*\WII(?!\w))"
)


def first_article(line: str) -> Iterable[Edit]:
    """Articles and clauses count in Arabic: "nêu tại Điều I Quyết định này" → "Điều 1".

    Not in a line with another Roman number: old laws have "Điều I" and "Điều II".
    """
    for match in _ARTICLE.finditer(line):
        yield Edit(Span(*match.span(1)), "1", "code-article", 0.9)


_SAME_SHAPE = "[COÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢSVXUÚÙỦŨỤƯỨỪỬỮỰ]{2,3}"
_SHOUTED = re.compile(
    rf"(?:(?<= )|^)(?P<before>[^\W\d_]+) (?P<words>{_SAME_SHAPE}(?: {_SAME_SHAPE})*)"
    r"(?=(?: (?P<next>\w+))|[,;.]|$)"
)


def capitals_of_same_shape(line: str) -> Iterable[Edit]:
    """Small letters read as capitals of their shape: "các CƠ SỞ dữ liệu" → "cơ sở".

    Only among words in small letters, and only with a mark: "CSVC" is an abbreviation.
    An agency keeps its first: "hướng dẫn của SỞ Y tế".
    """
    for match in _SHOUTED.finditer(line):
        words, after = match["words"], match["next"] or ""
        syllables = all(is_syllable(word) for word in words.lower().split())
        if words.isascii() or not syllables or not match["before"].islower():
            continue
        agency = (
            words == "SỞ" and after[:1].isupper() and after[1:] == after[1:].lower()
        )
        if agency or not after or after.islower():
            right = "Sở" if agency else words.lower()
            yield Edit(Span(*match.span("words")), right, "sign-case", 0.9)


_LITTLE = re.compile(
    r"(?<=[^\W\d_] )(?:Và|Với|Vào|Của|Các|Có|Cùng|Cũng|Sẽ|Sau|(?<=cơ )Sở)(?= (\w))"
)


def capital_of_little_word(line: str) -> Iterable[Edit]:
    """A little word's first letter read as a capital: "Luật Giá Và quy định" → "và".

    Both its neighbours must begin small; "Về" and "Cho" also open titles.
    """
    for match in _LITTLE.finditer(line):
        before = line[: match.start()].split()[-1]
        if match[1].islower() and before.islower():
            yield Edit(match_span(match), match[0].lower(), "sign-case", 0.9)


_SHAPED = re.compile(r"(?<=[^\W\d_] )([CSVXOÔƠUƯ][a-zà-ỹ]+)(?= [a-zà-ỹđ]|$)")
_SMALL = 4.0  # natural logs by which a word behind another one is rather small


def capital_within_a_phrase(line: str) -> Iterable[Edit]:
    """A capital of the small letter's shape within a phrase: "sửa đổi, bổ Sung một số".

    Only where the word before goes with it, and hardly ever with a name: "các Sở" may.
    """
    for match in _SHAPED.finditer(line):
        word = match[1].lower()
        before = line[: match.start()].split()[-1]
        if before.islower() and is_syllable(word):
            small = _log([before, word])
            if small > max(_PAIR, _log([before, f"^{word}"]) + _SMALL):
                yield Edit(match_span(match), word, "sign-case", 0.9)


_AT = r"(?<=[a-z0-9_.]{4})(?:\(@|@\)|[©®])(?=[a-z0-9-]+\.[a-z])"
_MAIL = re.compile(rf"{_AT}|(?<=[a-z0-9_.]{{4}})[(@]{{1,2}}g\w?mail\.?[ce]o\w?m(?!\w)")


def mail(line: str) -> Iterable[Edit]:
    """The sign of an address: "vanthu(@hoalam.example", slanted "lan(gimail.eom"."""
    for match in _MAIL.finditer(line):
        right = "@gmail.com" if "g" in match[0] else "@"
        if match[0] != right:
            yield Edit(match_span(match), right, "sign-mail", 0.9)


_STOP = re.compile(
    r"(?:(?<![^\s(])([^\W\d_]+) )?(?<![^\s(])([^\W\d_]{2,})(\.)"
    r"(?= ([^\W\d_]{2,})(?: ([^\W\d_]+))?)"
)
COMMA_MARGIN = -2.5
"""Natural logs of a comma against nothing: of 20 such stops of scans 19 are told."""
_ABBREVIATED = frozenset(("tr", "tp", "ths", "ts", "bs", "gs"))


def stop_in_a_sentence(line: str) -> Iterable[Edit]:
    """A comma read as a stop: "khám bệnh. chữa bệnh"; or a speck: "giao các. đơn vị".

    No sentence begins small; the language model tells which of the two it was.
    """
    for match in _STOP.finditer(line):
        before, after = match[2].lower(), match[4]
        both = is_syllable(before) and is_syllable(after)
        if after.islower() and both and before not in _ABBREVIATED:
            words = [[word.lower()] if word else [] for word in match.group(1, 2, 4, 5)]
            left, right = words[0] + words[1], words[2] + words[3]
            comma = _log([*left, ",", *right]) - _log(left + right)
            sign = "," if comma > COMMA_MARGIN else ""
            yield Edit(Span(*match.span(3)), sign, "sign-stop", 0.85)


_PAIR = -6.0  # log probability of a word after another one that goes with it
_GLUED = re.compile(r"(?<!\S)([^\W\d_]{2,})([.:])([^\W\d_]{2,})(?=[,;.]?(?:\s|$))")


def speck_for_space(line: str) -> Iterable[Edit]:
    """A speck in the space between two words: "kinh.tế" → "kinh tế".

    Both are syllables that follow each other, and no file or host is named so.
    """
    for match in _GLUED.finditer(line):
        before, after = match[1].lower(), match[3]
        both = is_syllable(before) and is_syllable(after) and after.islower()
        if both and not (before + after).isascii() and _log([before, after]) > _PAIR:
            yield Edit(Span(*match.span(2)), " ", "sign-space", 0.85)


_CAPITAL_WITHIN = re.compile(r"(?<![^\s(])([^\W\d_]{2,}?)([A-ZĐÀ-Ỹ][a-zà-ỹ]+)(?!\w)")


def capital_within(line: str) -> Iterable[Edit]:
    """The space lost before a capital: "Căn cứ LuậtTổ chức" → "Luật Tổ chức".

    Both parts have marks: "VietGAP" and "IoT" are names.
    """
    for match in _CAPITAL_WITHIN.finditer(line):
        parts = match.groups()
        marked = all(not part.isascii() for part in parts)
        sound = marked and all(is_syllable(part.lower()) for part in parts)
        if sound and parts[0][1:].islower() and parts[1][0].isupper():
            at = match.start(2)
            yield Edit(Span(at, at), " ", "sign-space", 0.9)


_RUN = re.compile(r"(?<![^\s(“\"])[^\W\d_]{4,12}(?=[)”\",.;:]*(?:\s|$))")


@cache
def _loan_words() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("loan_words"))


_TWO = -11.0  # log probability of two words that may have been run together
_SURE = 1.5  # natural logs by which one way to cut must be likelier than another


def two_run_together(line: str) -> Iterable[Edit]:
    """The space lost between two words: "TỔ QUỐC VIỆTNAM" → "VIỆT NAM", "côngnghiệp".

    Where the word is no syllable and one way to cut it is far likelier than others;
    "bêtông" and other loan words are rightly written as one.
    """
    for match in _RUN.finditer(line):
        word = match[0].lower()
        if word.isascii() or is_syllable(word) or word in _loan_words():
            continue
        if match[0][1:] != _same_case(match[0]):
            continue
        cuts = sorted(
            (_log([word[:at], word[at:]]), at)
            for at in range(2, len(word) - 1)
            if is_syllable(word[:at]) and is_syllable(word[at:])
        )
        sure = len(cuts) == 1 or (len(cuts) > 1 and cuts[-1][0] - cuts[-2][0] > _SURE)
        if sure and cuts[-1][0] > _TWO:
            at = match.start() + cuts[-1][1]
            yield Edit(Span(at, at), " ", "sign-space", 0.85)


def _same_case(word: str) -> str:
    """All but the first letter, in one case."""
    return word[1:].upper() if word.isupper() else word[1:].lower()


def _log(words: Sequence[str]) -> float:
    """Log probability of words in a row."""
    # numpy and the model load only for a text that needs them.
    from ccndocs.repair.lm import language_model

    return language_model().likelihood(words)


RULES: tuple[LineRule, ...] = (
    wave_for_dash,
    mark_g,
    foreign_capital,
    eight,
    five,
    one,
    recipients_shorthand,
    space_in_code,
    two_strokes,
    first_article,
    capitals_of_same_shape,
    capital_of_little_word,
    stop_in_a_sentence,
    mail,
    speck_for_space,
    capital_within,
    two_run_together,
)
"""For sound lines that an OCR engine has read, after `codes.SLIP_RULES`."""

LATE_RULES: tuple[LineRule, ...] = (capital_within_a_phrase,)
"""The same once words are restored."""
