"""Learn what an OCR engine makes of Vietnamese from pairs of `make_ocr_pairs.py`.

    python scripts/train_channel.py PAIRS.tsv models/channel-eng/counts.json
    python scripts/train_channel.py PAIRS.tsv models/channel-vie/counts.json --slips

Words of a line are aligned by look, letters within a word by repeated Viterbi.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import re
from collections import Counter, defaultdict
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from ccndocs.vi.syllables import bare, canonical, is_syllable, split_syllable

GAP = 0.9
SHORT = 2  # letters of a word that may have been read as quite another
NOTHING = ("", "")
CORE = re.compile(r"^\W*([^\W\d_]+)(\W*)$")
Pieces = list[tuple[str, str]]


# Look-alikes that other scanners and fonts than ours make: a letter's share of each.
LOOKALIKES = {
    "c": {"¢": 0.01},
    "đ": {"p": 0.006, "b": 0.006, "¢": 0.001, "6": 0.001, "g": 0.001},
    **{c: {"i": 0.01, "l": 0.004, "d": 0.01, "éa": 0.003} for c in "ăâàáảãạắằẳẵặấầẩẫậ"},
    **{c: {"b": 0.01, "6": 0.02, "0": 0.004, "3": 0.002} for c in "ôơòóỏõốồổỗớờởỡ"},
    **{c: {"q": 0.02, "g": 0.01, "6": 0.01, "¢": 0.004} for c in "ọộợ"},
    **{c: {"ua": 0.004, "i": 0.006, "a": 0.004, "il": 0.006} for c in "úùủũụ"},
    **{c: {"é": 0.01, "&": 0.006, "€": 0.004, "¢": 0.004} for c in "êẽẻẹéèếềểễệ"},
    **{c: {"1": 0.004, "l": 0.01, "j": 0.003} for c in "iíìỉĩị"},
    **{c: {"{": 0.002, "r": 0.004, "u": 0.006, "w": 0.002} for c in "ưứừửữự"},
    **{c: {"¥": 0.01, "§": 0.002} for c in "yýỳỷỹỵ"},
    "l": {"1": 0.02, "i": 0.02},
    "t": {"1": 0.004, "l": 0.002},
}
PLAIN = 0.03  # a letter's share of being read as its base letter
SLIPS = Path(__file__).with_name("scan_slips.tsv")
RARE = 20  # what a rhyme that training hardly saw is taken to have been seen
Table = dict[str, dict[str, float]]


def distance(truth: str, read: str) -> float:
    longest = max(len(truth), len(read))
    return Levenshtein.distance(bare(truth).lower(), read.lower()) / longest


def align_words(truth: list[str], read: list[str]) -> Pieces:
    """Words that stand for each other; NOTHING where one side has a word too many."""
    rows, columns = len(truth), len(read)
    cost = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    step = [[""] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows + 1):
        for j in range(columns + 1):
            options = []
            if i and j:
                near = abs(i - j) <= 4
                options.append(
                    (
                        cost[i - 1][j - 1]
                        + (distance(truth[i - 1], read[j - 1]) if near else 9),
                        "=",
                    )
                )
            if i:
                options.append((cost[i - 1][j] + GAP, "-"))
            if j:
                options.append((cost[i][j - 1] + GAP, "+"))
            cost[i][j], step[i][j] = min(options, default=(0.0, ""))
    pairs, i, j = [], rows, columns
    while i or j:
        move = step[i][j]
        i, j = i - (move in "=-"), j - (move in "=+")
        pairs.append((truth[i], read[j]) if move == "=" else NOTHING)
    return pairs[::-1]


def believed(pairs: Pieces) -> Pieces:
    """The pairs of words that surely stand for each other.

    Nothing of "ở" is left in "6" nor of "là" in "14"; their neighbours vouch for them.
    """
    apart = [distance(*pair) if pair != NOTHING else 1.0 for pair in pairs]
    sides = zip([1.0, *apart], apart, [*apart[1:], 1.0], strict=False)
    kept = []
    for pair, (before, own, after) in zip(pairs, sides, strict=True):
        short = max(map(len, pair)) <= SHORT and before < 0.5 and after < 0.5
        if own < 0.8 or (short and pair != NOTHING):
            kept.append(pair)
    return kept


def words_of(path: Path) -> Pieces:
    """Lower-case syllables and what was read for them, punctuation taken off both."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        printed, *readings = line.split("\t")
        truth, read = printed.split(), " ".join(readings).split()
        for right, seen in believed(align_words(truth, read)):
            core = CORE.match(right)
            if core is None or not is_syllable(core[1].lower()):
                continue
            tail = len(core[2])
            if tail and seen[-tail:] == core[2]:
                seen = seen[:-tail]
            elif tail:
                continue
            if right[0] != core[1][0]:
                continue
            upper = core[1].isupper() and len(core[1]) > 1
            if not upper and seen:
                found.append((canonical(core[1].lower()), seen.lower()))
    return found


def align_letters(truth: str, read: str, logs: dict[str, dict[str, float]]) -> Pieces:
    """Each letter of the truth with the zero to three signs read for it."""
    best: dict[int, tuple[float, Pieces]] = {0: (0.0, [])}
    for letter in truth:
        onward: dict[int, tuple[float, Pieces]] = {}
        for at, (score, path) in best.items():
            for taken in range(min(3, len(read) - at) + 1):
                piece = read[at : at + taken]
                log = logs.get(letter, {}).get(piece)
                if log is None:
                    log = (
                        -0.3
                        if piece == bare(letter)
                        else (-5.0, -4.0, -6.0, -9.0)[taken]
                    )
                if at + taken not in onward or onward[at + taken][0] < score + log:
                    onward[at + taken] = (score + log, [*path, (letter, piece)])
        best = onward
    return best.get(len(read), (0.0, []))[1]


def learn(pairs: Pieces, rounds: int = 4) -> dict[str, dict[str, dict[str, float]]]:
    logs: dict[str, dict[str, float]] = {}
    weighted = Counter(pairs)
    for _ in range(rounds):
        letters: dict[str, Counter[str]] = defaultdict(Counter)
        onsets: dict[str, Counter[str]] = defaultdict(Counter)
        rhymes: dict[str, Counter[str]] = defaultdict(Counter)
        for (truth, read), count in weighted.items():
            aligned = align_letters(truth, read, logs)
            if not aligned:
                continue
            for letter, piece in aligned:
                letters[letter][piece] += count
            onset, rhyme = split_syllable(truth)
            cut = len(onset)
            onsets[onset]["".join(piece for _, piece in aligned[:cut])] += count
            rhymes[rhyme]["".join(piece for _, piece in aligned[cut:])] += count
        logs = {
            letter: {
                piece: math.log(n / row.total()) for piece, n in row.items() if n > 1
            }
            for letter, row in letters.items()
        }
    for letter in list(letters):
        total = letters[letter].total()
        shares = {bare(letter): PLAIN, **LOOKALIKES.get(letter, {})}
        for piece, share in shares.items():
            count = round(max(share * total, share * 100), 2)
            letters[letter][piece] += count
            if letter in onsets:
                onsets[letter][piece] += count
    return {
        "letters": {k: dict(v.most_common()) for k, v in sorted(letters.items())},
        "onsets": {k: dict(v.most_common()) for k, v in sorted(onsets.items())},
        "rhymes": {k: dict(v.most_common()) for k, v in sorted(rhymes.items())},
    }


def add_slips(learned: dict[str, Table], slips: Path = SLIPS) -> None:
    """What real scanners lose and drawn pages do not show: tones above hats, bars.

    A row of the table says which share of a letter is read as another one.
    """
    for line in slips.read_text(encoding="utf-8").splitlines()[1:]:
        meant, read, share = line.split("\t")
        for table in (learned["letters"], learned["onsets"]):
            _add(table, meant, read, float(share), 0)
        for rhyme in learned["rhymes"]:
            if meant in rhyme:
                seen_as = rhyme.replace(meant, read)
                _add(learned["rhymes"], rhyme, seen_as, float(share), RARE)


def _add(table: Table, unit: str, read: str, share: float, least: int) -> None:
    """A share of a unit's readings more for one string."""
    if unit not in table:
        return
    row = table[unit]
    row[read] = round(row.get(read, 0) + share * max(sum(row.values()), least), 2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--slips", action="store_true", help="add scan_slips.tsv")
    options = parser.parse_args()
    pairs = words_of(options.pairs)
    learned = learn(pairs)
    if options.slips:
        add_slips(learned)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(learned, ensure_ascii=False, separators=(",", ":"))
    options.out.write_text(text + "\n", encoding="utf-8")
    changed = sum(a != b for a, b in pairs)
    print(
        len(pairs),
        "words,",
        changed,
        "read otherwise;",
        len(text),
        "bytes",
        hashlib.sha256(text.encode()).hexdigest()[:16],
    )


if __name__ == "__main__":
    main()
