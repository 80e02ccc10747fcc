"""`ccndocs restore`: a filter that puts back the diacritics of plain text."""

from __future__ import annotations

import json
import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, BinaryIO

import typer

from ccndocs.cli.output import open_output
from ccndocs.cli.saved import open_input
from ccndocs.cli.shell import (
    Lang,
    LangOption,
    OutputOption,
    check_paths,
    guarded,
    usage,
    writing,
)
from ccndocs.errors import InputFileError
from ccndocs.types.geometry import Span
from ccndocs.types.text import AlignedText, Edit

# How much is restored at a time. What became of a line is told from the lines around
# it, so a block is several paragraphs; it is also all that a pipe holds back.
BLOCK_LINES = 200
LEAST_LINES = 40  # from here on a blank line ends a block
BLOCK_CHARS = 100_000
CONTEXT_LINES = 12  # lines before it that a line is restored by, one at a time


@dataclass(frozen=True, slots=True)
class Line:
    """A line before and after; the spans of `edits` count in `raw`."""

    number: int
    raw: str
    text: str
    edits: tuple[Edit, ...]

    def as_json(self) -> str:
        """One JSON object, without a line break."""
        edits = [
            {
                "start": edit.span.start,
                "end": edit.span.stop,
                "as_read": edit.span.of(self.raw),
                "text": edit.text,
                "rule": edit.rule,
                "score": edit.score,
            }
            for edit in self.edits
        ]
        value = {"line": self.number, "raw": self.raw, "text": self.text}
        return json.dumps({**value, "edits": edits}, ensure_ascii=False)

    def as_diff(self) -> Iterator[str]:
        """One line an edit: "12:5: Thanh → Thành (diacritics, 0.99)"."""
        for edit in self.edits:
            read, place = edit.span.of(self.raw), edit.span.start + 1
            yield (
                f"{self.number}:{place}: {_shown(read)} → {_shown(edit.text)} "
                f"({edit.rule}, {edit.score:.2f})"
            )


@guarded
def restore(
    path: Annotated[
        str, typer.Argument(metavar="[FILE]", help="Plain text; '-' is standard input.")
    ] = "-",
    output: OutputOption = None,
    diff: Annotated[
        bool, typer.Option("--diff", help="Print the changes instead of the text.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object a line of the text.")
    ] = False,
    at_once: Annotated[
        bool,
        typer.Option(
            "--line-buffered", help="Answer each line at once, by the lines before it."
        ),
    ] = False,
    lang: LangOption = Lang.EN,
) -> None:
    """Put back missing and wrong diacritics in plain text."""
    if diff and as_json:
        raise usage(lang, "either_or", detail="--diff, --json")
    check_paths([path], output, lang)
    with (
        open_input(path) as source,
        writing(output, lang),
        open_output(output) as stream,
    ):
        split = lines_at_once if at_once else restored_blocks
        for block in split(text_lines(source, path)):
            stream.writelines(_shown_as(block, diff, as_json))
            stream.flush()


def _shown_as(block: Iterable[Line], diff: bool, as_json: bool) -> Iterator[str]:
    for line in block:
        if diff:
            yield from (f"{change}\n" for change in line.as_diff())
        else:
            yield (line.as_json() if as_json else line.text) + "\n"


def restored_blocks(lines: Iterable[str]) -> Iterator[list[Line]]:
    """The lines restored, in order, block by block as each is full."""
    from ccndocs.repair import restore as restore_text

    number = 1
    for block in _blocks(lines):
        done = restore_text("\n".join(block))
        yield list(_cut(done, block, number))
        number += len(block)


def lines_at_once(lines: Iterable[str]) -> Iterator[list[Line]]:
    """Each line restored as it comes. No line behind it can help."""
    from ccndocs.repair import restore as restore_text

    known: deque[str] = deque(maxlen=CONTEXT_LINES + 1)
    for number, line in enumerate(lines, 1):
        known.append(line)
        done = restore_text("\n".join(known))
        yield list(_cut(done, known, number - len(known) + 1))[-1:]


def text_lines(stream: BinaryIO, name: str) -> Iterator[str]:
    """The lines of a text, in NFC and without their ends, one by one.

    UTF-8 is read as it comes. Any other encoding is guessed, which needs the whole
    rest of the text. Raises InputFileError for what is no text.
    """
    for data in stream:
        if b"\0" in data or data.startswith((b"\xff\xfe", b"\xfe\xff")):
            yield from _guessed(data + stream.read(), name)
            return
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            yield from _guessed(data + stream.read(), name)
            return
        yield _clean(text)


def _guessed(data: bytes, name: str) -> Iterator[str]:
    from ccndocs.source.encodings import decode

    text = decode(data).text
    if "\0" in text:
        raise InputFileError("unsupported_type", name, detail="it holds null bytes")
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    yield from map(_clean, lines)


def _clean(line: str) -> str:
    return unicodedata.normalize("NFC", line.rstrip("\r\n").replace("\r", " "))


def _blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    block: list[str] = []
    size = 0
    for line in lines:
        block.append(line)
        size += len(line)
        full = len(block) >= BLOCK_LINES or size >= BLOCK_CHARS
        if full or (len(block) >= LEAST_LINES and not line.strip()):
            yield block
            block, size = [], 0
    if block:
        yield block


def _cut(done: AlignedText, block: Sequence[str], number: int) -> Iterator[Line]:
    """The block as lines. No edit of repair crosses a line break."""
    edits = iter([*done.edits(), None])
    edit = next(edits)
    start = 0
    for raw, text in zip(block, done.text.split("\n"), strict=True):
        stop = start + len(raw)
        own = []
        while edit is not None and edit.span.start <= stop:
            place = Span(edit.span.start - start, edit.span.stop - start)
            own.append(Edit(place, edit.text, edit.rule, edit.score))
            edit = next(edits)
        yield Line(number, raw, text, tuple(own))
        number, start = number + 1, stop + 1


def _shown(text: str) -> str:
    """Blanks and nothing are made visible."""
    return text if text.strip() == text and text else repr(text)
