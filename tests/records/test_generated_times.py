"""Times put together by chance: each order is due when its page says, wherever it says.

Orders, times, where they stand and how the page is laid out are drawn; what is put
together is known, so what is lost or read as something else shows.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from ccndocs.pipeline import process_source
from ccndocs.source import from_bytes
from ccndocs.types.options import Options
from ccndocs.types.record import Record

Wanted = list[tuple[str, str]]  # the work, and the kind of its time with its end

WORKS = (
    "cập nhật cơ sở dữ liệu nhà ở",
    "tổ chức kiểm tra các bến khách ngang sông",
    "bố trí lực lượng trực tại cầu tràn",
    "triển khai mô hình trồng dược liệu",
    "bàn giao trụ sở cũ cho phường",
    "thẩm định giá khởi điểm",
    "sửa chữa tuyến kênh chính",
    "kiện toàn Ban Chỉ huy phòng thủ dân sự",
    "phát hành bản tin khuyến công",
    "lấy ý kiến nhân dân về đồ án quy hoạch",
    "công khai kết luận thanh tra",
    "di dời các hộ ven suối",
    "mời chuyên gia tư vấn",
    "niêm yết danh sách hộ nghèo",
)
BODIES = (
    *("Sở Nội vụ", "Sở Y tế", "Công an tỉnh", "Chi cục Thủy lợi", "Hạt Kiểm lâm"),
    *("UBND các xã, phường", "Văn phòng UBND tỉnh", "Ban Quản lý dự án"),
)
CASES = {
    "conditional": (
        *("khi có yêu cầu", "khi được bố trí vốn", "khi có chủ trương của Tỉnh ủy"),
        *("khi nguồn vốn được phân bổ", "khi cấp có thẩm quyền phê duyệt"),
        *("khi có hướng dẫn của Trung ương", "khi có thay đổi", "khi đủ điều kiện"),
        *("khi có đề nghị của UBND các xã", "ngay khi được phê duyệt"),
    ),
    "relative": (
        *("sau khi có ý kiến của Bộ Tài chính", "sau khi Nghị định được ban hành"),
        *("sau khi được HĐND tỉnh thông qua", "sau khi được bố trí vốn"),
        *("ngay sau khi Luật có hiệu lực", "ngay sau khi nước rút"),
        *("trước khi trình HĐND tỉnh", "trước khi bàn giao cho địa phương"),
        *("trước khi mùa mưa đến", "trước kỳ họp cuối năm"),
    ),
    "by 2031-06-30": ("trước ngày 30/6/2031", "chậm nhất là ngày 30/6/2031"),
    "period 2031-05-31": ("trong tháng 5/2031", "trong các tháng 3, 4, 5 năm 2031"),
    "recurring": ("trước ngày 05 hằng tháng", "định kỳ hằng quý"),
}
WHO = (
    *("", "{} ", "Giao {} ", "{} có trách nhiệm ", "Kịp thời ", "Tiếp tục ", "{}: "),
    "{} chủ trì, phối hợp với Sở Tài chính ",
)
TAILS = ("báo cáo UBND tỉnh", "phục vụ công tác chỉ đạo", "không để xảy ra sai phạm")
HEADS = {
    "period 2031-04-30": ("Giai đoạn {} (từ ngày 01/4/2031 đến ngày 30/4/2031)",),
    "period 2031-06-30": ("Công tác tuyên truyền (thời gian: quý II/2031)",),
    "period 2031-12-31": ("6 tháng cuối năm 2031", "Năm 2031:"),
    "by 2031-06-30": (
        "Các nhiệm vụ hoàn thành trước ngày 30/6/2031",
        "Trước ngày 30/6/2031, UBND các xã, phường thực hiện các việc sau:",
    ),
}
PLAN = """UBND TỈNH HÒA LÂM
Số: 61/KH-UBND
Hòa Lâm, ngày 08 tháng 01 năm 2031
KẾ HOẠCH
Thực hiện công tác năm 2031
I. MỤC ĐÍCH
Nâng cao nhận thức.
II. NHIỆM VỤ, GIẢI PHÁP
{}
Nơi nhận:
- Như trên;
- Lưu: VT.
"""


def cap(text: str) -> str:
    return text[0].upper() + text[1:]


def sentence(chance: random.Random, work: str, when: str, *, case: bool) -> str:
    """An order with its time at its front, its end, behind who does it or apart."""
    body = chance.choice(BODIES)
    who = chance.choice(WHO).format(body)
    order = cap(who + (cap(work) if who.endswith(": ") else work))
    label = chance.choice(("thời gian thực hiện", "thời hạn"))
    forms = [
        f"{order} {when}.",
        f"{order} {when}, {chance.choice(TAILS)}.",
        f"{order} {when}; rút kinh nghiệm trong toàn ngành.",
        f"{cap(when)}, {body} {work}.",
        f"{order}; {label}: {when}.",
        f"{order}. {cap(label)}: {cap(when)}.",
    ]
    apart = [f"{order} ({when}).", f"{body}, {when}, {work}."]
    return chance.choice(forms + (apart if case else []))


def orders(chance: random.Random) -> tuple[str, Wanted]:
    """A plan whose items have a time each."""
    wanted: Wanted = []
    lines: list[str] = []
    for work in chance.sample(WORKS, 7):
        kind = chance.choice(list(CASES))
        case = kind in ("conditional", "relative")
        when = chance.choice(CASES[kind])
        lines.append(f"- {sentence(chance, work, when, case=case)}")
        wanted.append((work, kind))
    return PLAN.format("\n".join(lines)), wanted


def headed(chance: random.Random) -> tuple[str, Wanted]:
    """A plan whose headings, or whose lines below the items, say when."""
    wanted: Wanted = []
    lines: list[str] = []
    works = chance.sample(WORKS, len(WORKS))
    above = chance.random() < 0.7
    for number in (1, 2, 3):
        kind = chance.choice(list(HEADS))
        head = chance.choice(HEADS[kind]).format(number)
        own = [works.pop() for _ in range(2)]
        if above:
            lines.append(f"{number}. {head}")
        else:
            kind = "by 2031-06-30"
            lines.append(f"{number}. Công tác phối hợp")
        lines += [f"{mark} {cap(work)}." for mark, work in zip("-+", own, strict=True)]
        lines[-1] = lines[-1].replace("+", "-", 1)
        if not above:
            label = chance.choice(("Thời hạn: trước", "Yêu cầu hoàn thành trước"))
            lines.append(f"{label} ngày 30/6/2031.")
        wanted += [(work, kind) for work in own]
    return PLAN.format("\n".join(lines)), wanted


def faults(record: Record, wanted: Wanted) -> list[str]:
    """What of the wanted is lost, or is due at another time."""
    found = []
    for work, kind in wanted:
        words = work[1:]
        task = next((t for t in record.tasks if words in t.description), None)
        if task is None or task.deadline is None:
            found.append(f"{'lost' if task is None else 'no time'}: {work}")
            continue
        told = task.deadline.kind
        told += f" {task.deadline.end}" if " " in kind else ""
        if told != kind or task.other_deadlines:
            found.append(f"{work}: {task.deadline.text} ({told}) for {kind}")
    return found


@pytest.mark.parametrize("make", [orders, headed])
@pytest.mark.parametrize("seed", range(25))
def test_each_order_is_due_when_its_page_says(
    make: Callable[[random.Random], tuple[str, Wanted]], seed: int
) -> None:
    text, wanted = make(random.Random(seed))
    source = from_bytes("made.txt", text.encode(), Options())
    assert faults(process_source(source), wanted) == [], text
