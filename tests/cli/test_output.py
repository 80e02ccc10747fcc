"""A file that is written is whole or not there, whatever stops the writing."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccndocs.cli.output import open_binary, open_output

FAULTS = {
    "full": OSError(errno.ENOSPC, "No space left on device"),
    "stopped": KeyboardInterrupt(),
    "wrong": RuntimeError("a fault of ours"),
}
pieces = st.lists(st.text(max_size=9000), max_size=3)


def write(path: Path, parts: list[str], fault: BaseException | None, kind: str) -> None:
    if kind == "text":
        with open_output(path) as stream:
            for part in parts:
                stream.write(part)
            if fault is not None:
                raise fault
        return
    with open_binary(path) as binary:
        for part in parts:
            binary.write(part.encode("utf-8", "backslashreplace"))
        if fault is not None:
            raise fault


@pytest.mark.parametrize("kind", ["text", "binary"])
@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
@given(parts=pieces)
def test_after_a_fault_all_is_as_it_was(
    tmp_path_factory: pytest.TempPathFactory,
    fault: BaseException,
    kind: str,
    parts: list[str],
) -> None:
    folder = tmp_path_factory.mktemp("out")
    old, new = folder / "old.json", folder / "new.json"
    old.write_bytes(b"as it was")
    for path in (old, new):
        with pytest.raises(type(fault)):
            write(path, parts, fault, kind)
    assert [(p.name, p.read_bytes()) for p in folder.iterdir()] == [
        ("old.json", b"as it was")
    ]


@pytest.mark.parametrize("kind", ["text", "binary"])
@given(parts=pieces)
def test_without_one_all_of_it_is_there(
    tmp_path_factory: pytest.TempPathFactory, kind: str, parts: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("out")
    path = folder / "new.json"
    write(path, parts, None, kind)
    assert path.read_bytes() == "".join(parts).encode("utf-8", "backslashreplace")
    assert [p.name for p in folder.iterdir()] == ["new.json"]
