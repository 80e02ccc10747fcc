"""Named clusters as records: what title, text and figures say of one, put together."""

from __future__ import annotations

import pytest

from ccndocs.pipeline import process_source
from ccndocs.source import from_bytes
from ccndocs.types.options import Options
from ccndocs.types.record import Record

LETTER = """UBND TỈNH AN SƠN
Số: 412/UBND-KT
V/v {title}
An Sơn, ngày 12 tháng 9 năm 2025

Kính gửi: Sở Công Thương

{body}
1. Giao Sở Công Thương đôn đốc chủ đầu tư.
"""


def read(title: str, body: str) -> Record:
    data = LETTER.format(title=title, body=body).encode()
    return process_source(from_bytes("case.txt", data, Options()), Options())


def said(record: Record) -> list[tuple[str, str | None, str | None, float | None]]:
    return [(c.name[16:], c.commune, c.district, c.area_ha) for c in record.clusters]


BY_DISTRICT = """Các cụm công nghiệp theo địa bàn như sau:

I. HUYỆN LÂM BÌNH
1. CCN Gò Sành (xã Tân Hạ): 50 ha, lấp đầy 64%.
2. CCN Đá Bạc (huyện Yên Hạ), 20 ha.
II. Xã Phú Lâm
1. CCN Phú Lâm: 15 ha.
III. NHẬN XÉT
1. CCN Đồng Lãng chậm tiến độ.
"""


def test_a_heading_says_in_which_district_the_clusters_below_lie() -> None:
    record = read("quản lý cụm công nghiệp", BY_DISTRICT)
    assert said(record) == [
        ("Gò Sành", "Tân Hạ", "Lâm Bình", 50.0),
        ("Đá Bạc", None, "Yên Hạ", 20.0),
        ("Phú Lâm", "Phú Lâm", None, 15.0),
        ("Đồng Lãng", None, None, None),
    ]
    rates = [s for s in record.statistics if s.indicator == "occupancy_rate"]
    assert [(s.value, s.scope.district) for s in rates] == [(64.0, "Lâm Bình")]


CASES = [
    (  # only the title names it
        "đẩy nhanh tiến độ Cụm công nghiệp Gò Vàng 2, xã Canh Hạ",
        "Xét đề nghị của Sở Công Thương về tiến độ cụm công nghiệp.",
        [("Gò Vàng 2", "Canh Hạ", None, None)],
    ),
    (  # the title says where it lies, the text how large it is
        "mở rộng Cụm công nghiệp Gò Vàng, huyện Lâm Bình",
        "Cụm công nghiệp Gò Vàng do Công ty A làm chủ đầu tư, có diện tích 41,2 ha.",
        [("Gò Vàng", None, "Lâm Bình", 41.2)],
    ),
    (  # two styles of writing a tone are one name
        "quản lý đất công nghiệp",
        "CCN Hoà Lãng có diện tích 20 ha. Tại CCN Hòa Lãng, xã Tân Hạ còn đất trống.",
        [("Hoà Lãng", "Tân Hạ", None, 20.0)],
    ),
    (  # "cụm CN" alone makes it a document on clusters
        "quản lý đất công nghiệp",
        "Thành phố có khu công nghiệp Bắc Hạ và cụm CN Lai Lãng.",
        [("Lai Lãng", None, None, None)],
    ),
    (  # "Sở" ends a name where no department's follows
        "quản lý đất công nghiệp",
        "CCN Hạ Sở (xã Hạ Sở, huyện Lâm Bình) có quy mô 6,28ha. "
        "CCN Bến Hạ Sở Công Thương theo dõi.",
        [("Hạ Sở", "Hạ Sở", "Lâm Bình", 6.28), ("Bến Hạ", None, None, None)],
    ),
    (
        "quản lý đất công nghiệp",
        "CCN Minh Hạ 2 được thành lập với quy mô gần 65 ha, nằm trên địa bàn "
        "xã Lạc Hạ.",
        [("Minh Hạ 2", "Lạc Hạ", None, 65.0)],
    ),
    ("quản lý đất công nghiệp", "Cụm dân cư Lai Lãng đã đông.", []),
]


@pytest.mark.parametrize(("title", "body", "expected"), CASES)
def test_what_is_said_of_a_cluster_is_put_together(
    title: str,
    body: str,
    expected: list[tuple[str, str | None, str | None, float | None]],
) -> None:
    assert said(read(title, body)) == expected


REPORT = """SỞ CÔNG THƯƠNG
Số: 12/BC-SCT
An Sơn, ngày 15 tháng 12 năm 2030
BÁO CÁO
Tình hình các cụm công nghiệp trên địa bàn tỉnh

1. Cụm công nghiệp Tân Hạ
- Địa chỉ: ấp Sáu, xã Tân Hạ, huyện Lâm Bình
- Quy mô diện tích: 59,3 ha
- Tổng mức đầu tư: 410 tỷ đồng
2. Cụm công nghiệp Gò Lim (xã Phú Hạ):
- Địa chỉ: ấp Ba, xã Phú Hạ, huyện Yên Hạ
- Quy mô diện tích: 43,4 ha
- Phía Bắc giáp đất của Cụm công nghiệp Tân Hạ 2.
"""


def test_items_below_a_heading_that_is_a_name_describe_that_one() -> None:
    record = process_source(
        from_bytes("case.txt", REPORT.encode(), Options()), Options()
    )
    assert said(record) == [
        ("Tân Hạ", "Tân Hạ", "Lâm Bình", 59.3),
        ("Gò Lim", "Phú Hạ", "Yên Hạ", 43.4),
        ("Tân Hạ 2", None, None, None),
    ]
    assert [(s.indicator, s.value, s.scope.cluster) for s in record.statistics] == [
        ("area", 59.3, "Cụm công nghiệp Tân Hạ"),
        ("investment_registered", 410.0, "Cụm công nghiệp Tân Hạ"),
        ("area", 43.4, "Cụm công nghiệp Gò Lim"),
    ]
    assert record.tasks == ()


def test_a_name_of_the_title_has_its_words_for_evidence() -> None:
    (cluster,) = read("tiến độ CCN Gò Vàng 2", "Cụm công nghiệp chậm.").clusters
    assert [e.text_as_read for e in cluster.evidence] == ["CCN Gò Vàng 2"]


DECISION = """UBND TỈNH AN SƠN
Số: 412/QĐ-UBND
An Sơn, ngày 12 tháng 9 năm 2025
QUYẾT ĐỊNH
Về việc thành lập Cụm công nghiệp Gò Vàng, huyện Lâm Bình

Điều 1. Thành lập Cụm công nghiệp Gò Vàng, cụ thể như sau:
1. Diện tích: khoảng 33,6 ha.
2. Tổng mức đầu tư: 412 tỷ đồng.
"""


def test_a_heading_that_names_the_cluster_of_the_title_keeps_its_district() -> None:
    source = from_bytes("case.txt", DECISION.encode(), Options())
    record = process_source(source, Options())
    figures = [(s.value, s.scope.cluster, s.scope.district) for s in record.statistics]
    name = "Cụm công nghiệp Gò Vàng"
    assert figures == [(33.6, name, "Lâm Bình"), (412.0, name, "Lâm Bình")]


@pytest.mark.parametrize(
    ("named", "commune"),
    [
        ("CCN Gò Sành rộng 30 ha", "Hạ Lý"),
        ("CCN Gò Sành (xã Tân Khê) rộng 30 ha", "Tân Khê"),
        ("CCN Gò Sành (huyện Kim Hạ) rộng 30 ha", None),
        ("CCN Gò Sành rộng 30 ha; CCN Gò Sành, xã Tân Khê, chậm", "Tân Khê"),
    ],
)
def test_a_commune_speaks_of_its_own_clusters(named: str, commune: str | None) -> None:
    text = LETTER.format(title="phát triển cụm công nghiệp", body=f"{named}.")
    text = text.replace("UBND TỈNH AN SƠN", "TỈNH AN SƠN\nUBND XÃ HẠ LÝ")
    record = process_source(from_bytes("case.txt", text.encode(), Options()), Options())
    assert said(record)[0][1] == commune
