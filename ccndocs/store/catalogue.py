"""The catalogue: what is known of every input and every document of a store.

Written by one process only.
"""

from __future__ import annotations

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError

from ccndocs.store.database import PATIENCE, open_engine
from ccndocs.store.documents import Documents
from ccndocs.store.failures import explain_failure
from ccndocs.store.inputs import Inputs
from ccndocs.store.neighbours import Neighbours


class Catalogue(Inputs, Documents, Neighbours):
    """The catalogue behind an open database."""


def open_catalogue(
    url: str | URL, *, create: bool = False, patience: float = PATIENCE
) -> Catalogue:
    """The catalogue at a database URL, brought to this version's schema.

    Raises StoreError: `bad_catalogue` (no such driver, no such server, a schema of a
    later version), `store_full`.
    """
    from ccndocs.store.migrate import migrate

    engine = open_engine(url)
    catalogue = Catalogue(engine, patience)
    try:
        migrate(engine, create=create)
    except DBAPIError as error:
        raise explain_failure(error, engine) from error
    return catalogue
