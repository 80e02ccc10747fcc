"""What the rest of a document says for a word."""

from __future__ import annotations

import pytest

from ccndocs.repair.memory import Memory
from ccndocs.types.geometry import Span


@pytest.mark.parametrize(
    ("text", "at", "word", "expected"),
    [
        ("Sở Y tế giao. Sở Y tê họp.", 19, "tế", True),
        ("Sở Y tế giao. Sở Y tê họp.", 19, "tệ", False),
        ("sở y\ntế giao; SỞ Y TÊ HỌP", 19, "tế", True),
        ("hồ sơ gốc, hỗ sơ phụ", 11, "hồ", True),  # the neighbour behind
        ("về dược và, về được và", 15, "dược", True),
        ("về dược rồi về được thì về được", 15, "dược", False),  # as often as read
        ("01 đỏ 02, 01 đó 02", 13, "đỏ", False),  # numbers stand beside anything
        ("tê", 0, "tế", False),
    ],
)
def test_neighbours_elsewhere_speak_for_a_word(
    text: str, at: int, word: str, expected: bool
) -> None:
    read = text[at:].split()[0].strip(";,.")
    assert Memory(text).speaks_for(Span(at, at + len(read)), word) is expected
