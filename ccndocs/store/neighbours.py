"""The catalogue's likeness: which documents are to be compared, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam, select

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
        if one.likeness is None:
            return ()
        values = _values(one) | {"most": most}
        return self._do(
            lambda c: tuple(DocumentRow(*row) for row in c.execute(_BEFORE, values))
        )

    def after(self, one: DocumentRow) -> tuple[str, ...]:
        """Documents after this one whose first like one may be this one now."""
        if one.likeness is None:
            return ()
        return self._do(lambda c: tuple(c.execute(_AFTER, _values(one)).scalars()))

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

    def like(self, digests: Sequence[str]) -> tuple[str, ...]:
        """The documents that are said to be very like one of these."""
        table = schema.documents
        query = select(table.c.sha256).where(table.c.near_duplicate_of.in_(digests))
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


# Built once: a statement takes longer to build than to run.
_table = schema.documents
_first = schema.documents.alias()
_ours, _theirs = schema.bands.alias(), schema.bands.alias()
_sharing = (
    select(_theirs.c.document)
    .join(_ours, (_ours.c.band == _theirs.c.band) & (_ours.c.value == _theirs.c.value))
    .where(_ours.c.document == bindparam("digest"))
    .where(_theirs.c.document != bindparam("digest"))
    .distinct()
)


def _agrees(name: str) -> sa.ColumnElement[bool]:
    """What two scans of one paper have in common, where both tell it."""
    column = _table.c[name]
    value = sa.cast(bindparam(name), schema.Words)
    return column.is_(None) | value.is_(None) | (column == value)


_AGREEING = ("number_symbol", "issued_on", "type")
_agree = sa.and_(_table.c.sha256.in_(_sharing), *map(_agrees, _AGREEING))
_BEFORE = (
    select(*(_table.c[name] for name in _DOCUMENT))
    .where(_agree, _table.c.uri < bindparam("uri"))
    .order_by(_table.c.uri, _table.c.sha256)
    .limit(bindparam("most", type_=sa.Integer))
)
_AFTER = (
    select(_table.c.sha256)
    .outerjoin(_first, _first.c.sha256 == _table.c.near_duplicate_of)
    .where(_agree, _table.c.uri > bindparam("uri"), _table.c.compared.is_(sa.true()))
    .where(_first.c.uri.is_(None) | (_first.c.uri > bindparam("uri")))
)


def _values(one: DocumentRow) -> dict[str, object]:
    values: dict[str, object] = {name: getattr(one, name) for name in _AGREEING}
    return values | {"digest": one.sha256, "uri": one.uri}
