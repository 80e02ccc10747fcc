"""One task table in all the forms in which text holds it: the tasks are the same."""

from __future__ import annotations

import importlib.util
import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from ccndocs.pipeline import process_source
from ccndocs.source import from_bytes
from ccndocs.types.options import Options

spec = importlib.util.spec_from_file_location(
    "notation", Path(__file__).parent / "notation.py"
)
assert spec
assert spec.loader
notation = importlib.util.module_from_spec(spec)
spec.loader.exec_module(notation)

Table = Sequence[Sequence[str]]

PAGE = """UBND TỈNH HÒA LÂM
Số: 61/KH-UBND
Hòa Lâm, ngày 08 tháng 01 năm 2026
KẾ HOẠCH
Thực hiện công tác năm 2026
I. NHIỆM VỤ
{}

II. KINH PHÍ
Kinh phí bố trí từ nguồn ngân sách nhà nước theo phân cấp hiện hành.
"""


def table(text: str) -> Table:
    return [
        [cell.strip() for cell in row.split("|")] for row in text.strip().splitlines()
    ]


PROVINCE = table(
    """
    STT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian | Sản phẩm
    I | Tuyên truyền
    1 | Làm phim về phân loại rác tại nguồn | Báo và Phát thanh, truyền hình tỉnh |\
     Sở Y tế | Quý II/2026 | Phim tài liệu
    2 | Biên soạn sổ tay ủ phân hữu cơ tại hộ gia đình | Hội Nông dân tỉnh |\
     Sở Nông nghiệp và Môi trường; UBND các xã | Trước 30/6/2026 | Sổ tay
    II | Thu gom, vận chuyển
    3 | Kiểm tra đột xuất các bãi rác | Công an tỉnh |  | Hằng tháng | Báo cáo
    4 | Tham mưu ban hành giá thu gom | Sở Nông nghiệp và Môi trường |\
     Sở Tài chính, Sở Tư pháp | Tháng 9/2026 | Quyết định của UBND tỉnh
    """
)
GOVERNMENT = table(
    """
    TT | Nội dung công việc | Bộ, ngành chủ trì | Cơ quan phối hợp | Thời hạn
    1 | Lập Trung tâm dữ liệu quốc gia về biển | Bộ Công an |\
     Bộ Quốc phòng, Bộ Khoa học và Công nghệ | 2026 - 2030
    2 | Đề án dự báo thiên tai ven biển | Bộ Nông nghiệp và Môi trường |\
     Các Bộ: Tài chính, Công an; UBND các tỉnh | Quý IV/2026
    3 | Quảng bá biển, đảo ở trong nước và quốc tế | Bộ Ngoại giao |\
     Đài Truyền hình Việt Nam, Thông tấn xã Việt Nam | Thường xuyên
    """
)
DAYS = table(
    """
    TT | Nội dung công việc | Đơn vị chủ trì | Thời gian
    1 | Lập hồ sơ mời thầu sửa chợ | Phòng Kinh tế | 10 ngày
    2 | Thẩm định hồ sơ mời thầu | UBND xã Tân Lý | 05 ngày
    3 | Bàn giao mặt bằng chợ | Phòng Văn hóa - Xã hội | 03 ngày
    """
)
COMMUNE = table(
    """
    Số TT | Việc | Đơn vị thực hiện | Lãnh đạo phụ trách | Hoàn thành
    1 | Cải cách thể chế
    1.1 | Mở lớp xóa mù chữ ở Khe Vạc | Phòng Văn hóa - Xã hội |\
     Đ/c Lý Thị Mây - Phó Chủ tịch UBND xã | Quý I/2026
    1.2 | Niêm yết phương án bồi thường | Chủ trì: Công an xã; phối hợp: Đoàn xã |\
     Đ/c Trần Khải - Chủ tịch UBND xã | 25/3/2026
    2 | Đăng ký khai sinh tại nhà | Trung tâm Phục vụ hành chính công |\
     Đ/c Trần Khải - Chủ tịch UBND xã | Thường xuyên
    """
)
TABLES = {
    "province": PROVINCE,
    "government": GOVERNMENT,
    "commune": COMMUNE,
    "days": DAYS,
}


def full(table: Table) -> list[list[str]]:
    width = len(table[0])
    return [[*row, *[""] * (width - len(row))] for row in table]


def markdown(table: Table) -> str:
    head, *rows = (f"| {' | '.join(row)} |" for row in full(table))
    return "\n".join([head, "|---" * len(table[0]) + "|", *rows])


def bars(table: Table) -> str:
    return "\n".join(" | ".join(row) for row in full(table))


def tabs(table: Table) -> str:
    return "\n".join("\t".join(row) for row in full(table))


def blanks(table: Table) -> str:
    return "\n".join("   ".join(filter(None, row)) for row in table)


def run_on(table: Table) -> str:
    return "\n".join(" ".join(filter(None, row)) for row in table)


def run_on_below_stacked_heads(table: Table) -> str:
    head, *rows = table
    return "\n".join([*head, *(" ".join(filter(None, row)) for row in rows)])


def run_on_in_short_lines(table: Table) -> str:
    rows = run_on(table).splitlines()
    return "\n".join(line for row in rows for line in textwrap.wrap(row, 70))


def cells_on_lines(table: Table) -> str:
    return "\n".join(cell for row in table for cell in row if cell)


def cells_on_lines_apart(table: Table) -> str:
    return "\n\n".join(cell for row in table for cell in row if cell)


def columns(table: Table, *, middle: bool = False) -> str:
    """As `pdftotext -layout` writes it: cells in columns, a number beside its row."""
    widths = [5, 32, *[17] * (len(table[0]) - 2)]
    lines: list[str] = []
    for row in table:
        if len(row) == 2:
            lines.append(f"{row[0]:7}{row[1]}")
            continue
        cells = [
            textwrap.wrap(cell, width) for cell, width in zip(row, widths, strict=True)
        ]
        size = max(map(len, cells))
        if middle:
            cells = [[""] * ((size - len(cell)) // 2) + cell for cell in cells]
        for at in range(size):
            parts = [cell[at] if at < len(cell) else "" for cell in cells]
            padded = (f"{p:{w + 2}}" for p, w in zip(parts, widths, strict=True))
            lines.append("".join(padded).rstrip())
        lines += [""] * middle
    return "\n".join(lines)


def columns_about_numbers(table: Table) -> str:
    return columns(table, middle=True)


FORMS = [
    *(columns, columns_about_numbers),
    *(bars, tabs, blanks, run_on, run_on_in_short_lines),
    run_on_below_stacked_heads,
    *(cells_on_lines, cells_on_lines_apart),
]


def tasks(text: str) -> list[str]:
    source = from_bytes("plan.txt", PAGE.format(text).encode(), Options())
    return list(notation.tasks(process_source(source)))


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_the_form_of_a_table_changes_no_task(
    form: Callable[[Table], str], table: Table
) -> None:
    wanted = tasks(markdown(table))
    orders = sum(len(row) > 2 for row in table[1:])
    assert len(wanted) == orders
    assert tasks(form(table)) == wanted


CELLS_OF_LINES = """TT
Nội dung công việc
Phân công thực hiện
Thời gian
1
Tổ chức hội thi, gồm:
a) Vòng loại ở thôn;
b) Chung kết ở xã.
Chủ trì: Phòng Văn hóa - Xã hội
Phối hợp: Công an xã, Đoàn xã
Quý II/2026
2
Biên soạn tài liệu:
+ Sổ tay;
+ Tờ gấp.
Phòng Kinh tế/UBND xã Tân Lý
Thường xuyên
"""


def test_lines_of_a_cell_stay_in_it_where_each_cell_has_its_own() -> None:
    source = from_bytes("a.txt", PAGE.format(CELLS_OF_LINES).encode(), Options())
    first, second = process_source(source).tasks
    assert first.description.endswith("a) Vòng loại ở thôn; b) Chung kết ở xã.")
    assert [(a.name, str(a.role)) for a in first.agencies] == [
        ("Phòng Văn hóa - Xã hội", "lead"),
        *(("Công an xã", "coordinate"), ("Đoàn xã", "coordinate")),
    ]
    assert second.description == "Biên soạn tài liệu: + Sổ tay; + Tờ gấp."
    assert [a.name for a in second.agencies] == ["Phòng Kinh tế", "UBND xã Tân Lý"]
    assert second.deadline
    assert second.deadline.kind == "ongoing"


def test_rows_between_lone_bars_need_no_number() -> None:
    rows = table(
        """
        Nội dung | Đơn vị thực hiện | Thời hạn
        Rà soát quỹ đất công | Phòng Kinh tế | 30/6/2026
        Lắp camera ở ngã ba chợ | Công an xã | Quý II/2026
        Mở lớp tập huấn | Đoàn xã | Tháng 8/2026
        """
    )
    lines = [line for row in rows for cell in ["", *row] for line in (cell, "|")]
    text = "\n".join(filter(None, lines))
    found = process_source(from_bytes("a.txt", PAGE.format(text).encode(), Options()))
    assert [(t.description, [a.name for a in t.agencies]) for t in found.tasks] == [
        ("Rà soát quỹ đất công", ["Phòng Kinh tế"]),
        ("Lắp camera ở ngã ba chợ", ["Công an xã"]),
        ("Mở lớp tập huấn", ["Đoàn xã"]),
    ]


EMPTY_ROWS = table(
    """
    TT | Việc | Đơn vị thực hiện | Thời hạn
    A | Hạ tầng |  |
    1 | Kiểm tra cầu treo | Phòng Kinh tế | Quý I/2026
    2 | Sửa kè suối Mận |  |
    3 | Lắp đèn ngõ xóm | Ban Quản lý dự án | Quý II/2026
    B | Tuyên truyền |  |
    1 | Treo băng rôn |  |
    2 | Mở lớp tập huấn | Đoàn xã | Quý II/2026
    3 | Tổ chức hội thi |  |
    a | Vòng loại | Đoàn xã | Tháng 8/2026
    b | Chung kết | Đoàn xã | Tháng 9/2026
    """
)


def test_a_numbered_row_that_charges_nobody_is_a_task_unless_it_heads_others() -> None:
    source = from_bytes("a.txt", PAGE.format(markdown(EMPTY_ROWS)).encode(), Options())
    record = process_source(source)
    assert [(t.description, len(t.agencies)) for t in record.tasks] == [
        *(("Kiểm tra cầu treo", 1), ("Sửa kè suối Mận", 0), ("Lắp đèn ngõ xóm", 1)),
        *(("Treo băng rôn", 0), ("Mở lớp tập huấn", 1)),
        *(("Vòng loại", 1), ("Chung kết", 1)),
    ]


PRICES = table(
    """
    STT | Nội dung | Đơn vị | Số lượng | Đơn giá | Thành tiền
    1 | In băng rôn | Cái | 20 | 350.000 | 7.000.000
    2 | Thuê loa đài | Buổi | 3 | 1.200.000 | 3.600.000
    """
)
PROCEDURES = table(
    """
    TT | Tên thủ tục hành chính | Thời hạn giải quyết | Cơ quan thực hiện
    1 | Cấp thẻ bạn đọc | 01 ngày | Thư viện tỉnh
    2 | Đăng ký mở thư viện tư nhân | 10 ngày | UBND cấp xã
    """
)
PEOPLE = table(
    """
    STT | Họ và tên | Chức vụ | Đơn vị | Ghi chú
    1 | Trần Văn Khải | Phó Chủ tịch | UBND tỉnh | Trưởng ban
    2 | Lê Thị Mận | Giám đốc | Sở Nội vụ | Phó Trưởng ban
    """
)
DONE = table(
    """
    STT | Nhiệm vụ | Đơn vị thực hiện | Thời hạn | Kết quả
    1 | Biên mục sách cũ | Thư viện tỉnh | Tháng 3/2025 | Đã xong
    2 | Mua giá sách | Sở Tài chính | Tháng 5/2025 | Đã mua 12 bộ
    """
)
PROGRESS = table(
    """
    STT | Nhiệm vụ | Đơn vị thực hiện | Tiến độ thực hiện | Ghi chú
    1 | Biên mục sách cũ | Thư viện tỉnh | Đã trình UBND tỉnh ngày 12/6/2025 |
    2 | Mua giá sách | Sở Tài chính | Đang thực hiện | Chậm 2 tháng
    3 | Sửa kho sách | Sở Xây dựng | Đang thực hiện |
    """
)
MEMBERS = table(
    """
    STT | Họ và tên | Đơn vị | Nhiệm vụ
    1 | Trần Văn Khải | Sở Nội vụ | Tổ trưởng
    2 | Lê Thị Mận | Sở Tài chính | Thư ký
    3 | Lý Văn Sửu | Công an tỉnh | Thành viên
    """
)
STEPS = table(
    """
    TT | Nội dung công việc | Bộ phận thực hiện | Thời gian | Kết quả
    1 | Tiếp nhận hồ sơ | Bộ phận một cửa | 04 giờ | Phiếu hẹn
    2 | Thẩm định hồ sơ | Phòng Quản lý công nghiệp | 05 ngày làm việc | Dự thảo
    3 | Ký duyệt văn bản | Lãnh đạo Sở | 01 ngày | Quyết định
    """
)
LAWS = table(
    """
    STT | Tên văn bản | Số, ký hiệu | Ngày ban hành | Cơ quan ban hành
    1 | Nghị định về thư viện | 93/2020/NĐ-CP | 18/8/2020 | Chính phủ
    2 | Quy chế phối hợp | 12/2025/QĐ-UBND | 05/5/2025 | UBND tỉnh
    """
)
CHANGES = table(
    """
    STT | Đơn vị | Số vụ | Số người chết | So với cùng kỳ
    1 | Xã An Hòa | 12 | 3 | Tăng 2 vụ
    2 | Xã Tân Lý | 7 | 1 | Giảm 1 vụ
    3 | Phường Hồng An | 4 | 0 | Giảm 3 vụ
    """
)
OTHERS = {"prices": PRICES, "procedures": PROCEDURES, "people": PEOPLE, "done": DONE}
OTHERS |= {"progress": PROGRESS, "members": MEMBERS, "steps": STEPS, "laws": LAWS}
OTHERS |= {"changes": CHANGES}


@pytest.mark.parametrize("table", OTHERS.values(), ids=OTHERS)
@pytest.mark.parametrize("form", [markdown, *FORMS], ids=lambda form: form.__name__)
def test_other_tables_hold_no_task_in_any_form(
    form: Callable[[Table], str], table: Table
) -> None:
    page = PAGE.replace("NHIỆM VỤ", "DỰ TOÁN VÀ DANH SÁCH").format(form(table))
    source = from_bytes("plan.txt", page.encode(), Options())
    assert notation.tasks(process_source(source)) == []
