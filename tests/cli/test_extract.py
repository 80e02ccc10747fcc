"""`ccndocs extract` with an invented flow: what goes where, which code comes back."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from ccndocs.cli.app import Door, main
from ccndocs.errors import (
    EncryptedPdfError,
    EngineError,
    FileAccessError,
    InputFileError,
    MissingToolError,
)
from ccndocs.types.issue import Issue

CAUSES = {
    "gone": lambda path: FileAccessError("not_found", path),
    "locked": lambda path: EncryptedPdfError("encrypted_pdf", path),
    "cut": lambda path: InputFileError("damaged", Path(path).name, detail="cut\nshort"),
    "no_data": lambda path: MissingToolError(
        "missing_tool", "OCR", tool="'vie'", detail="Install it."
    ),
    "hang": lambda path: EngineError("engine_failed", "tesserocr", detail="over 9 s"),
    "crash": lambda path: ZeroDivisionError("division by zero"),
    "stop": lambda path: KeyboardInterrupt(),
}


@pytest.fixture
def run(make_record, capsys):
    """Runs the command; the name of an input says what becomes of it."""

    def process(path, options, progress):
        stem = Path(path).stem
        if stem in CAUSES:
            raise CAUSES[stem](path)
        pages = 3 if stem == "long" else 1
        for done in range(pages):
            progress(done + 1, pages)
        process.options = options
        return make_record(Path(path).name, pages=pages)

    def run(*arguments):
        code = main(["extract", *arguments], Door(lambda: process))
        out, err = capsys.readouterr()
        return code, out, err

    run.process = process
    return run


def _names(text):
    return [
        json.loads(line)["document"]["source"]["name"] for line in text.splitlines()
    ]


def test_one_path_is_one_record(run):
    code, out, err = run("a.pdf")
    assert code == 0
    assert json.loads(out)["document"]["source"]["name"] == "a.pdf"
    assert "text" not in json.loads(out)
    assert err == ""


def test_several_paths_are_one_record_a_line(run):
    code, out, err = run("a.pdf", "b.pdf")
    assert code == 0
    assert _names(out) == ["a.pdf", "b.pdf"]
    assert err == "a.pdf: 1 page(s), 1 task(s)\nb.pdf: 1 page(s), 1 task(s)\n"


def test_several_paths_as_json(run):
    code, out, _ = run("a.pdf", "gone", "--format", "json")
    value = json.loads(out)
    assert len(value["documents"]) == 1
    assert value["failures"] == [
        {
            "name": "gone",
            "code": "not_found",
            "message": "gone: no such file. Check the path.",
        }
    ]
    assert code == 16


def test_with_text(run):
    _, out, _ = run("a.pdf", "--with-text")
    assert json.loads(out)["text"]["raw"] == "Lập"


def test_csv_and_table(run):
    _, out, _ = run("a.pdf", "-f", "csv")
    assert next(csv.DictReader(io.StringIO(out)))["lead"] == "Sở Công Thương"
    _, out, _ = run("a.pdf", "-f", "table", "--lang", "vi")
    assert "Nhiệm vụ" in out
    assert "trước" in out


def test_options_reach_the_flow(run):
    arguments = ["--pages", "2,1-3", "--engine", "pytesseract", "--mode", "ocr"]
    run("a.pdf", *arguments, "--with-text")
    options = run.process.options
    assert options.pages == (1, 2, 3)
    assert (options.engine, options.mode, options.with_text) == (
        "pytesseract",
        "ocr",
        True,
    )


@pytest.mark.parametrize(
    ("inputs", "code", "lines"),
    [
        (["gone"], 5, ["gone: no such file. Check the path."]),
        (["locked"], 8, ["locked: the PDF is encrypted. "]),
        (
            ["in/cut.pdf"],
            2,
            ["in/cut.pdf: the file is damaged or cut short (cut short). "],
        ),
        (
            ["crash"],
            15,
            ["crash: a fault in ccndocs itself (ZeroDivisionError: division by zero)"],
        ),
        (["no_data"], 3, ["no_data: needs 'vie', which is not installed. Install it."]),
        (["in/hang"], 7, ["in/hang: the OCR engine failed (tesserocr: over 9 s). "]),
        (["gone", "x/gone"], 5, ["gone: no", "x/gone: no"]),
        (["gone", "locked"], 15, ["gone: no", "locked: the PDF"]),
    ],
)
def test_failures_have_a_line_each(run, inputs, code, lines):
    got, out, err = run(*inputs)
    assert got == code
    assert out == ""
    found = err.splitlines()
    assert len(found) == len(lines)
    for line, start in zip(found, lines, strict=True):
        assert line.startswith(start)


def test_one_failure_does_not_stop_the_others(run):
    code, out, err = run("a.pdf", "crash", "locked", "b.pdf", "--quiet")
    assert code == 16
    assert _names(out) == ["a.pdf", "b.pdf"]
    assert err.splitlines()[-1] == (
        "ccndocs: 2 of 4 inputs failed; the others are done."
    )
    assert "Traceback" not in err


def test_debug_shows_where_it_happened(run):
    _, _, err = run("crash", "--debug")
    assert "Traceback" in err
    assert "ZeroDivisionError: division by zero" in err


def test_errors_in_vietnamese(run):
    _, _, err = run("gone", "a.pdf", "--lang=vi", "--quiet")
    assert err.splitlines() == [
        "gone: không có tệp này. Hãy kiểm tra đường dẫn.",
        "ccndocs: 1 trong 2 tệp bị lỗi; các tệp khác đã xong.",
    ]


def test_orders_held_back_are_told_in_vietnamese(make_record, capsys):
    issue = Issue("table_held_back", "2 item(s) …", 3)

    def process(path, options, progress):
        return replace(make_record(Path(path).name, pages=1), issues=(issue,))

    main(["extract", "a.pdf", "--lang=vi"], Door(lambda: process))
    said = capsys.readouterr().err.splitlines()
    assert said[0].startswith("a.pdf, trang 3: Có bảng nêu việc và đơn vị thực hiện")


def test_a_long_document_has_a_line_when_done(run):
    _, _, err = run("long.pdf")
    assert err == "long.pdf: 3 page(s), 1 task(s)\n"


def test_quiet(run):
    assert run("long.pdf", "a.pdf", "-q")[2] == ""


def test_control_c(run):
    code, out, err = run("a.pdf", "stop", "b.pdf", "--quiet")
    assert code == 130
    assert _names(out) == ["a.pdf"]
    assert err == "ccndocs: stopped.\n"


def test_a_missing_package(capsys):
    def load():
        raise MissingToolError("missing_tool", "ccndocs", tool="cv2", detail="See.")

    assert main(["extract", "a.pdf"], Door(load)) == 3
    assert capsys.readouterr().err == (
        "ccndocs: needs cv2, which is not installed. See.\n"
    )


class TestOutputFile:
    def test_is_written(self, run, tmp_path):
        target = tmp_path / "out.json"
        code, out, _ = run("a.pdf", "-o", str(target))
        assert (code, out) == (0, "")
        assert json.loads(target.read_text("utf-8"))["document"]["type"] == "KH"
        assert [p.name for p in tmp_path.iterdir()] == ["out.json"]
        assert target.stat().st_mode & 0o777 != 0o600

    def test_keeps_its_permissions(self, run, tmp_path):
        target = tmp_path / "out.json"
        target.touch()
        target.chmod(0o640)
        run("a.pdf", "-o", str(target))
        assert target.stat().st_mode & 0o777 == 0o640

    @pytest.mark.parametrize("inputs", [["gone"], ["a.pdf", "stop"]])
    def test_is_untouched_when_nothing_came_of_it(self, run, tmp_path, inputs):
        target = tmp_path / "out.json"
        target.write_text("old")
        run(*inputs, "-o", str(target))
        assert target.read_text() == "old"
        assert [p.name for p in tmp_path.iterdir()] == ["out.json"]

    def test_csv_is_marked_for_spreadsheets(self, run, tmp_path):
        target = tmp_path / "out.csv"
        run("a.pdf", "-f", "csv", "-o", str(target))
        assert target.read_bytes().startswith(b"\xef\xbb\xbfdocument,")

    def test_is_no_input(self, run, tmp_path):
        target = tmp_path / "a.pdf"
        target.write_text("mine")
        code, _, err = run(str(target), "-o", str(target))
        assert code == 1
        assert "is one of the inputs" in err
        assert target.read_text() == "mine"

    @pytest.mark.parametrize("name", ["no/such/place.json", "."])
    def test_cannot_be_written(self, run, tmp_path, name):
        code, _, err = run("a.pdf", "-o", str(tmp_path / name))
        assert code == 5
        assert err.startswith(f"ccndocs: cannot write {tmp_path / name} (")
        assert err.count("\n") == 1

    def test_a_pipe_stays_a_pipe(self, run):
        code, _, _ = run("a.pdf", "-o", "/dev/null")
        assert code == 0
        assert not Path("/dev/null").is_file()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["extract"], "Missing argument 'PATH...'."),
        (["extract", "a.pdf", "--format", "xml"], "'xml'"),
        (["extract", "a.pdf", "--engine", "magic"], "'magic'"),
        (["extract", "a.pdf", "--bogus"], "--bogus"),
        (["extract", "-", "-"], "can be given only once"),
        (["extract", "a.pdf", "--pages", "3-1"], "'3-1' is not a list of pages"),
        (["bogus"], "'bogus'"),
    ],
)
def test_wrong_arguments(capsys, arguments, message):
    assert main(arguments, Door(lambda: pytest.fail("work was begun"))) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert err.endswith("See 'ccndocs --help'.\n")
    assert err.count("\n") == 1
