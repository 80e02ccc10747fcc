"""The import over S3's protocol, by the command; a server of ours holds the objects."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

s3fs = pytest.importorskip("s3fs")
moto_server = pytest.importorskip("moto.server")
pytestmark = pytest.mark.slow

Command = Callable[..., Any]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Its address."""
    made = moto_server.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    made.start()
    host, port = made.get_host_and_port()
    yield f"http://{host}:{port}"
    made.stop()


@pytest.fixture
def objects(server: str, checkout: Path) -> Iterator[Any]:
    """Two letters, one of them twice, in s3://scans; s3://archive."""
    files = s3fs.S3FileSystem(
        endpoint_url=server, key="key", secret="secret", skip_instance_cache=True
    )
    for bucket in ("scans", "archive"):
        files.mkdir(bucket)
    for path in sorted((checkout / "corpus" / "text").glob("d-*.txt"))[:2]:
        files.put_file(str(path), f"scans/2031/{path.name}")
    files.copy(files.ls("scans/2031")[0], "scans/2031/zz copy.txt")
    yield files
    for bucket in ("scans", "archive"):
        files.rm(bucket, recursive=True)


@pytest.fixture
def ccndocs(python: Command, server: str, tmp_path: Path) -> Command:
    """The command, as the README has it set up."""
    settings = {
        **os.environ,
        "FSSPEC_S3_ENDPOINT_URL": server,
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
    }

    def run(name: str, *arguments: str, store: str = "s3://archive/ccn") -> Any:
        where = ["--store", store]
        if store.startswith("s3:"):
            where += ["--catalogue", f"sqlite:///{tmp_path}/catalogue.sqlite"]
        command = ("-m", "ccndocs", name, *arguments, *where)
        return python(*command, env=settings, timeout=300)

    return run


def account(done: Any) -> dict[str, int]:
    """The outcomes of an import that there are any of."""
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout)
    assert told["adds_up"]
    names = ("imported", "unchanged", "duplicate", "failed", "skipped")
    return {name: told[name] for name in names if told[name]}


IMPORT = ("import", "s3://scans/2031", "-j", "2", "--log", "json")


def test_scans_at_a_store_of_objects_go_into_another(
    ccndocs: Command, objects: Any, tmp_path: Path, checkout: Path
) -> None:
    scan = checkout / "corpus" / "scans" / "tb-ket-luan-hoa-lam.pdf"
    objects.put_file(str(scan), f"scans/2031/{scan.name}")
    assert account(ccndocs(*IMPORT)) == {"imported": 3, "duplicate": 1}
    assert account(ccndocs(*IMPORT)) == {"unchanged": 4}
    here = tmp_path / "here"
    ccndocs(*IMPORT, store=str(here))
    root = here / "documents"
    expected = {
        str(path.relative_to(root)): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }
    top = "archive/ccn/documents/"
    found = {n.removeprefix(top): objects.cat_file(n) for n in objects.find(top)}
    assert found == expected


def test_what_the_store_of_objects_lost_is_told_and_made_anew(
    ccndocs: Command, objects: Any
) -> None:
    account(ccndocs(*IMPORT))
    lost = next(n for n in objects.find("archive") if n.endswith("record.json"))
    data = objects.cat_file(lost)
    objects.rm(lost)
    told = ccndocs("verify", "--repair")
    assert told.returncode == 16
    assert lost.removeprefix("archive/ccn/") in told.stdout
    account(ccndocs(*IMPORT))
    assert objects.cat_file(lost) == data
    assert ccndocs("verify").returncode == 0
