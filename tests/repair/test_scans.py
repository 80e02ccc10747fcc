"""What a scan's dates and titles are made of beside words."""

from __future__ import annotations

import pytest

from ccndocs.repair import repair
from ccndocs.types.geometry import Span
from ccndocs.types.layout import LaidLine, Layout, PageFacts
from ccndocs.types.page import Origin
from ccndocs.types.text import RepairedText


def read(text: str, origin: Origin = Origin.OCR) -> RepairedText:
    """The text of a page of this origin, repaired."""
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append(LaidLine(Span(at, at + len(line)), 1))
        at += len(line) + 1
    return repair(
        Layout(text, tuple(lines), (), (PageFacts(1, origin, None, None, 0.9),))
    )


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("ngày 2l tháng 02 năm 2031", "ngày 21 tháng 02 năm 2031"),
        ("ngày 28 tháng 1] năm 2031", "ngày 28 tháng 11 năm 2031"),
        ("ngày I tháng l0, 2031", "ngày 1 tháng 10, 2031"),
        ("Ngày O7 tháng 3", "Ngày 07 tháng 3"),
        ("tháng I năm 2031", "tháng 1 năm 2031"),
        ("ngày 26 tháng 3 năm 203]", "ngày 26 tháng 3 năm 2031"),
        ("hoàn thành trước ngày\n3I tháng 5", "hoàn thành trước ngày\n31 tháng 5"),
        ("ngày lễ tháng 5", "ngày lễ tháng 5"),
        ("từng tháng I", "từng tháng I"),
        ("ngày 4l tháng 5", "ngày 4l tháng 5"),  # there is none: leave it to be seen
        ("năm 2OI", "năm 2OI"),
        ("ngày", "ngày"),
    ],
)
def test_letters_in_a_date_become_digits(text: str, right: str) -> None:
    repaired = read(text)
    assert repaired.text.text == right
    assert repaired.text.source == text
    rules = {edit.rule for edit in repaired.text.edits()}
    assert rules == ({"date-digit"} if right != text else set())


def test_a_text_that_nothing_read_stays() -> None:
    assert read("ngày 2l tháng 02 năm 2031", Origin.PLAIN).text.edits() == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("THÔNG BÁO.\nvà lịch tiếp công dân", "THÔNG BÁO.\nVề lịch tiếp công dân"),
        ("KẾ HOẠCH\nVẻ việc diễn tập", "KẾ HOẠCH\nVề việc diễn tập"),
        ("CHỈ THỊ\nvề công tác dân vận", "CHỈ THỊ\nvề công tác dân vận"),
        ("Các sở, ngành\nvà địa phương", "Các sở, ngành\nvà địa phương"),
        ("SỞ Y TẾ\nvà Sở Xây dựng", "SỞ Y TẾ\nvà Sở Xây dựng"),
    ],
)
def test_a_title_opens_with_about(text: str, right: str) -> None:
    assert read(text).text.text == right
    assert read(text, Origin.PLAIN).text.text == text
