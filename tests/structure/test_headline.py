"""Titles that hold their type, and title sentences that hold the whole header."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccndocs.types.tree import Field, Tree

TOP = (
    "UBND TỈNH AN SƠN\nSỞ CÔNG THƯƠNG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Độc lập - Tự do - Hạnh phúc\nSố: 12/KH-SCT\nAn Sơn, ngày 5 tháng 3 năm 2031\n\n"
)
BODY = "\n\nCăn cứ chỉ đạo của tỉnh, các phòng làm như sau:\n1. Rà soát quy hoạch.\n"

SAME_LINE = [
    ("KẾ HOẠCH RÀ SOÁT CÁC CỤM CÔNG NGHIỆP", "KH", "RÀ SOÁT CÁC CỤM CÔNG NGHIỆP"),
    ("KẾ HOẠCH RÀ SOÁT CÁC\nCỤM CÔNG NGHIỆP", "KH", "RÀ SOÁT CÁC CỤM CÔNG NGHIỆP"),
    ("Kế hoạch: Rà soát các cụm công nghiệp", "KH", "Rà soát các cụm công nghiệp"),
    ("KẾ HOẠCH\nRà soát các cụm công nghiệp", "KH", "Rà soát các cụm công nghiệp"),
]

SENTENCES = [
    (
        "QUYẾT ĐỊNH\nCỦA UỶ BAN NHÂN DÂN TỈNH AN SƠN SỐ 15/2004/QĐ-UB\n"
        "NGÀY 25 THÁNG 6 NĂM 2004 VỀ VIỆC QUẢN LÝ CHỢ",
        ("QĐ", "15/2004/QĐ-UB", "2004-06-25", "UBND tỉnh An Sơn"),
        "VỀ VIỆC QUẢN LÝ CHỢ",
    ),
    (
        "CHỈ THỊ CỦA BỘ TRƯỞNG BỘ CÔNG NGHIỆP SỐ 04/2005/CT-BCN NGÀY 7/3/2005 VỀ "
        "TIẾT KIỆM ĐIỆN",
        ("CT", "04/2005/CT-BCN", "2005-03-07", "Bộ Công nghiệp"),
        "VỀ TIẾT KIỆM ĐIỆN",
    ),
    (
        "CHỈ THỊ\nSỐ 7/2004/CT-TTG NGÀY 9 THÁNG 2 NĂM 2004 CỦA THỦ TƯỚNG CHÍNH PHỦ "
        "VỀ CÔNG TÁC DÂN VẬN",
        ("CT", "7/2004/CT-TTg", "2004-02-09", "Thủ tướng Chính phủ"),
        "VỀ CÔNG TÁC DÂN VẬN",
    ),
    (
        "THÔNG TƯ\nLIÊN TỊCH BỘ TÀI CHÍNH - BỘ CÔNG NGHIỆP SỐ 3/2003/TTLT-BTC-BCN "
        "NGÀY 31 THÁNG 12 NĂM 2003 HƯỚNG DẪN THU PHÍ",
        ("TT", "3/2003/TTLT-BTC-BCN", "2003-12-31", None),
        "HƯỚNG DẪN THU PHÍ",
    ),
]


def value(field: Field | None) -> str | None:
    return field.value if field else None


@pytest.mark.parametrize(("lines", "doc_type", "title"), SAME_LINE)
def test_type_and_title_in_one_line(
    parsed: Callable[[str], Tree], lines: str, doc_type: str, title: str
) -> None:
    header = parsed(TOP + lines + BODY).header
    assert (value(header.type), value(header.title)) == (doc_type, title)
    assert value(header.issuer) == "Sở Công Thương tỉnh An Sơn"


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("BAN HÀNH QUY ĐỊNH VỀ CHỢ\nCHỦ TỊCH UBND TỈNH", "BAN HÀNH QUY ĐỊNH VỀ CHỢ"),
        (
            "VỀ VIỆC SỬA ĐỔI QUY ĐỊNH\n(Ban hành kèm theo Quyết định số 2/QĐ-SCT)",
            "VỀ VIỆC SỬA ĐỔI QUY ĐỊNH",
        ),
        ("GIÁM ĐỐC SỞ CÔNG THƯƠNG\nCăn cứ Luật Đất đai;\nQUYẾT ĐỊNH:", None),
    ],
)
def test_a_title_whose_type_the_page_has_lost(
    parsed: Callable[[str], Tree], lines: str, title: str | None
) -> None:
    top = TOP.replace("12/KH-SCT", "12/QĐ-SCT").rstrip("\n") + "\n"
    header = parsed(top + lines + "\n" + BODY.lstrip("\n")).header
    assert (value(header.type), value(header.title)) == ("QĐ", title)


@pytest.mark.parametrize(("lines", "fields", "title"), SENTENCES)
def test_a_header_in_one_sentence(
    parsed: Callable[[str], Tree],
    lines: str,
    fields: tuple[str, ...],
    title: str,
) -> None:
    header = parsed(lines + BODY).header
    found = (header.type, header.number_symbol, header.issued_on, header.issuer)
    assert tuple(map(value, found)) == fields
    assert value(header.title) == title


def test_a_report_with_nothing_above_its_title_has_no_issuer(
    parsed: Callable[[str], Tree],
) -> None:
    header = parsed("BÁO CÁO VỀ TÌNH HÌNH SẢN XUẤT THÁNG 2 NĂM 2031" + BODY).header
    assert value(header.type) == "BC"
    assert value(header.title) == "VỀ TÌNH HÌNH SẢN XUẤT THÁNG 2 NĂM 2031"
    assert (header.issuer, header.number_symbol, header.issued_on) == (None,) * 3


@pytest.mark.parametrize("draft", ["", "DỰ THẢO "])
def test_a_report_above_its_matter_is_no_letter(
    parsed: Callable[[str], Tree], draft: str
) -> None:
    title = f"{draft}BÁO CÁO Kết quả thực hiện Nghị quyết số 57-NQ/TW"
    matter = "V/v tình hình thực hiện Nghị quyết số 57-NQ/TW của Bộ Chính trị"
    header = parsed(f"{title}\n{matter}\nKính gửi: Văn phòng Huyện ủy{BODY}").header
    assert value(header.type) == "BC"


@pytest.mark.parametrize(
    "lines",
    [
        "SỞ\nKẾ HOẠCH VÀ ĐẦU TƯ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 7/SKHĐT-TH\n"
        "An Sơn, ngày 5 tháng 3 năm 2031\nV/v báo cáo\n\nKính gửi: UBND tỉnh.",
        "UBND TỈNH AN SƠN\nSố: 7/UBND-TH\nAn Sơn, ngày 5 tháng 3 năm 2031\n\n"
        "Kính gửi: Sở Công Thương.\n\nBáo cáo kết quả thực hiện là việc của Sở",
    ],
)
def test_no_type_from_names_and_text(parsed: Callable[[str], Tree], lines: str) -> None:
    header = parsed(lines + BODY).header
    assert value(header.type) == "CV"
    assert header.number_symbol is not None


def test_a_conclusion_whose_type_line_is_lost_is_a_notice(
    parsed: Callable[[str], Tree],
) -> None:
    title = "KẾT LUẬN CỦA PHÓ THỦ TƯỚNG LÊ VĂN TRÁC TẠI CUỘC HỌP\nVỀ HỒ CHỨA"
    header = parsed(f"Hà Nội, ngày 29 tháng 11 năm 2031\n{title}\n{BODY}").header
    assert header.type is not None
    assert header.title is not None
    assert (header.type.value, header.title.value) == ("TB", title.replace("\n", " "))


def test_a_decision_with_a_matter_is_no_letter(parsed: Callable[[str], Tree]) -> None:
    header = parsed(
        "UBND TỈNH AN SƠN\nSố: 943/2004/QĐ-UB\nAn Sơn, ngày 01 tháng 7 năm 2004\n\n"
        "V/v ban hành Chương trình cải cách\n\nủY BAN NHÂN DÂN TỈNH AN SƠN\n\n"
        "Căn cứ Luật Tổ chức;\nQUYẾT ĐỊNH:\nĐiều 1. Ban hành Chương trình.\n"
    ).header
    assert header.type is not None
    assert header.title is not None
    assert header.type.value == "QĐ"
    assert header.title.value == "V/v ban hành Chương trình cải cách"
