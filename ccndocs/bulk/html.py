"""The report of a run as one HTML file that can be filed and printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from ccndocs.bulk.run import Report
from ccndocs.store.rows import Outcome

LISTED = 2000  # inputs of an outcome that are listed one by one

_WORDS = {
    "title": ("Import report", "Báo cáo nhập văn bản"),
    "run": ("Run", "Lượt"),
    "made": ("Made", "Lập lúc"),
    "version": ("Program", "Chương trình"),
    "store": ("Store", "Kho"),
    "found": ("Inputs found", "Tệp tìm thấy"),
    "sum": ("Sum of outcomes", "Tổng kết quả"),
    "pages": ("Pages read", "Số trang đã đọc"),
    "time": ("Time", "Thời gian"),
    "adds_up": (
        "Every input has exactly one outcome.",
        "Mỗi tệp có đúng một kết quả.",
    ),
    "wrong": (
        "The sum is wrong: some inputs have no outcome. Run the import again.",
        "Tổng không khớp: có tệp chưa có kết quả. Hãy chạy lại.",
    ),
    "incomplete": (
        "{count} documents lack pages that could not be read.",
        "{count} văn bản thiếu trang không đọc được.",
    ),
    "imported": ("imported", "đã nhập"),
    "unchanged": ("unchanged since an earlier run", "không đổi từ lượt trước"),
    "duplicate": ("the same bytes as another", "trùng hoàn toàn với tệp khác"),
    "near_duplicate": (
        "imported, very like another document",
        "đã nhập, rất giống văn bản khác",
    ),
    "failed": ("failed", "bị lỗi"),
    "skipped": ("skipped", "bỏ qua"),
    "place": ("Place", "Vị trí"),
    "cause": ("Cause", "Nguyên nhân"),
    "more": (
        "{count} more: ccndocs status --list --outcome {outcome}",
        "còn {count}: ccndocs status --list --outcome {outcome}",
    ),
}
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
    say = _Sayer(language)
    rows = _by_outcome(inputs)
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{language}"><head><meta charset="utf-8">',
        f"<title>{say('title')} {report.run}</title><style>{_STYLE}</style></head>",
        f"<body><h1>{say('title')} {report.run}</h1>",
        _facts(report, store, version, made, say),
        _sums(report, say),
    ]
    for outcome in _DETAILED:
        if report.outcomes.get(outcome):
            parts.append(_list(outcome, report.outcomes[outcome], rows[outcome], say))
    parts.append("</body></html>\n")
    return "\n".join(parts)


class _Sayer:
    def __init__(self, language: str) -> None:
        self._at = int(language == "vi")

    def __call__(self, code: str, **values: object) -> str:
        return escape(_WORDS[code][self._at].format(**values))


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
    report: Report, store: str, version: str, made: dt.datetime, say: _Sayer
) -> str:
    seconds = dt.timedelta(seconds=round(report.seconds))
    facts = (
        ("store", store),
        ("made", made.isoformat(" ", "minutes")),
        ("version", f"ccndocs {version}"),
        ("pages", f"{report.pages:,}"),
        ("time", str(seconds)),
    )
    rows = [f"<tr><th>{say(k)}</th><td>{escape(v)}</td></tr>" for k, v in facts]
    return f"<table>{''.join(rows)}</table>"


def _sums(report: Report, say: _Sayer) -> str:
    total = sum(report.outcomes.values())
    rows = [
        f"<tr><td>{say(outcome.value)}</td><td class=n>{count:,}</td></tr>"
        for outcome, count in report.outcomes.items()
    ]
    verdict = "adds_up" if report.adds_up else "wrong"
    lack = ""
    if report.incomplete:
        lack = f"<p class=wrong>{say('incomplete', count=report.incomplete)}</p>"
    return (
        f"<table>{''.join(rows)}"
        f"<tr><th>{say('sum')}</th><td class=n>{total:,}</td></tr>"
        f"<tr><th>{say('found')}</th><td class=n>{report.found:,}</td></tr></table>"
        f"<p class={verdict}>{say(verdict)}</p>{lack}"
    )


def _list(
    outcome: Outcome, count: int, rows: list[Mapping[str, Any]], say: _Sayer
) -> str:
    lines = [
        f"<tr><td>{escape(_printable(row['uri']))}</td>"
        f"<td>{escape(row['message'] or row['code'] or '')}</td></tr>"
        for row in rows
    ]
    more = count - len(rows)
    tail = ""
    if more > 0:
        tail = f"<p>{say('more', count=more, outcome=outcome.value)}</p>"
    return (
        f"<h2>{say(outcome.value)} ({count:,})</h2><table>"
        f"<tr><th>{say('place')}</th><th>{say('cause')}</th></tr>"
        f"{''.join(lines)}</table>{tail}"
    )


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)
