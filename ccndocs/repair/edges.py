"""How likely every onset is for a start of a token, every rhyme for an end of it.

Tokens share their starts and ends ("ng", "ién"), so all tokens of a batch are scored
together, each distinct start and end once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

LONGEST = 3  # signs that one letter becomes, at most
NEVER = np.float32(-60.0)
Costs = Callable[[str], Floats]
"""Log P of a string of at most LONGEST signs, given each letter; column 0 is none."""


class Scored(NamedTuple):
    """Strings with a row of scores each, and the best of the row."""

    at: dict[str, int]
    logs: Floats
    best: Floats


class _Step(NamedTuple):
    """What `taken` signs off one side of some strings leave."""

    rows: Ints
    piece: Ints
    rest: Ints


class Column(NamedTuple):
    """The next letter of all units, those that began alike taken as one.

    `after`: where the letters before it stand in the column before.
    """

    letters: Ints
    after: Ints


def columns_of(spelled: Ints) -> tuple[Column, ...]:
    """The columns of `spelled`, a row of letter numbers for each unit, 0 for none.

    The last column has all units in their order.
    """
    columns = []
    after = np.zeros(len(spelled), np.int64)
    for stop in range(1, spelled.shape[1]):
        begun, one, number = np.unique(
            spelled[:, :stop], axis=0, return_index=True, return_inverse=True
        )
        columns.append(Column(begun[:, -1], after[one]))
        after = number.ravel()
    return (*columns, Column(spelled[:, -1], after))


def ends(
    reads: Iterable[str], columns: Sequence[Column], costs: Costs
) -> tuple[list[str], Floats]:
    """All ends of the tokens, the empty one too, and log P given each rhyme.

    `columns`: the letters of the rhymes, the last letters first.
    """
    strings = sorted({read[at:] for read in reads for at in range(len(read) + 1)})
    cut = [(s[:k], s[k:], n, k) for n, s in enumerate(strings) for k in _taken(s)]
    return strings, _scores(strings, cut, columns, costs)


def beginnings(
    reads: Iterable[str], most: int, columns: Sequence[Column], costs: Costs
) -> tuple[list[str], Floats]:
    """All starts of at most `most` signs, and log P given each onset."""
    strings = sorted(
        {read[:at] for read in reads for at in range(min(len(read), most) + 1)}
    )
    cut = [
        (s[len(s) - k :], s[: len(s) - k], n, k)
        for n, s in enumerate(strings)
        for k in _taken(s)
    ]
    return strings, _scores(strings, cut, columns, costs)


def _taken(string: str) -> range:
    return range(min(LONGEST, len(string)) + 1)


def _scores(
    strings: Sequence[str],
    cut: Sequence[tuple[str, str, int, int]],
    columns: Sequence[Column],
    costs: Costs,
) -> Floats:
    """Log P of each string given each unit, whose letters come column by column."""
    number = {string: n for n, string in enumerate(strings)}
    pieces: dict[str, int] = {}
    found: list[tuple[list[int], list[int], list[int]]] = [
        ([], [], []) for _ in range(LONGEST + 1)
    ]
    for piece, rest, row, taken in cut:
        rows, ids, rests = found[taken]
        rows.append(row)
        ids.append(pieces.setdefault(piece, len(pieces)))
        rests.append(number[rest])
    steps = [_Step(*(np.array(x, dtype=np.int64) for x in three)) for three in found]
    table = np.stack([costs(piece) for piece in pieces])
    done = np.full((len(strings), 1), NEVER, np.float32)
    done[number[""]] = 0.0
    for column in columns:
        here = table.take(column.letters, axis=1)
        done = done.take(column.after, axis=1)
        fresh = here[steps[0].piece] + done
        for step in steps[1:]:
            onward = here[step.piece] + done[step.rest]
            fresh[step.rows] = np.maximum(fresh[step.rows], onward)
        done = fresh
    return done
