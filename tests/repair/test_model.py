"""The tables and the decoder below the words."""

from __future__ import annotations

import numpy as np
import pytest

from ccndocs.repair.case import like
from ccndocs.repair.decode import Slot, decode
from ccndocs.repair.hashing import HashTable, build_table
from ccndocs.repair.lm import language_model
from ccndocs.repair.state import Damage, damages
from ccndocs.vi.syllables import canonical, is_syllable, new_style, split_syllable


@pytest.mark.parametrize("count", [0, 1, 2, 7, 300, 20_000])
def test_table_gives_back_what_it_holds_and_little_else(count: int) -> None:
    rng = np.random.default_rng(1)
    keys = np.unique(rng.integers(0, 1 << 48, count).astype(np.uint64))
    values = keys % np.uint64(16)
    table = HashTable(*build_table(keys, values, bits=4, print_bits=10))
    found, value = table.get(keys)
    assert found.all()
    assert (value == values).all()
    absent = rng.integers(1 << 48, 1 << 49, 20_000).astype(np.uint64)
    assert table.get(absent)[0].mean() < 0.002


def test_table_takes_little_more_than_its_bits() -> None:
    keys = np.arange(100_000, dtype=np.uint64)
    packed, shape = build_table(keys, keys % np.uint64(8), bits=3, print_bits=12)
    assert shape.width == 15
    assert 8 * len(packed) < 1.2 * 15 * len(keys)


def test_table_refuses_a_key_given_twice() -> None:
    keys = np.array([5, 5], dtype=np.uint64)
    with pytest.raises(ValueError, match="twice"):
        build_table(keys, np.array([1, 2], dtype=np.uint32), 4, 12)


def test_decoder_agrees_with_trying_every_path() -> None:
    model = language_model()
    choices = [
        ["thực", "thức", "thúc"],
        ["hiện", "hiền", "hiến"],
        ["quy", "quỹ", "quý"],
    ]
    slots = [
        Slot(tuple(model.ids[w] for w in row), (0.0, -0.5, -0.2)) for row in choices
    ]
    chosen = decode(model, [slots])[0]

    def score(path: tuple[int, ...]) -> float:
        ids = np.array(
            [0, *(slot.ids[n] for slot, n in zip(slots, path, strict=True)), 0],
            np.uint64,
        )
        log, weight, _ = model.bigram(ids[:-1], ids[1:])
        total = float(log[0]) + sum(
            s.scores[n] for s, n in zip(slots, path, strict=True)
        )
        for at in range(2, len(ids)):
            context = 0.0 if at == 1 else float(weight[at - 2])
            key = (ids[at - 2] << np.uint64(32)) | (ids[at - 1] << np.uint64(16))
            gain = float(model.trigram_gain((key | ids[at])[None])[0])
            total += float(log[at - 1]) + context + gain
        return total

    paths = [(a, b, c) for a in range(3) for b in range(3) for c in range(3)]
    assert tuple(choice.taken for choice in chosen) == max(paths, key=score)


def test_decoding_does_not_depend_on_company() -> None:
    model = language_model()
    slot = Slot((model.ids["sở"], model.ids["số"]), (0.0, 0.0))
    other = Slot((model.ids["tài"], model.ids["tai"]), (0.0, 0.0))
    alone = decode(model, [[slot, other]])
    among = decode(model, [[other] * 7, [], [slot, other], [slot]])
    assert [c.taken for c in among[2]] == [c.taken for c in alone[0]]
    assert among[1] == []


@pytest.mark.parametrize(
    ("word", "legal"),
    [
        ("triển", True), ("nghiêng", True), ("quỳnh", True), ("giếng", True),
        ("hoạch", True), ("quốc", True), ("trién", False), ("các", True),
        ("cac", False), ("kế", True), ("cế", False), ("ghà", False), ("", False),
    ],
)  # fmt: skip
def test_syllables(word: str, legal: bool) -> None:
    assert is_syllable(word) is legal


@pytest.mark.parametrize("word", ["hòa", "khỏe", "thủy", "ủy", "quý", "hoàn", "gì"])
def test_tone_styles_turn_into_each_other(word: str) -> None:
    assert canonical(new_style(word)) == canonical(word) == word
    assert "".join(split_syllable(word)) == word


@pytest.mark.parametrize(
    ("read", "word", "right"),
    [("Trién", "triển", "Triển"), ("1y", "lý", "lý"), ("Iy", "lý", "lý"),
     ("KH", "kh", "KH"), ("HQI", "hội", "HỘI"), ("thAm", "thẩm", "thẩm")],
)  # fmt: skip
def test_case_is_kept(read: str, word: str, right: str) -> None:
    assert like(read, word, shouted=read.isupper()) == right


def test_foreign_lines_of_a_sound_text_are_no_damage() -> None:
    lines = [
        "Công ty đã ký hợp đồng với đối tác nước ngoài trong lĩnh vực điện tử",
        "The contract between Green Valley and Blue Lake was signed in two copies",
        "Giám đốc Công ty chịu trách nhiệm thực hiện các nội dung đã cam kết",
    ]
    assert set(damages(lines)) == {Damage.NONE}
