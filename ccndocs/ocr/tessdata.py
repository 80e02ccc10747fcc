"""Where Tesseract's language data is, and what to install where it is not."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from ccndocs.errors import MissingToolError

_PLACES = (
    "/usr/share/tesseract-ocr/*/tessdata",
    "/usr/share/tesseract-ocr/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
    "/opt/local/share/tessdata",
)


def find_tessdata(language: str = "vie") -> Path | None:
    """The folder that holds `language`.traineddata, None where none does.

    `language` may name several ("vie+eng"): one folder must hold them all. Looked up
    in TESSDATA_PREFIX, where the `tesseract` program looks, then in the usual places.
    """
    needed = [f"{part}.traineddata" for part in language.split("+")]
    for folder in _candidates():
        if all((folder / name).is_file() for name in needed):
            return folder
    return None


def need_tessdata(language: str) -> Path:
    """The folder of `language`; raises MissingToolError with the way to get it."""
    found = find_tessdata(language)
    if found is None:
        raise missing(f"Tesseract's language data '{language}'")
    return found


def missing(tool: str, *, pip: str | None = None) -> MissingToolError:
    """The error for a missing tool, with the command that installs it."""
    return MissingToolError("missing_tool", "OCR", tool=tool, detail=_remedy(pip))


def _remedy(pip: str | None) -> str:
    system = (
        "brew install tesseract tesseract-lang"
        if sys.platform == "darwin"
        else "apt-get install tesseract-ocr tesseract-ocr-vie"
    )
    command = f"pip install {pip}; {system}" if pip else system
    return f"Install it: {command}"


def _candidates() -> Iterator[Path]:
    prefix = os.environ.get("TESSDATA_PREFIX")
    if prefix:
        yield Path(prefix)
        yield Path(prefix) / "tessdata"
    if Path(sys.prefix, "share/tessdata").is_dir():
        yield Path(sys.prefix, "share/tessdata")
    for pattern in _PLACES:
        yield from sorted(Path("/").glob(pattern.lstrip("/")), reverse=True)
    told = _told_by_program()
    if told is not None:
        yield told


@lru_cache(maxsize=1)
def _told_by_program() -> Path | None:
    """The folder that `tesseract --list-langs` names in its first line."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    try:
        done = subprocess.run(
            [program, "--list-langs"], capture_output=True, text=True, timeout=20
        )
    except (OSError, subprocess.SubprocessError):
        return None
    named = re.search(r'in "([^"]+)"', done.stdout + done.stderr)
    return Path(named.group(1)) if named else None
