"""Letters that the engine took for the digits of a date."""

from __future__ import annotations

import pytest

from ccndocs.ocr.dates import with_dates
from ccndocs.ocr.engine import OcrWord


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ("ngày 2l tháng 02 năm 2031", "ngày 21 tháng 02 năm 2031"),
        ("ngày 28 tháng 1] năm 2031", "ngày 28 tháng 11 năm 2031"),
        ("ngày I tháng l0, 2031", "ngày 1 tháng 10, 2031"),
        ("Ngày O7 tháng 3", "Ngày 07 tháng 3"),
        ("tháng I năm 2031", "tháng 1 năm 2031"),
        ("ngày lễ tháng 5", "ngày lễ tháng 5"),
        ("từng tháng I", "từng tháng I"),
        ("ngày 4l tháng 5", "ngày 4l tháng 5"),  # there is none: leave it to be seen
        ("ngày", "ngày"),
    ],
)
def test_letters_in_a_date_become_digits(read: str, expected: str) -> None:
    words = [OcrWord(word, 0, 0, 9, 9, 0.7) for word in read.split()]
    found = with_dates(words)
    assert " ".join(word.text for word in found) == expected
    for before, after in zip(words, found, strict=True):
        # What was changed is left for a person to look at.
        assert after.confidence == (0.7 if before.text == after.text else 0.6)
