"""Progress on a terminal and elsewhere."""

from __future__ import annotations

import io

import pytest

from ccndocs.cli.extract import Talk, one_line


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_terminal_counts_pages_on_one_line(make_record):
    stream = Terminal()
    talk = Talk(stream)
    talk.page("a.pdf", 1, 2)
    talk.page("a.pdf", 2, 2)
    talk.document("a.pdf", make_record(pages=2))
    shown = stream.getvalue().split("\r")
    assert shown[0] == "a.pdf: page 1 of 2"
    assert shown[-1] == "a.pdf: 2 page(s), 1 task(s)\n"
    assert all("\n" not in part for part in shown[:-1])


def test_a_single_page_is_not_counted():
    stream = Terminal()
    Talk(stream).page("a.pdf", 1, 1)
    assert stream.getvalue() == ""


def test_a_file_gets_no_page_counter():
    stream = io.StringIO()
    Talk(stream).page("a.pdf", 1, 9)
    assert stream.getvalue() == ""


@pytest.mark.parametrize(
    ("text", "line"),
    [("a\nb", "a b"), ("a\x1b[31m b", "a [31m b"), ("  Sở  X ", "Sở X")],
)
def test_one_line(text, line):
    assert one_line(text) == line
