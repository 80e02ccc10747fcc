"""Tesseract as a library (tesserocr) and as a program (pytesseract)."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ccndocs.errors import EngineError, MissingToolError
from ccndocs.ocr.engine import BLOCK, PAGE, OcrEngine, OcrWord, parse_tsv
from ccndocs.ocr.process import Worker
from ccndocs.ocr.tessdata import missing, need_tessdata


class TesserocrEngine:
    """Tesseract as a library, loaded once by a process that works for this one.

    Twice as fast as the program (1.75 s against 3.4 s a page), 0.03 s against 0.5 s
    for a table cell. Used under a lock; a process that died is replaced.
    """

    name = "tesserocr"

    def __init__(self, language: str, seconds: float) -> None:
        if find_spec("tesserocr") is None:
            raise missing("tesserocr", pip="tesserocr")
        self._language = language
        self._seconds = seconds
        self._lock = threading.Lock()
        self._owner = os.getpid()
        self._worker: Worker | None = self._fresh()

    def version(self) -> str:
        """Program and version, and the language data's name."""
        with self._mine():
            numbers = self._ready().version.split()
        return f"tesserocr {' '.join(numbers[:3])}, {self._language}"

    def read(self, image: Any, dpi: float, psm: int = PAGE) -> list[OcrWord]:
        """The words of one picture in Tesseract's reading order."""
        return self.read_many([image], dpi, psm)[0]

    def read_many(
        self, images: Sequence[Any], dpi: float, psm: int = BLOCK
    ) -> list[list[OcrWord]]:
        """The words of each picture."""
        if not images:
            return []
        with self._mine():
            tables = self._ready().ask(images, dpi, psm)
        return [parse_tsv(table, self.name)[0] for table in tables]

    def process_id(self) -> int | None:
        """The number of the process that reads, None while there is none."""
        return None if self._worker is None else self._worker.process_id

    def close(self) -> None:
        """End the process; reading starts another one."""
        with self._mine():
            if self._worker is not None:
                self._worker.close()
            self._worker = None

    def _mine(self) -> threading.Lock:
        """The lock; after a fork another one, for the old one may be held for ever."""
        if self._owner != os.getpid():
            self._owner = os.getpid()
            self._lock = threading.Lock()
        return self._lock

    def _ready(self) -> Worker:
        if self._worker is None or not self._worker.usable():
            if self._worker is not None:
                self._worker.close()
            self._worker = None
            self._worker = self._fresh()
        return self._worker

    def _fresh(self) -> Worker:
        folder = need_tessdata(self._language)
        return Worker(self.name, folder, self._language, self._seconds)


class PytesseractEngine:
    """Tesseract as a program, one process a call, killed at the time limit."""

    name = "pytesseract"

    def __init__(self, language: str, seconds: float) -> None:
        try:
            import pytesseract
        except ImportError as error:
            raise missing("pytesseract", pip="pytesseract") from error
        self._module = pytesseract
        self._language = language
        self._seconds = seconds
        self._folder = need_tessdata(language)
        self.version()

    def version(self) -> str:
        """Program and version, and the language data's name."""
        try:
            found = self._module.get_tesseract_version()
        except self._module.TesseractNotFoundError as error:
            raise missing("the program 'tesseract'") from error
        except SystemExit as error:
            raise EngineError("engine_failed", self.name, detail=error) from error
        return f"pytesseract, tesseract {found}, {self._language}"

    def read(self, image: Any, dpi: float, psm: int = PAGE) -> list[OcrWord]:
        """The words of one picture in Tesseract's reading order."""
        from PIL import Image

        return self._call(Image.fromarray(image), dpi, psm)[0]

    def read_many(
        self, images: Sequence[Any], dpi: float, psm: int = BLOCK
    ) -> list[list[OcrWord]]:
        """The words of each picture, all in one process (a start costs 0.5 s)."""
        if not images:
            return []
        from PIL import Image

        with tempfile.TemporaryDirectory(prefix="ccndocs-") as folder:
            names = []
            for index, image in enumerate(images):
                names.append(str(Path(folder, f"{index:05}.png")))
                Image.fromarray(image).save(names[-1])
            listing = Path(folder, "images.txt")
            listing.write_text("\n".join(names), encoding="utf-8")
            found = self._call(str(listing), dpi, psm)
        if len(found) != len(images):
            detail = f"{len(found)} answers for {len(images)} pictures"
            raise EngineError("engine_failed", self.name, detail=detail)
        return found

    def _call(self, image: Any, dpi: float, psm: int) -> list[list[OcrWord]]:
        config = f'--psm {psm} --dpi {round(dpi)} --tessdata-dir "{self._folder}"'
        try:
            with _one_thread():
                table = self._module.image_to_data(
                    image, lang=self._language, config=config, timeout=self._seconds
                )
        except self._module.TesseractNotFoundError as error:
            raise missing("the program 'tesseract'") from error
        except (RuntimeError, OSError, UnicodeDecodeError) as error:
            raise EngineError("engine_failed", self.name, detail=error) from error
        return parse_tsv(table, self.name)


@contextmanager
def _one_thread() -> Iterator[None]:
    """Tesseract's own threads burn 2.6 times the CPU for the same page."""
    before = os.environ.get("OMP_THREAD_LIMIT")
    os.environ["OMP_THREAD_LIMIT"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["OMP_THREAD_LIMIT"]
        else:
            os.environ["OMP_THREAD_LIMIT"] = before


@lru_cache(maxsize=4)
def engine_for(name: str, language: str, seconds: float) -> OcrEngine:
    """The engine of this name, made once a process; "auto" takes what is installed.

    Raises MissingToolError, which names what to install.
    """
    if name == "tesserocr":
        return TesserocrEngine(language, seconds)
    if name == "pytesseract":
        return PytesseractEngine(language, seconds)
    try:
        return TesserocrEngine(language, seconds)
    except MissingToolError:
        return PytesseractEngine(language, seconds)
