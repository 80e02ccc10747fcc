"""Which reading of a page to trust: its text layer, its picture, or both.

Of 30 real scans 21 had no layer, 6 only lines of an electronic signature or the
annexes, 3 a garbage OCR layer, none an honest one: a layer that is not empty proves
nothing, so each page is judged by what its words look like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ccndocs.vi.syllables import is_syllable

# "to", "in", "on" are what an English engine makes of Vietnamese syllables too.
_ENGLISH = frozenset(("the", "of", "and", "for", "with", "by", "that", "this", "from"))
# Letters that only Vietnamese has: no engine for another language writes them.
_OWN = re.compile(r"[\u0103\u0111\u01a1\u01b0\u1ea0-\u1ef9]", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"SAO Y|Người ký|Ngày ký|Thời gian ký|Ký bởi|Đã ký|Cơ quan:|Email:|Chức vụ:|"
    r"Signature|Signed by|Signer|Digitally|Date:|Reason:|Location:|\+07",
    re.IGNORECASE,
)

_FEW_WORDS = 30
_LEGAL_SHARE = 0.6
_MARKED_SHARE = 0.3
_OWN_SHARE = 0.2
_ENGLISH_SHARE = 0.08
_LARGE_INK = 0.25


class Choice(StrEnum):
    """What to make a page of."""

    LAYER = "layer"
    OCR = "ocr"
    BOTH = "both"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a page before it is read.

    `words` of the layer (those with a letter or digit); `legal`: share of its words
    of letters that are Vietnamese syllables; `marked`: share that carries a mark
    (about 0.75 in honest text), `own`: a mark or letter of Vietnamese alone (0.5 to
    0.6; 0 on 18 pages read as English, of which `marked` reached 0.29); `foreign`: it
    reads like English; `signature`: share of its lines that belong to an electronic
    signature; `ink` as in SourcePage.
    """

    words: int = 0
    legal: float = 1.0
    marked: float = 0.75
    own: float = 0.55
    foreign: bool = False
    signature: float = 0.0
    ink: float = 0.0
    has_image: bool = True


@dataclass(frozen=True, slots=True)
class Decision:
    """The choice and why. `distrusted`: the layer is there but lies."""

    choice: Choice
    reason: str
    distrusted: bool = False


def weigh(lines: Iterable[str], *, ink: float, has_image: bool) -> Evidence:
    """The evidence that the lines of a layer give."""
    kept = [line for line in lines if any(c.isalnum() for c in line)]
    words = [w for line in kept for w in line.split() if any(c.isalnum() for c in w)]
    spoken = [w for w in map(_bare, words) if w.isalpha() and not w.isupper()]
    if len(spoken) < 10:  # a table of figures, a heading: capitals must serve
        spoken = [w for w in map(_bare, words) if w.isalpha()]
    total = max(len(spoken), 1)
    signed = sum(bool(_SIGNATURE.search(line)) for line in kept)
    return Evidence(
        words=len(words),
        legal=sum(is_syllable(w.lower()) for w in spoken) / total if spoken else 1.0,
        marked=sum(not w.isascii() for w in spoken) / total if spoken else 0.75,
        own=sum(bool(_OWN.search(w)) for w in spoken) / total if spoken else 0.55,
        foreign=sum(w.lower() in _ENGLISH for w in spoken) >= _ENGLISH_SHARE * total,
        signature=signed / max(len(kept), 1),
        ink=ink,
        has_image=has_image,
    )


def choose(evidence: Evidence, mode: str) -> Decision:
    """The reading to trust; `mode` is that of the options ("auto", "ocr", "text")."""
    if mode == "text" or not evidence.has_image:
        return _layer_only(evidence)
    if mode == "ocr":
        return Decision(Choice.OCR, "the options ask for OCR")
    if not evidence.words:
        return Decision(Choice.OCR, "no text layer")
    if evidence.ink > 0.05 and evidence.words < _FEW_WORDS:
        return Decision(Choice.OCR, "the layer holds a few words of a pictured page")
    if evidence.ink > 0.05 and evidence.signature > 0.5:
        return Decision(Choice.OCR, "the layer holds signature lines only")
    if _lies(evidence):
        reason = (
            f"its words do not look like Vietnamese ({evidence.legal:.0%} are "
            f"syllables, {evidence.marked:.0%} carry marks)"
        )
        return Decision(Choice.OCR, reason, distrusted=True)
    if evidence.ink > _LARGE_INK:
        return Decision(Choice.BOTH, "pictures stand beside the layer")
    return Decision(Choice.LAYER, "the layer is honest")


def _layer_only(evidence: Evidence) -> Decision:
    if evidence.words:
        return Decision(Choice.LAYER, "no picture may be read")
    return Decision(Choice.NOTHING, "neither text nor picture")


def _lies(evidence: Evidence) -> bool:
    """Whether a layer long enough to judge is no Vietnamese (and no English)."""
    if evidence.words < _FEW_WORDS or evidence.foreign:
        return False
    if evidence.own < _OWN_SHARE:
        return True
    return evidence.legal < _LEGAL_SHARE or evidence.marked < _MARKED_SHARE


def _bare(word: str) -> str:
    return word.strip(".,;:!?()[]\"'“”‘’…/-–—*")
