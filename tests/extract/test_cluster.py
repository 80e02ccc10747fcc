"""Names of clusters in text and in tables."""

from __future__ import annotations

from functools import reduce
from pathlib import Path

import pytest

from ccndocs.extract.cluster.fill import told_sizes
from ccndocs.extract.cluster.finder import (
    completed,
    described_cluster,
    find_clusters,
    settled,
    with_short_names,
)
from ccndocs.extract.cluster.items import listed_lines, of_item
from ccndocs.extract.cluster.table import table_clusters
from ccndocs.extract.statistic.finder import find_quantities
from ccndocs.extract.topic import Topic
from ccndocs.types.mention import Cluster, Context
from tests.extract.made import grid, passage

CONTEXT = Context(province="An Sơn")
CASES = Path(__file__).with_name("cluster_cases.txt")


def written(value: Cluster) -> str:
    area = f"{value.area_ha:g}" if value.area_ha else ""
    cells = [value.name.removeprefix("Cụm công nghiệp ")]
    cells += [value.commune or "", value.district or "", area]
    return " | ".join(cells).rstrip(" |").replace("|  |", "| |").replace("|  |", "| |")


def cases() -> list[tuple[str, str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line and not line.startswith("#")]
    return [(a.strip(), b.strip()) for a, b in (line.split("->") for line in kept)]


@pytest.mark.parametrize(("text", "expected"), cases())
def test_names_in_text(text: str, expected: str) -> None:
    found = find_clusters(passage(text), CONTEXT)
    assert "; ".join(written(m.value) for m in found) == expected


def test_names_are_whole_and_spans_point_at_them() -> None:
    text = "Mở rộng CCN Tân Phú 2 trong năm."
    (found,) = find_clusters(passage(text), CONTEXT)
    assert found.value.name == "Cụm công nghiệp Tân Phú 2"
    assert found.span.of(text) == "CCN Tân Phú 2"
    assert found.passage == 7


def test_a_company_s_name_is_none_beside_clusters_with_numbers() -> None:
    text = "Công ty TNHH Phát triển CCN Đá Hạ (chủ đầu tư CCN Đá Hạ 1, Đá Hạ 2)"
    found = settled(find_clusters(passage(text), CONTEXT))
    assert [written(m.value) for m in found] == ["Đá Hạ 1", "Đá Hạ 2"]
    alone = settled(find_clusters(passage(text.split(" (")[0]), CONTEXT))
    assert [written(m.value) for m in alone] == ["Đá Hạ"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            [
                "Danh mục các cụm công nghiệp trên địa bàn tỉnh",
                "- An Hòa: 50 ha",
                "- Tân Phú (xã Hạ Lý), diện tích 35 ha",
                "Nguồn: Sở Công Thương",
            ],
            ["An Hòa | | | 50", "Tân Phú | Hạ Lý | | 35"],
        ),
        (
            ["Các CCN:", "TT Tên Địa điểm ha", "1 An Hòa Xã Hạ Lý 50", "2 Gò Lim 7"],
            ["An Hòa | Hạ Lý", "Gò Lim"],
        ),
        (["Các khu công nghiệp:", "- An Hòa: 500 ha", "- Tân Phú: 350 ha"], []),
        (["Các CCN tại các xã:", "- An Hòa: 50 ha", "- Tân Phú: 35 ha"], []),
        (["Các CCN:", "- An Hòa: 50 ha", "- Chưa có chủ đầu tư"], []),
        (["Các CCN:", "- An Hòa: 50 hộ", "- Tân Phú: 35 hộ"], []),
    ],
)
def test_lines_of_a_list_of_clusters(lines: list[str], expected: list[str]) -> None:
    named = [of_item(passage(lines[i]), CONTEXT) for i in sorted(listed_lines(lines))]
    assert [written(m.value) for found in named for m in found] == expected


def test_the_province_is_the_document_s_unless_another_is_written() -> None:
    (here,) = find_clusters(passage("CCN Tân Phú"), CONTEXT)
    (there,) = find_clusters(passage("CCN Tân Phú, tỉnh Hòa Lâm"), CONTEXT)
    assert (here.value.province, there.value.province) == ("An Sơn", "Hòa Lâm")


TABLE = """STT | Tên cụm công nghiệp | Địa điểm | Diện tích (ha)
1 | CCN An Hòa 2 | xã An Hòa, huyện Lâm Bình | 49,97
2 | Làng nghề Tân Phú | xã Tân Phú | 15 ha
3 | Cụm công nghiệp Đồng Lĩnh | | đang rà soát
 | Tổng cộng | | 64,97"""


def test_tables_with_one_row_a_cluster() -> None:
    found = table_clusters(grid(TABLE), CONTEXT)
    assert [written(m.value) for m in found] == [
        "An Hòa 2 | An Hòa | Lâm Bình | 49.97",
        "làng nghề Tân Phú | Tân Phú | | 15",
        "Đồng Lĩnh",
    ]


HEADS = [
    ("Huyện, thị xã", "Hạ Lương", "An Hòa | | Hạ Lương"),
    ("Xã", "Hạ Lương", "An Hòa | Hạ Lương"),
    ("Xã, phường", "Hạ Lương", "An Hòa | Hạ Lương"),
    ("Xã, huyện", "Hạ Lương", "An Hòa"),
    ("Địa điểm", "Thị xã Hạ Lương", "An Hòa | | Hạ Lương"),
]


@pytest.mark.parametrize(("head", "cell", "expected"), HEADS)
def test_a_head_tells_what_a_bare_place_is(head: str, cell: str, expected: str) -> None:
    table = grid(f"STT | Tên cụm công nghiệp | {head}\n1 | An Hòa | {cell}")
    assert [written(m.value) for m in table_clusters(table, CONTEXT)] == [expected]


GROUPS = """STT | Tên cụm công nghiệp | Địa điểm | Diện tích (ha)
I | Huyện Lâm Bình | | 120,5
1 | CCN An Hòa | Xã An Hòa | 14,8
2 | Thị trấn Yên Hạ | | 37,5
II | Thành phố Hòa Lãng | | 75
3 | CCN số 1 Vĩnh Tân | Phường Vĩnh Tân, thị xã Cũ | 45"""


def test_rows_of_districts_head_the_clusters_below_them() -> None:
    assert [written(m.value) for m in table_clusters(grid(GROUPS), CONTEXT)] == [
        "An Hòa | An Hòa | Lâm Bình | 14.8",
        "Thị trấn Yên Hạ | Yên Hạ | Lâm Bình | 37.5",
        "số 1 Vĩnh Tân | Vĩnh Tân | Cũ | 45",
    ]


FORMS = [
    ("1 | CỤM CÔNG NGHIỆP GÒ VÀNG II | 50", ["Gò Vàng II | | | 50"]),
    ("1 | CCN LÀNG NGHỀ TỀ HẠ 2 | 5", ["làng nghề Tề Hạ 2 | | | 5"]),
    ("1 | TỔNG CỘNG | 50", []),
]


@pytest.mark.parametrize(("row", "expected"), FORMS)
def test_names_in_capitals_are_written_as_names(row: str, expected: list[str]) -> None:
    table = grid(f"STT | Tên CCN | DT (ha)\n{row}")
    assert [written(m.value) for m in table_clusters(table, CONTEXT)] == expected


def test_a_blank_place_is_that_of_the_row_above_in_its_number() -> None:
    table = grid(
        "STT | Huyện | Tên CCN | Diện tích nay (ha) | Diện tích năm 2030 (ha)\n"
        "1 | Yên Hạ | An Hòa | 20 | 30\n | | Tân Phú | 0 | 25\n2 | | Gò Lim | 5 | 5"
    )
    assert [written(m.value) for m in table_clusters(table, CONTEXT)] == [
        "An Hòa | | Yên Hạ | 20",
        "Tân Phú | | Yên Hạ | 25",
        "Gò Lim | | | 5",
    ]


@pytest.mark.parametrize(
    "heads",
    [
        "Tên CCN | Diện tích đã GPMB (ha) | Diện tích (ha)",
        "Tên CCN | Diện tích hiện trạng (ha) | Tổng diện tích (ha)",
        "Tên CCN | Diện tích (ha) | Diện tích sau mở rộng (ha)",
        "Cụm công nghiệp | Tổng số cụm công nghiệp | Diện tích (ha)",
        "Tổng số cụm công nghiệp | Cụm công nghiệp | Diện tích (ha)",
    ],
)
def test_the_column_of_names_and_of_whole_sizes(heads: str) -> None:
    cells = {True: "1 | An Hòa | 50", False: "An Hòa | 30 | 50"}
    row = cells[heads.startswith("Tổng số")]
    (found,) = table_clusters(grid(f"TT | {heads}\n1 | {row}"), CONTEXT)
    assert (found.value.name, found.value.area_ha) == ("Cụm công nghiệp An Hòa", 50)


def test_square_metres_of_a_table_are_hectares() -> None:
    table = grid("STT | Tên CCN | Diện tích (m2)\n1 | An Hòa | 497.000")
    assert [written(m.value) for m in table_clusters(table, CONTEXT)] == [
        "An Hòa | | | 49.7"
    ]


def test_other_tables_name_no_clusters() -> None:
    table = grid("STT | Nhiệm vụ\n1 | An Hòa")
    assert table_clusters(table, CONTEXT) == []


ITEMS = [
    ("Địa điểm: xã Mường Hạ, huyện Lâm Bình.", "Gò Vàng | Mường Hạ | Lâm Bình"),
    ("Diện tích: 48,5 ha; trong đó đất công nghiệp 34,2 ha.", "Gò Vàng | | | 48.5"),
    ("Diện tích mở rộng: 12,3 ha.", ""),
    ("Địa điểm: xã Mường Hạ; quy mô: 48,5 ha.", "Gò Vàng | Mường Hạ | | 48.5"),
    ("Quy mô 49,9 ha; chưa có dự án thứ cấp.", "Gò Vàng | | | 49.9"),
    ("Tổng mức đầu tư: 412 tỷ đồng.", ""),
]


@pytest.mark.parametrize(("text", "expected"), ITEMS)
def test_items_describe_the_cluster_that_a_decision_founds(
    text: str, expected: str
) -> None:
    cluster = Cluster("Cụm công nghiệp Gò Vàng", province="An Sơn")
    found = described_cluster(passage(text), cluster)
    assert "; ".join(written(m.value) for m in found) == expected


SHORT = [
    ("Cụm Gò Sành rộng 52 ha.", ["Cụm công nghiệp Gò Sành"]),
    ("Tại cụm làng nghề Tân Phú.", ["Cụm công nghiệp làng nghề Tân Phú"]),
    (
        "Cụm công nghiệp An Hòa và cụm Bãi Soi.",
        ["Cụm công nghiệp An Hòa", "Cụm công nghiệp Bãi Soi"],
    ),
    ("Các cụm thu hút 12 dự án.", []),
    (
        "Các cụm An Hòa, Tân Phú 1 và Đá Chùa chậm; cụm Bãi Soi và Công ty An Hạ.",
        [
            "Cụm công nghiệp An Hòa",
            "Cụm công nghiệp Tân Phú 1",
            "Cụm công nghiệp Đá Chùa",
            "Cụm công nghiệp Bãi Soi",
        ],
    ),
    (
        "Cụm An Hòa 1 và An Hòa 2 đã lấp đầy; cụm Tân Phú, xã An Hạ.",
        [
            "Cụm công nghiệp An Hòa 1",
            "Cụm công nghiệp An Hòa 2",
            "Cụm công nghiệp Tân Phú",
        ],
    ),
    ("Cụm có diện tích 50 ha.", []),
    (
        "Ưu tiên các cụm: Vực Hạ, Đá Chùa (xã Đá Hạ) và An Hòa 2.",
        [
            "Cụm công nghiệp Vực Hạ",
            "Cụm công nghiệp Đá Chùa",
            "Cụm công nghiệp An Hòa 2",
        ],
    ),
    ("Lưu ý khi lập cụm: Sở Công Thương hướng dẫn.", []),
    (
        "Cụm Vực Hạ (trước đây là cụm tiểu thủ công nghiệp Đại Hạ) mở rộng.",
        ["Cụm công nghiệp Vực Hạ"],
    ),
]


@pytest.mark.parametrize(("text", "names"), SHORT)
def test_short_names_of_a_document_on_clusters(text: str, names: list[str]) -> None:
    told, context = passage(text), Context(province="An Sơn")
    found = with_short_names(told, find_clusters(told, context), context)
    assert [mention.value.name for mention in found] == names


GROUPED = """TT | Tên CCN | Xã, thị trấn | Hiện có (ha) | Diện tích đến năm 2030 (ha)
I | HUYỆN LÂM BÌNH | | 31,5 | 131,5
1 | CCN số 1 xã An Hạ | Xã An Hạ | - | 100
2 | CCN thị trấn Lâm Bình | Thị trấn Lâm Bình | 31,5 | 31,5
II | Thị xã Yên Hạ | | 20 | 20
3 | CCN Đá Chùa | Phường Đá | 20 | 20
Tổng số: 3 cụm | | | 51,5 | 151,5"""


def test_rows_that_head_a_table_give_the_district_of_those_below() -> None:
    found = table_clusters(grid(GROUPED), CONTEXT)
    assert [written(m.value) for m in found] == [
        "số 1 xã An Hạ | An Hạ | Lâm Bình | 100",
        "thị trấn Lâm Bình | Lâm Bình | Lâm Bình | 31.5",
        "Đá Chùa | Đá | Yên Hạ | 20",
    ]


def test_communes_head_a_table_of_a_district() -> None:
    table = "TT | Tên CCN | Diện tích (ha)\nI | Xã Tân Phú | \n1 | CCN An Hòa | 12"
    (found,) = table_clusters(grid(table), Context(district="Lâm Bình"))
    assert written(found.value) == "An Hòa | Tân Phú | Lâm Bình | 12"


def test_a_short_name_is_the_whole_name_of_the_same_cluster() -> None:
    text = "CCN làng nghề Tề Hạ chậm tiến độ. Cụm Tề Hạ và cụm Đá Chùa chưa có đường."
    told = passage(text)
    found = settled(with_short_names(told, find_clusters(told, CONTEXT), CONTEXT))
    names = [mention.value.name for mention in found]
    craft = "Cụm công nghiệp làng nghề Tề Hạ"
    assert names == [craft, craft, "Cụm công nghiệp Đá Chùa"]


CRAFTS = [
    ("CCN làng nghề Vân Hạ đã đầy. CCN Vân Hạ cần mở rộng.", 1),
    ("CCN làng nghề Vân Hạ (8 ha) đã đầy. CCN Vân Hạ có diện tích 20 ha.", 2),
    ("CCN làng nghề Vân Hạ (huyện Yên Hạ); CCN Vân Hạ (huyện Lâm Bình).", 2),
]


@pytest.mark.parametrize(("text", "count"), CRAFTS)
def test_a_name_is_the_one_with_its_craft_unless_told_apart(
    text: str, count: int
) -> None:
    found = settled(find_clusters(passage(text), Context()))
    assert len({mention.value.name for mention in found}) == count
    assert found[0].value.name == "Cụm công nghiệp làng nghề Vân Hạ"


SIZES = [
    (
        "CCN An Hòa chậm. Cụm An Hòa rộng 52,8 ha, đã cho thuê 31,4 ha.",
        "An Hòa | | | 52.8",
    ),
    ("Mở rộng CCN An Hòa thêm 14,7 ha.", "An Hòa"),
    (
        "CCN An Hòa rộng 41,6 ha, sau khi mở rộng tổng diện tích 56,3 ha.",
        "An Hòa | | | 56.3",
    ),
    ("CCN An Hòa (20 ha); CCN An Hòa có diện tích 25 ha.", "An Hòa | | | 20"),
]


@pytest.mark.parametrize(("text", "expected"), SIZES)
def test_a_cluster_takes_the_size_that_a_figure_tells(text: str, expected: str) -> None:
    told = passage(text)
    topic = Topic(about_clusters=True)
    named = with_short_names(told, find_clusters(told, CONTEXT), CONTEXT)
    figures = find_quantities(told, CONTEXT, topic)
    found = reduce(
        completed, [m.value for m in (*named, *told_sizes(named, figures, [told]))]
    )
    assert written(found) == expected
