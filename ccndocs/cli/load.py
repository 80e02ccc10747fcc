"""The way from the command to the flow. Loads the stages only when called."""

from __future__ import annotations

import sys
from collections.abc import Callable

from ccndocs.cli.extract import Process
from ccndocs.errors import MissingToolError
from ccndocs.types.options import Options
from ccndocs.types.record import Record


def load_process() -> Process:
    """`ccndocs.process`, with "-" for standard input.

    Raises MissingToolError where a package is not installed.
    """
    try:
        from ccndocs.pipeline import process, process_source
        from ccndocs.source import from_bytes
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith("ccndocs"):
            raise
        raise MissingToolError(
            "missing_tool",
            "ccndocs",
            tool=error.name,
            detail="Run 'ccndocs doctor'.",
        ) from error

    def run(
        path: str, options: Options, progress: Callable[[int, int], None]
    ) -> Record:
        if path == "-":
            # One byte more than allowed is enough to know that there is too much.
            data = sys.stdin.buffer.read(options.max_bytes + 1)
            source = from_bytes(path, data, options)
            return process_source(source, options, progress)
        return process(path, options, progress)

    return run
