"""A text cut into the pieces that restoration looks at, line by line.

Only words are ever restored. Numbers, codes, dates, e-mail, URLs and abbreviations
are context for their neighbours; rules of their own mend them (`codes.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from ccndocs.repair.acronyms import is_acronym
from ccndocs.repair.placewords import is_place_word
from ccndocs.types.geometry import Span
from ccndocs.vi.syllables import bare, is_bare_syllable


class Kind(StrEnum):
    """What a piece is to the language model."""

    WORD = "word"
    NUMBER = "number"
    COMMA = "comma"
    STOP = "stop"
    FIXED = "fixed"  # abbreviations and foreign matter: never changed here


class Piece(NamedTuple):
    """A stretch of the text.

    `glued` is a sign after it that may belong to it, `inner`: the sentence goes on
    behind that sign; `shouted`: it stands among capitals, where case says nothing of
    the word.
    """

    kind: Kind
    span: Span
    text: str
    line: int
    glued: str = ""
    shouted: bool = False
    inner: bool = False


_CHUNK = re.compile(r"\S+")
_ADDRESS = re.compile(
    r"\w@[\w\-]+\.\w|://|^www\.|\.(?:vn|com|org|net|gov|edu)\b", re.IGNORECASE
)
_NUMBER = re.compile(
    r"^[(\[\"“*_]*(?:[\dOolI]*\d[\d.,/:%\-–]*|[IVX]+(?:[.)]|[/–-]$)"
    r"|\d+\.[a-zđ]|[a-zđA-ZĐ]\))[)\]\"”.,;:]*$"
)
_MEASURE = re.compile(  # 170ha, 35,82ha, 22kV; "16ng" is a word
    r"^[(\[\"“]*(?:\d{2,}|\d+(?:[.,]\d+)+|\d(?=ha\b|km|kV\b|MW\b))"
    r"(?:ha|[kcmd]?m[23²³]?|m[23²³]/\w+|kg|k[VW]|[kM]VA|[MG]W|GB|tr)[)\]\"”.,;:]*$"
)
_NAMED = re.compile(  # B2, K13, DDR4, 5G, 1TB; "S6", "X4" and "6NG" may be words
    r"^[(\"“]*(?:[A-ZĐ](?:[2579]|\d{2,})|[A-ZĐ]{2,4}\d+|(?:[1-57-9]|\d{2,})[A-ZĐ]{1,2})"
    r"[)\"”.,;:–—-]*$"
)
_WORD_OF_DIGITS = re.compile(r"^(?:\d{1,3}|[Il]\d{1,2}|1\dm)$")
_CODE = re.compile(
    r"\d[\w.]*[/\-–][\w\-–/&.]*[A-ZĐ]{2}|[A-ZĐ]{2,}[\w]*[/\-–][\w\-–/&]*[A-ZĐ]{2}"
    r"|\d+/\d+/|\d{3,}[/\-–]"
)
_CLEAN_PART = re.compile(r"[^\W\d_]+|,|[.;:!?…]")
_NOISY_PART = re.compile(  # a "?" among letters is one: "cht?c"
    r"(?:[^\s,.;:!?…()/\-–—\"“”+•*_=<>\[\]]|(?<=[a-z])\?(?=[a-z]))+|,|[.;:!?…]"
)
_LETTER_LIKE = re.compile(r"[^\W\d_]|[¢§¥€£&{}@®©]")
_LIKE_VOWEL = re.compile("^[^AEIOUY][GQO]$")  # BG, SQ: Bộ, Sở
_VOWEL = re.compile("[AEIOUY]")
_SHORTHAND = re.compile(r"^\W*[^\W\d_]{1,2}/[^\W\d_]{1,2}\W*$")  # V/v, b/c, ph/h
_TRIM = '.,;:()"“”'
_STOPS = frozenset(".;:!?…")


def pieces_of(
    line: str,
    start: int,
    number: int,
    noisy: bool,
    own: frozenset[str] = frozenset(),
) -> Iterator[Piece]:
    """The pieces of one line that begins at `start` of its text.

    In a noisy line (a wrong-language OCR) signs and digits may be letters:
    "x{r", "1y", "chi?". `own`: abbreviations that the document defines.
    """
    capitals = _is_capital_line(line)
    chunks = list(_CHUNK.finditer(line))
    among = _among_capitals([chunk.group() for chunk in chunks], capitals)
    for chunk, shouted in zip(chunks, among, strict=True):
        text = chunk.group()
        base = start + chunk.start()
        if text.islower() and text.isalpha():  # most chunks: a plain word
            yield Piece(
                Kind.WORD, Span(base, base + len(text)), text, number, "", shouted
            )
            continue
        doubtful = noisy and _may_be_word(text, chunk, line)
        if _is_kept(text):
            yield Piece(Kind.FIXED, Span(base, base + len(text)), text, number)
        elif _is_number(text) and not doubtful:
            yield Piece(Kind.NUMBER, Span(base, base + len(text)), text, number)
            yield from _closing(text, base, number)
        else:
            onward = line[chunk.end() + 1 : chunk.end() + 2].islower()
            for piece in _parts(text, base, number, noisy, capitals, shouted):
                if noisy and onward and piece.text == "?":
                    continue
                if onward and piece.glued and piece.span.stop == base + len(text) - 1:
                    piece = piece._replace(inner=True)
                fixed = piece.kind is Kind.WORD and piece.text in own
                yield piece._replace(kind=Kind.FIXED) if fixed else piece


def _is_kept(text: str) -> bool:
    """Whether a chunk is an address or a shorthand."""
    return bool(_ADDRESS.search(text) or _SHORTHAND.match(text))


def _is_number(text: str) -> bool:
    """Whether a chunk is a number, a code, a measure or a mark with a digit in it."""
    patterns = (_NUMBER, _MEASURE, _NAMED)
    return bool(_CODE.search(text) or any(p.match(text) for p in patterns))


def _among_capitals(chunks: list[str], capitals: bool) -> list[bool]:
    """Which chunks stand in a line, or at least a run, of words in capitals."""
    if capitals:
        return [True] * len(chunks)
    words = [chunk.strip(_TRIM) for chunk in chunks]
    loud = [w.isalpha() and w.isupper() and not is_acronym(w) for w in words]
    sides = zip([False, *loud], loud, [*loud[1:], False], strict=False)
    return [own and (left or right) for left, own, right in sides]


def _may_be_word(text: str, chunk: re.Match[str], line: str) -> bool:
    """Whether digits can be a misread word: "16 chirc", "di 601", "I6 trinh", "14m"."""
    return bool(_WORD_OF_DIGITS.match(text)) and bool(line[: chunk.start()].strip())


def _closing(text: str, base: int, number: int) -> Iterator[Piece]:
    """The comma or stop at the end of a number."""
    if text[-1] in _STOPS or text[-1] == ",":
        kind = Kind.COMMA if text[-1] == "," else Kind.STOP
        stop = base + len(text)
        yield Piece(kind, Span(stop - 1, stop), text[-1], number)


def _parts(
    text: str, base: int, number: int, noisy: bool, capitals: bool, shouted: bool
) -> Iterator[Piece]:
    pattern = _NOISY_PART if noisy else _CLEAN_PART
    for part in pattern.finditer(text):
        word = part.group()
        span = Span(base + part.start(), base + part.end())
        after = text[part.end() : part.end() + 1]
        if word == ",":
            yield Piece(Kind.COMMA, span, word, number)
        elif word in _STOPS:
            yield Piece(Kind.STOP, span, word, number)
        elif noisy and not _LETTER_LIKE.search(word) and not word.isdigit():
            continue
        elif _is_left(word, after, capitals, noisy):
            yield Piece(Kind.FIXED, span, word, number)
        else:
            glued = after if noisy and after in ("!", "?") else ""
            yield Piece(Kind.WORD, span, word, number, glued, shouted)


def _is_left(word: str, after: str, capitals: bool, noisy: bool) -> bool:
    """Whether a word stays: an abbreviation, an initial ("T. Lan"), a unit ("m²")."""
    if noisy and after == "." and len(word) == 1 and word.isupper():
        return True
    if not noisy and (not word.isalpha() or _is_camel(word)):
        return True
    return _is_fixed(word, capitals, noisy)


def _is_camel(word: str) -> bool:
    """Whether a capital follows a small letter, as in IoT and VietGAP."""
    return any(a.islower() and b.isupper() for a, b in pairwise(word))


def _is_capital_line(line: str) -> bool:
    capitals = letters = 0
    for word in _CLEAN_PART.findall(line):
        if is_acronym(word):
            continue
        letters += len(word) if word.isalpha() else sum(map(str.isalpha, word))
        if not word.islower():  # most words are
            capitals += sum(map(str.isupper, filter(str.isalpha, word)))
    return capitals > 0.6 * letters


def _is_fixed(word: str, capitals: bool, noisy: bool) -> bool:
    """Whether a word is an abbreviation.

    Among capitals only what is no syllable is one ("UBND" in "ỦY BAN … UBND TỈNH");
    in noise also only what is known ("HQI" is a misread HỘI).
    """
    if len(word) < 2 or not word.isalpha() or not word.isupper():
        return False
    if is_bare_syllable(bare(word).lower()) or is_place_word(bare(word).lower()):
        return not capitals and is_acronym(word)
    if noisy and _LIKE_VOWEL.match(word):
        return is_acronym(word)
    return is_acronym(word) or not (capitals and noisy) or not _VOWEL.search(word)
