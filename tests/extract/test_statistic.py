"""Figures about clusters in running text."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from dataclasses import replace
from pathlib import Path

import pytest

from ccndocs.extract.statistic.finder import find_quantities
from ccndocs.extract.topic import Topic
from ccndocs.types.mention import Cluster, Context, Mention, Quantity
from tests.extract.made import passage, written

CONTEXT = Context(issued_on=dt.date(2026, 3, 10), province="An Sơn")
CASES = Path(__file__).with_name("statistic_cases.txt")


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
    ("Đến cuối tháng 11/2025, tỉnh có 31 cụm công nghiệp.", "2025-11-30"),
    ("Năm 2024, các CCN nộp ngân sách 31,5 tỷ đồng.", "2024-12-31"),
    ("So với năm 2024, tỉnh có 31 cụm công nghiệp.", "2026-03-10"),
    ("Thực hiện Luật năm 2024, tỉnh có 31 cụm công nghiệp.", "2026-03-10"),
    ("Năm 2026 các CCN nộp ngân sách 31,5 tỷ đồng.", "2026-03-10"),
    ("Năm 2026 các CCN nộp ngân sách ước đạt 31,5 tỷ đồng.", "2026-12-31"),
    ("Tỷ lệ lấp đầy các CCN là 38,5% vào cuối năm 2024.", "2024-12-31"),
    ("Tỷ lệ lấp đầy các CCN là 38,5% của năm ngoái.", "2025-12-31"),
    ("Cuối năm 2027 sẽ có 45 cụm công nghiệp.", "2027-12-31"),
]


@pytest.mark.parametrize(("text", "day"), AS_OF)
def test_the_day_a_figure_holds_for(text: str, day: str) -> None:
    (found,) = quantities(text)
    assert found.value.as_of == day


def test_a_stated_day_holds_for_the_sentences_behind_it() -> None:
    text = (
        "Đến hết tháng 10 năm 2025, tỉnh có 27 cụm công nghiệp. Các CCN thu hút được "
        "418 dự án. Năm 2024, các CCN nộp ngân sách 486,3 tỷ đồng. Đến nay các CCN "
        "đã thu hút 12 dự án nước ngoài."
    )
    days = [m.value.as_of for m in quantities(text)]
    assert days == ["2025-10-31", "2025-10-31", "2024-12-31", "2026-03-10"]


def test_the_day_of_the_document_s_figures_holds_where_none_is_stated() -> None:
    context = replace(CONTEXT, counted_on=dt.date(2026, 2, 14))
    (found,) = quantities("Tỉnh có 31 cụm công nghiệp.", context)
    (now,) = quantities("Đến nay tỉnh có 31 cụm công nghiệp.", context)
    assert (found.value.as_of, now.value.as_of) == ("2026-02-14", "2026-03-10")


def test_a_rate_of_another_year_is_checked_against_no_land_of_this_one() -> None:
    found = quantities(
        "Đất công nghiệp của các CCN là 640,4 ha, đã cho thuê 428,6 ha;"
        " tỷ lệ lấp đầy bình quân đạt 66,9% (năm 2024 đạt 63,5%)."
    )
    days = [(m.value.value, m.value.as_of, m.flags) for m in found[2:]]
    assert days == [(66.9, "2026-03-10", ()), (63.5, "2024-12-31", ())]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "Tỷ lệ lấp đầy các CCN bình quân 57,7% (cuối năm 2024 là 53,1%).",
            ["2026-03-10", "2024-12-31"],
        ),
        (
            "Các CCN lấp đầy 65,6%, tăng gấp 1,7 lần so với năm 2020 (38,2%).",
            ["2026-03-10", "2020-12-31"],
        ),
        (
            "Tỷ lệ lấp đầy các CCN tăng từ 52% năm 2023 lên 58% (năm 2025).",
            ["2023-12-31", "2025-12-31"],
        ),
        (
            "Phấn đấu đến hết năm 2030 các CCN lấp đầy 75% (hiện nay là 58%).",
            ["2030-12-31", "2026-03-10"],
        ),
    ],
)
def test_a_year_beside_a_bracket_is_that_of_its_figure(
    text: str, days: list[str]
) -> None:
    assert [m.value.as_of for m in quantities(text)] == days


def test_the_scope_is_the_document_s_unless_a_district_is_named() -> None:
    (whole,) = quantities("Tỉnh có 31 cụm công nghiệp.")
    (part,) = quantities("Trên địa bàn huyện Lâm Bình Hạ có 5 cụm công nghiệp.")
    (rate,) = quantities("Tỷ lệ lấp đầy các CCN của huyện Yên Hạ đạt 62%.")
    assert rate.value.scope.district == "Yên Hạ"
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
        ("Dự kiến năm 2027 thành lập mới 5 CCN.", "2027-12-31"),
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
    assert other.value.scope.district == "Yên Hạ"


def test_each_count_is_of_the_district_that_has_it() -> None:
    text = "Tỉnh có 23 CCN, trong đó huyện Yên Hạ có 4 CCN, thị xã Kim Hạ 7 CCN."
    found = [m.value.scope.district for m in quantities(text)]
    assert found == [None, "Yên Hạ", "Kim Hạ"]


@pytest.mark.parametrize(
    ("text", "province"),
    [
        ("Cả nước hiện có 968 CCN được thành lập.", None),
        ("Tỷ lệ lấp đầy bình quân các CCN cả nước đạt 62%.", None),
        ("Cả nước lên kế hoạch; toàn tỉnh có 31 CCN.", "An Sơn"),
        ("So với cả nước, trên địa bàn tỉnh có 31 CCN.", "An Sơn"),
        ("Tỉnh Bắc Giang có 40 CCN.", "Bắc Giang"),
        ("An Sơn là tỉnh có nhiều CCN nhất cả nước với 31 CCN.", "An Sơn"),
        ("An Sơn đứng thứ 5 toàn quốc, với 31 CCN.", "An Sơn"),
        ("Tỷ lệ lấp đầy của CCN cao hơn bình quân cả nước, đạt 75%.", "An Sơn"),
        ("Học tập kinh nghiệm của tỉnh Bắc Giang, đã thành lập 31 CCN.", "An Sơn"),
        ("Số cụm công nghiệp của tỉnh Bắc Giang là 31 cụm.", "Bắc Giang"),
        ("So với tỉnh Bắc Giang, đã thành lập 31 CCN.", "An Sơn"),
        ("Học tập tỉnh Bắc Giang, toàn tỉnh có 31 CCN.", "An Sơn"),
        ("Các xã có nhiều CCN như: Hòa Bình (4 CCN).", "An Sơn"),
        ("- Hòa Bình: 4 CCN.", "An Sơn"),
        ("Trong khi Bắc Giang đã có 40 CCN.", "An Sơn"),
        ("Năm 2024, Bắc Giang đã có 40 CCN.", "Bắc Giang"),
        ("Tại thành phố Hải Phòng, đã thành lập 15 CCN.", "Hải Phòng"),
        ("Tại thành phố Bắc Giang, đã thành lập 5 CCN.", "An Sơn"),
        ("Bắc Giang (40 dự án) đầu tư vào các CCN, lấp đầy 60%.", "An Sơn"),
        ("Bắc Giang có nghề gốm, Lâm Bình có 3 CCN.", "An Sơn"),
    ],
)
def test_whose_clusters_are_counted(text: str, province: str | None) -> None:
    (found,) = quantities(text)
    assert found.value.scope.province == province


WHOLE_LAND = Context(issued_on=dt.date(2026, 3, 10), issuer="Bộ Công Thương")


@pytest.mark.parametrize(
    ("text", "provinces"),
    [
        ("Đã thành lập 968 CCN với tổng diện tích 31.200 ha.", [None, None]),
        ("Cả nước có 968 CCN, Bắc Giang có 40 CCN.", [None, "Bắc Giang"]),
        ("Một số nơi có nhiều CCN như: Bắc Giang (40 CCN).", ["Bắc Giang"]),
        ("Bắc Giang: 40 CCN, diện tích 1.200 ha.", ["Bắc Giang", "Bắc Giang"]),
        ("Tỉnh Bắc Giang có 40 CCN; các CCN của tỉnh lấp đầy 60%.", ["Bắc Giang"] * 2),
        ("Bắc Giang dẫn đầu cả nước với 40 CCN.", [None]),
        ("Tỉnh Bắc Giang đứng đầu cả nước với 40 CCN.", ["Bắc Giang"]),
        ("Tại thành phố Hải Phòng có 15 CCN.", ["Hải Phòng"]),
    ],
)
def test_figures_of_the_whole_land_are_of_the_provinces_that_it_names(
    text: str, provinces: list[str | None]
) -> None:
    found = [m.value.scope for m in quantities(text, WHOLE_LAND)]
    assert [s.province for s in found] == provinces
    assert {s.district for s in found} == {None}


def test_a_district_speaks_of_its_own_communes() -> None:
    district = Context(issued_on=CONTEXT.issued_on, province="An Sơn", district="Hạ")
    (found,) = quantities("Hòa Bình có 4 CCN.", district)
    assert found.value.scope.province == "An Sơn"


def test_the_area_in_a_bracket_is_of_the_district_just_counted() -> None:
    text = "Tỉnh có 7 CCN: huyện Lâm Bình 4 CCN (152,5 ha), huyện Yên Hạ 3 CCN (98 ha)."
    found = [m.value for m in quantities(text) if m.value.unit == "ha"]
    assert [q.scope.district for q in found] == ["Lâm Bình", "Yên Hạ"]


def test_the_clusters_of_a_region_are_a_part() -> None:
    text = "Vùng Tây Nguyên hiện có 55 CCN, vùng trung du có 70 CCN."
    found = [m.value.scope.subset for m in quantities(text, WHOLE_LAND)]
    assert found == ["vùng Tây Nguyên", "vùng trung du"]


def test_a_sentence_may_leave_its_subject_to_the_one_before() -> None:
    text = "Tỉnh có 31 cụm công nghiệp. Đến nay đã thu hút được 140 dự án."
    assert [m.value.indicator for m in quantities(text)] == [
        "cluster_count",
        "project_count",
    ]
