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
