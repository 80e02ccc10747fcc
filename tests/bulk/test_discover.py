"""What there is to import: an order by names alone, everything once, the rest named."""

from __future__ import annotations

import io
import os
import socket
import subprocess
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccndocs.bulk.discover import Found, discover
from ccndocs.bulk.place import member_uri, uri_of
from ccndocs.types.options import Options


def told(found: list[Found], root: Path) -> dict[str, str | None]:
    """Each place below `root`, with why it is none."""
    return {
        one.uri.removeprefix(f"{root}/"): (one.skip or one.error).code  # type: ignore[union-attr]
        if one.skip or one.error
        else None
        for one in found
    }


def test_the_order_is_that_of_the_names(tmp_path: Path) -> None:
    for name in ("b/2", "b/10", "a", "Ă", "c.txt", "b.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name, encoding="utf-8")
    found = told(list(discover([str(tmp_path)])), tmp_path)
    assert list(found) == ["a", "b/10", "b/2", "b.txt", "c.txt", "Ă"]


def test_links_lead_into_a_folder_once(tmp_path: Path) -> None:
    (tmp_path / "real" / "deep").mkdir(parents=True)
    (tmp_path / "real" / "deep" / "x.txt").write_text("x", encoding="utf-8")
    (tmp_path / "real" / "deep" / "up").symlink_to(tmp_path / "real")
    (tmp_path / "real" / "self").symlink_to(tmp_path / "real" / "self")
    (tmp_path / "zz").symlink_to(tmp_path / "real")
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    assert told(list(discover([str(tmp_path)])), tmp_path) == {
        "gone": "not_found",
        "real/deep/up": "symlink_loop",
        "real/deep/x.txt": None,
        "real/self": "symlink_loop",
        "zz": "linked_again",
    }


def test_many_folders_that_link_to_each_other_are_walked_in_no_time(
    tmp_path: Path,
) -> None:
    # Along every path without a repetition there would be 10! of them.
    for one in range(10):
        (tmp_path / f"d{one}").mkdir()
        for other in range(10):
            (tmp_path / f"d{one}" / f"to{other}").symlink_to(tmp_path / f"d{other}")
    assert len(list(discover([str(tmp_path)]))) < 1000


def test_a_tree_may_be_deeper_than_the_stack(tmp_path: Path) -> None:
    here = os.open(tmp_path, os.O_RDONLY)
    deep = os.dup(here)
    for _ in range(1500):
        os.mkdir("d", dir_fd=deep)
        below = os.open("d", os.O_RDONLY, dir_fd=deep)
        os.close(deep)
        deep = below
    with os.fdopen(os.open("x.txt", os.O_CREAT | os.O_WRONLY, dir_fd=deep), "w") as out:
        out.write("x")
    os.close(deep)
    os.close(here)
    found = list(discover([str(tmp_path)]))
    # Nor can Python remove it.
    subprocess.run(["rm", "-rf", str(tmp_path / "d")], check=True)
    assert [one.name for one in found] == ["x.txt"]


def test_what_is_no_file_is_named_and_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(tmp_path)  # a socket's name may not be long
        try:
            server.bind("socket")
        finally:
            os.chdir(here)
        (tmp_path / "null").symlink_to("/dev/null")
        found = told(list(discover([str(tmp_path)])), tmp_path)
    assert found == dict.fromkeys(("null", "pipe", "socket"), "special_file")


def test_a_store_is_never_imported_into_itself(tmp_path: Path) -> None:
    store = tmp_path / "in" / "store"
    (store / "documents").mkdir(parents=True)
    (store / "documents" / "text.txt").write_text("x", encoding="utf-8")
    (tmp_path / "in" / "z").symlink_to(store / "documents")
    paths = [str(tmp_path / "in"), str(store / "documents")]
    found = told(list(discover(paths, store=str(store))), tmp_path)
    assert set(found.values()) == {"own_store"}


def test_members_of_archives_are_inputs(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("x.txt", "x")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("../../etc/passwd", "root")
        archive.writestr("b/", "")
        archive.writestr("b/c.txt", "first")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("b/c.txt", "second")
        archive.writestr("in.zip", inner.getvalue())
        archive.writestr("__MACOSX/._c.txt", "x")
    zipfile.ZipFile(tmp_path / "empty.zip", "w").close()
    (tmp_path / "half.zip").write_bytes((tmp_path / "a.zip").read_bytes()[:60])
    found = list(discover([str(tmp_path)]))
    assert told(found, tmp_path) == {
        "a.zip!/../../etc/passwd": None,
        "a.zip!/b/c.txt": None,
        "a.zip!2/b/c.txt": None,
        "a.zip!/in.zip": "nested_archive",
        "a.zip!/__MACOSX/._c.txt": "system_file",
        "empty.zip": "empty_archive",
        "half.zip": None,
    }
    texts = [
        one.place.read(one.name, Options()).data for one in found if "c.txt" in one.uri
    ]
    assert texts[:2] == [b"first", b"second"]
    assert [one.name for one in found][:2] == ["passwd", "c.txt"]


def test_an_archive_that_is_replaced_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    for text in ("first", "second, longer"):
        path.unlink(missing_ok=True)
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("x.txt", text)
        (one,) = discover([str(path)])
        assert one.place.read(one.name, Options()).data == text.encode()


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("/a/kế hoạch\n1.pdf", "/a/kế hoạch\n1.pdf"),
        ("/a/\udcff.pdf", "bytes:/a/%FF.pdf"),
        ("/a/b.zip!/c", "bytes:/a/b.zip%21/c"),
        ("/a/b.zip!2/c", "bytes:/a/b.zip%212/c"),
        ("/a/khẩn! 1.pdf", "/a/khẩn! 1.pdf"),
    ],
)
def test_a_place_is_written_so_that_a_database_can_hold_it(path: str, uri: str) -> None:
    assert uri_of(path) == uri


names = st.text(st.sampled_from("a!/2%\udcff"), min_size=1, max_size=6)
numbers = st.integers(1, 3)


@given(names, names, names, numbers, numbers)
def test_no_two_places_have_one_name(
    path: str, archive: str, member: str, nth: int, other: int
) -> None:
    one = member_uri("/" + archive, member.replace("\udcff", "b"), nth)
    assert one != uri_of("/" + path)
    two = member_uri("/" + path, member.replace("\udcff", "b"), other)
    assert (one == two) == ((archive, nth) == (path, other))
