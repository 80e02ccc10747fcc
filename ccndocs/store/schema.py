"""The catalogue's tables. One schema for SQLite and PostgreSQL.

`migrations/` brings an older catalogue to this state; a test compares the two.
Texts compare by code point on both, so that an order never depends on a locale.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    false,
)
from sqlalchemy.dialects.postgresql import TEXT

metadata = MetaData()

Words = Text().with_variant(TEXT(collation="C"), "postgresql")

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("started_at", Words, nullable=False),
    Column("ended_at", Words),
    Column("version", Words, nullable=False),
    Column("options", Words, nullable=False),
)

# A row an input: a file or a member of an archive, by its place.
inputs = Table(
    "inputs",
    metadata,
    # A digest of the place: a place can be longer than an index of PostgreSQL takes.
    Column("key", Words, primary_key=True),
    Column("uri", Words, nullable=False),
    Column("name", Words, nullable=False),
    # What the input is, once that is settled; the same whichever run settled it.
    Column("sha256", Words),
    Column("bytes", BigInteger),
    Column("outcome", Words),
    Column("code", Words),
    Column("message", Words),
    # The options and versions that the outcome holds for.
    Column("work", Words),
    Column("attempts", Integer, nullable=False, server_default="0"),
    # The last run that found it, and what that run says of it; null while pending.
    Column("run", Integer, nullable=False),
    Column("run_outcome", Words),
    Index("inputs_by_run", "run", "run_outcome"),
    Index("inputs_by_sha256", "sha256"),
)

# A row a document: the same bytes are the same document, however many inputs hold it.
documents = Table(
    "documents",
    metadata,
    Column("sha256", Words, primary_key=True),
    Column("uri", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("media_type", Words, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("type", Words),
    Column("number_symbol", Words),
    Column("issuer", Words),
    Column("issued_on", Words),
    Column("title", Words),
    Column("tasks", Integer, nullable=False),
    Column("statistics", Integer, nullable=False),
    Column("clusters", Integer, nullable=False),
    Column("issues", Integer, nullable=False),
    # Whether an engine failed on part of it, so that another run may do better.
    Column("incomplete", Boolean, nullable=False),
    # How many runs did not complete it, with the options and versions of `work`.
    Column("attempts", Integer, nullable=False),
    Column("work", Words, nullable=False),
    # The run that made it as it is.
    Column("run", Integer, nullable=False),
    Column("near_duplicate_of", Words),
    Column("likeness", LargeBinary),
    # Whether it was compared with the others since it last changed.
    Column("compared", Boolean, nullable=False, server_default=false()),
    Index("documents_by_compared", "compared"),
    Index("documents_by_near", "near_duplicate_of"),
    Index("documents_by_number", "number_symbol"),
)

# A row a file of the store, with the digest it must have.
files = Table(
    "files",
    metadata,
    Column("path", Words, primary_key=True),
    Column("document", Words, ForeignKey("documents.sha256"), nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Column("sha256", Words, nullable=False),
    Index("files_by_document", "document"),
)

tasks = Table(
    "tasks",
    metadata,
    Column("document", Words, ForeignKey("documents.sha256"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("task_id", Words, nullable=False),
    Column("heading", Words),
    Column("description", Words, nullable=False),
    Column("deadline_text", Words),
    Column("deadline_kind", Words),
    Column("deadline_start", Words),
    Column("deadline_end", Words),
    Column("deadline_rrule", Words),
    # The last day in time, which an exclusive bound sets a day before its own.
    Column("due", Words),
    Column("page", Integer),
    Column("confidence", Float, nullable=False),
    Column("flags", Words),
    Index("tasks_by_due", "due"),
)

task_agencies = Table(
    "task_agencies",
    metadata,
    Column("document", Words, primary_key=True),
    Column("task", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", Words, nullable=False),
    Column("folded", Words, nullable=False),
    Column("role", Words, nullable=False),
    Column("current", Words),
    Index("agencies_by_folded", "folded"),
)

# Parts of the likeness of a document: two that share one are compared.
bands = Table(
    "bands",
    metadata,
    Column("band", Integer, primary_key=True),
    Column("value", BigInteger, primary_key=True),
    Column("document", Words, ForeignKey("documents.sha256"), primary_key=True),
    Index("bands_by_document", "document"),
)
