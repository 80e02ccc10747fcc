"""What holds for every text: spans are true, ordered, disjoint; no word is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ccndocs.types.layout import Layout
from ccndocs.types.tree import Passage, Tree

LINES = st.sampled_from(
    [
        "",
        "KẾ HOẠCH",
        "ỦY BAN NHÂN DÂN",
        "TỈNH AN SƠN",
        "Số: 12/KH-UBND",
        "An Sơn, ngày 05 tháng 3 năm 2025",
        "Căn cứ Luật Đất đai năm 2024;",
        "I. MỤC ĐÍCH",
        "II. NỘI DUNG",
        "1. Rà soát các cụm công nghiệp đã được thành lập trên địa bàn tỉnh",
        "2. Công bố.",
        "a) Việc một;",
        "b) Việc hai;",
        "- Sở Công Thương chủ trì",
        "và các đơn vị có liên quan thực hiện.",
        "+ Việc nhỏ",
        "- Thời gian thực hiện: quý I/2025",
        "**Trọng tâm:**",
        "|",
        "Chương I",
        "QUY ĐỊNH CHUNG",
        "Điều 1. Phạm vi",
        "Nơi nhận:",
        "- Lưu: VT.",
        "CHỦ TỊCH",
        "Trần Văn An",
        "PHỤ LỤC I",
        "[1] Một ghi chú.",
        "theo quy định[1] và báo cáo.",
        "  Hai  khoảng   trắng ",
    ]
)
TEXTS = st.lists(LINES, max_size=40).map("\n".join)


def passages(tree: Tree) -> Iterator[Passage]:
    header = tree.header
    for field in (header.type, header.number_symbol, header.parent, header.issuer):
        if field is not None:
            yield field.passage
    for field in (header.place, header.issued_on, header.title):
        if field is not None:
            yield field.passage
    yield from header.addressees
    yield from header.recipients
    yield from (s.name.passage for s in header.signers if s.name is not None)
    yield from tree.passages()
    yield from (annex.title for annex in tree.annexes)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=TEXTS)
def test_passages_are_true_to_the_text(
    text: str, parsed: Callable[[str], Tree], laid: Callable[[str], Layout]
) -> None:
    whole = laid(text).text
    tree = parsed(text)
    ids = [passage.id for passage in passages(tree)]
    assert len(ids) == len(set(ids))
    for passage in passages(tree):
        done = 0
        for piece in passage.pieces:
            assert (
                piece.span.of(whole) == passage.text[piece.start :][: len(piece.span)]
            )
            assert piece.span.start >= done
            done = piece.span.stop
    starts = [(p.id, p.pieces[0].span.start) for p in passages(tree) if p.pieces]
    assert [at for _, at in sorted(starts)] == sorted(at for _, at in starts)


# Words that only the header's place or an item's mark and label may take.
TAKEN = {
    "ỦY",
    "BAN",
    "NHÂN",
    "DÂN",
    "Số",
    "Chương",
    "I",
    "Điều",
    "Nơi",
    "nhận",
    "CHỦ",
    "TỊCH",
    "Thời",
    "gian",
    "thực",
    "hiện",
    "a",
    "b",
    "II",
    "PHỤ",
    "LỤC",
    "KẾ",
    "HOẠCH",
    "ngày",
    "TỈNH",
    "AN",
    "SƠN",
}


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=TEXTS)
def test_no_word_of_the_body_is_lost(
    text: str, parsed: Callable[[str], Tree], laid: Callable[[str], Layout]
) -> None:
    whole = laid(text).text
    covered = bytearray(len(whole))
    for passage in passages(parsed(text)):
        for piece in passage.pieces:
            covered[piece.span.start : piece.span.stop] = b"\1" * len(piece.span)
    lost = "".join(
        c if not covered[i] and c.isalpha() else " " for i, c in enumerate(whole)
    )
    assert set(lost.split()) <= TAKEN
