"""When what was found is what the gold wants: softly, and to the letter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

from rapidfuzz import fuzz

Json = dict[str, Any]

PAIR_SCORE = 78.0  # texts of a pair are at least this alike
AGENCY_SCORE = 93.0
TITLE_SCORE = 92.0


def fold(text: str | None) -> str:
    """Lower case without diacritics, words only: what OCR cannot change much.

    >>> fold("Sở Công Thương")
    'so cong thuong'
    """
    plain = unicodedata.normalize(
        "NFD", (text or "").replace("Đ", "D").replace("đ", "d")
    )
    letters = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    return " ".join(re.findall(r"[a-z0-9%/]+", letters))


def exact(text: str | None) -> str:
    """The text but for its blanks and the form of its letters' code points."""
    return " ".join(unicodedata.normalize("NFC", text or "").split())


def agency_key(name: str | None) -> str:
    """One spelling for one agency."""
    key = f" {fold(name)} ".replace(" uy ban nhan dan ", " ubnd ")
    key = key.replace(" hoi dong nhan dan ", " hdnd ").replace(
        " ccn ", " cum cong nghiep "
    )
    return re.sub(r" (cac|de nghi|giao) ", " ", key).strip()


def cluster_key(name: str | None) -> str:
    """One spelling for one cluster."""
    return re.sub("^cum cong nghiep ", "", agency_key(name))


def same_agency(one: str, other: str) -> bool:
    """Equal but for spelling, or one the other plus its locality."""
    a, b = sorted((agency_key(one), agency_key(other)), key=len)
    if not a:
        return False
    longer = len(a) >= 8 and b.startswith(f"{a} ") and len(b) - len(a) <= 25
    return a == b or longer or fuzz.ratio(a, b) >= AGENCY_SCORE


def text_likeness(one: str, other: str) -> float:
    """0 to 100. A part of a text is not the text: a third of its length is needed."""
    a, b = sorted((fold(one), fold(other)), key=len)
    if not a or len(a) < 0.35 * len(b):
        return 0.0
    return fuzz.partial_ratio(a, b) - 5 * (1 - len(a) / len(b))


def pair(
    one: Sequence[str],
    other: Sequence[str],
    alike: Callable[[str, str], float] = text_likeness,
) -> list[tuple[int, int]]:
    """Greedy pairs of places, the most alike first; none below PAIR_SCORE."""
    scored = [
        (alike(a, b), i, j) for i, a in enumerate(one) for j, b in enumerate(other)
    ]
    scored.sort(key=lambda entry: (-entry[0], entry[1], entry[2]))
    left: set[int] = set()
    right: set[int] = set()
    pairs = []
    for score, i, j in scored:
        if score >= PAIR_SCORE and i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((i, j))
    return pairs


def same_deadline(gold: Json | None, found: Json | None) -> bool:
    """Same kind and dates; "by D" and a period that ends on D are the same day."""
    if gold is None or found is None:
        return gold is found
    kind = gold["kind"]
    if kind in ("by", "period"):
        dated = found["kind"] in ("by", "period") and found["end"] == gold["end"]
        starts = found["start"] == gold["start"] or "by" in (kind, found["kind"])
        return bool(dated and starts)
    if kind == "recurring":
        wanted = set(re.findall(r"FREQ=\w+", gold["rrule"] or ""))
        rules = set(re.findall(r"FREQ=\w+", found["rrule"] or ""))
        return bool(found["kind"] == kind) and wanted <= rules
    if kind == "relative" and found["kind"] == kind:
        terms = (gold["relative"] or {}, found["relative"] or {})
        return all(terms[0].get(k) == terms[1].get(k) for k in ("days", "working"))
    return bool(found["kind"] == kind and found["start"] == gold["start"])


def equal_deadline(gold: Json | None, found: Json | None) -> bool:
    """Every value that the gold sets is the same; the words may differ."""
    if gold is None or found is None:
        return gold is found
    return all(
        _equal(value, found.get(name)) for name, value in gold.items() if name != "text"
    )


def _equal(gold: object, found: object) -> bool:
    if isinstance(gold, dict) and isinstance(found, dict):
        return all(
            value == found.get(name)
            for name, value in gold.items()
            if name != "anchor_text"
        )
    return gold == found


def same_header(name: str, gold: str | None, found: str | None) -> bool:
    """Equal; a title may differ by a letter in twelve, an issuer by its spelling."""
    if name == "issuer":
        return agency_key(gold) == agency_key(found)
    if name == "title":
        return fuzz.ratio(fold(gold), fold(found)) >= TITLE_SCORE
    return gold == found
