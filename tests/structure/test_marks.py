"""What is a mark and what is none."""

from __future__ import annotations

import pytest

from ccndocs.structure.marks import Mark, letter_order, read_mark, roman
from ccndocs.types.tree import NodeKind

MARKS = """
Chương II|CHUONG|II
Phần thứ nhất|PHAN|thứ nhất
Mục 1. TÊN MỤC|MUC|1
Điều 12a. Tổ chức|DIEU|12a
I. MỤC ĐÍCH|ROMAN|I
Il. NỘI DUNG|ROMAN|II
HI. KINH PHÍ|ROMAN|III
II - NỘI DUNG|ROMAN|II
A. TÌNH HÌNH|UPPER|A
1. Mục đích|NUMBER|1
1.Mục đích|NUMBER|1
12.|NUMBER|12
3/ Nội dung|NUMBER|3
1- Mục đích|NUMBER|1
1.1. Vốn|SUBNUMBER|1.1
1.2 Vốn|SUBNUMBER|1.2
2.1.3. Vốn|SUBNUMBER|2.1.3
2.1- Quán triệt Nghị quyết|SUBNUMBER|2.1
(1) Rà soát|PAREN_NUMBER|1
o Rà soát quỹ đất|PLUS|
2) Rà soát|PAREN_NUMBER|2
(ii) Rà soát|PAREN_NUMBER|ii
a) Rà soát|LETTER|a
đ) Rà soát|LETTER|đ
b. Yêu cầu|LETTER|b
a1) Rà soát|LETTER|a1
l) Theo dõi|LETTER|l
ï) Theo dõi|LETTER|i
ø) Theo dõi|LETTER|g
ẻ) Theo dõi|LETTER|e
]) Theo dõi|LETTER|l
- Rà soát|DASH|
– Rà soát|DASH|
-Rà soát|DASH|
+ Rà soát|PLUS|
* Rà soát|STAR|
• Rà soát|STAR|
Thứ hai, công bố|ORDINAL|2
Ba là: công bố|ORDINAL|3
""".strip().splitlines()

NONE = [
    "1.234 tỷ đồng",
    "2. 5 ha đất",
    "15/3/2024 của Chính phủ",
    "2030 trong Quy hoạch",
    "-5% so với năm trước",
    "V/v báo cáo",
    "Chương trình hành động",
    "Phần mềm quản lý",
    "Mục tiêu chung",
    "Điều kiện tự nhiên",
    "Năm 2025 là năm cuối",
    "Một số đơn vị",
    "2.329 ha",
    "tr. 12",
]


@pytest.mark.parametrize("case", MARKS)
def test_marks(case: str) -> None:
    text, kind, label = case.split("|")
    mark = read_mark(text)
    assert isinstance(mark, Mark)
    assert (mark.kind, mark.label) == (NodeKind[kind], label)


@pytest.mark.parametrize("text", NONE)
def test_no_marks(text: str) -> None:
    assert read_mark(text) is None


def test_roman_numerals_below_forty() -> None:
    numerals = {}
    for value in range(1, 40):
        tens, ones = divmod(value, 10)
        signs = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
        numerals["X" * tens + signs[ones]] = value
    assert {text: roman(text) for text in numerals} == numerals
    assert roman("IIII") is None
    assert roman("") is None


def test_vietnamese_letters() -> None:
    assert [letter_order(c) for c in "dđegi"] == [4, 5, 6, 7, 9]
    assert letter_order("w") is None
