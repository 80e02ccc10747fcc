"""Every piece of evidence points to the words it quotes, whatever the text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccndocs.pipeline import process_source
from ccndocs.source import from_bytes
from ccndocs.types.options import Options
from ccndocs.types.record import Evidence, Record

TEXTS = sorted((Path(__file__).parents[2] / "corpus" / "text").glob("*.txt"))
WITH_TEXT = Options(with_text=True)


def read(text: str) -> Record:
    return process_source(from_bytes("case.txt", text.encode(), WITH_TEXT), WITH_TEXT)


def evidence(record: Record) -> Iterator[Evidence]:
    for group in (
        record.tasks,
        record.statistics,
        record.clusters,
        record.document.citations,
    ):
        for item in group:
            yield from item.evidence


def check(record: Record) -> int:
    assert record.text is not None
    raw, count = record.text.raw, 0
    for piece in evidence(record):
        assert raw[piece.start : piece.end] == piece.text_as_read
        assert piece.start < piece.end
        count += 1
    for start, end, before, _, _ in record.text.edits:
        assert raw[start:end] == before
    return count


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_evidence_of_the_corpus(path: Path) -> None:
    record = read(path.read_text("utf-8"))
    found = check(record)
    assert found >= len(record.tasks)


@given(data=st.data())
def test_evidence_of_mutated_documents(data: st.DataObject) -> None:
    """Lines are dropped, swapped, joined; letters lost: evidence still holds."""
    path = data.draw(st.sampled_from(TEXTS))
    lines = path.read_text("utf-8").splitlines()
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, max(len(lines) - 2, 0)))
        what = data.draw(st.sampled_from(["drop", "swap", "join", "strip", "double"]))
        if what == "drop":
            del lines[at]
        elif what == "swap":
            lines[at : at + 2] = lines[at : at + 2][::-1]
        elif what == "join":
            lines[at : at + 2] = [" ".join(lines[at : at + 2])]
        elif what == "strip":
            lines[at] = lines[at].replace("ệ", "e").replace("ố", "o ")
        else:
            lines[at] = lines[at].replace(" ", "  ")
    check(read("\n".join(lines)))


@pytest.mark.parametrize(
    "text", ["x", "1.", "- ", "Điều 1.", "|\n|\n|", "I.\nII.\n1.\na)"]
)
def test_scraps_hold_no_task(text: str) -> None:
    assert read(text).tasks == ()


def test_the_same_bytes_give_the_same_ids() -> None:
    text = TEXTS[1].read_text("utf-8")
    first, second = read(text), read(text)
    assert [t.id for t in first.tasks] == [t.id for t in second.tasks]
    assert len({t.id for t in first.tasks}) == len(first.tasks)


HEAD = """UBND TỈNH HÒA LÂM
Số: 79/KH-UBND
Hòa Lâm, ngày 08 tháng 5 năm 2024
KẾ HOẠCH
Quản lý bến thủy năm 2024
I. TỔ CHỨC THỰC HIỆN
1. Sở Xây dựng kiểm tra các bến.
Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
"""


def test_what_the_ending_hides_is_said() -> None:
    signed = HEAD + "Trịnh Văn Duệ\n"
    rest = "Sở Y tế lập danh sách các cơ sở, báo cáo kết quả cho tỉnh. " * 6
    found = [[i.code for i in read(t).issues] for t in (signed, signed + rest, HEAD)]
    assert found == [[], ["text_after_ending"], ["signer_unread"]]
