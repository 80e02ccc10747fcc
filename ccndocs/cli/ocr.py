"""`ccndocs ocr`: the words of a document with their places and confidences."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from ccndocs import __version__
from ccndocs.cli.extract import Talk, run_one
from ccndocs.cli.load import load_reading
from ccndocs.cli.output import open_output, own_errors
from ccndocs.cli.shell import (
    Engine,
    EngineOption,
    Lang,
    LangOption,
    Mode,
    ModeOption,
    OutputOption,
    PagesOption,
    QuietOption,
    check_paths,
    guarded,
    page_numbers,
    writing,
)
from ccndocs.types.options import Options


class WordFormat(StrEnum):
    """Forms of words with places."""

    TEXT = "text"
    JSON = "json"
    HOCR = "hocr"
    ALTO = "alto"


@guarded
def ocr(
    path: Annotated[
        str, typer.Argument(metavar="IN", help="A document; '-' is standard input.")
    ],
    output: OutputOption = None,
    form: Annotated[
        WordFormat, typer.Option("--format", "-f", help="Output format.")
    ] = WordFormat.TEXT,
    pages: PagesOption = None,
    engine: EngineOption = Engine.AUTO,
    mode: ModeOption = Mode.AUTO,
    lang: LangOption = Lang.EN,
    quiet: QuietOption = False,
) -> None:
    """Write the words of a document as read, with boxes and confidences."""
    options = Options(pages=page_numbers(pages, lang), mode=mode, engine=engine)
    check_paths([path], output, lang)
    with own_errors() as stream:
        talk = Talk(stream, lang, quiet=quiet)
        reading = run_one(path, options, load_reading(f"ccndocs {__version__}"), talk)
        talk.issues(path, reading.issues)
    from ccndocs.archive import write_words

    with writing(output, lang), open_output(output) as lines:
        write_words(reading, form, lines)
