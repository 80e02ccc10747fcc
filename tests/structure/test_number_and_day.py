"""Number and day of a document: its own, not those of what it cites."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccndocs.types.tree import Tree
from tests.structure.heads import BODY, value


def test_illegible_number_is_not_guessed(parsed: Callable[[str], Tree]) -> None:
    text = (
        "SỞ Y TẾ\nSố:2J7Ã/TB-SYT\nAn Sơn, ngày Ä7 tháng 11 năm 2017\nTHÔNG BÁO\n"
        "Về việc tập huấn"
    )
    header = parsed(text + BODY).header
    assert header.number_symbol is not None
    assert (header.number_symbol.value, header.number_symbol.flags) == (
        "",
        ("number_illegible",),
    )
    assert header.issued_on is not None
    assert (header.issued_on.value, header.issued_on.flags) == (
        "2017-11",
        ("date_illegible",),
    )


def test_the_party_s_illegible_number_is_no_issuer(
    parsed: Callable[[str], Tree],
) -> None:
    text = (
        "TỈNH ỦY AN SƠN ĐẢNG CỘNG SẢN VIỆT NAM\nHUYỆN ỦY VẠC HẠ\nsố ĐŠ -KL/HU\n"
        "Vạc Hạ, ngày 8 tháng 7 năm 2031\nKẾT LUẬN\nVề thu ngân sách"
    )
    header = parsed(text + BODY).header
    assert header.number_symbol is not None
    assert header.number_symbol.flags == ("number_illegible",)
    assert value(header.issuer) == "Huyện ủy Vạc Hạ"


@pytest.mark.parametrize(
    ("read", "place"),
    [
        ("Hạ VỊ", "Hạ Vị"),
        ("Tp. HẠ LINH", "Tp. Hạ Linh"),
        ("TP. Hạ Linh", "TP. Hạ Linh"),
        ("HẠ LINH", "HẠ LINH"),
    ],
)
def test_capitals_within_a_place(
    parsed: Callable[[str], Tree], read: str, place: str
) -> None:
    text = f"SỞ Y TẾ\nSố: 5/KH-SYT\n{read}, ngày 7 tháng 8 năm 2031\nKẾ HOẠCH\nVề nước"
    assert value(parsed(text + BODY).header.place) == place


def test_cited_numbers_are_not_the_documents_own(parsed: Callable[[str], Tree]) -> None:
    text = (
        "KẾ HOẠCH\nThực hiện Quyết định số 99/QĐ-TTg ngày 01 tháng 02 năm 2025\n"
        "Căn cứ Công văn số 12/SCT-KT ngày 03 tháng 3 năm 2025 của Sở Công Thương;\n"
        "I. NỘI DUNG\n1. Rà soát."
    )
    header = parsed(text).header
    assert header.number_symbol is None
    assert header.issued_on is None


@pytest.mark.parametrize(
    ("date", "number"),
    [
        ("ngùy 16 tháng 9 năm 2031", "Số: 118/KH-UBND"),
        ("ngày 16 thắng 9 năm 2031", "Sé: 118/KH:UBND"),
        ("ngày 16 tháng 9 năm 2031", "số: 118 /KH-UBND"),
    ],
)
def test_slips_of_ocr_in_number_and_date(
    parsed: Callable[[str], Tree], date: str, number: str
) -> None:
    text = f"ỦY BAN NHÂN DÂN\nTỈNH AN SƠN\n{number}\nAn Sơn, {date}\nKẾ HOẠCH\nVề cụm"
    header = parsed(text + BODY).header
    assert value(header.number_symbol) == "118/KH-UBND"
    assert value(header.issued_on) == "2031-09-16"


def test_a_cited_number_in_small_letters_is_not_the_documents_own(
    parsed: Callable[[str], Tree],
) -> None:
    text = (
        "SỞ Y TẾ\nSố: 7/SYT-NV\nAn Sơn, ngày 2 tháng 3 năm 2031\n"
        "V/v trả lời Công văn số: 12/UBND-VX\nKính gửi: Bệnh viện An Sơn"
    )
    without = text.replace("Số: 7/SYT-NV\n", "")
    assert value(parsed(text + BODY).header.number_symbol) == "7/SYT-NV"
    assert value(parsed(without + BODY).header.number_symbol) is None


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện Nghị định số 45/2028/NĐ-CP ngày 23 tháng\n4 năm 2028 của Chính phủ, "
        "UBND tỉnh yêu cầu:",
        "Căn cứ Quyết định số 12/2030/QĐ-UBND ngày 5 tháng 3 năm 2030\ncủa UBND tỉnh;",
    ],
)
def test_the_day_of_what_is_cited_is_not_the_documents_own(
    parsed: Callable[[str], Tree], text: str
) -> None:
    assert parsed(text + BODY).header.issued_on is None


def test_a_broken_line_that_cites_a_resolution_is_no_number(
    parsed: Callable[[str], Tree],
) -> None:
    header = parsed(
        "Hà Nội, ngày 29 tháng 11 năm 2031\n"
        "KẾT LUẬN CỦA PHÓ THỦ TƯỚNG TẠI CUỘC HỌP VỀ CHỢ\n"
        "Các Bộ đề cao trách nhiệm, chỉ đạo thực hiện các nhiệm vụ theo\n"
        "Nghị quyết số 14/NQ-CP; trong đó lưu ý các nội dung sau, trong năm 2031\n"
        "và gửi báo cáo về Văn phòng Chính phủ ngày 05 tháng 12 năm 2031.\n"
    ).header
    assert header.number_symbol is None
    assert header.issued_on is not None
    assert header.issued_on.value == "2031-11-29"


@pytest.mark.parametrize(
    "line",
    [
        "Luật số: 12/2031/QH16",
        "Luật số: 12/2031/QH16 Hà Nội, ngày 3 tháng 4 năm 2031",
        "Nghị quyết số: 12/2031/QH16 ngày 3 tháng 4 năm 2031",
    ],
)
def test_a_law_s_own_number(parsed: Callable[[str], Tree], line: str) -> None:
    number = parsed(f"QUỐC HỘI\n{line}\nVỀ CHỢ\nĐiều 1. Phạm vi\n").header
    assert number.number_symbol is not None
    assert number.number_symbol.value == "12/2031/QH16"
