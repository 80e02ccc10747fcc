"""`ccndocs explain`: which rule, words and evidence made each field."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from typing import Annotated

import typer

from ccndocs.cli.extract import Talk, run_one
from ccndocs.cli.load import load_analyse
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
    check_paths,
    guarded,
    page_numbers,
    usage,
    width,
    writing,
)
from ccndocs.types.options import Options


class Form(StrEnum):
    """Forms of an explanation."""

    TEXT = "text"
    JSON = "json"


@guarded
def explain(
    path: Annotated[
        str, typer.Argument(metavar="FILE", help="A document; '-' is standard input.")
    ],
    task: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="This task only, counted from 1."),
    ] = None,
    form: Annotated[
        Form, typer.Option("--format", "-f", help="Output format.")
    ] = Form.TEXT,
    output: OutputOption = None,
    pages: PagesOption = None,
    engine: EngineOption = Engine.AUTO,
    mode: ModeOption = Mode.AUTO,
    lang: LangOption = Lang.EN,
) -> None:
    """Say which rule, words and evidence made each field of a record."""
    options = Options(pages=page_numbers(pages, lang), mode=mode, engine=engine)
    check_paths([path], output, lang)
    with own_errors():
        analysis = run_one(path, options, load_analyse(), Talk(sys.stderr, lang))
    from ccndocs.explain import explain as explain_analysis
    from ccndocs.explain import explanation_text

    try:
        found = explain_analysis(analysis, task)
    except IndexError:
        total = len(explain_analysis(analysis)["tasks"])
        raise usage(lang, "no_such_task", detail=task, total=total) from None
    with writing(output, lang), open_output(output) as stream:
        if form is Form.JSON:
            json.dump(found, stream, ensure_ascii=False, indent=2)
            stream.write("\n")
        else:
            stream.write(explanation_text(found, width(output)))
