"""What noise costs: scores the corpus mutated, beside the corpus as it is.

    python scripts/mutate_corpus.py [--split dev] [--seed 1] [--kinds ocr breaks] [-v]

Kinds: `ocr` (marks mixed up and lost, l/1), `strip` (no diacritics at all),
`numbering` (other marks before items), `labels` (other words in role lines and table
heads), `reorder` (sections in another order), `breaks` (hard line breaks and doubled
spaces). The same seed gives the same text. `--write DIR` keeps the mutated texts.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Callable
from pathlib import Path

from ccndocs.evaluate import Score, find_items, score_record
from ccndocs.pipeline import process_source
from ccndocs.source import from_bytes
from ccndocs.types.json import to_dict
from ccndocs.types.options import Options
from ccndocs.vi.syllables import bare

ROOT = Path(__file__).resolve().parent.parent / "corpus"
FIELDS = ("tasks", "responsible", "coordinating", "deadlines", "statistics")
Mutation = Callable[[str, random.Random], str]

# What a Vietnamese OCR takes for what, as often seen on scans of typical quality.
_CONFUSED = {
    "ể": "ế",
    "ế": "ê",
    "ổ": "ố",
    "ỗ": "ổ",
    "ó": "ỏ",
    "ỏ": "ó",
    "ẩ": "ấ",
    "ắ": "ă",
    "ẵ": "ắ",
    "ị": "i",
    "ụ": "u",
    "ợ": "ơ",
    "ạ": "a",
    "ệ": "ê",
    "ũ": "ủ",
    "ử": "ư",
    "ỷ": "ỳ",
}
_WORD = re.compile(r"[^\W\d_]+")
SHARE = 0.02  # of the words that could be misread: a scan of typical quality


def ocr(text: str, chance: random.Random) -> str:
    """One letter of some words misread; now and then a full stop or "l" for "1"."""

    def misread(found: re.Match[str]) -> str:
        word = found[0]
        places = [at for at, letter in enumerate(word) if letter in _CONFUSED]
        if not places or chance.random() > SHARE:
            return word
        at = chance.choice(places)
        return word[:at] + _CONFUSED[word[at]] + word[at + 1 :]

    lines = []
    for line in _WORD.sub(misread, text).split("\n"):
        if line.endswith(".") and chance.random() < SHARE:
            line = line[:-1]
        if line.startswith("1. ") and chance.random() < SHARE:
            line = "l" + line[1:]
        lines.append(line)
    return "\n".join(lines)


def strip(text: str, _chance: random.Random) -> str:
    """No diacritics at all, as an English OCR reads."""
    return bare(text)


def numbering(text: str, chance: random.Random) -> str:
    """Other marks, the same all through a document."""
    number = chance.choice([r"\1. ", r"\1) ", r"\1/ ", r"\1.  "])
    letter = chance.choice([r"\1. ", r"\1/ ", r"\1) "])
    dash = chance.choice(["– ", "• ", "* ", "-"])
    roman = chance.choice([r"\1/ ", r"\1 - ", r"\1. "])
    text = re.sub(r"(?m)^(\d{1,2})\. ", number, text)
    text = re.sub(r"(?m)^([a-zđ])\) ", letter, text)
    text = re.sub(r"(?m)^- (?=\S)", dash, text)
    return re.sub(r"(?m)^([IVX]{1,4})\. ", roman, text)


_LABELS = {
    "Đơn vị thực hiện": ["Cơ quan thực hiện", "Đơn vị triển khai", "Nơi thực hiện"],
    "Cơ quan chủ trì": ["Đơn vị chủ trì", "Chủ trì", "Cơ quan đầu mối"],
    "Đơn vị chủ trì": ["Cơ quan chủ trì", "Chủ trì thực hiện"],
    "Cơ quan phối hợp": ["Đơn vị phối hợp", "Phối hợp", "Cơ quan cùng thực hiện"],
    "Đơn vị phối hợp": ["Cơ quan phối hợp", "Phối hợp thực hiện"],
    "Thời gian thực hiện": ["Thời hạn", "Tiến độ thực hiện", "Thời hạn hoàn thành"],
    "Thời gian hoàn thành": ["Thời hạn hoàn thành", "Hạn hoàn thành"],
    "Sản phẩm": ["Kết quả", "Sản phẩm dự kiến", "Đầu ra"],
}


def labels(text: str, chance: random.Random) -> str:
    """Other words for the labels of role lines and the heads of table columns."""
    words = {label: chance.choice(others) for label, others in _LABELS.items()}
    known = "|".join(words)
    pattern = re.compile(rf"(?m)(?P<before>^[-+*\s]*|\| )(?P<label>{known})(?=:| \|)")
    return pattern.sub(lambda m: m["before"] + words[m["label"]], text)


def reorder(text: str, chance: random.Random) -> str:
    """Two sections titled in capitals change places; the last stays the last."""
    starts = [m.start() for m in re.finditer(r"(?m)^[IVX]{1,4}\. [^a-z\n]{4,}$", text)]
    if len(starts) < 4:
        return text
    at = chance.randrange(len(starts) - 2)
    low, middle, high = starts[at : at + 3]
    return text[:low] + text[middle:high] + text[low:middle] + text[high:]


def breaks(text: str, chance: random.Random) -> str:
    """Lines broken at a width, some blanks doubled; letterhead and tables stay."""
    width, lines = chance.randint(60, 90), []
    for line in text.split("\n"):
        if len(line) <= width or "|" in line:
            lines.append(line)
            continue
        row = ""
        for word in line.split(" "):
            if row and len(row) + len(word) >= width:
                lines.append(row)
                row = word
            else:
                row += ("  " if chance.random() < 0.03 else " ") * bool(row) + word
        lines.append(row)
    return "\n".join(lines)


KINDS: dict[str, Mutation] = {
    "ocr": ocr,
    "strip": strip,
    "numbering": numbering,
    "labels": labels,
    "reorder": reorder,
    "breaks": breaks,
}


def mutated(text: str, kind: str, seed: int, name: str) -> str:
    """The text of document `name` after the mutation `kind`, always the same."""
    return KINDS[kind](text, random.Random(f"{seed}/{kind}/{name}"))


def main() -> None:
    parser = argparse.ArgumentParser(description="Score the corpus, mutated.")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", nargs="*", choices=sorted(KINDS), default=[*KINDS])
    parser.add_argument("--ids", nargs="*", default=[])
    parser.add_argument("--write", type=Path, help="keep the mutated texts there")
    parser.add_argument("-v", "--verbose", action="store_true")
    options = parser.parse_args()
    items = find_items(ROOT / "gold", ROOT / "text", options.ids, options.split)
    base = None
    for kind in ["", *options.kinds]:
        total = Score()
        for item in items:
            text = item.path.read_text("utf-8")
            if kind:
                text = mutated(text, kind, options.seed, item.name)
            if kind and options.write:
                options.write.mkdir(parents=True, exist_ok=True)
                (options.write / f"{item.name}.{kind}.txt").write_text(text, "utf-8")
            source = from_bytes(item.path.name, text.encode(), Options())
            gold = json.loads(item.gold.read_text("utf-8"))
            score = score_record(gold, to_dict(process_source(source)))
            total.add(score)
            if options.verbose and kind:
                for note in score.notes:
                    print(f"{kind} {item.name}: {note}")
        figures = {field: total.counts[field].f1 for field in FIELDS}
        base = base or figures
        told = "  ".join(
            f"{field} {100 * value:.1f} ({100 * (value - base[field]):+.1f})"
            for field, value in figures.items()
        )
        print(f"{kind or 'as it is':10} {told}", flush=True)


if __name__ == "__main__":
    main()
