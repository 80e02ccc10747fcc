"""Heads of tables of figures in other words, and heads that say little."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from ccndocs.extract.statistic.table import table_quantities
from ccndocs.extract.topic import Topic
from ccndocs.types.mention import Context
from tests.extract.made import grid, written

CONTEXT = Context(issued_on=dt.date(2026, 3, 10), province="An Sơn")


AIMS = """Nội dung | Mục tiêu Kế hoạch | Kết quả đến 31/12/2025 | Đánh giá
Số CCN thành lập | 20 | 19 | Chưa đạt
CCN có hệ thống xử lý nước thải | 60% | 47,4% | Chưa đạt
Giải quyết việc làm | 12.000 người | 12.300 người | Đạt"""


OWNERS = """Chủ đầu tư | Số CCN | Diện tích thuê (ha) | Số dự án
Doanh nghiệp | 12 | 60,4 | 145
Tổng cộng | 19 | 85,6 | 241"""


REGIONS = """Chỉ tiêu | Toàn tỉnh | Vùng miền núi
Lao động (người) | 12.300 | 1.450"""


TOLD = """Tên cụm | Hiện trạng
CCN Đồng Lạc | Diện tích 45 ha; 12 doanh nghiệp; lấp đầy 88%"""


AIMED = """Mục tiêu | Chỉ tiêu Nghị quyết | Kết quả thực hiện | Cả nước
Thành lập mới CCN | 10 CCN | 9 CCN | 40 CCN
Tỷ lệ lấp đầy | 70% | 70,5% | 62%"""


# One with two head rows, one on work done
LAND = """TT | CCN | Diện tích (ha) | | Dự án |
 | | Thành lập | Cho thuê | Tổng số | Hoạt động
1 | An Hòa | 65 | 46,5 | 38 | 33
2 | Gò Hạ | 48 | 12,5 | 12 | 9"""


WORK = """Tên CCN | Lũy kế thực hiện (tỷ đồng) | Diện tích đã GPMB (ha) | Diện tích (ha)
CCN An Hòa | 310 | 30 | 65
CCN Gò Hạ | 120 | 12 | 48"""


# A group above its parts; a plan and an estimate beside the result; a road
GROUPS = """TT | Địa phương | Quy hoạch | | Đang hoạt động |
 | | Số CCN | Diện tích (ha) | Số CCN | Lấp đầy (%)
1 | Huyện Hạ Lý | 12 | 610 | 6 | 72
2 | Huyện Gò Hạ | 9 | 402 | 5 | 61,5"""


PLANS = """TT | Chỉ tiêu | Đơn vị | Kế hoạch 2025 | Thực hiện | Ước cả năm | Ước/KH (%)
1 | Thành lập mới CCN | CCN | 6 | 5 | 7 | 116
2 | Lao động trong CCN | người | 3.500 | 2.900 | 3.600 | 102"""


ROADS = """Tên CCN | Tổng mức đầu tư (tỷ đồng)
Hạ tầng CCN An Hòa | 520
Đường vào CCN Gò Hạ | 45"""


@pytest.mark.parametrize(
    ("table", "head_rows", "expected"),
    [
        (
            AIMED,
            1,
            [
                "cluster_count 10 cluster target",
                "cluster_count 9 cluster",
                "occupancy_rate 70 percent target",
                "occupancy_rate 70.5 percent",
            ],
        ),
        (
            LAND,
            2,
            [
                "area 65 ha",
                "leased_area 46.5 ha",
                "project_count 38 project",
                "project_count_operating 33 project",
                "area 48 ha",
                "leased_area 12.5 ha",
                "project_count 12 project",
                "project_count_operating 9 project",
            ],
        ),
        (
            GROUPS,
            2,
            [
                "cluster_count_planned 12 cluster planned",
                "area 610 ha planned",
                "cluster_count_operating 6 cluster",
                "occupancy_rate 72 percent",
                "cluster_count_planned 9 cluster planned",
                "area 402 ha planned",
                "cluster_count_operating 5 cluster",
                "occupancy_rate 61.5 percent",
            ],
        ),
        (
            PLANS,
            1,
            [
                "cluster_count 6 cluster target",
                "cluster_count 5 cluster",
                "cluster_count 7 cluster",
                "worker_count 3500 person target",
                "worker_count 2900 person",
                "worker_count 3600 person",
            ],
        ),
        (ROADS, 1, ["investment_registered 520 billion VND"]),
        (
            WORK,
            1,
            [
                "investment_realised 310 billion VND",
                "area 65 ha",
                "investment_realised 120 billion VND",
                "area 48 ha",
            ],
        ),
    ],
)
def test_heads_in_other_words(table: str, head_rows: int, expected: list[str]) -> None:
    made = replace(grid(table), head_rows=head_rows)
    found = table_quantities(made, CONTEXT, Topic(about_clusters=True))
    assert [written(m.value).split(" @")[0] for m in found] == expected


WORDY = [
    (
        AIMS,
        [
            "cluster_count 20 cluster target",
            "cluster_count 19 cluster",
            "wastewater_share 60 percent target",
            "wastewater_share 47.4 percent",
            "worker_count 12000 person target",
            "worker_count 12300 person",
        ],
    ),
    (
        OWNERS,
        [
            "cluster_count 12 cluster (Doanh nghiệp)",
            "leased_area 60.4 ha (Doanh nghiệp)",
            "project_count 145 project (Doanh nghiệp)",
            "cluster_count 19 cluster",
            "leased_area 85.6 ha",
            "project_count 241 project",
        ],
    ),
    (
        REGIONS,
        ["worker_count 12300 person", "worker_count 1450 person (Vùng miền núi)"],
    ),
    (
        TOLD,
        [
            "area 45 ha @Cụm công nghiệp Đồng Lạc",
            "establishment_count 12 establishment @Cụm công nghiệp Đồng Lạc",
            "occupancy_rate 88 percent @Cụm công nghiệp Đồng Lạc",
        ],
    ),
]


@pytest.mark.parametrize(("table", "expected"), WORDY)
def test_tables_whose_heads_say_little(table: str, expected: list[str]) -> None:
    found = table_quantities(grid(table), CONTEXT, Topic(about_clusters=True))
    assert [written(m.value) for m in found] == expected
