"""What `ccndocs import` says when it is done: its account, report and exit code."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING

from ccndocs import __version__
from ccndocs.cli.import_options import Command, Log
from ccndocs.cli.output import open_output, set_utf8
from ccndocs.cli.shell import writing
from ccndocs.cli.talk import JsonLines
from ccndocs.cli.words import say
from ccndocs.errors import ExitCode

if TYPE_CHECKING:
    from ccndocs.bulk import ImportOptions, Report
    from ccndocs.bulk.preview import Preview


def exit_code(report: Report) -> int:
    """0 where all is well, 15 where the sum is wrong, 16 where something is missing.

    Missing are inputs that failed and pages that could not be read.
    """
    from ccndocs.store import Outcome

    if not report.adds_up:
        return ExitCode.OTHER
    missing = report.outcomes[Outcome.FAILED] or report.incomplete
    return ExitCode.SOME_FAILED if missing else ExitCode.OK


def forecast(found: Preview, options: ImportOptions, lang: str) -> str:
    """What a run would do, as --dry-run says it."""
    seconds = found.cpu_seconds / options.jobs
    lines = [
        say("dry_run", lang, found=found.found, jobs=options.jobs),
        say("dry_new", lang, count=found.to_import, pages=found.pages),
        say("dry_ocr", lang, pages=found.pictures),
        say("dry_unchanged", lang, count=found.unchanged),
        say("dry_duplicates", lang, count=found.duplicates),
        say("dry_skipped", lang, count=found.skipped),
        say("dry_failed", lang, count=len(found.failures)),
        say("dry_time", lang, time=str(dt.timedelta(seconds=round(seconds)))),
    ]
    return "\n".join(lines) + "\n"


def close_account(report: Report, command: Command) -> None:
    """The closing summary on standard output, and the HTML report."""
    place = _write_report(report, command)
    set_utf8(sys.stdout)
    if command.log is Log.JSON:
        values = {o.value: n for o, n in report.outcomes.items()}
        talk = JsonLines(sys.stdout)
        account = {"found": report.found, **values, "pages": report.pages}
        account["incomplete"] = report.incomplete
        account["adds_up"] = report.adds_up
        talk.event("account", account, "")
        return
    sys.stdout.write(summary(report, command.lang))
    sys.stdout.write(say("import_report", command.lang, place=place) + "\n")
    sys.stdout.flush()


def summary(report: Report, lang: str) -> str:
    """The closing table: every outcome, their sum, what was found."""
    rows = [
        (say(f"outcome_{outcome.value}", lang), count)
        for outcome, count in report.outcomes.items()
    ]
    rows.append((say("outcome_sum", lang), sum(report.outcomes.values())))
    rows.append((say("outcome_found", lang), report.found))
    wide = max(len(name) for name, _ in rows)
    lines = [f"{name:<{wide}}  {count:>10,}" for name, count in rows]
    lines.insert(-2, "-" * (wide + 12))
    seconds = dt.timedelta(seconds=round(report.seconds))
    verdict = "import_adds_up" if report.adds_up else "import_wrong"
    lines.append(say("import_pages", lang, pages=report.pages, time=seconds))
    lines.append(say(verdict, lang))
    if report.incomplete:
        lines.append(say("import_incomplete", lang, count=report.incomplete))
    return "\n".join(lines) + "\n"


def _write_report(report: Report, command: Command) -> str:
    from ccndocs.cli.report import html_report
    from ccndocs.store import open_store

    opened = open_store(command.store, command.catalogue)
    try:
        text = html_report(
            report,
            opened.catalogue.settled(report.run),
            store=command.store,
            version=__version__,
            made=dt.datetime.now().astimezone(),
            language=command.lang,
        )
        if command.report is None:
            path = f"reports/run-{report.run:06d}.html"
            opened.files.write(path, text.encode("utf-8", "backslashreplace"))
            return f"{command.store.rstrip('/')}/{path}"
    finally:
        opened.close()
    with writing(command.report, command.lang), open_output(command.report) as stream:
        stream.write(text)
    return str(command.report)
