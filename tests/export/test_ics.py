"""To-dos: read back by icalendar, they say what the records say."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from ccndocs.export.ics import IcsWriter
from ccndocs.types.record import AgencyRecord


def written(*records, language="vi"):
    stream = io.StringIO(newline="")
    writer = IcsWriter(stream, language)
    for record in records:
        writer.add(record)
    writer.finish()
    return stream.getvalue(), writer.left_out


def todos(*records):
    return Calendar.from_ical(written(*records)[0]).walk("VTODO")


def agency(name, role="lead"):
    return AgencyRecord(name, role, name, False, None)


@pytest.fixture
def todo(make_record, make_task, make_deadline):
    """The to-dos of one task with a deadline of these values."""

    def make(text="trước ngày 30/6/2031", **changes):
        nothing = {"start": None, "end": None, "bound": None, "edtf": None}
        deadline = make_deadline(text, **{**nothing, **changes})
        return todos(make_record(tasks=(make_task(deadline=deadline),)))

    return make


def test_a_to_do_says_who_what_when_and_where_from(make_record):
    (todo,) = todos(make_record())
    assert todo["UID"] == "t1." + "0" * 64 + "@ccndocs"
    assert todo["SUMMARY"] == "Sở Công Thương: Lập quy hoạch."
    assert todo["DUE"].dt == dt.date(2031, 6, 29)
    assert todo["DTSTAMP"].dt == dt.datetime(2031, 2, 3, tzinfo=dt.UTC)
    assert "DTSTART" not in todo
    assert "ATTENDEE" not in todo
    assert todo["CATEGORIES"].cats == ["Sở Công Thương"]
    assert todo["DESCRIPTION"].splitlines() == [
        "Lập quy hoạch.",
        "Chủ trì: Sở Công Thương",
        "Phối hợp: Sở Tài chính",
        "Thời hạn: trước ngày 30/6/2031",
        "Văn bản: KH, 12/KH-UBND, UBND tỉnh An Sơn, 2031-02-03, "
        "Phát triển cụm công nghiệp, kh.pdf",
        "Trang: 2",
    ]


def test_labels_are_english_if_asked(make_record):
    assert "Lead: Sở Công Thương" in written(make_record(), language="en")[0]


class TestTimes:
    def test_an_inclusive_bound_is_due_on_its_day(self, todo):
        (found,) = todo(end="2031-06-30", bound="inclusive")
        assert found["DUE"].dt == dt.date(2031, 6, 30)

    def test_a_period_starts_and_is_due(self, todo):
        (found,) = todo(kind="period", start="2031-06-01", end="2031-06-30")
        assert found["DTSTART"].dt == dt.date(2031, 6, 1)
        assert found["DUE"].dt == dt.date(2031, 6, 30)

    def test_a_period_of_one_day_has_no_start(self, todo):
        """RFC 5545 wants DUE later than DTSTART."""
        (found,) = todo(kind="period", start="2031-06-01", end="2031-06-01")
        assert "DTSTART" not in found
        assert found["DUE"].dt == dt.date(2031, 6, 1)

    def test_what_starts_and_never_ends(self, todo):
        (found,) = todo(kind="from", start="2031-06-01")
        assert found["DTSTART"].dt == dt.date(2031, 6, 1)
        assert "DUE" not in found

    @pytest.mark.parametrize(
        ("rule", "start"),
        [
            ("FREQ=MONTHLY;BYMONTHDAY=20", dt.date(2031, 2, 20)),
            ("FREQ=MONTHLY;BYMONTHDAY=1", dt.date(2031, 3, 1)),
            ("FREQ=WEEKLY;BYDAY=FR", dt.date(2031, 2, 7)),
            ("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15", dt.date(2031, 6, 15)),
            ("FREQ=MONTHLY", dt.date(2031, 2, 3)),
            ("FREQ=DAILY;BYHOUR=15;BYMINUTE=30", dt.datetime(2031, 2, 3, 15, 30)),
            ("FREQ=HOURLY;INTERVAL=2", dt.datetime(2031, 2, 3)),
        ],
    )
    def test_a_rule_starts_on_its_first_day(self, todo, rule, start):
        (found,) = todo(kind="recurring", rrule=rule)
        assert found["DTSTART"].dt == start
        parts = found["RRULE"].to_ical().decode().split(";")
        assert sorted(parts) == sorted(rule.split(";"))
        assert "DUE" not in found

    def test_a_rule_with_an_end_stops_there(self, todo):
        (found,) = todo(kind="recurring", rrule="FREQ=MONTHLY", end="2031-12-31")
        assert found["RRULE"]["UNTIL"] == [dt.date(2031, 12, 31)]

    def test_two_rules_are_two_to_dos(self, todo):
        rule = "FREQ=YEARLY;BYMONTH={};BYMONTHDAY=1"
        found = todo(kind="recurring", rrule=f"{rule.format(6)}\n{rule.format(12)}")
        assert [one["UID"].partition(".")[0] for one in found] == ["t1", "t1-2"]
        assert [one["DTSTART"].dt.month for one in found] == [6, 12]

    @pytest.mark.parametrize(
        "changes",
        [
            {"kind": "relative"},
            {"kind": "conditional"},
            {"kind": "ongoing"},
            {"kind": "by", "end": "2031"},
            {"kind": "recurring", "rrule": "FREQ=NEVER"},
            {"kind": "recurring", "rrule": "FREQ=DAILY", "end": "2030-01-01"},
        ],
    )
    def test_without_a_day_a_task_is_counted(
        self, make_record, make_task, make_deadline, changes
    ):
        nothing = {"start": None, "end": None, "bound": None}
        deadline = make_deadline(**{**nothing, **changes})
        record = make_record(
            tasks=(make_task(deadline=deadline), make_task(deadline=None))
        )
        text, left_out = written(record)
        assert "VTODO" not in text
        assert left_out == 2


def test_commas_in_names_are_no_second_category(make_record, make_task):
    agencies = (agency("UBND các huyện, thành phố"), agency("Sở; Y tế"))
    (found,) = todos(make_record(tasks=(make_task(agencies=agencies),)))
    assert found["CATEGORIES"].cats == ["UBND các huyện, thành phố", "Sở; Y tế"]


def test_a_long_summary_ends_at_a_word(make_record, make_task):
    (found,) = todos(make_record(tasks=(make_task("Rà soát " * 60),)))
    assert len(found["SUMMARY"]) <= 102
    start, mark = found["SUMMARY"].rsplit(" ", 1)
    assert mark == "…"
    assert start.rsplit(" ", 1)[1] in ("Rà", "soát")


def test_lines_are_folded_and_end_in_crlf(make_record, make_task):
    text, _ = written(make_record(tasks=(make_task("Lập quy hoạch " * 40),)))
    lines = text.encode().split(b"\r\n")
    assert lines[-1] == b""
    assert max(len(line) for line in lines) <= 75
    assert all(b"\n" not in line and b"\r" not in line for line in lines)


def test_no_records_are_a_calendar_too():
    text, left_out = written()
    assert Calendar.from_ical(text).walk("VTODO") == []
    assert left_out == 0


@given(st.text(max_size=200))
def test_any_text_comes_back(make_record, make_task, text):
    """What iCalendar cannot hold is left out or written as an escape, not broken."""
    (found,) = todos(make_record(tasks=(make_task(text, agencies=()),)))
    sound = text.encode("utf-8", "backslashreplace").decode()
    kept = "".join(c for c in sound if c == "\n" or (c >= " " and c != "\x7f"))
    assert found["DESCRIPTION"].startswith(kept)
