"""The catalogue's likeness: which documents are to be compared, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam, select

from ccndocs.store import schema
from ccndocs.store.database import Database
from ccndocs.store.likeness import BANDS, bands_of
from ccndocs.store.rows import DocumentRow, Outcome

# A band of more documents than this is a form's, not a paper's. Those that carry a
# number are still compared with those of the same number.
CROWD = 500
_DOCUMENT = [field.name for field in fields(DocumentRow)]


class Neighbours(Database):
    """Likeness."""

    def before(self, one: DocumentRow, most: int) -> tuple[DocumentRow, ...]:
        """Documents before this one, by place, that may be the same paper.

        Those of its number; where either has none, those that share a band with it.
        Never those whose day or type is another; the first `most` of them.
        """
        if one.likeness is None:
            return ()
        found = self._both(_BEFORE, one, most)
        rows = {row[0]: DocumentRow(*row) for row in found}
        return tuple(sorted(rows.values(), key=_by_place)[:most])

    def after(self, one: DocumentRow) -> tuple[str, ...]:
        """Documents after this one whose first like one may be this one now."""
        if one.likeness is None:
            return ()
        found = self._both(_AFTER, one, -1)
        return tuple(sorted({digest for digest, compared in found if compared}))

    def _both(
        self, queries: Sequence[sa.Select[Any]], one: DocumentRow, most: int
    ) -> list[Any]:
        """The rows of the query by number and of the query by bands."""
        values = _values(one) | {"most": most}
        by_number, without, sharing = queries

        def work(connection: Connection) -> list[Any]:
            found: list[Any] = []
            by_bands = sharing
            if one.number_symbol is not None:
                found += connection.execute(by_number, values).all()
                by_bands = without
            small = self._small_bands(connection, one)
            if any(value is not None for value in small.values()):
                found += connection.execute(by_bands, values | small).all()
            return found

        return self._do(work)

    def _small_bands(
        self, connection: Connection, one: DocumentRow
    ) -> dict[str, int | None]:
        """The document's bands; None for those that too many share to tell anything."""
        values: dict[str, int | None] = {
            f"v{n}": value for n, value in enumerate(bands_of(one.likeness))
        }
        counts = connection.execute(_COUNTS, values).one()
        return {
            name: value if count <= CROWD else None
            for (name, value), count in zip(values.items(), counts, strict=True)
        }

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
_bands = schema.bands
_members = [
    (_bands.c.band == n) & (_bands.c.value == bindparam(f"v{n}", type_=sa.BigInteger))
    for n in range(BANDS)
]
_sharing = select(_bands.c.document).where(sa.or_(*_members))
_COUNTS = select(
    *(
        select(sa.func.count())
        .select_from(select(_bands.c.band).where(mine).limit(CROWD + 1).subquery())
        .scalar_subquery()
        for mine in _members
    )
)
_number = sa.cast(bindparam("number_symbol"), schema.Words)


def _agrees(name: str) -> sa.ColumnElement[bool]:
    """What two scans of one paper have in common, where both tell it."""
    column = _table.c[name]
    value = sa.cast(bindparam(name), schema.Words)
    return column.is_(None) | value.is_(None) | (column == value)


_agree = _agrees("issued_on") & _agrees("type")
_OF_NUMBER = _agree & (_table.c.number_symbol == _number)
_SHARE = _agree & _table.c.sha256.in_(_sharing)
# A document that has a number is like one of that number, or like one without.
_CANDIDATES = (_OF_NUMBER, _SHARE & _table.c.number_symbol.is_(None), _SHARE)
_BEFORE = tuple(
    select(*(_table.c[name] for name in _DOCUMENT))
    .where(candidates, _table.c.uri < bindparam("uri"))
    .order_by(_table.c.uri, _table.c.sha256)
    .limit(bindparam("most", type_=sa.Integer))
    for candidates in _CANDIDATES
)
# What is compared already is told apart afterwards: SQLite would begin with the index
# of that, which soon holds everything.
_AFTER = tuple(
    select(_table.c.sha256, _table.c.compared)
    .outerjoin(_first, _first.c.sha256 == _table.c.near_duplicate_of)
    .where(candidates, _table.c.uri > bindparam("uri"))
    .where(_first.c.uri.is_(None) | (_first.c.uri > bindparam("uri")))
    for candidates in _CANDIDATES
)


def _by_place(document: DocumentRow) -> tuple[str, str]:
    return document.uri, document.sha256


def _values(one: DocumentRow) -> dict[str, Any]:
    header = {
        name: getattr(one, name) for name in ("number_symbol", "issued_on", "type")
    }
    return header | {"uri": one.uri}
