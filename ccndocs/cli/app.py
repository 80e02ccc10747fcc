"""The commands, their options, and how exceptions become exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from typing import Annotated, cast

import typer

from ccndocs import __version__
from ccndocs.cli.bulk import import_
from ccndocs.cli.evaluate import evaluate
from ccndocs.cli.explain import explain
from ccndocs.cli.export import export
from ccndocs.cli.extract import Talk, extract_all, only_sure
from ccndocs.cli.load import load_process
from ccndocs.cli.ocr import ocr
from ccndocs.cli.output import open_output, own_errors, set_utf8
from ccndocs.cli.pdf import pdf
from ccndocs.cli.restore import restore
from ccndocs.cli.saved import read_records
from ccndocs.cli.shell import (
    ConfidenceOption,
    Door,
    Engine,
    EngineOption,
    Format,
    FormatOption,
    InterruptedByUserError,
    Lang,
    LangOption,
    Mode,
    ModeOption,
    OutputOption,
    PagesOption,
    PipeClosedError,
    QuietOption,
    StopError,
    check_paths,
    guarded,
    page_numbers,
    width,
    writing,
)
from ccndocs.cli.store import status, verify
from ccndocs.cli.tasks import tasks
from ccndocs.cli.words import say
from ccndocs.errors import CcndocsError, ExitCode
from ccndocs.export import Writer, make_writer
from ccndocs.types.json import RecordFormatError, schema_text
from ccndocs.types.options import Options
from ccndocs.types.record import Record

BROKEN_PIPE = 141  # 128 + SIGPIPE, what a shell reports for any other command
FRONT_DOOR = Door(load_process)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"ccndocs {__version__}")
        raise typer.Exit


def root(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_show_version,
            is_eager=True,
            help="Print the version and stop.",
        ),
    ] = False,
) -> None:
    """Vietnamese administrative documents in, task records out."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


PathsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help="PDF, image, DOCX, HTML or text files; '-' is standard input.",
    ),
]
AnyFormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        help="Output format; json for one path, jsonl for several if not given.",
    ),
]
WithTextOption = Annotated[
    bool, typer.Option("--with-text", help="Add the text as read and as repaired.")
]
DebugOption = Annotated[
    bool, typer.Option("--debug", help="Show where in the program errors arose.")
]


@guarded
def extract(
    context: typer.Context,
    paths: PathsArgument,
    output: OutputOption = None,
    form: AnyFormatOption = None,
    with_text: WithTextOption = False,
    pages: PagesOption = None,
    engine: EngineOption = Engine.AUTO,
    mode: ModeOption = Mode.AUTO,
    min_confidence: ConfidenceOption = None,
    lang: LangOption = Lang.EN,
    quiet: QuietOption = False,
    debug: DebugOption = False,
) -> None:
    """Read documents and print their records."""
    options = Options(
        pages=page_numbers(pages, lang), mode=mode, engine=engine, with_text=with_text
    )
    check_paths(paths, output, lang)
    several = len(paths) > 1
    wanted = form or (Format.JSONL if several else Format.JSON)
    with ExitStack() as stack:
        stream = sys.stderr if debug else stack.enter_context(own_errors())
        talk = Talk(stream, lang, quiet=quiet, debug=debug, several=several)
        stack.enter_context(writing(output, lang))

        def writer() -> Writer:
            bom = wanted is Format.CSV
            return make_writer(
                wanted,
                stack.enter_context(open_output(output, bom=bom)),
                several=several,
                with_text=with_text,
                width=width(output),
                language=lang,
            )

        process = context.obj.load_process()
        outcome = extract_all(paths, options, process, writer, talk, min_confidence)
    raise typer.Exit(outcome.exit_code())


@guarded
def show(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...",
            help="Records that extract wrote as json or jsonl; '-' is standard input.",
        ),
    ],
    output: OutputOption = None,
    form: FormatOption = Format.TABLE,
    min_confidence: ConfidenceOption = None,
    lang: LangOption = Lang.EN,
) -> None:
    """Print saved records in another format, without reading the documents again."""
    check_paths(paths, output, lang)
    talk = Talk(sys.stderr, lang)
    with writing(output, lang), open_output(output, bom=form is Format.CSV) as stream:
        writer = make_writer(
            form,
            stream,
            several=True,
            with_text=True,
            width=width(output),
            language=lang,
        )
        for record in _saved(paths, lang):
            writer.add(only_sure(record, min_confidence, talk))
        writer.finish()


@guarded
def schema() -> None:
    """Print the JSON Schema of a record."""
    set_utf8(sys.stdout)
    sys.stdout.write(schema_text())


@guarded
def doctor(
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the findings as JSON.")
    ] = False,
    lang: LangOption = Lang.EN,
) -> None:
    """List what is installed, what is missing, and what each missing part costs."""
    from ccndocs.doctor import examine, report, report_json

    set_utf8(sys.stdout)
    findings = examine()
    sys.stdout.write(report_json(findings) if as_json else report(findings, lang))
    if not findings.can_work:
        raise typer.Exit(ExitCode.MISSING_DEPENDENCY)


# In the order of the help text.
COMMANDS: dict[str, Callable[..., None]] = {
    "extract": extract,
    "show": show,
    "schema": schema,
    "doctor": doctor,
    "restore": restore,
    "explain": explain,
    "eval": evaluate,
    "ocr": ocr,
    "pdf": pdf,
    "import": import_,
    "status": status,
    "verify": verify,
    "tasks": tasks,
    "export": export,
}


def make_app(arguments: Sequence[str]) -> typer.Typer:
    """The commands, of which only the one that is called knows its options.

    Typer reads the options of all commands whichever is called; for fourteen that
    takes longer than the interpreter's own start.
    """
    called = next((a for a in arguments if not a.startswith("-")), None)
    app = typer.Typer(
        name="ccndocs",
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={
            "help_option_names": ["-h", "--help"],
            "max_content_width": 88,
        },
    )
    app.callback(invoke_without_command=True)(root)
    for name, command in COMMANDS.items():
        app.command(name)(command if name == called else _named_only(command))
    return app


def _named_only(command: Callable[..., None]) -> Callable[[], None]:
    """A command for the list of commands alone."""

    def listed() -> None:
        raise AssertionError("a command was called that had not been made")

    listed.__doc__ = command.__doc__
    return listed


def main(arguments: Sequence[str] | None = None, door: Door = FRONT_DOOR) -> int:
    """Run the command and return its exit code; never raises, never shows a traceback.

    Only `--debug` shows tracebacks.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    language = "vi" if _asks_for_vietnamese(given) else "en"
    set_utf8(sys.stderr)
    try:
        app = make_app(given)
        code = app(args=given, prog_name="ccndocs", standalone_mode=False, obj=door)
    except (InterruptedByUserError, KeyboardInterrupt, typer.Abort):
        return _stop(say("stopped", language), ExitCode.CTRL_C)
    except CcndocsError as error:
        return _stop(error.message(language), error.exit_code)
    except StopError as error:
        return _stop(str(error), error.exit_code)
    except _ClickException as error:
        detail = error.format_message()
        return _stop(say("usage", language, detail=detail), ExitCode.BAD_ARGS)
    except PipeClosedError:
        # Python would complain once more when it flushes standard output at exit, so
        # that goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    return int(code or ExitCode.OK)


# typer 0.12 has click's exception classes, later ones carry a copy of them; the base
# of all usage errors is reached through the one name that every version exports.
_ClickException = cast("type[typer.BadParameter]", typer.BadParameter.__mro__[2])


def _stop(text: str, code: int) -> int:
    sys.stderr.write(text + "\n")
    return code


def _asks_for_vietnamese(arguments: Sequence[str]) -> bool:
    """Whether `--lang vi` is given: usage errors come before options are parsed."""
    joined = "\0".join(arguments)
    return "--lang\0vi" in joined or "--lang=vi" in joined


def _saved(paths: Sequence[str], lang: str) -> Iterator[Record]:
    """The records in the files; stops at the first file that is none."""
    for path in paths:
        try:
            yield from read_records(path)
        except RecordFormatError as error:
            text = say("not_records", lang, name=path, detail=error)
            raise StopError(text, ExitCode.INPUT_FILE) from error
