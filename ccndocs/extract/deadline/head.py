"""Orders behind a case or an event that stands before them, and whom they name.

"Khi lập dự toán, các đơn vị rà soát …" tells when the units are to act; "Khi lập dự
toán, rà soát kỹ …" rather how the one ordered is to go about it. What comes before a
comma is therefore read with what is behind it: a body that acts, or somebody who must.
"""

from __future__ import annotations

from collections.abc import Iterator

from ccndocs.extract.deadline.order import acts, subject_end
from ccndocs.extract.deadline.scan import FLAGS, OF_SESSION, WORDS, Found, Scan, needs
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Deadline, DeadlineKind, RelativeTerm
from ccndocs.vi import lazy_re as re
from ccndocs.vi.verbs import opens_with_verb

# "…, nhà thầu phải bàn giao hồ sơ", "…, người nhận có trách nhiệm kiểm tra"
_MUST = re.compile(
    r"""[^\W\d][^.;:,]{2,90}?\s(?:(?<!không\s)phải|(?:có|chịu)\s+trách\s+nhiệm|có\s+nhiệm\s+vụ)\s+
    (?!là\b|được\b|không\b|chịu\b|trả\b|tuân\b)[^\W\d]""",
    FLAGS,
)
# "…, UBND xã đã báo cáo": what was done; "…, các xã được hỗ trợ": what is due to them
_TOLD = re.compile(
    r"\b(?:đã|đang|sẽ|vừa|có\s+thể|có\s+quyền|không\s+phải|được(?!\s+(?:giao|phân\s+công)))\b",
    FLAGS,
)
# "…, Hội đồng có nhiệm vụ, quyền hạn sau đây": whose powers a law lists
_POWERS = re.compile(
    r"[^.;]{0,120}?\bnhiệm\s+vụ(?:,|\s+và)\s+quyền(?:\s+hạn)?\s+(?:sau|như)\b", FLAGS
)
# "Khi thực hiện nhiệm vụ, công chức phải …": all the while, no time of its own
_CONDUCT = re.compile(rf"(?:{WORDS['conduct']})\b", FLAGS)
_FARTHEST = 220  # characters of a case and of its lists
# One row of bodies, whose commas part nothing: "…, tổ chức, cá nhân phải ký hợp đồng"
_BODIES = re.compile(
    r"\b(?:cơ\s+quan|tổ\s+chức|cá\s+nhân|đơn\s+vị),\s+"
    r"(?=(?:tổ\s+chức|cá\s+nhân|đơn\s+vị|hộ|doanh\s+nghiệp)\b)",
    FLAGS,
)


def is_conduct(event: str) -> bool:
    """Whether "khi <event>" is how somebody behaves at his work, all the while.

    >>> is_conduct("thực hiện nhiệm vụ"), is_conduct("lập dự toán")
    (True, False)
    """
    return _CONDUCT.match(event) is not None


def names_who(words: str) -> bool:
    """Whether words order something of somebody they name.

    >>> names_who("các đơn vị rà soát dự toán"), names_who("rà soát dự toán")
    (True, False)
    """
    return who_end(words) > 0


def who_end(words: str) -> int:
    """Where the verb begins of an order whose bodies stand before it, 0 for none."""
    must = _MUST.match(words)
    end = subject_end(words) or (must.end() - 1 if must else 0)
    told = _TOLD.search(words[: end + len("phải ")]) or _POWERS.match(words)
    return 0 if told else end


def order_behind(scan: Scan, at: int) -> int | None:
    """The comma, from `at` on, behind which the order of somebody named begins.

    Or a colon, and any order: "Khi phát hiện cháy: gọi ngay số 114".

    None where what stands before it is how somebody behaves at his work.
    """
    if is_conduct(scan.text[at : at + 60]):
        return None
    return _comma_before_who(scan, at)


def _comma_before_who(scan: Scan, at: int) -> int | None:
    end = re.compile(r"[.;:](?:\s|$)").search(scan.text, at)
    stop = min(end.start() if end else len(scan.text), at + _FARTHEST)
    text = _BODIES.sub(lambda row: row[0].replace(",", " "), scan.text)
    for comma in re.finditer(r",\s+|\s+thì\s+", text[at:stop]):
        if names_who(text[at + comma.end() :]):
            return at + comma.start()
        if comma[0].strip() != ",":
            return None  # "Khi có người chết thì người thân, chủ nhà phải khai tử"
    colon = scan.text[stop + 1 :].lstrip() if scan.text[stop : stop + 1] == ":" else ""
    return stop if colon and (names_who(colon) or opens_with_verb(colon)) else None


# "Trước khi ra về, …", "Trước khi sử dụng, …": each time anew, as in `before`
_EACH_TIME = re.compile(rf"(?:{WORDS['done_again_and_again']})(?:\s+\w+)?\s*$", FLAGS)
_BEFORE = re.compile(
    rf"""^\W*(?P<case>(?P<lead>trước(?:\s+(?:khi|ngày|thời\s+điểm|lúc)|(?=\s+(?:{WORDS["met_at"]})\b)))\s+
    (?P<event>(?!đó\b|mỗi\b|từng\b)[^.;:()\d]{{3,110}}?{OF_SESSION})),\s+(?P<order>[^\W\d].*)""",
    FLAGS,
)


_OF_TIME = re.compile(rf"{OF_SESSION}$", FLAGS)
_DIGIT = re.compile(r"\d")


@needs("trước")
def find_before_first(scan: Scan) -> Iterator[Found]:
    """Prose: "Trước khi khởi công, chủ đầu tư gửi thông báo đến UBND xã"."""
    match = None if scan.is_time_line else _BEFORE.match(scan.text)
    if match is None:
        return
    at = match.start("event")
    if _EACH_TIME.match(match["event"]):
        return
    stop = _comma_before_who(scan, at)
    if stop is None:
        told = _TOLD.search(match["order"][:120]) or not acts(match["order"])
        stop = at if told else match.end("event")
    event = scan.text[at:stop].strip()
    if (
        event
        and " phải " not in event
        and not _DIGIT.search(_OF_TIME.sub("", event, count=1))
    ):
        lead = " ".join(match["lead"].lower().split())
        term = RelativeTerm(0, False, "event", f"{lead} {event}")
        value = Deadline(DeadlineKind.RELATIVE, relative=term)
        yield Found(Span(match.start("case"), stop), value, "before_first", 0.8)


RULES = (find_before_first,)
