"""Names of doers written out: "BGH", "GVCN lớp 9", "Giám đốc các HTX"."""

from __future__ import annotations

from functools import cache

from ccndocs.vi import lazy_re as re
from ccndocs.vi.tables import rows


@cache
def _long_forms() -> dict[str, str]:
    """Short form to long one, the longest first."""
    found = {row["name"]: row["post"] for row in rows("post_acronyms")}
    return {short: found[short] for short in sorted(found, key=len, reverse=True)}


def acronym_at(text: str, at: int) -> tuple[int, str] | None:
    """Where a short form ends that stands at `at`, and what it stands for.

    >>> acronym_at("(BGH, GVCN)", 1)
    (4, 'Ban Giám hiệu')
    """
    for short, long in _long_forms().items():
        stop = at + len(short)
        if text.startswith(short, at) and not text[stop : stop + 1].isalnum():
            return stop, long
    return None


def written_out(name: str) -> str:
    """A name without the short forms of posts and cooperatives.

    >>> written_out("Giám đốc các HTX"), written_out("GVCN lớp 9")
    ('Giám đốc các Hợp tác xã', 'Giáo viên chủ nhiệm lớp 9')
    """
    name = _COOPERATIVE.sub("Hợp tác xã", name)
    short = acronym_at(name, 0)
    return short[1] + name[short[0] :] if short else name


_COOPERATIVE = re.compile(r"\bHTX\b")
