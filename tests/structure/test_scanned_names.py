"""Signature blocks of scans: half of a name is no name, a seal is no post."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ccndocs.structure.rows import Row
from ccndocs.structure.signer import read_signers
from ccndocs.types.geometry import Span
from ccndocs.types.layout import LaidLine, LaidWord, LineRole
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


@pytest.mark.parametrize(
    ("posts", "position", "authority"),
    [
        (("GIÁM ĐÓC", "PHÓ GIÁM ĐỚC"), "Phó Giám đốc", "KT."),
        (("Z1. GIÁM ĐÓC", "PHÓ GIÁM ĐỚC"), "Phó Giám đốc", "KT."),
        (("KT. BỘ TRƯỞNG", "RỨ TRƯỞNG"), "Thứ trưởng", "KT."),
        (("THỦ TƯỚNG", "8 Ủ TƯỚNG"), "Phó Thủ tướng", "KT."),
        (("IÁM ĐÓC",), "Giám đốc", None),
        (("GIÁM ĐÓC Ị",), "Giám đốc", None),
        (("HIỆU TRƯỞNG", "TRƯỜNG <"), "Hiệu trưởng", None),
        (("GIÁM ĐÓC", "+ Y TẾ N"), "Giám đốc", None),
        (("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Chủ tịch", "TM."),
        (
            ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "vử %CHỦ TỊCH"),
            "Phó Chủ tịch",
            "KT.",
        ),
        (("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "Ủ TỊCH"), "Phó Chủ tịch", "KT."),
        (
            ("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "VĂN PHÒNG"),
            "Phó Chánh Văn phòng",
            "KT.",
        ),
        (("KT. TỔNG BIÊN TẬP", "PHÓ TỔNG BIÊN TẬP"), "Phó Tổng biên tập", "KT."),
        (("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "CHỦ TỊCH"), "Phó Chủ tịch", "KT."),
        (("T/M TỈNH ỦY", "THƯ"), None, "TM."),
        (("TM. ỦY BAN NHÂN DÂN",), None, "TM."),
        (("TL. CHỦ TỊCH", "VĂN PHÒNG"), None, "TL."),
    ],
)
def test_posts_of_scans_are_read_through_seals_and_hands(
    posts: tuple[str, ...], position: str | None, authority: str | None
) -> None:
    rows = [*(row(text, 0.9) for text in posts), row("Đỗ Văn Lễm", 0.95)]
    (signer,) = read_signers(rows)
    assert (signer.position, signer.authority) == (position, authority)


def test_what_hides_half_a_post_may_hide_a_deputy() -> None:
    post = row("BÍ THƯ", 0.95)
    dark = replace(post.line.words[0], confidence=0.2)
    half = replace(post, line=replace(post.line, words=(dark,)))
    for last, position in ((post, "Bí thư"), (half, None)):
        (signer,) = read_signers([row("T/M BAN THƯỜNG VỤ", 0.9), last])
        assert (signer.position, signer.authority) == (position, "TM.")


def test_a_ring_s_words_over_a_post_are_none_of_it() -> None:
    rows = [row("T/M BAN THƯỜNG VỤ", 0.95), row("BÍ THƯ", 0.9), row("VÕ ĐĂNG THƯ", 0.5)]
    (signer,) = read_signers(rows)
    assert signer.position == "Bí thư"


def test_a_digital_line_is_no_garbled_post() -> None:
    assert read_signers([row("IÁM ĐÓC", 1.0), row("Đỗ Văn Lễm", 1.0)]) == ()


def test_a_name_stands_without_a_legible_post() -> None:
    right = replace(row("Đỗ Văn Lễm", 0.95).line, role=LineRole.ENDING_RIGHT)
    alone = replace(row("Đỗ Văn Lễm", 0.95), line=right)
    (signer,) = read_signers([alone])
    assert signer.name is not None
    assert (signer.name.value, signer.position) == ("Đỗ Văn Lễm", None)
    assert read_signers([row("Đỗ Văn Lễm", 0.95)]) == ()


@pytest.mark.parametrize(("sure", "flags"), [(0.6, ("signer_unsure",)), (0.9, ())])
def test_a_name_half_seen_is_flagged(sure: float, flags: tuple[str, ...]) -> None:
    (signer,) = read_signers([row("CHỦ TỊCH", 0.95), row("Đỗ Văn Lễm", sure)])
    assert signer.name is not None
    assert signer.name.flags == flags


def test_titles_before_a_name_are_dropped_however_garbled() -> None:
    rows = [row("HIỆU TRƯỞNG", 0.9), row("NGNP.PGS:TS. Đỗ Văn Lễm", 0.9)]
    (signer,) = read_signers(rows)
    assert signer.name is not None
    assert signer.name.value == "Đỗ Văn Lễm"
