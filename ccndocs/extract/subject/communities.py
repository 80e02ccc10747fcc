"""Villages and blocks in a row as subjects: "Các thôn A, B: nạo vét …".

Also those that are counted or left over: "Chín thôn còn lại dựng cổng chào".
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ccndocs.types.geometry import Span
from ccndocs.types.mention import Agency, Mention
from ccndocs.types.tree import Passage
from ccndocs.vi import lazy_re as re
from ccndocs.vi.letters import CAPITALS
from ccndocs.vi.tables import any_name, rows
from ccndocs.vi.verbs import opens_with_verb, starts_with_verb

_NAME = rf"(?:[{CAPITALS}]\w*(?:\s[{CAPITALS}]\w*){{0,3}}|(?:số )?\d{{1,3}})"
_JOINT = r"(?:,|;|\s+và|,\s+và)\s+"
_COUNT = r"(?:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|các|\d{1,3})"
_ACTS = re.compile(r"\s+(?:phải |cần |có trách nhiệm )?|\s*,\s+")


@cache
def _nouns() -> str:
    found = (r for r in rows("communities") if r["name"] not in ("tổ", "làng"))
    return rf"(?i:{any_name(found)})"


@cache
def _row() -> re.Pattern[str]:
    member = rf"(?:{_nouns()}\s+)?{_NAME}"
    return re.compile(rf"(?:(?i:các)\s+)?{_nouns()}:?\s+{_NAME}(?:{_JOINT}{member})+")


@cache
def _counted() -> re.Pattern[str]:
    rest = r"(?:còn lại|nói trên|nêu trên|trên)"
    return re.compile(
        rf"(?:(?i:{_COUNT})\s+{_nouns()}\s+{rest}|"
        rf"(?:\d{{1,3}}|(?i:hai|ba|bốn|sáu|bảy|tám|chín|mười))\s+{_nouns()})(?!\w)"
    )


@cache
def _member() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{_JOINT})?(?P<whole>(?:(?i:các)\s+)?(?P<noun>{_nouns()})?:?\s*"
        rf"(?P<name>{_NAME}))"
    )


def communities_at(passage: Passage, start: int) -> Sequence[Mention[Agency]]:
    """Those at `start` whom an order follows: a verb, or a colon and a verb."""
    text = passage.text
    found = _row().match(text, start)
    if found is not None and _ordered(text, found.end()):
        return _each(passage, start, found.end())
    group = _counted().match(text, start)
    if group is None or not _ordered(text, group.end()):
        return ()
    return (_mention(passage, group.start(), group.end(), group[0]),)


def named_communities(passage: Passage) -> Sequence[Mention[Agency]]:
    """Those that stand in a part of a role line: "Đoàn xã; thôn A", "12 thôn"."""
    found: list[Mention[Agency]] = []
    one = re.compile(
        rf"(?:^|[;,]\s+)(?P<who>{_nouns()}\s+{_NAME}|{_counted().pattern})"
    )
    for match in one.finditer(passage.text):
        end = match.end("who")
        if _ENDS.match(passage.text, end):
            found.append(_mention(passage, match.start("who"), end, match["who"]))
    return found


_ENDS = re.compile(r"\s*(?:[;,.]|$)")


def _ordered(text: str, at: int) -> bool:
    if text[at : at + 1] == ":":
        return opens_with_verb(text[at + 1 :]) or starts_with_verb(text[at + 1 :])
    gap = _ACTS.match(text, at)
    rest = text[gap.end() :] if gap else ""
    return rest[:1].islower() and starts_with_verb(rest)


def _each(passage: Passage, start: int, stop: int) -> list[Mention[Agency]]:
    """One each of "thôn A, B và C"; a name without its noun takes the one before."""
    out: list[Mention[Agency]] = []
    noun = ""
    for match in _member().finditer(passage.text, start, stop):
        noun = match["noun"] or noun
        begin = match.start("whole")
        out.append(_mention(passage, begin, match.end(), f"{noun} {match['name']}"))
    return out


def _mention(passage: Passage, start: int, stop: int, name: str) -> Mention[Agency]:
    shown = " ".join(name.split())
    agency = Agency(shown[0].upper() + shown[1:], known=False)
    return Mention(passage.id, Span(start, stop), agency, "communities", 0.85)
