"""Confidence falls with each doubt, and is the product that `explain` shows."""

from __future__ import annotations

from math import prod

from ccndocs.pipeline import analyse, record_of
from ccndocs.records import Locator, explain_tasks
from ccndocs.records.reasons import TaskReasons
from ccndocs.source import from_bytes
from ccndocs.types.options import Options
from ccndocs.vi.tables import rows

HEAD = """UBND TỈNH HÒA LÂM
Số: 80/KH-UBND
Hòa Lâm, ngày 08 tháng 5 năm 2026
KẾ HOẠCH
Kiểm kê bến thuyền
I. TỔ CHỨC THỰC HIỆN
"""


def reasons(items: str) -> tuple[TaskReasons, ...]:
    analysis = analyse(from_bytes("a.txt", (HEAD + items).encode(), Options()))
    found = explain_tasks(
        analysis.source.id,
        analysis.tree,
        analysis.mentions,
        Locator(analysis.layout, analysis.repaired.text),
    )
    assert [r.task for r in found] == list(record_of(analysis).tasks)
    return found


def test_confidence_is_the_product_of_the_shares() -> None:
    for reason in reasons("1. Sở Xây dựng lập danh mục bến.\n2. Tuyên truyền.\n"):
        assert reason.factors[0][0] == "start"
        product = prod(share for _, share in reason.factors)
        assert reason.task.confidence == round(product, 2)


def test_each_doubt_costs() -> None:
    named, nobody, unread = reasons(
        "1. Sở Xây dựng lập danh mục bến.\n"
        "2. Lập danh mục bến.\n"
        "3. Sở Xây dựng lập danh mục bến đúng hạn.\n"
    )
    assert nobody.task.confidence < named.task.confidence
    assert unread.task.confidence < named.task.confidence
    assert "time_words_unread" in dict(unread.factors)


def test_shares_of_the_table_are_shares() -> None:
    for row in rows("confidence"):
        assert 0 < float(row["share"]) <= 1
        assert int(row["wrong"]) <= int(row["fields"])
