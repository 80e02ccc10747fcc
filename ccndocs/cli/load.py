"""The way from the command to the flow. Loads the stages only when called."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ccndocs.cli.extract import Process
from ccndocs.errors import MissingToolError
from ccndocs.types.options import Options
from ccndocs.types.page import Source
from ccndocs.types.record import Record

if TYPE_CHECKING:
    from ccndocs.archive import Reading
    from ccndocs.pipeline import Analysis, Searchable

Progress = Callable[[int, int], None]


def load_process() -> Process:
    """`ccndocs.process`, with "-" for standard input.

    Raises MissingToolError where a package is not installed.
    """
    with _packages():
        from ccndocs.pipeline import process, process_source

    def run(path: str, options: Options, progress: Progress) -> Record:
        if path == "-":
            return process_source(_standard_input(options), options, progress)
        return process(path, options, progress)

    return run


def load_analyse() -> Callable[[str, Options, Progress], Analysis]:
    """`ccndocs.pipeline.analyse` of a path, with "-" for standard input.

    Raises MissingToolError where a package is not installed.
    """
    with _packages():
        from ccndocs.pipeline import analyse
        from ccndocs.source import read

    def run(path: str, options: Options, progress: Progress) -> Analysis:
        source = _standard_input(options) if path == "-" else read(Path(path), options)
        return analyse(source, options, progress)

    return run


def load_reading(producer: str) -> Callable[[str, Options, Progress], Reading]:
    """`ccndocs.pipeline.read_words` of a path, with "-" for standard input.

    Raises MissingToolError where a package is not installed.
    """
    with _packages():
        from ccndocs.archive import Reading
        from ccndocs.pipeline import read_words
        from ccndocs.source import read

    def run(path: str, options: Options, progress: Progress) -> Reading:
        source = _standard_input(options) if path == "-" else read(Path(path), options)
        layout, issues = read_words(source, options, progress)
        return Reading(source, layout, issues, producer)

    return run


def load_searchable(
    *, fold_layer: bool, copy_signed: bool, producer: str
) -> Callable[[str, Options, Progress], Searchable]:
    """`ccndocs.pipeline.searchable` of a path, with "-" for standard input.

    Raises MissingToolError where a package is not installed.
    """
    with _packages():
        from ccndocs.archive import PdfChoices
        from ccndocs.pipeline import searchable
        from ccndocs.source import read
    choices = PdfChoices(fold_layer, copy_signed, producer)

    def run(path: str, options: Options, progress: Progress) -> Searchable:
        source = _standard_input(options) if path == "-" else read(Path(path), options)
        return searchable(source, options, choices, progress)

    return run


def _standard_input(options: Options) -> Source:
    from ccndocs.source import from_bytes

    # One byte more than allowed is enough to know that there is too much.
    data = sys.stdin.buffer.read(options.max_bytes + 1)
    return from_bytes("-", data, options)


@contextmanager
def _packages() -> Iterator[None]:
    """Say which package is not installed."""
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith("ccndocs"):
            raise
        raise MissingToolError(
            "missing_tool",
            "ccndocs",
            tool=error.name,
            detail="Run 'ccndocs doctor'.",
        ) from error
