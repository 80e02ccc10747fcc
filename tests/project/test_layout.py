"""What lies where, and what costs nothing until it is used."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib

import pytest

import ccndocs
from ccndocs.cli.app import COMMANDS as MADE
from ccndocs.cli.app import main
from ccndocs.errors import MESSAGES, ExitCode

TOP = {
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "ccndocs",
    "corpus",
    "models",
    "pyproject.toml",
    "scripts",
    "tests",
}
HEAVY = {
    "PIL",
    "alembic",
    "cryptography",
    "cv2",
    "docx",
    "fsspec",
    "icalendar",
    "lxml",
    "numpy",
    "pandas",
    "pdfplumber",
    "pikepdf",
    "pypdfium2",
    "pytesseract",
    "rapidfuzz",
    "scipy",
    "spacy",
    "sqlalchemy",
    "tesserocr",
    "underthesea",
    "xlsxwriter",
}
COMMANDS = ("extract", "show", "explain", "restore", "eval", "schema", "doctor")
COMMANDS += ("ocr", "pdf", "import", "status", "verify", "tasks", "export")


def _loaded(python, code: str) -> set[str]:
    """The packages that are loaded after `code` has run in a fresh Python."""
    report = "import sys; print(sorted({m.split('.')[0] for m in sys.modules}))"
    done = python("-c", f"{code}\n{report}")
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1].replace("'", '"')))


def test_the_top_level_holds_only_what_is_agreed(checkout):
    listed = subprocess.run(
        ["git", "ls-files"], cwd=checkout, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    tops = {path.split("/")[0] for path in listed.stdout.splitlines()}
    assert {top for top in tops if not top.startswith(".")} == TOP


@pytest.mark.parametrize(
    "code",
    [
        "import ccndocs",
        "import ccndocs.cli",
        "import ccndocs.export",
        "from ccndocs.cli import main; main(['--help'])",
        "from ccndocs.cli import main; main(['schema'])",
    ],
)
def test_nothing_heavy_is_loaded(python, code):
    assert not _loaded(python, code) & HEAVY


def test_a_text_needs_no_picture_or_pdf_library(python, checkout):
    sample = min((checkout / "corpus/text").glob("*.txt"))
    loaded = _loaded(
        python, f"from ccndocs.cli import main; main(['extract', {str(sample)!r}])"
    )
    assert not loaded & {"cv2", "pandas", "pdfplumber", "spacy", "underthesea"}


def test_the_public_door():
    for name in ccndocs.__all__:
        assert getattr(ccndocs, name) is not None
        assert name in dir(ccndocs)
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        ccndocs.nonsense  # noqa: B018


def test_every_command_is_known_here():
    assert set(MADE) == set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_a_place_in_the_readme(command, checkout, capsys):
    assert main([command, "--help"]) == 0
    help_text = capsys.readouterr().out
    assert "Usage: ccndocs " + command in help_text
    readme = (checkout / "README.md").read_text("utf-8")
    assert f"### `ccndocs {command}" in readme


def test_every_option_of_extract_is_in_the_readme(checkout, capsys):
    main(["extract", "--help"])
    options = set(re.findall(r"--[a-z][a-z-]+", capsys.readouterr().out)) - {"--help"}
    readme = (checkout / "README.md").read_text("utf-8")
    assert options == set(
        re.findall(r"--[a-z][a-z-]+", _section(readme, "ccndocs extract"))
    )


def test_every_exit_code_is_in_the_readme(checkout):
    table = _section((checkout / "README.md").read_text("utf-8"), "Exit codes")
    assert set(map(int, re.findall(r"^\| (\d+) \|", table, re.MULTILINE))) == set(
        ExitCode
    )


def _section(readme: str, heading: str) -> str:
    (found,) = re.findall(rf"^### `?{heading}.*?(?=^#)", readme, re.M | re.S)
    return str(found)


def test_the_readme_opens_with_the_two_commands(checkout):
    opening = (checkout / "README.md").read_text("utf-8").split("\n## ")[0]
    assert opening.index("scripts/demo") < opening.index("scripts/test")


def test_version_is_one(checkout):
    project = tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["version"] == ccndocs.__version__


def test_every_error_is_said_in_both_languages():
    for code, (english, vietnamese) in MESSAGES.items():
        fields = [set(re.findall(r"\{(\w+)\}", t)) for t in (english, vietnamese)]
        assert fields[0] == fields[1], code
        assert "name" in fields[0]
