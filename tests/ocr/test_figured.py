"""Tables of figures without rules: heads, names and figures read once more."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ccndocs.ocr.engine import OcrWord
from ccndocs.ocr.figured import reread_figures

from .conftest import DPI, FakeEngine, draw

SCALE = DPI / 72
AT = (90, 200, 330, 440)
HEADS = (
    (200, 100, "Vốn đăng ký"),
    (90, 107, "Tên cụm"),
    (330, 107, "Lao động"),
    (440, 107, "Dự án"),
)
UNIT = (200, 115, "(tỷ đồng)")
ROWS = (
    ("Gò Vàng", "51,2", "1.250", "14"),
    ("Bãi Dâu", "87,05", "2.870", "27"),
    ("Đá Chùa", "64,0", "486", "9"),
)
PROSE = (90, 60, "Kết quả của các cụm được hỗ trợ trong năm như sau:")


def words_at(x: float, y: float, text: str, line: int) -> list[OcrWord]:
    """The words as the engine gives them: 12 points high."""
    found = []
    for word in text.split():
        wide = 6.0 * len(word)
        box = [round(v * SCALE) for v in (x, y, x + wide, y + 12)]
        found.append(OcrWord(word, *box, 0.95, 1, 1, line))
        x += wide + 3
    return found


def table(**changed: str) -> tuple[np.ndarray, list[OcrWord]]:
    """The picture of a table, and its words; `changed`: other readings."""
    drawn = [(x, y, 12, text) for x, y, text in (PROSE, *HEADS, UNIT)]
    words = words_at(*PROSE, 1)
    for x, y, text in HEADS:
        words += words_at(x, y, text, 2)
    words += words_at(*UNIT, 3)
    for down, row in enumerate(ROWS):
        y = 140 + 20 * down
        drawn += [(x, y, 12, text) for x, text in zip(AT, row, strict=True)]
        for x, text in zip(AT, row, strict=True):
            words += words_at(x, y, changed.get(text, text), 4 + down)
    return np.array(draw(drawn).convert("L")), words


def texts(words: list[OcrWord]) -> list[str]:
    return [word.text for word in words]


def test_a_table_that_was_read_surely_is_not_read_again() -> None:
    picture, words = table()
    engine = FakeEngine()
    assert reread_figures(words, picture, DPI, engine) == words
    assert engine.shapes == []


LOST = ("Vốn", "đăng", "ký", "(tỷ", "đồng)")


def garbled() -> tuple[np.ndarray, list[OcrWord], list[list[OcrWord]]]:
    """A table whose second head was read as "_—", and its heads each read alone."""
    picture, words = table()
    wrong = replace(words_at(200, 100, "_—", 2)[0], bottom=round(127 * SCALE))
    first = texts(words).index("Vốn")
    read = [word for word in words if word.text not in LOST]
    read.insert(first, replace(wrong, confidence=0.3))
    answers = [words_at(0, 0, text, 1) for _, _, text in sorted(HEADS)]
    answers[1] += words_at(0, 15, UNIT[2], 2)
    return picture, read, answers


def test_heads_of_two_lines_taken_for_one_are_read_one_by_one() -> None:
    picture, read, answers = garbled()
    engine = FakeEngine(*answers)
    made = reread_figures(read, picture, DPI, engine)
    assert len(engine.shapes) == len(HEADS)
    head = [word for word in made if word.text in LOST]
    assert texts(head) == list(LOST)
    assert len({(w.block, w.paragraph, w.line) for w in head}) == 1
    assert len(made) == len(table()[1])


def test_a_head_in_doubt_is_read_larger() -> None:
    picture, read, answers = garbled()
    larger = [
        replace(w, left=w.left * 3 // 2, right=w.right * 3 // 2) for w in answers[1]
    ]
    answers[1] = [replace(w, text="Vấn", confidence=0.4) for w in answers[1]]
    engine = FakeEngine(*answers, larger)
    made = reread_figures(read, picture, DPI, engine)
    assert engine.shapes[-1][0] > 1.4 * engine.shapes[1][0]
    assert [w.text for w in made if w.text in LOST] == list(LOST)
    surer = FakeEngine(*answers, [replace(w, confidence=0.2) for w in larger])
    assert "Vấn" in texts(reread_figures(read, picture, DPI, surer))


def test_a_doubtful_figure_is_read_as_a_cell() -> None:
    picture, words = table(**{"2.870": "2.8A0"})
    unsure = [replace(w, confidence=0.4) if w.text == "2.8A0" else w for w in words]
    reading = words_at(0, 0, "2.870", 1)
    made = reread_figures(unsure, picture, DPI, FakeEngine(reading, reading))
    assert texts(made) == texts(table()[1])
    (word,) = (word for word in made if word.text == "2.870")
    assert word.line == 5
    assert abs(word.left - 330 * SCALE) < 30


def test_a_figure_that_was_missed_is_read_in_its_row() -> None:
    picture, words = table()
    missed = [word for word in words if word.text != "2.870"]
    reading = words_at(0, 0, "2.870", 1)
    made = reread_figures(missed, picture, DPI, FakeEngine(reading, reading))
    assert texts(made) == texts(words)


def test_names_that_wide_spaces_glued_are_parted() -> None:
    picture, words = table(**{"Bãi Dâu": "BãiDâu"})
    made = reread_figures(words, picture, DPI, FakeEngine(words_at(0, 0, "Bãi Dâu", 1)))
    assert texts(made) == texts(table()[1])
    other = FakeEngine(words_at(0, 0, "Bà Dầu", 1))  # it does not say the same
    assert texts(reread_figures(words, picture, DPI, other)) == texts(words)


def test_prose_with_numbers_is_no_table() -> None:
    lines = [
        words_at(90, 60 + 20 * at, f"ngày 12 tháng {at} năm 2031", at)
        for at in (1, 2, 3)
    ]
    words = [replace(word, confidence=0.4) for line in lines for word in line]
    blank = np.full((600, 1600), 255, np.uint8)
    assert reread_figures(words, blank, DPI, FakeEngine()) == words
