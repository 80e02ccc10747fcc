"""A form that the document surely has elsewhere decides a close choice."""

from __future__ import annotations

import pytest

from ccndocs.repair import diacritics, native, restore
from ccndocs.repair.decode import Choice, Slot
from ccndocs.repair.echoes import DOUBT, Segment, echoed
from ccndocs.repair.lattice import Options, Token
from ccndocs.repair.pieces import Kind, Piece
from ccndocs.types.geometry import Span
from ccndocs.vi.syllables import bare

SURE, CLOSE = 8.0, 0.5

# Everything that comes before the last line makes that line what it is.
TEXTS = [
    """Ủy ban nhân dân phường Tân Hòa và phường Định Hòa phối hợp thực hiện.
Phường Định Hòa rà soát, phường Định Hòa báo cáo kết quả.
Khu dân cư Định Hòa do Công ty An Sơn đầu tư.""",
    """Hệ thống thông tin của tỉnh về dịch vụ lưu trú và du lịch. Cơ sở lưu trú.
Phân khúc: lưu trú, lữ hành""",
    """Nâng cao năng lực sản xuất của cụm công nghiệp, kết nối thị trường, cung cầu.
Tìm kiếm đối tác kết nối xuất khẩu""",
    """Diện tích chuối mốc toàn tỉnh đạt 1.200 ha; sản lượng chuối mốc tăng 12% mỗi năm.
|
Chuối mốc""",
]


def token_of(read: str, *forms: str, slip: bool = False) -> Token:
    """A token that may be any of the forms; none: it is context."""
    piece = Piece(Kind.WORD, Span(0, len(read)), read, 0)
    slot = Slot(tuple(range(max(1, len(forms)))), (0.0,) * max(1, len(forms)))
    return Token(piece, Options(slot, forms, len(slot.ids)), slip, not slip)


def segment_of(*tokens: tuple[Token, int, float]) -> Segment:
    """Tokens, each with the number of the form taken and the margin it has."""
    return Segment(
        [token for token, _, _ in tokens],
        [token.options.slot for token, _, _ in tokens],
        [Choice(taken, margin) for _, taken, margin in tokens],
    )


RANG = token_of("rang", "rạng", "răng")
BAU, KHU = token_of("bau"), token_of("khu")
CLOSE_RANG = segment_of((KHU, 0, SURE), (RANG, 1, CLOSE), (BAU, 0, SURE))


@pytest.mark.parametrize("text", TEXTS)
def test_what_stands_elsewhere_decides(text: str) -> None:
    last = text.split("\n")[-1]
    assert restore(bare(text)).text == text
    assert restore(bare(f"{TEXTS[0]}\n\n{last}")).text.split("\n")[-1] != last


@pytest.mark.skipif(not native.is_built(), reason="no C compiler was there")
def test_both_decoders_hear_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n\n".join(TEXTS)
    compiled = [(e.span, e.text, e.score) for e in restore(bare(text)).edits()]
    monkeypatch.setattr(native, "is_built", lambda: False)
    assert [(e.span, e.text, e.score) for e in restore(bare(text)).edits()] == compiled


def test_a_sure_choice_outweighs_a_close_one() -> None:
    sure = segment_of((BAU, 0, SURE), (RANG, 0, SURE))
    [(number, slots)] = echoed([sure, CLOSE_RANG])
    assert number == 1
    assert slots[1].scores[0] > slots[1].scores[1] + CLOSE
    assert [slots[0], slots[2]] == [CLOSE_RANG.slots[0], CLOSE_RANG.slots[2]]


def test_the_same_neighbour_counts_more_than_the_word_alone() -> None:
    def gain(*elsewhere: tuple[Token, int, float]) -> float:
        [(_, slots)] = echoed([segment_of(*elsewhere), CLOSE_RANG])
        return slots[1].scores[0]

    alone = gain((RANG, 0, SURE))
    before = gain((KHU, 0, SURE), (RANG, 0, SURE))
    both = gain((KHU, 0, SURE), (RANG, 0, SURE), (BAU, 0, SURE))
    assert alone < before < both


@pytest.mark.parametrize(
    "others",
    [
        pytest.param([], id="a choice is no echo of itself"),
        pytest.param([((RANG, 1, SURE),)], id="they agree"),
        pytest.param([((token_of("rang", "ràng"), 0, SURE),)], id="no form of it"),
        pytest.param(
            [((token_of("rang", "rạng", "răng", slip=True), 0, SURE),)] * 9, id="a slip"
        ),
    ],
)
def test_there_is_no_echo(others: list[tuple[tuple[Token, int, float], ...]]) -> None:
    assert list(echoed([*(segment_of(*row) for row in others), CLOSE_RANG])) == []


def test_of_two_close_choices_the_closer_one_follows() -> None:
    closer = segment_of((RANG, 0, CLOSE / 5))
    [(number, slots)] = echoed([CLOSE_RANG, closer])
    assert number == 1
    assert slots[0].scores[1] > slots[0].scores[0]


def test_a_choice_that_is_not_close_stands() -> None:
    sure = segment_of((KHU, 0, SURE), (RANG, 0, SURE), (BAU, 0, SURE))
    far = segment_of((KHU, 0, SURE), (RANG, 1, DOUBT + 0.1), (BAU, 0, SURE))
    assert list(echoed([sure] * 9 + [far])) == []


def test_the_ends_of_a_segment_are_no_neighbours() -> None:
    """ "Số:" and "Sở" both stand at the beginning of lines."""
    lone = segment_of((RANG, 1, 2.0))
    assert list(echoed([*[segment_of((RANG, 0, SURE))] * 9, lone])) == []


def test_twins_get_the_same() -> None:
    either = Slot((0, 1, 7, 8), (0.0, 0.0, -1.0, -1.0), twins=2)
    close = CLOSE_RANG._replace(slots=[CLOSE_RANG.slots[0], either, KHU.options.slot])
    [(_, slots)] = echoed([segment_of((RANG, 0, SURE)), close])
    gains = [new - old for new, old in zip(slots[1].scores, either.scores, strict=True)]
    assert slots[1].twins == 2
    assert gains[:2] == gains[2:]
    assert gains[0] > gains[1]


def test_echoes_keep_to_their_stretch(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long text is decoded in stretches: memory stays bounded."""
    monkeypatch.setattr(diacritics, "STRETCH", 10)
    seen: list[int] = []
    monkeypatch.setattr(
        diacritics,
        "echoed",
        lambda row: seen.append(sum(len(s.tokens) for s in row)) or [],
    )
    restore(bare("\n\n".join(TEXTS)))
    assert len(seen) > 3
    assert max(seen) < 40
