"""The catalogue's likeness: which documents are to be compared, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields

import sqlalchemy as sa
from sqlalchemy import Connection, select

from ccndocs.store import schema
from ccndocs.store.database import Database
from ccndocs.store.rows import DocumentRow, Outcome

_DOCUMENT = [field.name for field in fields(DocumentRow)]


class Neighbours(Database):
    """Likeness."""

    def before(self, one: DocumentRow, most: int) -> tuple[DocumentRow, ...]:
        """Documents before this one, by place, that share a band with it.

        Not those whose number, day or type is another; the first `most` of them.
        """
        table = schema.documents
        columns = [table.c[name] for name in _DOCUMENT]
        query = (
            select(*columns)
            .where(
                table.c.sha256.in_(_sharing(one.sha256)),
                table.c.uri < one.uri,
                *_may_agree(one),
            )
            .order_by(table.c.uri, table.c.sha256)
            .limit(most)
        )
        return self._do(lambda c: tuple(DocumentRow(*row) for row in c.execute(query)))

    def after(self, one: DocumentRow) -> tuple[str, ...]:
        """Documents after this one whose first like one may be this one now."""
        table, first = schema.documents, schema.documents.alias()
        query = (
            select(table.c.sha256)
            .outerjoin(first, first.c.sha256 == table.c.near_duplicate_of)
            .where(
                table.c.sha256.in_(_sharing(one.sha256)),
                table.c.uri > one.uri,
                table.c.compared.is_(sa.true()),
                first.c.uri.is_(None) | (first.c.uri > one.uri),
                *_may_agree(one),
            )
            .order_by(table.c.sha256)
        )
        return self._do(lambda c: tuple(c.execute(query).scalars()))

    def uncompared(self, most: int) -> tuple[str, ...]:
        """Some documents that were not compared since they changed."""
        table = schema.documents
        query = (
            select(table.c.sha256)
            .where(table.c.compared.is_(sa.false()))
            .order_by(table.c.sha256)
            .limit(most)
        )
        return self._do(lambda c: tuple(c.execute(query).scalars()))

    def like(self, digest: str) -> tuple[str, ...]:
        """The documents that are said to be very like this one."""
        table = schema.documents
        query = select(table.c.sha256).where(table.c.near_duplicate_of == digest)
        return self._do(lambda c: tuple(c.execute(query).scalars()))

    def set_near(
        self, pairs: Mapping[str, str | None], compared: Sequence[str], run: int
    ) -> None:
        """Note for documents which one each is very like, or none, and their inputs.

        `compared` are done with; what `run` said of an input follows.
        """
        table, inputs = schema.documents, schema.inputs
        plain, near = Outcome.IMPORTED.value, Outcome.NEAR_DUPLICATE.value

        def work(connection: Connection) -> None:
            for digest, other in pairs.items():
                was, now = (near, plain) if other is None else (plain, near)
                mine = inputs.c.sha256 == digest
                for statement in (
                    sa.update(table)
                    .where(table.c.sha256 == digest)
                    .values(near_duplicate_of=other),
                    sa.update(inputs)
                    .where(mine, inputs.c.run == run, inputs.c.run_outcome == was)
                    .values(run_outcome=now),
                    sa.update(inputs)
                    .where(mine, inputs.c.outcome.in_((was, now)))
                    .values(outcome=now, message=other),
                ):
                    connection.execute(statement)
            connection.execute(
                sa.update(table)
                .where(table.c.sha256.in_(compared))
                .values(compared=True)
            )

        self._do(work)


def _sharing(digest: str) -> sa.Select[tuple[str]]:
    """The documents that share a band with this one."""
    ours, theirs = schema.bands.alias(), schema.bands.alias()
    same = (ours.c.band == theirs.c.band) & (ours.c.value == theirs.c.value)
    return (
        select(theirs.c.document)
        .join(ours, same)
        .where(ours.c.document == digest, theirs.c.document != digest)
        .distinct()
    )


def _may_agree(one: DocumentRow) -> list[sa.ColumnElement[bool]]:
    """What two scans of one paper have in common, where both tell it."""
    table = schema.documents
    return [
        column.is_(None) | (column == value)
        for column, value in (
            (table.c.number_symbol, one.number_symbol),
            (table.c.issued_on, one.issued_on),
            (table.c.type, one.type),
        )
        if value is not None
    ]
