"""Tables on pages whose lines have places: with rules, without, over two pages."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ccndocs.types.geometry import Box
from ccndocs.types.layout import Layout, LineRole
from ccndocs.types.page import Cell, Line, Table, Word
from tests.layout.drawn import (
    PROSE,
    laid,
    page,
    put,
    table,
    texts,
)


def grid(layout: Layout) -> list[list[str]]:
    (found,) = layout.tables
    made = [["·"] * found.columns for _ in range(found.rows)]
    for cell in found.cells:
        made[cell.row][cell.column] = " ".join(s.of(layout.text) for s in cell.spans)
    return made


def test_table_continued_over_the_page() -> None:
    head = ["TT", "Nhiệm vụ"]
    first = page([put(PROSE, 85, 100), table([head, ["1", "Lập đề án"]], 700)])
    number = put("2", 295, 30)
    rest = table([head, ["", "và trình duyệt"], ["2", "Thu hồi đất"]], 60)
    layout = laid(first, page([number, rest], number=2))
    assert grid(layout) == [
        head,
        ["1", "Lập đề án và trình duyệt"],
        ["2", "Thu hồi đất"],
    ]
    assert texts(layout, LineRole.FURNITURE) == ["2", "TT", "Nhiệm vụ"]


def test_tables_parted_by_text_stay_two() -> None:
    rows = [["TT", "Việc"], ["1", "Lập đề án"]]
    pages = page([table(rows, 700)]), page([put(PROSE, 85, 80), table(rows, 120)], 2)
    assert len(laid(*pages).tables) == 2


def test_a_repeated_head_with_a_slip_is_left_out() -> None:
    def table(head: str, row: str) -> Table:
        cells = tuple(
            Cell(r, c, (put(text, 90 + 150 * c, 100 + 30 * r),))
            for r, line in enumerate((head, row))
            for c, text in enumerate(line.split("|"))
        )
        return Table(2, 2, cells, Box(85, 95, 500, 160))

    first = page(
        [put(PROSE, 85, 60), table("Nhiệm vụ được giao|Cơ quan chủ trì", "a|b")]
    )
    second = page([table("Nhiệm vụ được giao|Cơ quan chù tri", "c|d")], number=2)
    (joined,) = laid(first, second).tables
    assert joined.rows == 3


UNRULED = [
    ("TT", "Việc cần làm", "Đơn vị thực hiện", "Thời hạn"),
    ("1", "Đo lại ranh giới", "Sở Xây dựng", "Quý II/2026"),
    ("", "cụm Đá Chùa", "tỉnh An Sơn", ""),
    ("2", "Cắm 12 biển báo", "Công an xã", "30/6/2026"),
    ("3", "Lập sổ theo dõi", "Phòng Kinh tế", "Hằng tháng"),
]


def unruled(*rows: tuple[str, ...], apart: float) -> list[Line | Table]:
    """Rows whose cells stand `apart` points from each other, prose above and below."""
    found: list[Line | Table] = [put(PROSE, 85, 200)]
    for down, row in enumerate(rows):
        words: list[Word] = []
        for column, cell in enumerate(row):
            own = put(cell or "x", 85 + apart * column, 230 + 18 * down).words
            words += own if cell else ()
        boxes = [word.box for word in words if word.box]
        whole = boxes[0].union(boxes[-1])
        found.append(Line(" ".join(w.text for w in words), tuple(words), whole))
    return [*found, put(PROSE, 105, 400), put("hoàn thành.", 85, 418)]


def test_a_table_of_work_without_rules_has_rows_and_columns() -> None:
    layout = laid(page(unruled(*UNRULED, apart=130)))
    (table,) = layout.tables
    cells = {
        (cell.row, cell.column): " ".join(s.of(layout.text) for s in cell.spans)
        for cell in table.cells
    }
    assert (table.rows, table.columns) == (4, 4)
    assert cells[1, 1] == "Đo lại ranh giới cụm Đá Chùa"
    assert cells[1, 2] == "Sở Xây dựng tỉnh An Sơn"
    assert cells[3, 3] == "Hằng tháng"
    assert texts(layout, LineRole.BODY) == [PROSE, PROSE, "hoàn thành."]


def test_columns_of_figures_without_rules_stay_lines() -> None:
    rows = [("TT", "Tên cụm", "Diện tích", "Số dự án"), *UNRULED[1:]]
    assert laid(page(unruled(*rows, apart=130))).tables == ()


def test_a_tall_row_of_a_table_of_work_is_a_row_for_each_number() -> None:
    columns = [
        ["1", "", "2", "3"],
        ["Đo lại ranh giới", "cụm Đá Chùa", "Cắm biển báo", "Lập sổ theo dõi"],
        ["Sở Xây dựng", "", "Công an xã", "Phòng Kinh tế"],
    ]
    heads = ["TT", "Việc cần làm", "Đơn vị thực hiện"]
    cells = [
        Cell(0, at, (put(head, 85 + 150 * at, 200),)) for at, head in enumerate(heads)
    ]
    for at, column in enumerate(columns):
        lines = [
            put(text, 85 + 150 * at, 220 + 18 * down)
            for down, text in enumerate(column)
            if text
        ]
        cells.append(Cell(1, at, tuple(lines)))
    layout = laid(page([Table(2, 3, tuple(cells))]))
    (table,) = layout.tables
    found = {
        (cell.row, cell.column): " ".join(s.of(layout.text) for s in cell.spans)
        for cell in table.cells
    }
    assert table.rows == 4
    assert found[1, 1] == "Đo lại ranh giới cụm Đá Chùa"
    doers = [found[row, 2] for row in (1, 2, 3)]
    assert doers == ["Sở Xây dựng", "Công an xã", "Phòng Kinh tế"]


def test_low_and_high_letters_of_one_line_are_level() -> None:
    """A scan's boxes hug the letters: those of "quy" lie lower than those of "định"."""
    rows = [*UNRULED[:2], ("2", "Cắm quy định", "Công an xã", "30/6/2026")]
    lines = unruled(*rows, apart=130)
    low = next(x for x in lines if isinstance(x, Line) and "quy" in x.text)
    words = [
        Word(w.text, Box(w.box.x0, w.box.y0 + 4, w.box.x1, w.box.y1 + 2))
        if w.text == "quy" and w.box
        else w
        for w in low.words
    ]
    moved = [Line(low.text, tuple(words), low.box) if x is low else x for x in lines]
    layout = laid(page(moved))
    (table,) = layout.tables
    cells = [" ".join(s.of(layout.text) for s in c.spans) for c in table.cells]
    assert "Cắm quy định" in cells


def test_a_table_without_rules_goes_on_over_the_page() -> None:
    prose, *rows, more, last = unruled(*UNRULED, apart=130)
    rest = [
        ("", "ở các xã", "huyện Yên Hạ", ""),
        ("4", "Sơn cổng chào", "Phòng Kinh tế", "30/7/2026"),
    ]
    _, cut, whole, *after = unruled(*rest, apart=130)
    first = page([prose, *rows])
    second = page([cut, whole, more, last, *after[2:]], 2)
    (table,) = laid(first, second).tables
    layout = laid(first, second)
    cells = {
        (cell.row, cell.column): " ".join(s.of(layout.text) for s in cell.spans)
        for cell in table.cells
    }
    assert table.rows == 5
    assert cells[3, 1] == "Lập sổ theo dõi ở các xã"
    assert cells[4, 2] == "Phòng Kinh tế"


def test_a_count_below_a_number_heads_no_table_above_itself() -> None:
    rows = [
        ("Danh mục   Nhiệm vụ", 90, 100),
        ("1   Rà soát các cụm", 90, 120),
        ("TT   Cơ quan chủ trì", 90, 140),
    ]
    layout = laid(page([put(*row) for row in rows]))
    assert not layout.tables


def _columns(
    texts: Sequence[str], y: float, at: Sequence[float] = (90, 200, 330)
) -> list[Line]:
    return [put(text, x, y) for text, x in zip(texts, at, strict=True) if text]


FIGURES = [
    ["Năm", "Nộp ngân sách", "Lao động"],
    ["2024", "21,7", "2.542"],
    ["2025", "24,05", "2.795"],
    ["2026", "25,1", "2.810"],
]


def _cells(layout: Layout) -> list[list[str]]:
    """The cells of the only table, row by row; None of a row are left out."""
    (table,) = layout.tables
    made = [["" for _ in range(table.columns)] for _ in range(table.rows)]
    for cell in table.cells:
        made[cell.row][cell.column] = " ".join(s.of(layout.text) for s in cell.spans)
    return made


@pytest.mark.parametrize("lean", [0.05, -0.04])
def test_figures_of_a_page_that_leans_stay_in_their_rows(lean: float) -> None:
    """Each cell is a line of its own; over a page's width a row falls by 25 points."""
    lines: list[Line | Table] = [
        put(PROSE, 90, 40 + 20 * at, lean=lean) for at in (0, 1, 2)
    ]
    for down, row in enumerate(FIGURES):
        for text, x in zip(row, (90, 200, 430), strict=True):
            lines.append(put(text, x, 120 + 20 * down, lean=lean))
    assert _cells(laid(page(lines))) == FIGURES


def test_heads_of_several_lines_are_joined_column_by_column() -> None:
    """The head of one line stands level with the middle of the others' two."""
    lines: list[Line | Table] = [put(PROSE, 90, 60)]
    lines += _columns(["", "Vốn đăng ký", "Lấp đầy"], 100)
    lines += _columns(["Tên cụm", "", ""], 107)
    lines += _columns(["", "(tỷ đồng)", "(%)"], 114)
    rows = [["Gò Vàng", "512", "88,0"], ["Bãi Dâu", "1.870", "96,3"]]
    rows.append(["Đá Chùa", "640", "27,5"])
    for down, row in enumerate(rows):
        lines += _columns(row, 140 + 20 * down)
    lines.append(put(PROSE, 90, 260))
    heads = ["Tên cụm", "Vốn đăng ký (tỷ đồng)", "Lấp đầy (%)"]
    assert _cells(laid(page(lines))) == [heads, *rows]


def test_years_below_their_word_are_heads() -> None:
    lines: list[Line | Table] = [put(PROSE, 90, 60)]
    at = (90, 230, 310, 400)
    lines += _columns(["", "Năm", "Năm", "Ước năm"], 100, at)
    lines += _columns(["Chỉ tiêu", "", "", ""], 107, at)
    lines += _columns(["", "2024", "2025", "2026"], 114, at)
    rows = [["Số dự án", "64", "71", "83"], ["Lao động", "5.210", "6.044", "7.318"]]
    rows.append(["Nộp ngân sách", "38,6", "41,2", "57,9"])
    for down, row in enumerate(rows):
        lines += _columns(row, 140 + 20 * down, at)
    lines.append(put(PROSE, 90, 260))
    heads = ["Chỉ tiêu", "Năm 2024", "Năm 2025", "Ước năm 2026"]
    assert _cells(laid(page(lines))) == [heads, *rows]


@pytest.mark.parametrize("rows", [FIGURES, FIGURES[:3]])
def test_figures_in_columns_of_space_are_a_table(rows: list[list[str]]) -> None:
    """Three rows of numbers below heads; two are too few to be sure."""
    lines: list[Line | Table] = [put(PROSE, 90, 60)]
    for down, row in enumerate(rows):
        lines += _columns(row, 100 + 20 * down)
    lines.append(put(PROSE, 90, 260))
    tables = laid(page(lines)).tables
    assert [(t.rows, t.columns) for t in tables] == ([(4, 3)] if len(rows) > 3 else [])
