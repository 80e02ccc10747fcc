"""Figures as records: those told twice, those of cells that order."""

from __future__ import annotations

import pytest

from ccndocs.pipeline import process_source
from ccndocs.source import from_bytes
from ccndocs.types.options import Options
from ccndocs.types.record import Record

REPORT = """SỞ CÔNG THƯƠNG
Số: 12/BC-SCT
An Sơn, ngày 15 tháng 12 năm 2030
BÁO CÁO
Tình hình các cụm công nghiệp trên địa bàn tỉnh

1. Toàn tỉnh có 33 CCN được thành lập. Cụ thể, 33 CCN có tổng diện tích 1.208 ha.
2. CCN Gò Vàng có diện tích 20 ha; CCN An Hòa có diện tích 20 ha.
3. Phía bắc tỉnh có 2 CCN; phía nam tỉnh có 2 CCN.
"""


def read(text: str) -> Record:
    return process_source(from_bytes("case.txt", text.encode(), Options()), Options())


def test_a_figure_told_twice_is_one_with_both_its_places() -> None:
    figures = read(REPORT).statistics
    assert [(s.indicator, s.value) for s in figures] == [
        ("cluster_count", 33.0),
        ("area", 1208.0),
        ("area", 20.0),
        ("area", 20.0),
        ("cluster_count", 2.0),
        ("cluster_count", 2.0),
    ]
    places = figures[0].evidence
    assert [e.text_as_read for e in places] == ["33 CCN", "33 CCN"]
    assert places[0].start < places[1].start


RATES = """UBND TỈNH AN SƠN
Số: 12/BC-UBND
An Sơn, ngày 15 tháng 12 năm 2030
BÁO CÁO
Tình hình đầu tư

1. Tỉnh có 02 cụm công nghiệp. Kết quả của 02 cụm công nghiệp còn thấp.
2. Tỷ lệ lấp đầy của một số cụm công nghiệp:
- CCN An Hòa (xã Hạ): 92%;
- CCN Tân Phú: 75%.
"""


@pytest.mark.parametrize("mark", ["2. ", ""])
def test_a_lead_in_says_what_the_rates_below_it_are(mark: str) -> None:
    text = RATES.replace("2. ", mark)
    found = [(s.indicator, s.value, s.scope.cluster) for s in read(text).statistics[1:]]
    assert found == [
        ("occupancy_rate", 92.0, "Cụm công nghiệp An Hòa"),
        ("occupancy_rate", 75.0, "Cụm công nghiệp Tân Phú"),
    ]


def test_clusters_spoken_of_again_are_counted_once() -> None:
    found = [s for s in read(RATES).statistics if s.indicator == "cluster_count"]
    assert [s.value for s in found] == [2.0]


PRESS = """Bắc Giang có 33 cụm công nghiệp được thành lập

Theo Sở Công Thương, đến nay đã có 33 cụm công nghiệp được thành lập, 812 ha.
Tỉnh Hòa Bình có 33 cụm công nghiệp được thành lập.
"""


def test_the_province_of_a_figure_may_stand_in_the_title_alone() -> None:
    found = [(s.value, s.scope.province) for s in read(PRESS).statistics]
    assert found == [(33.0, "Bắc Giang"), (812.0, None), (33.0, "Hòa Bình")]


MINISTRY = """{head}
Số: 412/BC-BCT
Hà Nội, ngày 11 tháng 9 năm 2031
BÁO CÁO
Tình hình phát triển cụm công nghiệp

Đến nay đã thành lập 1.212 CCN, trong đó 815 CCN đang hoạt động.
"""


@pytest.mark.parametrize(
    ("head", "province"),
    [
        ("BỘ CÔNG THƯƠNG", None),
        ("THỦ TƯỚNG CHÍNH PHỦ", None),
        ("BỘ CÔNG THƯƠNG\nCỤC CÔNG NGHIỆP", None),
        ("BAN CHẤP HÀNH TRUNG ƯƠNG", None),
        ("UBND THÀNH PHỐ HÀ NỘI\nSỞ CÔNG THƯƠNG", "Hà Nội"),
        ("BỘ CHỈ HUY QUÂN SỰ TỈNH AN SƠN", "An Sơn"),
    ],
)
def test_a_ministry_s_figures_are_not_of_the_capital(
    head: str, province: str | None
) -> None:
    found = read(MINISTRY.format(head=head)).statistics
    assert [(s.value, s.scope.province) for s in found] == [
        (1212.0, province),
        (815.0, province),
    ]


RESULTS = """UBND TỈNH AN SƠN
Số: 97/BC-UBND
An Sơn, ngày 11 tháng 6 năm 2031
BÁO CÁO
Tình hình kinh tế - xã hội 6 tháng đầu năm 2031

I. KẾT QUẢ ĐẠT ĐƯỢC
Thành lập mới 03 cụm công nghiệp.
II. {later}
Thành lập mới 05 cụm công nghiệp.
"""


@pytest.mark.parametrize(
    ("later", "nature"),
    [("NHIỆM VỤ 6 THÁNG CUỐI NĂM", "planned"), ("KẾT QUẢ KHÁC", "actual")],
)
def test_what_was_founded_is_told_below_results(later: str, nature: str) -> None:
    figures = read(RESULTS.format(later=later)).statistics
    assert [(s.value, s.nature) for s in figures] == [(3.0, "actual"), (5.0, nature)]


PLAN = """UBND TỈNH AN SƠN
Số: 97/KH-UBND
An Sơn, ngày 11 tháng 02 năm 2031
KẾ HOẠCH
Phát triển cụm công nghiệp trên địa bàn tỉnh năm 2031

Nhiệm vụ cụ thể như sau:

| STT | Nội dung công việc | Sản phẩm | Đơn vị chủ trì | Thời hạn |
| --- | --- | --- | --- | --- |
| 1 | Thẩm định 06 CCN, gồm CCN Gò Sành (48,7 ha) | Báo cáo | Sở X | 15/5/2031 |
| 2 | Bàn giao mặt bằng CCN Đồng Lãng | Biên bản | Sở Y | Tháng 8/2031 |
"""


def test_cells_that_order_name_clusters_and_their_sizes_but_count_nothing() -> None:
    record = read(PLAN)
    assert [(c.name[16:], c.area_ha) for c in record.clusters] == [
        ("Gò Sành", 48.7),
        ("Đồng Lãng", None),
    ]
    assert [(s.indicator, s.value) for s in record.statistics] == [("area", 48.7)]
    assert len(record.tasks) == 2


def test_a_bracket_in_a_cell_that_orders_tells_how_things_stand() -> None:
    aside = "Đôn đốc xây dựng trạm XLNT (hiện 07/12 CCN đã có trạm, bằng 58,3%)"
    record = read(PLAN.replace("Bàn giao mặt bằng CCN Đồng Lãng", aside))
    assert [(s.indicator, s.value) for s in record.statistics] == [
        ("area", 48.7),
        ("wastewater_plant_count", 7.0),
        ("wastewater_share", 58.3),
    ]


LETTER = """UBND TỈNH AN SƠN
Số: 412/UBND-KT
V/v tháo gỡ vướng mắc tại các cụm công nghiệp
An Sơn, ngày 11 tháng 9 năm 2031
Kính gửi: Sở Công Thương

Xét báo cáo của Sở Công Thương, tỉnh có 16 CCN đang hoạt động. {more}

Chủ tịch UBND tỉnh giao:

Sở Công Thương rà soát tiến độ đầu tư hạ tầng trước ngày 31/10/2031.
"""


def test_grounds_of_several_sentences_tell_figures_and_no_tasks() -> None:
    record = read(LETTER.format(more="Đầu năm, các CCN thu hút thêm 9 dự án."))
    assert [(s.indicator, s.value) for s in record.statistics] == [
        ("cluster_count_operating", 16.0),
        ("project_count", 9.0),
    ]
    assert len(record.tasks) == 1


@pytest.mark.parametrize(
    ("grounds", "told"),
    [
        (
            "Thực hiện Công văn số 7/UBND-KT ngày 02/9/2031, Sở rà soát các CCN. "
            "Đến nay tỉnh có 24 CCN được thành lập, diện tích 817,6 ha.",
            [("cluster_count", 24.0), ("area", 817.6)],
        ),
        (
            "Thực hiện Nghị quyết số 9/NQ-HĐND ngày 02/7/2030, đến nay trên địa bàn "
            "tỉnh đã thành lập 24 CCN.",
            [("cluster_count", 24.0)],
        ),
        (
            "Theo Quyết định số 81/QĐ-UBND ngày 05/3/2022, CCN An Hòa rộng 50 ha.",
            [("area", 50.0)],
        ),
        (
            "Căn cứ Quyết định số 5/QĐ-UBND về việc thành lập 05 CCN, diện tích 90 ha;",
            [],
        ),
    ],
)
def test_grounds_tell_figures_behind_the_act_they_name(
    grounds: str, told: list[tuple[str, float]]
) -> None:
    text = LETTER.replace(
        "Xét báo cáo của Sở Công Thương, tỉnh có 16 CCN đang hoạt động. {more}", grounds
    )
    assert [(s.indicator, s.value) for s in read(text).statistics] == told


NEWS = """36 cụm công nghiệp thu hút vốn đăng ký 5.120 tỷ đồng
Theo báo cáo của UBND tỉnh, trên địa bàn tỉnh có tất cả 41 cụm công nghiệp (CCN)
được thành lập, với tổng diện tích 1.208 ha. Trong đó có 36 CCN đã đi vào hoạt động.
"""


def test_a_count_of_a_headline_is_the_one_that_the_body_tells_in_full() -> None:
    figures = read(NEWS).statistics
    assert [(s.indicator, s.value) for s in figures] == [
        ("investment_registered", 5120.0),
        ("cluster_count", 41.0),
        ("area", 1208.0),
        ("cluster_count_operating", 36.0),
    ]
    places = [e.text_as_read for e in figures[-1].evidence]
    assert places == ["36 CCN", "36 cụm công nghiệp"]


def test_a_count_of_a_headline_that_the_body_does_not_explain_stays() -> None:
    figures = read(NEWS.replace("36 CCN", "29 CCN")).statistics
    counts = [s.value for s in figures if s.unit == "cluster"]
    assert counts == [36.0, 41.0, 29.0]


FOUNDED = """Tỉnh thành lập cụm công nghiệp An Hòa (huyện Lâm Hạ), diện tích 40 ha.

Cụm công nghiệp An Hòa có phía Đông giáp cụm công nghiệp Gò Vàng, phía Tây giáp đồi.

Các hạng mục chính gồm san nền, đường nội bộ, cấp nước, cấp điện và cây xanh.

Thời gian thực hiện là 36 tháng kể từ ngày được giao đất.

Ngành nghề hoạt động chủ yếu gồm chế biến nông, lâm sản, cơ khí, may mặc.

Công ty TNHH Sao Hạ sẽ là chủ đầu tư hạ tầng kỹ thuật. Tổng mức đầu tư của
dự án là hơn 210 tỷ đồng, trong đó vốn vay hơn 150 tỷ đồng.
"""


def test_a_report_on_one_cluster_is_not_about_the_one_it_borders() -> None:
    record = read(FOUNDED)
    assert [(s.indicator, s.value) for s in record.statistics] == [
        ("area", 40.0),
        ("investment_registered", 210.0),
    ]
    assert [c.name[16:] for c in record.clusters] == ["An Hòa", "Gò Vàng"]


def test_a_report_on_two_clusters_tells_the_capital_of_neither() -> None:
    record = read(FOUNDED.replace("phía Đông giáp", "nằm cạnh và lớn hơn"))
    assert [s.indicator for s in record.statistics] == ["area"]
