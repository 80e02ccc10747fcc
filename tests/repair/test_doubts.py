"""What an engine nearly read makes a word likelier, where the sentence asks for it."""

from __future__ import annotations

import pytest

from ccndocs.repair import repair
from ccndocs.types.geometry import Span
from ccndocs.types.layout import LaidLine, LaidWord, Layout, PageFacts
from ccndocs.types.page import Origin, Other


def read(text: str, word: str, *others: Other) -> str:
    """A line of a scan, repaired, of whose `word` the engine nearly read others."""
    at = text.index(word)
    words = (LaidWord(Span(at, at + len(word)), None, others=others),)
    line = LaidLine(Span(0, len(text)), 1, words=words)
    facts = PageFacts(1, Origin.OCR, None, None, 0.9)
    return repair(Layout(text, (line,), (), (facts,))).text.text


NEARLY = [
    (
        "danh mục đặt hàng chương trình cấp tỉnh đề đưa ra tuyển chọn",
        ("đề", Other(1, "ề", "ể", 0.46)),
        "danh mục đặt hàng chương trình cấp tỉnh để đưa ra tuyển chọn",
    ),
    (
        "nhằm chắn chỉnh công tác quản lý đất đai",
        ("chắn", Other(2, "ắ", "ấ", 0.5)),
        "nhằm chấn chỉnh công tác quản lý đất đai",
    ),
    (
        "số ca mặc bệnh trong tháng tăng",
        ("mặc", Other(1, "ặ", "ă", 0.8)),  # the mark is doubted, a third one meant
        "số ca mắc bệnh trong tháng tăng",
    ),
    (
        "người có công được uu tiên giải quyết",
        ("uu", Other(0, "u", "ư", 0.5)),
        "người có công được ưu tiên giải quyết",
    ),
]


@pytest.mark.parametrize(("text", "doubt", "right"), NEARLY)
def test_a_word_that_was_nearly_read_is_taken(
    text: str, doubt: tuple[str, Other], right: str
) -> None:
    assert read(text, *doubt) == right
    assert read(text, doubt[0]) != right  # spelling alone does not tell


@pytest.mark.parametrize(
    ("text", "word", "other"),
    [
        ("đề nghị Ủy ban nhân dân tỉnh xem xét", "đề", Other(1, "ề", "ể", 0.5)),
        ("do ông Trần Văn Thạnh làm trưởng đoàn", "Thạnh", Other(2, "ạ", "a", 0.8)),
        ("theo giá 3.000 đ. một tờ", "đ.", Other(0, "đ", "ở", 0.6)),
        ("do NĐT tự lo kinh phí", "NĐT", Other(1, "Đ", "Ð", 0.9)),
        ("xã Krông Ana họp dân", "Ana", Other(2, "a", "n", 0.7)),
        ("công bố chấn chỉnh", "chấn", Other(2, "ắ", "ấ", 0.9)),  # of another reading
    ],
)
def test_a_word_that_is_right_stays(text: str, word: str, other: Other) -> None:
    assert read(text, word, other) == text


def test_a_sign_that_a_rule_has_mended_is_settled() -> None:
    doubt = Other(3, "§", "6", 0.6)
    assert read("Quyết định số 20§7/QĐ-UBND", "20§7", doubt).endswith("2087/QĐ-UBND")
