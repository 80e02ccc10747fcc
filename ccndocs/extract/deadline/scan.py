"""What the rules of the deadline grammar share: the passage they read, their findings.

A rule is a function from a `Scan` to `Found`s. `Scan.is_time_line` says that the
passage holds a time and nothing else ("Thời gian thực hiện: …"), so that bare times
count; in running prose a rule must see an order around the time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import wraps

from ccndocs.types.geometry import Span
from ccndocs.types.mention import Context, Deadline, DeadlineKind
from ccndocs.vi import lazy_re as re
from ccndocs.vi.dates import Stretch
from ccndocs.vi.moments import Moment, Unit
from ccndocs.vi.tables import word_lists

FLAGS = re.IGNORECASE | re.VERBOSE
WORDS = word_lists("deadline_words")
"""The word lists of the rules: verbs, nouns and openings, by what they tell."""
EVERY = r"(?:hằng|hàng|mỗi)"
"""One word in two spellings, and its equal: "hằng năm", "hàng năm", "mỗi năm"."""

OF_SESSION = r"""(?:\s+(?:lần\s+)?
    (?:(?:năm\s+|nhiệm\s+kỳ\s+(?:20\d\d\s*[-–]\s*)?|qu[ýí]\s+[IV\d]+(?:\s+năm\s+|/))?20\d\d
    |thứ\s+\d{1,2}|tháng\s+\d{1,2}(?:/20\d\d|\s+năm\s+20\d\d)?)
    (?:\s+[^\W\d]+){0,7}?)?(?:\s*\(khóa\s+[IVXL\d]+\))?"""
"""What may stand behind the name of a session: "kỳ họp | giữa năm 2026 của HĐND"."""

# A full stop inside "32.000" or "15.6.2026" ends nothing, nor does a row of dots that
# was left to fill in: "kiểm tra ............ cơ sở trong năm 2026".
_LONGEST = 1200  # characters of a clause
_CLAUSE_END = re.compile(r";|(?<!\.)\.(?=\s|$)|(?<=\.)\.(?=\s+[A-ZĐ]|\s*$)|\n")


@dataclass(frozen=True, slots=True)
class Found:
    """A deadline a rule saw at `span` of the passage."""

    span: Span
    value: Deadline
    rule: str
    score: float = 1.0
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scan:
    """A passage's text, what the header says, and whether it is a time line."""

    text: str
    context: Context
    is_time_line: bool
    folded: str = field(init=False, repr=False)  # the text without case

    def __post_init__(self) -> None:
        object.__setattr__(self, "folded", self.text.casefold())

    @property
    def issued_on(self) -> dt.date | None:
        """The document's own date."""
        return self.context.issued_on

    def before(self, at: int) -> str:
        """The clause's text left of `at`: from the last semicolon or full stop on.

        Of a clause without an end in sight, the last words.
        """
        left = self.left(at, _LONGEST)
        for match in _CLAUSE_END.finditer(self.text, at - len(left), at + 1):
            if match.end() <= at:
                left = self.text[match.end() : at]
        return left

    def after(self, at: int) -> str:
        """The clause's text right of `at`, up to its end or for a good many words."""
        end = _CLAUSE_END.search(self.text, at, at + _LONGEST)
        return self.text[at : end.start() if end else at + _LONGEST]

    def left(self, at: int, width: int = 200) -> str:
        """The characters left of `at`, no more than `width`."""
        return self.text[max(0, at - width) : at]

    def is_past(self, last: dt.date) -> bool:
        """Whether a day lies before the document's date: no order can mean it."""
        return self.issued_on is not None and last < self.issued_on

    def is_long_past(self, last: dt.date) -> bool:
        """Whether a day lies more than two months before the document's date.

        Conclusions of a meeting are issued days or weeks after the orders they
        record, some of them after the deadline (a notice of 18/11 has 15/11).
        """
        return self.issued_on is not None and (self.issued_on - last).days > 60


Rule = Callable[[Scan], Iterator[Found]]
_DIGIT = re.compile(r"\d")


def needs(*groups: str, digit: bool = False) -> Callable[[Rule], Rule]:
    """A rule that is asked only where a passage has a word of each group.

    A group is "hằng|hàng|mỗi". Most passages lack the words that a rule turns on, and
    to look for a word costs a hundredth of what its pattern does.
    """
    choices = tuple(tuple(group.split("|")) for group in groups)

    def guard(rule: Rule) -> Rule:
        @wraps(rule)
        def asked(scan: Scan) -> Iterator[Found]:
            for words in choices:
                for word in words:
                    if word in scan.folded:
                        break
                else:
                    return iter(())
            if digit and not _DIGIT.search(scan.text):
                return iter(())
            return rule(scan)

        return asked

    return guard


def dated(scan: Scan, moment: Moment) -> tuple[Moment, tuple[str, ...]]:
    """The moment with a year: its own, the last one written before it, or the header's.

    In prose only the header counts: years of cited laws stand all around. A day that
    would lie before the document's date belongs to the next year. Where no year is
    known, the moment comes back without one.
    """
    if moment.year is not None:
        return moment, ()
    known = last_year(scan, moment.span.start) if scan.is_time_line else None
    if known is None and not _is_preparation(scan, moment):
        known = scan.context.year_ahead
    if known is not None:
        return moment.in_year(known), ("year_inherited",)
    if scan.issued_on is None:
        return moment, ("year_unknown",)
    there = moment.in_year(scan.issued_on.year)
    if there.unit is not Unit.HALF and there.last() < scan.issued_on:
        there = moment.in_year(scan.issued_on.year + 1)
    return there, ("year_inherited",)


# "Xây dựng kế hoạch của đơn vị, gửi về Sở trước ngày 25/12": of the year before
_PREPARES = re.compile(
    r"\b(?:xây\s+dựng|ban\s+hành|lập|gửi|cụ\s+thể\s+hóa)\b[^.;]{0,60}\b(?:kế\s+hoạch|chương\s+trình)\b"
    r"|\b(?:đăng\s+ký|góp\s+ý|đề\s+xuất)\b",
    FLAGS,
)


def _is_preparation(scan: Scan, moment: Moment) -> bool:
    """Whether a day soon after the date of a plan for the next year prepares it."""
    if moment.unit is not Unit.DAY or scan.issued_on is None:
        return False
    there = moment.in_year(scan.issued_on.year).last()
    return scan.issued_on <= there and bool(
        _PREPARES.search(scan.before(moment.span.start))
    )


_YEAR = re.compile(r"(?:năm\s*|[/-]\s*)((?:19|20)\d\d)(?!\d)", re.IGNORECASE)


def last_year(scan: Scan, before: int) -> int | None:
    """The last year written left of `before`; else the first one right of it."""
    years = [(m.start(), int(m[1])) for m in _YEAR.finditer(scan.text)]
    left = [year for at, year in years if at < before]
    right = [year for at, year in years if at >= before]
    return left[-1] if left else right[0] if right else None


def dated_stretch(scan: Scan, stretch: Stretch) -> tuple[Stretch, tuple[str, ...]]:
    """The same for both ends."""
    first, flags = dated(scan, stretch.first)
    if stretch.last is stretch.first:
        return Stretch(stretch.span, first, first), flags
    last, more = dated(scan, stretch.last)
    is_turned = first.year and last.year and first.first() > last.last()
    if is_turned and last.year and "year_inherited" in flags:
        first = first.in_year(last.year)
        if first.first() > last.last() and "year_inherited" in more:
            last = last.in_year(last.year + 1)  # "từ 01/12 đến hết 30/4"
    return Stretch(stretch.span, first, last), tuple(dict.fromkeys(flags + more))


def by(moment: Moment, *, exclusive: bool) -> Deadline:
    """A latest time. An hour leaves its day within the term, so the day is included.

    "trước tháng 6/2027" ends, exclusive, on its first day; `edtf` keeps it as written.
    """
    bound = "exclusive" if exclusive and moment.clock is None else "inclusive"
    if moment.year is None:
        return Deadline(DeadlineKind.BY, bound=bound)
    end = moment.first() if bound == "exclusive" else moment.last()
    return Deadline(
        DeadlineKind.BY, end=end.isoformat(), bound=bound, edtf=f"../{moment.iso()}"
    )


def period(stretch: Stretch) -> Deadline:
    """A closed interval of days."""
    if stretch.first.year is None or stretch.last.year is None:
        return Deadline(DeadlineKind.PERIOD)
    start = stretch.first.first().isoformat()
    end = stretch.last.last().isoformat()
    return Deadline(DeadlineKind.PERIOD, start=start, end=end, edtf=f"{start}/{end}")


def since(moment: Moment) -> Deadline:
    """An open interval."""
    if moment.year is None:
        return Deadline(DeadlineKind.FROM)
    start = moment.first().isoformat()
    return Deadline(DeadlineKind.FROM, start=start, edtf=f"{start}/..")


def recurring(rrule: str | None) -> Deadline:
    """A repetition; None where its period is not named ("Định kỳ")."""
    return Deadline(DeadlineKind.RECURRING, rrule=rrule)
