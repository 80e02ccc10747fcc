from __future__ import annotations

import pytest

from ccndocs.extract.subject import find_opening_subject
from ccndocs.types.tree import Passage


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Các công ty nông, lâm nghiệp rà soát hợp đồng.",
            "Các công ty nông, lâm nghiệp",
        ),
        ("Tiểu ban Hậu cần (Văn phòng xã): dựng sân khấu.", "Tiểu ban Hậu cần"),
        ("Đặc khu Hòn Nhạn chuẩn bị phương án.", "Đặc khu Hòn Nhạn"),
        ("Giao các chi bộ xây dựng chương trình.", "các chi bộ"),
        ("Tổ chức bồi thường, hỗ trợ cho các hộ.", None),
        ("Báo cáo kết quả thực hiện về Sở.", None),
        ("Trường hợp có vướng mắc thì phản ánh về Sở.", None),
        ("Rà soát các công ty chậm tiến độ.", None),
        ("Các thôn.", None),
    ],
)
def test_opening_subject(text: str, name: str | None) -> None:
    found = find_opening_subject(Passage(1, text, ()), [])
    assert (found.value.name if found else None) == name
    if found:
        assert found.span.of(text) == name
        assert not found.value.known
