"""Pairs of printed and read lines: how they are found, and how they are counted."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

import bench_pairs
import train_channel

pytest.importorskip("tesserocr")
import make_ocr_pairs

PRINTED = [
    "Giao Sở Công Thương chủ trì, phối hợp với các sở, ngành liên quan",
    "rà soát quy hoạch, báo cáo trước ngày 15 hằng tháng",
    "Các cơ quan, tổ chức chịu trách nhiệm thi hành",
]


def test_a_line_that_the_engine_broke_is_joined_again() -> None:
    read = [
        "Giao S6 Cong Thuong chu tri,",
        "phoi hop voi cac so, nganh lién quan",
        "ra soat quy hoach, bao cao truéc ngay 15 hang thang",
    ]
    rows = make_ocr_pairs.page_rows(PRINTED, read)
    assert rows == [[PRINTED[0], *read[:2]], [PRINTED[1], read[2]], [PRINTED[2]]]


def test_what_stands_for_no_line_is_debris() -> None:
    read = ["< : . Neres as", *PRINTED]
    rows = make_ocr_pairs.page_rows(PRINTED, read)
    assert rows == [*([line, line] for line in PRINTED), ["", read[0]]]


@pytest.mark.parametrize(
    ("read", "repaired", "lost", "misread"),
    [
        ("Các cơ quan, tổ chức", "Các cơ quan, tổ chức", set(), set()),
        ("Cac co quan, t6 chirc", "Các cơ quan, tô chức", set(), {3}),
        ("Cac co qu", "Các cơ quả", {3, 4}, {2}),
        ("Cac co quan, :", "Các cơ quan, :", {3, 4}, set()),
    ],
)
def test_lost_words_are_told_from_misread_ones(
    read: str, repaired: str, lost: set[int], misread: set[int]
) -> None:
    right, raw, done = map(bench_pairs.tokens, ("Các cơ quan, tổ chức", read, repaired))
    assert bench_pairs.lost_words(right, raw) == lost
    assert bench_pairs.wrong_words(right, done) - lost == misread


def test_what_nobody_can_read_counts_neither_way() -> None:
    right, done = bench_pairs.tokens("Số: ∅ /TB"), bench_pairs.tokens("Số: 2/) /TB")
    count = bench_pairs.line_count(right, done, done)
    assert (count.tokens, count.wrong, count.misread) == (2, 0, 0)


def test_debris_is_counted_apart() -> None:
    count = bench_pairs.line_count([], ["as", "if"], ["as", "if"])
    assert (count.tokens, count.debris, count.wrong) == (0, 2, 0)


def test_neighbours_vouch_for_a_short_word_read_as_digits() -> None:
    printed, read = ["đất", "ở", "tỉnh", "là", "vốn"], ["dat", "6", "tinh", "14", "v6n"]
    pairs = train_channel.believed(train_channel.align_words(printed, read))
    assert ("ở", "6") in pairs
    assert ("là", "14") in pairs
    alone = train_channel.believed(train_channel.align_words(["ở"], ["6"]))
    assert alone == []
