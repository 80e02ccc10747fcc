"""Plans and decisions put together by chance: whose each task is, with whom, by when.

Numbering, labels, headings of agencies and line breaks vary; what is put together is
known. Failing pages are printed whole.
"""

from __future__ import annotations

import random
import textwrap
from dataclasses import dataclass, field

import pytest

from ccndocs.pipeline import process_source
from ccndocs.source import from_bytes
from ccndocs.types.options import Options
from ccndocs.types.record import Record

WORKS = (
    *("Rà soát văn bản về đất rừng", "Tập huấn cho cán bộ cơ sở", "Dựng chòi canh lửa"),
    *("Cập nhật bản đồ hiện trạng", "Tuyên truyền trên loa truyền thanh"),
    *("Kiểm tra các xưởng gỗ", "Nâng cấp trạm quan trắc", "Thống kê các hộ nhận khoán"),
    *("Bố trí lực lượng trực gác", "Xử lý nghiêm các vụ lấn chiếm", "Đào hồ trữ nước"),
    *("Hướng dẫn người dân lập hồ sơ", "Mua sắm máy thổi gió", "Trồng bù cây gãy đổ"),
    *("Số hóa hồ sơ giao đất", "Biên soạn sổ tay hỏi đáp", "Công khai quy hoạch"),
    *("Củng cố các tổ bảo vệ rừng", "Lập dự toán chi tiết", "Đôn đốc việc thu hồi nợ"),
    *("Phát động tết trồng cây", "Thẩm định hồ sơ hỗ trợ", "Khảo sát các tuyến đường"),
)
BODIES = {
    "tinh": (
        *("Sở Tư pháp", "Sở Nội vụ", "Công an tỉnh", "Văn phòng UBND tỉnh"),
        *("Thanh tra tỉnh", "UBND các xã, phường", "Bộ Chỉ huy Quân sự tỉnh"),
        *("Sở Văn hóa, Thể thao và Du lịch", "Thuế tỉnh", "Hội Nông dân tỉnh"),
    ),
    "bo": (
        *(
            "Vụ Pháp chế",
            "Vụ Vận tải và An toàn giao thông",
            "Văn phòng Bộ",
            "Thanh tra Bộ",
        ),
        *("Vụ Tổ chức cán bộ", "Trung tâm Thông tin", "Cục Phát triển đô thị"),
        "Vụ Khoa học công nghệ và môi trường",
    ),
}
LABELS = {
    "lead": ("Cơ quan chủ trì", "Chủ trì", "Đơn vị chủ trì thực hiện"),
    "implement": ("Phân công thực hiện", "Bộ phận thực hiện", "Đơn vị thực hiện"),
    "coordinate": ("Phối hợp", "Các đơn vị phối hợp", "Cơ quan phối hợp thực hiện"),
    "time": ("Thời gian", "Tiến độ thực hiện", "Thời hạn hoàn thành"),
}
TIMES = {
    "Quý II/2031": "2031-06-30",
    "trước ngày 30/6/2031": "2031-06-30",
    "Thường xuyên": None,
    "tháng 4/2031": "2031-04-30",
    "Đến hết năm 2032": "2032-12-31",
}
HEADS = (
    *("{}", "{}:", "Giao {}:", "Trách nhiệm của {}", "Đối với {}:", "Nhiệm vụ của {}:"),
    *("{} có trách nhiệm:", "{} thực hiện các nhiệm vụ sau:"),
    *("{} chủ trì, phối hợp với các đơn vị liên quan:", "Trách nhiệm của {}:"),
)
TITLES = (
    *("Phát triển hạ tầng số", "Công tác kiểm tra, giám sát", "Về nguồn nhân lực"),
    *("Phát triển kinh tế số", "Hoàn thiện cơ chế, chính sách"),
)
LEAD_INS = ("", "Theo chức năng, nhiệm vụ được giao, có trách nhiệm:")
LETTERS = "abcdđe"
VIEW = (
    "Nâng cao nhận thức của cán bộ và Nhân dân về vai trò của rừng đối với đời sống, "
    "sản xuất và bảo vệ môi trường; giữ vững độ che phủ rừng của cả nước, gắn việc "
    "trồng rừng với giảm nghèo bền vững ở vùng đồng bào dân tộc và miền núi."
)
PAGE = """BỘ XÂY DỰNG
Số: 61/KH-BXD
Hòa Lâm, ngày 08 tháng 01 năm 2031
KẾ HOẠCH
Trồng rừng năm 2031

Thực hiện Nghị quyết số 12/NQ-CP ngày 02/01/2031 của Chính phủ, kế hoạch như sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
- {view}
- {view}
2. Yêu cầu
- Phân công nhiệm vụ cụ thể, rõ người, rõ việc.
{body}
V. KINH PHÍ THỰC HIỆN
Kinh phí thực hiện do ngân sách nhà nước bảo đảm theo phân cấp hiện hành.
Nơi nhận:
- Như trên;
- Lưu: VT.
"""


@dataclass
class Wanted:
    """A piece of work, whose it is, by when."""

    work: str
    who: list[tuple[str, str]] = field(default_factory=list)
    time: str | None = None


class Plan:
    """A plan in the making: its lines, and what they mean."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.lines: list[str] = []
        self.wanted: list[Wanted] = []
        self.bodies = BODIES[self.chance.choice(tuple(BODIES))]
        self.works = self.chance.sample(WORKS, len(WORKS))

    def work(self) -> Wanted:
        """A piece of work that no page has twice."""
        self.wanted.append(Wanted(self.works.pop()))
        return self.wanted[-1]

    def lines_of_roles(self, *, group: bool) -> tuple[list[str], Wanted]:
        """Lines that say who and when, in one of their forms."""
        chance, told = self.chance, Wanted("")
        lead, other, third = chance.sample(self.bodies, 3)
        role = chance.choice(("lead", "implement"))
        told.who = [(lead, role), (other, "coordinate"), (third, "coordinate")]
        parts = [(role, lead), ("coordinate", f"{other}, {third}")]
        if chance.random() < 0.7:
            told.time = chance.choice(tuple(TIMES))
            parts.insert(chance.choice((0, 2)), ("time", told.time))
        shown = [f"{chance.choice(LABELS[what])}: {value}" for what, value in parts]
        form = chance.choice(("lines", "one line") + (() if group else ("bracket",)))
        small = [shown[0], *(part[0].lower() + part[1:] for part in shown[1:])]
        if form == "bracket":
            return [f"({'; '.join(small)})"], told
        mark = chance.choice(("", "+ ", "* "))
        if form == "one line":
            return [f"{mark}{'; '.join(small)}."], told
        return [f"{mark}{part}." for part in shown], told

    def tasks(self) -> None:
        """Groups of work with lines of roles below each item or each group."""
        chance = self.chance
        self.lines.append("II. NHIỆM VỤ, GIẢI PHÁP")
        marks = chance.choice(("a)", "-", "1.1."))
        group = chance.random() < 0.5
        for number, title in enumerate(chance.sample(TITLES, 2), 1):
            self.lines.append(f"{number}. {title}")
            items: list[Wanted] = []
            for place in range(chance.randint(1, 3)):
                items.append(self.work())
                mark = {"a)": f"{LETTERS[place]})", "-": "-"}.get(marks)
                mark = mark or f"{number}.{place + 1}."
                self.lines.append(f"{mark} {items[-1].work}{chance.choice('.;')}")
                if not group:
                    self._told(items[-1:], group=False)
            if group:
                self._told(items, group=True)

    def _told(self, items: list[Wanted], *, group: bool) -> None:
        lines, told = self.lines_of_roles(group=group)
        self.lines += lines
        for item in items:
            item.who, item.time = told.who, told.time

    def duties(self) -> None:
        """Headings of agencies, each above its own work."""
        chance = self.chance
        self.lines.append("III. TỔ CHỨC THỰC HIỆN")
        head, mark = chance.choice(HEADS), chance.choice(("1.", "-", "a)", ""))
        below = chance.choice(tuple({"a)", "-", "+"} - {mark}))
        lead_in = chance.choice(LEAD_INS) if " " not in head.strip(" :") else ""
        bodies = chance.sample(self.bodies, 3)
        for number, body in enumerate(bodies):
            shown = {"1.": f"{number + 1}. ", "a)": f"{LETTERS[number]}) ", "": ""}
            self.lines.append(shown.get(mark, f"{mark} ") + head.format(body))
            self.lines += [lead_in] if lead_in else []
            for place in range(chance.randint(1, 3)):
                item = self.work()
                item.who = [(body, "lead")]
                partner = next(b for b in self.bodies if b not in bodies)
                text = item.work
                if chance.random() < 0.3:
                    text += f"; phối hợp với {partner} kiểm tra việc thực hiện"
                    item.who.append((partner, "coordinate"))
                sub = {"a)": f"{LETTERS[place]})"}.get(below, below)
                self.lines.append(f"{sub} {text}{chance.choice('.;')}")

    def page(self) -> str:
        """The whole text, its lines perhaps broken at a margin."""
        self.tasks()
        self.duties()
        text = PAGE.format(view=VIEW, body="\n".join(self.lines))
        width = self.chance.choice((0, 60, 78))
        if not width:
            return text
        rows = (textwrap.wrap(line, width) or [""] for line in text.split("\n"))
        return "\n".join(part for row in rows for part in row)


def faults(record: Record, wanted: list[Wanted]) -> list[str]:
    """What of the wanted is lost or told otherwise, and what else there is."""
    found, used = [], set()
    told = [(" ".join(t.description.split()), t) for t in record.tasks]
    for item in wanted:
        task = next((t for words, t in told if item.work in words), None)
        if task is None or task.id in used:
            found.append(f"lost: {item.work}")
            continue
        used.add(task.id)
        who = sorted((a.name, a.role) for a in task.agencies if not a.collective)
        if who != sorted(item.who):
            found.append(f"{item.work}: {who} for {item.who}")
        end = task.deadline.end if task.deadline else None
        if (task.deadline is None) != (item.time is None) or (
            item.time is not None and str(end) != str(TIMES[item.time])
        ):
            found.append(f"{item.work}: {task.deadline} for {item.time}")
    return found + [f"extra: {t.description}" for t in record.tasks if t.id not in used]


@pytest.mark.parametrize("seed", range(60))
def test_each_task_of_a_plan_is_whose_the_plan_says(seed: int) -> None:
    plan = Plan(seed)
    text = plan.page()
    source = from_bytes("made.txt", text.encode(), Options())
    assert faults(process_source(source), plan.wanted) == [], text
