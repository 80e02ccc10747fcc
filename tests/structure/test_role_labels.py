"""Labels of role and time lines."""

from __future__ import annotations

import pytest

from ccndocs.vi.labels import field_of_label, role_label

LABELS = [
    ("Đơn vị thực hiện: Sở Xây dựng.", "implement", "Sở Xây dựng."),
    ("CƠ QUAN CHỦ TRÌ: Sở Y tế", "lead", "Sở Y tế"),
    ("Cơ quan, đơn vị tham mưu thực hiện: Sở Nội vụ", "advise", "Sở Nội vụ"),
    ("Cơ quan phối hợp : các sở", "coordinate", "các sở"),
    ("Thời gian thực hiện: quý I/2025", "time", "quý I/2025"),
    (
        "Thời gian thực hiện sau khi luật có hiệu lực.",
        "time",
        "sau khi luật có hiệu lực.",
    ),
    ("Hoàn thành trước ngày 30/6/2025.", "time", "trước ngày 30/6/2025."),
    ("Sản phẩm: Báo cáo", "output", "Báo cáo"),
    ("Phân công: Sở A chủ trì", "agencies", "Sở A chủ trì"),
    ("Chủ trì:", "lead", ""),
    ("Đơn vị đồng hành: Sở Y tế", "coordinate", "Sở Y tế"),
    ("Hạn xử lý: 22/5/2026", "time", "22/5/2026"),
    ("Thời hạn giải quyết: quý II/2026", "time", "quý II/2026"),
    ("Thời gian bắt đầu và kết thúc: 3/2026", "time", "3/2026"),
    ("Yêu cầu về tiến độ: quý II/2026", "time", "quý II/2026"),
    ("Năm hoàn thành: 2027", "time", "2027"),
    ("Tần suất: hằng tháng", "time", "hằng tháng"),
    ("Cơ quan chủ trì/soạn thảo: Sở Tư pháp", "lead", "Sở Tư pháp"),
    ("Đơn vị nòng cốt: Công an xã", "lead", "Công an xã"),
    ("Lực lượng tăng cường: Đội dân phòng", "coordinate", "Đội dân phòng"),
    ("Cơ quan được giao nhiệm vụ: Sở Y tế", "implement", "Sở Y tế"),
    ("Sản phẩm phải nộp: Báo cáo", "output", "Báo cáo"),
    ("Phân công thực hiện các nội dung a, b: Sở Y tế", "agencies", "Sở Y tế"),
    ("Cơ quan chủ trì các nhiệm vụ trên: Sở Y tế", "lead", "Sở Y tế"),
    ("Đơn vị đôn đốc, hướng dẫn: Sở Nội vụ", "coordinate", "Sở Nội vụ"),
    ("Giao: Hội Nông dân xã.", "lead", "Hội Nông dân xã."),
    ("Thực hiện: BGH, GVCN.", "implement", "BGH, GVCN."),
    ("Thực hiện: Trưởng các thôn, lớp 9A", "implement", "Trưởng các thôn, lớp 9A"),
]


@pytest.mark.parametrize(("text", "field", "value"), LABELS)
def test_labels(text: str, field: str, value: str) -> None:
    label = role_label(text)
    assert label is not None
    assert (label.field, text[label.length :]) == (field, value)


@pytest.mark.parametrize(
    "text",
    [
        "Nội dung thực hiện: Tổ chức tập huấn",
        "Sở Công Thương: chủ trì rà soát",
        "Hoàn thành việc rà soát quy hoạch trước ngày 30/6/2025",
        "Tổ chức thực hiện: các sở",
        "Trình: Hội đồng nhân dân xã",
        "Năm học: 2026 - 2027",
        "Giai đoạn: 2026 - 2030",
        "Tăng cường: Công an xã",
        "Giao: Sở Y tế rà soát cơ số thuốc",
        "Thực hiện: Sở Y tế rà soát cơ số thuốc",
        "Thực hiện: lớp tập huấn cho cán bộ thôn",
        "Hướng dẫn: Sở Y tế",
        "Thời hạn hoàn thành các nội dung tại mục 1 và mục 2: trước ngày 5/5/2026",
    ],
)
def test_no_labels(text: str) -> None:
    assert role_label(text) is None


def test_field_of_a_written_label() -> None:
    assert field_of_label("- Thời gian hoàn thành:") == "time"
    assert field_of_label("Địa điểm") is None
