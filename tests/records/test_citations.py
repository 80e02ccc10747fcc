"""Which cited documents a record lists."""

from __future__ import annotations

import pytest

from ccndocs.pipeline import process_source
from ccndocs.source import from_bytes
from ccndocs.types.options import Options

DECISION = """ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH AN SƠN Độc lập - Tự do - Hạnh phúc
Số: 402/QĐ-UBND An Sơn, ngày 19 tháng 3 năm 2026
QUYẾT ĐỊNH
Ban hành Danh mục cụm công nghiệp
Điều 1. Ban hành kèm theo Quyết định này Danh mục cụm công nghiệp.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.
Nơi nhận:
- Như trên;
- Lưu: VT.
CHỦ TỊCH
Lâm Văn Hạ
DANH MỤC
CỤM CÔNG NGHIỆP
(Kèm theo Quyết định số 402/QĐ-UBND ngày {day} của UBND tỉnh An Sơn)
"""


@pytest.mark.parametrize(
    ("day", "cited"),
    [
        ("19/3/2026", []),
        ("19/3/2019", ["402/QĐ-UBND"]),  # the number of another year
    ],
)
def test_a_document_does_not_cite_itself(day: str, cited: list[str]) -> None:
    text = DECISION.format(day=day)
    source = from_bytes("danh-muc.txt", text.encode(), Options())
    found = process_source(source).document.citations
    assert [citation.number_symbol for citation in found] == cited
