"""The import command as an archivist uses it: one store, several runs."""

from __future__ import annotations

import datetime as dt
import io
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ccndocs.bulk import Report
from ccndocs.cli import main
from ccndocs.cli import report as filed
from ccndocs.cli.import_account import exit_code, summary
from ccndocs.cli.sizes import parse_size
from ccndocs.store import Outcome


@pytest.fixture
def inbox(tmp_path: Path, checkout: Path) -> Path:
    """Three letters, a copy of one, an empty file, and what systems leave."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    texts = sorted((checkout / "corpus" / "text").glob("cv-*.txt"))[:3]
    for number, text in enumerate(texts):
        shutil.copy(text, folder / f"{number}.txt")
    shutil.copy(texts[0], folder / "copy of 0.txt")
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "Thumbs.db").write_bytes(b"\0")
    return folder


def account(text: str) -> dict[str, int]:
    """The closing account of `--log json`."""
    value = json.loads(text)
    assert value.pop("event") == "account"
    return {k: v for k, v in value.items() if k != "time"}


Run = Callable[..., tuple[int, dict[str, int], str]]


@pytest.fixture
def run(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """Imports into one store; gives exit code, account and what was told."""

    def call(*arguments: str) -> tuple[int, dict[str, int], str]:
        store = str(tmp_path / "store")
        code = main(
            ["import", *arguments, "--store", store, "--log", "json", "-j", "2"]
        )
        out, err = capfd.readouterr()
        return code, account(out) if out else {}, err

    return call


def test_every_input_has_one_outcome_and_a_second_run_changes_nothing(
    run: Run, inbox: Path, tmp_path: Path
) -> None:
    code, first, told = run(str(inbox))
    assert code == 16
    assert first == {
        "found": 6,
        "imported": 3,
        "unchanged": 0,
        "duplicate": 1,
        "near_duplicate": 0,
        "failed": 1,
        "skipped": 1,
        "pages": 3,
        "incomplete": 0,
        "adds_up": True,
    }
    causes = {v["code"] for v in map(json.loads, told.splitlines()) if v.get("code")}
    assert causes == {"empty_file", "system_file"}
    before = contents(tmp_path / "store" / "documents")
    assert len(before) == 6

    code, second, _ = run(str(inbox))
    assert code == 16
    assert (second["unchanged"], second["failed"], second["skipped"]) == (4, 1, 1)
    assert second["pages"] == 0
    assert contents(tmp_path / "store" / "documents") == before


def test_a_document_that_comes_later_is_the_only_new_one(
    run: Run, inbox: Path, checkout: Path
) -> None:
    (inbox / "empty.pdf").unlink()
    assert run(str(inbox))[0] == 0
    shutil.copy(checkout / "corpus" / "text" / "d-cv-so-noi-vu-ra-soat.txt", inbox)
    code, seen, _ = run(str(inbox), str(inbox))  # a folder given twice is read once
    assert code == 0
    assert (seen["found"], seen["imported"], seen["unchanged"]) == (6, 1, 4)


def test_members_of_an_archive_are_inputs(
    run: Run, inbox: Path, tmp_path: Path
) -> None:
    packed = tmp_path / "scans.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(inbox / "0.txt", "a/0.txt")
        archive.write(inbox / "1.txt", "../../1.txt")
        archive.writestr("bomb.txt", b" " * 20_000_000)
        archive.writestr("inner.zip", b"PK\x03\x04")
    code, seen, told = run(str(packed))
    assert code == 16
    assert (seen["found"], seen["imported"], seen["failed"]) == (4, 2, 1)
    causes = {v["code"] for v in map(json.loads, told.splitlines()) if v.get("code")}
    assert causes == {"bomb", "nested_archive"}
    assert not (tmp_path.parent / "1.txt").exists()


def test_a_list_on_standard_input(
    run: Run, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = "\0".join(str(inbox / name) for name in ("0.txt", "copy of 0.txt", "none"))
    stream = io.TextIOWrapper(io.BytesIO(names.encode()))
    monkeypatch.setattr("sys.stdin", stream)
    _, seen, _ = run("-")
    assert (seen["imported"], seen["duplicate"], seen["failed"]) == (1, 1, 1)


def test_limits_skip_and_say_so(run: Run, inbox: Path) -> None:
    (inbox / "empty.pdf").unlink()
    code, seen, told = run(str(inbox), "--max-bytes", "1")
    assert code == 0
    assert seen["skipped"] == seen["found"] == 5
    assert "too_large" in told


def test_a_dry_run_counts_and_changes_nothing(
    inbox: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "store"
    command = ["import", str(inbox), "--store", str(store), "--dry-run", "-j", "1"]
    assert main(command) == 0
    out, err = capfd.readouterr()
    assert "to import: 3 documents, 3 pages" in out
    assert "duplicates: 1" in out
    assert "empty.pdf: the file is empty" in err
    assert not store.exists()


def test_the_report_can_be_filed(
    inbox: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (inbox / "<b>.txt").write_bytes(b"\0\1\2\3")
    report = tmp_path / "report.html"
    store = str(tmp_path / "store")
    command = ["import", str(inbox), "--store", store, "--report", str(report)]
    assert main([*command, "--lang", "vi", "-j", "1"]) == 16
    out, err = capfd.readouterr()
    assert "Mỗi tệp có đúng một kết quả." in out
    assert "tệp rỗng" in err
    text = report.read_text("utf-8")
    assert "<b>.txt" not in text
    assert "&lt;b&gt;.txt" in text
    assert "Báo cáo nhập văn bản" in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--max-bytes", "big"], "is not a size"),
        (["-", "-"], "can be given only once"),
        (["--catalogue", "oracle://x/y"], "catalogue cannot be used"),
        (["--engine", "cloud"], "Invalid value"),
    ],
)
def test_wrong_arguments_stop_before_the_work(
    arguments: list[str],
    words: str,
    inbox: Path,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    store = str(tmp_path / "store")
    assert main(["import", str(inbox), "--store", store, *arguments]) != 0
    assert words in capfd.readouterr().err


def test_the_report_says_what_it_leaves_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filed, "LISTED", 1)
    outcomes = dict.fromkeys(Outcome, 0) | {Outcome.FAILED: 3}
    rows = [
        {"run_outcome": "failed", "uri": f"/in/{n}.pdf", "message": "bad", "code": "x"}
        for n in range(3)
    ]
    made = dt.datetime(2031, 2, 3, 4, 5)
    report = Report(7, 3, outcomes, 0, 61.0, incomplete=2)
    text = filed.html_report(report, rows, store="s", version="1", made=made)
    assert "Import report 7" in text
    assert "/in/0.pdf" in text
    assert "/in/1.pdf" not in text
    assert "2 more: ccndocs status --list --outcome failed" in text
    assert "2 of them lack pages" in text


def test_pages_that_could_not_be_read_are_told_and_fail_the_run() -> None:
    outcomes = dict.fromkeys(Outcome, 0) | {Outcome.IMPORTED: 2}
    whole = Report(1, 2, outcomes, 9, 1.0)
    lacking = Report(1, 2, outcomes, 9, 1.0, incomplete=1)
    assert exit_code(whole) == 0
    assert exit_code(lacking) == 16
    assert "lack pages" not in summary(whole, "en")
    assert "1 of them lack pages" in summary(lacking, "en")


@pytest.mark.parametrize("text", ["", "0", "M", "-5M", "5X", "1e3"])
def test_what_is_no_size(text: str) -> None:
    with pytest.raises(ValueError, match=text[:1] or "^$"):
        parse_size(text)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
