"""Headers in the forms that law portals, OCR and plain copies give them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccndocs.types.tree import Tree
from tests.structure.heads import BODY, value

LETTERHEADS = [
    (
        "ỦY BAN NHÂN DÂN\nTỈNH AN SƠN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\nSố: 12/KH-UBND\nAn Sơn, ngày 05 tháng 3 năm "
        "2025\n"
        "KẾ HOẠCH\nPHÁT TRIỂN CỤM\nCÔNG NGHIỆP",
        ("KH", "12/KH-UBND", "UBND tỉnh An Sơn", "An Sơn", "2025-03-05"),
        "PHÁT TRIỂN CỤM CÔNG NGHIỆP",
    ),
    (
        "UBND TỈNH AN SƠN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "SỞ CÔNG THƯƠNG Độc lập - Tự do - Hạnh phúc\n"
        "Số 345/SCT-KT An Sơn, ngày 22 tháng 4 năm 2024\n\n"
        "V/v báo cáo tình hình\ncụm công nghiệp\n\nKính gửi: Ủy ban nhân dân tỉnh.",
        ("CV", "345/SCT-KT", "Sở Công Thương tỉnh An Sơn", "An Sơn", "2024-04-22"),
        "V/v báo cáo tình hình cụm công nghiệp",
    ),
    (
        "ỦY BAN NHÂN DÂN\nHUYỆN LÂM BÌNH HẠ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Số:      /TB-UBND\nLâm Bình Hạ, ngày     tháng 7 năm 2025\nTHÔNG BÁO\n"
        "Về việc họp giao ban",
        ("TB", "", "UBND huyện Lâm Bình Hạ", "Lâm Bình Hạ", "2025-07"),
        "Về việc họp giao ban",
    ),
    (  # narrow cells of a portal's page break the issuer's first word off
        "ỦY\nBAN NHÂN DÂN\nTỈNH AN SƠN\n-------\n|\nCỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT "
        "NAM\nĐộc lập - Tự do - Hạnh phúc\n|\nSố:\n71/KH-UBND\n|\nAn\n"
        "Sơn, ngày 09 tháng 5 năm 2027\n|\nKẾ HOẠCH\nPHÁT TRIỂN LÀNG NGHỀ",
        ("KH", "71/KH-UBND", "UBND tỉnh An Sơn", "An Sơn", "2027-05-09"),
        "PHÁT TRIỂN LÀNG NGHỀ",
    ),
    (
        "SỞ\nCÔNG THƯƠNG\nSố: 15/KH-SCT\nAn Sơn, ngày 09 tháng 5 năm 2027\n"
        "KẾ HOẠCH\nRÀ SOÁT CỤM CÔNG NGHIỆP",
        ("KH", "15/KH-SCT", "Sở Công Thương", "An Sơn", "2027-05-09"),
        "RÀ SOÁT CỤM CÔNG NGHIỆP",
    ),
    (
        "TỈNH ỦY\nĐẢNG CỘNG SẢN VIỆT NAM\nSố 12-CT/TU\n"
        "An Sơn, ngày 01 tháng 02 năm 2025\nCHỈ THỊ\nvề công tác dân vận",
        ("CT", "12-CT/TU", "Tỉnh ủy An Sơn", "An Sơn", "2025-02-01"),
        "về công tác dân vận",
    ),
    (
        "ỦY BAN NHÂN DÂN\nTỈNH AN SƠN\nSố:\n26/2025/QĐ-UBND\nAn Sơn, ngày\n"
        "21 tháng 11 năm 2025\nQUYẾT ĐỊNH\nBAN HÀNH QUY CHẾ\n"
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH AN SƠN\nCăn cứ Luật Đất đai năm 2024;",
        ("QĐ", "26/2025/QĐ-UBND", "UBND tỉnh An Sơn", "An Sơn", "2025-11-21"),
        "BAN HÀNH QUY CHẾ",
    ),
    (  # a portal's page without the line "TỈNH AN SƠN": the line above the bases has it
        "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
        "Số: 312/QĐ-UBND | An Sơn, ngày 26 tháng 6 năm 2025 |\n"
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH AN SƠN\nCăn cứ Luật Đất đai năm 2024;",
        ("QĐ", "312/QĐ-UBND", "UBND tỉnh An Sơn", "An Sơn", "2025-06-26"),
        None,
    ),
    (  # nor that line: the place is a province
        "HỘI ĐỒNG NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
        "Số: 18/2025/NQ-HĐND | Thanh Hóa, ngày 21 tháng 7 năm 2025 |\n"
        "Căn cứ Luật Đất đai năm 2024;",
        ("NQ", "18/2025/NQ-HĐND", "HĐND tỉnh Thanh Hóa", "Thanh Hóa", "2025-07-21"),
        None,
    ),
    (  # the type line is lost, the title is in capitals, the place is a town
        "HỘI ĐỒNG NHÂN DÂN |\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
        "Số: 73/2012/NQ-HĐND |\nVân Hạ, ngày 13 tháng 12 năm 2012 |\n"
        "VỀ VIỆC QUY ĐỊNH MỨC CHI\nHỘI ĐỒNG NHÂN DÂN TỈNH AN SƠN\n"
        "KHÓA VI, KỲ HỌP THỨ 6\nCăn cứ Luật Đất đai năm 2024;",
        ("NQ", "73/2012/NQ-HĐND", "HĐND tỉnh An Sơn", "Vân Hạ", "2012-12-13"),
        "VỀ VIỆC QUY ĐỊNH MỨC CHI",
    ),
    (  # lost too, without "về việc", above a short base
        "ỦY BAN NHÂN DÂN\nTỈNH AN SƠN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Số: 609/QĐ-UBND\nAn Sơn, ngày 12 tháng 4 năm 2022\n"
        "PHÊ DUYỆT ĐỀ ÁN PHÁT TRIỂN CÔNG NGHIỆP TỈNH AN SƠN\nGIAI ĐOẠN 2022 - 2025\n"
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH AN SƠN\n"
        "Căn cứ Luật Đất đai ngày 29 tháng 11 năm 2013;",
        ("QĐ", "609/QĐ-UBND", "UBND tỉnh An Sơn", "An Sơn", "2022-04-12"),
        "PHÊ DUYỆT ĐỀ ÁN PHÁT TRIỂN CÔNG NGHIỆP TỈNH AN SƠN GIAI ĐOẠN 2022 - 2025",
    ),
    (  # the line "VIỆT NAM" is lost; who decides has it
        "BẢO HIỂM XÃ HỘI\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 66/QĐ-BHXH\n"
        "Hà Nội, ngày 9 tháng 6 năm 2031\nQUYẾT ĐỊNH\nSỬA ĐỔI QUY TRÌNH CHI\n"
        "TỔNG GIÁM ĐỐC BẢO HIỂM XÃ HỘI VIỆT NAM\nCăn cứ Luật Bảo hiểm xã hội;",
        ("QĐ", "66/QĐ-BHXH", "Bảo hiểm xã hội Việt Nam", "Hà Nội", "2031-06-09"),
        "SỬA ĐỔI QUY TRÌNH CHI",
    ),
    (  # "TỐI CAO" is lost; the symbol has it
        "VIỆN KIỂM SÁT NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
        "Số: 1/CT-VKSTC | Hà Nội, ngày 05 tháng 01 năm 2031 |\nCHỈ THỊ\n"
        "VỀ CÔNG TÁC NĂM 2031\nNăm 2031, toàn ngành tập trung vào các việc sau:",
        (
            "CT",
            "1/CT-VKSTC",
            "Viện kiểm sát nhân dân tối cao",
            "Hà Nội",
            "2031-01-05",
        ),
        "VỀ CÔNG TÁC NĂM 2031",
    ),
    (  # two issuers, each beside a half of the motto
        "BỘ NỘI VỤ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "BỘ TÀI CHÍNH Độc lập - Tự do - Hạnh phúc\n"
        "Số: 01/2031/TTLT-BNV-BTC Hà Nội, ngày 08 tháng 12 năm 2031\n"
        "THÔNG TƯ LIÊN TỊCH\nHƯỚNG DẪN MỨC CHI TRẢ\n"
        "Để thống nhất việc chi trả tại các cơ quan, đơn vị, hai Bộ hướng dẫn\n"
        "như sau:",
        (
            "TTLT",
            "01/2031/TTLT-BNV-BTC",
            "Bộ Nội vụ - Bộ Tài chính",
            "Hà Nội",
            "2031-12-08",
        ),
        "HƯỚNG DẪN MỨC CHI TRẢ",
    ),
    (
        "BỘ NỘI VỤ - BỘ TÀI CHÍNH\nSố: 2/2031/TTLT-BNV-BTC\n"
        "Hà Nội, ngày 08 tháng 12 năm 2031\nTHÔNG TƯ LIÊN TỊCH\nHƯỚNG DẪN MỨC CHI",
        (
            "TTLT",
            "2/2031/TTLT-BNV-BTC",
            "Bộ Nội vụ - Bộ Tài chính",
            "Hà Nội",
            "2031-12-08",
        ),
        "HƯỚNG DẪN MỨC CHI",
    ),
    (  # a resolution of the National Assembly's committee
        "ỦY BAN THƯỜNG VỤ\nQUỐC HỘI\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Nghị quyết số: 653/2031/UBTVQH14\nHà Nội, ngày 12 tháng 3 năm 2031\n"
        "NGHỊ QUYẾT\nVỀ VIỆC SẮP XẾP CÁC PHƯỜNG\nỦY BAN THƯỜNG VỤ QUỐC HỘI\n"
        "Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;",
        (
            "NQ",
            "653/2031/UBTVQH14",
            "Ủy ban Thường vụ Quốc hội",
            "Hà Nội",
            "2031-03-12",
        ),
        "VỀ VIỆC SẮP XẾP CÁC PHƯỜNG",
    ),
    (  # a portal's cell in one line, rules of dashes and all
        "BỘ CÔNG THƯƠNG ------- | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - "
        "Hạnh phúc --------------- |\n"
        "Số: 12/CT-BCT | Hà Nội, ngày 01 tháng 11 năm 2031 |\nCHỈ THỊ\n"
        "VỀ VIỆC BÌNH ỔN THỊ TRƯỜNG",
        ("CT", "12/CT-BCT", "Bộ Công Thương", "Hà Nội", "2031-11-01"),
        "VỀ VIỆC BÌNH ỔN THỊ TRƯỜNG",
    ),
    (  # the title's first word alone, "CỦA" before a body that decides nothing
        "THỦ TƯỚNG\nCHÍNH PHỦ\n|\nCỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n|\n"
        "Số: 12/CT-TTg\n|\nHà Nội, ngày 01 tháng 11 năm 2031\n|\nCHỈ THỊ\nVỀ\n"
        "TRIỂN KHAI NGHỊ QUYẾT SỐ 5/NQ-HĐND CỦA\nHỘI ĐỒNG NHÂN DÂN TỈNH AN SƠN",
        ("CT", "12/CT-TTg", "Thủ tướng Chính phủ", "Hà Nội", "2031-11-01"),
        "VỀ TRIỂN KHAI NGHỊ QUYẾT SỐ 5/NQ-HĐND CỦA HỘI ĐỒNG NHÂN DÂN TỈNH AN SƠN",
    ),
    (  # who decides stands above bases that are broken behind a word
        "HỘI ĐỒNG\nNHÂN DÂN TỈNH AN SƠN\nSố: 7/NQ-HĐND\n"
        "An Sơn, ngày 01 tháng 11 năm 2031\nNGHỊ QUYẾT\nPHÊ DUYỆT QUY HOẠCH CHỢ\n"
        "HỘI ĐỒNG NHÂN DÂN TỈNH AN SƠN\nCăn\ncứ Luật Đất đai năm 2024;",
        ("NQ", "7/NQ-HĐND", "HĐND tỉnh An Sơn", "An Sơn", "2031-11-01"),
        "PHÊ DUYỆT QUY HOẠCH CHỢ",
    ),
    (
        "VĂN\nPHÒNG CHÍNH PHỦ\nSố:\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\n"
        "/TTr-VPCP\n\nHà Nội, ngày   tháng   năm 2031\n\nTỜ TRÌNH\nVề quy chế mới\n\n"
        "Kính gửi: Chính phủ",
        ("TTr", None, "Văn phòng Chính phủ", "Hà Nội", "2031"),
        "Về quy chế mới",
    ),
    (  # a letter whose matter has no "V/v"
        "TỈNH ỦY AN SƠN\nVĂN PHÒNG\nĐẢNG CỘNG SẢN VIỆT NAM\nSố: 2430-CV/VPTU\n"
        "Về chế độ đi công tác ở cơ sở\nAn Sơn, ngày 07 tháng 02 năm 2031\n"
        "Kính gửi: Các huyện ủy.",
        ("CV", "2430-CV/VPTU", "Văn phòng Tỉnh ủy An Sơn", "An Sơn", "2031-02-07"),
        "Về chế độ đi công tác ở cơ sở",
    ),
    (  # a board of the Party's centre
        "BAN CHẤP HÀNH TRUNG ƯƠNG\nBAN TỔ CHỨC\nĐẢNG CỘNG SẢN VIỆT NAM\n"
        "Số: 09-HD/BTCTW\nHà Nội, ngày 05 tháng 6 năm 2031\nHƯỚNG DẪN\n"
        "CÔNG TÁC ĐẢNG VIÊN",
        ("HD", "09-HD/BTCTW", "Ban Tổ chức Trung ương", "Hà Nội", "2031-06-05"),
        "CÔNG TÁC ĐẢNG VIÊN",
    ),
    (  # two plain lines of a title above the greeting
        "SỞ CÔNG THƯƠNG\nSố: 65/TTr-SCT\nAn Sơn, ngày 18 tháng 5 năm 2031\nTỜ TRÌNH\n"
        "Về việc phê duyệt quy hoạch chi tiết\nCụm công nghiệp Gò Vàng, xã Hạ Lãng\n\n"
        "Kính gửi: Ủy ban nhân dân tỉnh An Sơn",
        ("TTr", "65/TTr-SCT", "Sở Công Thương", "An Sơn", "2031-05-18"),
        "Về việc phê duyệt quy hoạch chi tiết Cụm công nghiệp Gò Vàng, xã Hạ Lãng",
    ),
]


@pytest.mark.parametrize(("text", "expected", "title"), LETTERHEADS)
def test_letterhead(
    parsed: Callable[[str], Tree],
    text: str,
    expected: tuple[str, ...],
    title: str | None,
) -> None:
    header = parsed(text + BODY).header
    found = (
        header.type,
        header.number_symbol,
        header.issuer,
        header.place,
        header.issued_on,
    )
    assert tuple(value(field) for field in found) == expected
    assert value(header.title) == title


def test_blanks_are_flagged(parsed: Callable[[str], Tree]) -> None:
    header = parsed(LETTERHEADS[2][0] + BODY).header
    assert header.number_symbol is not None
    assert header.number_symbol.flags == ("number_blank",)
    assert header.issued_on is not None
    assert header.issued_on.flags == ("date_blank",)


def test_parent_of_a_department(parsed: Callable[[str], Tree]) -> None:
    assert value(parsed(LETTERHEADS[1][0] + BODY).header.parent) == "UBND tỉnh An Sơn"


def test_addressees(parsed: Callable[[str], Tree]) -> None:
    text = (
        "Số: 3/SCT-KT\nKính gửi:\n- Ủy ban nhân dân tỉnh;\n- Ủy ban nhân dân các "
        "huyện,\n"
        "thành phố.\nSở Công Thương báo cáo như sau:\n1. Rà soát."
    )
    tree = parsed(text)
    assert [p.text for p in tree.header.addressees] == [
        "Ủy ban nhân dân tỉnh",
        "Ủy ban nhân dân các huyện, thành phố",
    ]
    assert tree.body[0].passage.text == "Sở Công Thương báo cáo như sau:"


def test_the_text_below_an_addressee_is_none(parsed: Callable[[str], Tree]) -> None:
    tree = parsed(
        "SỞ Y TẾ\nSố: 5/SYT-NV\nAn Sơn, ngày 3 tháng 4 năm 2031\nV/v lấy mẫu nước\n"
        "Kính gửi: Trung tâm Y tế các huyện, thành phố\n"
        "Sở Y tế đề nghị các Trung tâm lấy mẫu nước trước ngày 30/4/2031.\n"
    )
    assert [p.text for p in tree.header.addressees] == [
        "Trung tâm Y tế các huyện, thành phố"
    ]


def test_an_addressee_without_a_dash_below_its_greeting(
    parsed: Callable[[str], Tree],
) -> None:
    text = (
        "SỞ Y TẾ\nSố: 7/SYT-NV\nAn Sơn, ngày 2 tháng 3 năm 2031\n"
        "Kính gửi:\nBệnh viện An Sơn"
    )
    header = parsed(text + "\n" + BODY).header
    assert [passage.text for passage in header.addressees][:1] == ["Bệnh viện An Sơn"]


def test_the_title_of_a_paper_of_no_type(parsed: Callable[[str], Tree]) -> None:
    header = parsed(
        "HỢP TÁC XÃ LÚA VÀNG\nSố: 12/HTX\nHòa Lâm, ngày 3 tháng 2 năm 2031\n"
        "Phân công chuẩn bị Đại hội xã viên\nGiám đốc phân công như sau:\n"
        "1. Tổ Thủy nông sửa hội trường.\n"
    ).header
    assert header.type is None
    assert value(header.title) == "Phân công chuẩn bị Đại hội xã viên"
