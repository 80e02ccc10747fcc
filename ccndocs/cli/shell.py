"""What all commands share: their guard, options and complaints."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import Annotated, ParamSpec

import typer

from ccndocs.cli.extract import Process
from ccndocs.cli.output import check_output
from ccndocs.cli.pages import parse_pages
from ccndocs.cli.words import say
from ccndocs.errors import ExitCode

P = ParamSpec("P")


class Format(StrEnum):
    """Output formats."""

    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    TABLE = "table"


class Engine(StrEnum):
    """OCR engines."""

    AUTO = "auto"
    TESSEROCR = "tesserocr"
    PYTESSERACT = "pytesseract"


class Mode(StrEnum):
    """How a page is read."""

    AUTO = "auto"
    OCR = "ocr"
    TEXT = "text"


class Lang(StrEnum):
    """Languages of messages."""

    EN = "en"
    VI = "vi"


class PipeClosedError(Exception):
    """The reader of standard output has gone ("| head")."""


class InterruptedByUserError(Exception):
    """Ctrl-C."""


@dataclass(frozen=True, slots=True)
class Door:
    """What the commands reach the rest of the program through."""

    load_process: Callable[[], Process]


class StopError(Exception):
    """The command cannot go on: one translated line, and the exit code."""

    def __init__(self, text: str, exit_code: ExitCode) -> None:
        super().__init__(text)
        self.exit_code = exit_code


LangOption = Annotated[Lang, typer.Option(help="Language of messages.")]
PagesOption = Annotated[
    str | None,
    typer.Option(metavar="LIST", help="Read these pages only, such as 1-3,5."),
]
EngineOption = Annotated[Engine, typer.Option(help="OCR engine.")]
ModeOption = Annotated[
    Mode,
    typer.Option(
        help="auto judges each page, ocr reads pictures even where there is text, "
        "text never runs OCR."
    ),
]
ConfidenceOption = Annotated[
    float | None,
    typer.Option(
        min=0,
        max=1,
        metavar="X",
        help="Leave out tasks and statistics of less confidence, from 0 to 1.",
    ),
]
QuietOption = Annotated[
    bool, typer.Option("--quiet", "-q", help="No progress; errors only.")
]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to this file."),
]
FormatOption = Annotated[Format, typer.Option("--format", "-f", help="Output format.")]


def guarded(command: Callable[P, None]) -> Callable[P, None]:
    """Take interrupts and closed pipes before typer answers them in its own way."""

    @wraps(command)
    def run(*arguments: P.args, **options: P.kwargs) -> None:
        try:
            command(*arguments, **options)
            sys.stdout.flush()
        except KeyboardInterrupt as error:
            raise InterruptedByUserError from error
        except BrokenPipeError as error:
            raise PipeClosedError from error

    return run


def check_paths(paths: Sequence[str], output: Path | None, lang: str) -> None:
    """Stop before the work what would fail or do harm after it."""
    if paths.count("-") > 1:
        raise usage(lang, "stdin_twice")
    if output is None:
        return
    for path in paths:
        if path != "-" and _same_file(Path(path), output):
            raise usage(lang, "output_is_input", detail=output)
    with writing(output, lang):
        check_output(output)


@contextmanager
def writing(output: Path | None, lang: str) -> Iterator[None]:
    """Say which output cannot be written, and why; a reader that left is no fault."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        name = "standard output" if output is None else output
        detail = error.strerror or type(error).__name__
        text = say("cannot_write", lang, name=name, detail=detail)
        raise StopError(text, ExitCode.FILE_ACCESS) from error


def page_numbers(text: str | None, lang: str) -> tuple[int, ...] | None:
    """The pages that `--pages` asks for, None for all."""
    if text is None:
        return None
    try:
        return parse_pages(text)
    except ValueError:
        raise usage(lang, "pages", detail=text) from None


def usage(lang: str, code: str, **values: object) -> StopError:
    """The complaint that arguments are wrong, to be raised."""
    detail = say(code, lang, **values)
    return StopError(say("usage", lang, detail=detail), ExitCode.BAD_ARGS)


def _same_file(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


def width(output: Path | None) -> int:
    """Columns of the terminal (or of COLUMNS); 100 for a file or a pipe."""
    return shutil.get_terminal_size((100, 24)).columns if output is None else 100
