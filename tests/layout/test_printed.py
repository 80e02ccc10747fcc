"""Pages whose lines have places: reading order, roles, measures, tables."""

from __future__ import annotations

import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccndocs.types.geometry import Box
from ccndocs.types.layout import LineRole
from ccndocs.types.page import Line, Origin, Page, Table, Word
from tests.layout.drawn import (
    HEIGHT,
    PROSE,
    WIDTH,
    laid,
    letter,
    line_of,
    page,
    put,
    texts,
)


@pytest.mark.parametrize("lean", [0.0, math.tan(math.radians(1.2))])
def test_letterhead_and_ending_are_read_column_by_column(lean: float) -> None:
    layout = laid(page(letter(lean)))
    assert texts(layout, LineRole.LETTERHEAD_LEFT) == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH AN SƠN",
        "Số: 12/UBND-KT",
        "V/v phát triển cụm",
    ]
    assert texts(layout, LineRole.LETTERHEAD_RIGHT) == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA",
        "Độc lập - Tự do - Hạnh phúc",
        "An Sơn, ngày 3 tháng 2 năm 2031",
    ]
    left = ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]
    assert texts(layout, LineRole.ENDING_LEFT) == left
    right = ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "Trần Minh Khê"]
    assert texts(layout, LineRole.ENDING_RIGHT) == right
    assert layout.text.split("\n")[7].startswith("Kính gửi")


PRINTED = (
    *("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do", "Số: 12/KH-UBND"),
    *("Nơi nhận:   TM. ỦY BAN NHÂN DÂN", "- Lưu: VT.   CHỦ TỊCH", "Kính gửi: Sở Y tế"),
    *(
        PROSE,
        "1. Rà soát./.",
        "Sở Y tế   Quý II   12",
        "12",
        "| Sở Y tế | 3 |",
        "1 Xem",
    ),
)
places = st.tuples(st.sampled_from(PRINTED), st.integers(20, 420), st.integers(20, 800))


@given(st.lists(st.lists(places, max_size=12), min_size=1, max_size=3))
def test_nothing_printed_is_lost_and_each_line_has_its_own(
    pages: list[list[tuple[str, int, int]]],
) -> None:
    layout = laid(
        *(
            page([put(text, x, y) for text, x, y in lines], number)
            for number, lines in enumerate(pages, 1)
        )
    )
    wanted = [word for lines in pages for text, _, _ in lines for word in text.split()]
    assert Counter(layout.text.split()) == Counter(wanted)
    stop = 0
    for line in layout.lines:
        assert line.span.start >= stop
        assert not layout.text[stop : line.span.start].strip()
        stop = line.span.stop
    assert not layout.text[stop:].strip()


def test_words_keep_their_places_when_lines_are_cut() -> None:
    layout = laid(page(letter()))
    for line in layout.lines:
        words = [word.span.of(layout.text) for word in line.words]
        assert " ".join(words) == line.span.of(layout.text)
    motto = line_of(layout, "Độc lập")
    assert motto.box is not None
    assert motto.box.x0 > 200


def widened(line: Line, gap: float) -> Line:
    """The line with a wider gap before its last word."""
    last = line.words[-1]
    assert last.box is not None
    moved = Box(last.box.x0 + gap, last.box.y0, last.box.x1 + gap, last.box.y1)
    return Line(line.text, (*line.words[:-1], Word(last.text, moved)), line.box)


def test_blank_in_a_number_does_not_cut_it() -> None:
    lines = [
        put("UBND TỈNH AN SƠN", 80, 60),
        put("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 300, 60),
        widened(put("Số: /KH-UBND", 80, 90), 50),
        put("KẾ HOẠCH", 275, 120),
        *letter()[5:8],
    ]
    layout = laid(page(lines))
    assert texts(layout, LineRole.LETTERHEAD_LEFT)[-1] == "Số: /KH-UBND"
    assert texts(layout, LineRole.BODY)[0] == "KẾ HOẠCH"


@pytest.mark.parametrize("words", ["An Sơn, ngày tháng", "An Sơn, ngày ?? tháng"])
def test_blank_in_a_date_does_not_cut_it(words: str) -> None:
    date = widened(put(words, 340, 90), 40)
    year = put("9 năm 2031", 470, 90)
    lines = [
        put("UBND TỈNH AN SƠN", 80, 60),
        put("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 300, 60),
        Line(f"{words} {year.text}", (*date.words, *year.words), date.box),
        *letter()[5:8],
    ]
    layout = laid(page(lines))
    assert f"{words} 9 năm 2031" in layout.text.split("\n")


def test_a_long_name_may_touch_that_of_the_country() -> None:
    words: list[Word] = []
    at = 92.0
    for name in ("ỦY BAN NHÂN DÂN TỈNH AN SƠN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"):
        for word in name.split():
            words.append(Word(word, Box(at, 40, at + 6.2 * len(word), 53), 0.95))
            at += 6.2 * len(word) + 4  # no more between the names than within them
    line = Line(" ".join(w.text for w in words), tuple(words), Box(92, 40, at - 4, 53))
    layout = laid(page([line, *letter()[2:]]))
    assert texts(layout, LineRole.LETTERHEAD_LEFT)[0] == "ỦY BAN NHÂN DÂN TỈNH AN SƠN"
    right = texts(layout, LineRole.LETTERHEAD_RIGHT)
    assert right[0] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def test_ending_without_a_legible_recipients_line() -> None:
    ending = [put("Ñ   KT. GIÁM ĐỐC", 90, 280), put("- Lưu: VT.", 90, 296)]
    lines = [*letter()[5:9], *ending]
    layout = laid(page(lines))
    assert texts(layout, LineRole.ENDING_RIGHT) == ["KT. GIÁM ĐỐC"]
    assert texts(layout, LineRole.ENDING_LEFT) == ["Ñ", "- Lưu: VT."]


def test_recognised_lines_are_sorted_from_top_to_bottom() -> None:
    lines = [
        put("dòng ba", 85, 300),
        put("dòng một", 85, 200),
        put("dòng hai", 85, 250),
    ]
    assert laid(page([*lines])).text == "dòng một\ndòng hai\ndòng ba"


def test_columns_of_a_list_without_rules_are_read_row_by_row() -> None:
    left = [put(f"{n}. Trần Văn {n}", 85, 200 + 20 * n) for n in range(1, 9)]
    right = [put(f"Thành viên {n}", 350, 201 + 20 * n) for n in range(1, 9)]
    words = laid(page([*left, *right])).text.split("\n")
    assert words[:4] == [
        "1. Trần Văn 1",
        "Thành viên 1",
        "2. Trần Văn 2",
        "Thành viên 2",
    ]


def test_doubtful_number_is_kept_and_specks_are_not() -> None:
    number = put("số:42ÉÊ /QÐ-SYT", 85, 200)
    speck = put("*. tr", 400, 300)
    doubtful = [
        Line(line.text, tuple(Word(w.text, w.box, 0.2) for w in line.words), line.box)
        for line in (number, speck)
    ]
    layout = laid(page([*doubtful, put(PROSE, 85, 400)]))
    assert texts(layout, LineRole.FURNITURE) == ["*. tr"]


def test_stretched_text_below_the_letterhead_is_not_cut() -> None:
    lines = letter()
    stretched = widened(put("giao các sở rà soát chức năng, nhiệm", 85, 198), 20)
    lines[6] = stretched
    assert stretched.text in texts(laid(page(lines)), LineRole.BODY)


def test_a_layer_keeps_its_order() -> None:
    lines = [put("dòng ba", 85, 300), put("dòng một", 85, 200)]
    assert laid(page([*lines], origin=Origin.LAYER)).text == "dòng ba\ndòng một"


def test_measures() -> None:
    layout = laid(page(letter()[4:9]))
    first, second = layout.lines[1], layout.lines[2]
    assert first.indent == pytest.approx(28, abs=1)
    assert second.indent == pytest.approx(0, abs=1)
    assert second.gap == pytest.approx(5 / 13, abs=0.05)
    assert second.full
    assert not line_of(layout, "trước ngày").full
    assert not second.centred


def test_centred_title() -> None:
    title = put("KẾ HOẠCH", 270, 150)
    layout = laid(page([title, *letter()[5:9]]))
    assert layout.lines[0].centred


@pytest.mark.parametrize("text", ["2", "- 2 -", "Trang 2/7"])
def test_page_number_in_the_margin(text: str) -> None:
    layout = laid(page([put(text, 295, 30), *letter()[5:9]], number=2))
    assert texts(layout, LineRole.FURNITURE) == [text]


def test_lone_number_in_the_text_is_no_page_number() -> None:
    layout = laid(page([put("2", 295, 300), *letter()[5:9]]))
    assert texts(layout, LineRole.FURNITURE) == []


def test_running_head_and_signature_lines() -> None:
    pages = [
        page([put(f"Mã hồ sơ A{n}", 85, 20), put(f"{PROSE} {n}", 85, 200)], number=n)
        for n in (1, 2, 3)
    ]
    signed = page([put("Thời gian ký: 03/02/2031 08:15", 85, 300)], number=4)
    layout = laid(*pages, signed)
    assert len(texts(layout, LineRole.FURNITURE)) == 4


def footnotes() -> list[Line | Table]:
    body = [put(PROSE, 85, 180 + 18 * n) for n in range(20)]
    notes = [
        put("1 Theo Quyết định số 5/QĐ-UBND của UBND tỉnh", 85, 700, size=9.5),
        put("An Sơn về cụm công nghiệp.", 85, 712, size=9.5),
    ]
    return [*body, *notes]


def test_small_lines_at_the_foot_are_notes() -> None:
    layout = laid(page(footnotes()))
    assert [t.split()[0] for t in texts(layout, LineRole.NOTE)] == ["1", "An"]


def test_small_lines_without_a_mark_are_body() -> None:
    lines = footnotes()
    lines[-2] = put("Theo Quyết định số 5/QĐ-UBND của UBND tỉnh", 85, 700, size=9.5)
    assert texts(laid(page(lines)), LineRole.NOTE) == []


def test_raised_digit_is_a_mark() -> None:
    line = put("các cụm công nghiệp 1 trên địa bàn tỉnh", 85, 200)
    mark = line.words[4]
    assert mark.text == "1"
    assert mark.box is not None
    small = Box(mark.box.x0, mark.box.y0 - 1, mark.box.x0 + 4, mark.box.y0 + 6)
    words = tuple(Word(w.text, small if w is mark else w.box) for w in line.words)
    layout = laid(page([Line(line.text, words, line.box)]))
    raised = [w.span.of(layout.text) for w in layout.lines[0].words if w.superscript]
    assert raised == ["1"]


def test_every_character_belongs_to_a_line() -> None:
    layout = laid(page(letter()), page(footnotes(), number=2))
    assert "\n".join(x.span.of(layout.text) for x in layout.lines) == layout.text


def test_arrival_stamp_beside_the_title_is_furniture() -> None:
    rows = [
        *letter()[:4],
        put("CÔNG VĂN ĐẾN", 60, 150, 9),
        put("Ngày: 7/6   Về việc mở rộng cụm công nghiệp", 62, 166, 9),
        put("Lập Quy hoạch và kế hoạch sử dụng đất", 190, 230),
        put(PROSE, 85, 260),
        put(PROSE, 85, 280),
        put(PROSE, 85, 300),
    ]
    layout = laid(page(rows))
    assert texts(layout, LineRole.FURNITURE) == ["CÔNG VĂN ĐẾN", "Ngày: 7/6"]
    assert "Về việc mở rộng cụm công nghiệp" in layout.text.split("\n")
    assert "Lập Quy hoạch và kế hoạch sử dụng đất" in texts(layout, LineRole.BODY)


def test_two_pages_on_one_sheet_are_read_one_after_the_other() -> None:
    """Even if their lines stand at the same heights."""
    prose = PROSE[:46]
    left = [put(f"{n}. {prose}", 60, 100 + 20 * n) for n in range(6)]
    right = [put(f"{n}. {prose}", 480, 100 + 20 * (n - 6)) for n in range(6, 12)]
    sheet = Page(1, (*left, *right), Origin.OCR, HEIGHT, WIDTH, 0.95)
    found = [line.split(".")[0] for line in laid(sheet).text.splitlines()]
    assert found == [str(n) for n in range(12)]


def test_columns_of_a_landscape_list_are_read_row_by_row() -> None:
    left = [put(f"{n}. Rà soát", 60, 100 + 20 * n) for n in range(6)]
    right = [put(f"Sở số {n}", 480, 100 + 20 * n) for n in range(6)]
    sheet = Page(1, (*left, *right), Origin.OCR, HEIGHT, WIDTH, 0.95)
    found = laid(sheet).text.splitlines()
    assert found[:2] == ["0. Rà soát", "Sở số 0"]


def test_a_note_below_the_signature_is_no_recipient() -> None:
    note = put(
        "! Năm 2031, các cụm cho thuê thêm 38,4 ha, thu hút 29 dự án.", 90, 740, 9.0
    )
    layout = laid(page([*letter(), note]))
    assert texts(layout, LineRole.NOTE) == [note.text]
    assert texts(layout, LineRole.ENDING_LEFT)[-1] == "- Lưu: VT."


def test_a_line_that_the_engine_broke_at_a_blank_is_made_whole() -> None:
    """ "tỉnh;" is no line of the signatures' column, "2" no part of the name."""
    lines: list[Line | Table] = [
        put("Nơi nhận:", 120, 560),
        put("- Báo An Sơn, Đài An Sơn, Cổng TTĐT", 120, 580),
        put("tỉnh;", 120 + 35 * 6.5 + 8 * 3.25 - 32, 580.5),
        put("2", 340, 640),
        put("Nguyễn Văn An", 350, 640),
    ]
    tail = next(x for x in lines if isinstance(x, Line) and x.text == "tỉnh;")
    broken = next(
        x for x in lines if isinstance(x, Line) and x.text.startswith("- Báo")
    )
    assert broken.box is not None
    assert tail.box is not None
    shift = broken.box.x1 + 3 - tail.box.x0
    words = tuple(
        Word(w.text, Box(w.box.x0 + shift, w.box.y0, w.box.x1 + shift, w.box.y1), 0.95)
        for w in tail.words
        if w.box
    )
    lines[2] = Line("tỉnh;", words, words[0].box)
    layout = laid(page(lines))
    assert "Cổng TTĐT tỉnh;" in layout.text
    assert "2 Nguyễn Văn An" not in layout.text.split("\n")
