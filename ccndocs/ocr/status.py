"""Which engines work here: for the doctor command."""

from __future__ import annotations

from dataclasses import dataclass

from ccndocs.errors import CcndocsError
from ccndocs.ocr.tesseract import PytesseractEngine, TesserocrEngine


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """An engine: `version` where it works, else `problem`: what to install."""

    name: str
    version: str | None
    problem: str | None = None


def available_engines(language: str = "vie") -> tuple[EngineStatus, ...]:
    """Every engine the toolkit knows, tried with this language's data."""
    found: list[EngineStatus] = []
    for kind in (TesserocrEngine, PytesseractEngine):
        try:
            found.append(EngineStatus(kind.name, kind(language, 60.0).version()))
        except CcndocsError as error:
            found.append(EngineStatus(kind.name, None, error.message()))
    return tuple(found)
