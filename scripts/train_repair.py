"""Train all models of text repair: one command from a corpus to `models/`.

    python scripts/train_repair.py CORPUS.txt.xz --work DIR

About an hour on one core: 5 minutes for the language model, the rest for rendering
and reading some 290 pages. Needs Tesseract's `eng` and `vie` data and Tinos.

--quick tries every step on a few lines and pages in a minute or two and writes to
DIR/models: it shows that the command still works, its models are worth nothing.
"""

from __future__ import annotations

import argparse
import lzma
import random
import subprocess
import sys
from itertools import islice
from pathlib import Path

HERE = Path(__file__).parent
MODELS = HERE.parent / "models"
LINES = 6000
SHARE = 0.004  # of the corpus' lines that may be drawn as pages
# name, language, pages, dpi, one-bit, seed, first line
RUNS = (
    ("eng", "eng", 120, 200, False, 1, 0),
    ("eng150", "eng", 50, 150, False, 11, 1000),
    ("engbad", "eng", 40, 200, True, 12, 2500),
    ("eng300", "eng", 25, 300, False, 13, 3500),
    ("vie", "vie", 50, 150, True, 3, 2500),
)


def sample(corpus: Path, out: Path, share: float, seed: int = 5) -> None:
    """A random share of the corpus' lines, LINES of them, shuffled."""
    rng = random.Random(seed)
    with lzma.open(corpus, "rt", encoding="utf-8") as file:
        found = [line for line in file if rng.random() < share]
    rng.shuffle(found)
    out.write_text("".join(found[:LINES]), encoding="utf-8")


def shorten(corpus: Path, out: Path, lines: int = 30_000) -> Path:
    """The first lines of the corpus, for a quick try."""
    with lzma.open(corpus, "rt", encoding="utf-8") as file:
        head = "".join(islice(file, lines))
    with lzma.open(out, "wt", encoding="utf-8", preset=1) as file:
        file.write(head)
    return out


def run(*words: object) -> None:
    subprocess.run([sys.executable, *map(str, words)], check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--quick", action="store_true", help="a try on little data")
    options = parser.parse_args()
    work: Path = options.work
    work.mkdir(parents=True, exist_ok=True)
    corpus, models, share = options.corpus, MODELS, SHARE
    if options.quick:
        corpus = shorten(corpus, work / "corpus.txt.xz")
        models, share = work / "models", 1.0
    run(HERE / "train_lm.py", corpus, models / "syllables", "--work", work)
    lines = work / "lines.txt"
    sample(corpus, lines, share)
    rows = lines.read_text(encoding="utf-8").splitlines(keepends=True)
    for name, language, full, dpi, bad, seed, first in RUNS:
        pages = 1 if options.quick else full
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
        out = models / f"channel-{channel}" / "counts.json"
        run(HERE / "train_channel.py", pairs, out)


if __name__ == "__main__":
    main()
