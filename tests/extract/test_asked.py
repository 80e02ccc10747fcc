"""What is asked only where its words stand misses nothing that it could find."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ccndocs.extract.agency.defined import defined_short
from ccndocs.extract.agency.finder import READERS, Reader
from ccndocs.extract.agency.forms import Reading
from ccndocs.extract.deadline.finder import RULES
from ccndocs.extract.deadline.scan import Rule, Scan
from ccndocs.types.mention import Context
from ccndocs.vi.words import tokens

CONTEXT = Context(issued_on=dt.date(2026, 1, 15), province="An Sơn")
LINES = sorted(
    {
        part
        for path in Path(__file__).parent.glob("*.txt")
        for line in path.read_text("utf-8").splitlines()
        for part in line.split("\t")
        if part and not part.startswith("#")
    }
)
GUARDED = [rule for rule in RULES if hasattr(rule, "__wrapped__")]


@pytest.mark.parametrize("rule", GUARDED, ids=lambda rule: rule.__name__)
def test_rule_finds_nothing_without_its_words(rule: Rule) -> None:
    unguarded: Rule = rule.__wrapped__  # type: ignore[attr-defined]
    for line in LINES:
        for is_time_line in (False, True):
            scan = Scan(line, CONTEXT, is_time_line)
            assert list(rule(scan)) == list(unguarded(scan)), line


@pytest.mark.parametrize(
    "reader",
    [r for r, _ in READERS if r is not defined_short],
    ids=lambda r: r.__name__,
)
def test_reader_reads_nothing_at_other_words(reader: Reader) -> None:
    starts = dict(READERS)[reader]
    for line in LINES:
        reading = Reading(line, tokens(line), CONTEXT)
        for at, word in enumerate(reading.words):
            if word.word and not starts(word):
                assert not reader(reading, at), (line, word.text)
