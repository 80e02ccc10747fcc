"""Pages whose lines have places and roles: scans and PDFs."""

from __future__ import annotations

import pytest

from ccndocs.structure import parse
from ccndocs.types.geometry import Box, Span
from ccndocs.types.layout import (
    LaidCell,
    LaidLine,
    LaidTable,
    LaidWord,
    Layout,
    LineRole,
)
from ccndocs.types.text import AlignedText, Edit

Spec = tuple[str, LineRole, dict[str, object]]
BODY, LEFT, RIGHT = LineRole.BODY, LineRole.LETTERHEAD_LEFT, LineRole.LETTERHEAD_RIGHT


def laid(specs: list[Spec], tables: tuple[LaidTable, ...] = ()) -> Layout:
    lines = []
    text = ""
    for number, (words, role, facts) in enumerate(specs):
        start = len(text)
        text += words
        place = {"page": 1, "indent": 0.0, "gap": 1.0, "full": True} | facts
        box = Box(70, 20 * number, 540, 20 * number + 14)
        lines.append(LaidLine(Span(start, len(text)), role=role, box=box, **place))  # type: ignore[arg-type]
        text += "\n"
    return Layout(text, tuple(lines), tables, ())


PAGE: list[Spec] = [
    ("UBND TỈNH AN SƠN", LEFT, {}),
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", RIGHT, {}),
    ("SỞ XÂY DỰNG", LEFT, {}),
    ("An Sơn, ngày 02 tháng 4 năm 2025", RIGHT, {}),
    ("Số: 7/KH-SXD", LEFT, {}),
    ("KẾ HOẠCH", BODY, {"centred": True, "bold": True}),
    ("Kiểm tra việc lập quy hoạch", BODY, {"centred": True, "bold": True}),
    (
        "Thực hiện nhiệm vụ được giao, Sở Xây dựng ban hành Kế hoạch của",
        BODY,
        {"indent": 28.0},
    ),
    ("Sở như sau:", BODY, {"full": False}),
    ("1. Các phòng rà soát quy hoạch đã được phê duyệt theo", BODY, {"indent": 28.0}),
    ("Trưởng phòng và báo cáo", BODY, {}),
    ("1 Nghị định số 12/2025/NĐ-CP", LineRole.NOTE, {}),
    ("2", LineRole.FURNITURE, {"page": 2}),
    ("Giám đốc Sở.", BODY, {"page": 2, "full": False}),
    ("2. Chi cục tổng hợp./.", BODY, {"page": 2, "indent": 28.0, "full": False}),
    ("Nơi nhận:", LineRole.ENDING_LEFT, {"page": 2}),
    ("GIÁM ĐỐC", LineRole.ENDING_RIGHT, {"page": 2}),
    ("- Như trên;", LineRole.ENDING_LEFT, {"page": 2}),
    ("- Lưu: VT.", LineRole.ENDING_LEFT, {"page": 2}),
    ("Đỗ Văn Em", LineRole.ENDING_RIGHT, {"page": 2}),
]


def test_columns_and_pages() -> None:
    layout = laid(PAGE)
    tree = parse(layout, AlignedText(layout.text))
    header = tree.header
    assert header.issuer is not None
    assert header.issuer.value == "Sở Xây dựng tỉnh An Sơn"
    assert header.title is not None
    assert header.title.value == "Kiểm tra việc lập quy hoạch"
    assert [p.text for p in header.recipients] == ["Như trên", "Lưu: VT"]
    assert [s.name.value for s in header.signers if s.name] == ["Đỗ Văn Em"]
    assert [node.passage.text for node in tree.body] == [
        "Các phòng rà soát quy hoạch đã được phê duyệt theo Trưởng phòng và báo cáo "
        "Giám đốc Sở.",
        "Chi cục tổng hợp./.",
    ]
    assert [note.passage.text for note in tree.notes] == ["Nghị định số 12/2025/NĐ-CP"]


@pytest.mark.parametrize(
    "title",
    [
        (
            "Kết luận của Phó Chủ tịch UBND tỉnh Lê Thị Mỗ, Phó Trưởng ban",
            "Thường trực Ban An toàn giao thông tỉnh tại Hội nghị sơ kết công",
            "tác 9 tháng",
        ),
        (
            "Về việc ứng phó mưa lũ, bảo đảm an toàn hồ đập, cụm công nghiệp,",
            "nhà dân ven sông",
        ),
    ],
)
def test_a_title_goes_on_below_its_full_lines(title: tuple[str, ...]) -> None:
    """No line of it is centred or bold as far as the page shows."""
    lines: list[Spec] = [(t, BODY, {"indent": 9.0}) for t in title[:-1]]
    last: Spec = (title[-1], BODY, {"indent": 60.0, "full": False, "centred": True})
    layout = laid([*PAGE[:6], *lines, last, *PAGE[7:]])
    tree = parse(layout, AlignedText(layout.text))
    assert tree.header.title is not None
    assert tree.header.title.value == " ".join(title)


def test_a_title_is_found_where_the_type_line_is_lost() -> None:
    """The text's first line cites a number and a day as a letterhead does."""
    title = "Kết quả phát triển cụm công nghiệp 6 tháng đầu năm 2031"
    first = "Thực hiện Công văn số 18/UBND-KT ngày 10 tháng 6 năm 2031 của UBND"
    lines: list[Spec] = [(title, BODY, {}), (first, BODY, {"indent": 28.0})]
    layout = laid([*PAGE[:5], *lines, *PAGE[8:]])
    tree = parse(layout, AlignedText(layout.text))
    assert tree.header.title is not None
    assert tree.header.title.value == title


def test_who_decides_is_no_title() -> None:
    """The type line is lost above a "Về việc …" in small letters."""
    lines: list[Spec] = [
        ("Về việc điều chỉnh quy hoạch cụm công nghiệp Gò", BODY, {}),
        ("Vàng", BODY, {"centred": True}),
        ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH", BODY, {"centred": True}),
        ("Căn cứ Luật Quy hoạch;", BODY, {"indent": 28.0}),
    ]
    layout = laid([*PAGE[:4], ("Số: 7/QĐ-UBND", LEFT, {}), *lines, *PAGE[9:]])
    tree = parse(layout, AlignedText(layout.text))
    assert tree.header.title is not None
    assert tree.header.title.value == (
        "Về việc điều chỉnh quy hoạch cụm công nghiệp Gò Vàng"
    )


def test_a_sentence_that_leads_in_is_no_title() -> None:
    """It is set in as far as the title is, and fills its line."""
    title = "Chăm lo người cao tuổi, đón Tết năm 2031"
    lead: list[Spec] = [
        ("Ủy ban nhân dân xã xây dựng Kế hoạch chăm lo người cao tuổi,", BODY, {}),
        ("đón Tết năm 2031 như sau:", BODY, {"full": False}),
    ]
    layout = laid([*PAGE[:6], (title, BODY, {"indent": 9.0}), *lead, *PAGE[9:]])
    tree = parse(layout, AlignedText(layout.text))
    assert tree.header.title is not None
    assert tree.header.title.value == title


@pytest.mark.parametrize(("set_in", "parts"), [(28.0, 1), (0.0, 2)])
def test_a_dash_further_out_than_its_paragraph_is_no_mark(
    set_in: float, parts: int
) -> None:
    layout = laid(
        [
            ("1. Các phòng gửi báo cáo cho bà Lê Thị Mỗ", BODY, {"indent": set_in}),
            ("- Chuyên viên Văn phòng Sở.", BODY, {"full": False}),
        ]
    )
    tree = parse(layout, AlignedText(layout.text))
    assert len([node for top in tree.body for node in top.walk()]) == parts


def test_strokes_of_a_pen_below_the_last_recipient_are_none() -> None:
    signed = [
        ("Nơi nhận:", LineRole.ENDING_LEFT, {}),
        ("GIÁM ĐỐC", LineRole.ENDING_RIGHT, {}),
        ("- Như trên;", LineRole.ENDING_LEFT, {}),
        ("- Lưu: VT, TCCB (02b).", LineRole.ENDING_LEFT, {}),
        ("Ta II", LineRole.ENDING_LEFT, {}),
        ("Ả.. l i", LineRole.ENDING_LEFT, {}),
        ("Đỗ Văn Em", LineRole.ENDING_RIGHT, {}),
    ]
    layout = laid([*PAGE[:15], *signed])
    header = parse(layout, AlignedText(layout.text)).header
    assert [p.text for p in header.recipients] == ["Như trên", "Lưu: VT, TCCB (02b)"]
    assert [s.name.value for s in header.signers if s.name] == ["Đỗ Văn Em"]


def test_note_finds_its_anchor() -> None:
    layout = laid(
        [
            ("1. Rà soát theo quy định3 và báo cáo.", BODY, {}),
            ("3 Nghị định", LineRole.NOTE, {}),
        ]
    )
    word = LaidWord(Span(24, 25), None, 1.0, superscript=True)
    first = layout.lines[0]
    marked = LaidLine(first.span, 1, first.role, first.box, (word,))
    layout = Layout(layout.text, (marked, layout.lines[1]), (), ())
    tree = parse(layout, AlignedText(layout.text))
    assert tree.body[0].passage.text == "Rà soát theo quy định và báo cáo."
    assert tree.notes[0].anchor == tree.body[0].passage.id


def test_table_stands_where_its_cells_do() -> None:
    specs: list[Spec] = [("1. Danh mục", BODY, {"full": False})]
    specs += [(w, LineRole.CELL, {}) for w in ("TT", "Nhiệm vụ", "1", "Rà soát")]
    specs += [("2. Tổ chức", BODY, {"full": False})]
    bare = laid(specs)
    spans = [line.span for line in bare.lines[1:5]]
    cells = tuple(LaidCell(i // 2, i % 2, (span,)) for i, span in enumerate(spans))
    table = LaidTable(Span(spans[0].start, spans[-1].stop), 1, 2, 2, cells)
    layout = laid(specs, (table,))
    tree = parse(layout, AlignedText(layout.text))
    assert [node.label for node in tree.body] == ["1", "2"]
    grid = tree.body[0].children[0].grid
    assert grid is not None
    assert (grid.rows, grid.columns, grid.head_rows) == (2, 2, 1)
    assert [cell.passage.text for cell in grid.cells] == [
        "TT",
        "Nhiệm vụ",
        "1",
        "Rà soát",
    ]


def test_repaired_text_is_what_counts() -> None:
    layout = laid([("1. So Cong Thuong ra soat.", BODY, {})])
    text = AlignedText(layout.text).apply(
        lambda s: [
            Edit(Span(3, 17), "Sở Công Thương", "x"),
            Edit(Span(18, 25), "rà soát lại", "x"),
        ]
    )
    passage = parse(layout, text).body[0].passage
    assert passage.text == "Sở Công Thương rà soát lại."
    assert all(
        piece.span.of(text.text)
        == passage.text[piece.start : piece.start + len(piece.span)]
        for piece in passage.pieces
    )


def test_a_short_line_with_a_mark_is_the_title_of_what_is_set_in_below() -> None:
    short = {"indent": 28.0, "full": False}
    specs: list[Spec] = [
        *PAGE[:9],
        ("1. Khi nước vượt báo động II", BODY, short),
        (
            "Chủ tịch UBND xã quyết định đóng các cống ngăn triều và",
            BODY,
            {"indent": 28.0},
        ),
        ("thông báo trên loa.", BODY, {"full": False}),
        *PAGE[14:],
    ]
    layout = laid(specs)
    tree = parse(layout, AlignedText(layout.text))
    first = tree.body[0]
    assert first.passage.text == "Khi nước vượt báo động II"
    assert [child.passage.text for child in first.children] == [
        "Chủ tịch UBND xã quyết định đóng các cống ngăn triều và thông báo trên loa."
    ]


@pytest.mark.parametrize("filed", [True, False])
def test_recipients_may_go_on_over_a_page(filed: bool) -> None:
    """Up to "Lưu: VT", with the signature behind; another list there is an annex's."""
    over: list[Spec] = [
        ("- Các chủ đầu tư;", BODY, {"page": 3, "full": False}),
        ("- Lưu: VT.", BODY, {"page": 3, "full": False}),
        ("CHỦ TỊCH", BODY, {"page": 3, "full": False}),
        ("Trần Văn An", BODY, {"page": 3, "full": False}),
    ]
    last = PAGE[15:]
    first = [*PAGE[:15], last[0], ("- Như trên;", LineRole.ENDING_LEFT, {"page": 2})]
    specs = first + (over if filed else over[:1])
    layout = laid(specs)
    header = parse(layout, AlignedText(layout.text)).header
    names = [s.name.value for s in header.signers if s.name]
    recipients = [passage.text for passage in header.recipients]
    if filed:
        assert names == ["Trần Văn An"]
        assert recipients == ["Như trên", "Các chủ đầu tư", "Lưu: VT"]
    else:
        assert names == []
        assert recipients == ["Như trên"]
