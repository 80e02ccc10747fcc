"""An engine that answers from a recording: tests of everything behind the engine.

A recording is a folder with `manifest.json` (engine, its version, SHA-256 of the
language data) and one JSON file a page: a list of answers, each a list of words.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from ccndocs.errors import EngineError
from ccndocs.ocr.engine import BLOCK, PAGE, OcrEngine, OcrWord
from ccndocs.types.page import Other


class ReplayEngine:
    """Gives the recorded answers of one page in the order they were recorded."""

    name = "replay"

    def __init__(self, folder: Path, page: str) -> None:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        self._version = f"{manifest['version']}, data {manifest['data_sha256'][:12]}"
        text = (folder / f"{page}.json").read_text(encoding="utf-8")
        self._answers = [
            [_word(*word) for word in answer] for answer in json.loads(text)
        ]

    def version(self) -> str:
        """Version and data of the engine that was recorded."""
        return self._version

    def read(self, image: Any, dpi: float, psm: int = PAGE) -> list[OcrWord]:
        """The next answer; raises EngineError when the recording is used up."""
        if not self._answers:
            raise EngineError("engine_failed", self.name, detail="recording used up")
        return self._answers.pop(0)

    def read_many(
        self, images: Sequence[Any], dpi: float, psm: int = BLOCK
    ) -> list[list[OcrWord]]:
        """One answer for each picture."""
        return [self.read(image, dpi, psm) for image in images]


def _word(*values: Any) -> OcrWord:
    """A word as it was recorded; older recordings know of no other signs."""
    word = OcrWord(*values)
    return replace(word, others=tuple(Other(*other) for other in word.others))


class RecordingEngine:
    """Passes pictures on to an engine and keeps its answers for `save`."""

    name = "recording"

    def __init__(self, engine: OcrEngine) -> None:
        self._engine = engine
        self._answers: list[list[OcrWord]] = []

    def version(self) -> str:
        """The version of the engine that is recorded."""
        return self._engine.version()

    def read(self, image: Any, dpi: float, psm: int = PAGE) -> list[OcrWord]:
        """The engine's answer, kept."""
        self._answers.append(self._engine.read(image, dpi, psm))
        return self._answers[-1]

    def read_many(
        self, images: Sequence[Any], dpi: float, psm: int = BLOCK
    ) -> list[list[OcrWord]]:
        """The engine's answers, kept."""
        found = self._engine.read_many(images, dpi, psm)
        self._answers += found
        return found

    def save(self, folder: Path, page: str, data_sha256: str) -> None:
        """Write the answers so far as page `page` of the recording in `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        manifest = {"version": self.version(), "data_sha256": data_sha256}
        text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
        (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")
        rows = [[list(asdict(word).values()) for word in a] for a in self._answers]
        text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
        (folder / f"{page}.json").write_text(text + "\n", encoding="utf-8")
