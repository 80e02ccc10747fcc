"""The process that Tesseract works in: pictures in on a pipe, words out on another.

Run as a file, so that it starts in a tenth of a second: it must import nothing of
ccndocs. Tesseract may hang or crash here without taking the documents of its parent
with it. It ends when its parent does, even in the middle of a page.

First line in: `Setup` as JSON; answer: one frame. Then, again and again, a `Job` line
and the pictures' bytes; answer: one frame a picture. A frame is a letter (see below),
four bytes of length and that many bytes.
"""

from __future__ import annotations

import json
import os
import select
import signal
import struct
import sys
import threading
from typing import Any, BinaryIO, TypedDict

READY, WORDS, ERROR, MISSING = b"R", b"W", b"E", b"M"
FRAME = struct.Struct(">cI")
_LOOK = 2000  # milliseconds between looks at the parent, where no hang-up is told


class Setup(TypedDict):
    """How to start: where modules and language data are, who the parent is."""

    path: list[str]
    folder: str
    language: str
    parent: int
    seconds: float
    last: float


class Job(TypedDict):
    """Pictures to read: their heights and widths follow in `sizes`."""

    psm: int
    dpi: int
    sizes: list[tuple[int, int]]


def main() -> None:
    """Serve until the pipe ends."""
    source = sys.stdin.buffer
    target = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # nobody else may write to the pipe
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    setup: Setup = json.loads(source.readline())
    sys.path[:] = setup["path"]
    if hasattr(select, "poll"):
        threading.Thread(target=_watch, args=[setup["parent"]], daemon=True).start()
    try:
        import tesserocr

        api = tesserocr.PyTessBaseAPI(path=setup["folder"], lang=setup["language"])
        # Half as many lines are tried as white on black; the words are the same.
        api.SetVariable("invert_threshold", "0.5")
        # Other signs are told too, the best of a place; the words stay the same.
        api.SetVariable("lstm_choice_mode", "2")
        api.SetVariable("lstm_choice_iterations", "1")
        version = f"{tesserocr.__version__}, {tesserocr.tesseract_version()}"
    except ImportError as error:
        return send(target, MISSING, str(error))
    except RuntimeError as error:
        return send(target, ERROR, str(error))
    send(target, READY, version)
    while line := source.readline():
        job: Job = json.loads(line)
        for height, width in job["sizes"]:
            kind, text = _read(api, source.read(height * width), width, job, setup)
            send(target, kind, text)


def _read(
    api: Any, pixels: bytes, width: int, job: Job, setup: Setup
) -> tuple[bytes, str]:
    """The words of one picture as Tesseract's TSV, or what went wrong."""
    _alarm(setup["last"])
    try:
        api.SetPageSegMode(job["psm"])
        api.SetImageBytes(pixels, width, len(pixels) // width, 1, width)
        api.SetSourceResolution(job["dpi"])
        if not api.Recognize(int(setup["seconds"] * 1000)):
            return ERROR, f"over {setup['seconds']:g} s"
        return WORDS, with_others(api.GetTSVText(0), _signs(api))
    except (RuntimeError, UnicodeDecodeError) as error:
        return ERROR, str(error)
    finally:
        api.Clear()
        _alarm(0)


def _signs(api: Any) -> list[tuple[str, str]]:
    """Of each word its text, and what else its signs may be: "1,45,ể 4,30,;".

    Place in the word, percent, sign; those that the engine gives nothing are left out.
    """
    from tesserocr import RIL, iterate_level

    words: list[tuple[str, str]] = []
    iterator = api.GetIterator()
    if iterator is None or iterator.Empty(RIL.SYMBOL):
        return words
    for symbol in iterate_level(iterator, RIL.SYMBOL):
        read = symbol.GetUTF8Text(RIL.SYMBOL)
        if symbol.IsAtBeginningOf(RIL.WORD) or not words:
            words.append(("", ""))
        text, others = words[-1]
        for choice in symbol.GetChoiceIterator():
            share, sign = round(choice.Confidence()), choice.GetUTF8Text()
            if share > 0 and sign != read and not sign.isspace():
                others += f" {len(text)},{share},{sign}"
        words[-1] = text + read, others
    return words


def with_others(table: str, words: list[tuple[str, str]]) -> str:
    """The rows of words with a column more, where all words are the same ones."""
    rows = table.split("\n")
    places = [at for at, row in enumerate(rows) if row.startswith("5\t")]
    if len(places) != len(words):
        return table
    for at, (text, others) in zip(places, words, strict=True):
        if others and rows[at].endswith(f"\t{text}"):
            rows[at] += f"\t{others.lstrip()}"
    return "\n".join(rows)


def _alarm(seconds: float) -> None:
    """The system ends this process then, whatever it is doing (0: never mind)."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def send(target: BinaryIO, kind: bytes, text: str) -> None:
    """One frame."""
    data = text.encode("utf-8", "surrogateescape")
    target.write(FRAME.pack(kind, len(data)) + data)
    target.flush()


def _watch(parent: int) -> None:
    """End this process when its parent is gone; Tesseract lets other threads run."""
    pipe = select.poll()
    pipe.register(0, 0)  # told when the other end is closed, and of nothing else
    while not pipe.poll(_LOOK) and os.getppid() == parent:
        pass
    os._exit(0)


if __name__ == "__main__":
    main()
