"""The sign "./." above "Nơi nhận:"."""

from __future__ import annotations

import pytest

from ccndocs.ocr.closing import with_closing
from ccndocs.types.geometry import Box
from ccndocs.types.page import Line, Word


def line(text: str, top: float, sure: float = 0.3) -> Line:
    words = tuple(
        Word(part, Box(80 + 50 * at, top, 120 + 50 * at, top + 13), sure)
        for at, part in enumerate(text.split())
    )
    return Line(text, words, Box(80, top, 500, top + 13))


@pytest.mark.parametrize(
    ("read", "sure", "right"),
    [
        ("trước ngày 30 hằng tháng...", 0.3, "trước ngày 30 hằng tháng./."),
        ("trước ngày 30 hằng tháng /.", 0.3, "trước ngày 30 hằng tháng./."),
        ("trước ngày 30 hằng tháng...", 0.95, "trước ngày 30 hằng tháng..."),
        ("chè, cà phê, hồ tiêu, v.v...", 0.3, "chè, cà phê, hồ tiêu, v.v..."),
        ("trước ngày 30 hằng tháng.", 0.3, "trước ngày 30 hằng tháng."),
    ],
)
def test_dots_above_the_recipients_close_the_text(
    read: str, sure: float, right: str
) -> None:
    lines = [line("ngày... tháng...", 60), line(read, 100, sure)]
    made = with_closing([*lines, line("Nơi nhận:", 130, 0.9)])
    assert [one.text for one in made] == ["ngày... tháng...", right, "Nơi nhận:"]


def test_dots_far_above_the_recipients_stay() -> None:
    lines = [line("ngày... tháng...", 60), line("Nơi nhận:", 400, 0.9)]
    assert with_closing(lines) == lines
