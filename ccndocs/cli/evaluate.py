"""`ccndocs eval`: scores against gold, reliability, gains and losses."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ccndocs.cli.extract import Talk, run_one
from ccndocs.cli.load import load_process
from ccndocs.cli.output import open_output, own_errors, set_utf8
from ccndocs.cli.saved import open_input
from ccndocs.cli.shell import Lang, LangOption, StopError, check_paths, guarded, writing
from ccndocs.cli.words import say
from ccndocs.errors import ExitCode, FileAccessError
from ccndocs.types.options import Options
from ccndocs.types.record import Record

if TYPE_CHECKING:
    from ccndocs.evaluate import Item, Scored


GoldArgument = Annotated[
    Path, typer.Argument(metavar="GOLD_DIR", help="Gold records, ID.json each.")
]
InputsArgument = Annotated[
    Path | None,
    typer.Argument(
        metavar="[INPUT_DIR]",
        help="Documents, one file each, named by their ID; the folder 'text' "
        "beside the gold if not given.",
    ),
]
SplitOption = Annotated[
    str | None, typer.Option(metavar="NAME", help="This split only.")
]
JsonOption = Annotated[
    Path | None,
    typer.Option("--json", metavar="FILE", help="Write the whole report there."),
]
AgainstOption = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="A former report: show gains and losses."),
]
ChangesOption = Annotated[
    Path | None,
    typer.Option("--csv", metavar="FILE", help="Write every gain and loss there."),
]
VerboseOption = Annotated[
    bool, typer.Option("--verbose", "-v", help="List documents and their faults.")
]


@guarded
def evaluate(
    gold: GoldArgument,
    inputs: InputsArgument = None,
    split: SplitOption = None,
    as_json: JsonOption = None,
    against: AgainstOption = None,
    changes: ChangesOption = None,
    verbose: VerboseOption = False,
    lang: LangOption = Lang.EN,
) -> None:
    """Score records against gold, field by field."""
    set_utf8(sys.stdout)
    for path in (as_json, changes):
        check_paths([], path, lang)
    former = _report(against, lang) if against else None
    scored = _scored(_items(gold, inputs, split, lang), verbose=verbose)
    from ccndocs.evaluate import report_of, report_text

    report = report_of(scored)
    sys.stdout.write(report_text(report))
    if as_json:
        with writing(as_json, lang), open_output(as_json) as stream:
            json.dump(report, stream, ensure_ascii=False, indent=1)
            stream.write("\n")
    if former is not None:
        _compare(former, report, changes, lang)
    if any(one.error for one in scored):
        raise typer.Exit(ExitCode.SOME_FAILED)


def _compare(
    former: dict[str, Any], report: dict[str, Any], changes: Path | None, lang: str
) -> None:
    """Gains and losses against a former report, all of them to the file `changes`."""
    from ccndocs.evaluate import compare, comparison_text, write_changes

    compared = compare(former, report)
    sys.stdout.write("\n" + comparison_text(compared))
    if changes:
        with writing(changes, lang), open_output(changes) as stream:
            write_changes((*compared.gains, *compared.losses), stream)


def _items(gold: Path, inputs: Path | None, split: str | None, lang: str) -> list[Item]:
    from ccndocs.evaluate import find_items

    for folder in (gold, inputs):
        if folder is not None and not folder.is_dir():
            raise FileAccessError("not_found", str(folder))
    try:
        items = find_items(gold, inputs, split=split)
    except FileNotFoundError as error:
        raise FileAccessError("not_found", str(error.filename)) from error
    if not items:
        text = say("no_gold", lang, gold=gold, inputs=inputs or gold.parent / "text")
        raise StopError(text, ExitCode.INPUT_FILE)
    return items


def _scored(items: list[Item], *, verbose: bool) -> list[Scored]:
    from ccndocs.evaluate import document_line, score_items

    process, scored = load_process(), []
    with own_errors() as errors:
        talk = Talk(errors)

        def run(path: Path, options: Options) -> Record:
            return run_one(str(path), options, process, talk)

        for one in score_items(items, run):
            scored.append(one)
            if one.error:
                errors.write(one.error + "\n")
            if verbose:
                line = document_line(one.item.name, one.score.as_json())
                notes = [f"    {note}" for note in one.score.notes]
                sys.stdout.write("\n".join([line, *notes]) + "\n")
                sys.stdout.flush()
    if verbose:
        sys.stdout.write("\n")
    return scored


def _report(path: Path, lang: str) -> dict[str, Any]:
    with open_input(str(path)) as stream:
        try:
            report = json.loads(stream.read())
        except ValueError:
            report = None
    if isinstance(report, dict) and {"documents", "splits"} <= report.keys():
        return report
    raise StopError(say("not_report", lang, name=path), ExitCode.INPUT_FILE)
