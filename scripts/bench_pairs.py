"""How much of what an OCR read is right after repair, and what it had lost before.

Pairs are those of `make_ocr_pairs.py`: a printed line, then what was read for it. "∅"
in a printed line stands for a word that nobody can read, such as a handwritten number;
whatever was read for it counts neither way.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from ccndocs.vi.syllables import bare, canonical

TOKEN = re.compile(r"∅|[^\W_]+(?:[/\-.][^\W_]+)*")
UNREADABLE = "∅"
GAP = 0.55  # a word that the other side lacks, against 1.0 for two unlike words
UNLIKE = 0.67  # share of letters to change from which on nothing of a word is left
Restorer = Callable[[str], str]


@dataclass
class Count:
    """Tokens of all lines; `wrong` is an edit distance, the rest tells it apart.

    `lost`: printed, but not in the reading; `misread`: in the reading, and not right
    after repair; `debris`: read where nothing was printed; `syllables`, `misspelt`:
    words of letters, those that are misread.
    """

    tokens: int = 0
    raw: int = 0
    wrong: int = 0
    lost: int = 0
    misread: int = 0
    debris: int = 0
    syllables: int = 0
    misspelt: int = 0
    helped: int = 0
    harmed: int = 0
    seconds: float = field(default=0.0, compare=False)

    def add(self, other: Count) -> None:
        """Add all counts of another."""
        for item in fields(self):
            total = getattr(self, item.name) + getattr(other, item.name)
            setattr(self, item.name, total)


def tokens(line: str) -> list[str]:
    """Words, numbers and codes of a line, tones in one style."""
    return [canonical(token) for token in TOKEN.findall(line)]


def measure(path: Path, restorer: Restorer) -> Count:
    """The whole of a file of pairs is repaired at once, as a text of many lines."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    began = time.process_time()
    readings = "\n".join("\n".join(row[1:]) for row in rows if len(row) > 1)
    repaired = restorer(readings).split("\n")
    count = Count(seconds=time.process_time() - began)
    at = 0
    for printed, *seen in rows:
        done = repaired[at : at + len(seen)]
        at += len(seen)
        count.add(line_count(*map(tokens, (printed, " ".join(seen), " ".join(done)))))
    return count


def line_count(right: list[str], raw: list[str], done: list[str]) -> Count:
    """The counts of one line, from what was printed, read and repaired."""
    if not right:
        return Count(debris=len(done))
    blots = {at for at, token in enumerate(right) if token == UNREADABLE}
    lost = lost_words(right, raw) - blots
    wrong = wrong_words(right, done) - blots
    words = {n for n, token in enumerate(right) if token.isalpha()} - blots
    helped, harmed = outcome(right, raw, done)
    return Count(
        tokens=len(right) - len(blots),
        raw=max(0, Levenshtein.distance(right, raw) - len(blots)),
        wrong=max(0, Levenshtein.distance(right, done) - len(blots)),
        lost=len(lost),
        misread=len(wrong - lost),
        syllables=len(words),
        misspelt=len((wrong - lost) & words),
        helped=helped,
        harmed=harmed,
    )


def wrong_words(right: list[str], done: list[str]) -> set[int]:
    """Places of printed words that did not come back."""
    return {
        at
        for step in Levenshtein.opcodes(right, done)
        if step.tag != "equal"
        for at in range(step.src_start, step.src_end)
    }


def lost_words(right: list[str], raw: list[str]) -> set[int]:
    """Places of printed words of which the reading holds nothing."""
    found = counterparts(right, raw)
    return {
        at
        for at, (word, seen) in enumerate(zip(right, found, strict=True))
        if seen is None or (len(word) > 2 and unlikeness(word, seen) > UNLIKE)
    }


def unlikeness(a: str, b: str) -> float:
    """The share of letters to change, marks and case left aside."""
    return Levenshtein.normalized_distance(bare(a).lower(), bare(b).lower())


def counterparts(right: Sequence[str], raw: Sequence[str]) -> list[str | None]:
    """For each printed word the one that was read for it, by look and order."""
    cost = [[column * GAP for column in range(len(raw) + 1)]]
    for row, word in enumerate(right, 1):
        line = [row * GAP]
        for column, seen in enumerate(raw, 1):
            pair = cost[row - 1][column - 1] + unlikeness(word, seen)
            line.append(min(pair, cost[row - 1][column] + GAP, line[-1] + GAP))
        cost.append(line)
    found: list[str | None] = [None] * len(right)
    row, column = len(right), len(raw)
    while row and column:
        if cost[row][column] == cost[row - 1][column] + GAP:
            row -= 1
        elif cost[row][column] == cost[row][column - 1] + GAP:
            column -= 1
        else:
            row, column = row - 1, column - 1
            found[row] = raw[column]
    return found


def outcome(right: list[str], raw: list[str], done: list[str]) -> tuple[int, int]:
    """How many changed words became right, how many had been right before."""
    if len(raw) != len(done):
        return 0, 0
    wanted, given = Counter(right), Counter(raw)
    changed = [(a, b) for a, b in zip(raw, done, strict=True) if a != b]
    helped = sum(wanted[b] > given[b] for _, b in changed)
    harmed = sum(wanted[b] <= given[b] and wanted[a] >= given[a] for a, b in changed)
    return helped, harmed
