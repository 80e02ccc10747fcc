"""Spreadsheets: an old one by LibreOffice from invented text, new ones made here."""

from __future__ import annotations

import datetime as dt
import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from ccndocs.errors import InputFileError
from ccndocs.source.sheet.grid import shown_day, shown_number
from ccndocs.types.page import Table

OLD = (Path(__file__).parent / "data" / "clusters.xls").read_bytes()


def book(
    *sheets: dict[str, Any], hidden: int = 0, merged: tuple[str, ...] = ()
) -> bytes:
    """A workbook of sheets given as values by cell; the last `hidden` are not shown."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for number, cells in enumerate(sheets):
        sheet = workbook.create_sheet(f"Trang {number + 1}")
        for place, value in cells.items():
            form = "General"
            if isinstance(value, tuple):
                value, form = value
            sheet[place] = value
            sheet[place].number_format = form
        if number >= len(sheets) - hidden:
            sheet.sheet_state = "hidden"
    for reach in merged:
        workbook.worksheets[0].merge_cells(reach)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


LIST = {
    "A1": "DANH MỤC CỤM CÔNG NGHIỆP",
    "A3": "TT", "B3": "Cụm", "C3": "Diện tích (ha)", "F3": "Tỷ lệ lấp đầy",
    "A4": 1, "B4": "Phú Lâm", "C4": (41.6, "#,##0.00"), "F4": (0.853, "0.0%"),
    "A6": 2, "B6": "Đồng Sậy", "C6": 75, "F6": "#N/A",
    "B8": "Tổng", "C8": (1116.6, "#,##0.0"),
    "A10": "Ghi chú: số liệu đến", "C10": (dt.date(2026, 3, 5), "dd/mm/yyyy"),
    "A11": "Người lập biểu",
}  # fmt: skip
SHOWN = [
    "DANH MỤC CỤM CÔNG NGHIỆP",
    "TT | Cụm | Diện tích (ha) | Tỷ lệ lấp đầy",
    "1 | Phú Lâm | 41,60 | 85,3%",
    "2 | Đồng Sậy | 75 | ",
    " | Tổng | 1.116,6 | ",
    "Ghi chú: số liệu đến |  | 05/03/2026 | ",
    "Người lập biểu",
]


def test_cells_as_excel_shows_them(
    opened: Callable[..., Any], texts: Callable[..., list[str]]
) -> None:
    pages, issues = opened(book(LIST), "danh mục.xlsx")
    assert texts(pages[0]) == SHOWN
    assert issues.issues == []


def test_formulas_without_saved_results_are_told(opened: Callable[..., Any]) -> None:
    _, issues = opened(book({"A1": "Tổng", "B1": "=SUM(B2:B9)", "C1": "=B1*2"}))
    (issue,) = issues.issues
    assert issue.code == "formula_without_result"
    assert issue.message.startswith("2 formula")


def test_sheets_are_pages_and_hidden_ones_are_left_out(
    opened: Callable[..., Any], texts: Callable[..., list[str]]
) -> None:
    pages, _ = opened(book({"A1": "một"}, {"C7": "hai"}, {"A1": "ba"}, hidden=1))
    assert [texts(page) for page in pages] == [["một"], ["hai"]]
    (second,), _ = opened(book({"A1": "một"}, {"C7": "hai"}), pages=(2,))
    assert (second.number, texts(second)) == (2, ["hai"])


def test_merged_cells_reach_over_filled_rows_and_columns(
    opened: Callable[..., Any],
) -> None:
    cells = {
        "A1": "TT", "B1": "Cụm", "C1": "Vốn", "C2": "Có", "D2": "Cần",
        "A4": 1, "B4": "Phú Lâm", "C4": 2, "D4": 3,
    }  # fmt: skip
    merged = ("A1:A2", "B1:B3", "C1:D1")
    pages, _ = opened(book(cells, merged=merged))
    (table,) = (block for block in pages[0].layer if isinstance(block, Table))
    spans = {c.lines[0].text: (c.row_span, c.column_span) for c in table.cells}
    assert spans["TT"] == spans["Cụm"] == (2, 1)
    assert spans["Vốn"] == (1, 2)
    assert spans["Có"] == (1, 1)


def test_old_fonts_old_format_and_saved_results(
    opened: Callable[..., Any], texts: Callable[..., list[str]]
) -> None:
    pages, issues = opened(OLD, "cụm.xls")
    assert texts(pages[0]) == [
        "ỦY BAN NHÂN DÂN    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "TỈNH AN KHÊ",
        "DANH MỤC CỤM CÔNG NGHIỆP",
        "TT | Tên cụm công nghiệp | Địa điểm | Diện tích (ha) | Tỷ lệ lấp đầy"
        " | Ngày thành lập",
        "1 | Phú Lâm | Xã Phú Lâm | 41,6 | 85,3% | 05/03/2004",
        "2 | Đồng Sậy | Xã Đồng Sậy | 75,0 | 100,0% | 30/12/2005",
        " | Tổng |  | 116,6 |  | ",
    ]
    assert len(pages) == 1
    assert {".VnTime", ".VnTimeH"} <= set(pages[0].fonts)
    assert issues.issues == []


def test_old_fonts_in_the_new_format(
    opened: Callable[..., Any], texts: Callable[..., list[str]]
) -> None:
    workbook = Workbook()
    workbook.active["A1"] = "tØnh an khª"
    workbook.active["A1"].font = Font(name=".VnTimeH")
    buffer = io.BytesIO()
    workbook.save(buffer)
    pages, _ = opened(buffer.getvalue())
    assert texts(pages[0]) == ["TỈNH AN KHÊ"]


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (5900000, "#,##0", "5.900.000"),
        (5900000.0, "General", "5900000"),
        (41.6, "General", "41,6"),
        (1 / 3, "General", "0,3333333333"),
        (0.5, "0%", "50%"),
        (-1234.5, "#,##0.00;[Red]-#,##0.00", "-1.234,50"),
        (12, '0 "ha"', "12"),
        (123456789012, "General", "123456789012"),
    ],
)
def test_numbers(value: float, form: str, shown: str) -> None:
    assert shown_number(value, form) == shown


def test_days_and_hours() -> None:
    assert shown_day(dt.datetime(2026, 3, 5)) == "05/03/2026"
    assert shown_day(dt.datetime(2026, 3, 5, 17)) == "17:00 05/03/2026"
    assert shown_day(dt.time(7, 30)) == "07:30"


def test_a_cell_at_the_far_corner_costs_nothing(
    opened: Callable[..., Any], texts: Callable[..., list[str]]
) -> None:
    pages, _ = opened(book({"A1": "đầu", "XFD1048576": "cuối"}))
    assert texts(pages[0]) == ["đầu", "cuối"]


def test_bombs_and_damage_are_one_clear_error(opened: Callable[..., Any]) -> None:
    buffer = io.BytesIO(book(LIST))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b" " * (40 << 20))
    for data, code in (
        (buffer.getvalue(), "too_large"),
        (book(LIST)[:900], "damaged"),
        (OLD[:3000], None),
        (book({"A1": "a"}, hidden=0).replace(b"workbook.xml", b"workbook.xmm"), None),
    ):
        with pytest.raises(InputFileError) as caught:
            opened(data)
        assert code is None or caught.value.code == code


def test_damage_of_any_kind_is_an_error_or_pages(opened: Callable[..., Any]) -> None:
    chance = random.Random(5)
    errors = 0
    for whole in (OLD, book(LIST)):
        for _ in range(60):
            data = bytearray(whole)
            for _ in range(chance.choice((1, 8, 60))):
                data[chance.randrange(len(data))] = chance.randrange(256)
            try:
                opened(bytes(data))
            except InputFileError:
                errors += 1
    assert errors > 10
