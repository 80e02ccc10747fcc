"""Trigrams with modified Kneser-Ney weights, estimated from numbered tokens."""

from __future__ import annotations

import numpy as np


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
