"""Lists of clusters saved one cell a line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccndocs.types.tree import Tree

LIST = """Danh mục cụm công nghiệp tỉnh An Sơn

STT

Tên CCN

Địa điểm

Diện tích
(ha)

Hoạt động

Tổng cộng

131,9

I

Huyện Yên Hạ

81,9

1

1

CCN Gò Vàng

Thôn Ba, xã Canh Hạ

31,9

X

2

2

CCN An Hòa

Xã An Hòa

50,0

II

Thị xã Vân Hạ

50,0

3

1

CCN Tân Phú

Phường Tân Phú

50,0

X

2. Sở Công Thương công bố danh mục này.
"""

ROWS = [
    "STT | Tên CCN | Địa điểm | Diện tích (ha) | Hoạt động",
    " | Tổng cộng |  | 131,9 | ",
    "I | Huyện Yên Hạ |  | 81,9 | ",
    "1 | CCN Gò Vàng | Thôn Ba, xã Canh Hạ | 31,9 | X",
    "2 | CCN An Hòa | Xã An Hòa | 50,0 | ",
    "II | Thị xã Vân Hạ |  | 50,0 | ",
    "3 | CCN Tân Phú | Phường Tân Phú | 50,0 | X",
]


def tables(tree: Tree) -> list[list[str]]:
    found = []
    for node in tree.nodes():
        if node.grid is not None:
            grid = node.grid
            cells = [
                [
                    c.passage.text if (c := grid.at(row, column)) else ""
                    for column in range(grid.columns)
                ]
                for row in range(grid.rows)
            ]
            found.append([" | ".join(row) for row in cells])
    return found


def test_a_list_with_one_cell_a_line_is_a_table(parsed: Callable[[str], Tree]) -> None:
    tree = parsed(LIST)
    assert tables(tree) == [ROWS]
    assert "Sở Công Thương công bố danh mục này." in [
        node.passage.text for node in tree.nodes()
    ]


FIGURES = """STT
Tên cụm công nghiệp
Diện tích (ha)
Đã cho thuê (ha)
Lao động
Ghi chú
1
Gò Vàng
31,9
20,1
63,0
2
An Hòa
50
Chưa có hạ tầng
3
Tân Phú
40
0
-
"""


def test_of_too_few_figures_only_the_first_is_sure(
    parsed: Callable[[str], Tree],
) -> None:
    (table,) = tables(parsed(FIGURES))
    assert table[1:] == [
        "1 | Gò Vàng | 31,9 | 20,1 | 63,0 | ",
        "2 | An Hòa | 50 |  |  | Chưa có hạ tầng",
        "3 | Tân Phú | 40 | 0 | - | ",
    ]


OTHERS = [
    "STT\nHọ và tên\nLương (đồng)\n1\nNông Văn A\n20\n2\nLò Thị B\n3\nHà C\n20\n",
    "STT\nTên CCN\nĐịa điểm\n1\nGò Vàng\n2\nAn Hòa\nXã Thượng\n",  # no figures
    "STT\nTên CCN\nDiện tích (ha)\n1\nGò Vàng\n20\n",  # one row is none
    "STT\nTên CCN\nDiện tích (ha)\n3\nGò Vàng\n20\n7\nAn Hòa\n30\n",  # out of order
]


@pytest.mark.parametrize("text", OTHERS)
def test_other_lines_stay_lines(text: str, parsed: Callable[[str], Tree]) -> None:
    assert tables(parsed(text)) == []


BARRED = """| TT | Tên CCN | Diện tích (ha) |
| --- | --- | --- |
| 1 | Gò Vàng | 20 |
| 2 | An Hòa | 30 |
"""


def test_an_annex_alone_keeps_its_table(parsed: Callable[[str], Tree]) -> None:
    (table,) = tables(parsed(BARRED))
    assert table == [
        "TT | Tên CCN | Diện tích (ha)",
        "1 | Gò Vàng | 20",
        "2 | An Hòa | 30",
    ]


def test_broken_lines_without_a_header_are_one_paragraph(
    parsed: Callable[[str], Tree],
) -> None:
    text = (
        "Tỉnh thành lập 02 cụm\ncông nghiệp, gồm: Cụm công\nnghiệp An Hòa và\n"
        "Cụm công nghiệp Tân Phú.\n"
    )
    assert [node.passage.text for node in parsed(text).nodes()] == [
        "Tỉnh thành lập 02 cụm công nghiệp, gồm: Cụm công nghiệp An Hòa và "
        "Cụm công nghiệp Tân Phú."
    ]
