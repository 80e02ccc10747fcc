"""Text repaired, every change an edit with its rule: `repair` and `restore`.

Passes: characters (`unicode`), then, on damaged lines only, codes and abbreviations
(`codes`) and words (`diacritics`). A sound text loads no model and keeps every word.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import partial

from ccndocs.repair import (
    codes,
    dates,
    glued,
    names,
    numerals,
    signs,
    titles,
    unicode,
)
from ccndocs.repair.doubts import Doubts, doubts_of, moved
from ccndocs.repair.state import Damage, damages, named, overall
from ccndocs.types.geometry import Span
from ccndocs.types.layout import Layout
from ccndocs.types.page import Origin
from ccndocs.types.text import AlignedText, Edit, RepairedText

__all__ = ["repair", "restore"]


def repair(layout: Layout) -> RepairedText:
    """The text of a document, repaired, and the state its diacritics were in.

    No edit crosses a line break, and the number of lines stays.
    """
    scanned = {page.number for page in layout.pages if page.origin is Origin.OCR}
    starts = [line.span.start for line in layout.lines]
    read = []
    for span in _line_spans(layout.text):
        at = bisect_right(starts, span.stop) - 1
        read.append(at >= 0 and layout.lines[at].page in scanned)
    text, damage = _repaired(layout.text, read, doubts_of(layout))
    lines = layout.text.split("\n")
    return RepairedText(text, overall(lines, damage), tuple(map(named, damage)))


def restore(text: str) -> AlignedText:
    """A plain text with its diacritics restored where they are missing or wrong."""
    return _repaired(text, [False] * (text.count("\n") + 1), {})[0]


def _repaired(
    source: str, read: Sequence[bool], doubts: Doubts
) -> tuple[AlignedText, list[Damage]]:
    """The repaired text, and the damage of its lines.

    `read` says which lines an OCR engine read, `doubts` what it nearly read there.
    """
    text = AlignedText(source)
    for rule in unicode.RULES:
        text = text.apply(rule)
    lines = [span.of(text.text) for span in _line_spans(text.text)]
    damage = [
        Damage.SLIPS if ocr and state is Damage.NONE else state
        for state, ocr in zip(damages(lines), read, strict=True)
    ]
    if all(kind is Damage.NONE for kind in damage):
        return text, damage
    for kind, rules in _LINE_RULES:
        for rule in rules if kind in damage else ():
            text = text.apply(partial(_by_line, damage=damage, kind=kind, rule=rule))
    text = text.apply(lambda t: titles.about_in_title(t, _line_spans(t), damage))
    text = text.apply(lambda t: dates.letters_in_dates(t, _line_spans(t), damage))
    text = text.apply(lambda t: glued.glued_words(t, _line_spans(t), damage))
    left = moved(doubts, text)
    text = text.apply(partial(_restored, damage=damage, doubts=left))
    for rule in signs.LATE_RULES if Damage.SLIPS in damage else ():
        text = text.apply(
            partial(_by_line, damage=damage, kind=Damage.SLIPS, rule=rule)
        )
    for rule in names.NOISE_RULES if Damage.NOISE in damage else ():
        text = text.apply(
            partial(_by_line, damage=damage, kind=Damage.NOISE, rule=rule)
        )
    return text.apply(lambda t: names.second_d(t, _line_spans(t), damage)), damage


def _line_spans(text: str) -> list[Span]:
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return spans


_LINE_RULES = (
    (Damage.SLIPS, codes.SLIP_RULES + signs.RULES),
    (Damage.BARE, codes.BARE_RULES + numerals.BARE_RULES),
    (Damage.NOISE, codes.NOISE_RULES + numerals.NOISE_RULES),
)


def _by_line(
    text: str, damage: Sequence[Damage], kind: Damage, rule: codes.LineRule
) -> Iterable[Edit]:
    """The edits of a line rule on all lines damaged in that way."""
    for span, state in zip(_line_spans(text), damage, strict=True):
        if state is kind:
            for edit in rule(span.of(text)):
                place = edit.span.shift(span.start)
                yield Edit(place, edit.text, edit.rule, edit.score)


def _restored(text: str, damage: Sequence[Damage], doubts: Doubts) -> Iterable[Edit]:
    # numpy and the model load only for a text that needs them.
    from ccndocs.repair.diacritics import propose
    from ccndocs.repair.lm import language_model

    return propose(text, _line_spans(text), damage, language_model(), doubts)
