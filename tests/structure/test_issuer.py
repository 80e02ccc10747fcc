"""Issuers: whose document it is, below other names and by proof only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from ccndocs.structure.issuer import by_symbol
from ccndocs.types.tree import Field, Passage, Tree
from tests.structure.heads import BODY, value

ISSUERS = [
    ("CỤC THUẾ\nTHUẾ TỈNH AN SƠN", "Thuế tỉnh An Sơn"),
    (
        "UBND TỈNH AN SƠN\nSỞ NÔNG NGHIỆP VÀ MÔI\nTRƯỜNG",
        "Sở Nông nghiệp và Môi trường tỉnh An Sơn",
    ),
    ("CHI CỤC\nHẢI QUAN KHU VỰC V", "Chi cục Hải quan khu vực V"),
    ("UBND TỈNH AN SƠN\nTHANH TRA TỈNH", "Thanh tra tỉnh An Sơn"),
    (
        "LIÊN ĐOÀN LAO ĐỘNG TỈNH AN SƠN\nCÔNG ĐOÀN CÁC KHU CÔNG NGHIỆP",
        "Công đoàn các khu công nghiệp",
    ),
    (
        "HỘI ĐỒNG NHÂN DÂN\nXÃ TÂN HẠ\nBAN KINH TẾ - NGÂN SÁCH",
        "Ban Kinh tế - Ngân sách HĐND xã Tân Hạ",
    ),
    ("SỞ GD&ĐT AN SƠN\nTRƯỜNG THPT CHUYÊN HẠ LÃNG", "Trường THPT chuyên Hạ Lãng"),
    ("UBND XÃ TÂN HẠ\nTRƯỜNG TIỂU HỌC SỐ 2 TÂN HẠ", "Trường Tiểu học số 2 Tân Hạ"),
    ("BỘ Y TẾ\nBỆNH VIỆN GÒ VÀNG", "Bệnh viện Gò Vàng"),
    ("SỞ Y TẾ AN SƠN\nBỆNH VIỆN PHỤ SẢN", "Bệnh viện Phụ sản"),
    ("UBND HUYỆN VẠC HẠ\nPHÒNG NỘI VỤ", "Phòng Nội vụ huyện Vạc Hạ"),
    ("UBND XÃ TÂN HẠ\nPHÒNG KINH TẾ", "Phòng Kinh tế xã Tân Hạ"),
    ("UBND XÃ TÂN HẠ\nTHÔN GÒ VÀNG", "Thôn Gò Vàng, xã Tân Hạ"),
    ("SỞ NỘI VỤ TỈNH AN SƠN\nCHI CỤC LƯU TRỮ", "Chi cục Lưu trữ tỉnh An Sơn"),
    ("SỞ Y TẾ TỈNH AN SƠN\nBỆNH VIỆN LAO TỈNH", "Bệnh viện Lao tỉnh An Sơn"),
    ("TỈNH ĐOÀN AN SƠN\nBCH ĐOÀN HUYỆN VẠC HẠ", "BCH Đoàn huyện Vạc Hạ"),
    ("TỈNH ỦY AN SƠN\nBAN NỘI CHÍNH", "Ban Nội chính Tỉnh ủy An Sơn"),
    (
        "HỘI NÔNG DÂN VIỆT NAM\nBAN CHẤP HÀNH TỈNH AN SƠN",
        "Hội Nông dân tỉnh An Sơn",
    ),
    (
        "UBND TỈNH AN SƠN\nSỞ NỘI VỤ\nCHI CỤC LƯU TRỮ",
        "Chi cục Lưu trữ tỉnh An Sơn",
    ),
    ("BỘ CÔNG THƯƠNG\nCỤC CÔNG NGHIỆP ĐỊA PHƯƠNG", "Cục Công nghiệp địa phương"),
    (
        "CÔNG AN TỈNH AN SƠN\nPHÒNG CẢNH SÁT PCCC&CNCH",
        "Phòng Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ",
    ),
    (  # its own area, no province's
        "UBND TỈNH AN SƠN\nBAN QUẢN LÝ DỰ ÁN ĐẦU TƯ XÂY DỰNG KHU VỰC 2",
        "Ban Quản lý dự án đầu tư xây dựng khu vực 2",
    ),
]


@pytest.mark.parametrize(("letterhead", "issuer"), ISSUERS)
def test_issuers_below_others(
    parsed: Callable[[str], Tree], letterhead: str, issuer: str
) -> None:
    text = f"{letterhead}\nSố: 45/TB-KV5\nAn Sơn, ngày 05 tháng 3 năm 2031\nTHÔNG BÁO"
    header = parsed(text + "\nVề việc nghỉ lễ" + BODY).header
    assert value(header.issuer) == issuer
    assert value(header.number_symbol) == "45/TB-KV5"


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        (
            "KẾ HOẠCH\nPHÁT TRIỂN CHỢ TRÊN ĐỊA BÀN TỈNH AN SƠN\nThực hiện chủ trương "
            "chung, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:\nI. MỤC TIÊU",
            "UBND tỉnh An Sơn",
        ),
        (
            "KẾ HOẠCH\nPHÁT TRIỂN CHỢ TRÊN ĐỊA BÀN TỈNH AN SƠN\nCác đơn vị báo cáo "
            "Ủy ban "
            "nhân dân tỉnh.\nI. MỤC TIÊU",
            None,
        ),
        (  # the place is a province, the committee a district's
            "Hải Phòng, ngày 18 tháng 11 năm 2029\nThực hiện chủ trương chung, Ủy ban "
            "nhân dân huyện ban hành Kế hoạch giữ chợ.\nCác đơn vị rà soát chợ.",
            None,
        ),
        (  # the chairman's name is none of a district
            "Sáng nay UBND huyện họp.\n\nPhó Chủ tịch UBND huyện Lê Văn Mến yêu cầu "
            "các xã rà soát chợ.\n\nCác đơn vị rà soát chợ.",
            None,
        ),
    ],
)
def test_issuer_by_proof_only(
    parsed: Callable[[str], Tree], text: str, issuer: str | None
) -> None:
    assert value(parsed(text).header.issuer) == issuer


@pytest.mark.parametrize(
    ("answer", "issuer"),
    [
        ("UBND tỉnh An Sơn có ý kiến như sau:", "UBND tỉnh An Sơn"),
        ("UBND tỉnh có ý kiến như sau:", None),
    ],
)
def test_a_heading_of_a_page_is_no_issuer(
    parsed: Callable[[str], Tree], answer: str, issuer: str | None
) -> None:
    text = (
        "HỘP THƯ GÓP Ý\nV/v xin thuê đất mở xưởng mộc\n\nTRẢ LỜI CỦA CƠ QUAN\n\n"
        f"{answer}\n\nGiao Sở Tài chính chủ trì, tham mưu việc cho thuê đất.\n"
    )
    found = parsed(text).header.issuer
    assert (found.value if found else None) == issuer


def test_whose_decision_it_is_stands_not_in_its_title(
    parsed: Callable[[str], Tree],
) -> None:
    header = parsed(
        "UBND TỈNH AN SƠN\nSố: 12/QĐ-UB\nAn Sơn, ngày 17 tháng 6 năm 1999\n"
        "QUYẾT ĐỊNH CỦA UBND TỈNH\nV/v thành lập Trung tâm Khuyến công\n"
        "UBND TỈNH AN SƠN\nCăn cứ Luật Tổ chức HĐND và UBND;\n"
    ).header
    assert header.title is not None
    assert header.title.value == "V/v thành lập Trung tâm Khuyến công"


def test_the_government_is_told_by_its_symbol_alone() -> None:
    """A scan whose top is cut off keeps "Số: 28/2031/NĐ-CP"."""
    number = Field("28/2031/NĐ-CP", Passage(0, "28/2031/NĐ-CP", ()))
    found = by_symbol(number)
    assert found is not None
    assert (found.value, found.flags) == ("Chính phủ", ("issuer_by_proof",))
    assert by_symbol(replace(number, value="28/NĐ-UBND")) is None
    assert by_symbol(None) is None
