"""Tables that only place a letterhead or an ending side by side are no tables."""

from __future__ import annotations

import re
import unicodedata

_SAYS_SO = re.compile(
    r"c[oộ]ng h(?:[oòó]a|o[aà]) x[aã] h[oộ]i ch[uủ] ngh[iĩ]a"
    r"|^\W*n[oơ]i nh[aậ]n\s*:?\s*$|^\W*n[oơ]i nh[aậ]n\s*:"
    r"|^\W*k[ií]nh g[uử]i\s*:",
    re.IGNORECASE | re.MULTILINE,
)
_MOST_COLUMNS = 4  # left block, gutter, right block, and a spare one


def places_blocks(texts: list[str], columns: int) -> bool:
    """Whether the cells with these texts hold a letterhead, an ending or a "Kính gửi".

    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" beside the issuer, "Nơi nhận:" beside the
    signature: no data table has such a cell, ruled or not.
    """
    if columns > _MOST_COLUMNS:
        return False
    return any(_SAYS_SO.search(unicodedata.normalize("NFC", t)) for t in texts)
