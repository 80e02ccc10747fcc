"""Which documents are scans of the same paper.

Said of a document is the first, by place, of the documents before it that it is very
like: a fact of the set of documents alone, whatever the order in which they came.
"""

from __future__ import annotations

from collections.abc import Sequence

from ccndocs.store.catalogue import Catalogue
from ccndocs.store.likeness import alike
from ccndocs.store.rows import DocumentRow

LEAST = 0.6  # two scans of one page, 3 % of words misread in each, have about 0.7
_AT_ONCE = 100
# So many candidates are looked at; whole archives of one form have more, and no two
# scans of one paper among them would be told apart by looking on.
_FEW, _MOST = 20, 1000


def settle_likeness(catalogue: Catalogue, run: int) -> None:
    """Compare what came in since the last time with all that is like it."""
    while settle_some(catalogue, run, _AT_ONCE):
        pass


def settle_some(catalogue: Catalogue, run: int, most: int) -> int:
    """The same for at most so many documents; how many there were."""
    digests = catalogue.uncompared(most)
    documents = catalogue.documents(_touched(catalogue, digests))
    pairs: dict[str, str | None] = {}
    for digest, document in sorted(documents.items()):
        first = _first_like(catalogue, document)
        if first is not None or document.near_duplicate_of is not None:
            pairs[digest] = first
    if digests:
        catalogue.set_near(pairs, digests, run)
    return len(digests)


def _touched(catalogue: Catalogue, digests: Sequence[str]) -> list[str]:
    """Documents of which something else may be true now."""
    touched = {*digests, *catalogue.like(digests)}
    for document in catalogue.documents(digests).values():
        touched.update(catalogue.after(document))
    return sorted(touched)


def _first_like(catalogue: Catalogue, mine: DocumentRow) -> str | None:
    """The first document by place, before this one, that this one is very like."""
    for most in (_FEW, _MOST):
        found = catalogue.before(mine, most)
        for other in found:
            if near(mine, other):
                return other.sha256
        if len(found) < most:
            break
    return None


def near(one: DocumentRow, other: DocumentRow) -> bool:
    """Whether two documents are likely the same paper.

    Copies of one form for several addressees are alike too, but have numbers or days
    of their own.
    """
    if one.likeness is None or other.likeness is None:
        return False
    for a, b in (
        (one.number_symbol, other.number_symbol),
        (one.issued_on, other.issued_on),
        (one.type, other.type),
    ):
        if a is not None and b is not None and a != b:
            return False
    return alike(one.likeness, other.likeness) >= LEAST
