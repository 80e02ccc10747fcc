"""Word 97 files: two small ones written by LibreOffice from invented text."""

from __future__ import annotations

import random
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ccndocs.errors import InputFileError
from ccndocs.types.page import Line

DATA = Path(__file__).parent / "data"
OLD_FONTS = (DATA / "old-fonts.doc").read_bytes()
MAIN = OLD_FONTS.index(b"\xec\xa5")  # the stream of the text starts with that

# .VnTime, .VnTimeH and VNI-Times; a letterhead in a table without lines, a list of
# two levels, a link, hidden words, a symbol, a table with merged cells, a footnote.
SHOWN = [
    "ỦY BAN NHÂN DÂN",
    "TỈNH AN KHÊ",
    "Số: 41/KH-UB",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "An Khê, ngày 5 tháng 3 năm 2004",
    "KẾ HOẠCH",
    "Kiểm tra các cụm công nghiệp năm 2004",
    "1. Sở Công nghiệp chủ trì kiểm tra xong trước ngày 30/6/2004. 1",
    "a) Lập danh sách từng cụm;",
    "b) Báo cáo kết quả.",
    "2. Sở Tài chính bố trí kinh phí (phụ lục).",
    "• Diện tích 12 ha",
    "Nơi nhận: như trên",
    "TT | Cụm | Địa điểm",
    "1 | Phú Lâm | {2x1}Xã Phú Lâm",
    "2 | Đồng Sậy",
    "3 | {1x2}Chưa đặt tên",
    "1 Theo Quyết định 12/QĐ-UB.",
]


def test_what_word_shows(
    opened: Callable[..., Any], texts: Callable[..., list[str]]
) -> None:
    pages, issues = opened(OLD_FONTS, "kế hoạch.doc")
    assert texts(pages[0]) == SHOWN
    assert {".VnTime", ".VnTimeH", "VNI-Times"} <= set(pages[0].fonts)
    assert issues.issues == []


def test_marks_weight_and_notes(opened: Callable[..., Any]) -> None:
    pages, _ = opened(OLD_FONTS)
    lines = [block for block in pages[0].layer if isinstance(block, Line)]
    title = next(line for line in lines if line.text == "KẾ HOẠCH")
    order = next(line for line in lines if line.text.startswith("1. Sở"))
    assert title.bold
    assert not order.bold
    assert order.superscripts == (len(order.text.split()) - 1,)
    assert [line.note for line in lines if line.text] == [False] * 13 + [True]


def test_capitals_by_format_and_characters_of_two_codes(
    opened: Callable[..., Any], texts: Callable[..., list[str]]
) -> None:
    pages, _ = opened((DATA / "unicode.doc").read_bytes())
    assert texts(pages[0]) == [
        "QUYẾT ĐỊNH",
        "Về việc 𠀀 thành lập cụm công nghiệp Đồng Sậy",
        "giai đoạn 1",
    ]


def changed(at: int, form: str, value: int) -> bytes:
    data = bytearray(OLD_FONTS)
    struct.pack_into(form, data, MAIN + at, value)
    return bytes(data)


FAULTS = {
    "locked": (changed(10, "<H", 0x1300), "locked_office"),
    "Word 95": (changed(2, "<H", 0x68), "legacy_office"),
    "no table": (OLD_FONTS.replace(b"T\0a\0b\0l\0e\0", b"T\0a\0b\0l\0a\0"), "damaged"),
    "pieces beyond the end": (changed(154 + 33 * 8, "<I", 1 << 30), "damaged"),
    "cut": (OLD_FONTS[: len(OLD_FONTS) // 3], None),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_faults_are_one_clear_error(fault: str, opened: Callable[..., Any]) -> None:
    data, code = FAULTS[fault]
    with pytest.raises(InputFileError) as caught:
        opened(data)
    assert code is None or caught.value.code == code


def test_damage_of_any_kind_is_an_error_or_a_page(opened: Callable[..., Any]) -> None:
    chance = random.Random(11)
    errors = 0
    for _ in range(150):
        data = bytearray(OLD_FONTS)
        for _ in range(chance.choice((1, 8, 60))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            pages, _ = opened(bytes(data[: chance.choice((len(data), 9000))]))
        except InputFileError:
            errors += 1
        else:
            assert len(pages) == 1
    assert 10 < errors < 150
