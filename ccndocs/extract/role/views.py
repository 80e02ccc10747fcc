"""How one above gives his view before he asks: "[có ý kiến] yêu cầu Bộ B …"."""

from __future__ import annotations

from ccndocs.vi import lazy_re as re
from ccndocs.vi.above import ABOVE, TITLED

VIEW = r"(?:có|ký|ra|ban hành) (?:ý kiến|văn bản|công văn|chỉ đạo)(?: chỉ đạo)?,?"
"""Words by which one above gives his view."""
_GIVES_VIEW = re.compile(rf"(?<!\bvừa)(?<!\bmới)(?<!\bđã)\s{VIEW}\s*$")


def without_view(said: str) -> str:
    """The words before "yêu cầu", less how one above gives his view.

    "Phó Thủ tướng A [có ý kiến]"; "Sở A phải có văn bản (đề nghị Sở B)" is work.
    """
    less = _GIVES_VIEW.sub("", said)
    above = ABOVE.match(TITLED.sub("", less.rpartition(",")[2].strip()))
    return less if above else said
