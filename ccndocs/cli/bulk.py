"""`ccndocs import`: folders of documents into a store, every one accounted for."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from ccndocs.cli.shell import Engine, Lang, LangOption, Mode, ModeOption, guarded
from ccndocs.errors import CcndocsError, ExitCode
from ccndocs.types.options import Options


@guarded
def import_(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Files, folders, globs, ZIPs or URLs."),
    ],
    store: Annotated[str, typer.Option("--store", metavar="DIR", help="The store.")],
    catalogue: Annotated[
        str | None,
        typer.Option("--catalogue", metavar="URL", help="Database of the catalogue."),
    ] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, help="Worker processes.")
    ] = None,
    mode: ModeOption = Mode.AUTO,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Try again what failed before.")
    ] = False,
    lang: LangOption = Lang.EN,
) -> None:
    """Import documents into a store and account for every one."""
    from ccndocs.bulk import ImportOptions, import_all
    from ccndocs.bulk.local import LocalEngine
    from ccndocs.store import open_store

    options = ImportOptions(
        read=Options(mode=mode, engine=Engine.AUTO),
        jobs=jobs or len(os.sched_getaffinity(0)),
        retry_failed=retry_failed,
    )
    opened = open_store(store, catalogue, create=True)
    engine = LocalEngine(options.jobs, options.timeout)
    try:
        report = import_all(paths, opened, options, engine, _Lines())
    finally:
        engine.close()
        opened.close()
    print(report, file=sys.stderr)  # noqa: T201
    if not report.adds_up:
        raise typer.Exit(ExitCode.OTHER)


class _Lines:
    def settled(self, one: object, name: str, error: CcndocsError | None) -> None:
        print(one, file=sys.stderr)  # noqa: T201

    def pages(self, count: int) -> None:
        pass

    def tick(self) -> None:
        pass
