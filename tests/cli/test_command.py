"""The command as a program: streams, pipes, schema, doctor."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from ccndocs import __version__, doctor
from ccndocs.cli.app import main
from ccndocs.types.json import schema


def test_schema(capsys):
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == schema()


def test_version(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"ccndocs {__version__}\n"


def test_without_arguments_it_says_how_to_use_it(capsys):
    assert main([]) == 0
    assert "extract" in capsys.readouterr().out


def test_module_and_command_are_the_same(python):
    done = python("-m", "ccndocs", "--version")
    assert (done.returncode, done.stdout) == (0, f"ccndocs {__version__}\n")


def test_a_reader_that_leaves_is_no_fault(checkout):
    """`ccndocs schema | head -c 1`: no traceback, no complaint at exit."""
    program = subprocess.Popen(
        [sys.executable, "-m", "ccndocs", "schema"],
        cwd=checkout,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert program.stdout is not None
    assert program.stderr is not None
    program.stdout.close()
    err = program.stderr.read()
    program.stderr.close()
    assert program.wait(60) == 141
    assert err == b""


def test_output_is_utf_8_in_any_locale(python):
    environment = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = python("-m", "ccndocs", "schema", env=environment)
    assert done.returncode == 0
    assert "chủ trì" in done.stdout


def test_libraries_do_not_talk_on_standard_error(python):
    """Descriptor 2 is what C code writes to; Python's own lines still arrive."""
    code = (
        "import os, sys\n"
        "from ccndocs.cli.output import own_errors\n"
        "with own_errors() as stream:\n"
        "    os.write(2, b'Error in boxClipToRectangle\\n')\n"
        "    print('cụm công nghiệp', file=stream)\n"
        "    print('kế hoạch', file=sys.stderr)\n"
        "os.write(2, b'after\\n')\n"
    )
    done = python("-c", code)
    assert done.stderr == "cụm công nghiệp\nkế hoạch\nafter\n"


class TestDoctor:
    @staticmethod
    def findings(*missing: str) -> doctor.Findings:
        """This machine's findings, less what is `missing`."""
        parts = []
        for part in doctor.examine().parts:
            found = None if part.name in missing else part.found or "1.0"
            parts.append(doctor.Part(part.name, found, part.need, part.cost, "get it"))
        return doctor.judge(parts)

    def test_all_there(self):
        assert self.findings().can_work

    @pytest.mark.parametrize(
        ("missing", "works"),
        [
            (["tesserocr"], True),
            (["pytesseract"], True),
            (["tesserocr", "pytesseract"], False),
            (["Tesseract data 'vie'"], False),
            (["pdfplumber"], False),
            (["numpy"], False),
            (["pandas", "spacy", "underthesea", "models"], True),
        ],
    )
    def test_what_the_main_job_needs(self, missing, works):
        assert self.findings(*missing).can_work is works

    def test_a_missing_part_says_what_it_costs_and_how_to_get_it(self):
        text = doctor.report(self.findings("tesserocr", "pillow"))
        assert "Pictures cannot be read. Install: get it" in text
        assert "at half the speed. Install: get it" in text
        assert text.endswith("cannot be done; missing: pillow, tesserocr.\n")

    def test_vietnamese(self):
        text = doctor.report(self.findings("pillow"), "vi")
        assert "Không đọc được tệp ảnh. Cài đặt: get it" in text

    def test_every_cost_is_said_in_both_languages(self):
        for part in self.findings().parts:
            english, vietnamese = part.cost
            assert english.endswith(".")
            assert vietnamese.endswith(".")
            assert english != vietnamese

    def test_json(self):
        value = json.loads(doctor.report_json(self.findings("lxml")))
        (lxml,) = (part for part in value["parts"] if part["name"] == "lxml")
        assert lxml["found"] is None
        assert lxml["cost"]["vi"].startswith("Không")
        assert value["can_work"] is False

    def test_a_package_that_does_not_load_is_missing(self, tmp_path, monkeypatch):
        (tmp_path / "broken_part.py").write_text("import no_such_library\n")
        monkeypatch.syspath_prepend(tmp_path)
        assert doctor.installed("broken-part", "broken_part", loads=True) is None
        assert doctor.installed("no-part", "no_such_part", loads=False) is None
        assert doctor.installed("numpy", "numpy", loads=True)

    def test_the_command_tells_by_its_code(self, capsys):
        code = main(["doctor", "--json"])
        works = json.loads(capsys.readouterr().out)["can_work"]
        assert code == (0 if works else 3)
