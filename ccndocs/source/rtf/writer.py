"""RTF tokens to blocks: a state per group, a paragraph and a table in the making."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from ccndocs.source.glyphs import symbol
from ccndocs.source.inline import Piece, lines_from
from ccndocs.source.legacy import decoded
from ccndocs.source.markup import BLANK, Blocks, trimmed
from ccndocs.source.rtf.rows import Rows
from ccndocs.source.rtf.tokens import Token, tokens
from ccndocs.types.page import Line, Table

# Groups that hold no text of the document.
_SILENT = frozenset(
    b"colortbl stylesheet listtable listoverridetable info pict object header headerl "
    b"headerr headerf footer footerl footerr footerf ftnsep ftnsepc ftncn aftnsep "
    b"aftnsepc aftncn xe tc rxe txe pntxta pntxtb fldinst datafield themedata "
    b"colorschememapping latentstyles datastore generator pgptbl revtbl rsidtbl "
    b"xmlnstbl wgrffmtfilter nonshppict shp do bkmkstart bkmkend annotation "
    b"atnid atnauthor upr".split()
)
# \\* marks groups that old readers skip; these hold text nevertheless.
_SPOKEN = frozenset({b"shptxt", b"fldrslt"})
_CHARACTERS = {
    b"tab": "\t", b"line": "\n", b"emdash": "—", b"endash": "–", b"bullet": "•",
    b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”",
    b"emspace": " ", b"enspace": " ",
}  # fmt: skip
_SYMBOLS = {b"~": "\xa0", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}"}
_CODE_PAGES = {
    0: "cp1252", 1: "cp1252", 77: "mac_roman", 128: "cp932", 134: "gbk", 136: "big5",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256",
    186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_SYMBOL_SET = 2


@dataclass(frozen=True, slots=True)
class State:
    """What a group's end takes back."""

    font: int = 0
    bold: bool = False
    italic: bool = False
    raised: bool = False
    capitals: bool = False
    hidden: bool = False
    silent: bool = False
    note: bool = False
    in_fonts: bool = False
    after_unicode: int = 1  # characters to skip after each \u


class Writer:
    """Reads one document; `fonts_used` names the fonts of its text."""

    def __init__(self) -> None:
        self._state = State()
        self._stack: list[State] = []
        self._starred = False
        self._skip = 0
        self._bytes = bytearray()
        self._fonts: dict[int, tuple[str, int]] = {}
        self._font_name = ""
        self._font_set = 0
        self._default_font = 0
        self._pieces: list[Piece] = []
        self._notes: list[list[Piece]] = []
        self._rows = Rows()
        self._blocks: list[Line | Table] = []
        self._used: dict[str, None] = {}

    @property
    def fonts_used(self) -> tuple[str, ...]:
        """Names of the fonts in which text was set."""
        return tuple(self._used)

    def read(self, data: bytes) -> Blocks:
        """All blocks, notes last; raises ValueError where the file is cut short."""
        for token in tokens(data.rstrip(b"\0\r\n ")):
            _HANDLERS[token.kind](self, token)
            if self._stack == [] and token.kind == "close":
                break
        if self._stack:
            raise ValueError("its end is missing")
        self._end_paragraph()
        self._blocks += self._rows.finished()
        for number, note in enumerate(self._notes, 1):
            mark = [Piece(str(number), raised=True), Piece(" ")]
            self._blocks += [BLANK, *lines_from([*mark, *note], note=True)]
        return trimmed(self._blocks)

    def _open(self, token: Token) -> None:
        self._flush()
        self._stack.append(self._state)
        self._starred = False

    def _close(self, token: Token) -> None:
        self._flush()
        if self._state.in_fonts and self._stack:
            self._end_font()
        if self._stack:
            self._state = self._stack.pop()
        self._starred = False

    def _text(self, token: Token) -> None:
        r"""Plain characters; those that stand in for a \\u are skipped."""
        value = token.value
        skipped = min(self._skip, len(value))
        self._skip -= skipped
        value = value[skipped:]
        self._starred = False
        if self._state.in_fonts:
            self._font_name += value.decode("latin-1")
        elif not self._state.silent:
            self._bytes += value

    def _symbol(self, token: Token) -> None:
        if token.value == b"*":
            self._starred = True
        elif token.value in (b"\n", b"\r"):
            self._end_paragraph()
        elif token.value in _SYMBOLS:
            self._add(_SYMBOLS[token.value])

    def _word(self, token: Token) -> None:
        starred, self._starred = self._starred, False
        word, number = token.value, token.number
        if word == b"u" and number is not None:
            self._add(chr(number % 0x10000))
            self._skip = self._state.after_unicode
        elif word == b"fonttbl":
            self._state = replace(self._state, in_fonts=True, silent=True)
        elif word in _SILENT or (starred and word not in _SPOKEN):
            self._state = replace(self._state, silent=True)
        elif self._state.in_fonts:
            self._define_font(word, number)
        elif self._state.silent:
            return
        elif word in _CHARACTERS:
            self._add(_CHARACTERS[word])
        else:
            self._flush()
            self._control(word, number)

    def _control(self, word: bytes, number: int | None) -> None:
        """Words that format, end something, or shape a table."""
        on = number != 0
        changed = _FORMATS.get(word)
        if changed is not None:
            self._state = changed(self._state, on)
        elif word == b"f" and number is not None:
            self._state = replace(self._state, font=number)
        elif word == b"uc" and number is not None:
            self._state = replace(self._state, after_unicode=number)
        elif word == b"deff" and number is not None:
            self._default_font = number
            self._state = replace(self._state, font=number)
        elif word == b"plain":
            self._state = replace(self._state, font=self._default_font)
            self._state = _plain(self._state)
        elif word in (b"par", b"sect", b"page"):
            self._end_paragraph()
        elif word == b"footnote":
            self._begin_note()
        elif word in (b"cell", b"nestcell"):
            self._end_cell(word == b"cell")
        else:
            self._rows.control(word, number)

    def _begin_note(self) -> None:
        self._notes.append([])
        self._put(Piece(str(len(self._notes)), raised=True))
        self._state = replace(self._state, note=True)

    def _end_paragraph(self) -> None:
        self._flush()
        if self._state.note:
            self._notes[-1].append(Piece("\n"))
        elif self._rows.in_table:
            self._pieces.append(Piece("\n"))
        else:
            self._blocks += self._rows.finished()
            self._blocks += [*lines_from(self._pieces), BLANK]
            self._pieces = []

    def _end_cell(self, outer: bool) -> None:
        self._flush()
        if outer:
            self._rows.cell(tuple(lines_from(self._pieces)))
            self._pieces = []
        else:
            self._pieces.append(Piece("\n"))

    def _add(self, text: str) -> None:
        """Characters already in Unicode."""
        self._flush()
        if not self._state.silent:
            self._put_text(text)

    def _flush(self) -> None:
        """Decode the bytes held, as the font in force says."""
        if not self._bytes:
            return
        held, self._bytes = bytes(self._bytes), bytearray()
        _, charset = self._fonts.get(self._state.font, ("", 0))
        if charset == _SYMBOL_SET:
            self._put_text(symbol(held.decode("latin-1")))
        else:
            page = _CODE_PAGES.get(charset, "cp1252")
            self._put_text(_decoded(held, page))

    def _put_text(self, text: str) -> None:
        name = self._fonts.get(self._state.font, ("", 0))[0]
        if text.strip() and name:
            self._used[name] = None
        state = self._state
        if not state.hidden:
            text = decoded(text, name)
            text = text.upper() if state.capitals else text
            self._put(Piece(text, state.bold, state.italic, state.raised))

    def _put(self, piece: Piece) -> None:
        (self._notes[-1] if self._state.note else self._pieces).append(piece)

    def _define_font(self, word: bytes, number: int | None) -> None:
        if word == b"f" and number is not None:
            self._end_font()
            self._state = replace(self._state, font=number)
        elif word == b"fcharset" and number is not None:
            self._font_set = number
            self._fonts[self._state.font] = ("", number)

    def _end_font(self) -> None:
        """A font's name is done: ".VnTime;" without what RTF adds for scripts."""
        name = re.sub(r" (?:Tur|CE|Cyr|Greek|Baltic|\(Vietnamese\))$", "",
                      self._font_name.strip(" ;"))  # fmt: skip
        if name:
            self._fonts[self._state.font] = (name, self._font_set)
        self._font_name, self._font_set = "", 0


def _plain(state: State) -> State:
    return replace(
        state, bold=False, italic=False, raised=False, capitals=False, hidden=False
    )


_FORMATS: dict[bytes, Callable[[State, bool], State]] = {
    b"b": lambda state, on: replace(state, bold=on),
    b"i": lambda state, on: replace(state, italic=on),
    b"caps": lambda state, on: replace(state, capitals=on),
    b"super": lambda state, on: replace(state, raised=on),
    b"nosupersub": lambda state, on: replace(state, raised=False),
    b"v": lambda state, on: replace(state, hidden=on),
    b"deleted": lambda state, on: replace(state, hidden=on),
}

_HANDLERS: dict[str, Callable[[Writer, Token], None]] = {
    "open": Writer._open,
    "close": Writer._close,
    "text": Writer._text,
    "hex": Writer._text,
    "symbol": Writer._symbol,
    "word": Writer._word,
}


def _decoded(held: bytes, page: str) -> str:
    """The bytes in a code page; its holes as Latin-1 has them."""
    if page == "cp1252":
        from ccndocs.source.encodings import latin

        return latin(held)
    return held.decode(page, errors="replace")
