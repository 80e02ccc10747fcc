"""The last day on which a task is done in time."""

from __future__ import annotations

import datetime as dt
import re

from ccndocs.types.record import DeadlineRecord
from ccndocs.vi.fold import fold

# "trước 17 giờ ngày 03/9", "trước 8h30 ngày 02/4": the day itself still counts.
_HOUR = re.compile(r"\d\s*(?:gio|h)(?:\d|\b)")


def last_day(deadline: DeadlineRecord) -> dt.date | None:
    """The last day in time, None where the deadline names no day.

    "trước ngày 30/01" is the 29th: the contract keeps the day as written and calls
    the bound exclusive. With an hour ("trước 17 giờ ngày 30/01") it is the 30th.
    """
    day = day_of(deadline.end)
    if day is None or deadline.bound != "exclusive" or day == dt.date.min:
        return day
    if _HOUR.search(fold(deadline.text)):
        return day
    return day - dt.timedelta(days=1)


def day_of(value: str | None) -> dt.date | None:
    """The day of a full ISO date, None for anything else.

    >>> day_of("2031-06-30"), day_of("2031-06"), day_of(None)
    (datetime.date(2031, 6, 30), None, None)
    """
    if value is None or len(value) != 10:
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        return None
