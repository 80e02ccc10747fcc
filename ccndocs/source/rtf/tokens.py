"""RTF as a row of tokens: groups, control words, characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    rb"(?P<open>\{)|(?P<close>\})"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})"
    rb"|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|\\(?P<symbol>[^a-zA-Z])"
    rb"|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\"
)


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` is "open", "close", "word", "symbol", "hex" or "text"."""

    kind: str
    value: bytes = b""
    number: int | None = None


def tokens(data: bytes) -> Iterator[Token]:
    r"""The tokens in order; the contents of \binN are left out."""
    at = 0
    while at < len(data):
        match = _TOKEN.match(data, at)
        if match is None:
            at += 1
            continue
        at = match.end()
        kind = match.lastgroup
        if kind is None:
            continue
        if kind == "number" or match["word"] is not None:
            number = None if match["number"] is None else int(match["number"])
            if match["word"] == b"bin" and number is not None:
                at += max(number, 0)
                continue
            yield Token("word", match["word"], number)
        elif kind == "hex":
            yield Token("hex", bytes.fromhex(match["hex"].decode("ascii")))
        else:
            yield Token(kind, match[kind])
