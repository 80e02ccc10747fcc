"""The gazetteer of agencies: their names, spellings, successors of 2025."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from ccndocs.vi.tables import listed, rows
from ccndocs.vi.words import JOINT, Token, tokens


@dataclass(frozen=True, slots=True)
class AgencyEntry:
    """An agency as the table has it.

    `tail` says what may follow the name: "none"; "drop": a locality that goes when it
    is the document's own ("Sở Công Thương tỉnh X"); "keep": one whose level word stays
    ("Công an tỉnh X"); "level": the same, and a name in a row lends its locality to
    the one before ("HĐND, UBND tỉnh"); "need": the name is none without it ("Thuế
    tỉnh"); "bare": a place without a level word ("Tỉnh ủy X"); "number": a region
    ("khu vực VIII"); "name": a proper name, own place or not ("Báo X").
    """

    name: str
    level: str
    tail: str
    successor: str | None
    since: str | None


@dataclass(frozen=True, slots=True)
class AgencyMatch:
    """A name found at a token: its entry, the index after it, how well it agrees.

    `wrong` counts the words whose diacritics differ from the gazetteer's.
    """

    entry: AgencyEntry
    stop: int
    wrong: int
    score: float = 1.0
    by: str = "name"


@dataclass(slots=True)
class _Node:
    """A state of the trie: keys to further states; a name that ends here."""

    next: dict[str, _Node] = field(default_factory=dict)
    entry: AgencyEntry | None = None
    form: tuple[str, ...] = ()
    short: bool = False


@cache
def entries() -> tuple[AgencyEntry, ...]:
    """All agencies of the table, in its order."""
    return tuple(
        AgencyEntry(
            row["name"],
            row["level"],
            row["tail"],
            row["successor"] or None,
            row["since"] or None,
        )
        for row in rows("agencies")
    )


@cache
def _trie() -> _Node:
    root = _Node()
    for entry, row in zip(entries(), rows("agencies"), strict=True):
        for form in (entry.name, *listed(row["aliases"])):
            _insert(root, entry, form)
    return root


def _insert(root: _Node, entry: AgencyEntry, form: str) -> None:
    node = root
    parts = tokens(form)
    for token in parts:
        node = node.next.setdefault(token.key, _Node())
    if node.entry is None:
        node.entry = entry
        node.form = tuple(t.plain for t in parts if _counts(t))
        node.short = len(parts) == 1 and form.isupper()


def can_start(word: Token) -> bool:
    """Whether a name of the gazetteer can start with this word.

    Only a capital excuses wrong diacritics: "số", "có" start no name.
    """
    if word.key not in _trie().next:
        return False
    return word.capital or word.text.isascii() or word.plain in _first_words()


@cache
def _first_words() -> frozenset[str]:
    forms = (form for row in rows("agencies") for form in listed(row["aliases"]))
    names = (*(entry.name for entry in entries()), *forms)
    return frozenset(tokens(name)[0].plain for name in names)


def match_at(words: Sequence[Token], at: int) -> AgencyMatch | None:
    """The longest name of the gazetteer that starts at token `at`, None if none does.

    Marks and "và" between the parts of a name may be exchanged or left out; a short
    form ("VPCP") must be written in capitals.
    """
    best: AgencyMatch | None = None
    states = [(_trie(), at)]
    while states:
        node, here = states.pop()
        if node.entry is not None and (best is None or here > best.stop):
            best = _judge(node, words, at, here) or best
        if here < len(words):
            following = node.next.get(words[here].key)
            if following is not None:
                states.append((following, here + 1))
        omitted = node.next.get(JOINT)
        if omitted is not None and here < len(words) and words[here].key != JOINT:
            states.append((omitted, here))
    return best


def _counts(token: Token) -> bool:
    return token.word and token.key != JOINT


def _judge(
    node: _Node, words: Sequence[Token], at: int, stop: int
) -> AgencyMatch | None:
    assert node.entry is not None
    if node.short and not words[at].text.isupper():
        return None
    read = [t.plain for t in words[at:stop] if _counts(t)]
    wrong = sum(a != b for a, b in zip(read, node.form, strict=True))
    return AgencyMatch(node.entry, stop, wrong)


@cache
def fields_of(head: str) -> dict[str, AgencyEntry]:
    """What follows `head` in the names of its kind, folded: for elliptic lists.

    >>> fields_of("Sở")["cong thuong"].name
    'Sở Công Thương'
    """
    found: dict[str, AgencyEntry] = {}
    for entry, row in zip(entries(), rows("agencies"), strict=True):
        for form in (entry.name, *listed(row["aliases"])):
            first, _, rest = form.partition(" ")
            if first == head and rest:
                found.setdefault(_field_key(rest), entry)
    return found


def _field_key(rest: str) -> str:
    return " ".join(t.key for t in tokens(rest) if t.key != JOINT)


def field_at(words: Sequence[Token], at: int, head: str) -> AgencyMatch | None:
    """The longest field at token `at` that makes a name with `head` ("Nội vụ")."""
    known = fields_of(head)
    key: list[str] = []
    best: AgencyMatch | None = None
    for here in range(at, min(at + 10, len(words))):
        if words[here].key == JOINT:
            continue
        key.append(words[here].key)
        entry = known.get(" ".join(key))
        if entry is not None and words[at].capital:
            best = AgencyMatch(entry, here + 1, 0, by="field")
    return best


def begun_at(words: Sequence[Token], at: int) -> AgencyMatch | None:
    """The only name of a closed class (Sở, Bộ) that starts with the words at `at`.

    For names whose end was lost: two words after the head must agree.

    >>> begun_at(tokens("Sở Kế hoạch và Dfiuqtu"), 0).entry.name
    'Sở Kế hoạch và Đầu tư'
    """
    head = {"so": "Sở", "bo": "Bộ"}.get(words[at].key)
    if head is None or len(words) < at + 3:
        return None
    start = f"{words[at + 1].key} {words[at + 2].key} "
    found = {entry for key, entry in fields_of(head).items() if key.startswith(start)}
    if len(found) != 1:
        return None
    return AgencyMatch(found.pop(), at + 3, 0, 0.7, "begun")


def fuzzy_at(
    words: Sequence[Token], at: int, least: float = 90.0
) -> AgencyMatch | None:
    """The name of a closed class (Sở, Bộ) that the words at `at` nearly spell.

    >>> fuzzy_at(tokens("Sở Tài nguvên và Môi trường chủ trì"), 0).entry.name
    'Sở Tài nguyên và Môi trường'
    """
    from rapidfuzz import fuzz

    head = {"so": "Sở", "bo": "Bộ"}.get(words[at].key)
    if head is None:
        return None
    best: AgencyMatch | None = None
    rest = [i for i in range(at + 1, min(at + 12, len(words))) if words[i].key != JOINT]
    # "Sở Nông nghiệp …" begins names of its own: it is no "Sở Công nghiệp" misread.
    start = " ".join(words[i].key for i in rest[:2])
    begins = any(key.startswith(f"{start} ") for key in fields_of(head))
    for key, entry in fields_of(head).items():
        if begins and not key.startswith(start):
            continue
        size = key.count(" ") + 1
        if size < 2 or len(rest) < size or len(key) < 8:
            continue
        read = " ".join(words[i].key for i in rest[:size])
        ratio = fuzz.ratio(key, read, score_cutoff=least)
        if ratio and (best is None or ratio / 100 > best.score):
            best = AgencyMatch(entry, rest[size - 1] + 1, 0, ratio / 100, "fuzzy")
    return best
