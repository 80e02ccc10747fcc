"""Records as JSON, JSON lines, CSV, a plain table, a pandas frame."""

from __future__ import annotations

from ccndocs.export.frame import records_to_frame
from ccndocs.export.rows import COLUMNS, task_rows
from ccndocs.export.threshold import LeftOut, at_least
from ccndocs.export.writers import (
    Failure,
    Writer,
    make_writer,
    to_json,
    write_csv,
    write_json,
    write_jsonl,
    write_table,
)

__all__ = [
    "COLUMNS",
    "Failure",
    "LeftOut",
    "Writer",
    "at_least",
    "make_writer",
    "records_to_frame",
    "task_rows",
    "to_json",
    "write_csv",
    "write_json",
    "write_jsonl",
    "write_table",
]
