"""Deadlines: phrases of time lines, orders in prose, and what is no deadline."""

from __future__ import annotations

import csv
import datetime as dt
import itertools
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccndocs.extract.deadline.finder import find_deadlines
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Context, Deadline, DeadlineKind, Mention
from ccndocs.types.tree import Passage

ISSUED = Context(issued_on=dt.date(2026, 3, 10))
PHRASES = Path(__file__).with_name("deadlines.tsv")


def passage(text: str, number: int = 7) -> Passage:
    return Passage.join(text, [Span(0, len(text))], number)


def written(value: Deadline) -> str:
    """The value in the notation of the tables."""
    kind = value.kind.value
    if value.kind is DeadlineKind.BY:
        end = f" end={value.end}" if value.edtf != f"../{value.end}" else ""
        return f"{kind} {value.edtf} {value.bound}{end}"
    if value.kind is DeadlineKind.RECURRING:
        return f"{kind} {(value.rrule or '?').replace(chr(10), ' & ')}"
    if value.relative is not None:
        term = value.relative
        length = "" if term.days is None else f" {term.days}d"
        length = f" {term.months}m" if term.months else length
        working = " working" if term.working else ""
        return f"{kind}{length}{working} {term.anchor} ({term.anchor_text})"
    return f"{kind} {value.edtf}" if value.edtf else kind


def marked(text: str, found: list[Mention[Deadline]]) -> str:
    """The text with its deadlines in brackets: "… [ongoing: Thường xuyên] …"."""
    for mention in reversed(found):
        span = mention.span
        inside = f"[{written(mention.value)}: {span.of(text)}]"
        text = text[: span.start] + inside + text[span.stop :]
    return text


def plain(notation: str) -> str:
    return re.sub(r"\[[^\[\]]*?: ([^\[\]]*)\]", r"\1", notation)


def cases(name: str) -> list[str]:
    lines = PHRASES.with_name(name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def rows() -> list[dict[str, str]]:
    with PHRASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])
def test_phrases_of_time_lines(row: dict[str, str]) -> None:
    found = find_deadlines(passage(row["phrase"]), ISSUED, is_time_line=True)
    assert " + ".join(written(m.value) for m in found) == row["expected"]


def test_every_phrase_has_a_row_of_its_own() -> None:
    assert [row["id"] for row in rows()] == [f"D{n:03}" for n in range(1, 151)]


@pytest.mark.parametrize("case", cases("deadline_prose.txt"))
def test_orders_in_prose(case: str) -> None:
    text = plain(case)
    assert marked(text, find_deadlines(passage(text), ISSUED)) == case


@pytest.mark.parametrize("case", cases("deadline_families.txt"))
def test_families_of_wordings(case: str) -> None:
    text = plain(case)
    assert marked(text, find_deadlines(passage(text), ISSUED)) == case


@pytest.mark.parametrize("text", cases("deadline_none.txt"))
def test_times_that_are_no_deadline(text: str) -> None:
    assert marked(text, find_deadlines(passage(text), ISSUED)) == text


TIMES = [*cases("deadline_lines.txt"), *cases("deadline_cells.txt")]


@pytest.mark.parametrize("case", TIMES)
def test_time_lines(case: str) -> None:
    text = plain(case)
    found = find_deadlines(passage(text), ISSUED, is_time_line=True)
    assert marked(text, found) == case


def only(
    text: str, context: Context, *, is_time_line: bool = False
) -> Mention[Deadline]:
    (found,) = find_deadlines(passage(text), context, is_time_line=is_time_line)
    return found


def test_a_year_not_written_comes_from_the_document_and_is_flagged() -> None:
    found = only("Hoàn thành trước ngày 30/6.", ISSUED)
    assert (found.value.end, found.flags) == ("2026-06-30", ("year_inherited",))


def test_a_day_before_the_document_belongs_to_the_next_year() -> None:
    context = Context(issued_on=dt.date(2025, 12, 20))
    found = only("Báo cáo trước ngày 15/01.", context)
    assert found.value.end == "2026-01-15"


def test_a_cell_hands_its_year_on() -> None:
    found = find_deadlines(
        passage("Quý IV/2027; báo cáo trước ngày 15/12"), ISSUED, is_time_line=True
    )
    assert [m.value.end for m in found] == ["2027-12-31", "2027-12-15"]


def test_without_any_year_nothing_is_guessed() -> None:
    found = only("Quý II", Context(), is_time_line=True)
    assert found.value == Deadline(DeadlineKind.PERIOD)
    assert found.flags == ("year_unknown",)


def test_a_past_day_is_no_order_in_prose_but_stays_in_a_time_line() -> None:
    text = "trước ngày 30/01/2025"
    assert find_deadlines(passage(f"hoàn thành {text}"), ISSUED) == []
    assert only(text, ISSUED, is_time_line=True).value.end == "2025-01-30"


def test_a_half_filled_date_keeps_its_month_with_a_flag() -> None:
    found = only("ngày   tháng 11/2026", ISSUED, is_time_line=True)
    assert (found.value.start, found.flags) == ("2026-11-01", ("day_blank",))


def test_mentions_name_the_passage() -> None:
    (found,) = find_deadlines(passage("Năm 2026", 42), ISSUED, is_time_line=True)
    assert found.passage == 42


days = st.dates(dt.date(2026, 3, 11), dt.date(2035, 12, 31))
FORMS = (
    "trước ngày {d:02}/{m:02}/{y}",
    "trước {d}/{m}/{y}",
    "chậm nhất ngày {d} tháng {m} năm {y}",
    "trước ngày {d:02} tháng {m:02}, năm {y}",
    "muộn nhất vào {d:02}-{m:02}-{y}",
)


@given(day=days, form=st.sampled_from(FORMS))
def test_any_day_to_come_is_read_as_written(day: dt.date, form: str) -> None:
    text = "hoàn thành " + form.format(d=day.day, m=day.month, y=day.year) + "."
    value = only(text, ISSUED).value
    assert value.end == day.isoformat()
    assert value.edtf == f"../{day.isoformat()}"


@given(first=st.integers(1, 4), last=st.integers(1, 4), year=st.integers(2020, 2040))
def test_stretches_of_quarters_never_run_backwards(
    first: int, last: int, year: int
) -> None:
    text = f"Quý {first} - Quý {last}/{year}"
    value = only(text, ISSUED, is_time_line=True).value
    assert value.start is not None
    assert value.end is not None
    assert value.start < value.end
    assert int(value.end[:4]) == year


@given(st.text(alphabet="0123456789/-. ()trướcngàyhằngămquýIVđếnạn;", max_size=60))
def test_any_text_is_survived_and_spans_stay_inside(text: str) -> None:
    for is_time_line in (True, False):
        found = find_deadlines(passage(text), ISSUED, is_time_line=is_time_line)
        spans = [m.span for m in found]
        assert all(s.stop <= len(text) for s in spans)
        assert all(a.stop <= b.start for a, b in itertools.pairwise(spans))
