"""Words of levels of government: "tỉnh", "TP.", and the short ones within rows."""

from __future__ import annotations

from collections.abc import Sequence

from ccndocs.vi.phrases import agrees, opens_clause
from ccndocs.vi.places import LEVELS
from ccndocs.vi.words import JOINT, Token

_PLAINS = {
    "tinh": ("tỉnh",),
    "thanh pho": ("thành", "phố"),
    "tp": ("tp",),
    "huien": ("huiện",),
    "quan": ("quận",),
    "thi xa": ("thị", "xã"),
    "thi tran": ("thị", "trấn"),
    "xa": ("xã",),
    "phuong": ("phường",),
    "dac khu": ("đặc", "khu"),
}
_NOT_PROVINCE = {"gon", "gian", "than", "hinh", "te"}
_BODIES = {"ui", "doan"}  # "Huyện ủy", "Tỉnh đoàn" are bodies, no levels


def level_at(words: Sequence[Token], at: int) -> tuple[str, int] | None:
    """A level word at token `at` and the index after it ("TP." included)."""
    for size in (2, 1):
        read = words[at : at + size]
        key = " ".join(t.key for t in read)
        if key.startswith("thi x") and len(key) == len("thi xa"):
            key = "thi xa"  # "thị xi": an OCR's last letter
        if len(read) == size and key in _PLAINS and _is_level(words, at, key, size):
            stop = at + size
            if key == "tp" and stop < len(words) and words[stop].text == ".":
                stop += 1
            return LEVELS[key], stop
    return None


def _is_level(words: Sequence[Token], at: int, key: str, size: int) -> bool:
    """Whether the letters agree; "tinh" is "tỉnh" read badly, but for "tinh gọn"."""
    if size == 1 and _after(words, at) in _BODIES:
        return False
    if size == 1 and at + 1 < len(words) and words[at + 1].text == "hội":
        return False  # "Văn hóa - Xã hội", "Tỉnh hội"; but "xã Hội Sơn"
    if key.startswith("thi x") or agrees(words[at : at + size], _PLAINS[key]):
        return True
    bare = key in {"tinh", "huien"} and words[at].text.isascii()
    return bare and _after(words, at) not in _NOT_PROVINCE


def _after(words: Sequence[Token], at: int) -> str:
    return words[at + 1].key if at + 1 < len(words) else ""


def short_town(
    words: Sequence[Token], at: int, before: Sequence[str]
) -> tuple[str, int] | None:
    """The "thị" and "thành" of "các huyện, thị, thành phố": short, within a row.

    "UBND các huyện, thành, thị", "các huyện, thị trong tỉnh"; not "huyện, thành lập".
    """
    if not before or at >= len(words) or words[at].plain not in _SHORT_TOWNS:
        return None
    short = words[at].plain
    follows = words[at + 1] if at + 1 < len(words) else None
    joined = follows is not None and (follows.key == JOINT or follows.text == "/")
    last = follows is None or not follows.word
    behind = short == "thị" or before[-1] == "thị xã"
    ends = last or (behind and opens_clause(words, at + 1))
    return (_SHORT_TOWNS[short], at + 1) if joined or ends else None


_SHORT_TOWNS = {"thị": "thị xã", "thành": "thành phố"}
