"""Figures about clusters in tables."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from ccndocs.extract.statistic.table import counted_totals, table_quantities
from ccndocs.extract.topic import Topic
from ccndocs.types.mention import Cluster, Context, Mention, Quantity
from tests.extract.made import grid, written

CONTEXT = Context(issued_on=dt.date(2026, 3, 10), province="An Sơn")
CLUSTER = Cluster("Cụm công nghiệp An Hòa", province="An Sơn")

FORM = """TT | Chỉ tiêu | Đơn vị tính | Kết quả | Ghi chú
(1) | (2) | (3) | (4) | (5)
1 | Số lượng cụm công nghiệp theo phương án phát triển | Cụm | 41 |
2 | Tổng diện tích các cụm công nghiệp theo phương án phát triển | ha | 1.398,54 |
3 | Số lượng cụm công nghiệp đã thành lập | Cụm | 23 |
5 | Số lượng cụm công nghiệp đã thành lập trong kỳ báo cáo | Cụm | 2 |
15 | Số lượng cụm công nghiệp đã hoạt động | Cụm | 20 |
16 | Tổng diện tích các cụm công nghiệp đã hoạt động | ha | 700 |
17 | Tổng diện tích đất công nghiệp của các CCN đã hoạt động | ha | 500 |
18 | Tổng diện tích đất công nghiệp đã cho thuê | ha | 250,5 |
19 | Tỷ lệ lấp đầy bình quân | % | 50,1 |
21 | Số dự án có vốn đầu tư nước ngoài | Dự án | 12 |
22 | Số dự án đang hoạt động | Dự án | 199 |
24 | Nộp ngân sách nhà nước | Tỷ đồng | |
25 | Tổng số lao động | Người | 17.315 |"""

FORM_FIGURES = [
    "cluster_count_planned 41 cluster planned",
    "area 1398.54 ha planned",
    "cluster_count 23 cluster",
    "cluster_count_operating 20 cluster",
    "area 700 ha (đã hoạt động)",
    "industrial_land_area 500 ha",
    "leased_area 250.5 ha",
    "occupancy_rate 50.1 percent",
    "project_count 12 project (có vốn đầu tư nước ngoài)",
    "project_count_operating 199 project",
    "worker_count 17315 person",
]


def test_forms_name_the_indicator_in_the_row() -> None:
    found = table_quantities(grid(FORM), CONTEXT)
    assert [written(m.value) for m in found] == FORM_FIGURES


def test_figures_of_a_table_point_at_their_cells() -> None:
    table = grid(FORM)
    for mention in table_quantities(table, CONTEXT):
        (cell,) = [c for c in table.cells if c.passage.id == mention.passage]
        assert cell.column == 3
        assert mention.span.of(cell.passage.text) == cell.passage.text


CLUSTERS = """STT | Tên cụm công nghiệp | Địa điểm | Diện tích (ha) | Tỷ lệ lấp đầy (%) | Số lao động (người)
1 | CCN An Hòa 2 | xã An Hòa | 49,97 | 55 | > 600
2 | Làng nghề Tân Phú | xã Tân Phú | 15 | chưa có | khoảng 80
| Tổng cộng | | 64,97 | 42 | 700"""  # noqa: E501


def test_tables_of_clusters_name_the_cluster_in_the_row() -> None:
    found = table_quantities(grid(CLUSTERS), CONTEXT)
    assert [written(m.value) for m in found] == [
        "area 49.97 ha @Cụm công nghiệp An Hòa 2",
        "occupancy_rate 55 percent @Cụm công nghiệp An Hòa 2",
        "worker_count 600 person more_than @Cụm công nghiệp An Hòa 2",
        "area 15 ha @Cụm công nghiệp làng nghề Tân Phú",
        "worker_count 80 person about @Cụm công nghiệp làng nghề Tân Phú",
        "area 64.97 ha",
        "occupancy_rate 42 percent",
        "worker_count 700 person",
    ]


def test_figures_of_a_table_hold_for_the_day_of_the_document_s() -> None:
    context = replace(CONTEXT, counted_on=dt.date(2026, 2, 14))
    table = table_quantities(grid(CLUSTERS), context)
    assert {m.value.as_of for m in table} == {"2026-02-14"}


TOTALS = [("64,97", ()), ("64,9", ()), ("66", ("sum_mismatch",))]


@pytest.mark.parametrize(("total", "flags"), TOTALS)
def test_a_total_that_its_rows_contradict_is_flagged(
    total: str, flags: tuple[str]
) -> None:
    table = "STT | Tên cụm | Diện tích (ha)\n1 | CCN An Hòa | 49,97\n"
    table += f"2 | CCN Tân Phú | 15\n | Tổng cộng | {total}"
    found = table_quantities(grid(table), CONTEXT)
    assert [m.flags for m in found] == [(), (), flags]


def test_a_cell_may_say_more_than_the_name() -> None:
    table = "STT | Tên CCN, địa điểm | Diện tích (ha)\n"
    table += "1 | Xây dựng trạm xử lý nước thải CCN Phú Hạ, huyện Lâm Bình | 38,6"
    (found,) = table_quantities(grid(table), CONTEXT)
    assert written(found.value) == "area 38.6 ha @Cụm công nghiệp Phú Hạ"
    assert found.value.scope.district == "Lâm Bình"


PLACES = """TT | Huyện, thành phố | Số cụm công nghiệp đang hoạt động | Diện tích (ha) | Tỷ lệ lấp đầy (%) | Diện tích đất lúa (ha)
1 | Thành phố An Hòa | 3 | 128,5 | 81,6 | 910
2 | Huyện Lâm Bình | 4 | 142,7 | 63,0 | 4.205
Cộng toàn tỉnh | | 7 | 271,2 | 71,8 | 5.115"""  # noqa: E501


def by_place(found: list[Mention[Quantity]]) -> list[str]:
    """The figures, each after the place of its row."""
    rows = [(m.value.scope, m.value) for m in found]
    return [f"{s.district or s.subset or '-'} {written(v)}" for s, v in rows]


GROUPED = """TT | Tên CCN | Diện tích hiện có (ha) | Diện tích đến năm 2030 (ha)
I | HUYỆN LÂM BÌNH | 31,5 | 131,5
1 | CCN An Hòa | - | 100
2 | CCN Tân Phú | 31,5 | 31,5
II | HUYỆN YÊN HẠ | 20 | 20
3 | CCN Đá Chùa | 20 | 20
Tổng số: 3 cụm | | 51,5 | 151,5"""


PARTED = """TT | Tên CCN | Diện tích (ha) | | Kết quả |
TT | Tên CCN | Tổng số | Đã cho thuê | Số dự án | Lao động (người)
1 | An Hòa | 64,2 | 39,5 | 44 | 4.770"""


def test_a_head_of_two_rows_names_a_column_by_both() -> None:
    table = replace(grid(PARTED), head_rows=2)
    found = [m.value for m in table_quantities(table, CONTEXT)]
    assert [(q.indicator, q.value) for q in found] == [
        ("area", 64.2),
        ("leased_area", 39.5),
        ("project_count", 44),
        ("worker_count", 4770),
    ]


def test_rows_of_districts_in_a_table_of_clusters_are_theirs() -> None:
    found = [m.value for m in table_quantities(grid(GROUPED), CONTEXT)]
    told = [(q.value, q.scope.district, q.scope.cluster, q.nature) for q in found]
    assert told == [
        (31.5, "Lâm Bình", None, "actual"),
        (131.5, "Lâm Bình", None, "planned"),
        (100, "Lâm Bình", "Cụm công nghiệp An Hòa", "planned"),
        (31.5, "Lâm Bình", "Cụm công nghiệp Tân Phú", "actual"),
        (31.5, "Lâm Bình", "Cụm công nghiệp Tân Phú", "planned"),
        (20, "Yên Hạ", None, "actual"),
        (20, "Yên Hạ", None, "planned"),
        (20, "Yên Hạ", "Cụm công nghiệp Đá Chùa", "actual"),
        (20, "Yên Hạ", "Cụm công nghiệp Đá Chùa", "planned"),
        (51.5, None, None, "actual"),
        (151.5, None, None, "planned"),
    ]
    assert {q.as_of for q in found if q.nature == "planned"} == {"2030-12-31"}


@pytest.mark.parametrize(
    ("total", "flags"), [("51,5", ()), ("61,5", ("sum_mismatch",))]
)
def test_rows_of_districts_are_no_parts_of_the_total(
    total: str, flags: tuple[str, ...]
) -> None:
    rows = [line.rsplit(" | ", 1)[0] for line in GROUPED.split("\n")]
    table = "\n".join(rows).replace("51,5", total)
    found = table_quantities(grid(table), CONTEXT)
    assert [m.flags for m in found if m.value.scope.district is None] == [flags]


def test_tables_of_places_name_the_place_in_the_row() -> None:
    found = table_quantities(grid(PLACES), CONTEXT)
    assert by_place(found) == [
        "An Hòa cluster_count_operating 3 cluster",
        "An Hòa area 128.5 ha",
        "An Hòa occupancy_rate 81.6 percent",
        "Lâm Bình cluster_count_operating 4 cluster",
        "Lâm Bình area 142.7 ha",
        "Lâm Bình occupancy_rate 63 percent",
        "- cluster_count_operating 7 cluster",
        "- area 271.2 ha",
        "- occupancy_rate 71.8 percent",
    ]
    assert not any(m.flags for m in found)


def test_a_total_that_its_places_contradict_is_flagged() -> None:
    found = table_quantities(grid(PLACES.replace("271,2", "281,2")), CONTEXT)
    flagged = [written(m.value) for m in found if m.flags]
    assert flagged == ["area 281.2 ha"]


def test_bare_names_of_places_that_no_table_knows() -> None:
    table = "STT | Địa phương | Số CCN | Số DA\n1 | Hạ Lý | 3 | 12\n2 | Gò Hạ | 2 | 7"
    found = table_quantities(grid(table), CONTEXT)
    assert [written(m.value) for m in found] == [
        "cluster_count 3 cluster (Hạ Lý)",
        "project_count 12 project (Hạ Lý)",
        "cluster_count 2 cluster (Gò Hạ)",
        "project_count 7 project (Gò Hạ)",
    ]


def test_communes_are_parts_of_their_district() -> None:
    rows = "Xã, phường | Số CCN | Đất công nghiệp (ha)\nXã An Hòa | 2 | 41,2\n"
    found = table_quantities(grid(rows + "Phường Tân Phú | 1 | 27"), CONTEXT)
    assert [written(m.value) for m in found] == [
        "cluster_count 2 cluster (xã An Hòa)",
        "industrial_land_area 41.2 ha (xã An Hòa)",
        "cluster_count 1 cluster (phường Tân Phú)",
        "industrial_land_area 27 ha (phường Tân Phú)",
    ]


YEARS = """STT | Chỉ tiêu | Đơn vị tính | Thực hiện năm 2025 | Kế hoạch năm 2026
1 | Tỷ lệ lấp đầy bình quân | % | 87,2 | 93,5
2 | Tổng số lao động | người | 2.118 | 2.300"""
DOWN = """Năm | Nộp ngân sách (tỷ đồng) | Lao động (người)
2024 | 21,7 | 2.542
2025 | 24,05 | 2.795"""
CONTENT = """Nội dung | Đơn vị | Chỉ tiêu
Diện tích | ha | 28,6
Số dự án | dự án | 15"""


def dated(table: str, topic: Topic) -> list[tuple[float, str | None, str, str | None]]:
    found = [m.value for m in table_quantities(grid(table), CONTEXT, topic)]
    return [(q.value, q.as_of, q.nature, q.scope.cluster) for q in found]


def test_forms_with_a_column_for_each_year() -> None:
    assert dated(YEARS, Topic(about_clusters=True)) == [
        (87.2, "2025-12-31", "actual", None),
        (93.5, "2026-12-31", "target", None),
        (2118, "2025-12-31", "actual", None),
        (2300, "2026-12-31", "target", None),
    ]


def test_a_row_of_a_part_takes_what_the_row_above_counts() -> None:
    table = """TT | Chỉ tiêu | ĐVT | 31/3/2025 | 31/3/2026
1 | Dự án đầu tư thứ cấp | Dự án | 210 | 236
2 | Trong đó: FDI | Dự án | 31 | 38
3 | Trong đó: số dự án đang hoạt động | Dự án | 150 | 171
4 | CCN có hệ thống XLNT tập trung | Cụm | 8 | 9"""
    found = table_quantities(grid(table), CONTEXT, Topic(about_clusters=True))
    assert [written(m.value) for m in found] == [
        "project_count 210 project",
        "project_count 236 project",
        "project_count 31 project (FDI)",
        "project_count 38 project (FDI)",
        "project_count_operating 150 project",
        "project_count_operating 171 project",
        "wastewater_plant_count 8 cluster",
        "wastewater_plant_count 9 cluster",
    ]
    days = [m.value.as_of for m in found]
    assert days[:2] == ["2025-03-31", "2026-03-31"]


def test_a_row_of_the_rest_is_a_part() -> None:
    table = """TT | Tên CCN | Diện tích (ha) | Số doanh nghiệp
1 | CCN An Hòa | 48,5 | 21
2 | CCN Tân Phú | 30 | 9
 | Các CCN còn lại (05 CCN) | 190,4 | 64"""
    found = table_quantities(grid(table), CONTEXT)
    assert [written(m.value) for m in found][-2:] == [
        "area 190.4 ha (còn lại)",
        "establishment_count 64 establishment (còn lại)",
    ]


def test_tables_with_a_row_for_each_year_in_a_document_on_clusters() -> None:
    assert dated(DOWN, Topic(about_clusters=True, cluster=CLUSTER)) == [
        (21.7, "2024-12-31", "actual", CLUSTER.name),
        (2542, "2024-12-31", "actual", CLUSTER.name),
        (24.05, "2025-12-31", "actual", CLUSTER.name),
        (2795, "2025-12-31", "actual", CLUSTER.name),
    ]
    assert dated(DOWN, Topic()) == []


def test_the_form_of_one_cluster_may_name_its_content() -> None:
    told = dated(CONTENT, Topic(about_clusters=True, cluster=CLUSTER))
    assert [(value, cluster) for value, _, _, cluster in told] == [
        (28.6, CLUSTER.name),
        (15, CLUSTER.name),
    ]
    assert dated(CONTENT, Topic(about_clusters=True)) == []


def test_tables_of_places_are_ours_only_if_a_head_names_clusters() -> None:
    table = PLACES.replace("Số cụm công nghiệp đang hoạt động", "Số dự án")
    assert table_quantities(grid(table), CONTEXT) == []


def test_a_form_whose_rows_name_clusters_may_be_headed_otherwise() -> None:
    head = "STT | Nội dung | Đơn vị tính | Số lượng\n"
    rows = "1 | Số CCN đã đi vào hoạt động | cụm | 19\n2 | Số lao động | người | 2.145"
    assert not table_quantities(grid(head + rows), CONTEXT)
    rows += "\n3 | Tổng số CCN đã thành lập | cụm | 27"
    found = table_quantities(grid(head + rows), CONTEXT)
    assert [written(m.value) for m in found] == [
        "cluster_count_operating 19 cluster",
        "worker_count 2145 person",
        "cluster_count 27 cluster",
    ]


def test_cells_may_state_their_unit_and_heads_square_metres() -> None:
    table = grid(
        "TT | Tên cụm công nghiệp | Tổng diện tích (m2) | Nộp ngân sách năm 2025\n"
        "1 | An Hòa | 207.500 | 15,2 tỷ đồng\n"
        "2 | Tân Phú | 285.000 | -"
    )
    found = table_quantities(table, CONTEXT)
    assert [written(m.value) for m in found] == [
        "area 20.75 ha @Cụm công nghiệp An Hòa",
        "budget_revenue 15.2 billion VND @Cụm công nghiệp An Hòa",
        "area 28.5 ha @Cụm công nghiệp Tân Phú",
    ]


def test_other_tables_hold_no_figures() -> None:
    table = grid("STT | Nhiệm vụ | Thời gian\n1 | Lập 3 cụm công nghiệp | 2026")
    assert table_quantities(table, CONTEXT) == []


def test_the_row_of_sums_says_how_many_there_are() -> None:
    table = grid(
        "TT | Tên CCN | Diện tích (ha)\n1 | An Hòa | 64,2\nTổng (02 CCN) | | 95,2"
    )
    found = [written(m.value) for m in counted_totals(table, CONTEXT)]
    assert found == ["cluster_count 2 cluster"]


PAIRS = """Nội dung | Số liệu
Số cụm công nghiệp đã thành lập | 17 cụm
Số cụm đang hoạt động | 12 cụm
Diện tích đất công nghiệp đã cho thuê | 205,4 ha
Số cơ sở sản xuất kinh doanh | 231
Số LĐ | 9.640 người
Nộp NS | 96 tỷ đồng
Giá thuê lại (triệu đồng/m2) | 1,6"""
ACROSS = """STT | Tiêu chí | CCN Đồng Lạc | CCN Phú Lâm
1 | Diện tích (ha) | 45 | 50
2 | Số doanh nghiệp | 12 | 8
3 | Số lao động (người) | 1.560 | -"""


def test_forms_of_two_columns_are_read_in_a_document_on_clusters() -> None:
    found = table_quantities(grid(PAIRS), CONTEXT, Topic(about_clusters=True))
    assert [written(m.value) for m in found] == [
        "cluster_count 17 cluster",
        "cluster_count_operating 12 cluster",
        "leased_area 205.4 ha",
        "establishment_count 231 establishment",
        "worker_count 9640 person",
        "budget_revenue 96 billion VND",
    ]
    assert table_quantities(grid(PAIRS), CONTEXT) == []


@pytest.mark.parametrize("bare", [True, False])
def test_a_column_may_be_a_cluster(bare: bool) -> None:
    """Names alone head the columns only where the document is on clusters."""
    table = grid(ACROSS.replace("CCN ", "") if bare else ACROSS)
    found = table_quantities(table, CONTEXT, Topic(about_clusters=bare))
    assert [(m.value.value, m.value.scope.cluster) for m in found] == [
        (45, "Cụm công nghiệp Đồng Lạc"),
        (50, "Cụm công nghiệp Phú Lâm"),
        (12, "Cụm công nghiệp Đồng Lạc"),
        (8, "Cụm công nghiệp Phú Lâm"),
        (1560, "Cụm công nghiệp Đồng Lạc"),
    ]
    if bare:
        assert table_quantities(table, CONTEXT) == []


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
SO_MANY = """Chỉ tiêu | Đơn vị | Hiện trạng 2025 | Năm 2027 | Năm 2030
Số CCN được thành lập (lũy kế) | cụm | 43 | 47 | 62
Số CCN thành lập mới | cụm | 4 | 5 | 6
Tổng số CCN | cụm | 44 | 48 | 63"""


def test_how_many_clusters_there_are_to_be() -> None:
    found = table_quantities(grid(SO_MANY), CONTEXT, Topic(about_clusters=True))
    told = [(m.value.indicator, m.value.value) for m in found]
    assert told == [
        ("cluster_count", 43),
        ("cluster_count_planned", 47),
        ("cluster_count_planned", 62),
        ("cluster_count", 4),
        ("cluster_count", 5),
        ("cluster_count", 6),
        ("cluster_count", 44),
        ("cluster_count_planned", 48),
        ("cluster_count_planned", 63),
    ]


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
