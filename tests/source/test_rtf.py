from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ccndocs.errors import InputFileError
from ccndocs.source.legacy import decoded
from ccndocs.types.page import Line

FONTS = (
    rb"{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fcharset0 .VnTime;}"
    rb"{\f2\fcharset0{\*\panose 0202}.VnTimeH;}{\f3\fcharset0 VNI-Times;}"
    rb"{\f4\fcharset163 Times New Roman (Vietnamese);}{\f5\fcharset2 Symbol;}}"
)
CASES = {
    rb"a\par b": ["a", "b"],
    rb"a\line b": ["a", "b"],
    rb"{\b KE} {\i HOACH}\par": ["KE HOACH"],
    rb"\u7910?y ban \u-3913? x": ["Ủy ban • x"],
    rb"{\uc2 \u7910 xxy} ban": ["Ủy ban"],
    rb"\f1 ch\'fd \'ae\'b9o": ["chỉ đạo".replace("ỉ", "ý")],
    rb"\f2 t\'d8nh": ["TỈNH"],
    rb"\f3 Co\'e4ng ho\'f8a": ["Cộng hòa"],
    rb"\f4 ca\'f2 n": ["cạ n"],
    rb"{\f5 \'b7} gach": ["• gach"],
    rb"{\info{\title x}}{\*\generator y}{\stylesheet{\s1 z;}}{\header h}a": ["a"],
    rb"{\pict\bin5 {}{}{}b": ["b"],
    rb"{\listtext 1.\tab}Muc dich\par": ["1. Muc dich"],
    rb"a\{b\}\\c\~d\_e": ["a{b}\\c d-e"],
    rb"{\field{\*\fldinst HYPERLINK}{\fldrslt so 12}}": ["so 12"],
    rb"a{\v b}c": ["ac"],
    rb"{\caps quy\u7871?t} {\caps0 nay}": ["QUYẾT nay"],
    rb"\u-10176?\u-9216?": ["\U00020000"],
    rb"\trowd\clbrdrt\brdrs\cellx1000\cellx2000\intbl a\cell b\cell\row"
    rb"\trowd\cellx2000\intbl c\cell\row\pard d\par": ["a | b", "{1x2}c", "d"],
    rb"\trowd\cellx1000\cellx2000\intbl N\u417?i nh\u7853?n:\par - VT\cell "
    rb"CT\cell\row\pard": ["Nơi nhận:", "- VT", "CT"],
}


@pytest.mark.parametrize("body", CASES)
def test_what_word_shows(
    body: bytes, opened: Callable[..., Any], texts: Callable[..., list[str]]
) -> None:
    data = rb"{\rtf1\ansi\deff0" + FONTS + body + b"}"
    pages, issues = opened(data)
    assert texts(pages[0]) == CASES[body]
    assert issues.issues == []


def test_fonts_of_the_text_are_named(opened: Callable[..., Any]) -> None:
    pages, _ = opened(rb"{\rtf1\deff0" + FONTS + rb"a \f1 b}")
    assert pages[0].fonts == ("Times New Roman", ".VnTime")


def test_footnotes_are_notes(opened: Callable[..., Any]) -> None:
    data = rb"{\rtf1 quy dinh{\super\chftn{\footnote\plain Nghi dinh 1.}}, nay\par}"
    pages, _ = opened(data)
    body, note = (x for x in pages[0].layer if isinstance(x, Line) and x.text)
    assert (body.text, body.superscripts) == ("quy dinh, 1 nay", (2,))
    assert (note.text, note.note) == ("1 Nghi dinh 1.", True)


def test_a_file_cut_short_is_damaged(opened: Callable[..., Any]) -> None:
    with pytest.raises(InputFileError) as caught:
        opened(rb"{\rtf1 {\b a", "cũ.rtf")
    assert caught.value.code == "damaged"
    assert str(caught.value).startswith("cũ.rtf: ")


@pytest.mark.parametrize(
    ("text", "font", "shown"),
    [
        ("®¹t", ".VnTime", "đạt"),
        ("®−êng", "VnTimeBold", "đường"),
        ("l·nh", ".VnTimeH", "LÃNH"),
        ("so 12", ".VnArialH", "SO 12"),
        ("TAÏI TÆNH", "VNI-Times", "TẠI TỈNH"),
        ("Nöôùc", "VNI-Helve", "Nước"),
        ("tài liệu", ".VnTime", "tài liệu"),  # Unicode under an old font's name
        ("tµi", "Times New Roman", "tµi"),
        ("tµi", "Vni Something", "tµi"),
        ("plain", ".VnTime", "plain"),
    ],
)
def test_fonts_say_what_codes_mean(text: str, font: str, shown: str) -> None:
    assert decoded(text, font) == shown
