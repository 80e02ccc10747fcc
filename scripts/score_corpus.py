"""Scores ccndocs on the corpus: `python scripts/score_corpus.py [DIR] [ids…]`.

DIR holds one file per document, named by its id (corpus/text by default, or
corpus/rendered/pdf, corpus/scans …). Prints a line per document and a total; -v
lists what was missed, invented or wrong. `ccndocs eval` tells more: it is the same
scorer (ccndocs.evaluate).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from ccndocs.evaluate import (
    Score,
    document_line,
    find_items,
    report_of,
    same_agency,
    same_deadline,
    score_items,
    score_record,
)

__all__ = ["same_agency", "same_deadline", "score_record"]

ROOT = Path(__file__).resolve().parent.parent / "corpus"


def main() -> None:
    parser = argparse.ArgumentParser(description="Score ccndocs on the corpus.")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "text")
    parser.add_argument("ids", nargs="*", help="documents, by id; all if none")
    parser.add_argument("--split", choices=("dev", "frozen"), help="one split only")
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("--json", type=Path, help="write the report to this file")
    arguments = parser.parse_args()
    items = find_items(ROOT / "gold", arguments.folder, arguments.ids, arguments.split)
    total, scored = Score(), []
    for one in score_items(items):
        scored.append(one)
        total.add(one.score)
        if one.error:
            print(f"{one.item.name:27}  failed: {one.error}")
        print(document_line(one.item.name, one.score.as_json()))
        if arguments.verbose:
            for note in one.score.notes:
                print(f"    {note}")
    print(document_line(f"total of {len(items)}", total.as_json()))
    if arguments.json:
        text = json.dumps(report_of(scored), indent=1, ensure_ascii=False)
        arguments.json.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
