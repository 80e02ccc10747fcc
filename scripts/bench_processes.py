"""CPU time and memory of this process and all below it."""

from __future__ import annotations

import os
import re
from pathlib import Path


def stat_of(number: int) -> list[str]:
    """Fields of a process from its state on; none where it is gone."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return []


def tree() -> list[int]:
    """This process and all below it."""
    numbers = [int(path.name) for path in Path("/proc").glob("[0-9]*")]
    parents = {number: stat_of(number)[1:2] for number in numbers}
    found = [os.getpid()]
    for number in found:
        found += [n for n, parent in parents.items() if parent == [str(number)]]
    return found


def tree_seconds() -> float:
    """CPU seconds of this process (also for children that ended) and those below."""
    ticks = 0
    for number in tree():
        last = 15 if number == os.getpid() else 13
        ticks += sum(int(field) for field in stat_of(number)[11:last])
    return ticks / os.sysconf("SC_CLK_TCK")


def tree_megabytes() -> float:
    """The most that this process and those below ever held, what they share twice."""
    total = 0.0
    for number in tree():
        try:
            facts = Path(f"/proc/{number}/status").read_text()
        except OSError:
            continue
        found = re.search(r"^VmHWM:\s+(\d+)", facts, re.M)
        total += int(found[1]) / 1024 if found else 0.0
    return total
