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
from kneser_ney import Trigrams

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


def arguments() -> argparse.Namespace:
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
    return parser.parse_args()


def cached_tokens(options: argparse.Namespace) -> tuple[list[str], np.ndarray]:
    """The words and all tokens as their numbers, numbered once for each `--work`."""
    options.work.mkdir(parents=True, exist_ok=True)
    cached, listed = options.work / "ids.npy", options.work / "ids.words"
    if not cached.exists():
        words, ids = number_tokens(options.corpus, own_lines(options.formulas))
        listed.write_text("\n".join(words), encoding="utf-8")
        np.save(cached, ids)
        del ids
    return listed.read_text(encoding="utf-8").split("\n"), np.load(cached)


def described(options: argparse.Namespace, began: float) -> dict[str, object]:
    """What the model was made by and of, beside its sizes."""
    kept = ("vocabulary", "bi_least", "trigrams")
    return {
        "kind": "syllable trigram with case, modified Kneser-Ney, quantised",
        "command": "scripts/train_lm.py",
        "corpus_sha256": hashlib.sha256(options.corpus.read_bytes()).hexdigest(),
        "seed": None,
        "options": {k: str(v) for k, v in vars(options).items() if k in kept},
        "seconds": round(time.time() - began),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def main() -> None:
    options, began = arguments(), time.time()
    words, ids = cached_tokens(options)
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
    counts = {"bigrams": len(model.bi), "trigrams": len(model.tri), "words": len(words)}
    meta = {
        **described(options, began),
        "counted": total,
        "kept": counts,
        "bytes": sizes,
        "tables": shapes,
    }
    text = json.dumps(meta, indent=2, ensure_ascii=False)
    (options.out / "meta.json").write_text(text + "\n", encoding="utf-8")
    print(json.dumps(meta, indent=2))


if __name__ == "__main__":
    main()
