"""Reports on clusters put together by chance: every figure is told, and nothing else.

The statements are in the forms of reports and plans, the figures are drawn, so what is
lost, taken for something else or invented shows. Failing pages are printed whole.
"""

from __future__ import annotations

import random
import re

import pytest

from ccndocs.pipeline import process_source
from ccndocs.source import from_bytes
from ccndocs.types.options import Options

Figure = tuple[str, float, str, str, str | None]
"""Indicator, value, nature, qualifier, cluster."""

# "<indicator|unit|nature|cluster>" is a figure, "«a¦b»" one of two wordings.
TOLD = (
    "«Toàn tỉnh¦Đến nay, trên địa bàn tỉnh» có <cluster_count|CCN> «được thành lập¦có "
    "quyết định thành lập», «với tổng diện tích¦tổng diện tích» <area|ha>.",
    "Tỉnh có <cluster_count|CCN> (<area|ha>); trong đó <cluster_count_operating|CCN> "
    "«đã đi vào hoạt động¦đang hoạt động», <cluster_count|CCN> đang xây dựng hạ tầng.",
    "Theo Quy hoạch tỉnh, toàn tỉnh «có¦phát triển» <cluster_count_planned|CCN|planned>"
    " với tổng diện tích <area|ha|planned>.",
    "Có <cluster_count_planned|CCN|planned> được quy hoạch, <area|ha|planned>.",
    "Diện tích đất công nghiệp các CCN là <industrial_land_area|ha>, «đã cho thuê¦diện "
    "tích đã cho thuê» <leased_area|ha>, tỷ lệ lấp đầy «đạt ¦»<occupancy_rate|%>.",
    "Tỷ lệ lấp đầy KCN đạt 81,4%, CCN đạt <occupancy_rate|%>.",
    "Tỷ lệ lấp đầy các CCN «là¦đạt» <occupancy_rate|%>; «nếu chỉ tính các CCN đang hoạt"
    " động¦riêng các CCN do doanh nghiệp đầu tư» là <occupancy_rate|%>.",
    "Phấn đấu đến năm 2035, tỷ lệ lấp đầy các CCN đạt <occupancy_rate|%|target>.",
    "Các CCN «thu hút¦đã thu hút được» <project_count|dự án>, trong đó "
    "<project_count_operating|dự án> đi vào sản xuất, «tạo việc làm cho¦sử dụng» "
    "<worker_count|lao động>.",
    "Tổng vốn đăng ký của các dự án trong CCN là <investment_registered|tỷ đồng>, «vốn "
    "thực hiện¦đã thực hiện» <investment_realised|tỷ đồng>.",
    "Có <establishment_count|doanh nghiệp>, cơ sở sản xuất đang hoạt động trong các "
    "CCN, nộp ngân sách <budget_revenue|tỷ đồng>.",
    "Giá trị sản xuất trong các CCN đạt <production_value|tỷ đồng>, «tăng¦tăng trưởng» "
    "<production_growth|%> so với cùng kỳ.",
    "Mới có <wastewater_plant_count|CCN> có hệ thống xử lý nước thải tập trung, «đạt¦"
    "chiếm» <wastewater_share|%> số CCN đang hoạt động.",
    "CCN An Hòa (xã Hạ Lý): <area|ha||An Hòa>, lấp đầy <occupancy_rate|%||An Hòa>; "
    "CCN Gò Lim (xã Tân Khê): <area|ha||Gò Lim>, lấp đầy <occupancy_rate|%||Gò Lim>.",
    "CCN Gò Lim «có diện tích¦rộng» <area|ha||Gò Lim>, thu hút <project_count|dự án||Gò"
    " Lim>, tạo việc làm cho <worker_count|lao động||Gò Lim>.",
)
SILENT = (
    "«Còn thiếu¦Đến nay còn thiếu» 5 CCN so với kế hoạch.",
    "Có 3 CCN đề nghị «rút khỏi¦đưa ra khỏi» quy hoạch.",
    "Chủ đầu tư CCN Gò Lim còn nợ tiền thuê đất của 3 ha.",
    "Giai đoạn 1 CCN Gò Lim đã có 20 ha đất thu hồi.",
    "Còn 120 ha đất công nghiệp trong các CCN chưa cho thuê.",
    "Nhu cầu vốn đầu tư hạ tầng các CCN khoảng 2.500 tỷ đồng.",
    "Đoàn giám sát đã khảo sát trực tiếp tại 8 CCN.",
    "Đã hỗ trợ 54 tỷ đồng cho 12 CCN theo Nghị quyết số 15/NQ-HĐND.",
    "Kinh phí hỗ trợ hạ tầng các CCN năm 2030 là 35 tỷ đồng.",
    "Toàn tỉnh có 6 khu công nghiệp, tổng diện tích 2.150 ha, tỷ lệ lấp đầy 71,5%.",
    "Tuyến đường vào CCN An Hòa dài 2,5 km, tổng mức đầu tư 65 tỷ đồng.",
    "CCN An Hòa đã giải phóng mặt bằng 32,5 ha, tái định cư 25 hộ trên 2,1 ha.",
    "Bình quân mỗi CCN có diện tích 35 ha; suất đầu tư 5,2 tỷ đồng/ha.",
    "Hỗ trợ đối với CCN có tỷ lệ lấp đầy từ 50% trở lên, không quá 10 tỷ đồng/CCN.",
    "Kiểm tra 23 doanh nghiệp trong các CCN, xử phạt 5 doanh nghiệp 1,2 tỷ đồng.",
)
QUALIFIERS = {"": "exact", "khoảng ": "about", "hơn ": "more_than", "gần ": "nearly"}
PAGE = """UBND TỈNH HÒA LÂM
SỞ CÔNG THƯƠNG
Số: 61/BC-SCT
Hòa Lâm, ngày 15 tháng 12 năm 2030
BÁO CÁO
Tình hình phát triển cụm công nghiệp trên địa bàn tỉnh

I. KẾT QUẢ THỰC HIỆN
{}
"""
_SLOT = re.compile(r"<(\w+)\|([^|<>]+)\|?([^|<>]*)\|?([^<>]*)>")
_CHOICE = re.compile("«([^«»¦]*)¦([^«»¦]*)»")


def number_of(chance: random.Random, unit: str, used: set[float]) -> float:
    """A figure as such a unit has, none twice on a page."""
    while True:
        value = round(chance.uniform(11, 98), 1)
        if unit == "CCN":
            value = chance.randint(6, 98)
        elif unit in ("dự án", "doanh nghiệp", "lao động", "tỷ đồng"):
            value = chance.randint(100, 1990)
        if value not in used:
            used.add(value)
            return float(value)


def written(value: float) -> str:
    """As Vietnamese writes it: "1.245", "52,8"."""
    text = f"{value:,.1f}".removesuffix(".0")
    return text.translate(str.maketrans(",.", ".,"))


def page(chance: random.Random) -> tuple[str, list[Figure]]:
    """A report of several statements, and the figures that it tells."""
    figures: list[Figure] = []
    used: set[float] = set()

    def figure(slot: re.Match[str]) -> str:
        indicator, unit, nature, cluster = slot.groups()
        value = number_of(chance, unit, used)
        counted = unit == "CCN"
        ahead = "" if counted else chance.choice(("", "", *QUALIFIERS))
        name = f"Cụm công nghiệp {' '.join(cluster.split())}" if cluster else None
        told = (indicator, value, nature or "actual", QUALIFIERS[ahead], name)
        figures.append(told)
        return f"{ahead}{written(value)}{'' if unit == '%' else ' '}{unit}"

    lines = [*chance.sample(TOLD, 4), *chance.sample(SILENT, 3)]
    chance.shuffle(lines)
    texts = [_CHOICE.sub(lambda m: chance.choice(m.groups()), line) for line in lines]
    marks = chance.choice(("", "- ", "{}. "))
    told = [
        marks.format(n) + _SLOT.sub(figure, text) for n, text in enumerate(texts, 1)
    ]
    return PAGE.format("\n".join(told)), figures


@pytest.mark.parametrize("seed", range(60))
def test_reports_tell_their_figures_and_no_others(seed: int) -> None:
    text, figures = page(random.Random(seed))
    record = process_source(from_bytes("bc.txt", text.encode(), Options()), Options())
    found = [
        (s.indicator, s.value, s.nature, s.qualifier, s.scope.cluster)
        for s in record.statistics
        if s.indicator != "other"
    ]
    lost = [figure for figure in figures if figure not in found]
    extra = [figure for figure in found if figure not in figures]
    assert (lost, extra) == ([], []), text
