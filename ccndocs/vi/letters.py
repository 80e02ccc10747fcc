"""Capital letters for patterns: the `re` module knows no class for them."""

from __future__ import annotations

CAPITALS = "A-ZĐ" + "".join(
    chr(code)
    for code in (*range(0xC0, 0x250), *range(0x1EA0, 0x1F00))
    if chr(code).isupper()
)
"""The inside of a character class of all capital letters of Vietnamese."""
