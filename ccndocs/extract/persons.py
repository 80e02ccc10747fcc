"""Persons whose post is charged: "Đồng chí A – Phó Hiệu trưởng phụ trách …"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ccndocs.types.geometry import Span
from ccndocs.types.mention import Agency, Mention
from ccndocs.types.tree import Passage
from ccndocs.vi import lazy_re as re
from ccndocs.vi.letters import CAPITALS
from ccndocs.vi.tables import rows, word_lists
from ccndocs.vi.verbs import clear_verb_at, starts_with_verb

_WORDS = word_lists("role_words")

_NAME = r"[A-ZĐ][\w'’]*(?:\s+[A-ZĐ][\w'’]*){1,5}"
_STOP = (
    r"(?=\s*(?:[,:;.()]|$)|\s(?:chỉ đạo|theo dõi|trực tiếp|chủ trì|chịu trách nhiệm|"
    r"có trách nhiệm|làm|giúp|điều hành|phụ trách (?:chung|việc))(?!\w))"
)


# "BS.CKII Lò Văn A – Giám đốc: …", "PGS. TS. Lò Thị B": a degree before the name
_DEGREES = (
    r"(?:(?:(?:GS|PGS|TS|ThS|Ths|CN|KS|DS|BS|BSCK|CK|DSCK|ĐD|CNĐD)"
    r"(?:\.?\s?CK\s?(?:II|I|1|2)|CK(?:II|I|1|2)|(?:II|I))?\.?\s*){1,3}(?<=[.\s]))"
)

# "đồng chí Ủy viên Ban Thường vụ, Trưởng Ban …": a seat before the post
_SEAT = r"(?:[ỦU][ỷỳy]\s+viên\s+[^,;:.()]{5,60},\s*)"


@cache
def _short_posts() -> dict[str, str]:
    """What "PHT" stands for behind a person's name."""
    return {row["name"]: row["post"] for row in rows("post_acronyms")}


@cache
def _pattern() -> re.Pattern[str]:
    names = [row["name"] for row in rows("posts")]
    posts = sorted([*names, *_short_posts()], key=len, reverse=True)
    words = "|".join(map(re.escape, posts))
    return re.compile(
        r"\W*(?:(?i:giao|phân công|đề nghị|yêu cầu)\s+)?"
        rf"(?:(?i:đồng chí|đ/c|ông|bà|thầy|cô)\s+{_DEGREES}?|{_DEGREES})"
        rf"(?:{_NAME}\s*(?:,|–|-|\()\s*{_SEAT}*|{_SEAT}+)(?P<post>(?:{words})(?!\w)[^,:;.()–]{{0,80}}?){_STOP}"
    )


def person_at(
    passage: Passage, agencies: Sequence[Mention[Agency]]
) -> Mention[Agency] | None:
    """The post of the person that the passage opens with, if it opens with one.

    A seat in a body that is named before the post ("Ủy viên Ban Thường vụ") is none.
    """
    found = _pattern().match(passage.text)
    if found is None or _SPEAKS.search(found["post"]):
        return None
    span = Span(found.start("post"), found.end("post"))
    known = [m for m in agencies if span.start <= m.span.start and m.value.known]
    span = _before_verb(passage.text, span, known)
    found_post = span.of(passage.text)
    name = " ".join(found_post.split())
    short = next((s for s in _by_length() if f"{name} ".startswith(f"{s} ")), None)
    if short is not None:
        name = _short_posts()[short] + name[len(short) :]
    if known and known[0].span.start == span.start and known[0].span.stop >= span.stop:
        name = known[0].value.name
    agency = Agency(name, known=False)
    start = len(passage.text) - len(passage.text.lstrip())
    whole = Span(_who(passage.text, start), span.stop)
    return Mention(passage.id, whole, agency, "person", 0.85)


def _before_verb(text: str, span: Span, known: Sequence[Mention[Agency]]) -> Span:
    """The post up to what he does: "Giám đốc Sở Xây dựng [báo cáo, làm rõ]"."""
    post = next((m.span for m in known if m.span.start == span.start), None)
    rest = text[post.stop : span.stop].lstrip() if post is not None else ""
    acts = clear_verb_at(rest, 0) or (rest[:1].islower() and starts_with_verb(rest))
    return Span(span.start, post.stop) if post is not None and acts else span


@cache
def _by_length() -> tuple[str, ...]:
    return tuple(sorted(_short_posts(), key=len, reverse=True))


# "Đồng chí A – Phó Chủ tịch UBND huyện yêu cầu Phòng Y tế …": who orders
_SPEAKS = re.compile(
    r"\s(?:cũng |đã |đồng thời )?(?:yêu cầu|đề nghị|giao|nhấn mạnh|cho biết|cho rằng|"
    r"phát biểu|kết luận|ghi nhận|biểu dương|lưu ý)(?!\w)"
)
_CHARGED = re.compile(r"(?:giao|phân công|đề nghị|yêu cầu)\s+", re.IGNORECASE)


def _who(text: str, start: int) -> int:
    """Where the person begins, behind the word that charges him."""
    charged = _CHARGED.match(text, start)
    return charged.end() if charged else start


def named_person(passage: Passage) -> Mention[Agency] | None:
    """One man told by name who opens an order: "Chị Tâm (văn thư) in giấy mời".

    His post, where a bracket or the next words tell it; else he is no body's name.
    """
    found = _NAMED.match(passage.text)
    if found is None:
        return None
    rest = passage.text[found.end() :]
    post = found["post"]
    if post is None and (held := _HELD.match(rest)) and _acts(rest[held.end() :]):
        post, rest = held[0].strip(), rest[held.end() :]
    if not _acts(rest) or _SPEAKS.match(rest):
        return None
    stop = len(passage.text) - len(rest)
    name = post or found["who"]
    agency = Agency(name[0].upper() + name[1:], collective=post is None, known=False)
    start = found.start("who")
    return Mention(passage.id, Span(start, stop), agency, "named_person", 0.8)


def _acts(rest: str) -> bool:
    work = _IS_GIVEN.sub("", rest.lstrip(" :,"), count=1)
    return work[:1].islower() and starts_with_verb(work) and not _TOLD.match(work)


_TOLD = re.compile(
    r"(?:đã|đang|sẽ|vừa|được(?! giao| phân công)|bị|cho (?:biết|rằng)|là|có)(?!\w)"
)
_IS_GIVEN = re.compile(r"được (?:giao|phân công)(?: nhiệm vụ)?\s+(?=\w)")
_POSTS = (
    rf"(?i:{_WORDS['posts_behind_a_name']}|{_WORDS['more_posts_in_brackets']}|"
    rf"(?:{_WORDS['posts_with_their_field']})[^()]{{0,40}}|phó [^()]{{3,40}})"
)
_HELD = re.compile(rf"\s+(?:{_WORDS['posts_behind_a_name']})(?!\w)")
_TITLE = (
    r"(?:[Aa]nh|[Cc]hị|[Ôô]ng|[Bb]à|[Cc]ô|[Tt]hầy|[Bb]ác|[Bb]ác sĩ|BS|ThS|[Dd]ược sĩ|"
    r"[Đđ]iều dưỡng|[Yy] sĩ|[Đđ]ồng chí|[Đđ]/c)"
)
_WORD = rf"[{CAPITALS}]\w*"
_NAMED = re.compile(
    r"\W*(?:(?i:giao|phân công)\s+)?"
    rf"(?P<who>{_TITLE}\s+{_WORD}(?:\s{_WORD}){{0,3}})"
    rf"(?:\s*\((?P<post>{_POSTS})\)|\s*\([^()]{{2,50}}\))?"
)
