"""Train the syllable trigram of `models/syllables` from a corpus of clean lines.

    python scripts/train_lm.py CORPUS.txt.xz models/syllables --work DIR

Only counts and weights leave this script; no sentence of the corpus is stored.
Two passes: tokens to numbers (cached in --work), numbers to a pruned, quantised
back-off model in perfect-hash tables.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import re
import resource
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from ccndocs.repair.hashing import build_table
from ccndocs.repair.lm import BOUNDARY, COMMA, NUMBER, UNKNOWN
from ccndocs.repair.lm import CAPITAL as CAPITAL_MARK
from ccndocs.repair.tokens import cased_words
from ccndocs.vi.syllables import canonical, is_syllable
from ccndocs.vi.tables import listed, rows

CASE_KNOWN, CAPITAL, WORD = 1 << 31, 1 << 30, (1 << 30) - 1
CAPITAL_LEAST = 3  # times a word has a capital within a sentence to be two words
SPECIALS = [BOUNDARY, UNKNOWN, NUMBER, COMMA]
TERMS = (
    *(("agencies", "name"), ("agency_heads", "name"), ("collectives", "name")),
    *(("posts", "name"), ("doctypes", "name"), ("laws", "name"), ("units", "form")),
    *(("abbreviations", "expansion"), ("role_labels", "label")),
    *(("section_titles", "example"), ("column_headers", "example")),
)
CORPUS = Path(__file__).resolve().parent.parent / "corpus"
OWN_TIMES = 3  # 8 gained nothing more on the half of the documents held back
GAIN_BITS, LOG_BITS, WEIGHT_BITS = 5, 7, 5  # of what the tables hold
TRI_PRINT, BI_PRINT = 10, 15  # bits of fingerprint: one false hit in 1,024, in 32,768


def lines_of(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") as file:
        yield from file


def number_tokens(
    corpus: Path, extra: list[tuple[str, int]]
) -> tuple[list[str], np.ndarray]:
    """All tokens as numbers; every line ends with a boundary.

    The two highest bits say whether a token's case counts and is a capital.
    """
    vocabulary: dict[str, int] = {word: n for n, word in enumerate(SPECIALS)}
    chunks: list[np.ndarray] = []
    current: list[int] = [0]
    case = {None: 0, False: CASE_KNOWN, True: CASE_KNOWN | CAPITAL}

    def feed(line: str) -> None:
        for word, capital in cased_words(line):
            current.append(vocabulary.setdefault(word, len(vocabulary)) | case[capital])
        if current[-1] != 0:
            current.append(0)

    for line in lines_of(corpus):
        feed(line)
        if len(current) > 2_000_000:
            chunks.append(np.array(current, dtype=np.uint32))
            current.clear()
            current.append(0)
    for line, repeat in extra:
        for _ in range(repeat):
            feed(line)
    chunks.append(np.array(current, dtype=np.uint32))
    return list(vocabulary), np.concatenate(chunks)


def own_lines(formulas: Path) -> list[tuple[str, int]]:
    """Names, labels, formulas of official letters, our documents; with their weight."""
    names = {row["name"] for table in ("provinces", "districts") for row in rows(table)}
    kinds = [f"{row['kind']} {row['name']}" for row in rows("districts")]
    kinds += [f"{row['kind']} {row['name']}" for row in rows("provinces")]
    communes = {
        c for row in rows("districts") for c in listed(row["successor_communes"])
    }
    found = [(name, 20) for name in (*sorted(names), *kinds)]
    found += [(name, 6) for name in sorted(communes)]
    found += [(line, 300) for line in formulas.read_text(encoding="utf-8").splitlines()]
    return found + [(line, 40) for line in own_terms()] + own_documents()


def own_documents() -> list[tuple[str, int]]:
    """The lines of the corpus' invented documents, but for the frozen ones.

    Those measure, among other things, what damage to a text costs.
    """
    found: list[tuple[str, int]] = []
    for source in sorted((CORPUS / "source").glob("*.src")):
        if re.search(r"^split: *frozen", source.read_text(encoding="utf-8"), re.M):
            continue
        text = (CORPUS / "text" / f"{source.stem}.txt").read_text(encoding="utf-8")
        found += [(line, OWN_TIMES) for line in text.splitlines() if line.strip()]
    return found


def own_terms() -> list[str]:
    """Agencies, posts, kinds of documents, units and labels of our own tables."""
    cells = [row[column] for name, column in TERMS for row in rows(name)]
    return list(dict.fromkeys(cell for cell in cells if cell))


def case_logs(ids: np.ndarray, renumber: np.ndarray, size: int) -> np.ndarray:
    """Log P(no capital | word) and log P(capital | word) where case says something."""
    words = renumber[ids & WORD].astype(np.int64)
    known = (ids & CASE_KNOWN) != 0
    capital = known & ((ids & CAPITAL) != 0)
    total = np.bincount(words[known], minlength=size) + 2.0
    upper = np.bincount(words[capital], minlength=size) + 0.4
    return np.stack((np.log(1 - upper / total), np.log(upper / total))).astype(
        np.float32
    )


def alone(case: np.ndarray, kept: list[str], words: list[str]) -> np.ndarray:
    """The logs of words that have no twin with a capital; for the others, nothing."""
    twins = set(words[len(kept) :])
    logs = np.zeros((2, len(words)), dtype=np.float32)
    without = [n for n, word in enumerate(kept) if CAPITAL_MARK + word not in twins]
    logs[:, without] = case[:, without]
    return logs


def choose_vocabulary(
    words: list[str], ids: np.ndarray, size: int
) -> tuple[list[str], np.ndarray]:
    """The words kept (specials first, then by count) and the map old id to new id."""
    counts = np.bincount(ids, minlength=len(words))
    merged: Counter[str] = Counter()
    spelled = [w if n < len(SPECIALS) else canonical(w) for n, w in enumerate(words)]
    for word, count in zip(spelled, counts.tolist(), strict=True):
        merged[word] += count
    ranked = [
        word
        for word, count in merged.most_common()
        if word not in SPECIALS
        and count >= (2 if is_syllable(word) else 30)
        and len(word) < 12
    ][: size - len(SPECIALS)]
    kept = {word: n for n, word in enumerate([*SPECIALS, *ranked])}
    unknown = kept[UNKNOWN]
    return list(kept), np.array(
        [kept.get(w, unknown) for w in spelled], dtype=np.uint16
    )


def with_capitals(
    words: list[str], ids: np.ndarray, capital: np.ndarray
) -> tuple[list[str], np.ndarray]:
    """The vocabulary with the words that often have a capital as words of their own.

    `capital` says which tokens have one where it tells something.
    """
    count = np.bincount(ids[capital], minlength=len(words))
    often = np.array([word.isalpha() for word in words]) & (count >= CAPITAL_LEAST)
    twins = np.arange(len(words), dtype=ids.dtype)
    twins[often] = len(words) + np.arange(often.sum())
    named = [CAPITAL_MARK + word for word, yes in zip(words, often, strict=True) if yes]
    return words + named, np.where(capital, twins[ids], ids)


def count_keys(keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Distinct keys, sorted, and how often each occurs."""
    keys.sort()
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    return keys[starts], np.diff(np.append(starts, len(keys)))


def discount_of(counts: np.ndarray) -> np.ndarray:
    """Modified Kneser-Ney discounts for each count (Chen and Goodman, 1998)."""
    # A corpus too small to have some count at all still gets sane discounts.
    n = [max(float((counts == k).sum()), 1.0) for k in range(1, 5)]
    y = n[0] / (n[0] + 2 * n[1])
    table = np.array(
        [0.0, 1 - 2 * y * n[1] / n[0], 2 - 3 * y * n[2] / n[1], 3 - 4 * y * n[3] / n[2]]
    )
    return np.clip(table, 0.0, (0.0, 0.9, 1.8, 2.7))[np.minimum(counts, 3)]


class Trigrams:
    """Interpolated modified Kneser-Ney of order 3, as back-off tables."""

    def __init__(self, ids: np.ndarray, size: int) -> None:
        self.size = size
        a = ids.astype(np.uint64)
        tri = (a[:-2] << np.uint64(32)) | (a[1:-1] << np.uint64(16)) | a[2:]
        # A trigram never reaches over a boundary except from it.
        tri = tri[(ids[1:-1] != 0)]
        self.tri, self.tri_count = count_keys(tri)
        del tri
        start = ids[:-1] == 0
        bi_start, bi_start_count = count_keys(
            (a[:-1][start] << np.uint64(16)) | a[1:][start]
        )
        # Continuation counts: distinct left neighbours; true counts after a boundary.
        cont, cont_count = count_keys(self.tri & np.uint64(0xFFFFFFFF))
        inner = (cont >> np.uint64(16)) != 0
        self.bi = np.concatenate((bi_start, cont[inner]))
        self.bi_count = np.concatenate((bi_start_count, cont_count[inner]))
        order = np.argsort(self.bi, kind="stable")
        self.bi, self.bi_count = self.bi[order], self.bi_count[order]
        self._estimate()

    def _estimate(self) -> None:
        low16 = np.uint64(0xFFFF)
        right = (self.bi & low16).astype(np.int64)
        left = (self.bi >> np.uint64(16)).astype(np.int64)
        uni = np.bincount(right, minlength=self.size).astype(float)
        uni[0] = max(uni[0], 1.0)
        self.uni = (uni + 0.5) / (uni + 0.5).sum()
        d = discount_of(self.bi_count)
        total = np.bincount(left, weights=self.bi_count, minlength=self.size)
        lost = np.bincount(left, weights=d, minlength=self.size)
        self.bow1 = np.where(total > 0, lost / np.maximum(total, 1), 1.0)
        self.bi_p = (self.bi_count - d) / total[left] + self.bow1[left] * self.uni[
            right
        ]
        context = self.tri >> np.uint64(16)
        starts = np.flatnonzero(np.concatenate(([True], context[1:] != context[:-1])))
        sizes = np.diff(np.append(starts, len(context)))
        d3 = discount_of(self.tri_count)
        total3 = np.add.reduceat(self.tri_count, starts).astype(float)
        lost3 = np.add.reduceat(d3, starts)
        self.context, self.bow2 = context[starts], lost3 / total3
        self.context_count = total3
        lower = self.bi_p[np.searchsorted(self.bi, self.tri & np.uint64(0xFFFFFFFF))]
        weight = np.repeat(self.bow2, sizes)
        self.tri_p = (self.tri_count - d3) / np.repeat(total3, sizes) + weight * lower
        self.tri_backoff = weight * lower

    def prune(self, most: int, bi_least: int) -> None:
        """Keep the `most` trigrams that back-off foretells least (count, log ratio).

        Weighing only what a trigram adds against rival forms of its words was tried:
        on names it loses what it wins on formulas.
        """
        worth = self.tri_count * np.abs(np.log(self.tri_p / self.tri_backoff))
        keep = (
            worth >= np.partition(worth, -most)[-most]
            if most < len(worth)
            else worth >= 0
        )
        needed = np.union1d(
            self.tri[keep] >> np.uint64(16), self.tri[keep] & np.uint64(0xFFFFFFFF)
        )
        self._reweigh(keep)
        at = np.searchsorted(self.context, self.tri[keep] >> np.uint64(16))
        lower = self.bi_p[
            np.searchsorted(self.bi, self.tri[keep] & np.uint64(0xFFFFFFFF))
        ]
        self.tri_lower = self.bow2[at] * lower
        self.tri, self.tri_p = self.tri[keep], self.tri_p[keep]
        self.tri_count = self.tri_count[keep]
        at = np.searchsorted(self.context, self.bi)
        at = np.minimum(at, len(self.context) - 1)
        self.bi_bow = np.where(self.context[at] == self.bi, self.bow2[at], 1.0)
        keep2 = (self.bi_count >= bi_least) | np.isin(self.bi, needed)
        self.bi, self.bi_count = self.bi[keep2], self.bi_count[keep2]
        self.bi_p, self.bi_bow = self.bi_p[keep2], self.bi_bow[keep2]

    def _reweigh(self, keep: np.ndarray) -> None:
        """New back-off weights: mass the kept trigrams leave, over back-off's."""
        context = self.tri >> np.uint64(16)
        starts = np.flatnonzero(np.concatenate(([True], context[1:] != context[:-1])))
        sizes = np.diff(np.append(starts, len(context)))
        lower = self.tri_backoff / np.repeat(self.bow2, sizes)
        left = 1 - np.add.reduceat(np.where(keep, self.tri_p, 0.0), starts)
        rest = 1 - np.add.reduceat(np.where(keep, lower, 0.0), starts)
        self.bow2 = np.clip(left, 1e-6, 1) / np.clip(rest, 1e-6, 1)


def fitted(value: np.ndarray, weight: np.ndarray, size: int) -> np.ndarray:
    """The `size` levels that stand for the values with least error (Lloyd)."""
    order = np.argsort(value)
    value, weight = value[order], weight[order]
    book = np.quantile(value, (np.arange(size) + 0.5) / size)
    for _ in range(30):
        cell = np.searchsorted((book[1:] + book[:-1]) / 2, value)
        total = np.bincount(cell, weights=weight, minlength=size)
        moved = np.bincount(cell, weights=weight * value, minlength=size)
        book = np.sort(np.where(total > 0, moved / np.maximum(total, 1e-9), book))
    return book.astype(np.float32)


def even(value: np.ndarray, size: int) -> np.ndarray:
    """`size` levels in even steps: the frequent high values matter as the rare low."""
    low = np.quantile(value, 0.0005)
    return np.linspace(low, value.max(), size).astype(np.float32)


def coded(value: np.ndarray, book: np.ndarray) -> np.ndarray:
    """The nearest level of each value."""
    return np.searchsorted((book[1:] + book[:-1]) / 2, value).astype(np.uint64)


def save(
    model: Trigrams, case: np.ndarray, words: list[str], out: Path
) -> tuple[dict[str, int], dict[str, dict[str, int]]]:
    """Write the tables; returns their sizes in bytes, and their shapes."""
    out.mkdir(parents=True, exist_ok=True)
    gain = np.log(model.tri_p / model.tri_lower)
    gains = fitted(gain, np.sqrt(model.tri_count), 1 << GAIN_BITS)
    logs, weights = np.log(model.bi_p), np.log(model.bi_bow)
    pair_logs = even(logs, 1 << LOG_BITS)
    pair_weights = even(weights, 1 << WEIGHT_BITS)
    pairs = coded(logs, pair_logs) | coded(weights, pair_weights) << np.uint64(LOG_BITS)
    tri, tri_shape = build_table(model.tri, coded(gain, gains), GAIN_BITS, TRI_PRINT)
    bi, bi_shape = build_table(model.bi, pairs, LOG_BITS + WEIGHT_BITS, BI_PRINT)
    tables = {
        "trigrams.bin": tri,
        "bigrams.bin": bi,
        "gains.bin": gains,
        "pair_logs.bin": pair_logs,
        "pair_weights.bin": pair_weights,
        "case.bin": case,
        "unigrams.bin": np.stack(
            (np.log(model.uni), np.log(np.clip(model.bow1, 1e-6, 1)))
        ).astype(np.float32),
    }
    for name, table in tables.items():
        table.tofile(out / name)
    (out / "words.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    sizes = {name: (out / name).stat().st_size for name in [*tables, "words.txt"]}
    return sizes, {"bigrams": bi_shape._asdict(), "trigrams": tri_shape._asdict()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument(
        "--formulas", type=Path, default=Path(__file__).with_name("formulas.txt")
    )
    parser.add_argument("--vocabulary", type=int, default=24_000)
    parser.add_argument("--bi-least", type=int, default=3)
    parser.add_argument("--trigrams", type=int, default=6_250_000)
    options = parser.parse_args()
    began = time.time()
    options.work.mkdir(parents=True, exist_ok=True)
    cached, listed = options.work / "ids.npy", options.work / "ids.words"
    if not cached.exists():
        words, ids = number_tokens(options.corpus, own_lines(options.formulas))
        listed.write_text("\n".join(words), encoding="utf-8")
        np.save(cached, ids)
        del ids
    words, ids = listed.read_text(encoding="utf-8").split("\n"), np.load(cached)
    print(f"{len(ids):,} tokens, {len(words):,} words, {time.time() - began:.0f} s")
    kept, renumber = choose_vocabulary(words, ids & WORD, options.vocabulary)
    capital = (ids & CASE_KNOWN != 0) & (ids & CAPITAL != 0)
    case = case_logs(ids, renumber, len(kept))
    words, ids = with_capitals(kept, renumber[ids & WORD], capital)
    del capital
    case = alone(case, kept, words)
    model = Trigrams(ids, len(words))
    total = {"bigrams": len(model.bi), "trigrams": len(model.tri), "tokens": len(ids)}
    model.prune(options.trigrams, options.bi_least)
    sizes, shapes = save(model, case, words, options.out)
    meta = {
        "kind": "syllable trigram with case, modified Kneser-Ney, quantised",
        "command": "scripts/train_lm.py",
        "corpus_sha256": hashlib.sha256(options.corpus.read_bytes()).hexdigest(),
        "seed": None,
        "options": {
            k: str(v)
            for k, v in vars(options).items()
            if k in ("vocabulary", "bi_least", "trigrams")
        },
        "counted": total,
        "kept": {
            "bigrams": len(model.bi),
            "trigrams": len(model.tri),
            "words": len(words),
        },
        "bytes": sizes,
        "tables": shapes,
        "seconds": round(time.time() - began),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    (options.out / "meta.json").write_text(
        json.dumps(meta, indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    print(json.dumps(meta, indent=2))


if __name__ == "__main__":
    main()
