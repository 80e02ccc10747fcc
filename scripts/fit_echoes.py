"""How much echoes should weigh: errors left on clean text, for several weights.

    python scripts/fit_echoes.py TEXT.txt --models DIR

The text must be unknown to the language model in DIR/syllables: what a model has
learned by heart it doubts too little. Hold some stretches of the corpus back, train
`train_lm.py` on the rest, and give the stretches here. Each block of lines is taken for
a document. One row for each setting: one weight changed, the others as they are.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from ccndocs.repair import echoes, lm, restore, unicode
from ccndocs.types.text import AlignedText
from ccndocs.vi.syllables import bare, canonical

TRIED = {
    "DOUBT": (0.0, 2.0, 3.0, 4.0, 5.0),
    "ALONE": (0.9, 1.3, 1.8, 2.4),
    "BESIDE": (2.0, 2.5, 3.0),
    "BESIDE_SIGN": (0.0, 1.3, 2.0),
    "PRIOR": (2.0, 4.0, 8.0),
}


def blocks(path: Path, size: int) -> Iterator[str]:
    """The text in blocks of lines, with the characters that restoration would leave."""
    text = AlignedText(path.read_text(encoding="utf-8"))
    for rule in unicode.RULES:
        text = text.apply(rule)
    lines = text.text.split("\n")
    for at in range(0, len(lines), size):
        yield "\n".join(lines[at : at + size])


def errors(documents: list[str]) -> tuple[int, int]:
    """Words in all, and those that did not come back; tone style is no error."""
    words = wrong = 0
    for text in documents:
        truth, found = text.split(), restore(bare(text)).text.split()
        if len(truth) != len(found):
            continue
        words += len(truth)
        pairs = zip(truth, found, strict=True)
        wrong += sum(canonical(a) != canonical(b) for a, b in pairs)
    return words, wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("text", type=Path)
    parser.add_argument("--models", type=Path, required=True)
    parser.add_argument("--block", type=int, default=250, help="lines of a document")
    options = parser.parse_args()
    folder: Path = options.models
    lm.models_folder = lambda: folder
    documents = list(blocks(options.text, options.block))
    for name, values in TRIED.items():
        usual = getattr(echoes, name)
        for value in values:
            setattr(echoes, name, value)
            words, wrong = errors(documents)
            print(f"{name} {value}: {wrong:,} of {words:,} words", flush=True)
        setattr(echoes, name, usual)


if __name__ == "__main__":
    main()
