"""Pages whose metadata stand one a line above the text."""

from __future__ import annotations

from collections.abc import Callable

from ccndocs.types.tree import Tree

BODY = (
    "Ngày 06 tháng 7 năm 2031, Phó Chủ tịch làm việc với xã.\n1. Rà soát quy hoạch.\n"
)
FORM = (
    'title: "Thông báo số 365/TB-UBND ngày 10/7/2031 Kết luận tại buổi làm việc với '
    'xã Lộc Hạ"\n'
    "Ngày ban hành: 11 tháng 7 năm 2031\nCơ quan ban hành: UBND tỉnh An Sơn\n"
    "Người ký: Lê Văn Mão — Phó Chủ tịch\nLoại văn bản: Thông báo\n"
)


def test_lines_above_a_text_give_its_header(parsed: Callable[[str], Tree]) -> None:
    header = parsed(FORM + BODY).header
    fields = (header.type, header.number_symbol, header.issued_on, header.issuer)
    found = [field.value for field in fields if field]
    assert found == ["TB", "365/TB-UBND", "2031-07-10", "UBND tỉnh An Sơn"]
    assert header.title is not None
    assert header.title.value == "Kết luận tại buổi làm việc với xã Lộc Hạ"
    (signer,) = header.signers
    assert signer.name is not None
    assert (signer.name.value, signer.position) == ("Lê Văn Mão", "Phó Chủ tịch")


def test_a_number_without_a_colon_tells_the_type(
    parsed: Callable[[str], Tree],
) -> None:
    top = 'title: "Về khắc phục hậu quả mưa lũ"\nSố hiệu 47/CĐ-UBND\n'
    header = parsed(f"{top}Vào 13 giờ, mưa lớn làm ngập xã.\n{BODY}").header
    found = (header.type, header.number_symbol, header.title)
    assert [f.value for f in found if f] == [
        "CĐ",
        "47/CĐ-UBND",
        "Về khắc phục hậu quả mưa lũ",
    ]


def test_one_such_line_is_no_form(parsed: Callable[[str], Tree]) -> None:
    header = parsed(f"Người ký: Lê Văn Mão\n{BODY}").header
    assert (header.type, header.number_symbol, header.signers) == (None, None, ())


def test_a_title_again_between_two_lines_does_not_end_the_form(
    parsed: Callable[[str], Tree],
) -> None:
    again = ["Về phòng dịch", "trên địa bàn tỉnh", "năm 2031"]
    found = []
    for rows in (2, 3):
        between = "\n".join(again[:rows])
        top = f"Số hiệu: 12/TB-UBND\n{between}\nCơ quan ban hành: UBND tỉnh An Sơn\n"
        found.append(parsed(top + BODY).header.number_symbol)
    assert [field.value if field else None for field in found] == ["12/TB-UBND", None]


def test_a_number_alone_is_no_form(parsed: Callable[[str], Tree]) -> None:
    header = parsed(f"Số hiệu: 12/TB-UBND\n{BODY}").header
    assert (header.type, header.number_symbol) == (None, None)
