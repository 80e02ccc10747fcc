"""Figures about clusters in running text and in tables."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from pathlib import Path

import pytest

from ccndocs.extract.statistic import find_quantities
from ccndocs.extract.statistic_table import table_quantities
from ccndocs.extract.topic import Topic
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Cluster, Context, Mention, Quantity
from ccndocs.types.tree import Grid, Passage, TableCell

CONTEXT = Context(issued_on=dt.date(2026, 3, 10), province="An Sơn")
CASES = Path(__file__).with_name("statistic_cases.txt")


def passage(text: str, number: int = 7) -> Passage:
    return Passage.join(text, [Span(0, len(text))], number)


def written(value: Quantity) -> str:
    parts = [value.indicator, f"{value.value:.10g}", value.unit]
    parts += [value.qualifier] if value.qualifier != "exact" else []
    parts += [value.nature] if value.nature != "actual" else []
    parts += [f"({value.scope.subset})"] if value.scope.subset else []
    parts += [f"@{value.scope.cluster}"] if value.scope.cluster else []
    return " ".join(parts)


def marked(text: str, found: list[Mention[Quantity]]) -> str:
    grouped = itertools.groupby(found, key=lambda m: m.span)
    for span, mentions in reversed([(k, list(g)) for k, g in grouped]):
        values = " & ".join(written(m.value) for m in mentions)
        text = f"{text[: span.start]}[{values}: {span.of(text)}]{text[span.stop :]}"
    return text


def plain(notation: str) -> str:
    return re.sub(r"\[[^\[\]]*?: ([^\[\]]*)\]", r"\1", notation)


def cases() -> list[str]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def quantities(text: str, context: Context = CONTEXT) -> list[Mention[Quantity]]:
    return find_quantities(passage(text), context)


@pytest.mark.parametrize("case", cases())
def test_figures_of_sentences(case: str) -> None:
    text = plain(case)
    assert marked(text, quantities(text)) == case


CLUSTER = Cluster("Cụm công nghiệp An Hòa", province="An Sơn")
TOPICAL = [
    (
        "Thu hút mới ít nhất 08 dự án với tổng vốn đăng ký khoảng 350 tỷ đồng; "
        "giải quyết thêm việc làm cho 900 lao động.",
        [
            "project_count 8 project at_least target",
            "investment_registered 350 billion VND about target",
            "worker_count 900 person target",
        ],
    ),
    (
        "Di dời ít nhất 25 cơ sở làm nghề mộc, cơ khí.",
        ["establishment_count 25 establishment at_least target"],
    ),
    (
        "Diện tích: 48,5 ha; trong đó đất công nghiệp 34,2 ha.",
        ["area 48.5 ha target", "industrial_land_area 34.2 ha target"],
    ),
    (
        "Giá trị sản xuất công nghiệp tăng từ 12,5% trở lên.",
        ["production_growth 12.5 percent at_least target"],
    ),
    ("Diện tích mở rộng: 12,3 ha.", ["area 12.3 ha target"]),
    ("Kiểm tra 12 dự án đang hoạt động và 15 doanh nghiệp.", []),
    ("Bồi thường cho 42 hộ dân với diện tích 12,5 ha.", []),
    ("Thu hút 5 dự án vào khu công nghiệp Đông Hà.", []),
    ("Tổ chức 12 lớp tập huấn cho 300 lao động.", []),
    ("Hỗ trợ 05 doanh nghiệp và 12 cơ sở đổi mới công nghệ.", []),
    ("Công ty đầu tư dự án diện tích 5,2 ha, vốn đăng ký 120 tỷ đồng.", []),
]


@pytest.mark.parametrize(("text", "expected"), TOPICAL)
def test_a_document_on_clusters_may_leave_them_unnamed(
    text: str, expected: list[str]
) -> None:
    topic = Topic(about_clusters=True, nature="target", cluster=CLUSTER)
    found = find_quantities(passage(text), CONTEXT, topic)
    of_title = f" @{CLUSTER.name}"
    assert [written(m.value).removesuffix(of_title) for m in found] == expected
    assert find_quantities(passage(text), CONTEXT) == []


def test_figures_without_a_name_are_of_the_cluster_of_the_title() -> None:
    topic = Topic(about_clusters=True, cluster=CLUSTER)
    found = find_quantities(passage("Quy mô: 48,5 ha."), CONTEXT, topic)
    assert [m.value.scope.cluster for m in found] == [CLUSTER.name]


ABOUT = {
    "none": Topic(),
    "clusters": Topic(about_clusters=True),
    "cluster": Topic(about_clusters=True, cluster=CLUSTER),
    "founded": Topic(about_clusters=True, cluster=CLUSTER, is_to_come=True),
}


def families() -> list[tuple[str, str]]:
    """Every case of the file with what its header says the document is about."""
    found, about = [], "none"
    lines = CASES.with_name("statistic_families.txt").read_text(encoding="utf-8")
    for line in lines.splitlines():
        if line.startswith("## "):
            about = line.rpartition(" | ")[2]
        elif line and not line.startswith("#"):
            found.append((about, line))
    return found


@pytest.mark.parametrize(("about", "case"), families())
def test_families_of_wordings(about: str, case: str) -> None:
    text = plain(case)
    found = find_quantities(passage(text), CONTEXT, ABOUT[about])
    assert marked(text, found).replace(f" @{CLUSTER.name}", "") == case


def flags(text: str) -> list[tuple[str, ...]]:
    return [m.flags for m in quantities(text)]


PARTS = (
    "Đã thành lập {total} CCN, gồm 12 CCN do UBND cấp huyện là chủ đầu tư, "
    "19 CCN do doanh nghiệp làm chủ đầu tư."
)


def test_parts_that_add_up_raise_no_flag() -> None:
    assert flags(PARTS.format(total=31)) == [(), (), ()]


def test_parts_that_do_not_add_up_flag_the_total() -> None:
    assert flags(PARTS.format(total=32)) == [("sum_mismatch",), (), ()]


LAND = (
    "Các CCN có diện tích đất công nghiệp 500 ha; đã cho thuê 250 ha; "
    "tỷ lệ lấp đầy đạt {rate}%."
)


@pytest.mark.parametrize(("rate", "flag"), [("50,4", ()), ("62", ("sum_mismatch",))])
def test_occupancy_is_checked_against_the_land(rate: str, flag: tuple[str]) -> None:
    assert flags(LAND.format(rate=rate)) == [(), (), flag]


AS_OF = [
    ("Tính đến ngày 31/12/2025, tỉnh có 31 cụm công nghiệp.", "2025-12-31"),
    ("Đến hết năm 2024 tỉnh có 31 cụm công nghiệp.", "2024-12-31"),
    ("Tỉnh có 31 cụm công nghiệp.", "2026-03-10"),
    ("Phấn đấu đến năm 2030 có 45 cụm công nghiệp.", "2030-12-31"),
]


@pytest.mark.parametrize(("text", "day"), AS_OF)
def test_the_day_a_figure_holds_for(text: str, day: str) -> None:
    (found,) = quantities(text)
    assert found.value.as_of == day


def test_a_rate_of_another_year_is_checked_against_no_land_of_this_one() -> None:
    found = quantities(
        "Đất công nghiệp của các CCN là 640,4 ha, đã cho thuê 428,6 ha;"
        " tỷ lệ lấp đầy bình quân đạt 66,9% (năm 2024 đạt 63,5%)."
    )
    days = [(m.value.value, m.value.as_of, m.flags) for m in found[2:]]
    assert days == [(66.9, "2026-03-10", ()), (63.5, "2024-12-31", ())]


def test_the_scope_is_the_document_s_unless_a_district_is_named() -> None:
    (whole,) = quantities("Tỉnh có 31 cụm công nghiệp.")
    (part,) = quantities("Trên địa bàn huyện Lâm Bình Hạ có 5 cụm công nghiệp.")
    assert (whole.value.scope.province, whole.value.scope.district) == ("An Sơn", None)
    assert part.value.scope.district == "Lâm Bình Hạ"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Theo quy hoạch đến năm 2030, tầm nhìn đến năm 2050 có 67 CCN.", "2030-12-31"),
        (
            "Theo quy hoạch thời kỳ 2021-2030, tầm nhìn đến năm 2050 có 67 CCN.",
            "2030-12-31",
        ),
        ("Theo quy hoạch, đến hết năm 2035 có 67 CCN.", "2035-12-31"),
    ],
)
def test_a_plan_holds_for_its_own_year_and_not_for_its_vision(
    text: str, day: str
) -> None:
    (found,) = quantities(text)
    assert (found.value.nature, found.value.as_of) == ("planned", day)


def test_the_district_that_opens_a_paragraph_is_that_of_its_figures() -> None:
    text = "Huyện Lâm Bình: 05 CCN, tổng diện tích 210,3 ha, tỷ lệ lấp đầy 71%."
    found = quantities(text)
    assert [m.value.scope.district for m in found] == ["Lâm Bình"] * 3
    (other,) = quantities("Huyện Lâm Bình: nhiều nghề; huyện Yên Hạ có 5 CCN.")
    assert other.value.scope.district is None


def test_a_sentence_may_leave_its_subject_to_the_one_before() -> None:
    text = "Tỉnh có 31 cụm công nghiệp. Đến nay đã thu hút được 140 dự án."
    assert [m.value.indicator for m in quantities(text)] == [
        "cluster_count",
        "project_count",
    ]


def grid(text: str) -> Grid:
    """A table with one head row; passages are numbered along the rows from 1."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.split("\n")]
    numbers = itertools.count(1)
    cells = tuple(
        TableCell(r, c, 1, 1, passage(cell, next(numbers)))
        for r, row in enumerate(rows)
        for c, cell in enumerate(row)
    )
    return Grid(len(rows), len(rows[0]), cells, head_rows=1)


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


def test_other_tables_hold_no_figures() -> None:
    table = grid("STT | Nhiệm vụ | Thời gian\n1 | Lập 3 cụm công nghiệp | 2026")
    assert table_quantities(table, CONTEXT) == []
