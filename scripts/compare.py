"""Compares two reports of `ccndocs eval --json`: gains and losses, fault by fault.

python scripts/compare.py FORMER.json NOW.json [--rows 20] [--csv changes.csv]
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from ccndocs.evaluate import compare, comparison_text, write_changes


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare two evaluation reports.")
    parser.add_argument("former", type=Path)
    parser.add_argument("now", type=Path)
    parser.add_argument("--rows", type=int, default=20, help="gains and losses shown")
    parser.add_argument("--csv", type=Path, help="write every change to this file")
    arguments = parser.parse_args()
    former, now = (
        json.loads(path.read_text(encoding="utf-8"))
        for path in (arguments.former, arguments.now)
    )
    comparison = compare(former, now)
    print(comparison_text(comparison, arguments.rows), end="")
    if arguments.csv:
        with arguments.csv.open("w", encoding="utf-8", newline="") as stream:
            write_changes((*comparison.gains, *comparison.losses), stream)


if __name__ == "__main__":
    main()
