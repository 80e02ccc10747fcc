"""Task tables put together by chance, in every form in which text holds them.

Heads, the order of columns, groups with a mark or none, empty cells, times of all
kinds: what is put together is known, so what is lost, misplaced or made up shows.
"""

from __future__ import annotations

import random
import textwrap
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from ccndocs.pipeline import process_source
from ccndocs.source import from_bytes
from ccndocs.types.options import Options
from ccndocs.types.record import Record

WORKS = (
    "Rà soát văn bản quy phạm pháp luật về đất đai",
    "Tổ chức tập huấn cho cán bộ các xã",
    "Cập nhật cơ sở dữ liệu dùng chung của tỉnh",
    "Kiểm tra công tác cải cách hành chính tại các địa phương",
    "Nâng cấp hệ thống một cửa điện tử",
    "Hướng dẫn các địa phương lập hồ sơ",
    "Tham mưu UBND tỉnh ban hành Kế hoạch phát triển kinh tế số giai đoạn 2031 - 2035",
    "Nghiên cứu, đề xuất cơ chế hỗ trợ doanh nghiệp đầu tư hạ tầng, bảo đảm phù hợp"
    " với điều kiện của địa phương và quy định của pháp luật hiện hành",
    "Đề án phát triển vùng nguyên liệu dược liệu",
    "Hội nghị triển khai Luật Đất đai",
    "Xử lý nghiêm các trường hợp vi phạm",
)
LEADS = {
    "Sở Tư pháp": ["Sở Tư pháp"],
    "Công an tỉnh": ["Công an tỉnh"],
    "UBND các xã, phường": ["UBND các xã, phường"],
    "Sở Tài chính, Sở Xây dựng": ["Sở Tài chính", "Sở Xây dựng"],
    "Sở Y tế; Sở Giáo dục và Đào tạo": ["Sở Y tế", "Sở Giáo dục và Đào tạo"],
    "Các sở, ban, ngành; UBND các xã": ["UBND các xã"],
}
HELPS = {
    "Sở Nội vụ": ["Sở Nội vụ"],
    "Các sở, ban, ngành liên quan": [],
    "Sở Nội vụ và các cơ quan liên quan": ["Sở Nội vụ"],
    "Sở Ngoại vụ; Thanh tra tỉnh": ["Sở Ngoại vụ", "Thanh tra tỉnh"],
}
TIMES = {
    "Quý II/2031": ("period", "2031-04-01", "2031-06-30"),
    "Thường xuyên": ("ongoing", None, None),
    "Trước 30/6/2031": ("by", None, "2031-06-30"),
    "2031-2035": ("period", "2031-01-01", "2035-12-31"),
    "Năm 2031 và các năm tiếp theo": ("from", "2031-01-01", None),
    "Hằng năm": ("recurring", None, None),
    "T6/2031": ("period", "2031-06-01", "2031-06-30"),
    "30/6/2031": ("by", None, "2031-06-30"),
    "Tháng 3 - 5": ("period", "2031-03-01", "2031-05-31"),
    "2031": ("period", "2031-01-01", "2031-12-31"),
    "Từ tháng 3 đến tháng 10/2031": ("period", "2031-03-01", "2031-10-31"),
}
OUTPUTS = ("Báo cáo", "Kế hoạch của UBND tỉnh", "Văn bản hướng dẫn", "Hội nghị")
HEADS = {
    "work": ("Nội dung công việc", "Nhiệm vụ", "Tên nhiệm vụ", "Nội dung thực hiện"),
    "lead": ("Cơ quan chủ trì", "Đơn vị thực hiện", "Sở, ngành chủ trì tham mưu"),
    "help": ("Cơ quan phối hợp", "Đơn vị phối hợp thực hiện", "Phối hợp"),
    "time": ("Thời gian thực hiện", "Thời hạn", "Tiến độ", "Thời gian hoàn thành"),
    "gives": ("Sản phẩm", "Kết quả cần đạt", "Sản phẩm dự kiến"),
    "note": ("Ghi chú",),
}
NOTES = ("Đã bố trí vốn", "", "", "Theo Quyết định số 12/QĐ-UBND")
GROUPS = (
    *("Công tác tuyên truyền", "NHIỆM VỤ VỀ HOÀN THIỆN THỂ CHẾ", "Tổ chức thực hiện"),
    *("Hoàn thiện thể chế, chính sách", "Nhóm nhiệm vụ về phát triển hạ tầng"),
)
MARKS = {"none": "", "roman": "I II III", "letter": "A B C", "number": "1 2 3"}
PAGE = """UBND TỈNH HÒA LÂM
Số: 61/KH-UBND
Hòa Lâm, ngày 08 tháng 01 năm 2031
KẾ HOẠCH
Thực hiện công tác năm 2031
II. NỘI DUNG, TIẾN ĐỘ THỰC HIỆN
{}

III. KINH PHÍ THỰC HIỆN
Kinh phí thực hiện Kế hoạch do ngân sách nhà nước bảo đảm theo phân cấp hiện hành.
"""
WIDTHS = {"work": 32, "lead": 18, "help": 18, "time": 14, "gives": 14, "note": 14}


@dataclass(frozen=True, slots=True)
class Made:
    """A table: its heads and rows, of two cells where they head others; the truth."""

    columns: list[str]
    rows: list[list[str]]
    wanted: list[dict[str, str]]

    def full(self) -> list[list[str]]:
        """The rows with all their cells."""
        return [[*r, *[""] * (len(self.columns) - len(r))] for r in self.rows]


def made(chance: random.Random, *, whole: bool = False) -> Made:
    """A table; cells are empty now and then, unless it is to be `whole`."""
    rest = ["lead", *(c for c in ("help", "time", "gives") if chance.random() < 0.8)]
    if chance.random() < 0.4:
        chance.shuffle(rest)
    columns = ["work", *rest, *(["note"] if chance.random() < 0.3 else [])]
    heads = [chance.choice(HEADS[column]) for column in columns]
    if chance.random() < 0.15:
        heads = [head.upper() for head in heads]
    rows = [[chance.choice(("STT", "TT", "Số TT")), *heads]]
    wanted: list[dict[str, str]] = []
    marks = chance.choice(["", *MARKS])
    empty = 0.0 if whole else chance.choice((0.0, 0.0, 0.25))
    for at, work in enumerate(chance.sample(WORKS, chance.randint(4, 9))):
        if marks and at % 3 == 0:
            mark = MARKS[marks].split()[at // 3] if MARKS[marks] else ""
            rows.append([mark, chance.choice(GROUPS)])
        cells = {
            "lead": chance.choice([*LEADS]),
            "help": chance.choice([*HELPS]),
            "time": chance.choice([*TIMES]),
            "gives": chance.choice(OUTPUTS),
            "note": "Mới" if whole else chance.choice(NOTES),
        }
        cells = {c: "" if chance.random() < empty else t for c, t in cells.items()}
        cells = {"work": work} | {c: cells[c] for c in columns[1:]}
        number = f"{at // 3 + 1}.{at % 3 + 1}" if marks == "number" else str(at + 1)
        rows.append([number, *cells.values()])
        wanted.append(cells)
    return Made(["count", *columns], rows, wanted)


def markdown(table: Made) -> str:
    head, *rows = (f"| {' | '.join(row)} |" for row in table.full())
    return "\n".join([head, "|---" * len(table.columns) + "|", *rows])


def bars_around(table: Made) -> str:
    return "\n".join(f"|{'|'.join(row)}|" for row in table.full())


def bars_between(table: Made) -> str:
    return "\n".join(" | ".join(row).strip() for row in table.full())


def tabs(table: Made) -> str:
    return "\n".join("\t".join(row) for row in table.full())


def tabs_cut_short(table: Made) -> str:
    return "\n".join("\t".join(row).rstrip() for row in table.full())


def gaps(table: Made) -> str:
    """Cells parted by blanks, not below each other; for rows that are whole."""
    return "\n".join("   ".join(filter(None, row)) for row in table.rows)


def lone_bars(table: Made) -> str:
    """One cell a line, as pages are saved; the heads of who does it in two rows."""
    (count, *heads), *rows = table.rows
    who = [table.columns.index(c) - 1 for c in ("lead", "help") if c in table.columns]
    lines = [[count, *heads], *rows]
    if len(who) == 2 and who[1] == who[0] + 1:
        heads[who[0] : who[1] + 1] = ["Cơ quan thực hiện"]
        lines = [[count, *heads], ["Chủ trì", "Phối hợp"], *rows]
    return "\n".join(
        line for row in lines for cell in ["", *row] for line in (cell, "|") if line
    )


def one_line_each(table: Made) -> str:
    whole = [row for row in table.rows if len(row) > 2]
    widths = [max(map(len, column)) for column in zip(*whole, strict=True)]
    lines = (zip(row, widths, strict=False) for row in table.rows)
    return "\n".join("   ".join(f"{c:{w}}" for c, w in line).rstrip() for line in lines)


def columns(table: Made, *, middle: bool = False) -> str:
    """As `pdftotext -layout` writes it: cells broken in their columns."""
    widths = [5, *(WIDTHS[column] for column in table.columns[1:])]
    lines: list[str] = []
    for row in table.rows:
        if len(row) == 2:
            lines.append(f"{row[0]:7}{row[1]}")
        else:
            parts = [textwrap.wrap(c, w) for c, w in zip(row, widths, strict=True)]
            size = max(map(len, parts))
            lead = [(size - len(part)) // 2 if middle else 0 for part in parts]
            parts = [[""] * n + part for n, part in zip(lead, parts, strict=True)]
            for at in range(size):
                own = (part[at] if at < len(part) else "" for part in parts)
                padded = (f"{c:{w + 2}}" for c, w in zip(own, widths, strict=True))
                lines.append("".join(padded).rstrip())
        lines += [""] * middle
    return "\n".join(lines)


def columns_about_numbers(table: Made) -> str:
    return columns(table, middle=True)


def faults(record: Record, table: Made) -> list[str]:
    """What of the table is lost or misread, and what else there is."""
    found: list[str] = []
    told = {task.description.strip(" .;"): task for task in record.tasks}
    for cells in table.wanted:
        task = told.pop(cells["work"], None)
        if task is None:
            found.append(f"lost: {cells}")
            continue
        named = [a for a in task.agencies if not a.collective]
        does = [a.name for a in named if a.role != "coordinate"]
        helps = [a.name for a in named if a.role == "coordinate"]
        set_for = task.deadline
        when = (set_for.kind, set_for.start, set_for.end) if set_for else None
        wanted = TIMES.get(cells.get("time", ""))
        if wanted and when and wanted[0] == "recurring":
            when = ("recurring", None, None)
        if sorted(does) != sorted(LEADS.get(cells["lead"], [])):
            found.append(f"{does} for {cells}")
        if sorted(helps) != sorted(HELPS.get(cells.get("help", ""), [])):
            found.append(f"with {helps} for {cells}")
        if when != wanted:
            found.append(f"{when} for {cells}")
    return [*found, *(f"extra: {text}" for text in told)]


FORMS: tuple[Callable[[Made], str], ...] = (
    *(markdown, bars_around, bars_between, tabs, tabs_cut_short, gaps, lone_bars),
    *(one_line_each, columns, columns_about_numbers),
)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
@pytest.mark.parametrize("seed", range(12))
def test_each_row_is_one_task_of_its_cells(
    form: Callable[[Made], str], seed: int
) -> None:
    table = made(random.Random(seed), whole=form is gaps)
    text = PAGE.format(form(table))
    source = from_bytes("made.txt", text.encode(), Options())
    assert faults(process_source(source), table) == [], text
