"""Vietnamese syllables: parts, tones, which ones are legal, the two tone styles.

A syllable is onset + rhyme; the rhyme carries the tone. Legality is spelling only:
"nguyển" is legal though no word is spelled so; "nghỉến" is not.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from ccndocs.vi.letters import UNCHANGED

TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_MARKS = {tone: mark for mark, tone in TONES.items()}

ONSETS = (
    *("ngh", "ng", "nh", "ch", "gh", "gi", "kh", "ph", "qu", "th", "tr"),
    *("b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x"),
    "",
)
"""Longest first."""
_ONSETS = frozenset(ONSETS)


def _listed(*rows: str) -> tuple[str, ...]:
    return tuple(word for row in rows for word in row.split())


_OPEN = _listed(
    "a e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iu oa oe oi oai oao oay oeo",
    "ôi ơi ua uê ui uy uơ ưa ưi ưu uya uyu iêu yêu uôi ươi ươu uây",
)
_NASAL = _listed(
    "am ăm âm em êm im om ôm ơm um iêm yêm uôm ươm oam oăm",
    "an ăn ân en ên in on ôn ơn un iên yên uôn ươn oan oăn oen uân uyên ưn",
    "ang ăng âng eng ong ông ung ưng iêng yêng uông ương oang oăng uâng oong",
    "anh ênh inh oanh uênh uynh",
)
_STOP = _listed(
    "ap ăp âp ep êp ip op ôp ơp up iêp ươp oap oăp",
    "at ăt ât et êt it ot ôt ơt ut ưt iêt yêt uôt ươt oat oăt oet uât uyêt uyt",
    "ac ăc âc ec oc ôc uc ưc iêc uôc ươc oac oăc ooc ach êch ich oach uêch uych",
)
RHYMES = frozenset((*_OPEN, *_NASAL, *_STOP))
_AFTER_QU = frozenset(("ôc", "ơ", "ynh", "yt", "ych"))
_STOPPED = frozenset((*_STOP, "yt", "ych"))


def _strip(char: str, marks: str | None) -> str:
    """The character without its marks, or without those of `marks`."""
    kept = [
        c
        for c in unicodedata.normalize("NFD", char)
        if not (unicodedata.combining(c) if marks is None else c in marks)
    ]
    return unicodedata.normalize("NFC", "".join(kept))


_LATIN = [chr(n) for n in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))]
_COMBINING = dict.fromkeys(range(0x300, 0x370), "")
_BARE = UNCHANGED | _COMBINING | {ord(c): _strip(c, None) for c in _LATIN}
_BARE |= {ord("đ"): "d", ord("Đ"): "D"}
_TONELESS = UNCHANGED | {ord(c): _strip(c, "".join(TONES)) for c in _LATIN}
_TONE_OF = {
    char: TONES[mark]
    for char in _LATIN
    for mark in unicodedata.normalize("NFD", char)[1:]
    if mark in TONES
}


def split_tone(syllable: str) -> tuple[str, int]:
    """The NFC syllable without its tone mark, and the tone (0 level … 5 heavy).

    >>> split_tone("triển")
    ('triên', 2)
    """
    toneless = syllable.translate(_TONELESS)
    tone = 0
    if toneless != syllable:
        for char in syllable:
            tone = _TONE_OF.get(char, tone)
    return toneless, tone


def bare(text: str) -> str:
    """The text without any diacritics, same length for NFC input; đ becomes d.

    >>> bare("Đường Hồ")
    'Duong Ho'
    """
    return text.translate(_BARE)


def split_onset(toneless: str) -> tuple[str, str]:
    """Onset and rhyme of a lower-case syllable.

    >>> split_onset("gi"), split_onset("quyên"), split_onset("giêng")
    (('g', 'i'), ('qu', 'yên'), ('g', 'iêng'))
    """
    for size in (3, 2, 1):
        onset = toneless[:size]
        if onset in _ONSETS:
            rhyme = toneless[size:]
            if onset == "gi" and rhyme not in RHYMES:
                continue  # gì, gìn: the letter i is the rhyme's own
            return onset, rhyme
    return "", toneless


def split_syllable(syllable: str) -> tuple[str, str]:
    """Onset and rhyme with its tone, of a lower-case NFC syllable.

    >>> split_syllable("triển"), split_syllable("quản"), split_syllable("gìn")
    (('tr', 'iển'), ('qu', 'ản'), ('g', 'ìn'))
    """
    onset, _ = split_onset(split_tone(syllable)[0])
    return syllable[: len(onset)], syllable[len(onset) :]


def _fits(onset: str, rhyme: str) -> bool:
    """Whether the spelling rules let the onset stand before the rhyme."""
    if onset == "qu":
        # The glide is written in the onset: quyên, quan, quốc.
        return (rhyme in RHYMES and rhyme[:1] not in "uoư") or rhyme in _AFTER_QU
    if rhyme not in RHYMES:
        return False
    if onset in ("k", "gh", "ngh"):
        return rhyme[0] in "eêiy"
    if onset in ("c", "ng"):
        return rhyme[0] not in "eêiy"
    return not (onset == "g" and rhyme[0] in "eêy")


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Whether a lower-case NFC word is spelled as a Vietnamese syllable.

    >>> [is_syllable(w) for w in ("triển", "trién", "quản", "nghiệp", "nghiệm", "tlen")]
    [True, False, True, True, True, False]
    """
    toneless, tone = split_tone(word)
    onset, rhyme = split_onset(toneless)
    if not _fits(onset, rhyme):
        return False
    # A stopped rhyme has only the sharp and the heavy tone, written always.
    return tone in (4, 5) if rhyme in _STOPPED else True


_BARE_RHYMES = frozenset(bare(rhyme) for rhyme in RHYMES)
_BARE_ONSETS = frozenset(onset for onset in ONSETS if onset != "đ")


@lru_cache(maxsize=65536)
def is_bare_syllable(word: str) -> bool:
    """Whether a lower-case ASCII word is a syllable without its diacritics.

    >>> [is_bare_syllable(w) for w in ("phat", "trien", "nghiep", "the", "and")]
    [True, True, True, True, False]
    """
    if not word.isascii():
        return False
    return any(
        word[:size] in _BARE_ONSETS and word[size:] in _BARE_RHYMES
        for size in range(min(4, len(word)))
    )


_OLD_STYLE = {}
for _pair in ("oa", "oe", "uy"):
    for _tone in range(1, 6):
        for _cased in (_pair, _pair.title(), _pair.upper()):
            _first, _second = _cased[0], _cased[1]
            _new = unicodedata.normalize("NFC", _first + _second + _MARKS[_tone])
            _old = unicodedata.normalize("NFC", _first + _MARKS[_tone] + _second)
            _OLD_STYLE[_new] = _old
_NEW_STYLE = {old: new for new, old in _OLD_STYLE.items()}


def canonical(word: str) -> str:
    """The word with its tone in the old place: "hoà" → "hòa", "thuỷ" → "thủy".

    One spelling for counting and comparing; "quý" and "hoàn" have only one.

    >>> canonical("hoà"), canonical("Uỷ"), canonical("quỷ"), canonical("hoàn")
    ('hòa', 'Ủy', 'quỷ', 'hoàn')
    """
    ending = _OLD_STYLE.get(word[-2:])
    if ending is None or word[-3:-2] in ("q", "Q"):
        return word
    return word[:-2] + ending


def new_style(word: str) -> str:
    """The word with its tone in the new place: "hòa" → "hoà".

    >>> new_style("hòa"), new_style("ủy"), new_style("quỳ")
    ('hoà', 'uỷ', 'quỳ')
    """
    ending = _NEW_STYLE.get(word[-2:])
    return word if ending is None else word[:-2] + ending
