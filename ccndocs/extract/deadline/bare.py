"""Bare times of time lines: "Năm 2026", "12/2026", "Quý II", "2026-2030"."""

from __future__ import annotations

from collections.abc import Iterator

from ccndocs.extract.deadline.scan import FLAGS, Found, Scan, dated_stretch, period
from ccndocs.extract.deadline.stretch import WINDOW, stretch_value
from ccndocs.vi import lazy_re as re
from ccndocs.vi.dates import Stretch, row_at, stretch_at
from ccndocs.vi.moments import Unit

# Words before a bare time that make it something else even in a time line.
_NOT_A_TIME = re.compile(
    r"""(?:số\ liệu\ đến|số\ liệu|hiệu\ lực(?:\ thi\ hành)?(?:\ kể)?\ từ|kể\ từ
    |hiệu\ lực\ đến|tầm\ nhìn\ đến|trước|luật\ \w+|tháng\ hành\ động|kỳ\ báo\ cáo
    |(?:nghị\ định|quyết\ định|thông\ tư|công\ văn|kế\ hoạch|văn\ bản)\ số\s+\S+
    |năm\ trước|\bhè|giữa|cuối|đầu)\s*$""",
    FLAGS,
)
_SPELLED = re.compile(r"tháng\s*\d{1,2}\s*,?\s*năm", FLAGS)
_BLANK = re.compile(r"ngày\s*[….\s_]*$", FLAGS)
_YEARLY = re.compile(r"\s*(?:,\s*)?(?:hằng|hàng|mỗi)\s+\w", FLAGS)
_WORD_START = re.compile(r"(?<![\w/.,-])(?=[\wĐđ])")


def _is_blank(scan: Scan, stretch: Stretch) -> bool:
    """Reads "ngày    tháng 7 năm 2026" is a form's date field, not a month."""
    start = stretch.span.start
    return bool(_SPELLED.match(scan.text, start) and _BLANK.search(scan.left(start)))


# "6 tháng đầu năm: trước 15/6", "trước ngày 10/3 (quý I)": what is due on the day
_NAMES = re.compile(r"\s*:\s*(?:trước|chậm\s+nhất|hạn)\s", FLAGS)
_DAY_BEFORE = re.compile(r"\d{1,2}\s*/\s*\d{1,2}(?:\s*/\s*\d{4})?\s*\($")


def _is_label(scan: Scan, start: int, stretch: Stretch) -> bool:
    """Whether a part of the year only names the report that is due on a day."""
    stop = stretch.span.stop
    in_bracket = _DAY_BEFORE.search(scan.left(start)) and scan.text[stop : stop + 1]
    is_half = stretch.first.unit is Unit.HALF or scan.text[start].isdigit()
    return bool(is_half and _NAMES.match(scan.text, stop)) or in_bracket == ")"


def _spans_years(stretch: Stretch) -> bool:
    """Whether it names the years themselves: "2026 - 2028, mỗi năm 01 đợt"."""
    first, last = stretch.first.year, stretch.last.year
    return first is not None and last is not None and first < last


def find_bare(scan: Scan) -> Iterator[Found]:
    """Time lines only: "Năm 2026"; "12/2026"; "Quý II"; "15/6/2026"; "2026-2030"."""
    if not scan.is_time_line:
        return
    done = 0
    for match in _WORD_START.finditer(scan.text):
        if match.start() < done:
            continue
        stretch = stretch_at(scan.text, match.start(), bare=True)
        if stretch is None:
            continue
        done = stretch.span.stop
        if (
            _NOT_A_TIME.search(scan.left(match.start()))
            or _is_blank(scan, stretch)
            or (_YEARLY.match(scan.text, done) and not _spans_years(stretch))
            or WINDOW.search(scan.text)
            or _is_label(scan, match.start(), stretch)
        ):
            continue
        first, *further = row_at(scan.text, stretch)
        done = further[-1].span.stop if further else done
        if further and _YEARLY.match(scan.text, done):
            continue
        stretch, flags = dated_stretch(scan, first)
        value, span = stretch_value(scan, stretch)
        if _BLANK.search(scan.left(match.start())):
            flags += ("day_blank",)  # "ngày Tháng 11/2025"
        yield Found(span, value, "bare", flags=flags)
        for part in further:
            dated, flags = dated_stretch(scan, part)
            yield Found(part.span, period(dated), "bare", flags=flags)


RULES = (find_bare,)
