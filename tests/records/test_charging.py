"""The sets of readers that charge name readers that there are."""

from __future__ import annotations

from ccndocs.extract.closing import RULE
from ccndocs.extract.heading_doers import ASKED_RULE, HEADING_RULE, NAMES_RULE
from ccndocs.extract.role.finder import RULES
from ccndocs.records import charging


def test_every_name_is_a_reader_and_is_explained():
    names = {RULE, *(rule.__name__ for rule in RULES)}
    assert names >= charging.CHARGING
    assert charging.CHARGING >= charging.GOING_ON | charging.ORDERING
    for name in charging.CHARGING:
        assert f"\n    {name} " in (charging.__doc__ or "")


def test_the_rules_known_by_name_are_those_of_the_readers():
    assert charging.CLOSING_DOER == RULE
    assert charging.HEADING_DOER == HEADING_RULE
    assert charging.ASKED_ABOVE == ASKED_RULE
    assert charging.NAMES_HEADING == NAMES_RULE
