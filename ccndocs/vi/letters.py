"""The letters of Vietnamese, for patterns and for tables of `str.translate`."""

from __future__ import annotations

CAPITALS = "A-ZÀ-ÖØ-ÞĂČĐĔĨĬŎŨŬƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA, 2)))
"""The inside of a character class of all capitals; the `re` module knows none.

Č, Ĕ, Ĭ, Ŏ and Ŭ stand in place names of the Central Highlands.
"""

UNCHANGED = {
    code: chr(code)
    for code in (*range(0x80), *range(0xC0, 0x1B1), *range(0x1E00, 0x1F00))
}
"""What a table of `str.translate` begins with: it is slow over what a table lacks."""
