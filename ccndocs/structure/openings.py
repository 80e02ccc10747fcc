"""Where a title ends and the text below it begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ccndocs.structure.rows import Row

_SHORT = 60  # characters: a longer row is no line of its own
OPENING = re.compile(
    r"(?:Căn cứ|Thực hiện|Triển khai|Theo|Xét|Tiếp theo|Để|Nhằm|Trong|Ngày|Sau khi|"
    r"Vừa qua|"
    r"Thời gian|Trên cơ sở|Qua|Hiện nay|Năm|Tại)\b"
)
"""The words with which a text or its grounds begin."""


def ends_block(rows: Sequence[Row], at: int) -> bool:
    """Whether a short line without a stop ends the block of a title that it goes on.

    "Phê chuẩn kết quả bầu chức vụ Chủ tịch" / "Ủy ban nhân dân thành phố A", a blank.
    """
    row = rows[at]
    if len(row.text) > _SHORT or row.text.endswith((".", ";", ":", ",")):
        return False
    below = rows[at + 1] if at + 1 < len(rows) else None
    return OPENING.match(row.text) is None and below is not None and below.gap
