from __future__ import annotations

import copy
import pkgutil
import re
from importlib import import_module

import pytest

import ccndocs.extract
from ccndocs.vi import lazy_re


def test_a_pattern_is_compiled_when_it_is_first_used() -> None:
    wrong = lazy_re.compile("(giao")
    with pytest.raises(re.error):
        wrong.search("giao Sở Công Thương")


def test_a_pattern_answers_as_a_compiled_one() -> None:
    lazy = lazy_re.compile(r"(?P<day>\d+)/(\d+)", lazy_re.IGNORECASE)
    eager = re.compile(r"(?P<day>\d+)/(\d+)", re.IGNORECASE)
    text = "từ 3/4 đến 15/6"
    assert lazy.groupindex == eager.groupindex
    for _ in range(2):  # before it is compiled and after
        assert [m.span() for m in lazy.finditer(text)] == [(3, 6), (11, 15)]
        assert lazy.sub("…", text) == "từ … đến …"
        assert lazy.split(text) == eager.split(text)
        assert lazy.findall(text, 7) == [("15", "6")]
        assert lazy.match(text, 3)
        assert not lazy.fullmatch(text)


def test_a_copy_answers_too() -> None:
    lazy = copy.copy(lazy_re.compile("nộp"))
    assert lazy.search("hạn nộp")


def test_every_pattern_of_the_rules_compiles() -> None:
    found = 0
    for info in pkgutil.walk_packages(ccndocs.extract.__path__, "ccndocs.extract."):
        for value in vars(import_module(info.name)).values():
            for one in value if isinstance(value, tuple | list) else (value,):
                if isinstance(one, lazy_re.LazyPattern):
                    assert one.flags
                    found += 1
    assert found > 200
