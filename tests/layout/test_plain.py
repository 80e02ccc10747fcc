"""Plain text: the text stays as it is, lines get roles."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccndocs.layout import lay_out
from ccndocs.types.issue import IssueLog
from ccndocs.types.layout import Layout, LineRole
from ccndocs.types.page import Line, Origin, Page


def laid(text: str) -> Layout:
    lines = tuple(Line(line) for line in text.split("\n"))
    return lay_out([Page(1, lines, Origin.PLAIN)], IssueLog())


def roles(text: str) -> list[tuple[str, str]]:
    layout = laid(text)
    return [(line.role.value, line.span.of(layout.text)) for line in layout.lines]


def only(text: str, role: LineRole) -> list[str]:
    return [line for found, line in roles(text) if found == role.value]


def cells(text: str) -> list[list[str]]:
    layout = laid(text)
    (table,) = layout.tables
    grid = [["·"] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        words = " ".join(span.of(layout.text) for span in cell.spans)
        grid[cell.row][cell.column] = words
    return grid


pieces = st.text(st.sampled_from("aă1. |-\f!*[]#đ_"), max_size=12)


@given(st.lists(pieces, max_size=30))
def test_text_is_kept_and_lines_cover_it(parts: list[str]) -> None:
    text = unicodedata.normalize("NFC", "\n".join(parts))
    layout = laid(text)
    assert layout.text == text
    covered = "\n".join(part for part in text.split("\n") if part)
    assert "\n".join(line.span.of(text) for line in layout.lines) == covered


def test_rising_numbers_far_apart_count_pages_without_a_form_feed() -> None:
    page = "\n".join(f"{n}. Rà soát quy hoạch." for n in range(1, 12))
    rows = "\n".join(f"{n}\nRà soát\nSở Y tế\nQuý II" for n in range(1, 9))
    assert only(f"{page}\n\n2\n{page}\n3\n{page}", LineRole.FURNITURE) == ["2", "3"]
    assert only(f"{page}\n4\n{page}\n9\n{page}", LineRole.FURNITURE) == []
    assert only(f"{page}\n{rows}", LineRole.FURNITURE) == []


def test_running_heads_with_rising_page_numbers_are_no_text() -> None:
    text = (
        "1. Rà soát.\nUBND tỉnh Hà Sơn - Trang 2\n2. Công bố.\n"
        "UBND tỉnh Hà Sơn - Trang 3/3\nMẫu số 1: trang 4\nMẫu số 1: trang 4"
    )
    heads = ["UBND tỉnh Hà Sơn - Trang 2", "UBND tỉnh Hà Sơn - Trang 3/3"]
    assert only(text, LineRole.FURNITURE) == heads


def test_notes_at_the_end_of_pages_split_by_form_feeds() -> None:
    text = (
        "Sở Công Thương rà soát các cụm công nghiệp1 trên\n\n"
        "1 Theo Quyết định số 12/QĐ-UBND của UBND tỉnh An Sơn\n"
        "về danh mục cụm.\n"
        "\fđịa bàn tỉnh, báo cáo trước ngày 01/3/2031."
    )
    assert only(text, LineRole.NOTE) == [
        "1 Theo Quyết định số 12/QĐ-UBND của UBND tỉnh An Sơn",
        "về danh mục cụm.",
    ]


def test_two_notes_before_a_page_start_that_is_one_blank() -> None:
    body = [f"Dòng {number} của kế hoạch." for number in range(1, 45)]
    text = "\n".join(
        [
            *body,
            "",
            "! Nghi dinh so 7 ve cum.",
            "",
            "2 Toan tinh co 9 cum.",
            " tiep theo",
        ]
    )
    assert only(text, LineRole.NOTE) == [
        "! Nghi dinh so 7 ve cum.",
        "2 Toan tinh co 9 cum.",
    ]


def test_note_inside_a_sentence_where_the_page_break_is_lost() -> None:
    text = "Giao các sở phối hợp với\n\n3 Theo Luật Đất đai.\n\nUBND"
    assert only(text, LineRole.NOTE) == []
    text = "Giao các sở phối hợp với\n\n3 Theo Luật Đất đai.\n\ncác địa phương."
    assert only(text, LineRole.NOTE) == ["3 Theo Luật Đất đai."]


def test_a_note_named_by_the_source_is_one() -> None:
    lines = (Line("Kết quả rõ."), Line("1 Gồm 4 cụm.", note=True))
    layout = lay_out([Page(1, lines, Origin.PLAIN)], IssueLog())
    assert [line.role for line in layout.lines] == [LineRole.BODY, LineRole.NOTE]


def test_numbered_items_are_no_notes() -> None:
    text = "Giao:\n\n1. Sở Tài chính\n\n2. Sở Xây dựng\n\f3. Công an tỉnh"
    assert only(text, LineRole.NOTE) == []


def test_end_notes_in_brackets_need_their_anchor() -> None:
    text = "Kết quả năm 2030[1] đã rõ.\n\n[1] Gồm 4 cụm.\nvà 2 cụm mới.\n\nHết."
    assert only(text, LineRole.NOTE) == ["[1] Gồm 4 cụm.", "và 2 cụm mới."]
    assert only("[1] Gồm 4 cụm.\n\nHết.", LineRole.NOTE) == []


def test_bars_rules_and_empty_emphasis_are_furniture() -> None:
    text = "|\nUBND TỈNH\n-------\n** **\n|---|:--|\n- Như trên;\n- - -"
    assert only(text, LineRole.BODY) == ["UBND TỈNH", "- Như trên;", "- - -"]


def test_page_numbers_need_a_form_feed() -> None:
    assert only("một\n\f2\nhai", LineRole.FURNITURE) == ["\f2"]
    assert only("một\n2\nhai", LineRole.FURNITURE) == []


def test_gap_counts_blank_lines() -> None:
    gaps = [line.gap for line in laid("a\nb\n\n\nc").lines]
    assert gaps == [0.0, 0.0, 2.0]


BARS = """|
**TT**
|
**Nhiệm vụ**
|
**Chủ trì**
|
|
I
|
Hạ tầng
|
|
1
|
Lập quy hoạch
chi tiết
|
|
|
2
|
Thu hồi đất
|
UBND huyện
|

Nơi nhận:
"""


def test_table_between_lone_bars_with_a_heading_and_an_empty_cell() -> None:
    assert cells(BARS) == [
        ["**TT**", "**Nhiệm vụ**", "**Chủ trì**"],
        ["I", "Hạ tầng", "·"],
        ["1", "Lập quy hoạch chi tiết", ""],
        ["2", "Thu hồi đất", "UBND huyện"],
    ]
    assert only(BARS, LineRole.BODY) == ["Nơi nhận:"]


def test_a_heading_above_the_last_row_does_not_take_its_cells() -> None:
    rows = "|\nII\n|\nĐường\n|\n|\n3\n|\nVá đường\n|\nTổ 3\n|\n"
    assert cells(BARS.replace("\nNơi nhận:\n", rows))[4:] == [
        ["II", "Đường", "·"],
        ["3", "Vá đường", "Tổ 3"],
    ]


def test_letterhead_between_bars_is_no_table() -> None:
    text = "|\nUBND TỈNH AN SƠN\n|\nCỘNG HÒA\n|\n|\nSố: 1/KH-UBND\n|\nAn Sơn\n|"
    assert laid(text).tables == ()
    assert len(only(text, LineRole.BODY)) == 4


def test_markdown_table() -> None:
    text = "Bảng:\n| TT | Việc |  |\n|---|---|---|\n| 1 | Lập đề án | Sở A |\nHết"
    assert cells(text) == [["TT", "Việc", ""], ["1", "Lập đề án", "Sở A"]]
    assert only(text, LineRole.BODY) == ["Bảng:", "Hết"]


RAGGED = """| TT | Tên | Xã | Diện tích | Đã thuê | Dự án |
|---|---|---|---|---|---|
| 1 | CCN An Hòa | An Hòa | 30,5 | 10,5 | 4 |
| 2 | CCN Tân Phú | Tân Phú | 20 | 5 | 3 |
| Tổng cộng |  | 50,5 | 15,5 | 7 |
| Cộng | 12 | 13 |
"""


def test_a_short_row_of_totals_stands_below_what_it_adds_up() -> None:
    assert cells(RAGGED)[3:] == [
        ["Tổng cộng", "·", "", "50,5", "15,5", "7"],
        ["Cộng", "12", "13", "·", "·", "·"],
    ]


LINED = """Số liệu các cụm:
STT
Tên cụm
Diện tích
(ha)
Số dự án
I
Huyện Lâm Bình
1
CCN An Hòa
42,6
18

2
CCN Tân Phú
30,0
2
II
Huyện Yên Hạ
1
CCN Đá Chùa
17,25
33
Tổng cộng
89,85
53
Ghi chú: số liệu đến ngày 14/6/2031."""


def test_table_with_one_cell_a_line() -> None:
    assert cells(LINED) == [
        ["STT", "Tên cụm", "Diện tích (ha)", "Số dự án"],
        ["I", "Huyện Lâm Bình", "·", "·"],
        ["1", "CCN An Hòa", "42,6", "18"],
        ["2", "CCN Tân Phú", "30,0", "2"],
        ["II", "Huyện Yên Hạ", "·", "·"],
        ["1", "CCN Đá Chùa", "17,25", "33"],
        ["Tổng cộng", "·", "89,85", "53"],
    ]
    notes = ["Số liệu các cụm:", "Ghi chú: số liệu đến ngày 14/6/2031."]
    assert only(LINED, LineRole.BODY) == notes


def test_table_with_one_cell_a_line_ends_where_a_cell_is_missing() -> None:
    gone = LINED.replace("17,25\n33\n", "17,25\n")
    assert cells(gone)[-1] == ["2", "CCN Tân Phú", "30,0", "2"]
    assert "CCN Đá Chùa" in only(gone, LineRole.BODY)


def test_counters_that_do_not_go_on_make_no_table() -> None:
    text = "TT\nTên cụm\nDiện tích\n1\nCCN An Hòa\n42\n1\nCCN Tân Phú\n30\n1\nHết"
    assert laid(text).tables == ()


def test_work_with_one_cell_a_line_is_left_to_the_structure() -> None:
    rows = ["1", "Vớt bèo kênh Đông", "Sở Xây dựng", "2", "Sơn biển báo", "Sở Y tế"]
    for heads, found in ((["Tên", "Nơi"], 1), (["Công việc", "Đơn vị lo chính"], 0)):
        assert len(laid("\n".join(["TT", *heads, *rows])).tables) == found


ALIGNED = """Kết quả như sau:
TT   Cụm công nghiệp     Diện tích (ha)   Lao động
1    An Hòa                   22,4          1.046
2    Tân Phú 1               150,0          3.204
     Cộng                    172,4          4.250
Trong năm không có cụm nào thành lập mới."""


def test_table_set_with_blanks() -> None:
    assert cells(ALIGNED) == [
        ["TT", "Cụm công nghiệp", "Diện tích (ha)", "Lao động"],
        ["1", "An Hòa", "22,4", "1.046"],
        ["2", "Tân Phú 1", "150,0", "3.204"],
        ["·", "Cộng", "172,4", "4.250"],
    ]
    assert len(only(ALIGNED, LineRole.BODY)) == 2


def test_table_set_with_tabs() -> None:
    text = "Năm\tDự án\tLao động\n2029\t12\t310\n2030\t14\t355\nHết"
    assert cells(text)[1:] == [["2029", "12", "310"], ["2030", "14", "355"]]


@pytest.mark.parametrize(
    "text",
    [
        "Nơi nhận:      TM. ỦY BAN     CHỦ TỊCH\n- Như trên;      KT. CHỦ TỊCH\nHết",
        "Tên   Số   Ngày\nA   12   13\nmột đoạn văn   nữa   không có số\nHết",
    ],
)
def test_other_lines_with_wide_blanks_are_no_table(text: str) -> None:
    assert laid(text).tables == ()


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (  # no rule and no bars at the ends; a group on a line of its own
            "TT | Việc | Đơn vị | Hạn\nI. Kho\n1 | Quét kho | Tổ 1 | 30:6\n",
            ["TT/Việc/Đơn vị/Hạn", "I. Kho/·/·/·", "1/Quét kho/Tổ 1/30:6"],
        ),
        (  # a cell that goes on below, a bar inside a cell
            "| TT | Việc | Hạn |\n|---|---|---|\n| 1 | Quét\nkho | 30:6 |\n"
            "| 2 | Đo trục A \\| B | 1:7 |\n",
            ["TT/Việc/Hạn", "1/Quét kho/30:6", "2/Đo trục A \\| B/1:7"],
        ),
        (  # bars stand between cells only, so that those at the ends show empty ones
            "TT | Việc | Phân công |  | Hạn\n|  | Chủ trì | Phối hợp |\n"
            "1 | Quét kho | Tổ 1 |  |\n",
            ["TT/Việc/Phân công//Hạn", "//Chủ trì/Phối hợp/", "1/Quét kho/Tổ 1//"],
        ),
        (  # tabs of empty cells are kept; a cell of two lines
            "TT\tViệc\tĐơn vị\tHạn\nI\tKho\n1\tQuét kho\t\t30:6\n"
            "2\tVá mái\t- Tổ 1;\n- Tổ 2\t\n",
            [
                *("TT/Việc/Đơn vị/Hạn", "I/Kho/·/·", "1/Quét kho//30:6"),
                "2/Vá mái/- Tổ 1; - Tổ 2/",
            ],
        ),
    ],
)
def test_rows_of_bars(text: str, rows: list[str]) -> None:
    assert ["/".join(row) for row in cells(text)] == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "TT | Tên cụm | Diện tích (ha)\n1 | Gò Sành | 50\n2 | Đá Bạc | 35,5\nHết\n",
            ["TT/Tên cụm/Diện tích (ha)", "1/Gò Sành/50", "2/Đá Bạc/35,5"],
        ),
        (  # bars at the ends, a total
            "| Vùng | Số cụm |  ha |\n| Ven biển | 4 | 120 |\n| Đồi | 2 | 41 |\n"
            "| Cộng | 6 | 161 |\n",
            ["Vùng/Số cụm/ha", "Ven biển/4/120", "Đồi/2/41", "Cộng/6/161"],
        ),
    ],
)
def test_a_head_above_rows_of_figures_needs_no_rule(text: str, rows: list[str]) -> None:
    assert ["/".join(row) for row in cells(text)] == rows


@pytest.mark.parametrize(
    "text",
    [
        "Nay | 125 | Tuần | 860\nTháng | 3.250 | Tất cả | 98.500\nA | 1 | B | 2\n",
        "Trang chủ | Tin tức | Năm 2025\nBản đồ | Hỏi đáp | 2025\nThư | Báo | 2024\n",
        "Tuyến | Số xe | Giá\nBến Hạ - Chợ | 12 | 20\n",
    ],
)
def test_other_lines_of_bars_with_numbers_are_no_table(text: str) -> None:
    assert laid(text).tables == ()


def test_a_line_of_bars_that_heads_no_work_is_no_table() -> None:
    assert laid("Trang chủ | Tin tức | Liên hệ\nBản đồ | Hỏi đáp | Thư\n").tables == ()


def test_the_head_of_a_second_table_ends_the_first() -> None:
    table = "TT | Việc | Đơn vị | Hạn\n1 | Quét kho | Tổ 1 | 30/6\n"
    ruled = (
        "| TT | Việc | Đơn vị | Hạn |\n|---|---|---|---|\n| 1 | Vá mái | Tổ 2 | 1/7 |"
    )
    assert len(laid(f"{table}{ruled}\n").tables) == 2


def test_names_without_a_mark_head_the_rows_of_a_table_in_columns() -> None:
    rows = (
        "TT   Việc                Đơn vị    Hạn\n     Kho tàng\n"
        "1    Quét kho số 1 và    Tổ 1      30:6\n     kho số 2\n"
        "     Đường sá\n2    Vá mặt đường phía   Tổ 2      1:7\n     Bắc\n"
        "3    Vá mặt đường phía   Tổ 3      1:7\n     Nam\n"
    )
    assert [row[1] for row in cells(rows)] == [
        *("Việc", "Kho tàng", "Quét kho số 1 và kho số 2", "Đường sá"),
        *("Vá mặt đường phía Bắc", "Vá mặt đường phía Nam"),
    ]


def test_a_first_row_as_wide_as_the_page_makes_no_table() -> None:
    rows = "     Kho tàng\n1    Quét kho, vá mái, đắp đường, sửa cổng\n"
    assert laid(f"TT   Việc     Đơn vị      Hạn\n{rows}").tables == ()


def test_a_long_table_in_columns_is_read_to_its_end() -> None:
    rows = [f"{n:<6}Quét kho số {n:<6}   Tổ bảo vệ    Hằng ngày" for n in range(1, 601)]
    head = "TT    Việc                   Đơn vị       Thời hạn"
    found = cells(
        "\n".join([head, *rows, "Trên đây là bảng việc của các tổ trong năm."])
    )
    assert len(found) == 601
    assert found[600] == ["600", "Quét kho số 600", "Tổ bảo vệ", "Hằng ngày"]
