"""Sizes as people write them."""

from __future__ import annotations

import re

_SIZE = re.compile(r"(\d+(?:[.,]\d+)?)\s*([kmgt]?)i?b?", re.IGNORECASE)
_POWERS = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4}


def parse_size(text: str) -> int:
    """Bytes; K, M, G and T are powers of 1024. Raises ValueError.

    >>> parse_size("200M"), parse_size("1.5 GB"), parse_size("4096")
    (209715200, 1610612736, 4096)
    """
    found = _SIZE.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    number, power = float(found[1].replace(",", ".")), _POWERS[found[2].lower()]
    size = int(number * 1024**power)
    if size <= 0:
        raise ValueError(text)
    return size
