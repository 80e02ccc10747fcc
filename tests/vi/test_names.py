"""Document types, issuers, places, the gazetteer's own soundness."""

from __future__ import annotations

import pytest

from ccndocs.vi.agencies import entries, match_at
from ccndocs.vi.doctypes import (
    leading_type,
    type_of_name,
    type_of_symbol,
)
from ccndocs.vi.issuers import issuer_name, official_case, place_case
from ccndocs.vi.laws import law_of
from ccndocs.vi.places import district_named, province_named, spelling
from ccndocs.vi.tables import listed, rows
from ccndocs.vi.words import tokens

TABLES = """
    abbreviations agencies agency_heads agency_not agency_parts cluster_not
    collective_tails collectives crafts districts doctypes laws posts provinces
    relation_words unit_names
"""


@pytest.mark.parametrize("name", TABLES.split())
def test_tables_are_whole_and_sourced(name: str) -> None:
    found = rows(name)
    assert found
    assert all(row["source"] for row in found)
    first = next(iter(found[0]))
    assert all(row[first] == row[first].strip() != "" for row in found)


def test_no_two_agencies_share_a_name() -> None:
    names = [entry.name for entry in entries()]
    assert len(names) == len(set(names))


def test_every_form_finds_its_own_agency() -> None:
    for entry, row in zip(entries(), rows("agencies"), strict=True):
        match = match_at(tokens(entry.name), 0)
        assert match is not None
        assert (match.entry.name, match.wrong) == (entry.name, 0)
        for form in listed(row["aliases"]):
            assert match_at(tokens(form), 0) is not None, form


def test_successors_lead_to_an_end() -> None:
    by_name = {entry.name: entry for entry in reversed(entries())}
    for entry in entries():
        seen = {entry.name}
        while entry is not None and entry.successor is not None:
            assert entry.since
            assert entry.successor not in seen
            seen.add(entry.successor)
            entry = by_name.get(entry.successor)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("KẾ HOẠCH", "KH"),
        ("KÉ HOACH", "KH"),
        ("** CHỈ THỊ **", "CT"),
        ("Công điện", "CĐ"),
        ("TỜ TRÌNH", "TTr"),
        ("QUYẾT ĐỊNH", "QĐ"),
        ("Kế toán", None),
        ("UBND", None),
        ("", None),
    ],
)
def test_types_by_name(line: str, kind: str | None) -> None:
    assert type_of_name(line) == kind


@pytest.mark.parametrize(
    ("symbol", "kind"),
    [
        ("01/CT-UBND", "CT"),
        ("5/CTr-UBND", "CTr"),
        ("51/2031/QĐ-UBND", "QĐ"),
        ("51/2031/QD-UBND", "QĐ"),
        ("3/HĐ-SYT", "HĐ"),
        ("3/HD-SYT", "HD"),
        ("3176B/QĐ-SYT", "QĐ"),
        ("2029/UBND-KTTH", "CV"),
        ("1432/SCT-QLCN", "CV"),
        ("4290/SCT-TTr", "TTr"),
        ("08-CTr/TU", "CTr"),
        ("12/2031/QH16", None),
        ("", None),
    ],
)
def test_types_by_symbol(symbol: str, kind: str | None) -> None:
    assert type_of_symbol(symbol) == kind


def test_type_leads_a_title() -> None:
    assert leading_type("Kế hoạch thực hiện") == ("KH", 8)
    assert leading_type("Kế hoạchx") is None


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["ỦY BAN NHÂN DÂN", "TỈNH AN SƠN"], "UBND tỉnh An Sơn"),
        (["UỶ BAN NHÂN", "DÂN", "TỈNH AN SƠN", "-------"], "UBND tỉnh An Sơn"),
        (["ỦY BAN NHÂN DÂN", "TP. ĐÀ NẴNG"], "UBND thành phố Đà Nẵng"),
        (["HỘI ĐỒNG NHÂN DÂN", "TỈNH AN SƠN"], "HĐND tỉnh An Sơn"),
        (["ỦY BAN NHÂN DÂN", "XÃ LƯƠNG HÒA HẠ"], "UBND xã Lương Hòa Hạ"),
        (["TỈNH ỦY AN GIANG"], "Tỉnh ủy An Giang"),
        (["THỦ TƯỚNG CHÍNH PHỦ"], "Thủ tướng Chính phủ"),
        (["CHỦ TỊCH NƯỚC"], "Chủ tịch nước"),
        (["BỘ VĂN HÓA, THỂ THAO", "VÀ DU LỊCH"], "Bộ Văn hóa, Thể thao và Du lịch"),
        (["SỞ Y TẾ"], "Sở Y tế"),
        (["TRUNG TÂM KIỂM SOÁT BỆNH TẬT"], "Trung tâm Kiểm soát bệnh tật"),
        (["ỦY BAN BẦU CỬ", "XÃ LƯƠNG HẠ"], "Ủy ban Bầu cử xã Lương Hạ"),
        (["UY BAN NHAN DAN", "TINH AN GIANG"], "UBND tỉnh An Giang"),
        (["Ủy ban nhân dân", "tỉnh An Giang"], "UBND tỉnh An Giang"),
        (
            ["TRƯỜNG ĐẠI HỌC", "KỸ THUẬT - CÔNG NGHỆ AN SƠN"],
            "Trường Đại học Kỹ thuật - Công nghệ An Sơn",
        ),
        (["TRƯỜNG CAO ĐẲNG KINH TẾ HÒA LÂM"], "Trường Cao đẳng Kinh tế Hòa Lâm"),
        (["-----"], None),
        ([], None),
    ],
)
def test_issuers_from_the_letterhead(lines: list[str], name: str | None) -> None:
    assert issuer_name(lines) == name


def test_unknown_names_get_official_case() -> None:
    assert official_case("VĂN PHÒNG ĐIỀU PHỐI SAO MAI").startswith(
        "Văn phòng Điều phối"
    )
    assert official_case("Sở lạ") == "Sở lạ"
    assert place_case("THỊ TRẤN SAO MAI") == "thị trấn Sao Mai"


def test_places_in_every_spelling() -> None:
    dak_lak = province_named("ĐĂK LĂK")
    hue = province_named("Thừa Thiên Huế")
    assert dak_lak is not None
    assert dak_lak.name == "Đắk Lắk"
    assert hue is not None
    assert (hue.successor, hue.merged_on) == ("Huế", "2025-01-01")
    assert province_named("An Sơn") is None
    assert spelling("LẠNG GIANG") == "Lạng Giang"


def test_district_needs_its_province_where_several_share_the_name() -> None:
    assert district_named("Châu Thành") is None
    found = district_named("Châu Thành", "Long An")
    assert found is not None
    assert (found.kind, found.province) == ("huyện", "Long An")


def test_laws_by_title_and_year() -> None:
    law = law_of("Luật Đầu tư", "2020")
    assert law is not None
    assert law.number == "61/2020/QH14"
    assert law_of("Luật Đầu tư", "1999") is None
