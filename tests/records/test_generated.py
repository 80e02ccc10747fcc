"""Letters and task tables put together by chance: each order is one task, and whose.

The parts are in the forms that offices use; what is put together is known, so what is
lost or charged to somebody else shows. Failing pages are printed whole.
"""

from __future__ import annotations

import random
import textwrap
from collections.abc import Callable

import pytest

from ccndocs.pipeline import process_source
from ccndocs.source import from_bytes
from ccndocs.types.options import Options
from ccndocs.types.record import Record

Wanted = list[tuple[str, str, str | None]]  # the work, who, when

WORKS = (
    "Rà soát văn bản quy phạm pháp luật về đất đai",
    "Tổ chức tập huấn cho cán bộ các xã",
    "Xây dựng kế hoạch kiểm tra các cơ sở",
    "Cập nhật cơ sở dữ liệu dùng chung",
    "Kiểm tra công tác cải cách hành chính",
    "Tuyên truyền trên các phương tiện thông tin đại chúng",
    "Khảo sát hiện trạng các cụm công nghiệp",
    "Nâng cấp hệ thống một cửa điện tử",
    "Bố trí kinh phí phòng, chống dịch",
    "Giải quyết dứt điểm kiến nghị của cử tri",
    "Tăng cường quản lý tài nguyên nước",
    "Hướng dẫn các địa phương lập hồ sơ",
    "Đẩy nhanh tiến độ giải phóng mặt bằng",
    "Thẩm định hồ sơ đề nghị hỗ trợ",
    "Xử lý nghiêm các trường hợp vi phạm",
)
BODIES = (
    *("Sở Tư pháp", "Sở Nội vụ", "Sở Công Thương", "Văn phòng UBND tỉnh"),
    *("Công an tỉnh", "UBND các xã, phường", "Thanh tra tỉnh", "Giám đốc Sở Y tế"),
    *("Chủ tịch UBND các xã, phường", "Liên đoàn Lao động tỉnh", "Thuế tỉnh"),
)
TIMES = (None, None, "trước ngày 30/6/2031", "trong quý II/2031", "trong tháng 4/2031")
LEAD_INS = (
    "Chủ tịch UBND tỉnh có ý kiến như sau:",
    "UBND tỉnh yêu cầu các sở, ngành, địa phương thực hiện một số nội dung sau:",
    "Chủ tịch UBND tỉnh yêu cầu Giám đốc các sở, Thủ trưởng các ban, ngành, Chủ tịch"
    " UBND các xã, phường tập trung thực hiện:",
    "UBND tỉnh giao các cơ quan, đơn vị triển khai các nhiệm vụ sau:",
)
ORDERS = (
    "{} chủ trì, phối hợp với các đơn vị liên quan {}",
    *("Giao {} {}", "Đề nghị {} {}", "{} {}", "Yêu cầu {} {}", "{}: {}"),
    *("{} có trách nhiệm {}", "Giao {} chủ trì {}", "{} khẩn trương {}"),
)
HEADS = (
    *("{}", "{}:", "Giao {}:", "Đối với {}:", "Đề nghị {}:"),
    "{} chủ trì, phối hợp với các đơn vị liên quan:",
    "{} tập trung thực hiện các nội dung sau:",
)
CALLS = (
    *("Yêu cầu {} thực hiện các nội dung sau:", "Đề nghị {}:", "Yêu cầu {}:"),
    *("Giao {} triển khai thực hiện:", "Đối với {}, đề nghị:"),
    "UBND tỉnh yêu cầu {} tập trung thực hiện các nhiệm vụ sau:",
    "Chủ tịch UBND tỉnh đề nghị {} quan tâm, chỉ đạo thực hiện một số việc sau:",
    "Trước tình hình trên, UBND tỉnh giao {} khẩn trương thực hiện:",
)
PAGE = """UBND TỈNH HÒA LÂM
Số: 61/UBND-KT
V/v triển khai nhiệm vụ năm 2031
Hòa Lâm, ngày 08 tháng 01 năm 2031
Kính gửi:
- Các sở, ban, ngành;
- UBND các xã, phường.

Thực hiện Công văn số 12/BXD-QLN ngày 02/01/2031 của Bộ Xây dựng, {}
{}
Nơi nhận:
- Như trên;
- Lưu: VT.
"""
PLAN = """UBND TỈNH HÒA LÂM
Số: 61/KH-UBND
Hòa Lâm, ngày 08 tháng 01 năm 2031
KẾ HOẠCH
Thực hiện công tác năm 2031
II. NỘI DUNG, TIẾN ĐỘ THỰC HIỆN
{}
"""
COLUMNS = {
    "work": ("Nội dung công việc", "Nhiệm vụ", "Tên nhiệm vụ", "Hoạt động"),
    "lead": ("Cơ quan chủ trì", "Đơn vị thực hiện", "Chủ trì", "Đơn vị chủ trì"),
    "help": ("Cơ quan phối hợp", "Đơn vị phối hợp", "Phối hợp"),
    "time": ("Thời gian thực hiện", "Thời hạn", "Tiến độ", "Thời gian hoàn thành"),
    "gives": ("Sản phẩm", "Kết quả", "Sản phẩm dự kiến"),
}
GROUPS = (
    *("Tham mưu, chỉ đạo, hướng dẫn", "Phối hợp thực hiện", "Kết quả, sản phẩm"),
    *("Công tác tuyên truyền", "Nhiệm vụ trọng tâm", "Thời gian"),
)


def letter(chance: random.Random) -> tuple[str, Wanted]:
    """A letter whose items charge one body each, or head a list of its work."""
    works = chance.sample(WORKS, len(WORKS))
    wanted: Wanted = []
    lines: list[str] = []
    marks = chance.choice(("{}.", "{}.", "-", ""))
    for number, body in enumerate(chance.sample(BODIES, chance.randint(3, 6)), 1):
        mark = f"{marks.format(number)} ".lstrip()
        own = [works.pop() for _ in range(chance.randint(1, 2))]
        timed = [(work, chance.choice(TIMES)) for work in own]
        wanted += [(work, body, time) for work, time in timed]
        told = [f"{work} {time}" if time else work for work, time in timed]
        if len(told) == 1 or not marks:
            for work in told:
                order = chance.choice(ORDERS)
                lines.append(f"{mark}{order.format(body, work[0].lower() + work[1:])}.")
            continue
        lines.append(mark + chance.choice(HEADS).format(body))
        below = chance.choice(("a) b)", "+ +", "- -" if marks != "-" else "+ +"))
        ends = chance.choice((".;", ";.", ".."))
        lines += [
            f"{sub} {work}{end}"
            for sub, work, end in zip(below.split(), told, ends, strict=True)
        ]
    return PAGE.format(chance.choice(LEAD_INS), "\n".join(lines)), wanted


def calls(chance: random.Random) -> tuple[str, Wanted]:
    """A letter of sentences that charge somebody, each above a list of its own."""
    works = chance.sample(WORKS, len(WORKS))
    wanted: Wanted = []
    lines: list[str] = []
    kinds = ("1. 2. 3.", "a) b) c)", "- - -", "(1) (2) (3)")
    marks, mixed = chance.choice(kinds), chance.random() < 0.3
    for body in chance.sample(BODIES, chance.randint(2, 4)):
        marks = chance.choice(kinds) if mixed else marks
        lines.append(chance.choice(CALLS).format(body))
        for mark in marks.split()[: chance.randint(2, 3)]:
            work, time = works.pop(), chance.choice(TIMES)
            wanted.append((work, body, time))
            lines.append(f"{mark} {work} {time}." if time else f"{mark} {work}.")
    return PAGE.format("UBND tỉnh có ý kiến như sau:", "\n".join(lines)), wanted


def table(chance: random.Random) -> tuple[str, Wanted]:
    """A plan with a task table, its columns in any order, often with group rows."""
    columns = ["lead", "help", "time", "gives"][: chance.randint(1, 4)]
    chance.shuffle(columns)
    columns = ["work", *columns]
    rows = [["STT", *(chance.choice(COLUMNS[column]) for column in columns)]]
    wanted: Wanted = []
    grouped = chance.random() < 0.6
    for number, work in enumerate(chance.sample(WORKS, chance.randint(3, 6)), 1):
        if grouped and number % 2:
            rows.append(["IVX"[number // 2], chance.choice(GROUPS)])
            rows[-1] += [""] * (len(columns) - 1)
        body = chance.choice(BODIES)
        time = chance.choice(("Quý II/2031", "Tháng 4/2031", "30/9/2031", "Hằng quý"))
        cells = {"work": work, "lead": body, "help": "Sở Xây dựng", "time": time}
        cells["gives"] = "Báo cáo"
        rows.append([str(number), *(cells[column] for column in columns)])
        wanted.append((work, body, time if "time" in columns else None))
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return PLAN.format("\n".join(lines)), wanted


def faults(record: Record, wanted: Wanted) -> list[str]:
    """What of the wanted is lost, and what else there is."""
    found = []
    used = set()
    for work, body, time in wanted:
        task = next((t for t in record.tasks if work[8:] in t.description), None)
        if task is None or task.id in used:
            found.append(f"lost: {work}")
            continue
        used.add(task.id)
        who = [a.name for a in task.agencies if a.role != "coordinate"]
        if body not in who or len([a for a in task.agencies if not a.collective]) > 2:
            found.append(f"{work}: {who} for {body}")
        if (time is None) != (task.deadline is None):
            found.append(f"{work}: {task.deadline} for {time}")
    found += [f"extra: {t.description}" for t in record.tasks if t.id not in used]
    return found


def wrapped(text: str, width: int) -> str:
    """The lines broken at a margin, as texts saved from mail and the web are."""
    rows = (textwrap.wrap(line, width) or [""] for line in text.split("\n"))
    return "\n".join(part for row in rows for part in row)


FORMS: dict[str, Callable[[str], str]] = {
    "lines broken": lambda text: wrapped(text, 95),
    "blank lines": lambda text: "\n\n".join(text.split("\n")),
    "set in": lambda text: "\n".join(f"    {line}" for line in text.split("\n")),
    "fixed blanks": lambda text: text.replace(" ", "\N{NO-BREAK SPACE}"),
    "bullets of Word": lambda text: text.replace("\n- ", "\n• ").replace(
        "\n+ ", "\no "
    ),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", range(8))
def test_a_letter_saved_in_another_form_has_the_same_tasks(
    form: str, seed: int
) -> None:
    text, wanted = letter(random.Random(seed))
    saved = FORMS[form](text)
    source = from_bytes("made.txt", saved.encode(), Options())
    assert faults(process_source(source), wanted) == [], saved


@pytest.mark.parametrize("make", [letter, calls, table])
@pytest.mark.parametrize("seed", range(30))
def test_each_order_is_one_task_of_whom_it_charges(
    make: Callable[[random.Random], tuple[str, Wanted]], seed: int
) -> None:
    text, wanted = make(random.Random(seed))
    source = from_bytes("made.txt", text.encode(), Options())
    assert faults(process_source(source), wanted) == [], text
