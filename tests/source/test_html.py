from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ccndocs.types.page import Line, Table

CASES = {
    "<p>a  b\n c</p><p>d<br>e</p>": ["a b c", "d", "e"],
    "<div>a<div>b</div>c</div>": ["a", "b", "c"],
    "<p>&#7911;y&nbsp;ban &amp; &lt;x&gt;</p>": ["ủy ban & <x>"],
    "<p>Ủ<b>y b</b>an</p>": ["Ủy ban"],
    "<script>x</script><style>y</style><title>z</title><p>a<!-- n --></p>": ["a"],
    "<p>a</p><p style='display:none'>b</p><p style='MSO-HIDE: all'>c</p>": ["a"],
    "<ol><li>a<li>b</ol><ul><li>c</ul>": ["1. a", "2. b", "- c"],
    "<ol start=4><li>a<li value=9>b<li>c</ol>": ["4. a", "9. b", "10. c"],
    "<ol type=a><li>a<li>b</ol>": ["a) a", "b) b"],
    "<p>1.<span>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span>Mục đích</p>": ["1. Mục đích"],
    "<p>Nơi gửi&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;TRƯỞNG PHÒNG</p>": [
        "Nơi gửi    TRƯỞNG PHÒNG"
    ],
    "<pre>a\n  b</pre>": ["a", "b"],
    "a<p>b": ["a", "b"],
    "<p>\u0041\u0302\u0301n</p>": ["Ấn"],
    "<table><tr><td>UBND HUYỆN</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</td></tr>"
    "<tr><td>Số: 1</td><td>Lâm Hạ, ngày 1</td></tr></table>": [
        "UBND HUYỆN",
        "Số: 1",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Lâm Hạ, ngày 1",
    ],
    "<table border=1><tr><td>Nơi nhận:<br>- Lưu</td><td>CHỦ TỊCH</td></tr></table>": [
        "Nơi nhận:",
        "- Lưu",
        "CHỦ TỊCH",
    ],
    "<table border=1><tr><td>một khung</td></tr></table>": ["một khung"],
    "<table border=1><tr><td rowspan=2>a<td>b<tr><td>c<tr><td colspan=2>d</table>": [
        "{2x1}a | b",
        "c",
        "{1x2}d",
    ],
    "<table><tr><th>a<th>b<tr><td>c<td>d</table>": ["a | b", "c | d"],
    "<table border=1><tr><td>a<td><table border=1><tr><td>b<td>c</table></table>": [
        "a | b / c"
    ],
    "<table border=1><tr><td colspan=999999>a<td>b<tr><td>c</table>": [
        "{1x200}a | b",
        "c",
    ],
}


@pytest.mark.parametrize("html", CASES)
def test_what_a_browser_shows(
    html: str, opened: Callable[..., Any], texts: Callable[..., list[str]]
) -> None:
    pages, issues = opened(f"<html><body>{html}</body></html>".encode())
    assert texts(pages[0]) == CASES[html]
    assert issues.issues == []


def test_paragraphs_are_apart_and_breaks_are_not(opened: Callable[..., Any]) -> None:
    pages, _ = opened(b"<p>a<br>b</p><p>c</p>")
    assert [line.text for line in pages[0].layer] == ["a", "b", "", "c"]


def test_footnotes_are_notes_and_their_marks_words(
    opened: Callable[..., Any],
) -> None:
    html = (
        "<p>theo quy định<a><sup>[1]</sup></a>, đến nay 5 m<sup>2</sup></p>"
        "<div style='mso-element:footnote-list'><div style='mso-element:footnote'>"
        "<p><a><sup>[1]</sup></a> Nghị định số 1.</p></div></div>"
    )
    pages, _ = opened(f"<html>{html}</html>".encode())
    body, note = (x for x in pages[0].layer if isinstance(x, Line) and x.text)
    assert body.text == "theo quy định, [1] đến nay 5 m2"
    assert [body.words[i].text for i in body.superscripts] == ["[1]"]
    assert not body.note
    assert note.text == "[1] Nghị định số 1."
    assert (note.note, note.superscripts) == (True, (0,))


@pytest.mark.parametrize("charset", ["windows-1252", "utf-8", None])
def test_a_wrong_declaration_is_overruled_by_valid_utf8(
    charset: str | None, opened: Callable[..., Any]
) -> None:
    meta = f"<meta charset={charset}>" if charset else ""
    pages, issues = opened(f"<html>{meta}<p>Ủy ban</p>".encode())
    assert pages[0].layer[0].text == "Ủy ban"
    assert issues.issues == []


def test_word_saves_windows_1252_with_entities(opened: Callable[..., Any]) -> None:
    html = "<html><meta charset=windows-1252><p>C\xf4ng v&#259;n \x96 s&#7889; 1</p>"
    pages, issues = opened(html.encode("latin-1"))
    assert pages[0].layer[0].text == "Công văn – số 1"
    assert issues.issues == []


def test_bold_is_seen(opened: Callable[..., Any]) -> None:
    pages, _ = opened(b"<p><b>KE HOACH</b></p><p>a <b>b</b> c d</p>")
    assert [x.bold for x in pages[0].layer if x.text] == [True, False]


def test_a_page_without_text_has_no_layer(opened: Callable[..., Any]) -> None:
    pages, _ = opened(b"<html><body><img src=a></body></html>")
    assert pages[0].layer is None
    assert pages[0].image is None


def test_deep_nesting_is_no_crash(opened: Callable[..., Any]) -> None:
    pages, _ = opened(b"<html>" + b"<div>" * 5000 + b"a")
    assert len(pages) == 1


def test_deep_tables_are_no_crash(opened: Callable[..., Any]) -> None:
    data = b"<html>" + b"<table border=1><tr><td>x<td>" * 300 + b"a"
    pages, _ = opened(data)
    assert any(isinstance(x, Table | Line) for x in pages[0].layer)
