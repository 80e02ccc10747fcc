"""A scan with many slips is mended more boldly than a good one."""

from __future__ import annotations

import pytest

from .test_scans import read

WORN = (
    "Sở Y tê phôi hợp với các đơn vị thâm định hồ sơ theo quy dịnh.\n"
    "Các cơ sở cung câp đây đủ tài liệu, giây tờ và số liệu cân thiêt.\n"
)
GOOD = (
    "Sở Y tế phối hợp với các đơn vị thẩm định hồ sơ theo quy định.\n"
    "Các cơ sở cung cấp đầy đủ tài liệu, giấy tờ và số liệu cần thiết.\n"
)
DOUBTFUL = [
    ("thử nghiệm một số kết cầu hạ tầng", "thử nghiệm một số kết cấu hạ tầng"),
]


@pytest.mark.parametrize(("doubtful", "mended"), DOUBTFUL)
def test_many_slips_make_another_likelier(doubtful: str, mended: str) -> None:
    assert read(WORN + doubtful).text.text == GOOD + mended
    assert read(GOOD + doubtful).text.text == GOOD + doubtful


@pytest.mark.parametrize(
    "name", ["H'Liên Niê", "xã Ia Tơr", "Ông Y Thoan Kdăm", "Ông Đào Chí Tình"]
)
def test_names_stay_in_both(name: str) -> None:
    assert read(GOOD + name).text.text == GOOD + name
    assert read(WORN + name).text.text == GOOD + name
