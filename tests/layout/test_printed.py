"""Pages whose lines have places: reading order, roles, measures, tables."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest

from ccndocs.layout import lay_out
from ccndocs.types.geometry import Box
from ccndocs.types.issue import IssueLog
from ccndocs.types.layout import LaidLine, Layout, LineRole
from ccndocs.types.page import Cell, Line, Origin, Page, Table, Word

WIDTH, HEIGHT = 595.0, 842.0
PROSE = "Ủy ban nhân dân tỉnh An Sơn giao các sở rà soát, đôn đốc"


def put(text: str, x: float, y: float, size: float = 13.0, lean: float = 0.0) -> Line:
    """A line whose words start at x, y; what follows "   " starts at 300 or later."""
    words: list[Word] = []
    at = x
    for part in text.split("   "):
        at = max(at, 300.0) if words else at
        for word in part.split():
            width = size * 0.5 * len(word)
            top = y + lean * (at + width / 2)
            shift = -lean * y
            box = Box(at + shift, top, at + width + shift, top + size)
            words.append(Word(word, box, 0.95))
            at += width + size * 0.25
        at += 30
    boxes = [word.box for word in words if word.box]
    whole = boxes[0]
    for box in boxes:
        whole = whole.union(box)
    return Line(" ".join(w.text for w in words), tuple(words), whole)


def page(
    lines: list[Line | Table], number: int = 1, origin: Origin = Origin.OCR
) -> Page:
    return Page(number, tuple(lines), origin, WIDTH, HEIGHT, 0.95)


def laid(*pages: Page) -> Layout:
    return lay_out(pages, IssueLog())


def texts(layout: Layout, *roles: LineRole) -> list[str]:
    return [x.span.of(layout.text) for x in layout.lines if x.role in roles]


def line_of(layout: Layout, start: str) -> LaidLine:
    return next(x for x in layout.lines if x.span.of(layout.text).startswith(start))


def letter(lean: float = 0.0) -> list[Line | Table]:
    rows = [
        ("ỦY BAN NHÂN DÂN   CỘNG HÒA XÃ HỘI CHỦ NGHĨA", 85, 60),
        ("TỈNH AN SƠN   Độc lập - Tự do - Hạnh phúc", 100, 76),
        ("Số: 12/UBND-KT   An Sơn, ngày 3 tháng 2 năm 2031", 95, 100),
        ("V/v phát triển cụm", 92, 116),
        ("Kính gửi: Các sở, cơ quan thuộc UBND tỉnh.", 150, 150),
        (PROSE + " kết quả", 113, 180),
        (PROSE + " kết quả về", 85, 198),
        (PROSE + " kết quả về", 85, 216),
        ("trước ngày 01/3/2031./.", 85, 234),
        ("Nơi nhận:   TM. ỦY BAN NHÂN DÂN", 90, 280),
        ("- Như trên;   KT. CHỦ TỊCH", 90, 296),
        ("- Lưu: VT.", 90, 312),
        ("Trần Minh Khê", 390, 360),
    ]
    return [put(text, x, y, lean=lean) for text, x, y in rows]


@pytest.mark.parametrize("lean", [0.0, math.tan(math.radians(1.2))])
def test_letterhead_and_ending_are_read_column_by_column(lean: float) -> None:
    layout = laid(page(letter(lean)))
    assert texts(layout, LineRole.LETTERHEAD_LEFT) == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH AN SƠN",
        "Số: 12/UBND-KT",
        "V/v phát triển cụm",
    ]
    assert texts(layout, LineRole.LETTERHEAD_RIGHT) == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA",
        "Độc lập - Tự do - Hạnh phúc",
        "An Sơn, ngày 3 tháng 2 năm 2031",
    ]
    left = ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]
    assert texts(layout, LineRole.ENDING_LEFT) == left
    right = ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "Trần Minh Khê"]
    assert texts(layout, LineRole.ENDING_RIGHT) == right
    assert layout.text.split("\n")[7].startswith("Kính gửi")


def test_words_keep_their_places_when_lines_are_cut() -> None:
    layout = laid(page(letter()))
    for line in layout.lines:
        words = [word.span.of(layout.text) for word in line.words]
        assert " ".join(words) == line.span.of(layout.text)
    motto = line_of(layout, "Độc lập")
    assert motto.box is not None
    assert motto.box.x0 > 200


def widened(line: Line, gap: float) -> Line:
    """The line with a wider gap before its last word."""
    last = line.words[-1]
    assert last.box is not None
    moved = Box(last.box.x0 + gap, last.box.y0, last.box.x1 + gap, last.box.y1)
    return Line(line.text, (*line.words[:-1], Word(last.text, moved)), line.box)


def test_blank_in_a_number_does_not_cut_it() -> None:
    lines = [
        put("UBND TỈNH AN SƠN", 80, 60),
        put("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 300, 60),
        widened(put("Số: /KH-UBND", 80, 90), 50),
        put("KẾ HOẠCH", 275, 120),
        *letter()[5:8],
    ]
    layout = laid(page(lines))
    assert texts(layout, LineRole.LETTERHEAD_LEFT)[-1] == "Số: /KH-UBND"
    assert texts(layout, LineRole.BODY)[0] == "KẾ HOẠCH"


def test_ending_without_a_legible_recipients_line() -> None:
    ending = [put("Ñ   KT. GIÁM ĐỐC", 90, 280), put("- Lưu: VT.", 90, 296)]
    lines = [*letter()[5:9], *ending]
    layout = laid(page(lines))
    assert texts(layout, LineRole.ENDING_RIGHT) == ["KT. GIÁM ĐỐC"]
    assert texts(layout, LineRole.ENDING_LEFT) == ["Ñ", "- Lưu: VT."]


def test_recognised_lines_are_sorted_from_top_to_bottom() -> None:
    lines = [
        put("dòng ba", 85, 300),
        put("dòng một", 85, 200),
        put("dòng hai", 85, 250),
    ]
    assert laid(page([*lines])).text == "dòng một\ndòng hai\ndòng ba"


def test_columns_of_a_list_without_rules_are_read_row_by_row() -> None:
    left = [put(f"{n}. Trần Văn {n}", 85, 200 + 20 * n) for n in range(1, 9)]
    right = [put(f"Thành viên {n}", 350, 201 + 20 * n) for n in range(1, 9)]
    words = laid(page([*left, *right])).text.split("\n")
    assert words[:4] == [
        "1. Trần Văn 1",
        "Thành viên 1",
        "2. Trần Văn 2",
        "Thành viên 2",
    ]


def test_doubtful_number_is_kept_and_specks_are_not() -> None:
    number = put("số:42ÉÊ /QÐ-SYT", 85, 200)
    speck = put("*. tr", 400, 300)
    doubtful = [
        Line(line.text, tuple(Word(w.text, w.box, 0.2) for w in line.words), line.box)
        for line in (number, speck)
    ]
    layout = laid(page([*doubtful, put(PROSE, 85, 400)]))
    assert texts(layout, LineRole.FURNITURE) == ["*. tr"]


def test_stretched_text_below_the_letterhead_is_not_cut() -> None:
    lines = letter()
    stretched = widened(put("giao các sở rà soát chức năng, nhiệm", 85, 198), 20)
    lines[6] = stretched
    assert stretched.text in texts(laid(page(lines)), LineRole.BODY)


def test_a_layer_keeps_its_order() -> None:
    lines = [put("dòng ba", 85, 300), put("dòng một", 85, 200)]
    assert laid(page([*lines], origin=Origin.LAYER)).text == "dòng ba\ndòng một"


def test_measures() -> None:
    layout = laid(page(letter()[4:9]))
    first, second = layout.lines[1], layout.lines[2]
    assert first.indent == pytest.approx(28, abs=1)
    assert second.indent == pytest.approx(0, abs=1)
    assert second.gap == pytest.approx(5 / 13, abs=0.05)
    assert second.full
    assert not line_of(layout, "trước ngày").full
    assert not second.centred


def test_centred_title() -> None:
    title = put("KẾ HOẠCH", 270, 150)
    layout = laid(page([title, *letter()[5:9]]))
    assert layout.lines[0].centred


@pytest.mark.parametrize("text", ["2", "- 2 -", "Trang 2/7"])
def test_page_number_in_the_margin(text: str) -> None:
    layout = laid(page([put(text, 295, 30), *letter()[5:9]], number=2))
    assert texts(layout, LineRole.FURNITURE) == [text]


def test_lone_number_in_the_text_is_no_page_number() -> None:
    layout = laid(page([put("2", 295, 300), *letter()[5:9]]))
    assert texts(layout, LineRole.FURNITURE) == []


def test_running_head_and_signature_lines() -> None:
    pages = [
        page([put(f"Mã hồ sơ A{n}", 85, 20), put(f"{PROSE} {n}", 85, 200)], number=n)
        for n in (1, 2, 3)
    ]
    signed = page([put("Thời gian ký: 03/02/2031 08:15", 85, 300)], number=4)
    layout = laid(*pages, signed)
    assert len(texts(layout, LineRole.FURNITURE)) == 4


def footnotes() -> list[Line | Table]:
    body = [put(PROSE, 85, 180 + 18 * n) for n in range(20)]
    notes = [
        put("1 Theo Quyết định số 5/QĐ-UBND của UBND tỉnh", 85, 700, size=9.5),
        put("An Sơn về cụm công nghiệp.", 85, 712, size=9.5),
    ]
    return [*body, *notes]


def test_small_lines_at_the_foot_are_notes() -> None:
    layout = laid(page(footnotes()))
    assert [t.split()[0] for t in texts(layout, LineRole.NOTE)] == ["1", "An"]


def test_small_lines_without_a_mark_are_body() -> None:
    lines = footnotes()
    lines[-2] = put("Theo Quyết định số 5/QĐ-UBND của UBND tỉnh", 85, 700, size=9.5)
    assert texts(laid(page(lines)), LineRole.NOTE) == []


def test_raised_digit_is_a_mark() -> None:
    line = put("các cụm công nghiệp 1 trên địa bàn tỉnh", 85, 200)
    mark = line.words[4]
    assert mark.text == "1"
    assert mark.box is not None
    small = Box(mark.box.x0, mark.box.y0 - 1, mark.box.x0 + 4, mark.box.y0 + 6)
    words = tuple(Word(w.text, small if w is mark else w.box) for w in line.words)
    layout = laid(page([Line(line.text, words, line.box)]))
    raised = [w.span.of(layout.text) for w in layout.lines[0].words if w.superscript]
    assert raised == ["1"]


def table(rows: list[list[str]], y: float) -> Table:
    cells = [
        Cell(r, c, (put(text, 85 + 120 * c, y + 20 * r),) if text else ())
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]
    box = Box(80, y, 500, y + 20 * len(rows))
    return Table(len(rows), len(rows[0]), tuple(cells), box)


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


def test_every_character_belongs_to_a_line() -> None:
    layout = laid(page(letter()), page(footnotes(), number=2))
    assert "\n".join(x.span.of(layout.text) for x in layout.lines) == layout.text


def test_arrival_stamp_beside_the_title_is_furniture() -> None:
    rows = [
        *letter()[:4],
        put("CÔNG VĂN ĐẾN", 60, 150, 9),
        put("Ngày: 7/6   Về việc mở rộng cụm công nghiệp", 62, 166, 9),
        put("Lập Quy hoạch và kế hoạch sử dụng đất", 190, 230),
        put(PROSE, 85, 260),
        put(PROSE, 85, 280),
        put(PROSE, 85, 300),
    ]
    layout = laid(page(rows))
    assert texts(layout, LineRole.FURNITURE) == ["CÔNG VĂN ĐẾN", "Ngày: 7/6"]
    assert "Về việc mở rộng cụm công nghiệp" in layout.text.split("\n")
    assert "Lập Quy hoạch và kế hoạch sử dụng đất" in texts(layout, LineRole.BODY)


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


def test_two_pages_on_one_sheet_are_read_one_after_the_other() -> None:
    """Even if their lines stand at the same heights."""
    prose = PROSE[:46]
    left = [put(f"{n}. {prose}", 60, 100 + 20 * n) for n in range(6)]
    right = [put(f"{n}. {prose}", 480, 100 + 20 * (n - 6)) for n in range(6, 12)]
    sheet = Page(1, (*left, *right), Origin.OCR, HEIGHT, WIDTH, 0.95)
    found = [line.split(".")[0] for line in laid(sheet).text.splitlines()]
    assert found == [str(n) for n in range(12)]


def test_columns_of_a_landscape_list_are_read_row_by_row() -> None:
    left = [put(f"{n}. Rà soát", 60, 100 + 20 * n) for n in range(6)]
    right = [put(f"Sở số {n}", 480, 100 + 20 * n) for n in range(6)]
    sheet = Page(1, (*left, *right), Origin.OCR, HEIGHT, WIDTH, 0.95)
    found = laid(sheet).text.splitlines()
    assert found[:2] == ["0. Rà soát", "Sở số 0"]


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


def test_a_note_below_the_signature_is_no_recipient() -> None:
    note = put(
        "! Năm 2031, các cụm cho thuê thêm 38,4 ha, thu hút 29 dự án.", 90, 740, 9.0
    )
    layout = laid(page([*letter(), note]))
    assert texts(layout, LineRole.NOTE) == [note.text]
    assert texts(layout, LineRole.ENDING_LEFT)[-1] == "- Lưu: VT."


def test_a_line_that_the_engine_broke_at_a_blank_is_made_whole() -> None:
    """ "tỉnh;" is no line of the signatures' column, "2" no part of the name."""
    lines: list[Line | Table] = [
        put("Nơi nhận:", 120, 560),
        put("- Báo An Sơn, Đài An Sơn, Cổng TTĐT", 120, 580),
        put("tỉnh;", 120 + 35 * 6.5 + 8 * 3.25 - 32, 580.5),
        put("2", 340, 640),
        put("Nguyễn Văn An", 350, 640),
    ]
    tail = next(x for x in lines if isinstance(x, Line) and x.text == "tỉnh;")
    broken = next(
        x for x in lines if isinstance(x, Line) and x.text.startswith("- Báo")
    )
    assert broken.box is not None
    assert tail.box is not None
    shift = broken.box.x1 + 3 - tail.box.x0
    words = tuple(
        Word(w.text, Box(w.box.x0 + shift, w.box.y0, w.box.x1 + shift, w.box.y1), 0.95)
        for w in tail.words
        if w.box
    )
    lines[2] = Line("tỉnh;", words, words[0].box)
    layout = laid(page(lines))
    assert "Cổng TTĐT tỉnh;" in layout.text
    assert "2 Nguyễn Văn An" not in layout.text.split("\n")


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
