"""Mentions: what a finder saw in a passage, and the values it understood."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from ccndocs.types.geometry import Span

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Mention(Generic[V]):
    """One finding: `span` counts in the text of the passage named by `passage`.

    `rule` names the rule that decided (for `explain`), `score` is its certainty,
    0 to 1, `flags` name what a person should look at.
    """

    passage: int
    span: Span
    value: V
    rule: str
    score: float = 1.0
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What the header tells the finders.

    Localities are bare names ("Bắc Giang", "Lạng Giang"). `abbreviations` are those
    that the document defines itself ("(sau đây gọi tắt là …)"), short form to long.
    `counted_on` is the one day that its figures are of ("số liệu đến ngày …"),
    `title_year` the one year that the title names, `year_ahead` the year that a plan is
    of, where it is issued late in the year before.
    """

    issued_on: dt.date | None = None
    issuer: str | None = None
    province: str | None = None
    district: str | None = None
    commune: str | None = None
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    counted_on: dt.date | None = None
    title_year: int | None = None
    year_ahead: int | None = None


@dataclass(frozen=True, slots=True)
class Current:
    """Who holds an agency's duties after the 2025 reorganisation, ISO date of it."""

    name: str
    since: str | None = None


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency, a level of government, a post, or a collective.

    `name` is canonical ("Sở Công Thương", "UBND các huyện, thành phố"), without the
    locality the document itself belongs to. `collective`: "các sở, ngành liên quan"
    and the like. `known`: the gazetteer (not only the grammar) knows the name.
    """

    name: str
    collective: bool = False
    known: bool = True
    current: Current | None = None


class Role(StrEnum):
    """What an assignee does: chủ trì, thực hiện, tham mưu thực hiện, phối hợp."""

    LEAD = "lead"
    IMPLEMENT = "implement"
    ADVISE = "advise"
    COORDINATE = "coordinate"


@dataclass(frozen=True, slots=True)
class Assignment:
    """An agency that the words of a passage charge with something."""

    agency: Agency
    role: Role


class DeadlineKind(StrEnum):
    """Kinds of the record contract."""

    BY = "by"
    PERIOD = "period"
    FROM = "from"
    RECURRING = "recurring"
    ONGOING = "ongoing"
    RELATIVE = "relative"
    CONDITIONAL = "conditional"


@dataclass(frozen=True, slots=True)
class RelativeTerm:
    """A term counted from an event: days (may be negative: before it).

    `months` is used where the term is given in months or years. `anchor` is
    "issued_on", "received_on" or "event".
    """

    days: int | None
    working: bool
    anchor: str
    anchor_text: str | None
    months: int | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time set for something; dates are ISO 8601.

    period: both ends; by: `end` as written and `bound` ("exclusive" for "trước ngày
    D", "inclusive" for "chậm nhất ngày D"); from: `start`.
    """

    kind: DeadlineKind
    start: str | None = None
    end: str | None = None
    bound: str | None = None
    edtf: str | None = None
    rrule: str | None = None
    relative: RelativeTerm | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A document cited: type ("NĐ"), "32/2024/NĐ-CP", ISO date, "khoản 2 Điều 3".

    `role`: basis, mention, replaces or amends.
    """

    type: str | None
    number_symbol: str | None
    issued_on: str | None = None
    article: str | None = None
    role: str = "mention"


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a figure holds: bare names; `subset` in the document's own words."""

    province: str | None = None
    district: str | None = None
    cluster: str | None = None
    subset: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure of a known indicator, as the record contract names them."""

    indicator: str
    value: float
    unit: str
    qualifier: str = "exact"
    nature: str = "actual"
    scope: Scope = Scope()
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Cluster:
    """A named industrial cluster; `name` starts with "Cụm công nghiệp"."""

    name: str
    province: str | None = None
    district: str | None = None
    commune: str | None = None
    area_ha: float | None = None


@dataclass(frozen=True, slots=True)
class Mentions:
    """All findings of a document, each kind in the order of the text."""

    agencies: tuple[Mention[Agency], ...] = ()
    assignments: tuple[Mention[Assignment], ...] = ()
    deadlines: tuple[Mention[Deadline], ...] = ()
    citations: tuple[Mention[Citation], ...] = ()
    quantities: tuple[Mention[Quantity], ...] = ()
    clusters: tuple[Mention[Cluster], ...] = ()
