"""Posts of scans: half under a seal, stamped askew, "KT." written by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from ccndocs.vi.fold import fold

_DEPUTIES = {
    "bo truong": "thu truong",
    "thong doc": "pho thong doc",
    "tong thanh tra": "pho tong thanh tra",
}
_CHIEFS = (
    *("giam doc", "tong giam doc", "chu tich", "bo truong", "thu tuong", "hieu truong"),
    *("cuc truong", "vu truong", "chi cuc truong", "tong cuc truong", "vien truong"),
    *("truong ban", "truong phong", "chu nhiem", "chanh van phong", "chanh thanh tra"),
    *("thong doc", "tong thanh tra", "bi thu"),
)
_SHOWN = {
    "giam doc": "Giám đốc",
    "tong giam doc": "Tổng giám đốc",
    "chu tich": "Chủ tịch",
    "bo truong": "Bộ trưởng",
    "thu truong": "Thứ trưởng",
    "thu tuong": "Thủ tướng",
    "hieu truong": "Hiệu trưởng",
    "cuc truong": "Cục trưởng",
    "vu truong": "Vụ trưởng",
    "chi cuc truong": "Chi cục trưởng",
    "tong cuc truong": "Tổng cục trưởng",
    "vien truong": "Viện trưởng",
    "truong ban": "Trưởng ban",
    "truong phong": "Trưởng phòng",
    "chu nhiem": "Chủ nhiệm",
    "chanh van phong": "Chánh Văn phòng",
    "chanh thanh tra": "Chánh Thanh tra",
    "thong doc": "Thống đốc",
    "tong thanh tra": "Tổng Thanh tra",
    "bi thu": "Bí thư",
}
_LIKE = 0.85
_LIKE_DEPUTY = 0.75  # of the one deputy that may sign in the chief's place
_MARGIN = 0.1


def shown(post: str) -> str:
    """The post as written inside a text.

    >>> shown("pho giam doc"), shown("thu truong")
    ('Phó Giám đốc', 'Thứ trưởng')
    """
    if post.startswith("pho "):
        return f"Phó {_SHOWN[post[4:]]}"
    return _SHOWN[post]


def deputy_of(chief: str) -> str:
    """Who may sign with "KT." for this chief: his deputy."""
    return _DEPUTIES.get(chief, f"pho {chief}")


def bare(text: str) -> str:
    """The letters of a line's words in capitals, folded: "GIÁM ĐÓC Ị" gives both."""
    words = [w for w in re.findall(r"[^\W\d_]+", text) if len(w) > 1 and w.isupper()]
    return fold(" ".join(words))


def exact_post(text: str) -> str | None:
    """The chief or deputy that the line is, strange scraps around it aside.

    >>> exact_post("GIÁM ĐÓC Ị"), exact_post("PHÓ GIÁM ĐỚC"), exact_post("GIÁM ĐỐC SỞ")
    ('giam doc', 'pho giam doc', None)
    """
    words = bare(text.replace(".", " ").removeprefix("KT")).replace(" ", "")
    return next((post for post in _posts() if post.replace(" ", "") == words), None)


def likely_post(text: str, above: str | None) -> str | None:
    """The only post that a garbled line resembles; `above`: the chief of its "KT.".

    >>> likely_post("IÁM ĐÓC", None), likely_post("RỨ TRƯỞNG", "bo truong")
    ('giam doc', 'thu truong')
    >>> likely_post("HỦ TƯỚNG", None) is None  # Thủ tướng, Thứ trưởng
    True
    """
    words = bare(text)
    if not words or len(words) > 24:
        return None
    if above is not None:
        deputy = deputy_of(above)
        return deputy if _ratio(words, deputy) >= _LIKE_DEPUTY else None
    ranked = sorted(((_ratio(words, post), post) for post in _posts()), reverse=True)
    (best, post), (second, _) = ranked[:2]
    return post if best >= _LIKE and best - second >= _MARGIN else None


def garbled_deputy(text: str, chief: str) -> bool:
    """Whether the line below a chief's post is his deputy's: both end alike.

    >>> garbled_deputy("Ủ TƯỚNG", "thu tuong"), garbled_deputy("TƯỚNG", "thu tuong")
    (True, False)
    """
    words = fold(text).split()
    return len(words) > 1 and words[-1] == chief.split()[-1]


def _posts() -> Sequence[str]:
    return (*_CHIEFS, *(deputy_of(chief) for chief in _CHIEFS))


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one.replace(" ", ""), other.replace(" ", "")).ratio()
