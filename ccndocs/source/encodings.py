"""Bytes of a text to characters: Unicode forms first, guesses last and said."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from ccndocs.source.legacy import guessed

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: it starts with the same bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65536
_TEXT_CONTROLS = frozenset(b"\t\n\v\f\r\x1a\x1c\x1d\x1e\x1f")
_CONTROL_SHARE = 0.005
# UTF-8 read as Windows-1252 and saved again: "Ủy" becomes "á»¦y", "đ" "Ä‘".
_MOJIBAKE = re.compile("á[º»]|Æ[°¡]|Ä[‘ƒ]|Ã[¡-ÿ\xa0]")
# Marks that stand alone after composition are a sign of a wrong code page.
_LOOSE_MARK = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_TONED = re.compile("[\u1ea0-\u1ef9]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters of a file, and how sure the reading is.

    `problem` is None for a certain reading, else an issue code: "encoding_guessed"
    or "encoding_damaged".
    """

    text: str
    encoding: str
    problem: str | None = None


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of `data`, as read (not normalised, line ends as they are).

    `declared` is what the file says of itself (HTML); it is believed only where the
    bytes are not valid Unicode.
    """
    for rule in RULES:
        found = rule(data, declared)
        if found is not None:
            return found
    return _by_guess(data)


def looks_binary(data: bytes) -> bool:
    """Whether the bytes cannot be text in any encoding that is read here."""
    if _bom(data) is not None:
        return False
    sample = data[:_SAMPLE]
    if _wide_encoding(sample) is not None:
        return False
    controls = sum(1 for byte in sample if byte < 32 and byte not in _TEXT_CONTROLS)
    return controls > _CONTROL_SHARE * len(sample)


def _bom(data: bytes) -> tuple[bytes, str] | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return mark, encoding
    return None


def _wide_encoding(sample: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: where the zero bytes stand tells.

    Vietnamese text is two thirds ASCII, so at least a third of the high bytes are 0.
    """
    if len(sample) < 4 or b"\0" not in sample:
        return None
    quarters = [sample[i::4].count(0) / max(len(sample[i::4]), 1) for i in range(4)]
    if quarters[2] > 0.9 and quarters[3] > 0.9:
        return _if_valid(sample, "utf-32-le")
    if quarters[0] > 0.9 and quarters[1] > 0.9:
        return _if_valid(sample, "utf-32-be")
    low = (quarters[0] + quarters[2]) / 2
    high = (quarters[1] + quarters[3]) / 2
    if high > 0.33 and low < 0.05:
        return _if_valid(sample, "utf-16-le")
    if low > 0.33 and high < 0.05:
        return _if_valid(sample, "utf-16-be")
    return None


def _if_valid(sample: bytes, encoding: str) -> str | None:
    """The encoding, where the sample decodes to printable text."""
    width = 4 if "32" in encoding else 2
    try:
        text = sample[: len(sample) // width * width].decode(encoding)
    except UnicodeDecodeError as error:
        if error.start < len(sample) - 4:
            return None
        text = sample[: error.start].decode(encoding)
    bad = sum(1 for c in text if unicodedata.category(c) in ("Cn", "Co", "Cs"))
    controls = sum(1 for c in text if c < " " and ord(c) not in _TEXT_CONTROLS)
    return encoding if bad + controls <= _CONTROL_SHARE * len(text) else None


def _by_bom(data: bytes, declared: str | None) -> Decoded | None:
    """A byte order mark decides; a cut last character is replaced and said."""
    found = _bom(data)
    if found is None:
        return None
    mark, encoding = found
    return _tolerant(data[len(mark) :], encoding)


def _by_zero_bytes(data: bytes, declared: str | None) -> Decoded | None:
    """UTF-16 or UTF-32 without a mark."""
    encoding = _wide_encoding(data[:_SAMPLE])
    return None if encoding is None else _tolerant(data, encoding)


def _by_utf8(data: bytes, declared: str | None) -> Decoded | None:
    """Valid UTF-8 is UTF-8, unless it is UTF-8 of mojibake."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return _unmojibake(text) or _by_syllables(text) or Decoded(text, "utf-8")


def _by_damaged_utf8(data: bytes, declared: str | None) -> Decoded | None:
    """UTF-8 with a few broken bytes (a file cut inside a letter, a bad disk)."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    letters = sum(1 for c in text if c > "\x7f") - broken
    if letters > 20 * broken or (broken == 1 and letters > 0 and text[-1] == "\ufffd"):
        return Decoded(text, "utf-8", "encoding_damaged")
    return None


def _by_cp1258(data: bytes, declared: str | None) -> Decoded | None:
    """Windows-1258: letters with a following mark, all of which compose.

    A mark that does not compose ("Óì" of another code page) is evidence against.
    """
    try:
        text = data.decode("cp1258")
    except UnicodeDecodeError:
        return None
    composed = unicodedata.normalize("NFC", text)
    toned = len(_TONED.findall(composed))
    if toned < 1 or len(_LOOSE_MARK.findall(composed)) * 20 > toned:
        return None
    if declared is None and toned * 12 < sum(1 for c in composed if c > "\x7f"):
        return None
    return Decoded(text, "cp1258")


def _by_declaration(data: bytes, declared: str | None) -> Decoded | None:
    """What the file says of itself."""
    if declared is None:
        return None
    try:
        codec = codecs.lookup("cp1252" if declared in _LATIN else declared)
        text = data.decode(codec.name)
    except (LookupError, UnicodeDecodeError):
        return None
    return Decoded(text, codec.name)


_LATIN = ("iso-8859-1", "latin-1", "us-ascii", "ascii", "windows-1252", "utf-8")

RULES = (
    _by_bom,
    _by_zero_bytes,
    _by_utf8,
    _by_damaged_utf8,
    _by_cp1258,
    _by_declaration,
)


def _by_guess(data: bytes) -> Decoded:
    """The last resort; always said.

    Fonts of the years before Unicode (TCVN3, VNI) leave letters of Windows-1252. Only
    what is clearly another script goes to charset-normalizer.
    """
    sample = data[:_SAMPLE]
    high = sum(1 for byte in sample if byte > 127)
    if high * 2 > len(sample):
        from charset_normalizer import from_bytes

        best = from_bytes(sample).best()
        if best is not None:
            text = data.decode(best.encoding, errors="replace")
            return Decoded(text, best.encoding, "encoding_guessed")
    text = latin(data)
    return _by_syllables(text) or Decoded(text, "cp1252", "encoding_guessed")


def _by_syllables(text: str) -> Decoded | None:
    """TCVN3 or VNI, where the letters then make Vietnamese syllables."""
    found = guessed(text)
    return None if found is None else Decoded(*found, "encoding_guessed")


def latin(data: bytes) -> str:
    """Windows-1252, with its five holes filled as Latin-1 does: never fails."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(
            bytes([b]).decode("cp1252", errors="ignore") or chr(b) for b in data
        )


def _tolerant(data: bytes, encoding: str) -> Decoded:
    """Decode; broken units become U+FFFD and are said."""
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
        return Decoded(text, encoding, "encoding_damaged")


def _unmojibake(text: str) -> Decoded | None:
    """UTF-8 that was once read as Windows-1252: "á»¦y ban" back to "Ủy ban"."""
    hits = len(_MOJIBAKE.findall(text))
    if hits < 5 or _TONED.search(text):
        return None
    try:
        data = b"".join(_byte_of(c) for c in text)
        return Decoded(data.decode("utf-8"), "utf-8", "encoding_guessed")
    except UnicodeError:
        return None


def _byte_of(character: str) -> bytes:
    """The Windows-1252 byte of a character, Latin-1 for its holes."""
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")
