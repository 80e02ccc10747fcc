"""Figures of places in tables: districts, communes and their totals."""

from __future__ import annotations

import datetime as dt

import pytest

from ccndocs.extract.statistic.table import table_quantities
from ccndocs.types.mention import Context, Mention, Quantity
from tests.extract.made import grid, written

CONTEXT = Context(issued_on=dt.date(2026, 3, 10), province="An Sơn")


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


def test_tables_of_places_are_ours_only_if_a_head_names_clusters() -> None:
    table = PLACES.replace("Số cụm công nghiệp đang hoạt động", "Số dự án")
    assert table_quantities(grid(table), CONTEXT) == []


PROVINCES = """STT | Tỉnh, thành phố | Số CCN | Diện tích (ha)
1 | Bắc Giang | 40 | 1.208
2 | TP. Hải Phòng | 15 | 612
Tổng cộng | | 55 | 1.820"""


def test_rows_of_provinces_are_theirs_and_the_sum_is_of_none() -> None:
    whole_land = Context(issued_on=dt.date(2026, 3, 10), issuer="Bộ Công Thương")
    found = [m.value for m in table_quantities(grid(PROVINCES), whole_land)]
    assert [(q.value, q.scope.province, q.scope.district) for q in found] == [
        (40, "Bắc Giang", None),
        (1208, "Bắc Giang", None),
        (15, "Hải Phòng", None),
        (612, "Hải Phòng", None),
        (55, None, None),
        (1820, None, None),
    ]
