"""Records against gold: scores by field, reliability, gains and losses.

Works on records as JSON values, so that anything that writes the contract can be
scored. Gold marked "optional" is neither demanded nor punished; collective agencies
are ignored; citations are scored where the gold lists any.
"""

from __future__ import annotations

from ccndocs.evaluate.alike import same_agency, same_deadline
from ccndocs.evaluate.count import Count, Fault, Score
from ccndocs.evaluate.gains import Change, Comparison, compare
from ccndocs.evaluate.report import (
    comparison_text,
    document_line,
    report_text,
    write_changes,
)
from ccndocs.evaluate.run import Item, Scored, find_items, report_of, score_items
from ccndocs.evaluate.score import score_record

__all__ = [
    "Change",
    "Comparison",
    "Count",
    "Fault",
    "Item",
    "Score",
    "Scored",
    "compare",
    "comparison_text",
    "document_line",
    "find_items",
    "report_of",
    "report_text",
    "same_agency",
    "same_deadline",
    "score_items",
    "score_record",
    "write_changes",
]
