"""`ccndocs status` and `ccndocs verify`, as somebody runs them on a store."""

from __future__ import annotations

import csv
import io
import json
import sqlite3

import pytest

from ccndocs.cli.app import main
from ccndocs.cli.store import _Progress


@pytest.fixture
def run(capsys):
    """Runs a command; gives exit code, standard output and standard error."""

    def call(*arguments):
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return call


def change(store, statement):
    connection = sqlite3.connect(store / "catalogue.sqlite")
    connection.execute(statement)
    connection.commit()
    connection.close()


class TestStatus:
    def test_it_tells_the_whole_account(self, run, filled):
        code, out, err = run("status", "--store", filled)
        assert (code, err) == (16, "")
        assert "Last import: no. 1" in out
        assert "Inputs: 5; failed 1, imported 4" in out
        assert "Documents: 4, 4 page(s)" in out
        assert "failed by cause:\n         1  empty_file\n" in out
        assert "status --list --outcome failed" in out

    def test_without_failures_all_is_fine(self, run, own_store):
        change(own_store, "DELETE FROM inputs WHERE outcome = 'failed'")
        code, out, _ = run("status", "--store", own_store)
        assert code == 0
        assert "cause" not in out

    def test_a_run_that_was_cut_short_is_not_fine(self, run, own_store):
        change(own_store, "DELETE FROM inputs WHERE outcome = 'failed'")
        change(own_store, "UPDATE runs SET ended_at = NULL")
        code, out, _ = run("status", "--store", own_store)
        assert code == 16
        assert "not ended" in out

    def test_what_is_not_settled_is_pending(self, run, own_store):
        change(own_store, "UPDATE inputs SET outcome = NULL WHERE outcome = 'failed'")
        code, out, _ = run("status", "--store", own_store)
        assert code == 16
        assert "Inputs: 5; imported 4, pending 1" in out

    def test_incomplete_documents_say_what_to_do(self, run, own_store):
        change(own_store, "UPDATE documents SET incomplete = 1")
        _, out, _ = run("status", "--store", own_store)
        assert "Incomplete documents (an engine failed on part): 4" in out
        assert "--retry-failed" in out

    def test_json_has_the_same(self, run, filled):
        _, out, _ = run("status", "--store", filled, "-f", "json")
        found = json.loads(out)
        assert found["outcomes"] == {"failed": 1, "imported": 4}
        cause = {"outcome": "failed", "code": "empty_file", "count": 1}
        assert found["causes"] == [cause]
        assert found["run"]["ended_at"]
        assert found["fine"] is False

    def test_in_vietnamese(self, run, filled):
        _, out, _ = run("status", "--store", filled, "--lang", "vi")
        assert "Văn bản: 4, 4 trang" in out

    @pytest.mark.parametrize(
        ("options", "message"),
        [(("--outcome", "failed"), "--outcome"), (("-f", "csv"), "--format csv")],
    )
    def test_some_options_need_a_list(self, run, filled, options, message):
        code, _, err = run("status", "--store", filled, *options)
        assert code == 1
        assert message in err


class TestList:
    def test_each_input_has_a_row(self, run, filled, letters):
        _, out, _ = run("status", "--store", filled, "--list", "-f", "jsonl")
        rows = [json.loads(line) for line in out.splitlines()]
        assert [row["uri"] for row in rows] == sorted(map(str, letters.iterdir()))

    def test_only_what_failed(self, run, filled):
        arguments = ("--list", "--outcome", "failed", "--format", "csv")
        code, out, _ = run("status", "--store", filled, *arguments)
        (row,) = csv.DictReader(io.StringIO(out))
        assert (row["name"], row["code"]) == ("empty.pdf", "empty_file")
        assert "Copy or scan it again" in row["message"]
        assert code == 16

    def test_a_table_for_people(self, run, filled):
        _, out, _ = run("status", "--store", filled, "--list")
        assert out.splitlines()[0].split() == ["Outcome", "Cause", "Input", "Message"]
        assert "empty_file" in out


class TestNoStore:
    @pytest.mark.parametrize(
        "command",
        [
            ("status",),
            ("verify",),
            ("verify", "--repair"),
            ("tasks",),
            ("export", "-f", "csv"),
        ],
    )
    def test_there_is_nothing(self, run, tmp_path, command):
        code, out, err = run(*command, "--store", tmp_path / "none")
        assert (code, out) == (5, "")
        assert "there is no store here" in err
        assert len(err.splitlines()) == 1
        assert list(tmp_path.iterdir()) == []

    def test_a_wrong_catalogue(self, run, filled):
        code, _, err = run("status", "--store", filled, "--catalogue", "nonsense")
        assert code == 5
        assert "the catalogue cannot be used" in err


class TestVerify:
    def test_a_sound_store(self, run, filled):
        code, out, err = run("verify", "--store", filled)
        assert (code, out) == (0, "")
        assert "4 document(s) checked: every file is as it was written." in err

    def test_damage_has_a_line_each_and_a_next_step(self, run, own_store):
        first, second, *_ = sorted(own_store.glob("documents/*/*/record.json"))
        first.unlink()
        second.write_bytes(b"{}")
        code, out, err = run("verify", "--store", own_store)
        assert code == 16
        missing, changed = out.splitlines()
        assert missing == f"missing: {first.relative_to(own_store)}"
        assert changed.startswith(f"changed: {second.relative_to(own_store)} (")
        assert "4 document(s) checked: changed 1, missing 1." in err
        assert "2 document(s) have lost something. Run 'ccndocs verify --repair'" in err

    def test_repair_and_import_make_it_good(self, run, own_store, letters, fill_store):
        record, other, *_ = sorted(own_store.glob("documents/*/*/record.json"))
        before = {path: path.read_bytes() for path in own_store.rglob("*.json")}
        record.write_bytes(b"{}")
        (other.parent / "text.txt").unlink()
        code, out, err = run("verify", "--store", own_store, "--repair")
        assert code == 16
        assert len(out.splitlines()) == 2
        assert "2 document(s) are marked." in err
        fill_store(own_store, letters)
        assert run("verify", "--store", own_store)[0] == 0
        after = {path: path.read_bytes() for path in own_store.rglob("*.json")}
        assert after == before

    def test_an_import_alone_trusts_the_catalogue(
        self, run, own_store, letters, fill_store
    ):
        """Why --repair is there."""
        record = next(own_store.glob("documents/*/*/record.json"))
        record.write_bytes(b"{}")
        fill_store(own_store, letters)
        assert record.read_bytes() == b"{}"

    def test_repair_drops_a_damaged_reading(self, run, own_store):
        """A reading that parses would be taken for what was read."""
        folder = next(own_store.glob("documents/*/*"))
        reading = folder / "reading.k.json.gz"
        reading.write_bytes(b"other bytes")
        place = reading.relative_to(own_store).as_posix()
        values = f"('{place}', '{folder.name}', 5, '{'0' * 64}')"
        change(own_store, f"INSERT INTO files VALUES {values}")
        assert run("verify", "--store", own_store)[0] == 16
        assert reading.exists()
        assert run("verify", "--store", own_store, "--repair")[0] == 16
        assert not reading.exists()

    def test_strangers_are_no_damage(self, run, own_store):
        (own_store / "tmp").mkdir(exist_ok=True)
        (own_store / "tmp" / "half").write_bytes(b"x")
        code, out, err = run("verify", "--store", own_store)
        assert (code, out) == (16, "unfinished: tmp/half\n")
        assert "--repair" not in err
        assert "does not know" in err

    def test_a_lost_document_says_to_import_it(self, run, own_store):
        change(own_store, "DELETE FROM files")
        change(own_store, "DELETE FROM documents")
        code, out, err = run("verify", "--store", own_store)
        assert code == 16
        assert out.count("no_document: ") == 4
        assert "Import them again." in err


class TestProgress:
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    def test_a_terminal_has_one_line(self, monkeypatch):
        now = iter(range(100))
        monkeypatch.setattr("time.monotonic", lambda: next(now))
        stream = self.Terminal()
        progress = _Progress(stream, "en", 9, quiet=False)
        progress.told(1)
        progress.told(2)
        progress.clear()
        shown = [part for part in stream.getvalue().split("\r") if part.strip()]
        assert shown == [f"{n} of 9 documents checked" for n in (1, 2)]
        assert stream.getvalue().endswith("\r")

    def test_elsewhere_it_speaks_once_a_minute(self, monkeypatch):
        now = iter(range(0, 2000, 40))
        monkeypatch.setattr("time.monotonic", lambda: next(now))
        stream = io.StringIO()
        progress = _Progress(stream, "en", 9, quiet=False)
        for done in range(1, 5):
            progress.told(done)
        progress.clear()
        assert stream.getvalue().splitlines() == [
            "2 of 9 documents checked",
            "4 of 9 documents checked",
        ]

    def test_quiet_is_quiet(self, monkeypatch):
        now = iter(range(100))
        monkeypatch.setattr("time.monotonic", lambda: next(now))
        stream = self.Terminal()
        _Progress(stream, "en", 9, quiet=True).told(1)
        assert stream.getvalue() == ""
