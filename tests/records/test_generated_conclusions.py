"""Conclusions of meetings, letters of a chairman and press about them, by chance.

Views that order nothing stand among orders in all forms that offices use; what is put
together is known, so what is lost, charged to somebody else or invented shows.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from ccndocs.pipeline import process_source
from ccndocs.source import from_bytes
from ccndocs.types.options import Options
from ccndocs.types.record import Record

Order = tuple[str, str, str | None, str | None]  # the work, who leads, helps, the day

WORKS = (
    "rà soát các văn bản quy phạm pháp luật về đất đai",
    "tham mưu UBND tỉnh ban hành quy chế quản lý cụm công nghiệp",
    "khẩn trương hoàn thiện hồ sơ dự án đường vành đai",
    "làm việc với chủ đầu tư để thống nhất phương án di dời",
    "đẩy nhanh tiến độ giải phóng mặt bằng khu tái định cư",
    "cân đối, bố trí kinh phí sửa chữa hồ chứa",
    "chỉ đạo các đơn vị trực thuộc rà soát cơ sở vật chất trường lớp",
    "xây dựng kế hoạch diễn tập phòng thủ dân sự",
    "hướng dẫn các địa phương lập hồ sơ di tích",
    "thẩm định nội dung đề nghị hỗ trợ giống cây trồng",
    "đề xuất giải pháp thu hút nhà đầu tư thứ cấp",
    "tuyên truyền sâu rộng về chuyển đổi số cộng đồng",
    "xác minh, làm rõ phản ánh của báo chí về khai thác cát",
)
BODIES = (
    *("Sở Tư pháp", "Sở Công Thương", "Sở Xây dựng", "Sở Nông nghiệp và Môi trường"),
    *("Sở Y tế", "Công an tỉnh", "Thanh tra tỉnh", "Thuế tỉnh", "UBND xã Tân Lý"),
    *("Bộ Chỉ huy Quân sự tỉnh", "Ban Quản lý các khu công nghiệp tỉnh"),
)
TOPICS = ("bố trí vốn đối ứng", "xử lý tài sản công", "đầu tư tuyến đường ven sông")
TIMES = (None, None, "trước ngày 30/6/2031", "trong quý II/2031", "trong tháng 4/2031")
ORDERS = (
    *("{A} {w}", "Giao {A} {w}", "{A}: {w}", "Đối với {A}: {w}", "Yêu cầu {A} {w}"),
    *("Lưu ý {A} {w}", "Tiếp tục giao {A} {w}", "Thống nhất giao {A} {w}"),
    *("Giao trách nhiệm cho {A} {w}", "Đồng thời, giao {A} {w}"),
    *("Về {t}: giao {A} {w}", "Đối với đề nghị của {X}: Giao {A} {w}"),
    "Đồng ý với đề xuất của {X}; giao {A} {w}",
    "Cơ bản thống nhất với nội dung báo cáo của {X}. Giao {A} {w}",
    "Ghi nhận ý kiến của {X}, giao {A} {w}",
    "Ghi nhận đề xuất của {X}; yêu cầu {A} {w}",
    "Tiếp thu ý kiến của {X}, giao {A} {w}",
    "Biểu dương {X} đã chủ động tham mưu; yêu cầu {A} {w}",
    "Đánh giá cao {X} đã tích cực triển khai. Thời gian tới, {A} {w}",
    *("Xét đề nghị của {X}, giao {A} {w}", "Theo đề nghị của {X}, giao {A} {w}"),
    "Trên cơ sở báo cáo của {X}, {A} {w}",
    "Trên cơ sở đề xuất của {X}, giao {A} chủ trì, phối hợp với {B} {w}",
    "Giao {A} chủ trì, phối hợp, làm việc với {B} {w}",
    "Giao {A} là cơ quan chủ trì, {B} là cơ quan phối hợp, {w}",
)
VIEWS = (
    "Ghi nhận và đánh giá cao sự nỗ lực của {X} trong thời gian qua",
    "Thời gian qua, {X} đã phối hợp với {Y} triển khai nhiều giải pháp",
    "Trong thời gian qua, {X} được giao chủ trì {t} nhưng triển khai còn chậm",
    "Biểu dương {X}, {Y} đã đạt tỷ lệ giải ngân cao",
    "Phê bình {X} chậm báo cáo, ảnh hưởng đến tiến độ chung",
    "Đánh giá cao vai trò, trách nhiệm của {X}, {Y} trong chỉ đạo, điều hành",
    "Thống nhất với nội dung báo cáo và các giải pháp do {X} đề xuất",
    "Thống nhất thông qua nội dung Tờ trình của {X}",
    "{X} là cơ quan tham mưu, có vai trò quan trọng trong {t}",
    "Chủ trương {t} là đúng đắn, được Nhân dân đồng tình ủng hộ",
    "Yêu cầu đặt ra đối với việc {t} ngày càng cao",
)
CHAIRMEN = (
    *("Chủ tịch UBND tỉnh", "UBND tỉnh", "Chủ tịch UBND tỉnh Lê Văn Mão"),
    *("Phó Chủ tịch UBND tỉnh Lê Văn Mão", "Đồng chí Chủ tịch UBND tỉnh"),
)
ASKED = (
    *("{C} yêu cầu {A} {w}", "{C} giao {A} {w}", "{C} cũng yêu cầu {A} {w}"),
    *("{C} chỉ đạo {A} {w}", "{C} lưu ý {A} {w}", "{C} nhấn mạnh, {A} cần {w}"),
    *("{C} yêu cầu: {A} {w}", "Cùng với đó, {C} yêu cầu {A} {w}"),
    *("Đối với {A}, {C} yêu cầu {w}", "Về phía {A}, {C} yêu cầu {w}"),
    *("Kết luận cuộc họp, {C} giao {A} {w}", "Tại văn bản, {C} giao {A} {w}"),
    "Để thực hiện nhiệm vụ trên, {C} giao {A} {w}",
    "{C} giao {A} chủ trì, phối hợp với {B} {w}",
)
GROUNDS = (
    "Thực hiện Công điện số 12/CĐ-TTg ngày 02/3/2031 của Thủ tướng Chính phủ, {C}"
    " yêu cầu {A} {w}",
    "Sau khi xem xét đề nghị của {X}, {C} giao {A} {w}",
    "Tiếp theo Công văn số 12/UBND-KT ngày 02/02/2031, {C} yêu cầu {A} {w}",
    "Nhận được Tờ trình số 45/TTr-STC ngày 02/3/2031 của {X}, {C} giao {A} {w}",
    "Theo đề nghị của {X} tại Công văn số 45/STC-NS ngày 02/3/2031, {C} giao {A} chủ"
    " trì, phối hợp với {B} {w}",
    "UBND tỉnh nhận được Công văn số 12/BXD-QLN ngày 02/3/2031 của Bộ Xây dựng về rà"
    " soát nhà ở (gửi kèm theo). {C} giao {A} {w}",
    "{C} có ý kiến chỉ đạo như sau: Giao {A} {w}",
)
NOTICE = """UBND TỈNH HÒA LÂM
Số: 61/TB-UBND
Hòa Lâm, ngày 08 tháng 3 năm 2031
THÔNG BÁO
Kết luận của đồng chí Lê Văn Mão tại cuộc họp về tiến độ các dự án
Ngày 05/3/2031, đồng chí Lê Văn Mão, Chủ tịch UBND tỉnh chủ trì cuộc họp. Sau khi nghe\
 Sở Tài chính báo cáo, Chủ tịch UBND tỉnh {lead}
{lines}
Văn phòng UBND tỉnh thông báo để các cơ quan, đơn vị biết, thực hiện./.
Nơi nhận:
- Các đơn vị dự họp;
- Lưu: VT.
TL. CHỦ TỊCH
CHÁNH VĂN PHÒNG
Trần Văn Tý
"""
PRESS = """Chủ tịch UBND tỉnh chỉ đạo đẩy nhanh tiến độ các dự án trọng điểm
(HLO) - Chiều 08/3, UBND tỉnh tổ chức cuộc họp nghe báo cáo tiến độ các dự án.
{lines}
Theo Cổng thông tin điện tử tỉnh
"""
LETTER = """UBND TỈNH HÒA LÂM
Số: 61/UBND-KT
V/v xử lý đề nghị của đơn vị
Hòa Lâm, ngày 08 tháng 3 năm 2031
Kính gửi: Các sở, ban, ngành.

{lines}
Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lê Văn Mão
"""


def order(chance: random.Random, form: str, works: list[str]) -> tuple[str, Order]:
    """A sentence of a form, and what it orders."""
    lead, helper, other, more = chance.sample(BODIES, 4)
    work, time = works.pop(), chance.choice(TIMES)
    topic, chair = chance.choice(TOPICS), chance.choice(CHAIRMEN)
    names = {"A": lead, "B": helper, "X": other, "Y": more, "t": topic, "C": chair}
    text = form.format(w=work, **names)
    told = f"{text}, hoàn thành {time}" if time else text
    return told[0].upper() + told[1:], (
        work,
        lead,
        helper if "{B}" in form else None,
        time,
    )


def notice(chance: random.Random) -> tuple[str, list[Order]]:
    """A notice of a conclusion: orders and views in a list of any marks, or none."""
    works = chance.sample(WORKS, len(WORKS))
    count = chance.randint(4, 7)
    marks = chance.choice(([f"{n}. " for n in range(1, 8)], ["- "] * 7))
    lines: list[str] = []
    wanted: list[Order] = []
    for mark in marks[:count]:
        if chance.random() < 0.3:
            one, two = chance.sample(BODIES, 2)
            view = chance.choice(VIEWS).format(X=one, Y=two, t=chance.choice(TOPICS))
            lines.append(f"{mark}{view}.")
            continue
        text, each = order(chance, chance.choice(ORDERS), works)
        lines.append(f"{mark}{text}.")
        wanted.append(each)
    lead = chance.choice(("kết luận như sau:", "có ý kiến như sau:", "yêu cầu:"))
    return NOTICE.format(lead=lead, lines="\n".join(lines)), wanted


def press(chance: random.Random) -> tuple[str, list[Order]]:
    """An article about a meeting, a paragraph an order."""
    works = chance.sample(WORKS, len(WORKS))
    made = [order(chance, form, works) for form in chance.sample(ASKED, 5)]
    return PRESS.format(lines="\n".join(f"{m[0]}." for m in made)), [m[1] for m in made]


def letter(chance: random.Random) -> tuple[str, list[Order]]:
    """A letter whose one paragraph charges somebody behind its grounds."""
    text, wanted = order(chance, chance.choice(GROUNDS), list(WORKS))
    return LETTER.format(lines=f"{text}."), [wanted]


def faults(record: Record, wanted: list[Order]) -> list[str]:
    """What of the wanted is lost, and what else there is."""
    found: list[str] = []
    used = set()
    for work, lead, helper, time in wanted:
        task = next((t for t in record.tasks if work[-20:] in t.description), None)
        if task is None:
            found.append(f"lost: {work}")
            continue
        used.add(task.id)
        leads = [a.name for a in task.agencies if a.role != "coordinate"]
        helps = [a.name for a in task.agencies if a.role == "coordinate"]
        if leads != [lead] or helps != ([helper] if helper else []):
            found.append(f"{work}: {leads}, {helps} for {lead}, {helper}")
        if (time is None) != (task.deadline is None):
            found.append(f"{work}: {task.deadline} for {time}")
    return found + [f"extra: {t.description}" for t in record.tasks if t.id not in used]


@pytest.mark.parametrize("make", [notice, press, letter])
@pytest.mark.parametrize("seed", range(25))
def test_each_order_of_a_chairman_is_one_task_of_whom_it_charges(
    make: Callable[[random.Random], tuple[str, list[Order]]], seed: int
) -> None:
    text, wanted = make(random.Random(seed))
    source = from_bytes("made.txt", text.encode(), Options())
    assert faults(process_source(source), wanted) == [], text
