"""`ccndocs show`: saved records in another format."""

from __future__ import annotations

import csv
import io
import json

import pytest

from ccndocs.cli.app import main
from ccndocs.types.json import to_dict


@pytest.fixture
def saved(tmp_path, make_record):
    """Writes two records in a form and returns the file."""

    def write(form):
        values = [to_dict(make_record(n), with_text=True) for n in ("a", "b")]
        text = {
            "jsonl": "".join(json.dumps(value) + "\n" for value in values),
            "json": json.dumps(values[0], indent=2),
            "documents": json.dumps({"documents": values, "failures": []}),
        }[form]
        path = tmp_path / f"{form}.json"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


@pytest.mark.parametrize(
    ("form", "names"), [("jsonl", "ab"), ("json", "a"), ("documents", "ab")]
)
def test_every_form_is_read(saved, capsys, form, names):
    assert main(["show", saved(form), "--format", "csv"]) == 0
    rows = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert [row["document"] for row in rows] == list(names)


def test_nothing_is_lost_on_the_way(saved, capsys, make_record):
    assert main(["show", saved("jsonl"), "-f", "jsonl"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line) for line in lines] == [
        to_dict(make_record(n), with_text=True) for n in ("a", "b")
    ]


def test_a_table_if_nothing_else_is_asked_for(saved, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    assert main(["show", saved("json")]) == 0
    assert "Sở Công Thương" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "code", "message"),
    [
        (b"", 2, "the file is empty"),
        (b"hello", 2, "no JSON"),
        (b"\xff\xfe\x00", 2, "no JSON"),
        (b"null", 2, "expected an object"),
        (b"[1]", 2, "expected an object"),
        (b'{"schema_version": "9.0"}', 2, "reads version 1.x, found '9.0'"),
        (b'{"documents": [{}]}', 2, "found None"),
        (None, 5, "no such file"),
    ],
)
def test_what_holds_no_records(tmp_path, capsys, content, code, message):
    path = tmp_path / "x.json"
    if content is not None:
        path.write_bytes(content)
    assert main(["show", str(path)]) == code
    err = capsys.readouterr().err
    assert message in err
    assert err.startswith(("ccndocs: ", str(path)))
    assert err.count("\n") == 1


def test_a_directory(tmp_path, capsys):
    assert main(["show", str(tmp_path)]) == 5
    assert "is a directory" in capsys.readouterr().err
