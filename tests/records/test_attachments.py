"""One file, several documents: the first is the record's, the others keep theirs."""

from __future__ import annotations

import pytest

from ccndocs.pipeline import process_source
from ccndocs.source import from_bytes
from ccndocs.types.json import to_dict
from ccndocs.types.options import Options
from ccndocs.types.record import Record

LETTER = """\
ỦY BAN NHÂN DÂN
TỈNH AN SƠN

Số: 218/UBND-KT
V/v triển khai Quyết định của Thủ tướng

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

An Sơn, ngày 14 tháng 3 năm 2031

Kính gửi: Các sở, ban, ngành.

Ủy ban nhân dân tỉnh yêu cầu:

1. Sở Công Thương chủ trì rà soát các cụm công nghiệp trước ngày 30/6/2031.

Nơi nhận:
- Như trên;
- Lưu: VT, KT.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Đỗ Văn Lễm

"""
DIRECTIVE = """\
ỦY BAN NHÂN DÂN
TỈNH HÒA LÂM

Số: 07/CT-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Hòa Lâm, ngày 02 tháng 3 năm 2031

CHỈ THỊ
Về việc quản lý cụm công nghiệp

Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:

1. Sở Xây dựng hoàn thành quy hoạch chi tiết các cụm trước ngày 31/12/2031.

Nơi nhận:
- Các sở, ban, ngành;
- Lưu: VT.

CHỦ TỊCH

Mai Thị Yên

"""
ANNEX = """\
PHỤ LỤC
DANH MỤC CÁC CỤM CÔNG NGHIỆP

Các cụm được nêu tại văn bản này.
"""
FORM = """\
PHỤ LỤC
MẪU BÁO CÁO

TÊN CƠ QUAN

Số:       /BC-…

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

……, ngày … tháng … năm 2031

BÁO CÁO
Kết quả thực hiện
"""


def record(*parts: str) -> Record:
    text = "".join(parts).encode()
    return process_source(from_bytes("file.txt", text, Options()))


def test_the_first_document_keeps_its_header() -> None:
    alone, both = record(LETTER).document, record(LETTER, DIRECTIVE).document
    fields = "type number_symbol issuer place issued_on title signer recipients"
    for field in fields.split():
        assert getattr(both, field) == getattr(alone, field), field
    assert both.number_symbol == "218/UBND-KT"


def test_a_forwarded_document_has_its_own_place_in_the_record() -> None:
    (directive,) = record(LETTER, DIRECTIVE).document.attachments
    assert directive.type == "CT"
    assert directive.number_symbol == "07/CT-UBND"
    assert directive.title == "Về việc quản lý cụm công nghiệp"
    assert directive.issued_on == "2031-03-02"
    assert directive.pages == (1, 1)


def test_tasks_say_which_document_they_stand_in() -> None:
    found = record(LETTER, DIRECTIVE).tasks
    assert [(t.agencies[0].name, t.attachment) for t in found] == [
        ("Sở Công Thương", None),
        ("Sở Xây dựng", 0),
    ]


def test_tasks_of_the_first_are_the_same_with_and_without_the_second() -> None:
    alone, both = record(LETTER).tasks, record(LETTER, DIRECTIVE).tasks
    assert [t.description for t in alone] == [
        t.description for t in both if t.attachment is None
    ]


def test_an_annex_is_an_attachment_without_a_number() -> None:
    (annex,) = record(LETTER, ANNEX).document.attachments
    assert annex.title == "PHỤ LỤC DANH MỤC CÁC CỤM CÔNG NGHIỆP"
    assert (annex.type, annex.number_symbol, annex.issued_on) == (None, None, None)


def test_an_annex_of_the_second_document_follows_it() -> None:
    found = record(LETTER, DIRECTIVE, ANNEX).document.attachments
    assert [a.type for a in found] == ["CT", None]


def test_a_form_with_a_blank_number_is_no_document() -> None:
    found = record(LETTER, FORM).document
    assert found.issued_on == "2031-03-14"
    assert {a.number_symbol for a in found.attachments} == {None}


@pytest.mark.parametrize("signed", [True, False])
def test_a_first_document_without_an_ending_stops_at_the_second(signed: bool) -> None:
    """A scan may hide the first's whole signature."""
    first = LETTER if signed else LETTER[: LETTER.index("Nơi nhận")]
    found = record(first, DIRECTIVE).document
    assert [a.number_symbol for a in found.attachments] == ["07/CT-UBND"]
    assert (found.signer is not None) is signed


def test_a_file_of_one_document_says_nothing_of_others() -> None:
    value = to_dict(record(LETTER))
    assert "attachments" not in value["document"]
    assert all("attachment" not in task for task in value["tasks"])
