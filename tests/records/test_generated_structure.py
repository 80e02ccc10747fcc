"""Skeletons of plans put together by chance: which lines are work, below which heading.

Numbering, look and stops of headings, marks of items, lines between items, lists of
things, pages' numbers and line breaks vary; what is put together is known.
"""

from __future__ import annotations

import random
import textwrap
from dataclasses import dataclass

import pytest

from ccndocs.pipeline import process_source
from ccndocs.source import from_bytes
from ccndocs.types.options import Options
from ccndocs.types.record import Record

WORKS = (
    "Rà soát các quy định về đất rừng, kịp thời đề xuất sửa đổi nội dung chưa phù hợp",
    "Tập huấn kỹ năng số cho cán bộ cơ sở và các tổ công nghệ số cộng đồng",
    "Cập nhật bản đồ hiện trạng rừng theo hướng dẫn của cơ quan chuyên môn cấp trên",
    "Hướng dẫn người dân lập hồ sơ hỗ trợ giống cây trồng, hồ sơ vay vốn ưu đãi",
    *("Dựng chòi canh lửa tại các tiểu khu giáp ranh", "Đào hồ trữ nước chữa cháy"),
    *("Nâng cấp trạm quan trắc không khí tự động", "Xử lý nghiêm các vụ lấn chiếm"),
    *("Kiểm tra các xưởng gỗ hoạt động không phép", "Trồng bù cây gãy đổ sau bão"),
    *("Thống kê các hộ nhận khoán bảo vệ rừng", "Số hóa hồ sơ giao đất, giao rừng"),
    *("Biên soạn sổ tay hỏi đáp pháp luật", "Khảo sát các tuyến đường hay ngập"),
    *("Kiện toàn các đội xung kích", "Cấp phát tờ rơi tại các thôn giáp rừng"),
    *("Củng cố các tổ bảo vệ rừng ở thôn", "Nạo vét các tuyến kênh mương"),
)
VIEWS = (
    "Nâng cao nhận thức của cán bộ và Nhân dân về vai trò của rừng đối với sản xuất",
    "Bảo đảm việc triển khai đồng bộ, thống nhất, tránh hình thức, lãng phí",
    "Huy động tối đa các nguồn lực xã hội tham gia, thuận lợi cho tổ chức và cá nhân",
)
BODIES = ("Sở Tư pháp", "Sở Nội vụ", "Công an tỉnh", "Thanh tra tỉnh", "Thuế tỉnh")
TOPICS = (
    *("Công tác tuyên truyền", "Hoàn thiện cơ chế, chính sách", "Nguồn nhân lực"),
    *("Tăng cường quản lý rừng", "Phát triển kinh tế tập thể", "Về công tác cán bộ"),
)
PURPOSES = ("Mục đích, yêu cầu", "Mục tiêu", "Quan điểm chỉ đạo")
TASKS = ("Nhiệm vụ, giải pháp", "Nội dung thực hiện", "Các nhiệm vụ chủ yếu")
DUTIES = ("Tổ chức thực hiện", "Phân công trách nhiệm", "Trách nhiệm thực hiện")
THINGS = (
    "Máy bơm nước các loại",
    "Xe chở quân",
    "Danh sách hộ nghèo",
    "Bình chữa cháy",
)
REMARK = "Kết quả được công bố rộng rãi để người dân theo dõi, giám sát."
ROMAN = ("I", "II", "III", "IV")
MARKS = {
    "I.": "I. II. III. IV.",
    "1.": "1. 2. 3. 4.",
    "A.": "A. B. C. D.",
    "a)": "a) b) c) d)",
    "(i)": "(i) (ii) (iii) (iv)",
    "i)": "i) ii) iii) iv)",
    "①": "① ② ③ ④",
    "1)": "1) 2) 3) 4)",
    "mixed": "I. 2. 3. 4.",
    "phần": "",
    "-": "- - - -",
    "+": "+ + + +",
    "•": "• • • •",
    "": "",
}
PAGE = """UBND TỈNH HÒA LÂM
Số: 61/KH-UBND
Hòa Lâm, ngày 08 tháng 01 năm 2031
KẾ HOẠCH
Bảo vệ rừng năm 2031
Thực hiện Nghị quyết số 12/NQ-CP ngày 02/01/2031 của Chính phủ, UBND tỉnh ban hành\
 Kế hoạch với các nội dung như sau:
{body}
Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lê Văn Mão
"""


@dataclass
class Wanted:
    """A piece of work, the heading that it stands below, and who leads it."""

    work: str
    heading: str
    lead: str | None = None


class Skeleton:
    """A plan in the making: its lines, and what they mean."""

    def __init__(self, seed: int) -> None:
        self.chance = chance = random.Random(seed)
        self.lines: list[str] = []
        self.wanted: list[Wanted] = []
        self.works = chance.sample(WORKS, len(WORKS))
        self.top = chance.choice(("I.", "A.", "phần", "", "mixed"))
        self.second = chance.choice(("a)", "") if self.top == "mixed" else ("1.", "a)"))
        items = {"a)", "-", "+", "•", "(i)", "i)", "①", "1)"} - {self.second}
        self.item = chance.choice(sorted(items))
        self.capitals = chance.random() < 0.5
        self.stop = chance.choice(("", "", ":", "."))

    def head(self, style: str, number: int, title: str, *, main: bool = False) -> None:
        """A heading in the look of this plan."""
        shown = title.upper() if main and self.capitals else title
        marks = MARKS[style].split()
        if style == "phần" and main:
            self.lines.append(f"Phần thứ {('nhất', 'hai', 'ba')[number - 1]}")
        stop = self.stop if marks and not (main and self.capitals) else ""
        mark = marks[number - 1] if marks else ""
        self.lines.append(f"{mark} {shown}{stop}".strip())

    def items(self, heading: str, lead: str | None) -> None:
        """Items below a heading, with what may stand between them."""
        chance = self.chance
        between = chance.choice(("", "lines", "things", "gồm", "remark"))
        if self.item in ("-", "+", "•") and between in ("things", "gồm"):
            between = ""
        for mark in MARKS[self.item].split()[: chance.randint(2, 3)]:
            wanted = Wanted(self.works.pop(), heading, lead)
            self.wanted.append(wanted)
            one, two = chance.sample(THINGS, 2)
            if between == "gồm":
                self.lines += [f"{mark} {wanted.work}, gồm:", f"- {one};", f"- {two};"]
                continue
            self.lines.append(f"{mark} {wanted.work}.")
            if between == "things":
                self.lines += ["Cụ thể gồm các loại sau:", f"- {one};", f"- {two};"]
            elif between == "lines" and lead is None:
                wanted.lead = chance.choice(BODIES)
                sign = "+" if self.item == "-" else "-"
                self.lines.append(f"{sign} Cơ quan chủ trì: {wanted.lead}.")
        if between == "remark":
            self.lines.append(REMARK)

    def page(self) -> str:
        """The whole text, its lines perhaps broken, its pages perhaps numbered."""
        chance = self.chance
        self.head(self.top, 1, chance.choice(PURPOSES), main=True)
        self.lines += [f"+ {view}." for view in chance.sample(VIEWS, 2)]
        self.head(self.top, 2, chance.choice(TASKS), main=True)
        for number, topic in enumerate(chance.sample(TOPICS, 2), 1):
            self.head(self.second, number, topic)
            self.items(topic, None)
        self.head(self.top, 3, chance.choice(DUTIES), main=True)
        for number, body in enumerate(chance.sample(BODIES, 2), 1):
            self.head(self.second, number, body)
            self.items(body, body)
        if chance.random() < 0.3:
            self.lines[16:16] = ["", "2", ""]
        text = PAGE.format(body="\n".join(self.lines))
        width = chance.choice((0, 0, 64, 78))
        if width:
            rows = (textwrap.wrap(line, width) or [""] for line in text.split("\n"))
            text = "\n".join(part for row in rows for part in row)
        return text.replace("\n", "\n\n") if chance.random() < 0.3 else text


def faults(record: Record, wanted: list[Wanted]) -> list[str]:
    """What of the wanted is lost or stands elsewhere, and what else there is."""
    found, used = [], set()
    told = [(" ".join(t.description.split()), t) for t in record.tasks]
    for item in wanted:
        task = next((t for words, t in told if item.work in words), None)
        if task is None or task.id in used:
            found.append(f"lost: {item.work}")
            continue
        used.add(task.id)
        leads = [agency.name for agency in task.agencies]
        if leads != ([item.lead] if item.lead else []):
            found.append(f"{item.work}: {leads} for {item.lead}")
        heading = (task.heading or "").strip(" .:").casefold()
        if heading != item.heading.casefold():
            found.append(f"{item.work}: {task.heading} for {item.heading}")
    return found + [f"extra: {t.description}" for t in record.tasks if t.id not in used]


@pytest.mark.parametrize("seed", range(80))
def test_each_line_of_work_stands_below_its_heading(seed: int) -> None:
    skeleton = Skeleton(seed)
    text = skeleton.page()
    source = from_bytes("made.txt", text.encode(), Options())
    assert faults(process_source(source), skeleton.wanted) == [], text
