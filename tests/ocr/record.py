"""Record the engine's answers for the drawn letter: python -m tests.ocr.record."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np

from ccndocs.ocr.reading import read_picture
from ccndocs.ocr.replay import RecordingEngine
from ccndocs.ocr.tessdata import need_tessdata
from ccndocs.ocr.tesseract import engine_for
from ccndocs.types.page import PageImage
from tests.ocr.conftest import DPI, LETTER, draw

if __name__ == "__main__":
    data = (need_tessdata("vie") / "vie.traineddata").read_bytes()
    recorder = RecordingEngine(engine_for("tesserocr", "vie", 60.0))
    read_picture(PageImage(np.array(draw(LETTER)), DPI), 595.0, recorder)
    folder = Path(__file__).parent / "recorded"
    recorder.save(folder, "letter", hashlib.sha256(data).hexdigest())
