"""The last day in time."""

from __future__ import annotations

import datetime as dt

import pytest

from ccndocs.export.due import day_of, last_day


@pytest.mark.parametrize(
    ("text", "end", "bound", "last"),
    [
        ("trước ngày 30/01/2025", "2025-01-30", "exclusive", "2025-01-29"),
        ("trước ngày 01/3/2028", "2028-03-01", "exclusive", "2028-02-29"),
        ("chậm nhất ngày 30/01/2025", "2025-01-30", "inclusive", "2025-01-30"),
        ("trong tháng 12/2025", "2025-12-31", None, "2025-12-31"),
        ("trước 17 giờ ngày 03/9/2026", "2026-09-03", "exclusive", "2026-09-03"),
        ("trước 8h30 ngày 03/9/2026", "2026-09-03", "exclusive", "2026-09-03"),
        ("truoc 17h ngay 03/9/2026", "2026-09-03", "exclusive", "2026-09-03"),
        ("trước ngày 03 hằng tháng", None, None, None),
        ("trước năm 2025", "2025", "exclusive", None),
    ],
)
def test_the_last_day_in_time(make_deadline, text, end, bound, last):
    deadline = make_deadline(text, end=end, bound=bound)
    assert last_day(deadline) == (last and dt.date.fromisoformat(last))


@pytest.mark.parametrize("text", ["2025-02-30", "2025-13-01", "hôm qua...", "20250101"])
def test_what_is_no_day(text):
    assert day_of(text) is None


def test_nothing_is_before_the_first_day(make_deadline):
    deadline = make_deadline(end="0001-01-01", bound="exclusive")
    assert last_day(deadline) == dt.date.min
