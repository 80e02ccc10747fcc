"""Tables of plain text with one cell a line, up to their last row."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccndocs.types.tree import Tree

HEADS = "TT\nTên cụm công nghiệp\nHuyện\nDiện tích (ha)\n"
ROWS = "1\nCCN Phú Hạ\nLạc Biên\n25\n2\nCCN Ba Lãng\nSông Khê\n30\n"
LAST = "3\nCCN Việt Sơn\nHạ Lương\n40\n"


@pytest.mark.parametrize(
    "after",
    [
        "II. KIẾN NGHỊ",
        "2. Khó khăn",
        "Các cụm khác chưa có chủ đầu tư hạ tầng kỹ thuật.",
        "",
    ],
)
def test_what_follows_a_table_does_not_cost_its_last_row(
    parsed: Callable[[str], Tree], notation: Callable[[Tree], str], after: str
) -> None:
    text = f"I. DANH SÁCH CỤM\n{HEADS}{ROWS}{LAST}{after}\n"
    found = notation(parsed(text))
    assert "3 | CCN Việt Sơn | Hạ Lương | 40" in found
    if after:
        assert after.split(maxsplit=1)[1] in found.split("| 40", 1)[1]


def test_a_part_without_a_counter_is_a_row_of_its_own(
    parsed: Callable[[str], Tree], notation: Callable[[Tree], str]
) -> None:
    heads = "TT\nChỉ tiêu\nĐVT\n31/3/2025\n31/3/2026\n"
    rows = "1\nDự án đầu tư thứ cấp\nDự án\n210\n236\nTrong đó: FDI\nDự án\n31\n38\n"
    text = (
        f"I. SỐ LIỆU\n{heads}{rows}2\nVốn đăng ký\nTỷ đồng\n9.105\n9.870\n2. Khó khăn\n"
    )
    found = notation(parsed(text))
    assert "Trong đó: FDI | Dự án | 31 | 38" in found
    assert "2 | Vốn đăng ký | Tỷ đồng | 9.105 | 9.870" in found
