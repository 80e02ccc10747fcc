"""Figures about clusters in tables."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from ccndocs.extract.statistic.table import counted_totals, table_quantities
from ccndocs.extract.topic import Topic
from ccndocs.types.mention import Cluster, Context
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


def test_months_of_a_year_end_with_their_last_day() -> None:
    table = (
        "TT | Chỉ tiêu | Đơn vị tính | Năm 2024 | 9 tháng 2025\n"
        "1 | Số cụm công nghiệp đã thành lập | Cụm | 12 | 14"
    )
    found = table_quantities(grid(table), CONTEXT, Topic(about_clusters=True))
    assert [m.value.as_of for m in found] == ["2024-12-31", "2025-09-30"]


def test_land_of_zones_is_none_of_clusters() -> None:
    table = (
        "Địa phương | Số CCN | Diện tích CCN (ha) | Diện tích KCN (ha)\n"
        "Huyện Yên Hạ | 3 | 120 | 400\nHuyện Kim Hạ | 2 | 75 | 120"
    )
    found = table_quantities(grid(table), CONTEXT, Topic(about_clusters=True))
    sizes = [m.value.value for m in found if m.value.indicator == "area"]
    assert sizes == [120, 75]


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
