"""Citations: numbers, dates, articles, what the document does to the one cited."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccndocs.extract.citation import find_citations
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Citation, Mention
from ccndocs.types.tree import Passage


def find(text: str, *, is_basis: bool = False) -> list[Mention[Citation]]:
    passage = Passage.join(text, [Span(0, len(text))], 3)
    return find_citations(passage, is_basis=is_basis)


@pytest.mark.parametrize(
    ("text", "kind", "number", "date", "article"),
    [
        ("Nghị định số 99/2031/NĐ-CP", "NĐ", "99/2031/NĐ-CP", None, None),
        (
            "khoản 2 Điều 3 Nghị định số 99/2031/NĐ-CP ngày 5/3/2031",
            "NĐ",
            "99/2031/NĐ-CP",
            "2031-03-05",
            "khoản 2 Điều 3",
        ),
        (
            "Quyết định số 8/QĐ-UBND ngày 15 tháng 3 năm 2031",
            "QĐ",
            "8/QĐ-UBND",
            "2031-03-15",
            None,
        ),
        ("Văn bản số 71/UBND-KT", "CV", "71/UBND-KT", None, None),
        ("Văn bản số 71/TB-UBND", "TB", "71/TB-UBND", None, None),
        ("Công văn số 965 /SXD- QH", "CV", "965/SXD-QH", None, None),
        ("Chỉ thị số 07-CT/TU", "CT", "07-CT/TU", None, None),
        ("Hướng dẫn số 4-HD/TW", "HD", "4-HD/TW", None, None),
        ("Luật Đất đai năm 2024", "Luật", "31/2024/QH15", "2024-01-18", None),
        (
            "Luật Sao Mai ngày 2 tháng 6 năm 2031",
            "Luật",
            "Luật Sao Mai 2031",
            "2031-06-02",
            None,
        ),
        ("Luật Sao Mai số 12/2031/QH16", "Luật", "12/2031/QH16", None, None),
        ("Điều 5 Luật Sao Mai số 12/2031/QH16", "Luật", "12/2031/QH16", None, "Điều 5"),
        ("Nghị quyết số 5/2031/QH16", "NQ", "5/2031/QH16", None, None),
        ("Nghị quyết số 38/CP ngày 04/5/2031", "NQ", "38/CP", "2031-05-04", None),
    ],
)
def test_reads_one_citation(
    text: str, kind: str, number: str, date: str | None, article: str | None
) -> None:
    (mention,) = find(text)
    cited = mention.value
    assert (cited.type, cited.number_symbol) == (kind, number)
    assert (cited.issued_on, cited.article) == (date, article)


@pytest.mark.parametrize(
    "text",
    [
        "đạt 15/20 xã",
        "ngày 15/3/2031",
        "nước/ngày",
        "tỷ lệ 1/500",
        "Luật này",
        "24/7",
        "Sửa đổi Hiến pháp chậm nhất năm 2031.",
        "Các Luật, Nghị định mới ban hành trong năm 2031.",
    ],
)
def test_other_strokes_are_none(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Thực hiện Nghị định số 9/2031/NĐ-CP", "mention"),
        ("Quyết định này thay thế Quyết định số 9/QĐ-UBND", "replaces"),
        ("Bãi bỏ Quyết định số 9/QĐ-UBND", "replaces"),
        ("Sửa đổi, bổ sung Điều 3 Quyết định số 9/QĐ-UBND", "amends"),
        ("Sửa đổi một số điều của Quyết định số 9/QĐ-UBND như sau:", "amends"),
        ("Công văn này thay thế Công văn số 9/SCT-KT", "replaces"),
        ("Rà soát, sửa đổi một số nội dung của Quyết định số 9/QĐ-UBND", "mention"),
        ("Quyết định số 9/QĐ-UBND được sửa đổi, bổ sung bởi Quyết định", "mention"),
        ("Xây dựng Quy chế (thay thế Quyết định số 9/QĐ-UBND)", "mention"),
        ("Rà soát, đề xuất sửa đổi Quyết định số 9/QĐ-UBND", "mention"),
    ],
)
def test_tells_what_the_document_does(text: str, role: str) -> None:
    assert find(text)[0].value.role == role


def test_basis_lines_cite_as_basis() -> None:
    text = "Căn cứ Luật Sao Mai năm 2031; Nghị định số 9/2031/NĐ-CP;"
    assert [m.value.role for m in find(text, is_basis=True)] == ["basis", "basis"]


def test_the_amending_text_of_a_pair_is_a_mention() -> None:
    text = (
        "Nghị định số 8/2030/NĐ-CP được sửa đổi, bổ sung bởi Nghị định số 9/2031/NĐ-CP"
    )
    assert [m.value.role for m in find(text)] == ["mention", "mention"]


def test_span_covers_type_number_and_date() -> None:
    text = "theo Kế hoạch số 12/KH-UBND ngày 01/02/2031 của UBND tỉnh"
    (mention,) = find(text)
    assert mention.span.of(text) == "Kế hoạch số 12/KH-UBND ngày 01/02/2031"


@given(
    st.integers(1, 9999), st.integers(1990, 2090), st.sampled_from(["NĐ-CP", "QĐ-TTg"])
)
def test_numbers_come_back_whole(number: int, year: int, symbol: str) -> None:
    code = f"{number}/{year}/{symbol}"
    assert [m.value.number_symbol for m in find(f"tại văn bản số {code}.")] == [code]


@given(st.text(alphabet="0123456789/-. ĐNQCPndTTgluậtsố", max_size=60))
def test_any_text_is_borne(text: str) -> None:
    assert all(m.span.stop <= len(text) for m in find(text))


def test_the_year_is_that_of_the_last_law_of_a_row() -> None:
    (found,) = find("Căn cứ Luật Đầu tư và Luật Đấu thầu năm 2023")
    assert found.value.number_symbol == "22/2023/QH15"


def test_an_act_that_loses_effect_is_replaced() -> None:
    (found,) = find(
        "Kể từ ngày Quyết định này có hiệu lực, hết hiệu lực"
        " Quyết định số 9/2031/QĐ-UBND"
    )
    assert found.value.role == "replaces"
