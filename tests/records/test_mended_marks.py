"""What a mark was taken for is told."""

from __future__ import annotations

from ccndocs.pipeline import process_source
from ccndocs.source import from_bytes
from ccndocs.types.options import Options

TEXT = """UBND TỈNH AN SƠN
Số: 7/KH-UBND
KẾ HOẠCH
Kiểm tra chợ
I. NHIỆM VỤ
1. Sở Công Thương
i) Cập nhật dữ liệu.
k) Báo cáo định kỳ.
%s Theo dõi giá thuê.
m) Di dời chợ cóc.
"""


def codes(mark: str) -> list[tuple[str, str]]:
    source = from_bytes("a.txt", (TEXT % mark).encode(), Options())
    found = process_source(source).issues
    return [(i.code, i.message) for i in found if i.code == "mark_mended"]


def test_a_figure_taken_for_a_letter_is_told() -> None:
    message = (
        '"1)" before "Theo dõi giá thuê." was taken for "l", which comes next there.'
    )
    assert codes("1)") == [("mark_mended", message)]


def test_a_letter_read_as_such_is_not() -> None:
    assert codes("l)") == []
