"""The finders as spaCy components: `nlp.add_pipe("ccndocs_deadlines")`.

Each writes its findings to `doc.spans` under its own name and leaves the text and the
tokens alone. The value of a finding is the dictionary `span._.ccndocs_agency`,
`_deadline`, `_quantity`, `_cluster` or `_citation`; it has plain JSON values, so a
`DocBin(store_user_data=True)` keeps it. A span covers whole tokens, the exact place in
the text is `value["at"]`. With the tokenizer "ccndocs.words.v1" marks are tokens.

`ccndocs_mentions` finds several kinds in one pass. What a document's header would tell
(date of issue, locality) is set by the configuration:

>>> import spacy
>>> nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}})
>>> _ = nlp.add_pipe("ccndocs_deadlines", config={"issued_on": "2031-03-05"})
>>> doc = nlp("Sở Y tế báo cáo trước ngày 30/6.")
>>> [(s.text, s._.ccndocs_deadline["end"]) for s in doc.spans["ccndocs_deadlines"]]
[('trước ngày 30/6.', '2031-06-30')]
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import DummyTokenizer, get_words_and_spaces, registry
from spacy.vocab import Vocab

from ccndocs.extract.agency.finder import find_agencies
from ccndocs.extract.citation import find_citations
from ccndocs.extract.cluster.finder import find_clusters
from ccndocs.extract.context import context_of
from ccndocs.extract.deadline.finder import find_deadlines
from ccndocs.extract.role.finder import find_assignments
from ccndocs.extract.statistic.finder import find_quantities
from ccndocs.types import geometry
from ccndocs.types.mention import Context, Mention
from ccndocs.types.record import Record
from ccndocs.types.tree import Header, Node, NodeKind, Passage, Piece, Tree
from ccndocs.vi.segment import sentences, words

Json = dict[str, Any]

KINDS = ("agencies", "deadlines", "quantities", "clusters", "citations")
EXTENSIONS = {
    "agencies": "ccndocs_agency",
    "deadlines": "ccndocs_deadline",
    "quantities": "ccndocs_quantity",
    "clusters": "ccndocs_cluster",
    "citations": "ccndocs_citation",
    "tasks": "ccndocs_task",
    "statistics": "ccndocs_statistic",
}
for _name in EXTENSIONS.values():
    if not Span.has_extension(_name):
        Span.set_extension(_name, default=None)


@dataclass(frozen=True, slots=True)
class MentionFinder:
    """A component: writes `doc.spans["ccndocs_<kind>"]` for each of `kinds`.

    `context` is what the header would tell. Abbreviations that the text defines
    itself are found. A line of the text is a paragraph, read by itself.
    """

    kinds: tuple[str, ...]
    context: Context

    def __call__(self, doc: Doc) -> Doc:
        """The same document with its findings."""
        passages = _passages(doc.text)
        context = replace(self.context, abbreviations=_defined(passages))
        for kind in self.kinds:
            find = FINDERS[kind]
            doc.spans[f"ccndocs_{kind}"] = [
                _span(doc, kind, label, passage, mention, value)
                for passage in passages
                for mention, label, value in find(passage, context)
            ]
        return doc


Found = tuple[Mention[Any], str, Json]
"""A mention, the label of its span, its value."""


def _agencies(passage: Passage, context: Context) -> Iterator[Found]:
    """Agencies; one that the words charge has its role as label and value."""
    named = find_agencies(passage, context)
    roles = {m.span: m for m in find_assignments(passage, named)}
    for mention in named:
        charged = roles.get(mention.span)
        role = charged.value.role.value if charged else None
        value = {
            **_plain(mention.value),
            "role": role,
            "role_rule": charged.rule if charged else None,
        }
        yield mention, role or "agency", value


def _deadlines(passage: Passage, context: Context) -> Iterator[Found]:
    for mention in find_deadlines(passage, context):
        yield mention, mention.value.kind.value, _plain(mention.value)


def _quantities(passage: Passage, context: Context) -> Iterator[Found]:
    for mention in find_quantities(passage, context):
        yield mention, mention.value.indicator, _plain(mention.value)


def _clusters(passage: Passage, context: Context) -> Iterator[Found]:
    for mention in find_clusters(passage, context):
        yield mention, "cluster", _plain(mention.value)


def _citations(passage: Passage, context: Context) -> Iterator[Found]:
    is_basis = passage.text.lstrip().casefold().startswith("căn cứ")
    for mention in find_citations(passage, is_basis=is_basis):
        yield mention, mention.value.role, _plain(mention.value)


FINDERS: dict[str, Callable[[Passage, Context], Iterable[Found]]] = {
    "agencies": _agencies,
    "deadlines": _deadlines,
    "quantities": _quantities,
    "clusters": _clusters,
    "citations": _citations,
}


def _plain(value: Any) -> Json:
    """A dataclass as the values that JSON has."""
    found = _values(asdict(value))
    assert isinstance(found, dict)
    return found


def _values(value: object) -> object:
    if isinstance(value, dict):
        return {name: _values(item) for name, item in value.items()}
    if isinstance(value, tuple | list):
        # Tuples, for that is what a DocBin makes of lists.
        return tuple(_values(item) for item in value)
    return value.value if isinstance(value, StrEnum) else value


def _passages(text: str) -> list[Passage]:
    """The lines of the text that say anything; a piece tells where each stands."""
    found, start = [], 0
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            place = geometry.Span(start, start + len(line))
            found.append(Passage(number, line, (Piece(0, place),)))
        start += len(line) + 1
    return found


def _defined(passages: Sequence[Passage]) -> dict[str, str]:
    nodes = tuple(Node(NodeKind.PARAGRAPH, "", "", passage) for passage in passages)
    return dict(context_of(Tree(Header(), (), nodes)).abbreviations)


def _span(
    doc: Doc,
    kind: str,
    label: str,
    passage: Passage,
    mention: Mention[Any],
    value: Json,
) -> Span:
    (place,) = passage.to_text(mention.span)
    why = {"rule": mention.rule, "score": mention.score, "flags": mention.flags}
    return _set(doc, kind, label, place, {**value, **why})


def _set(doc: Doc, kind: str, label: str, place: geometry.Span, value: Json) -> Span:
    span = doc.char_span(place.start, place.stop, label, alignment_mode="expand")
    assert span is not None, f"no tokens at {place}"
    span._.set(EXTENSIONS[kind], {**value, "at": (place.start, place.stop)})
    return span


def _context(
    issued_on: str | None,
    issuer: str | None,
    province: str | None,
    district: str | None,
    commune: str | None,
) -> Context:
    date = dt.date.fromisoformat(issued_on) if issued_on else None
    return Context(date, issuer, province, district, commune)


_CONFIG = {
    "issued_on": None,
    "issuer": None,
    "province": None,
    "district": None,
    "commune": None,
}


@Language.factory(
    "ccndocs_mentions",
    assigns=["doc.spans"],
    default_config={"kinds": list(KINDS), **_CONFIG},
)
def make_mentions(
    nlp: Language,
    name: str,
    kinds: list[str],
    issued_on: str | None,
    issuer: str | None,
    province: str | None,
    district: str | None,
    commune: str | None,
) -> MentionFinder:
    """All kinds, or those of `kinds`. Raises ValueError for a kind there is not."""
    unknown = sorted(set(kinds) - set(KINDS))
    if unknown:
        raise ValueError(f"{name}: no such kinds: {unknown}; there are {list(KINDS)}")
    context = _context(issued_on, issuer, province, district, commune)
    return MentionFinder(tuple(kinds), context)


def _factory(kind: str) -> Callable[..., MentionFinder]:
    """The component for one kind alone."""

    @Language.factory(
        f"ccndocs_{kind}", assigns=["doc.spans"], default_config=dict(_CONFIG)
    )
    def make(
        nlp: Language,
        name: str,
        issued_on: str | None,
        issuer: str | None,
        province: str | None,
        district: str | None,
        commune: str | None,
    ) -> MentionFinder:
        context = _context(issued_on, issuer, province, district, commune)
        return MentionFinder((kind,), context)

    component: Callable[..., MentionFinder] = make
    return component


make_agencies = _factory("agencies")
make_deadlines = _factory("deadlines")
make_quantities = _factory("quantities")
make_clusters = _factory("clusters")
make_citations = _factory("citations")


class WordTokenizer(DummyTokenizer):
    """Vietnamese words as tokens, numbers of documents, dates and amounts whole.

    `doc.text` is the text, blanks and all.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The document of a text in NFC."""
        pieces = [span.of(text) for span in words(text)]
        tokens, spaces = get_words_and_spaces(pieces, text)
        return Doc(self.vocab, tokens, spaces)


@registry.tokenizers("ccndocs.words.v1")  # type: ignore[untyped-decorator]
def create_words() -> Callable[[Language], WordTokenizer]:
    """For `spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": …}}})`."""
    return lambda nlp: WordTokenizer(nlp.vocab)


@Language.factory("ccndocs_sentences", assigns=["token.is_sent_start"])
def make_sentences(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Starts of sentences; "1.", "a)" and "Điều 5." belong to what they open."""
    return mark_sentences


def mark_sentences(doc: Doc) -> Doc:
    """The same document with the starts of its sentences marked."""
    starts = [span.start for span in sentences(doc.text)]
    marks = [-1] * len(doc)
    for token in doc:
        begun = bisect_left(starts, token.idx) < bisect_left(
            starts, token.idx + len(token)
        )
        marks[token.i] = 1 if begun or token.i == 0 else -1
    # One token at a time would be quadratic: each one asks all others for a parse.
    column: Any = np.array(marks, "int64").astype("uint64").reshape(-1, 1)
    return doc.from_array(["SENT_START"], column)


def to_spacy(record: Record, nlp: Language) -> Doc:
    """A document over the text as read, its records as spans.

    `doc.text` is `record.text.raw`; `doc.spans` has "ccndocs_tasks", "_statistics",
    "_clusters" and "_citations", one span a piece of evidence. The components of
    `nlp` do not run. Raises ValueError for a record without text (`--with-text`).
    """
    if record.text is None:
        raise ValueError("the record has no text; read it with Options(with_text=True)")
    doc = nlp.make_doc(record.text.raw)
    items: dict[str, Sequence[Any]] = {
        "tasks": record.tasks,
        "statistics": record.statistics,
        "clusters": record.clusters,
        "citations": record.document.citations,
    }
    for kind, found in items.items():
        label = kind.removesuffix("s")
        doc.spans[f"ccndocs_{kind}"] = [
            _set(doc, kind, label, geometry.Span(piece.start, piece.end), _plain(item))
            for item in found
            for piece in item.evidence
        ]
    return doc
