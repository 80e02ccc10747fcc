"""What the README shows is what happens."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from ccndocs.cli.app import main


def _blocks(checkout: Path, language: str) -> list[str]:
    readme = (checkout / "README.md").read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", readme, re.M | re.S)


@pytest.mark.ocr
def test_the_result_shown_is_the_result(checkout, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    (shown,) = _blocks(checkout, "text")
    scan = checkout / "corpus/scans" / shown.split(" | ")[0]
    assert main(["extract", str(scan), "--pages", "1", "-f", "table", "-q"]) == 0
    assert shown in capsys.readouterr().out


def test_the_python_shown_runs(checkout, capsys):
    (code,) = _blocks(checkout, "python")
    sample = checkout / "corpus/text/cv-chan-chinh-hoa-lam.txt"
    assert '"2029.pdf"' in code
    exec(compile(code.replace('"2029.pdf"', repr(str(sample))), "README.md", "exec"))
    assert "Sở Công Thương" in capsys.readouterr().out


def test_the_session_shown_is_true(checkout):
    import ccndocs.spacy_components  # noqa: F401 - an installed wheel needs no import

    (session,) = _blocks(checkout, "pycon")
    examples = doctest.DocTestParser().get_doctest(session, {}, "README", None, 0)
    assert doctest.DocTestRunner().run(examples).failed == 0


def test_the_filter_shown_does_what_is_shown(checkout, python):
    text = "\n".join(_blocks(checkout, "console"))
    ((given, shown),) = re.findall(
        r'^\$ echo "(.+?)" \| ccndocs restore\n(.+)$', text, re.M
    )
    done = python("-m", "ccndocs", "restore", input=given)
    assert done.stdout == shown + "\n"


def test_the_layout_shown_is_there(checkout):
    (table,) = re.findall(
        r"^## Layout of the repository\n(.*?)^## ",
        (checkout / "README.md").read_text("utf-8"),
        re.M | re.S,
    )
    for cell in re.findall(r"^\| (`.*?) \|", table, re.M):
        for number, name in enumerate(re.findall(r"`(.+?)`", cell)):
            places = [checkout / name, checkout / "ccndocs" / name]
            assert any(place.exists() for place in places[: 1 if not number else 2])
