"""Train all models of text repair: one command from a corpus to `models/`.

    python scripts/train_repair.py CORPUS.txt.xz --work DIR

The language model and the rendering and reading of 335 pages take --jobs cores: 20
minutes of processor time in all, 101 by the clock where two cores were shared by eight.
Needs Tesseract's `eng` and `vie` data and Tinos.

The weights of echoes (`ccndocs/repair/echoes.py`) stand in the code, in no model:
`fit_echoes.py` shows what they are worth.

--quick tries every step on a few lines and pages in a minute or two and writes to
DIR/models: it shows that the command still works, its models are worth nothing.
"""

from __future__ import annotations

import argparse
import lzma
import os
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

HERE = Path(__file__).parent
MODELS = HERE.parent / "models"
LINES = 6000
SHARE = 0.004  # of the corpus' lines that may be drawn as pages
BAD, TURNED = ("--bad",), ("--stamps", "--skew", "1.5")
# name, language, pages, dpi, look of the pages, seed, first line
RUNS = (
    ("eng", "eng", 120, 200, (), 1, 0),
    ("eng150", "eng", 50, 150, (), 11, 1000),
    ("engbad", "eng", 40, 200, BAD, 12, 2500),
    ("eng300", "eng", 25, 300, (), 13, 3500),
    ("engturned", "eng", 50, 200, TURNED, 14, 4000),
    ("vie", "vie", 50, 150, BAD, 3, 2500),
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
    """Run one of our scripts; Tesseract keeps to one core."""
    one_core = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    subprocess.run([sys.executable, *map(str, words)], check=True, env=one_core)


def pages_job(
    work: Path,
    quick: bool,
    name: str,
    language: str,
    pages: int,
    dpi: int,
    look: tuple[str, ...],
    seed: int,
    first: int,
) -> tuple[object, ...]:
    """The words that make the pairs of one kind of pages."""
    rows = (work / "lines.txt").read_text(encoding="utf-8").splitlines(keepends=True)
    part = work / f"{name}.txt"
    part.write_text("".join(rows[first:]), encoding="utf-8")
    pages = 1 if quick else pages
    settings = ["--language", language, "--pages", pages, "--dpi", dpi, *look]
    target = work / f"{name}.tsv"
    return HERE / "make_ocr_pairs.py", part, target, *settings, "--seed", seed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=MODELS, help="where models go")
    parser.add_argument("--jobs", type=int, default=2, help="scripts run at a time")
    parser.add_argument("--quick", action="store_true", help="a try on little data")
    options = parser.parse_args()
    work: Path = options.work
    work.mkdir(parents=True, exist_ok=True)
    corpus, models, share = options.corpus, options.out, SHARE
    if options.quick:
        corpus = shorten(corpus, work / "corpus.txt.xz")
        models, share = work / "models", 1.0
    lines = work / "lines.txt"
    sample(corpus, lines, share)
    jobs: list[tuple[object, ...]] = [
        (HERE / "train_lm.py", corpus, models / "syllables", "--work", work)
    ]
    jobs += [pages_job(work, options.quick, *made) for made in RUNS]
    with ThreadPoolExecutor(options.jobs) as pool:
        list(pool.map(lambda job: run(*job), jobs))
    for channel in ("eng", "vie"):
        pairs = work / f"pairs-{channel}.tsv"
        parts = [work / f"{r[0]}.tsv" for r in RUNS if r[1] == channel]
        pairs.write_text("".join(p.read_text(encoding="utf-8") for p in parts), "utf-8")
        out = models / f"channel-{channel}" / "counts.json"
        slips = ["--slips"] if channel == "vie" else []
        run(HERE / "train_channel.py", pairs, out, *slips)


if __name__ == "__main__":
    main()
