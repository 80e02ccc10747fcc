"""Role lines of labels that no table knows."""

from __future__ import annotations

import pytest

from ccndocs.pipeline import process_source
from ccndocs.source import from_bytes
from ccndocs.types.options import Options
from ccndocs.types.record import TaskRecord

TEXT = """UBND XÃ ĐỒNG MƠ
Số: 34/KH-UBND
Đồng Mơ, ngày 02 tháng 4 năm 2026
KẾ HOẠCH
Làm sạch kênh mương năm 2026
II. CÁC VIỆC CỤ THỂ
1. Nạo vét kênh đoạn qua thôn Đông.
- Đứng mũi chịu sào: Trưởng thôn Đông.
- Xúm tay: Hội Nông dân xã.
- Chốt sổ: 15/5/2026.
2. Bơm nước rửa mặn.
- Đứng mũi chịu sào: {second}.
- Xúm tay: Trạm Thủy nông Hến Nam.
- Chốt sổ: 20/6/2026.
"""


def tasks(second: str) -> tuple[TaskRecord, ...]:
    text = TEXT.format(second=second)
    return process_source(from_bytes("a.txt", text.encode(), Options())).tasks


def test_labels_that_come_again_set_roles_and_times() -> None:
    first, second = tasks("Hợp tác xã Đồng Mơ")
    assert [(a.name, a.role) for a in first.agencies] == [
        ("Trưởng thôn Đông", "implement"),
        ("Hội Nông dân xã", "coordinate"),
    ]
    assert second.deadline is not None
    assert second.deadline.end == "2026-06-20"


@pytest.mark.parametrize("second", ["rà soát lại kênh", "120 triệu đồng"])
def test_a_label_before_anything_else_is_none(second: str) -> None:
    names = [a.name for task in tasks(second) for a in task.agencies]
    assert "Trưởng thôn Đông" not in names
