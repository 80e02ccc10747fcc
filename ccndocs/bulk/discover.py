"""What there is to import: folders, globs, archives and lists become inputs.

Inputs come in an order that only their names decide. Nothing that was found is
dropped: what is no document comes with the reason why it is skipped.
"""

from __future__ import annotations

import errno
import glob
import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ccndocs.bulk.place import Place, archive_at, member_uri, uri_of
from ccndocs.errors import CcndocsError, FileAccessError, InputFileError

_SYSTEM_NAMES = frozenset({".ds_store", "thumbs.db", "desktop.ini", ".directory"})
_SYSTEM_STARTS = ("~$", "._", ".~lock.")
_SYSTEM_FOLDERS = frozenset({"__macosx", ".git", ".svn", "$recycle.bin"})
_KINDS = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
_OFFICE = ("word/document.xml", "xl/workbook.xml", "ppt/presentation.xml", "mimetype")


@dataclass(frozen=True, slots=True)
class Found:
    """An input, or something in its place: `skip` or `error` says why it is none."""

    uri: str
    name: str
    place: Place
    skip: CcndocsError | None = None
    error: CcndocsError | None = None


def discover(paths: Iterable[str], *, store: str | None = None) -> Iterator[Found]:
    """The inputs at `paths`: files, folders (with all below), globs, ZIPs, URLs.

    `store` is the folder of the store, which is left out where it lies below one of
    them.
    """
    walk = _Walk(None if store is None or "://" in store else store)
    for path in paths:
        if "://" in path:
            yield from _remote(path)
        elif os.path.lexists(path):
            yield from walk.at(os.path.abspath(path))
        else:
            yield from _glob(path, walk)


def _glob(pattern: str, walk: _Walk) -> Iterator[Found]:
    found = sorted(glob.glob(pattern, recursive=True, include_hidden=False))
    if not found:
        path = os.path.abspath(pattern)
        yield _found(path, error=FileAccessError("not_found", _name(path)))
    for path in found:
        yield from walk.at(os.path.abspath(path))


class _Walk:
    """What lies at paths, depth first, by name; no folder twice by way of links."""

    def __init__(self, store: str | None) -> None:
        self._store = None if store is None else os.path.realpath(store)
        self._own = None if store is None else _identity(Path(store))
        self._walked: set[tuple[int, int]] = set()

    def at(self, path: str) -> Iterator[Found]:
        """All at an absolute path.

        No recursion: a tree may be deeper than Python's stack.
        """
        stack = [iter((path,))]
        while stack:
            one = next(stack[-1], None)
            if one is None:
                stack.pop()
                continue
            try:
                mode = os.stat(one).st_mode
                names = self._names(one) if stat.S_ISDIR(mode) else None
            except OSError as error:
                yield _unreadable(one, error)
                continue
            except InputFileError as skip:
                yield _found(one, skip=skip)
                continue
            if names is None:
                yield from _no_folder(one, mode)
            else:
                stack.append(map(partial(os.path.join, one), names))

    def _names(self, path: str) -> list[str]:
        """The names in a folder. Raises InputFileError where it is to be skipped."""
        here = _identity(Path(path))
        if here is not None and (here == self._own or self._is_below_store(path)):
            raise InputFileError("own_store", _name(path))
        if here in self._walked and os.path.islink(path):
            around = os.path.realpath(os.path.dirname(path)) + os.sep
            loop = around.startswith(os.path.realpath(path) + os.sep)
            code = "symlink_loop" if loop else "linked_again"
            raise InputFileError(code, _name(path))
        names = sorted(os.listdir(path), key=os.fsencode)
        if here is not None:
            self._walked.add(here)
        return names

    def _is_below_store(self, path: str) -> bool:
        # Only a path that was given, or a link, can lead below the store past it.
        if self._store is None:
            return False
        return (os.path.realpath(path) + os.sep).startswith(self._store + os.sep)


def _no_folder(path: str, mode: int) -> Iterator[Found]:
    if stat.S_ISREG(mode):
        yield from _file(path)
        return
    kind = next((words for test, words in _KINDS if test(mode)), "a special file")
    yield _found(path, skip=InputFileError("special_file", _name(path), detail=kind))


def _file(path: str) -> Iterator[Found]:
    if _is_system(path):
        yield _found(path, skip=InputFileError("system_file", _name(path)))
    elif _starts_as_archive(path):
        yield from _archive(path)
    else:
        yield _found(path)


def _archive(path: str) -> Iterator[Found]:
    """The files in a ZIP; an Office file is a ZIP, too, but one document."""
    try:
        members = archive_at(path).infolist()
    except Exception:
        # A damaged Office file or archive, whose errors are of any kind: reading it
        # will say what is wrong.
        yield _found(path)
        return
    names = {info.filename for info in members}
    if names & set(_OFFICE):
        yield _found(path)
        return
    count = 0
    seen: Counter[str] = Counter()
    for index, info in enumerate(members):
        if info.is_dir():
            continue
        count += 1
        seen[info.filename] += 1
        yield _member(path, index, info.filename, seen[info.filename])
    if not count:
        yield _found(path, skip=InputFileError("empty_archive", _name(path)))


def _member(path: str, index: int, member: str, nth: int) -> Found:
    uri = member_uri(path, member, nth)
    # A member's name is only shown. "../../etc/passwd" is a name like any other,
    # since nothing is ever unpacked to a disk.
    name = _name(member.replace("\\", "/"))
    skip = None
    if _is_system(member):
        skip = InputFileError("system_file", name)
    elif name.lower().endswith((".zip", ".rar", ".7z", ".gz", ".tar")):
        skip = InputFileError("nested_archive", name)
    return Found(uri, name, Place(path, index), skip)


def _remote(url: str) -> Iterator[Found]:
    """The objects at a URL, or below it, as fsspec finds them."""
    from fsspec.core import url_to_fs

    try:
        fs, root = url_to_fs(url)
        if any(sign in root for sign in "*?["):
            names = sorted(fs.glob(root))
        elif fs.isdir(root):
            names = sorted(fs.find(root))
        else:
            names = [root] if fs.exists(root) else []
    except Exception as error:
        # No such protocol, no such driver, no such server: each in its own words.
        detail = " ".join(str(error).split())[:200] or type(error).__name__
        failure = FileAccessError("not_readable", url, detail=detail)
        yield Found(url, url, Place(url), error=failure)
        return
    if not names:
        yield Found(url, url, Place(url), error=FileAccessError("not_found", url))
    for name in names:
        full = fs.unstrip_protocol(name)
        if full.lower().endswith(".zip"):
            yield from _archive(full)
        elif _is_system(full):
            yield _found(full, skip=InputFileError("system_file", _name(full)))
        else:
            yield _found(full)


def _found(
    path: str, *, skip: CcndocsError | None = None, error: CcndocsError | None = None
) -> Found:
    return Found(uri_of(path), _name(path), Place(path), skip, error)


def _unreadable(path: str, error: OSError) -> Found:
    name, detail = _name(path), error.strerror or type(error).__name__
    if os.path.islink(path):
        loop = error.errno == errno.ELOOP  # links that lead to each other
        code = "symlink_loop" if loop else "not_found"
        failure = FileAccessError(code, name)
        return _found(path, skip=failure) if loop else _found(path, error=failure)
    values = {"detail": detail}
    return _found(path, error=FileAccessError("not_readable", name, **values))


def _name(path: str) -> str:
    """The last part of a path, in letters that can be printed."""
    name = (path.rstrip("/").rpartition("/")[2] or path).replace("\0", "")
    try:
        data = os.fsencode(name)
    except UnicodeEncodeError:
        data = name.encode("utf-8", "backslashreplace")
    return data.decode("utf-8", "backslashreplace")


def _is_system(path: str) -> bool:
    parts = path.replace("\\", "/").lower().split("/")
    if parts[-1] in _SYSTEM_NAMES or parts[-1].startswith(_SYSTEM_STARTS):
        return True
    return not _SYSTEM_FOLDERS.isdisjoint(parts[:-1])


def _starts_as_archive(path: str) -> bool:
    try:
        with open(path, "rb") as stream:
            return stream.read(4) in (b"PK\x03\x04", b"PK\x05\x06")
    except OSError:
        return False


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
