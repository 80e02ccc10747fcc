"""What `ccndocs import` can be asked for, and where its work is done."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ccndocs.cli.shell import Engine, Lang


class Where(StrEnum):
    """Where the work is done."""

    LOCAL = "local"
    RAY = "ray"


class Log(StrEnum):
    """How the run talks."""

    TEXT = "text"
    JSON = "json"


PathsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help="Files, folders with all below, globs, ZIPs or URLs; '-' reads a list "
        "of them from standard input, one a line or ended by NUL.",
    ),
]
StoreOption = Annotated[
    str,
    typer.Option("--store", metavar="DIR", help="Folder (or URL) of the store."),
]
CatalogueOption = Annotated[
    str | None,
    typer.Option(
        "--catalogue",
        metavar="URL",
        help="Database of the catalogue, such as postgresql://host/name; "
        "SQLite in the store if not given.",
    ),
]
JobsOption = Annotated[
    int | None,
    typer.Option("--jobs", "-j", min=1, help="Worker processes; one a core."),
]
WhereOption = Annotated[Where, typer.Option(help="local processes, or a Ray cluster.")]
AddressOption = Annotated[
    str | None, typer.Option(metavar="HOST:PORT", help="The Ray cluster.")
]
OcrEngineOption = Annotated[Engine, typer.Option("--ocr-engine", help="OCR engine.")]
TimeoutOption = Annotated[
    float,
    typer.Option(
        metavar="SECONDS", min=1, help="For a document, or 8 pages of a long one."
    ),
]
MaxPagesOption = Annotated[
    int | None, typer.Option(min=1, help="Skip documents with more pages.")
]
MaxBytesOption = Annotated[
    str, typer.Option(metavar="SIZE", help="Skip larger files, such as 200M.")
]
SearchableOption = Annotated[
    bool,
    typer.Option("--searchable-pdf", help="Make a searchable PDF/A of each scan."),
]
RetryOption = Annotated[
    bool, typer.Option("--retry-failed", help="Try again what failed before.")
]
DryRunOption = Annotated[
    bool,
    typer.Option("--dry-run", help="Count inputs, pages and time; change nothing."),
]
WatchOption = Annotated[
    bool,
    typer.Option("--watch", help="Go on, and import what comes into the folders."),
]
EveryOption = Annotated[
    float,
    typer.Option(metavar="SECONDS", min=0.1, help="Between looks of --watch."),
]
ReportOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="HTML report; in the store's 'reports' if not given."
    ),
]
LogOption = Annotated[
    Log, typer.Option(help="Talk in sentences, or in JSON lines for servers.")
]


@dataclass(frozen=True, slots=True)
class Command:
    """What was asked for, beside the options of the import itself."""

    paths: tuple[str, ...]
    store: str
    catalogue: str | None
    where: Where
    address: str | None
    log: Log
    report: Path | None
    quiet: bool
    lang: Lang
