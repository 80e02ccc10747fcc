from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from ccndocs.errors import InputFileError
from ccndocs.source.docx.numbering import formatted
from ccndocs.types.page import Line

W = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"


def p(text: str, *, numbered: tuple[int, int] | None = None, run: str = "") -> str:
    number = ""
    if numbered is not None:
        number = (
            f"<w:pPr><w:numPr><w:ilvl w:val='{numbered[1]}'/>"
            f"<w:numId w:val='{numbered[0]}'/></w:numPr></w:pPr>"
        )
    return f"<w:p>{number}{r(text, run)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return (
        f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"
    )


def level(at: int, style: str, pattern: str, start: int = 1, extra: str = "") -> str:
    return (
        f"<w:lvl w:ilvl='{at}'><w:start w:val='{start}'/><w:numFmt w:val='{style}'/>"
        f"<w:lvlText w:val='{pattern}'/>{extra}</w:lvl>"
    )


NUMBERING = (
    "<w:abstractNum w:abstractNumId='0'>"
    + level(0, "upperRoman", "%1.")
    + level(1, "decimal", "%1.%2.", extra="<w:isLgl/>")
    + level(2, "lowerLetter", "%3)")
    + level(3, "bullet", "-")
    + "</w:abstractNum><w:abstractNum w:abstractNumId='1'>"
    + level(0, "decimal", "Điều %1.", start=4)
    + level(1, "bullet", "\uf0b7")
    + "</w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    "<w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num>"
    "<w:num w:numId='3'><w:abstractNumId w:val='1'/></w:num>"
    "<w:num w:numId='4'><w:abstractNumId w:val='1'/>"
    "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='9'/></w:lvlOverride></w:num>"
)


def test_numbering_shows_what_word_shows(
    opened: Callable[..., Any],
    docx: Callable[..., bytes],
    texts: Callable[..., list[str]],
) -> None:
    plan = [
        ((1, 0), "I. Mục đích"),
        ((1, 1), "1.1. một"),
        ((1, 1), "1.2. hai"),
        ((1, 2), "a) nhỏ"),
        ((1, 2), "b) nhỏ"),
        ((1, 3), "- gạch"),
        ((1, 0), "II. Nhiệm vụ"),
        ((1, 1), "2.1. lại từ đầu"),
        ((1, 2), "a) lại từ đầu"),
        (None, "không đánh số"),
        ((1, 2), "b) đếm tiếp"),
        ((2, 0), "Điều 4. bắt đầu ở bốn"),
        ((3, 0), "Điều 5. danh sách khác, cùng bộ đếm"),
        ((4, 0), "Điều 9. có số đầu riêng"),
        ((4, 0), "Điều 10. đếm tiếp"),
        ((2, 1), "• chấm"),
        ((9, 0), "danh sách không có"),
    ]
    body = ""
    for numbered, shown in plan:
        mark = shown.split(" ", 2 if shown.startswith("Điều") else 1)
        bare = shown if numbered in (None, (9, 0)) else mark[-1]
        body += p(bare, numbered=numbered)
    pages, _ = opened(docx(body, numbering=NUMBERING))
    assert texts(pages[0]) == [shown for _, shown in plan]


def test_numbering_comes_with_a_style(
    opened: Callable[..., Any],
    docx: Callable[..., bytes],
    texts: Callable[..., list[str]],
) -> None:
    styles = (
        "<w:style w:styleId='Khoan'><w:pPr><w:numPr><w:ilvl w:val='2'/>"
        "<w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
        "<w:style w:styleId='Con'><w:basedOn w:val='Khoan'/></w:style>"
    )
    body = "<w:p><w:pPr><w:pStyle w:val='Con'/></w:pPr>" + r("việc") + "</w:p>"
    body += (
        "<w:p><w:pPr><w:pStyle w:val='Con'/><w:numPr><w:numId w:val='0'/></w:numPr>"
        "</w:pPr>" + r("bỏ số") + "</w:p>"
    )
    pages, _ = opened(docx(body, numbering=NUMBERING, styles=styles))
    assert texts(pages[0]) == ["a) việc", "bỏ số"]


@pytest.mark.parametrize(
    ("number", "style", "shown"),
    [
        (4, "decimal", "4"),
        (7, "decimalZero", "07"),
        (26, "lowerLetter", "z"),
        (27, "lowerLetter", "aa"),
        (3, "upperLetter", "C"),
        (9, "lowerRoman", "ix"),
        (1994, "upperRoman", "MCMXCIV"),
        (5, "chineseCounting", "5"),
    ],
)
def test_formats_of_numbers(number: int, style: str, shown: str) -> None:
    assert formatted(number, style) == shown


def tc(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def tbl(*rows: str, ruled: bool = True) -> str:
    side = "<w:top w:val='single'/>" if ruled else "<w:top w:val='none'/>"
    borders = f"<w:tblPr><w:tblBorders>{side}</w:tblBorders></w:tblPr>"
    return (
        "<w:tbl>"
        + borders
        + "".join(f"<w:tr>{row}</w:tr>" for row in rows)
        + "</w:tbl>"
    )


TABLES = {
    "merged": (
        tbl(
            tc(p("TT"), "<w:vMerge w:val='restart'/>") + tc(p("Việc")) + tc(p("Hạn")),
            tc(p(""), "<w:vMerge/>") + tc(p("a") + p("b"), "<w:gridSpan w:val='2'/>"),
            tc(p("1")) + tc(p("c")) + tc(p("d")),
        ),
        ["{2x1}TT | Việc | Hạn", "{1x2}a / b", "1 | c | d"],
    ),
    "letterhead": (
        tbl(
            tc(p("UBND XÃ HẠ")) + tc(p("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM")),
            tc(p("Số: 3/KH")) + tc(p("ngày 1")),
            ruled=False,
        ),
        ["UBND XÃ HẠ", "Số: 3/KH", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ngày 1"],
    ),
    "ending": (
        tbl(tc(p("Nơi nhận:") + p("- Lưu: VT.")) + tc(p("CHỦ TỊCH")), ruled=True),
        ["Nơi nhận:", "- Lưu: VT.", "CHỦ TỊCH"],
    ),
    "frame": (tbl(tc(p("trong khung"))), ["trong khung"]),
    "no rules, three columns": (
        tbl(tc(p("a")) + tc(p("b")) + tc(p("c")), ruled=False),
        ["a | b | c"],
    ),
}


@pytest.mark.parametrize("kind", TABLES)
def test_tables(
    kind: str,
    opened: Callable[..., Any],
    docx: Callable[..., bytes],
    texts: Callable[..., list[str]],
) -> None:
    body, expected = TABLES[kind]
    pages, _ = opened(docx(body))
    assert texts(pages[0]) == expected


def test_text_that_word_does_not_show(
    opened: Callable[..., Any],
    docx: Callable[..., bytes],
    texts: Callable[..., list[str]],
) -> None:
    body = (
        "<w:p>" + r("a") + "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>"
        "<w:ins>" + r("b") + "</w:ins>" + r("y", "<w:vanish/>")
        + "<w:hyperlink>" + r("c") + "</w:hyperlink><w:r><w:instrText>z</w:instrText>"
        "<w:tab/><w:t>d</w:t><w:br/><w:t>e</w:t><w:noBreakHyphen/><w:t>f</w:t></w:r></w:p>"
    )  # fmt: skip
    pages, _ = opened(docx(body))
    assert texts(pages[0]) == ["abc d", "e-f"]


def test_footnotes_stand_at_the_end(
    opened: Callable[..., Any], docx: Callable[..., bytes]
) -> None:
    body = (
        "<w:p>" + r("theo quy định")
        + "<w:r><w:footnoteReference w:id='7'/></w:r>" + r(", đến nay 40 m")
        + r("2", "<w:vertAlign w:val='superscript'/>") + "</w:p>" + p("sau")
    )  # fmt: skip
    notes = f"<w:footnote w:id='7'>{p(' Nghị định số 1.')}</w:footnote>"
    pages, _ = opened(docx(body, footnotes=notes))
    body_line, after, note = (
        x for x in pages[0].layer if isinstance(x, Line) and x.text
    )
    assert body_line.text == "theo quy định, 1 đến nay 40 m2"
    assert [body_line.words[i].text for i in body_line.superscripts] == ["1"]
    assert (after.text, after.note) == ("sau", False)
    assert (note.text, note.note, note.superscripts) == (
        "1 Nghị định số 1.",
        True,
        (0,),
    )


def test_format_comes_from_runs_and_styles(
    opened: Callable[..., Any], docx: Callable[..., bytes]
) -> None:
    styles = (
        "<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val='28'/></w:rPr></w:rPrDefault>"
        "</w:docDefaults><w:style w:styleId='Ten'><w:rPr><w:b/><w:sz w:val='26'/>"
        "</w:rPr></w:style>"
    )
    body = "<w:p><w:pPr><w:pStyle w:val='Ten'/></w:pPr>" + r("KẾ HOẠCH") + "</w:p>"
    body += p("nghiêng", run="<w:i/>") + p("thường", run="<w:b w:val='0'/>")
    pages, _ = opened(docx(body, styles=styles))
    seen = [(x.bold, x.italic, x.size) for x in pages[0].layer if x.text]
    assert seen == [(True, False, 13.0), (False, True, 14.0), (False, False, 14.0)]


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(f"word/{name}.xml", data)
    return buffer.getvalue()


BAD = {
    "bomb": (zipped(document=b"<a/>" + b" " * 40_000_000), "too_large"),
    "no XML": (zipped(document=b"<w:document"), "damaged"),
    "empty part": (zipped(document=b""), "damaged"),
    "broken styles": (
        zipped(document=f"<w:document {W}/>".encode(), styles=b"<x"),
        "damaged",
    ),
}


OLD_FONT = "<w:rFonts w:ascii='.VnTime' w:hAnsi='.VnTime'/>"
OLD_CAPITALS = "<w:rFonts w:ascii='.VnTimeH' w:hAnsi='.VnTimeH'/>"


@pytest.mark.parametrize(
    ("run", "shown"),
    [
        (r("Céng tr\xb8i", OLD_FONT), "Cộng trái"),
        (r("tØnh", OLD_CAPITALS), "TỈNH"),
        (
            f"<w:r><w:rPr>{OLD_FONT}</w:rPr><w:t>tr</w:t><w:softHyphen/>"
            "<w:t>íc</w:t></w:r>",
            "trước",
        ),
        ("<w:r><w:t>a</w:t><w:softHyphen/><w:t>b</w:t></w:r>", "ab"),
        (r("Quyết định", "<w:caps/>"), "QUYẾT ĐỊNH"),
        (r("Tỉnh", "<w:caps w:val='0'/>"), "Tỉnh"),
    ],
)
def test_fonts_and_capitals_are_those_on_the_page(
    run: str,
    shown: str,
    docx: Callable[..., bytes],
    opened: Callable[..., Any],
    texts: Callable[..., list[str]],
) -> None:
    pages, _ = opened(docx(f"<w:p>{run}</w:p>"))
    assert texts(pages[0]) == [shown]


@pytest.mark.parametrize("kind", BAD)
def test_bad_archives(kind: str, opened: Callable[..., Any]) -> None:
    data, code = BAD[kind]
    with pytest.raises(InputFileError) as caught:
        opened(data, "vb.docx")
    assert caught.value.code == code
    assert str(caught.value).startswith("vb.docx: ")


def test_a_large_member_is_refused_by_the_limit_of_bytes(
    opened: Callable[..., Any], docx: Callable[..., bytes]
) -> None:
    data = docx(p("dài " * 20_000))
    opened(data)
    with pytest.raises(InputFileError) as caught:
        opened(data, max_bytes=60_000)
    assert caught.value.code == "too_large"


def test_entities_are_not_resolved(opened: Callable[..., Any]) -> None:
    bomb = (
        b"<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>"
        + f"<w:document {W}><w:body><w:p><w:r><w:t>x&b;</w:t></w:r></w:p>".encode()
        + b"</w:body></w:document>"
    )
    pages, _ = opened(zipped(document=bomb))
    assert [x.text for x in pages[0].layer] == ["x"]


def test_an_empty_document_has_no_layer(
    opened: Callable[..., Any], docx: Callable[..., bytes]
) -> None:
    pages, _ = opened(docx(p("")))
    assert pages[0].layer is None
