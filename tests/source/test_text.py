from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccndocs.errors import BadOptionError
from ccndocs.source import from_bytes, open_pages
from ccndocs.source.encodings import decode
from ccndocs.source.plain import lines_of, split_pages
from ccndocs.types.issue import IssueLog
from ccndocs.types.options import Options

LETTER = """ỦY BAN NHÂN DÂN
TỈNH AN SƠN

Số: 12/KH-UBND
Thực hiện Quyết định số 34/QĐ-TTg ngày 02 tháng 3 năm 2024, Ủy ban nhân dân tỉnh
ban hành Kế hoạch phát triển cụm công nghiệp trên địa bàn tỉnh như sau:
"""
ENCODINGS = (
    *("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"),
    *("utf-32", "utf-32-le", "utf-32-be"),
)
VIETNAMESE = st.text(
    st.sampled_from(
        "aăâbcdđeêghiklmnoôơpqrstuưvxyAĐƯ áàảãạấậốổễệữựỳýỷ.,;:-/0123456789\n"
    ),
    min_size=1,
)


def read_text(data: bytes, **options: object) -> tuple[list[str], list[str]]:
    """Texts of the pages, and issue codes."""
    chosen, issues = Options(**options), IssueLog()  # type: ignore[arg-type]
    source = from_bytes("a.txt", data, chosen)
    with open_pages(source, chosen, issues) as pages:
        found = ["\n".join(line.text for line in p.layer or ()) for p in pages]  # type: ignore[union-attr]
    return found, [issue.code for issue in issues.issues]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_unicode_encodings(encoding: str) -> None:
    assert read_text(LETTER.encode(encoding)) == ([LETTER], [])


def test_decomposed_text_is_composed() -> None:
    data = unicodedata.normalize("NFD", LETTER).encode()
    assert read_text(data) == ([LETTER], [])


def cp1258(text: str) -> bytes:
    """Windows-1258 as Windows writes it: tone marks apart, everything else whole."""
    marks = "\u0300\u0301\u0303\u0309\u0323"
    whole = ""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(c for c in parts if c in marks)
        rest = unicodedata.normalize("NFC", "".join(c for c in parts if c not in marks))
        whole += rest + tone
    return whole.encode("cp1258")


def test_windows_1258_is_composed() -> None:
    assert read_text(cp1258(LETTER)) == ([LETTER], [])


def test_utf8_saved_twice_is_undone_and_said() -> None:
    twice = "".join(
        bytes([b]).decode("cp1252", "ignore") or chr(b) for b in LETTER.encode()
    )
    assert read_text(twice.encode()) == ([LETTER], ["encoding_guessed"])


def test_a_code_page_without_a_name_is_a_guess() -> None:
    pages, codes = read_text("Céng hoµ x· héi chñ nghÜa".encode("cp1252"))
    assert pages == ["Céng hoµ x· héi chñ nghÜa"]
    assert codes == ["encoding_guessed"]


OLD = {  # one sentence in the codes of old fonts
    "TCVN3": "Thùc hiÖn KÕ ho¹ch ph\xb8t triÓn côm c«ng nghiÖp trªn ®Þa bµn"
    " tØnh n¨m tíi",
    "VNI": "Thöïc hieän Keá hoaïch phaùt trieån cuïm coâng nghieäp treân ñòa baøn tænh"
    " naêm tôùi",
}


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize("old", OLD)
def test_codes_of_old_fonts_are_told_by_their_syllables(
    old: str, encoding: str
) -> None:
    pages, codes = read_text(OLD[old].encode(encoding))
    assert pages == [
        "Thực hiện Kế hoạch phát triển cụm công nghiệp trên địa bàn tỉnh năm tới"
    ]
    assert codes == ["encoding_guessed"]


@pytest.mark.parametrize(
    "text",
    [
        "El niño español está aquí, señor; él cantó una canción más y según José así",
        "Où été élève café forêt garçon là très être déjà après même à côté",
        "Céng hoµ",  # too short to tell
        "Kế hoạch có chữ Céng hoµ x· héi chñ nghÜa ViÖt Nam §éc lËp Tù do H¹nh phóc",
    ],
)
def test_other_languages_and_doubtful_texts_stay(text: str) -> None:
    assert read_text(text.encode()) == ([text], [])


def test_a_text_cut_within_a_letter_is_said() -> None:
    pages, codes = read_text(LETTER.encode() + "ệ".encode()[:2])
    assert pages == [LETTER + "\ufffd"]
    assert codes == ["encoding_damaged"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a\r\nb\rc\nd", "a\nb\nc\nd"),
        (b"a\r\n\r\nb", "a\n\nb"),
        (b"\n\na", "\n\na"),
        (b"a\n", "a\n"),
        ("a\u2028b\x0bc".encode(), "a\nb\nc"),
        (b"**I. M\xe1\xbb\xa4C** |\n--- |", "**I. MỤC** |\n--- |"),
        ("a\xa0b\tc".encode(), "a\xa0b\tc"),
        (b"a\x1a", "a"),
    ],
)
def test_lines_stay_as_they_are(data: bytes, expected: str) -> None:
    assert read_text(data)[0] == [expected]


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("a", ["a"]),
        ("a\fb", ["a", "b"]),
        ("a\n\fb\n\f", ["a", "b"]),
        ("a\n\f\n\fb", ["a", "", "b"]),
        ("a\n\n\fb\n", ["a\n", "b"]),
    ],
)
def test_form_feeds_part_pages(text: str, pages: list[str]) -> None:
    assert split_pages(text) == pages


def test_pages_are_chosen_in_order(opened: Callable[..., Any]) -> None:
    data = b"a\fb\fc"
    assert read_text(data, pages=(3, 1, 9, 3))[0] == ["a", "c"]
    source = from_bytes("a.txt", data, Options())
    with open_pages(source, Options(pages=(2,)), IssueLog()) as pages:
        assert (len(pages), pages.page_count) == (1, 3)
        assert [page.number for page in pages] == [2]


def test_a_choice_of_no_page_is_an_error() -> None:
    with pytest.raises(BadOptionError) as caught:
        read_text(b"a\fb", pages=(3, 4))
    assert caught.value.code == "page_range"
    assert "3,4" in str(caught.value)
    assert "a.txt" in str(caught.value)


@given(VIETNAMESE)
def test_nothing_of_a_text_is_lost(text: str) -> None:
    joined = "\n".join(line.text for line in lines_of(text))
    assert joined == unicodedata.normalize("NFC", text)


@given(VIETNAMESE, st.sampled_from(["utf-8", "utf-16", "utf-32", "utf-8-sig"]))
def test_decoding_undoes_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_decode_to_something(data: bytes) -> None:
    found = decode(data)
    assert found.text or found.problem or not data.strip(b"\xef\xbb\xbf\xff\xfe\0")
