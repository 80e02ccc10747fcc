"""Tesseract in process (tesserocr) and as a program (pytesseract)."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from ccndocs.errors import EngineError
from ccndocs.ocr.engine import BLOCK, PAGE, OcrEngine, OcrWord, parse_tsv
from ccndocs.ocr.tessdata import missing, need_tessdata


class TesserocrEngine:
    """Tesseract as a library: one handle a process, loaded once, used under a lock.

    Twice as fast as the program (1.75 s against 3.4 s a page), 0.03 s against 0.5 s
    for a table cell.
    """

    name = "tesserocr"

    def __init__(self, language: str, seconds: float) -> None:
        try:
            import tesserocr
        except ImportError as error:
            raise missing("tesserocr", pip="tesserocr") from error
        self._module = tesserocr
        self._language = language
        self._seconds = seconds
        self._lock = threading.Lock()
        try:
            self._api = tesserocr.PyTessBaseAPI(
                path=str(need_tessdata(language)), lang=language, psm=PAGE
            )
        except RuntimeError as error:
            raise EngineError("engine_failed", self.name, detail=error) from error

    def version(self) -> str:
        """Program and version, and the language data's name."""
        first = str(self._module.tesseract_version()).splitlines()[0].strip()
        return f"tesserocr {self._module.__version__}, {first}, {self._language}"

    def read(self, image: Any, dpi: float, psm: int = PAGE) -> list[OcrWord]:
        """The words of one picture in Tesseract's reading order."""
        height, width = image.shape
        with self._lock:
            try:
                self._api.SetPageSegMode(psm)
                self._api.SetImageBytes(image.tobytes(), width, height, 1, width)
                self._api.SetSourceResolution(round(dpi))
                if not self._api.Recognize(int(self._seconds * 1000)):
                    raise EngineError(
                        "engine_failed", self.name, detail=f"over {self._seconds:g} s"
                    )
                table = self._api.GetTSVText(0)
            except (RuntimeError, UnicodeDecodeError) as error:
                raise EngineError("engine_failed", self.name, detail=error) from error
            finally:
                self._api.Clear()
        return parse_tsv(table, self.name)[0]

    def read_many(
        self, images: Sequence[Any], dpi: float, psm: int = BLOCK
    ) -> list[list[OcrWord]]:
        """The words of each picture, one call each."""
        return [self.read(image, dpi, psm) for image in images]


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
        import tesserocr  # noqa: F401
    except ImportError:
        return PytesseractEngine(language, seconds)
    return TesserocrEngine(language, seconds)
