"""Words that an OCR engine was not sure of are flagged where a record rests on them."""

from __future__ import annotations

import pytest

from ccndocs.pipeline import Reading, analyse_pages, record_of
from ccndocs.types.geometry import Box
from ccndocs.types.page import Line, Origin, Page, Source, Word
from ccndocs.types.record import Record

LINES = (
    "ỦY BAN NHÂN DÂN TỈNH AN SƠN",
    "Số: 12/KH-UBND",
    "KẾ HOẠCH",
    "Phát triển cụm công nghiệp trên địa bàn tỉnh",
    "I. TÌNH HÌNH",
    "Toàn tỉnh có 12 cụm công nghiệp đang hoạt động.",
    "Tỷ lệ lấp đầy các cụm công nghiệp đạt 64,5%.",
    "II. NHIỆM VỤ",
    "1. Sở Công Thương rà soát quy hoạch các cụm công nghiệp.",
    "2. Sở Tài chính bố trí kinh phí thực hiện kế hoạch.",
)


def read(unsure: str | None) -> Record:
    """The record of a scan on which one word was read with a confidence of 0.6."""
    blocks = []
    for row, text in enumerate(LINES):
        words = tuple(
            Word(
                word, Box(50 + 60 * n, 20 + 20 * row, 100 + 60 * n, 32 + 20 * row), sure
            )
            for n, word in enumerate(text.split())
            for sure in (0.6 if word == unsure else 0.97,)
        )
        blocks.append(Line(text, words, Box(50, 20 + 20 * row, 550, 32 + 20 * row)))
    page = Page(1, tuple(blocks), Origin.OCR, 595, 842, 0.95)
    source = Source("a.png", b"-", "image/png", "00")
    return record_of(analyse_pages(source, Reading((page,), (), 1)))


def flagged(record: Record) -> list[str]:
    """The figures and tasks that say a word is uncertain."""
    figures = [f"{s.value:g}" for s in record.statistics if "uncertain_word" in s.flags]
    tasks = [t.description[:8] for t in record.tasks if "uncertain_word" in t.flags]
    return figures + tasks


@pytest.mark.parametrize(
    ("unsure", "expected"),
    [
        (None, []),
        ("64,5%.", ["64.5"]),
        ("12", ["12"]),
        ("soát", ["Sở Công "]),
        ("kinh", ["Sở Tài c"]),
        ("TÌNH", []),
    ],
)
def test_only_what_rests_on_the_word_is_flagged(
    unsure: str | None, expected: list[str]
) -> None:
    record = read(unsure)
    assert len(record.tasks) == 2
    assert len(record.statistics) == 2
    assert flagged(record) == expected
