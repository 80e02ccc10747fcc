"""What an import does with each input, and what that depends on.

Work is named by the options, the code and the models that its result depends on, so
that a change of any redoes what it touches and nothing else.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

from ccndocs.types.options import Options

# Where the code lives whose change changes what is read, or what is made of it.
# Reading knows a little Vietnamese, too; a test compares with what it imports.
READING = (
    *("source", "ocr", "types/geometry.py", "types/options.py", "types/page.py"),
    *("vi/fold.py", "vi/letters.py", "vi/names.py", "vi/syllables.py", "vi/tables.py"),
    *("vi/data/middle_names.tsv", "vi/data/surnames.tsv"),
)
RECORDS = (
    *("archive", "layout", "repair", "structure", "extract", "records", "types", "vi"),
    *("pipeline.py", "bulk/summary.py", "store/likeness.py"),
)
_READING_MODELS = ("digits", "letters")
_READING_PACKAGES = ("pdfplumber", "pypdfium2", "pytesseract", "tesserocr", "lxml")


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How a run imports.

    `jobs` worker processes; `timeout`: seconds for one unit of work (a document, or
    some pages of a long one); `max_pages`: longer documents are skipped; `pdf`: make
    a searchable PDF as well; `retry_failed`: try again what failed before;
    `pages_at_once`: longer documents are read in parts of this many pages.
    """

    read: Options = Options()
    jobs: int = 1
    timeout: float = 1800.0
    max_pages: int | None = None
    pdf: bool = False
    retry_failed: bool = False
    pages_at_once: int = 8


@dataclass(frozen=True, slots=True)
class Plan:
    """What a worker must know. `reading` and `work` name what results depend on."""

    store: str
    read: Options
    reading: str
    work: str
    max_pages: int | None
    pdf: bool
    pages_at_once: int
    version: str

    @property
    def limits(self) -> frozenset[str]:
        """Causes that mean "not asked for", not "failed".

        A file above the limit that nobody has set is a failure: somebody must look.
        """
        asked = self.read.max_bytes != Options().max_bytes
        return frozenset({"too_many_pages"} | ({"too_large"} if asked else set()))


def make_plan(store: str, options: ImportOptions) -> Plan:
    """The plan for a store; costs one look at the program's own files."""
    from ccndocs import __version__

    read = options.read
    reading = _digest(
        {
            "options": [read.mode, read.engine, read.language, read.max_pixels],
            "pages": read.pages,
            "code": code_digest(READING),
            "models": [_models(name) for name in _READING_MODELS],
            "packages": [_version(name) for name in _READING_PACKAGES],
            "tesseract": tesseract_digest(read.language),
        }
    )
    work = _digest(
        {
            "reading": reading,
            "code": code_digest(RECORDS),
            "models": models_digest(),
            "pdf": options.pdf,
        }
    )
    return Plan(
        store,
        read,
        reading,
        work,
        options.max_pages,
        options.pdf,
        options.pages_at_once,
        __version__,
    )


@cache
def code_digest(parts: tuple[str, ...]) -> str:
    """A digest of the program's files in these folders: code and data."""
    root = Path(str(files("ccndocs")))
    hasher = hashlib.sha256()
    for part in parts:
        place = root / part
        found = [place] if place.is_file() else sorted(place.rglob("*"))
        for path in found:
            # What was compiled says nothing new, and comes and goes as others run.
            compiled = "__pycache__" in path.parts or path.suffix == ".so"
            if path.is_file() and not compiled:
                hasher.update(path.relative_to(root).as_posix().encode())
                hasher.update(path.read_bytes())
    return hasher.hexdigest()


def models_digest() -> str:
    """A digest of what the models say of themselves, and of their sizes."""
    return _models("")


def _models(which: str) -> str:
    """The same of the model in one folder, or of all."""
    from ccndocs.vi.tables import models_folder

    hasher = hashlib.sha256()
    root = models_folder()
    for path in sorted((root / which).rglob("*")):
        if path.is_file():
            hasher.update(path.relative_to(root).as_posix().encode())
            hasher.update(str(path.stat().st_size).encode())
            if path.suffix == ".json":
                hasher.update(path.read_bytes())
    return hasher.hexdigest()


def tesseract_digest(language: str) -> str:
    """Which engine reads, with which data; empty where there is none."""
    from ccndocs.ocr import available_engines, find_tessdata

    found = [str(status) for status in available_engines()]
    folder = find_tessdata()
    if folder is not None:
        for name in (*language.split("+"), "eng", "osd"):
            path = Path(folder) / f"{name}.traineddata"
            if path.is_file():
                found.append(f"{name} {path.stat().st_size}")
    return _digest(found)


def _version(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return f"{name} -"


def _digest(value: object) -> str:
    text = json.dumps(value, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
