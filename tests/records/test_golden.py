"""Golden records of the corpus' sample documents: every change of them is a diff.

Rewrite them with CCNDOCS_UPDATE_GOLDEN=1; a missing one fails. What the golden files
hold is what the toolkit says, right or wrong: gold for scoring is in corpus/gold.
"""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest

from ccndocs.pipeline import process
from ccndocs.types.record import Record

HERE = Path(__file__).parent
GOLDEN = HERE.parent / "golden"
CORPUS = HERE.parent.parent / "corpus"
UPDATE = os.environ.get("CCNDOCS_UPDATE_GOLDEN") == "1"
DOCUMENTS = [
    *(
        CORPUS / "text" / f"{name}.txt"
        for name in (
            "bc-hien-trang-an-son",
            "ct-moi-truong-an-son",
            "ct-tinh-uy-an-son",
            "cv-chan-chinh-hoa-lam",
            "cv-so-lieu-so-cong-thuong",
            "kh-phan-cong-hoa-lam",
            "kh-phat-trien-binh-trach",
            "qd-quan-ly-an-son",
            "tb-ket-luan-hoa-lam",
            "tin-chi-thi-an-son",
        )
    ),
    *sorted((CORPUS / "pdf").glob("*.pdf")),
]

spec = importlib.util.spec_from_file_location("notation", HERE / "notation.py")
assert spec
assert spec.loader
notation = importlib.util.module_from_spec(spec)
spec.loader.exec_module(notation)


def shown(record: Record) -> str:
    """A record in lines that people can read and diff."""
    document = record.document
    signer = document.signer
    lines = [
        f"type {document.type} | number {document.number_symbol} | "
        f"issuer {document.issuer.name if document.issuer else None} | "
        f"{document.place}, {document.issued_on}",
        f"title {document.title}",
        f"signer {signer.authority} {signer.position} {signer.name}"
        if signer
        else "signer -",
        *(f"to {recipient}" for recipient in document.recipients),
        *(
            f"cites {c.role}: {c.type} {c.number_symbol} {c.issued_on} {c.article}"
            for c in document.citations
        ),
        *(
            f"task p{t.evidence[0].page} {t.confidence:.2f} {notation.task(t)}"
            for t in record.tasks
        ),
        *(
            f"figure {s.indicator} {s.qualifier} {s.value:g} {s.unit} {s.nature} "
            f"{s.scope.cluster or s.scope.district or s.scope.province} "
            f"{s.scope.subset or ''} {s.as_of}: {s.text}"
            for s in record.statistics
        ),
        *(
            f"cluster {c.name}, {c.commune}, {c.district}, {c.area_ha}"
            for c in record.clusters
        ),
        *(f"issue {issue.code} p{issue.page}" for issue in record.issues),
    ]
    return "\n".join(line.rstrip() for line in lines) + "\n"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_golden(path: Path) -> None:
    golden = GOLDEN / f"{path.parent.name}-{path.stem}.txt"
    now = shown(process(path))
    if UPDATE:
        golden.write_text(now, encoding="utf-8")
    assert golden.is_file(), f"{golden.name} is missing; look at it, then write it"
    assert now == golden.read_text("utf-8")


def test_golden_files_are_not_rewritten_unseen() -> None:
    assert not (UPDATE and os.environ.get("CI")), "CCNDOCS_UPDATE_GOLDEN is set in CI"


def test_no_golden_file_is_orphaned() -> None:
    known = {f"{p.parent.name}-{p.stem}.txt" for p in DOCUMENTS}
    assert {p.name for p in GOLDEN.glob("*.txt")} == known
