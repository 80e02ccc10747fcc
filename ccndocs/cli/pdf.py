"""`ccndocs pdf`: a searchable PDF/A of a scan."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ccndocs import __version__
from ccndocs.cli.extract import Talk, run_one
from ccndocs.cli.load import load_searchable
from ccndocs.cli.output import open_binary, open_output, own_errors
from ccndocs.cli.shell import (
    Engine,
    EngineOption,
    Lang,
    LangOption,
    Mode,
    ModeOption,
    QuietOption,
    check_paths,
    guarded,
    usage,
    writing,
)
from ccndocs.types.options import Options

InArgument = Annotated[
    str,
    typer.Argument(metavar="IN", help="PDF, PNG, JPEG or TIFF; '-' is standard input."),
]
OutArgument = Annotated[Path, typer.Argument(metavar="OUT", help="The PDF to write.")]
SidecarOption = Annotated[
    Path | None,
    typer.Option(metavar="TXT", help="Write the repaired text to this file."),
]
FoldLayerOption = Annotated[
    bool,
    typer.Option("--fold-layer", help="Add the text once more without diacritics."),
]
CopySignedOption = Annotated[
    bool,
    typer.Option(
        "--copy-signed", help="Make a copy, without signatures, of a signed original."
    ),
]
ForceOption = Annotated[
    bool, typer.Option("--force", help="Replace OUT and TXT if they are there.")
]


@guarded
def pdf(
    path: InArgument,
    output: OutArgument,
    sidecar: SidecarOption = None,
    fold_layer: FoldLayerOption = False,
    copy_signed: CopySignedOption = False,
    force: ForceOption = False,
    engine: EngineOption = Engine.AUTO,
    mode: ModeOption = Mode.AUTO,
    lang: LangOption = Lang.EN,
    quiet: QuietOption = False,
) -> None:
    """Write a searchable PDF/A: the pages as they are, repaired text behind them."""
    _check_outputs(path, output, sidecar, lang, force=force)
    options = Options(mode=mode, engine=engine)
    with own_errors() as stream:
        talk = Talk(stream, lang, quiet=quiet)
        make = load_searchable(
            fold_layer=fold_layer,
            copy_signed=copy_signed,
            producer=f"ccndocs {__version__}",
        )
        made = run_one(path, options, make, talk)
        with writing(output, lang), open_binary(output) as target:
            made.save(target)
        if sidecar is not None:
            _write_text(sidecar, made.text, lang)
        talk.issues(path, made.issues)


def _write_text(sidecar: Path, text: str, lang: str) -> None:
    with writing(sidecar, lang), open_output(sidecar) as lines:
        lines.write(text if text.endswith("\n") or not text else text + "\n")


def _check_outputs(
    path: str, output: Path, sidecar: Path | None, lang: str, *, force: bool
) -> None:
    """Neither is the input, both can be written, and none is there unless `force`."""
    places = [output] if sidecar is None else [output, sidecar]
    if len({place.resolve() for place in places}) < len(places):
        raise usage(lang, "output_twice", detail=output)
    for place in places:
        check_paths([path], place, lang)
        if place.is_file() and not force:
            raise usage(lang, "output_exists", detail=place)
