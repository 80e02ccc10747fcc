"""What looks like orders and gives no tasks is told."""

from __future__ import annotations

import pytest

from ccndocs.explain import explain, explanation_text
from ccndocs.pipeline import analyse, process_source
from ccndocs.source import from_bytes
from ccndocs.types.issue import Issue
from ccndocs.types.options import Options

PLAN = """UBND TỈNH AN SƠN
Số: 7/KH-UBND
An Sơn, ngày 12 tháng 01 năm 2031
KẾ HOẠCH
Giữ gìn chợ nổi
%s
II. NHIỆM VỤ
1. Sở Y tế khám cho chủ ghe.
"""
LETTER = """UBND TỈNH AN SƠN
Số: 7/UBND-KT
An Sơn, ngày 12 tháng 01 năm 2031
Kính gửi: Các sở, ngành.
Căn cứ khoản 2 Điều 7 Luật Chợ nổi quy định trách nhiệm như sau:
%s
"""
TIMES = """I. THỜI GIAN THỰC HIỆN
- Từ 01/4 đến 15/4/2031: Sở Xây dựng sửa bến Cây Đa.
- Từ 16/4 đến 30/4/2031: Sở Công Thương mời chủ ghe về bến."""
WEEK = """I. PHÂN CÔNG
| Thứ | Nhiệm vụ | Đơn vị thực hiện |
|---|---|---|
| Thứ Hai | Tuần tra các bến | Công an tỉnh |
| Thứ Ba | Phun khử trùng ghe | Sở Y tế |"""
AHEAD = """I. TỒN TẠI, HẠN CHẾ
1. Sở Xây dựng sửa bến Cây Đa trong tháng 6/%s."""
PURPOSES = """I. MỤC ĐÍCH, YÊU CẦU
- Sở Công Thương chủ động giữ chợ nổi.
- UBND các xã xác định rõ trách nhiệm, hoàn thành đúng tiến độ."""
HOURS = """I. CHƯƠNG TRÌNH
| Thời gian | Nội dung | Người thực hiện |
|---|---|---|
| 7h30 - 8h00 | Đón tiếp đại biểu | Sở Y tế |
| 8h00 - 8h20 | Báo cáo tổng kết | Sở Công Thương |"""
STEPS = """I. TRÌNH TỰ, THỦ TỤC
1. UBND các xã tiếp nhận hồ sơ trong 05 ngày làm việc.
2. Sở Xây dựng thẩm định hồ sơ trong 10 ngày làm việc."""


def held(text: str) -> list[Issue]:
    source = from_bytes("a.txt", text.encode(), Options())
    issues = process_source(source).issues
    return [issue for issue in issues if issue.code.endswith("_held_back")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (PLAN % TIMES, "section_held_back"),
        (PLAN % (AHEAD % 2031), "section_held_back"),
        (PLAN % WEEK, "table_held_back"),
        (LETTER % "1. Giao Sở Xây dựng sửa bến trước ngày 30/4/2031.", "law_held_back"),
    ],
    ids=["times", "ahead", "week", "law"],
)
def test_orders_held_back_are_told(text: str, code: str) -> None:
    assert [(issue.code, issue.page) for issue in held(text)] == [(code, 1)]


@pytest.mark.parametrize(
    "text",
    [
        PLAN % PURPOSES,
        PLAN % HOURS,
        PLAN % STEPS,
        PLAN % (AHEAD % 2030),
        LETTER % "1. Sở Xây dựng cấp giấy phép bến.",
        (PLAN % TIMES).replace("7/KH-UBND", "7/BC-UBND").replace("KẾ HOẠCH", "BÁO CÁO"),
    ],
    ids=["purposes", "hours", "steps", "past", "law", "report"],
)
def test_what_orders_nothing_is_not_told(text: str) -> None:
    assert held(text) == []


def test_a_cause_is_told_once_with_its_first_words() -> None:
    assert [issue.message for issue in held(PLAN % TIMES)] == [
        "2 item(s) that name an office and its work stand in a section that holds no "
        'tasks ("THỜI GIAN THỰC HIỆN") and give no task, the first: "Từ 01/4 đến '
        "15/4/2031: Sở Xây dựng sửa bến Cây Đa.\". 'ccndocs explain' lists them: look."
    ]


def test_explain_lists_them() -> None:
    found = explain(analyse(from_bytes("a.txt", (PLAN % TIMES).encode(), Options())))
    assert [one["words"][:6] for one in found["document"]["held_back"]] == [
        "Từ 01/",
        "Từ 16/",
    ]
    assert explanation_text(found).count("held back") == 2
