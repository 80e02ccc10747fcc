"""The record contract: what people and other systems get. Field names are public.

`ccndocs schema` prints the same contract as JSON Schema (`record.schema.json` beside
this file); a test keeps the two equal. Adding a field is a minor version of
`SCHEMA_VERSION`, renaming or removing one a major version.
"""

from __future__ import annotations

from dataclasses import dataclass

from ccndocs.types.issue import Issue

SCHEMA_VERSION = "1.0"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where something stands: `text.raw[start:end] == text_as_read` always holds.

    `boxes` are points from the top left of the page; empty for plain text.
    """

    page: int
    start: int
    end: int
    boxes: tuple[tuple[float, float, float, float], ...]
    text_as_read: str


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """The input file: its name, media type by content, size, number of pages."""

    name: str
    media_type: str
    bytes: int
    pages: int


@dataclass(frozen=True, slots=True)
class IssuerRecord:
    """Canonical name with its locality, and the words as read."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class SignerRecord:
    """Who signed; `authority` is TM., KT., TL., TUQ., Q. or null."""

    name: str | None
    position: str | None
    authority: str | None


@dataclass(frozen=True, slots=True)
class CitationRecord:
    """A document cited in this one; `role`: basis, mention, replaces, amends."""

    type: str | None
    number_symbol: str | None
    issued_on: str | None
    article: str | None
    role: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class AttachmentRecord:
    """An annex, or a document of its own in the same file; `pages`: first and last."""

    type: str | None
    number_symbol: str | None
    title: str | None
    issued_on: str | None
    pages: tuple[int, int]


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """The header. `id` is sha256: and the digest of the input's bytes.

    It is that of the file's first document; `attachments` are what follows it.
    """

    id: str
    source: SourceInfo
    type: str | None
    number_symbol: str | None
    issuer: IssuerRecord | None
    place: str | None
    issued_on: str | None
    title: str | None
    signer: SignerRecord | None
    recipients: tuple[str, ...]
    citations: tuple[CitationRecord, ...]
    attachments: tuple[AttachmentRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class CurrentRecord:
    """Who holds the duty today; `since` is an ISO date where it changed."""

    name: str
    since: str | None


@dataclass(frozen=True, slots=True)
class AgencyRecord:
    """An assignee; `role`: lead, implement, advise or coordinate."""

    name: str
    role: str
    text: str
    collective: bool
    current: CurrentRecord | None


@dataclass(frozen=True, slots=True)
class RelativeRecord:
    """A term in days (or months) from an anchor."""

    days: int | None
    working: bool
    anchor: str
    anchor_text: str | None
    months: int | None = None


@dataclass(frozen=True, slots=True)
class DeadlineRecord:
    """A time set; see `ccndocs.types.mention.Deadline` for the meaning of fields."""

    text: str
    kind: str
    start: str | None
    end: str | None
    bound: str | None
    edtf: str | None
    rrule: str | None
    relative: RelativeRecord | None


@dataclass(frozen=True, slots=True)
class TaskRecord:
    """One thing ordered: who, with whom, by when, and where it says so.

    `attachment` is the place of the annex or document in `document.attachments` that
    it stands in, None for the first document's own text.
    """

    id: str
    description: str
    section: tuple[str, ...]
    heading: str | None
    agencies: tuple[AgencyRecord, ...]
    deadline: DeadlineRecord | None
    other_deadlines: tuple[DeadlineRecord, ...]
    output: str | None
    evidence: tuple[Evidence, ...]
    confidence: float
    flags: tuple[str, ...]
    attachment: int | None = None


@dataclass(frozen=True, slots=True)
class ScopeRecord:
    """Where a figure holds."""

    province: str | None
    district: str | None
    cluster: str | None
    subset: str | None


@dataclass(frozen=True, slots=True)
class StatisticRecord:
    """One figure of a known indicator."""

    indicator: str
    value: float
    unit: str
    nature: str
    qualifier: str
    scope: ScopeRecord
    as_of: str | None
    text: str
    evidence: tuple[Evidence, ...]
    confidence: float
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClusterRecord:
    """One named industrial cluster."""

    name: str
    province: str | None
    district: str | None
    commune: str | None
    area_ha: float | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class TextRecord:
    """The text as read and as repaired.

    `origin`: plain, text or ocr (mixed where pages differ). `diacritics`: intact,
    missing, wrong or mixed. `edits`: [start, end, as read, repaired, rule] with
    start and end in `raw`.
    """

    origin: str
    language: str
    diacritics: str
    raw: str
    repaired: str
    edits: tuple[tuple[int, int, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Record:
    """Everything known of one document."""

    schema_version: str
    document: DocumentRecord
    tasks: tuple[TaskRecord, ...]
    statistics: tuple[StatisticRecord, ...]
    clusters: tuple[ClusterRecord, ...]
    text: TextRecord | None
    issues: tuple[Issue, ...]
