"""Headers of pages that have lost the letterhead, the number or "Kính gửi"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccndocs.types.tree import Field, Tree

PAGES = [
    (  # the place's first word is lost, and "Kính gửi" before the addressees
        "V/v rà soát giếng khoan\nsau bão trên địa bàn\n"
        "phố An Sơn, ngày 25 tháng 11 năm 2031\n"
        "- Các đơn vị trực thuộc Sở;\n- Ủy ban nhân dân các xã, phường.\n"
        "Ngày 03 tháng 11, Chủ tịch tỉnh đã giao rà soát các giếng khoan.\n"
        "1. Lập danh sách giếng khoan bị ngập.\n",
        ("CV", None, "2031-11-25"),
        "V/v rà soát giếng khoan sau bão trên địa bàn",
    ),
    (  # the addressee stands right below the matter, without a dash
        "V/v cung ứng cát, đá cho tuyến đường\nven biển, đoạn qua Vạc Thượng\n"
        "Chủ tịch Ủy ban nhân dân các tỉnh: An Sơn, Hòa\nLâm.\n"
        "Xét báo cáo của Ủy ban nhân dân tỉnh An Sơn, Phó Thủ tướng có ý kiến:\n",
        ("CV", None, None),
        "V/v cung ứng cát, đá cho tuyến đường ven biển, đoạn qua Vạc Thượng",
    ),
    (  # the address of who is addressed, then the answer
        "V/v hướng dẫn hoàn thuế\n(đ/c: KCN Gò Vàng, tỉnh An Sơn)\n"
        "Trả lời công văn số 22/CV-GV ngày 22/10/2031 của Công ty, Cục có ý kiến:\n",
        ("CV", None, None),
        "V/v hướng dẫn hoàn thuế",
    ),
    (  # "NGHỊ ĐỊNH" is lost; the number tells it, not the title's small words
        "Số: 28/2031/NĐ-CP\nHà Nội, ngày 26 tháng 3 năm 2031\n"
        "\nQuy định cơ chế quản lý vốn dự án đầu tư tại cụm công nghiệp\n\n"
        "Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2030;\n",
        ("NĐ", "Chính phủ", "2031-03-26"),
        "Quy định cơ chế quản lý vốn dự án đầu tư tại cụm công nghiệp",
    ),
    (  # who wires
        "VỀ VIỆC ỨNG PHÓ\nMƯA LŨ TẠI CÁC TỈNH VEN BIỂN\nBỘ XÂY DỰNG điện:\n"
        "- Các Cục: Đường bộ, Đường sắt;\n- Sở Xây dựng các tỉnh.\n"
        "Trước diễn biến mưa lũ, Bộ yêu cầu các đơn vị:\n1. Trực 24 giờ.\n",
        ("CĐ", "Bộ Xây dựng", None),
        "VỀ VIỆC ỨNG PHÓ MƯA LŨ TẠI CÁC TỈNH VEN BIỂN",
    ),
    (  # … below its day
        "An Sơn, ngày 21 tháng 11 năm 2031\nVỀ VIỆC CẤP GẠO DỰ TRỮ\n"
        "TƯỚNG CHÍNH PHỦ điện:\n- Bộ trưởng các Bộ: Quốc phòng, Tài chính.\n"
        "Những ngày qua, mưa lớn gây ngập. Thủ tướng yêu cầu:\n1. Cấp gạo.\n",
        ("CĐ", "Thủ tướng Chính phủ", "2031-11-21"),
        "VỀ VIỆC CẤP GẠO DỰ TRỮ",
    ),
    (
        "CÔNG ĐIỆN\nVề việc ứng phó với bão số 5\n"
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH AN SƠN điện:\n- Thủ trưởng các sở.\n"
        "Bão số 5 sẽ đổ bộ. Chủ tịch tỉnh yêu cầu:\n1. Trực ban.\n",
        ("CĐ", "Chủ tịch UBND tỉnh An Sơn", None),
        "Về việc ứng phó với bão số 5",
    ),
    (  # entries right below a matter in capitals
        "V/V DỰNG LẠI NHÀ Ở\nCHO CÁC GIA ĐÌNH BỊ LŨ CUỐN\n"
        "- Chủ tịch Ủy ban nhân dân các tỉnh: An Sơn, Hòa Lâm;\n"
        "Cuối tháng 10 vừa qua, nhiều nhà bị lũ cuốn trôi.\n",
        ("CĐ", None, None),
        "V/V DỰNG LẠI NHÀ Ở CHO CÁC GIA ĐÌNH BỊ LŨ CUỐN",
    ),
    (  # what the text calls itself
        "VỀ VIỆC TĂNG CƯỜNG TIẾP CÔNG DÂN\nTRÊN ĐỊA BÀN TỈNH AN SƠN\n"
        "Thời gian qua, công tác tiếp công dân đã có chuyển biến.\n"
        "1. Các sở tiếp công dân đúng lịch.\n"
        "2. Thanh tra tỉnh theo dõi việc thực hiện Chỉ thị này.\n",
        ("CT", None, None),
        "VỀ VIỆC TĂNG CƯỜNG TIẾP CÔNG DÂN TRÊN ĐỊA BÀN TỈNH AN SƠN",
    ),
    (  # a bare title, its grounds, who decides
        "PHÊ DUYỆT DANH MỤC CHỢ TRÊN ĐỊA BÀN\nTỈNH AN SƠN NĂM 2032\n"
        "Căn cứ Luật Thương mại;\n"
        "Điều 1. Phê duyệt Danh mục kèm theo Quyết định này.\n",
        ("QĐ", None, None),
        "PHÊ DUYỆT DANH MỤC CHỢ TRÊN ĐỊA BÀN TỈNH AN SƠN NĂM 2032",
    ),
    (
        "An Sơn, ngày 28 tháng 11 năm 2031\nVỀ VIỆC PHÊ DUYỆT DANH MỤC CHỢ\n"
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH AN SƠN\nCăn cứ Luật Thương mại;\n"
        "Điều 1. Phê duyệt Danh mục kèm theo Quyết định này.\n",
        ("QĐ", "UBND tỉnh An Sơn", "2031-11-28"),
        "VỀ VIỆC PHÊ DUYỆT DANH MỤC CHỢ",
    ),
]


PAGES += [
    (  # the letterhead is left, the type line is lost
        "UBND TỈNH AN SƠN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Số: 31/KH-UBND An Sơn, ngày 30 tháng 6 năm 2031\n"
        "Phát triển điện mặt trời mái nhà\ntại các cụm công nghiệp\n"
        "Căn cứ Luật Điện lực;\nUBND tỉnh ban hành Kế hoạch như sau:\n",
        ("KH", "UBND tỉnh An Sơn", "2031-06-30"),
        "Phát triển điện mặt trời mái nhà tại các cụm công nghiệp",
    ),
    (  # one line of cells, their breaks kept as signs
        "UBND TỈNH AN SƠN<br>Số: 31/CT-UBND CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>"
        "Độc lập – Tự do – Hạnh phúc<br>An Sơn, ngày 30 tháng 6 năm 2031\n"
        "Tăng cường quản lý giếng khoan\nThực hiện Luật Tài nguyên nước, yêu cầu:\n",
        ("CT", "UBND tỉnh An Sơn", "2031-06-30"),
        "Tăng cường quản lý giếng khoan",
    ),
    (
        "ỦY BAN NHÂN DÂN\\ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\\\n"
        "TỈNH AN SƠN\\ Độc lập - Tự do - Hạnh phúc\\\n"
        "Số: 31/QĐ-UBND An Sơn, ngày 30 tháng 6 năm 2031\nQUYẾT ĐỊNH\n"
        "VỀ VIỆC THÀNH LẬP HỘI\nCăn cứ Luật Tổ chức chính quyền địa phương;\n",
        ("QĐ", "UBND tỉnh An Sơn", "2031-06-30"),
        "VỀ VIỆC THÀNH LẬP HỘI",
    ),
    (
        "ĐẢNG BỘ TỈNH AN SƠN ĐẢNG CỘNG SẢN VIỆT NAM\nHUYỆN ỦY VẠC HẠ\n*\n"
        "Số 14-TT/HU Vạc Hạ, ngày 30 tháng 10 năm 2031\nTHÔNG TRI\n"
        "về lãnh đạo tuyển quân năm 2032\n1. Cấp ủy các xã ra nghị quyết.\n",
        ("TT", "Huyện ủy Vạc Hạ", "2031-10-30"),
        "về lãnh đạo tuyển quân năm 2032",
    ),
]


@pytest.mark.parametrize(("page", "parts", "title"), PAGES)
def test_what_is_left_of_a_header(
    parsed: Callable[[str], Tree],
    page: str,
    parts: tuple[str | None, ...],
    title: str,
) -> None:
    header = parsed(page).header
    read = (header.type, header.issuer, header.issued_on)
    assert tuple(field.value if field else None for field in read) == parts
    assert isinstance(header.title, Field)
    assert header.title.value == title


def test_a_motto_inside_a_sentence_opens_no_header(
    parsed: Callable[[str], Tree],
) -> None:
    header = parsed(
        "VỀ VIỆC KHÁNH THÀNH CẦU VẠC\nTHỦ TƯỚNG CHÍNH PHỦ điện:\n- Bộ Xây dựng.\n"
        "Chào mừng Quốc khánh\nnước Cộng hòa xã hội chủ nghĩa Việt Nam (02/9/2031),\n"
        "Bộ khẩn trương khánh thành cầu.\n"
    ).header
    assert header.title is not None
    assert header.title.value == "VỀ VIỆC KHÁNH THÀNH CẦU VẠC"


def test_a_press_report_that_retells_a_text_has_no_type(
    parsed: Callable[[str], Tree],
) -> None:
    header = parsed(
        "Tỉnh An Sơn siết quản lý chợ\n"
        "UBND tỉnh vừa ban hành Chỉ thị về quản lý chợ. Chỉ thị này yêu cầu các xã "
        "rà soát.\nCác xã báo cáo trước ngày 30/11.\n"
    ).header
    assert header.type is None


def test_a_merged_text_keeps_its_own_type(parsed: Callable[[str], Tree]) -> None:
    header = parsed(
        "BỘ CÔNG THƯƠNG | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
        "Số: 55/VBHN-BCT | Hà Nội, ngày 24 tháng 10 năm 2031 |\nTHÔNG TƯ\n"
        "QUY ĐỊNH CHẾ ĐỘ BÁO CÁO\nCăn cứ Nghị định số 9/2031/NĐ-CP;\n"
    ).header
    assert header.type is not None
    assert (header.type.value, header.type.passage.text) == ("VBHN", "Số: 55/VBHN-BCT")


def test_a_bracket_below_a_title_is_not_its_own(parsed: Callable[[str], Tree]) -> None:
    header = parsed(
        "VĂN PHÒNG TỈNH AN SƠN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\n"
        "TỜ TRÌNH\nVề dự thảo Quy chế làm việc (sửa đổi)\n"
        "(trình phiên họp thường kỳ tháng 8/2031)\nKính gửi: Ủy ban nhân dân tỉnh\n"
        "Thực hiện chương trình công tác, Văn phòng trình dự thảo như sau:\n"
    ).header
    assert header.title is not None
    assert header.title.value == "Về dự thảo Quy chế làm việc (sửa đổi)"


CLOSING = (
    "V/v kiểm tra nước thải\n- Các chủ đầu tư hạ tầng.\n"
    "Sở kiểm tra nước thải các cụm công nghiệp.\n1. Nộp hồ sơ giấy phép.\n"
)


def test_the_closing_line_of_a_page_gives_the_number_it_dropped(
    parsed: Callable[[str], Tree],
) -> None:
    name = "Công văn 312/SCT-MT {} kiểm tra nước thải do Sở Công Thương ban hành\n"
    page = CLOSING + name.format("năm 2031") + name.format("ngày 25/11/2031")
    header = parsed(page).header
    read = (header.number_symbol, header.issuer, header.issued_on)
    values = [field.value if field else None for field in read]
    assert values == ["312/SCT-MT", "Sở Công Thương", "2031-11-25"]


def test_two_texts_named_below_give_no_number(parsed: Callable[[str], Tree]) -> None:
    name = "Công văn {}/SCT-MT năm 2031 kiểm tra nước thải do Sở Công Thương ban hành\n"
    page = CLOSING + name.format(312) + name.format(315)
    assert parsed(page).header.number_symbol is None


def test_a_place_cut_short_is_no_city_of_the_issuer(
    parsed: Callable[[str], Tree],
) -> None:
    header = parsed(
        "V/v cập nhật dữ liệu\nHạ, ngày 28 tháng 11 năm 2031\n- Các sở.\n"
        "Ủy ban nhân dân thành phố yêu cầu các sở cập nhật dữ liệu.\n"
    ).header
    assert header.issuer is None
