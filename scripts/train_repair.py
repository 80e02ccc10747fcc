"""Train all models of text repair: one command from a corpus to `models/`.

    python scripts/train_repair.py CORPUS.txt.xz --work DIR

About an hour on one core: 5 minutes for the language model, the rest for rendering
and reading some 290 pages. Needs Tesseract's `eng` and `vie` data and Tinos.
"""

from __future__ import annotations

import argparse
import lzma
import random
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
MODELS = HERE.parent / "models"
LINES = 6000
# name, language, pages, dpi, one-bit, seed, first line
RUNS = (
    ("eng", "eng", 120, 200, False, 1, 0),
    ("eng150", "eng", 50, 150, False, 11, 1000),
    ("engbad", "eng", 40, 200, True, 12, 2500),
    ("eng300", "eng", 25, 300, False, 13, 3500),
    ("vie", "vie", 50, 150, True, 3, 2500),
)


def sample(corpus: Path, out: Path, seed: int = 5) -> None:
    """A random thousandth of the corpus' lines, LINES of them, shuffled."""
    rng = random.Random(seed)
    with lzma.open(corpus, "rt", encoding="utf-8") as file:
        found = [line for line in file if rng.random() < 0.004]
    rng.shuffle(found)
    out.write_text("".join(found[:LINES]), encoding="utf-8")


def run(*words: object) -> None:
    subprocess.run([sys.executable, *map(str, words)], check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    options = parser.parse_args()
    work: Path = options.work
    work.mkdir(parents=True, exist_ok=True)
    run(HERE / "train_lm.py", options.corpus, MODELS / "syllables", "--work", work)
    lines = work / "lines.txt"
    sample(options.corpus, lines)
    rows = lines.read_text(encoding="utf-8").splitlines(keepends=True)
    for name, language, pages, dpi, bad, seed, first in RUNS:
        part = work / f"{name}.txt"
        part.write_text("".join(rows[first:]), encoding="utf-8")
        flags = ["--bad"] if bad else []
        target = work / f"{name}.tsv"
        settings = ["--language", language, "--pages", pages, "--dpi", dpi]
        run(HERE / "make_ocr_pairs.py", part, target, *settings, "--seed", seed, *flags)
    for channel in ("eng", "vie"):
        pairs = work / f"pairs-{channel}.tsv"
        parts = [work / f"{r[0]}.tsv" for r in RUNS if r[1] == channel]
        pairs.write_text("".join(p.read_text(encoding="utf-8") for p in parts), "utf-8")
        out = MODELS / f"channel-{channel}" / "counts.json"
        run(HERE / "train_channel.py", pairs, out)


if __name__ == "__main__":
    main()
