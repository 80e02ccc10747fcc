"""How many rows of a table are its head."""

from __future__ import annotations

import pytest

from ccndocs.structure.tables import head_rows
from ccndocs.types.geometry import Span
from ccndocs.types.tree import Passage, TableCell

ROWS = ["1 | An Hòa | 64,2 | 39,5", "2 | Tân Phú | 31,0 | 0"]


def heads(*lines: str) -> int:
    cells = [
        TableCell(row, column, 1, 1, Passage.join(text, [Span(0, len(text))], 1))
        for row, line in enumerate(lines)
        for column, text in enumerate(part.strip() for part in line.split("|"))
    ]
    return head_rows(len(lines), cells)


@pytest.mark.parametrize(
    ("head", "count"),
    [
        (["TT | Tên cụm | Diện tích (ha) | Đã cho thuê"], 1),
        # what covers two columns stands in the first, its parts below
        (["TT | Tên cụm | Diện tích (ha) | ", " | | Tổng số | Đã cho thuê"], 2),
        (["TT | Tên cụm | Diện tích (ha) | ", " | | Đã thành lập | Đến năm 2030"], 2),
        (["TT | Tên cụm | Diện tích (ha) | ", "TT | Tên cụm | Tổng | Thuê"], 2),
        (["TT | Địa phương | Đến 2030 | ", " | | Số CCN | Diện tích"], 2),
        # a column without a head is no head over two
        (["TT | Tên cụm | Diện tích (ha) | "], 1),
    ],
)
def test_rows_of_a_head(head: list[str], count: int) -> None:
    assert heads(*head, *ROWS) == count


def test_a_row_of_words_below_an_empty_head_is_a_row() -> None:
    assert heads("TT | Nhiệm vụ | Thời gian | ", "1 | Rà soát | Năm 2026 | Sở A") == 1
