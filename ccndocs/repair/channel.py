"""What an OCR engine for another language makes of a Vietnamese syllable.

P(read | syllable) = max over splits of P(read start | onset) P(read end | rhyme).
Each factor is a count of whole strings where training saw them, smoothed by a model
of single letters that become none to three signs ("ứ" → "ir", "ớ" → "6").
All tokens of a batch and all syllables of the vocabulary are scored together.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ccndocs.repair.decode import Slot
from ccndocs.repair.edges import (
    LONGEST,
    NEVER,
    Scored,
    beginnings,
    columns_of,
    ends,
)
from ccndocs.repair.lm import LanguageModel
from ccndocs.vi.syllables import bare, is_syllable, split_syllable

Floats = npt.NDArray[np.float32]

REMEMBERED = 50_000  # tokens whose scores are kept
TOGETHER = 400  # tokens scored in one batch: bounds memory
ONSET_SIGNS = 5  # signs that an onset becomes, at most
HOPELESS = 9.0  # natural logs behind the likeliest at which a syllable is left out
SPLIT_BEAM = 14.0  # … at which a split into onset and rhyme is left out
PAD = 0
SMOOTH = 6.0  # weight of the base letter's counts in those of a letter
NARROW = 0.1  # share of readings that training pages are too alike to show
GENERIC = (-6.0, -6.5, -9.0, -12.0)  # log P of an unseen string of 0, 1, 2, 3 signs


@dataclass(frozen=True, slots=True)
class Counts:
    """What training saw: string read for each letter, onset and rhyme."""

    letters: dict[str, dict[str, float]]
    onsets: dict[str, dict[str, float]]
    rhymes: dict[str, dict[str, float]]


class Channel:
    """The `most` likeliest syllables for a token as read."""

    def __init__(self, counts: Counts, model: LanguageModel, most: int) -> None:
        self._most = most
        self._known: dict[str, tuple[Slot, float]] = {}
        # No syllable has more than seven letters ("nghiêng"); "^…" is a word that has a
        # capital. Both are told at a glance, which halves the time to get ready.
        syllables = [
            (n, w)
            for n, w in enumerate(model.words)
            if n > 3 and len(w) < 8 and w[0] != "^" and is_syllable(w)
        ]
        parts = [split_syllable(word) for _, word in syllables]
        self._ids = np.array([n for n, _ in syllables], dtype=np.int64)
        self._at = {word: n for n, (_, word) in enumerate(syllables)}
        self._prior = model.unigrams[0][self._ids]
        self._onsets = sorted({onset for onset, _ in parts})
        self._rhymes = sorted({rhyme for _, rhyme in parts})
        onset_at = {o: n for n, o in enumerate(self._onsets)}
        rhyme_at = {r: n for n, r in enumerate(self._rhymes)}
        self._pair_of = np.array(
            [onset_at[o] * len(self._rhymes) + rhyme_at[r] for o, r in parts]
        )
        letters = sorted({c for part in (*self._onsets, *self._rhymes) for c in part})
        self._letter_at = {c: n for n, c in enumerate(letters, 1)}
        self._onset_letters = columns_of(self._spell(self._onsets))
        self._rhyme_letters = columns_of(self._spell(self._rhymes)[:, ::-1])
        self._costs = self._letter_costs(counts.letters, letters)
        self._unseen = [
            np.array([NEVER if d else 0.0] + [GENERIC[d]] * len(letters), np.float32)
            for d in range(LONGEST + 1)
        ]
        self._onset_seen = _index(counts.onsets, onset_at)
        self._rhyme_seen = _index(counts.rhymes, rhyme_at)
        self._onset_total = _totals(counts.onsets, self._onsets)
        self._rhyme_total = _totals(counts.rhymes, self._rhymes)

    def _spell(self, strings: list[str]) -> npt.NDArray[np.int64]:
        width = max(map(len, strings))
        spelled = np.full((len(strings), width), PAD, dtype=np.int64)
        for row, string in enumerate(strings):
            spelled[row, : len(string)] = [self._letter_at[c] for c in string]
        return spelled

    def _letter_costs(
        self, seen: dict[str, dict[str, float]], letters: list[str]
    ) -> dict[str, Floats]:
        """For each string read, log P given each letter (column 0 is the padding).

        A letter's own counts are smoothed by those of all letters of its base.
        """
        pooled: dict[str, dict[str, float]] = {}
        for letter, row in seen.items():
            base = pooled.setdefault(bare(letter), {})
            for string, count in row.items():
                base[string] = base.get(string, 0.0) + count
        strings = sorted({s for row in seen.values() for s in row} | set(pooled))
        at = {string: n for n, string in enumerate(strings)}
        generic = np.exp(np.array([GENERIC[len(s)] for s in strings]))
        table = np.zeros((len(letters), len(strings)))
        for row_number, letter in enumerate(letters):
            smooth = generic.copy()
            base = pooled.get(bare(letter), {})
            total = sum(base.values()) + 1.0
            smooth[at[bare(letter)]] += 0.9 / total
            for string, count in base.items():
                smooth[at[string]] += 0.9 * count / total
            own = seen.get(letter, {})
            table[row_number] = SMOOTH * smooth
            for string, count in own.items():
                table[row_number, at[string]] += count
            table[row_number] /= sum(own.values()) + SMOOTH
        logs = np.log(table).astype(np.float32)
        costs = {}
        for string, n in at.items():
            first = np.float32(NEVER if string else 0.0)
            costs[string] = np.concatenate(([first], logs[:, n]))
        return costs

    def _cost(self, piece: str) -> Floats:
        found = self._costs.get(piece)
        return self._unseen[len(piece)] if found is None else found

    def _edges(self, reads: Sequence[str]) -> tuple[Scored, Scored]:
        """Scores of the onsets for all starts, of the rhymes for all ends."""
        heads, onsets = beginnings(reads, ONSET_SIGNS, self._onset_letters, self._cost)
        tails, rhymes = ends(reads, self._rhyme_letters, self._cost)
        for head, row in zip(heads, onsets, strict=True):
            self._blend(row, self._onset_seen.get(head), self._onset_total)
        for tail, row in zip(tails, rhymes, strict=True):
            self._blend(row, self._rhyme_seen.get(tail), self._rhyme_total)
        return _scored(heads, onsets), _scored(tails, rhymes)

    def _combined(self, read: str, starts: Scored, ends: Scored) -> Floats:
        """How likely `read` is for every syllable of the vocabulary, as log P."""
        cuts = range(min(len(read), ONSET_SIGNS) + 1)
        splits = [(starts.at[read[:at]], ends.at[read[at:]]) for at in cuts]
        bounds = [starts.best[head] + ends.best[tail] for head, tail in splits]
        least = max(bounds) - SPLIT_BEAM
        best = np.full((len(self._onsets), len(self._rhymes)), NEVER, np.float32)
        for (head, tail), bound in zip(splits, bounds, strict=True):
            if bound <= least:
                continue
            # An onset that cannot come near the best pair is tried with no rhyme.
            near = np.flatnonzero(starts.logs[head] > least - ends.best[tail])
            pair = starts.logs[head][near, None] + ends.logs[tail][None, :]
            best[near] = np.maximum(best[near], pair)
        scored: Floats = best.ravel().take(self._pair_of)
        return scored

    def _blend(self, logs: Floats, seen: Any, totals: tuple[Floats, Floats]) -> None:
        """Mix the letter model with counts of the whole string, in place.

        A unit that was read in many ways is the likelier to be read in a new one.
        """
        share, whole = totals
        logs += share
        if seen is not None:
            at, counts = seen
            logs[at] = np.logaddexp(logs[at], np.log(counts / whole[at]))

    def prepare(self, reads: Iterable[str]) -> None:
        """Score the tokens, in lower case, together: much faster than one by one."""
        new = [read for read in dict.fromkeys(reads) if read not in self._known]
        if new and len(self._known) + len(new) > REMEMBERED:
            self._known.clear()
        for at in range(0, len(new), TOGETHER):
            self._score(new[at : at + TOGETHER])

    def _score(self, reads: Sequence[str]) -> None:
        starts, tails = self._edges(reads)
        for read in reads:
            scores = self._combined(read, starts, tails)
            ranked = scores + self._prior
            top = np.flatnonzero(ranked > ranked.max() - HOPELESS)
            top = top[np.argsort(-ranked[top], kind="stable")[: self._most]]
            slot = Slot(tuple(self._ids[top].tolist()), tuple(scores[top].tolist()))
            at = self._at.get(read)
            self._known[read] = slot, float(NEVER if at is None else scores[at])

    def slot(self, read: str) -> Slot:
        """The likeliest syllables for a lower-case token as read, best first."""
        self.prepare((read,))
        return self._known[read][0]

    def score_as_read(self, read: str) -> float:
        """Log P that the token is itself; NEVER for one that is no known syllable."""
        self.prepare((read,))
        return self._known[read][1]


def _scored(strings: list[str], logs: Floats) -> Scored:
    return Scored({s: n for n, s in enumerate(strings)}, logs, logs.max(axis=1))


def _index(counts: dict[str, dict[str, float]], at: dict[str, int]) -> dict[str, Any]:
    """String read -> (numbers of the units it was read for, counts)."""
    found: dict[str, tuple[list[int], list[float]]] = {}
    for unit, row in counts.items():
        if unit in at:
            for string, count in row.items():
                numbers, values = found.setdefault(string, ([], []))
                numbers.append(at[unit])
                values.append(count)
    return {
        s: (np.array(n), np.array(v, dtype=np.float32)) for s, (n, v) in found.items()
    }


def _totals(
    counts: dict[str, dict[str, float]], units: list[str]
) -> tuple[Floats, Floats]:
    """Log share of unseen strings of each unit, and what its counts are divided by."""
    total = np.array([sum(counts.get(u, {}).values()) for u in units])
    kinds = np.array([float(len(counts.get(u, {}))) for u in units])
    fresh = 2.0 * kinds + 2.0 + NARROW * total
    share = np.log(fresh / (total + fresh))
    return share.astype(np.float32), (total + fresh).astype(np.float32)


def load_counts(path: Path) -> Counts:
    """The counts that `scripts/train_channel.py` wrote."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    return Counts(stored["letters"], stored["onsets"], stored["rhymes"])
