"""The sets of readers that charge name readers that there are."""

from __future__ import annotations

from ccndocs.extract.closing import RULE
from ccndocs.extract.role.finder import RULES
from ccndocs.records import charging


def test_every_name_is_a_reader_and_is_explained():
    names = {RULE, *(rule.__name__ for rule in RULES)}
    assert names >= charging.CHARGING
    assert charging.CHARGING >= charging.GOING_ON | charging.ORDERING
    for name in charging.CHARGING:
        assert f"\n    {name} " in (charging.__doc__ or "")
