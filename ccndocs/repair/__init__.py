"""Text repaired, every change an edit with its rule: `repair` and `restore`.

Passes: characters (`unicode`), then, on damaged lines only, codes and abbreviations
(`codes`) and words (`diacritics`). A sound text loads no model and keeps every word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ccndocs.repair import codes, unicode
from ccndocs.repair.state import Damage, damages, overall
from ccndocs.types.geometry import Span
from ccndocs.types.layout import Layout
from ccndocs.types.text import AlignedText, Diacritics, Edit, RepairedText

__all__ = ["repair", "restore"]


def repair(layout: Layout) -> RepairedText:
    """The text of a document, repaired, and the state its diacritics were in.

    No edit crosses a line break, and the number of lines stays.
    """
    text, state = _repaired(layout.text)
    return RepairedText(text, state)


def restore(text: str) -> AlignedText:
    """A plain text with its diacritics restored where they are missing or wrong."""
    return _repaired(text)[0]


def _repaired(source: str) -> tuple[AlignedText, Diacritics]:
    text = AlignedText(source)
    for rule in unicode.RULES:
        text = text.apply(rule)
    lines = [span.of(text.text) for span in _line_spans(text.text)]
    damage = damages(lines)
    state = overall(lines, damage)
    if all(kind is Damage.NONE for kind in damage):
        return text, state
    for line_rule in codes.RULES:
        text = text.apply(lambda t, rule=line_rule: _by_line(t, damage, rule))  # type: ignore[misc]
    return text.apply(lambda t: _restored(t, damage)), state


def _line_spans(text: str) -> list[Span]:
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return spans


def _by_line(
    text: str, damage: Sequence[Damage], rule: codes.LineRule
) -> Iterable[Edit]:
    """The edits of a line rule on all damaged lines."""
    for span, state in zip(_line_spans(text), damage, strict=True):
        if state is not Damage.NONE:
            for edit in rule(span.of(text)):
                place = edit.span.shift(span.start)
                yield Edit(place, edit.text, edit.rule, edit.score)


def _restored(text: str, damage: Sequence[Damage]) -> Iterable[Edit]:
    # numpy and the model load only for a text that needs them.
    from ccndocs.repair.lm import language_model
    from ccndocs.repair.diacritics import propose

    return propose(text, _line_spans(text), damage, language_model())
