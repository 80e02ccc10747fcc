"""The table: fits, loses nothing, says dates plainly."""

from __future__ import annotations

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccndocs.export import write_table
from ccndocs.export.table import columns, table, wrap
from ccndocs.types.issue import Issue

WORDS = st.text(
    st.characters(codec="utf-8", categories=("L", "M", "N", "P", "Z", "C")),
    max_size=80,
)


def test_a_small_table(make_record, make_task):
    record = make_record(tasks=(make_task("Lập quy hoạch cụm."), make_task("Báo cáo.")))
    assert "\n".join(table(record, width=80)) == (
        "kh.pdf | KH | 12/KH-UBND | UBND tỉnh An Sơn | 2031-02-03\n"
        "Phát triển cụm công nghiệp\n"
        "Task                              Lead           Coordinate     "
        "Deadline    Page\n"
        "--------------------------------  -------------  -------------  "
        "----------  ----\n"
        "Lập quy hoạch cụm.                Sở Công        Sở Tài chính   "
        "before      2\n"
        "                                  Thương                        "
        "2031-06-30\n"
        "\n"
        "Báo cáo.                          Sở Công        Sở Tài chính   "
        "before      2\n"
        "                                  Thương                        "
        "2031-06-30\n"
        "--------------------------------  -------------  -------------  "
        "----------  ----\n"
        "2 task(s)"
    )


def test_no_tasks_and_issues(make_record):
    issues = (Issue("low_ocr_confidence", "Hard to read.", 3), Issue("x", "Cut."))
    lines = list(table(make_record(tasks=(), issues=issues)))
    assert lines[-3:] == ["No tasks.", "Note, page 3: Hard to read.", "Note: Cut."]


@pytest.mark.parametrize(
    ("changes", "english", "vietnamese"),
    [
        ({}, "before 2031-06-30", "trước 2031-06-30"),
        ({"bound": "inclusive"}, "by 2031-06-30", "chậm nhất 2031-06-30"),
        (
            {"kind": "period", "start": "2031-01-01"},
            "2031-01-01 to 2031-06-30",
            "2031-01-01 đến 2031-06-30",
        ),
        ({"kind": "from", "start": "2031-01-01"}, "from 2031-01-01", "từ 2031-01-01"),
        ({"kind": "ongoing", "text": "thường xuyên"}, "thường xuyên", "thường xuyên"),
        ({"kind": "recurring", "text": "hằng quý"}, "hằng quý", "hằng quý"),
    ],
)
def test_deadlines(make_record, make_task, make_deadline, changes, english, vietnamese):
    record = make_record(tasks=(make_task(deadline=make_deadline(**changes)),))
    assert english in "\n".join(table(record, width=250))
    assert vietnamese in "\n".join(table(record, width=250, language="vi"))


def test_tables_are_parted_by_an_empty_line(make_record):
    stream = io.StringIO()
    write_table([make_record("a", ()), make_record("b", ())], stream)
    assert "No tasks.\n\nb | KH" in stream.getvalue()


@given(WORDS, st.integers(2, 40))
def test_wrapped_lines_fit_and_keep_every_letter(text: str, width: int):
    lines = wrap(text, width)
    assert all(columns(line) <= width for line in lines)
    seen = "".join(c for c in text if unicodedata.category(c)[0] not in "CZ")
    assert "".join("".join(lines).split()) == "".join(seen.split())


@given(WORDS, st.integers(60, 200))
def test_no_line_is_wider_than_asked(make_record, make_task, text: str, width: int):
    record = make_record(text, (make_task(text, heading=text),))
    assert all(columns(line) <= width for line in table(record, width=width))


def test_a_document_cannot_move_the_cursor(make_record, make_task):
    record = make_record(tasks=(make_task("a\x1b[2Jb\rc\x9bd"),))
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in "".join(table(record)))
