"""ccndocs: Vietnamese administrative documents in, task records out.

>>> from ccndocs import process
>>> record = process("2029.pdf")                        # doctest: +SKIP
>>> [task.description for task in record.tasks]         # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from ccndocs.errors import CcndocsError
from ccndocs.types.options import Options
from ccndocs.types.record import Record

if TYPE_CHECKING:
    from ccndocs.pipeline import process, process_source
    from ccndocs.repair import restore

__version__ = "0.1.0"

__all__ = [
    "CcndocsError",
    "Options",
    "Record",
    "__version__",
    "process",
    "process_source",
    "restore",
]

# The stages import numpy and more, so they wait until somebody asks for them.
_LAZY = {
    "process": "ccndocs.pipeline",
    "process_source": "ccndocs.pipeline",
    "restore": "ccndocs.repair",
}


def __getattr__(name: str) -> object:
    if name in _LAZY:
        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
