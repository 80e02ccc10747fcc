"""Recipients and signers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccndocs.types.tree import Tree

START = "KẾ HOẠCH\nPHÁT TRIỂN CHỢ\nI. NỘI DUNG\n1. Rà soát chợ./.\n"

BLOCKS = [
    ("CHỦ TỊCH\nTrần Văn An", [("Trần Văn An", "Chủ tịch", None)]),
    (
        "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Thị Bình",
        [("Lê Thị Bình", "Phó Chủ tịch", "KT.")],
    ),
    (
        "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n(Đã ký)\nLê Thị Bình",
        [("Lê Thị Bình", "Phó Chủ tịch", "KT.")],
    ),
    (
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn An",
        [("Trần Văn An", "Chủ tịch", "TM.")],
    ),
    (
        "KT. BỘ TRƯỞNG,\nCHỦ NHIỆM\nPHÓ CHỦ NHIỆM\nNguyễn Hạ",
        [("Nguyễn Hạ", "Phó Chủ nhiệm", "KT.")],
    ),
    (
        "GIÁM ĐỐC SỞ Y TẾ\nTS. Phạm Minh Châu\nGIÁM ĐỐC SỞ NỘI VỤ\nVõ Thu Hà",
        [
            ("Phạm Minh Châu", "Giám đốc Sở Y tế", None),
            ("Võ Thu Hà", "Giám đốc Sở Nội vụ", None),
        ],
    ),
    ("Q. GIÁM ĐỐC\nĐỗ Văn Em", [("Đỗ Văn Em", "Giám đốc", "Q.")]),
    ("CHỦ TRÌ\nTrần Văn An", [("Trần Văn An", "Chủ trì", None)]),
    ("TRƯỞNG THÔN\nTrần Văn An", [("Trần Văn An", "Trưởng thôn", None)]),
    ("CHỦ TỊCH\nY Thoan Niê Kdăm", [("Y Thoan Niê Kdăm", "Chủ tịch", None)]),
    ("CHỦ TỊCH\nRơ Châm H'Nhiên", [("Rơ Châm H'Nhiên", "Chủ tịch", None)]),
    ("TRƯỞNG PHÒNG\nKpă Thuyên", [("Kpă Thuyên", "Trưởng phòng", None)]),
]


@pytest.mark.parametrize(("block", "expected"), BLOCKS)
def test_signers(
    parsed: Callable[[str], Tree],
    block: str,
    expected: list[tuple[str, str, str | None]],
) -> None:
    tree = parsed(f"{START}Nơi nhận:\n- Như trên;\n- Lưu: VT.\n{block}\n")
    found = [
        (s.name.value if s.name else None, s.position, s.authority)
        for s in tree.header.signers
    ]
    assert found == expected
    assert not tree.annexes


def test_recipients_one_entry_a_line(parsed: Callable[[str], Tree]) -> None:
    text = (
        f"{START}Nơi nhận:\n- Thủ tướng, các Phó Thủ tướng (để\nb/c);\n- Văn phòng:\n"
        "+ LĐVP, TH;\n+ Lưu: VT, KT(Hạ).\nCHỦ TỊCH\nTrần Văn An\n"
    )
    assert [p.text for p in parsed(text).header.recipients] == [
        "Thủ tướng, các Phó Thủ tướng (để b/c)",
        "Văn phòng",
        "LĐVP, TH",
        "Lưu: VT, KT(Hạ)",
    ]


def test_heading_broken_over_lines(parsed: Callable[[str], Tree]) -> None:
    tree = parsed(f"{START}Nơi\nnhận:\n- Như trên;\n- Lưu: VT.\nCHỦ TỊCH\nTrần Văn An")
    assert len(tree.header.recipients) == 2


def test_signature_without_recipients(parsed: Callable[[str], Tree]) -> None:
    tree = parsed(f"{START}CHỦ TỊCH\nTrần Văn An")
    assert [s.position for s in tree.header.signers] == ["Chủ tịch"]
    assert [n.passage.text for n in tree.nodes()][-1] == "Rà soát chợ./."


def test_illegible_heading(parsed: Callable[[str], Tree]) -> None:
    tree = parsed(f"{START}ơi nhận;\n- Như trên;\n- Lưu: VT.\nCHỦ TỊCH\nTrần Văn An")
    assert [p.text for p in tree.header.recipients] == ["Như trên", "Lưu: VT"]


def test_what_follows_is_an_annex(parsed: Callable[[str], Tree]) -> None:
    tree = parsed(
        f"{START}Nơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nTrần Văn An\nPHỤ LỤC 01\n"
        "DANH MỤC CHỢ\n1. Chợ Hạ.\nNguồn: tỉnh An Sơn."
    )
    assert [a.title.text for a in tree.annexes] == ["PHỤ LỤC 01 DANH MỤC CHỢ"]


ALONE = [
    (
        "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nTrần Thế An",
        [("Trần Thế An", "Phó Chủ tịch", "KT.")],
    ),
    ("GIÁM ĐỐC\n\nTrần Thế An", [("Trần Thế An", "Giám đốc", None)]),
    ("GIÁM ĐỐC CÁC SỞ\n\nThực hiện theo kế hoạch này.", []),
    ("GIÁM ĐỐC", []),
]


@pytest.mark.parametrize(("block", "expected"), ALONE)
def test_signatures_without_recipients_and_without_a_closing_mark(
    parsed: Callable[[str], Tree],
    block: str,
    expected: list[tuple[str, str, str | None]],
) -> None:
    tree = parsed(START.replace("./.", ".") + block + "\n")
    found = [
        (s.name.value if s.name else None, s.position, s.authority)
        for s in tree.header.signers
    ]
    assert found == expected


BESIDE = [
    # saved from Word: four blanks for a tab
    """Nơi nhận:    KT. CHỦ TỊCH
- Như Điều 3;    PHÓ CHỦ TỊCH

- Sở, ban, ngành    (Đã ký)

- Hội Nông dân huyện
và các đoàn thể;

- Lưu: VT, KT.    Lê Thị Bình
ỦY BAN NHÂN DÂN    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
PHỤ LỤC
""",
    # printed to text, columns kept
    """Nơi nhận:                               KT. CHỦ TỊCH
-  Như Điều 3;                          PHÓ CHỦ TỊCH
- Sở, ban, ngành;
- Hội Nông dân huyện
và các đoàn thể;                           (Đã ký)
- Lưu: VT, KT.

                                         Lê Thị Bình
""",
]


@pytest.mark.parametrize("text", BESIDE)
def test_columns_set_side_by_side_with_blanks(
    parsed: Callable[[str], Tree], text: str
) -> None:
    header = parsed(START + text).header
    assert [r.text for r in header.recipients] == [
        "Như Điều 3",
        "Sở, ban, ngành",
        "Hội Nông dân huyện và các đoàn thể",
        "Lưu: VT, KT",
    ]
    (signer,) = header.signers
    assert signer.name is not None
    assert signer.name.value == "Lê Thị Bình"
    assert (signer.position, signer.authority) == ("Phó Chủ tịch", "KT.")


def test_blanks_within_recipients_part_nothing(parsed: Callable[[str], Tree]) -> None:
    text = f"{START}Nơi nhận:\n- Sở    Tài chính;\n- Lưu: VT.\nCHỦ TỊCH\nTrần Văn An\n"
    header = parsed(text).header
    assert [r.text for r in header.recipients] == ["Sở Tài chính", "Lưu: VT"]


def test_entries_behind_a_lost_end_begin_at_the_office(
    parsed: Callable[[str], Tree],
) -> None:
    tree = parsed(
        "CÔNG ĐIỆN\nVề lễ khởi công\nThủ tướng Chính phủ yêu cầu:\n"
        "1. Bộ Xây dựng rà soát; vượt thẩm quyền báo cáo\n"
        "- Các Phó Thủ tướng Chính phủ;\n- VPCP: BTCN, các PCN;\n"
    )
    shown = [entry.text for entry in tree.header.recipients]
    assert shown == ["Các Phó Thủ tướng Chính phủ", "VPCP: BTCN, các PCN"]


def test_a_lone_entry_behind_the_end_is_a_recipient(
    parsed: Callable[[str], Tree],
) -> None:
    tree = parsed(
        "THÔNG BÁO\nVề hồ chứa\n1. Bộ Xây dựng rà soát hồ chứa./.\n"
        "- Phó Thủ tướng Lê Văn Trác;\n"
    )
    assert [e.text for e in tree.header.recipients] == ["Phó Thủ tướng Lê Văn Trác"]


def test_entries_apart_and_a_name_below_them(parsed: Callable[[str], Tree]) -> None:
    apart = "Nơi nhận\n\nNhư trên;\n\nBộ trưởng (để báo cáo);\n\nLưu: VT, Vụ A.\n\n"
    header = parsed(
        f"{START}\n{apart}KT. VỤ TRƯỞNG\nPHÓ VỤ TRƯỞNG\n\nLê Thị Bình\n"
    ).header
    entries = ["Như trên", "Bộ trưởng (để báo cáo)", "Lưu: VT, Vụ A"]
    assert [r.text for r in header.recipients] == entries
    assert [s.name.value for s in header.signers if s.name] == ["Lê Thị Bình"]
    beside = (
        "KT. BỘ TRƯỞNG\nNơi nhận:              THỨ TRƯỞNG\n- Như trên;\n- Lưu: VT.\n"
    )
    (signer,) = parsed(f"{START}{beside}Lê Thị Bình\n").header.signers
    assert signer.name is not None
    assert (signer.name.value, signer.position) == ("Lê Thị Bình", "Thứ trưởng")


ONE_LINE = [
    (
        "KT. BỘ TRƯỞNG THỨ TRƯỞNG (Đã ký) Lê Thị Bình",
        ("Lê Thị Bình", "Thứ trưởng", "KT."),
    ),
    (
        "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Trần Văn An",
        ("Trần Văn An", "Chủ tịch", "TM."),
    ),
    (
        "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Trần Văn An",
        ("Trần Văn An", "Phó Chủ tịch", "KT."),
    ),
    (
        "BỘ TRƯỞNG, CHỦ NHIỆM Nguyễn Hạ",
        ("Nguyễn Hạ", "Bộ trưởng, Chủ nhiệm", None),
    ),
]


@pytest.mark.parametrize(("block", "expected"), ONE_LINE)
def test_ending_in_one_line_between_bars(
    parsed: Callable[[str], Tree], block: str, expected: tuple[str, str, str | None]
) -> None:
    left = "Nơi nhận: - Như trên; - Các sở, ban, ngành - đoàn thể; - Lưu: VT."
    tree = parsed(f"{START}{left} | {block} |\n")
    found = [
        (s.name.value if s.name else None, s.position, s.authority)
        for s in tree.header.signers
    ]
    assert found == [expected]
    texts = [recipient.text for recipient in tree.header.recipients]
    assert texts == ["Như trên", "Các sở, ban, ngành - đoàn thể", "Lưu: VT"]


def test_entries_run_together_are_two(parsed: Callable[[str], Tree]) -> None:
    sent = (
        "Nơi nhận:\n- Như trên;\n- Chủ tịch UBND tỉnh (để b/c);- CVP (để theo\ndõi);\n"
    )
    tree = parsed(f"{START}{sent}- Lưu: VT.\nCHỦ TỊCH\nTrần Văn An\n")
    texts = [recipient.text for recipient in tree.header.recipients]
    assert texts == [
        "Như trên",
        "Chủ tịch UBND tỉnh (để b/c)",
        "CVP (để theo dõi)",
        "Lưu: VT",
    ]


def test_table_row_about_recipients_is_no_ending(
    parsed: Callable[[str], Tree],
) -> None:
    tree = parsed(f"{START}2. Nơi nhận hồ sơ | Sở Y tế | Phòng 3\n")
    assert not tree.header.signers
    assert not tree.header.recipients
