"""Signs, digits and capitals of scans; what looks alike and is right stays."""

from __future__ import annotations

import pytest

from .test_scans import read

MENDED = [
    ("~ Việc tham dự giải", "- Việc tham dự giải"),
    ("gửi về Phòng Tài chính ~ Kế toán", "gửi về Phòng Tài chính - Kế toán"),
    ("năm học 2030 -- 2031", "năm học 2030 - 2031"),
    ("Ban Tổ chức Tỉnh Ủy, Ủy ban nhân dân", "Ban Tổ chức Tỉnh ủy, Ủy ban nhân dân"),
    ("c) Nhà ở\nđ) Đất ở\nđ) Nước\ne) Rừng", "c) Nhà ở\nd) Đất ở\nđ) Nước\ne) Rừng"),
    ("c) Nhà ở\nd) Đất ở\nd) Nước\ne) Rừng", "c) Nhà ở\nd) Đất ở\nđ) Nước\ne) Rừng"),
    ("năm học 2030 —- 2031", "năm học 2030 - 2031"),
    ("dự báo có I8 hồ sơ và I73 mẫu", "dự báo có 18 hồ sơ và 173 mẫu"),
    ("đã tiếp 0I đoàn", "đã tiếp 01 đoàn"),
    ("giám định 4Š trường hợp", "giám định 45 trường hợp"),
    ("Kế hoạch số 905/KH- SXD", "Kế hoạch số 905/KH-SXD"),
    ("Luật sửa đổi, bổ Sung một số điều", "Luật sửa đổi, bổ sung một số điều"),
    ("gửi về hoalam.so(@hoalam.example", "gửi về hoalam.so@hoalam.example"),
    ("thư điện tử: lan.hoalam(gimail.eom", "thư điện tử: lan.hoalam@gmail.com"),
    ("Từ 02/3/2031 ~ 05/3/2031", "Từ 02/3/2031 - 05/3/2031"),
    ("ø) Đào tạo nhân lực", "g) Đào tạo nhân lực"),
    ("Nghị quyết số 917/ÑQ-CP", "Nghị quyết số 917/NQ-CP"),
    ("Sở Ÿ tế tỉnh Hòa Lâm", "Sở Y tế tỉnh Hòa Lâm"),
    ("Từ 0§h00 đến 11h30", "Từ 08h00 đến 11h30"),
    ("đạt 9§,2% kế hoạch", "đạt 98,2% kế hoạch"),
    ("đạt §2,89% kế hoạch", "đạt 82,89% kế hoạch"),
    ("từ ngày 27 tháng § năm 2031", "từ ngày 27 tháng 8 năm 2031"),
    ("có 158 người (Š1,13%)", "có 158 người (51,13%)"),
    ("đào tạo cho l74 người", "đào tạo cho 174 người"),
    ("Căn cứ LuậtTổ chức chính quyền", "Căn cứ Luật Tổ chức chính quyền"),
    ("Tờ trình số 947/TIr-SCT", "Tờ trình số 947/TTr-SCT"),
    ("Tờ trình số 947/T'Tr-SCT", "Tờ trình số 947/TTr-SCT"),
    ("Nghị quyết số 68-NQ/IW", "Nghị quyết số 68-NQ/TW"),
    ("Công điện số 12/CĐ-TT1g", "Công điện số 12/CĐ-TTg"),
    ("nêu tại Điều I Quyết định này", "nêu tại Điều 1 Quyết định này"),
    ("Cục An toàn và cƠ SỞ dữ liệu", "Cục An toàn và cƠ SỞ dữ liệu"),
    ("liên thông giữa các CƠ SỞ dữ liệu", "liên thông giữa các cơ sở dữ liệu"),
    ("theo hướng dẫn của SỞ Y tế", "theo hướng dẫn của Sở Y tế"),
    ("nộp hồ SƠ dự thi", "nộp hồ sơ dự thi"),
    ("bảo đảm đo lường Và quy chuẩn", "bảo đảm đo lường và quy chuẩn"),
    ("tại các cơ Sở giáo dục", "tại các cơ sở giáo dục"),
    ("cơ sở khám bệnh. chữa bệnh", "cơ sở khám bệnh, chữa bệnh"),
    ("thành phố chỉ đạo các. đơn vị", "thành phố chỉ đạo các đơn vị"),
    ("nâng sức cạnh tranh của nền kinh.tế", "nâng sức cạnh tranh của nền kinh tế"),
    ("Để nghị Thủ trưởng các đơn vị", "Đề nghị Thủ trưởng các đơn vị"),
    ("Công TTĐT Bộ Xây dựng", "Cổng TTĐT Bộ Xây dựng"),
    ("có tên tại Điêu 1 chịu trách nhiệm", "có tên tại Điều 1 chịu trách nhiệm"),
    ("giám sát và xử lý các ồ dịch", "giám sát và xử lý các ổ dịch"),
]

RIGHT = [
    "dài ~ 12 km, cách bờ ~12 m",
    "Điều 7, § 5 và §12 của bộ luật ấy",
    "Luật năm 1990 có Điều I và Điều II",
    "mở tài khoản I, khoản 2 và điểm đ",
    "NHIỆM VỤ CỤ THỂ",
    "mua 2l xăng, sản phẩm VietGAP và thiết bị IoT",
    "ĐỐI VỚI CÁC CƠ SỞ",
    "cán bộ phụ trách CSVC của trường",
    "bốn xã ven suối Nậm Và làm đường",
    "Phó Giám đốc Sở Y tế và Sở Xây dựng",
    "hoàn thành. Đồng thời, các sở rà soát",
    "UBND TP. Hòa Lâm",
    "gửi về địa chỉ tin.tuc@hoalam.example hoặc kinh.te",
    "diện tích 98,6 m²; công suất 800 m³/ngày đêm, xe trên 50 cm³ và",
    "họp lúc 07 giờ sáng thứ Bảy hằng tuần kể từ tháng này",
    "gặp bà H'Liên Niê và ông Y Kdăm ở xã Ia Tơr",
    "đ) Ở nơi có dịch, UBND xã báo ngay",
    "c) Nhà ở của dân\nđ) Đất ở của dân\ne) Rừng phòng hộ",  # "d)" may be unread
    "c) Nhà ở của dân\nd) Đất ở của dân\nđ) Rừng phòng hộ\ne) Nước",
    "nhà máy ở khu I8 và khu I73 phía nam",
    "giao các Sở và các cơ quan thực hiện",
    "đổ bêtông móng, tiêm vắcxin cho đàn lợn, thay môtơ máy bơm",
    "gửi về lan.hoalam@gmail.com trước 30/6",
    "điểm 5/KH - UBND tỉnh giao",
    "ban hành để nghị quyết sớm được thực hiện",
]


@pytest.mark.parametrize(("text", "right"), MENDED)
def test_misread_signs_are_mended(text: str, right: str) -> None:
    assert read(text).text.text == right


@pytest.mark.parametrize("text", [*RIGHT, *(right for _, right in MENDED)])
def test_right_signs_stay(text: str) -> None:
    assert read(text).text.text == text


@pytest.mark.parametrize("text", [text for text, _ in MENDED])
def test_a_text_that_nothing_read_stays(text: str) -> None:
    from ccndocs.types.page import Origin

    assert read(text, Origin.PLAIN).text.text == text
