"""News of a telegram or a meeting, by chance: orders over several paragraphs, and news.

Whatever joins an order to the one above it, it is one task; a paragraph that tells is
none, and ends the orders until somebody asks again.
"""

from __future__ import annotations

import random

import pytest

from ccndocs.pipeline import process_source
from ccndocs.source import from_bytes
from ccndocs.types.options import Options

WORKS = (
    "rà soát các hộ dân sống ven sông, suối",
    "kiểm tra an toàn các hồ chứa nước trên địa bàn",
    "theo dõi chặt chẽ diễn biến dịch bệnh trên đàn vật nuôi",
    "bố trí đủ nhân lực tiếp nhận hồ sơ của người dân",
    "tuyên truyền, vận động Nhân dân phân loại rác tại nguồn",
    "chuẩn bị đầy đủ thuốc, vật tư y tế phục vụ cấp cứu",
    "quán triệt nội dung chỉ đạo đến từng cán bộ, đảng viên",
    "nâng cao chất lượng giải quyết thủ tục hành chính",
    "xây dựng kế hoạch khắc phục những hạn chế đã được chỉ ra",
)
BODIES = (
    *("Sở Y tế", "Công an tỉnh", "UBND các xã, phường", "các địa phương"),
    *("các chi bộ", "các nhà trường", "lực lượng công an cơ sở"),
    *("các đơn vị quản lý hồ chứa", "Sở Xây dựng, Sở Công Thương"),
)
CHAIRS = (
    *("Chủ tịch UBND tỉnh", "Phó Chủ tịch UBND tỉnh Lê Văn Mão"),
    *("Thủ tướng Chính phủ", "đồng chí Lê Văn Mão"),
)
FIRST = (
    *("{C} yêu cầu {A} {w}", "Tại công điện, {C} yêu cầu {A} {w}"),
    *("Công điện yêu cầu {A} {w}", "Công điện nêu rõ, {A} {w}"),
    *("Phát biểu kết luận hội nghị, {C} yêu cầu {A} {w}", "{C} yêu cầu {w}"),
    "Kết luận cuộc họp, {C} cũng yêu cầu {w}",
)
NEXT = (
    *("{A} {w}", "{A} cần {w}", "{A} {w}, hoàn thành trước ngày 30/6"),
    *("{A} theo chức năng, nhiệm vụ được giao {w}", "{A} có trách nhiệm {w}"),
    *("Đối với {A}, cần {w}", "Đối với {A}, {w}", "Về phía {A}, cần {w}"),
    *("Cùng với đó, {A} {w}", "Ngoài ra, đề nghị {A} {w}", "Riêng {A} {w}"),
    *("Trong đó, {A} {w}", "Thời gian tới, {A} tiếp tục {w}", "Yêu cầu {A} {w}"),
    *("Bên cạnh đó, {w}", "Đồng thời, {w}", "Mặt khác, cần {w}", "{w}"),
)
TOLD = (
    "Báo cáo tại hội nghị, Giám đốc Sở Y tế cho biết, ngành kiểm tra 45 cơ sở.",
    "Phát biểu tại hội nghị, Giám đốc Sở Xây dựng khẳng định sẽ hoàn thành chỉ tiêu.",
    "Thực hiện chỉ đạo, Sở Công Thương mở các điểm bán hàng bình ổn giá.",
    "Các đại biểu thảo luận, làm rõ những khó khăn trong giải phóng mặt bằng.",
    "Sở Xây dựng đang lắp đặt biển báo tại 15 điểm.",
    "Công an tỉnh xử phạt 12 trường hợp vi phạm.",
    "Tổ chức 12 lớp tập huấn cho 300 cán bộ hợp tác xã.",
    "Đến nay, Sở Nội vụ giải quyết 1.200 hồ sơ, đạt 98%.",
)
BEHIND = ("{A} {w}", "Cùng với đó, {w}", "{w}")
PAGE = """Hòa Lâm chủ động ứng phó mưa lũ
(HLO) - Chiều 08/3, UBND tỉnh tổ chức cuộc họp nghe báo cáo công tác ứng phó mưa lũ.
{lines}
Theo Cổng thông tin điện tử tỉnh
"""


def sentence(chance: random.Random, form: str, works: list[str]) -> tuple[str, str]:
    """A paragraph of a form, and the end of its work, by which it is found again."""
    work = works.pop()
    names = {"A": chance.choice(BODIES), "C": chance.choice(CHAIRS)}
    text = form.format(w=work, **names)
    return f"{text[0].upper()}{text[1:]}.", work[-20:]


@pytest.mark.parametrize("seed", range(40))
def test_orders_go_on_until_a_paragraph_tells(seed: int) -> None:
    chance = random.Random(seed)
    works = chance.sample(WORKS, len(WORKS))
    forms = [chance.choice(FIRST), *chance.sample(NEXT, 5)]
    made = [sentence(chance, form, works) for form in forms]
    told = chance.choice(TOLD)
    silent, _ = sentence(chance, chance.choice(BEHIND), works)
    text = PAGE.format(lines="\n".join([*(m[0] for m in made), told, silent]))
    record = process_source(from_bytes("made.txt", text.encode(), Options()))
    found = [task.description for task in record.tasks]
    assert len(found) == len(made), text
    assert all(end in each for (_, end), each in zip(made, found, strict=True)), text
