"""The report of a run as one HTML file that can be filed and printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

from ccndocs.bulk import Report
from ccndocs.cli.words import say
from ccndocs.store.rows import Outcome

Said = Callable[..., str]

LISTED = 2000  # inputs of an outcome that are listed one by one

_STYLE = """
body { font: 11pt/1.4 "Times New Roman", Tinos, serif; max-width: 60em; margin: 2em; }
table { border-collapse: collapse; margin: 1em 0; }
th, td { border: 1px solid #999; padding: .2em .6em; text-align: left;
         vertical-align: top; overflow-wrap: anywhere; }
td.n { text-align: right; }
.wrong { color: #a00; font-weight: bold; }
"""
_DETAILED = (
    Outcome.FAILED,
    Outcome.SKIPPED,
    Outcome.NEAR_DUPLICATE,
    Outcome.DUPLICATE,
)


def html_report(
    report: Report,
    inputs: Iterable[Mapping[str, Any]],
    *,
    store: str,
    version: str,
    made: dt.datetime,
    language: str = "en",
) -> str:
    """The report; of `inputs`, the rows of the run, those with a cause are listed."""

    def said(code: str, **values: object) -> str:
        return escape(say(code, language, **values))

    rows = _by_outcome(inputs)
    title = f"{said('report_title')} {report.run}"
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{language}"><head><meta charset="utf-8">',
        f"<title>{title}</title><style>{_STYLE}</style></head>",
        f"<body><h1>{title}</h1>",
        _facts(report, store, version, made, said),
        _sums(report, said),
    ]
    for outcome in _DETAILED:
        if report.outcomes.get(outcome):
            parts.append(_list(outcome, report.outcomes[outcome], rows[outcome], said))
    parts.append("</body></html>\n")
    return "\n".join(parts)


def _by_outcome(
    inputs: Iterable[Mapping[str, Any]],
) -> dict[Outcome, list[Mapping[str, Any]]]:
    rows: dict[Outcome, list[Mapping[str, Any]]] = {o: [] for o in _DETAILED}
    for row in inputs:
        value = row["run_outcome"]
        if value is not None and Outcome(value) in rows:
            kept = rows[Outcome(value)]
            if len(kept) < LISTED:
                kept.append(row)
    return rows


def _facts(
    report: Report, store: str, version: str, made: dt.datetime, said: Said
) -> str:
    seconds = dt.timedelta(seconds=round(report.seconds))
    facts = (
        ("report_store", store),
        ("report_made", made.isoformat(" ", "minutes")),
        ("report_version", f"ccndocs {version}"),
        ("report_pages", f"{report.pages:,}"),
        ("report_time", str(seconds)),
    )
    rows = [f"<tr><th>{said(k)}</th><td>{escape(v)}</td></tr>" for k, v in facts]
    return f"<table>{''.join(rows)}</table>"


def _sums(report: Report, said: Said) -> str:
    total = sum(report.outcomes.values())
    counts = [
        *((f"outcome_{outcome.value}", n) for outcome, n in report.outcomes.items()),
        ("outcome_sum", total),
        ("outcome_found", report.found),
    ]
    rows = [f"<tr><td>{said(k)}</td><td class=n>{n:,}</td></tr>" for k, n in counts]
    verdict = "import_adds_up" if report.adds_up else "import_wrong"
    style = "good" if report.adds_up else "wrong"
    lack = ""
    if report.incomplete:
        lack = (
            f"<p class=wrong>{said('import_incomplete', count=report.incomplete)}</p>"
        )
    return f"<table>{''.join(rows)}</table><p class={style}>{said(verdict)}</p>{lack}"


def _list(
    outcome: Outcome, count: int, rows: list[Mapping[str, Any]], said: Said
) -> str:
    lines = [
        f"<tr><td>{escape(_printable(row['uri']))}</td>"
        f"<td>{escape(row['message'] or row['code'] or '')}</td></tr>"
        for row in rows
    ]
    more = count - len(rows)
    tail = ""
    if more > 0:
        tail = f"<p>{said('report_more', count=more, outcome=outcome.value)}</p>"
    return (
        f"<h2>{said('outcome_' + outcome.value)} ({count:,})</h2><table>"
        f"<tr><th>{said('report_place')}</th><th>{said('report_cause')}</th></tr>"
        f"{''.join(lines)}</table>{tail}"
    )


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)
