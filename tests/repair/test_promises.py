"""What every caller of repair relies on."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccndocs.repair import repair, restore
from ccndocs.types.geometry import Span
from ccndocs.types.layout import LaidLine, Layout, PageFacts
from ccndocs.types.page import Origin
from ccndocs.types.text import Diacritics
from ccndocs.vi.syllables import bare

SOUND = (
    "Ủy ban nhân dân tỉnh An Sơn ban hành Kế hoạch phát triển cụm công nghiệp\n"
    "trên địa bàn tỉnh giai đoạn 2026-2030 với các nội dung sau đây:\n"
    "1. Sở Công Thương chủ trì, phối hợp với các sở, ngành liên quan rà soát\n"
    "quy hoạch, báo cáo trước ngày 15/6/2026."
)
NOISY = (
    "Giao S¢ Cong Thuong chu tri, phdi hop véi cac so, nganh lién quan trién khai\n"
    "thyc hién Nghi dinh s6 32/2024/ND-CP ngay 15/3/2024 cta Chinh phu vé quan ly\n"
)

words = st.sampled_from([*SOUND.split(), *NOISY.split(), *bare(SOUND).split(), "x{r"])
gaps = st.sampled_from([" ", " ", " ", "\n", "  ", ", ", ". ", "\n\n- "])
pieces = st.lists(st.tuples(words, gaps), max_size=30)


def layout_of(text: str, origin: Origin) -> Layout:
    lines, start = [], 0
    for line in text.split("\n"):
        lines.append(LaidLine(Span(start, start + len(line)), 1))
        start += len(line) + 1
    return Layout(text, tuple(lines), (), (PageFacts(1, origin, None, None, 1.0),))


@settings(max_examples=60, deadline=None)
@given(pieces)
def test_lines_stay_and_every_edit_keeps_to_one(made: list[tuple[str, str]]) -> None:
    source = "".join(word + gap for word, gap in made)
    repaired = repair(layout_of(source, Origin.OCR)).text
    assert repaired.source == source
    assert repaired.text.count("\n") == source.count("\n")
    for done in repaired.passes:
        assert all("\n" not in edit.span.of(done.source) for edit in done.edits)


@settings(max_examples=60, deadline=None)
@given(pieces)
def test_untouched_characters_map_to_themselves(made: list[tuple[str, str]]) -> None:
    repaired = restore("".join(word + gap for word, gap in made))
    touched = {at for e in repaired.edits() for at in range(e.span.start, e.span.stop)}
    for at, char in enumerate(repaired.text):
        origin = repaired.to_source(Span(at, at + 1))
        if len(origin) == 1 and origin.start not in touched:
            assert repaired.source[origin.start] == char


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_survived(source: str) -> None:
    assert restore(source).text.count("\n") == source.count("\n")


def test_sound_text_has_no_edit() -> None:
    repaired = repair(layout_of(SOUND, Origin.PLAIN))
    assert repaired.text.passes == ()
    assert repaired.diacritics is Diacritics.INTACT


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (bare(SOUND), Diacritics.MISSING),
        (NOISY, Diacritics.WRONG),
        (SOUND + "\n\n" + bare(SOUND) + "\n\n" + bare(SOUND), Diacritics.MIXED),
        ("", Diacritics.INTACT),
    ],
)
def test_state_is_told(text: str, state: Diacritics) -> None:
    assert repair(layout_of(text, Origin.PLAIN)).diacritics is state


def test_only_the_damaged_part_changes() -> None:
    mixed = SOUND + "\n\n" + bare(SOUND)
    assert restore(mixed).text == SOUND + "\n\n" + SOUND


def test_every_edit_says_why() -> None:
    for edit in restore(NOISY).edits():
        assert edit.rule
        assert 0 < edit.score <= 1


def test_a_sound_text_loads_no_model() -> None:
    code = (
        "import sys; from ccndocs.repair import restore; "
        f"restore({SOUND!r}); print('numpy' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert ran.stdout.split() == [b"False"]


def test_lines_of_abbreviations_and_cut_headings_are_restored_with_their_text() -> None:
    cut = "1. Sở\nKhoa học và Công nghệ chủ trì thực hiện\n"
    text = f"{SOUND}\n{cut}- Lưu: VT, KTTH, NN, PL.\n- Cổng TTĐT tỉnh, VPCP, TGĐ;"
    assert restore(bare(text)).text == text


def test_a_table_of_figures_is_restored_with_its_text() -> None:
    rows = ["Sản lượng", "1.200,5", "45.000,7", "Diện tích", "350,25", "tăng 12,5%"]
    text = "\n".join(rows) + "\n" + "\n".join(f"{n}.000,{n}" for n in range(10, 60))
    assert restore(bare(text)).text == text


def test_list_letters_in_emphasis_keep_their_order() -> None:
    text = f"{SOUND}\n*c) Các nội dung khác;*\n*d) Các thị trường;*\n*đ) Thị trường.*"
    assert restore(bare(text)).text == text


def test_the_state_of_each_line_is_told() -> None:
    text = f"{SOUND}\n\n{bare(SOUND)}\n\n{NOISY}"
    repaired = repair(layout_of(text, Origin.PLAIN))
    lines = dict(zip(text.split("\n"), repaired.lines, strict=True))
    assert lines[SOUND.split("\n")[2]] is Diacritics.INTACT
    assert lines[bare(SOUND).split("\n")[2]] is Diacritics.MISSING
    assert lines[NOISY.split("\n")[0]] is Diacritics.WRONG
    assert repaired.diacritics is Diacritics.MIXED


@pytest.mark.parametrize("style", ["Uỷ", "Ủy"])
def test_restored_tones_follow_the_style_of_the_sound_lines(style: str) -> None:
    sound = SOUND.replace("Ủy", style)
    again = sound.replace("ban hành", "công bố")
    assert restore(f"{sound}\n\n{bare(again)}").text == f"{sound}\n\n{again}"


def test_abbreviations_that_the_text_defines_stay() -> None:
    text = (
        "Cơ quan thi hành án dân sự tỉnh (sau đây viết tắt là THA) thực hiện kế hoạch\n"
        "phối hợp với công an nhân dân (CAND) và các cơ quan THA trên địa bàn tỉnh\n"
    )
    assert restore(bare(text)).text == text
