"""Records as a pandas frame. The only importer of pandas."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ccndocs.export.rows import COLUMNS, task_rows
from ccndocs.types.record import Record

if TYPE_CHECKING:
    from pandas import DataFrame


def records_to_frame(records: Iterable[Record]) -> DataFrame:
    """One row a task, columns COLUMNS; a missing value is None or NaN.

    pandas is imported here, since it costs most of a second that no other door needs.
    """
    import pandas as pd

    rows = [row for record in records for row in task_rows(record)]
    return pd.DataFrame(rows, columns=list(COLUMNS))
