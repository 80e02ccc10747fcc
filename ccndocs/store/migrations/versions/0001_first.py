"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TEXT

revision = "0001"
down_revision = None

Words = sa.Text().with_variant(TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Create every table."""
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("started_at", Words, nullable=False),
        sa.Column("ended_at", Words),
        sa.Column("version", Words, nullable=False),
        sa.Column("options", Words, nullable=False),
    )
    op.create_table(
        "inputs",
        sa.Column("key", Words, primary_key=True),
        sa.Column("uri", Words, nullable=False),
        sa.Column("name", Words, nullable=False),
        sa.Column("sha256", Words),
        sa.Column("bytes", sa.BigInteger),
        sa.Column("outcome", Words),
        sa.Column("code", Words),
        sa.Column("message", Words),
        sa.Column("work", Words),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("run", sa.Integer, nullable=False),
        sa.Column("run_outcome", Words),
    )
    op.create_table(
        "documents",
        sa.Column("sha256", Words, primary_key=True),
        sa.Column("uri", Words, nullable=False),
        sa.Column("name", Words, nullable=False),
        sa.Column("media_type", Words, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("pages", sa.Integer, nullable=False),
        sa.Column("type", Words),
        sa.Column("number_symbol", Words),
        sa.Column("issuer", Words),
        sa.Column("issued_on", Words),
        sa.Column("title", Words),
        sa.Column("tasks", sa.Integer, nullable=False),
        sa.Column("statistics", sa.Integer, nullable=False),
        sa.Column("clusters", sa.Integer, nullable=False),
        sa.Column("issues", sa.Integer, nullable=False),
        sa.Column("incomplete", sa.Boolean, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("work", Words, nullable=False),
        sa.Column("run", sa.Integer, nullable=False),
        sa.Column("near_duplicate_of", Words),
        sa.Column("likeness", sa.LargeBinary),
        sa.Column("compared", sa.Boolean, nullable=False, server_default=sa.false()),
    )
    op.create_table(
        "files",
        sa.Column("path", Words, primary_key=True),
        sa.Column("document", Words, sa.ForeignKey("documents.sha256"), nullable=False),
        sa.Column("bytes", sa.BigInteger, nullable=False),
        sa.Column("sha256", Words, nullable=False),
    )
    op.create_table(
        "tasks",
        sa.Column(
            "document", Words, sa.ForeignKey("documents.sha256"), primary_key=True
        ),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("task_id", Words, nullable=False),
        sa.Column("heading", Words),
        sa.Column("description", Words, nullable=False),
        sa.Column("deadline_text", Words),
        sa.Column("deadline_kind", Words),
        sa.Column("deadline_start", Words),
        sa.Column("deadline_end", Words),
        sa.Column("deadline_rrule", Words),
        sa.Column("due", Words),
        sa.Column("page", sa.Integer),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("flags", Words),
    )
    op.create_table(
        "task_agencies",
        sa.Column("document", Words, primary_key=True),
        sa.Column("task", sa.Integer, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("name", Words, nullable=False),
        sa.Column("folded", Words, nullable=False),
        sa.Column("role", Words, nullable=False),
        sa.Column("current", Words),
    )
    op.create_table(
        "bands",
        sa.Column("band", sa.Integer, primary_key=True),
        sa.Column("value", sa.BigInteger, primary_key=True),
        sa.Column(
            "document", Words, sa.ForeignKey("documents.sha256"), primary_key=True
        ),
    )
    op.create_index("inputs_by_run", "inputs", ["run", "run_outcome"])
    op.create_index("inputs_by_sha256", "inputs", ["sha256"])
    op.create_index("files_by_document", "files", ["document"])
    op.create_index("tasks_by_due", "tasks", ["due"])
    op.create_index("agencies_by_folded", "task_agencies", ["folded"])
    op.create_index("bands_by_document", "bands", ["document"])
    op.create_index("documents_by_compared", "documents", ["compared"])
    op.create_index("documents_by_near", "documents", ["near_duplicate_of"])
    op.create_index("documents_by_number", "documents", ["number_symbol"])
