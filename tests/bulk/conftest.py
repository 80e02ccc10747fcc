from __future__ import annotations

import getpass
import importlib.util
import os
import pwd
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import sqlalchemy as sa

from ccndocs.store import Store, open_store

HERE = Path(__file__).parent


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bulk_kit", HERE / "kit.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["bulk_kit"] = module
    spec.loader.exec_module(module)
    return module


_kit = _load()


@pytest.fixture(scope="session")
def kit() -> Any:
    """The module kit.py."""
    return _kit


@dataclass
class Server:
    """A PostgreSQL server of our own; databases in it."""

    programs: Path
    folder: Path
    user: str | None  # to run it as; None: as we are

    def start(self) -> None:
        options = f"-k {self.folder} -h '' -F"
        self._run("pg_ctl", "-w", "-o", options, "-l", self.folder / "log", "start")

    def stop(self, how: str = "immediate") -> None:
        self._run("pg_ctl", "-w", "-m", how, "stop")

    def restart(self) -> None:
        """What a crash of the server looks like."""
        self.stop()
        self.start()

    def make(self) -> None:
        self._run("initdb", "-A", "trust", "-U", "ccndocs", "-E", "UTF8", "-N")

    def database(self) -> str:
        """The URL of a new, empty database."""
        name = f"d{secrets.token_hex(6)}"
        engine = sa.create_engine(
            self.url("postgres").replace("postgresql:", "postgresql+psycopg:"),
            isolation_level="AUTOCOMMIT",
        )
        with engine.connect() as connection:
            # Another order of letters than SQLite's, were the schema to let it in.
            connection.execute(sa.text(f"CREATE DATABASE {name} TEMPLATE template0"))
        engine.dispose()
        return self.url(name)

    def url(self, name: str) -> str:
        return f"postgresql://ccndocs@/{name}?host={self.folder}"

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(self.programs / program), "-D", str(self.folder / "data")]
        command += [str(argument) for argument in arguments]
        subprocess.run(
            command,
            check=True,
            user=self.user,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=120,
        )


def _programs() -> Path | None:
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    places += sorted(Path("/usr").glob("pgsql-*/bin"), reverse=True)
    found = shutil.which("initdb")
    if found is not None:
        places.insert(0, Path(found).resolve().parent)
    for place in places:
        if all((place / name).exists() for name in ("initdb", "pg_ctl")):
            return place
    return None


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A running PostgreSQL server, without a port."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL's server is not installed; see scripts/setup")
    # Not in pytest's folders: their names are too long for a socket.
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    user = None
    if os.geteuid() == 0:
        # The server refuses to run as root.
        names = [n for n in ("postgres", "nobody") if _is_user(n)]
        user = names[0] if names else getpass.getuser()
        shutil.chown(folder, user)
        folder.chmod(0o711)  # its socket is for commands without root's rights, too
    server = Server(programs, folder, user)
    server.make()
    server.start()
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)


def _is_user(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


@pytest.fixture(params=["sqlite", "postgresql"])
def catalogue(request: pytest.FixtureRequest) -> Callable[[], str | None]:
    """Makes the URL of a new catalogue; None for SQLite in the store."""
    if request.param == "sqlite":
        return lambda: None
    server: Server = request.getfixturevalue("server")
    return server.database


MakeStore = Callable[[str], Store]


@pytest.fixture
def make_store(
    tmp_path: Path, catalogue: Callable[[], str | None]
) -> Iterator[MakeStore]:
    """Makes an empty store of a name."""
    made: list[Store] = []

    def make(name: str) -> Store:
        made.append(open_store(str(tmp_path / name), catalogue(), create=True))
        return made[-1]

    yield make
    for store in made:
        store.close()


@pytest.fixture
def one(tmp_path: Path, kit: Any) -> Path:
    """A folder with one document, a.txt."""
    folder = tmp_path / "one"
    folder.mkdir()
    (folder / "a.txt").write_text(kit.text_of(1), encoding="utf-8")
    return folder
