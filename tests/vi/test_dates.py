"""Points and stretches of time."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccndocs.vi.dates import Stretch, stretch_at
from ccndocs.vi.moments import Unit, moment_at

STRETCHES = [
    ("ngày 30/01/2025", "2025-01-30"),
    ("25 / 02 /2026", "2026-02-25"),
    ("29tháng 01 năm 2026", "2026-01-29"),
    ("15 tháng 6, năm 2026", "2026-06-15"),
    ("30-01-2025", "2025-01-30"),
    ("ngày 15 đến ngày 20/6/2026", "2026-06-15..2026-06-20"),
    ("ngày 23/3/2026 đến ngày 27/3/2026", "2026-03-23..2026-03-27"),
    ("tháng 9 năm 2026", "2026-09-01..2026-09-30"),
    ("Tháng 01/ 2026", "2026-01-01..2026-01-31"),
    ("tháng 2/2028", "2028-02-01..2028-02-29"),
    ("Tháng 10, 11, 12/2025", "2025-10-01..2025-12-31"),
    ("tháng 11/2025 đến tháng 4/2026", "2025-11-01..2026-04-30"),
    ("T12/2026", "2026-12-01..2026-12-31"),
    ("12/2026", "2026-12-01..2026-12-31"),
    ("quý III năm 2012", "2012-07-01..2012-09-30"),
    ("Quí IV-2025", "2025-10-01..2025-12-31"),
    ("Quý lI/2026", "2026-04-01..2026-06-30"),
    ("Quý II-III/2026", "2026-04-01..2026-09-30"),
    ("Quý III và Quý IV/2026", "2026-07-01..2026-12-31"),
    ("Quý IV/2025 và Quý I/2026", "2025-10-01..2026-03-31"),
    ("Quý IV/2026 đến hết Quý II/2027", "2026-10-01..2027-06-30"),
    ("Quý I và Quý IV/2026", "2026-01-01..2026-03-31"),
    ("6 tháng đầu năm 2026", "2026-01-01..2026-06-30"),
    ("06 tháng cuối năm 2026", "2026-07-01..2026-12-31"),
    ("9 tháng đầu năm 2026", "2026-01-01..2026-09-30"),
    ("hai tháng cuối năm 2026", "2026-11-01..2026-12-31"),
    ("ba quý đầu năm 2026", "2026-01-01..2026-09-30"),
    ("nửa cuối năm 2026", "2026-07-01..2026-12-31"),
    ("sáu tháng đầu năm 2026", "2026-01-01..2026-06-30"),
    ("12 tháng đầu năm 2026", None),
    ("12 và 13/5/2026", "2026-05-12..2026-05-13"),
    ("12 và 20/5/2026", None),
    ("tháng Tư/2026", "2026-04-01..2026-04-30"),
    ("tháng mười một năm 2026", "2026-11-01..2026-11-30"),
    ("tháng tư", None),
    ("Q.II/2026", "2026-04-01..2026-06-30"),
    ("chiều ngày 25/02/2026", "2026-02-25"),
    ("8 giờ sáng ngày 25/02/2026", "2026-02-25"),
    ("Năm 2024 - 2025", "2024-01-01..2025-12-31"),
    ("năm 2026", "2026-01-01..2026-12-31"),
    ("2026-2030", "2026-01-01..2030-12-31"),
    ("30/02/2026", None),
    ("32/2024/NĐ-CP", None),
    ("59/76 hộ", None),
    ("tháng 13/2026", None),
    ("6 tháng", None),
    ("quý vị", None),
]


def short(stretch: Stretch | None) -> str | None:
    if stretch is None:
        return None
    first, last = stretch.first.in_year, stretch.last.in_year
    year = stretch.first.year or stretch.last.year or 2026
    a = first(stretch.first.year or year).first()
    b = last(stretch.last.year or year).last()
    return a.isoformat() if a == b else f"{a}..{b}"


@pytest.mark.parametrize(("text", "expected"), STRETCHES)
def test_stretches(text: str, expected: str | None) -> None:
    assert short(stretch_at(text, 0, bare=True)) == expected


def test_a_year_that_is_not_written_stays_unknown() -> None:
    moment = moment_at("20 tháng 6", 0)
    assert moment is not None
    assert (moment.day, moment.index, moment.year) == (20, 6, None)
    with pytest.raises(ValueError, match="no year"):
        moment.first()


def test_an_hour_belongs_to_its_day() -> None:
    moment = moment_at("15 giờ 30 ngày 20/6/2026", 0)
    assert moment is not None
    assert (moment.unit, moment.iso()) == (Unit.DAY, "2026-06-20T15:30")


def test_bare_forms_are_read_only_where_a_time_is_expected() -> None:
    assert moment_at("12/2026", 0) is None
    assert moment_at("2026", 0) is None


def test_the_29th_of_february_moves_in_common_years() -> None:
    moment = moment_at("29/02", 0)
    assert moment is not None
    assert moment.in_year(2027).first() == dt.date(2027, 2, 28)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31)))
def test_days_are_read_back_in_both_forms(day: dt.date) -> None:
    for text in (
        f"{day.day:02}/{day.month:02}/{day.year}",
        f"ngày {day.day} tháng {day.month} năm {day.year}",
    ):
        moment = moment_at(text, 0)
        assert moment is not None
        assert moment.first() == moment.last() == day
        assert len(moment.span) == len(text)


@given(st.text(alphabet="0123456789/-. thángnămquýIVđếnvà,", max_size=40))
def test_any_text_is_survived(text: str) -> None:
    for start in range(len(text)):
        found = stretch_at(text, start, bare=True)
        assert found is None or found.span.start == start < found.span.stop
