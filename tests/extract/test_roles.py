from __future__ import annotations

import re
from pathlib import Path

import pytest

from ccndocs.extract.role.finder import find_assignments
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Agency, Mention
from ccndocs.types.tree import Passage

CASES = [
    line
    for line in Path(__file__).with_name("roles.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def read_case(
    line: str,
) -> tuple[Passage, list[Mention[Agency]], list[str], str | None]:
    """The passage, its agencies, the expected "agency=role" list and the label."""
    label, _, text = line.rpartition(" | ")
    plain, agencies, wanted = "", [], []
    for part in re.split(r"(\[[^\]]+\])", text):
        if not part.startswith("["):
            plain += part
            continue
        shown, _, role = part[1:-1].partition("=")
        name = shown.lstrip("*?")
        group, known = shown.startswith("*"), not shown.startswith("?")
        span = Span(len(plain), len(plain) + len(name))
        agencies.append(Mention(1, span, Agency(name, group, known), "case"))
        plain += name
        if role:
            wanted.append(f"{name}={role}")
    return Passage(1, plain, ()), agencies, wanted, label or None


@pytest.mark.parametrize("line", CASES)
def test_roles(line: str) -> None:
    passage, agencies, wanted, label = read_case(line)
    found = find_assignments(passage, agencies, label)
    assert [f"{m.value.agency.name}={m.value.role}" for m in found] == wanted
    assert all(m.span.of(passage.text) == m.value.agency.name for m in found)
