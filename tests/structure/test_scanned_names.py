"""Signature blocks of scans: half of a name is no name, a seal is no post."""

from __future__ import annotations

import pytest

from ccndocs.structure.rows import Row
from ccndocs.structure.signer import read_signers
from ccndocs.types.geometry import Span
from ccndocs.types.layout import LaidLine, LaidWord
from ccndocs.types.tree import Passage


def row(text: str, sure: float, gap: float = 0.2) -> Row:
    span = Span(0, len(text))
    words = (LaidWord(span, None, sure),)
    return Row(Passage.join(text, [span], 0), LaidLine(span, 1, words=words, gap=gap))


@pytest.mark.parametrize(
    ("text", "sure", "name"),
    [
        ("Đỗ Văn Lễm", 0.6, "Đỗ Văn Lễm"),
        ("Văn Lễm", 0.9, None),
        ("Văn Lễm", 1.0, "Văn Lễm"),
        ("Mai THỊ Hải Yên", 0.9, "Mai Thị Hải Yên"),
    ],
)
def test_a_scanned_name_begins_with_a_surname(
    text: str, sure: float, name: str | None
) -> None:
    (signer,) = read_signers([row("CHỦ TỊCH", 0.95), row(text, sure)])
    assert (signer.name.value if signer.name else None) == name


@pytest.mark.parametrize(("sure", "gap"), [(0.4, 0.2), (0.95, 1.6)])
def test_words_of_a_seal_are_no_post(sure: float, gap: float) -> None:
    rows = [row("HIỆU TRƯỞNG", 0.95), row("CÔNG NGHỆ", sure, gap)]
    (signer,) = read_signers(rows)
    assert signer.position == "Hiệu trưởng"
