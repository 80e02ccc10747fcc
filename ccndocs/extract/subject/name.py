"""The mention of a name that no table has: where it ends, whether it is a group."""

from __future__ import annotations

from dataclasses import replace

from ccndocs.types.geometry import Span
from ccndocs.types.mention import Agency, Mention
from ccndocs.types.tree import Passage
from ccndocs.vi import lazy_re as re
from ccndocs.vi.bodies import DEFINITE
from ccndocs.vi.letters import CAPITALS
from ccndocs.vi.verbs import clear_verb_at
from ccndocs.vi.written_out import written_out

_WORD = re.compile(r"\S+")


def mention_of(
    passage: Passage, start: int, stop: int, kind: str, rule: str
) -> Mention[Agency]:
    """The mention of a name no table has; a group where its kind is "each"."""
    year = _OF_YEAR.search(passage.text, start, stop)
    stop = year.start() if year else stop
    due = _AS_DUE.search(passage.text, start, stop) if kind != "each" else None
    stop = due.start() if due else stop
    name = written_out(" ".join(passage.text[start:stop].split()))
    several = kind == "each" or _HEADS_OF_UNITS.fullmatch(name) is not None
    group = several and ":" not in name and not DEFINITE.match(name)
    group = group and not _OWNERS.match(name)
    agency = Agency(name, collective=group, known=False)
    return Mention(passage.id, Span(start, stop), agency, rule, 0.85)


_OWNERS = re.compile(r"Các chủ\s")  # "Các chủ đập": a name, as "Chủ đập" is


# "Thành viên Ban Chỉ đạo [theo lĩnh vực phụ trách] kiểm tra …": how, not who
_AS_DUE = re.compile(
    r",?\s+theo\s+(?:lĩnh vực|địa bàn|chức năng|nhiệm vụ|thẩm quyền|(?:sự )?phân công)"
    r"[^.;:]*$"
)


def each_numbered(
    mention: Mention[Agency], passage: Passage
) -> tuple[Mention[Agency], ...]:
    """One each of "Tổ trưởng tổ dân phố số 3, 4 và 5"; else the one as it is."""
    found = _NUMBERS.fullmatch(mention.span.of(passage.text))
    if found is None:
        return _each_placed(mention, passage)
    begin = mention.span.start
    out: list[Mention[Agency]] = []
    for number in re.finditer(r"\d+", found["numbers"]):
        stop = mention.span.start + found.start("numbers") + number.end()
        agency = replace(mention.value, name=f"{found['head']} {number[0]}")
        out.append(replace(mention, span=Span(begin, stop), value=agency))
        begin = stop + 1
    return tuple(out)


def _each_placed(
    mention: Mention[Agency], passage: Passage
) -> tuple[Mention[Agency], ...]:
    """One each of "Trưởng thôn Nà Mạ, Nà Lay"; else the one as it is."""
    found = _PLACES.fullmatch(mention.span.of(passage.text))
    if found is None:
        return (mention,)
    at = mention.span.start + found.start("places")
    out: list[Mention[Agency]] = []
    begin = mention.span.start
    for place in re.finditer(_PLACE, found["places"]):
        agency = replace(mention.value, name=f"{found['head']} {place[0]}")
        span = Span(begin, at + place.end())
        out.append(replace(mention, span=span, value=agency))
        begin = min(span.stop + 2, mention.span.stop - 1)
    return tuple(out)


_PLACE = rf"[{CAPITALS}]\w*(?:\s[{CAPITALS}\d]\w*)*"
_PLACES = re.compile(
    r"(?P<head>(?:Trưởng|Bí thư chi bộ|Bí thư Chi bộ|Hiệu trưởng [Tt]rường \w+|"
    r"Chủ nhiệm|Giám đốc) (?:thôn|bản|ấp|buôn|làng|xóm|khóm|khu phố|khu|Hợp tác xã|HTX)"
    r"|Hợp tác xã|HTX)\s"
    rf"(?P<places>{_PLACE}(?:,\s{_PLACE})*(?:,|\svà)\s{_PLACE})"
)
_NUMBERS = re.compile(
    r"(?P<head>[^\d,;:]{4,60}?)\s(?P<numbers>\d{1,3}(?:,\s*\d{1,3})*(?:,|\s+và)\s*\d{1,3})"
)
_OF_YEAR = re.compile(r"\s+năm \d{4}$")  # "Hội đồng thi nâng ngạch năm 2026"


# Whoever heads a unit of the issuer: "Trưởng các phòng, Giám đốc các đơn vị".
_HEADS_OF_UNITS = re.compile(
    r"(?:(?:Trưởng|Thủ trưởng|Giám đốc|Lãnh đạo|Người đứng đầu)\s+các\s+"
    r"(?:phòng|ban|khoa|đơn vị|cơ quan|bộ phận|phòng,? ban|trung tâm)"
    r"(?:\s+(?:chuyên môn|trực thuộc|liên quan|thuộc Sở|nghiệp vụ|chức năng))*"
    r"(?:,|;|\s+và)?\s*)+",
    re.IGNORECASE,
)


SCOPE = re.compile(r"phụ trách\s+(?!việc\b|chung\b|chính\b)")


def scope_end(text: str, at: int) -> int | None:
    """Where the field of a post ends: "Phó Giám đốc [phụ trách vận tải] chỉ huy".

    None where "phụ trách …" is the duty itself: no verb and no colon follows.
    """
    for count, word in enumerate(_WORD.finditer(text, at)):
        if count > _FIELD or re.search(r"[.;!?,]\s*$", text[at : word.start()]):
            return None
        if text[at : word.start()].rstrip().endswith(":"):
            return len(text[: word.start()].rstrip(" :"))
        if count > 2 and clear_verb_at(text, word.start()):  # behind "phụ trách" + 1
            return len(text[: word.start()].rstrip())
    return None


_FIELD = 10  # words of "phụ trách khối văn hóa - xã hội"
