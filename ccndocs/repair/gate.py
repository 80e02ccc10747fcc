"""How sure a change must be: more where a word is sound, less where the scan is worn.

Margins are natural logs by which the reading chosen beats the next one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ccndocs.repair.decode import Choice
from ccndocs.repair.lattice import Token
from ccndocs.repair.memory import Memory
from ccndocs.vi.syllables import bare, is_syllable


class Margins(NamedTuple):
    """The least margins of slips that depend on how many slips a scan has.

    `mark`: of a legal syllable whose letters keep and whose marks change ("kết cầu");
    `hat`: of one whose hat lost its tone, as scanners do ("thâm", "tô"); `opening`: of
    one whose capital only opens a line or sentence ("Thâm định hồ sơ").
    """

    mark: float
    hat: float
    opening: float


FEW_SLIPS = Margins(mark=3.0, hat=1.5, opening=4.0)
MANY_SLIPS = Margins(mark=1.4, hat=1.3, opening=2.0)
"""On 20 real scans (24,000 words) these change 16 words more: 15 for the better by eye,
one (what a seal left of a name) not. Clean text never has them: there they would harm
17 words of 174,000 and mend none."""
WORN = 0.01  # share of words that slipped beyond doubt, from which on slips are many
LEAST_SLIPS = 3  # and how many they are at least

DIGIT_MARGIN = 2.0  # digits as a word
SLIP_MARGIN = 3.0  # a legal syllable of a sound text as one of other letters
ILLEGAL_MARGIN = 1.0  # an illegal one of three letters or more
NAME_MARGIN = 6.0  # one with a capital: names are what the model knows least
BACKED_MARGIN = 0.5  # one where the document has the same words elsewhere
BACKED_NAME_MARGIN = 1.0
HALF_READ_MARGIN = 0.9  # one that the engine half read itself

_HATS = str.maketrans("ấầẩẫếềểễốồổỗắằẳẵ", "ââââêêêêôôôôăăăă")


def lost_a_tone(read: str, word: str) -> bool:
    """Whether the word as read lacks the tone above its hat, and nothing else.

    >>> lost_a_tone("thâm", "thẩm"), lost_a_tone("tố", "tổ"), lost_a_tone("sô", "xổ")
    (True, False, False)
    """
    return read != word and word.translate(_HATS) == read


def is_worn(
    decided: Iterable[tuple[Token, Choice]],
    memory: Memory,
) -> bool:
    """Whether many words of a scan slipped beyond doubt: another slip is likelier then.

    A worn scan loses every tenth tone; on a good one a word that reads oddly is most
    likely what the page says.
    """
    words = slips = 0
    for token, choice in decided:
        if not token.slip or not token.options.words:
            continue
        words += 1
        word = token.options.words[choice.taken % len(token.options.slot.ids)]
        if word is not None and word != token.piece.text.lower():
            least = least_margin(token, word, memory, False, FEW_SLIPS)
            slips += choice.margin >= least
    return slips >= max(LEAST_SLIPS, WORN * words)


def least_margin(
    token: Token, word: str, memory: Memory, opening: bool, margins: Margins
) -> float:
    """How much better than the next reading a change to `word` must be.

    `opening`: the token's capital is that of a line's or a sentence's first word.
    """
    read = token.piece.text
    if not token.slip:
        return DIGIT_MARGIN if read.isdigit() else 0.0
    named = read[0].isupper() and not token.piece.shouted
    if memory.speaks_for(token.piece.span, word):
        return BACKED_NAME_MARGIN if named else BACKED_MARGIN
    if word in token.half_read and not named and (len(read) > 2 or is_syllable(read)):
        return HALF_READ_MARGIN
    alike = bare(read.lower()) == bare(word)
    if not is_syllable(read.lower()) and (alike or not named):
        return ILLEGAL_MARGIN if len(read) > 2 else SLIP_MARGIN
    if named:
        return margins.opening if opening else NAME_MARGIN
    if lost_a_tone(read.lower(), word):
        return margins.hat
    return margins.mark if alike else SLIP_MARGIN
