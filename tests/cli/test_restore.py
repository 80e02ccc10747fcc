"""`ccndocs restore`: lines in, the same number of lines out, each change told."""

from __future__ import annotations

import io
import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccndocs.cli.app import main
from ccndocs.cli.restore import BLOCK_LINES, LEAST_LINES, restored_blocks, text_lines

BARE = "Uy ban nhan dan huyen yeu cau Phong Kinh te bao cao tinh hinh thuc hien\n"
SOUND = "Ủy ban nhân dân huyện yêu cầu Phòng Kinh tế báo cáo tình hình thực hiện\n"


@pytest.fixture
def piped(monkeypatch, capsys):
    """Runs the command with `data` on standard input."""

    def run(data: str | bytes, *arguments: str) -> tuple[int, str, str]:
        raw = data.encode() if isinstance(data, str) else data
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        code = main(["restore", *arguments])
        return code, *capsys.readouterr()

    return run


def test_what_is_missing_is_put_back(piped):
    assert piped(BARE) == (0, SOUND, "")
    assert piped(BARE, "-") == (0, SOUND, "")


def test_what_is_sound_stays(piped):
    assert piped(SOUND) == (0, SOUND, "")
    assert piped(SOUND, "--diff") == (0, "", "")


def test_a_file(tmp_path, capsys):
    path = tmp_path / "a.txt"
    path.write_text(BARE, "utf-8")
    out = tmp_path / "b.txt"
    assert main(["restore", str(path), "-o", str(out)]) == 0
    assert out.read_text("utf-8") == SOUND
    assert main(["restore", str(path), "-o", str(path)]) == 1
    assert "is one of the inputs" in capsys.readouterr().err


def test_the_diff_names_place_words_rule_and_score(piped):
    _, out, _ = piped("Kế hoạch\n" + BARE, "--diff")
    first = out.splitlines()[0]
    assert first.startswith("2:1: Uy → Ủy (diacritics, ")
    changed = [a != b for a, b in zip(BARE.split(), SOUND.split(), strict=True)]
    assert len(out.splitlines()) == sum(changed)


def test_json_gives_every_edit_of_a_line(piped):
    _, out, _ = piped(BARE + "\n" + SOUND, "--json")
    bare, empty, sound = map(json.loads, out.splitlines())
    assert (bare["line"], bare["raw"], bare["text"]) == (1, BARE[:-1], SOUND[:-1])
    for edit in bare["edits"]:
        assert BARE[edit["start"] : edit["end"]] == edit["as_read"]
        assert edit["rule"]
        assert 0 <= edit["score"] <= 1
    assert (empty["text"], empty["edits"]) == ("", [])
    assert (sound["line"], sound["edits"]) == (3, [])


def test_only_one_form_of_output(piped):
    code, out, err = piped(BARE, "--json", "--diff")
    assert (code, out) == (1, "")
    assert "only one of --diff, --json" in err


@pytest.mark.parametrize(
    "data",
    [
        SOUND.encode("utf-8-sig"),
        SOUND.encode("utf-16"),
        SOUND.replace("\n", "\r\n").encode(),
    ],
    ids=["bom", "utf-16", "crlf"],
)
def test_encodings_and_line_ends(piped, data):
    assert piped(data) == (0, SOUND, "")


def test_what_is_no_text(piped):
    code, out, err = piped(bytes(range(256)) * 8)
    assert (code, out) == (2, "")
    assert err.startswith("-: not a document")


def test_a_missing_file(capsys):
    assert main(["restore", "/nowhere/a.txt"]) == 5
    assert "no such file" in capsys.readouterr().err


def test_lines_come_out_before_all_are_in():
    def endless():
        while True:
            yield SOUND[:-1]

    lines = (line for block in restored_blocks(endless()) for line in block)
    numbers = [next(lines).number for _ in range(3 * BLOCK_LINES)]
    assert numbers == list(range(1, 3 * BLOCK_LINES + 1))


@pytest.fixture
def running():
    """Starts the command as a process whose standard input stays open."""
    started = []

    def run(*arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "ccndocs", "restore", *arguments]
        pipe = subprocess.PIPE
        process = subprocess.Popen(command, stdin=pipe, stdout=pipe, encoding="utf-8")
        started.append(process)
        return process

    yield run
    for process in started:
        process.stdin.close()
        process.stdout.close()
        assert process.wait() == 0


def test_a_full_block_is_answered_while_the_input_stays_open(running):
    process = running()
    process.stdin.write(BARE * LEAST_LINES + "\n")
    process.stdin.flush()
    answer = [process.stdout.readline() for _ in range(LEAST_LINES + 1)]
    assert answer == [SOUND] * LEAST_LINES + ["\n"]


@pytest.mark.parametrize("arguments", [(), ("--json",), ("--diff",)])
def test_each_line_is_answered_at_once_if_asked_for(running, arguments):
    process = running("--line-buffered", *arguments)
    for number in (1, 2):
        process.stdin.write(BARE)
        process.stdin.flush()
        answer = process.stdout.readline()
        if not arguments:
            assert answer == SOUND
        elif arguments == ("--diff",):
            assert answer.startswith(f"{number}:1: Uy → Ủy")
            while not answer.startswith(f"{number}:68:"):
                answer = process.stdout.readline()
        else:
            value = json.loads(answer)
            assert (value["line"], value["text"]) == (number, SOUND[:-1])
            assert value["raw"] == BARE[:-1]


@given(
    st.lists(
        st.one_of(
            st.text(
                st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
                max_size=30,
            ),
            st.just(BARE[:-1]),
            st.just("Triến khai ké hoach cua UBND x{r"),
        ),
        max_size=12,
    )
)
def test_any_text_keeps_its_lines_and_maps_its_edits(lines: list[str]):
    stream = io.BytesIO("".join(f"{line}\n" for line in lines).encode())
    read = list(text_lines(stream, "a"))
    done = [line for block in restored_blocks(read) for line in block]
    assert [line.raw for line in done] == read
    assert [line.number for line in done] == list(range(1, len(read) + 1))
    for line in done:
        assert "\n" not in line.text
        assert all(
            0 <= e.span.start <= e.span.stop <= len(line.raw) for e in line.edits
        )
