"""What a cluster's name looks like behind "CCN": "làng nghề Tề Lỗ", "số 2 Vạn Hạ".

A name is written in capitals. Words that open something else although they have one,
and the trades that stand before a name in small letters, are tables of `ccndocs.vi`.
"""

from __future__ import annotations

from collections.abc import Iterable

from ccndocs.vi import lazy_re as re
from ccndocs.vi.letters import CAPITALS
from ccndocs.vi.tables import rows, word_lists

_WORDS = word_lists("cluster_words")

# A word of a name: a capital and small letters ("Bình", "K'Bang"), not an acronym.
WORD = rf"[{CAPITALS}](?:['’][{CAPITALS}]?)?[^\W\d_{CAPITALS}]*(?!\w)"
# A place's bare name: "Lâm Bình Hạ".
PLACE = rf"{WORD}(?:[\s-]+{WORD}){{0,3}}"


def _any_of(forms: Iterable[str]) -> str:
    """One of these words or phrases, the longest first."""
    ordered = sorted(forms, key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, form.split())) for form in ordered)


def _no_name() -> str:
    """Words that begin something else: "Sở …"; "Kế hoạch", but "Kế Hạ" is a name."""
    table = rows("cluster_not")
    ever = _any_of(r["words"] for r in table if not r["unless_named"])
    bare = _any_of(r["words"] for r in table if r["unless_named"])
    return rf"(?!(?:{ever})\b|(?:{bare})\b(?!\s+[{CAPITALS}]))"


def _craft() -> str:
    """Trades before a name: "làng nghề", "đồ mộc dân dụng"; phrases with a capital.

    A single word with a capital belongs to the name: "Cụm công nghiệp Đá Bạc".
    """
    forms = [row["form"] for row in rows("crafts")]
    capitals = [form[0].upper() + form[1:] for form in forms if " " in form]
    capitals += ["Làng Nghề"]
    more = rf"(?:\s+(?:và\s+)?(?:{_any_of([*forms, *capitals])})){{0,3}}"
    return rf"(?:(?:{_any_of([*forms, *capitals])}){more})"


# "Hạ Long 1,2,3" are three, "Hạ Long 69,5" is a size: no cluster has under 5 hectares.
_TAIL = (
    r"(?:(?:\s*(?:số\s+)?|-)[1-4]"
    r"(?=,\d(?:,\d)*(?:[;)(]|\.?$|\s+(?!ha\b|%|tỷ|tỉ\b|triệu|km|m2|nghìn|vạn|lần|dự|lao|người)))"
    r"|(?:\s*(?:số\s+)?|-)\d{1,2}(?!\d|[.,/]\d|\s*%|\s*[-–]\s*\d"
    r"|\s*(?:ha|dự|CCN|cụm|lao|tỷ|tỉ|triệu|người|doanh\s+nghiệp|cơ\s+sở|hộ|công\s+nhân"
    r"|nhà\s+(?:máy|đầu\s+tư)|hợp\s+tác\s+xã)\b)|\s+(?:III|II|IV|I|A|B)\b)"
)
NO_NAME = _no_name()
_WIND = r"(?:[Đđ]ông|[Tt]ây|[Nn]am|[Bb]ắc)"
# "phía Nam thị trấn Lạc Hạ", "Đông Bắc thị trấn Lạc Hạ", "số 2 Vạn Hạ"
_PART_OF = (
    rf"(?:phía\s+{_WIND}(?:\s+{_WIND})?|{_WIND}(?:\s+{_WIND})?(?=\s+thị\s+trấn)"
    r"|[Ss]ố\s+\d{1,2})\s+(?:(?:thị\s+trấn|thị\s+xã|thành\s+phố|xã|phường)\s+)?"
)
# What does not go on a name: "CCN Bến Hạ Công ty A xây dựng"; but "CCN Hạ Sở".
_MORE = (
    rf"(?!(?:Công\s+(?:ty|an)|Sở(?=\s+[{CAPITALS}])|Ủy|Uỷ|Trung\s+tâm|Tổng\s+[Cc]ông"
    rf"|Huyện|Xã|Phường|Tỉnh)\b){WORD}"
)
_RUNS = rf"{WORD}\s+(?![{CAPITALS}])[^\W\d_]"  # "– Quốc lộ 32"
NAME = (
    r"(?:[Ss]ố\s+\d{1,2}(?=\s+(?:tại|thuộc|ở)\s|,\s*(?:xã|phường|thị\s+trấn)\s)"
    rf"|(?:{_PART_OF})?{NO_NAME}(?:[Tt]hị\s+trấn\s+|xã\s+|Thị\s+xã\s+|Thành\s+phố\s+|Phố\s+)?{WORD}(?:\s+{_MORE}){{0,4}}{_TAIL}?"
    rf"(?:\s*[-–]\s*{NO_NAME}(?!Thị\b|Thành\s+phố|{_RUNS}){WORD}(?:\s+{_MORE}){{0,3}}{_TAIL}?){{0,2}})"
)
CRAFT = _craft()
_NAMED = re.compile(rf"\s*(?P<craft>{CRAFT}\s+)?(?P<name>{NAME})")
# "cụm công nghiệp Tập trung …": one syllable is a name only where the name must end.
_GOES_ON = re.compile(
    rf"""\s+(?!(?:{_WORDS["goes_on_behind_a_name"]}|rộng\s+\d)\b)
    (?=[^\W\d_])""",
    re.VERBOSE,
)

_LEVELS = ("Tp", "Tx", "Tt", "Thị", "Thành", "Thị Trấn", "Thị Xã", "Thành Phố")


def named_at(text: str, at: int) -> re.Match[str] | None:
    """The name that stands here, with what it makes: groups `craft` and `name`.

    >>> named_at("CCN làng nghề Tề Hạ mở rộng", 3)["name"]
    'Tề Hạ'
    >>> named_at("cụm công nghiệp Tập trung vốn", 15) is None
    True
    """
    named = _NAMED.match(text, at)
    if named is not None and named["name"].strip() in _LEVELS:
        return None
    if named is None or " " in named["name"].strip():
        return named
    follows = _GOES_ON.match(text, named.end())
    goes_on = follows is not None and text[follows.end()].islower()
    return None if goes_on else named


def full_name(craft: str | None, name: str) -> str:
    """The whole name: "Cụm công nghiệp làng nghề Tề Lỗ"."""
    words = " ".join(name.replace("–", "-").split())
    words = re.sub(r"-(?=\d{1,2}$)", " ", words)
    words = re.sub(r"\s*-\s*", " - ", words)
    words = re.sub(r"^Số(?=\s+\d)", "số", words)
    if craft:
        kind = " ".join(craft.split())
        kind = re.sub("^Làng Nghề", "làng nghề", kind)
        words = f"{kind[0].lower()}{kind[1:]} {words}"
    return f"Cụm công nghiệp {words}"
